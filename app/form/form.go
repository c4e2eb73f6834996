package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// Line is what the form shows of one field.
type Line struct {
	Text    string
	Tone    look.Tone
	Problem string // shown under the field; "" for none
	Link    bool   // the value leads to another record
}

// Form shows the fields of one record.
type Form struct {
	widget.BaseWidget
	// Choices, if not nil, returns the words among which a field's value is chosen; nil for free text.
	Choices func(*catalog.Field) []string
	// OnEdit is called with what the clerk typed into a field.
	OnEdit func(f *catalog.Field, text string)
	// OnFollow is called for a tap on a value that leads to another record.
	OnFollow func(f *catalog.Field)
	// OnKey sees the keys that the form has no use for.
	OnKey func(*fyne.KeyEvent) bool

	kind *catalog.Kind
	rows []*row
	box  *fyne.Container
}

// New returns the form of a kind, empty.
func New(k *catalog.Kind) *Form {
	f := &Form{kind: k, box: look.Column(0)}
	f.ExtendBaseWidget(f)
	for _, group := range groupsOf(k) {
		f.box.Add(look.Inset(look.NewText(group, look.Caption), 12, 16, 2, 16))
		for i := range k.Fields {
			if k.Fields[i].Group == group {
				r := newRow(f, &k.Fields[i])
				f.rows = append(f.rows, r)
				f.box.Add(r)
			}
		}
	}
	return f
}

// groupsOf returns the headings of the form: the kind's own order, then any that it forgot.
func groupsOf(k *catalog.Kind) []string {
	seen := map[string]bool{}
	var groups []string
	add := func(g string) {
		if !seen[g] {
			seen[g] = true
			groups = append(groups, g)
		}
	}
	used := map[string]bool{}
	for i := range k.Fields {
		used[k.Fields[i].Group] = true
	}
	for _, g := range k.Groups {
		if used[g] {
			add(g)
		}
	}
	for i := range k.Fields {
		add(k.Fields[i].Group)
	}
	return groups
}

// Fill shows a record; line says what to show of each field. An edit that is open is given up.
func (f *Form) Fill(line func(*catalog.Field) Line) {
	for _, r := range f.rows {
		r.show(line(r.field))
	}
	f.box.Refresh()
}

// Edit opens the editor of the field with that key.
func (f *Form) Edit(key string) {
	for _, r := range f.rows {
		if r.field.Key == key {
			r.edit("")
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
