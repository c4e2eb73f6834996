package filling

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// slot is a place in a text that is to be written on: what follows 姓名: in 姓名:____ 性别:□男 □女.
type slot struct {
	label    string
	from, to int  // bytes of the text
	boxed    bool // there are boxes to tick
	date     bool // there stands 年 月 日
	day      bool // with 日
}

var (
	slotLabel = regexp.MustCompile(`(\p{Han}{2,12}|\p{Han}[ 　]+\p{Han})(?:[(（][^()（）]*[)）])?(?:[ 　]*[:：]|[_＿]{2,})`)
	slotBlank = regexp.MustCompile(`^` + gap + `$`)
	slotDate  = regexp.MustCompile(`^` + gap + `年` + gap + `月` + gap + `日?` + gap + `$`)
	boxBefore = regexp.MustCompile(`([□☐○◯])[ 　]*([^□☐○◯\s　]+)`)
	boxBehind = regexp.MustCompile(`([^□☐○◯\s　]+?)[ 　]*([□☐○◯])`)
)

const boxSigns = "□☐○◯"

// slotsOf returns the places in a text that are to be written on.
func slotsOf(text string) []slot {
	var out []slot
	found := slotLabel.FindAllStringSubmatchIndex(text, -1)
	for i, at := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		from := at[1]
		if blank := strings.TrimRight(text[at[0]:at[1]], "_＿"); !strings.HasSuffix(blank, ":") && !strings.HasSuffix(blank, "：") {
			from = at[0] + len(blank)
		}
		rest := text[from:end]
		s := slot{label: value.Tight(text[at[2]:at[3]]), from: from, to: end, boxed: hasBoxes(rest), date: slotDate.MatchString(rest), day: strings.Contains(rest, "日")}
		if s.boxed || s.date || slotBlank.MatchString(rest) {
			out = append(out, s)
		}
	}
	return out
}

// hasBoxes reports whether a text is a list of things to tick.
func hasBoxes(text string) bool {
	n := 0
	for _, r := range text {
		if strings.ContainsRune(boxSigns, r) {
			n++
		}
	}
	return n >= 2 || n == 1 && utf8.RuneCountInString(value.Tight(text)) <= 3
}

// isOpen reports whether a cell of a form is to be written on: it is empty, or holds what only frames an answer.
func isOpen(c catalog.Cell) bool {
	return c.IsEmpty() || c.Type == catalog.CellText && (hasBoxes(c.Text) && len(slotsOf(c.Text)) == 0 || onlyDate.MatchString(strings.TrimSpace(c.Text)))
}

// tickBoxes ticks the box of what is: first by its words, else as a value of the field. ok is false if there is none.
func tickBoxes(text, words string, v value.Value, t catalog.Type) (done string, ok bool) {
	pattern, box, word := boxBefore, 1, 2
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " 　\n")); !strings.ContainsRune(boxSigns, first) {
		pattern, box, word = boxBehind, 2, 1
	}
	found := pattern.FindAllStringSubmatchIndex(text, -1)
	option := func(at []int) string { return strings.Trim(text[at[2*word]:at[2*word+1]], "、,，;；/()（）") }
	at := slices.IndexFunc(found, func(at []int) bool { return option(at) == words })
	if at < 0 {
		at = slices.IndexFunc(found, func(at []int) bool {
			w, parsed := parseWord(t, option(at))
			return parsed && w == v
		})
	}
	if at < 0 {
		return text, false
	}
	m := found[at]
	return text[:m[2*box]] + "☑" + text[m[2*box+1]:], true
}

// writeInline writes the answers of a person into the texts of a card that have room for them.
func (b *Blank) writeInline(fs *sheet.FormSheet, records []catalog.Record, out *Result) {
	done := map[[2]int]bool{}
	for i := range b.Columns {
		c := &b.Columns[i]
		at := [2]int{c.Row, c.Col}
		if c.slot == nil || done[at] {
			continue
		}
		done[at] = true
		text := fs.Source().Cell(c.Row, c.Col).Text
		before := text
		for j := len(b.Columns) - 1; j >= i; j-- { // from the end, so that the places before stay
			d := &b.Columns[j]
			if d.slot == nil || d.Row != c.Row || d.Col != c.Col || d.spell == nil || d.block >= len(records) {
				continue
			}
			answer, doubt := b.answerSlot(d, text[d.slot.from:d.slot.to], records[d.block])
			text = text[:d.slot.from] + answer + text[d.slot.to:]
			b.doubtful(fs, d.Row, d, answer == "", records[d.block], doubt, out)
		}
		if text != before {
			fs.Put(c.Row, c.Col, catalog.TextCell(strings.TrimRight(text, " 　")))
		}
	}
}

// answerSlot returns what stands in a slot afterwards, as wide as it was if it can be.
func (b *Blank) answerSlot(c *Column, blank string, r catalog.Record) (text, doubt string) {
	cell, doubt := c.spell(r, c.block+1)
	if cell.IsEmpty() {
		return blank, doubt
	}
	words := cell.Text
	if c.slot.boxed {
		return b.tick(c, blank, words, r, doubt)
	}
	pad := width(blank) - width(words) - 1
	if strings.ContainsAny(blank, "_＿年") {
		pad = 1
	}
	return " " + words + strings.Repeat(" ", max(pad, 2)), doubt
}

// tick ticks a box of a list, and doubts where the list has none for the value.
func (b *Blank) tick(c *Column, list, words string, r catalog.Record, doubt string) (text, why string) {
	var v value.Value
	t := catalog.Type(catalog.Text{})
	if f := b.plan.Kind.Field(c.Fields[0]); f != nil {
		v, t = r.On(f, b.asof(c)), f.Type
	}
	text, ok := tickBoxes(list, words, v, t)
	if !ok {
		return text, "「" + words + "」不在表里的可选项中"
	}
	return text, doubt
}

// width is the width of a text in half characters.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}
