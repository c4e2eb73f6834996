package loop

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestAnswersComeInOrderOnTheTestsGoroutine: what is touched here has no lock, so the race detector looks on, too.
func TestAnswersComeInOrderOnTheTestsGoroutine(t *testing.T) {
	t.Setenv(latest, "0s") // one after the other, 3,000 late answers would take minutes
	l := New(t)
	const many = 3 * room
	var got []int
	ended := make(chan struct{})
	go func() {
		for i := range many {
			fyne.Do(func() { got = append(got, i) })
		}
		fyne.DoAndWait(func() { got = append(got, many) })
		close(ended)
	}()
	l.Until("all answers", func() bool { return len(got) == many+1 })
	<-ended
	for i, n := range got {
		if n != i {
			t.Fatalf("answer %d came as number %d", n, i)
		}
	}
}

// TestAnswersAfterTheTestAreDropped: nobody does them, neither at once nor in the next test.
func TestAnswersAfterTheTestAreDropped(t *testing.T) {
	t.Run("a test", func(t *testing.T) { New(t) })
	done := 0
	fyne.Do(func() { done++ })
	next := New(t)
	fyne.Do(func() { done += 10 })
	next.Until("the next test's own", func() bool { return done >= 10 })
	if done != 10 {
		t.Errorf("an answer to a test that was over was done")
	}
}
