package catalog

import (
	"strings"

	"taizhang/data/value"
)

// Refers returns the key of the kind to whose records values of t refer, one or a list of them; "" if t is no
// reference.
func Refers(t Type) string {
	switch t := t.(type) {
	case Referrer:
		return t.Target()
	case ListReferrer:
		return t.ListTarget()
	}
	return ""
}

// LinksOf returns what a value of a reference or of a list of references names; nothing for other types. An unread
// value is words.
func LinksOf(t Type, v value.Value) []Link {
	switch t := t.(type) {
	case ListReferrer:
		return t.Links(v)
	case Referrer:
		switch {
		case v.IsUnread():
			return []Link{{Words: v.Raw()}}
		case !v.IsEmpty():
			return []Link{{ID: v.Canonical()}}
		}
	}
	return nil
}

// WordsOf returns a value as people read it: as Format does, but of references the labels (words by id) of the
// records. A record without a label is shown as nothing.
func WordsOf(t Type, v value.Value, labels map[string]string) string {
	if Refers(t) == "" {
		return t.Format(v)
	}
	var words []string
	for _, l := range LinksOf(t, v) {
		if word := l.In(labels); word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, ListComma)
}

// ListComma stands between the elements of a list in words.
const ListComma = "、"

// In returns the link in words, with the labels (words by id) of the records.
func (l Link) In(labels map[string]string) string {
	if l.ID != "" {
		return labels[l.ID]
	}
	return l.Words
}

// Value returns the list of this element alone: what a condition on a list of references compares with.
func (l Link) Value() value.Value { return LinksValue([]Link{l}) }
