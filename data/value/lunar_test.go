package value_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"taizhang/data/value"
)

// TestLunarDate holds the festivals of 199 years against tables of another source.
func TestLunarDate(t *testing.T) {
	table, err := os.ReadFile("testdata/lunar.txt")
	if err != nil {
		t.Fatal(err)
	}
	years := 0
	for line := range strings.Lines(string(table)) {
		var year int
		var want [7]string
		if strings.HasPrefix(line, "#") {
			continue
		}
		if _, err := fmt.Sscan(line, &year, &want[0], &want[1], &want[2], &want[3], &want[4], &want[5], &want[6]); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		years++
		for i, day := range [7][2]int{{1, 1}, {1, 15}, {5, 5}, {8, 15}, {9, 9}, {12, 8}, {12, 23}} {
			if d, ok := value.LunarDate(year, day[0], day[1]); !ok || d.String() != want[i] {
				t.Errorf("%d年%d月%d日 is %v, %v, want %s", year, day[0], day[1], d, ok, want[i])
			}
		}
	}
	if years != 199 {
		t.Errorf("%d years were compared", years)
	}
}

func TestLunarDateKnowsItsLimits(t *testing.T) {
	if d, ok := value.LunarDate(2004, 1, 0); !ok || d.String() != "2004-01-21" {
		t.Errorf("除夕 before the year 2004 is %v, %v", d, ok)
	}
	for _, none := range [][3]int{{1900, 1, 1}, {2100, 1, 1}, {2003, 0, 1}, {2003, 13, 1}, {2003, 1, -1}, {2003, 1, 31}, {2004, 1, 30}} {
		if d, ok := value.LunarDate(none[0], none[1], none[2]); ok {
			t.Errorf("LunarDate(%v) is %v", none, d)
		}
	}
}

func TestAddDays(t *testing.T) {
	for _, c := range []struct {
		from value.Date
		n    int
		want string
	}{
		{value.Date{Year: 2003, Month: 12, Day: 31}, 1, "2004-01-01"}, {value.Date{Year: 2004, Month: 3, Day: 1}, -1, "2004-02-29"},
		{value.Date{Year: 2003, Month: 10}, 0, "2003-10-01"}, {value.Date{}, 5, ""},
	} {
		if got := c.from.AddDays(c.n).String(); got != c.want {
			t.Errorf("%v and %d days is %s, want %s", c.from, c.n, got, c.want)
		}
	}
}
