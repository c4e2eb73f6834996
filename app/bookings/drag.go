package bookings

import (
	"slices"

	"fyne.io/fyne/v2"

	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
)

// drag is what the mouse drags: a booking to another time or place, or a new one over free time.
type drag struct {
	booked   *board.Booked // nil: a new one
	row, col int           // where it began
	let      bool          // it was let go by Esc: nothing comes of it

	at       fyne.Position // of the pointer
	toRow    int           // where the booking would be
	from, to int           // the columns that it would take
	slot     board.Slot    // a new one
	would    catalog.Record
	clashes  []*board.Booked
}

// The measures of dragging, in pixels at 100 %.
const (
	nearEdge   = 20 // so near the edge the timetable scrolls
	scrollStep = 12
	slip       = 4 // a hand that clicks slips so far
)

// Dragged implements fyne.Draggable.
func (t *timetable) Dragged(e *fyne.DragEvent) {
	at := e.AbsolutePosition.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(t))
	if t.drag == nil && !t.begin(at) {
		return
	}
	if t.drag.let {
		return
	}
	t.follow(at)
	t.Refresh()
	t.onMove()
}

// begin reports whether there is something to be dragged from where the button went down, far enough.
func (t *timetable) begin(at fyne.Position) bool {
	if d := at.Subtract(t.pressed); max(d.X, -d.X, d.Y, -d.Y) < slip {
		return false
	}
	row, col, nth, ok := t.hit(t.pressed)
	if !ok {
		return false
	}
	t.drag = &drag{row: row, col: col}
	if list := t.booked[row][col]; nth < len(list) {
		t.drag.booked = list[nth]
	}
	return true
}

// follow says what would become of the drag if it ended at a place.
func (t *timetable) follow(at fyne.Position) {
	t.scrollTowards(at)
	d := t.drag
	d.at = at
	if d.booked != nil {
		t.followBooking()
	} else {
		t.followFree()
	}
	d.clashes = t.calendar.Overlapping(d.would)
}

// scrollTowards shows more of the timetable when the pointer is at its edge.
func (t *timetable) scrollTowards(at fyne.Position) {
	th, top, height := look.Current(), t.scroll.Offset.Y, t.scroll.Size().Height
	most := max(t.Size().Height-height, 0)
	switch y := at.Y - top; {
	case y < th.Px(nearEdge):
		t.scroll.ScrollToOffset(fyne.NewPos(0, max(top-th.Px(scrollStep), 0)))
	case y > height-th.Px(nearEdge):
		t.scroll.ScrollToOffset(fyne.NewPos(0, min(top+th.Px(scrollStep), most)))
	}
}

// rowAt and colAt return the row and the day at a place, the nearest if there is none.
func (t *timetable) rowAt(y float32) int {
	for row := range t.booked {
		if y -= t.rowHeight(row); y < 0 {
			return row
		}
	}
	return len(t.booked) - 1
}

func (t *timetable) colAt(x float32) int {
	left, w := t.column(0)
	return min(max(int((x-left)/w), 0), len(t.days)-1)
}

// followBooking moves a booking by as many days, or half hours, as the pointer has gone.
func (t *timetable) followBooking() {
	d := t.drag
	d.toRow = t.rowAt(d.at.Y)
	days, minutes := t.colAt(d.at.X)-d.col, 0
	if t.byHour() {
		_, w := t.column(0)
		steps := (d.at.X - t.pressed.X) / w * float32(t.hours.To-t.hours.From) / minuteStep
		minutes = nearest(steps) * minuteStep
	}
	d.from = d.col + days
	d.to = d.from
	d.would = t.calendar.Shift(d.booked, t.calendar.Venues[d.toRow].Record.ID, days, minutes)
}

// nearest rounds to a whole number.
func nearest(x float32) int {
	if x < 0 {
		return -int(0.5 - x)
	}
	return int(x + 0.5)
}

// followFree spans a new booking from where the button went down to the pointer.
func (t *timetable) followFree() {
	d := t.drag
	d.toRow = d.row
	to := t.colAt(d.at.X)
	d.from, d.to = min(d.col, to), max(d.col, to)
	d.slot = board.Slot{Venue: t.calendar.Venues[d.row].Record.ID, First: t.days[d.from], Last: t.days[d.to]}
	if t.byHour() {
		d.slot.At = board.Clock{From: t.minuteAt(min(t.pressed.X, d.at.X), false), To: t.minuteAt(max(t.pressed.X, d.at.X), true)}
	}
	d.would = t.calendar.Draft(d.slot, "")
}

// DragEnd implements fyne.Draggable: what overlaps another booking is refused.
func (t *timetable) DragEnd() {
	d := t.drag
	t.drag = nil
	t.Refresh()
	if d == nil || d.let || d.would.IsZero() {
		return
	}
	t.onMove()
	if taken := t.calendar.Check(d.would); taken != nil && (d.booked == nil || t.moved(d)) {
		t.onTaken(taken)
		return
	}
	switch {
	case d.booked == nil:
		t.onBook(d.slot)
	case t.moved(d):
		t.row, t.col, t.nth = d.toRow, d.from, 0
		t.clamp()
		t.onShift(d.booked, d.would)
	}
}

// moved reports whether a booking would come to another time or place.
func (t *timetable) moved(d *drag) bool { return !d.booked.Record.Equal(d.would) }

// drop lets go of what is dragged without doing anything, until the button of the mouse is up.
func (d *drag) drop() {
	d.let, d.would, d.clashes = true, catalog.Record{}, nil
}

// words say at the foot what would become of the drag.
func (d *drag) words(c *board.Calendar) string {
	if d.would.IsZero() {
		return ""
	}
	text := "放开鼠标预约 "
	if d.booked != nil {
		text = "放开鼠标改到 "
	}
	text += c.Place(d.would)
	if len(d.clashes) > 0 {
		text += ",与「" + d.clashes[0].Record.Label() + "」时间冲突"
	}
	return text + " · Esc 放弃"
}

// isClash reports whether a booking lies under what is dragged.
func (t *timetable) isClash(b *board.Booked) bool {
	return t.drag != nil && slices.Contains(t.drag.clashes, b)
}
