package paper

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Card is the wording of a name card or a label.
type Card struct {
	Name  string
	Under string // a line below it: 书记、主任; 北门社区
}

// faint is the ink of lines to fold and to cut along.
var faint = Ink{170, 170, 170}

// The measures of name cards: an A4 page folded twice is a card that stands, 210 × 99 mm, and shows the name on both
// sides.
const (
	cardSize   = 130 // points, of the name at most
	cardLeast  = 48
	cardUnder  = 30
	cardMargin = 17.0 // millimetres
)

// LayoutNameCards puts each card on an A4 page of its own, which is folded in three: the name stands in the upper third
// on its head, in the middle third upright, and the lowest third is the foot, glued or clipped behind the first.
func LayoutNameCards(cards []Card) *Document {
	doc := NewDocument()
	for _, c := range cards {
		p := doc.AddPage(210, 297)
		third := p.Height / 3
		p.card(c, third)
		n := len(p.Ops)
		p.card(c, third)
		p.TurnSince(n, p.Width/2, third)
		for _, y := range []float64{third, 2 * third} {
			dashed(p, 0, y, p.Width)
		}
		small := Style{Face: Song, Size: 8, Ink: faint}
		p.TextIn(4, 2*third+1, p.Width-8, 4, Right, small, "沿虚线折成三角立牌，本面为底")
	}
	return doc
}

// card draws a card in the third of a page that begins at y.
func (p *Page) card(c Card, y float64) {
	height, width := p.Height/3, p.Width-2*cardMargin
	name := p.doc.spread(Style{Face: Title, Size: cardSize}, cardLeast, c.Name, width)
	h := name.height()
	under := block{}
	if c.Under != "" {
		under = p.doc.fit(Style{Face: Song, Size: cardUnder}, 14, c.Under, width, Style{Size: cardUnder}.em()*lineHeight)
		h += under.height() + 1
	}
	top := y + (height-h)/2
	p.drawBlock(name, cardMargin, top, width, name.height(), Middle)
	if c.Under != "" {
		p.drawBlock(under, cardMargin, top+name.height()+1, width, under.height(), Middle)
	}
}

// spread sets a name as large as it fits on one line; two characters stand a character apart, as on every name card.
func (d *Document) spread(style Style, least float64, name string, width float64) block {
	if utf8.RuneCountInString(name) == 2 {
		first, n := utf8.DecodeRuneInString(name)
		name = string(first) + "\u3000" + name[n:]
	}
	if natural := d.Width(style, name); natural > width {
		style.Size = math.Max(least, math.Floor(2*style.Size*width/natural)/2)
	}
	return d.fit(style, least/2, name, width, style.em()*lineHeight)
}

// dashed draws a level line of dashes.
func dashed(p *Page, x, y, right float64) {
	const dash, gap = 3, 2
	for ; x < right; x += dash + gap {
		p.Line(x, y, math.Min(x+dash, right), y, thin, faint)
	}
}

// The labels of an A4 sheet: three by eight, 70 × 37.1 mm, the usual self-adhesive sheets of 24.
const (
	labelColumns = 3
	labelRows    = 8
	labelSize    = 26 // points, of the name at most
	labelUnder   = 11
)

// LayoutLabels puts labels on A4 sheets, 24 to a sheet, with lines to cut along.
func LayoutLabels(cards []Card) *Document {
	doc := NewDocument()
	const width, height = 210.0 / labelColumns, 297.0 / labelRows
	var p *Page
	for i, c := range cards {
		at := i % (labelColumns * labelRows)
		if at == 0 {
			p = doc.AddPage(210, 297)
			for k := 1; k < labelColumns; k++ {
				p.Line(float64(k)*width, 0, float64(k)*width, p.Height, thin, faint)
			}
			for k := 1; k < labelRows; k++ {
				p.Line(0, float64(k)*height, p.Width, float64(k)*height, thin, faint)
			}
		}
		x, y := float64(at%labelColumns)*width, float64(at/labelColumns)*height
		p.label(c, x+4, y+3, width-8, height-6)
	}
	return doc
}

// label draws a label in a box.
func (p *Page) label(c Card, x, y, w, h float64) {
	name := p.doc.spread(Style{Face: Hei, Size: labelSize}, 12, c.Name, w)
	var under block
	total := name.height()
	if c.Under != "" {
		under = p.doc.fit(Style{Face: Song, Size: labelUnder}, 8, strings.TrimSpace(c.Under), w, 2*lineHeight*Style{Size: labelUnder}.em())
		total += under.height() + 1.5
	}
	top := y + (h-total)/2
	p.drawBlock(name, x, top, w, name.height(), Middle)
	if c.Under != "" {
		p.drawBlock(under, x, top+name.height()+1.5, w, under.height(), Middle)
	}
}
