//go:build !wasm && !test_web_driver

package glfw

import (
	"runtime"
	"sync/atomic"
	"time"

	"github.com/go-gl/glfw/v3.4/glfw"
)

const (
	// restAfter is for how long nothing must have been done before the loop waits for events instead of looking for them
	// 60 times a second.
	restAfter = 500 * time.Millisecond
	// restAtMost bounds such a wait, for what comes by neither way: caches that are cleaned, an animation that is started
	// by another goroutine.
	restAtMost = 250 * time.Millisecond
)

// rests is the state of the one loop that a program has.
var rests struct {
	queued  atomic.Int32 // functions for the main goroutine that it has not taken yet
	waiting atomic.Bool  // the main goroutine may be in a wait for events
	active  time.Time    // when something was done last; the main goroutine's own
}

// restBefore is called before a function is queued, restQueued after it: that ends a wait.
func restBefore() { rests.queued.Add(1) }

func restQueued() {
	if rests.waiting.Load() {
		glfw.PostEmptyEvent()
	}
}

// restTaken is called when a queued function was taken.
func restTaken() {
	rests.queued.Add(-1)
	restNot()
}

// restNot is called when something was done that may go on in the next frame.
func restNot() { rests.active = time.Now() }

// rest waits for an event, a queued function, or a quarter of a second, if nothing was done for a while.
func (d *gLDriver) rest() {
	switch {
	case runtime.GOOS == "darwin": // the system has a loop of its own there
		return
	case d.animation.Busy():
		restNot()
		return
	case !running.Load(), time.Since(rests.active) < restAfter:
		return
	}
	// Whoever queues counts first and then looks whether somebody waits; this is the other way round: one sees the other.
	rests.waiting.Store(true)
	if rests.queued.Load() == 0 {
		glfw.WaitEventsTimeout(restAtMost.Seconds())
	}
	rests.waiting.Store(false)
}
