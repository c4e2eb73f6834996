package roster

import (
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/grid"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// pixelsPerMillimetre turns the widths of printed columns into those of the grid.
const pixelsPerMillimetre = 4.1

// dateWidth is the room for 1968年12月30日.
const dateWidth = 124

// columnsOf returns the grid's columns for a kind: those of its usual view first, the others after them, hidden.
func columnsOf(k *catalog.Kind) ([]grid.Column, []*catalog.Field) {
	var columns []grid.Column
	var fields []*catalog.Field
	seen := map[string]bool{}
	add := func(f *catalog.Field, heading string, hidden bool) {
		if seen[f.Key] {
			return
		}
		seen[f.Key] = true
		columns = append(columns, column(f, heading, hidden))
		fields = append(fields, f)
	}
	if k.Name != "" {
		add(k.Field(k.Name), "", false)
	}
	for _, c := range k.View("").Columns {
		if c.Field == catalog.Serial {
			continue
		}
		add(k.Field(c.Field), c.Heading, false)
		if c.Field == "birth" && k.Field("age") != nil {
			add(k.Field("age"), "", false)
		}
	}
	for i := range k.Fields {
		add(&k.Fields[i], "", true)
	}
	return columns, fields
}

func column(f *catalog.Field, heading string, hidden bool) grid.Column {
	if heading == "" {
		heading = f.Title
	}
	c := grid.Column{Key: f.Key, Heading: strings.Split(heading, "/"), Width: max(f.Width*pixelsPerMillimetre, 56), Sortable: true, Menu: true,
		Editable: f.Stored() && !isLong(f), Hidden: hidden}
	if f.Type.Storage() == catalog.StoreInteger {
		c.Align = grid.AlignRight
	}
	if _, ok := f.Type.(catalog.Date); ok {
		c.Width = max(c.Width, dateWidth)
	}
	if chooser, ok := f.Type.(catalog.Chooser); ok {
		c.Choices = titles(chooser)
		c.Align = grid.AlignLeft
	}
	return c
}

// isLong reports whether a field holds a text of several lines, or pictures: the form has room to edit it.
func isLong(f *catalog.Field) bool {
	if _, ok := f.Type.(catalog.Pictures); ok {
		return true
	}
	text, ok := f.Type.(catalog.Text)
	return ok && text.Lines > 0
}

func titles(t catalog.Chooser) []string {
	var list []string
	for _, c := range t.Choices() {
		list = append(list, c.Title)
	}
	return list
}

// stateKey is where the arrangement of a kind's columns is kept.
func (p *Page) stateKey() string { return "roster.columns." + p.kind.Key }

func (p *Page) savedState() (grid.State, bool) {
	var s grid.State
	err := json.Unmarshal([]byte(p.desk.Preferences().String(p.stateKey())), &s)
	return s, err == nil && len(s.Columns) > 0
}

func (p *Page) saveState() {
	if data, err := json.Marshal(p.grid.State()); err == nil {
		p.desk.Preferences().SetString(p.stateKey(), string(data))
	}
}

func (p *Page) orderOf(s grid.State) []store.Order {
	if p.kind.Field(s.Sort) == nil {
		return nil
	}
	return []store.Order{{Field: s.Sort, Desc: s.Desc}}
}

// columnMenu offers to show and hide columns.
func (p *Page) columnMenu() {
	var items []*fyne.MenuItem
	for i, c := range p.grid.Columns() {
		item := fyne.NewMenuItem(strings.Join(c.Heading, "·"), func() {
			p.grid.SetHidden(i, !c.Hidden)
			p.saveState()
		})
		item.Checked = !c.Hidden
		items = append(items, item)
	}
	canvas := p.desk.Window.Canvas()
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), canvas)
	menu.ShowAtPosition(fyne.NewPos(canvas.Size().Width-menu.MinSize().Width-16, 96))
}
