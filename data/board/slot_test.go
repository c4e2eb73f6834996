package board_test

import (
	"testing"

	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/value"

	"taizhang/data/trial"
)

// when says in a line where and when an activity is.
func when(r catalog.Record) string {
	text := ""
	for _, key := range []string{"venue", "date", "end_date", "start", "end", "place"} {
		text += r.Get(key).Canonical() + " "
	}
	return text
}

func TestDraftOfASlot(t *testing.T) {
	c := calendar(t, town(booking("a", "hall", "2003-10-11", "08:00", "11:00")), board.CalendarQuery{})
	at := board.Slot{Venue: "hall", First: trial.Day("2003-10-11"), Last: trial.Day("2003-10-11"), At: board.Clock{From: 14 * 60, To: 15*60 + 30}}
	if got, want := when(c.Draft(at, "west")), "hall 2003-10-11  14:00 15:30 会议室 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	days := board.Slot{Venue: "hall", First: trial.Day("2003-10-11"), Last: trial.Day("2003-10-13")}
	r := c.Draft(days, "west")
	if got, want := when(r), "hall 2003-10-11 2003-10-13   会议室 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(c.Overlapping(r)) != 1 || c.Check(r) == nil {
		t.Error("three whole days go over what is booked on the first of them, and nobody says so")
	}
}

func TestFreeUntil(t *testing.T) {
	c := calendar(t, town(booking("a", "hall", "2003-10-11", "09:00", "11:00")), board.CalendarQuery{})
	for from, want := range map[int]int{8 * 60: 9 * 60, 7 * 60: 9 * 60, 6 * 60: 8 * 60, 9 * 60: 9 * 60, 10 * 60: 10 * 60, 11 * 60: 13 * 60, 23 * 60: 24 * 60} {
		if to := c.Until("hall", trial.Day("2003-10-11"), from); to != want {
			t.Errorf("from %s free until %s, want %s", value.FormatClock(from), value.FormatClock(to), value.FormatClock(want))
		}
	}
}

func TestShiftKeepsTheLength(t *testing.T) {
	open := booking("open", "hall", "2003-10-14", "20:00", "")
	whole := booking("whole", "hall", "2003-10-15", "", "").With("end_date", value.Text("2003-10-16"))
	c := calendar(t, town(booking("a", "hall", "2003-10-11", "09:00", "11:00"), open, whole), board.CalendarQuery{First: trial.Day("2003-10-01"), Last: trial.Day("2003-10-31")})
	find := func(on string) *board.Booked { return c.On("hall", trial.Day(on))[0] }
	for _, s := range []struct {
		on, venue     string
		days, minutes int
		want          string
	}{
		{"2003-10-11", "hall", 0, 90, "hall 2003-10-11  10:30 12:30  "},
		{"2003-10-11", "hall", -3, -1000, "hall 2003-10-08  00:00 02:00  "},
		{"2003-10-11", "hall", 21, 2000, "hall 2003-11-01  22:00 24:00  "},
		{"2003-10-14", "hall", 0, 60, "hall 2003-10-14  21:00   "},
		{"2003-10-14", "hall", 0, 600, "hall 2003-10-14  23:59   "},
		{"2003-10-15", "hall", 1, 60, "hall 2003-10-16 2003-10-17    "},
		{"2003-10-11", "hall", 0, 0, "hall 2003-10-11  09:00 11:00  "},
	} {
		if got := when(c.Shift(find(s.on), s.venue, s.days, s.minutes)); got != s.want {
			t.Errorf("%s by %d days, %d minutes: %q, want %q", s.on, s.days, s.minutes, got, s.want)
		}
	}
	other := c.Venues[len(c.Venues)-1]
	moved := c.Shift(find("2003-10-11"), other.Record.ID, 0, 0)
	if moved.Get("venue").Canonical() != other.Record.ID || moved.Get("place").Canonical() != other.Record.Label() {
		t.Errorf("moved to %q", when(moved))
	}
	if n := len(c.Overlapping(c.Shift(find("2003-10-11"), "hall", 4, 0))); n != 1 {
		t.Errorf("%d bookings are in the way on the 15th, want 1", n)
	}
}

func TestOpeningHours(t *testing.T) {
	c := calendar(t, town(), board.CalendarQuery{})
	hall := c.Venue("hall")
	if len(hall.Open(trial.Day("2003-10-11"))) == 0 || len(hall.Open(trial.Day("2003-10-07"))) != 0 || c.Venue("nowhere") != nil {
		t.Errorf("open on Saturday %v, on Tuesday %v", hall.Open(trial.Day("2003-10-11")), hall.Open(trial.Day("2003-10-07")))
	}
}
