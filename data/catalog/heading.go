package catalog

import "slices"

// HeadingCell is one cell of the heading rows of a Table, perhaps merged over several columns or rows.
type HeadingCell struct {
	Text          string
	Row, Column   int // of its upper left corner, from 0
	Rows, Columns int // over which it is merged, at least 1
}

// Headings returns the cells of t's heading rows, row by row from left to right, and the number of these rows. The
// cells cover the heading rows wholly: where a path of headings is shorter than the longest, its last part is merged
// downwards. A table without columns has none.
func (t Table) Headings() (cells []HeadingCell, rows int) {
	for _, c := range t.Columns {
		rows = max(rows, len(c.Heading), 1)
	}
	for row := range rows {
		for i := 0; i < len(t.Columns); {
			n := t.sharedHeading(i, row)
			if cell, ok := t.headingCell(i, n, row, rows); ok {
				cells = append(cells, cell)
			}
			i += n
		}
	}
	return cells, rows
}

// sharedHeading returns how many columns from column i on share its heading in a row. Only headings with others
// below them are shared: two neighbours may bear the same name.
func (t Table) sharedHeading(i, row int) int {
	n := 1
	path := t.Columns[i].Heading
	if len(path) <= row+1 {
		return n
	}
	for _, c := range t.Columns[i+1:] {
		if len(c.Heading) <= row+1 || !slices.Equal(c.Heading[:row+1], path[:row+1]) {
			break
		}
		n++
	}
	return n
}

// headingCell returns the cell of n columns from column i on that begins in row, and whether there is one.
func (t Table) headingCell(i, n, row, rows int) (HeadingCell, bool) {
	path := t.Columns[i].Heading
	cell := HeadingCell{Row: row, Column: i, Rows: 1, Columns: n}
	switch {
	case row == 0 && len(path) == 0:
		cell.Rows = rows
		return cell, true
	case row >= len(path):
		return cell, false // covered by the cell above
	case row == len(path)-1:
		cell.Rows = rows - row
	}
	cell.Text = path[row]
	return cell, true
}
