package overview

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/due"
	"taizhang/data/store"
	"taizhang/data/tally"
)

// What the list of what is due shows.
const (
	dueShown = 7 // in all
	ofOne    = 2 // of one sort, so that one sort doesn't hide the others
	dueLeast = 4 // in all, with more of one sort if there are no others
)

// showDue lists the most urgent of what is due.
func (p *Page) showDue() {
	all, known := p.desk.Reminders()
	if !known {
		p.due.Objects = []fyne.CanvasObject{heading("到期提醒", nil), look.MutedText("正在查找…")}
		p.due.Refresh()
		return
	}
	items := ofOrg(all, p.desk.Org())
	more := look.QuietButton("全部 ›", nil, func() { p.desk.Go(desk.Place{Page: desk.PageReminders, Org: p.desk.Org()}) })
	list := []fyne.CanvasObject{heading(fmt.Sprintf("到期提醒 %d", len(items)), more)}
	for _, i := range urgent(items) {
		list = append(list, newLine(desk.DueTone(i), dueWords(i), i.Text, func() { p.desk.OpenDue(i) }))
	}
	if len(items) == 0 {
		list = append(list, look.MutedText("没有到期的事项"))
	}
	p.due.Objects = list
	p.due.Refresh()
}

// ofOrg returns what is due in a community, "" for all.
func ofOrg(items []due.Item, org string) []due.Item {
	var out []due.Item
	for _, i := range items {
		if org == "" || i.Org == org {
			out = append(out, i)
		}
	}
	return out
}

// urgent returns the first of what is due, few of each sort unless that leaves room.
func urgent(items []due.Item) []due.Item {
	n := 0
	shown, seen := make([]bool, len(items)), map[string]int{}
	for i, item := range items {
		if seen[item.Rule]++; seen[item.Rule] <= ofOne && n < dueShown {
			shown[i] = true
			n++
		}
	}
	for i := range items {
		if !shown[i] && n < dueLeast {
			shown[i] = true
			n++
		}
	}
	var out []due.Item
	for i, item := range items {
		if shown[i] {
			out = append(out, item)
		}
	}
	return out
}

// dueWords says what sort of thing is due, and when.
func dueWords(i due.Item) string {
	switch {
	case i.Date.IsZero():
		return i.Title
	case i.Overdue():
		return i.Title + " · 过期 " + strconv.Itoa(-i.Days) + " 天"
	case i.Days == 0:
		return i.Title + " · 今天到期"
	}
	return i.Title + " · 还有 " + strconv.Itoa(i.Days) + " 天"
}

// showBlanks lists the blank spots: members whom nobody manages, branches that are missing, too large or too small.
func (p *Page) showBlanks(r *tally.Result) {
	list := []fyne.CanvasObject{heading("空白点", look.QuietButton("统计表 ›", nil, func() { p.toTally("coverage") }))}
	for i := range r.Groups {
		g := &r.Groups[i]
		tone, number := look.Added, "无"
		open := func() { p.toTally("coverage") }
		if c := g.Cells[0]; c.Count > 0 {
			tone, number = look.Doubt, fmt.Sprintf("%s %s %s", attention, c.Text(), g.Unit)
			open = func() {
				p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: g.Kind.Key, IDs: c.Records, Title: g.Title})
			}
		}
		list = append(list, newCount(g.Title, number, tone, open))
	}
	p.blanks.Objects = list
	p.blanks.Refresh()
}

// showOps lists the last acts.
func (p *Page) showOps(ops []store.OpInfo) {
	list := []fyne.CanvasObject{heading("最近的操作", look.QuietButton("全部 ›", nil, func() { p.desk.Go(desk.Place{Page: desk.PageHistory}) }))}
	for _, o := range ops {
		when := o.At.In(p.desk.Now().Location()).Format("01-02 15:04")
		list = append(list, look.Inset(look.Column(0, look.NewCutText(o.Label, look.Body), look.NewText(when+"  "+o.Actor, look.Caption)), 0, 6, 0, 6))
	}
	p.ops.Objects = list
	p.ops.Refresh()
}

// heading is the title of a list, with more at the right, which may be nil.
func heading(title string, more fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(4, look.Dock(nil, nil, nil, more, look.Row(0, look.NewText(title, look.Strong))), look.Hairline())
}
