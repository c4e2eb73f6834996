package catalog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/data/value"
)

// Refs is a list of references to records of another kind: the partner units of an activity, who was at a meeting.
//
// A list may also name what is no record of ours, in words; nothing is broken about that. Parse gives words alone:
// whoever knows the records (intake, the form) puts ids in their places, by Named.
type Refs struct{ Ref }

// Link is an element of a list of references: the id of a record, or words that name none.
type Link struct {
	ID    string
	Words string // empty if ID is given
}

// linkMark begins the elements that are ids in the canonical text, which has one element a line.
const linkMark = "@"

// ListReferrer is a Type whose values are lists of references to records of another kind.
type ListReferrer interface {
	ListTarget() string // key of the kind
	Links(v value.Value) []Link
	Words(v value.Value) string // of the elements that are no records
}

// Name implements Type.
func (Refs) Name() string { return "refs" }

// Target hides Ref's: the value is no single id.
func (Refs) Target() {}

// ListTarget implements ListReferrer.
func (t Refs) ListTarget() string { return t.Kind }

// Links implements ListReferrer. An unread value is one element in its raw words.
func (Refs) Links(v value.Value) []Link {
	if v.IsUnread() {
		return []Link{{Words: v.Raw()}}
	}
	var out []Link
	for element := range strings.SplitSeq(v.Canonical(), "\n") {
		if id, ok := strings.CutPrefix(element, linkMark); ok {
			out = append(out, Link{ID: id})
		} else if element != "" {
			out = append(out, Link{Words: element})
		}
	}
	return out
}

// Words returns the elements that name no record, as people read them.
func (t Refs) Words(v value.Value) string {
	var words []string
	for _, l := range t.Links(v) {
		if l.Words != "" {
			words = append(words, l.Words)
		}
	}
	return strings.Join(words, ListComma)
}

// LinksValue returns the value of a list. Elements that stand twice are kept once.
func LinksValue(links []Link) value.Value {
	var elements []string
	for _, l := range links {
		element := strings.TrimLeft(value.Tight(l.Words), linkMark)
		if l.ID != "" {
			element = linkMark + l.ID
		}
		if element != "" && !slices.Contains(elements, element) {
			elements = append(elements, element)
		}
	}
	return value.Text(strings.Join(elements, "\n"))
}

// Parse implements Type: the words between 、 , ; and line breaks.
func (Refs) Parse(c Cell) (value.Value, *Problem) {
	v, p := Text{}.Parse(c)
	if p != nil || isBlankMark(v.Canonical()) {
		return value.Value{}, p
	}
	var links []Link
	for _, word := range strings.FieldsFunc(v.Canonical(), func(r rune) bool { return strings.ContainsRune("、,，;；\n", r) }) {
		for _, name := range namesIn(word) {
			links = append(links, Link{Words: name})
		}
	}
	return LinksValue(links), nil
}

// namesIn cuts words at the blanks between them if each part is long enough to be a name of its own: 梁福发 陈秋红, but
// neither 张　三 nor 欧阳 雪莲.
func namesIn(words string) []string {
	parts := strings.Fields(words)
	for i, part := range parts {
		if n := utf8.RuneCountInString(part); n < 2 || n > 4 || !value.LooksLikeName(part) || i == 0 && value.IsDoubleSurname(part) {
			return []string{words}
		}
	}
	if len(parts) < 2 {
		return []string{words}
	}
	return parts
}

// Resolve puts ids in place of the words that name exactly one of labels (words by id).
func (t Refs) Resolve(v value.Value, labels map[string]string) value.Value {
	if v.IsUnread() || v.IsEmpty() {
		return v
	}
	links := t.Links(v)
	for i, l := range links {
		if ids := t.Named(l.Words, labels); l.ID == "" && len(ids) == 1 {
			links[i] = Link{ID: ids[0]}
		}
	}
	return LinksValue(links)
}

// Format implements Type. It shows ids as they are: whoever knows the records uses WordsOf.
func (t Refs) Format(v value.Value) string {
	var words []string
	for _, l := range t.Links(v) {
		words = append(words, l.ID+l.Words)
	}
	return strings.Join(words, ListComma)
}
