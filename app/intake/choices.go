package intake

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/desk"
	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/value"
)

// columnMenu offers what a column of the sheet may mean.
func (p *Page) columnMenu(col int, at fyne.Position) {
	i := slices.IndexFunc(p.current().Table.Columns, func(c intake.TableColumn) bool { return c.Col == col })
	if i >= 0 {
		p.fieldMenu(i, at)
	}
}

// fieldMenu offers the fields of the table's kind for its i-th column.
func (p *Page) fieldMenu(i int, at fyne.Position) {
	t := p.current().Table
	if t.Kind == nil {
		return
	}
	choose := func(do func() error) func() { return func() { p.change(do) } }
	items := p.policyItems(i, choose)
	items = append(items,
		fyne.NewMenuItem("不存储这一列", choose(func() error { return t.SetField(i, "") })),
		fyne.NewMenuItem("并入备注", choose(func() error { return t.SetNote(i) })),
		fyne.NewMenuItemSeparator(),
	)
	for j := range t.Kind.Fields {
		f := &t.Kind.Fields[j]
		if !f.Stored() {
			continue
		}
		item := fyne.NewMenuItem(f.Title, choose(func() error { return t.SetField(i, f.Key) }))
		item.Checked = t.Columns[i].Field == j
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.desk.Window.Canvas(), at)
}

// policies are what a column may do to records that are stored already, with their words.
var policies = []struct {
	words  string
	policy intake.Policy
}{{"更新时:以表格为准", intake.TakeAll}, {"更新时:只补空白", intake.FillEmpty}, {"更新时:从不改动", intake.Never}}

// policyItems offer what the i-th column does to stored records, if it fills a field and updates any.
func (p *Page) policyItems(i int, choose func(func() error) func()) []*fyne.MenuItem {
	t := p.current().Table
	if !t.Columns[i].Mapped() || p.current().Counts.Changed+p.current().Counts.Same == 0 {
		return nil
	}
	var items []*fyne.MenuItem
	for _, c := range policies {
		item := fyne.NewMenuItem(c.words, choose(func() error { return t.SetPolicy(i, c.policy) }))
		item.Checked = t.Policy(i) == c.policy
		items = append(items, item)
	}
	return append(items, fyne.NewMenuItemSeparator())
}

// takeField decides one field of a row that is a stored record.
func (p *Page) takeField(row *intake.Row, field string, take bool) {
	if p.busy {
		return
	}
	if err := p.plan.Choose(row, field, take); err != nil {
		p.desk.Fail(err)
		return
	}
	p.replan()
}

// forgetShape drops what was decided for sheets of this shape before.
func (p *Page) forgetShape() {
	if p.busy {
		return
	}
	t := p.current().Table
	p.busy = p.desk.Run("忘记上次的选择", func(ctx context.Context, _ desk.Progress) error { return t.Forget(ctx) }, func(err error) {
		p.busy = false
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.replan()
	})
}

// choiceMenu offers what may be decided about a whole table.
func (p *Page) choiceMenu(c intake.Choice, at fyne.Position) {
	t := p.current().Table
	var items []*fyne.MenuItem
	for i, words := range c.Options {
		item := fyne.NewMenuItem(words, func() { p.decide(t, c.Key, i) })
		item.Checked = i == c.Chosen
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.desk.Window.Canvas(), at)
}

// decide takes an option of a choice about a table.
func (p *Page) decide(t *intake.Table, key string, option int) {
	p.change(func() error { return t.Decide(key, option) })
}

// change changes something about a table, and plans anew.
func (p *Page) change(do func() error) {
	if p.busy {
		return
	}
	if err := do(); err != nil {
		p.desk.Fail(err)
		return
	}
	p.replan()
}

// rowMenu offers to take a row in or to leave it out, to join it to the record above it or to part it from that.
func (p *Page) rowMenu(row, _ int, at fyne.Position) {
	s := p.view.sheet()
	if row < 0 || s == nil {
		return
	}
	fate := p.plan.Row(s, row)
	if fate.Table == nil {
		return
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", p.rowItems(fate, row)...), p.desk.Window.Canvas(), at)
}

func (p *Page) rowItems(fate intake.RowFate, row int) []*fyne.MenuItem {
	t := fate.Table
	include := func(label string, out bool) *fyne.MenuItem {
		return fyne.NewMenuItem(label, func() { p.leaveOut(t, row, out) })
	}
	join := fyne.NewMenuItem("接到上一行的记录", func() { p.change(func() error { return t.Continue(row) }) })
	switch {
	case fate.Role == intake.RoleMore && t.IsLine(row):
		return []*fyne.MenuItem{fyne.NewMenuItem("整张表每行都是一条记录", func() { p.decide(t, intake.LinesChoice, intake.LineEach) })}
	case fate.Role == intake.RoleMore:
		return []*fyne.MenuItem{include("单独作为一条记录", false), include("不导入这一行", true)}
	case fate.Role == intake.RoleBody:
		return []*fyne.MenuItem{include("不导入这一行", true), join}
	}
	return []*fyne.MenuItem{include("导入这一行", false), join}
}

func (p *Page) leaveOut(t *intake.Table, row int, out bool) {
	if p.busy {
		return
	}
	t.LeaveOut(row, out)
	p.replan()
}

// words are what a clerk reads for a value; references are named.
func (p *Page) words(f *catalog.Field, v value.Value) string {
	switch ref, ok := f.Type.(catalog.Referrer); {
	case catalog.Refers(f.Type) != "" && !(ok && ref.Target() == "org"):
		return p.plan.Words(f, v)
	case v.IsEmpty():
		return "空"
	case ok && ref.Target() == "org" && !v.IsUnread():
		if name := p.desk.OrgName(v.Canonical()); name != "" {
			return name
		}
		return "新建的社区"
	}
	return f.Type.Format(v)
}
