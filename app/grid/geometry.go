package grid

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"

	"taizhang/app/look"
)

// geometry is where things are, in pixels of the canvas relative to the grid. Rows are counted in float64: at
// 1,000,000 rows a float32 couldn't hold a pixel.
type geometry struct {
	theme *look.Theme
	rowH  float32
	headH float32 // of all levels of headings
	level float32 // height of one level
	depth int     // levels of headings
	numW  float32 // width of the row numbers

	shown  []int     // columns shown, from left to right
	left   []float32 // left edge of each, from the first one on; one more for the right edge of the last
	frozen int       // how many of them stay; 0 if the window is too narrow
	edge   float32   // where the scrolled part begins
	view   fyne.Size // of the scrolled part of the body

	x float32 // how far the scrolled part is scrolled
	y float64
}

// barSize is the width of a scroll bar at 100 %.
const barSize = 10

// arrange computes the geometry anew after a change of size, theme, columns or number of rows.
func (g *Grid) arrange() {
	t := look.Current()
	geo := &g.geo
	geo.theme = t
	g.ink.use(t)
	geo.rowH, geo.level = t.RowHeight(), t.Px(28)
	geo.depth, geo.shown = 1, geo.shown[:0]
	geo.left = append(geo.left[:0], 0)
	at := float32(0)
	for _, col := range g.order {
		c := &g.columns[col]
		if c.Hidden {
			continue
		}
		geo.depth = max(geo.depth, len(c.Heading))
		at += t.Px(c.Width)
		geo.shown = append(geo.shown, col)
		geo.left = append(geo.left, at)
	}
	if geo.depth > 1 {
		geo.level = t.Px(24)
	}
	geo.headH = geo.level * float32(geo.depth)
	digits := max(len(strconv.Itoa(g.source.Len())), g.Digits, 2)
	geo.numW = t.Px(18)
	if _, marked := g.source.(RowStyler); marked {
		geo.numW = t.Px(32)
	}
	geo.numW += g.ink.small.Width("0") * float32(digits)

	size := g.Size()
	geo.frozen = min(g.frozen, len(geo.shown))
	if geo.numW+geo.left[geo.frozen] > size.Width*0.6 {
		geo.frozen = 0
	}
	geo.edge = geo.numW + geo.left[geo.frozen]
	geo.view = fyne.NewSize(max(size.Width-geo.edge, 0), max(size.Height-geo.headH, 0))
	bar := t.Px(barSize)
	tall := g.contentHeight() > float64(geo.view.Height)
	if tall {
		geo.view.Width = max(geo.view.Width-bar, 0)
	}
	if g.contentWidth() > geo.view.Width {
		geo.view.Height = max(geo.view.Height-bar, 0)
		if !tall && g.contentHeight() > float64(geo.view.Height) {
			geo.view.Width = max(geo.view.Width-bar, 0)
		}
	}
	g.clampScroll()

	g.place(g.headLeft, 0, 0, geo.edge, geo.headH)
	g.place(g.headRight, geo.edge, 0, size.Width-geo.edge, geo.headH)
	g.place(g.bodyLeft, 0, geo.headH, geo.edge, geo.view.Height)
	g.place(g.bodyRight, geo.edge, geo.headH, geo.view.Width, geo.view.Height)
	g.place(g.over, 0, 0, size.Width, size.Height)
}

func (g *Grid) place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}

func (g *Grid) contentHeight() float64 { return float64(g.source.Len()) * float64(g.geo.rowH) }

func (g *Grid) contentWidth() float32 {
	return g.geo.left[len(g.geo.shown)] - g.geo.left[g.geo.frozen]
}

func (g *Grid) clampScroll() {
	geo := &g.geo
	geo.y = math.Round(max(min(geo.y, g.contentHeight()-float64(geo.view.Height)), 0))
	geo.x = float32(math.Round(float64(max(min(geo.x, g.contentWidth()-geo.view.Width), 0))))
}

// visibleRows returns the first and the last row of which something is to be seen; last is less than first if
// there is none.
func (g *Grid) visibleRows() (first, last int) {
	h := float64(g.geo.rowH)
	if h == 0 || g.geo.view.Height <= 0 {
		return 0, -1
	}
	first = int(g.geo.y / h)
	last = int(math.Ceil((g.geo.y+float64(g.geo.view.Height))/h)) - 1
	return first, min(last, g.source.Len()-1)
}

// pageRows returns how many whole rows are to be seen, at least 1.
func (g *Grid) pageRows() int { return max(int(g.geo.view.Height/g.geo.rowH), 1) }

// rowY returns where a row begins, relative to the body.
func (g *Grid) rowY(row int) float32 { return float32(float64(row)*float64(g.geo.rowH) - g.geo.y) }

// span returns the left edge and the width of the shown columns from first to last, relative to the grid.
func (g *Grid) span(first, last int) (x, w float32) {
	geo := &g.geo
	x = geo.numW + geo.left[first]
	if first >= geo.frozen {
		x -= geo.x
	}
	return x, geo.left[last+1] - geo.left[first]
}

// visibleColumns returns the first and the last of the scrolled columns of which something is to be seen.
func (g *Grid) visibleColumns() (first, last int) {
	geo := &g.geo
	from := geo.left[geo.frozen] + geo.x
	to := from + geo.view.Width
	first = geo.frozen
	for first < len(geo.shown) && geo.left[first+1] <= from {
		first++
	}
	last = first
	for last < len(geo.shown) && geo.left[last] < to {
		last++
	}
	return first, last - 1
}

// position returns the place among the columns shown of a column as given, -1 if it is hidden.
func (g *Grid) position(col int) int {
	for i, c := range g.geo.shown {
		if c == col {
			return i
		}
	}
	return -1
}

// rowAt returns the row at y (relative to the grid), which may be out of range.
func (g *Grid) rowAt(y float32) int {
	return int(math.Floor((float64(y-g.geo.headH) + g.geo.y) / float64(g.geo.rowH)))
}

// columnAt returns the place of the column at x (relative to the grid): -1 for the row numbers, and the number of
// columns right of the last one.
func (g *Grid) columnAt(x float32) int {
	geo := &g.geo
	if x < geo.numW {
		return -1
	}
	at := x - geo.numW
	if x >= geo.edge {
		at += geo.x
	}
	for i := range geo.shown {
		if at < geo.left[i+1] {
			return i
		}
	}
	return len(geo.shown)
}

// cellRect returns where the cell is, relative to the grid; it may lie outside what is seen.
func (g *Grid) cellRect(row, pos int) (x, y, w, h float32) {
	x, w = g.span(pos, pos)
	return x, g.geo.headH + g.rowY(row), w, g.geo.rowH
}

// reveal scrolls as little as needed to show the whole cell; pos may be -1 for the row alone.
func (g *Grid) reveal(row, pos int) {
	geo := &g.geo
	top := float64(row) * float64(geo.rowH)
	if bottom := top + float64(geo.rowH) - float64(geo.view.Height); geo.y < bottom {
		geo.y = bottom
	}
	geo.y = min(geo.y, top)
	if pos >= geo.frozen && pos < len(geo.shown) {
		left, right := geo.left[pos]-geo.left[geo.frozen], geo.left[pos+1]-geo.left[geo.frozen]
		geo.x = max(geo.x, right-geo.view.Width)
		geo.x = min(geo.x, left)
	}
	g.clampScroll()
}

// ScrollTo shows the cell, moving as little as needed. col may be -1 for the row alone.
func (g *Grid) ScrollTo(row, col int) {
	g.reveal(row, g.position(col))
	g.draw()
}

// TopRow returns the first row that is to be seen; SetTopRow scrolls there.
func (g *Grid) TopRow() int {
	first, _ := g.visibleRows()
	return first
}

// SetTopRow scrolls so that row is the first one to be seen, as far as there are rows to fill the grid.
func (g *Grid) SetTopRow(row int) {
	g.geo.y = float64(row) * float64(g.geo.rowH)
	g.clampScroll()
	g.draw()
}

// scrollBy scrolls by pixels.
func (g *Grid) scrollBy(dx float32, dy float64) {
	x, y := g.geo.x, g.geo.y
	g.geo.x += dx
	g.geo.y += dy
	g.clampScroll()
	if g.geo.x != x || g.geo.y != y {
		g.editor.commit()
		g.draw()
	}
}
