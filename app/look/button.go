package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// PushButton is the toolkit's button with more room at the sides, and bold type for the primary action alone. A
// disabled button looks it; focus and hover are the toolkit's.
type PushButton struct {
	widget.Button
	Tip   string            // what it does, shown while the pointer is on it; for buttons whose label doesn't say it
	stand fyne.CanvasObject // where its menu opens while the button itself is in a toolbar's menu
}

// MenuPlace returns where a menu of the button opens: below it, or below the toolbar's menu that holds it.
func (b *PushButton) MenuPlace() fyne.Position {
	var o fyne.CanvasObject = b
	if b.stand != nil {
		o = b.stand
	}
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height)
}

// PrimaryButton returns the button of a page's one main action. icon may be nil.
func PrimaryButton(label string, icon fyne.Resource, tapped func()) *PushButton {
	return newButton(label, icon, widget.HighImportance, tapped)
}

// Button returns the button of an ordinary action. icon may be nil.
func Button(label string, icon fyne.Resource, tapped func()) *PushButton {
	return newButton(label, icon, widget.MediumImportance, tapped)
}

// QuietButton returns a button that shows no ground until it is pointed at. icon may be nil.
func QuietButton(label string, icon fyne.Resource, tapped func()) *PushButton {
	return newButton(label, icon, widget.LowImportance, tapped)
}

func newButton(label string, icon fyne.Resource, weight widget.Importance, tapped func()) *PushButton {
	b := &PushButton{}
	b.Text, b.Icon, b.Importance, b.OnTapped = label, icon, weight, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable: Enter presses the button as the space bar does.
func (b *PushButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		PassKey(b, e)
	}
}

// MinSize implements fyne.CanvasObject.
func (b *PushButton) MinSize() fyne.Size {
	min := b.Button.MinSize()
	if b.Text != "" {
		min.Width += Current().Px(10)
	}
	return min
}

// CreateRenderer implements fyne.Widget.
func (b *PushButton) CreateRenderer() fyne.WidgetRenderer {
	r := b.Button.CreateRenderer()
	if b.Importance == widget.HighImportance {
		return r
	}
	for _, o := range r.Objects() {
		text, ok := o.(*widget.RichText)
		if !ok {
			continue
		}
		for _, s := range text.Segments {
			if part, ok := s.(*widget.TextSegment); ok {
				part.Style.TextStyle.Bold = false
			}
		}
		text.Refresh()
	}
	return r
}
