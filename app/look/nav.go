package look

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NavRow is one row of the side navigation: a label, perhaps an icon, and a count at the right. The selected row
// has a bar in the accent at its left edge besides its ground.
type NavRow struct {
	widget.BaseWidget
	Label    string
	Icon     fyne.Resource // may be nil
	Level    int           // 0: a page; 1: below a heading
	Count    int           // shown if Counted
	Counted  bool
	Alert    bool // the count calls for action: drawn as a badge
	Selected bool
	Heading  bool // the row names those below it, which a tap shows or hides
	OnTapped func()

	hovered, focused bool
}

// NewNavRow returns a row of the navigation. icon may be nil.
func NewNavRow(label string, icon fyne.Resource, tapped func()) *NavRow {
	n := &NavRow{Label: label, Icon: icon, OnTapped: tapped}
	n.ExtendBaseWidget(n)
	return n
}

// NewNavSection returns the heading of a group of rows that shows or hides them.
func NewNavSection(label string, tapped func()) *NavRow {
	n := NewNavRow(label, theme.MenuDropDownIcon(), tapped)
	n.Heading = true
	return n
}

// SetOpen shows by the icon of a section whether its rows are shown.
func (n *NavRow) SetOpen(open bool) {
	if n.Icon = theme.MenuExpandIcon(); open {
		n.Icon = theme.MenuDropDownIcon()
	}
	n.Refresh()
}

// NavHeading returns the heading of a group of rows.
func NavHeading(text string) fyne.CanvasObject {
	return Inset(NewText(text, Caption), 8, 12, 4, 16)
}

// SetSelected marks the row as the page that is shown.
func (n *NavRow) SetSelected(on bool) {
	if n.Selected == on {
		return
	}
	n.Selected = on
	n.Refresh()
}

// SetCount shows a count at the right; alert draws it as a badge. A negative count shows none.
func (n *NavRow) SetCount(count int, alert bool) {
	counted := count >= 0
	if n.Count == count && n.Counted == counted && n.Alert == alert {
		return
	}
	n.Count, n.Counted, n.Alert = count, counted, alert
	n.Refresh()
}

// Tapped implements fyne.Tappable.
func (n *NavRow) Tapped(*fyne.PointEvent) {
	if n.OnTapped != nil {
		n.OnTapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (n *NavRow) MouseIn(*desktop.MouseEvent) { n.hovered = true; n.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (n *NavRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (n *NavRow) MouseOut() { n.hovered = false; n.Refresh() }

// FocusGained implements fyne.Focusable.
func (n *NavRow) FocusGained() { n.focused = true; n.Refresh() }

// FocusLost implements fyne.Focusable.
func (n *NavRow) FocusLost() { n.focused = false; n.Refresh() }

// TypedRune implements fyne.Focusable.
func (n *NavRow) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Enter and Space open the page, the arrows go to the neighbours.
func (n *NavRow) TypedKey(e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(n)
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		n.Tapped(nil)
	case fyne.KeyDown:
		c.FocusNext()
	case fyne.KeyUp:
		c.FocusPrevious()
	default:
		PassKey(n, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (n *NavRow) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{
		row: n, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent),
		badge: canvas.NewRectangle(color.Transparent), label: canvas.NewText("", color.Transparent),
		count: canvas.NewText("", color.Transparent), icon: widget.NewIcon(n.Icon),
	}
	r.ground.CornerRadius = 3
	r.count.Alignment = fyne.TextAlignCenter
	r.apply()
	return r
}

type navRenderer struct {
	row                *NavRow
	ground, bar, badge *canvas.Rectangle
	label, count       *canvas.Text
	icon               *widget.Icon
	ruler              *Ruler
}

func (r *navRenderer) apply() {
	th, n := Current(), r.row
	p := &th.Palette
	r.label.TextSize, r.label.Color, r.label.TextStyle.Bold = th.TextSize(), p.Text, n.Selected
	r.ground.FillColor, r.bar.FillColor, r.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	if n.Heading {
		r.label.TextSize, r.label.Color = th.SmallSize(), p.Muted
	}
	switch {
	case n.Selected:
		r.ground.FillColor, r.bar.FillColor, r.label.Color = p.Selected, p.Accent, p.AccentInk
	case n.hovered:
		r.ground.FillColor = p.Pressed
	}
	if n.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = p.Accent, 1
	}
	r.count.TextSize, r.count.Color, r.badge.FillColor = th.SmallSize(), p.Muted, color.Transparent
	if n.Alert && n.Counted {
		r.badge.FillColor, r.count.Color = p.Tone(Doubt).Soft, p.Tone(Doubt).Ink
	}
	r.count.Text = ""
	if n.Counted {
		r.count.Text = strconv.Itoa(n.Count)
	}
	r.ruler = NewRuler(r.label.TextSize, r.label.TextStyle)
	r.icon.Hidden = n.Icon == nil
	if r.icon.Resource != n.Icon {
		r.icon.SetResource(n.Icon)
	}
}

func (r *navRenderer) Layout(s fyne.Size) {
	th, n := Current(), r.row
	side := th.Px(8)
	r.ground.Move(fyne.NewPos(side, 0))
	r.ground.Resize(fyne.NewSize(s.Width-2*side, s.Height))
	r.bar.Move(fyne.NewPos(side, th.Px(6)))
	r.bar.Resize(fyne.NewSize(3, s.Height-2*th.Px(6)))
	x := th.Px(18) + float32(n.Level)*th.Px(12)
	if n.Heading {
		x = th.Px(10)
	}
	if n.Icon != nil {
		d := th.Px(16)
		r.icon.Move(fyne.NewPos(x, (s.Height-d)/2))
		r.icon.Resize(fyne.NewSquareSize(d))
		x += d + th.Px(8)
		if n.Heading {
			x -= th.Px(6)
		}
	}
	right := s.Width - th.Px(16)
	if r.count.Text != "" {
		w, h := max(r.count.MinSize().Width+th.Px(10), th.Px(18)), th.Px(18)
		r.badge.CornerRadius = h / 2
		r.badge.Move(fyne.NewPos(right-w, (s.Height-h)/2))
		r.badge.Resize(fyne.NewSize(w, h))
		r.count.Move(fyne.NewPos(right-w, 0))
		r.count.Resize(fyne.NewSize(w, s.Height))
		right -= w + th.Px(4)
	}
	r.label.Text = r.ruler.Fit(n.Label, right-x)
	r.label.Move(fyne.NewPos(x, 0))
	r.label.Resize(fyne.NewSize(right-x, s.Height))
}

func (r *navRenderer) MinSize() fyne.Size {
	th := Current()
	if r.row.Heading || r.row.Level > 0 {
		return fyne.NewSize(th.Px(120), th.Px(27))
	}
	return fyne.NewSize(th.Px(120), th.Px(30))
}

func (r *navRenderer) Refresh() {
	r.apply()
	r.Layout(r.row.Size())
	canvas.Refresh(r.ground)
}

func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.icon, r.badge, r.label, r.count}
}

func (r *navRenderer) Destroy() {}
