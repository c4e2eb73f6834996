package bookings

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// View is how the window reaches the page.
var View = desk.View{Page: "bookings", Kind: "activity", Short: "预约日历", Name: "场地预约日历"}

// Page shows a week or a month.
type Page struct {
	desk     *desk.Desk
	org      string
	day      value.Date // one of the days shown
	calendar *board.Calendar
	reading  desk.Latest

	box    *fyne.Container
	period *look.Text
	count  *look.Text
	span   *look.Select
	kind   *look.Select
	table  *timetable
	body   *fyne.Container
	form   *bookingForm
}

// The choices of the page.
const (
	byDay     = "按日"
	byWeek    = "按周"
	byMonth   = "按月"
	everyType = "全部场地"
)

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, period: look.NewText("", look.Strong), count: look.MutedText(""), body: container.NewStack()}
	p.span = look.NewSelect([]string{byDay, byWeek, byMonth}, nil)
	p.span.SetSelected(byWeek)
	p.span.OnChanged = func(string) { p.Reload() }
	types := []string{everyType}
	for _, c := range ledger.VenueType.Choices() {
		types = append(types, c.Title)
	}
	p.kind = look.NewSelect(types, nil)
	p.kind.SetSelected(everyType)
	p.kind.OnChanged = func(string) { p.Reload() }
	p.table = newTimetable()
	p.table.onMove = p.showStatus
	p.table.onOpen = p.open
	p.table.onBook = p.book
	p.table.onShift = p.shift
	p.table.onTaken = func(t *board.Taken) { d.Warn(t.Text) }
	p.table.onKey = func(k *fyne.KeyEvent) { d.TakeKey(k) }
	p.form = newBookingForm(p)
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("场地预约"), d.Ways("activity", View.Page), p.count}, []fyne.CanvasObject{
		look.PrimaryButton("预约", theme.ContentAddIcon(), p.bookHere),
		look.Button("导出", theme.DocumentSaveIcon(), p.Export),
		look.Button("打印", theme.DocumentPrintIcon(), p.Print),
	})
	line := look.Inset(look.Row(8, look.Button("今天", nil, p.today),
		look.IconButton("往前(PageUp)", theme.NavigateBackIcon(), func() { p.step(-1) }), look.IconButton("往后(PageDown)", theme.NavigateNextIcon(), func() { p.step(+1) }),
		p.period, look.Wide(90, p.span), look.Wide(140, p.kind)), 0, 16, 8, 16)
	p.box = look.Dock(look.Column(0, head, line, look.Hairline()), nil, nil, p.form.box, p.body)
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	p.org = p.desk.Within(to).Org
	if p.day.IsZero() {
		p.day = p.desk.Today()
	}
	p.Reload()
}

// Focus implements desk.Focuser.
func (p *Page) Focus() { p.desk.Window.Canvas().Focus(p.table) }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Retheme implements desk.Rethemer.
func (p *Page) Retheme() { p.table.Refresh() }

// Back implements desk.Stepper: it closes the form.
func (p *Page) Back() bool {
	if !p.form.box.Visible() {
		return false
	}
	p.form.close()
	p.Focus()
	return true
}

// Save implements desk.Saver: it books what stands in the form.
func (p *Page) Save() bool {
	if !p.form.box.Visible() {
		return false
	}
	p.form.save()
	return true
}

// TakeKey implements desk.KeyTaker.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyPageUp:
		p.step(-1)
	case fyne.KeyPageDown:
		p.step(+1)
	case fyne.KeyInsert:
		p.bookHere()
	case fyne.KeyF6:
		p.Focus()
	default:
		return false
	}
	return true
}

func (p *Page) today() {
	p.day = p.desk.Today()
	p.Reload()
}

// step goes to the day, the week or the month before or after.
func (p *Page) step(by int) {
	switch p.span.Selected {
	case byDay:
		p.day = p.day.AddDays(by)
	case byMonth:
		p.day.Day = 1
		p.day = p.day.AddMonths(by)
	default:
		p.day = p.day.AddDays(7 * by)
	}
	p.Reload()
}

// query is what the page shows.
func (p *Page) query() board.CalendarQuery {
	q := board.CalendarQuery{Org: p.org}
	switch p.span.Selected {
	case byDay:
		q.First, q.Last = p.day, p.day
	case byMonth:
		q.First = value.Date{Year: p.day.Year, Month: p.day.Month, Day: 1}
		q.Last = value.Date{Year: p.day.Year, Month: p.day.Month}.Last()
	default:
		q.First = board.Monday(p.day)
		q.Last = q.First.AddDays(6)
	}
	if i := p.kind.SelectedIndex(); i > 0 {
		q.Type = ledger.VenueType.Choices()[i-1].Code
	}
	return q
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	q := p.query()
	desk.Ask(&p.reading, func(ctx context.Context) (*board.Calendar, error) {
		return board.ReadCalendar(ctx, p.desk.Records(), q)
	}, func(c *board.Calendar, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.calendar = c
		p.show()
	})
}

func (p *Page) show() {
	c := p.calendar
	q := c.Query
	p.period.SetText(periodWords(p.span.Selected, q))
	booked, clashing := c.Clashing()
	text := fmt.Sprintf("%d 处场地,%d 次预约", len(c.Venues), booked)
	if p.org != "" {
		text = p.desk.OrgName(p.org) + " · " + text
	}
	p.count.SetTone(look.Plain)
	if clashing > 0 {
		text += fmt.Sprintf(",%d 次时间冲突", clashing)
		p.count.SetTone(look.Broken)
	}
	p.count.SetText(text)
	p.table.set(c, p.desk.Today())
	var content fyne.CanvasObject = p.table.box
	if len(c.Venues) == 0 {
		content = p.emptyState()
	}
	if len(p.body.Objects) != 1 || p.body.Objects[0] != content {
		p.body.Objects = []fyne.CanvasObject{content}
	}
	p.body.Refresh()
	p.box.Refresh()
	p.desk.SetTitle(p, View.Name+" "+text)
	if p.desk.Window.Canvas().Focused() == nil && len(c.Venues) > 0 {
		p.Focus()
	}
	p.showStatus()
}

// emptyState says why no venue is shown, and what to do.
func (p *Page) emptyState() fyne.CanvasObject {
	if p.calendar.Query.Type != "" {
		return look.EmptyState("没有可预约的"+p.kind.Selected, "别的场地也许空着",
			look.Step{Label: "看全部场地", Do: func() { p.kind.SetSelectedIndex(0) }})
	}
	return look.EmptyState("没有可预约的场地", "在场所设施台账里把「可否预约」填为是,场地就会出现在这里",
		look.Step{Label: "打开场所设施台账", Do: func() { p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: "venue"}) }})
}

// periodWords names the days shown.
func periodWords(span string, q board.CalendarQuery) string {
	switch span {
	case byDay:
		return q.First.Chinese() + " " + board.Weekday(q.First)
	case byMonth:
		return value.Date{Year: q.First.Year, Month: q.First.Month}.Chinese()
	}
	return fmt.Sprintf("%s — %d月%d日", q.First.Chinese(), q.Last.Month, q.Last.Day)
}

// showStatus says at the foot what is under the cursor.
func (p *Page) showStatus() {
	if p.calendar == nil || len(p.calendar.Venues) == 0 {
		p.desk.Status(p, "")
		return
	}
	if p.table.drag != nil {
		p.desk.Status(p, p.table.drag.words(p.calendar))
		return
	}
	v, day, b := p.table.place()
	where := v.Record.Label()
	if v.Lender != "" {
		where += "(" + v.Lender + "提供)"
	}
	where += " · " + day.Chinese() + " " + board.Weekday(day)
	switch {
	case b == nil:
		where += " · 回车、双击或拖过空闲时间来预约"
		if on, at, ok := p.calendar.Free(v.Record.ID, day, 0, 0); ok && on == day {
			where += ",最早 " + at.String()
		} else if ok {
			where += fmt.Sprintf(",当天没有空闲,最近是 %d月%d日 %s", on.Month, on.Day, at)
		}
	case len(b.Clashes) > 0:
		var with []string
		for _, r := range b.Clashes {
			with = append(with, r.Label())
		}
		where += " · " + p.calendar.Words(b) + " · 与「" + strings.Join(with, "」「") + "」时间冲突"
	default:
		where += " · " + p.calendar.Words(b)
	}
	p.desk.Status(p, where)
}

// open shows the record of a booking.
func (p *Page) open(b *board.Booked) {
	p.desk.ShowRecords(ledger.Activity, []string{b.Record.ID}, b.Record.Label())
}

// bookHere opens the form for the place under the cursor.
func (p *Page) bookHere() {
	if s, ok := p.table.slot(); ok {
		p.book(s)
	}
}

// book opens the form for a slot.
func (p *Page) book(s board.Slot) {
	p.form.open(p.calendar.Draft(s, p.org), p.calendar.Venue(s.Venue))
}

// shift moves a booking to where it was dragged.
func (p *Page) shift(b *board.Booked, moved catalog.Record) {
	op := catalog.Operation{Label: "改预约 " + b.What(), Changes: []catalog.Change{catalog.Update(b.Record, moved)}}
	where := p.calendar.Place(moved)
	p.desk.Apply(op, func(_ store.Done, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.Focus()
		p.desk.Say("已把「"+b.What()+"」改到 "+where, look.Step{Label: "撤销", Do: p.desk.Undo})
	})
}

// save stores a new activity, unless its venue is taken.
func (p *Page) save(r catalog.Record) {
	op := catalog.Operation{Label: "预约 " + r.Label(), Changes: []catalog.Change{catalog.Create(r)}}
	p.desk.Apply(op, func(done store.Done, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.form.close()
		p.Focus()
		steps := []look.Step{{Label: "撤销", Do: p.desk.Undo}}
		if len(done.IDs) == 1 {
			steps = append(steps, look.Step{Label: "填写其他内容", Do: func() { p.desk.ShowRecords(ledger.Activity, done.IDs, r.Label()) }})
		}
		p.desk.Say("已预约 "+r.Get("place").Canonical()+":"+r.Label(), steps...)
	})
}

// Export implements desk.Exporter.
func (p *Page) Export() {
	if p.calendar != nil {
		p.desk.SaveDocument(p.document(), ".xlsx")
	}
}

// Print implements desk.Printer.
func (p *Page) Print() {
	if p.calendar != nil {
		p.desk.Preview(desk.Place{Kind: "activity"}, p.document())
	}
}

func (p *Page) document() desk.Document {
	c, office := p.calendar, p.desk.Office.Name
	return desk.Document{Name: office + p.desk.OrgName(p.org) + "场地预约表" + p.period.Text, Tables: func(context.Context) ([]catalog.Table, error) {
		return []catalog.Table{c.Table(office)}, nil
	}}
}
