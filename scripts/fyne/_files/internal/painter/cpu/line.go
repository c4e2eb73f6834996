package cpu

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// lineFeather is the width of a line's soft edge, in units of the canvas.
const lineFeather = 0.5

// stroke is a straight line in pixels, as the shader line has it.
type stroke struct {
	fromX, fromY, toX, toY float32
	half, feather          float32 // half the width with the soft edge, and the soft edge
}

// stroke places a line of which the upper left corner is at pos.
func (p *Painter) stroke(pos fyne.Position, l *canvas.Line) stroke {
	return p.strokeOf(pos, l.Position1, l.Position2, l.StrokeWidth)
}

func (p *Painter) strokeOf(pos, from, to fyne.Position, width float32) stroke {
	shift := pos.Subtract(fyne.NewPos(min(from.X, to.X), min(from.Y, to.Y)))
	place := func(v float32) float32 { return float32(p.round(v)) }
	s := stroke{
		fromX: place(from.X + shift.X), fromY: place(from.Y + shift.Y), toX: place(to.X + shift.X), toY: place(to.Y + shift.Y),
		half: place(width+lineFeather) / 2, feather: lineFeather * p.scale,
	}
	if width <= 1 { // thin lines are moved into the middle of a pixel
		offset := 0.5 * p.scale
		if width <= 0.5 && p.scale > 1 {
			offset /= 2
		}
		if s.fromX == s.toX {
			s.fromX, s.toX = s.fromX-offset, s.toX-offset
		}
		if s.fromY == s.toY {
			s.fromY, s.toY = s.fromY-offset, s.toY-offset
		}
	}
	return s
}

func (s stroke) bounds() image.Rectangle {
	out := s.half + 1
	return image.Rect(
		int(min(s.fromX, s.toX)-out)-1, int(min(s.fromY, s.toY)-out)-1,
		int(max(s.fromX, s.toX)+out)+1, int(max(s.fromY, s.toY)+out)+1)
}

func (p *Painter) describeLine(i *item, l *canvas.Line) bool {
	if invisible(l.StrokeColor) || l.StrokeWidth == 0 {
		return false
	}
	s := p.stroke(i.pos, l)
	i.bounds = s.bounds()
	i.look = digest(3).color(l.StrokeColor).floats(s.fromX, s.fromY, s.toX, s.toY, s.half, s.feather)
	return true
}

func (p *Painter) paintLine(s stroke, clip image.Rectangle, c color.Color) {
	dx, dy := float64(s.toX-s.fromX), float64(s.toY-s.fromY)
	long := math.Hypot(dx, dy)
	if long == 0 {
		return
	}
	dx, dy = dx/long, dy/long
	ink := pixelOf(c)
	clip = clip.Intersect(s.bounds())
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		row := p.frame.row(y, clip.Min.X, clip.Max.X)
		for x := range row {
			atX, atY := float64(clip.Min.X+x)+0.5-float64(s.fromX), float64(y)+0.5-float64(s.fromY)
			if along := atX*dx + atY*dy; along < 0 || along > long {
				continue
			}
			aside := float32(math.Abs(atX*dy - atY*dx))
			cover := min((s.half-aside)/s.feather, 1)
			if cover > 0 {
				row[x] = ink.scaled(uint32(cover*255 + 0.5)).over(row[x])
			}
		}
	}
}
