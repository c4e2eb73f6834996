package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

func TestReadDay(t *testing.T) {
	if d, err := ReadDay("截止日期", " "); err != nil || !d.IsZero() {
		t.Errorf("nothing is read as %v, %v", d, err)
	}
	if d, err := ReadDay("截止日期", "2004.1.5"); err != nil || d != (value.Date{Year: 2004, Month: 1, Day: 5}) {
		t.Errorf("read %v, %v", d, err)
	}
	if _, err := ReadDay("截止日期", "明天吧"); err == nil || !strings.Contains(catalog.Message(err), "看不懂截止日期「明天吧」") {
		t.Errorf("「明天吧」: %v", err)
	}
}

func TestDayEntryTellsOfAnotherDay(t *testing.T) {
	test.NewTempApp(t)
	told := 0
	e := DayEntry("2003-09-30", func() { told++ })
	e.SetText("2003-01-01")
	e.FocusGained()
	e.FocusLost()
	if told != 0 {
		t.Error("told of a day that is the same")
	}
	e.FocusGained()
	e.SetText("2003-01-02")
	e.OnSubmitted(e.Text)
	e.FocusLost()
	if told != 1 {
		t.Errorf("told %d times of one day", told)
	}
	e.FocusGained()
	e.SetText("2003-01-03")
	e.FocusLost()
	if told != 2 {
		t.Error("not told of a day when the entry is left")
	}
}
