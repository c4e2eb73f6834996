package lanes

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/value"
)

// lane is the cards of one state under its heading.
type lane struct {
	box    *fyne.Container
	ground *canvas.Rectangle
	scroll *container.Scroll
	cards  []*card
}

func newLane(p *Page, i int) *lane {
	data := &p.lanes[i]
	l := &lane{ground: canvas.NewRectangle(color.Transparent)}
	list := look.Column(8)
	for n, c := range data.Cards {
		one := newCard(p, i, n, c)
		l.cards = append(l.cards, one)
		list.Add(one)
	}
	if len(data.Cards) == 0 {
		list.Add(look.Inset(look.MutedText("没有"+p.kind.Title), 8, 8, 8, 8))
	}
	l.scroll = container.NewVScroll(look.Inset(list, 4, 12, 12, 12))
	head := look.Inset(look.Row(8, look.NewText(data.Title, look.Strong), look.MutedText(fmt.Sprint(len(data.Cards)))), 10, 12, 6, 14)
	l.box = container.NewStack(l.ground, look.Dock(head, nil, nil, look.Hairline(), l.scroll))
	return l
}

// light marks the lane over which a card is dragged.
func (l *lane) light(on bool) {
	l.ground.FillColor = color.Transparent
	if on {
		l.ground.FillColor = look.Current().Palette.Selected
	}
	canvas.Refresh(l.ground)
}

// reveal scrolls as little as needed to show a card.
func (l *lane) reveal(c *card) {
	top, view := c.Position().Y, l.scroll.Size().Height
	switch y := l.scroll.Offset.Y; {
	case top < y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case top+c.Size().Height > y+view:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top+c.Size().Height-view+look.Current().Px(16)))
	}
}

// card is one record on the board.
type card struct {
	widget.BaseWidget
	page        *Page
	lane, place int
	data        board.Card
	focused     bool
	pointed     bool
	at          fyne.Position // of the drag, on the canvas
	dragged     bool
}

var (
	_ fyne.Focusable         = (*card)(nil)
	_ fyne.Shortcutable      = (*card)(nil)
	_ fyne.Tappable          = (*card)(nil)
	_ fyne.DoubleTappable    = (*card)(nil)
	_ fyne.SecondaryTappable = (*card)(nil)
	_ fyne.Draggable         = (*card)(nil)
	_ desktop.Hoverable      = (*card)(nil)
)

func newCard(p *Page, lane, place int, data board.Card) *card {
	c := &card{page: p, lane: lane, place: place, data: data}
	c.ExtendBaseWidget(c)
	return c
}

// lines are the words under the title: what sort and where, who, and when.
func (c *card) lines() (about, due string) {
	about = joined(c.data.Category, c.data.Org, c.data.Responsible)
	if c.data.Due.IsZero() {
		return about, joined("没有时限", c.data.Progress)
	}
	due = "时限 " + c.data.Due.Chinese()
	if c.data.Overdue {
		due = fmt.Sprintf("⚠ 超期 %d 天 · ", daysSince(c.data.Due, c.page.desk.Today())) + due
	}
	return about, joined(due, c.data.Progress)
}

func daysSince(due, today value.Date) int {
	return int(today.Last().Time().Sub(due.Last().Time()).Hours() / 24)
}

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// Tapped implements fyne.Tappable.
func (c *card) Tapped(*fyne.PointEvent) { c.page.focus(c) }

// DoubleTapped implements fyne.DoubleTappable.
func (c *card) DoubleTapped(*fyne.PointEvent) { c.page.open(c) }

// TappedSecondary implements fyne.SecondaryTappable.
func (c *card) TappedSecondary(e *fyne.PointEvent) {
	c.page.focus(c)
	c.page.menu(c, e.AbsolutePosition)
}

// Dragged implements fyne.Draggable.
func (c *card) Dragged(e *fyne.DragEvent) {
	c.at, c.dragged = e.AbsolutePosition, true
	c.page.drag(c, c.at)
}

// DragEnd implements fyne.Draggable.
func (c *card) DragEnd() {
	if c.dragged {
		c.dragged = false
		c.page.drop(c, c.at)
	}
}

// FocusGained implements fyne.Focusable.
func (c *card) FocusGained() {
	c.focused = true
	c.Refresh()
	about, due := c.lines()
	c.page.desk.Status(c.page, joined(c.data.Title, about, due))
}

// FocusLost implements fyne.Focusable.
func (c *card) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedRune implements fyne.Focusable.
func (c *card) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *card) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.page.step(c, -1, 0)
	case fyne.KeyRight:
		c.page.step(c, +1, 0)
	case fyne.KeyUp:
		c.page.step(c, 0, -1)
	case fyne.KeyDown:
		c.page.step(c, 0, +1)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.page.open(c)
	case desktop.KeyMenu, fyne.KeyF2, fyne.KeySpace:
		c.page.menu(c, fyne.CurrentApp().Driver().AbsolutePositionForObject(c).AddXY(0, c.Size().Height))
	default:
		look.PassKey(c, e)
	}
}

// TypedShortcut implements fyne.Shortcutable: Ctrl and an arrow move the card.
func (c *card) TypedShortcut(s fyne.Shortcut) {
	if k, ok := s.(*desktop.CustomShortcut); ok && k.Modifier == fyne.KeyModifierControl {
		switch k.KeyName {
		case fyne.KeyLeft:
			c.page.move(c, c.lane-1)
			return
		case fyne.KeyRight:
			c.page.move(c, c.lane+1)
			return
		}
	}
	look.PassShortcut(c, s)
}

// MouseIn implements desktop.Hoverable.
func (c *card) MouseIn(*desktop.MouseEvent) {
	c.pointed = true
	c.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (c *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *card) MouseOut() {
	c.pointed = false
	c.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	about, due := c.lines()
	r := &cardRenderer{card: c, ground: canvas.NewRectangle(color.Transparent), edge: canvas.NewRectangle(color.Transparent)}
	r.ground.CornerRadius = 3
	when := look.NewCutText(due, look.Caption)
	if c.data.Overdue {
		when.SetTone(look.Broken)
	}
	r.content = look.Inset(look.Column(3, look.NewCutText(c.data.Title, look.Body), look.NewCutText(about, look.Caption), when), 8, 10, 8, 12)
	r.apply()
	return r
}

type cardRenderer struct {
	card         *card
	ground, edge *canvas.Rectangle
	content      fyne.CanvasObject
}

func (r *cardRenderer) apply() {
	p := &look.Current().Palette
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = p.Raised, p.Line, 1
	if r.card.pointed {
		r.ground.StrokeColor = p.LineStrong
	}
	if r.card.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = p.Accent, 2
	}
	r.edge.FillColor = color.Transparent
	if r.card.data.Overdue {
		r.edge.FillColor = p.Tone(look.Broken).Ink
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *cardRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.edge.Move(fyne.NewPos(1, 1))
	r.edge.Resize(fyne.NewSize(look.Current().Px(3), s.Height-2))
	r.content.Resize(s)
}

// MinSize implements fyne.WidgetRenderer.
func (r *cardRenderer) MinSize() fyne.Size { return r.content.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.edge, r.content}
}

// Refresh implements fyne.WidgetRenderer.
func (r *cardRenderer) Refresh() {
	r.apply()
	canvas.Refresh(r.card)
}

// Destroy implements fyne.WidgetRenderer.
func (r *cardRenderer) Destroy() {}
