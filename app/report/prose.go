package report

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/report"
)

// prose is a paragraph in which figures are links. A tap on one opens its records. With the keyboard the paragraph is
// one stop: the arrows go from figure to figure, Enter opens, F2 edits the wording.
type prose struct {
	widget.BaseWidget
	spans []report.Span
	role  look.Role
	open  func(*report.Figure)
	edit  func() // may be nil
	// reveal, if not nil, scrolls what the keyboard is at into sight: its upper edge and its height in the paragraph.
	reveal func(y, height float32)

	at    int // the span that the keyboard is at
	over  int // the span under the pointer, -1
	focus bool
	lines lines
}

var (
	_ fyne.Tappable      = (*prose)(nil)
	_ fyne.Focusable     = (*prose)(nil)
	_ desktop.Hoverable  = (*prose)(nil)
	_ desktop.Cursorable = (*prose)(nil)
)

// paragraphIndent begins a paragraph.
const paragraphIndent = "　　"

func newProse(spans []report.Span, role look.Role, open func(*report.Figure), edit func()) *prose {
	p := &prose{role: role, open: open, edit: edit}
	p.ExtendBaseWidget(p)
	p.set(spans)
	return p
}

// set shows other words.
func (p *prose) set(spans []report.Span) {
	p.spans = append([]report.Span{{Text: paragraphIndent}}, spans...)
	p.at, p.over, p.lines.pieces = -1, -1, nil
	p.Refresh()
}

// isLink reports whether a span leads to records.
func (p *prose) isLink(i int) bool {
	return i >= 0 && i < len(p.spans) && p.spans[i].Figure != nil && len(p.spans[i].Figure.Records) > 0
}

// step goes to the next link in a direction, and reports whether there was one.
func (p *prose) step(by int) bool {
	for i := p.at + by; i >= 0 && i < len(p.spans); i += by {
		if p.isLink(i) {
			p.at = i
			p.Refresh()
			p.show()
			return true
		}
	}
	return false
}

// goTo puts the keyboard at the figure with a key, if the paragraph shows it.
func (p *prose) goTo(key string) {
	for i, s := range p.spans {
		if p.isLink(i) && s.Figure.Key == key {
			p.at = i
			return
		}
	}
}

// show has what the keyboard is at scrolled into sight.
func (p *prose) show() {
	for _, piece := range p.lines.pieces {
		if piece.span == p.at && p.reveal != nil {
			p.reveal(piece.y, piece.h)
			return
		}
	}
}

func (p *prose) openSpan(i int) {
	if p.isLink(i) {
		p.at = i
		p.open(p.spans[i].Figure)
	}
}

// Tapped implements fyne.Tappable.
func (p *prose) Tapped(e *fyne.PointEvent) { p.openSpan(p.lines.spanAt(e.Position)) }

// DoubleTapped implements fyne.DoubleTappable: on plain words it edits.
func (p *prose) DoubleTapped(e *fyne.PointEvent) {
	if i := p.lines.spanAt(e.Position); p.isLink(i) {
		p.openSpan(i)
	} else if p.edit != nil {
		p.edit()
	}
}

// FocusGained implements fyne.Focusable.
func (p *prose) FocusGained() {
	p.focus = true
	if !p.isLink(p.at) {
		p.at = -1
		p.step(+1)
	}
	p.Refresh()
	p.show()
}

// FocusLost implements fyne.Focusable.
func (p *prose) FocusLost() {
	p.focus = false
	p.Refresh()
}

// TypedRune implements fyne.Focusable.
func (p *prose) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (p *prose) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyRight && p.step(+1), e.Name == fyne.KeyLeft && p.step(-1):
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter, e.Name == fyne.KeySpace:
		p.openSpan(p.at)
	case e.Name == fyne.KeyF2 && p.edit != nil:
		p.edit()
	default:
		look.PassKey(p, e)
	}
}

// MouseIn implements desktop.Hoverable.
func (p *prose) MouseIn(e *desktop.MouseEvent) { p.point(p.lines.spanAt(e.Position)) }

// MouseMoved implements desktop.Hoverable.
func (p *prose) MouseMoved(e *desktop.MouseEvent) { p.point(p.lines.spanAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (p *prose) MouseOut() { p.point(-1) }

func (p *prose) point(i int) {
	if !p.isLink(i) {
		i = -1
	}
	if i != p.over {
		p.over = i
		p.Refresh()
	}
}

// Cursor implements desktop.Cursorable.
func (p *prose) Cursor() desktop.Cursor {
	if p.over >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// heightFor returns the height that the paragraph needs in a width.
func (p *prose) heightFor(width float32) float32 {
	p.lines.lay(p.spans, p.size(), width)
	return p.lines.height
}

func (p *prose) size() float32 {
	if p.role == look.Caption {
		return look.Current().SmallSize()
	}
	return look.Current().TextSize() * 15 / 14 // a text to read, not a label
}

// piece is a run of one span on one line.
type piece struct {
	text       string
	span       int
	x, y, w, h float32
}

// lines are the pieces of a paragraph, broken to a width.
type lines struct {
	width, size float32
	ruler       *look.Ruler
	theme       *look.Theme
	pieces      []piece
	height      float32
}

// noStart are the marks that no line begins with.
const noStart = "，。、；：？！）》”’」』】〕%％"

// lay breaks spans into lines. Numbers stay whole; a mark that would begin a line hangs over the end of the one before.
func (l *lines) lay(spans []report.Span, size, width float32) {
	th := look.Current()
	if l.theme == th && l.width == width && l.size == size && l.pieces != nil {
		return
	}
	if l.theme != th || l.size != size {
		l.ruler = look.NewRuler(size, fyne.TextStyle{})
	}
	l.theme, l.width, l.size, l.pieces = th, width, size, nil
	pitch := float32(int(size * 1.75))
	var x, y float32
	for i, s := range spans {
		rest := s.Text
		for rest != "" {
			token := firstToken(rest)
			rest = rest[len(token):]
			w := l.ruler.Width(token)
			if x > 0 && (token == "\n" || x+w > width && !strings.Contains(noStart, token)) {
				x, y = 0, y+pitch
			}
			if token == "\n" {
				continue
			}
			if n := len(l.pieces) - 1; n >= 0 && l.pieces[n].span == i && l.pieces[n].y == y {
				l.pieces[n].text += token
				l.pieces[n].w += w
			} else {
				l.pieces = append(l.pieces, piece{token, i, x, y, w, pitch})
			}
			x += w
		}
	}
	l.height = y + pitch
}

// noEnd are the marks that no line ends with.
const noEnd = "（《“‘「『【〔"

// firstToken returns the first number or word of a text, or its first character, with the marks that open it.
func firstToken(text string) string {
	if rest := strings.TrimLeft(text, noEnd); len(rest) < len(text) && rest != "" {
		return text[:len(text)-len(rest)] + firstToken(rest)
	}
	for i, r := range text {
		if r > ' ' && r < 0x7F && r != '\n' {
			continue
		}
		if i > 0 {
			return text[:i]
		}
		return text[:len(string(r))]
	}
	return text
}

// spanAt returns the span under a point, -1 for none.
func (l *lines) spanAt(at fyne.Position) int {
	for _, p := range l.pieces {
		if at.X >= p.x && at.X < p.x+p.w && at.Y >= p.y && at.Y < p.y+p.h {
			return p.span
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (p *prose) CreateRenderer() fyne.WidgetRenderer { return &proseRenderer{prose: p} }

type proseRenderer struct {
	prose   *prose
	objects []fyne.CanvasObject
}

// draw makes the objects anew: grounds and lines of links, and text over them.
func (r *proseRenderer) draw() {
	p, th := r.prose, look.Current()
	r.objects = r.objects[:0]
	for _, piece := range p.lines.pieces {
		ink := color.Color(th.Palette.Text)
		if p.role == look.Caption {
			ink = th.Palette.Muted
		}
		if p.isLink(piece.span) {
			ink = th.Palette.Tone(look.Changed).Ink
			r.mark(piece, ink)
		}
		r.text(piece, ink)
	}
}

// mark draws the line under a link, and its ground if it is pointed at or has the keyboard.
func (r *proseRenderer) mark(piece piece, ink color.Color) {
	p, th := r.prose, look.Current()
	switch {
	case p.focus && piece.span == p.at:
		ground := canvas.NewRectangle(th.Palette.Selected)
		ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = th.Palette.Accent, 1, 2
		r.put(ground, piece.x-1, piece.y+2, piece.w+2, piece.h-4)
	case piece.span == p.over:
		ground := canvas.NewRectangle(th.Palette.Hover)
		ground.CornerRadius = 2
		r.put(ground, piece.x, piece.y+2, piece.w, piece.h-4)
	}
	r.put(canvas.NewRectangle(ink), piece.x, piece.y+(piece.h+p.lines.size*1.28)/2, piece.w, 1)
}

func (r *proseRenderer) text(piece piece, ink color.Color) {
	runs := r.prose.lines.ruler.Runs(piece.text)
	if runs == nil {
		runs = []look.Run{{Text: piece.text}}
	}
	x := piece.x
	for _, run := range runs {
		t := canvas.NewText(run.Text, ink)
		t.TextSize, t.FontSource = r.prose.lines.size, run.Face
		size := t.MinSize()
		r.put(t, x, piece.y+(piece.h-size.Height)/2, size.Width, size.Height)
		x += size.Width
	}
}

func (r *proseRenderer) put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	r.objects = append(r.objects, o)
}

// Layout implements fyne.WidgetRenderer.
func (r *proseRenderer) Layout(size fyne.Size) {
	if size.Width > 0 {
		r.prose.heightFor(size.Width)
		r.draw()
	}
}

// MinSize implements fyne.WidgetRenderer. The layout of the page asks heightFor instead.
func (r *proseRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Current().Px(200), r.prose.lines.height)
}

// Refresh implements fyne.WidgetRenderer.
func (r *proseRenderer) Refresh() {
	r.Layout(r.prose.Size())
	canvas.Refresh(r.prose)
}

// Objects implements fyne.WidgetRenderer.
func (r *proseRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Destroy implements fyne.WidgetRenderer.
func (r *proseRenderer) Destroy() {}

// sheet lays a report out like a page: a column in the middle, no wider than is good to read.
type sheet struct{ height float32 }

// The measures of the column, in pixels at 100 %.
const (
	sheetWidth = 860
	sheetEdge  = 36
	sheetGap   = 6
)

// Layout implements fyne.Layout.
func (s *sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	th := look.Current()
	width := min(size.Width-th.Px(24), th.Px(sheetWidth))
	inner := width - 2*th.Px(sheetEdge)
	x, y := (size.Width-width)/2+th.Px(sheetEdge), th.Px(28)
	for _, o := range objects[1:] {
		h := o.MinSize().Height
		if p, ok := o.(*prose); ok {
			h = p.heightFor(inner)
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(inner, h))
		y += h + th.Px(sheetGap)
	}
	y += th.Px(28)
	objects[0].Move(fyne.NewPos((size.Width-width)/2, th.Px(12)))
	objects[0].Resize(fyne.NewSize(width, y-th.Px(12)))
	s.height = y + th.Px(12)
}

// MinSize implements fyne.Layout. Its height is that of the last layout: a scroll asks for it after resizing.
func (s *sheet) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Current().Px(320), s.height)
}
