package catalog

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"taizhang/data/value"
)

// Date is a date of which the month and the day may be unknown.
type Date struct {
	Months bool // it names months: a day that is given is dropped, and a year alone is doubtful
}

// Name implements Type.
func (Date) Name() string { return "date" }

// Storage implements Type.
func (Date) Storage() Storage { return StoreText }

// Parse implements Type.
func (t Date) Parse(c Cell) (value.Value, *Problem) {
	if c.IsEmpty() {
		return value.Value{}, nil
	}
	reading, ok := readDate(c)
	if !ok {
		raw := value.Clean(shownText(c))
		if isBlankMark(raw) || isNoDate(raw) {
			return value.Value{}, nil
		}
		return broken("date", fmt.Sprintf("看不懂的日期「%s」,请写成 1968-05-12 或 1968年5月", raw), raw)
	}
	if t.Months {
		reading.Date.Day, reading.Other.Day = 0, 0
	}
	v := reading.Date.Value()
	switch {
	case t.Months && reading.Date.Month == 0:
		return v, &Problem{Code: "month_missing", Severity: Doubt, Text: fmt.Sprintf("「%s」只有年份,请写明月份,如 2003-05", shownText(c))}
	case !reading.Other.IsZero():
		return v, &Problem{Code: "date_month", Severity: Doubt, Suggestion: v,
			Text: fmt.Sprintf("「%s」是 %s 还是 %s?", shownText(c), reading.Date.Chinese(), reading.Other.Chinese())}
	case reading.Guessed:
		return v, &Problem{Code: "date_guess", Severity: Doubt, Suggestion: v,
			Text: fmt.Sprintf("「%s」按 %s 理解,请核对", shownText(c), reading.Date.Chinese())}
	}
	return v, nil
}

// isNoDate finds what stands where there is no date to be told: of who is no member of the party, and what formulas
// make of empty cells.
func isNoDate(s string) bool {
	switch s {
	case "0", "未入党", "非党员", "非党", "不是党员", "群众", "无此项":
		return true
	}
	return false
}

func readDate(c Cell) (value.DateReading, bool) {
	switch c.Type {
	case CellDate:
		serial, err := strconv.ParseFloat(c.Text, 64)
		if err != nil {
			return value.ParseDate(c.Text)
		}
		d, ok := value.DateFromSerial(serial)
		return value.DateReading{Date: shownDate(d, c.Format)}, ok
	case CellNumber:
		return value.ParseDateNumber(c.Text, c.Format)
	case CellText:
		return value.ParseDate(c.Text)
	}
	return value.DateReading{}, false
}

// shownDate returns as much of d as a number format shows. A format with year and month alone means that the author
// gave no more, although the serial number holds the first of the month.
func shownDate(d value.Date, format string) value.Date {
	letters := formatLetters(format)
	if !strings.ContainsAny(letters, "ye") || strings.ContainsRune(letters, 'd') {
		return d // 5月12日 hides the year that the cell has
	}
	d.Day = 0
	if !strings.ContainsRune(letters, 'm') {
		d.Month = 0
	}
	return d
}

// formatLetters returns a number format in lower case without literal texts, colours and languages.
func formatLetters(format string) string {
	var b strings.Builder
	quoted, bracket, escaped := false, false, false
	for _, r := range strings.ToLower(format) {
		switch {
		case escaped:
			escaped = false
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\\':
			escaped = true
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !bracket:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// dateText writes a cell with a date or a time as words.
func dateText(c Cell) string {
	if reading, ok := readDate(c); ok {
		return reading.Date.Chinese()
	}
	serial, err := strconv.ParseFloat(c.Text, 64)
	if err != nil || !(serial >= 0 && serial < 1) {
		return c.Text
	}
	minutes := int(math.Round(serial * 24 * 60))
	return fmt.Sprintf("%d:%02d", minutes/60%24, minutes%60)
}

// Format implements Type.
func (Date) Format(v value.Value) string {
	if d, ok := v.Date(); ok {
		return d.Chinese()
	}
	return plain(v)
}

// Compare implements Type.
func (Date) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int {
		x, _ := a.Date()
		y, _ := b.Date()
		return x.Compare(y)
	})
}
