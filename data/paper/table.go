package paper

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"taizhang/data/catalog"
)

// The layout of tables: DOMAIN.md §6 and the habits of offices. Sizes are points, lengths millimetres.
const (
	titleSize      = 22 // 二号
	titleLeast     = 16 // 三号
	noteSize       = 10.5
	pageNumberSize = 9
	thin           = 0.5
	outer          = 1.0
	vertical       = 0.5 // room above and below the text in a cell
	signersGap     = 2.5 // between the table and the last line
	footDistance   = 9   // of the middle of the page's number below the text area
	withFoot       = 3   // rows that go with the foot to a page of their own
)

// groupInk is the ground of the lines that name a group of rows.
var groupInk = Ink{242, 242, 242}

// tableRow is a row, or a part of a row that is higher than a page.
type tableRow struct {
	cells  []block
	height float64
	index  int // of the row in the table
	last   bool
}

// tablePage is a range of tableRows.
type tablePage struct{ from, to int }

// tableLayout is a table on its way to pages.
type tableLayout struct {
	doc   *Document
	table catalog.Table
	area  area
	size  float64 // of the text
	least float64 // to which texts may shrink

	columns   []float64 // widths
	edges     []float64 // left edges of the columns and the right edge of the last
	title     block
	titleH    float64
	unitLeft  block
	unitRight block
	unitH     float64
	headings  []catalog.HeadingCell
	heads     []block
	headRows  []float64
	rows      []tableRow
	pages     []tablePage
	notes     []block
	notesH    []float64
	signersH  float64
}

// LayoutTable puts a table on pages of one size: title and line of the unit on the first, headings on each, rows of
// one height unless a text needs more, the page's number at the foot, and notes and signers under the last row,
// never on a page without a row. Texts that are too long are set smaller, then broken; tables that are too wide get
// smaller text and larger paper. A row higher than a page is continued on the next.
func LayoutTable(table catalog.Table, sheet Sheet) (*Document, Measures) {
	l := &tableLayout{doc: NewDocument(), table: table}
	l.divide(sheet)
	l.layTop()
	l.layHeadings()
	l.layFoot()
	l.layRows()
	l.paginate()
	l.draw()
	return l.doc, l.measures()
}

func (l *tableLayout) divide(sheet Sheet) {
	wish, need := l.doc.wishes(l.table)
	l.area, l.size = sheet.choose(sum(wish), sum(need))
	l.least = math.Max(leastSize, l.size-2.5)
	room := l.area.innerWidth()
	l.columns = divide(compromise(wish, need, room*textSize/l.size), room, l.size*mmPerPoint+2*l.padding())
	x := l.area.margins.Left
	l.edges = append(l.edges, x)
	for _, w := range l.columns {
		x += w
		l.edges = append(l.edges, x)
	}
}

func (l *tableLayout) padding() float64      { return padding * l.size / textSize }
func (l *tableLayout) style(face Face) Style { return Style{Face: face, Size: l.size} }

// layTop lays out the title and the line under it.
func (l *tableLayout) layTop() {
	if l.table.Title != "" {
		style := Style{Face: Title, Size: titleSize}
		l.title = l.doc.fit(style, titleLeast, l.table.Title, l.area.innerWidth(), style.em()*lineHeight)
		if len(l.title.lines) > 1 {
			l.title.lines = l.doc.balance(l.title.style, l.table.Title, l.area.innerWidth())
		}
		l.titleH = pixels(l.title.height() + 2.5)
	}
	if l.table.Left != "" || l.table.Right != "" {
		l.layUnitLine()
	}
}

// layUnitLine lays out 填报单位 at the left and 填报日期 at the right; the left one gives way if they would meet.
func (l *tableLayout) layUnitLine() {
	const usual, gap = 7, 4
	width := l.area.innerWidth()
	l.unitRight = l.doc.fit(l.note(), leastSize, l.table.Right, width/2, usual)
	var taken float64
	for _, line := range l.unitRight.lines {
		taken = max(taken, l.doc.Width(l.unitRight.style, line)+gap)
	}
	l.unitLeft = l.doc.fit(l.note(), leastSize, l.table.Left, width-taken, usual)
	l.unitH = pixels(max(usual, l.unitLeft.height()+1, l.unitRight.height()+1))
}

// note is the style of the lines above and below the table.
func (l *tableLayout) note() Style { return Style{Face: Song, Size: noteSize} }

// layHeadings breaks the headings into lines and finds the heights of their rows.
func (l *tableLayout) layHeadings() {
	var rows int
	l.headings, rows = l.table.Headings()
	l.headRows = make([]float64, rows)
	for i := range l.headRows {
		l.headRows[i] = l.standardHeight()
	}
	if rows == 1 {
		l.headRows[0] = pixels(l.standardHeight() * 1.25)
	}
	for _, c := range l.headings {
		b := l.heading(c)
		l.heads = append(l.heads, b)
		if c.Rows == 1 {
			l.headRows[c.Row] = math.Max(l.headRows[c.Row], pixels(b.height()+2*vertical+0.6))
		}
	}
	for i, c := range l.headings {
		lack := l.heads[i].height() + 2*vertical + 0.6 - sum(l.headRows[c.Row:c.Row+c.Rows])
		if lack > 0 {
			last := c.Row + c.Rows - 1
			l.headRows[last] = pixels(l.headRows[last] + lack)
		}
	}
}

// heading breaks the text of a heading into balanced lines, smaller ones rather than many; where hardly more than a
// character has room, they are stacked.
func (l *tableLayout) heading(c catalog.HeadingCell) block {
	style := l.style(Hei)
	width := l.edges[c.Column+c.Columns] - l.edges[c.Column] - l.padding() // centred, so they may come nearer the lines
	if c.Text == "" {
		return block{style: style}
	}
	if width < 2*style.em()-slack && utf8.RuneCountInString(c.Text) > 2 {
		return block{style: style, lines: l.doc.stack(style, c.Text, width)}
	}
	for {
		b := block{style: style, lines: l.doc.balance(style, c.Text, width)}
		if len(b.lines) <= 3 || style.Size <= l.least {
			return b
		}
		style.Size = math.Max(l.least, style.Size-0.5)
	}
}

// standardHeight is the height of a row whose texts need no more.
func (l *tableLayout) standardHeight() float64 {
	return pixels((l.size*1.5 + 6.75) * mmPerPoint)
}

// layFoot breaks the notes into lines.
func (l *tableLayout) layFoot() {
	for _, note := range l.table.Notes {
		b := l.doc.wrapped(l.note(), note, l.area.innerWidth())
		l.notes = append(l.notes, b)
		l.notesH = append(l.notesH, pixels(b.height()+1.6))
	}
	if len(l.table.Signers) > 0 {
		l.signersH = pixels(signersGap + 7)
	}
}

func (l *tableLayout) footHeight() float64 { return sum(l.notesH) + l.signersH }

// firstRoom and nextRoom are the heights left for rows on the first page and on the others.
func (l *tableLayout) firstRoom() float64 { return l.nextRoom() - l.titleH - l.unitH }
func (l *tableLayout) nextRoom() float64  { return l.area.innerHeight() - sum(l.headRows) }

// rowRoom is the greatest height of a row: it must stand on the first page, under the name of its group, and above the
// foot on the last.
func (l *tableLayout) rowRoom() float64 {
	room := l.firstRoom() - l.standardHeight()
	return math.Max(room-math.Min(l.footHeight(), room/2), l.standardHeight())
}

func (l *tableLayout) layRows() {
	l.rows = make([]tableRow, 0, len(l.table.Rows))
	for i, row := range l.table.Rows {
		cells := l.cells(row)
		l.rows = append(l.rows, l.parts(i, cells)...)
	}
}

// cells makes the texts of a row fit.
func (l *tableLayout) cells(row catalog.TableRow) []block {
	inside := l.standardHeight() - 2*vertical
	if row.Group {
		return []block{l.doc.fit(l.style(Hei), l.least, cellText(row, 0), l.area.innerWidth()-2*l.padding(), inside)}
	}
	style := l.style(Song)
	if row.Total {
		style = l.style(HeiBold)
	}
	out := make([]block, len(l.columns))
	highest := l.fitCells(out, row, style, inside)
	if highest > inside {
		l.fitCells(out, row, style, highest) // the row grows for one text, so the others need not be small
	}
	return out
}

// fitCells makes the texts of a row fit in a height and returns that of the highest.
func (l *tableLayout) fitCells(out []block, row catalog.TableRow, style Style, height float64) float64 {
	var highest float64
	for i, width := range l.columns {
		out[i] = l.doc.fit(style, l.least, cellText(row, i), width-2*l.padding(), height)
		highest = math.Max(highest, out[i].height())
	}
	return highest
}

func cellText(row catalog.TableRow, i int) string {
	if i >= len(row.Cells) {
		return ""
	}
	return strings.TrimRight(row.Cells[i], " \t\r\n\u3000")
}

// parts returns a row as one tableRow, or as several if it is higher than a page can hold.
func (l *tableLayout) parts(index int, cells []block) []tableRow {
	var out []tableRow
	room := l.rowRoom()
	for {
		part := tableRow{cells: cells, index: index, last: true, height: l.standardHeight()}
		var rest []block
		for i, b := range cells {
			fits := max(1, int((room-2*vertical)/(lineHeight*b.style.em())))
			if len(b.lines) <= fits {
				continue
			}
			if rest == nil {
				part.cells = append([]block(nil), cells...)
				rest = make([]block, len(cells))
			}
			part.cells[i].lines, part.last = b.lines[:fits], false
			rest[i] = block{style: b.style, lines: b.lines[fits:]}
		}
		for _, b := range part.cells {
			part.height = math.Max(part.height, pixels(b.height()+2*vertical))
		}
		out = append(out, part)
		if rest == nil {
			return out
		}
		cells = rest
	}
}

// paginate divides the rows among pages.
func (l *tableLayout) paginate() {
	from, room := 0, l.firstRoom()
	for i, row := range l.rows {
		if row.height > room+slack && i > from {
			to := l.keepGroups(from, i)
			l.pages = append(l.pages, tablePage{from, to})
			from, room = to, l.nextRoom()-l.height(to, i)
		}
		room -= row.height
	}
	if foot := l.footHeight(); foot > room+slack && len(l.rows)-from > 1 {
		to := l.keepGroups(from, max(from+1, len(l.rows)-withFoot, l.lastFitting(foot)))
		l.pages = append(l.pages, tablePage{from, to})
		from = to
	}
	l.pages = append(l.pages, tablePage{l.withTotals(from), len(l.rows)})
}

// withTotals returns where the last page begins, so that sums alone don't stand on it: some of the rows that they add
// up go with them, from the page before.
func (l *tableLayout) withTotals(from int) int {
	if from == 0 || from >= len(l.rows) {
		return from
	}
	for _, row := range l.rows[from:] {
		if !l.table.Rows[row.index].Total {
			return from
		}
	}
	before := &l.pages[len(l.pages)-1]
	to := l.keepGroups(before.from, max(before.from+1, from-withFoot))
	if l.height(to, len(l.rows))+l.footHeight() > l.nextRoom() {
		return from
	}
	before.to = to
	return to
}

// lastFitting returns the first of the last rows that fit on one page with the foot.
func (l *tableLayout) lastFitting(foot float64) int {
	room := l.nextRoom() - foot
	from := len(l.rows) - 1
	for room -= l.rows[from].height; from > 0 && l.rows[from-1].height <= room; from-- {
		room -= l.rows[from-1].height
	}
	return from
}

// keepGroups moves the end of a page up so that the name of a group isn't parted from its rows, nor rows from each other
// that belong together.
func (l *tableLayout) keepGroups(from, to int) int {
	to = l.keepJoined(from, to)
	end := to
	for end > from && l.table.Rows[l.rows[end-1].index].Group {
		end--
	}
	if end == from || l.height(end, to+1) > l.nextRoom() {
		return to
	}
	return end
}

// keepJoined moves the end of a page up to the first of the rows that belong with the one there, if a page has room for all
// of them.
func (l *tableLayout) keepJoined(from, to int) int {
	joined := func(i int) bool { return i < len(l.rows) && l.table.Rows[l.rows[i].index].With }
	if !joined(to) {
		return to
	}
	first, end := to, to+1
	for first > from && joined(first) {
		first--
	}
	for joined(end) {
		end++
	}
	if first == from || l.height(first, end) > l.nextRoom() {
		return to
	}
	return first
}

// height returns the height of rows from…to.
func (l *tableLayout) height(from, to int) float64 {
	var h float64
	for _, row := range l.rows[from:to] {
		h += row.height
	}
	return h
}

func (l *tableLayout) measures() Measures {
	m := Measures{
		Paper: l.area.paper, Landscape: l.area.landscape, Margins: l.area.margins, Columns: l.columns,
		TitleSize: titleSize, TextSize: l.size,
		Title: points(l.titleH), UnitLine: points(l.unitH), Signers: points(l.signersH),
		Rows: make([]float64, len(l.table.Rows)), Cells: make([][]CellFit, len(l.table.Rows)),
	}
	if l.title.style.Size > 0 {
		m.TitleSize = l.title.style.Size
	}
	for _, h := range l.headRows {
		m.Headings = append(m.Headings, points(h))
	}
	for _, h := range l.notesH {
		m.Notes = append(m.Notes, points(h))
	}
	for _, row := range l.rows {
		m.Rows[row.index] = math.Min(m.Rows[row.index]+points(row.height), spreadsheetRow)
		if m.Cells[row.index] == nil {
			m.Cells[row.index] = make([]CellFit, len(row.cells))
		}
		for i, b := range row.cells {
			m.Cells[row.index][i].Size = b.style.Size
			m.Cells[row.index][i].Lines += len(b.lines)
		}
	}
	for _, page := range l.pages[:len(l.pages)-1] {
		if row := l.rows[page.to-1]; row.last {
			m.Breaks = append(m.Breaks, row.index)
		}
	}
	return m
}

// pageNumber is the line at the foot of each page.
func pageNumber(page, of int) string { return fmt.Sprintf("第%d页 共%d页", page, of) }

func sum(lengths []float64) float64 {
	var total float64
	for _, n := range lengths {
		total += n
	}
	return total
}
