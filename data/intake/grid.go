package intake

import (
	"runtime"
	"sort"
	"sync"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// grid is a sheet with what recognition asks again and again: how full each row is, and which cells are merged.
type grid struct {
	*sheet.Sheet
	area   sheet.Range // outside of which nothing is seen
	shapes []shape
	merges map[int][]sheet.Range // by column, in the order of their first rows
	cut    bool                  // a title at the side is left out of area
	plain  bool                  // every row is a record of its own
}

// worthwhile is the number of rows from which a second goroutine saves time.
const worthwhile = 2000

// inParallel calls f for parts of 0 to n-1 that together are all of it, on all processors at once.
func inParallel(n int, f func(from, to int)) {
	parts := min(runtime.GOMAXPROCS(0), 1+n/worthwhile)
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() { f(n*p/parts, n*(p+1)/parts) })
	}
	wg.Wait()
}

// shape says how full a row is.
type shape struct {
	filled, numeric uint16 // cells with content; of them numbers, dates and texts of digits
	first, last     uint16 // first and last cell with content
	remarked        bool   // some cell ends in brackets
}

// maxMergeCells bounds the index of merged cells: no honest sheet has more columns of merges.
const maxMergeCells = 1 << 20

func newGrid(s *sheet.Sheet) *grid {
	cols := s.Cols()
	g := &grid{Sheet: s, shapes: make([]shape, s.Rows()), merges: map[int][]sheet.Range{}, area: sheet.Range{Row2: s.Rows() - 1, Col2: cols - 1}}
	inParallel(len(g.shapes), func(from, to int) {
		for r := from; r < to; r++ {
			g.shapes[r] = g.shapeOf(r)
		}
	})
	left := maxMergeCells
	for _, m := range s.Merges {
		for c := m.Col1; c <= min(m.Col2, cols-1) && left > 0; c++ {
			g.merges[c] = append(g.merges[c], m)
			left--
		}
	}
	for _, list := range g.merges {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Row1 < list[j].Row1 })
	}
	return g
}

// Rows returns the number of rows that are seen, from the first of the sheet.
func (g *grid) Rows() int { return g.area.Row2 + 1 }

// Cols returns the number of columns that are seen, from the first of the sheet.
func (g *grid) Cols() int { return g.area.Col2 + 1 }

// Cell returns the content of a cell, which is empty outside of what is seen.
func (g *grid) Cell(row, col int) catalog.Cell {
	if col < g.area.Col1 || col > g.area.Col2 || row < g.area.Row1 || row > g.area.Row2 {
		return catalog.Cell{}
	}
	return g.Sheet.Cell(row, col)
}

func (g *grid) shapeOf(row int) shape {
	var sh shape
	for c := g.area.Col1; c <= g.area.Col2; c++ {
		cell := g.Sheet.Cell(row, c)
		if cell.IsEmpty() || isBlank(cell.Text) {
			continue
		}
		if sh.filled == 0 {
			sh.first = uint16(c)
		}
		sh.last = uint16(c)
		sh.filled++
		if isNumeric(cell) {
			sh.numeric++
		}
		sh.remarked = sh.remarked || hasRemark(cell.Text)
	}
	return sh
}

// isBlank finds cells that hold nothing but blanks.
func isBlank(s string) bool {
	if b := s[0]; b > ' ' && b < 0x80 || b >= 0xE4 && b <= 0xE9 || len(s) > 64 { // ASCII, Han: nearly all cells
		return false
	}
	return value.Tight(s) == ""
}

// isNumeric finds what never stands in a heading: numbers, dates, and texts that begin and end with a digit.
func isNumeric(c catalog.Cell) bool {
	if c.Type != catalog.CellText {
		return true
	}
	s := c.Text
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	return digit(s[0]) && (digit(s[len(s)-1]) || s[len(s)-1] == 'X')
}

func (g *grid) shape(r int) shape {
	if r < 0 || r >= len(g.shapes) {
		return shape{}
	}
	return g.shapes[r]
}

// merge returns the merged area in which a cell lies.
func (g *grid) merge(r, c int) (sheet.Range, bool) {
	list := g.merges[c]
	if len(list) == 0 {
		return sheet.Range{}, false
	}
	i := sort.Search(len(list), func(i int) bool { return list[i].Row1 > r }) - 1
	if i < 0 || list[i].Row2 < r {
		return sheet.Range{}, false
	}
	return list[i], true
}

// over returns the content of a cell, of the first one if it lies in a merged area.
func (g *grid) over(r, c int) catalog.Cell {
	cell := g.Cell(r, c)
	if cell.IsEmpty() {
		if m, ok := g.merge(r, c); ok {
			return g.Cell(m.Row1, m.Col1)
		}
	}
	return cell
}

// text returns the text of a cell as its author saw it.
func text(c catalog.Cell) string {
	if c.Shown != "" {
		return c.Shown
	}
	return c.Text
}

// tight returns the text of a cell without blanks.
func (g *grid) tight(r, c int) string { return value.Tight(text(g.Cell(r, c))) }

// texts returns the cells of a row that have content, without blanks at their ends.
func (g *grid) texts(r int) []string {
	var out []string
	sh := g.shape(r)
	for c := int(sh.first); sh.filled > 0 && c <= int(sh.last); c++ {
		if s := value.Clean(text(g.Cell(r, c))); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// only returns the text of a row that has one cell with content, "" of any other.
func (g *grid) only(r int) string {
	sh := g.shape(r)
	if sh.filled != 1 {
		return ""
	}
	return g.tight(r, int(sh.first))
}
