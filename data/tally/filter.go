package tally

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Filter says which records of a measure count: women, those of 35 and under. It is written
//
//	sex=2              one of the codes of a field, several joined by commas
//	ethnicity!=01      filled with something else
//	age=0..35          a number in a span, both ends included; an end may be left out
//	date=2003-01..2003-03  a date in a span of months
//	post=directors     who also holds a post, by the key of its measure
type Filter struct {
	key   string
	field string
	not   bool
	codes []string
	span  bool
	from  string
	to    string
}

// postField stands for the posts that a cadre holds.
const postField = "post"

// ParseFilter reads a filter; ok is false for words that are none.
func ParseFilter(key string) (f Filter, ok bool) {
	field, rest, found := strings.Cut(key, "=")
	if !found || field == "" || rest == "" {
		return Filter{}, false
	}
	f = Filter{key: key}
	f.field, f.not = strings.CutSuffix(field, "!")
	if from, to, is := strings.Cut(rest, ".."); is {
		f.span, f.from, f.to = true, from, to
		return f, (from != "" || to != "") && !f.not && f.field != postField
	}
	f.codes = strings.Split(rest, ",")
	return f, f.field != "" && !(f.not && f.field == postField)
}

// String returns the filter as ParseFilter reads it.
func (f Filter) String() string { return f.key }

// Applies reports whether records of a kind have what the filter asks about.
func (f Filter) Applies(k *catalog.Kind) bool {
	if f.field == postField {
		return k.Field("committee_post") != nil
	}
	return k.Field(f.field) != nil
}

// Title says in words what the filter lets through, for records of a kind.
func (f Filter) Title(k *catalog.Kind) string {
	if f.field == postField {
		m, _ := MeasureOf(f.codes[0])
		return "兼任" + m.Title
	}
	field := k.Field(f.field)
	if field == nil {
		return f.key
	}
	if f.span {
		return field.Title + f.spanWords(field)
	}
	var words []string
	for _, c := range f.codes {
		words = append(words, field.Type.Format(value.Text(c)))
	}
	s := strings.Join(words, "、")
	if f.not {
		s = "不是" + s
	}
	return field.Title + s
}

// Brief says in few words what the filter lets through, for records of a kind: 女, 35岁及以下.
func (f Filter) Brief(k *catalog.Kind) string {
	field := k.Field(f.field)
	switch {
	case field == nil || f.not:
		return f.Title(k)
	case f.span:
		return f.spanWords(field)
	}
	first, last := field.Type.Format(value.Text(f.codes[0])), field.Type.Format(value.Text(f.codes[len(f.codes)-1]))
	switch len(f.codes) {
	case 1:
		return first
	case 2:
		return first + "、" + last
	}
	return first + "至" + last
}

func (f Filter) spanWords(field *catalog.Field) string {
	unit := ""
	if t, ok := field.Type.(catalog.Int); ok {
		unit = t.Unit
	}
	switch {
	case f.from == "" || f.from == "0":
		return f.to + unit + "及以下"
	case f.to == "":
		return f.from + unit + "及以上"
	case f.from == f.to:
		return f.from + unit
	}
	return f.from + "—" + f.to + unit
}

// Span returns the ends of a span of whole numbers of a field, both of which are given.
func (f Filter) Span(field string) (from, to int, ok bool) {
	from, errFrom := strconv.Atoi(f.from)
	to, errTo := strconv.Atoi(f.to)
	return from, to, f.span && f.field == field && errFrom == nil && errTo == nil
}

// has reports whether a record is let through. known is false where the record doesn't say.
func (f Filter) has(r catalog.Record, asof value.Date) (in, known bool) {
	if f.field == postField {
		return holdsPost(r, f.codes[0]), true
	}
	v := r.On(r.Kind.Field(f.field), asof)
	if v.IsEmpty() || v.IsUnread() {
		return false, false
	}
	if f.span {
		return f.within(v), true
	}
	return slices.Contains(f.codes, v.Canonical()) != f.not, true
}

// within reports whether a value lies in the span.
func (f Filter) within(v value.Value) bool {
	if d, ok := v.Date(); ok && strings.Contains(f.from+f.to, "-") {
		from, _ := value.Text(f.from).Date()
		to, _ := value.Text(f.to).Date()
		return (from.IsZero() || d.Last().Compare(from.First()) >= 0) && (to.IsZero() || d.First().Compare(to.Last()) <= 0)
	}
	n, ok := v.Int()
	if !ok {
		return false
	}
	from, errFrom := strconv.ParseInt(f.from, 10, 64)
	to, errTo := strconv.ParseInt(f.to, 10, 64)
	return (f.from == "" || errFrom == nil && n >= from) && (f.to == "" || errTo == nil && n <= to)
}

// SpanFilter returns the filter for numbers of a field from one on up to another; -1 leaves an end open.
func SpanFilter(field string, from, to int) string {
	end := func(n int) string {
		if n < 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s=%s..%s", field, end(from), end(to))
}
