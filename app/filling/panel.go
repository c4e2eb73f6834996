package filling

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// mostMissing bounds the list of cells that stayed blank.
const mostMissing = 200

// showPanel lists what was left blank, if the form is filled in, and what each column will hold.
func (p *Page) showPanel() {
	p.panel.Objects = nil
	if len(p.results) > 0 {
		p.panel.Add(resultBox("已填", p.results))
	} else if p.trial != nil {
		p.panel.Add(resultBox("将填", p.trial.results))
	}
	p.panel.Add(p.options())
	p.addLines("各列填什么", func(c *filling.Column) bool { return !c.OfRow() })
	p.addLines("各行填什么", (*filling.Column).OfRow)
	p.panel.Refresh()
}

// addLines shows those of the columns, or of the rows, that belong under a heading.
func (p *Page) addLines(heading string, of func(*filling.Column) bool) {
	headed := false
	for _, b := range p.plan.Blanks {
		for i := range b.Columns {
			c := &b.Columns[i]
			if !of(c) {
				continue
			}
			if !headed {
				p.panel.Add(look.NewText(heading, look.Strong))
				headed = true
			}
			p.panel.Add(p.columnLine(b, c))
		}
	}
}

// options lets the clerk say for whom and for which day the form is completed.
func (p *Page) options() fyne.CanvasObject {
	box := look.Column(6, look.NewText("填给谁、按哪天", look.Strong))
	if p.listed != nil && !p.plan.Counts() {
		only := look.NewCheck(fmt.Sprintf("只填名册里列出的 %d %s,按那里的顺序", len(p.listed), p.plan.Kind.Unit), nil)
		only.Checked = true
		only.OnChanged = func(bool) {
			p.listed = nil
			p.recount()
		}
		box.Add(only)
	}
	if only, ok := p.plan.Only(); ok {
		box.Add(look.NewParagraph(only.Why))
		check := look.NewCheck("只填这些人", nil)
		check.Checked = !p.all
		check.OnChanged = func(on bool) {
			p.all = !on
			p.recount()
		}
		box.Add(check)
	}
	day := look.NewEntry()
	day.SetText(p.plan.AsOf().String())
	day.OnSubmitted = p.setAsOf
	box.Add(look.Row(8, look.MutedText("截止日期"), look.Wide(130, day), look.Button("算到这天", nil, func() { p.setAsOf(day.Text) })))
	if p.plan.Counts() {
		box.Add(p.period())
	}
	if p.plan.Recalled() {
		box.Add(look.Row(8, look.MutedText("用了上次记住的各列"), look.QuietButton("忘记", nil, p.forget)))
	}
	return box
}

// setAsOf counts ages on another day.
func (p *Page) setAsOf(text string) {
	var day value.Date
	if text = strings.TrimSpace(text); text != "" {
		r, ok := value.ParseDate(text)
		if !ok || r.Date.Precision() != value.FullDate {
			p.desk.Warn("「" + text + "」不是完整的日期,请写成 2026-12-31 这样")
			return
		}
		day = r.Date
	}
	plan := p.plan
	p.desk.Run("改截止日期", func(ctx context.Context, _ desk.Progress) error {
		p.planning.Lock()
		defer p.planning.Unlock()
		return plan.SetAsOf(ctx, day)
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		if plan.Counts() {
			p.recount()
		}
		p.showPanel()
	})
}

// forget drops what was decided for forms with these headings and reads the form anew.
func (p *Page) forget() {
	plan := p.plan
	p.desk.Run("忘记", func(ctx context.Context, _ desk.Progress) error { return plan.Forget(ctx) }, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.read(p.path)
	})
}

// resultBox says what became of the sheets and lists what stayed blank or is doubtful.
func resultBox(verb string, results []filling.Result) fyne.CanvasObject {
	rows, added, missing, numbers := 0, 0, 0, 0
	var lines []string
	for _, r := range results {
		if len(r.Numbers) == 0 || len(results) > 1 && r.Kind != "" {
			rows += r.Rows
		}
		added += r.AddedRows
		missing += len(r.Missing)
		numbers += len(r.Numbers)
		for _, m := range r.Missing {
			place := m.Cell
			if len(results) > 1 {
				place = r.Sheet + " " + m.Cell
			}
			lines = append(lines, fmt.Sprintf("%s %s:%s", place, m.Name, m.Problem))
		}
		for _, n := range r.Notes {
			lines = append(lines, r.Sheet+":"+n)
		}
	}
	text := fmt.Sprintf("%s %d 条", verb, rows)
	if numbers > 0 && rows > 0 {
		text += fmt.Sprintf("、%d 个数", numbers)
	} else if numbers > 0 {
		text = fmt.Sprintf("%s %d 个数", verb, numbers)
	}
	if len(results) > 1 {
		text += fmt.Sprintf(",共 %d 张", len(results))
	}
	if added > 0 {
		text += fmt.Sprintf(",加了 %d 行", added)
	}
	if missing > 0 {
		text += fmt.Sprintf(",%d 处没有内容或要核对", missing)
	}
	if n := len(lines) - mostMissing; n > 0 {
		lines = append(lines[:mostMissing], fmt.Sprintf("还有 %d 处", n))
	}
	tone := look.Added
	if len(lines) > 0 {
		tone = look.Doubt
	}
	return look.Toned(tone, look.NewParagraph(strings.Join(append([]string{text}, lines...), "\n")))
}

// columnLine shows a column, what it will hold and why.
func (p *Page) columnLine(b *filling.Blank, c *filling.Column) fyne.CanvasObject {
	place := c.Place()
	if b.Card {
		place = sheet.CellName(c.Row, c.Col)
	}
	button := look.QuietButton(p.fieldWords(b, c)+" ▾", nil, nil)
	button.OnTapped = func() { p.fieldMenu(b, place, c, fyne.CurrentApp().Driver().AbsolutePositionForObject(button)) }
	name := look.NewCutText(place+"  "+strings.ReplaceAll(c.Title(), "\n", ""), look.Body)
	why := c.Why
	if c.Form != "" {
		why += ",写成 " + c.Form
	}
	return look.Column(0, container.NewBorder(nil, nil, nil, button, name), look.NewCutText(why, look.Caption))
}

// fieldWords says what a column will hold.
func (p *Page) fieldWords(b *filling.Blank, c *filling.Column) string {
	if b.Counts() {
		return b.Words(c)
	}
	if c.Kept {
		return "原有公式"
	}
	var words []string
	for _, key := range c.Fields {
		switch f := p.plan.Kind.Field(key); {
		case key == catalog.Serial:
			words = append(words, "序号")
		case f != nil:
			words = append(words, f.Title)
		default:
			words = append(words, "本单位")
		}
	}
	if len(words) == 0 {
		return "留空"
	}
	return strings.Join(words, "+")
}

// columnMenu offers what a column of the form may hold.
func (p *Page) columnMenu(col int, at fyne.Position) {
	b := p.plan.Blanks[0]
	if i := slices.IndexFunc(b.Columns, func(c filling.Column) bool { return c.Col == col && !c.OfRow() }); i >= 0 {
		p.fieldMenu(b, sheet.ColName(col), &b.Columns[i], at)
	}
}

func (p *Page) fieldMenu(b *filling.Blank, place string, c *filling.Column, at fyne.Position) {
	if b.Counts() {
		p.countMenu(place, c, at)
		return
	}
	choose := func(key string) func() {
		return func() { p.set(place, key) }
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem("留空", choose("")), fyne.NewMenuItem("序号", choose(catalog.Serial)), fyne.NewMenuItemSeparator()}
	for i := range p.plan.Kind.Fields {
		f := &p.plan.Kind.Fields[i]
		item := fyne.NewMenuItem(f.Title, choose(f.Key))
		item.Checked = slices.Contains(c.Fields, f.Key)
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.desk.Window.Canvas(), at)
}

// set says what a column will hold; it is remembered with the form when it is filled in.
func (p *Page) set(column, field string) {
	plan := p.plan
	p.desk.Run("改列", func(ctx context.Context, _ desk.Progress) error {
		p.planning.Lock()
		defer p.planning.Unlock()
		return plan.Set(ctx, column, field)
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		if plan.Counts() {
			p.recount()
		}
		p.grid.SetColumns(p.view.columns())
		p.showSentence()
		p.showPanel()
	})
}
