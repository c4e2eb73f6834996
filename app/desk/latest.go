package desk

import (
	"context"

	"fyne.io/fyne/v2"

	"taizhang/app/support"
)

// Latest orders the questions that one view asks: a new question cancels the one before, and a late answer never
// overwrites a newer one. It belongs to the UI goroutine. The zero Latest is ready for use.
type Latest struct {
	generation int
	cancel     context.CancelFunc
}

// Ask runs work off the UI goroutine, and then on it with the answer, unless a newer question was asked since.
func Ask[T any](l *Latest, work func(ctx context.Context) (T, error), then func(T, error)) {
	l.Cancel()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	generation := l.generation
	go func() {
		var answer T
		err := support.Guard(func() (err error) {
			answer, err = work(ctx)
			return err
		})
		fyne.Do(func() {
			defer cancel()
			if l.generation == generation {
				then(answer, err)
			}
		})
	}()
}

// Cancel gives up the question that is open.
func (l *Latest) Cancel() {
	l.generation++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}
