package intake

import (
	"maps"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Some rosters give each record two lines, or more, and have as many lines of headings: 姓名|性别|出生年月 over
// 身份证号码|住址. They are read as if the further lines stood behind the first: the sheet is seen with the cells of the
// further lines repeated in columns of their own at its right side, and these lines belong to the record above them.

// mostLines is the most lines that a record has.
const mostLines = 4

// The shares that must hold for the further lines to be lines of records: of cells that are what the heading of their
// line says, and of those more than if all rows were records of one line.
const (
	leastLined = 0.6
	moreLined  = 0.15
)

// lines are the rows of one table whose records have several.
type lines struct {
	heads []int               // rows of the further headings
	owned []map[int]bool      // by line: the columns of the sheet that its heading names; nil for the first
	first map[int]int         // further row of a record → its first row
	typed []map[int][]typedAs // by line and column: how its cells are known
}

// typedAs is a field of a kind whose values can be told from others.
type typedAs struct{ catalog.Type }

// linesOf returns how the records below each block have several lines, and the blocks without those that are further
// headings of the block above them.
func (f *finder) linesOf(blocks []block) (left []block, found []*lines) {
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		next := i + 1
		for next < len(blocks) && blocks[next].first <= b.last+mostLines-1 && f.isFurtherHeading(b, blocks[next].first) {
			next++
		}
		end := f.Rows() - 1
		if next < len(blocks) {
			end = blocks[next].first - 1
		}
		l := f.findLines(b, end, i > 0 && found[len(found)-1] != nil && f.sameRow(left[len(left)-1].last, b.last))
		if left, found = append(left, b), append(found, l); l != nil {
			i = next - 1
		}
	}
	return left, found
}

// sameRow reports whether two rows hold the same texts.
func (f *finder) sameRow(a, b int) bool { return slices.Equal(f.texts(a), f.texts(b)) }

// findLines returns how the records below a block of headings have several lines; nil if they have one. It is sure where
// the headings repeat others for which that is known.
func (f *finder) findLines(b block, end int, sure bool) *lines {
	if f.plain || b.numbers >= 0 || f.area.Col1 != 0 && !f.cut || f.area.Row1 != 0 || f.area.Col2 != f.Sheet.Cols()-1 {
		return nil
	}
	l := &lines{owned: []map[int]bool{nil}, first: map[int]int{}}
	for r := b.last + 1; r <= end && len(l.heads) < mostLines-1 && f.isFurtherHeading(b, r); r++ {
		l.heads = append(l.heads, r)
		owned := map[int]bool{}
		for c := int(f.shapes[r].first); c <= int(f.shapes[r].last); c++ {
			if f.tight(r, c) != "" {
				owned[c] = true
			}
		}
		l.owned = append(l.owned, owned)
	}
	if len(l.heads) == 0 {
		return nil
	}
	f.pair(l, b, end)
	if !sure && (len(l.first) == 0 || !f.areLines(l, b)) {
		return nil
	}
	return l
}

// isFurtherHeading reports whether a row holds headings that stand under others without being their lower level: words
// of fields, in columns that have a heading already.
func (f *finder) isFurtherHeading(b block, r int) bool {
	sh := f.shape(r)
	known, filled := f.headingScore(r)
	if known < 2 || known*10 < filled*6 || sh.numeric > 0 {
		return false
	}
	for c := int(sh.first); c <= int(sh.last); c++ {
		s := f.tight(r, c)
		if s == "" {
			continue
		}
		if hasLabel(s) || runes(s) > 15 {
			return false
		}
		for h := b.first; h < r; h++ { // the same heading again is that of a new page
			if f.tight(h, c) == s {
				return false
			}
		}
	}
	return true
}

// pair finds the rows of each record.
func (f *finder) pair(l *lines, b block, end int) {
	last := l.heads[len(l.heads)-1]
	anchor := f.anchor(b, last)
	for r := last + 1; r <= end; r++ {
		if !f.mayBegin(r) {
			continue
		}
		to := min(r+len(l.heads), end)
		merged := false
		if anchor >= 0 {
			if m, ok := f.merge(r, anchor); ok {
				if m.Row1 < r || m.Row2-m.Row1 >= mostLines {
					continue
				}
				to, merged = min(m.Row2, to), true
			}
		}
		from := r
		for next := r + 1; next <= to && (merged || f.mayContinue(l, next, next-from, anchor)); next++ {
			l.first[next] = from
			r = next
		}
	}
}

// anchor returns the first column whose heading reaches over all lines, -1 if none does: its cells do so, too.
func (f *finder) anchor(b block, last int) int {
	for c := range f.Cols() {
		if m, ok := f.merge(b.first, c); ok && m.Row1 <= b.first && m.Row2 == last && m.Col1 == m.Col2 && !isSerialHeading(f.tight(m.Row1, c)) {
			return c
		}
	}
	return -1
}

// mayBegin reports whether a row may be the first line of a record.
func (f *finder) mayBegin(r int) bool {
	sh := f.shape(r)
	if sh.filled < 2 {
		return false
	}
	lead := f.tight(r, int(sh.first))
	known, filled := f.headingScore(r)
	return !isTotal(lead) && !isFooter(lead) && known*10 < max(filled, 1)*6
}

// mayContinue reports whether a row may be a further line of the record above it.
func (f *finder) mayContinue(l *lines, r, line, anchor int) bool {
	sh := f.shape(r)
	switch {
	case sh.filled == 0, anchor >= 0 && !f.Cell(r, anchor).IsEmpty():
		return false
	case sh.filled > 1:
		return f.mayBegin(r)
	}
	if m, ok := f.merge(r, int(sh.first)); ok && (m.Col2-m.Col1+1)*2 > f.Cols() {
		return false
	}
	s := f.only(r)
	return line < len(l.owned) && l.owned[line][int(sh.first)] && !isTotal(s) && !isFooter(s) && !isPlace(groupName(s))
}

// areLines reports whether the rows below the headings say that they are lines: cells merged over the lines of most
// records, or values that fit the heading of their line.
func (f *finder) areLines(l *lines, b block) bool {
	v := f.vocabularyOf(l, b)
	if v == nil {
		return false
	}
	records := map[int]int{}
	for _, first := range l.first {
		records[first]++
	}
	merged := 0
	for first := range records {
		for c := range f.Cols() {
			if m, ok := f.merge(first, c); ok && m.Row1 == first && m.Row2 > first {
				merged++
				break
			}
		}
	}
	l.addTypes(f, v, b)
	lined, flat := 0, 0
	all := 0
	for next, first := range l.first {
		a, n := f.fits(l, next, next-first)
		x, _ := f.fits(l, next, 0)
		lined, flat, all = lined+a, flat+x, all+n
	}
	if all == 0 {
		return merged*2 >= len(records)
	}
	return float64(lined) >= leastLined*float64(all) && (merged*2 >= len(records) || float64(lined) > float64(flat)+moreLined*float64(all))
}

// vocabularyOf returns the vocabulary that knows most of all lines' headings, nil if none knows a heading of the further
// ones.
func (f *finder) vocabularyOf(l *lines, b block) *vocabulary {
	var best *vocabulary
	most := 1
	for i, v := range f.vocabularies[:min(len(f.vocabularies), 63)] {
		known := 0
		for _, r := range append([]int{b.last}, l.heads...) {
			for c := range f.Cols() {
				if cell := f.Cell(r, c); cell.Type == catalog.CellText && f.knownBy(cell.Text)&(1<<i) != 0 {
					known++
				}
			}
		}
		if known > most {
			best, most = v, known
		}
	}
	return best
}

// addTypes notes for each line the columns whose fields can be told by their values.
func (l *lines) addTypes(f *finder, v *vocabulary, b block) {
	for _, r := range append([]int{b.last}, l.heads...) {
		of := map[int][]typedAs{}
		for c := range f.Cols() {
			heading := fold(f.tight(r, c))
			if heading == "" {
				continue
			}
			plain, _ := bare(heading)
			for _, at := range slices.Concat(v.exact[heading], v.exact[plain]) {
				field := &v.kind.Fields[v.words[at].field]
				of[c] = append(of[c], typedAs{field.Type})
			}
		}
		l.typed = append(l.typed, of)
	}
}

// fits counts the cells of a row that are values of what the headings of a line name, and of how many that was asked: a
// text is anything but what only a number, a date or a word of a list is.
func (f *finder) fits(l *lines, r, line int) (fit, all int) {
	for c := int(f.shape(r).first); c <= int(f.shape(r).last); c++ {
		cell := f.Cell(r, c)
		if cell.IsEmpty() {
			continue
		}
		all++
		types := []typedAs(nil)
		if line < len(l.typed) {
			types = l.typed[line][c]
		}
		if slices.ContainsFunc(types, func(t typedAs) bool { return t.reads(cell) }) {
			fit++
		}
	}
	return fit, all
}

// reads reports whether a cell is a value of a type.
func (t typedAs) reads(cell catalog.Cell) bool {
	switch t.Type.(type) {
	case catalog.Text, catalog.Ref, catalog.Refs:
		_, isDate := value.ParseDate(text(cell))
		return !isFullID(cell) && !isMobile(cell) && !isDate
	case catalog.PersonName:
		return cell.Type == catalog.CellText && value.LooksLikeName(value.Name(cell.Text))
	}
	v, p := t.Parse(cell)
	return !v.IsEmpty() && (p == nil || p.Severity < catalog.Broken)
}

// unfold returns the grid with the further lines of records beside the first ones, nil if no table has any.
func (f *finder) unfold(blocks []block, found []*lines) *grid {
	var copies []sheet.Copy
	for i, l := range found {
		if l == nil {
			continue
		}
		at := f.Sheet.Cols()
		place := make([]map[int]int, len(l.owned))
		for line := 1; line < len(l.owned); line++ {
			place[line] = map[int]int{}
			for c := range f.Sheet.Cols() {
				if l.owned[line][c] {
					place[line][c] = at
					copies = append(copies, sheet.Copy{FromRow: l.heads[line-1], FromCol: c, Row: blocks[i].first, Col: at})
					at++
				}
			}
		}
		for r, first := range l.first {
			for c, to := range place[r-first] {
				copies = append(copies, sheet.Copy{FromRow: r, FromCol: c, Row: first, Col: to})
			}
		}
	}
	if len(copies) == 0 {
		return nil
	}
	g := newGrid(f.WithCopies(copies))
	if f.cut {
		g = g.window(sheet.Range{Row1: f.area.Row1, Col1: f.area.Col1, Row2: g.area.Row2, Col2: g.area.Col2})
	}
	return g
}

// takeLines gives the further lines their place in a layout.
func (l *layout) takeLines(found *lines) {
	l.lines = found
	for _, r := range found.heads {
		l.marks[r] = RoleHeading
	}
	for r := range found.first {
		l.marks[r] = RoleMore
	}
}

// owns reports whether the heading of a line names a column: what stands there is not the rest of the cell above it.
func (l *lines) owns(row, col int) bool {
	if l == nil {
		return false
	}
	first, ok := l.first[row]
	return ok && row-first < len(l.owned) && l.owned[row-first][col]
}

func (l *layout) endAt(row int) {
	if l.end = row; l.flat != nil {
		l.flat.end = row
	}
}

// continueWith takes what the repeated headings of a new page say of the rows below them.
func (l *layout) continueWith(next *layout) {
	maps.Copy(l.marks, next.marks)
	if l.lines != nil && next.lines != nil {
		maps.Copy(l.lines.first, next.lines.first)
		maps.Copy(l.flat.marks, next.flat.marks)
	}
}

// headings are all rows of headings, those of the further lines of records included.
func (l *layout) headings() []int {
	if l.lines == nil {
		return l.heads
	}
	return append(slices.Clone(l.heads), l.lines.heads...)
}
