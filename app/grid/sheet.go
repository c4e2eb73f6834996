package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// layer is the height at which something is drawn; higher ones cover lower ones.
type layer uint8

const (
	layerRow  layer = iota // ground of a row
	layerCell              // ground of a cell
	layerFind              // behind found text
	layerLine              // hairlines
	layerText
	layerTop // outlines, scroll bars
	layerTopText
	layerCount
)

// sheet is a clipped surface that is painted anew on each change: begin, rect and text …, end. It keeps its
// canvas objects and uses them again in the same order, so that most of them keep size and colour.
type sheet struct {
	widget.BaseWidget
	rects   [layerCount][]*canvas.Rectangle
	texts   [layerCount][]*canvas.Text
	usedR   [layerCount]int
	usedT   [layerCount]int
	probe   *canvas.Rectangle // always there, to be refreshed
	objects []fyne.CanvasObject
	grown   bool
}

func newSheet() *sheet {
	s := &sheet{probe: canvas.NewRectangle(color.Transparent)}
	s.objects = []fyne.CanvasObject{s.probe}
	s.ExtendBaseWidget(s)
	return s
}

func (s *sheet) begin() {
	s.usedR, s.usedT = [layerCount]int{}, [layerCount]int{}
}

// rect draws a filled rectangle. Its stroke and corners are those of a plain one; the caller may change them.
func (s *sheet) rect(l layer, x, y, w, h float32, fill color.NRGBA) *canvas.Rectangle {
	i := s.usedR[l]
	s.usedR[l]++
	if i == len(s.rects[l]) {
		s.rects[l] = append(s.rects[l], canvas.NewRectangle(fill))
		s.grown = true
	}
	r := s.rects[l][i]
	if r.FillColor != fill {
		r.FillColor = fill
	}
	r.StrokeWidth, r.CornerRadius = 0, 0
	r.Hidden = false
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(w, h))
	return r
}

// outline draws the border of a rectangle, inside it.
func (s *sheet) outline(l layer, x, y, w, h, stroke float32, c color.NRGBA) {
	s.rect(l, x, y, w, stroke, c)
	s.rect(l, x, y+h-stroke, w, stroke, c)
	s.rect(l, x, y+stroke, stroke, h-2*stroke, c)
	s.rect(l, x+w-stroke, y+stroke, stroke, h-2*stroke, c)
}

// text draws a line of text, centred vertically in h. x is its left edge, its right edge or its centre.
func (s *sheet) text(l layer, x, y, w, h float32, text string, size float32, style fyne.TextStyle, align fyne.TextAlign, c color.NRGBA) *canvas.Text {
	i := s.usedT[l]
	s.usedT[l]++
	if i == len(s.texts[l]) {
		s.texts[l] = append(s.texts[l], canvas.NewText("", c))
		s.grown = true
	}
	t := s.texts[l][i]
	t.Text, t.TextSize, t.TextStyle, t.Alignment, t.FontSource = text, size, style, align, nil
	if t.Color != c {
		t.Color = c
	}
	t.Hidden = false
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(w, h))
	return t
}

// data draws text that may hold rare characters, each part in a face that has them.
func (s *sheet) data(l layer, x, y, w, h float32, text string, ruler *look.Ruler, style fyne.TextStyle, align fyne.TextAlign, c color.NRGBA) {
	runs := ruler.Runs(text)
	if runs == nil {
		s.text(l, x, y, w, h, text, ruler.Size(), style, align, c)
		return
	}
	switch full := ruler.Width(text); align {
	case fyne.TextAlignTrailing:
		x += w - full
	case fyne.TextAlignCenter:
		x += (w - full) / 2
	}
	for _, run := range runs {
		width := ruler.Width(run.Text)
		s.text(l, x, y, width, h, run.Text, ruler.Size(), style, fyne.TextAlignLeading, c).FontSource = run.Face
		x += width
	}
}

// end hides what is left over and has the sheet shown.
func (s *sheet) end() {
	for l := range layerCount {
		for _, r := range s.rects[l][s.usedR[l]:] {
			r.Hidden = true
		}
		for _, t := range s.texts[l][s.usedT[l]:] {
			t.Hidden = true
		}
	}
	if s.grown {
		s.grown = false
		s.objects = append(make([]fyne.CanvasObject, 0, len(s.objects)+64), s.probe)
		for l := range layerCount {
			for _, r := range s.rects[l] {
				s.objects = append(s.objects, r)
			}
			for _, t := range s.texts[l] {
				s.objects = append(s.objects, t)
			}
		}
	}
	// One refresh marks the canvas as changed. The painter keeps text by its content, not by object, so there is
	// nothing else to tell it.
	canvas.Refresh(s.probe)
}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return sheetRenderer{s} }

type sheetRenderer struct{ *sheet }

func (r sheetRenderer) Layout(fyne.Size)             {}
func (r sheetRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r sheetRenderer) Refresh()                     {}
func (r sheetRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r sheetRenderer) Destroy()                     {}

// IsClip makes the canvas cut off what reaches over the sheet's edge.
func (r sheetRenderer) IsClip() {}
