package intake

import (
	"cmp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Some rosters of duty are calendars: under the names of the weekdays a row of days for each week, and below each of these
// the names.

// isCalendar reports whether below the names of the weekdays the days of a month stand, a row for each week.
func (f *finder) isCalendar(d *dutyTable) bool {
	weeks := 0
	for r := d.head + 1; r < f.Rows(); r++ {
		if f.weekAt(d, r) != nil {
			weeks++
		}
	}
	if weeks >= 2 {
		d.last = d.head
	}
	return weeks >= 2
}

// weekAt returns the days in a row of a calendar, by column, those of number 0 for none; nil if it holds something else. A
// week may begin with the end of the month before, or end with the beginning of the next one.
func (f *finder) weekAt(d *dutyTable, r int) []dutyDay {
	days, last, filled := make([]dutyDay, d.col2-d.col1+1), dutyDay{}, 0
	for i := range days {
		cell := f.Cell(r, d.col1+i)
		if cell.IsEmpty() {
			continue
		}
		day, ok := dayOf(cell)
		if !ok || day.number == 0 || filled > 0 && !day.follows(last) {
			return nil
		}
		days[i], last, filled = day, day, filled+1
	}
	if filled == 0 || filled != int(f.shape(r).filled) {
		return nil
	}
	return days
}

// calendarSheet makes the register of a calendar. The rows below a week's days are its shifts; what stands to the left of
// them names these.
func (f *finder) calendarSheet(d *dutyTable) (*sheet.Sheet, string) {
	var rows []*dutyRow
	var days []dutyDay
	var week []int
	var below [][]catalog.Cell
	for r := d.head + 1; r < f.Rows(); r++ {
		if found := f.weekAt(d, r); found != nil {
			week = make([]int, len(found)) // places in days, from 1
			for i, day := range found {
				if day.number > 0 {
					days = append(days, day)
					week[i] = len(days)
				}
			}
			continue
		}
		sh := f.shape(r)
		if first := f.tight(r, int(sh.first)); sh.filled <= 2 && (isFooter(first) || hasLabel(first)) {
			below = append(below, []catalog.Cell{catalog.TextCell(strings.Join(f.texts(r), " "))})
			continue
		}
		shift := ""
		if d.col1 > f.area.Col1 {
			shift = f.leadText(r, d.col1-1)
		}
		for i, at := range week {
			said := value.Clean(text(f.Cell(r, d.col1+i)))
			if at > 0 && said != "" && !slices.Contains(offMarks, said) {
				rows = append(rows, &dutyRow{day: at - 1, shift: shift, members: people(said)})
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *dutyRow) int { return cmp.Compare(a.day, b.day) })
	dateWeeks(days, d.month)
	all := *d
	all.days = days
	return f.register(&all, rows, below)
}

// dateWeeks gives the days of a calendar their dates: those before a first that stands in the first week are of the month
// before the one that the calendar is of.
func dateWeeks(days []dutyDay, month value.Date) {
	if first := days[:min(len(days), leastDays)]; first[0].number > 1 && slices.ContainsFunc(first, func(d dutyDay) bool { return d.number == 1 }) {
		month = month.AddMonths(-1)
	}
	for i := range days {
		if i > 0 && days[i].number < days[i-1].number {
			month = month.AddMonths(1)
		}
		if days[i].date.Year == 0 { // no date in the cell itself
			days[i].date, _ = value.NewDate(month.Year, month.Month, days[i].number)
		}
	}
}
