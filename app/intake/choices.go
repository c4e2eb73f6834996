package intake

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

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
	choose := func(do func() error) func() {
		return func() {
			if p.busy {
				return
			}
			if err := do(); err != nil {
				p.desk.Fail(err)
				return
			}
			p.replan()
		}
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("不存储这一列", choose(func() error { return t.SetField(i, "") })),
		fyne.NewMenuItem("并入备注", choose(func() error { return t.SetNote(i) })),
		fyne.NewMenuItemSeparator(),
	}
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

// rowMenu offers to take a row in or to leave it out.
func (p *Page) rowMenu(row, _ int, at fyne.Position) {
	s := p.view.sheet()
	if row < 0 || s == nil {
		return
	}
	fate := p.plan.Row(s, row)
	if fate.Table == nil {
		return
	}
	label, out := "导入这一行", false
	if fate.Role == intake.RoleBody {
		label, out = "不导入这一行", true
	}
	menu := fyne.NewMenu("", fyne.NewMenuItem(label, func() { p.leaveOut(fate.Table, row, out) }))
	widget.ShowPopUpMenuAtPosition(menu, p.desk.Window.Canvas(), at)
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
