package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Role is what a piece of text is for; it decides size, weight and colour.
type Role uint8

// The roles.
const (
	Body    Role = iota // 14 px
	Strong              // 14 px bold
	Caption             // 12 px, muted
	Muted               // 14 px, muted
	Title               // 18 px bold
	Figure              // 28 px bold: one number that a page is about
)

// Text is one line of text in a role. It follows the theme. Where it may be cut it ends in an ellipsis.
type Text struct {
	widget.BaseWidget
	Text  string
	Role  Role
	Tone  Tone           // Plain: the role's own colour
	Align fyne.TextAlign // within the space given
	Cut   bool           // may be narrower than its text
}

// NewText returns a line of text.
func NewText(text string, role Role) *Text {
	t := &Text{Text: text, Role: role}
	t.ExtendBaseWidget(t)
	return t
}

// NewCutText returns a line of text that takes what space it gets and ends in an ellipsis if that is too little.
func NewCutText(text string, role Role) *Text {
	t := NewText(text, role)
	t.Cut = true
	return t
}

// PageTitle returns the title of a page.
func PageTitle(text string) *Text { return NewText(text, Title) }

// MutedText returns text that steps back.
func MutedText(text string) *Text { return NewText(text, Muted) }

// SetText changes the text.
func (t *Text) SetText(text string) {
	if t.Text == text {
		return
	}
	t.Text = text
	t.Refresh()
}

// SetTone changes the colour to that of a tone; Plain gives the role's own.
func (t *Text) SetTone(tone Tone) {
	if t.Tone == tone {
		return
	}
	t.Tone = tone
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t, line: canvas.NewText("", color.Transparent)}
	r.apply()
	return r
}

func (t *Text) face(th *Theme) (size float32, style fyne.TextStyle, ink color.Color) {
	size, ink = th.TextSize(), th.Palette.Text
	switch t.Role {
	case Strong:
		style.Bold = true
	case Caption:
		size, ink = th.SmallSize(), th.Palette.Muted
	case Muted:
		ink = th.Palette.Muted
	case Title:
		size, style.Bold = th.TitleSize(), true
	case Figure:
		size, style.Bold = 28*th.Scale, true
	}
	if t.Tone != Plain {
		ink = th.Palette.Tone(t.Tone).Ink
	}
	return size, style, ink
}

type textRenderer struct {
	text *Text
	line *canvas.Text
}

func (r *textRenderer) apply() {
	size, style, ink := r.text.face(Current())
	r.line.TextSize, r.line.TextStyle, r.line.Color = size, style, ink
	r.line.Alignment = r.text.Align
	r.line.Text = r.text.Text
	if r.text.Cut && r.text.Size().Width > 0 {
		if fyne.MeasureText(r.text.Text, size, style).Width > r.text.Size().Width {
			r.line.Text = NewRuler(size, style).Fit(r.text.Text, r.text.Size().Width)
		}
	}
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.apply()
	r.line.Resize(size)
}

func (r *textRenderer) MinSize() fyne.Size {
	size, style, _ := r.text.face(Current())
	min := fyne.MeasureText(r.text.Text, size, style)
	if r.text.Cut {
		min.Width = min.Height
	}
	return min
}

func (r *textRenderer) Refresh() {
	r.apply()
	canvas.Refresh(r.line)
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *textRenderer) Destroy()                     {}
