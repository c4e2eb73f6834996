package board

import (
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Slot is a time in a venue that somebody points at.
type Slot struct {
	Venue       string     // id
	First, Last value.Date // full dates; without a last day it is the first one alone
	At          Clock      // none: the first free time of a day, or all of several days
}

// Draft returns a planned activity in a slot; org is who has it, or else the community that the venue belongs to. Where
// no time is asked for and none is free, the day alone is filled in.
func (c *Calendar) Draft(s Slot, org string) catalog.Record {
	r := catalog.NewRecord(ledger.Activity, "").With("venue", value.Text(s.Venue)).With("date", s.First.Value()).With("state", value.Text(ledger.ActivityPlanned))
	if v := c.Venue(s.Venue); v != nil {
		r = r.With("place", value.Text(v.Record.Label()))
		if org == "" && v.Lender == "" {
			org = v.Record.Get("org").Canonical()
		}
	}
	if org != "" {
		r = r.With("org", value.Text(org))
	}
	if s.Last.Compare(s.First) > 0 {
		r = r.With("end_date", s.Last.Value())
	} else if s.At == (Clock{}) {
		if on, at, ok := c.Free(s.Venue, s.First, 0, usualLength); ok && on == s.First {
			s.At = at
		}
	}
	if s.At != (Clock{}) {
		r = withClock(r, s.At)
	}
	return r
}

func withClock(r catalog.Record, at Clock) catalog.Record {
	return r.With("start", value.Text(value.FormatClock(at.From))).With("end", value.Text(value.FormatClock(at.To)))
}

// Until returns the time of a day from a minute on for which a venue is free, at most as long as a usual booking; to is
// from if it isn't free then.
func (c *Calendar) Until(venue string, day value.Date, from int) (to int) {
	to = min(from+usualLength, wholeDay)
	for _, b := range c.On(venue, day) {
		if b.To > from {
			to = min(to, max(b.From, from))
		}
	}
	return to
}

// wholeDay is the end of a day in minutes after midnight.
const wholeDay = 24 * 60

// Shift returns the activity of a booking as it is when it is moved to a venue, by days and by minutes. It keeps its
// length and stays within the day; one that takes the whole day is not moved by minutes.
func (c *Calendar) Shift(b *Booked, venue string, days, minutes int) catalog.Record {
	r := b.Record
	if venue != b.Venue {
		if was := c.Venue(b.Venue); was == nil || r.Get("place").IsEmpty() || r.Get("place").Canonical() == was.Record.Label() {
			if now := c.Venue(venue); now != nil {
				r = r.With("place", value.Text(now.Record.Label()))
			}
		}
		r = r.With("venue", value.Text(venue))
	}
	if days != 0 {
		r = r.With("date", r.Date("date").AddDays(days).Value())
		if end := r.Date("end_date"); end.Precision() == value.FullDate {
			r = r.With("end_date", end.AddDays(days).Value())
		}
	}
	return shiftClock(r, b, minutes)
}

// shiftClock moves the times that an activity says.
func shiftClock(r catalog.Record, b *Booked, minutes int) catalog.Record {
	starts, ends := !r.Get("start").IsEmpty(), !r.Get("end").IsEmpty()
	latest := wholeDay - b.To
	if !ends {
		latest = wholeDay - 1 - b.From
	}
	minutes = min(max(minutes, -b.From), latest)
	if minutes == 0 || !starts && !ends {
		return r
	}
	r = r.With("start", value.Text(value.FormatClock(b.From+minutes)))
	if ends {
		r = r.With("end", value.Text(value.FormatClock(b.To+minutes)))
	}
	return r
}

// Place says where and when an activity is: 会议室 10月11日(周六) 9:00–11:00.
func (c *Calendar) Place(r catalog.Record) string {
	b, ok := ledger.BookingOf(r)
	if !ok {
		return ""
	}
	text := fmt.Sprintf("%d月%d日(%s)", b.First.Month, b.First.Day, Weekday(b.First))
	if b.Last != b.First {
		text += fmt.Sprintf("至%d月%d日(%s)", b.Last.Month, b.Last.Day, Weekday(b.Last))
	}
	if v := c.Venue(b.Venue); v != nil {
		text = v.Record.Label() + " " + text
	}
	return text + " " + Clock{b.From, b.To}.Words()
}

// Overlapping returns the bookings that an activity, stored or not, would overlap.
func (c *Calendar) Overlapping(r catalog.Record) []*Booked {
	b, ok := ledger.BookingOf(r)
	if !ok {
		return nil
	}
	var out []*Booked
	for _, other := range c.bookings[b.Venue] {
		if other.Record.ID != r.ID && b.Overlaps(other.Booking) {
			out = append(out, other)
		}
	}
	return out
}

// Taken is why a venue can't be booked.
type Taken struct {
	Text string // the sentence for the clerk
	Day  value.Date
	At   Clock // the next free time; zero if there is none
}

// Check returns why the venue can't be had for an activity, nil if it can.
func (c *Calendar) Check(r catalog.Record) *Taken {
	b, ok := ledger.BookingOf(r)
	if !ok {
		return nil
	}
	if others := c.Overlapping(r); len(others) > 0 {
		return c.taken(b, others[0])
	}
	return nil
}

func (c *Calendar) taken(b ledger.Booking, by *Booked) *Taken {
	name := "场地"
	if v := c.Venue(b.Venue); v != nil {
		name = v.Record.Label()
	}
	t := &Taken{Text: fmt.Sprintf("%s %s已被占用:%s。", name, b.First.Chinese(), c.Words(by))}
	length := b.To - b.From
	if length > usualClosing-usualOpening {
		length = usualLength
	}
	day, at, ok := c.Free(b.Venue, b.First, b.From, length)
	if !ok {
		t.Text += fmt.Sprintf("%d 天内没有同样长的空闲时间,请换一个场地。", searchDays)
		return t
	}
	t.Day, t.At = day, at
	t.Text += fmt.Sprintf("下一个空闲时间是 %s(%s)%s。", day.Chinese(), Weekday(day), at)
	return t
}
