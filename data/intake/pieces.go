package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Sheets write a date into several columns: 年, 月 and 日 under 出生日期, 出生年 beside 出生月, 月 and 日 under 2003年. All
// columns of such a group fill one field, with as much of the date as they hold.

// datePart is a part of a date that has a column of its own.
type datePart uint8

// The parts, from the coarsest.
const (
	yearPart datePart = iota
	monthPart
	dayPart
)

// partWords are the words that head the columns of the parts, the longer ones first.
var partWords = [...][]string{yearPart: {"年份", "年"}, monthPart: {"月份", "月"}, dayPart: {"日", "号"}}

// unit is the word behind a part of a date.
func (p datePart) unit() string { return [...]string{"年", "月", "日"}[p] }

// piece says which part of a date a column holds.
type piece struct {
	part datePart
	lead int // place in Columns of the first column of the date
	last int // and of the last one
	year int // that the heading names; 0 if it names none
}

// partOf reads which part of which date a heading names: 出生 and the year of 出生日期/年, 出生年.
func partOf(levels []string) (stem string, part datePart, ok bool) {
	if len(levels) == 0 {
		return "", 0, false
	}
	leaf := fold(levels[len(levels)-1])
	parent, _ := bare(fold(strings.Join(levels[:len(levels)-1], "")))
	for p, words := range partWords {
		for _, w := range words {
			if head, found := strings.CutSuffix(leaf, w); found && (head == "" || parent == "") {
				return parent + head, datePart(p), true
			}
		}
	}
	return "", 0, false
}

// findPieces ties the groups of columns that hold one date to its field. It returns which part each column holds.
func (t *Table) findPieces(v *vocabulary, mappings []Mapping) map[int]piece {
	if !slices.ContainsFunc(t.samples, func(c Column) bool { return strings.Contains(path(c.Heading), "月") }) {
		return nil
	}
	var out map[int]piece
	for from := 0; from < len(t.samples); from++ {
		stem, part, ok := partOf(t.samples[from].Heading)
		year := 0
		if part == monthPart {
			year = yearIn(stem)
			stem = yearWord.ReplaceAllString(stem, "")
			if year == 0 && stem == "" && v.kind.Name == "" { // 月 beside 日, in a log whose title says the year
				year = t.yearOfRows()
			}
		}
		if !ok || part == dayPart || part == monthPart && year == 0 {
			continue
		}
		to := from + 1
		for to < len(t.samples) && part+datePart(to-from) <= dayPart && t.continues(to, stem, part+datePart(to-from), year) {
			to++
		}
		field := v.dateOf(stem)
		if to-from < 2 || field < 0 || !t.mayTie(mappings, field, from, to) {
			continue
		}
		if out == nil {
			out = map[int]piece{}
		}
		for i := from; i < to; i++ {
			p := piece{part + datePart(i-from), from, to - 1, year}
			out[i] = p
			mappings[i] = Mapping{i, field, ByPiece, scorePath, fmt.Sprintf("%d 列合成一个日期,本列是「%s」的%s", to-from, v.kind.Fields[field].Title, p.part.unit())}
		}
		from = to - 1
	}
	return out
}

// continues reports whether a column holds the next part of a date.
func (t *Table) continues(i int, stem string, want datePart, year int) bool {
	next, part, ok := partOf(t.samples[i].Heading)
	if year != 0 {
		next = yearWord.ReplaceAllString(next, "")
	}
	return ok && part == want && (next == stem || next == "" && len(t.samples[i].Heading) == 1)
}

// mayTie reports whether the columns from ≤ i < to may fill a field: no other column does, no clerk has decided
// otherwise, and something stands in them.
func (t *Table) mayTie(mappings []Mapping, field, from, to int) bool {
	content := false
	for i := range mappings {
		inside := i >= from && i < to
		m, byClerk := t.manual[i]
		switch {
		case byClerk && (inside || m.Field == field):
			return false
		case inside:
			content = content || len(t.samples[i].Sample) > 0
		case mappings[i].Field == field && mappings[i].Basis != ByPart && mappings[i].Basis != ByValues:
			return false
		}
	}
	for i := range mappings {
		if content && mappings[i].Field == field {
			mappings[i].Field, mappings[i].Basis = -1, NoBasis
		}
	}
	return content
}

// dateOf returns the field of the date that a stem names: 出生 is 出生日期, nothing at all is the date of an entry. -1 if
// it is none.
func (v *vocabulary) dateOf(stem string) int {
	if stem == "" {
		if i := v.kind.Index(dateKey); i >= 0 && v.isDate(i) {
			return i
		}
	}
	for _, end := range []string{"", "时间", "日期", "年月"} {
		for _, at := range slices.Concat(v.exact[stem+end], v.like[sense(stem+end)]) {
			if f := v.words[at].field; stem+end != "" && v.isDate(f) {
				return f
			}
		}
	}
	return -1
}

func (v *vocabulary) isDate(field int) bool {
	f := &v.kind.Fields[field]
	_, is := f.Type.(catalog.Date)
	return is && f.Stored()
}

// datePieces are the columns of one date, by part; -1 for a part that has none.
type datePieces struct {
	cols [3]int
	year int
	runs bool // entries of a log leave out a year and a month that stand above
}

func (t *Table) datePieces(lead int) *datePieces {
	first := t.pieces[lead]
	d := &datePieces{cols: [3]int{-1, -1, -1}, year: first.year, runs: t.Kind.Name == "" || t.Kind.Fields[t.Columns[lead].Field].Key == dateKey}
	for i := lead; i <= first.last; i++ {
		d.cols[t.pieces[i].part] = t.Columns[i].Col
	}
	return d
}

// assemble reads a date from its columns.
func (rd *reader) assemble(r int, c *columnParser, values []value.Value) {
	var parts [3]string
	finest := -1
	for p, col := range c.date.cols {
		if col < 0 {
			continue
		}
		cell := rd.t.grid.over(r, col)
		if isDitto(cell.Text) {
			cell = rd.above(r, col, cell)
		}
		if parts[p] = value.Tight(text(cell)); parts[p] != "" {
			finest = p
			rd.see(r, col, cell)
		}
	}
	if finest < 0 {
		return
	}
	if c.date.year != 0 && parts[yearPart] == "" {
		parts[yearPart] = fmt.Sprint(c.date.year)
	}
	for p := 0; p < finest && c.date.runs; p++ {
		if parts[p] == "" && c.date.cols[p] >= 0 {
			if parts[p] = value.Tight(text(rd.over(r, c.date.cols[p]))); parts[p] != "" {
				rd.tells(told{toldRuns, c.field})
			}
		}
	}
	var b strings.Builder
	for p, s := range parts {
		if s != "" {
			b.WriteString(strings.TrimRight(s, "年月日号份") + datePart(p).unit())
		}
	}
	v, p := c.f.Type.Parse(catalog.TextCell(b.String()))
	values[c.field] = v
	if p != nil {
		rd.part.marks = append(rd.part.marks, mark{int16(c.field), int16(c.col), false, p})
	}
}
