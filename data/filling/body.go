package filling

import (
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// body is where the rows of a form's table stand.
type body struct {
	height  int      // rows of the sheet for one record
	free    []int    // first rows of the places that may be filled, from top to bottom
	pattern int      // the row whose look added rows copy
	example int      // the row that shows how to fill in, -1 if there is none
	named   []int    // places in which the superior has written names
	stale   []int    // places that hold an example or dots, which go
	end     int      // the first row below
	between [][2]int // rows between blocks that have the same headings: from, to
}

// has reports whether a row lies among the blocks.
func (b *body) has(row int) bool { return len(b.between) > 0 && row < b.end }

// mostScanned bounds the search for ruled rows.
const mostScanned = 20000

// findBody finds the rows to be filled below the headings: those that are ruled, or lie above the footer, and hold
// nothing but numbers and examples. Blocks below with the same headings, up to row stop, belong to it.
func findBody(fs *sheet.FormSheet, t *intake.Table, nameCol, stop int) body {
	first := t.HeadingRows[len(t.HeadingRows)-1] + 1
	for t.Role(first) == intake.RoleTotal {
		first++
	}
	s := scan{fs: fs, t: t, src: t.Sheet, nameCol: nameCol, stop: stop}
	b := body{height: s.height(first), pattern: first, example: -1, end: first}
	s.block(&b, first)
	for len(b.between) < mostBlocks {
		head := s.again(b.end)
		if head < 0 {
			break
		}
		b.between = append(b.between, [2]int{b.end, head})
		s.block(&b, head+len(t.HeadingRows))
	}
	return s.done(b)
}

// mostBlocks bounds the blocks of a sheet that have the same headings.
const mostBlocks = 500

// farthestBlock is how many rows may lie between blocks: footer, title, unit and blank lines.
const farthestBlock = 20

// again returns the first row of headings equal to the table's that begins at row from or soon below, -1 if there is
// none: a long form has them on each printed page.
func (s *scan) again(from int) int {
	for r := from; r < min(from+farthestBlock, s.src.Rows(), s.stop); r++ {
		if s.headings(r) {
			return r
		}
	}
	return -1
}

// headings reports whether the headings of the table stand at a row once more.
func (s *scan) headings(row int) bool {
	words := 0
	for i, head := range s.t.HeadingRows {
		for c := range s.src.Cols() {
			want := value.Tight(s.src.Cell(head, c).Text)
			if value.Tight(s.src.Cell(row+i, c).Text) != want {
				return false
			}
			if want != "" {
				words++
			}
		}
	}
	return words > 1
}

// block finds the rows of one block that begins at row first.
func (s *scan) block(b *body, first int) {
	fs, t := s.fs, s.t
	inside := len(b.between) == 0 // the recogniser may have taken further blocks for tables of their own
	b.end = first
	limit := min(max(fs.Rows(), t.Sheet.Rows()), first+mostScanned)
	for r := first; r < limit; r += b.height {
		if s.headings(r) {
			return
		}
		role := t.Role(r)
		if !inside {
			role = s.plainRole(r)
		}
		switch role {
		case intake.RoleTotal, intake.RoleFooter, intake.RoleHeading, intake.RoleTitle, intake.RoleLine, intake.RoleGroup, intake.RoleSub:
			if !s.dots(r) && !s.isExample(r, *b) {
				return
			}
		}
		filled := s.filled(r, b.height)
		switch {
		case filled && s.isExample(r, *b):
			if b.example < 0 {
				b.example = r
			}
			b.free, b.stale = append(b.free, r), append(b.stale, r)
		case filled && !s.ruled(r) && !s.unruledForm(): // a line below the table
			return
		case filled:
			if s.nameCol >= 0 && value.LooksLikeName(s.src.Cell(r, s.nameCol).Text) {
				b.named = append(b.named, r)
			}
		case s.ruled(r) || r < t.Sheet.Rows()-1 && s.unruledForm():
			b.free = append(b.free, r)
			if s.dots(r) {
				b.stale = append(b.stale, r)
			}
		default:
			return
		}
		b.end = r + b.height
	}
}

// plainRole tells the rows of a further block apart by their words alone.
func (s *scan) plainRole(row int) intake.Role {
	for c := range s.src.Cols() {
		text := value.Tight(s.src.Cell(row, c).Text)
		switch {
		case text == "":
			continue
		case sumWords.MatchString(text):
			return intake.RoleTotal
		case strings.ContainsAny(text, ":：") || strings.HasPrefix(text, "注"):
			return intake.RoleFooter
		}
	}
	return intake.RoleBody
}

var sumWords = regexp.MustCompile(`^(小计|合计|总计|共计|本页小计|本页合计|累计)$`)

// scan looks at rows of a form.
type scan struct {
	fs      *sheet.FormSheet
	t       *intake.Table
	src     *sheet.Sheet
	nameCol int
	stop    int // the first row of the next table that is filled in, on the same sheet
}

// done settles which row added rows are like.
func (s *scan) done(b body) body {
	switch n := len(b.free); {
	case n >= 2:
		b.pattern = b.free[n-2]
	case n == 1:
		b.pattern = b.free[0]
	default:
		b.pattern = max(b.end-b.height, 0)
		if s.src.Rows() <= b.end { // nothing but prepared cells stands below
			b.pattern = b.end
		}
	}
	return b
}

// height returns how many rows of the sheet one record has: names that are merged over two rows say so.
func (s *scan) height(row int) int {
	if s.nameCol < 0 {
		return 1
	}
	m := s.fs.Merge(row, s.nameCol)
	if h := m.Row2 - m.Row1 + 1; m.Row1 == row && h <= 4 {
		return h
	}
	return 1
}

// filled reports whether rows hold anything but serial numbers, formulas, dots and numbers that are printed in the form:
// the amount that everybody gets, which stands alone in each row.
func (s *scan) filled(row, height int) bool {
	nobody := s.nameCol >= 0 && s.src.Cell(row, s.nameCol).IsEmpty()
	for r := row; r < row+height; r++ {
		for _, c := range s.t.Columns {
			if c.Basis == intake.BySerial {
				continue
			}
			cell := s.src.Cell(r, c.Col)
			if cell.Type == catalog.CellNumber && s.ruled(r) && (nobody && !c.Mapped() || s.repeats(r, c.Col, height)) {
				continue
			}
			if _, formula := s.fs.Has(r, c.Col); formula || cell.IsEmpty() || isDots(cell.Text) {
				continue
			}
			return true
		}
	}
	return false
}

// repeats reports whether a cell holds the same as the one of the place above or below.
func (s *scan) repeats(row, col, height int) bool {
	cell := s.src.Cell(row, col)
	return cell == s.src.Cell(row-height, col) || cell == s.src.Cell(row+height, col)
}

func isDots(s string) bool { return strings.Trim(value.Tight(s), ".…。·") == "" }

// dots reports whether a row holds dots only: and so on.
func (s *scan) dots(row int) bool {
	found := false
	for c := range s.src.Cols() {
		cell := s.src.Cell(row, c)
		if cell.IsEmpty() {
			continue
		}
		if !isDots(cell.Text) {
			return false
		}
		found = true
	}
	return found
}

var (
	exampleMark = regexp.MustCompile(`^[(]?(例|示例|样例|范例|填写示例|填表示例|举例|样表|如)([:)\d一二三]|$)`)
	nobodyNames = []string{"张三", "李四", "王五", "赵六", "某某", "张某", "张某某", "王某", "李某", "×××", "XXX", "xxx", "XX", "××"}
)

// isExample reports whether a row shows how to fill in the form: it says so, or names nobody.
func (s *scan) isExample(row int, b body) bool {
	seen := 0
	for c := 0; c < s.src.Cols() && seen < 3; c++ {
		cell := s.src.Cell(row, c)
		if cell.IsEmpty() {
			continue
		}
		seen++
		if exampleMark.MatchString(foldSigns.Replace(value.Tight(cell.Text))) {
			return true
		}
	}
	if s.nameCol < 0 || len(b.free) > 0 && b.example < 0 {
		return false
	}
	name := value.Name(s.src.Cell(row, s.nameCol).Text)
	for _, n := range nobodyNames {
		if name == n {
			return true
		}
	}
	return false
}

// ruled reports whether a row has the lines of the table in most of its columns.
func (s *scan) ruled(row int) bool {
	n := 0
	for _, c := range s.t.Columns {
		if s.fs.Look(row, c.Col).Ruled {
			n++
		}
	}
	return n*2 >= len(s.t.Columns)
}

// unruledForm reports whether the headings have no lines either.
func (s *scan) unruledForm() bool { return !s.ruled(s.t.HeadingRows[len(s.t.HeadingRows)-1]) }

// clear takes the contents of the rows of one place away, apart from formulas and from what all places hold.
func (b *Blank) clear(fs *sheet.FormSheet, row int) {
	for r := row; r < row+b.body.height; r++ {
		for _, c := range b.Columns {
			if _, formula := fs.Has(r, c.Col); !formula {
				fs.Put(r, c.Col, catalog.Cell{})
			}
		}
	}
}
