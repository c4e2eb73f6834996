package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// WithTips returns what a window shows with a layer above it, on which buttons say what they do while the pointer is
// on them. The layer takes no events: what lies under a tip can be pressed.
func WithTips(content fyne.CanvasObject) fyne.CanvasObject {
	t := &tips{ground: canvas.NewRectangle(nil), words: NewText("", Body)}
	t.ground.StrokeWidth, t.ground.CornerRadius = 1, 3
	t.hide()
	return container.New(t, content, t.ground, t.words)
}

// tips is the layout of a window with one tip at most.
type tips struct {
	ground *canvas.Rectangle
	words  *Text
	about  *PushButton // nil: nothing is shown
}

// tipsOf returns the layer of the window that an object is in, nil if it has none.
func tipsOf(o fyne.CanvasObject) *tips {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	box, ok := c.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	t, _ := box.Layout.(*tips)
	return t
}

func (t *tips) show(b *PushButton) {
	palette := Current().Palette
	t.about = b
	t.words.SetText(b.Tip)
	t.ground.FillColor, t.ground.StrokeColor = palette.Raised, palette.LineStrong
	t.place(fyne.CurrentApp().Driver().CanvasForObject(b).Size())
	t.ground.Show()
	t.words.Show()
	t.ground.Refresh()
	t.words.Refresh()
}

// place puts the tip below its button, or above it where there is no room.
func (t *tips) place(room fyne.Size) {
	th := Current()
	pad, b := th.Px(8), t.about
	size := fyne.NewSize(t.words.Full()+2*pad, th.Px(26))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	x := max(min(at.X+(b.Size().Width-size.Width)/2, room.Width-size.Width-th.Px(4)), 0)
	y := at.Y + b.Size().Height + th.Px(4)
	if y+size.Height > room.Height {
		y = at.Y - size.Height - th.Px(4)
	}
	put(t.ground, x, y, size.Width, size.Height)
	h := t.words.MinSize().Height
	put(t.words, x+pad, y+(size.Height-h)/2, size.Width-2*pad, h)
}

func (t *tips) hide() {
	t.about = nil
	t.ground.Hide()
	t.words.Hide()
}

// Layout implements fyne.Layout.
func (t *tips) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put(o[0], 0, 0, size.Width, size.Height)
	if t.about != nil {
		t.place(size)
	}
}

// MinSize implements fyne.Layout.
func (t *tips) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// IconButton returns a quiet button that shows an icon alone and says what it does when it is pointed at.
func IconButton(tip string, icon fyne.Resource, tapped func()) *PushButton {
	b := QuietButton("", icon, tapped)
	b.Tip = tip
	return b
}

// MouseIn implements desktop.Hoverable.
func (b *PushButton) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	if t := tipsOf(b); t != nil && b.Tip != "" {
		t.show(b)
	}
}

// MouseOut implements desktop.Hoverable.
func (b *PushButton) MouseOut() {
	b.Button.MouseOut()
	b.hideTip()
}

// Tapped implements fyne.Tappable.
func (b *PushButton) Tapped(e *fyne.PointEvent) {
	b.hideTip() // it has been understood, and the button may go away
	b.Button.Tapped(e)
}

func (b *PushButton) hideTip() {
	if t := tipsOf(b); t != nil && t.about == b {
		t.hide()
	}
}
