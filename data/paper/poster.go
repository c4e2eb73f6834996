package paper

import (
	"math"
	"regexp"
	"strings"
)

// Poster is the wording of a document that hangs on a wall: a rule with its articles.
type Poster struct {
	Title    string
	Articles []string // paragraphs; their numbers (一、 第一条) are part of them
	Foot     []string // who issued it, and when, at the right of the end
}

// accent is the deep red of what hangs on walls and of charts.
var accent = Ink{166, 27, 27}

// The measures of a poster as parts of its width, so that all formats look alike: those of A3 upright, 297 mm wide.
const (
	posterFrame  = 12.0 // from the edge to the outer line
	posterInner  = 15.5 // to the inner line
	posterSide   = 32.0 // to the text
	posterTop    = 30.0
	posterBottom = 28.0
	posterTitle  = 62.0 // points, at most
	posterLeastT = 40.0 // points, before the title is broken
	posterText   = 40.0 // points, at most
	posterLeast  = 16.0 // points: what is smaller can't be read on a wall, so the text goes on over a second sheet
	posterLead   = 1.55 // distance of lines, in sizes of the text
	posterGap    = 0.3  // between paragraphs
	posterSpread = 1.3  // by which both may grow to fill the sheet
)

// posterLine is a line of an article.
type posterLine struct {
	label   string // the article's number, before the first line; in 黑体
	indent  float64
	text    string
	whole   bool // all lines but the last of a paragraph fill the width
	heading bool // of a chapter: in the middle
	first   bool // of its paragraph
}

// posterLayout is a poster on its way to a sheet.
type posterLayout struct {
	doc    *Document
	poster Poster
	scale  float64 // of the sheet against A3
	width  float64 // of the text
	height float64 // for the text and the foot on the first sheet
	title  block
	page   area
}

// LayoutPoster puts a poster on one sheet of the given format, upright, with its text as large as the sheet can hold. A
// text that would be too small to be read from afar goes on over further sheets. AutoPaper is A3.
func LayoutPoster(poster Poster, on Paper) *Document {
	if on == AutoPaper {
		on = A3
	}
	l := &posterLayout{doc: NewDocument(), poster: poster, page: newArea(on, Portrait, Margins{})}
	l.scale = l.page.width / 297
	l.width = l.page.width - 2*posterSide*l.scale
	style := Style{Face: Title, Size: posterTitle * l.scale, Ink: accent}
	l.title = l.doc.fit(style, posterLeastT*l.scale, poster.Title, l.width, style.em()*lineHeight)
	if len(l.title.lines) > 1 {
		l.title.lines = l.doc.balance(l.title.style, poster.Title, l.width)
	}
	l.height = l.page.height - (posterTop+posterBottom)*l.scale - l.headHeight()
	size := l.size()
	l.draw(size, l.lines(size))
	return l.doc
}

// headHeight returns the height of the title and the rule below it.
func (l *posterLayout) headHeight() float64 {
	if l.poster.Title == "" {
		return 0
	}
	return l.title.height() + 16*l.scale
}

// size returns the largest size of the text that fits, by half points.
func (l *posterLayout) size() float64 {
	for size := math.Floor(posterText * l.scale); size > posterLeast*l.scale; size -= 0.5 {
		if l.needed(size, l.lines(size)) <= l.height {
			return size
		}
	}
	return math.Ceil(posterLeast * l.scale)
}

// needed returns the height of lines and the foot.
func (l *posterLayout) needed(size float64, lines []posterLine) float64 {
	em := Style{Size: size}.em()
	return em*(posterLead*float64(len(lines)+len(l.poster.Foot))+posterGap*float64(len(l.poster.Articles))) + l.footGap(em)
}

// footGap is the room between the text and the foot.
func (l *posterLayout) footGap(em float64) float64 {
	if len(l.poster.Foot) == 0 {
		return 0
	}
	return em
}

// articleNumber is the number with which an article begins.
var articleNumber = regexp.MustCompile(`^(第[一二三四五六七八九十百零〇\d]+[条款]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])[\s　]*`)

// chapter is a line that names a chapter.
var chapter = regexp.MustCompile(`^第[一二三四五六七八九十百\d]+[章节][\s　]*\S{0,20}$`)

// hanging is the widest number, in sizes of the text, beside which the lines of an article stand; behind a wider one the
// second line begins at the edge.
const hanging = 2.6

// lines breaks the articles into lines of a size.
func (l *posterLayout) lines(size float64) []posterLine {
	var out []posterLine
	text, label := Style{Face: Song, Size: size}, Style{Face: HeiBold, Size: size}
	em := text.em()
	for _, article := range l.poster.Articles {
		if chapter.MatchString(article) {
			out = append(out, posterLine{text: article, heading: true, first: true})
			continue
		}
		number := strings.TrimRight(articleNumber.FindString(article), " \t\u3000")
		body := strings.TrimLeft(strings.TrimPrefix(article, number), " \t\u3000")
		indent := l.doc.Width(label, number)
		at := len(out)
		switch {
		case number == "":
			for _, line := range l.doc.Wrap(text, "\u3000\u3000"+body, l.width) {
				out = append(out, posterLine{text: line, whole: true})
			}
		case indent <= hanging*em:
			for _, line := range l.doc.Wrap(text, body, l.width-indent) {
				out = append(out, posterLine{indent: indent, text: line, whole: true})
			}
			out[at].label = number
		default:
			out = append(out, l.behind(number, indent+em/2, text, body)...)
		}
		out[at].first, out[len(out)-1].whole = true, false
	}
	return out
}

// behind breaks an article whose first line alone is indented, by its number.
func (l *posterLayout) behind(number string, indent float64, text Style, body string) []posterLine {
	first := l.doc.Wrap(text, body, l.width-indent)[0]
	out := []posterLine{{label: number, indent: indent, text: first, whole: true}}
	if rest := body[len(first):]; rest != "" {
		for _, line := range l.doc.Wrap(text, rest, l.width) {
			out = append(out, posterLine{text: line, whole: true})
		}
	}
	return out
}

// draw draws the sheets.
func (l *posterLayout) draw(size float64, lines []posterLine) {
	em := Style{Size: size}.em()
	grow := 1.0
	if need := l.needed(size, lines); need < l.height {
		grow = math.Min(posterSpread, (l.height-l.footGap(em))/(need-l.footGap(em)))
	}
	pitch, gap := posterLead*em*grow, posterGap*em*grow
	p := l.sheet()
	y := l.drawHead(p)
	bottom := l.page.height - posterBottom*l.scale
	for i, line := range lines {
		if y+pitch > bottom+slack && i > 0 {
			p = l.sheet()
			y = posterTop * l.scale
		}
		l.drawLine(p, y, pitch, size, line)
		y += pitch
		if i+1 == len(lines) || lines[i+1].first {
			y += gap
		}
	}
	l.drawFoot(p, y+l.footGap(em), pitch, size, bottom)
}

// sheet begins a sheet with its frame: a heavy line around a thin one, joined at the corners by squares.
func (l *posterLayout) sheet() *Page {
	p := l.doc.AddPage(l.page.width, l.page.height)
	frame := func(from, weight float64) {
		from *= l.scale
		p.Rect(from, from, p.Width-2*from, p.Height-2*from, weight*l.scale, accent)
	}
	frame(posterFrame, 5)
	frame(posterInner, 1)
	side := 5 * l.scale
	near, far := posterInner*l.scale, posterInner*l.scale+side
	for _, x := range []float64{near, p.Width - far} {
		for _, y := range []float64{near, p.Height - far} {
			p.Rect(x, y, side, side, l.scale, accent)
		}
	}
	return p
}

// drawHead draws the title and the rule below it and returns where the text begins.
func (l *posterLayout) drawHead(p *Page) float64 {
	y := posterTop * l.scale
	if l.poster.Title == "" {
		return y
	}
	x := posterSide * l.scale
	p.drawBlock(l.title, x, y, l.width, l.title.height(), Middle)
	rule := y + l.title.height() + 5*l.scale
	p.Line(x, rule, x+l.width, rule, 3*l.scale, accent)
	p.Line(x, rule+1.6*l.scale, x+l.width, rule+1.6*l.scale, 0.8*l.scale, accent)
	return y + l.headHeight()
}

func (l *posterLayout) drawLine(p *Page, y, pitch, size float64, line posterLine) {
	x := posterSide * l.scale
	if line.heading {
		p.TextIn(x, y, l.width, pitch, Middle, Style{Face: HeiBold, Size: size}, line.text)
		return
	}
	if line.label != "" {
		p.TextIn(x, y, line.indent, pitch, Left, Style{Face: HeiBold, Size: size}, line.label)
	}
	style := Style{Face: Song, Size: size}
	p.justified(x+line.indent, y+pitch/2+middle*style.em(), l.width-line.indent, style, line.text, line.whole)
}

// drawFoot draws who issued the rule and when, each in the middle below the other, at the right, on a sheet of its own
// if the last one is full.
func (l *posterLayout) drawFoot(p *Page, y, pitch, size, bottom float64) {
	if len(l.poster.Foot) == 0 {
		return
	}
	height := pitch * float64(len(l.poster.Foot))
	if y+height > bottom+2*slack {
		p, y = l.sheet(), posterTop*l.scale
	}
	style := Style{Face: Song, Size: size}
	widest := 0.0
	for _, line := range l.poster.Foot {
		widest = math.Max(widest, l.doc.Width(style, line))
	}
	right := (posterSide + 6) * l.scale
	for i, line := range l.poster.Foot {
		p.TextIn(l.page.width-right-widest, y+float64(i)*pitch, widest, pitch, Middle, style, line)
	}
}
