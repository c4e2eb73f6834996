package tallies

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/tally"
)

// bar is one number of a group: its words, a bar as long as the number is large, and the number. A tap opens the
// records behind it.
type bar struct {
	widget.BaseWidget
	cell    tally.Cell
	sum     int64 // of the group
	most    int64 // the largest number of the group
	upright bool  // a column of a timeline instead of a line of a list
	open    func()
	lit     bool // pointed at or focused
}

var (
	_ fyne.Tappable      = (*bar)(nil)
	_ fyne.Focusable     = (*bar)(nil)
	_ desktop.Hoverable  = (*bar)(nil)
	_ desktop.Cursorable = (*bar)(nil)
)

// The measures of bars, in pixels at 100 %.
const (
	barHeight   = 24
	wordsWidth  = 118
	numberWidth = 108
	columnWidth = 46
	chartHeight = 180
)

func newBar(g *tally.Group, c tally.Cell, open func()) *bar {
	b := &bar{cell: c, sum: g.Sum(), most: max(g.Max(), 1), upright: g.Timeline, open: open}
	b.ExtendBaseWidget(b)
	return b
}

func (b *bar) light(on bool) {
	b.lit = on
	b.Refresh()
}

// Tapped implements fyne.Tappable.
func (b *bar) Tapped(*fyne.PointEvent) {
	if len(b.cell.Records) > 0 {
		b.open()
	}
}

// FocusGained implements fyne.Focusable.
func (b *bar) FocusGained() { b.light(true) }

// FocusLost implements fyne.Focusable.
func (b *bar) FocusLost() { b.light(false) }

// TypedRune implements fyne.Focusable.
func (b *bar) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (b *bar) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	default:
		look.PassKey(b, e)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *bar) MouseIn(*desktop.MouseEvent) { b.light(true) }

// MouseMoved implements desktop.Hoverable.
func (b *bar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *bar) MouseOut() { b.light(false) }

// Cursor implements desktop.Cursorable.
func (b *bar) Cursor() desktop.Cursor {
	if len(b.cell.Records) > 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{bar: b, ground: canvas.NewRectangle(color.Transparent), fill: canvas.NewRectangle(color.Transparent),
		words: canvas.NewText(b.cell.Key, color.Transparent), number: canvas.NewText(b.numberWords(), color.Transparent)}
	r.apply()
	return r
}

// numberWords is the number, and in a list its share of the group.
func (b *bar) numberWords() string {
	text := strconv.FormatInt(b.cell.Count, 10)
	if b.upright || b.sum == 0 || b.cell.Count == b.sum {
		return text
	}
	return text + "  " + strconv.FormatFloat(float64(b.cell.Count)*100/float64(b.sum), 'f', 1, 64) + "%"
}

type barRenderer struct {
	bar           *bar
	ground, fill  *canvas.Rectangle
	words, number *canvas.Text
}

func (r *barRenderer) apply() {
	th := look.Current()
	p := &th.Palette
	r.ground.FillColor = color.Transparent
	if r.bar.lit && len(r.bar.cell.Records) > 0 {
		r.ground.FillColor = p.Hover
	}
	r.fill.FillColor = p.Tone(look.Changed).Ink
	r.fill.CornerRadius = 2
	r.words.Color, r.number.Color = p.Text, p.Text
	r.words.TextSize, r.number.TextSize = th.GridSize(), th.GridSize()
	if r.bar.upright {
		r.words.TextSize, r.number.TextSize = th.SmallSize(), th.SmallSize()
		r.words.Color = p.Muted
		r.words.Alignment, r.number.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
		return
	}
	r.words.Alignment = fyne.TextAlignTrailing
}

// Layout implements fyne.WidgetRenderer.
func (r *barRenderer) Layout(s fyne.Size) {
	th := look.Current()
	r.ground.Resize(s)
	part := float32(r.bar.cell.Count) / float32(r.bar.most)
	if r.bar.upright {
		line := r.words.MinSize().Height
		room := s.Height - 2*line - th.Px(4)
		h := max(room*part, 1)
		place(r.words, 0, s.Height-line, s.Width, line)
		place(r.fill, s.Width*0.2, s.Height-line-h-th.Px(2), s.Width*0.6, h)
		place(r.number, 0, s.Height-line-h-th.Px(2)-line, s.Width, line)
		return
	}
	words := th.Px(wordsWidth)
	room := s.Width - words - th.Px(8) - th.Px(numberWidth)
	w := max(room*part, 1)
	place(r.words, 0, 0, words, s.Height)
	place(r.fill, words+th.Px(8), s.Height*0.2, w, s.Height*0.6)
	place(r.number, words+th.Px(14)+w, 0, th.Px(numberWidth), s.Height)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// MinSize implements fyne.WidgetRenderer.
func (r *barRenderer) MinSize() fyne.Size {
	th := look.Current()
	if r.bar.upright {
		return fyne.NewSize(th.Px(columnWidth), th.Px(chartHeight))
	}
	return fyne.NewSize(th.Px(wordsWidth+numberWidth+60), th.Px(barHeight))
}

// Objects implements fyne.WidgetRenderer.
func (r *barRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.fill, r.words, r.number}
}

// Refresh implements fyne.WidgetRenderer.
func (r *barRenderer) Refresh() {
	r.apply()
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

// Destroy implements fyne.WidgetRenderer.
func (r *barRenderer) Destroy() {}
