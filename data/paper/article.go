package paper

import (
	"fmt"
	"strings"
	"unicode"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Article is a running text as officials expect it (GB/T 9704-2012): a title, headings of two levels, paragraphs, and
// tables behind them. LayoutArticle puts it on pages, WriteDOCX writes it for Word and WPS.
type Article struct {
	Title string
	Under []string // lines under the title, centred: who reports, which period
	Items []Item
	// Tables stand behind the text, each beginning a page.
	Tables []catalog.Table
}

// Item is a heading or a paragraph of an Article.
type Item struct {
	Level Level
	Text  string
}

// Level says what an Item is.
type Level uint8

// The levels.
const (
	Body     Level = iota // 3号仿宋, the first line two characters in
	Heading1              // 一、 3号黑体
	Heading2              // （一） 3号楷体
)

// The layout of GB/T 9704-2012, 5.2: A4, 37 mm above the text and 28 mm left of it, 156 × 225 mm of text in 22 lines of 28
// characters; 7.5: the page's number 7 mm below the text, in 四号, between dashes, outside.
const (
	articleTop    = 37.0
	articleLeft   = 28.0
	articleWidth  = 156.0
	articleHeight = 225.0
	articleLines  = 22
	articleChars  = 28
	linePitch     = articleHeight / articleLines
	charPitch     = articleWidth / articleChars
	numberBelow   = 7.0
	numberSize    = 14
	articleTitle  = 22 // 二号
)

// Characters are as wide as the grid's, which is a hair less than 三号.
const bodySize = charPitch / mmPerPoint

// indent is what a paragraph begins with.
const indent = "　　"

// articleFaces are the bundled faces that stand in for the offices' own: there is no free 仿宋 or 楷体 among them.
var articleFaces = map[Level]Face{Body: Song, Heading1: HeiBold, Heading2: Hei}

// articleLayout is an article on its way to pages.
type articleLayout struct {
	doc  *Document
	page *Page
	line int // the next free one on the page
}

// LayoutArticle puts an article on pages: the text on the grid of 22 lines of 28 characters, lines justified, no heading
// parted from what follows it; the tables as LayoutTable does, on A4 upright.
func LayoutArticle(a Article) *Document {
	l := &articleLayout{doc: NewDocument(), line: articleLines}
	l.centred(Style{Face: Title, Size: articleTitle}, a.Title)
	for _, under := range a.Under {
		l.centred(Style{Face: Song, Size: bodySize}, under)
	}
	l.skip()
	for i, item := range a.Items {
		l.item(item, i+1 < len(a.Items))
	}
	l.numbers()
	for _, t := range a.Tables {
		doc, _ := LayoutTable(t, Sheet{Paper: A4, Orientation: Portrait})
		l.doc.Pages = append(l.doc.Pages, doc.Pages...)
	}
	return l.doc
}

// next returns the top of the next line, on a new page if the last is full.
func (l *articleLayout) next() float64 {
	if l.line >= articleLines {
		short, long := A4.size()
		l.page, l.line = l.doc.AddPage(short, long), 0
	}
	top := articleTop + float64(l.line)*linePitch
	l.line++
	return top
}

// skip leaves a line free, unless a page begins there anyway.
func (l *articleLayout) skip() {
	if l.line < articleLines {
		l.line++
	}
}

// keep begins a new page unless so many lines have room on this one.
func (l *articleLayout) keep(lines int) {
	if l.line+lines > articleLines {
		l.line = articleLines
	}
}

func (l *articleLayout) centred(style Style, text string) {
	if text == "" {
		return
	}
	for _, line := range l.doc.balance(style, text, articleWidth) {
		top := l.next()
		l.page.TextIn(articleLeft, top, articleWidth, linePitch, Middle, style, line)
	}
}

// item lays out a heading or a paragraph. A heading stays with two lines of what follows; of a paragraph no line stands
// alone at the foot or at the head of a page.
func (l *articleLayout) item(item Item, followed bool) {
	style := Style{Face: articleFaces[item.Level], Size: bodySize}
	for paragraph := range strings.SplitSeq(item.Text, "\n") {
		lines := l.doc.Wrap(style, indent+paragraph, articleWidth)
		switch {
		case item.Level != Body && followed:
			l.keep(min(len(lines)+2, articleLines))
		case len(lines) == 2 || len(lines) == 3:
			l.keep(len(lines))
		case len(lines) > 3:
			l.keep(2)
		}
		for i, line := range lines {
			if i == len(lines)-2 && len(lines) > 3 {
				l.keep(2)
			}
			top := l.next()
			l.page.justified(articleLeft, top+linePitch/2+middle*style.em(), articleWidth, style, line, i+1 < len(lines))
		}
	}
}

// numbers puts the number of each page outside: odd ones at the right, even ones at the left, one character in.
func (l *articleLayout) numbers() {
	style := Style{Face: Song, Size: numberSize}
	for i, page := range l.doc.Pages {
		text := fmt.Sprintf("— %d —", i+1)
		x := articleLeft + style.em()
		if i%2 == 0 {
			x = articleLeft + articleWidth - style.em() - l.doc.Width(style, text)
		}
		page.Text(x, articleTop+articleHeight+numberBelow+style.em()/2, style, text)
	}
}

// mostStretch is the room between two characters, in em, up to which a line is stretched: one that lacks more stays short.
const mostStretch = 0.25

// justified draws one line of text; if stretch is set it reaches over the whole width, by room between its characters.
// Numbers and Latin words stay whole.
func (p *Page) justified(x, y, width float64, style Style, line string, stretch bool) {
	line = strings.TrimRightFunc(line, unicode.IsSpace)
	pieces := stretchable(line)
	room := width - p.doc.Width(style, line)
	if gap := room / float64(max(len(pieces)-1, 1)); stretch && room > 0 && gap <= mostStretch*style.em() {
		for _, piece := range pieces {
			x += p.Text(x, y, style, piece) + gap
		}
		return
	}
	p.Text(x, y, style, line)
}

// stretchable returns the pieces of a line between which there may be room. The spaces that it begins with belong to
// the first.
func stretchable(line string) []string {
	var out []string
	start, before, begun := 0, rune(0), false
	for i, r := range line {
		if begun && !value.Together(before, r) {
			out = append(out, line[start:i])
			start = i
		}
		begun = begun || !unicode.IsSpace(r)
		before = r
	}
	return append(out, line[start:])
}
