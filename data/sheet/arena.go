package sheet

import (
	"hash/maphash"
	"strings"
)

const (
	chunkShift = 18 // a chunk holds 256 KB, more than the longest text of a cell
	chunkSize  = 1 << chunkShift
	recentSize = 1 << 12
)

// span is the place of a text in an arena.
type span struct{ off, n uint32 }

// arena keeps many short texts in few large blocks. A text once added never moves, and the strings that an arena
// gives out share its memory.
type arena struct {
	chunks []*strings.Builder
	recent []span // texts added lately, by hash: columns such as 性别 repeat a few texts
	seed   maphash.Seed
}

func newArena() *arena { return &arena{seed: maphash.MakeSeed()} }

// add keeps a copy of b, which must not be longer than maxTextBytes. A text that was added a moment ago is kept once.
func (a *arena) add(b []byte) span {
	if len(b) == 0 {
		return span{}
	}
	if a.recent == nil {
		a.recent = make([]span, recentSize)
	}
	slot := &a.recent[maphash.Bytes(a.seed, b)%recentSize]
	if slot.n == uint32(len(b)) && a.at(*slot) == string(b) {
		return *slot
	}
	last := len(a.chunks) - 1
	if last < 0 || a.chunks[last].Len()+len(b) > chunkSize {
		a.chunks = append(a.chunks, new(strings.Builder))
		if last >= 0 { // the first chunk grows as it needs: most sheets are small
			a.chunks[last+1].Grow(chunkSize)
		}
		last++
	}
	*slot = span{uint32(last<<chunkShift + a.chunks[last].Len()), uint32(len(b))}
	a.chunks[last].Write(b)
	return *slot
}

// full reports whether the addresses of the arena are used up.
func (a *arena) full() bool { return len(a.chunks) >= 1<<(32-chunkShift) }

// seal ends the adding of texts.
func (a *arena) seal() { a.recent = nil }

// at returns the text at s.
func (a *arena) at(s span) string {
	if s.n == 0 {
		return ""
	}
	off := s.off & (chunkSize - 1)
	return a.chunks[s.off>>chunkShift].String()[off : off+s.n]
}
