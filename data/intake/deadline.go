package intake

import (
	"fmt"
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Where something is to be done by a day, offices write a bound instead of the day: 2024年6月30日前, 12月底, 第三季度, 全年.
// It is kept with the precision that it has: by the end of June is June.

// boundWords stand behind the date of a bound, the longer ones first.
var boundWords = []string{"之前", "以前", "为止", "底前", "末前", "前", "底", "末", "内"}

// spans are the parts of a year that stand for their last month.
var spans = regexp.MustCompile(`^(?:(\d{4})年)?(?:第?([一二三四1-4])季度?|(上半年)|下半年|全年|年)$`)

// deadline reads a bound, in the year of its row or table where it names none; ok is false for anything else.
func deadline(said string, year int) (d value.Date, ok bool) {
	s := value.Tight(said)
	for _, w := range boundWords {
		if cut, found := strings.CutSuffix(s, w); found {
			s = cut
			break
		}
	}
	if m := spans.FindStringSubmatch(s); m != nil {
		return endOfSpan(m, year)
	}
	if s == value.Tight(said) {
		return value.Date{}, false
	}
	if r, ok := value.ParseDate(s); ok && !r.Guessed && r.Other.IsZero() {
		if r.Date.Month == 0 {
			r.Date.Month = 12
		}
		return r.Date, true
	}
	return inYear(catalog.TextCell(s), year)
}

// endOfSpan returns the last month of a quarter, a half or a whole year.
func endOfSpan(m []string, year int) (value.Date, bool) {
	if n, ok := value.ParseInt(m[1]); ok {
		year = int(n)
	}
	month := 12
	switch {
	case m[2] != "":
		month = 3 * (1 + strings.Index("一二三四", m[2])/len("一"))
		if i := strings.Index("1234", m[2]); i >= 0 {
			month = 3 * (1 + i)
		}
	case m[3] != "":
		month = 6
	}
	if year == 0 {
		return value.Date{}, false
	}
	return value.NewDate(year, month, 0)
}

// byDeadline settles a date that sets a bound.
func (rd *reader) byDeadline(r int, values []value.Value, m mark) bool {
	if m.field < 0 || !rd.kind.Fields[m.field].Deadline {
		return false
	}
	d, ok := deadline(text(rd.t.grid.over(r, int(m.col))), rd.yearOf(values))
	if !ok {
		return false
	}
	values[m.field] = d.Value()
	rd.tells(told{toldDeadline, int(m.field)})
	return true
}

// cellRemark is what stands in brackets behind a date or a number: 80(补2月), 2023年2月(春节后).
var cellRemark = regexp.MustCompile(`^(.*\d\D{0,3}?)\s*[(]([^()]*\p{Han}[^()]*)[)]$`)

// altering are words of remarks that make another value of what they stand behind.
var altering = []string{"万", "千", "百", "%", "元", "未", "不", "没", "无", "欠", "农历", "阴历", "旧历", "或", "非"}

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
	if m == nil || containsAny(m[2], altering) {
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
		for r := t.layout.first(); r <= t.layout.end; r++ {
			if hasRemark(t.grid.Cell(r, c.Col).Text) {
				return true
			}
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
