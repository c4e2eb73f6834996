package grid

import "sort"

// spot is a cell among the columns shown.
type spot struct{ row, pos int }

// selection is the current cell and what is selected with it: a block of cells from cur to ext, or whole rows.
type selection struct {
	cur, ext spot
	whole    bool    // whole rows: base, and those from cur to ext if live
	base     []Range // ascending, apart
	live     bool
}

// set makes the cell the current one and the only one selected.
func (s *selection) set(at spot) { *s = selection{cur: at, ext: at} }

// extend selects from the current cell to at.
func (s *selection) extend(at spot) { s.ext = at }

// setRows selects whole rows from one to another.
func (s *selection) setRows(from, to int) {
	*s = selection{cur: spot{from, s.cur.pos}, ext: spot{to, s.cur.pos}, whole: true, live: true}
}

// toggleRow adds the row to the selected ones, or takes it away.
func (s *selection) toggleRow(row int) {
	ranges := s.rows()
	pos := s.cur.pos
	if s.whole && contains(ranges, row) {
		*s = selection{cur: spot{row, pos}, ext: spot{row, pos}, whole: true, base: without(ranges, row)}
		return
	}
	*s = selection{cur: spot{row, pos}, ext: spot{row, pos}, whole: true, base: ranges, live: true}
}

// rows returns the rows of which something is selected.
func (s *selection) rows() []Range {
	active := Range{min(s.cur.row, s.ext.row), max(s.cur.row, s.ext.row)}
	if !s.whole {
		return []Range{active}
	}
	if !s.live {
		return s.base
	}
	return union(append(append([]Range(nil), s.base...), active))
}

// columns returns the first and the last of the columns of which something is selected.
func (s *selection) columns(shown int) (first, last int) {
	if s.whole {
		return 0, shown - 1
	}
	return min(s.cur.pos, s.ext.pos), max(s.cur.pos, s.ext.pos)
}

// single reports whether nothing but the current cell is selected.
func (s *selection) single() bool { return !s.whole && s.cur == s.ext }

// clamp keeps the selection within the rows and columns there are.
func (s *selection) clamp(rows, shown int) {
	in := func(n, limit int) int { return max(min(n, limit-1), 0) }
	s.cur = spot{in(s.cur.row, rows), in(s.cur.pos, shown)}
	s.ext = spot{in(s.ext.row, rows), in(s.ext.pos, shown)}
	var base []Range
	for _, r := range s.base {
		if r.First < rows {
			base = append(base, Range{r.First, min(r.Last, rows-1)})
		}
	}
	s.base = base
}

func contains(ranges []Range, row int) bool {
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].Last >= row })
	return i < len(ranges) && ranges[i].First <= row
}

func without(ranges []Range, row int) []Range {
	var out []Range
	for _, r := range ranges {
		if row < r.First || row > r.Last {
			out = append(out, r)
			continue
		}
		if r.First < row {
			out = append(out, Range{r.First, row - 1})
		}
		if row < r.Last {
			out = append(out, Range{row + 1, r.Last})
		}
	}
	return out
}

// union sorts ranges and joins those that touch.
func union(ranges []Range) []Range {
	sort.Slice(ranges, func(i, j int) bool { return ranges[i].First < ranges[j].First })
	var out []Range
	for _, r := range ranges {
		if n := len(out); n > 0 && r.First <= out[n-1].Last+1 {
			out[n-1].Last = max(out[n-1].Last, r.Last)
			continue
		}
		out = append(out, r)
	}
	return out
}

// Select makes the cell the current one and shows it. A hidden column leaves the current column as it is.
func (g *Grid) Select(row, col int) {
	pos := g.position(col)
	if pos < 0 {
		pos = g.sel.cur.pos
	}
	g.moveTo(spot{row, pos}, false)
}

// SelectRows selects whole rows and shows the first of them.
func (g *Grid) SelectRows(ranges ...Range) {
	if len(ranges) == 0 {
		g.moveTo(g.sel.cur, false)
		return
	}
	pos := g.sel.cur.pos
	base := union(append([]Range(nil), ranges...))
	g.sel = selection{cur: spot{base[0].First, pos}, ext: spot{base[0].First, pos}, whole: true, base: base}
	g.sel.clamp(g.source.Len(), len(g.geo.shown))
	g.reveal(g.sel.cur.row, -1)
	g.changed()
	g.draw()
}

// Current returns the current cell; ok is false if the grid has no rows or no columns.
func (g *Grid) Current() (row, col int, ok bool) {
	if g.source.Len() == 0 || g.sel.cur.pos >= len(g.geo.shown) || g.sel.cur.row >= g.source.Len() {
		return -1, -1, false
	}
	return g.sel.cur.row, g.geo.shown[g.sel.cur.pos], true
}

// Selection returns what is selected; the current cell is always part of it unless it was taken out by Ctrl+click.
// The block of an empty grid is empty.
func (g *Grid) Selection() Block {
	if _, _, ok := g.Current(); !ok {
		return Block{}
	}
	first, last := g.sel.columns(len(g.geo.shown))
	return Block{
		Rows: append([]Range(nil), g.sel.rows()...),
		Cols: append([]int(nil), g.geo.shown[first:last+1]...),
	}
}

// WholeRows reports whether the clerk has selected whole rows rather than cells.
func (g *Grid) WholeRows() bool { return g.sel.whole }

// SelectAll selects every row.
func (g *Grid) SelectAll() {
	if n := g.source.Len(); n > 0 {
		cur := g.sel.cur
		g.sel.setRows(0, n-1)
		g.sel.base = []Range{{0, n - 1}}
		g.sel.live, g.sel.cur, g.sel.ext = false, cur, cur
	}
	g.changed()
	g.draw()
}

// moveTo makes a cell the current one, or extends the selection to it, and shows it.
func (g *Grid) moveTo(to spot, extend bool) {
	rows, shown := g.source.Len(), len(g.geo.shown)
	if rows == 0 || shown == 0 {
		return
	}
	to = spot{max(min(to.row, rows-1), 0), max(min(to.pos, shown-1), 0)}
	switch {
	case extend:
		g.sel.extend(to)
	default:
		g.sel.set(to)
	}
	g.reveal(to.row, to.pos)
	g.changed()
	g.draw()
}

func (g *Grid) changed() {
	if g.OnSelect != nil {
		g.OnSelect()
	}
}
