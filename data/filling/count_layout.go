package filling

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// grid is where the headings and the cells of a table of numbers stand on its sheet. A form may have the same headings
// twice side by side: then it has two grids.
type grid struct {
	head    [2]int // first and last row of the headings
	labels  []int  // columns with the words of the rows
	serial  int    // the column of serial numbers, -1 if there is none
	columns []int  // with numbers
	first   int    // row below the headings
	end     int    // first row below the table
}

// The bounds of tables of numbers.
const (
	mostHeadRow    = 40 // rows above the headings
	mostHeadRows   = 8
	mostCountRows  = 1000
	mostCountCols  = 120
	leastKnownCols = 2
	leastKnownRows = 2
)

// gridScan looks for tables of numbers on a sheet.
type gridScan struct {
	fs  *sheet.FormSheet
	src *sheet.Sheet
	lex *lexicon
}

// text returns the text that stands in a cell, or in the merged one of which it is a part.
func (s *gridScan) text(row, col int) string {
	m := s.fs.Merge(row, col)
	return s.src.Cell(m.Row1, m.Col1).Text
}

func (s *gridScan) tells(text string) bool {
	if text == "" || strings.ContainsAny(text, ":：") || len([]rune(text)) > 40 {
		return false
	}
	said := s.lex.read([]string{text}, nil)
	return said.tells() || said.org != ""
}

// find returns the tables of numbers of the sheet that stand side by side, nil if there is none.
func (s *gridScan) find() []grid {
	cols := min(s.src.Cols(), mostCountCols)
	for r := range min(s.src.Rows(), mostHeadRow) {
		words, known, year := 0, 0, false
		for c := range cols {
			m := s.fs.Merge(r, c)
			if m.Row1 != r || m.Col1 != c || s.src.Cell(r, c).IsEmpty() {
				continue
			}
			words++
			if s.tells(s.src.Cell(r, c).Text) {
				known++
				year = fullAbove.MatchString(spelt(foldHeading(s.src.Cell(r, c).Text)))
			}
		}
		if words < 2 || known == 0 || known == 1 && year { // a period alone belongs to the line beside it: 填报单位
			continue
		}
		if g := s.grids(r, cols); len(g) > 0 && (known >= leastKnownCols || s.knownRows(g[0]) >= leastKnownRows || s.knownColumns(g[0]) >= leastKnownCols) {
			return g
		}
	}
	return nil
}

// grids returns the tables of which the headings begin at a row.
func (s *gridScan) grids(row, cols int) []grid {
	g := grid{head: [2]int{s.headTop(row, cols), s.headBottom(row, cols)}, serial: -1}
	g.first = g.head[1] + 1
	for s.numbered(g.first, cols) {
		g.first++
	}
	g.end = s.bodyEnd(g.first, cols)
	if g.end == g.first {
		return nil
	}
	return s.divide(g, cols)
}

// headTop returns the first row of headings: groups that are merged over some of the columns may stand above.
func (s *gridScan) headTop(row, cols int) int {
	if row == 0 {
		return row
	}
	words, wide := 0, false
	for c := 0; c < cols; c++ {
		m := s.fs.Merge(row-1, c)
		text := s.src.Cell(m.Row1, m.Col1).Text
		if text == "" || m.Col1 != c {
			continue
		}
		if strings.ContainsAny(text, ":：") {
			return row
		}
		words++
		wide = wide || m.Col2 > m.Col1
	}
	if words >= 2 && wide {
		return row - 1
	}
	return row
}

// headBottom returns the last row of headings: that of headings that are merged downwards, or that of what stands below
// headings that are merged sideways.
func (s *gridScan) headBottom(row, cols int) int {
	bottom := row
	for r := row; r <= bottom && r < row+mostHeadRows; r++ {
		wide := false
		for c := 0; c < cols; c++ {
			m := s.fs.Merge(r, c)
			if m.Row1 < row || s.src.Cell(m.Row1, m.Col1).IsEmpty() {
				continue
			}
			bottom = max(bottom, min(m.Row2, row+mostHeadRows-1))
			overRows := rowsHeading.MatchString(foldHeading(s.src.Cell(m.Row1, m.Col1).Text)) // the words below are those of rows
			wide = wide || m.Col2 > m.Col1 && m.Row2 == r && !overRows && s.wordsBelow(r+1, m.Col1, m.Col2)
		}
		if wide && r == bottom {
			bottom++
		}
	}
	return bottom
}

// wordsBelow reports whether each of some cells of a row holds words: then they are headings, too.
func (s *gridScan) wordsBelow(row, from, to int) bool {
	for c := from; c <= to; c++ {
		if t := value.Tight(s.text(row, c)); t == "" || columnMark.MatchString(t) || isCount(t) {
			return false
		}
	}
	return true
}

var (
	countText  = regexp.MustCompile(`^[-—–]?\d+(\.\d+)?$`)
	columnMark = regexp.MustCompile(`^([甲乙丙丁戊己庚]|\(?\d{1,3}\)?|栏次|行次|[A-Za-z])$`)
)

func isCount(text string) bool { return countText.MatchString(value.Tight(text)) }

// numbered reports whether a row numbers the columns: 甲 乙 1 2 3.
func (s *gridScan) numbered(row, cols int) bool {
	last, numbers := 0, 0
	for c := 0; c < cols; c++ {
		t := value.Tight(s.text(row, c))
		if t == "" {
			continue
		}
		if !columnMark.MatchString(t) {
			return false
		}
		if n, err := strconv.Atoi(strings.Trim(t, "()（）")); err == nil {
			if n != last+1 && numbers > 0 {
				return false
			}
			last, numbers = n, numbers+1
		}
	}
	return numbers >= 2
}

var footerWords = regexp.MustCompile(`^(注|说明|备注[:：]|填表说明|填报说明|填表人|填报人|制表|审核|单位负责人|负责人|统计人|主要负责人|联系电话|填表日期|填报日期|报送)`)

// bodyEnd returns the first row below the table.
func (s *gridScan) bodyEnd(first, cols int) int {
	limit := min(max(s.fs.Rows(), s.src.Rows()), first+mostCountRows)
	ruledHead := s.ruled(first-1, cols)
	for r := first; r < limit; r++ {
		if ruledHead && !s.ruled(r, cols) || s.footer(r, cols) {
			return r
		}
		if !ruledHead && s.blankRow(r, cols) {
			return r
		}
	}
	return limit
}

func (s *gridScan) ruled(row, cols int) bool {
	n := 0
	for c := range cols {
		if s.fs.Look(row, c).Ruled {
			n++
		}
	}
	return n*2 >= cols
}

func (s *gridScan) blankRow(row, cols int) bool {
	for c := range cols {
		if !s.src.Cell(row, c).IsEmpty() {
			return false
		}
	}
	return true
}

// footer reports whether a row speaks of the form as a whole.
func (s *gridScan) footer(row, cols int) bool {
	for c := range cols {
		if t := value.Tight(s.src.Cell(row, c).Text); t != "" {
			return footerWords.MatchString(t)
		}
	}
	return false
}

var (
	serialHeading = regexp.MustCompile(`^(序号|编号|行次|栏次|行号|代码|代号|序)$`)
	orgHeading    = regexp.MustCompile(`^(所属|所在|填报)?(社区|村\(社区\)|村社区|村\(居\)|村居|单位|党支部|党组织|支部|居委会|社区居委会|社区党支部|社区\(村\)|社区\(单位\)|居\(村\)委会)(名称)?$`)
	rowsHeading   = regexp.MustCompile(`^(统计|工作|考核)?(项目|指标|内容)(名称)?$`)
	personHeading = regexp.MustCompile(`^(姓名|名字|党员姓名|干部姓名|.*身份证.*|公民身份号码|出生(年月|日期|年月日))$`)
)

func foldHeading(text string) string { return foldSigns.Replace(value.Tight(text)) }

// path returns the levels of a column's heading.
func (s *gridScan) path(g *grid, col int) []string {
	var out []string
	last := sheet.Range{Row1: -1}
	for r := g.head[0]; r <= g.head[1]; r++ {
		m := s.fs.Merge(r, col)
		if t := strings.TrimSpace(s.src.Cell(m.Row1, m.Col1).Text); t != "" && m != last {
			out = append(out, t)
		}
		last = m
	}
	return out
}

// divide tells columns with words from those with numbers. Words to the right of numbers begin another grid.
func (s *gridScan) divide(g grid, cols int) []grid {
	var out []grid
	now := g
	empty, offices := 0, 0
	for c := 0; c < cols; c++ {
		path, leaf := s.path(&g, c), s.leaf(&g, c)
		again := len(now.columns) > 0 && leaf != "" && slices.ContainsFunc(now.labels, func(label int) bool { return s.leaf(&g, label) == leaf })
		switch {
		case serialHeading.MatchString(leaf):
			if len(now.columns) > 0 {
				out, now = append(out, now), g
			}
			now.serial = c
		case officeHeadings.MatchString(leaf), s.holdsWords(&g, c), orgHeading.MatchString(leaf) && (again || len(now.columns) == 0 && len(now.labels) == offices):
			if officeHeadings.MatchString(leaf) {
				offices++
			}
			if len(now.columns) > 0 {
				out, now, offices = append(out, now), g, 0
			}
			now.labels = append(now.labels, c)
		case len(path) == 0:
			if s.fs.Look(g.head[1], c).Ruled && len(now.columns) > 0 {
				empty++
			}
		case leaf == "备注" || leaf == "说明":
		default:
			now.columns = append(now.columns, c)
		}
	}
	if len(now.columns) > 0 {
		out = append(out, now)
	}
	if empty*3 > cols {
		return nil // labels with room beside them: a form for one
	}
	return slices.DeleteFunc(out, func(g grid) bool { return len(g.labels) == 0 })
}

// leaf returns the lowest level of a column's heading, "" if it has none.
func (s *gridScan) leaf(g *grid, col int) string {
	path := s.path(g, col)
	if len(path) == 0 {
		return ""
	}
	return foldHeading(path[len(path)-1])
}

// holdsWords reports whether a column has words in most of the rows that hold anything.
func (s *gridScan) holdsWords(g *grid, col int) bool {
	words, others := 0, 0
	for r := g.first; r < g.end; r++ {
		m := s.fs.Merge(r, col)
		cell := s.src.Cell(m.Row1, m.Col1)
		_, formula := s.fs.Has(r, col)
		switch {
		case m.Row1 < g.first || cell.IsEmpty() || sumWords.MatchString(value.Tight(cell.Text)):
		case cell.Type != catalog.CellText || formula || isCount(cell.Text) || isDots(cell.Text) || len([]rune(cell.Text)) == 1 && strings.Contains("×-—/╳X", cell.Text):
			others++
		default:
			words++
		}
	}
	return words > others && words > 0
}

// rowPath returns the words of a row.
func (s *gridScan) rowPath(g *grid, row int) []string {
	var out []string
	last := sheet.Range{Row1: -1}
	for _, c := range g.labels {
		m := s.fs.Merge(row, c)
		if t := strings.TrimSpace(s.src.Cell(m.Row1, m.Col1).Text); t != "" && m != last && m.Row1 >= g.first {
			out = append(out, t)
		}
		last = m
	}
	if len(out) == 0 && g.serial >= 0 { // 合计 is mostly merged over the serial number, too
		m := s.fs.Merge(row, g.serial)
		if t := strings.TrimSpace(s.src.Cell(m.Row1, m.Col1).Text); t != "" && !isCount(t) && m.Row1 >= g.first {
			out = append(out, t)
		}
	}
	return out
}

// knownRows counts the rows that say what they want.
func (s *gridScan) knownRows(g grid) int {
	n := 0
	for r := g.first; r < g.end; r++ {
		if said := s.lex.read(s.rowPath(&g, r), nil); said.tells() || said.org != "" {
			n++
		}
	}
	return n
}

// knownColumns counts the columns that say what they want.
func (s *gridScan) knownColumns(g grid) int {
	n := 0
	for _, c := range g.columns {
		if said := s.lex.read(s.path(&g, c), nil); said.tells() || said.org != "" {
			n++
		}
	}
	return n
}
