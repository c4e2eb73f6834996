package grid

import (
	"image/color"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"taizhang/app/look"
)

// inks are the rulers for the sizes of text that the grid draws.
type inks struct {
	theme              *look.Theme
	plain, bold, small *look.Ruler
}

func (i *inks) use(t *look.Theme) {
	if i.theme == t {
		return
	}
	bold := fyne.TextStyle{Bold: true}
	*i = inks{t, look.NewRuler(t.GridSize(), fyne.TextStyle{}), look.NewRuler(t.GridSize(), bold), look.NewRuler(11*t.Scale, fyne.TextStyle{})}
}

// preload is how many rows beyond those to be seen a source is told of.
const preload = 60

// draw paints what is to be seen.
func (g *Grid) draw() {
	if g.geo.theme == nil || g.Size().Width <= 0 {
		return
	}
	first, last := g.visibleRows()
	g.ask(first, last)
	g.drawBody(first, last)
	g.drawHead()
	g.drawOver()
	g.editor.arrange()
}

// ask tells the source which rows are wanted.
func (g *Grid) ask(first, last int) {
	if last < first {
		return
	}
	want := Range{max(first-preload, 0), min(last+preload, g.source.Len()-1)}
	if want != g.need {
		g.need = want
		g.source.Need(want.First, want.Last)
	}
}

// rowPaint is what drawing a row needs to know about it.
type rowPaint struct {
	row      int
	y        float32 // relative to the body
	style    RowStyle
	selected bool
}

func (g *Grid) drawBody(first, last int) {
	geo, p := &g.geo, &g.geo.theme.Palette
	left, right := g.bodyLeft, g.bodyRight
	left.begin()
	right.begin()
	left.rect(layerRow, 0, 0, geo.edge, geo.view.Height, p.Ground)
	styler, _ := g.source.(RowStyler)
	ranges := g.sel.rows()
	colFirst, colLast := g.visibleColumns()
	width := min(geo.view.Width, g.contentWidth()-geo.x) // of the part where there are columns
	for row := first; row <= last; row++ {
		r := rowPaint{row: row, y: g.rowY(row), selected: g.sel.whole && contains(ranges, row)}
		if styler != nil {
			r.style = styler.Row(row)
		}
		if ground, ok := g.rowGround(&r); ok {
			left.rect(layerRow, 0, r.y, geo.edge, geo.rowH, ground)
			right.rect(layerRow, 0, r.y, width, geo.rowH, ground)
		}
		g.drawNumber(&r)
		g.drawCells(left, &r, 0, geo.frozen-1, 0)
		g.drawCells(right, &r, colFirst, colLast, geo.edge)
		left.rect(layerLine, 0, r.y+geo.rowH-1, geo.edge, 1, p.Line)
		right.rect(layerLine, 0, r.y+geo.rowH-1, width, 1, p.Line)
	}
	height := min(geo.view.Height, float32(g.contentHeight()-geo.y))
	g.drawVerticals(left, 0, geo.frozen-1, 0, height)
	g.drawVerticals(right, colFirst, colLast, geo.edge, height)
	left.rect(layerLine, geo.numW-1, 0, 1, height, p.Line)
	left.rect(layerTop, geo.edge-1, 0, 1, height, p.LineStrong)
	g.drawSelection(left, 0, geo.frozen-1, 0)
	g.drawSelection(right, geo.frozen, len(geo.shown)-1, geo.edge)
	left.end()
	right.end()
}

func (g *Grid) rowGround(r *rowPaint) (color.NRGBA, bool) {
	p := &g.geo.theme.Palette
	switch {
	case r.selected:
		return p.Selected, true
	case r.style.Tone != look.Plain && r.style.Tone != look.Same:
		return p.Tone(r.style.Tone).Soft, true
	case r.row == g.pointer.row && !g.pointer.busy():
		return p.Hover, true
	}
	return color.NRGBA{}, false
}

func (g *Grid) drawNumber(r *rowPaint) {
	geo, t, s := &g.geo, g.geo.theme, g.bodyLeft
	ink := t.Palette.Muted
	bold := r.selected || r.row == g.sel.cur.row
	if bold {
		ink = t.Palette.AccentInk
	}
	label := r.style.Label
	if label == "" {
		label = strconv.Itoa(r.row + 1)
	}
	s.text(layerText, 0, r.y, geo.numW-t.Px(8), geo.rowH, label, g.ink.small.Size(), fyne.TextStyle{Bold: bold}, fyne.TextAlignTrailing, ink)
	if r.style.Tone != look.Plain {
		tone := t.Palette.Tone(r.style.Tone).Ink
		s.rect(layerTop, 0, r.y, t.Px(3), geo.rowH-1, tone)
		s.text(layerText, t.Px(6), r.y, t.Px(14), geo.rowH, r.style.Tone.Mark(), g.ink.small.Size(), fyne.TextStyle{}, fyne.TextAlignLeading, tone)
	}
}

func (g *Grid) drawCells(s *sheet, r *rowPaint, first, last int, edge float32) {
	for pos := first; pos <= last; pos++ {
		from, end := pos, pos
		if len(r.style.Spans) > 0 {
			from, end = g.merged(r.style.Spans, pos, edge > 0)
		}
		x, w := g.span(from, end)
		g.drawCell(s, r, g.geo.shown[from], x-edge, w, end > from)
		pos = end
	}
}

// merged returns the places of the first and the last column of the cell that covers pos. Frozen and scrolled
// columns are drawn apart, so a cell is never merged over their border.
func (g *Grid) merged(spans []Span, pos int, scrolled bool) (first, last int) {
	col := g.geo.shown[pos]
	for _, sp := range spans {
		if col < sp.First || col > sp.Last {
			continue
		}
		first, last = pos, pos
		low, high := 0, g.geo.frozen-1
		if scrolled {
			low, high = g.geo.frozen, len(g.geo.shown)-1
		}
		for first > low && g.geo.shown[first-1] == g.geo.shown[first]-1 && g.geo.shown[first-1] >= sp.First {
			first--
		}
		for last < high && g.geo.shown[last+1] == g.geo.shown[last]+1 && g.geo.shown[last+1] <= sp.Last {
			last++
		}
		return first, last
	}
	return pos, pos
}

func (g *Grid) drawCell(s *sheet, r *rowPaint, col int, x, w float32, merged bool) {
	geo, t := &g.geo, g.geo.theme
	p := &t.Palette
	cell, ok := g.source.Cell(r.row, col)
	e, typed := g.edits[place{r.row, col}]
	if !ok && !typed {
		s.rect(layerCell, x+t.Px(8), r.y+geo.rowH/2-t.Px(3), max(min(w*0.6, t.Px(90))-t.Px(8), 2), t.Px(6), p.Line).CornerRadius = 3
		s.text(layerText, x, r.y, 0, geo.rowH, "", g.ink.plain.Size(), fyne.TextStyle{}, fyne.TextAlignLeading, p.Muted)
		return
	}
	if typed {
		cell.Text, cell.Muted = e.text, e.problem == ""
		if e.problem != "" {
			cell.Mark, cell.Note = look.Broken, e.problem
		}
	}
	if merged {
		ground, has := g.rowGround(r)
		if !has {
			ground = p.Ground
		}
		if cell.Mark != look.Plain {
			ground = p.Tone(cell.Mark).Soft
		} else if cell.Tone != look.Plain {
			ground = p.Tone(cell.Tone).Soft
		}
		s.rect(layerFind, x, r.y, w-1, geo.rowH-1, ground) // hides the hairlines that run through it
	}
	pad := t.Px(8)
	left, width := x+pad, w-2*pad
	if cell.Mark != look.Plain {
		tone := p.Tone(cell.Mark)
		s.rect(layerCell, x, r.y, w-1, geo.rowH-1, tone.Soft)
		mark := g.ink.small.Width(cell.sign())
		at := x + w - pad + t.Px(2) - mark
		if g.columns[col].Align == AlignRight {
			at = x + t.Px(6)
			left += mark
		}
		width -= mark
		s.text(layerTopText, at, r.y, mark, geo.rowH, cell.sign(), g.ink.small.Size(), fyne.TextStyle{}, fyne.TextAlignLeading, tone.Ink)
	}
	if cell.Mark == look.Plain && cell.Tone != look.Plain {
		s.rect(layerCell, x, r.y, w-1, geo.rowH-1, p.Tone(cell.Tone).Soft)
	}
	style := fyne.TextStyle{Bold: cell.Bold || r.style.Strong, Underline: cell.Link}
	ruler := g.ink.plain
	if style.Bold {
		ruler = g.ink.bold
	}
	ink := p.Text
	if cell.Muted || r.style.Muted {
		ink = p.Muted
	} else if cell.Tone == look.Broken {
		ink = p.Tone(cell.Tone).Ink
	}
	shown := ruler.Fit(cell.Text, width)
	g.drawFound(s, ruler, cell.Text, shown, r.y, left, width, g.columns[col].Align)
	s.data(layerText, left, r.y, width, geo.rowH, shown, ruler, style, textAlign(g.columns[col].Align), ink)
}

// drawFound marks the places where the text that was searched for stands.
func (g *Grid) drawFound(s *sheet, ruler *look.Ruler, text, shown string, y, x, w float32, align Align) {
	if g.find == "" || text == "" {
		return
	}
	folded := fold(text)
	if !strings.Contains(folded, g.find) {
		return
	}
	t := g.geo.theme
	top, height := y+t.Px(5), g.geo.rowH-t.Px(10)
	full := ruler.Width(shown)
	switch align {
	case AlignRight:
		x += w - full
	case AlignCenter:
		x += (w - full) / 2
	}
	if len(folded) != len(text) || shown != text { // the places in the text shown are unknown: mark all of it
		if at := strings.Index(fold(shown), g.find); at < 0 || len(fold(shown)) != len(shown) {
			s.rect(layerFind, x-1, top, full+2, height, t.Palette.Highlight).CornerRadius = 2
			return
		}
		folded = fold(shown)
		text = shown
	}
	for from := 0; ; {
		at := strings.Index(folded[from:], g.find)
		if at < 0 {
			return
		}
		at += from
		from = at + len(g.find)
		s.rect(layerFind, x+ruler.Width(text[:at])-1, top, ruler.Width(text[at:from])+2, height, t.Palette.Highlight).CornerRadius = 2
	}
}

// fold prepares text for a comparison without regard to case.
func fold(s string) string {
	if utf8.ValidString(s) {
		return strings.ToLower(s)
	}
	return s
}

func textAlign(a Align) fyne.TextAlign {
	switch a {
	case AlignRight:
		return fyne.TextAlignTrailing
	case AlignCenter:
		return fyne.TextAlignCenter
	}
	return fyne.TextAlignLeading
}

func (g *Grid) drawVerticals(s *sheet, first, last int, edge, height float32) {
	for pos := first; pos <= last; pos++ {
		x, w := g.span(pos, pos)
		s.rect(layerCell, x+w-1-edge, 0, 1, height, g.geo.theme.Palette.Line)
	}
}

// drawSelection draws the selected block and the outline of the current cell.
func (g *Grid) drawSelection(s *sheet, low, high int, edge float32) {
	rows := g.source.Len()
	if rows == 0 || len(g.geo.shown) == 0 {
		return
	}
	p, geo := &g.geo.theme.Palette, &g.geo
	if !g.sel.whole && !g.sel.single() {
		first, last := g.sel.columns(len(geo.shown))
		first, last = max(first, low), min(last, high)
		if first <= last {
			r := g.sel.rows()[0]
			x, w := g.span(first, last)
			y, h := g.clipRows(r)
			s.rect(layerRow, x-edge, y, w-1, h-1, p.Selected)
			s.outline(layerTop, x-edge-1, y-1, w+1, h+1, 1, p.Accent)
		}
	}
	cur := g.sel.cur
	if cur.pos < low || cur.pos > high || cur.row >= rows {
		return
	}
	x, w := g.span(cur.pos, cur.pos)
	y := g.rowY(cur.row)
	if y+geo.rowH < 0 || y > geo.view.Height {
		return
	}
	if g.focused || g.editor.open {
		s.outline(layerTop, x-edge-1, y-1, w+1, geo.rowH+1, 2, p.Accent)
	} else {
		s.outline(layerTop, x-edge-1, y-1, w+1, geo.rowH+1, 1, p.Muted)
	}
	col := geo.shown[cur.pos]
	if g.focused && g.canEdit(cur.row, col) && len(g.columns[col].Choices) > 0 && w > g.geo.theme.Px(40) {
		d := g.geo.theme.Px(20)
		s.rect(layerTop, x-edge+w-d-1, y+1, d-1, geo.rowH-3, p.Raised)
		s.text(layerTopText, x-edge+w-d-1, y, d, geo.rowH, "▾", g.ink.plain.Size(), fyne.TextStyle{}, fyne.TextAlignCenter, p.AccentInk)
	}
}

// clipRows returns where the rows are, cut to a little more than what is to be seen: a rectangle of 100,000 rows
// would leave the range in which painters are exact.
func (g *Grid) clipRows(r Range) (y, h float32) {
	first, last := g.visibleRows()
	from, to := max(r.First, first-2), min(r.Last, last+2)
	if to < from {
		return -100, 0
	}
	return g.rowY(from), float32(to-from+1) * g.geo.rowH
}
