package roster

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

// bind ties the grid's signals to what they mean for records.
func (p *Page) bind(g *grid.Grid) {
	g.OnEdit = func(row, col int, text string) {
		if rec, ok := p.rows.record(row); ok {
			p.edit(rec, p.rows.fields[col], text, func(message string) { g.ShowProblem(row, col, message) })
		}
	}
	g.OnClear = p.clearBlock
	g.OnPaste = p.paste
	g.OnSort = func(col int, desc bool) {
		p.sort = []store.Order{{Field: p.rows.fields[col].Key, Desc: desc}}
		p.saveState()
		p.top = true
		p.Reload()
	}
	g.OnSelect = func() {
		p.side.follow()
		p.showStatus()
	}
	g.OnOpen = func(int) { p.side.open() }
	g.OnArrange = p.saveState
	g.OnHeaderMenu = p.headerMenu
	g.OnContextMenu = p.contextMenu
	g.OnUnhandledKey = func(k *fyne.KeyEvent) { p.desk.TakeKey(k) }
}

// read turns what a clerk typed into a field's value; message says what is wrong with it, "" if nothing is.
func (p *Page) read(f *catalog.Field, text string) (v value.Value, message string) {
	return readField(f, text, p.rows.labels)
}

func readField(f *catalog.Field, text string, known labels) (v value.Value, message string) {
	text = strings.TrimSpace(text)
	if text == "" {
		if f.Required {
			return value.Value{}, f.Title + "不能为空"
		}
		return value.Value{}, ""
	}
	switch t := f.Type.(type) {
	case catalog.Referrer:
		return resolve(t, text, known[t.Target()])
	case catalog.Refs:
		v, _ = t.Parse(catalog.TextCell(text))
		return t.Resolve(v, known[t.Kind]), ""
	}
	v, problem := f.Type.Parse(catalog.TextCell(text))
	if problem != nil && problem.Severity == catalog.Broken {
		return v, problem.Text
	}
	return v, ""
}

// resolve finds the record that a name means.
func resolve(ref catalog.Referrer, name string, words map[string]string) (value.Value, string) {
	var ids []string
	if r, ok := ref.(catalog.Ref); ok {
		ids = r.Named(name, words)
	}
	switch len(ids) {
	case 0:
		for _, word := range words {
			if strings.HasPrefix(word, name+"(") { // store.Names says in brackets which of two of one name is meant
				return value.Value{}, fmt.Sprintf("「%s」不止一个,请从列表中选择全名", name)
			}
		}
		return value.Value{}, fmt.Sprintf("没有「%s」,请从列表中选择", name)
	case 1:
		return value.Text(ids[0]), ""
	}
	return value.Value{}, fmt.Sprintf("「%s」不止一个,请从列表中选择全名", name)
}

// edit stores a changed field; refuse is told why it could not be.
func (p *Page) edit(rec catalog.Record, f *catalog.Field, text string, refuse func(message string)) {
	v, message := p.read(f, text)
	if message != "" {
		refuse(message)
		return
	}
	after := rec.With(f.Key, beside(f, rec, v))
	if f.Default == nil { // what was emptied on purpose stays empty
		after = catalog.Complete(after)
	}
	if after.Equal(rec) {
		p.grid.Refresh()
		return
	}
	op := catalog.Operation{Label: "修改 " + rec.Label() + " " + f.Title, Changes: []catalog.Change{catalog.Update(rec, after)}}
	p.desk.Apply(op, func(_ store.Done, err error) {
		if err != nil {
			refuse(catalog.Message(err))
		}
	})
}

// beside returns what becomes of a field of a record when a value was typed into it: pictures stay, what was typed stands
// beside them.
func beside(f *catalog.Field, rec catalog.Record, typed value.Value) value.Value {
	if t, ok := f.Type.(catalog.Pictures); ok {
		return t.Reword(rec.Get(f.Key), t.Words(typed))
	}
	return typed
}

// clearBlock empties the selected cells.
func (p *Page) clearBlock(b grid.Block) {
	var changes []catalog.Change
	kept := 0
	b.Each(func(row int) bool {
		rec, ok := p.rows.record(row)
		if !ok {
			kept++
			return true
		}
		after := rec
		for _, col := range b.Cols {
			if f := p.rows.fields[col]; f.Stored() && !f.Required {
				after = after.With(f.Key, value.Value{})
			}
		}
		if !after.Equal(rec) {
			changes = append(changes, catalog.Update(rec, after))
		}
		return true
	})
	if kept > 0 {
		p.desk.Warn("选中的行太多,还没有全部读入;请先筛选,再清空")
		return
	}
	if len(changes) == 0 {
		p.desk.Warn("没有清空:" + p.unclearable(b.Cols))
		return
	}
	p.applyMany(fmt.Sprintf("清空 %d 条%s的内容", len(changes), p.kind.Title), changes)
}

// unclearable says why none of the cells in some columns was emptied.
func (p *Page) unclearable(cols []int) string {
	for _, col := range cols {
		switch f := p.rows.fields[col]; {
		case f.Required:
			return f.Title + "不能为空;要删除整条记录,请在右键菜单里选「删除」"
		case !f.Stored():
			return f.Title + "由程序算出,不能清空"
		}
	}
	return "选中的格里没有内容"
}

// paste writes a block copied from a spreadsheet over the cells from (row, col) on.
func (p *Page) paste(row, col int, text string) {
	columns := p.shownFrom(col)
	var changes []catalog.Change
	for i, line := range strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n") {
		rec, ok := p.rows.record(row + i)
		if !ok {
			break
		}
		after := rec
		for j, word := range strings.Split(line, "\t") {
			if j >= len(columns) || !p.rows.fields[columns[j]].Stored() {
				continue
			}
			f := p.rows.fields[columns[j]]
			v, message := p.read(f, word)
			if message != "" {
				p.desk.Warn(fmt.Sprintf("没有粘贴:%s 的%s:%s", rec.Label(), f.Title, message))
				p.grid.Refresh()
				return
			}
			after = after.With(f.Key, catalog.Over(f.Type, rec.Get(f.Key), v))
		}
		if !after.Equal(rec) {
			changes = append(changes, catalog.Update(rec, after))
		}
	}
	p.applyMany(fmt.Sprintf("粘贴到 %d 条%s", len(changes), p.kind.Title), changes)
}

// shownFrom lists the columns shown from col to the right.
func (p *Page) shownFrom(col int) []int {
	var list []int
	found := false
	keys := map[string]int{}
	for i, c := range p.grid.Columns() {
		keys[c.Key] = i
	}
	for _, s := range p.grid.State().Columns {
		i := keys[s.Key]
		found = found || i == col
		if found && !s.Hidden {
			list = append(list, i)
		}
	}
	return list
}

func (p *Page) applyMany(label string, changes []catalog.Change) {
	if len(changes) == 0 {
		p.grid.Refresh()
		return
	}
	p.desk.Apply(catalog.Operation{Label: label, Changes: changes}, func(_ store.Done, err error) {
		if err != nil {
			p.desk.Fail(err)
			p.grid.Refresh()
			return
		}
		p.desk.Say("已"+label, look.Step{Label: "撤销", Do: p.desk.Undo})
	})
}

// deleteSelected puts the selected records into the recycle bin.
func (p *Page) deleteSelected() {
	var changes []catalog.Change
	p.grid.Selection().Each(func(row int) bool {
		if rec, ok := p.rows.record(row); ok {
			changes = append(changes, catalog.Delete(rec))
		}
		return true
	})
	if len(changes) == 0 {
		return
	}
	label := fmt.Sprintf("删除 %d 条%s", len(changes), p.kind.Title)
	if len(changes) == 1 {
		label = "删除 " + changes[0].Before.Label()
	}
	p.confirmDelete(label, changes)
}

func (p *Page) delete(label string, changes []catalog.Change) {
	p.desk.Apply(catalog.Operation{Label: label, Changes: changes}, func(_ store.Done, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.Say("已"+label+",可在回收站找回", look.Step{Label: "撤销", Do: p.desk.Undo})
	})
}

// add opens an empty form at the side.
func (p *Page) add() {
	draft := catalog.NewRecord(p.kind, "")
	if f := p.kind.Field("org"); f != nil && p.place.Org != "" {
		draft = draft.With("org", value.Text(p.place.Org))
	}
	p.side.draftFrom(draft)
}

// Save implements desk.Saver: of a ledger a new record alone waits for it.
func (p *Page) Save() bool {
	if p.side == nil || !p.side.draft {
		return false
	}
	p.side.save()
	return true
}
