package catalog

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/data/value"
)

// Pictures is a list of pictures and, beside them, a text: where more of them lie, or what a sheet says of them
// (照片 3 张, 相册第 2 册).
//
// The value names each picture by its Blob's hash and by a name to show; the bytes are kept apart and never loaded with
// a record. The canonical text has a line for each picture and then those of the text, so that a text alone is what
// Text makes of it.
type Pictures struct{}

// Picture is one element of a list of pictures.
type Picture struct {
	Hash string // of its Blob
	Name string // 义诊现场.jpg; no line breaks
}

// mostName bounds the names of pictures, in characters.
const mostName = 80

// Name implements Type.
func (Pictures) Name() string { return "pictures" }

// Storage implements Type.
func (Pictures) Storage() Storage { return StoreText }

// Parse implements Type: a cell can hold words alone.
func (Pictures) Parse(c Cell) (value.Value, *Problem) {
	v, p := Text{}.Parse(c)
	if p != nil || v.IsEmpty() {
		return v, p
	}
	return PicturesValue(nil, v.Canonical()), nil
}

// List returns the pictures of a value.
func (Pictures) List(v value.Value) []Picture {
	var list []Picture
	for line := range strings.SplitSeq(v.Canonical(), "\n") {
		if p, ok := pictureOf(line); ok {
			list = append(list, p)
		}
	}
	return list
}

// Words returns the text beside the pictures, or the raw text of an unread value.
func (Pictures) Words(v value.Value) string {
	if v.IsUnread() {
		return v.Raw()
	}
	var lines []string
	for line := range strings.SplitSeq(v.Canonical(), "\n") {
		if _, ok := pictureOf(line); !ok {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// PicturesValue returns the value of pictures with a text beside them. A picture that stands twice is kept once.
func PicturesValue(list []Picture, words string) value.Value {
	var lines []string
	seen := map[string]bool{}
	for _, p := range list {
		if isHash(p.Hash) && !seen[p.Hash] {
			seen[p.Hash] = true
			lines = append(lines, linkMark+p.Hash+" "+pictureName(p.Name))
		}
	}
	for line := range strings.SplitSeq(words, "\n") {
		if _, ok := pictureOf(line); ok {
			line = strings.TrimLeft(line, linkMark) // nobody's words become a picture
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return value.Text(strings.Join(lines, "\n"))
}

// pictureName returns a name as a value can hold it.
func pictureName(name string) string {
	name = value.Clean(name)
	if name == "" {
		return "图片"
	}
	if utf8.RuneCountInString(name) > mostName {
		name = string([]rune(name)[:mostName])
	}
	return strings.TrimSpace(name)
}

// pictureOf reads a line that names a picture.
func pictureOf(line string) (Picture, bool) {
	rest, ok := strings.CutPrefix(line, linkMark)
	if !ok || len(rest) < hashLength+2 || rest[hashLength] != ' ' || !isHash(rest[:hashLength]) {
		return Picture{}, false
	}
	return Picture{rest[:hashLength], rest[hashLength+1:]}, true
}

// Format implements Type: the names of the pictures and the text beside them.
func (t Pictures) Format(v value.Value) string {
	words := t.Words(v)
	var names []string
	for _, p := range t.List(v) {
		names = append(names, p.Name)
	}
	switch {
	case len(names) == 0:
		return words
	case words == "":
		return strings.Join(names, ListComma)
	}
	return strings.Join(names, ListComma) + ListComma + words
}

// Brief implements Briefer: how many there are.
func (t Pictures) Brief(v value.Value) string {
	words, n := t.Words(v), len(t.List(v))
	switch {
	case n == 0:
		return words
	case words == "":
		return fmt.Sprintf("%d 张", n)
	}
	return fmt.Sprintf("%d 张;%s", n, words)
}

// Compare implements Type: those with more pictures first.
func (t Pictures) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int {
		if more := len(t.List(b)) - len(t.List(a)); more != 0 {
			return more
		}
		return strings.Compare(value.WordsKey(t.Format(a)), value.WordsKey(t.Format(b)))
	})
}

// Over implements Overlaid: the pictures stay, the text is that which was read. Names of the pictures in it, as an
// export has them, are not taken for words; a text of nothing else leaves the value as it is.
func (t Pictures) Over(stored, read value.Value) value.Value {
	list := t.List(stored)
	if len(list) == 0 || read.IsUnread() {
		return read
	}
	words := t.Words(read)
	if words == t.Format(stored) || words == t.Brief(stored) {
		return stored
	}
	rest := ListComma + words + ListComma
	for _, p := range list {
		rest = strings.ReplaceAll(rest, ListComma+p.Name+ListComma, ListComma)
	}
	if rest = strings.Trim(rest, ListComma); rest == "" && words != "" {
		return stored
	}
	return PicturesValue(list, rest)
}

// Add returns a value with more pictures; those that it has already stand once.
func (t Pictures) Add(v value.Value, more ...Picture) value.Value {
	return PicturesValue(append(t.List(v), more...), t.Words(v))
}

// Remove returns a value without a picture.
func (t Pictures) Remove(v value.Value, hash string) value.Value {
	list := slices.DeleteFunc(t.List(v), func(p Picture) bool { return p.Hash == hash })
	return PicturesValue(list, t.Words(v))
}

// Reword returns a value with another text beside its pictures.
func (t Pictures) Reword(v value.Value, words string) value.Value {
	return PicturesValue(t.List(v), words)
}

// Briefer is a Type whose values are shown shorter where there is room for a line alone.
type Briefer interface {
	Brief(v value.Value) string
}

// Overlaid is a Type whose values hold more than a text can say.
type Overlaid interface {
	// Over returns what becomes of a stored value where a text was read as another one.
	Over(stored, read value.Value) value.Value
}

// Over returns what becomes of a stored value of a type where a text was read as another one: of most types that one.
func Over(t Type, stored, read value.Value) value.Value {
	if o, ok := t.(Overlaid); ok {
		return o.Over(stored, read)
	}
	return read
}
