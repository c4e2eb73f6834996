package value

import (
	"strconv"
	"strings"
)

// Value is the content of one field, in its canonical text. What the text means is the business of the
// field's type: a date is "1968", "1968-05" or "1968-05-12", a choice its code, an amount of money a number of
// fen, a reference the id of a record. The zero Value is an empty field. Values compare with ==.
//
// A text that could not be understood is a Value too (see Unread), so that nothing that a clerk typed is ever
// dropped.
type Value struct{ s string }

// unreadMark starts the text of an unread value. No canonical text starts with it.
const unreadMark = '\x00'

// Text returns the value whose canonical text is s. NUL characters at its head are dropped: no text has them.
func Text(s string) Value {
	return Value{strings.TrimLeft(s, string(unreadMark))}
}

// Int returns a whole number, or an amount of money in fen.
func Int(n int64) Value { return Value{strconv.FormatInt(n, 10)} }

// Unread returns a value that keeps raw, which could not be understood, as it was given.
func Unread(raw string) Value {
	if raw == "" {
		return Value{}
	}
	return Value{string(unreadMark) + raw}
}

// IsEmpty reports whether the field has no content.
func (v Value) IsEmpty() bool { return v.s == "" }

// IsUnread reports whether v keeps a text that could not be understood.
func (v Value) IsUnread() bool { return v.s != "" && v.s[0] == unreadMark }

// Canonical returns the canonical text, "" for an empty or an unread value.
func (v Value) Canonical() string {
	if v.IsUnread() {
		return ""
	}
	return v.s
}

// Raw returns the text that could not be understood, "" for any other value.
func (v Value) Raw() string {
	if v.IsUnread() {
		return v.s[1:]
	}
	return ""
}

// Int returns the number that v holds; ok is false if it holds none.
func (v Value) Int() (n int64, ok bool) {
	n, err := strconv.ParseInt(v.s, 10, 64)
	return n, err == nil
}

// Date returns the date that v holds; ok is false if it holds none.
func (v Value) Date() (d Date, ok bool) { return dateFromCanonical(v.s) }

// Encode returns a text from which Decode restores v exactly, unread values included. It is never used where a
// person sees it.
func (v Value) Encode() string {
	if v.IsUnread() {
		return "?" + v.s[1:]
	}
	if v.s == "" {
		return ""
	}
	return "=" + v.s
}

// Decode is the inverse of Encode. A text that Encode did not write is taken as an unread value.
func Decode(s string) Value {
	switch {
	case len(s) > 1 && s[0] == '=' && s[1] != unreadMark:
		return Value{s[1:]}
	case len(s) > 1 && s[0] == '?':
		return Unread(s[1:])
	}
	return Unread(s)
}
