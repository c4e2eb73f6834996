package roster

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

// headerMenu shows what can be done with a column: sort, filter by its values, hide.
func (p *Page) headerMenu(col int, at fyne.Position) {
	f := p.rows.fields[col]
	if !f.Stored() {
		p.popMenu(at, p.sortItems(col)...)
		return
	}
	query := p.query()
	query.Where = slices.DeleteFunc(query.Where, func(c store.Condition) bool { return c.Field == f.Key })
	var latest desk.Latest
	desk.Ask(&latest, func(ctx context.Context) ([]store.ValueCount, error) {
		return p.desk.Store.Distinct(ctx, query, f.Key)
	}, func(values []store.ValueCount, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.valuesPopUp(col, values, at)
	})
}

func (p *Page) sortItems(col int) []*fyne.MenuItem {
	sort := func(desc bool) func() {
		return func() {
			p.grid.SetSort(col, desc)
			p.grid.OnSort(col, desc)
		}
	}
	return []*fyne.MenuItem{
		fyne.NewMenuItem("升序", sort(false)),
		fyne.NewMenuItem("降序", sort(true)),
		fyne.NewMenuItem("隐藏此列", func() {
			p.grid.SetHidden(col, true)
			p.saveState()
		}),
	}
}

// mostValues bounds the list of values to choose from.
const mostValues = 300

// valuesPopUp offers the values of a column with how often each stands there.
func (p *Page) valuesPopUp(col int, values []store.ValueCount, at fyne.Position) {
	f := p.rows.fields[col]
	chosen := map[value.Value]bool{}
	for _, old := range p.filter {
		if old.field == f.Key {
			for _, v := range old.cond.Values {
				chosen[v] = true
			}
		}
	}
	list := container.NewVBox()
	for _, vc := range values[:min(len(values), mostValues)] {
		check := look.NewCheck(fmt.Sprintf("%s  (%d)", p.words(f, vc.Value), vc.Count), func(on bool) { chosen[vc.Value] = on })
		check.Checked = chosen[vc.Value]
		list.Add(check)
	}
	canvas := p.desk.Window.Canvas()
	var pop *widget.PopUp
	do := func(label string, f func()) fyne.CanvasObject {
		return look.QuietButton(label, nil, func() {
			pop.Hide()
			f()
		})
	}
	sorts := container.NewHBox()
	for _, item := range p.sortItems(col) {
		sorts.Add(do(item.Label, item.Action))
	}
	apply := look.PrimaryButton("筛选", nil, func() {
		pop.Hide()
		p.setFilter(f, chosen)
	})
	foot := container.NewHBox(apply, do("清除筛选", func() { p.setFilter(f, nil) }))
	scroll := container.NewVScroll(list)
	content := look.Dock(look.Column(4, sorts, look.Hairline()), look.Inset(foot, 6, 0, 0, 0), nil, nil, scroll)
	pop = widget.NewPopUp(look.Inset(content, 8, 8, 8, 8), canvas)
	th := look.Current()
	scroll.SetMinSize(fyne.NewSize(th.Px(240), min(list.MinSize().Height, th.Px(260))))
	size := pop.MinSize()
	pop.Resize(size)
	pop.ShowAtPosition(fyne.NewPos(max(0, min(at.X, canvas.Size().Width-size.Width-8)), max(0, min(at.Y, canvas.Size().Height-size.Height-8))))
	if len(list.Objects) > 0 {
		canvas.Focus(list.Objects[0].(fyne.Focusable))
	}
}

// words are what a clerk reads for a value of a field.
func (p *Page) words(f *catalog.Field, v value.Value) string {
	if v.IsEmpty() {
		return "(空白)"
	}
	return p.rows.labels.words(f, v)
}

// setFilter limits the rows to the chosen values of a field; none chosen takes the limit away.
func (p *Page) setFilter(f *catalog.Field, chosen map[value.Value]bool) {
	p.filter = slices.DeleteFunc(slices.Clone(p.filter), func(old filter) bool { return old.field == f.Key })
	var values []value.Value
	for v, on := range chosen {
		if on {
			values = append(values, v)
		}
	}
	if len(values) > 0 {
		slices.SortFunc(values, f.Type.Compare)
		p.filter = append(p.filter, filter{f.Key, p.filterWords(f, values), store.Condition{Field: f.Key, Op: store.Equal, Values: values}})
	}
	p.markFiltered()
	p.showHead()
	p.Reload()
}

func (p *Page) filterWords(f *catalog.Field, values []value.Value) string {
	var words []string
	for _, v := range values[:min(len(values), 3)] {
		words = append(words, p.words(f, v))
	}
	text := f.Title + " = " + strings.Join(words, "、")
	if len(values) > 3 {
		text += fmt.Sprintf(" 等 %d 项", len(values))
	}
	return text
}

func (p *Page) popMenu(at fyne.Position, items ...*fyne.MenuItem) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.desk.Window.Canvas(), at)
}

// contextMenu is the menu of the selection.
func (p *Page) contextMenu(row, col int, at fyne.Position) {
	if row < 0 {
		p.popMenu(at, fyne.NewMenuItem("新增一条", p.add))
		return
	}
	n := p.grid.Selection().Count()
	deleteLabel := "删除这一条"
	if n > 1 {
		deleteLabel = fmt.Sprintf("删除选中的 %d 条", n)
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("查看和修改记录", p.side.open),
		fyne.NewMenuItem("复制", func() { p.grid.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()}) }),
		fyne.NewMenuItem("新增一条", p.add),
		fyne.NewMenuItem("打印登记表", func() { p.desk.Preview(p.place, p.forms(p.selected())) }),
	}
	items = append(items, p.wallItems()...)
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(deleteLabel, p.deleteSelected))
	if f := p.rows.fields[col]; f.Stored() {
		items = slices.Insert(items, 2, fyne.NewMenuItem("筛选「"+f.Title+"」…", func() { p.headerMenu(col, at) }))
		if rec, ok := p.rows.record(row); ok {
			v := rec.Get(f.Key)
			only := fyne.NewMenuItem("只看"+f.Title+"为「"+p.words(f, v)+"」的", func() { p.setFilter(f, map[value.Value]bool{v: true}) })
			items = slices.Insert(items, 2, only)
		}
	}
	p.popMenu(at, items...)
}

// markFiltered shows at the headings which columns are filtered.
func (p *Page) markFiltered() {
	for i, f := range p.rows.fields {
		on := slices.ContainsFunc(p.filter, func(c filter) bool { return c.field == f.Key })
		p.grid.UpdateColumn(i, func(c *grid.Column) { c.Filtered = on })
	}
}

// namesOf lists the names of the records of a kind, for the editor of a reference.
func (p *Page) namesOf(kind string) []string {
	return slices.Sorted(maps.Values(p.rows.labels[kind]))
}
