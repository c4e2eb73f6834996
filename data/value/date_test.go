package value

import (
	"testing"
	"time"
)

func date(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, ok := dateFromCanonical(s)
	if !ok {
		t.Fatalf("%q is no date", s)
	}
	return d
}

func TestDateForms(t *testing.T) {
	tests := []struct {
		canonical, chinese, dotted, first, last string
		precision                               Precision
	}{
		{"", "", "", "", "", NoDate},
		{"1968", "1968年", "1968", "1968-01-01", "1968-12-31", YearOnly},
		{"1968-05", "1968年5月", "1968.05", "1968-05-01", "1968-05-31", YearMonth},
		{"1968-02", "1968年2月", "1968.02", "1968-02-01", "1968-02-29", YearMonth},
		{"1968-05-02", "1968年5月2日", "1968.05.02", "1968-05-02", "1968-05-02", FullDate},
	}
	for _, test := range tests {
		d := date(t, test.canonical)
		if d.String() != test.canonical || d.Chinese() != test.chinese || d.Dotted() != test.dotted || d.Precision() != test.precision ||
			d.First().String() != test.first || d.Last().String() != test.last {
			t.Errorf("%q: %q, %q, %q, precision %d, from %v to %v", test.canonical, d, d.Chinese(), d.Dotted(), d.Precision(), d.First(), d.Last())
		}
		if back, _ := d.Value().Date(); back != d {
			t.Errorf("%v as a value is %v", d, back)
		}
	}
}

func TestCanonicalDateOnly(t *testing.T) {
	for _, s := range []string{"196", "19680", "1968-5", "1968/05", "1968-05-1", "1968-13", "1968-02-30", "1968-05-aa", "1968--1", "1968-00-01", "196八", "+968", "0000"} {
		if d, ok := Text(s).Date(); ok {
			t.Errorf("%q passes for the date %+v", s, d)
		}
	}
	if _, ok := Unread("1968-05").Date(); ok {
		t.Error("an unread value passes for a date")
	}
}

func TestNewDate(t *testing.T) {
	for _, n := range [][3]int{{1879, 1, 1}, {2101, 0, 0}, {2003, 13, 0}, {2003, -1, 0}, {2003, 0, 5}, {2003, 1, -1}, {2003, 4, 31}, {1900, 2, 29}, {0, 0, 0}} {
		if d, ok := NewDate(n[0], n[1], n[2]); ok {
			t.Errorf("%v passes for %+v", n, d)
		}
	}
}

func TestYearsUntil(t *testing.T) {
	tests := []struct {
		from, to string
		want     int
	}{
		{"1968-05-12", "2003-05-11", 34},
		{"1968-05-12", "2003-05-12", 35},
		{"1968-05", "2003-04-30", 34},
		{"1968-05", "2003-05-01", 35},
		{"1968", "2003-01-01", 35},
		{"1968-05-12", "1986-05", 18},
		{"1968-05-12", "1986", 18},
		{"1968-05-12", "1985", 17},
		{"2000-02-29", "2018-02-28", 17},
		{"2000-02-29", "2018-03-01", 18},
		{"2000-02-29", "2020-02-28", 19},
		{"2000-02-29", "2020-02-29", 20},
		{"1992-02", "1993-02", 1},
		{"2003-05-12", "2003-05-12", 0},
		{"2003-05-12", "2003-05-11", -1},
		{"2003-05-12", "2001-06-01", -2},
	}
	for _, test := range tests {
		if got := date(t, test.from).YearsUntil(date(t, test.to)); got != test.want {
			t.Errorf("from %s to %s: %d years, want %d", test.from, test.to, got, test.want)
		}
	}
}

func TestFullYears(t *testing.T) {
	tests := []struct {
		from, to string
		n        int
		want     bool
	}{
		{"1992-05-12", "1993-05-11", 1, false},
		{"1992-05-12", "1993-05-12", 1, true},
		{"1992-02-29", "1993-02-27", 1, false},
		{"1992-02-29", "1993-02-28", 1, true},
		{"1992-02-29", "1996-02-28", 4, false},
		{"1992-02-29", "1996-02-29", 4, true},
		{"1992-05", "1993-04", 1, false},
		{"1992-05", "1993-05", 1, true},
		{"1992-05-12", "1993-05", 1, true},
		{"1992", "1993", 1, true},
		{"1992-05-12", "1991-05-12", 0, false},
		{"", "1993", 1, false},
		{"1992", "", 1, false},
	}
	for _, test := range tests {
		if got := date(t, test.from).FullYears(test.n, date(t, test.to)); got != test.want {
			t.Errorf("%d years from %q over at %q: %v", test.n, test.from, test.to, got)
		}
	}
}

func TestAdd(t *testing.T) {
	years := map[string]string{"": "", "1992": "1993", "1992-02": "1993-02", "1992-02-29": "1993-02-28", "1992-05-31": "1993-05-31"}
	for from, want := range years {
		if got := date(t, from).AddYears(1).String(); got != want {
			t.Errorf("%q and a year: %q, want %q", from, got, want)
		}
	}
	months := []struct {
		from string
		n    int
		want string
	}{{"", 1, ""}, {"1992", 1, "1992"}, {"1992-12", 1, "1993-01"}, {"1992-01-31", 1, "1992-02-29"}, {"1992-01", -1, "1991-12"}, {"1992-03-31", -13, "1991-02-28"}, {"2003-06", 6, "2003-12"}}
	for _, test := range months {
		if got := date(t, test.from).AddMonths(test.n).String(); got != test.want {
			t.Errorf("%q and %d months: %q, want %q", test.from, test.n, got, test.want)
		}
	}
}

func TestCovers(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"1968", "1968-05-12", true}, {"1968-05", "1968-05-12", true}, {"1968-05-12", "1968-05", true}, {"1968-05-12", "1968-05-12", true},
		{"1968", "1969", false}, {"1968-05", "1968-06-12", false}, {"1968-05-12", "1968-05-13", false}, {"", "1968", false}, {"1968", "", false},
	}
	for _, test := range tests {
		if got := date(t, test.a).Covers(date(t, test.b)); got != test.want {
			t.Errorf("%q covers %q: %v", test.a, test.b, got)
		}
	}
}

func TestCompareDates(t *testing.T) {
	order := []string{"", "1967-12-31", "1968", "1968-01", "1968-01-01", "1968-02", "1968-12-31", "1969"}
	for i, a := range order {
		for j, b := range order {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := date(t, a).Compare(date(t, b)); got != want {
				t.Errorf("%q against %q: %d, want %d", a, b, got, want)
			}
		}
	}
}

func TestDateFromSerial(t *testing.T) {
	for serial, want := range map[float64]string{
		1: "1900-01-01", 59: "1900-02-28", 60: "", 61: "1900-03-01", 24973: "1968-05-15", 37987: "2004-01-01", 37987.75: "2004-01-01", 73415: "2100-12-31", 73416: "", 0: "", 0.5: "", -1: "", 1e18: "",
	} {
		if d, ok := DateFromSerial(serial); ok != (want != "") || d.String() != want {
			t.Errorf("day %v is %v, want %q", serial, d, want)
		}
	}
}

func TestDateOfTime(t *testing.T) {
	at := time.Date(2003, 9, 30, 23, 30, 0, 0, time.FixedZone("", 8*3600))
	if d := DateOf(at); d.String() != "2003-09-30" || !d.Time().Equal(time.Date(2003, 9, 30, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%v is the day %v", at, d)
	}
}
