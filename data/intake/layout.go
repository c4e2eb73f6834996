package intake

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// layout is a table found in a sheet, before anything is known of its kind.
type layout struct {
	title      string
	titles     []string   // all lines that may be part of it
	unit       string     // what 填报单位 names
	measure    string     // what 单位 says where it means 万元
	date       value.Date // what 填报日期 says
	heads      []int      // heading rows
	col1, col2 int
	paths      [][]string   // heading of each column from col1
	end        int          // last row before the next table
	marks      map[int]Role // rows around and inside the table whose role is settled: titles, lines, headings
	grid       *grid        // in which the table was found
	notes      []string
	top        int     // first row that belongs to the table, its title included
	no         string  // why it is taken for no kind unless a clerk says of which it is
	lines      *lines  // how its records have several lines, nil if they have one
	flat       *layout // the same table read with a line for each record, nil if it has no lines
}

func (l *layout) first() int { return l.heads[len(l.heads)-1] + 1 }

// finder looks for tables in one sheet.
type finder struct {
	*grid
	vocabularies []*vocabulary
	known        map[string]uint64 // raw text → bit for each vocabulary that knows it
}

// block is a run of heading rows.
type block struct{ first, last, numbers int } // numbers: row of column numbers, or -1

// maxHeadRows is the most rows that a heading has, a row of column numbers not counted.
const maxHeadRows = 4

// findTables returns the tables of a sheet from top to bottom, or says why it is none though it has headings.
func findTables(g *grid, vocabularies []*vocabulary) (tables []*layout, why string) {
	f := &finder{grid: g, vocabularies: vocabularies, known: map[string]uint64{}}
	if why := f.notARoster(); why != "" {
		return nil, why
	}
	if f.isMinutes() != 0 {
		return nil, whyMinutes
	}
	if f.area.Col1 == 0 && !f.plain {
		if duty, why := f.findDuty(); why != "" {
			return nil, why
		} else if duty != nil {
			return nil, whyDuty
		}
	}
	if tables := f.strips(); len(tables) > 1 {
		return tables, ""
	}
	for _, l := range f.below() {
		if parts := f.apart(l); parts != nil {
			tables = append(tables, parts...)
			continue
		}
		tables = append(tables, l)
	}
	return tables, ""
}

// below finds the tables that stand below each other.
func (f *finder) below() []*layout {
	inner, said := f.withoutSide()
	out := inner.stacked()
	for _, l := range out {
		if said != "" {
			l.takeSide(said)
			if l.flat != nil {
				l.flat.takeSide(said)
			}
		}
	}
	return out
}

// stacked finds the tables that stand below each other beside any title at the side.
func (f *finder) stacked() []*layout {
	blocks := f.blocks()
	if len(blocks) == 0 {
		if b, ok := f.unknownHeading(); ok {
			blocks = append(blocks, b)
		}
	}
	blocks, found := f.linesOf(blocks)
	plain := &finder{vocabularies: f.vocabularies, known: f.known}
	if g := f.unfold(blocks, found); g != nil {
		each := *f.grid
		each.plain = true
		plain.grid, f.grid = &each, g
	}
	var out []*layout
	from := 0
	for i, b := range blocks {
		l := f.layout(b, f.preambleStart(b.first, from))
		from = b.last + 1
		if found[i] != nil {
			l.takeLines(found[i])
			l.flat = plain.layout(b, l.top)
			for _, r := range found[i].heads {
				l.flat.marks[r] = RoleHeading
			}
		}
		if n := len(out); n > 0 && out[n-1].continuedBy(l) {
			out[n-1].continueWith(l)
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].endAt(l.top - 1)
		}
		out = append(out, l)
	}
	if n := len(out); n > 0 {
		out[n-1].endAt(f.Rows() - 1)
	}
	return out
}

// blocks finds the runs of heading rows.
func (f *finder) blocks() []block {
	var out []block
	for r := 0; r < len(f.shapes); r++ {
		known, filled := f.headingScore(r)
		if !isHeadingScore(known, filled) {
			continue
		}
		if n := len(out); n > 0 && !f.mayStartAnew(r, out[n-1], known, filled) {
			continue
		}
		b := f.extend(r)
		out = append(out, b)
		r = b.last
		if b.numbers >= 0 {
			r = b.numbers
		}
	}
	return out
}

func isHeadingScore(known, filled int) bool {
	return known >= 2 && (known*10 >= filled*3 || known >= 5)
}

// headingScore counts the cells of a row that the kind which knows most of them knows as headings.
func (f *finder) headingScore(r int) (known, filled int) {
	sh := f.shapes[r]
	filled = int(sh.filled)
	if filled < 2 || int(sh.numeric)*5 > filled {
		return 0, filled
	}
	var counts [64]int
	serial := 0
	for c := int(sh.first); c <= int(sh.last); c++ {
		cell := f.Cell(r, c)
		if cell.Type != catalog.CellText {
			continue
		}
		bits := f.knownBy(cell.Text)
		for i := range f.vocabularies {
			if bits&(1<<i) != 0 {
				counts[i]++
			}
		}
		if bits&serialBit != 0 {
			serial++
		}
	}
	return slices.Max(counts[:]) + min(serial, 1), filled
}

const serialBit = 1 << 63

func (f *finder) knownBy(text string) uint64 {
	if len(text) > 90 || hasLabel(text) {
		return 0
	}
	if bits, ok := f.known[text]; ok {
		return bits
	}
	var bits uint64
	for i, v := range f.vocabularies {
		if v.knows(text) && i < 63 {
			bits |= 1 << i
		}
	}
	if isSerialHeading(text) {
		bits |= serialBit
	}
	if len(f.known) < 1<<14 {
		f.known[text] = bits
	}
	return bits
}

// mayStartAnew tells a further heading from a row of data whose words happen to be headings too: it repeats the
// last heading, or stands below a gap, or is all headings.
func (f *finder) mayStartAnew(r int, last block, known, filled int) bool {
	same, all := 0, 0
	sh := f.shapes[r]
	for c := int(sh.first); c <= int(sh.last); c++ {
		s := f.tight(r, c)
		if s == "" {
			continue
		}
		all++
		for h := last.first; h <= last.last; h++ {
			if f.tight(h, c) == s {
				same++
				break
			}
		}
	}
	switch {
	case same*10 >= all*6 && same >= 2:
		return true
	case known >= 4 && known*10 >= filled*7:
		return true
	}
	above := f.shape(r - 1)
	return above.filled == 0 || above.filled == 1 && known >= 3
}

// extend finds the heading rows above and below a row of headings.
func (f *finder) extend(r int) block {
	b := block{r, r, -1}
	for b.last-b.first+1 < maxHeadRows && f.belongsBelow(b) {
		b.last++
	}
	for b.last-b.first+1 < maxHeadRows && f.belongsAbove(b) {
		b.first--
	}
	if f.isColumnNumbers(b.last + 1) {
		b.numbers = b.last + 1
	}
	return b
}

// belongsBelow reports whether the row below a block of headings holds their lower level.
func (f *finder) belongsBelow(b block) bool {
	r := b.last + 1
	sh := f.shape(r)
	if sh.filled == 0 || int(sh.numeric)*5 > int(sh.filled) {
		return false
	}
	if f.isUnitRow(r) || f.isSplit(b.last, r) {
		return true
	}
	covered, under := false, 0
	for c := int(f.shapes[b.last].first); c < f.Cols(); c++ {
		if m, ok := f.merge(r, c); ok && m.Row1 >= b.first && m.Row1 <= b.last {
			covered = true
			continue
		}
		if f.Cell(r, c).IsEmpty() {
			continue
		}
		if hasLabel(f.tight(r, c)) {
			return false
		}
		if f.span(b.last, c) < 2 {
			return false
		}
		under++
	}
	return under > 0 && (covered || under >= 2)
}

// isSplit reports whether two rows hold the words of headings that were broken over them: 出生 and 年月.
func (f *finder) isSplit(upper, lower int) bool {
	joined := 0
	sh := f.shape(lower)
	for c := int(sh.first); c <= int(sh.last); c++ {
		a, b := f.tight(upper, c), f.tight(lower, c)
		if b == "" {
			continue
		}
		if runes(a) > 4 || runes(b) > 6 || a == "" {
			return false
		}
		if f.knownBy(a+b) != 0 {
			joined++
		}
	}
	return joined >= 2 && joined*3 >= int(sh.filled)*2
}

// isUnitRow finds the row under the headings that says only the units: (户) (人).
func (f *finder) isUnitRow(r int) bool {
	for _, s := range f.texts(r) {
		s = foldSigns.Replace(s)
		if !strings.HasPrefix(s, "(") || !strings.HasSuffix(s, ")") || runes(s) > 8 {
			return false
		}
	}
	return f.shape(r).filled > 0
}

// span returns the number of columns over which the heading of a cell reaches: the width of its merged area, or
// the empty cells that follow it.
func (f *finder) span(r, c int) int {
	if m, ok := f.merge(r, c); ok {
		return m.Col2 - m.Col1 + 1
	}
	first := c
	for first >= 0 && f.Cell(r, first).IsEmpty() {
		first--
	}
	n := 1
	for k := first + 1; k < f.Cols() && k <= first+16 && f.Cell(r, k).IsEmpty(); k++ {
		if _, merged := f.merge(r, k); merged {
			break
		}
		n++
	}
	return n
}

// belongsAbove reports whether the row above a block of headings holds their upper level: merged cells that each
// reach over several of them, or down into them.
func (f *finder) belongsAbove(b block) bool {
	r := b.first - 1
	sh := f.shape(r)
	if sh.filled == 0 || sh.numeric > 0 {
		return false
	}
	if f.isSplit(r, b.first) {
		return true
	}
	width := int(f.shapes[b.first].last) - int(f.shapes[b.first].first) + 1
	parents := 0
	for c := int(sh.first); c <= int(sh.last); c++ {
		if f.Cell(r, c).IsEmpty() {
			continue
		}
		if hasLabel(f.tight(r, c)) {
			return false
		}
		if m, ok := f.merge(r, c); ok {
			if m.Row2 >= b.first || m.Col2-m.Col1+1 < width*4/5 {
				parents++
			}
		}
	}
	return parents > 0 && (sh.filled >= 2 || parents == int(sh.filled)) && !isDateLine(f.texts(r))
}

func isDateLine(cells []string) bool {
	for _, s := range cells {
		if _, ok := value.ParseDate(s); ok {
			return true
		}
	}
	return false
}

// isColumnNumbers finds the row under the headings that numbers the columns: 甲 1 2 3.
func (f *finder) isColumnNumbers(r int) bool {
	sh := f.shape(r)
	if sh.filled < 4 || sh.last-sh.first+1 != sh.filled {
		return false
	}
	next, run := int64(0), 0
	for c := int(sh.first); c <= int(sh.last); c++ {
		n, ok := value.ParseInt(f.tight(r, c))
		switch {
		case !ok && run == 0:
		case ok && (run == 0 && n <= 2 || n == next):
			next, run = n+1, run+1
		default:
			return false
		}
	}
	return run >= 3 && run*10 >= int(sh.filled)*7
}

// unknownHeading finds a heading of words that no kind knows: the first row of several different short texts
// above rows that are as full.
func (f *finder) unknownHeading() (block, bool) {
	for r, sh := range f.shapes[:min(len(f.shapes), 50)] {
		if sh.filled < 3 || sh.numeric > 0 || f.shape(r+1).filled*2 < sh.filled {
			continue
		}
		cells := f.texts(r)
		seen := map[string]bool{}
		for _, s := range cells {
			if runes(s) <= 15 && !hasLabel(s) {
				seen[s] = true
			}
		}
		if len(seen) == len(cells) {
			return f.extend(r), true
		}
	}
	return block{}, false
}

// layout reads a block of headings and what stands above it.
func (f *finder) layout(b block, top int) *layout {
	l := &layout{grid: f.grid, top: top, marks: map[int]Role{}}
	for r := b.first; r <= b.last; r++ {
		l.heads = append(l.heads, r)
		l.marks[r] = RoleHeading
	}
	f.columns(l)
	if b.numbers >= 0 {
		l.heads = append(l.heads, b.numbers)
		l.marks[b.numbers] = RoleHeading
	}
	f.preamble(l, top, b.first)
	return l
}

// columns reads the heading of each column.
func (f *finder) columns(l *layout) {
	l.col1, l.col2 = f.Cols()-1, 0
	for _, r := range l.heads {
		sh := f.shapes[r]
		l.col1 = min(l.col1, int(sh.first))
		last := int(sh.last)
		if m, ok := f.merge(r, last); ok {
			last = min(m.Col2, f.Cols()-1)
		}
		l.col2 = max(l.col2, last)
	}
	next := l.first()
	for r := next; r < min(next+20, len(f.shapes)); r++ { // columns that have content and no heading
		if sh := f.shapes[r]; int(sh.filled)*2 > l.col2-l.col1 {
			l.col1, l.col2 = min(l.col1, int(sh.first)), max(l.col2, int(sh.last))
		}
	}
	for c := l.col1; c <= l.col2; c++ {
		l.paths = append(l.paths, f.pathOf(l.heads, c))
	}
}

// pathOf returns the heading of a column from the top level down.
func (f *finder) pathOf(heads []int, c int) []string {
	var out []string
	for i, r := range heads {
		s := title(text(f.over(r, c)))
		if s == "" && i+1 < len(heads) && f.tight(heads[i+1], c) != "" {
			s = f.parent(r, c, heads[i+1])
		}
		if s != "" && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	return out
}

// parent finds the unmerged heading to the left that reaches over a column.
func (f *finder) parent(r, c, below int) string {
	for k := c - 1; k >= 0 && k > c-16; k-- {
		if s := f.tight(r, k); s != "" {
			if f.tight(below, k) == "" {
				return ""
			}
			return title(s)
		}
	}
	return ""
}

// continuedBy reports whether the next heading only repeats this table's, as on a new printed page.
func (l *layout) continuedBy(next *layout) bool {
	if s := value.Tight(next.title); s != "" && s != value.Tight(l.title) && !continued.MatchString(s) {
		return false
	}
	if next.unit != "" && next.unit != l.unit || next.col1 != l.col1 {
		return false
	}
	same := 0
	for i, p := range next.paths {
		if i < len(l.paths) && slices.Equal(p, l.paths[i]) {
			same++
		}
	}
	return same*10 >= len(l.paths)*7
}
