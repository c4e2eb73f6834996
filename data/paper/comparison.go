package paper

import "strings"

// Comparison is the wording of two texts side by side, paragraph by paragraph, with what differs between them.
type Comparison struct {
	Title, Left, Right string
	Old, New           string // headings of the columns
	Rows               []Compared
	Notes              []string
}

// Compared is a pair of paragraphs; where one is empty, the other was taken out or put in.
type Compared struct {
	Old, New []Piece
	Remark   string // 新增, 删去, 修改
}

// Piece is a part of a paragraph.
type Piece struct {
	Text    string
	Changed bool // struck out in the old text, underlined in the new one, both in red
}

// Same reports whether nothing changed in the paragraph.
func (c Compared) Same() bool {
	for _, p := range append(append([]Piece(nil), c.Old...), c.New...) {
		if p.Changed {
			return false
		}
	}
	return true
}

// The measures of comparisons, in millimetres.
const (
	comparisonRemark = 14
	comparisonLead   = 1.4 // distance of lines, in sizes of the text
	comparisonHead   = 9
)

// changedInk is the ink of what differs.
var changedInk = accent

// comparedRow is a pair of paragraphs broken into lines.
type comparedRow struct {
	old, new [][]Piece
	remark   string
	later    bool // the rest of a row that a page could not hold
}

// comparisonLayout is a comparison on its way to pages.
type comparisonLayout struct {
	doc   *Document
	c     Comparison
	area  area
	style Style
	x     [4]float64 // edges of the columns
}

// LayoutComparison puts a comparison on A4 pages, upright: the old text at the left, the new one at the right.
func LayoutComparison(c Comparison) *Document {
	l := &comparisonLayout{doc: NewDocument(), c: c, area: newArea(A4, Portrait, Margins{}), style: Style{Face: Song, Size: textSize}}
	left, width := l.area.margins.Left, l.area.innerWidth()
	half := (width - comparisonRemark) / 2
	l.x = [4]float64{left, left + half, left + 2*half, left + width}
	l.draw()
	return l.doc
}

// pieces breaks the pieces of a paragraph into lines.
func (l *comparisonLayout) pieces(pieces []Piece) [][]Piece {
	var text strings.Builder
	for _, p := range pieces {
		text.WriteString(p.Text)
	}
	if text.Len() == 0 {
		return nil
	}
	// The lines joined are the text without its line breaks, so pieces are cut where lines are.
	flat := strings.NewReplacer("\r", "", "\n", " ")
	var out [][]Piece
	at, used := 0, 0
	for _, line := range l.doc.Wrap(l.style, flat.Replace(text.String()), l.x[1]-l.x[0]-2*formInset) {
		var parts []Piece
		for room := len(line); room > 0 && at < len(pieces); {
			rest := flat.Replace(pieces[at].Text)[used:]
			n := min(len(rest), room)
			if n > 0 {
				parts = append(parts, Piece{Text: rest[:n], Changed: pieces[at].Changed})
			}
			room -= n
			used += n
			if n == len(rest) {
				at, used = at+1, 0
			}
		}
		out = append(out, parts)
	}
	return out
}

func (l *comparisonLayout) pitch() float64 { return comparisonLead * l.style.em() }

func (r *comparedRow) lines() int { return max(len(r.old), len(r.new), 1) }

func (l *comparisonLayout) height(r comparedRow) float64 {
	return float64(r.lines())*l.pitch() + 2*formInset
}

func (l *comparisonLayout) draw() {
	p := l.doc.AddPage(l.area.width, l.area.height)
	y := l.drawTop(p)
	top := y
	y = l.drawHeadings(p, y)
	for _, source := range l.c.Rows {
		row := comparedRow{old: l.pieces(source.Old), new: l.pieces(source.New), remark: source.Remark}
		for l.height(row) > l.area.bottom()-y+slack {
			if part, rest, ok := l.cut(row, l.area.bottom()-y); ok {
				l.drawRow(p, y, part)
				y += l.height(part)
				row = rest
			}
			l.frame(p, top, y)
			p, top = l.doc.AddPage(l.area.width, l.area.height), l.area.margins.Top
			y = l.drawHeadings(p, top)
		}
		l.drawRow(p, y, row)
		y += l.height(row)
	}
	l.frame(p, top, y)
	l.drawNotes(p, y+2)
	if len(l.doc.Pages) > 1 {
		l.area.number(l.doc.Pages)
	}
}

// cut divides a row that is higher than a page after the lines that fit in room; ok is false if the row should go to
// the next page as a whole.
func (l *comparisonLayout) cut(row comparedRow, room float64) (part, rest comparedRow, ok bool) {
	fits := int((room - 2*formInset) / l.pitch())
	if fits < 2 || l.height(row) <= l.area.innerHeight()-comparisonHead {
		return comparedRow{}, comparedRow{}, false
	}
	part, rest = row, comparedRow{remark: row.remark, later: true}
	part.old, rest.old = cutLines(row.old, fits)
	part.new, rest.new = cutLines(row.new, fits)
	return part, rest, true
}

func cutLines(lines [][]Piece, n int) (first, rest [][]Piece) {
	n = min(n, len(lines))
	return lines[:n], lines[n:]
}

func (l *comparisonLayout) drawTop(p *Page) float64 {
	y, left, width := l.area.margins.Top, l.x[0], l.x[3]-l.x[0]
	b := l.doc.headline(l.c.Title, width)
	p.drawBlock(b, left, y, width, b.height(), Middle)
	y += b.height() + 3.5
	note := Style{Face: Song, Size: noteSize}
	p.drawBlock(l.doc.fit(note, leastSize, l.c.Left, width*0.6, 6), left, y, width*0.6, 6, Left)
	p.drawBlock(l.doc.fit(note, leastSize, l.c.Right, width*0.4, 6), left, y, width, 6, Right)
	return y + 7.5
}

func (l *comparisonLayout) drawHeadings(p *Page, y float64) float64 {
	for i, word := range []string{l.c.Old, l.c.New, "备注"} {
		width := l.x[i+1] - l.x[i]
		p.drawBlock(l.doc.fit(Style{Face: Hei, Size: textSize}, leastSize, word, width-2*formInset, comparisonHead), l.x[i]+formInset, y, width-2*formInset, comparisonHead, Middle)
	}
	p.Line(l.x[0], y+comparisonHead, l.x[3], y+comparisonHead, thin, Ink{})
	return y + comparisonHead
}

func (l *comparisonLayout) drawRow(p *Page, y float64, row comparedRow) {
	l.drawPieces(p, l.x[0]+formInset, y+formInset, row.old, true)
	l.drawPieces(p, l.x[1]+formInset, y+formInset, row.new, false)
	h := l.height(row)
	remark := row.remark
	if row.later && remark != "" {
		remark += "（续）"
	}
	p.drawBlock(l.doc.fit(Style{Face: Song, Size: 9}, leastSize, remark, comparisonRemark-2*padding, h), l.x[2]+padding, y, comparisonRemark-2*padding, h, Middle)
	p.Line(l.x[0], y+h, l.x[3], y+h, thin, Ink{})
}

// drawPieces draws lines of pieces; what changed is red, and struck out or underlined.
func (l *comparisonLayout) drawPieces(p *Page, left, y float64, lines [][]Piece, old bool) {
	em := l.style.em()
	for i, line := range lines {
		x := left
		base := y + float64(i)*l.pitch() + l.pitch()/2 + middle*em
		for _, piece := range line {
			style := l.style
			if piece.Changed {
				style.Ink = changedInk
			}
			w := p.Text(x, base, style, piece.Text)
			if piece.Changed && w > 0 {
				mark := base + 0.2*em
				if old {
					mark = base - middle*em
				}
				p.Line(x, mark, x+w, mark, 0.75, changedInk)
			}
			x += w
		}
	}
}

// frame draws the border of a page's rows and the lines between the columns.
func (l *comparisonLayout) frame(p *Page, top, bottom float64) {
	for _, x := range l.x[1:3] {
		p.Line(x, top, x, bottom, thin, Ink{})
	}
	p.Rect(l.x[0], top, l.x[3]-l.x[0], bottom-top, outer, Ink{})
}

func (l *comparisonLayout) drawNotes(p *Page, y float64) {
	for _, text := range l.c.Notes {
		b := l.doc.wrapped(Style{Face: Song, Size: noteSize}, text, l.x[3]-l.x[0])
		if y+b.height() > l.area.bottom()+slack {
			p, y = l.doc.AddPage(l.area.width, l.area.height), l.area.margins.Top
		}
		p.drawBlock(b, l.x[0], y, l.x[3]-l.x[0], b.height(), Left)
		y += b.height() + 1
	}
}
