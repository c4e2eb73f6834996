package sheet

import (
	"sort"

	"taizhang/data/catalog"
)

// Book is a workbook as read. It does not change after reading and may be used by several goroutines.
type Book struct {
	Format   string // "xlsx", "xls" (and et), "ods", "csv", "html" or "xml" (of Excel 2003)
	Sheets   []*Sheet
	Warnings []string // what could not be kept whole, one Chinese sentence each

	looks *xlsLooks // of an old workbook, if Options ask for them
}

// Sheet is one sheet of a workbook. Rows and columns count from 0.
//
// The texts that Cell and Formula return share the memory of the sheet: whoever keeps a few of them for long
// should strings.Clone them.
type Sheet struct {
	Name      string
	Hidden    bool
	Merges    []Range   // merged areas of more than one cell, in the order of the file
	Comments  []Comment // in the order of rows and columns
	Truncated bool      // Options.MaxRows left out rows with content

	rows     []sheetRow // rows with content or hidden, by number
	nRows    int
	nCols    int
	cols     []column
	texts    *arena
	shared   *arena
	struck   bool           // some cell is struck through
	tinted   bool           // some cell has a colour of its own
	tints    tintList       // of the book
	swatches []swatch       // by row and column
	formats  []numberFormat // the first is General
	formulas []formula      // by row, then column
}

// column is what a sheet says of one column.
type column struct {
	width  float32
	hidden bool
}

// sheetRow is one row: its cells by column.
type sheetRow struct {
	n      int
	hidden bool
	cells  []entry
}

// entry is one cell in 12 bytes: the place of its text, and in meta the length of the text (18 bits), the type of
// the cell (3 bits), five flags and the number of its tint (6 bits).
type entry struct {
	off    uint32
	meta   uint32
	col    uint16
	format uint16
}

const (
	metaLength  = 1<<18 - 1
	metaType    = 18
	metaShared  = 1 << 21 // the text lies among the shared strings of the book
	metaFormula = 1 << 22 // the content is the cached result of a formula
	metaBold    = 1 << 23 // in bold type
	metaFilled  = 1 << 24 // on a ground of another colour than white
	metaStruck  = 1 << 25 // struck through
	// from 1 << metaTint: the number of a tint
)

func (e *entry) kind() catalog.CellType { return catalog.CellType(e.meta >> metaType & 7) }
func (e *entry) hasFormula() bool       { return e.meta&metaFormula != 0 }

// formula is the formula of one cell. A cell that repeats the formula of another, shifted, has that one's index
// in base; otherwise base is -1.
type formula struct {
	row  uint32
	col  uint16
	base int32
	text span
}

// Rows returns the number of rows up to the last one with content.
func (s *Sheet) Rows() int { return s.nRows }

// Cols returns the number of columns up to the last one with content.
func (s *Sheet) Cols() int { return s.nCols }

// Cell returns the content of a cell, which is empty outside the sheet. Of merged cells only the first has content.
func (s *Sheet) Cell(row, col int) catalog.Cell {
	e := s.entry(row, col)
	if e == nil {
		return catalog.Cell{}
	}
	return s.cell(e)
}

// entry returns what is kept of a cell, nil if it has no content.
func (s *Sheet) entry(row, col int) *entry {
	r := s.row(row)
	if r == nil {
		return nil
	}
	cells := r.cells
	i := col // most rows have no gaps
	if i < 0 || i >= len(cells) || int(cells[i].col) != col {
		i = sort.Search(len(cells), func(i int) bool { return int(cells[i].col) >= col })
		if i == len(cells) || int(cells[i].col) != col {
			return nil
		}
	}
	return &cells[i]
}

// Look returns whether a cell with content is in bold type, and whether it stands on a coloured ground, as far as its
// style says; conditional formats and the type of single words are not asked. Only xlsx and xls have styles.
func (s *Sheet) Look(row, col int) (bold, filled bool) {
	e := s.entry(row, col)
	if e == nil {
		return false, false
	}
	return e.meta&metaBold != 0, e.meta&metaFilled != 0
}

// Struck reports whether a cell with content is struck through, as far as its style says; see Look.
func (s *Sheet) Struck(row, col int) bool {
	if !s.struck {
		return false
	}
	e := s.entry(row, col)
	return e != nil && e.meta&metaStruck != 0
}

func (s *Sheet) cell(e *entry) catalog.Cell {
	c := catalog.Cell{Type: e.kind(), Text: s.text(e)}
	if c.Type == catalog.CellNumber || c.Type == catalog.CellDate {
		format := &s.formats[e.format]
		c.Format = format.code
		c.Shown = shown(c.Type, c.Text, format)
	}
	return c
}

func (s *Sheet) text(e *entry) string {
	if e.meta&metaShared != 0 {
		return s.shared.at(span{e.off, e.meta & metaLength})
	}
	return s.texts.at(span{e.off, e.meta & metaLength})
}

// row returns the row n, nil if there is nothing in it.
func (s *Sheet) row(n int) *sheetRow {
	if n >= 0 && n < len(s.rows) && s.rows[n].n == n {
		return &s.rows[n]
	}
	i := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].n >= n })
	if i == len(s.rows) || s.rows[i].n != n {
		return nil
	}
	return &s.rows[i]
}

// Formula returns the formula of a cell without "=", "" if it has none. The content of such a cell is the result
// that the last program to calculate the workbook has left; some programs leave none.
func (s *Sheet) Formula(row, col int) string {
	i := sort.Search(len(s.formulas), func(i int) bool {
		f := &s.formulas[i]
		return int(f.row) > row || int(f.row) == row && int(f.col) >= col
	})
	if i == len(s.formulas) || int(s.formulas[i].row) != row || int(s.formulas[i].col) != col {
		return ""
	}
	f := &s.formulas[i]
	if f.base < 0 {
		return s.texts.at(f.text)
	}
	base := &s.formulas[f.base]
	return shiftFormula(s.texts.at(base.text), row-int(base.row), col-int(base.col))
}

// RowHidden reports whether the row is hidden, by hand or by a filter.
func (s *Sheet) RowHidden(row int) bool {
	r := s.row(row)
	return r != nil && r.hidden
}

// ColHidden reports whether the column is hidden.
func (s *Sheet) ColHidden(col int) bool {
	return col >= 0 && col < len(s.cols) && s.cols[col].hidden
}

// ColWidth returns the width of a column in characters, 0 if the sheet doesn't say.
func (s *Sheet) ColWidth(col int) float32 {
	if col < 0 || col >= len(s.cols) {
		return 0
	}
	return s.cols[col].width
}
