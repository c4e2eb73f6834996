package catalog

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"taizhang/data/value"
)

// Storage is how a type's values are stored in SQL.
type Storage uint8

// The storages.
const (
	StoreText Storage = iota
	StoreInteger
)

// Type is the behaviour of a field's values.
type Type interface {
	// Name is the type's name, as `taizhangctl kinds -json` prints it.
	Name() string
	// Storage says how its values are stored.
	Storage() Storage
	// Parse reads a cell. What can't be read comes back as an unread value with a problem of severity Broken; a
	// doubtful reading comes with a problem of severity Doubt. An empty cell is an empty value and no problem.
	Parse(c Cell) (value.Value, *Problem)
	// Format returns the words that a clerk reads. Unread values are shown as they were given.
	Format(v value.Value) string
	// Compare orders values for sorting; empty ones come last.
	Compare(a, b value.Value) int
}

// Checker is a Type whose values can be wrong although they could be read, such as ID numbers.
type Checker interface {
	Check(v value.Value) *Problem
}

// Chooser is a Type with a fixed list of values.
type Chooser interface {
	Choices() []Choice
}

// Choice is one value of a Chooser.
type Choice struct {
	Code    string   // canonical text
	Title   string   // "大学本科"
	Aliases []string // other wordings: "本科"
}

// Referrer is a Type whose values are ids of records of another kind.
type Referrer interface {
	Target() string // key of the kind
}

// SortKeyer is a Type that can give a text whose byte order is Compare's order: sorting 100,000 names by pinyin
// must not look every name up anew for each comparison.
type SortKeyer interface {
	SortKey(v value.Value) string
}

// emptyLast is the comparison that all types share: filled values by less, then unread ones, then empty ones.
func emptyLast(a, b value.Value, compare func(a, b value.Value) int) int {
	rank := func(v value.Value) int {
		switch {
		case v.IsEmpty():
			return 2
		case v.IsUnread():
			return 1
		}
		return 0
	}
	if c := cmp.Compare(rank(a), rank(b)); c != 0 || rank(a) != 0 {
		return c
	}
	return compare(a, b)
}

// shownText is the text of a cell as its author saw it, or would have typed it as text: dates in words, numbers
// without exponents.
func shownText(c Cell) string {
	switch {
	case c.Type == CellBool:
		return Bool{}.Format(value.Text(c.Text))
	case c.Shown != "" && (c.Type != CellNumber || !strings.ContainsAny(c.Shown, "eE")):
		return c.Shown
	case c.Type == CellDate:
		return dateText(c)
	case c.Type == CellNumber:
		return decimalText(c.Text)
	}
	return c.Text
}

// decimalText writes a number without an exponent: 1.3900000001E10 is 13900000001.
func decimalText(s string) string {
	if !strings.ContainsAny(s, "eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(f) >= 1e21 {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// isMistyped finds cells whose number only looks like one that was meant: a date is a serial number inside.
func isMistyped(c Cell) bool { return c.Type == CellDate || c.Type == CellBool }

// broken returns raw unread, with the problem that says why.
func broken(code, text, raw string) (value.Value, *Problem) {
	return value.Unread(strings.TrimSpace(raw)), &Problem{Code: code, Severity: Broken, Text: text}
}
