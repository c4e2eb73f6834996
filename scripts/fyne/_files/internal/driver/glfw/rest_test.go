//go:build !no_glfw && !mobile

package glfw

import (
	"image/color"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal/animation"
)

// TestRest_EndsByAFunction: what is queued while the loop waits for events is done at once, and not when the wait is over.
// On a machine with other work every round but one may be slow.
func TestRest_EndsByAFunction(t *testing.T) {
	const rounds = 10
	runOnMain(func() { d.animation = animation.Runner{} }) // what other tests left running
	least := time.Hour
	for range rounds {
		for deadline := time.Now().Add(patience); !rests.waiting.Load(); time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("the loop does not rest")
			}
		}
		began := time.Now()
		runOnMain(func() {})
		least = min(least, time.Since(began))
	}
	if least > restAtMost/4 {
		t.Errorf("a function waits for at least %s", least)
	}
}

// TestRest_LosesNothing: functions from many goroutines are all done, however the loop rests in between.
func TestRest_LosesNothing(t *testing.T) {
	const goroutines, each = 8, 200
	var all sync.WaitGroup
	done := 0
	for g := range goroutines {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := range each {
				runOnMain(func() {
					done++
					if i%10 == g { // the loop is to rest again at once
						rests.active = time.Time{}
					}
				})
			}
		}()
	}
	all.Wait()
	runOnMain(func() {
		if done != goroutines*each {
			t.Errorf("%d functions were done, want %d", done, goroutines*each)
		}
		if n := rests.queued.Load(); n != 0 {
			t.Errorf("%d functions count as queued", n)
		}
	})
}

// TestRest_NotWhileMoving: an animation has its 60 frames a second. Other work may keep the machine from some of them.
func TestRest_NotWhileMoving(t *testing.T) {
	useDriver(t)
	var frames, quick atomic.Int32
	last := time.Now() // the main goroutine's
	tick := canvas.NewColorRGBAAnimation(red, blue, time.Second, func(color.Color) {
		if now := time.Now(); now.Sub(last) < restAtMost/2 {
			quick.Add(1)
		}
		last = time.Now()
		frames.Add(1)
		rests.active = time.Time{} // nothing but the animation keeps the loop from its rest
	})
	tick.RepeatCount = fyne.AnimationRepeatForever
	runOnMain(func() {
		rests.active = time.Time{}
		tick.Start()
	})
	defer runOnMain(tick.Stop)
	for deadline := time.Now().Add(patience); quick.Load() < 10; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d of %d frames came soon after the one before", quick.Load(), frames.Load())
		}
	}
}
