package overview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// card is one large number; a tap or Enter opens the records behind it.
type card struct {
	widget.BaseWidget
	title, number, unit string
	open                func()
	lit                 bool // pointed at or focused
}

var (
	_ fyne.Tappable      = (*card)(nil)
	_ fyne.Focusable     = (*card)(nil)
	_ desktop.Hoverable  = (*card)(nil)
	_ desktop.Cursorable = (*card)(nil)
)

func newCard(title, number, unit string, open func()) *card {
	c := &card{title: title, number: number, unit: unit, open: open}
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) light(on bool) {
	c.lit = on
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *card) Tapped(*fyne.PointEvent) { c.open() }

// FocusGained implements fyne.Focusable.
func (c *card) FocusGained() { c.light(true) }

// FocusLost implements fyne.Focusable.
func (c *card) FocusLost() { c.light(false) }

// TypedRune implements fyne.Focusable.
func (c *card) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *card) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.open()
	default:
		look.PassKey(c, e)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *card) MouseIn(*desktop.MouseEvent) { c.light(true) }

// MouseMoved implements desktop.Hoverable.
func (c *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *card) MouseOut() { c.light(false) }

// Cursor implements desktop.Cursorable.
func (c *card) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{card: c, ground: canvas.NewRectangle(color.Transparent)}
	head := look.Dock(nil, nil, nil, look.NewText(c.unit, look.Muted), look.NewCutText(c.title, look.Muted))
	r.content = look.Inset(look.Column(4, head, look.NewText(c.number, look.Figure)), 10, 12, 8, 12)
	r.ground.CornerRadius, r.ground.StrokeWidth = 3, 1
	r.apply()
	return r
}

type cardRenderer struct {
	card    *card
	ground  *canvas.Rectangle
	content fyne.CanvasObject
}

func (r *cardRenderer) apply() {
	p := &look.Current().Palette
	r.ground.FillColor, r.ground.StrokeColor = p.Raised, p.Line
	if r.card.lit {
		r.ground.FillColor, r.ground.StrokeColor = p.Hover, p.Accent
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *cardRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.content.Resize(s)
}

// MinSize implements fyne.WidgetRenderer.
func (r *cardRenderer) MinSize() fyne.Size { return r.content.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (r *cardRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.content} }

// Refresh implements fyne.WidgetRenderer.
func (r *cardRenderer) Refresh() {
	r.apply()
	r.ground.Refresh()
	r.content.Refresh()
}

// Destroy implements fyne.WidgetRenderer.
func (r *cardRenderer) Destroy() {}

// beside places its second object at the right of the first, if there is room for both.
type beside struct{}

// The measures of the two, in pixels at 100 %.
const (
	besideWidth = 300
	tableLeast  = 420
)

// Layout implements fyne.Layout.
func (beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := look.Current().Px(besideWidth)
	if size.Width < w+look.Current().Px(tableLeast) {
		w = 0
	}
	o[0].Resize(fyne.NewSize(size.Width-w, size.Height))
	if w == 0 {
		o[1].Hide()
	} else {
		o[1].Show()
	}
	o[1].Move(fyne.NewPos(size.Width-w, 0))
	o[1].Resize(fyne.NewSize(w, size.Height))
}

// MinSize implements fyne.Layout.
func (beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 160) }
