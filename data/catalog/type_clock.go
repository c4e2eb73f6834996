package catalog

import (
	"fmt"
	"strings"

	"taizhang/data/value"
)

// Clock is a time of day to the minute; the canonical text is "09:30".
type Clock struct{}

// Name implements Type.
func (Clock) Name() string { return "time" }

// Storage implements Type.
func (Clock) Storage() Storage { return StoreText }

// Parse implements Type.
func (Clock) Parse(c Cell) (value.Value, *Problem) {
	raw := value.Clean(shownText(c))
	if isBlankMark(raw) {
		return value.Value{}, nil
	}
	minutes, ok := value.ParseClock(raw)
	if !ok {
		return broken("time", fmt.Sprintf("「%s」不是时刻,请写成 9:30", raw), raw)
	}
	return value.Text(value.FormatClock(minutes)), nil
}

// Format implements Type.
func (Clock) Format(v value.Value) string { return plain(v) }

// Compare implements Type.
func (Clock) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return strings.Compare(a.Canonical(), b.Canonical()) })
}
