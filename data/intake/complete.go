package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// fillFromID notes which of birth date and sex the sheet doesn't have.
func (p *parser) fillFromID() {
	if p.id < 0 {
		return
	}
	for _, f := range []int{p.birth, p.sex} {
		switch {
		case f < 0:
		case !p.has(f):
			p.fill = append(p.fill, f)
		default:
			p.blanks = append(p.blanks, f)
		}
	}
}

// nameFromBranch names communities by their branches where the sheet has only those.
func (p *parser) nameFromBranch() {
	name, branch := p.kind.Index(p.kind.Name), p.kind.Index(branchKey)
	if p.t.reading.dirs[p.kind.Key] != nil && !p.has(name) && p.has(branch) {
		p.named, p.branch = name, branch
	}
}

func (p *parser) has(field int) bool {
	return field >= 0 && slices.ContainsFunc(p.columns, func(c columnParser) bool { return c.field == field })
}

// runsDown reports whether a column names each community once, in the first of its rows, without merging cells.
func (t *Table) runsDown(col int) bool {
	first, blank, all := true, 0, 0
	for i, role := range t.roles {
		r := t.layout.top + i
		if role != RoleBody {
			continue
		}
		empty := t.grid.over(r, col).IsEmpty()
		if first && empty {
			return false
		}
		first = false
		all++
		if empty {
			blank++
		}
	}
	return blank*10 >= all*4 && all > 2
}

// showsTwoDigits reports whether a column has months such as 1978.05, which say that 1978.1 is October.
func (t *Table) showsTwoDigits(col int) bool {
	for r := t.layout.first(); r <= t.layout.end; r++ {
		c := t.grid.Cell(r, col)
		if _, month, ok := strings.Cut(c.Text, "."); ok && c.Type == catalog.CellNumber && len(month) == 2 && month[0] == '0' {
			return true
		}
		if c.Type != catalog.CellText {
			continue
		}
		if _, month, ok := strings.Cut(value.Tight(c.Text), "."); ok && len(month) == 2 && strings.Trim(month, "0123456789") == "" {
			return true
		}
	}
	return false
}

// settleDates settles the readings of dates that the ID number or the other cells of the column decide.
func (rd *reader) settleDates(r int, values []value.Value, start int) {
	marks := rd.part.marks
	keep := marks[:start]
	for _, m := range marks[start:] {
		switch m.p.Code {
		case codeDateMonth:
			m = rd.month(r, values, m)
		case "date":
			if rd.ofYear(r, values, m) || rd.byDeadline(r, values, m) {
				continue
			}
		case "date_guess":
			if inID, ok := rd.idBirth(r, values); ok && int(m.field) == rd.birth {
				if d, _ := values[m.field].Date(); d.Covers(inID) {
					continue
				}
			}
		case "id_lost_digits":
			rd.part.lost++
		}
		keep = append(keep, m)
	}
	rd.part.marks = keep
}

// idBirth returns the birth date in the ID number of a row, also of a number that has lost its last digits.
func (rd *reader) idBirth(r int, values []value.Value) (value.Date, bool) {
	if rd.id < 0 {
		return value.Date{}, false
	}
	if d, ok := value.IDBirth(values[rd.id].Canonical()); ok {
		return d, true
	}
	if c := rd.t.column(rd.id); c >= 0 && values[rd.id].IsUnread() {
		return value.LostIDBirth(rd.t.grid.over(r, rd.t.Columns[c].Col).Text)
	}
	return value.Date{}, false
}

// readings returns what a cell may mean as a date; ok is false unless it may mean two things.
func readings(cell catalog.Cell) (both value.DateReading, ok bool) {
	switch cell.Type {
	case catalog.CellNumber:
		both, ok = value.ParseDateNumber(cell.Text, cell.Format)
	case catalog.CellText:
		both, ok = value.ParseDate(cell.Text)
	}
	return both, ok && !both.Other.IsZero()
}

// month settles 1978.1: January or October, and 05/03/1970: May or March.
func (rd *reader) month(r int, values []value.Value, m mark) mark {
	cell := rd.t.grid.over(r, int(m.col))
	both, ok := readings(cell)
	if !ok {
		return m
	}
	settle := func(d value.Date, why string) mark {
		values[m.field] = d.Value()
		return mark{m.field, m.col, false, &catalog.Problem{Code: "date_month_settled", Severity: catalog.Notice,
			Text: fmt.Sprintf("「%s」按 %s 理解:%s", cell.Text, d.Chinese(), why)}}
	}
	if inID, ok := rd.idBirth(r, values); ok && int(m.field) == rd.birth {
		switch first, second := both.Date.Covers(inID), both.Other.Covers(inID); {
		case first && !second:
			return settle(both.Date, "身份证号码是这一月")
		case second && !first:
			return settle(both.Other, "身份证号码是这一月")
		}
	}
	for i := range rd.columns {
		c := &rd.columns[i]
		switch {
		case c.col != int(m.col):
		case cell.Type == catalog.CellNumber:
			if c.zeros != nil && c.zeros() {
				return settle(both.Other, "本列的月份写成两位")
			}
		case c.order != nil && c.order() == monthFirst:
			return settle(both.Date, "本列的日期都是月在前")
		case c.order != nil && c.order() == dayFirst:
			return settle(both.Other, "本列的日期都是日在前")
		}
	}
	return m
}

// dateOrder is which comes first in the dates of a column whose year comes last.
type dateOrder uint8

const (
	noOrder dateOrder = iota
	monthFirst
	dayFirst
)

// orderOf finds the order in which a column writes month and day before the year: 25/03/1970 says that the day is
// first. A column that says both says nothing.
func (t *Table) orderOf(col int) dateOrder {
	found := noOrder
	for r := t.layout.first(); r <= t.layout.end; r++ {
		c := t.grid.Cell(r, col)
		if c.Type != catalog.CellText {
			continue
		}
		m := yearLast.FindStringSubmatch(value.Clean(c.Text))
		if m == nil {
			continue
		}
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		var order dateOrder
		switch {
		case a > 12 && b <= 12:
			order = dayFirst
		case b > 12 && a <= 12:
			order = monthFirst
		default:
			continue
		}
		if found != noOrder && found != order {
			return noOrder
		}
		found = order
	}
	return found
}

var yearLast = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-]\d{4}$`)

// complete fills in what follows from other fields where the sheet has no column for it, or a formula without a result:
// a community's name, and birth date and sex of a sound ID number.
func (rd *reader) complete(i int, values []value.Value) {
	if rd.named >= 0 && values[rd.branch].Canonical() != "" {
		values[rd.named] = value.Text(rd.t.reading.dirs[rd.kind.Key].shortName(values[rd.branch].Canonical()))
	}
	blank := false
	for _, f := range rd.blanks {
		blank = blank || values[f].IsEmpty() && rd.isUncalculated(i, f, values)
	}
	if len(rd.fill) == 0 && !blank {
		return
	}
	id := values[rd.id].Canonical()
	if value.CheckID(id) != value.IDSound {
		return
	}
	for n, f := range rd.fill {
		values[f] = rd.fromID(f, id)
		rd.part.filled[n]++
	}
	for n, f := range rd.blanks {
		if !rd.isUncalculated(i, f, values) {
			continue
		}
		values[f] = rd.fromID(f, id)
		if rd.part.blanks == nil {
			rd.part.blanks = map[int32]uint8{}
		}
		rd.part.blanks[int32(i)] |= 1 << n
		rd.tells(told{toldBlank, f})
	}
}

// isUncalculated reports whether a field is empty because the formula in its cell has never been calculated, as in the
// workbooks that other programs write: it makes birth date and sex of the ID number.
func (rd *reader) isUncalculated(i, field int, values []value.Value) bool {
	c := rd.t.column(field)
	return values[field].IsEmpty() && c >= 0 && rd.t.grid.Formula(int(rd.out.rows[i]), rd.t.Columns[c].Col) != ""
}

// fromID returns the birth date or the sex in a sound ID number.
func (rd *reader) fromID(field int, id string) value.Value {
	if field == rd.birth {
		d, _ := value.IDBirth(id)
		return d.Value()
	}
	male, _ := value.IDIsMale(id)
	v, _ := rd.kind.Fields[field].Type.Parse(catalog.TextCell(sexWord(male)))
	return v
}

func sexWord(male bool) string {
	if male {
		return "男"
	}
	return "女"
}

// checkAge compares an age in the sheet with the birth date; one year apart is the difference between 周岁 and 虚岁.
func (rd *reader) checkAge(r int, values []value.Value) {
	if rd.age < 0 || rd.birth < 0 || rd.asof.IsZero() {
		return
	}
	said, ok := value.ParseInt(text(rd.t.grid.Cell(r, rd.age)))
	birth, known := values[rd.birth].Date()
	if !ok || !known {
		return
	}
	if age := birth.YearsUntil(rd.asof); said < int64(age)-1 || said > int64(age)+1 {
		rd.part.marks = append(rd.part.marks, mark{int16(rd.birth), int16(rd.age), false, &catalog.Problem{Code: "age", Field: birthKey, Severity: catalog.Doubt,
			Text: fmt.Sprintf("年龄写的是 %d,按出生年月 %s 应为 %d 岁", said, birth.Chinese(), age)}})
	}
}

// guessYear finds the year of a sheet that gives ages and no date: the year that most of its ages fit.
func (p *parser) guessYear() value.Date {
	var years []int
	for _, c := range p.columns {
		if c.field != p.birth {
			continue
		}
		for r := p.t.layout.first(); r <= p.t.layout.end && len(years) < 200; r++ {
			v, _ := c.f.Type.Parse(p.t.grid.Cell(r, c.col))
			d, ok := v.Date()
			if n, isAge := value.ParseInt(text(p.t.grid.Cell(r, p.age))); ok && isAge {
				years = append(years, d.Year+int(n))
			}
		}
	}
	if len(years) < 3 {
		return value.Date{}
	}
	slices.Sort(years)
	d, _ := value.NewDate(years[len(years)/2], 0, 0)
	return d
}

// appendNotes puts the columns that a clerk has sent to the notes behind what stands there.
func (rd *reader) appendNotes(r int, values []value.Value) {
	if len(rd.notes) == 0 || rd.note < 0 {
		return
	}
	all := []string{}
	if s := values[rd.note].Canonical(); s != "" {
		all = append(all, s)
	}
	for _, c := range rd.notes {
		if s := value.Clean(text(rd.t.grid.over(r, c.Col))); s != "" {
			all = append(all, c.Title()+":"+s)
		}
	}
	values[rd.note] = value.Text(strings.Join(all, ";"))
}
