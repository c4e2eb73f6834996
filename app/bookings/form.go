package bookings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// bookingForm is the panel at the right in which a new booking is written.
type bookingForm struct {
	page  *Page
	box   *fyne.Container
	draft catalog.Record

	venue, day *look.Text
	title      *look.Entry
	org        *look.Select
	date, last *look.Entry
	start, end *look.Entry
	problem    *look.Paragraph
	refused    fyne.CanvasObject
	use        *look.PushButton // takes the next free time
}

// formWidth is the panel's width in pixels at 100 %.
const formWidth = 300

func newBookingForm(p *Page) *bookingForm {
	f := &bookingForm{page: p, venue: look.NewCutText("", look.Title), day: look.NewCutText("", look.Muted), title: look.NewEntry(), org: look.NewSelect(nil, nil),
		date: look.NewEntry(), last: look.NewEntry(), start: look.NewEntry(), end: look.NewEntry(), problem: look.NewParagraph("")}
	for _, e := range []*look.Entry{f.title, f.date, f.last, f.start, f.end} {
		e.OnSubmitted = func(string) { f.save() }
	}
	f.org.PlaceHolder = "选择社区"
	f.title.SetPlaceHolder("如 老年人健康讲座")
	f.date.SetPlaceHolder("2003-10-12")
	f.last.SetPlaceHolder("当天结束的不填")
	f.start.SetPlaceHolder("9:00,不填为全天")
	f.end.SetPlaceHolder("11:00")
	f.use = look.Button("", nil, nil)
	f.refused = look.Toned(look.Broken, look.Column(4, f.problem, look.Inset(look.Row(0, f.use), 0, 8, 8, 8)))
	f.refused.Hide()
	field := func(words string, o fyne.CanvasObject) fyne.CanvasObject {
		return look.Column(2, look.NewText(words, look.Caption), o)
	}
	buttons := look.Row(8, look.PrimaryButton("预约", nil, f.save), look.QuietButton("放弃", nil, func() { p.Back() }))
	fields := look.Column(10, look.Column(2, f.venue, f.day), field("活动名称", f.title), field("社区", f.org), field("日期", f.date), field("结束日期", f.last),
		field("开始时刻", f.start), field("结束时刻", f.end), f.refused, buttons)
	f.box = look.Wide(formWidth, look.Surface(look.OnRaised, look.Dock(nil, nil, look.Hairline(), nil, container.NewVScroll(look.Inset(fields, 12, 16, 12, 16)))))
	f.box.Hide()
	return f
}

// open shows the form with a draft.
func (f *bookingForm) open(draft catalog.Record, v *board.Venue) {
	f.draft = draft
	f.venue.SetText(v.Record.Label())
	about := v.Record.Get("hours").Canonical()
	if v.Lender != "" {
		about = strings.TrimSuffix(v.Lender+"提供 · "+about, " · ")
	}
	f.day.SetText(about)
	f.title.SetText("")
	f.org.Options = f.page.desk.OrgNames()
	f.org.SetSelected(f.page.desk.OrgName(draft.Get("org").Canonical()))
	f.date.SetText(draft.Date("date").String())
	f.last.SetText(draft.Date("end_date").String())
	f.start.SetText(draft.Get("start").Canonical())
	f.end.SetText(draft.Get("end").Canonical())
	f.refused.Hide()
	f.box.Show()
	f.page.box.Refresh()
	f.page.desk.Window.Canvas().Focus(f.title)
}

func (f *bookingForm) close() {
	f.box.Hide()
	f.page.box.Refresh()
}

// save books the venue, or says why it can't be had.
func (f *bookingForm) save() {
	r, message := f.read()
	if message != "" {
		f.refuse(message, nil)
		return
	}
	if taken := f.page.calendar.Check(r); taken != nil {
		f.refuse(taken.Text, taken)
		return
	}
	f.page.save(r)
}

// read takes what was written; message says what is wrong with it.
func (f *bookingForm) read() (r catalog.Record, message string) {
	r = f.draft
	for _, field := range []struct {
		key  string
		text string
	}{{"title", f.title.Text}, {"date", f.date.Text}, {"end_date", f.last.Text}, {"start", f.start.Text}, {"end", f.end.Text}} {
		v, problem := ledger.Activity.Field(field.key).Type.Parse(catalog.TextCell(strings.TrimSpace(field.text)))
		if problem != nil && problem.Severity == catalog.Broken {
			return r, problem.Text
		}
		r = r.With(field.key, v)
	}
	r = r.With("org", value.Text(f.page.desk.OrgID(f.org.Selected)))
	from, started := value.ParseClock(r.Get("start").Canonical())
	to, ended := value.ParseClock(r.Get("end").Canonical())
	switch {
	case r.Get("title").IsEmpty():
		return r, "请填写活动名称"
	case r.Get("org").IsEmpty():
		return r, "请选择是哪个社区的活动"
	case r.Date("date").Precision() != value.FullDate:
		return r, "请把日期写到日,如 2003-10-12"
	case !r.Date("end_date").IsZero() && r.Date("end_date").Compare(r.Date("date")) < 0:
		return r, "结束日期早于日期"
	case started && ended && to <= from:
		return r, "结束时刻应晚于开始时刻"
	}
	return r, ""
}

// refuse shows why the booking can't be made; taken, if not nil, offers the next free time.
func (f *bookingForm) refuse(message string, taken *board.Taken) {
	f.problem.SetText(message)
	f.use.Hide()
	if taken != nil && !taken.Day.IsZero() && f.last.Text == "" {
		f.use.SetText("改为 " + taken.Day.Chinese()[len("2003年"):] + " " + taken.At.String())
		f.use.OnTapped = func() {
			f.date.SetText(taken.Day.String())
			f.start.SetText(value.FormatClock(taken.At.From))
			f.end.SetText(value.FormatClock(taken.At.To))
			f.refused.Hide()
			f.box.Refresh()
		}
		f.use.Show()
	}
	f.refused.Show()
	f.box.Refresh()
}
