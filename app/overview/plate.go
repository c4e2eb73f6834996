package overview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// plate is something to look at that opens what is behind it by a tap or Enter.
type plate struct {
	widget.BaseWidget
	content fyne.CanvasObject
	framed  bool // has a border of its own
	open    func()
	lit     bool // pointed at or focused
}

var (
	_ fyne.Tappable      = (*plate)(nil)
	_ fyne.Focusable     = (*plate)(nil)
	_ desktop.Hoverable  = (*plate)(nil)
	_ desktop.Cursorable = (*plate)(nil)
)

// newCard returns one large number.
func newCard(title, unit string, number *look.Text, open func()) *plate {
	head := look.Dock(nil, nil, nil, look.NewText(unit, look.Muted), look.NewCutText(title, look.Muted))
	c := &plate{content: look.Inset(look.Column(2, head, number), 8, 12, 6, 12), framed: true, open: open}
	c.ExtendBaseWidget(c)
	return c
}

// attention is the mark of what somebody must see to; its words say why.
const attention = "⚠"

// newLine returns a sentence with a line above it that says more, in a tone with its mark.
func newLine(tone look.Tone, above, sentence string, open func()) *plate {
	head := look.NewCutText(above, look.Caption)
	head.SetTone(tone)
	content := look.Column(0, head, look.NewCutText(sentence, look.Body))
	if tone != look.Plain {
		mark := look.NewText(attention, look.Caption)
		mark.SetTone(tone)
		content = look.Dock(nil, nil, look.Inset(look.Column(0, mark), 0, 6, 0, 0), nil, content)
	}
	l := &plate{content: look.Inset(content, 3, 6, 4, 6), open: open}
	l.ExtendBaseWidget(l)
	return l
}

// newCount returns words with a number at the right, in a tone.
func newCount(words, number string, tone look.Tone, open func()) *plate {
	n := look.NewText(number, look.Strong)
	n.SetTone(tone)
	l := &plate{content: look.Inset(look.Dock(nil, nil, nil, n, look.NewCutText(words, look.Body)), 4, 6, 4, 6), open: open}
	l.ExtendBaseWidget(l)
	return l
}

func (c *plate) light(on bool) {
	c.lit = on
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *plate) Tapped(*fyne.PointEvent) { c.open() }

// FocusGained implements fyne.Focusable.
func (c *plate) FocusGained() { c.light(true) }

// FocusLost implements fyne.Focusable.
func (c *plate) FocusLost() { c.light(false) }

// TypedRune implements fyne.Focusable.
func (c *plate) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *plate) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.open()
	default:
		look.PassKey(c, e)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *plate) MouseIn(*desktop.MouseEvent) { c.light(true) }

// MouseMoved implements desktop.Hoverable.
func (c *plate) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *plate) MouseOut() { c.light(false) }

// Cursor implements desktop.Cursorable.
func (c *plate) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (c *plate) CreateRenderer() fyne.WidgetRenderer {
	r := &plateRenderer{plate: c, ground: canvas.NewRectangle(color.Transparent)}
	r.ground.CornerRadius = 3
	r.apply()
	return r
}

type plateRenderer struct {
	plate  *plate
	ground *canvas.Rectangle
}

func (r *plateRenderer) apply() {
	p := &look.Current().Palette
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, p.Line, 0
	if r.plate.framed {
		r.ground.FillColor, r.ground.StrokeWidth = p.Raised, 1
	}
	if r.plate.lit {
		r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = p.Hover, p.Accent, 1
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *plateRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.plate.content.Resize(s)
}

// MinSize implements fyne.WidgetRenderer.
func (r *plateRenderer) MinSize() fyne.Size { return r.plate.content.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (r *plateRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.plate.content}
}

// Refresh implements fyne.WidgetRenderer.
func (r *plateRenderer) Refresh() {
	r.apply()
	r.ground.Refresh()
	r.plate.content.Refresh()
}

// Destroy implements fyne.WidgetRenderer.
func (r *plateRenderer) Destroy() {}
