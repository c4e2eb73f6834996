package board

import (
	"testing"

	"taizhang/data/value"
)

func TestOpeningHours(t *testing.T) {
	// 2003-10-06 is a Monday.
	week := func(text string) string {
		out := ""
		h := readHours(text)
		for n := range 7 {
			if len(h.on(value.Date{Year: 2003, Month: 10, Day: 6}.AddDays(n))) > 0 {
				out += "x"
			} else {
				out += "-"
			}
		}
		for _, c := range h.times {
			out += " " + c.String()
		}
		return out
	}
	for text, want := range map[string]string{
		"": "xxxxxxx 8:00–22:00",
		"周一至周五 8:00-12:00、14:30-17:30": "xxxxx-- 8:00–12:00 14:30–17:30",
		"周六、周日 8:00-18:00":             "-----xx 8:00–18:00",
		"周二至周日 9:00-20:00":             "-xxxxxx 9:00–20:00",
		"星期六到星期一":                      "x----xx 8:00–22:00",
		"每天 9:00至21:30":                "xxxxxxx 9:00–21:30",
		"周一至周日 8:00-18:00":             "xxxxxxx 8:00–18:00",
		"全天":                           "xxxxxxx 8:00–22:00",
		"周三 18:00-9:00":                "--x---- 8:00–22:00",
	} {
		if got := week(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func FuzzReadHours(f *testing.F) {
	f.Add("周一至周五 8:00-12:00、14:30-17:30")
	f.Add("星期天到星期六")
	f.Fuzz(func(t *testing.T, text string) {
		h := readHours(text)
		if len(h.times) == 0 {
			t.Fatal("a venue is open at some time")
		}
		for _, c := range h.times {
			if c.From >= c.To || c.To > 24*60 {
				t.Fatalf("open %v", c)
			}
		}
	})
}

func TestMonday(t *testing.T) {
	for d, want := range map[value.Date]string{{Year: 2003, Month: 10, Day: 6}: "2003-10-06", {Year: 2003, Month: 10, Day: 12}: "2003-10-06", {Year: 2003, Month: 10, Day: 5}: "2003-09-29"} {
		if got := Monday(d).String(); got != want {
			t.Errorf("the Monday of %s is %s, want %s", d, got, want)
		}
	}
}
