package reminders

import (
	"fmt"
	"slices"
	"strconv"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/data/catalog"
	"taizhang/data/due"
	"taizhang/data/value"
)

// The ways to put what is due in order.
const (
	byDay  = "按缓急"
	byRule = "按事项"
	byOrg  = "按社区"
)

// The parts of what is due.
const (
	anyState = "全部"
	overdue  = "已过期"
	soon     = "一个月内到期"
	later    = "以后到期或没有期限"
)

// state returns the part that something due belongs to.
func state(i due.Item) string {
	switch {
	case i.Overdue():
		return overdue
	case desk.DueSoon(i):
		return soon
	}
	return later
}

// filter says which of what is due is shown, and in which order.
type filter struct {
	order string
	state string
	rule  string // title; "" is all
	org   string // id; "" is all
}

// line is a row of the list: something due, or the heading of those below it.
type line struct {
	item due.Item
	head string
	n    int // of what is due, from 1; 0 for a heading
}

// lines returns what the filter lets through, in its order; orgs are the names of the communities by id, in names in
// the office's order.
func (f filter) lines(items []due.Item, orgs map[string]string, names []string) []line {
	var out []line
	heads := []string{lately, soon, later, longAgo}
	headOf := urgency
	switch f.order {
	case byRule:
		heads = heads[:0]
		for _, r := range due.Rules() {
			heads = append(heads, r.Title)
		}
		headOf = func(i due.Item) string { return i.Title }
	case byOrg:
		heads = append(slices.Clone(names), noOrg)
		headOf = func(i due.Item) string {
			if name := orgs[i.Org]; name != "" {
				return name
			}
			return noOrg
		}
	}
	listed := 0
	for _, head := range heads {
		at := len(out)
		for _, i := range items {
			if f.has(i) && headOf(i) == head {
				listed++
				out = append(out, line{item: i, n: listed})
			}
		}
		if n := len(out) - at; n > 0 {
			out = slices.Insert(out, at, line{head: fmt.Sprintf("%s(%d 件)", head, n)})
		}
	}
	return out
}

// What stands over the parts of the list in the order of urgency, beside soon and later.
const (
	lately  = "三个月内过期"
	longAgo = "过期三个月以上"
)

// urgency returns the part of the list in which something due stands.
func urgency(i due.Item) string {
	switch s := state(i); {
	case i.LongOverdue():
		return longAgo
	case s == overdue:
		return lately
	default:
		return s
	}
}

// noOrg stands over what belongs to no community.
const noOrg = "不属于社区"

func (f filter) has(i due.Item) bool {
	return (f.state == anyState || f.state == state(i)) && (f.rule == "" || f.rule == i.Title) && (f.org == "" || f.org == i.Org)
}

// remaining says how long there is until the day.
func remaining(i due.Item) string {
	switch {
	case i.Date.IsZero():
		return "没有期限"
	case i.Days < 0:
		return "过期 " + strconv.Itoa(-i.Days) + " 天"
	case i.Days == 0:
		return "今天"
	}
	return "还有 " + strconv.Itoa(i.Days) + " 天"
}

// columns are those of the list and of the printed table.
func columns() []grid.Column {
	return []grid.Column{
		{Key: "date", Heading: []string{"期限"}, Width: 100}, {Key: "days", Heading: []string{"剩余时间"}, Width: 124}, {Key: "title", Heading: []string{"事项"}, Width: 150},
		{Key: "org", Heading: []string{"社区"}, Width: 108}, {Key: "text", Heading: []string{"内容"}, Width: 560},
	}
}

// cells returns the words of something due, in the order of the columns.
func cells(i due.Item, orgs map[string]string) []string {
	return []string{i.Date.String(), remaining(i), i.Title, orgs[i.Org], i.Text}
}

// table returns the lines as a table for officials.
func table(office, org string, day value.Date, lines []line, orgs map[string]string) catalog.Table {
	t := catalog.Table{
		Title: office + org + "到期事项一览表", Left: "填报单位：" + office + org, Right: "截止日期：" + day.Chinese(),
		Columns: []catalog.Column{{Heading: []string{"序号"}, Width: 10}, {Heading: []string{"期限"}, Width: 24}, {Heading: []string{"剩余时间"}, Width: 26},
			{Heading: []string{"事项"}, Width: 36, Align: catalog.AlignLeft}, {Heading: []string{"社区"}, Width: 26}, {Heading: []string{"内容"}, Width: 120, Align: catalog.AlignLeft}},
		Signers: []string{"填表人", "审核人", "单位（盖章）"}, Sheet: "到期事项",
	}
	for _, l := range lines {
		if l.head != "" {
			t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{l.head}, Group: true})
			continue
		}
		t.Rows = append(t.Rows, catalog.TableRow{Cells: append([]string{strconv.Itoa(l.n)}, cells(l.item, orgs)...), ID: l.item.About.ID})
	}
	return t
}
