package bookings

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
	"taizhang/data/board"
)

// The hours that are shown of a day at least, in minutes after midnight, and the step in which time is dragged.
const (
	firstHour  = 8 * 60
	lastHour   = 22 * 60
	minuteStep = 30
	wholeDay   = 24 * 60
)

// The measures of the timetable, in pixels at 100 %.
const (
	venueWidth = 176
	headHeight = 36
	blockLine  = 17
	freeHeight = 10 // left free below the bookings of a day
	dayWidth   = 92 // the least of a day in a week; where there is no room for all, the timetable scrolls
	dateWidth  = 28 // and of one in a month
	hourWidth  = 48 // and of an hour
)

// lines is how many lines of text a booking takes: in a month there is room for the hour alone.
func (t *timetable) lines() int {
	if len(t.days) > 7 {
		return 1
	}
	return 2
}

// byHour reports whether the timetable shows one day.
func (t *timetable) byHour() bool { return len(t.days) == 1 }

// hoursOf returns from when to when a day is shown that has these bookings.
func hoursOf(booked [][][]*board.Booked) board.Clock {
	hours := board.Clock{From: firstHour, To: lastHour}
	for _, row := range booked {
		for _, b := range row[0] {
			if b.From > 0 {
				hours.From = min(hours.From, b.From/60*60)
			}
			if b.To < wholeDay {
				hours.To = max(hours.To, (b.To+59)/60*60)
			}
		}
	}
	return hours
}

// rank is the place of a booking from the top of its row: one below the other, but in a day those side by side that
// don't overlap.
func (t *timetable) rank(row, col, nth int) int {
	if !t.byHour() {
		return nth
	}
	list := t.booked[row][col]
	var ends []int // of the last booking in each line
	for i, b := range list {
		line := 0
		for line < len(ends) && ends[line] > b.From {
			line++
		}
		if line == len(ends) {
			ends = append(ends, 0)
		}
		if ends[line] = b.To; i == nth {
			return line
		}
	}
	return 0
}

func (t *timetable) blockHeight() float32 {
	return look.Current().Px(blockLine*float32(t.lines()) + 5)
}

func (t *timetable) rowHeight(row int) float32 {
	most := 0
	for col, list := range t.booked[row] {
		for nth := range list {
			most = max(most, t.rank(row, col, nth)+1)
		}
	}
	th := look.Current()
	if t.byHour() {
		return float32(max(most, 1))*t.blockHeight() + 2
	}
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
func (t *timetable) column(col int) (x, w float32) {
	left := look.Current().Px(venueWidth)
	w = (t.Size().Width - left) / float32(max(len(t.days), 1))
	return left + float32(col)*w, w
}

// span returns where a time of the day is shown, as far as it is.
func (t *timetable) span(at board.Clock) (x, w float32) {
	left, width := t.column(0)
	scale := width / float32(t.hours.To-t.hours.From)
	from, to := max(at.From, t.hours.From), min(at.To, t.hours.To)
	return left + float32(from-t.hours.From)*scale, float32(max(to-from, 0)) * scale
}

// minuteAt returns the time of day at a place, to the half hour before it or, if up, behind it.
func (t *timetable) minuteAt(x float32, up bool) int {
	left, width := t.column(0)
	minutes := float32(t.hours.From) + (x-left)/width*float32(t.hours.To-t.hours.From)
	steps := int(minutes / minuteStep)
	if up && float32(steps*minuteStep) < minutes {
		steps++
	}
	return min(max(steps*minuteStep, t.hours.From), t.hours.To)
}

// block returns where a booking is drawn in a row that begins at y.
func (t *timetable) block(row, col, nth int, y float32) (at fyne.Position, size fyne.Size) {
	x, w := t.column(col)
	if t.byHour() {
		b := t.booked[row][col][nth]
		x, w = t.span(board.Clock{From: b.From, To: b.To})
	}
	h := t.blockHeight()
	return fyne.NewPos(x, y+float32(t.rank(row, col, nth))*h), fyne.NewSize(w, h)
}

// hit returns the place at a position.
func (t *timetable) hit(at fyne.Position) (row, col, nth int, ok bool) {
	y := float32(0)
	for row = range t.booked {
		h := t.rowHeight(row)
		if at.Y >= y+h {
			y += h
			continue
		}
		x, w := t.column(0)
		if col = int((at.X - x) / w); at.X < x || at.Y < y || col >= len(t.days) {
			return row, 0, 0, false
		}
		for nth = range t.booked[row][col] {
			from, size := t.block(row, col, nth, y)
			if at.X >= from.X && at.X < from.X+size.Width && at.Y >= from.Y && at.Y < from.Y+size.Height {
				return row, col, nth, true
			}
		}
		return row, col, len(t.booked[row][col]), true
	}
	return 0, 0, 0, false
}

// MinSize implements fyne.CanvasObject.
func (t *timetable) MinSize() fyne.Size {
	return fyne.NewSize(t.leastWidth(), t.rowTop(len(t.booked)))
}

func (t *timetable) leastWidth() float32 {
	columns := float32(dayWidth * len(t.days))
	switch {
	case t.byHour():
		columns = float32(hourWidth * (t.hours.To - t.hours.From) / 60)
	case len(t.days) > 7:
		columns = float32(dateWidth * len(t.days))
	}
	return look.Current().Px(venueWidth + columns)
}
