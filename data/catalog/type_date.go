package catalog

import (
	"fmt"
	"strconv"

	"taizhang/data/value"
)

// Date is a date of which the month and the day may be unknown.
type Date struct{}

// Name implements Type.
func (Date) Name() string { return "date" }

// Storage implements Type.
func (Date) Storage() Storage { return StoreText }

// Parse implements Type.
func (Date) Parse(c Cell) (value.Value, *Problem) {
	if c.IsEmpty() {
		return value.Value{}, nil
	}
	reading, ok := readDate(c)
	if !ok {
		raw := value.Clean(shownText(c))
		if raw == "" || raw == "-" || raw == "/" || raw == "—" || raw == "无" {
			return value.Value{}, nil
		}
		return broken("date", fmt.Sprintf("看不懂的日期「%s」,请写成 1968-05-12 或 1968年5月", raw), raw)
	}
	v := reading.Date.Value()
	switch {
	case !reading.Other.IsZero():
		return v, &Problem{Code: "date_month", Severity: Doubt, Suggestion: v,
			Text: fmt.Sprintf("「%s」是 %s 还是 %s?", c.Text, reading.Date.Chinese(), reading.Other.Chinese())}
	case reading.Guessed:
		return v, &Problem{Code: "date_guess", Severity: Doubt, Suggestion: v,
			Text: fmt.Sprintf("「%s」按 %s 理解,请核对", shownText(c), reading.Date.Chinese())}
	}
	return v, nil
}

func readDate(c Cell) (value.DateReading, bool) {
	switch c.Type {
	case CellDate:
		serial, err := strconv.ParseFloat(c.Text, 64)
		if err != nil {
			return value.ParseDate(c.Text)
		}
		d, ok := value.DateFromSerial(serial)
		if ok && !showsDay(c.Format) {
			d.Day = 0
		}
		return value.DateReading{Date: d}, ok
	case CellNumber:
		return value.ParseDateNumber(c.Text, c.Format)
	case CellText:
		return value.ParseDate(c.Text)
	}
	return value.DateReading{}, false
}

// showsDay reports whether a number format shows the day. A format that shows only year and month means that the
// author gave no more, although the serial holds the first of the month.
func showsDay(format string) bool {
	if format == "" {
		return true
	}
	quoted, bracket := false, false
	for _, r := range format {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !quoted && !bracket && (r == 'd' || r == 'D'):
			return true
		}
	}
	return false
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
