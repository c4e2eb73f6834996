package form

import (
	"strings"

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
	strip   *strip      // of its pictures; nil for other fields
	ruler   *look.Ruler // of the value's text
	theme   *look.Theme // that the ruler is for
}

var (
	_ fyne.Focusable     = (*row)(nil)
	_ fyne.Shortcutable  = (*row)(nil)
	_ fyne.Tappable      = (*row)(nil)
	_ desktop.Hoverable  = (*row)(nil)
	_ desktop.Cursorable = (*row)(nil)
)

func newRow(f *Form, field *catalog.Field) *row {
	r := &row{form: f, field: field}
	if isPictures(field) {
		r.strip = newStrip(r)
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) show(l Line) {
	if r.line == l {
		return
	}
	r.line = l
	if r.strip != nil {
		r.strip.show(l.Value)
	}
	r.Refresh()
}

// edit opens the editor: over the value, or in its place if first is not "".
func (r *row) edit(first string) {
	if !r.field.Stored() || r.editor != nil {
		return
	}
	r.form.Commit()
	var choices []string
	if r.form.Choices != nil {
		choices = r.form.Choices(r.field)
	}
	text, lines := r.line.Text, longText(r.field)
	_, many := r.field.Type.(catalog.ListReferrer)
	switch {
	case many:
		lines = r.linesOf(text)
		if text != "" {
			text += catalog.ListComma // a list is gone on with
		}
		text += first
	case first != "":
		text = first
	}
	e := newEditor(r.form, text, r.field.Hint, choices, many, lines)
	e.done = r.done
	e.cancel = func() {
		e.over = true
		r.close()
		r.form.focus(r)
	}
	r.editor, r.form.open = e, r
	switch {
	case first != "":
		r.form.list.Narrow(text)
	case many:
		e.quiet = true
	default:
		r.form.list.Point(text)
	}
	r.Refresh()
	r.form.relay()
	r.form.reveal(r)
	if many {
		e.toEnd()
	}
	if c := r.form.canvas(); c != nil {
		c.Focus(e.entry)
	}
	if first == "" && !e.entry.MultiLine {
		e.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// The lines that the editor of a list has at least and at most.
const (
	leastListLines = 3
	mostListLines  = 8
)

// linesOf returns how many lines the editor of a list shows.
func (r *row) linesOf(text string) int {
	return max(leastListLines, min(mostListLines, strings.Count(r.wrapped(text, r.valueWidth()-look.Current().Px(side)), "\n")+1))
}

// valueWidth is the room for the value's text.
func (r *row) valueWidth() float32 {
	th := look.Current()
	return r.Size().Width - th.Px(side+captionWidth) - 2*th.Size(theme.SizeNameInnerPadding) + th.Px(side)/2
}

// wrapped breaks a text into lines of a width.
func (r *row) wrapped(text string, width float32) string {
	th := look.Current()
	if width < th.Px(side) {
		return text
	}
	if r.theme != th {
		r.theme, r.ruler = th, look.NewRuler(th.TextSize(), fyne.TextStyle{})
	}
	return r.ruler.Wrap(text, width)
}

// done takes what was typed and goes on, unless it was refused.
func (r *row) done(text string, step int) {
	changed := text != r.line.Text
	r.close()
	if changed && r.form.OnEdit != nil {
		r.form.OnEdit(r.field, text)
	}
	switch {
	case step == 0:
	case changed && r.line.Tone == look.Broken:
		r.form.focus(r)
	default:
		r.form.step(r, step)
	}
}

// mostLines bounds the lines that an editor shows; longer texts scroll.
const mostLines = 14

// longText returns how many lines the editor of a field shows; 0 is one that has a single line.
func longText(f *catalog.Field) int {
	text, _ := f.Type.(catalog.Text)
	return min(text.Lines, mostLines)
}

func (r *row) close() {
	r.editor, r.form.open = nil, nil
	r.Refresh()
	r.form.relay()
}

// Tapped implements fyne.Tappable. A field of pictures only gets the keyboard at first: pictures can be pasted then.
func (r *row) Tapped(*fyne.PointEvent) {
	if r.strip != nil && !r.focused {
		r.form.Commit()
		r.form.focus(r)
		return
	}
	r.edit("")
}

// FocusGained implements fyne.Focusable.
func (r *row) FocusGained() {
	r.focused = true
	r.form.reveal(r)
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
	case fyne.KeyRight:
		if r.strip != nil {
			r.strip.focusOn(0)
		}
	case fyne.KeyUp:
		r.form.step(r, -1)
	case fyne.KeyDown:
		r.form.step(r, +1)
	default:
		if r.form.OnKey == nil || !r.form.OnKey(k) {
			look.PassKey(r, k)
		}
	}
}

// TypedShortcut implements fyne.Shortcutable: the value can be copied, and another one pasted over it.
func (r *row) TypedShortcut(s fyne.Shortcut) {
	clipboard := fyne.CurrentApp().Clipboard()
	switch s.(type) {
	case *fyne.ShortcutCopy:
		clipboard.SetContent(r.line.Text)
	case *fyne.ShortcutPaste:
		text := func() {
			if text := strings.TrimSpace(clipboard.Content()); text != "" && r.field.Stored() {
				r.done(text, 0)
			}
		}
		if r.strip != nil && r.form.Album != nil {
			r.form.Album.Paste(r.field, text)
			return
		}
		text()
	default:
		look.PassShortcut(r, s)
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
	if r.field.Stored() {
		return desktop.TextCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	p := &rowRenderer{row: r, ground: canvas.NewRectangle(nil), caption: look.NewCutText(r.field.Title, look.Muted),
		value: look.NewParagraph(""), problem: look.NewParagraph("")}
	p.problem.SizeName = theme.SizeNameCaptionText
	p.apply()
	return p
}

type rowRenderer struct {
	row     *row
	ground  *canvas.Rectangle
	caption *look.Text
	value   *look.Paragraph
	problem *look.Paragraph
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
	p.value.Move(fyne.NewPos(x-th.Px(8), (h-oneLine())/2))
	p.value.Resize(fyne.NewSize(w+th.Px(8), oneLine())) // its lines are those of its width
	label := p.value.MinSize().Height
	p.value.Resize(fyne.NewSize(w+th.Px(8), max(label, oneLine())))
	p.problem.Move(fyne.NewPos(x-th.Px(8), (h-oneLine())/2+label-th.Px(8)))
	p.problem.Resize(fyne.NewSize(w+th.Px(8), oneLine()))
	p.problem.Resize(fyne.NewSize(w+th.Px(8), p.problem.MinSize().Height))
	if e := p.row.editor; e != nil {
		at, size := p.row.editorPlace()
		e.entry.Move(at)
		e.entry.Resize(size)
	}
	if strip := p.row.strip; strip != nil {
		x, w := th.Px(side), s.Width-th.Px(side+8)
		strip.Move(fyne.NewPos(x, p.textHeight()))
		strip.Resize(fyne.NewSize(w, strip.heightIn(w)))
	}
}

// editorPlace is where the editor stands in the row.
func (r *row) editorPlace() (fyne.Position, fyne.Size) {
	th := look.Current()
	x, h := th.Px(side+captionWidth-6), th.Px(rowHeight)
	high := max(h, r.editor.entry.MinSize().Height)
	if r.editor.entry.MultiLine {
		return fyne.NewPos(x, 0), fyne.NewSize(r.Size().Width-x-th.Px(8), high)
	}
	return fyne.NewPos(x, (h-high)/2), fyne.NewSize(r.Size().Width-x-th.Px(8), high)
}

// oneLine is the height of a label of one line.
func oneLine() float32 {
	th := look.Current()
	return fyne.MeasureText("国", th.TextSize(), fyne.TextStyle{}).Height + 2*th.Size(theme.SizeNameInnerPadding)
}

// MinSize implements fyne.WidgetRenderer.
func (p *rowRenderer) MinSize() fyne.Size {
	th := look.Current()
	h := p.textHeight()
	if strip := p.row.strip; strip != nil {
		h += strip.heightIn(p.row.Size().Width-th.Px(side+8)) + th.Px(thumbGap)
	}
	return fyne.NewSize(th.Px(200), h)
}

// textHeight is the height of the value, or of its editor, and of the problem under it.
func (p *rowRenderer) textHeight() float32 {
	th := look.Current()
	h := th.Px(rowHeight)
	if e := p.row.editor; e != nil && e.entry.MultiLine {
		h = max(h, e.entry.MinSize().Height)
	}
	if p.row.editor == nil {
		h = max(h, h+p.value.MinSize().Height-oneLine())
		if !p.problem.Hidden {
			h += p.problem.MinSize().Height - th.Px(12)
		}
	}
	return h
}

// Objects implements fyne.WidgetRenderer.
func (p *rowRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{p.ground, p.caption, p.value, p.problem}
	if e := p.row.editor; e != nil {
		o = append(o, e.entry)
	}
	if p.row.strip != nil {
		o = append(o, p.row.strip)
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
