//go:build !no_glfw && !mobile

package glfw

import (
	"image/color"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal/animation"
)

// TestRest_EndsByAFunction: what is queued while the loop waits for events is done at once, and not when the wait is over.
func TestRest_EndsByAFunction(t *testing.T) {
	const rounds = 10
	runOnMain(func() { d.animation = animation.Runner{} }) // what other tests left running
	var took time.Duration
	for range rounds {
		for deadline := time.Now().Add(20 * time.Second); !rests.waiting.Load(); time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("the loop does not rest")
			}
		}
		began := time.Now()
		runOnMain(func() {})
		took += time.Since(began)
	}
	if mean := took / rounds; mean > restAtMost/4 {
		t.Errorf("a function waits %s in the mean", mean)
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

// TestRest_NotWhileMoving: an animation has its 60 frames a second.
func TestRest_NotWhileMoving(t *testing.T) {
	useDriver(t)
	frames := 0
	tick := canvas.NewColorRGBAAnimation(red, blue, time.Second, func(color.Color) { frames++ })
	runOnMain(func() {
		rests.active = time.Time{}
		tick.Start()
	})
	defer runOnMain(tick.Stop)
	before, began := 0, time.Now()
	runOnMain(func() { before = frames })
	wait(t, "frames", func() bool { return frames >= before+10 })
	if took := time.Since(began); took > 8*restAtMost {
		t.Errorf("10 frames took %s", took)
	}
}
