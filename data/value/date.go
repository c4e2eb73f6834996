package value

import (
	"fmt"
	"strconv"
	"time"
)

// Precision says how much of a date is known.
type Precision uint8

// The precisions, from nothing known to a full date.
const (
	NoDate Precision = iota
	YearOnly
	YearMonth
	FullDate
)

// Date is a calendar date of which the month and the day may be unknown (0). It is never made more precise than
// it was given.
type Date struct {
	Year, Month, Day int
}

// The years that an office's records can speak of. Outside them a text is taken for something else.
const (
	minYear = 1880
	maxYear = 2100
)

// NewDate returns the date, or ok false if there is no such day. Month and day may be 0.
func NewDate(year, month, day int) (d Date, ok bool) {
	if year < minYear || year > maxYear || month < 0 || month > 12 || day < 0 {
		return Date{}, false
	}
	if month == 0 {
		return Date{Year: year}, day == 0
	}
	if day > daysIn(year, month) {
		return Date{}, false
	}
	return Date{year, month, day}, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// DateOf returns the day of t in t's own time zone.
func DateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// Precision says how much of d is known.
func (d Date) Precision() Precision {
	switch {
	case d.Year == 0:
		return NoDate
	case d.Month == 0:
		return YearOnly
	case d.Day == 0:
		return YearMonth
	}
	return FullDate
}

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d.Year == 0 }

// String returns the canonical form: "1968", "1968-05", "1968-05-12", "" for no date.
func (d Date) String() string {
	switch d.Precision() {
	case NoDate:
		return ""
	case YearOnly:
		return fmt.Sprintf("%04d", d.Year)
	case YearMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	b := make([]byte, 0, 10)
	b = strconv.AppendInt(b, int64(d.Year), 10)
	b = append(b, '-', byte('0'+d.Month/10), byte('0'+d.Month%10), '-', byte('0'+d.Day/10), byte('0'+d.Day%10))
	return string(b)
}

// Chinese returns the form that a clerk reads: 1968年, 1968年5月, 1968年5月12日.
func (d Date) Chinese() string {
	switch d.Precision() {
	case NoDate:
		return ""
	case YearOnly:
		return fmt.Sprintf("%d年", d.Year)
	case YearMonth:
		return fmt.Sprintf("%d年%d月", d.Year, d.Month)
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// Dotted returns the form of the forms of organisation departments: 1968, 1968.05, 1968.05.12.
func (d Date) Dotted() string {
	switch d.Precision() {
	case NoDate:
		return ""
	case YearOnly:
		return fmt.Sprintf("%d", d.Year)
	case YearMonth:
		return fmt.Sprintf("%d.%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%d.%02d.%02d", d.Year, d.Month, d.Day)
}

// Value returns d as a field's value.
func (d Date) Value() Value { return Value{d.String()} }

// First returns the earliest full date that d can mean.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the latest full date that d can mean.
func (d Date) Last() Date {
	switch d.Precision() {
	case NoDate, FullDate:
		return d
	case YearOnly:
		return Date{d.Year, 12, 31}
	}
	return Date{d.Year, d.Month, daysIn(d.Year, d.Month)}
}

// Compare orders dates by their first day, and a less precise date before a more precise one that starts on the
// same day.
func (d Date) Compare(o Date) int {
	for _, p := range [3][2]int{{d.Year, o.Year}, {d.Month, o.Month}, {d.Day, o.Day}} {
		if p[0] != p[1] {
			if p[0] < p[1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// Covers reports whether o, which may be more precise, can be the same day as d.
func (d Date) Covers(o Date) bool {
	if d.IsZero() || o.IsZero() || d.Year != o.Year {
		return false
	}
	if d.Month == 0 || o.Month == 0 {
		return true
	}
	return d.Month == o.Month && (d.Day == 0 || o.Day == 0 || d.Day == o.Day)
}

// YearsUntil returns the full years (周岁) from d to end, as DATEDIF of spreadsheets counts them: who was born on 29
// February is a year older on 1 March of other years. A day or month that is unknown counts as its first in d, as
// offices do when only 出生年月 is known, and as its last in end.
func (d Date) YearsUntil(end Date) int {
	a, b := d.First(), end.Last()
	years := b.Year - a.Year
	if b.Month < a.Month || b.Month == a.Month && b.Day < a.Day {
		years--
	}
	return years
}

// FullYears reports whether a period of n years from d can be over at end. One from 29 February is over on 28 February
// (民法典 第二百零二条: 没有对应日的,月末日为期间的最后一日). What is unknown of a date counts as YearsUntil counts it.
func (d Date) FullYears(n int, end Date) bool {
	return !d.IsZero() && !end.IsZero() && end.Last().Compare(d.First().AddYears(n)) >= 0
}

// AddYears returns the date n years later, with the same precision; 29 February becomes 28 February.
func (d Date) AddYears(n int) Date {
	if d.IsZero() {
		return d
	}
	d.Year += n
	if d.Day > 0 && d.Day > daysIn(d.Year, d.Month) {
		d.Day = daysIn(d.Year, d.Month)
	}
	return d
}

// AddMonths returns the date n months later, with the same precision and at most the last day of that month.
// A date of which only the year is known is returned as it is.
func (d Date) AddMonths(n int) Date {
	if d.Month == 0 {
		return d
	}
	m := d.Year*12 + d.Month - 1 + n
	d.Year, d.Month = m/12, m%12+1
	if d.Day > daysIn(d.Year, d.Month) {
		d.Day = daysIn(d.Year, d.Month)
	}
	return d
}

// AddDays returns the full date n days later than the first day of d.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return DateOf(d.Time().AddDate(0, 0, n))
}

// Time returns the first day of d at midnight, UTC.
func (d Date) Time() time.Time {
	f := d.First()
	return time.Date(f.Year, time.Month(f.Month), f.Day, 0, 0, 0, 0, time.UTC)
}

// DateFromSerial returns the day of a serial number of the 1900 date system as spreadsheets use it (ECMA-376
// part 1, 18.17.4.1), whose day 60 does not exist. A time of day is ignored. ok is false for that day and outside
// the years of records.
func DateFromSerial(serial float64) (d Date, ok bool) {
	if !(serial >= 1 && serial <= 200_000) { // so that not-a-number is refused too
		return Date{}, false
	}
	days := int(serial)
	if days == 60 {
		return Date{}, false
	}
	if days < 60 {
		days++
	}
	return NewDate(splitTime(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)))
}

func splitTime(t time.Time) (int, int, int) { return t.Year(), int(t.Month()), t.Day() }

// dateFromCanonical reads what String writes.
func dateFromCanonical(s string) (Date, bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return Date{}, false
	}
	var part [3]int
	for i, at := range [3]int{0, 5, 8} {
		if at >= len(s) {
			break
		}
		if at > 0 && s[at-1] != '-' {
			return Date{}, false
		}
		end := at + 2
		if at == 0 {
			end = 4
		}
		for _, c := range []byte(s[at:end]) {
			if c < '0' || c > '9' {
				return Date{}, false
			}
			part[i] = part[i]*10 + int(c-'0')
		}
	}
	return NewDate(part[0], part[1], part[2])
}
