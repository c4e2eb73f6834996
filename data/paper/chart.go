package paper

import "math"

// Chart is the wording of a tree of boxes: who answers to whom, from left to right, one column for each level.
type Chart struct {
	Title, Left, Right string
	Levels             []string // the headings of the columns
	Roots              []Node
	Notes              []string // lines under the tree
}

// Node is a box of a Chart.
type Node struct {
	Text     string
	Small    string // a second line in smaller letters
	Children []Node
}

// The measures of charts, in millimetres.
const (
	chartHead  = 8
	chartPitch = 16.0 // of the last level at best
	chartLeast = 8.5  // and at least, before larger paper is taken
	chartGap   = 0.22 // between columns, as a part of their pitch: the room of the lines
	boxHeight  = 11.5
	boxWidth   = 58
	chartText  = 12
	chartSmall = 9
	chartMin   = 6.5
)

// LayoutCharts puts charts on pages, across, each beginning a page and numbered by itself. The columns of a level stand
// one under the other over all pages; a tree with more ends than a page has room for goes on over the next, where its
// boxes above are drawn again. AutoPaper is A3 where that spares a page, else A4.
func LayoutCharts(charts []Chart, on Sheet) *Document {
	doc := NewDocument()
	for _, c := range charts {
		l := &chartLayout{doc: doc, chart: c}
		l.choose(on)
		l.draw()
	}
	return doc
}

// chartLayout is a chart on its way to pages.
type chartLayout struct {
	doc     *Document
	chart   Chart
	area    area
	columns int
	leaves  int
	pitch   float64 // of the last level
}

// choose takes the paper and the distance of the boxes.
func (l *chartLayout) choose(on Sheet) {
	for _, n := range l.chart.Roots {
		l.leaves += n.leaves()
		l.columns = max(l.columns, n.depth())
	}
	l.columns = max(l.columns, len(l.chart.Levels), 1)
	l.leaves = max(l.leaves, 1)
	orientation := on.Orientation
	if orientation == AutoOrientation {
		orientation = Landscape
	}
	l.area = newArea(max(min(on.Paper, A3), A4), orientation, on.Margins)
	if on.Paper == AutoPaper && l.pages() > 1 {
		l.area = newArea(A3, orientation, on.Margins)
	}
	perPage := math.Ceil(float64(l.leaves) / float64(l.pages()))
	l.pitch = math.Min(chartPitch, l.room()/perPage)
}

// room is the height for the tree on a page.
func (l *chartLayout) room() float64 {
	return l.area.innerHeight() - 24 - chartHead - float64(len(l.chart.Notes))*6 - 4
}

// pages returns how many pages the tree takes.
func (l *chartLayout) pages() int {
	return max(1, int(math.Ceil(float64(l.leaves)/math.Floor(l.room()/chartLeast))))
}

func (n *Node) leaves() int {
	total := 0
	for i := range n.Children {
		total += n.Children[i].leaves()
	}
	return max(total, 1)
}

func (n *Node) depth() int {
	deepest := 0
	for i := range n.Children {
		deepest = max(deepest, n.Children[i].depth())
	}
	return deepest + 1
}

// between returns the part of a tree that ends in the leaves from…to, counted over all trees from *at on.
func between(nodes []Node, from, to int, at *int) []Node {
	var out []Node
	for _, n := range nodes {
		if len(n.Children) == 0 {
			if *at >= from && *at < to {
				out = append(out, n)
			}
			*at++
			continue
		}
		n.Children = between(n.Children, from, to, at)
		if len(n.Children) > 0 {
			out = append(out, n)
		}
	}
	return out
}

func (l *chartLayout) draw() {
	pages := l.pages()
	perPage := (l.leaves + pages - 1) / pages
	first := len(l.doc.Pages)
	for n := range pages {
		at := 0
		part := between(l.chart.Roots, n*perPage, (n+1)*perPage, &at)
		p := l.doc.AddPage(l.area.width, l.area.height)
		y := l.drawTop(p, l.area.margins.Top)
		l.drawLevels(p, y)
		y += chartHead + 4
		end := y
		for i := range part {
			_, end = l.drawNode(p, &part[i], 0, end)
		}
		l.drawFoot(p)
	}
	if pages > 1 {
		l.area.number(l.doc.Pages[first:])
	}
}

func (l *chartLayout) drawTop(p *Page, y float64) float64 {
	left, width := l.area.margins.Left, l.area.innerWidth()
	style := Style{Face: Title, Size: titleSize}
	p.drawBlock(l.doc.fit(style, titleLeast, l.chart.Title, width, 11), left, y, width, 11, Middle)
	y += 12.5
	note := Style{Face: Song, Size: noteSize}
	p.drawBlock(l.doc.fit(note, leastSize, l.chart.Left, width/2, 6), left, y, width/2, 6, Left)
	p.drawBlock(l.doc.fit(note, leastSize, l.chart.Right, width/2, 6), left+width/2, y, width/2, 6, Right)
	return y + 8
}

// column returns the left edge and the width of the boxes of a level.
func (l *chartLayout) column(level int) (x, width float64) {
	share := l.area.innerWidth() / (float64(l.columns) - chartGap)
	width = share * (1 - chartGap)
	x = l.area.margins.Left + float64(level)*share
	if width > boxWidth {
		width = boxWidth
		share = (l.area.innerWidth() - boxWidth) / math.Max(1, float64(l.columns-1))
		x = l.area.margins.Left + float64(level)*share
	}
	return x, width
}

func (l *chartLayout) drawLevels(p *Page, y float64) {
	for i, word := range l.chart.Levels {
		x, width := l.column(i)
		p.Fill(x, y, width, chartHead, groupInk)
		p.drawBlock(l.doc.fit(Style{Face: Hei, Size: textSize}, leastSize, word, width-2, chartHead), x, y, width, chartHead, Middle)
	}
}

// drawNode draws a box, what stands behind it and the lines to it, in the height from y on that its leaves take. It
// returns the middle of the box and where that height ends.
func (l *chartLayout) drawNode(p *Page, n *Node, level int, y float64) (centre, end float64) {
	x, width := l.column(level)
	if len(n.Children) == 0 {
		centre, end = y+l.pitch/2, y+l.pitch
		l.drawBox(p, n, level, x, centre, width)
		return centre, end
	}
	next, _ := l.column(level + 1)
	joint := x + width + (next-x-width)/2
	end = y
	var middles []float64
	for i := range n.Children {
		var m float64
		m, end = l.drawNode(p, &n.Children[i], level+1, end)
		middles = append(middles, m)
	}
	first, last := middles[0], middles[len(middles)-1]
	centre = (first + last) / 2
	ink := Ink{90, 90, 90}
	if len(middles) == 1 {
		p.Line(x+width, centre, next, centre, 0.75, ink)
	} else {
		p.Line(x+width, centre, joint, centre, 0.75, ink)
		p.Line(joint, first, joint, last, 0.75, ink)
		for _, m := range middles {
			p.Line(joint, m, next, m, 0.75, ink)
		}
	}
	l.drawBox(p, n, level, x, centre, width)
	return centre, end
}

// drawBox draws a box around the middle of its left edge; the first level stands out.
func (l *chartLayout) drawBox(p *Page, n *Node, level int, x, centre, width float64) {
	height := math.Min(boxHeight, l.pitch*0.82)
	y := centre - height/2
	style := Style{Face: Song, Size: chartText}
	small := Style{Face: Song, Size: chartSmall, Ink: Ink{70, 70, 70}}
	switch level {
	case 0:
		p.Fill(x, y, width, height, accent)
		white := Ink{255, 255, 255}
		style.Face, style.Ink, small.Ink = HeiBold, white, white
	case 1:
		p.Rect(x, y, width, height, 1.25, accent)
		style.Face = Hei
	default:
		p.Rect(x, y, width, height, 0.75, Ink{90, 90, 90})
	}
	inner := width - 2*formInset
	if n.Small == "" {
		p.drawBlock(l.doc.fit(style, chartMin, n.Text, inner, height-0.6), x+formInset, y, inner, height, Middle)
		return
	}
	upper := (height - 0.8) * 0.56
	p.drawBlock(l.doc.fit(style, chartMin, n.Text, inner, upper), x+formInset, y+0.4, inner, upper, Middle)
	p.drawBlock(l.doc.fit(small, chartMin-1, n.Small, inner, height-0.8-upper), x+formInset, y+0.4+upper, inner, height-0.8-upper, Middle)
}

// drawFoot draws the notes at the foot of a page.
func (l *chartLayout) drawFoot(p *Page) {
	note := Style{Face: Song, Size: noteSize}
	y := l.area.bottom() - float64(len(l.chart.Notes))*6
	for _, text := range l.chart.Notes {
		p.drawBlock(l.doc.fit(note, leastSize, text, l.area.innerWidth(), 6), l.area.margins.Left, y, l.area.innerWidth(), 6, Left)
		y += 6
	}
}
