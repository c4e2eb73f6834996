// Package loop gives a test the one goroutine that a window has.
//
// Fyne's own app for tests does what other goroutines want done at once, on theirs, beside the test. Here it waits in a
// queue that the test empties itself, in Until: all that touches a window is done on one goroutine, in the order in which
// it came, and no test waits longer than it must.
//
// With TAIZHANG_LATE, a duration, in the environment, answers come later by up to it, each by another time: what a test
// takes for granted without waiting for it comes to light.
package loop

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// patience bounds every wait. Only a test that fails waits so long, however slow the machine is.
const patience = 3 * time.Minute

// room is how much may wait in a queue; what is more waits where it comes from.
const room = 1000

// latest names the environment's variable that makes answers late.
const latest = "TAIZHANG_LATE"

// Loop is the app of one test.
type Loop struct {
	fyne.App
	t     testing.TB
	queue chan func()
	late  time.Duration // the most by which an answer is kept back
}

// New makes a loop the current app until the test ends. An answer that comes when its test is over has no window to come
// to, and is dropped.
func New(t testing.TB) *Loop {
	t.Helper()
	a := test.NewApp()
	l := &Loop{App: a, t: t, queue: make(chan func(), room), late: lateness(t)}
	fyne.SetCurrentApp(l)
	t.Cleanup(func() { fyne.SetCurrentApp(&Loop{App: a}) })
	return l
}

// lateness is what the environment asks for, 0 without.
func lateness(t testing.TB) time.Duration {
	t.Helper()
	text, ok := os.LookupEnv(latest)
	if !ok {
		return 0
	}
	late, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return late
}

// Until does what comes back from other goroutines until something is so.
func (l *Loop) Until(what string, so func() bool) {
	l.t.Helper()
	if !l.Wait(so) {
		l.t.Fatalf("waited in vain for %s", what)
	}
}

// Wait does what comes back from other goroutines until something is so, or until that can't be hoped for any more.
func (l *Loop) Wait(so func() bool) bool {
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for !so() {
		select {
		case f := <-l.queue:
			f()
		case <-timeout.C:
			return false
		}
	}
	return true
}

// Driver implements fyne.App.
func (l *Loop) Driver() fyne.Driver {
	return driver{Driver: l.App.Driver(), queue: l.queue, late: l.late}
}

// driver queues what other goroutines want done; without a queue it is not done.
type driver struct {
	fyne.Driver
	queue chan func()
	late  time.Duration
}

// DoFromGoroutine implements fyne.Driver.
func (d driver) DoFromGoroutine(f func(), wait bool) {
	if d.queue == nil {
		return
	}
	if d.late > 0 {
		time.Sleep(rand.N(d.late))
	}
	if !wait {
		d.queue <- f
		return
	}
	done := make(chan struct{})
	d.queue <- func() {
		f()
		close(done)
	}
	<-done
}
