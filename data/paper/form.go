package paper

import (
	"math"
	"slices"
	"strings"
)

// Form is the wording of a form about one record: labels with their values, in sections.
type Form struct {
	Title    string // 容城镇社区干部登记表
	Left     string // the line under the title, left: 填报单位：容城镇
	Right    string // the line under the title, right: 填报日期：2003年9月30日
	Photo    bool   // with a box for a photograph beside the first section
	Sections []FormSection
	Signers  []string // the last line: 填表人, 审核人, 单位（盖章）
}

// FormSection is the fields under one heading.
type FormSection struct {
	Title  string
	Fields []FormField
}

// FormField is a label and its value.
type FormField struct {
	Label, Value string
	// Lines is how many lines there must be room for, in a cell as wide as the form; 0 is half of the form's width and
	// one line. Longer values get what they need.
	Lines int
}

// The measures of forms, in millimetres.
const (
	formLabel   = 27 // width of the labels' cells
	formRow     = 9.6
	formTight   = 7.4 // rows of a form that needs them lower to stay on one page
	formStep    = 0.2 // by which rows are made lower, as little as will do
	formSection = 7.2
	formStretch = 3.4 // by which rows grow, at most, to fill a page
	formInset   = 1.6
	photoWidth  = 33
	photoHeight = 43
	formLead    = 1.35 // distance of lines of long texts, in sizes of the text
	formLeast   = 8    // points, to which values may shrink before their row grows
	formLines   = 8    // room for so many lines, at most, is kept blank
	formFewest  = 2    // and for so many at least, to keep a form on one page
)

// formMargins are those of a form, which is filed at the left.
var formMargins = Margins{Top: 22, Right: 17, Bottom: 20, Left: 21}

// formCell is a label with its value in a row.
type formCell struct {
	label, value block
	width        float64 // of the value's box
	long         bool    // begins at the top, with lines further apart
}

// formLine is a row of a form, or a section's heading.
type formLine struct {
	section block // of a heading
	cells   []formCell
	height  float64
	photo   bool // stands beside the photograph
}

func (l *formLine) isSection() bool { return l.cells == nil }

// formLayout is a form on its way to pages.
type formLayout struct {
	doc   *Document
	form  Form
	area  area
	most  int     // lines of room that are kept blank
	row   float64 // height of a row of one line
	lines []formLine
	pages []*Page
}

// LayoutForms puts forms on A4 pages, upright: each begins a page, in a bordered table of two labels and two values a
// row; long texts have the whole width and go on over the page. Values that are too long for their box are set smaller,
// then broken.
func LayoutForms(forms []Form) *Document {
	doc := NewDocument()
	for _, f := range forms {
		l := &formLayout{doc: doc, form: f, area: newArea(A4, Portrait, formMargins)}
		l.layOut()
		l.draw()
	}
	return doc
}

func (l *formLayout) style(face Face) Style { return Style{Face: face, Size: textSize} }

// layOut divides the fields into rows, with as much room for what is still to be written as a single page has, then with
// lower rows if that keeps the form on one page; a form that needs more pages anyway keeps all of it.
func (l *formLayout) layOut() {
	l.row = formRow
	for l.most = formLines; l.most >= formFewest; l.most-- {
		if l.layLines(); l.height() <= l.area.innerHeight() {
			return
		}
	}
	l.most = formFewest
	for l.row = formRow - formStep; l.row >= formTight; l.row -= formStep {
		if l.layLines(); l.height() <= l.area.innerHeight() {
			return
		}
	}
	l.most, l.row = formLines, formRow
	l.layLines()
}

// height returns the height of the whole form.
func (l *formLayout) height() float64 {
	total := l.topHeight() + l.footHeight()
	for _, line := range l.lines {
		total += line.height
	}
	return total
}

// layLines divides the fields into rows.
func (l *formLayout) layLines() {
	l.lines = nil
	width := l.area.innerWidth()
	for i, s := range l.form.Sections {
		if s.Title != "" {
			head := l.doc.fit(l.style(Hei), formLeast, s.Title, width-2*formInset, formSection)
			l.lines = append(l.lines, formLine{section: head, height: formSection})
		}
		beside := 0.0
		if i == 0 && l.form.Photo {
			beside = photoHeight
		}
		for fields := l.roomy(s.Fields); len(fields) > 0; {
			n, room := rowOf(fields), width
			if beside > 0 {
				room -= photoWidth
			}
			line := l.line(fields[:n], room)
			line.photo = beside > 0
			beside -= line.height
			l.lines = append(l.lines, line)
			fields = fields[n:]
		}
	}
}

// roomy returns the fields with the whole width for those whose values would take too many lines of half of it.
func (l *formLayout) roomy(fields []FormField) []FormField {
	const most = 3
	half := l.area.innerWidth()/2 - formLabel - 2*formInset
	out := slices.Clone(fields)
	for i, f := range out {
		if f.Lines == 0 && l.doc.Width(l.style(Song), f.Value) > most*half || strings.Count(f.Value, "\n") >= most {
			out[i].Lines = max(f.Lines, 2)
		}
	}
	return out
}

// rowOf returns how many of the fields stand in the next row.
func rowOf(fields []FormField) int {
	if len(fields) > 1 && fields[0].Lines == 0 && fields[1].Lines == 0 {
		return 2
	}
	return 1
}

// line lays out a row of the given width.
func (l *formLayout) line(fields []FormField, width float64) formLine {
	line := formLine{height: l.row}
	if n := min(fields[0].Lines, l.most); n > 0 {
		line.height = math.Max(l.row, float64(n)*formLead*l.style(Song).em()+2*formInset)
	}
	share := width / float64(len(fields))
	for _, f := range fields {
		c := formCell{width: share - formLabel, long: f.Lines > 1}
		c.label = l.label(f.Label)
		value := strings.TrimRight(f.Value, " \t\r\n\u3000")
		if c.long {
			c.value = l.doc.wrapped(l.style(Song), value, c.width-2*formInset)
			if value == "" {
				c.value = block{style: l.style(Song)}
			}
		} else {
			c.value = l.doc.fit(l.style(Song), formLeast, value, c.width-2*formInset, line.height-1)
		}
		line.height = math.Max(line.height, math.Max(c.label.height()+1, c.height()+2*vertical))
		line.cells = append(line.cells, c)
	}
	return line
}

// height returns the height of the value.
func (c *formCell) height() float64 {
	if !c.long {
		return c.value.height()
	}
	return float64(len(c.value.lines))*formLead*c.value.style.em() + 2*formInset
}

func (l *formLayout) label(text string) block {
	b := l.doc.fit(l.style(Hei), formLeast, text, formLabel-2*padding, l.row-1)
	if len(b.lines) > 1 {
		b.lines = l.doc.balance(b.style, text, formLabel-2*padding)
	}
	return b
}

// draw draws the rows page by page.
func (l *formLayout) draw() {
	p, y := l.newPage(), l.area.margins.Top
	y = l.drawTop(p, y)
	foot := l.footHeight()
	l.stretch(l.area.bottom() - y - foot)
	top := y
	for i := 0; i < len(l.lines); {
		line, room := l.lines[i], l.area.bottom()-y
		full := l.needed(i) > room+slack
		rest, divided := formLine{}, false
		if full {
			rest, divided = l.divide(&line, room)
		}
		if !full || divided || y == top {
			if line.photo && (i == 0 || !l.lines[i-1].photo) {
				l.drawPhoto(p, y, i)
			}
			l.drawLine(p, y, line)
			y += line.height
			if divided {
				l.lines[i] = rest
			} else {
				i++
			}
		}
		if full {
			l.frame(p, top, y)
			p, y = l.newPage(), l.area.margins.Top
			top = y
		}
	}
	l.frame(p, top, y)
	if foot > 0 && y+foot > l.area.bottom()+slack {
		p, y = l.newPage(), l.area.margins.Top
	}
	l.drawSigners(p, y)
	if len(l.pages) > 1 {
		l.area.number(l.pages)
	}
}

// needed returns the height that must be left on a page for a line to stand on it: a section's heading isn't parted
// from its rows.
func (l *formLayout) needed(i int) float64 {
	need := l.lines[i].height
	if l.lines[i].isSection() && i+1 < len(l.lines) {
		need += math.Min(l.lines[i+1].height, 2*formRow)
	}
	return need
}

func (l *formLayout) newPage() *Page {
	p := l.doc.AddPage(l.area.width, l.area.height)
	l.pages = append(l.pages, p)
	return p
}

// stretch makes the rows higher if the form leaves much of its only page blank.
func (l *formLayout) stretch(room float64) {
	rows := 0
	for _, line := range l.lines {
		room -= line.height
		if !line.isSection() {
			rows++
		}
	}
	if room <= 0 || rows == 0 {
		return
	}
	more := math.Min(room/float64(rows), formStretch)
	for i := range l.lines {
		if !l.lines[i].isSection() {
			l.lines[i].height += more
		}
	}
}

// divide cuts a row with a long text so that its first part has height room; ok is false if it should go to the next
// page as a whole.
func (l *formLayout) divide(line *formLine, room float64) (rest formLine, ok bool) {
	if line.isSection() || !line.cells[0].long || line.height <= l.area.innerHeight()/3 {
		return formLine{}, false
	}
	c := line.cells[0]
	fits := int((room - 2*formInset) / (formLead * c.value.style.em()))
	if fits < 3 || fits >= len(c.value.lines) {
		return formLine{}, false
	}
	later := c
	later.value.lines = c.value.lines[fits:]
	later.label = l.label(strings.Join(c.label.lines, "") + "（续）")
	c.value.lines = c.value.lines[:fits]
	line.cells, line.height = []formCell{c}, room
	return formLine{cells: []formCell{later}, height: math.Max(formRow, later.height())}, true
}

// The heights of what stands around the rows, in millimetres.
const (
	formUnder   = 4 // between the title and the line of the unit
	formUnit    = 7
	formSigners = signersGap + 9
)

func (l *formLayout) title() block {
	return l.doc.headline(l.form.Title, l.area.innerWidth())
}

// headline breaks a title into lines of about equal length, smaller ones rather than several.
func (d *Document) headline(title string, width float64) block {
	style := Style{Face: Title, Size: titleSize}
	b := d.fit(style, titleLeast, title, width, style.em()*lineHeight)
	if len(b.lines) > 1 {
		b.lines = d.balance(b.style, title, width)
	}
	return b
}

func (l *formLayout) topHeight() float64 {
	height := 0.0
	if l.form.Title != "" {
		height += l.title().height() + formUnder
	}
	if l.form.Left != "" || l.form.Right != "" {
		height += formUnit
	}
	return height
}

func (l *formLayout) footHeight() float64 {
	if len(l.form.Signers) == 0 {
		return 0
	}
	return formSigners
}

// drawTop draws the title and the line of the unit and returns where they end.
func (l *formLayout) drawTop(p *Page, y float64) float64 {
	left, width := l.area.margins.Left, l.area.innerWidth()
	if l.form.Title != "" {
		b := l.title()
		p.drawBlock(b, left, y, width, b.height(), Middle)
		y += b.height() + formUnder
	}
	if l.form.Left != "" || l.form.Right != "" {
		note := Style{Face: Song, Size: noteSize}
		right := l.doc.fit(note, formLeast, l.form.Right, width/2, 6)
		taken := l.doc.Width(right.style, strings.Join(right.lines, "")) + 4
		p.drawBlock(l.doc.fit(note, formLeast, l.form.Left, width-taken, 6), left, y, width-taken, 6, Left)
		p.drawBlock(right, left, y, width, 6, Right)
		y += formUnit
	}
	return y
}

// drawLine draws a row with the lines within it and the one below it.
func (l *formLayout) drawLine(p *Page, y float64, line formLine) {
	x, right := l.area.margins.Left, l.area.margins.Left+l.area.innerWidth()
	bottom := y + line.height
	if line.isSection() {
		p.Fill(x, y, right-x, line.height, groupInk)
		p.drawBlock(line.section, x+formInset, y, right-x-2*formInset, line.height, Left)
		p.Line(x, y, right, y, thin, Ink{})
		p.Line(x, bottom, right, bottom, thin, Ink{})
		return
	}
	for i, c := range line.cells {
		if i > 0 {
			p.Line(x, y, x, bottom, thin, Ink{})
		}
		p.drawBlock(c.label, x, y, formLabel, line.height, Middle)
		x += formLabel
		p.Line(x, y, x, bottom, thin, Ink{})
		l.drawValue(p, c, x+formInset, y, line)
		x += c.width
	}
	p.Line(l.area.margins.Left, bottom, x, bottom, thin, Ink{})
}

func (l *formLayout) drawValue(p *Page, c formCell, x, y float64, line formLine) {
	width := c.width - 2*formInset
	switch {
	case c.long:
		pitch := formLead * c.value.style.em()
		for i, text := range c.value.lines {
			p.TextIn(x, y+formInset+float64(i)*pitch, width, pitch, Left, c.value.style, strings.TrimRight(text, " \t\u3000"))
		}
	case len(c.value.lines) > 1 || len(line.cells) == 1:
		p.drawBlock(c.value, x, y, width, line.height, Left)
	default:
		p.drawBlock(c.value, x, y, width, line.height, Middle)
	}
}

// drawPhoto draws the box for the photograph beside the rows from the i-th on.
func (l *formLayout) drawPhoto(p *Page, y float64, i int) {
	height := 0.0
	for _, line := range l.lines[i:] {
		if !line.photo {
			break
		}
		height += line.height
	}
	right := l.area.margins.Left + l.area.innerWidth()
	x := right - photoWidth
	p.Line(x, y, x, y+height, thin, Ink{})
	p.Line(x, y+height, right, y+height, thin, Ink{})
	style := Style{Face: Song, Size: textSize, Ink: Ink{120, 120, 120}}
	p.TextIn(x, y+height/2-6, photoWidth, 6, Middle, style, "照　片")
	p.TextIn(x, y+height/2, photoWidth, 6, Middle, style.at(9), "（近期免冠）")
}

// frame draws the border around the rows of a page.
func (l *formLayout) frame(p *Page, top, bottom float64) {
	if bottom > top {
		p.Rect(l.area.margins.Left, top, l.area.innerWidth(), bottom-top, outer, Ink{})
	}
}

func (l *formLayout) drawSigners(p *Page, y float64) {
	if len(l.form.Signers) == 0 {
		return
	}
	share := l.area.innerWidth() / float64(len(l.form.Signers))
	style := Style{Face: Song, Size: noteSize}
	for i, signer := range l.form.Signers {
		p.TextIn(l.area.margins.Left+float64(i)*share, y+signersGap, share, 7, Left, style, strings.TrimRight(signer, "：:")+"：")
	}
}
