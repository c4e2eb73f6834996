package form

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Line is what the form shows of one field.
type Line struct {
	Text    string
	Tone    look.Tone
	Problem string // shown under the field; "" for none
	// Value is what a field of pictures holds; Text is then what stands beside them.
	Value value.Value
}

// Form shows the fields of one record.
type Form struct {
	widget.BaseWidget
	// Choices, if not nil, returns the words among which a field's value is chosen; nil for free text.
	Choices func(*catalog.Field) []string
	// OnEdit is called with what the clerk typed into a field.
	OnEdit func(f *catalog.Field, text string)
	// Album keeps the pictures of fields that hold some; nil if they can't be shown.
	Album Album
	// OnKey, if not nil, sees the keys that the form has no use for before the window does, and reports whether it
	// took them.
	OnKey func(*fyne.KeyEvent) bool

	// Canvas, if not nil, is that of the window in which the form is shown: the toolkit knows of it only once the form
	// has been painted, but a form may get the keyboard before.
	Canvas fyne.Canvas

	kind   *catalog.Kind
	rows   []*row
	box    *fyne.Container
	list   *look.ChoiceList // drops down from the field that is edited
	open   *row             // the one that is edited, nil if none is
	scroll *container.Scroll
	later  func(func()) // runs after the present event
}

// New returns the form of a kind, empty.
func New(k *catalog.Kind) *Form {
	f := &Form{kind: k, box: look.Column(0), later: fyne.Do}
	f.list = look.NewChoiceList(func(word string) {
		if f.open != nil {
			f.open.editor.choose(word)
		}
	})
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

// Scroll returns the form with more below it, scrolling.
func (f *Form) Scroll(below fyne.CanvasObject) *container.Scroll {
	f.scroll = container.NewVScroll(look.Column(0, f, below))
	return f.scroll
}

// Fill shows a record; line says what to show of each field. What is being typed stays.
func (f *Form) Fill(line func(*catalog.Field) Line) {
	for _, r := range f.rows {
		r.show(line(r.field))
	}
	f.relay()
}

// relay lays the rows out anew after one has become higher or lower.
func (f *Form) relay() {
	f.box.Refresh()
	if f.scroll != nil {
		f.scroll.Refresh()
	}
	f.arrange()
}

// Edit opens the editor of the field with that key.
func (f *Form) Edit(key string) {
	for _, r := range f.rows {
		if r.field.Key == key {
			r.edit("")
		}
	}
}

// Commit takes what stands in the editor that is open, if one is.
func (f *Form) Commit() {
	if f.open != nil {
		f.open.editor.finish(f.open.editor.text(), 0)
	}
}

// Focus gives the keyboard to the first field.
func (f *Form) Focus() {
	if len(f.rows) > 0 {
		f.focus(f.rows[0])
	}
}

func (f *Form) focus(r *row) {
	if c := f.canvas(); c != nil {
		c.Focus(r)
	}
}

func (f *Form) canvas() fyne.Canvas {
	if f.Canvas != nil {
		return f.Canvas
	}
	return fyne.CurrentApp().Driver().CanvasForObject(f)
}

// step gives the keyboard to the row before r or after it that can be edited; r has it if there is none.
func (f *Form) step(r *row, by int) {
	for i := slices.Index(f.rows, r) + by; i >= 0 && i < len(f.rows); i += by {
		if f.rows[i].field.Stored() {
			r = f.rows[i]
			break
		}
	}
	f.focus(r)
}

// reveal scrolls a row into sight.
func (f *Form) reveal(r *row) {
	if f.scroll == nil {
		return
	}
	top, seen := r.Position().Y, f.scroll.Size().Height
	offset := min(max(f.scroll.Offset.Y, top+r.Size().Height-seen), top)
	if offset != f.scroll.Offset.Y {
		f.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// arrange puts the list of choices where the open editor is, within what can be seen.
func (f *Form) arrange() {
	if f.open == nil || f.open.editor.quiet {
		f.list.Hide()
		return
	}
	top, bottom := float32(0), f.Size().Height
	if f.scroll != nil {
		top = f.scroll.Offset.Y
		bottom = top + f.scroll.Size().Height
	}
	at, size := f.open.editorPlace()
	f.list.Arrange(at.X, at.Y+f.open.Position().Y, size.Width, size.Height, top, bottom)
}

// CreateRenderer implements fyne.Widget.
func (f *Form) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(under{}, f.box, f.list))
}

// under gives the first object all the space and leaves the others where they are, above it.
type under struct{}

// Layout implements fyne.Layout.
func (under) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// MinSize implements fyne.Layout.
func (under) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
