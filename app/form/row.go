package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// The measures of a row, in pixels at 100 %.
const (
	captionWidth = 112
	rowHeight    = 30
	side         = 16
)

// row shows one field: its title, its value, and a problem under them. A tap or F2 puts an editor in the value's
// place.
type row struct {
	widget.BaseWidget
	form    *Form
	field   *catalog.Field
	line    Line
	editor  *editor
	focused bool
	hovered bool
}

var (
	_ fyne.Focusable     = (*row)(nil)
	_ fyne.Tappable      = (*row)(nil)
	_ desktop.Hoverable  = (*row)(nil)
	_ desktop.Cursorable = (*row)(nil)
)

func newRow(f *Form, field *catalog.Field) *row {
	r := &row{form: f, field: field}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) show(l Line) {
	r.close()
	if r.line == l {
		return
	}
	r.line = l
	r.Refresh()
}

func (r *row) edit(first string) {
	if !r.field.Stored() || r.editor != nil {
		return
	}
	var choices []string
	if r.form.Choices != nil {
		choices = r.form.Choices(r.field)
	}
	text := r.line.Text
	if first != "" {
		text = first
	}
	r.editor = newEditor(text, r.field.Hint, choices)
	r.editor.done = func(text string) {
		changed := text != r.line.Text
		r.close()
		if changed && r.form.OnEdit != nil {
			r.form.OnEdit(r.field, text)
		}
	}
	r.editor.cancel = r.close
	r.editor.unused = r.form.OnKey
	r.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r.editor.entry)
	}
	if first == "" {
		r.editor.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

func (r *row) close() {
	if r.editor == nil {
		return
	}
	e := r.editor
	r.editor = nil
	e.shut()
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(e *fyne.PointEvent) {
	if r.line.Link && r.form.OnFollow != nil && e.Position.X > look.Current().Px(captionWidth+side) {
		r.form.OnFollow(r.field)
		return
	}
	r.edit("")
}

// FocusGained implements fyne.Focusable.
func (r *row) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *row) FocusLost() {
	r.focused = false
	r.Refresh()
}

// TypedRune implements fyne.Focusable: typing replaces the value.
func (r *row) TypedRune(c rune) { r.edit(string(c)) }

// TypedKey implements fyne.Focusable.
func (r *row) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyF2, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.edit("")
	case fyne.KeyDelete:
		if r.field.Stored() && r.form.OnEdit != nil {
			r.form.OnEdit(r.field, "")
		}
	default:
		if r.form.OnKey != nil {
			r.form.OnKey(k)
		}
	}
}

// MouseIn implements desktop.Hoverable.
func (r *row) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *row) MouseOut() {
	r.hovered = false
	r.Refresh()
}

// Cursor implements desktop.Cursorable.
func (r *row) Cursor() desktop.Cursor {
	switch {
	case r.line.Link:
		return desktop.PointerCursor
	case r.field.Stored():
		return desktop.TextCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	p := &rowRenderer{row: r, ground: canvas.NewRectangle(nil), caption: look.NewCutText(r.field.Title, look.Muted),
		value: widget.NewLabel(""), problem: widget.NewLabel("")}
	p.value.Wrapping, p.problem.Wrapping = fyne.TextWrapBreak, fyne.TextWrapBreak
	p.problem.SizeName = theme.SizeNameCaptionText
	p.apply()
	return p
}

type rowRenderer struct {
	row     *row
	ground  *canvas.Rectangle
	caption *look.Text
	value   *widget.Label
	problem *widget.Label
}

func (p *rowRenderer) apply() {
	r, palette := p.row, &look.Current().Palette
	p.ground.FillColor = nil
	switch {
	case r.editor != nil:
	case r.focused:
		p.ground.FillColor = palette.Selected
	case r.hovered && r.field.Stored():
		p.ground.FillColor = palette.Hover
	}
	text := r.line.Text
	if m := r.line.Tone.Mark(); m != "" && text != "" {
		text = m + " " + text
	}
	p.value.Importance = importance(r.line)
	p.value.SetText(text)
	p.problem.Importance = importance(r.line)
	p.problem.SetText(r.line.Problem)
	p.value.Hidden = r.editor != nil
	p.problem.Hidden = r.line.Problem == "" || r.editor != nil
}

func importance(l Line) widget.Importance {
	switch {
	case l.Tone == look.Broken:
		return widget.DangerImportance
	case l.Tone == look.Doubt:
		return widget.WarningImportance
	}
	return widget.MediumImportance
}

// Layout implements fyne.WidgetRenderer.
func (p *rowRenderer) Layout(s fyne.Size) {
	th := look.Current()
	x, h := th.Px(side), th.Px(rowHeight)
	p.ground.Resize(s)
	p.caption.Move(fyne.NewPos(x, 0))
	p.caption.Resize(fyne.NewSize(th.Px(captionWidth)-4, h))
	x += th.Px(captionWidth)
	w := s.Width - x - th.Px(8)
	label := p.value.MinSize().Height
	p.value.Move(fyne.NewPos(x-th.Px(8), (h-oneLine())/2))
	p.value.Resize(fyne.NewSize(w+th.Px(8), max(label, oneLine())))
	p.problem.Move(fyne.NewPos(x-th.Px(8), (h-oneLine())/2+label-th.Px(8)))
	p.problem.Resize(fyne.NewSize(w+th.Px(8), p.problem.MinSize().Height))
	if e := p.row.editor; e != nil {
		e.box.Move(fyne.NewPos(x-th.Px(4), 0))
		e.box.Resize(fyne.NewSize(w+th.Px(4), h))
	}
}

// oneLine is the height of a label of one line.
func oneLine() float32 {
	th := look.Current()
	return fyne.MeasureText("国", th.TextSize(), fyne.TextStyle{}).Height + 2*th.Size(theme.SizeNameInnerPadding)
}

// MinSize implements fyne.WidgetRenderer.
func (p *rowRenderer) MinSize() fyne.Size {
	th := look.Current()
	h := th.Px(rowHeight)
	if p.row.editor == nil {
		h = max(h, h+p.value.MinSize().Height-oneLine())
		if !p.problem.Hidden {
			h += p.problem.MinSize().Height - th.Px(12)
		}
	}
	return fyne.NewSize(th.Px(200), h)
}

// Objects implements fyne.WidgetRenderer.
func (p *rowRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{p.ground, p.caption, p.value, p.problem}
	if e := p.row.editor; e != nil {
		o = append(o, e.box)
	}
	return o
}

// Refresh implements fyne.WidgetRenderer.
func (p *rowRenderer) Refresh() {
	p.apply()
	p.Layout(p.row.Size())
	p.ground.Refresh()
	p.caption.Refresh()
	canvas.Refresh(p.row)
}

// Destroy implements fyne.WidgetRenderer.
func (p *rowRenderer) Destroy() {}
