package grid

import (
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/look"
)

// bar is where a scroll bar stands, relative to the grid, along its axis.
type bar struct {
	track, length float32 // where the track begins, and how long it is
	thumb, size   float32 // where the thumb begins, and how long it is
	shown         bool
}

func (g *Grid) verticalBar() bar {
	return g.bar(g.geo.headH, g.geo.view.Height, g.contentHeight(), g.geo.y)
}

func (g *Grid) horizontalBar() bar {
	return g.bar(g.geo.edge, g.geo.view.Width, float64(g.contentWidth()), float64(g.geo.x))
}

func (g *Grid) bar(track, view float32, content, at float64) bar {
	b := bar{track: track, length: view}
	if content <= float64(view) || view <= 0 {
		return b
	}
	b.shown = true
	b.size = max(float32(float64(view)/content)*view, min(g.geo.theme.Px(28), view))
	b.thumb = track + float32(at/(content-float64(view)))*(view-b.size)
	return b
}

// offset returns how far the content is scrolled when the thumb begins at pos.
func (b bar) offset(pos float32, view float32, content float64) float64 {
	free := b.length - b.size
	if free <= 0 {
		return 0
	}
	return float64((pos-b.track)/free) * (content - float64(view))
}

// drawOver draws what lies over cells and headings: the scroll bars and the note of the current cell.
func (g *Grid) drawOver() {
	s, t := g.over, g.geo.theme
	s.begin()
	size, d := g.Size(), t.Px(barSize)
	thick := func(zone zone) float32 {
		if g.pointer.zone == zone {
			return t.Px(8)
		}
		return t.Px(5)
	}
	ink := t.Palette.LineStrong
	if b := g.verticalBar(); b.shown {
		w := thick(zoneVertical)
		s.rect(layerTop, size.Width-(d+w)/2, b.thumb, w, b.size, ink).CornerRadius = w / 2
	}
	if b := g.horizontalBar(); b.shown {
		h := thick(zoneHorizontal)
		s.rect(layerTop, b.thumb, size.Height-(d+h)/2, b.size, h, ink).CornerRadius = h / 2
	}
	g.drawNote()
	if at, moving := g.pointer.dropAt(g); moving {
		s.rect(layerTop, at-1, 0, 2, g.geo.headH, t.Palette.Accent)
	}
	s.end()
}

// drawNote shows below the current cell why it is marked.
func (g *Grid) drawNote() {
	row, col, ok := g.Current()
	if !ok || g.editor.open || g.pointer.busy() {
		return
	}
	cell, _ := g.source.Cell(row, col)
	if e, typed := g.edits[place{row, col}]; typed && e.problem != "" {
		cell.Note, cell.Mark = e.problem, look.Broken
	} else if !g.focused {
		return
	}
	if cell.Note == "" {
		return
	}
	if cell.Mark == look.Plain {
		cell.Mark = cell.Tone
	}
	g.bubble(row, g.sel.cur.pos, cell.Note, cell.Mark)
}

// bubble draws a short text beside a cell.
func (g *Grid) bubble(row, pos int, text string, mark look.Tone) {
	t, s := g.geo.theme, g.over
	x, y, _, h := g.cellRect(row, pos)
	if y+h <= g.geo.headH || y >= g.geo.headH+g.geo.view.Height {
		return
	}
	ruler := g.ink.plain
	lines := wrap(ruler, text, t.Px(320))
	width := float32(0)
	for _, l := range lines {
		width = max(width, ruler.Width(l))
	}
	line, pad := t.Px(20), t.Px(8)
	w, height := width+2*pad+t.Px(4), float32(len(lines))*line+t.Px(8)
	x = max(min(x, g.Size().Width-w-t.Px(barSize)), 0)
	top := y + h + t.Px(4)
	if top+height > g.Size().Height {
		top = y - height - t.Px(4)
	}
	tone := t.Palette.Tone(mark)
	box := s.rect(layerTop, x, top, w, height, t.Palette.Raised)
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = t.Palette.LineStrong, 1, 3
	s.rect(layerTop, x, top, t.Px(3), height, tone.Ink)
	for i, l := range lines {
		s.text(layerTopText, x+pad+t.Px(3), top+t.Px(4)+float32(i)*line, width, line, l, ruler.Size(), fyne.TextStyle{}, fyne.TextAlignLeading, t.Palette.Text)
	}
}

// wrap breaks text into lines no wider than width: never inside a number or a Latin word unless it is too long
// for a line, and never before a closing mark, which may stand out instead.
func wrap(ruler *look.Ruler, text string, width float32) []string {
	var lines []string
	runes := []rune(text)
	start, space, w := 0, 0, float32(0) // space: the last place where the line may end
	for i, r := range runes {
		if r == '\n' {
			lines = append(lines, string(runes[start:i]))
			start, space, w = i+1, i+1, 0
			continue
		}
		if i > start && !closing(r) && !(narrow(r) && narrow(runes[i-1])) {
			space = i
		}
		w += ruler.Width(string(r))
		if w > width && i > start && !closing(r) {
			if space <= start {
				space = i
			}
			lines = append(lines, string(runes[start:space]))
			start, w = space, ruler.Width(string(runes[space:i+1]))
		}
	}
	return append(lines, string(runes[start:]))
}

func closing(r rune) bool {
	return strings.ContainsRune(",.;:!?)]}%，。、；：！？）》」』】〉”’…", r)
}

func narrow(r rune) bool { return r > ' ' && r < 0x250 }
