package intake

import "taizhang/data/catalog"

// Clerks do not write twice what stands above: they put 〃 or 同上.

// isDitto finds the marks that stand for what is above.
func isDitto(s string) bool {
	switch s {
	case "〃", "″", "”", "“", "\"", "\"\"", "''", "“”", "””", "″″", "々", "同上", "同 上", "同\n上", "同上。", "(同上)", "（同上）":
		return true
	}
	return false
}

// mayRepeat reports whether the values of a column may be those of the row above: an ID number never is.
func (c *columnParser) mayRepeat() bool {
	if _, is := c.f.Type.(catalog.IDNumber); is {
		return false
	}
	return !c.isName
}

// seen is what a column of the sheet held last.
type seen struct {
	row  int // of the sheet
	cell catalog.Cell
}

func (rd *reader) see(row, col int, cell catalog.Cell) {
	if rd.last == nil {
		rd.last = map[int]seen{}
	}
	rd.last[col] = seen{row, cell}
}

// above returns what a mark in a cell stands for; the mark itself if nothing stands above.
func (rd *reader) above(row, col int, mark catalog.Cell) catalog.Cell {
	cell := rd.lastAbove(row, col, false)
	if cell.IsEmpty() {
		return mark
	}
	rd.see(row, col, cell)
	rd.tells(told{toldDitto, -1})
	return cell
}

// over returns the last content of a column above a row.
func (rd *reader) over(row, col int) catalog.Cell {
	cell := rd.lastAbove(row, col, true)
	rd.see(row, col, cell)
	return cell
}

// lastAbove looks up from a row for the record above it that says something in a column; with gaps, empty cells are
// passed over, too. What was found for the row above needs no second look.
func (rd *reader) lastAbove(row, col int, gaps bool) catalog.Cell {
	for r := row - 1; r >= rd.t.layout.first(); r-- {
		if was, ok := rd.last[col]; ok && was.row == r {
			return was.cell
		}
		if rd.t.Role(r) != RoleBody {
			continue
		}
		cell := rd.t.grid.over(r, col)
		if !isDitto(cell.Text) && (!gaps || !cell.IsEmpty()) {
			return cell
		}
	}
	return catalog.Cell{}
}
