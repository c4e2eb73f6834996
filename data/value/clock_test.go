package value_test

import (
	"testing"

	"taizhang/data/value"
)

func TestParseClock(t *testing.T) {
	for s, want := range map[string]string{
		"9:30": "09:30", "09：30": "09:30", "0:00": "00:00", "24:00": "24:00", "9点": "09:00", "9点半": "09:30", "9点一刻": "09:15", "15时": "15:00", "15时05分": "15:05",
		"上午9时整": "09:00", "下午3:00": "15:00", "晚上8点": "20:00", "中午12:00": "12:00", "下午12:30": "12:30", "8:30:00": "08:30", " 1 4 : 0 0 ": "14:00",
	} {
		got, ok := value.ParseClock(s)
		if !ok || value.FormatClock(got) != want {
			t.Errorf("%q: %s, %v", s, value.FormatClock(got), ok)
		}
	}
	for _, s := range []string{"", "9", "930", "24:01", "25:00", "9:60", "9:", "9:30:99", "点", "2003-01-12", "2003-01-12 9:00", "9:30-11:00", "全天", "下午", "123:00"} {
		if got, ok := value.ParseClock(s); ok {
			t.Errorf("%q was read as %s", s, value.FormatClock(got))
		}
	}
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"9:30", "下午3点半", "15时05分", "8:30:00", "24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		minutes, ok := value.ParseClock(s)
		if !ok {
			return
		}
		if again, ok := value.ParseClock(value.FormatClock(minutes)); !ok || again != minutes || minutes < 0 || minutes > 1440 {
			t.Errorf("%q is %d, which reads back as %d, %v", s, minutes, again, ok)
		}
	})
}
