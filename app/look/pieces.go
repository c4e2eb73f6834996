package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Step is something that a clerk can do from where he is.
type Step struct {
	Label string
	Icon  fyne.Resource // may be nil
	Do    func()
}

// EmptyState returns what an empty page shows: what belongs here, a line that says more (may be ""), and the usual
// first steps, of which the first is the primary one.
func EmptyState(sentence, more string, steps ...Step) fyne.CanvasObject {
	head := NewText(sentence, Strong)
	head.Align = fyne.TextAlignCenter
	lines := []fyne.CanvasObject{head}
	if more != "" {
		text := NewText(more, Muted)
		text.Align = fyne.TextAlignCenter
		lines = append(lines, text)
	}
	var buttons []fyne.CanvasObject
	for i, s := range steps {
		if i == 0 {
			buttons = append(buttons, PrimaryButton(s.Label, s.Icon, s.Do))
			continue
		}
		buttons = append(buttons, Button(s.Label, s.Icon, s.Do))
	}
	if len(buttons) > 0 {
		lines = append(lines, Inset(container.NewHBox(layout.NewSpacer(), Row(8, buttons...), layout.NewSpacer()), 12, 0, 0, 0))
	}
	return container.NewCenter(Column(8, lines...))
}

// SentenceBar is the strip at the foot of a page: a sentence at the left, and at the right what goes on or what
// can be done about it.
type SentenceBar struct {
	Object   fyne.CanvasObject // to put into the window
	Sentence *Text
}

// NewSentenceBar returns a strip with the sentence and the objects at its right.
func NewSentenceBar(sentence string, right ...fyne.CanvasObject) *SentenceBar {
	text := NewCutText(sentence, Muted)
	strip := Dock(nil, nil, nil, Row(8, present(right)...), text)
	return &SentenceBar{
		Object:   Surface(OnPanel, Dock(Hairline(), nil, nil, nil, Inset(strip, 4, 16, 4, 16))),
		Sentence: text,
	}
}

// Tag is a small label in a tone: the state of a record, or a filter that can be taken away.
type Tag struct {
	widget.BaseWidget
	Text    string
	Tone    Tone
	OnClose func() // shows ✕ and calls it on a tap; nil: can't be taken away

}

// NewTag returns a tag. onClose may be nil.
func NewTag(text string, tone Tone, onClose func()) *Tag {
	t := &Tag{Text: text, Tone: tone, OnClose: onClose}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes text and tone.
func (t *Tag) Set(text string, tone Tone) {
	t.Text, t.Tone = text, tone
	t.Refresh()
}

// Tapped implements fyne.Tappable.
func (t *Tag) Tapped(*fyne.PointEvent) {
	if t.OnClose != nil {
		t.OnClose()
	}
}

// Cursor implements desktop.Cursorable.
func (t *Tag) Cursor() desktop.Cursor {
	if t.OnClose != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (t *Tag) CreateRenderer() fyne.WidgetRenderer {
	r := &tagRenderer{tag: t, ground: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent)}
	r.ground.CornerRadius = 3
	r.text.Alignment = fyne.TextAlignCenter
	r.apply()
	return r
}

type tagRenderer struct {
	tag    *Tag
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *tagRenderer) apply() {
	th := Current()
	tone := th.Palette.Tone(r.tag.Tone)
	r.ground.FillColor, r.text.Color = tone.Soft, tone.Ink
	r.text.TextSize = th.SmallSize()
	r.text.Text = r.tag.Text
	if r.tag.OnClose != nil {
		r.text.Text += "  ✕"
	}
}

func (r *tagRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.text.Resize(s)
}

func (r *tagRenderer) MinSize() fyne.Size {
	th := Current()
	return fyne.NewSize(r.text.MinSize().Width+th.Px(12), th.Px(22))
}

func (r *tagRenderer) Refresh() {
	r.apply()
	canvas.Refresh(r.text)
	canvas.Refresh(r.ground)
}

func (r *tagRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.text} }
func (r *tagRenderer) Destroy()                     {}
