package bookings

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"taizhang/app/trial"
	"taizhang/data/board"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// pull drags the mouse over the timetable, in steps as a hand does it; the button stays down.
func pull(t *timetable, from, to fyne.Position) {
	t.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	for i := range 5 {
		part := float32(i+1) / 5
		at := fyne.NewPos(from.X+(to.X-from.X)*part, from.Y+(to.Y-from.Y)*part)
		origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
		t.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at.Add(origin)}})
	}
}

// onBlock returns the middle of a booking.
func onBlock(t *timetable, row, col, nth int) fyne.Position {
	at, size := t.block(row, col, nth, t.rowTop(row))
	return at.AddXY(size.Width/2, size.Height/2)
}

// inCell returns a place in a day of a venue that no booking takes.
func inCell(t *timetable, row, col int) fyne.Position {
	x, w := t.column(col)
	return fyne.NewPos(x+w/2, t.rowTop(row)+t.rowHeight(row)-3)
}

// booked returns the first booking of the week.
func booked(t *testing.T, table *timetable) (row, col int) {
	t.Helper()
	for row, days := range table.booked {
		for col, list := range days {
			if len(list) == 1 {
				return row, col
			}
		}
	}
	t.Fatal("nothing is booked")
	return 0, 0
}

func TestABookingIsMovedByDragging(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("场地预约日历 44 处场地,2 次预约")
	row, col := booked(t, p.table)
	before := p.table.booked[row][col][0]

	to := (col + 1) % 7
	pull(p.table, onBlock(p.table, row, col, 0), inCell(p.table, row+1, to))
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "放开鼠标改到") {
		t.Errorf("while dragging the clerk reads %q", words)
	}
	p.table.DragEnd()
	w.Until("the booking to move", func() bool { return len(p.table.booked[row+1][to]) == 1 && len(p.table.booked[row][col]) == 0 })
	after := p.table.booked[row+1][to][0]
	if after.Record.ID != before.Record.ID || after.From != before.From || after.To != before.To || after.First != p.table.days[to] {
		t.Errorf("moved from %v to %v", before.Booking, after.Booking)
	}
	w.Undo()
	w.Until("the booking to come back", func() bool { return len(p.table.booked[row][col]) == 1 })
}

func TestDraggingOverABookingIsRefused(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("场地预约日历 44 处场地,2 次预约")
	row, col := booked(t, p.table)
	there := p.table.booked[row][col][0]
	day := p.table.days[(col+1)%7]
	p.book(board.Slot{Venue: there.Venue, First: day, At: board.Clock{From: there.From, To: there.To}})
	p.form.title.SetText("健康讲座")
	if p.form.org.Selected == "" {
		p.form.org.SetSelected("北门社区")
	}
	p.form.save()
	w.UntilTitle("场地预约日历 44 处场地,3 次预约")

	other := (col + 1) % 7
	pull(p.table, onBlock(p.table, row, other, 0), onBlock(p.table, row, col, 0))
	if !p.table.isClash(there) && !p.table.isClash(p.table.booked[row][col][0]) {
		t.Error("the overlap is not shown while dragging")
	}
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "时间冲突") {
		t.Errorf("while dragging the clerk reads %q", words)
	}
	p.table.DragEnd()
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "已被占用") {
		t.Errorf("on drop the clerk reads %q", words)
	}
	if len(p.table.booked[row][other]) != 1 || p.table.drag != nil {
		t.Error("the booking was moved nevertheless")
	}
}

func TestDraggingOverFreeTimeBooks(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("场地预约日历 44 处场地,2 次预约")
	pull(p.table, inCell(p.table, 6, 2), inCell(p.table, 6, 4))
	p.table.DragEnd()
	if !p.form.box.Visible() || p.form.date.Text != "2003-10-01" || p.form.last.Text != "2003-10-03" || p.form.start.Text != "" {
		t.Errorf("three days: the form says %q to %q, %q", p.form.date.Text, p.form.last.Text, p.form.start.Text)
	}
	p.form.last.SetText("2003-09-30")
	p.form.title.SetText("书画展")
	p.form.save()
	if p.form.problem.Words() != "结束日期早于日期" {
		t.Errorf("the clerk reads %q", p.form.problem.Words())
	}
	p.Back()

	p.day = value.Date{Year: 2003, Month: 10, Day: 2}
	p.span.SetSelected(byDay)
	w.Until("the day", func() bool { return p.table.byHour() && p.period.Text == "2003年10月2日 周四" })
	left, width := p.table.column(0)
	hour := width / float32(p.table.hours.To-p.table.hours.From) * 60
	y := p.table.rowTop(6) + 5
	pull(p.table, fyne.NewPos(left+hour*1.1, y), fyne.NewPos(left+hour*2.9, y))
	p.table.DragEnd()
	if p.form.start.Text != "09:00" || p.form.end.Text != "11:00" || p.form.date.Text != "2003-10-02" {
		t.Errorf("two hours: the form says %q from %q to %q", p.form.date.Text, p.form.start.Text, p.form.end.Text)
	}
	p.form.title.SetText("书画展")
	if p.form.org.Selected == "" {
		p.form.org.SetSelected("北门社区")
	}
	p.form.save()
	w.Until("the booking", func() bool { return len(p.table.booked[6][0]) == 1 && !p.form.box.Visible() }) // the form takes room while it is there

	at := onBlock(p.table, 6, 0, 0)
	pull(p.table, at, at.AddXY(hour*3, 0))
	p.table.DragEnd()
	w.Until("the later booking", func() bool { return len(p.table.booked[6][0]) == 1 && p.table.booked[6][0][0].From == 12*60 })
	if b := p.table.booked[6][0][0]; b.To != 14*60 {
		t.Errorf("moved to %v", b.Booking)
	}

	at = onBlock(p.table, 6, 0, 0)
	records := len(w.Records(ledger.Activity))
	pull(p.table, at, at.AddXY(hour*3, 0))
	p.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	p.table.DragEnd()
	if b := p.table.booked[6][0][0]; b.From != 12*60 || p.table.drag != nil || len(w.Records(ledger.Activity)) != records {
		t.Error("Esc does not let go of what is dragged")
	}
	pull(p.table, at, at.AddXY(1, 1))
	if p.table.drag != nil {
		t.Error("a hand that slips drags")
	}
	p.table.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(left+hour*2.6, y)})
	if p.form.start.Text != "10:30" || p.form.end.Text != "12:00" {
		t.Errorf("a double click at half past ten: from %q to %q, want until the next booking", p.form.start.Text, p.form.end.Text)
	}
}
