package value

import "github.com/6tail/lunar-go/calendar"

// The years of the lunar calendar for which LunarDate was compared with a second source, day by day of the festivals
// (docs/decisions/0013-lunar-calendar.md).
const (
	minLunarYear = 1901
	maxLunarYear = 2099
)

// LunarDate returns the day of a lunar year, month and day (农历), of which the month is not a leap month: 2003, 1, 1
// is 1 February 2003. Day 0 is the last of the month before, so that month 1 gives 除夕. It is computed by the rules of
// GB/T 33661-2017; ok is false outside the years 1901 to 2099 and where there is no such day.
func LunarDate(year, month, day int) (d Date, ok bool) {
	if year < minLunarYear || year > maxLunarYear || month < 1 || month > 12 || day < 0 {
		return Date{}, false
	}
	m := calendar.NewLunarYear(year).GetMonth(month)
	if m == nil || day > m.GetDayCount() {
		return Date{}, false
	}
	first := calendar.NewSolarFromJulianDay(m.GetFirstJulianDay())
	d, ok = NewDate(first.GetYear(), first.GetMonth(), first.GetDay())
	return d.AddDays(day - 1), ok
}
