package store

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// holdsAll reports whether a record meets all conditions: the same answer that the SQL of where gives, for records
// that are no longer in the database as they were. A test holds both against each other.
func holdsAll(conditions []Condition, r catalog.Record) bool {
	for _, c := range conditions {
		if !holds(c, r) {
			return false
		}
	}
	return true
}

func holds(c Condition, r catalog.Record) bool {
	f := r.Kind.Field(c.Field)
	v := r.Get(c.Field)
	switch c.Op {
	case Equal:
		return hasOne(f, c.Values, v)
	case NotEqual:
		return !hasOne(f, c.Values, v)
	case Empty:
		return v.IsEmpty()
	case NotEmpty:
		return !v.IsEmpty()
	case Contains:
		col, _ := stored(f, v)
		return col != nil && strings.Contains(lowerASCII(v.Canonical()), lowerASCII(text(c.Values[0])))
	}
	return withinBound(f, c, v)
}

// hasOne reports whether v is one of values; of a list, whether it shares an element with one of them.
func hasOne(f *catalog.Field, values []value.Value, v value.Value) bool {
	list, ok := f.Type.(catalog.ListReferrer)
	if !ok || v.IsEmpty() || v.IsUnread() {
		return slices.Contains(values, v)
	}
	links := list.Links(v)
	return slices.ContainsFunc(values, func(one value.Value) bool {
		return !one.IsUnread() && slices.ContainsFunc(list.Links(one), func(l catalog.Link) bool { return slices.Contains(links, l) })
	})
}

func withinBound(f *catalog.Field, c Condition, v value.Value) bool {
	limit, ok := bound(f, c)
	col, _ := stored(f, v)
	if !ok || col == nil {
		return false
	}
	var order int
	switch l := limit.(type) {
	case int64:
		n, _ := v.Int()
		order = int(min(max(n-l, -1), 1))
	case string:
		order = strings.Compare(v.Canonical(), l)
	}
	if c.Op == From {
		return order >= 0
	}
	return order <= 0
}

// text returns what a value says, read or unread.
func text(v value.Value) string { return v.Canonical() + v.Raw() }

func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
