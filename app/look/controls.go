package look

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The toolkit gives a key to the focused widget alone, and its own controls drop what they have no use for: from
// within a list of choices neither F1 nor Esc would reach the window. The controls here hand such keys on.

// PassKey gives a key that a widget has no use for to the canvas that the widget is on.
func PassKey(from fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// PassShortcut gives a shortcut that a widget has no use for to the canvas that the widget is on.
func PassShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// IsWindowKey reports whether a key means something to the window even while text is typed: Esc and function keys.
func IsWindowKey(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeyEscape || len(e.Name) > 1 && e.Name[0] == 'F' && e.Name[1] >= '0' && e.Name[1] <= '9'
}

// Select is a list of choices of which one is in force. Enter and the down arrow open it.
type Select struct{ widget.Select }

// NewSelect returns a list of choices, none in force. changed may be nil.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	r := &framed{WidgetRenderer: s.Select.CreateRenderer(), frame: canvas.NewRectangle(color.Transparent), theme: Current()}
	r.outline()
	return r
}

// framed puts a line around a control that the toolkit tells from the ground by its colour alone: on white, and in high
// contrast, that is no sign.
type framed struct {
	fyne.WidgetRenderer
	frame *canvas.Rectangle
	theme *Theme // that the icons were drawn in
}

func (r *framed) outline() {
	th := Current()
	r.frame.StrokeColor, r.frame.StrokeWidth, r.frame.CornerRadius = th.Palette.LineStrong, th.Size(theme.SizeNameInputBorder), th.Size(theme.SizeNameInputRadius)
}

// Layout implements fyne.WidgetRenderer.
func (r *framed) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.frame.Resize(s)
}

// Refresh implements fyne.WidgetRenderer.
func (r *framed) Refresh() {
	r.outline()
	if th := Current(); th != r.theme {
		r.theme = th
		r.redrawIcons()
	}
	r.WidgetRenderer.Refresh()
	r.frame.Refresh()
}

// redrawIcons gives icons the colours of another theme. The toolkit does so for what is in a window just then; an icon
// of another page only draws itself again when it gets another picture.
func (r *framed) redrawIcons() {
	for _, o := range r.WidgetRenderer.Objects() {
		if i, ok := o.(*widget.Icon); ok {
			picture := i.Resource
			i.SetResource(nil)
			i.SetResource(picture)
		}
	}
}

// Objects implements fyne.WidgetRenderer.
func (r *framed) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.frame)
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		s.Select.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	default:
		PassKey(s, e)
	}
}

// Check is a box to tick. Enter ticks it as the space bar does.
type Check struct{ widget.Check }

// NewCheck returns a box that isn't ticked. changed may be nil.
func NewCheck(label string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && !c.Disabled() {
		c.SetChecked(!c.Checked)
		return
	}
	PassKey(c, e)
}

// SelectEntry is a line of text with a list of usual texts.
type SelectEntry struct{ widget.SelectEntry }

// NewSelectEntry returns an empty line of text.
func NewSelectEntry() *SelectEntry {
	e := &SelectEntry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements fyne.Focusable: the down arrow opens the list.
func (e *SelectEntry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case IsWindowKey(k):
		PassKey(e, k)
	case k.Name == fyne.KeyDown:
		if list, ok := e.ActionItem.(fyne.Tappable); ok {
			list.Tapped(&fyne.PointEvent{})
		}
	default:
		e.SelectEntry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *SelectEntry) TypedShortcut(s fyne.Shortcut) { typedShortcut(e, &e.Entry, s) }

// typedShortcut gives an entry the shortcuts of editing, and the window the rest: the toolkit passes the window over
// while a widget has the focus.
func typedShortcut(from fyne.CanvasObject, entry *widget.Entry, s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	switch {
	case ok && !isEditing(custom.KeyName):
		PassShortcut(from, s)
	case ok && custom.Modifier&fyne.KeyModifierControl != 0 && custom.KeyName == fyne.KeyHome:
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp}) // the toolkit knows the ends of a text by these keys alone
	case ok && custom.Modifier&fyne.KeyModifierControl != 0 && custom.KeyName == fyne.KeyEnd:
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	default:
		entry.TypedShortcut(s)
	}
}
