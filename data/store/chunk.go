package store

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/google/uuid"

	"taizhang/data/catalog"
)

// chunk is some changes of an operation, with all that can be made ready before the database is asked.
type chunk struct {
	changes []catalog.Change
	fresh   []catalog.Record    // the new records among them, with their ids
	rows    [][]any             // of fresh, as they are inserted
	wanted  map[string][]string // ids of the records that are there already, by kind
	err     error

	cells []any // of rows
}

// prepareAll makes chunks of changes ready in their order, while those before are written: the one takes about as
// long as the other. The memory of a chunk that was handed back is used again. All is to be stopped in the end, which
// waits until nothing is at work any more.
func (w *writer) prepareAll(changes []catalog.Change) (ready <-chan chunk, handBack func(chunk), stop func()) {
	const about = 3 // one that is written, one that is ready, one that is made ready
	out, ended, spare := make(chan chunk), make(chan struct{}), make(chan []any, about)
	for range about {
		spare <- nil
	}
	go func() {
		defer close(out)
		for part := range slices.Chunk(changes, chunkSize) {
			c := w.prepare(part, <-spare)
			select {
			case out <- c:
			case <-ended:
				return
			case <-w.tx.ctx.Done():
				return
			}
			if c.err != nil {
				return
			}
		}
	}()
	handBack = func(c chunk) {
		clear(c.cells)
		spare <- c.cells[:0]
	}
	return out, handBack, func() {
		close(ended)
		for range out { // what was ready already is not wanted
		}
	}
}

// prepare makes one chunk ready, in the memory of cells as far as it goes. It changes nothing of w and reads what
// never changes.
func (w *writer) prepare(changes []catalog.Change, cells []any) chunk {
	c := chunk{changes: changes, wanted: map[string][]string{}, fresh: make([]catalog.Record, 0, len(changes))}
	width := 0
	for _, change := range changes {
		r := change.Record()
		var t *table
		if t, c.err = w.table(r); c.err != nil {
			return c
		}
		if change.Before.IsZero() {
			c.fresh = append(c.fresh, change.After)
			width = max(width, len(t.insert.columns))
		} else {
			c.wanted[r.Kind.Key] = append(c.wanted[r.Kind.Key], r.ID)
		}
	}
	if c.err = withIDs(c.fresh); c.err != nil {
		return c
	}
	c.rows = make([][]any, len(c.fresh))
	c.cells = slices.Grow(cells, len(c.fresh)*width)[:len(c.fresh)*width]
	c.err = inParallel(len(c.fresh), func(i int) (err error) {
		t := w.s.tables[c.fresh[i].Kind.Key]
		c.fresh[i] = t.cleaned(c.fresh[i])
		c.rows[i], err = t.row(c.cells[i*width:i*width:(i+1)*width], w.s.township(), w.op, c.fresh[i])
		return err
	})
	return c
}

// withIDs gives new records their ids, in their order: ids of one operation sort as its changes do.
func withIDs(records []catalog.Record) error {
	for i := range records {
		if records[i].ID != "" {
			continue
		}
		id, err := uuid.NewV7()
		if err != nil {
			return fmt.Errorf("make an id: %w", err)
		}
		records[i].ID = id.String()
	}
	return nil
}

// inParallel calls f for 0 to n-1, in parts on all processors, and returns the first error.
func inParallel(n int, f func(int) error) error {
	parts := min(runtime.GOMAXPROCS(0), 1+n/100)
	errs := make([]error, parts)
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() {
			for i := p * n / parts; i < (p+1)*n/parts && errs[p] == nil; i++ {
				errs[p] = f(i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
