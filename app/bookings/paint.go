package bookings

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/ledger"
)

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
		if t.byHour() {
			t.paintHours(d, row, y, h)
		}
		for col := range t.days {
			t.paintDay(d, row, col, y, h, small)
		}
		y += h
		d.rect(0, y-1, width, 1, p.Line, 0)
	}
	if t.drag != nil && !t.drag.would.IsZero() {
		t.paintDrag(d, small)
	}
}

// paintDay draws a day of a venue with its bookings.
func (t *timetable) paintDay(d *painter, row, col int, y, h float32, small *look.Ruler) {
	p := &look.Current().Palette
	x, w := t.column(col)
	if !t.byHour() {
		if day := t.days[col]; day == t.today {
			d.rect(x, y, w, h, p.Selected, 0)
		} else if n := day.Time().Weekday(); n == 0 || n == 6 {
			d.rect(x, y, w, h, p.Panel, 0)
		}
	}
	d.rect(x, y, 1, h, p.Line, 0)
	for i, b := range t.booked[row][col] {
		at, size := t.block(row, col, i, y)
		edge := float32(3)
		if t.lines() == 1 {
			edge = 1
		}
		t.paintBlock(d, b, at.X+edge, at.Y+2, size.Width-2*edge+1, size.Height-3, small)
	}
	if row == t.row && col == t.col {
		t.paintCursor(d, x, y, w, h)
	}
}

// paintHours draws the ground of a day by the hour: darker where the venue is closed.
func (t *timetable) paintHours(d *painter, row int, y, h float32) {
	p := &look.Current().Palette
	x, w := t.column(0)
	d.rect(x, y, w, h, p.Panel, 0)
	for _, open := range t.calendar.Venues[row].Open(t.days[0]) {
		from, long := t.span(open)
		d.rect(from, y, long, h, p.Ground, 0)
	}
	for minute := t.hours.From + 60; minute < t.hours.To; minute += 60 {
		at, _ := t.span(board.Clock{From: minute, To: minute})
		d.rect(at, y, 1, h, p.Line, 0)
	}
}

// paintDrag draws what is dragged where it would be: the place with a line around it, red over another booking.
func (t *timetable) paintDrag(d *painter, small *look.Ruler) {
	g, th := t.drag, look.Current()
	tone, words := th.Palette.Tone(look.Added), t.calendar.Place(g.would)
	if len(g.clashes) > 0 {
		tone, words = th.Palette.Tone(look.Broken), "冲突 "+words
	}
	y, h := t.rowTop(g.toRow), t.rowHeight(g.toRow)
	x, w := t.column(g.from)
	w *= float32(g.to - g.from + 1)
	if b, ok := ledger.BookingOf(g.would); ok && t.byHour() {
		x, w = t.span(board.Clock{From: b.From, To: b.To})
	}
	d.outline(x, y, w, h, 2, tone.Ink)
	room := min(small.Width(words)+th.Px(16), t.Size().Width)
	left := min(max(g.at.X+th.Px(12), 0), t.Size().Width-room)
	top := min(g.at.Y+th.Px(16), t.Size().Height-th.Px(blockLine+8))
	d.rect(left, top, room, th.Px(blockLine+6), tone.Soft, 2)
	d.outline(left, top, room, th.Px(blockLine+6), 1, tone.Ink)
	d.text(left+th.Px(8), top+th.Px(2), small.Fit(words, room-th.Px(8)), small, th.Palette.Text, false)
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
	if len(b.Clashes) > 0 || t.isClash(b) {
		tone, mark = th.Palette.Tone(look.Broken), "⚠"
	}
	d.rect(x, y, w, h, tone.Soft, 2)
	d.rect(x, y, th.Px(3), h, tone.Ink, 0)
	left, room := x+th.Px(6), w-th.Px(8)
	if t.lines() == 1 {
		d.text(left-2, y, monthWords(b, room+6, small), small, th.Palette.Text, mark != "")
		return
	}
	when := board.Clock{From: b.From, To: b.To}.Words()
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
	if b.From == 0 && b.To == wholeDay {
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
	switch n := len(t.booked[t.row][t.col]); {
	case t.nth < n:
		at, size := t.block(t.row, t.col, t.nth, y)
		x, top, w, height = at.X, at.Y, size.Width, size.Height
	case n > 0 && !t.byHour():
		top += float32(n) * t.blockHeight()
		height -= float32(n) * t.blockHeight()
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
	if t.byHour() {
		for minute := t.hours.From; minute < t.hours.To; minute += 60 {
			x, _ := t.span(board.Clock{From: minute, To: minute})
			d.rect(x, 0, 1, size.Height, p.Line, 0)
			d.text(x+th.Px(4), th.Px(9), fmt.Sprintf("%d:00", minute/60), small, p.Muted, false)
		}
		d.rect(0, size.Height-1, size.Width, 1, p.LineStrong, 0)
		return
	}
	for i, day := range t.days {
		x, w := t.column(i)
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
