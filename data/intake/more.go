package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// A record may go on in the rows below it: its name is merged over them, or a row without a name holds nothing but a
// second telephone number or the rest of an address. Such rows are joined to the record.

// findMore finds the rows that belong to the record above them.
func (t *Table) findMore() {
	t.more = nil
	if t.grid.plain {
		return
	}
	name := -1
	if t.Kind != nil && t.Kind.Name != "" && !t.isWide() {
		name = int(t.sheetCol(t.Kind.Index(t.Kind.Name)))
	}
	for i, role := range t.roles {
		r := t.layout.top + i
		first := r - 1
		switch by, decided := t.byClerk[r]; {
		case decided && by != RoleMore:
			continue
		case role == RoleMore:
			if t.IsLine(r) {
				first = t.layout.lines.first[r]
			}
		case role == RoleBody:
			if first = t.goesOn(r, name); first < 0 {
				continue
			}
		default:
			continue
		}
		if at, ok := t.recordOf(first); ok {
			if t.more == nil {
				t.more = map[int][]int{}
			}
			t.more[at] = append(t.more[at], r)
			t.roles[i] = RoleMore
		}
	}
}

// recordOf returns the record that a row is or belongs to.
func (t *Table) recordOf(row int) (int, bool) {
	for r := row; r >= t.layout.first() && row-r < mostMore; r-- {
		switch t.Role(r) {
		case RoleBody:
			return r, true
		case RoleMore:
		default:
			return 0, false
		}
	}
	return 0, false
}

// mostMore is the most rows that are looked at above a row for the record to which it belongs.
const mostMore = 32

// goesOn returns the row that a row without a name of its own goes on with, -1 if it is a record by itself. name is the
// column of names, -1 if there is none.
func (t *Table) goesOn(r, name int) int {
	if name < 0 || !t.grid.Cell(r, name).IsEmpty() {
		return -1
	}
	if m, ok := t.grid.merge(r, name); ok {
		if m.Row1 >= r || m.Col1 != name || t.grid.Cell(m.Row1, m.Col1).IsEmpty() || !t.isOneRecord(m.Row1, r) {
			return -1
		}
		return m.Row1
	}
	if t.isRest(r, name) {
		return r - 1
	}
	return -1
}

// isOneRecord reports whether two rows under one merged name do not say that they are two records: two ID numbers, or,
// of what is no person, two values in a field that has one.
func (t *Table) isOneRecord(first, r int) bool {
	person := t.Kind.Unit == "人"
	for _, c := range t.Columns {
		if !c.Mapped() || c.Basis == ByTick || c.Basis == ByShares {
			continue
		}
		a, b := t.grid.Cell(first, c.Col), t.grid.Cell(r, c.Col)
		f := &t.Kind.Fields[c.Field]
		_, isID := f.Type.(catalog.IDNumber)
		if a.IsEmpty() || b.IsEmpty() || a.Text == b.Text || f.Several || person && !isID {
			continue
		}
		switch f.Type.(type) {
		case catalog.Text, catalog.Phone:
			continue
		case catalog.IDNumber:
			if isFullID(catalog.TextCell(text(a) + text(b))) {
				continue
			}
		}
		return false
	}
	return true
}

// mostRest is the most cells of a row that is the rest of the one above it.
const mostRest = 2

// isRest reports whether a row below a record holds nothing but one or two cells that may be the rest of those above
// them: numbers to call, addresses, posts.
func (t *Table) isRest(r, name int) bool {
	if t.Kind.Unit != "人" || t.Role(r-1) != RoleBody && t.Role(r-1) != RoleMore {
		return false
	}
	first, ok := t.recordOf(r - 1)
	if !ok || t.grid.over(first, name).IsEmpty() {
		return false
	}
	filled := 0
	for _, c := range t.Columns {
		cell := t.grid.Cell(r, c.Col)
		if cell.IsEmpty() || isBlank(cell.Text) {
			continue
		}
		if filled++; filled > mostRest || !c.Mapped() || isDitto(cell.Text) || t.grid.Cell(first, c.Col).IsEmpty() {
			return false
		}
		switch f := &t.Kind.Fields[c.Field]; f.Type.(type) {
		case catalog.Text, catalog.Phone:
			v, p := f.Type.Parse(cell)
			if v.IsEmpty() || p != nil && p.Severity >= catalog.Broken {
				return false
			}
		default:
			return false
		}
	}
	return filled > 0 && filled == int(t.grid.shape(r).filled) && filled*3 <= len(t.Columns)
}

// Continue says that a row belongs to the record above it.
func (t *Table) Continue(row int) error {
	if _, ok := t.recordOf(row - 1); !ok || t.Role(row) == RoleMore {
		return catalog.Refuse("no_record_above", "第 %d 行上面没有可以接的记录", row+1)
	}
	t.byClerk[row] = RoleMore
	t.classify()
	t.parsed = nil
	return nil
}

// IsLine reports whether a row is a line of a record all of which have several, so that it can't be a record by itself.
func (t *Table) IsLine(row int) bool {
	return t.layout.lines != nil && t.layout.lines.first[row] > 0
}

// moreNotes says which rows were joined to the record above them.
func (t *Table) moreNotes() []string {
	var rows []string
	n := 0
	for i, role := range t.roles {
		r := t.layout.top + i
		if role != RoleMore || t.IsLine(r) {
			continue
		}
		if n++; n <= 5 {
			rows = append(rows, fmt.Sprint(r+1))
		}
	}
	if n == 0 {
		return nil
	}
	etc := ""
	if n > len(rows) {
		etc = fmt.Sprintf(" 等 %d 行", n)
	}
	return []string{"第 " + strings.Join(rows, "、") + " 行" + etc + "没有自己的名称(与上面合并或空着),接在上一行的记录后面"}
}

// join returns a cell together with what the further rows of its record hold in its column. What can't be one value
// with it goes into the notes, with a question.
func (rd *reader) join(c *columnParser, cell catalog.Cell) catalog.Cell {
	for _, more := range rd.more {
		next := rd.t.grid.Cell(more, c.col)
		if next.IsEmpty() || isBlank(next.Text) || isDitto(next.Text) || rd.t.layout.lines.owns(more, c.col) || value.Tight(text(next)) == value.Tight(text(cell)) {
			continue
		}
		if cell.IsEmpty() {
			cell = next
			continue
		}
		both, ok := c.joinCells(cell, next)
		if !ok {
			rd.opposes(more, c, next)
			continue
		}
		cell = both
	}
	return cell
}

// joinCells returns the one value of two cells below each other; ok is false if they are two.
func (c *columnParser) joinCells(a, b catalog.Cell) (catalog.Cell, bool) {
	x, y := strings.TrimSpace(text(a)), strings.TrimSpace(text(b))
	switch c.f.Type.(type) {
	case catalog.Phone:
		return catalog.TextCell(x + "、" + y), true
	case catalog.Text:
		sign := "" // the rest of a text that was broken over rows
		if c.f.Several {
			sign = catalog.ListComma
		}
		return catalog.TextCell(x + sign + y), true
	case catalog.Refs:
		return catalog.TextCell(x + catalog.ListComma + y), true
	}
	whole := catalog.TextCell(x + y)
	v, p := c.f.Type.Parse(whole)
	return whole, p == nil && v.Canonical() != ""
}

// opposes notes a value that stands below another one of a field that has but one.
func (rd *reader) opposes(row int, c *columnParser, cell catalog.Cell) {
	said := value.Clean(text(cell))
	v, p := c.f.Type.Parse(cell)
	if p != nil || c.ref >= 0 {
		v = value.Value{}
	}
	if rd.note >= 0 {
		rd.aside = append(rd.aside, c.f.Title+"另写:"+said)
	}
	rd.part.marks = append(rd.part.marks, mark{int16(c.field), int16(c.col), false, &catalog.Problem{Code: codeTwoValues, Field: c.f.Key, Severity: catalog.Doubt, Suggestion: v,
		Text: fmt.Sprintf("%s下面第 %d 行还写着「%s」:取第一行的,另一个记入备注", c.f.Title, row+1, said)}})
}

// codeTwoValues is the doubt about a field for which the rows of one record say two things.
const codeTwoValues = "two_values"

// noteAsides puts what has no field of its own into the notes.
func (rd *reader) noteAsides(values []value.Value) {
	if len(rd.aside) == 0 || rd.note < 0 || rd.note >= len(values) {
		return
	}
	all := slices.Clone(rd.aside)
	if was := values[rd.note].Canonical(); was != "" {
		all = append([]string{was}, all...)
	}
	values[rd.note] = value.Text(strings.Join(all, ";"))
	rd.aside = rd.aside[:0]
}
