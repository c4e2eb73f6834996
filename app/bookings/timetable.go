package bookings

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/value"
)

// timetable shows a row for each venue and a column for each day, the bookings of a day one below the other. Behind
// the last of them the day is free.
type timetable struct {
	widget.BaseWidget
	box    *fyne.Container // with its headings, scrolling
	head   *heading
	scroll *container.Scroll

	calendar *board.Calendar
	days     []value.Date
	today    value.Date
	booked   [][][]*board.Booked // by row, then by day
	row, col int
	nth      int // place of the booking under the cursor; behind the last one the day is free
	focused  bool

	onMove func()
	onOpen func(*board.Booked)
	onBook func(*board.Venue, value.Date)
	onKey  func(*fyne.KeyEvent)
}

var (
	_ fyne.Focusable      = (*timetable)(nil)
	_ fyne.Tappable       = (*timetable)(nil)
	_ fyne.DoubleTappable = (*timetable)(nil)
	_ desktop.Mouseable   = (*timetable)(nil)
)

// The measures of the timetable, in pixels at 100 %.
const (
	venueWidth = 176
	headHeight = 36
	blockLine  = 17
	freeHeight = 10 // left free below the bookings of a day
	dayWidth   = 92 // the least of a day in a week; where there is no room for all, the timetable scrolls
	dateWidth  = 28 // and of one in a month
)

func newTimetable() *timetable {
	t := &timetable{}
	t.ExtendBaseWidget(t)
	t.head = &heading{table: t}
	t.head.ExtendBaseWidget(t.head)
	t.scroll = container.NewVScroll(t)
	t.box = container.NewStack(container.NewHScroll(look.Dock(t.head, nil, nil, nil, t.scroll)))
	return t
}

// set shows a calendar; the cursor stays where it is as far as it can.
func (t *timetable) set(c *board.Calendar, today value.Date) {
	days := c.Days()
	if len(t.days) == 0 || t.days[0] != days[0] || len(t.days) != len(days) {
		t.col, t.nth = 0, 0
		for i, d := range days {
			if d == today {
				t.col = i
			}
		}
	}
	t.calendar, t.days, t.today = c, days, today
	t.booked = make([][][]*board.Booked, len(c.Venues))
	for i, v := range c.Venues {
		for _, d := range days {
			t.booked[i] = append(t.booked[i], c.On(v.Record.ID, d))
		}
	}
	t.clamp()
	t.Refresh()
	t.head.Refresh()
	t.scroll.Refresh()
}

func (t *timetable) clamp() {
	t.row = min(max(t.row, 0), max(len(t.booked)-1, 0))
	t.col = min(max(t.col, 0), max(len(t.days)-1, 0))
	if len(t.booked) > 0 {
		t.nth = min(max(t.nth, 0), len(t.booked[t.row][t.col]))
	}
}

// place returns what is under the cursor; booked is nil where the day is free.
func (t *timetable) place() (v *board.Venue, day value.Date, booked *board.Booked) {
	v, day = &t.calendar.Venues[t.row], t.days[t.col]
	if list := t.booked[t.row][t.col]; t.nth < len(list) {
		booked = list[t.nth]
	}
	return v, day, booked
}

// at returns the venue and the day under the cursor; the venue is nil if there is none.
func (t *timetable) at() (*board.Venue, value.Date) {
	if len(t.booked) == 0 {
		return nil, value.Date{}
	}
	v, day, _ := t.place()
	return v, day
}

// lines is how many lines a booking takes: in a month there is room for the hour alone.
func (t *timetable) lines() int {
	if len(t.days) > 7 {
		return 1
	}
	return 2
}

func (t *timetable) blockHeight() float32 {
	return look.Current().Px(blockLine*float32(t.lines()) + 5)
}

func (t *timetable) rowHeight(row int) float32 {
	most := 0
	for _, list := range t.booked[row] {
		most = max(most, len(list))
	}
	th := look.Current()
	return max(th.RowHeight(), float32(most)*t.blockHeight()+th.Px(freeHeight))
}

func (t *timetable) rowTop(row int) float32 {
	y := float32(0)
	for i := range row {
		y += t.rowHeight(i)
	}
	return y
}

// column returns where a day begins and how wide it is.
func (t *timetable) column(col int, width float32) (x, w float32) {
	left := look.Current().Px(venueWidth)
	w = (width - left) / float32(max(len(t.days), 1))
	return left + float32(col)*w, w
}

// hit returns the place at a position.
func (t *timetable) hit(at fyne.Position) (row, col, nth int, ok bool) {
	y := float32(0)
	for row = range t.booked {
		h := t.rowHeight(row)
		if at.Y < y+h {
			_, w := t.column(0, t.Size().Width)
			col = int((at.X - look.Current().Px(venueWidth)) / w)
			if at.X < look.Current().Px(venueWidth) || col >= len(t.days) {
				return row, 0, 0, false
			}
			return row, col, min(int((at.Y-y)/t.blockHeight()), len(t.booked[row][col])), true
		}
		y += h
	}
	return 0, 0, 0, false
}

// MouseDown implements desktop.Mouseable: the cursor goes where it was pressed.
func (t *timetable) MouseDown(e *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	if row, col, nth, ok := t.hit(e.Position); ok {
		t.move(row, col, nth)
	}
}

// MouseUp implements desktop.Mouseable.
func (t *timetable) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable: a click on a booking opens it.
func (t *timetable) Tapped(e *fyne.PointEvent) {
	if row, col, nth, ok := t.hit(e.Position); ok && nth < len(t.booked[row][col]) {
		t.onOpen(t.booked[row][col][nth])
	}
}

// DoubleTapped implements fyne.DoubleTappable: a double click on a free place books it.
func (t *timetable) DoubleTapped(e *fyne.PointEvent) {
	if row, col, nth, ok := t.hit(e.Position); ok {
		t.move(row, col, nth)
		t.enter()
	}
}

func (t *timetable) move(row, col, nth int) {
	t.row, t.col, t.nth = row, col, nth
	t.clamp()
	top, h := t.rowTop(t.row), t.rowHeight(t.row)
	if y := t.scroll.Offset.Y; top < y {
		t.scroll.ScrollToOffset(fyne.NewPos(0, top))
	} else if top+h > y+t.scroll.Size().Height {
		t.scroll.ScrollToOffset(fyne.NewPos(0, top+h-t.scroll.Size().Height))
	}
	t.Refresh()
	t.onMove()
}

func (t *timetable) enter() {
	v, day, b := t.place()
	if b != nil {
		t.onOpen(b)
		return
	}
	t.onBook(v, day)
}

// FocusGained implements fyne.Focusable.
func (t *timetable) FocusGained() {
	t.focused = true
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *timetable) FocusLost() {
	t.focused = false
	t.Refresh()
}

// TypedRune implements fyne.Focusable.
func (t *timetable) TypedRune(rune) {}

// TypedShortcut implements fyne.Shortcutable: the window has a use for it.
func (t *timetable) TypedShortcut(s fyne.Shortcut) { look.PassShortcut(t, s) }

// TypedKey implements fyne.Focusable: up and down go through the bookings of a day and on to the next venue.
func (t *timetable) TypedKey(e *fyne.KeyEvent) {
	if len(t.booked) == 0 {
		t.onKey(e)
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		t.move(t.row, t.col-1, t.nth)
	case fyne.KeyRight:
		t.move(t.row, t.col+1, t.nth)
	case fyne.KeyDown:
		switch {
		case t.nth < len(t.booked[t.row][t.col]):
			t.move(t.row, t.col, t.nth+1)
		case t.row < len(t.booked)-1:
			t.move(t.row+1, t.col, 0)
		}
	case fyne.KeyUp:
		switch {
		case t.nth > 0:
			t.move(t.row, t.col, t.nth-1)
		case t.row > 0:
			t.move(t.row-1, t.col, len(t.booked[t.row-1][t.col]))
		}
	case fyne.KeyHome:
		t.move(t.row, 0, 0)
	case fyne.KeyEnd:
		t.move(t.row, len(t.days)-1, 0)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.enter()
	default:
		t.onKey(e)
	}
}

// MinSize implements fyne.CanvasObject.
func (t *timetable) MinSize() fyne.Size {
	return fyne.NewSize(t.leastWidth(), t.rowTop(len(t.booked)))
}

func (t *timetable) leastWidth() float32 {
	day := float32(dayWidth)
	if len(t.days) > 7 {
		day = dateWidth
	}
	return look.Current().Px(venueWidth + day*float32(len(t.days)))
}

// CreateRenderer implements fyne.Widget.
func (t *timetable) CreateRenderer() fyne.WidgetRenderer {
	return &painter{object: t, paint: t.paint, min: t.MinSize}
}

func (t *timetable) paint(d *painter) {
	th := look.Current()
	p := &th.Palette
	width, small := t.Size().Width, look.NewRuler(th.SmallSize(), fyne.TextStyle{})
	plain := look.NewRuler(th.GridSize(), fyne.TextStyle{})
	y := float32(0)
	for row := range t.booked {
		h := t.rowHeight(row)
		t.paintVenue(d, row, y, h, plain, small)
		for col := range t.days {
			x, w := t.column(col, width)
			if day := t.days[col]; day == t.today {
				d.rect(x, y, w, h, p.Selected, 0)
			} else if n := day.Time().Weekday(); n == 0 || n == 6 {
				d.rect(x, y, w, h, p.Panel, 0)
			}
			d.rect(x, y, 1, h, p.Line, 0)
			for i, b := range t.booked[row][col] {
				t.paintBlock(d, b, x+3, y+float32(i)*t.blockHeight()+2, w-5, t.blockHeight()-3, small)
			}
			if row == t.row && col == t.col {
				t.paintCursor(d, x, y, w, h)
			}
		}
		y += h
		d.rect(0, y-1, width, 1, p.Line, 0)
	}
}

func (t *timetable) paintVenue(d *painter, row int, y, h float32, plain, small *look.Ruler) {
	th := look.Current()
	v, p, w := &t.calendar.Venues[row], &th.Palette, th.Px(venueWidth)
	about := t.calendar.ShortOrg(v.Record)
	if v.Lender != "" {
		about = v.Lender
	}
	pad, line := th.Px(16), th.RowHeight()
	if h >= th.Px(40) {
		d.text(pad, y+th.Px(3), plain.Fit(v.Record.Label(), w-pad-4), plain, p.Text, row == t.row)
		d.text(pad, y+th.Px(21), small.Fit(about, w-pad-4), small, p.Muted, false)
		return
	}
	name := v.Record.Label()
	short := small.Fit(about, min(th.Px(52), w-pad-plain.Width(name)-th.Px(14)))
	if small.Width(short) < 2*small.Width("国") {
		short = "" // the name says more
	}
	d.text(w-small.Width(short)-th.Px(8), y+(line-th.Px(18))/2, short, small, p.Muted, false)
	d.text(pad, y+(line-th.Px(20))/2, plain.Fit(name, w-pad-small.Width(short)-th.Px(14)), plain, p.Text, row == t.row)
}

// paintBlock draws a booking: blue, and red with a mark if it clashes.
func (t *timetable) paintBlock(d *painter, b *board.Booked, x, y, w, h float32, small *look.Ruler) {
	th := look.Current()
	tone, mark := th.Palette.Tone(look.Changed), ""
	if len(b.Clashes) > 0 {
		tone, mark = th.Palette.Tone(look.Broken), "⚠"
	}
	d.rect(x, y, w, h, tone.Soft, 2)
	d.rect(x, y, th.Px(3), h, tone.Ink, 0)
	left, room := x+th.Px(6), w-th.Px(8)
	if t.lines() == 1 {
		d.text(left-2, y, monthWords(b, room+4, small), small, th.Palette.Text, mark != "")
		return
	}
	when := "全天"
	if b.From > 0 || b.To < 24*60 {
		when = board.Clock{From: b.From, To: b.To}.String()
	}
	if mark != "" {
		when = "冲突 " + when
	}
	d.text(left, y, small.Fit(when+" "+t.calendar.ShortOrg(b.Record), room), small, tone.Ink, mark != "")
	d.text(left, y+th.Px(blockLine)-1, small.Fit(b.What(), room), small, th.Palette.Text, false)
}

// monthWords are the words of a booking in the month: the hour at which it begins, and what it is where there is room.
func monthWords(b *board.Booked, room float32, small *look.Ruler) string {
	const least = 3 // characters of a title that say something
	hour := fmt.Sprintf("%d时", b.From/60)
	if b.From == 0 && b.To == 24*60 {
		hour = "全天"
	}
	if len(b.Clashes) > 0 {
		hour = "!" + hour
	}
	if small.Width(hour+" ")+least*small.Width("国") <= room {
		return small.Fit(hour+" "+b.What(), room)
	}
	if small.Width(hour) > room {
		return fmt.Sprint(b.From / 60)
	}
	return hour
}

func (t *timetable) paintCursor(d *painter, x, y, w, h float32) {
	p := &look.Current().Palette
	ink, stroke := p.Muted, float32(1)
	if t.focused {
		ink, stroke = p.Accent, 2
	}
	top, height := y, h-1
	if n := len(t.booked[t.row][t.col]); n > 0 {
		top = y + float32(t.nth)*t.blockHeight()
		height = t.blockHeight()
		if t.nth == n {
			height = y + h - 1 - top
		}
	}
	d.outline(x, top, w, height, stroke, ink)
}

// heading is the line of days above the timetable.
type heading struct {
	widget.BaseWidget
	table *timetable
}

// MinSize implements fyne.CanvasObject.
func (h *heading) MinSize() fyne.Size {
	return fyne.NewSize(h.table.leastWidth(), look.Current().Px(headHeight))
}

// CreateRenderer implements fyne.Widget.
func (h *heading) CreateRenderer() fyne.WidgetRenderer {
	return &painter{object: h, paint: h.paint, min: h.MinSize}
}

func (h *heading) paint(d *painter) {
	t, th := h.table, look.Current()
	p, size := &th.Palette, h.Size()
	d.rect(0, 0, size.Width, size.Height, p.Panel, 0)
	small := look.NewRuler(th.SmallSize(), fyne.TextStyle{})
	d.text(th.Px(16), th.Px(9), "场地", small, p.Muted, false)
	for i, day := range t.days {
		x, w := t.column(i, size.Width)
		ink := p.Muted
		if day == t.today {
			ink = p.AccentInk
		}
		for line, words := range []string{fmt.Sprint(day.Day), board.Weekday(day)[len("周"):]} {
			if len(t.days) <= 7 {
				words = []string{fmt.Sprintf("%d月%d日", day.Month, day.Day), board.Weekday(day)}[line]
			}
			d.text(x+(w-small.Width(words))/2, th.Px(2+16*float32(line)), words, small, ink, day == t.today)
		}
		d.rect(x, 0, 1, size.Height, p.Line, 0)
	}
	d.rect(0, size.Height-1, size.Width, 1, p.LineStrong, 0)
}

// painter is a renderer that draws anew what a function says.
type painter struct {
	object  fyne.CanvasObject
	paint   func(*painter)
	min     func() fyne.Size
	objects []fyne.CanvasObject
}

func (d *painter) rect(x, y, w, h float32, fill color.Color, corner float32) {
	r := canvas.NewRectangle(fill)
	r.CornerRadius = corner
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	d.objects = append(d.objects, r)
}

func (d *painter) outline(x, y, w, h, stroke float32, ink color.Color) {
	d.rect(x, y, w, stroke, ink, 0)
	d.rect(x, y+h-stroke, w, stroke, ink, 0)
	d.rect(x, y, stroke, h, ink, 0)
	d.rect(x+w-stroke, y, stroke, h, ink, 0)
}

// text draws words, each part in a face that has its characters.
func (d *painter) text(x, y float32, words string, ruler *look.Ruler, ink color.Color, bold bool) {
	runs := ruler.Runs(words)
	if runs == nil {
		runs = []look.Run{{Text: words}}
	}
	for _, run := range runs {
		o := canvas.NewText(run.Text, ink)
		o.TextSize, o.FontSource, o.TextStyle.Bold = ruler.Size(), run.Face, bold
		o.Move(fyne.NewPos(x, y))
		o.Resize(o.MinSize())
		d.objects = append(d.objects, o)
		x += ruler.Width(run.Text)
	}
}

// Layout implements fyne.WidgetRenderer.
func (d *painter) Layout(fyne.Size) {
	d.objects = d.objects[:0:0]
	d.paint(d)
}

// MinSize implements fyne.WidgetRenderer.
func (d *painter) MinSize() fyne.Size { return d.min() }

// Objects implements fyne.WidgetRenderer.
func (d *painter) Objects() []fyne.CanvasObject { return d.objects }

// Refresh implements fyne.WidgetRenderer.
func (d *painter) Refresh() {
	d.Layout(d.object.Size())
	canvas.Refresh(d.object)
}

// Destroy implements fyne.WidgetRenderer.
func (d *painter) Destroy() {}
