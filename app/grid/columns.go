package grid

import "taizhang/app/look"

// The limits of a column's width at 100 %.
const (
	minWidth = 32
	maxWidth = 900
)

// setWidth gives the column at a place a width in pixels of the canvas.
func (g *Grid) setWidth(pos int, w float32) {
	c := &g.columns[g.geo.shown[pos]]
	c.Width = min(max(w/g.geo.theme.Scale, minWidth), maxWidth)
	g.arrange()
	g.draw()
}

// fit makes a column as wide as its heading and those of its cells that are to be seen.
func (g *Grid) fit(pos int) {
	t, col := g.geo.theme, g.geo.shown[pos]
	w := g.ink.bold.Width(g.columns[col].title()) + t.Px(14)
	first, last := g.visibleRows()
	for row := first; row <= last; row++ {
		cell, ok := g.source.Cell(row, col)
		if !ok {
			continue
		}
		ruler := g.ink.plain
		if cell.Bold {
			ruler = g.ink.bold
		}
		wide := ruler.Width(cell.Text)
		if cell.Mark != look.Plain {
			wide += g.ink.small.Width(cell.sign())
		}
		w = max(w, wide)
	}
	g.setWidth(pos, min(w+t.Px(18), t.Px(480)))
	g.arranged()
}

// FitColumn makes a column as wide as what is to be seen of it.
func (g *Grid) FitColumn(col int) {
	if pos := g.position(col); pos >= 0 {
		g.fit(pos)
	}
}

// SetHidden shows or hides a column.
func (g *Grid) SetHidden(col int, hidden bool) {
	if col < 0 || col >= len(g.columns) || g.columns[col].Hidden == hidden {
		return
	}
	g.editor.commit()
	g.columns[col].Hidden = hidden
	g.arrange()
	g.sel.clamp(g.source.Len(), len(g.geo.shown))
	g.arranged()
	g.draw()
}

func (g *Grid) arranged() {
	if g.OnArrange != nil {
		g.OnArrange()
	}
}

// dropAt returns where the heading that is dragged would go: the left edge of the place, relative to the grid.
func (p *pointer) dropAt(g *Grid) (x float32, moving bool) {
	if p.down != zoneHead || !p.moved {
		return 0, false
	}
	to := g.dropPlace(p.at.X)
	if to == p.held.pos || to == p.held.pos+1 {
		return 0, false
	}
	if to < len(g.geo.shown) {
		x, _ = g.span(to, to)
		return x, true
	}
	x, w := g.span(to-1, to-1)
	return x + w, true
}

// dropPlace returns the place before which a column dropped at x goes.
func (g *Grid) dropPlace(x float32) int {
	pos := min(max(g.columnAt(x), 0), len(g.geo.shown))
	if pos == len(g.geo.shown) {
		return pos
	}
	if left, w := g.span(pos, pos); x > left+w/2 {
		pos++
	}
	return pos
}

// moveColumn moves the column at a place to where x lies.
func (g *Grid) moveColumn(pos int, x float32) {
	to := g.dropPlace(x)
	moved := g.geo.shown[pos]
	before := -1 // the column that it goes before; -1: to the end
	if to < len(g.geo.shown) {
		before = g.geo.shown[to]
	}
	order := make([]int, 0, len(g.order))
	for _, col := range g.order {
		if col == moved {
			continue
		}
		if col == before {
			order = append(order, moved)
		}
		order = append(order, col)
	}
	if before < 0 {
		order = append(order, moved)
	}
	g.order = order
	g.arrange()
	g.sel.set(spot{g.sel.cur.row, max(g.position(moved), 0)})
	g.arranged()
	g.changed()
	g.draw()
}
