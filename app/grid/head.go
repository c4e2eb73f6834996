package grid

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
)

// headCell is one cell of the headings: a column's own title, or a group over several columns.
type headCell struct {
	first, last int // places of the columns it covers
	level, deep int // its level from the top, and how many levels it covers
	text        string
	leaf        bool
}

// headings returns the cells of the headings over the columns low to high, which are drawn together.
func (g *Grid) headings(low, high int) []headCell {
	var out []headCell
	depth := g.geo.depth
	for level := range depth {
		for pos := low; pos <= high; pos++ {
			path := g.columns[g.geo.shown[pos]].Heading
			leaf := max(len(path)-1, 0)
			switch {
			case level > leaf:
			case level == leaf:
				out = append(out, headCell{pos, pos, level, depth - level, g.columns[g.geo.shown[pos]].title(), true})
			default:
				last := pos
				for last < high && samePath(path, g.columns[g.geo.shown[last+1]].Heading, level) {
					last++
				}
				out = append(out, headCell{pos, last, level, 1, path[level], false})
				pos = last
			}
		}
	}
	return out
}

// samePath reports whether both paths agree down to the level and go on below it.
func samePath(a, b []string, level int) bool {
	if len(a) <= level+1 || len(b) <= level+1 {
		return false
	}
	for i := 0; i <= level; i++ {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func (g *Grid) drawHead() {
	geo, t := &g.geo, g.geo.theme
	p := &t.Palette
	left, right := g.headLeft, g.headRight
	left.begin()
	right.begin()
	left.rect(layerRow, 0, 0, geo.edge, geo.headH, p.Panel)
	right.rect(layerRow, 0, 0, right.Size().Width, geo.headH, p.Panel)
	for _, c := range g.headings(0, geo.frozen-1) {
		g.drawHeading(left, c, 0)
	}
	first, last := g.visibleColumns()
	for _, c := range g.headings(geo.frozen, len(geo.shown)-1) {
		if c.last >= first && c.first <= last {
			g.drawHeading(right, c, geo.edge)
		}
	}
	left.rect(layerLine, geo.numW-1, 0, 1, geo.headH, p.Line)
	left.rect(layerTop, geo.edge-1, 0, 1, geo.headH, p.LineStrong)
	left.rect(layerTop, 0, geo.headH-1, geo.edge, 1, p.LineStrong)
	right.rect(layerTop, 0, geo.headH-1, right.Size().Width, 1, p.LineStrong)
	left.end()
	right.end()
}

func (g *Grid) drawHeading(s *sheet, h headCell, edge float32) {
	geo, t := &g.geo, g.geo.theme
	p := &t.Palette
	x, w := g.span(h.first, h.last)
	x -= edge
	y, height := float32(h.level)*geo.level, float32(h.deep)*geo.level
	s.rect(layerLine, x+w-1, y, 1, height, p.Line)
	pad := t.Px(8)
	style := fyne.TextStyle{Bold: true}
	col := g.geo.shown[h.first]
	c := &g.columns[col]
	ink := p.Text
	if !h.leaf {
		ink = p.Muted
	}
	if h.first == h.last && c.Tone != look.Plain {
		tone := p.Tone(c.Tone)
		s.rect(layerCell, x, y, w-1, height, tone.Soft)
		s.rect(layerTop, x, geo.headH-t.Px(3), w-1, t.Px(2), tone.Ink)
		ink = tone.Ink
	}
	if !h.leaf {
		s.rect(layerLine, x, y+height-1, w, 1, p.Line)
		from, to := max(x, 0), min(x+w, s.Size().Width) // the title stays in sight as long as its columns are
		text := g.ink.bold.Fit(h.text, to-from-2*pad)
		s.text(layerText, from+pad, y, to-from-2*pad, height, text, g.ink.bold.Size(), style, fyne.TextAlignCenter, ink)
		return
	}
	hovered := g.pointer.pos == h.first && (g.pointer.zone == zoneHead || g.pointer.zone == zoneMenu)
	if hovered && (c.Sortable || c.Menu) {
		s.rect(layerCell, x, y, w-1, height-1, p.Pressed)
	}
	if first, last := g.sel.columns(len(geo.shown)); !g.sel.whole && h.first >= first && h.first <= last {
		s.rect(layerTop, x, geo.headH-t.Px(2), w-1, t.Px(2), p.Accent)
	}
	right := x + w - pad
	if c.Menu && (hovered || c.Filtered) {
		menu := p.Muted
		if c.Filtered || g.pointer.zone == zoneMenu && hovered {
			menu = p.AccentInk
		}
		d := t.Px(menuSize)
		s.text(layerText, x+w-d-1, y, d, height, "▾", g.ink.plain.Size(), fyne.TextStyle{}, fyne.TextAlignCenter, menu)
		right = x + w - d - 1
	}
	if g.sortCol == col {
		arrow := "▲"
		if g.sortDesc {
			arrow = "▼"
		}
		d := t.Px(14)
		s.text(layerText, right-d, y, d, height, arrow, 9*t.Scale, fyne.TextStyle{}, fyne.TextAlignCenter, p.AccentInk)
		right -= d
	}
	text := g.ink.bold.Fit(h.text, right-x-pad)
	s.text(layerText, x+pad, y, right-x-pad, height, text, g.ink.bold.Size(), style, textAlign(c.Align), ink)
}

// menuSize is the width of the ▾ of a heading at 100 %.
const menuSize = 20
