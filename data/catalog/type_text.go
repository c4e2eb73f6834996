package catalog

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/data/value"
)

// Text is free text of one line or more, cleaned of invisible characters and empty lines.
type Text struct {
	Lines int // how many lines its editor shows; 0 for one: a rule's text, the minutes of a meeting
}

// Name implements Type.
func (Text) Name() string { return "text" }

// Storage implements Type.
func (Text) Storage() Storage { return StoreText }

// Parse implements Type; any text can be read.
func (Text) Parse(c Cell) (value.Value, *Problem) {
	if c.Type == CellError {
		return broken("cell_error", "单元格里是公式错误 "+c.Text, c.Text)
	}
	text := shownText(c)
	if !strings.ContainsAny(text, "\n\r") {
		return value.Text(plainText(value.Clean(text))), nil
	}
	var lines []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = value.Clean(line); line != "" {
			lines = append(lines, line)
		}
	}
	return value.Text(strings.Join(lines, "\n")), nil
}

// plainText drops strokes that fill an empty cell, and the blanks that align two characters: 主　任.
func plainText(s string) string {
	if len(s) > 3*utf8.UTFMax {
		return s
	}
	switch s {
	case "-", "--", "/", "//", "\\", "—", "——", "―", "null", "NULL":
		return ""
	}
	first, rest, ok := strings.Cut(s, " ")
	if ok && isHanRune(first) && isHanRune(rest) {
		return first + rest
	}
	return s
}

func isHanRune(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.Is(unicode.Han, r)
}

// Format implements Type.
func (Text) Format(v value.Value) string { return plain(v) }

// Compare implements Type: by pinyin.
func (t Text) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return strings.Compare(t.SortKey(a), t.SortKey(b)) })
}

// SortKey implements SortKeyer.
func (Text) SortKey(v value.Value) string { return value.WordsKey(v.Canonical()) }

// plain shows the canonical text, or the raw one of an unread value.
func plain(v value.Value) string {
	if v.IsUnread() {
		return v.Raw()
	}
	return v.Canonical()
}

// PersonName is the name of a person.
type PersonName struct{ Text }

// Name implements Type.
func (PersonName) Name() string { return "name" }

// SortKey implements SortKeyer.
func (PersonName) SortKey(v value.Value) string { return value.PinyinKey(v.Canonical()) }

// Compare implements Type: by pinyin, family names read as such.
func (t PersonName) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return strings.Compare(t.SortKey(a), t.SortKey(b)) })
}

// Parse implements Type. Blanks that align a name are dropped.
func (PersonName) Parse(c Cell) (value.Value, *Problem) {
	v, p := Text{}.Parse(c)
	if p != nil {
		return v, p
	}
	if isBlankMark(v.Canonical()) {
		return value.Value{}, nil
	}
	name := value.Name(v.Canonical())
	if c.Type != CellText || !value.LooksLikeName(name) {
		return value.Text(name), &Problem{Code: "odd_name", Severity: Doubt, Text: fmt.Sprintf("「%s」不像姓名,请核对", name)}
	}
	return value.Text(name), nil
}
