package tallies

import (
	"strconv"
	"strings"

	"taizhang/app/grid"
	"taizhang/data/tally"
)

// sheet is a tally as a table in which each number is a link: a column for each group of a matrix, else the groups below
// each other.
type sheet struct {
	lines   []sheetLine
	columns []grid.Column
	bold    int // of a matrix, the number of rows at the top that are totals
}

// sheetLine is a row: its words, and the numbers beside them.
type sheetLine struct {
	words  string
	head   bool // names the rows below it
	total  bool
	shares string
	cells  []sheetCell
}

// sheetCell is one number, and the group that it is of.
type sheetCell struct {
	group *tally.Group
	cell  tally.Cell
}

func newSheet(r *tally.Result) *sheet {
	if r.Matrix {
		return newMatrix(r)
	}
	s := &sheet{columns: []grid.Column{{Key: "words", Heading: []string{"项目"}, Width: 320}, {Key: "number", Heading: []string{"数量"}, Width: 120, Align: grid.AlignRight},
		{Key: "share", Heading: []string{"占比(%)"}, Width: 100, Align: grid.AlignRight}}}
	for i := range r.Groups {
		g := &r.Groups[i]
		if isTotal(g) {
			s.lines = append(s.lines, sheetLine{words: withUnit(g), total: true, cells: []sheetCell{{g, g.Cells[0]}}})
			continue
		}
		s.lines = append(s.lines, sheetLine{words: withUnit(g), head: true})
		for _, c := range g.Cells {
			s.lines = append(s.lines, sheetLine{words: c.Key, shares: share(g, c), cells: []sheetCell{{g, c}}})
		}
	}
	return s
}

// newMatrix returns the table of groups that all have the same cells.
func newMatrix(r *tally.Result) *sheet {
	s := &sheet{columns: []grid.Column{{Key: "words", Heading: []string{"项目"}, Width: 130}}, bold: 1}
	for i := range r.Groups {
		g := &r.Groups[i]
		s.columns = append(s.columns, grid.Column{Key: g.Key, Heading: strings.Split(g.Title, "/"), Width: 120, Align: grid.AlignRight})
		for row, c := range g.Cells {
			if i == 0 {
				s.lines = append(s.lines, sheetLine{words: c.Key, total: row < s.bold})
			}
			if row < len(s.lines) {
				s.lines[row].cells = append(s.lines[row].cells, sheetCell{g, c})
			}
		}
	}
	return s
}

// isTotal reports whether a group is one number.
func isTotal(g *tally.Group) bool { return len(g.Cells) == 1 && g.Cells[0].Key == tally.Total }

func withUnit(g *tally.Group) string {
	if g.Unit == "" {
		return g.Title
	}
	return g.Title + "(" + g.Unit + ")"
}

// share is the part of the whole that a cell is, in per cent; "" where that makes no sense.
func share(g *tally.Group, c tally.Cell) string {
	if sum := g.Sum(); g.Parts && sum > 0 {
		return strconv.FormatFloat(c.Share(sum), 'f', 1, 64)
	}
	return ""
}

// link returns the number in a cell of the table.
func (s *sheet) link(row, col int) (sheetCell, bool) {
	if row < 0 || row >= len(s.lines) || col < 1 || col > len(s.lines[row].cells) {
		return sheetCell{}, false
	}
	c := s.lines[row].cells[col-1]
	return c, len(c.cell.Records) > 0
}

// Len implements grid.Source.
func (s *sheet) Len() int { return len(s.lines) }

// Need implements grid.Source; all lines are there.
func (s *sheet) Need(int, int) {}

// Cell implements grid.Source.
func (s *sheet) Cell(row, col int) (grid.Cell, bool) {
	l := s.lines[row]
	switch {
	case col == 0:
		return grid.Cell{Text: l.words, Bold: l.head || l.total}, true
	case col <= len(l.cells):
		_, link := s.link(row, col)
		return grid.Cell{Text: l.cells[col-1].cell.Text(), Link: link, Bold: l.total}, true
	case col == len(l.cells)+1:
		return grid.Cell{Text: l.shares, Muted: true}, true
	}
	return grid.Cell{}, true
}

// Row implements grid.RowStyler.
func (s *sheet) Row(row int) grid.RowStyle {
	l := s.lines[row]
	if !l.head {
		return grid.RowStyle{Strong: l.total, Label: " "}
	}
	return grid.RowStyle{Strong: true, Label: " ", Spans: []grid.Span{{First: 0, Last: len(s.columns) - 1}}}
}
