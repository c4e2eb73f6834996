package filling

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/filling"
	"taizhang/data/sheet"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// A form that asks for numbers is shown as it will be: each number leads to the records behind it.

// numbersTitle stands for such forms in the list of kinds.
const numbersTitle = "统计数"

// rehearsal is a form of numbers that was filled in to be looked at.
type rehearsal struct {
	book    *sheet.Book
	results []filling.Result
	numbers map[[2]int]*filling.Number // of the sheet that is shown, by row and column
}

// rehearse fills a copy of the form in and reads it as Excel would show it.
func rehearse(ctx context.Context, plan *filling.Plan, original *sheet.Form, jobs []filling.Job) (*rehearsal, error) {
	form, err := original.Clone()
	if err != nil {
		return nil, err
	}
	r := &rehearsal{numbers: map[[2]int]*filling.Number{}}
	if r.results, err = plan.Fill(ctx, form, jobs); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := form.Write(ctx, &out); err != nil {
		return nil, err
	}
	if r.book, err = sheet.Read(ctx, bytes.NewReader(out.Bytes()), int64(out.Len()), plan.Name, sheet.Options{}); err != nil {
		return nil, err
	}
	for i := range r.results[0].Numbers {
		n := &r.results[0].Numbers[i]
		r.numbers[[2]int{n.Row, n.Col}] = n
	}
	return r, nil
}

// numberAt returns the number that stands in a cell of the sheet that is shown; nil if there is none.
func (p *Page) numberAt(row, col int) *filling.Number {
	if p.trial == nil {
		return nil
	}
	return p.trial.numbers[[2]int{row, col}]
}

// openNumber shows the records behind a number.
func (p *Page) openNumber(row, col int) {
	if n := p.numberAt(row, col); n != nil {
		p.away = true
		p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: n.Kind, IDs: n.Records, Title: fmt.Sprintf("%s %s %s", n.Cell, n.What, n.Count)})
	}
}

// sayNumber says what the number of the current cell counts.
func (p *Page) sayNumber() {
	row, col, ok := p.grid.Current()
	n := p.numberAt(row, col)
	if !ok || n == nil {
		return
	}
	text := fmt.Sprintf("%s = %s:%s,来自 %d 条记录", n.Cell, n.Count, n.What, len(n.Records))
	if n.Of != nil {
		text = fmt.Sprintf("%s = %s%%:%s %d,占「%s」%d,来自 %d 条记录", n.Cell, n.Count, n.What, n.Of.Part, n.Of.What, n.Of.Count, len(n.Records))
	}
	if len(n.Records) > 0 {
		text += ",点数字打开"
	}
	p.desk.Status(p, text)
}

// period lets the clerk say of which days what was done is counted.
func (p *Page) period() fyne.CanvasObject {
	from, to := look.NewEntry(), look.NewEntry()
	first, last := p.plan.Period()
	from.SetText(first.String())
	to.SetText(last.String())
	set := func() { p.setPeriod(from.Text, to.Text) }
	from.OnSubmitted = func(string) { set() }
	to.OnSubmitted = func(string) { set() }
	from.SetPlaceHolder("从最早的一条")
	to.SetPlaceHolder("到截止日期")
	return look.Column(4, look.MutedText("活动、慰问等只数这段时间的"),
		look.Row(6, look.Wide(112, from), look.MutedText("至"), look.Wide(112, to), look.Button("重数", nil, set)))
}

// setPeriod counts what was done on other days.
func (p *Page) setPeriod(from, to string) {
	var days [2]value.Date
	for i, text := range []string{from, to} {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		r, ok := value.ParseDate(text)
		if !ok || r.Guessed {
			p.desk.Warn("「" + text + "」不是日期,请写成 2026-01-01 或 2026-01 这样")
			return
		}
		days[i] = r.Date
	}
	plan := p.plan
	p.desk.Run("改统计时段", func(context.Context, desk.Progress) error {
		p.planning.Lock()
		defer p.planning.Unlock()
		plan.SetPeriod(days[0], days[1])
		return nil
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.recount()
	})
}

// ofWhom are the limits that the menu of a heading offers, beside what the heading says itself.
var ofWhom = []struct{ title, field, filter string }{
	{"男", "sex", "sex=1"}, {"女", "sex", "sex=2"}, {"少数民族", "ethnicity", "ethnicity!=01"}, {"35岁及以下", "age", "age=0..35"}, {"60岁及以上", "age", "age=60.."},
	{"大专及以上", "education", "education=10,20,30"}, {"正式党员", "political_status", "political_status=01"}, {"预备党员", "political_status", "political_status=02"},
}

// countMenu offers what a column or a row of a form of numbers may count.
func (p *Page) countMenu(place string, c *filling.Column, at fyne.Position) {
	choose := func(keys ...string) func() {
		return func() { p.set(place, strings.Join(keys, "+")) }
	}
	number := slices.DeleteFunc(slices.Clone(c.Fields), func(key string) bool { return key == "share" || strings.HasPrefix(key, "of:") })
	filters := slices.DeleteFunc(slices.Clone(number), func(key string) bool { return !strings.Contains(key, "=") })
	subject := slices.DeleteFunc(number, func(key string) bool { return strings.Contains(key, "=") })
	items := []*fyne.MenuItem{fyne.NewMenuItem("留空", choose()), fyne.NewMenuItem("合计(不分)", choose("total")), fyne.NewMenuItem("占总数的比例", choose(slices.Concat(subject, filters, []string{"share"})...)), fyne.NewMenuItemSeparator()}
	of := make([]*fyne.MenuItem, 0, len(ofWhom)+1)
	for _, w := range ofWhom {
		others := slices.DeleteFunc(slices.Clone(filters), func(key string) bool { return strings.HasPrefix(strings.ReplaceAll(key, "!", ""), w.field+"=") })
		item := fyne.NewMenuItem(w.title, choose(slices.Concat(subject, others, []string{w.filter})...))
		item.Checked = slices.Contains(filters, w.filter)
		of = append(of, item)
	}
	if len(subject) > 0 {
		of = append(of, fyne.NewMenuItem("不分", choose(subject...)))
	}
	only := fyne.NewMenuItem("只数", nil)
	only.ChildMenu = fyne.NewMenu("", of...)
	items = append(items, only, fyne.NewMenuItemSeparator())
	for _, m := range tally.Measures() {
		item := fyne.NewMenuItem(m.Title, choose(append([]string{m.Key}, filters...)...))
		item.Checked = slices.Contains(c.Fields, m.Key)
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.desk.Window.Canvas(), at)
}
