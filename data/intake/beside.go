package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// window returns the part of a grid that lies in an area; outside of it nothing is seen.
func (g *grid) window(area sheet.Range) *grid {
	w := &grid{Sheet: g.Sheet, merges: g.merges, plain: g.plain, area: area, shapes: make([]shape, area.Row2+1)}
	for r := area.Row1; r <= area.Row2; r++ {
		w.shapes[r] = w.shapeOf(r)
	}
	return w
}

// apart returns the tables that stand side by side where one was seen, from left to right; nil if it is one.
func (f *finder) apart(l *layout) []*layout {
	starts := f.starts(l)
	if len(starts) < 2 {
		return nil
	}
	var out []*layout
	for i, from := range starts {
		area := sheet.Range{Row1: l.top, Col1: from, Row2: l.end, Col2: f.Cols() - 1}
		if i == 0 {
			area.Col1 = f.area.Col1
		}
		if i+1 < len(starts) {
			area.Col2 = starts[i+1] - 1
		}
		part, _ := findTables(f.window(area), f.vocabularies)
		for _, p := range part {
			if p.title == "" && p.heads[0] == l.heads[0] { // a title over all of them
				p.title = l.title
			}
			if p.unit == "" {
				p.unit = l.unit
			}
			if p.date.IsZero() {
				p.date = l.date
			}
		}
		out = append(out, part...)
	}
	if len(out) < 2 {
		return nil
	}
	for _, p := range out {
		p.notes = append(p.notes, fmt.Sprintf("左右并排的 %d 张表,已分开读入", len(starts)))
	}
	return out
}

// strips returns the tables of a sheet that empty columns divide from top to bottom, if in each part stands one and
// their headings are in different rows; those with headings in one row are told apart by apart.
func (f *finder) strips() []*layout {
	areas := f.divided()
	if len(areas) < 2 {
		return nil
	}
	var out []*layout
	for _, area := range areas {
		w := &finder{grid: f.window(area), vocabularies: f.vocabularies, known: f.known}
		part := w.below()
		if len(part) == 0 || !f.isWhole(part[0].paths) {
			return nil
		}
		out = append(out, part...)
	}
	if out[0].heads[0] == out[len(out)-1].heads[0] {
		return nil
	}
	for _, p := range out {
		p.notes = append(p.notes, fmt.Sprintf("左右并排的 %d 张表(表头不在同一行),已分开读入", len(areas)))
	}
	return out
}

// mostDivided bounds the columns in which empty ones are looked for.
const mostDivided = 256

// divided returns the parts of a sheet between columns that are empty from top to bottom.
func (f *finder) divided() []sheet.Range {
	cols := f.Cols()
	if cols > mostDivided {
		return nil
	}
	used := make([]bool, cols)
	left := cols - f.area.Col1
	for r, sh := range f.shapes {
		if sh.filled == 0 {
			continue
		}
		for c := int(sh.first); c <= int(sh.last); c++ {
			if !used[c] && (sh.last-sh.first+1 == sh.filled || !f.Cell(r, c).IsEmpty()) {
				used[c] = true
				left--
			}
		}
		if left == 0 {
			return nil
		}
	}
	var out []sheet.Range
	for c := f.area.Col1; c < cols; c++ {
		switch {
		case !used[c]:
		case c == f.area.Col1 || !used[c-1]:
			out = append(out, sheet.Range{Row1: f.area.Row1, Col1: c, Row2: f.area.Row2, Col2: c})
		default:
			out[len(out)-1].Col2 = c
		}
	}
	return out
}

// starts returns the first columns of tables that stand side by side: where the headings begin anew, or where, behind
// an empty column, all that some kind requires is headed once more.
func (f *finder) starts(l *layout) []int {
	n := len(l.paths)
	first := slices.IndexFunc(l.paths, func(p []string) bool { return len(p) > 0 })
	if first < 0 {
		return nil
	}
	same := func(i, j int) bool {
		return i < n && j < n && len(l.paths[i]) > 0 && slices.Equal(l.paths[i], l.paths[j])
	}
	starts := []int{l.col1 + first}
	for _, lead := range []int{first, first + 1} { // the serial number may stand at the left alone
		for c := lead + 2; c < n; c++ {
			if same(lead, c) && same(lead+1, c+1) {
				starts = append(starts, l.col1+c)
			}
		}
		if len(starts) > 1 {
			return starts
		}
	}
	from := first
	for c := first + 1; c < n; c++ {
		if len(l.paths[c]) == 0 && f.isGutter(l, l.col1+c) && f.isWhole(l.paths[from:c]) && f.isWhole(l.paths[c+1:]) {
			from = c + 1
			starts = append(starts, l.col1+from)
		}
	}
	return starts
}

// isGutter reports whether a column is empty beside a table.
func (f *finder) isGutter(l *layout, col int) bool {
	for r := l.heads[0]; r <= l.end; r++ {
		if !f.over(r, col).IsEmpty() {
			return false
		}
	}
	return true
}

// isWhole reports whether headings are a table by themselves: some kind knows two of them, and all that it requires
// is among them.
func (f *finder) isWhole(paths [][]string) bool {
	for _, v := range f.vocabularies {
		known := map[int]bool{}
		for _, p := range paths {
			if len(p) == 0 {
				continue
			}
			for _, at := range v.exact[fold(p[len(p)-1])] {
				known[v.words[at].field] = true
			}
		}
		whole := len(known) >= 2
		for i := range v.kind.Fields {
			if field := &v.kind.Fields[i]; field.Required && field.Stored() {
				whole = whole && known[i]
			}
		}
		if whole {
			return true
		}
	}
	return false
}

// The sentences about sheets that hold people in another form than a row for each.
const (
	whyForm       = "像一张没有填写的登记表(一格标题、旁边一格内容),没有可以导入的内容;请确认选对了文件"
	whyMinutes    = "像一份没有填写的记录(一格标题、旁边一格内容),没有可以导入的内容;请确认选对了文件"
	whyTransposed = "行和列是倒过来的(标题竖着写,一人一列),又没有内容;请确认选对了文件"
	noteUpright   = "这张表行和列是倒过来的(标题竖着写,一人一列),已转成一人一行读入"
)

// The least that a form or a transposed table has.
const (
	leastFormRows   = 3
	leastFormLabels = 5
	mostFormRows    = 40 // of a sheet that are looked at
)

// notARoster says why a sheet, though headings that are known stand in it, is no roster; "" if it may be one. Its
// labels stand beside what they head, not above it.
func (f *finder) notARoster() string {
	people := f.people()
	labels, rows, upright, named := map[string]bool{}, 0, true, false
	firstCol, values := -1, 0
	for r := range f.shapes[:min(len(f.shapes), mostFormRows)] {
		cols, others, beside := f.labelsOf(r, people)
		if len(cols) == 0 {
			continue
		}
		if !beside {
			break // headings above their columns
		}
		rows++
		for _, c := range cols {
			s := f.tight(r, c)
			labels[fold(s)] = true
			named = named || rows <= 3 && f.isName(s)
		}
		if firstCol < 0 {
			firstCol = cols[0]
		}
		upright = upright && len(cols) == 1 && cols[0] == firstCol
		if others >= 2 {
			values++
		}
	}
	switch {
	case rows < leastFormRows || len(labels) < leastFormLabels || !named:
		return ""
	case upright && values*2 >= rows:
		return whyTransposed
	}
	return whyForm
}

// people returns the bits of the vocabularies of people.
func (f *finder) people() uint64 {
	var bits uint64
	for i, v := range f.vocabularies {
		if field := v.kind.Field(v.kind.Name); field != nil && i < 63 {
			if _, is := field.Type.(catalog.PersonName); is {
				bits |= 1 << i
			}
		}
	}
	return bits
}

func (f *finder) isName(text string) bool {
	for _, v := range f.vocabularies {
		for _, at := range v.exact[fold(text)] {
			if field := &v.kind.Fields[v.words[at].field]; field.Key == v.kind.Name {
				if _, is := field.Type.(catalog.PersonName); is {
					return true
				}
			}
		}
	}
	return false
}

// labelsOf returns the columns of a row in which headings of people stand, how many other cells are filled, and whether
// between all of these headings there is room for what they head.
func (f *finder) labelsOf(r int, people uint64) (cols []int, others int, beside bool) {
	beside = true
	end := -2 // last column of the label before
	sh := f.shapes[r]
	for c := int(sh.first); sh.filled > 0 && c <= int(sh.last); c++ {
		cell := f.Cell(r, c)
		if cell.IsEmpty() {
			continue
		}
		if cell.Type != catalog.CellText || f.knownBy(strings.TrimRight(cell.Text, ":： "))&people == 0 {
			others++
			continue
		}
		if end == c-1 {
			beside = false
		}
		cols = append(cols, c)
		end = c
		if m, ok := f.merge(r, c); ok {
			end = m.Col2
		}
	}
	return cols, others, beside
}

// noteOutside says what stands beside the headed columns.
func (t *Table) noteOutside() {
	stray, first := 0, ""
	for i, role := range t.roles {
		r := t.layout.top + i
		sh := t.grid.shape(r)
		if role != RoleBody || int(sh.first) >= t.layout.col1 && int(sh.last) <= t.layout.col2 {
			continue
		}
		for c := int(sh.first); c <= int(sh.last); c++ {
			if c >= t.layout.col1 && c <= t.layout.col2 || t.grid.tight(r, c) == "" {
				continue
			}
			if stray++; first == "" {
				first = fmt.Sprintf("%s「%s」", sheet.CellName(r, c), cutWords(t.grid.tight(r, c), 12))
			}
		}
	}
	if stray > 0 {
		t.notes = append(t.notes, fmt.Sprintf("表头以外还有 %d 格内容没有读入,如 %s;要读入请给这一列加上标题", stray, first))
	}
}

func cutWords(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "…"
}
