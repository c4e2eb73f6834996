package desk

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"taizhang/app/look"
	"taizhang/data/due"
)

// calm is how long the records must have been left alone before what is due is looked for again: that reads several
// ledgers whole, which work on them shall not wait for.
const calm = time.Second

// soonDays is how many days before its day something is soon due.
const soonDays = 30

// Reminders are what is due today, the most urgent first; known is false until they have been looked for.
func (d *Desk) Reminders() (items []due.Item, known bool) { return d.due.items, d.due.known }

// reminders are what is due, and the search for it.
type reminders struct {
	items   []due.Item
	known   bool
	reading Latest
	delay   *time.Timer
}

// refreshDue looks for what is due once the records are left alone.
func (d *Desk) refreshDue() {
	r := &d.due
	r.reading.Cancel()
	if r.delay != nil {
		r.delay.Stop()
	}
	if !r.known {
		d.readDue()
		return
	}
	r.delay = time.AfterFunc(calm, func() { fyne.Do(d.readDue) })
}

func (d *Desk) readDue() {
	day := d.Today()
	Ask(&d.due.reading, func(ctx context.Context) ([]due.Item, error) {
		return due.List(ctx, d.Records(), day)
	}, func(items []due.Item, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.due.items, d.due.known = items, true
		d.nav.pages[PageReminders].SetCount(len(items), slices.ContainsFunc(items, due.Item.Overdue))
		if p, ok := d.page.(Reminded); ok {
			p.Reminded()
		}
	})
}

// DueTone is the tone of something due: overdue, soon due, or neither.
func DueTone(i due.Item) look.Tone {
	switch {
	case i.Overdue():
		return look.Broken
	case DueSoon(i):
		return look.Doubt
	}
	return look.Plain
}

// DueSoon reports whether the day of something due comes within a month.
func DueSoon(i due.Item) bool { return !i.Date.IsZero() && i.Days >= 0 && i.Days <= soonDays }

// OpenDue shows the record that something due is about, among the others behind it.
func (d *Desk) OpenDue(i due.Item) {
	p := Place{Page: PageRoster, Kind: i.About.Kind.Key, Record: i.About.ID}
	if len(i.Others) > 0 {
		p.IDs, p.Title = append([]string{i.About.ID}, i.Others...), i.Title
	}
	d.Go(p)
}
