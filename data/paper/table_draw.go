package paper

import (
	"strings"

	"taizhang/data/catalog"
)

func (l *tableLayout) draw() {
	for n, page := range l.pages {
		p := l.addPage()
		y := l.area.margins.Top
		if n == 0 {
			y = l.drawTop(p, y)
		}
		y = l.drawGrid(p, page, y)
		if n == len(l.pages)-1 {
			l.drawFoot(p, y)
		}
	}
	l.area.number(l.doc.Pages)
}

// number writes the numbers of pages into their bottom margins.
func (a area) number(pages []*Page) {
	for i, p := range pages {
		style := Style{Face: Song, Size: pageNumberSize}
		p.TextIn(0, a.bottom()+footDistance-2, p.Width, 4, Middle, style, pageNumber(i+1, len(pages)))
	}
}

func (l *tableLayout) addPage() *Page { return l.doc.AddPage(l.area.width, l.area.height) }

// drawTop draws the title and the line of the unit and returns where they end.
func (l *tableLayout) drawTop(p *Page, y float64) float64 {
	left, width := l.area.margins.Left, l.area.innerWidth()
	if l.titleH > 0 {
		p.drawBlock(l.title, left, y, width, l.titleH, Middle)
		y += l.titleH
	}
	if l.unitH > 0 {
		p.drawBlock(l.unitLeft, left, y, width, l.unitH, Left)
		p.drawBlock(l.unitRight, left, y, width, l.unitH, Right)
		y += l.unitH
	}
	return y
}

// drawGrid draws headings and rows of a page and returns where they end.
func (l *tableLayout) drawGrid(p *Page, page tablePage, y float64) float64 {
	if len(l.columns) == 0 {
		return y
	}
	top := y
	y = l.drawHeadings(p, y)
	open := y // where the vertical lines that are being drawn begin
	for i, row := range l.rows[page.from:page.to] {
		if i > 0 {
			p.Line(l.edges[0], y, l.right(), y, thin, Ink{})
		}
		source := l.table.Rows[row.index]
		if source.Group {
			l.drawVerticals(p, open, y)
			l.drawGroup(p, row, y)
			open = y + row.height
		} else {
			l.drawCells(p, row, y)
		}
		y += row.height
	}
	l.drawVerticals(p, open, y)
	p.Rect(l.edges[0], top, l.right()-l.edges[0], y-top, outer, Ink{})
	return y
}

func (l *tableLayout) right() float64 { return l.edges[len(l.edges)-1] }

// drawVerticals draws the lines between the columns.
func (l *tableLayout) drawVerticals(p *Page, from, to float64) {
	if from >= to {
		return
	}
	for _, x := range l.edges[1 : len(l.edges)-1] {
		p.Line(x, from, x, to, thin, Ink{})
	}
}

func (l *tableLayout) drawHeadings(p *Page, y float64) float64 {
	for i, c := range l.headings {
		x, top := l.edges[c.Column], y+sum(l.headRows[:c.Row])
		w, h := l.edges[c.Column+c.Columns]-x, sum(l.headRows[c.Row:c.Row+c.Rows])
		p.drawBlock(l.heads[i], x, top, w, h, Middle)
		p.Line(x, top+h, x+w, top+h, thin, Ink{})
		if c.Column+c.Columns < len(l.columns) {
			p.Line(x+w, top, x+w, top+h, thin, Ink{})
		}
	}
	return y + sum(l.headRows)
}

func (l *tableLayout) drawGroup(p *Page, row tableRow, y float64) {
	x, w := l.edges[0], l.right()-l.edges[0]
	p.Fill(x, y, w, row.height, groupInk)
	p.Line(x, y, x+w, y, thin, Ink{})
	p.drawBlock(row.cells[0], x+l.padding(), y, w-2*l.padding(), row.height, Left)
}

func (l *tableLayout) drawCells(p *Page, row tableRow, y float64) {
	for i, b := range row.cells {
		x := l.edges[i] + l.padding()
		p.drawBlock(b, x, y, l.columns[i]-2*l.padding(), row.height, place(l.table.Columns[i].Align))
	}
}

func place(align catalog.Align) Place {
	switch align {
	case catalog.AlignLeft:
		return Left
	case catalog.AlignRight:
		return Right
	}
	return Middle
}

// drawFoot draws the notes and the line of the signers, on further pages if there are very many notes.
func (l *tableLayout) drawFoot(p *Page, y float64) {
	left, width := l.area.margins.Left, l.area.innerWidth()
	for i, b := range l.notes {
		if y+l.notesH[i] > l.area.bottom()+slack {
			p, y = l.addPage(), l.area.margins.Top
		}
		p.drawBlock(b, left, y, width, l.notesH[i], Left)
		y += l.notesH[i]
	}
	if len(l.table.Signers) == 0 {
		return
	}
	if y+l.signersH > l.area.bottom()+slack {
		p, y = l.addPage(), l.area.margins.Top
	}
	share := width / float64(len(l.table.Signers))
	for i, signer := range l.table.Signers {
		text := strings.TrimRight(signer, "：:") + "："
		b := l.doc.fit(l.note(), leastSize, text, share, l.signersH-signersGap)
		p.drawBlock(b, left+float64(i)*share, y+signersGap, share, l.signersH-signersGap, Left)
	}
}
