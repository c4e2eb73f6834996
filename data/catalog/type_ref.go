package catalog

import (
	"slices"
	"strings"

	"taizhang/data/value"
)

// Ref is a reference to a record of another kind; its value is that record's id.
//
// A type alone can't tell a name's id: Parse returns the name as an unread value with a problem of code
// "reference", and whoever knows the records (intake, the form) resolves it.
type Ref struct {
	Kind string // key of the kind referred to
	// Trim are endings that offices add to the name or leave out: 北门社区党支部 is 北门.
	Trim []string
	Lead []string // beginnings of that sort: 中共北门社区党支部
	// By are keys of fields that both kinds have, the surest first, such as id_number, name, org. They tell which record
	// is meant where no column names it, and which of several of one name. A reference with By follows from what its
	// own record says: it may be empty, and it may be emptied.
	By []string
	// Loose says that the record referred to may be deleted, as a person who has left: the name stays in its place,
	// unread, until a clerk names another.
	Loose bool
}

// Name implements Type.
func (Ref) Name() string { return "ref" }

// Storage implements Type.
func (Ref) Storage() Storage { return StoreText }

// Target implements Referrer.
func (t Ref) Target() string { return t.Kind }

// Parse implements Type; see Ref.
func (t Ref) Parse(c Cell) (value.Value, *Problem) {
	raw := value.Tight(shownText(c))
	if isBlankMark(raw) {
		return value.Value{}, nil
	}
	return broken("reference", "没有名为「"+raw+"」的记录", raw)
}

// Stem returns a name without the endings that offices add or leave out, for comparing.
func (t Ref) Stem(name string) string {
	name = value.Tight(name)
	for cut := true; cut; {
		cut = false
		for _, end := range t.Trim {
			if s := strings.TrimSuffix(name, end); s != name && s != "" {
				name, cut = s, true
			}
		}
		for _, start := range t.Lead {
			if s := strings.TrimPrefix(name, start); s != name && s != "" {
				name, cut = s, true
			}
		}
	}
	return name
}

// Named returns the ids of those of labels (words by id) that word names: one that is equal, or else all with the
// same stem, ascending.
func (t Ref) Named(word string, labels map[string]string) []string {
	var equal, like []string
	word = value.Tight(word)
	stem := t.Stem(word)
	for id, label := range labels {
		switch {
		case value.Tight(label) == word:
			equal = append(equal, id)
		case stem != "" && t.Stem(label) == stem:
			like = append(like, id)
		}
	}
	if len(equal) > 0 {
		like = equal
	}
	slices.Sort(like)
	return like
}

// Format implements Type. It shows the id: whoever knows the records shows their labels.
func (Ref) Format(v value.Value) string { return plain(v) }

// Compare implements Type, by id; lists that show labels sort by those.
func (Ref) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return strings.Compare(a.Canonical(), b.Canonical()) })
}
