package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text that wraps to the width it is given: between Chinese characters and at marks and spaces, never
// within a number or a word. The toolkit's own label breaks anywhere, or at spaces alone.
type Paragraph struct {
	widget.Label
	words string
	width float32 // for which the label's text is wrapped
}

// paragraphWidth is the least width of a paragraph, in pixels at 100 %.
const paragraphWidth = 48

// NewParagraph returns a paragraph of words.
func NewParagraph(words string) *Paragraph {
	p := &Paragraph{words: words}
	p.Text = words
	p.ExtendBaseWidget(p)
	return p
}

// Words returns the text as it was given, without the breaks of its lines.
func (p *Paragraph) Words() string { return p.words }

// SetText changes the text.
func (p *Paragraph) SetText(words string) {
	p.words = words
	p.Label.SetText(p.wrapped())
}

// Resize implements fyne.CanvasObject.
func (p *Paragraph) Resize(s fyne.Size) {
	if p.width != s.Width {
		p.width = s.Width
		p.Label.SetText(p.wrapped())
	}
	p.Label.Resize(s)
}

// Refresh implements fyne.Widget: another size of text has other lines.
func (p *Paragraph) Refresh() {
	p.Text = p.wrapped()
	p.Label.Refresh()
}

// MinSize implements fyne.CanvasObject: it may be narrow; its height is that of its lines at the width that it has.
func (p *Paragraph) MinSize() fyne.Size {
	return fyne.NewSize(Current().Px(paragraphWidth), p.Label.MinSize().Height)
}

func (p *Paragraph) wrapped() string {
	th := Current()
	room := p.width - 2*th.Size(theme.SizeNameInnerPadding)
	if room <= 0 {
		return p.words
	}
	size := th.TextSize()
	if p.SizeName != "" {
		size = th.Size(p.SizeName)
	}
	return NewRuler(size, p.TextStyle).Wrap(p.words, room)
}
