package board

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Venue is a row of the calendar of bookings.
type Venue struct {
	Record catalog.Record
	Lender string // the unit that lends it, "" for one of the community's own
	hours  hours
}

// Booked is an activity that takes a venue.
type Booked struct {
	Record catalog.Record
	ledger.Booking
	Clashes []catalog.Record // the activities that want the venue at the same time
}

// CalendarQuery says which bookings are wanted.
type CalendarQuery struct {
	First, Last value.Date // full dates
	Org         string     // venues of this community, those that units lend, and what it has booked; "" is all
	Type        string     // code of ledger.VenueType; "" is all
}

// Calendar is who has booked which venue, and when.
type Calendar struct {
	Query    CalendarQuery
	Venues   []Venue // those lent by units first, then by community
	Orgs     map[string]string
	bookings map[string][]*Booked // by venue, in the order of their time
}

// ReadCalendar reads the bookable venues, and those that are booked nevertheless.
func ReadCalendar(ctx context.Context, records Records, q CalendarQuery) (*Calendar, error) {
	c := &Calendar{Query: q, Orgs: map[string]string{}, bookings: map[string][]*Booked{}}
	var order []string
	err := records.Each(ctx, ledger.Org, func(r catalog.Record) error {
		c.Orgs[r.ID] = r.Label()
		order = append(order, r.ID)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the communities: %w", err)
	}
	if err := c.readBookings(ctx, records); err != nil {
		return nil, fmt.Errorf("read the bookings: %w", err)
	}
	if err := c.readVenues(ctx, records, order); err != nil {
		return nil, fmt.Errorf("read the venues: %w", err)
	}
	return c, nil
}

func (c *Calendar) readBookings(ctx context.Context, records Records) error {
	err := records.Each(ctx, ledger.Activity, func(r catalog.Record) error {
		if b, ok := ledger.BookingOf(r); ok {
			c.bookings[b.Venue] = append(c.bookings[b.Venue], &Booked{Record: r, Booking: b})
		}
		return ctx.Err()
	})
	for _, list := range c.bookings {
		slices.SortStableFunc(list, func(a, b *Booked) int { return cmp.Or(a.First.Compare(b.First), a.From-b.From, a.To-b.To) })
		for i, a := range list {
			for _, b := range list[i+1:] {
				if a.Overlaps(b.Booking) {
					a.Clashes, b.Clashes = append(a.Clashes, b.Record), append(b.Clashes, a.Record)
				}
			}
		}
	}
	return err
}

func (c *Calendar) readVenues(ctx context.Context, records Records, order []string) error {
	lenders := map[string]string{}
	err := records.Each(ctx, ledger.Partner, func(r catalog.Record) error {
		lenders[r.ID] = r.Label()
		return nil
	})
	if err != nil {
		return err
	}
	err = records.Each(ctx, ledger.Venue, func(r catalog.Record) error {
		v := Venue{Record: r, Lender: lenders[r.Get("partner").Canonical()], hours: readHours(r.Get("hours").Canonical())}
		if c.wanted(v) {
			c.Venues = append(c.Venues, v)
		}
		return ctx.Err()
	})
	slices.SortStableFunc(c.Venues, func(a, b Venue) int {
		return cmp.Or(boolOrder(a.Lender != "", b.Lender != ""),
			slices.Index(order, a.Record.Get("org").Canonical())-slices.Index(order, b.Record.Get("org").Canonical()))
	})
	return err
}

// boolOrder puts what is true first.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func (c *Calendar) wanted(v Venue) bool {
	if c.Query.Type != "" && v.Record.Get("type").Canonical() != c.Query.Type {
		return false
	}
	booked, ours := false, within(v.Record, c.Query.Org) || v.Lender != ""
	for _, b := range c.bookings[v.Record.ID] {
		if b.First.Compare(c.Query.Last) <= 0 && b.Last.Compare(c.Query.First) >= 0 {
			booked = true
			ours = ours || within(b.Record, c.Query.Org)
		}
	}
	bookable, _ := v.Record.Get("bookable").Int()
	return ours && (booked || bookable == 1)
}

// Open returns when the venue is open on a day.
func (v *Venue) Open(day value.Date) []Clock { return v.hours.on(day) }

// On returns who has a venue on a day, in the order of their time.
func (c *Calendar) On(venue string, day value.Date) []*Booked {
	var out []*Booked
	for _, b := range c.bookings[venue] {
		if b.First.Compare(day) <= 0 && b.Last.Compare(day) >= 0 {
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b *Booked) int { return a.From - b.From })
	return out
}

// Days returns the days of the calendar.
func (c *Calendar) Days() []value.Date {
	var out []value.Date
	for d := c.Query.First; d.Compare(c.Query.Last) <= 0; d = d.AddDays(1) {
		out = append(out, d)
	}
	return out
}

// Clashing returns how many of the bookings shown want a venue that another wants at the same time.
func (c *Calendar) Clashing() (booked, clashing int) {
	for _, v := range c.Venues {
		for _, b := range c.bookings[v.Record.ID] {
			if b.First.Compare(c.Query.Last) > 0 || b.Last.Compare(c.Query.First) < 0 {
				continue
			}
			if booked++; len(b.Clashes) > 0 {
				clashing++
			}
		}
	}
	return booked, clashing
}

// Words returns a booking in a line: 9:00–11:00 国庆篮球赛 北门.
func (c *Calendar) Words(b *Booked) string {
	return strings.TrimSpace(Clock{b.From, b.To}.Words() + " " + b.What() + " " + c.ShortOrg(b.Record))
}

// What returns what an activity is, without its day.
func (b *Booked) What() string {
	for _, key := range []string{"title", "type", "content"} {
		if text, _, _ := strings.Cut(ledger.Activity.Field(key).Type.Format(b.Record.Get(key)), "\n"); text != "" {
			return text
		}
	}
	return ledger.Activity.Title
}

// ShortOrg returns the name of a record's community without the word that all end in.
func (c *Calendar) ShortOrg(r catalog.Record) string {
	return strings.TrimSuffix(c.Orgs[r.Get("org").Canonical()], "社区")
}

// searchDays is for how many days a free time is looked for.
const searchDays = 60

// usualLength is how long a booking is that says no end, in minutes.
const usualLength = 120

// Free returns the first time at which a venue is open and not booked for so many minutes, on a day or after it and on
// that day not before from. ok is false if there is none within 60 days.
func (c *Calendar) Free(venue string, day value.Date, from, minutes int) (on value.Date, at Clock, ok bool) {
	h := readHours("")
	if v := c.Venue(venue); v != nil {
		h = v.hours
	}
	if minutes <= 0 {
		minutes = usualLength
	}
	for range searchDays {
		for _, open := range h.on(day) {
			start := max(open.From, from)
			for _, b := range c.On(venue, day) {
				if start+minutes > b.From && start < b.To {
					start = b.To
				}
			}
			if start+minutes <= open.To {
				return day, Clock{start, start + minutes}, true
			}
		}
		day, from = day.AddDays(1), 0
	}
	return value.Date{}, Clock{}, false
}

// Venue returns the row of a venue, nil if there is none.
func (c *Calendar) Venue(id string) *Venue {
	for i := range c.Venues {
		if c.Venues[i].Record.ID == id {
			return &c.Venues[i]
		}
	}
	return nil
}

// Table returns the calendar as it is printed: a row for each venue, a column for each day.
func (c *Calendar) Table(office string) catalog.Table {
	title := "场地预约表"
	t := catalog.Table{Title: office + title, Left: "填报单位:" + office, Right: c.Query.First.Chinese() + "至" + c.Query.Last.Chinese(), Sheet: title,
		Columns: []catalog.Column{{Heading: []string{"场地"}, Width: 34, Align: catalog.AlignLeft}, {Heading: []string{"提供单位"}, Width: 24, Align: catalog.AlignLeft}}}
	days := c.Days()
	for _, d := range days {
		t.Columns = append(t.Columns, catalog.Column{Heading: []string{fmt.Sprintf("%d月%d日", d.Month, d.Day), Weekday(d)}, Width: max(210/float32(len(days)), 8), Align: catalog.AlignLeft})
	}
	for _, v := range c.Venues {
		lender := v.Lender
		if lender == "" {
			lender = c.Orgs[v.Record.Get("org").Canonical()]
		}
		cells := []string{v.Record.Label(), lender}
		for _, d := range days {
			var lines []string
			for _, b := range c.On(v.Record.ID, d) {
				mark := ""
				if len(b.Clashes) > 0 {
					mark = "【冲突】"
				}
				lines = append(lines, mark+c.Words(b))
			}
			cells = append(cells, strings.Join(lines, "\n"))
		}
		t.Rows = append(t.Rows, catalog.TableRow{Cells: cells, ID: v.Record.ID})
	}
	return t
}
