package board_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/ledger"

	"taizhang/data/trial"
)

// town has two communities; the court lends the first a room.
func town(more ...catalog.Record) trial.Office {
	return append(trial.Office{
		trial.Record(ledger.Org, "north", "name", "北门社区", "founded", "2002-10-18", "elected", "2002-10-18"),
		trial.Record(ledger.Org, "west", "name", "西上社区", "founded", "2003-02-20", "elected", "1998-09-30"),
		trial.Record(ledger.Partner, "court", "name", "县法院", "org", "north"),
		trial.Record(ledger.Venue, "hall", "name", "会议室", "org", "north", "partner", "court", "type", "会议室", "bookable", "1", "hours", "周六、周日 8:00-18:00"),
		trial.Record(ledger.Venue, "square", "name", "文化广场", "org", "west", "type", ledger.VenueSquare, "bookable", "1"),
		trial.Record(ledger.Venue, "office", "name", "办公室", "org", "west", "type", "办公用房"),
	}, more...)
}

func booking(id, venue, date, start, end string, more ...string) catalog.Record {
	return trial.Record(ledger.Activity, id, append([]string{"title", "活动" + id, "org", "north", "venue", venue, "date", date, "start", start, "end", end}, more...)...)
}

func calendar(t *testing.T, o trial.Office, q board.CalendarQuery) *board.Calendar {
	t.Helper()
	if q.First.IsZero() {
		q.First, q.Last = trial.Day("2003-10-06"), trial.Day("2003-10-12")
	}
	c, err := board.ReadCalendar(context.Background(), o, q)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func venues(c *board.Calendar) string {
	var out []string
	for _, v := range c.Venues {
		out = append(out, v.Record.ID)
	}
	return strings.Join(out, " ")
}

func TestCalendarShowsWhatCanBeBooked(t *testing.T) {
	o := town(booking("a", "office", "2003-10-07", "09:00", "10:00"))
	for _, c := range []struct {
		name string
		q    board.CalendarQuery
		want string
	}{
		{"lent rooms first, and what is booked though it isn't offered", board.CalendarQuery{}, "hall square office"},
		{"the room that is lent is everybody's", board.CalendarQuery{Org: "west"}, "hall square office"},
		{"of another community's own rooms, those that it has booked", board.CalendarQuery{Org: "north"}, "hall office"},
		{"by type", board.CalendarQuery{Type: ledger.VenueSquare}, "square"},
		{"not booked in that week", board.CalendarQuery{First: trial.Day("2003-10-13"), Last: trial.Day("2003-10-19")}, "hall square"},
	} {
		if got := venues(calendar(t, o, c.q)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCalendarFindsClashes(t *testing.T) {
	c := calendar(t, town(
		booking("a", "hall", "2003-10-11", "09:00", "11:00"),
		booking("b", "hall", "2003-10-11", "11:00", "12:00"), // begins when the other ends
		booking("c", "hall", "2003-10-10", "", "", "end_date", "2003-10-11"),
		booking("off", "hall", "2003-10-11", "09:00", "11:00", "state", ledger.ActivityCancelled),
		booking("elsewhere", "square", "2003-10-11", "09:00", "11:00"),
	), board.CalendarQuery{})
	if booked, clashing := c.Clashing(); booked != 4 || clashing != 3 {
		t.Errorf("%d booked and %d clashing, want 4 and 3", booked, clashing)
	}
	list := c.On("hall", trial.Day("2003-10-11"))
	if len(list) != 3 || list[0].Record.ID != "c" || len(list[0].Clashes) != 2 || len(list[2].Clashes) != 1 {
		t.Errorf("on the day: %v", list)
	}
	if len(c.On("hall", trial.Day("2003-10-10"))) != 1 || len(c.On("hall", trial.Day("2003-10-09"))) != 0 {
		t.Error("a booking of two days is on both, and on no other")
	}
	table := c.Table("容城镇")
	if cell := table.Rows[0].Cells[7]; !strings.Contains(cell, "【冲突】9:00–11:00 活动a 北门") {
		t.Errorf("on paper: %q", cell)
	}
}

func TestNextFreeTime(t *testing.T) {
	c := calendar(t, town(
		booking("a", "hall", "2003-10-11", "09:00", "11:00"),
		booking("b", "hall", "2003-10-11", "12:00", "17:00"),
		booking("c", "hall", "2003-10-12", "", ""),
	), board.CalendarQuery{})
	for _, f := range []struct {
		day     string
		from    int
		minutes int
		want    string
	}{
		{"2003-10-11", 0, 60, "2003-10-11 8:00–9:00"},
		{"2003-10-11", 0, 61, "2003-10-18 8:00–9:01"}, // between the two and after them there is an hour each
		{"2003-10-11", 9 * 60, 60, "2003-10-11 11:00–12:00"},
		{"2003-10-11", 11*60 + 1, 60, "2003-10-11 17:00–18:00"},
		{"2003-10-06", 0, 60, "2003-10-11 8:00–9:00"}, // it is open at weekends alone
		{"2003-10-11", 0, 0, "2003-10-18 8:00–10:00"},
	} {
		on, at, ok := c.Free("hall", trial.Day(f.day), f.from, f.minutes)
		if got := on.String() + " " + at.String(); !ok || got != f.want {
			t.Errorf("%d minutes on %s from %d: got %s, want %s", f.minutes, f.day, f.from, got, f.want)
		}
	}
	if _, _, ok := c.Free("hall", trial.Day("2003-10-11"), 0, 11*60); ok {
		t.Error("eleven hours were found in a room that is open for ten")
	}
}

func TestATakenVenueIsRefusedWithTheNextFreeTime(t *testing.T) {
	c := calendar(t, town(booking("a", "hall", "2003-10-11", "09:00", "11:00")), board.CalendarQuery{})
	taken := c.Check(booking("", "hall", "2003-10-11", "10:00", "12:00"))
	if taken == nil {
		t.Fatal("an overlap was not seen")
	}
	if want := "会议室 2003年10月11日已被占用:9:00–11:00 活动a 北门。下一个空闲时间是 2003年10月11日(周六)11:00–13:00。"; taken.Text != want {
		t.Errorf("got %q\nwant %q", taken.Text, want)
	}
	if taken.At != (board.Clock{From: 11 * 60, To: 13 * 60}) {
		t.Errorf("offers %v", taken.At)
	}
	for _, free := range []catalog.Record{booking("", "hall", "2003-10-11", "11:00", "12:00"), booking("a", "hall", "2003-10-11", "10:00", "12:00"), booking("", "", "2003-10-11", "10:00", "12:00")} {
		if taken := c.Check(free); taken != nil {
			t.Errorf("refused: %s", taken.Text)
		}
	}
}

func TestDraftTakesTheFirstFreeTime(t *testing.T) {
	c := calendar(t, town(booking("a", "hall", "2003-10-11", "08:00", "11:00")), board.CalendarQuery{})
	r := c.Draft(board.Slot{Venue: "hall", First: trial.Day("2003-10-11")}, "west")
	got := []string{r.Get("venue").Canonical(), r.Get("place").Canonical(), r.Get("org").Canonical(), r.Date("date").String(), r.Get("start").Canonical(), r.Get("end").Canonical(), r.Get("state").Canonical()}
	if want := []string{"hall", "会议室", "west", "2003-10-11", "11:00", "13:00", ledger.ActivityPlanned}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if r := c.Draft(board.Slot{Venue: "hall", First: trial.Day("2003-10-07")}, ""); !r.Get("start").IsEmpty() || !r.Get("org").IsEmpty() {
		t.Error("on a day on which the room is closed there is no time, and a room that is lent is nobody's own")
	}
}

func TestDemonstrationIsBookedWithoutClashes(t *testing.T) {
	c := calendar(t, trial.Demonstration(), board.CalendarQuery{First: trial.Day("2002-10-01"), Last: trial.Day("2003-12-31")})
	booked, clashing := c.Clashing()
	if booked < 50 || clashing != 0 || len(c.Venues) < 40 {
		t.Errorf("%d booked, %d clashing, %d venues", booked, clashing, len(c.Venues))
	}
}
