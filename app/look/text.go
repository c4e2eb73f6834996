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

// Full returns the width of the whole text, also of one that is shown cut.
func (t *Text) Full() float32 {
	size, style, _ := t.face(Current())
	return NewRuler(size, style).Width(t.Text)
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t}
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

// textRenderer draws the text as one object, or as several if it has characters that the theme's face lacks.
type textRenderer struct {
	text  *Text
	theme *Theme
	role  Role
	ruler *Ruler
	parts []fyne.CanvasObject
}

func (r *textRenderer) apply() {
	th := Current()
	size, style, ink := r.text.face(th)
	if r.theme != th || r.role != r.text.Role {
		r.theme, r.role, r.ruler = th, r.text.Role, NewRuler(size, style)
	}
	shown, width := r.text.Text, r.text.Size().Width
	if full := r.ruler.Width(shown); r.text.Cut && width > 0 && full > width {
		shown = r.ruler.Fit(shown, width)
	}
	runs := r.ruler.Runs(shown)
	if runs == nil {
		runs = []Run{{Text: shown}}
	}
	for len(r.parts) < len(runs) {
		r.parts = append(r.parts, canvas.NewText("", ink))
	}
	r.parts = r.parts[:len(runs)]
	for i, run := range runs {
		part := r.parts[i].(*canvas.Text)
		part.Text, part.FontSource = run.Text, run.Face
		part.TextSize, part.TextStyle, part.Color = size, style, ink
	}
	r.place()
}

// place puts the parts side by side.
func (r *textRenderer) place() {
	size := r.text.Size()
	x := float32(0)
	switch free := size.Width - r.width(); r.text.Align {
	case fyne.TextAlignTrailing:
		x = free
	case fyne.TextAlignCenter:
		x = free / 2
	}
	for _, o := range r.parts {
		w := o.MinSize().Width
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

func (r *textRenderer) width() float32 {
	var w float32
	for _, o := range r.parts {
		w += o.MinSize().Width
	}
	return w
}

func (r *textRenderer) Layout(fyne.Size) { r.apply() }

func (r *textRenderer) MinSize() fyne.Size {
	size, style, _ := r.text.face(Current())
	min := fyne.MeasureText("口", size, style)
	if !r.text.Cut {
		min.Width = r.width()
	}
	return min
}

func (r *textRenderer) Refresh() {
	r.apply()
	canvas.Refresh(r.text)
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *textRenderer) Destroy()                     {}
