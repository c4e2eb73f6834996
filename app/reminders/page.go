package reminders

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/due"
	"taizhang/data/value"
)

// Page lists what is due.
type Page struct {
	desk    *desk.Desk
	place   desk.Place
	day     value.Date
	items   []due.Item
	lines   []line
	orgs    map[string]string
	reading desk.Latest

	box                fyne.CanvasObject
	body               *fyne.Container
	asof               *look.Entry
	order, state, rule *look.Select
	grid               *grid.Grid
}

// allRules is the choice of every sort.
const allRules = "全部事项"

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, body: container.NewStack()}
	rules := []string{allRules}
	for _, r := range due.Rules() {
		rules = append(rules, r.Title)
	}
	p.order, p.state, p.rule = p.choice(byDay, byRule, byOrg), p.choice(anyState, overdue, soon, later), p.choice(rules...)
	p.asof = desk.DayEntry("2003-09-30", p.Reload)
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("到期提醒")}, []fyne.CanvasObject{
		look.Button("导出", theme.DocumentSaveIcon(), p.Export),
		look.PrimaryButton("打印", theme.DocumentPrintIcon(), p.Print),
	})
	filters := look.Inset(look.Row(12, look.MutedText("看到哪一天"), look.Wide(110, p.asof), look.Wide(110, p.order), look.Wide(180, p.state), look.Wide(190, p.rule)), 0, 16, 8, 16)
	p.grid = grid.New(p, columns(), 0)
	p.grid.OnOpen = p.open
	p.grid.OnLink = func(row, _ int) { p.open(row) }
	p.grid.OnUnhandledKey = func(k *fyne.KeyEvent) { d.TakeKey(k) }
	p.box = container.NewBorder(container.NewVBox(head, container.NewHScroll(filters)), nil, nil, nil, p.body)
	return p
}

// choice is one of the lists that say what is shown; its first choice is in force.
func (p *Page) choice(words ...string) *look.Select {
	s := look.NewSelect(words, nil)
	s.SetSelectedIndex(0)
	s.OnChanged = func(string) { p.show() }
	return s
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	p.place = p.desk.Within(to)
	if p.asof.Text == "" {
		p.asof.SetText(p.desk.Today().String())
	}
	p.Reload()
}

// Focus implements desk.Focuser.
func (p *Page) Focus() { p.desk.Window.Canvas().Focus(p.grid) }

// Reminded implements desk.Reminded: what is due today is known anew, so that of any other day is too.
func (p *Page) Reminded() { p.Reload() }

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	day, err := desk.ReadDay("日期", p.asof.Text)
	if err != nil {
		p.desk.Fail(err)
		return
	}
	if p.day = day; day.IsZero() {
		p.day = p.desk.Today()
	}
	if items, known := p.desk.Reminders(); known && p.day == p.desk.Today() {
		p.answered(items)
		return
	}
	asof := p.day
	desk.Ask(&p.reading, func(ctx context.Context) ([]due.Item, error) {
		return due.List(ctx, p.desk.Records(), asof)
	}, func(items []due.Item, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.answered(items)
	})
}

func (p *Page) answered(items []due.Item) {
	p.reading.Cancel()
	p.items, p.orgs = items, map[string]string{}
	for _, i := range items {
		if i.Org != "" {
			p.orgs[i.Org] = p.desk.OrgName(i.Org)
		}
	}
	p.show()
}

func (p *Page) filter() filter {
	f := filter{order: p.order.Selected, state: p.state.Selected, org: p.place.Org}
	if p.rule.Selected != allRules {
		f.rule = p.rule.Selected
	}
	return f
}

// show lists what the choices let through.
func (p *Page) show() {
	p.lines = p.filter().lines(p.items, p.orgs, p.desk.OrgNames())
	content := fyne.CanvasObject(p.grid)
	if len(p.lines) == 0 {
		content = look.EmptyState("没有到期的事项", "届满、转正、党费、会议、流动党员、转接、发展党员、计划和问题整改到期时会列在这里")
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
	p.grid.Refresh()
	if row, col, ok := p.grid.Current(); ok && row == 0 && len(p.lines) > 1 && p.lines[0].head != "" {
		p.grid.Select(1, col) // the first that can be opened
	}
	p.desk.Status(p, p.summary())
}

// summary counts what is shown.
func (p *Page) summary() string {
	count := map[string]int{}
	n := 0
	for _, l := range p.lines {
		if l.head == "" {
			count[state(l.item)]++
			n++
		}
	}
	return fmt.Sprintf("%s · %d 件:%d 件已过期,%d 件一个月内到期", p.day.Chinese(), n, count[overdue], count[soon])
}

func (p *Page) open(row int) {
	if row >= 0 && row < len(p.lines) && p.lines[row].head == "" {
		p.desk.OpenDue(p.lines[row].item)
	}
}

// Export implements desk.Exporter.
func (p *Page) Export() { p.desk.SaveDocument(p.document(), ".xlsx") }

// Print implements desk.Printer.
func (p *Page) Print() { p.desk.Preview(p.place, p.document()) }

func (p *Page) document() desk.Document {
	office, org := p.desk.Office.Name, p.desk.OrgName(p.place.Org)
	day, lines, orgs := p.day, p.lines, p.orgs
	return desk.Document{Name: office + org + "到期事项", Tables: func(context.Context) ([]catalog.Table, error) {
		return []catalog.Table{table(office, org, day, lines, orgs)}, nil
	}}
}

// Len implements grid.Source.
func (p *Page) Len() int { return len(p.lines) }

// Need implements grid.Source; all lines are there.
func (p *Page) Need(int, int) {}

// Cell implements grid.Source.
func (p *Page) Cell(row, col int) (grid.Cell, bool) {
	l := p.lines[row]
	if l.head != "" {
		return grid.Cell{Text: l.head, Bold: true}, true
	}
	cell := grid.Cell{Text: cells(l.item, p.orgs)[col]}
	switch columns()[col].Key {
	case "days":
		cell.Mark, cell.Sign, cell.Muted = desk.DueTone(l.item), "⚠", state(l.item) == later
	case "text":
		cell.Link = true
	}
	return cell, true
}

// Row implements grid.RowStyler.
func (p *Page) Row(row int) grid.RowStyle {
	if n := p.lines[row].n; n > 0 {
		return grid.RowStyle{Label: strconv.Itoa(n)}
	}
	return grid.RowStyle{Strong: true, Label: " ", Spans: []grid.Span{{First: 0, Last: len(columns()) - 1}}}
}
