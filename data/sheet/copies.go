package sheet

import (
	"slices"
)

// Copy says that the content of one cell is to be seen in another one, too.
type Copy struct{ FromRow, FromCol, Row, Col int }

// WithCopies returns the sheet with contents repeated in cells that have none, as a clerk would put the second line of a
// record behind its first. Columns behind the last one are as wide as those that their first cell comes from. A copy has
// the look and the format of its original, but not its formula. Copies of empty cells, onto cells with content, and
// outside of what a sheet may have, are left out.
func (s *Sheet) WithCopies(copies []Copy) *Sheet {
	out := *s
	out.rows = slices.Clone(s.rows)
	added := map[int][]entry{}
	widths := slices.Clone(s.cols)
	for _, c := range copies {
		e := s.entry(c.FromRow, c.FromCol)
		if e == nil || c.Col < 0 || c.Col >= maxCols || c.Row < 0 || c.Row >= s.nRows || s.entry(c.Row, c.Col) != nil {
			continue
		}
		moved := *e
		moved.col = uint16(c.Col)
		added[c.Row] = append(added[c.Row], moved)
		for len(widths) <= c.Col {
			widths = append(widths, column{width: s.ColWidth(c.FromCol)})
		}
		out.nCols = max(out.nCols, c.Col+1)
	}
	for row, cells := range added {
		i, found := slices.BinarySearchFunc(out.rows, row, func(r sheetRow, n int) int { return r.n - n })
		if !found {
			out.rows = slices.Insert(out.rows, i, sheetRow{n: row})
		}
		out.rows[i].cells = tidyCells(append(slices.Clone(out.rows[i].cells), cells...))
	}
	out.cols = widths[:min(len(widths), out.nCols)]
	return &out
}
