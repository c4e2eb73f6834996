package paper

import (
	"image"
	"sync"
)

// mmPerPoint is the length of a typographic point in millimetres.
const mmPerPoint = 25.4 / 72

// Ink is a colour; the zero Ink is black.
type Ink struct{ R, G, B uint8 }

// Op is one operation of drawing: a Text, Line, Rect, Fill, Picture or Photo.
type Op interface{ op() }

// Text is a run of characters of one face. X is its left end, Y the baseline, Width its advance. A Turned text stands
// on its head: it runs from X leftwards, as one does that is read from the other side of the table.
type Text struct {
	X, Y, Width float64
	Face        Face
	Size        float64 // points
	Ink         Ink
	Text        string
	Turned      bool
}

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2 float64
	Weight         float64 // points
	Ink            Ink
}

// Rect is the outline of a rectangle; its line lies half inside and half outside.
type Rect struct {
	X, Y, W, H float64
	Weight     float64 // points
	Ink        Ink
}

// Fill is a filled rectangle.
type Fill struct {
	X, Y, W, H float64
	Ink        Ink
}

// Picture is an image stretched over a rectangle.
type Picture struct {
	X, Y, W, H float64
	Image      image.Image
}

func (Text) op()    {}
func (Line) op()    {}
func (Rect) op()    {}
func (Fill) op()    {}
func (Picture) op() {}

// Page is one page and what is drawn on it, the later over the earlier.
type Page struct {
	Width, Height float64
	Ops           []Op

	doc *Document
}

// Document is a sequence of pages. Building one is for a single goroutine; a finished one may be drawn by many.
type Document struct {
	Pages []*Page

	mu      sync.Mutex // guards the following once the document is finished
	metrics [faceCount]metrics
	glyphs  map[glyphKey]*glyphMask
	masks   int // bytes that glyphs holds
	photos  []decodedPhoto
}

// NewDocument returns a document without pages.
func NewDocument() *Document {
	return &Document{glyphs: map[glyphKey]*glyphMask{}}
}

// AddPage appends an empty page.
func (d *Document) AddPage(width, height float64) *Page {
	p := &Page{Width: width, Height: height, doc: d}
	d.Pages = append(d.Pages, p)
	return p
}

// Line draws a line.
func (p *Page) Line(x1, y1, x2, y2, weight float64, ink Ink) {
	p.Ops = append(p.Ops, Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Weight: weight, Ink: ink})
}

// Rect draws the outline of a rectangle.
func (p *Page) Rect(x, y, w, h, weight float64, ink Ink) {
	p.Ops = append(p.Ops, Rect{X: x, Y: y, W: w, H: h, Weight: weight, Ink: ink})
}

// Fill draws a filled rectangle.
func (p *Page) Fill(x, y, w, h float64, ink Ink) {
	p.Ops = append(p.Ops, Fill{X: x, Y: y, W: w, H: h, Ink: ink})
}

// Picture draws an image over a rectangle.
func (p *Page) Picture(x, y, w, h float64, picture image.Image) {
	p.Ops = append(p.Ops, Picture{X: x, Y: y, W: w, H: h, Image: picture})
}

// TurnSince turns what was drawn since the page had n operations by half a turn around the point x, y. Pictures move
// and stay upright.
func (p *Page) TurnSince(n int, x, y float64) {
	for i, op := range p.Ops[n:] {
		switch op := op.(type) {
		case Text:
			op.X, op.Y, op.Turned = 2*x-op.X, 2*y-op.Y, !op.Turned
			p.Ops[n+i] = op
		case Line:
			op.X1, op.Y1, op.X2, op.Y2 = 2*x-op.X1, 2*y-op.Y1, 2*x-op.X2, 2*y-op.Y2
			p.Ops[n+i] = op
		case Rect:
			op.X, op.Y = 2*x-op.X-op.W, 2*y-op.Y-op.H
			p.Ops[n+i] = op
		case Fill:
			op.X, op.Y = 2*x-op.X-op.W, 2*y-op.Y-op.H
			p.Ops[n+i] = op
		case Picture:
			op.X, op.Y = 2*x-op.X-op.W, 2*y-op.Y-op.H
			p.Ops[n+i] = op
		case Photo:
			op.X, op.Y = 2*x-op.X-op.W, 2*y-op.Y-op.H
			p.Ops[n+i] = op
		}
	}
}

// Style is how a text looks.
type Style struct {
	Face Face
	Size float64 // points
	Ink  Ink
}

// em returns the size in millimetres.
func (s Style) em() float64 { return s.Size * mmPerPoint }

// at returns s in another size.
func (s Style) at(size float64) Style {
	s.Size = size
	return s
}

// Text draws one line of text from x rightwards with its baseline at y, each character in the first face that has
// it, and returns its width. Characters that draw nothing (line breaks, joiners, selectors of variants) are left out.
func (p *Page) Text(x, y float64, style Style, text string) float64 {
	start := x
	em := style.em()
	p.doc.eachRun(style.Face, text, func(face Face, run string, advance float64) {
		if face == noFace {
			p.code(x, y, style, []rune(run)[0])
		} else {
			p.Ops = append(p.Ops, Text{X: x, Y: y, Width: advance * em, Face: face, Size: style.Size, Ink: style.Ink, Text: run})
		}
		x += advance * em
	})
	return x - start
}

// code draws a box with the code of a character that no face has.
func (p *Page) code(x, y float64, style Style, r rune) {
	em := style.em()
	p.Rect(x+0.06*em, y-0.82*em, 0.88*em, 0.88*em, 0.04*style.Size, style.Ink)
	digits := codeDigits(r)
	small := Style{Face: Hei, Size: style.Size * 0.42, Ink: style.Ink}
	if len(digits) > 4 {
		small.Size = style.Size * 0.4
	}
	half := (len(digits) + 1) / 2
	for i, line := range []string{digits[:half], digits[half:]} {
		p.TextIn(x, y-(0.80-0.42*float64(i))*em, em, 0.42*em, Middle, small, line)
	}
}

// Place says where in its box a line of text stands; it is always at mid-height.
type Place uint8

// The places.
const (
	Middle Place = iota
	Left
	Right
)

// TextIn draws one line of text at mid-height of the box whose upper left corner is x, y.
func (p *Page) TextIn(x, y, w, h float64, place Place, style Style, text string) {
	width := p.doc.Width(style, text)
	switch place {
	case Middle:
		x += (w - width) / 2
	case Right:
		x += w - width
	}
	p.Text(x, y+h/2+middle*style.em(), style, text)
}

// middle is how far below their middle Chinese characters have their baseline, in em: they stand on a square from
// 0.12 below the baseline to 0.88 above it.
const middle = 0.38
