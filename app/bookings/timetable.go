package bookings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// timetable shows a row for each venue and a column for each day, the bookings of a day one below the other. Behind
// the last of them the day is free. A day alone is shown by the hour.
type timetable struct {
	widget.BaseWidget
	box    *fyne.Container // with its headings, scrolling
	head   *heading
	scroll *container.Scroll

	calendar *board.Calendar
	days     []value.Date
	today    value.Date
	booked   [][][]*board.Booked // by row, then by day
	hours    board.Clock         // that are shown of a day
	row, col int
	nth      int // place of the booking under the cursor; behind the last one the day is free
	focused  bool
	pressed  fyne.Position // where the button of the mouse went down
	drag     *drag         // nil while nothing is dragged

	onMove  func()
	onOpen  func(*board.Booked)
	onBook  func(board.Slot)
	onShift func(*board.Booked, catalog.Record)
	onTaken func(*board.Taken) // what was dragged lies over another booking
	onKey   func(*fyne.KeyEvent)
}

var (
	_ fyne.Focusable      = (*timetable)(nil)
	_ fyne.Tappable       = (*timetable)(nil)
	_ fyne.DoubleTappable = (*timetable)(nil)
	_ fyne.Draggable      = (*timetable)(nil)
	_ desktop.Mouseable   = (*timetable)(nil)
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
	t.calendar, t.days, t.today, t.drag = c, days, today, nil
	t.booked = make([][][]*board.Booked, len(c.Venues))
	for i, v := range c.Venues {
		for _, d := range days {
			t.booked[i] = append(t.booked[i], c.On(v.Record.ID, d))
		}
	}
	t.hours = hoursOf(t.booked)
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

// slot is the free place under the cursor; ok is false if there are no venues.
func (t *timetable) slot() (s board.Slot, ok bool) {
	if len(t.booked) == 0 {
		return board.Slot{}, false
	}
	v, day, _ := t.place()
	return board.Slot{Venue: v.Record.ID, First: day}, true
}

// MouseDown implements desktop.Mouseable: the cursor goes where it was pressed.
func (t *timetable) MouseDown(e *desktop.MouseEvent) {
	t.pressed = e.Position
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
	row, col, nth, ok := t.hit(e.Position)
	if !ok {
		return
	}
	t.move(row, col, nth)
	if s, free := t.slot(); free && t.byHour() && nth == len(t.booked[row][col]) {
		from := t.minuteAt(e.Position.X, false)
		if to := t.calendar.Until(s.Venue, s.First, from); to > from {
			s.At = board.Clock{From: from, To: to}
		}
		t.onBook(s)
		return
	}
	t.enter()
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
	if _, _, b := t.place(); b != nil {
		t.onOpen(b)
		return
	}
	s, _ := t.slot()
	t.onBook(s)
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
	case fyne.KeyEscape:
		if t.drag == nil {
			t.onKey(e)
			return
		}
		t.drag.drop()
		t.Refresh()
		t.onMove()
	case fyne.KeyLeft:
		t.aside(-1)
	case fyne.KeyRight:
		t.aside(+1)
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

// aside goes to the day before or after; in a day, to the booking before or after.
func (t *timetable) aside(by int) {
	if t.byHour() {
		t.move(t.row, t.col, t.nth+by)
		return
	}
	t.move(t.row, t.col+by, t.nth)
}
