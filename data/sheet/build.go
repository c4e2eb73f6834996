package sheet

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"taizhang/data/catalog"
)

const (
	maxTextChars = 32767            // of one cell, as in Excel
	maxTextBytes = maxTextChars * 4 // fits the 18 bits of entry.meta
	slabSize     = 1 << 14          // entries allocated at once
	maxWarnings  = 20
)

// quota counts what a book may still take, over all of its sheets.
type quota struct {
	cells    int
	warnings *[]string
}

// take counts one more cell, row, formula or merge; it is false if the book may have no more.
func (q *quota) take() bool {
	q.cells--
	return q.cells >= 0
}

// warn adds a sentence to the warnings of the book, which stay few.
func (q *quota) warn(format string, args ...any) {
	if len(*q.warnings) < maxWarnings {
		*q.warnings = append(*q.warnings, fmt.Sprintf(format, args...))
	}
}

// builder fills a Sheet, row by row. Rows and the cells of a row may come in any order; of two cells in one place
// the later one stays.
type builder struct {
	s        *Sheet
	quota    *quota
	current  sheetRow
	cells    []entry // of the current row
	sorted   bool    // cells are in the order of their columns
	inOrder  bool    // rows are in order
	slab     []entry
	look     uint32 // flags of the style of the cells that are added next
	looks    uint32 // flags of all styles
	widths   []columnSpan
	formulas bool // formulas came out of order
}

// columnSpan is a statement about neighbouring columns.
type columnSpan struct {
	first, last int
	column
}

func newBuilder(name string, q *quota) *builder {
	return &builder{
		s:       &Sheet{Name: name, texts: newArena(), formats: []numberFormat{{}}},
		quota:   q,
		inOrder: true,
	}
}

// startRow begins the row n.
func (b *builder) startRow(n int, hidden bool) {
	b.current = sheetRow{n: n, hidden: hidden}
	b.cells = b.cells[:0]
	b.sorted = true
}

// add puts a text into a cell of the current row.
func (b *builder) add(col int, kind catalog.CellType, format uint16, text []byte, withFormula bool) error {
	if len(text) == 0 {
		return nil
	}
	if b.s.texts.full() {
		return errTooBig
	}
	text = b.cut(col, text)
	return b.put(col, kind, format, b.s.texts.add(text), withFormula, 0)
}

// addShared puts a shared string of the book into a cell of the current row.
func (b *builder) addShared(col int, text span, withFormula bool) error {
	if text.n == 0 {
		return nil
	}
	return b.put(col, catalog.CellText, 0, text, withFormula, metaShared)
}

func (b *builder) put(col int, kind catalog.CellType, format uint16, text span, withFormula bool, flags uint32) error {
	if col < 0 || col >= maxCols || b.current.n >= maxRows || !b.quota.take() {
		return errTooBig
	}
	flags |= b.look
	b.looks |= b.look
	if withFormula {
		flags |= metaFormula
	}
	if n := len(b.cells); n > 0 && int(b.cells[n-1].col) >= col {
		b.sorted = false
	}
	b.cells = append(b.cells, entry{
		off: text.off, meta: text.n | uint32(kind)<<metaType | flags,
		col: uint16(col), format: format,
	})
	return nil
}

// cut shortens a text that is longer than a cell may be.
func (b *builder) cut(col int, text []byte) []byte {
	short := cutText(text)
	if len(short) < len(text) {
		b.quota.warn("工作表「%s」%s 的文字超过 %d 个字,只读了前面的部分", b.s.Name, CellName(b.current.n, col), maxTextChars)
	}
	return short
}

// cutText returns the first maxTextChars characters of text.
func cutText(text []byte) []byte {
	if len(text) <= maxTextChars {
		return text
	}
	for i, n := 0, 0; i < len(text); n++ {
		if n == maxTextChars {
			return text[:i]
		}
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	return text
}

// addFormula notes the formula of a cell of the current row and returns its index. base is the index of the
// formula that it repeats, or -1.
func (b *builder) addFormula(col int, text []byte, base int32) (int32, error) {
	if b.s.texts.full() || col < 0 || col >= maxCols || b.current.n >= maxRows || !b.quota.take() {
		return 0, errTooBig
	}
	f := formula{row: uint32(b.current.n), col: uint16(col), base: base}
	if base < 0 {
		f.text = b.s.texts.add(cutText(text))
	}
	if n := len(b.s.formulas); n > 0 && compareFormulas(b.s.formulas[n-1], f) >= 0 {
		b.formulas = true
	}
	b.s.formulas = append(b.s.formulas, f)
	return int32(len(b.s.formulas) - 1), nil
}

// merge notes a merged area, of which a sheet may have at most most. Areas of one cell and impossible ones are left out.
func (b *builder) merge(r Range, most int) error {
	if r.Row1 == r.Row2 && r.Col1 == r.Col2 || r.Row1 > r.Row2 || r.Col1 > r.Col2 || r.Row2 >= maxRows || r.Col2 >= maxCols {
		return nil
	}
	if len(b.s.Merges) >= most || !b.quota.take() {
		return errTooBig
	}
	b.s.Merges = append(b.s.Merges, r)
	return nil
}

func compareFormulas(a, b formula) int {
	if a.row != b.row {
		return int(a.row) - int(b.row)
	}
	return int(a.col) - int(b.col)
}

// endRow ends the current row.
func (b *builder) endRow() error {
	if len(b.cells) == 0 && !b.current.hidden {
		return nil
	}
	if !b.quota.take() {
		return errTooBig
	}
	if !b.sorted {
		b.cells = tidyCells(b.cells)
	}
	if n := len(b.s.rows); n > 0 && b.s.rows[n-1].n >= b.current.n {
		b.inOrder = false
	}
	b.current.cells = b.keep(b.cells)
	b.s.rows = append(b.s.rows, b.current)
	return nil
}

// keep copies cells to memory that lasts.
func (b *builder) keep(cells []entry) []entry {
	if len(cells) > cap(b.slab)-len(b.slab) {
		b.slab = make([]entry, 0, max(len(cells), min(slabSize, 2*cap(b.slab)+64)))
	}
	start := len(b.slab)
	b.slab = append(b.slab, cells...)
	return b.slab[start:len(b.slab):len(b.slab)]
}

// tidyCells brings cells in order; of two in one column the later stays.
func tidyCells(cells []entry) []entry {
	slices.SortStableFunc(cells, func(a, b entry) int { return int(a.col) - int(b.col) })
	out := cells[:0]
	for _, c := range cells {
		if n := len(out); n > 0 && out[n-1].col == c.col {
			out[n-1] = c
			continue
		}
		out = append(out, c)
	}
	return out
}

// tidyRows brings rows in order and joins those with one number.
func tidyRows(rows []sheetRow) []sheetRow {
	slices.SortStableFunc(rows, func(a, b sheetRow) int { return a.n - b.n })
	out := rows[:0]
	for first := 0; first < len(rows); {
		row, next := rows[first], first+1
		var joined []entry
		for ; next < len(rows) && rows[next].n == row.n; next++ {
			if joined == nil {
				joined = slices.Clone(row.cells)
			}
			joined = append(joined, rows[next].cells...)
			row.hidden = row.hidden || rows[next].hidden
		}
		if joined != nil {
			row.cells = tidyCells(joined)
		}
		out = append(out, row)
		first = next
	}
	return out
}

// finish returns the sheet.
func (b *builder) finish() *Sheet {
	s := b.s
	if !b.inOrder {
		s.rows = tidyRows(s.rows)
	}
	for i := range s.rows {
		r := &s.rows[i]
		if n := len(r.cells); n > 0 {
			s.nRows = r.n + 1
			s.nCols = max(s.nCols, int(r.cells[n-1].col)+1)
		}
	}
	if b.formulas {
		s.formulas = tidyFormulas(s.formulas)
	}
	s.struck, s.tinted = b.looks&metaStruck != 0, b.looks>>metaTint != 0
	s.Comments = tidyComments(s.Comments)
	s.texts.seal()
	s.setColumns(b.widths)
	return s
}

// tidyFormulas brings formulas in order, and their bases with them.
func tidyFormulas(list []formula) []formula {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return compareFormulas(list[a], list[b]) })
	place := make([]int32, len(list))
	sorted := make([]formula, len(list))
	for i, old := range order {
		place[old], sorted[i] = int32(i), list[old]
	}
	for i := range sorted {
		if sorted[i].base >= 0 {
			sorted[i].base = place[sorted[i].base]
		}
	}
	return sorted
}

// setColumns keeps what spans say of the columns that have content.
func (s *Sheet) setColumns(spans []columnSpan) {
	for _, sp := range spans {
		for c := sp.first; c <= min(sp.last, s.nCols-1); c++ {
			if s.cols == nil {
				s.cols = make([]column, s.nCols)
			}
			s.cols[c] = sp.column
		}
	}
}

// FromRows returns a sheet of texts, for tests and for tables that come from elsewhere than a file. merges are
// written as in "A1:F1"; FromRows panics on a merge that is no range, which is the caller's mistake.
func FromRows(name string, rows [][]string, merges ...string) *Sheet {
	cells := make([][]catalog.Cell, len(rows))
	for i, row := range rows {
		cells[i] = make([]catalog.Cell, len(row))
		for j, text := range row {
			cells[i][j] = catalog.TextCell(text)
		}
	}
	return FromCells(name, cells, merges...)
}

// FromCells is FromRows for cells of any type. What the author saw (Cell.Shown) follows from the format of a cell.
func FromCells(name string, rows [][]catalog.Cell, merges ...string) *Sheet {
	var warnings []string
	b := newBuilder(name, &quota{cells: math.MaxInt, warnings: &warnings})
	formats := map[string]uint16{"": 0}
	for i, row := range rows {
		b.startRow(i, false)
		for j, c := range row {
			id, ok := formats[c.Format]
			if !ok {
				id = uint16(len(b.s.formats))
				formats[c.Format] = id
				b.s.formats = append(b.s.formats, parseFormat(c.Format))
			}
			if err := b.add(j, c.Type, id, []byte(c.Text), false); err != nil {
				panic("sheet.FromCells: more rows or columns than a sheet may have")
			}
		}
		if err := b.endRow(); err != nil {
			panic("sheet.FromCells: " + err.Error())
		}
	}
	for _, m := range merges {
		r, ok := parseRange([]byte(m))
		if !ok {
			panic("sheet.FromCells: not a range: " + m)
		}
		b.s.Merges = append(b.s.Merges, r)
	}
	return b.finish()
}
