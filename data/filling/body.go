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
	height  int   // rows of the sheet for one record
	free    []int // first rows of the places that may be filled, from top to bottom
	pattern int   // the row whose look added rows copy
	example int   // the row that shows how to fill in, -1 if there is none
	named   []int // places in which the superior has written names
	stale   []int // places that hold an example or dots, which go
	end     int   // the first row below
}

// mostScanned bounds the search for ruled rows.
const mostScanned = 20000

// findBody finds the rows to be filled below the headings: those that are ruled, or lie above the footer, and hold
// nothing but numbers and examples.
func findBody(fs *sheet.FormSheet, t *intake.Table, nameCol int) body {
	first := t.HeadingRows[len(t.HeadingRows)-1] + 1
	for t.Role(first) == intake.RoleTotal {
		first++
	}
	s := scan{fs: fs, t: t, src: t.Sheet, nameCol: nameCol}
	b := body{height: s.height(first), pattern: first, example: -1, end: first}
	limit := min(max(fs.Rows(), t.Sheet.Rows()), first+mostScanned)
	for r := first; r < limit; r += b.height {
		switch t.Role(r) {
		case intake.RoleTotal, intake.RoleFooter, intake.RoleHeading, intake.RoleTitle, intake.RoleLine, intake.RoleGroup, intake.RoleSub:
			if !s.dots(r) && !s.isExample(r, b) {
				return s.done(b)
			}
		}
		filled := s.filled(r, b.height)
		switch {
		case filled && s.isExample(r, b):
			if b.example < 0 {
				b.example = r
			}
			b.free, b.stale = append(b.free, r), append(b.stale, r)
		case filled && !s.ruled(r) && !s.unruledForm(): // a line below the table
			return s.done(b)
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
			return s.done(b)
		}
		b.end = r + b.height
	}
	return s.done(b)
}

// scan looks at rows of a form.
type scan struct {
	fs      *sheet.FormSheet
	t       *intake.Table
	src     *sheet.Sheet
	nameCol int
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

// filled reports whether rows hold anything but serial numbers, formulas and dots.
func (s *scan) filled(row, height int) bool {
	for r := row; r < row+height; r++ {
		for _, c := range s.t.Columns {
			if c.Basis == intake.BySerial {
				continue
			}
			cell := s.src.Cell(r, c.Col)
			if _, formula := s.fs.Has(r, c.Col); formula || cell.IsEmpty() || isDots(cell.Text) {
				continue
			}
			return true
		}
	}
	return false
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
