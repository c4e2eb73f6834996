package file

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestCopy(t *testing.T) {
	const text = "the office"
	var to bytes.Buffer
	last := int64(0)
	err := Copy(context.Background(), &to, iotest.OneByteReader(strings.NewReader(text)), int64(len(text)), func(done, total int64) {
		if done != last+1 || total != int64(len(text)) {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || to.String() != text || last != int64(len(text)) {
		t.Fatalf("copied %q, told of %d: %v", to.String(), last, err)
	}
}

// TestCopyTellsTheSide: what could not be read is another fault than what could not be written.
func TestCopyTellsTheSide(t *testing.T) {
	fault := errors.New("pulled out")
	var writing WriteError
	err := Copy(context.Background(), io.Discard, io.MultiReader(strings.NewReader("half"), iotest.ErrReader(fault)), 10, nil)
	if !errors.Is(err, fault) || errors.As(err, &writing) {
		t.Errorf("a reader's fault is %v", err)
	}
	pipe, w := io.Pipe()
	_ = pipe.CloseWithError(fault)
	if err := Copy(context.Background(), w, strings.NewReader("x"), 1, nil); !errors.Is(err, fault) || !errors.As(err, &writing) {
		t.Errorf("a writer's fault is %v", err)
	}
}

func TestCopyIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	endless := iotest.OneByteReader(strings.NewReader(strings.Repeat("x", 100)))
	err := Copy(ctx, io.Discard, endless, 100, func(done, _ int64) {
		if done == 3 {
			cancel()
		}
		if done > 3 {
			t.Error("goes on")
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
