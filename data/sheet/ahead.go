package sheet

import (
	"io"
)

const (
	aheadBlock = 1 << 17
	aheadMost  = 4       // blocks that are ready or in use
	aheadFrom  = 1 << 20 // bytes from which a part is worth a goroutine
)

// ahead reads from r in a goroutine of its own, a few blocks before they are asked for: inflating a part and taking
// it apart each take a core then.
type ahead struct {
	blocks chan block
	free   chan []byte
	ended  chan struct{}
	rest   []byte // of the block in use
	block  []byte
	err    error
}

type block struct {
	data []byte
	err  error // after data
}

// newAhead returns a reader that must be closed, which waits until nothing is read any more.
func newAhead(r io.Reader) *ahead {
	a := &ahead{blocks: make(chan block, aheadMost), free: make(chan []byte, aheadMost), ended: make(chan struct{})}
	for range aheadMost {
		a.free <- make([]byte, aheadBlock)
	}
	go a.run(r)
	return a
}

func (a *ahead) run(r io.Reader) {
	defer close(a.blocks)
	for {
		var b block
		select {
		case b.data = <-a.free:
		case <-a.ended:
			return
		}
		var n int
		for n < len(b.data) && b.err == nil {
			var got int
			got, b.err = r.Read(b.data[n:])
			n += got
		}
		b.data = b.data[:n]
		a.blocks <- b // there is room: no more blocks than it holds are about
		if b.err != nil {
			return
		}
	}
}

// Read implements io.Reader.
func (a *ahead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.err != nil {
			return 0, a.err
		}
		if a.block != nil {
			a.free <- a.block[:cap(a.block)]
		}
		b := <-a.blocks
		a.block, a.rest, a.err = b.data, b.data, b.err
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// Close ends the reading.
func (a *ahead) Close() error {
	close(a.ended)
	for range a.blocks {
	}
	return nil
}
