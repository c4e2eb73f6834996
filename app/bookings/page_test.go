package bookings

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"taizhang/app/trial"
	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// opened is the page in a window.
func TestBookingByHand(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("场地预约日历 44 处场地,2 次预约")
	if p.period.Text != "2003年9月29日 — 10月5日" {
		t.Errorf("the week is %q", p.period.Text)
	}
	v := p.calendar.Venues[4] // the first community's own
	day, _ := value.Text("2003-10-01").Date()
	before := len(w.Records(ledger.Activity))

	p.book(board.Slot{Venue: v.Record.ID, First: day})
	if !p.form.box.Visible() || p.form.start.Text == "" || p.form.org.Selected != "北门社区" {
		t.Fatalf("the form opens with %q, %q", p.form.org.Selected, p.form.start.Text)
	}
	p.form.save()
	if !p.form.refused.Visible() || p.form.problem.Words() != "请填写活动名称" {
		t.Errorf("without a title the clerk reads %q", p.form.problem.Words())
	}
	w.Type("健康讲座")
	w.Key(fyne.KeyReturn)
	w.UntilTitle("场地预约日历 44 处场地,3 次预约")
	w.Until("the form to go", func() bool { return !p.form.box.Visible() })
	if n := len(w.Records(ledger.Activity)); n != before+1 {
		t.Errorf("%d activities, want %d", n, before+1)
	}

	p.book(board.Slot{Venue: v.Record.ID, First: day}) // what is free now comes after
	start := p.form.start.Text
	p.form.title.SetText("棋赛")
	p.form.start.SetText("08:30")
	p.form.end.SetText("09:30")
	p.form.save()
	if !p.form.refused.Visible() || !strings.Contains(p.form.problem.Words(), "健康讲座") {
		t.Errorf("a room that is taken: the clerk reads %q", p.form.problem.Words())
	}
	p.form.use.OnTapped()
	if p.form.start.Text < start {
		t.Errorf("the free time offered is %s, want %s or later", p.form.start.Text, start)
	}
	p.form.save()
	w.UntilTitle("场地预约日历 44 处场地,4 次预约")
	w.Undo()
	w.UntilTitle("场地预约日历 44 处场地,3 次预约")
}

// TestClashesAreRed: what was booked twice elsewhere, as by an import, is told here.
func TestClashesAreRed(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("场地预约日历 44 处场地,2 次预约")
	for _, b := range p.calendar.On(p.calendar.Venues[2].Record.ID, value.Date{Year: 2003, Month: 10, Day: 4}) {
		twin := catalog.NewRecord(ledger.Activity, "").With("title", value.Text("棋赛"))
		for _, key := range []string{"org", "venue", "date", "start", "end", "state"} {
			twin = twin.With(key, b.Record.Get(key))
		}
		w.Apply(catalog.Operation{Label: "导入", Changes: []catalog.Change{catalog.Create(twin)}}, func(store.Done, error) {})
	}
	w.UntilTitle("场地预约日历 44 处场地,3 次预约,2 次时间冲突")
	p.table.move(2, 5, 0)
	w.Until("the clash at the foot", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "时间冲突") })
}

func TestMonthOfBookings(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("场地预约日历 44 处场地,2 次预约")
	p.span.SetSelected(byMonth)
	w.UntilTitle("场地预约日历 44 处场地,15 次预约")
	if p.period.Text != "2003年9月" || len(p.table.days) != 30 {
		t.Errorf("the month is %q of %d days", p.period.Text, len(p.table.days))
	}
	p.step(+1)
	w.Until("October", func() bool { return p.period.Text == "2003年10月" })
	w.ChooseOrg(w.OrgID("北门社区"))
	w.Until("the community's venues", func() bool { return len(p.calendar.Venues) < 20 })
	p.Reload()
	w.UntilTitle("场地预约日历 北门社区")
}

func TestNoVenues(t *testing.T) {
	w := trial.Empty(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("场地预约日历 0 处场地,0 次预约")
	if words := trial.Words(p.body); !strings.Contains(words, "没有可预约的场地") {
		t.Errorf("the clerk reads %q", words)
	}
	p.bookHere()
	p.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.step(+1)
	p.Reload()
	w.Until("the next week", func() bool { return strings.Contains(p.period.Text, "10月6日") })
}
