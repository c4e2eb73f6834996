package intake

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// What stands in brackets behind a name, a date, a number or a word of a list: 张三(女), 2023年2月(春节后), 80(补2月),
// 正式党员(退休). It goes into the field that it is a value of, or into the notes.

// hasRemark finds names with something in brackets behind them, which hardly any has.
func hasRemark(s string) bool {
	return strings.HasSuffix(s, ")") || strings.HasSuffix(s, "）")
}

var (
	nameRemark = regexp.MustCompile(`^\s*(\p{Han}[\p{Han}·•\s]{1,20}?)\s*[(（]([\p{Han}\s,，、/;；]+)[)）]\s*$`)
	namesake   = regexp.MustCompile(`^[大小老甲乙丙丁]$`)
)

// remarks reads what stands in brackets behind a name into the fields that it is a value of, the rest into the notes,
// and returns the name. 张三(大) is told apart from 张三(小) by it and stays as it is.
func (rd *reader) remarks(s string, values []value.Value) string {
	m := nameRemark.FindStringSubmatch(s)
	if m == nil || namesake.MatchString(value.Tight(m[2])) || rd.note < 0 {
		return s
	}
	words := strings.FieldsFunc(value.Clean(m[2]), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，、/;；", r) })
	for _, w := range words {
		if w == "少数民族" && len(words) > 1 {
			continue
		}
		f, v, ok := rd.remark(w, values)
		if !ok {
			rd.beside = append(rd.beside, w)
			continue
		}
		values[f] = v
		rd.tells(told{toldRemark, f})
	}
	return m[1]
}

// noteRemarks puts what stood in brackets behind the name, and is of no field, into the notes.
func (rd *reader) noteRemarks(values []value.Value) {
	if len(rd.beside) == 0 {
		return
	}
	s := strings.Join(rd.beside, ";")
	if was := values[rd.note].Canonical(); was != "" {
		s = was + ";" + s
	}
	values[rd.note] = value.Text(s)
	rd.beside = rd.beside[:0]
	rd.tells(told{toldRemark, rd.note})
}

// hasRemarks reports whether something stands in brackets behind some name of the table.
func (t *Table) hasRemarks() bool {
	c := t.column(t.Kind.Index(t.Kind.Name))
	if c < 0 {
		return false
	}
	return t.remarkedIn(t.Columns[c].Col)
}

// remarkedIn reports whether something stands in brackets at the end of some cell of a column.
func (t *Table) remarkedIn(col int) bool {
	for r := t.layout.first(); r <= t.layout.end; r++ {
		if t.grid.shape(r).remarked && hasRemark(t.grid.Cell(r, col).Text) {
			return true
		}
	}
	return false
}

// remark returns the field of which a word is a value for sure, if nothing else fills it.
func (rd *reader) remark(w string, values []value.Value) (field int, v value.Value, ok bool) {
	for i := range rd.kind.Fields {
		f := &rd.kind.Fields[i]
		list, is := f.Type.(*catalog.ChoiceOf)
		if !is || !f.Stored() {
			continue
		}
		v, p := list.Parse(catalog.TextCell(w))
		if p == nil && v.Canonical() != "" && (values[i].IsEmpty() || values[i] == v) {
			return i, v, true
		}
	}
	return 0, value.Value{}, false
}

// cellRemark is what stands in brackets behind a date or a number: 80(补2月), 2023年2月(春节后).
var cellRemark = regexp.MustCompile(`^(.*\d\D{0,3}?)\s*[(]([^()]*\p{Han}[^()]*)[)]$`)

// altering are words of remarks that make another value of what they stand behind.
var altering = []string{"万", "千", "百", "%", "元", "人民币", "未", "不", "没", "无", "欠", "农历", "阴历", "旧历", "或", "非"}

// withoutRemark reads a cell whose date or number has a remark in brackets behind it, which goes beside the record: ok is
// false if there is none, or nothing is understood without it either.
func (rd *reader) withoutRemark(f *catalog.Field, cell catalog.Cell) (v value.Value, ok bool) {
	v, remark, ok := splitRemark(f, cell)
	if !ok || rd.note < 0 {
		return value.Value{}, false
	}
	rd.aside = append(rd.aside, fmt.Sprintf("%s:%s", f.Title, remark))
	return v, true
}

// splitRemark returns the value of a cell and the remark in brackets behind it.
func splitRemark(f *catalog.Field, cell catalog.Cell) (v value.Value, remark string, ok bool) {
	switch f.Type.(type) {
	case catalog.Date, catalog.Int, catalog.Money, catalog.Decimal:
	default:
		return value.Value{}, "", false
	}
	m := cellRemark.FindStringSubmatch(foldSigns.Replace(value.Clean(text(cell))))
	if m == nil || runes(m[2]) < 2 || containsAny(m[2], altering) {
		return value.Value{}, "", false
	}
	if _, unit := measured[m[2]]; unit {
		return value.Value{}, "", false
	}
	if _, date := f.Type.(catalog.Date); date && strings.ContainsAny(m[2], "0123456789") { // perhaps another date
		return value.Value{}, "", false
	}
	v, p := f.Type.Parse(catalog.TextCell(m[1]))
	if p != nil || v.IsEmpty() {
		return value.Value{}, "", false
	}
	return v, m[2], true
}

// hasCellRemarks reports whether a date or a number of the table has a remark in brackets behind it.
func (t *Table) hasCellRemarks() bool {
	for _, c := range t.Columns {
		if !c.Mapped() {
			continue
		}
		switch t.Kind.Fields[c.Field].Type.(type) {
		case catalog.Date, catalog.Int, catalog.Money, catalog.Decimal, *catalog.ChoiceOf:
		default:
			continue
		}
		if t.remarkedIn(c.Col) {
			return true
		}
	}
	return false
}

var choiceRemark = regexp.MustCompile(`^([^()]{2,12})[(]([^()]{2,12})[)]$`)

// splitChoice returns the value that stands before the brackets in a cell of a list, 正式党员(退休), unless what is in them
// is another value of the same list.
func splitChoice(f *catalog.Field, cell catalog.Cell) (v value.Value, remark string, ok bool) {
	list, is := f.Type.(*catalog.ChoiceOf)
	if !is || !hasRemark(cell.Text) {
		return value.Value{}, "", false
	}
	m := choiceRemark.FindStringSubmatch(foldSigns.Replace(value.Tight(cell.Text)))
	if m == nil {
		return value.Value{}, "", false
	}
	v, p := list.Parse(catalog.TextCell(m[1]))
	if p != nil || v.Canonical() == "" {
		return value.Value{}, "", false
	}
	if other, _ := list.Parse(catalog.TextCell(m[2])); !other.IsEmpty() && !other.IsUnread() && other != v {
		return value.Value{}, "", false
	}
	return v, m[2], true
}

// choiceAndRemark reads such a cell: what is in the brackets goes into the list that knows it, else beside the record.
func (rd *reader) choiceAndRemark(c *columnParser, cell catalog.Cell, values []value.Value) bool {
	v, remark, ok := splitChoice(c.f, cell)
	if !ok || rd.note < 0 || rd.note >= len(values) {
		return false
	}
	values[c.field] = v
	if f, w, known := rd.remark(remark, values); known {
		values[f] = w
	} else {
		rd.aside = append(rd.aside, remark)
	}
	return true
}

// remarked reads a cell with a remark in brackets behind its date or number.
func (rd *reader) remarked(c *columnParser, cell catalog.Cell, values []value.Value) bool {
	v, ok := rd.withoutRemark(c.f, cell)
	if ok {
		values[c.field] = v
	}
	return ok
}
