package chart

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// Shape is how numbers are drawn.
type Shape uint8

// The shapes.
const (
	Bars Shape = iota // one below the other, for comparing
	Line              // from the left to the right, for what follows in time
)

// Item is one number of a chart.
type Item struct {
	Label  string  // 女, 北门社区, 5月
	Below  string  // a second line under the label of a line: the year that begins there
	Number float64 // how long its bar is
	Text   string  // what is written at it: 21  70.0%
	Note   string  // said of it when it is pointed at: 女 21 人,占 70.0%
	Open   func()  // shows what is behind it; nil: nothing is
}

// The measures of charts, in pixels at 100 %.
const (
	barHeight  = 24
	lineHeight = 190
	leastWidth = 240
	gap        = 6
	stroke     = 2
)

// Chart is a chart. It has a picture of its own for each size, scale and theme, drawn off the UI goroutine.
type Chart struct {
	widget.BaseWidget
	shape Shape
	items []Item

	drawn   drawing // what plot is of
	plot    *plot
	asked   drawing // what is being drawn
	at      int     // the number pointed at, -1 for none
	focused bool
	failed  func(error)
}

var (
	_ fyne.Tappable      = (*Chart)(nil)
	_ fyne.Focusable     = (*Chart)(nil)
	_ desktop.Hoverable  = (*Chart)(nil)
	_ desktop.Cursorable = (*Chart)(nil)
)

// New returns a chart of the items, of which there is at least one. failed, which may be nil, is told on the UI
// goroutine why it can't be drawn.
func New(shape Shape, items []Item, failed func(error)) *Chart {
	c := &Chart{shape: shape, items: items, at: -1, failed: failed}
	c.ExtendBaseWidget(c)
	return c
}

// want returns the drawing for the chart as it is now; ok is false as long as it has no size.
func (c *Chart) want() (d drawing, ok bool) {
	size, th := c.Size(), look.Current()
	if size.Width < 1 || size.Height < 1 || len(c.items) == 0 {
		return d, false
	}
	scale := float32(1)
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil {
		scale = on.Scale()
	}
	textSize := th.GridSize()
	if c.shape == Line {
		textSize = th.SmallSize()
	}
	p := &th.Palette
	return drawing{shape: c.shape, items: c.items, width: int(math.Round(float64(size.Width * scale))), height: int(math.Round(float64(size.Height * scale))),
		textSize: float64(textSize * scale), gap: int(math.Round(float64(th.Px(gap) * scale))), mark: float64(th.Scale * stroke * scale),
		bar: p.Tone(look.Changed).Ink, text: p.Text, muted: p.Muted, line: p.LineStrong}, true
}

// draw has the picture drawn that the chart needs now, unless it has it. What comes late is thrown away.
func (c *Chart) draw() {
	d, ok := c.want()
	if !ok || c.asked.same(d) {
		return
	}
	c.asked = d
	go func() {
		p, err := d.draw()
		fyne.Do(func() {
			if !c.asked.same(d) {
				return
			}
			if err != nil {
				if c.failed != nil {
					c.failed(err)
				}
				return
			}
			c.plot, c.drawn = p, d
			c.Refresh()
		})
	}()
}

// same reports whether two drawings of one chart look the same.
func (d drawing) same(o drawing) bool {
	return d.shape == o.shape && d.width == o.width && d.height == o.height && d.textSize == o.textSize && d.coloured(o)
}

// coloured reports whether two drawings have the same colours.
func (d drawing) coloured(o drawing) bool {
	return d.bar == o.bar && d.text == o.text && d.muted == o.muted && d.line == o.line
}

// itemAt returns the number whose part of the chart holds a position, -1 for none.
func (c *Chart) itemAt(pos fyne.Position) int {
	size := c.Size()
	if c.plot == nil || pos.X < 0 || pos.Y < 0 || pos.X >= size.Width || pos.Y >= size.Height {
		return -1
	}
	if c.shape == Line {
		return c.plot.at(float64(pos.X / size.Width * float32(c.drawn.width)))
	}
	return c.plot.at(float64(pos.Y / size.Height * float32(c.drawn.height)))
}

// part returns the part of the chart that stands for a number.
func (c *Chart) part(i int) (fyne.Position, fyne.Size) {
	size := c.Size()
	from, to := float32(c.plot.edges[i]), float32(c.plot.edges[i+1])
	if c.shape == Line {
		one := size.Width / float32(c.drawn.width)
		return fyne.NewPos(from*one, 0), fyne.NewSize((to-from)*one, size.Height)
	}
	one := size.Height / float32(c.drawn.height)
	return fyne.NewPos(0, from*one), fyne.NewSize(size.Width, (to-from)*one)
}

func (c *Chart) point(at int) {
	if c.at != at {
		c.at = at
		c.Refresh()
	}
}

func (c *Chart) open(i int) {
	if i >= 0 && i < len(c.items) && c.items[i].Open != nil {
		c.items[i].Open()
	}
}

// Tapped implements fyne.Tappable.
func (c *Chart) Tapped(e *fyne.PointEvent) { c.open(c.itemAt(e.Position)) }

// MouseIn implements desktop.Hoverable.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) { c.point(c.itemAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (c *Chart) MouseOut() {
	if !c.focused {
		c.point(-1)
	}
}

// Cursor implements desktop.Cursorable.
func (c *Chart) Cursor() desktop.Cursor {
	if c.at >= 0 && c.items[c.at].Open != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (c *Chart) FocusGained() {
	c.focused, c.at = true, max(c.at, 0)
	c.Refresh()
}

// FocusLost implements fyne.Focusable.
func (c *Chart) FocusLost() {
	c.focused, c.at = false, -1
	c.Refresh()
}

// TypedRune implements fyne.Focusable.
func (c *Chart) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: the arrows go from number to number, Enter shows what is behind one.
func (c *Chart) TypedKey(e *fyne.KeyEvent) {
	last := len(c.items) - 1
	switch e.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		c.point(max(c.at-1, 0))
	case fyne.KeyDown, fyne.KeyRight:
		c.point(min(c.at+1, last))
	case fyne.KeyHome:
		c.point(0)
	case fyne.KeyEnd:
		c.point(last)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.open(c.at)
	default:
		look.PassKey(c, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{chart: c, ground: canvas.NewRectangle(color.Transparent), picture: &canvas.Image{FillMode: canvas.ImageFillStretch},
		tip: canvas.NewRectangle(color.Transparent), note: look.NewText("", look.Caption)}
	r.tip.CornerRadius, r.tip.StrokeWidth, r.ground.CornerRadius = 3, 1, 3
	r.apply()
	return r
}

// renderer shows the ground of the number pointed at, the picture, and the note.
type renderer struct {
	chart       *Chart
	ground, tip *canvas.Rectangle
	picture     *canvas.Image
	note        *look.Text
}

func (r *renderer) apply() {
	c, p := r.chart, &look.Current().Palette
	pointed := c.at >= 0 && c.plot != nil && c.at < len(c.items)
	r.ground.Hidden, r.tip.Hidden, r.note.Hidden = !pointed, !pointed, !pointed
	// Until a new theme's picture is drawn there is none: dark words on a dark ground look like a defect.
	wanted, ok := c.want()
	r.picture.Hidden = ok && !c.drawn.coloured(wanted)
	if c.plot != nil && r.picture.Image != c.plot.picture {
		r.picture.Image = c.plot.picture
		r.picture.Refresh()
	}
	if !pointed {
		return
	}
	r.ground.FillColor, r.ground.StrokeWidth = p.Hover, 0
	if c.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = p.Accent, 2
	}
	r.tip.FillColor, r.tip.StrokeColor = p.Raised, p.LineStrong
	r.note.SetText(c.items[c.at].Note)
	r.place()
}

// place puts the ground below the number that is pointed at, and the note beside it: under a bar, unless it is one of
// the last, and at the top of a line.
func (r *renderer) place() {
	c, th := r.chart, look.Current()
	pos, size := c.part(c.at)
	r.ground.Move(pos)
	r.ground.Resize(size)
	all, words := c.Size(), r.note.MinSize()
	box := fyne.NewSize(words.Width+th.Px(12), words.Height+th.Px(6))
	x, y := pos.X+size.Width/2-box.Width/2, float32(0)
	if c.shape == Bars {
		x, y = all.Width-box.Width, pos.Y+size.Height
		if y+box.Height > all.Height {
			y = pos.Y - box.Height
		}
	}
	x = max(min(x, all.Width-box.Width), 0)
	r.tip.Move(fyne.NewPos(x, y))
	r.tip.Resize(box)
	r.note.Move(fyne.NewPos(x+th.Px(6), y+th.Px(3)))
	r.note.Resize(words)
}

// Layout implements fyne.WidgetRenderer.
func (r *renderer) Layout(s fyne.Size) {
	r.picture.Resize(s)
	r.chart.draw()
	r.apply()
}

// MinSize implements fyne.WidgetRenderer.
func (r *renderer) MinSize() fyne.Size {
	th := look.Current()
	if r.chart.shape == Line {
		return fyne.NewSize(th.Px(leastWidth), th.Px(lineHeight))
	}
	return fyne.NewSize(th.Px(leastWidth), th.Px(barHeight)*float32(len(r.chart.items)))
}

// Objects implements fyne.WidgetRenderer.
func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.picture, r.tip, r.note}
}

// Refresh implements fyne.WidgetRenderer.
func (r *renderer) Refresh() {
	r.chart.draw()
	r.apply()
	canvas.Refresh(r.chart)
}

// Destroy implements fyne.WidgetRenderer.
func (r *renderer) Destroy() {}
