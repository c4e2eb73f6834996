package desk

import (
	"strings"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// DayEntry returns a line for a day that limits what a page counts; changed is told when another one was entered.
func DayEntry(hint string, changed func()) *look.Entry {
	e := look.NewEntry()
	e.SetPlaceHolder(hint)
	before := ""
	e.OnSubmitted = func(text string) {
		before = text
		changed()
	}
	e.OnFocus = func(focused bool) {
		if !focused && e.Text != before {
			changed()
		}
		before = e.Text
	}
	return e
}

// ReadDay reads a day as clerks write it; name says in a refusal which one it is. An empty text is no day.
func ReadDay(name, text string) (value.Date, error) {
	if text = strings.TrimSpace(text); text == "" {
		return value.Date{}, nil
	}
	reading, ok := value.ParseDate(text)
	if !ok {
		return value.Date{}, catalog.Refuse("date", "看不懂%s「%s」,请写成 2003-09-30", name, text)
	}
	return reading.Date, nil
}

// Within returns a place, limited to the community that the navigation has chosen unless it names one.
func (d *Desk) Within(to Place) Place {
	if to.Org == "" {
		to.Org = d.org
	}
	return to
}
