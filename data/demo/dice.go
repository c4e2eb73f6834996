package demo

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"taizhang/data/value"
)

// dice draws from one stream of random numbers. Each part of the office has a stream of its own, so that a change in
// one part leaves the others as they are.
type dice struct{ *rand.Rand }

func newDice(stream string) dice { return seededDice(officeSeed, stream) }

func seededDice(seed uint64, stream string) dice {
	h := fnv.New64a()
	h.Write([]byte(stream))
	return dice{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

// between returns a number from lo to hi, both included.
func (d dice) between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// chance is true in percent of 100 cases.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

func (d dice) pick(list []string) string { return list[d.IntN(len(list))] }

// char returns one character of s; a character that stands there twice comes twice as often.
func (d dice) char(s []rune) string { return string(s[d.IntN(len(s))]) }

// day returns a day from first to last, both included.
func (d dice) day(first, last value.Date) value.Date {
	days := int(last.Time().Sub(first.Time()).Hours() / 24)
	if days <= 0 {
		return first
	}
	return first.AddDays(d.IntN(days + 1))
}

// ids returns a source of ids in the form of UUID version 7 (RFC 9562, 5.7), ascending, all of the instant at.
func (d dice) ids(at time.Time) func() string {
	next := uint64(0)
	return func() string {
		var b [16]byte
		binary.BigEndian.PutUint64(b[:8], uint64(at.UnixMilli())<<16|0x7000|next>>12&0x0fff)
		binary.BigEndian.PutUint64(b[8:], 1<<63|next&0x0fff<<50|d.Uint64N(1<<50))
		next++
		return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
	}
}
