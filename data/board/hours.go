package board

import (
	"regexp"
	"strings"

	"taizhang/data/value"
)

// Clock is a time of day from From up to To, in minutes after midnight.
type Clock struct{ From, To int }

// String returns the time as people write it: 9:00–11:30.
func (c Clock) String() string { return clockWords(c.From) + "–" + clockWords(c.To) }

// Words returns the time, or 全天 for the whole day.
func (c Clock) Words() string {
	if c.From == 0 && c.To == wholeDay {
		return "全天"
	}
	return c.String()
}

func clockWords(minutes int) string { return strings.TrimPrefix(value.FormatClock(minutes), "0") }

// The hours in which a venue is offered whose ledger doesn't say.
const (
	usualOpening = 8 * 60
	usualClosing = 22 * 60
)

// hours are the opening hours of a venue.
type hours struct {
	days  [7]bool // by time.Weekday
	times []Clock
}

var (
	dayRange = regexp.MustCompile(`(?:周|星期)([一二三四五六日天])[至到\-—~](?:周|星期)?([一二三四五六日天])`)
	dayWord  = regexp.MustCompile(`(?:周|星期)([一二三四五六日天])`)
	clocks   = regexp.MustCompile(`(\d{1,2}[:：]\d{2})\s*[-—–~至到]+\s*(\d{1,2}[:：]\d{2})`)
)

const weekdays = "日一二三四五六"

// readHours reads opening hours as clerks write them: 周一至周五 8:00-12:00、14:30-17:30. Days or times that aren't
// named are all days, and from 8:00 to 22:00.
func readHours(text string) hours {
	var h hours
	named := false
	open := func(d int) { h.days[d%7], named = true, true }
	for _, m := range dayRange.FindAllStringSubmatch(text, -1) {
		for d := weekday(m[1]); ; d++ {
			if open(d); d%7 == weekday(m[2]) {
				break
			}
		}
	}
	for _, m := range dayWord.FindAllStringSubmatch(text, -1) {
		open(weekday(m[1]))
	}
	if !named {
		h.days = [7]bool{true, true, true, true, true, true, true}
	}
	for _, m := range clocks.FindAllStringSubmatch(text, -1) {
		from, ok := value.ParseClock(m[1])
		to, known := value.ParseClock(m[2])
		if ok && known && from < to {
			h.times = append(h.times, Clock{from, to})
		}
	}
	if len(h.times) == 0 {
		h.times = []Clock{{usualOpening, usualClosing}}
	}
	return h
}

// weekday returns the time.Weekday that a character names.
func weekday(word string) int {
	if word == "天" {
		return 0
	}
	return strings.Index(weekdays, word) / len("日")
}

// on returns when the venue is open on a day.
func (h hours) on(day value.Date) []Clock {
	if !h.days[day.Time().Weekday()] {
		return nil
	}
	return h.times
}

// Weekday returns the day of the week of a full date: 周六.
func Weekday(d value.Date) string {
	n := int(d.Time().Weekday()) * len("日")
	return "周" + weekdays[n:n+len("日")]
}

// Monday returns the Monday of a date's week.
func Monday(d value.Date) value.Date { return d.AddDays(-(int(d.Time().Weekday()) + 6) % 7) }
