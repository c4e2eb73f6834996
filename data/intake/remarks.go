package intake

import (
	"fmt"
	"slices"

	"taizhang/data/sheet"
	"taizhang/data/value"
)

// What somebody has noted on the cells of a record goes into its notes.

// findComments finds the comments on the rows of the table.
func (t *Table) findComments() {
	t.comments, t.others = nil, nil
	for _, c := range t.Sheet.Comments {
		if c.Row < t.layout.top || c.Row > t.layout.end || c.Col < t.grid.area.Col1 || c.Col > t.grid.area.Col2 && t.grid.area.Col2 < t.Sheet.Cols()-1 {
			continue
		}
		at, ok := c.Row, t.Role(c.Row) == RoleBody
		if t.Role(c.Row) == RoleMore {
			at, ok = t.recordOf(c.Row)
		}
		if ok && t.isWide() && !t.isMonth(c.Col) {
			ok = false
		}
		if !ok {
			t.others = append(t.others, c)
			continue
		}
		if t.comments == nil {
			t.comments = map[int][]sheet.Comment{}
		}
		t.comments[at] = append(t.comments[at], c)
	}
}

// isMonth reports whether a column of the sheet is that of a month.
func (t *Table) isMonth(col int) bool {
	return slices.ContainsFunc(t.Columns, func(c TableColumn) bool { return c.Col == col && c.Basis == ByMonth })
}

// commentsText says how many comments stand on the records, "" if there are none.
func (t *Table) commentsText() string {
	n := 0
	var first sheet.Comment
	for _, list := range t.comments {
		for _, c := range list {
			if n++; n == 1 || c.Row < first.Row || c.Row == first.Row && c.Col < first.Col {
				first = c
			}
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d 格有批注,如 %s「%s」", n, sheet.CellName(first.Row, first.Col), cutWords(value.Clean(first.Text), 16))
}

// commentNotes tells of the comments that belong to no record.
func (t *Table) commentNotes() []string {
	var out []string
	for i, c := range t.others {
		if i == mostOthers {
			out = append(out, fmt.Sprintf("还有 %d 处批注不在记录的格子上,没有读入", len(t.others)-mostOthers))
			break
		}
		out = append(out, fmt.Sprintf("%s 的批注不在记录的格子上,没有读入:「%s」", sheet.CellName(c.Row, c.Col), cutWords(value.Clean(c.Text), 40)))
	}
	return out
}

// mostOthers is how many comments that belong to no record are told one by one.
const mostOthers = 5

// takeComments puts the comments on the cells of a record beside its fields; col is that of its month in a wide table.
func (rd *reader) takeComments(r, col int) {
	if rd.note < 0 || rd.t.decided[commentsKey] != 0 {
		return
	}
	for _, c := range rd.t.comments[r] {
		if col != noMonth && c.Col != col {
			continue
		}
		said := value.Clean(c.Text)
		if of := rd.t.headingAt(c.Row, c.Col); of != "" && c.Col != rd.nameCol {
			said = of + "批注:" + said
		} else {
			said = "批注:" + said
		}
		rd.aside = append(rd.aside, said)
	}
}

// headingAt returns the heading over a cell of a record, "" if there is none.
func (t *Table) headingAt(row, col int) string {
	if l := t.layout.lines; l.owns(row, col) {
		return t.grid.tight(l.heads[row-l.first[row]-1], col)
	}
	for _, c := range t.Columns {
		if c.Col == col && len(c.Heading) > 0 {
			return c.Heading[len(c.Heading)-1]
		}
	}
	return ""
}

// lostComments says which comments on a sheet none of its tables has.
func lostComments(s *sheet.Sheet, tables []*Table) string {
	n, first := 0, ""
	for _, c := range s.Comments {
		if slices.ContainsFunc(tables, func(t *Table) bool { return t.hasComment(c) }) {
			continue
		}
		if n++; n == 1 {
			first = fmt.Sprintf("%s「%s」", sheet.CellName(c.Row, c.Col), cutWords(value.Clean(c.Text), 24))
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("工作表「%s」有 %d 处批注没有读入,如 %s:需要时请抄到表格里", s.Name, n, first)
}

// hasComment reports whether a comment is one of the table's, of a record or not.
func (t *Table) hasComment(c sheet.Comment) bool {
	if slices.Contains(t.others, c) {
		return true
	}
	for _, list := range t.comments {
		if slices.Contains(list, c) {
			return true
		}
	}
	return false
}
