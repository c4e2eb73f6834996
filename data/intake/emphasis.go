package intake

import (
	"regexp"
	"strings"
)

// emphasis says which looks mean something in a table: bold type and coloured grounds that few of its records have.
type emphasis struct{ bold, filled bool }

const (
	emphasisSample = 200 // records that are looked at
	fullRecord     = 3   // cells of a row that is taken for a record
)

// findEmphasis looks at the records of a table.
func (t *Table) findEmphasis() emphasis {
	l, g := t.layout, t.grid
	rows, bold, filled := 0, 0, 0
	step := max(1, (l.end-l.first()+1)/emphasisSample)
	for r := l.first(); r <= l.end; r += step {
		if int(g.shape(r).filled) < fullRecord {
			continue
		}
		rows++
		b, f := g.look(r)
		if b {
			bold++
		}
		if f {
			filled++
		}
	}
	return emphasis{bold: bold*4 <= rows, filled: filled*4 <= rows}
}

// look reports whether all cells of a row are in bold type, and whether all stand on a coloured ground.
func (g *grid) look(r int) (bold, filled bool) {
	sh := g.shape(r)
	bold, filled = sh.filled > 0, sh.filled > 0
	for c := int(sh.first); (bold || filled) && c <= int(sh.last); c++ {
		if g.Cell(r, c).IsEmpty() {
			continue
		}
		b, f := g.Look(r, c)
		bold, filled = bold && b, filled && f
	}
	return bold, filled
}

// standsOut reports whether a row is told from the records by its look.
func (c *classifier) standsOut(r int) bool {
	if c.looks == nil {
		e := c.t.findEmphasis()
		c.looks = &e
	}
	if !c.looks.bold && !c.looks.filled {
		return false
	}
	bold, filled := c.t.grid.look(r)
	return bold && c.looks.bold || filled && c.looks.filled
}

// sortOfPeople finds the lines that divide people by anything but the community.
var sortOfPeople = regexp.MustCompile(`^第?([一二三四五六七八九十]+|\d+)?(党小组|小组|网格|居民小组)([(]?\d+人[)]?)?$|^.{0,8}(党员|人员|干部|成员|班子|委员会|支委会|群众|积极分子)([(]?\d+人[)]?)?$`)

func isSortOfPeople(tight string) bool {
	return sortOfPeople.MatchString(groupName(tight))
}

// mayBePlace reports whether a line that stands out can be the name of a community that nothing else says to be one.
func mayBePlace(s string) bool {
	n := runes(s)
	return n >= 2 && n <= 6 && allHan(s) && !containsAny(s, notPlaces) && !isSortOfPeople(s) && !isTotal(s)
}

// isCount finds cells that count the rows of a group: 12人, 共3户, 5.
var isCount = regexp.MustCompile(`^[(]?(共|计|合计|小计)?:?\d{1,5}(人|户|名|个|条|次)?[)]?$`)

// isSum reports whether a row without a name holds nothing but numbers, and these are told from a record's by their
// look or because a formula adds them up.
func (c *classifier) isSum(r int, sh shape) bool {
	g := c.t.grid
	if c.nameCol < 0 || sh.numeric == 0 || !g.over(r, c.nameCol).IsEmpty() {
		return false
	}
	sums := true
	for col := int(sh.first); col <= int(sh.last); col++ {
		cell := g.Cell(r, col)
		if cell.IsEmpty() || c.light[col] {
			continue
		}
		if !isNumeric(cell) {
			return false
		}
		formula := strings.ToUpper(g.Formula(r, col))
		sums = sums && (strings.Contains(formula, "SUM(") || strings.Contains(formula, "SUBTOTAL(") || strings.Contains(formula, "COUNT"))
	}
	return sums || c.standsOut(r)
}
