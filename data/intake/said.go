package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// A sheet of one sort says so in its title and has no column for it: 流动党员花名册, 义诊登记表.

// findSaid finds the values that the title, or the name of the sheet, says of all rows: of required lists, and of those
// that tell of the kind, if the words hold the kind's own name.
func (t *Table) findSaid() {
	t.said = nil
	if t.Kind == nil {
		return
	}
	for i := range t.Kind.Fields {
		f := &t.Kind.Fields[i]
		list, ok := f.Type.(*catalog.ChoiceOf)
		if !ok || !f.Stored() || t.column(i) >= 0 || !f.Required && !slices.Contains(t.Kind.Telling, f.Key) {
			continue
		}
		for _, text := range append(append([]string{t.Title}, t.layout.titles...), t.Sheet.Name) {
			if v := saidIn(value.Tight(text), list, t.Kind, f.Required); !v.IsEmpty() {
				t.say(i, v)
				break
			}
		}
	}
	t.findYear()
}

// yearKey is the field of the year that a plan is for.
const yearKey = "year"

// findYear finds the year that the title says of all rows, if it is part of what tells them apart.
func (t *Table) findYear() {
	i := t.Kind.Index(yearKey)
	if i < 0 || t.column(i) >= 0 || !slices.ContainsFunc(t.Kind.Identity, func(id catalog.Identity) bool { return slices.Contains(id.Fields, yearKey) }) {
		return
	}
	if year := yearIn(t.Title); year != 0 {
		t.say(i, value.Int(int64(year)))
	}
}

func (t *Table) say(field int, v value.Value) {
	if t.said == nil {
		t.said = map[int]value.Value{}
	}
	t.said[field] = v
	f := &t.Kind.Fields[field]
	note := fmt.Sprintf("表中没有%s列,标题说的是「%s」", f.Title, f.Type.Format(v))
	if !slices.Contains(t.notes, note) {
		t.notes = append(t.notes, note)
	}
}

// saidIn returns the one value of a list of which a word stands in a text; the zero value if there are several. A word
// inside of a longer one of the same text does not count.
func saidIn(text string, list *catalog.ChoiceOf, k *catalog.Kind, required bool) value.Value {
	type hit struct{ word, code string }
	var hits []hit
	for _, c := range list.Choices() {
		for _, w := range append([]string{c.Title}, c.Aliases...) {
			if runes(w) >= 2 && strings.Contains(text, w) && c.Code != "其他" && (required || strings.Contains(w, k.Title)) {
				hits = append(hits, hit{w, c.Code})
			}
		}
	}
	code := ""
	for _, h := range hits {
		inside := slices.ContainsFunc(hits, func(o hit) bool { return o.word != h.word && strings.Contains(o.word, h.word) })
		switch {
		case inside || h.code == code:
		case code != "":
			return value.Value{}
		default:
			code = h.code
		}
	}
	if code == "" {
		return value.Value{}
	}
	return value.Text(code)
}

// sortRow is a line between rows that says of what sort those below it are: 一、在职单位党员(2人).
type sortRow struct {
	row, field int
	v          value.Value
}

// findSort reads a line between rows, as findSaid reads the title.
func (t *Table) findSort(row int) {
	if t.Kind == nil {
		return
	}
	s := t.grid.only(row)
	for i := range t.Kind.Fields {
		f := &t.Kind.Fields[i]
		list, ok := f.Type.(*catalog.ChoiceOf)
		if !ok || !f.Stored() || t.column(i) >= 0 || !f.Required && !slices.Contains(t.Kind.Telling, f.Key) {
			continue
		}
		v := saidIn(s, list, t.Kind, f.Required)
		if v.IsEmpty() {
			if exact, p := list.Parse(catalog.TextCell(groupName(s))); p == nil {
				v = exact
			}
		}
		if v.Canonical() != "" {
			t.sorts = append(t.sorts, sortRow{row, i, v})
			return
		}
	}
}

// sayBefore puts what the title and the lines above a row say of it into its fields.
func (rd *reader) sayBefore(r int, values []value.Value) {
	for field, v := range rd.t.said {
		values[field] = v
	}
	for field, v := range rd.t.sortSaid {
		values[field] = v
	}
	sorts := rd.t.sorts
	for rd.sort+1 < len(sorts) && sorts[rd.sort+1].row < r {
		rd.sort++
	}
	if rd.sort >= 0 {
		values[sorts[rd.sort].field] = sorts[rd.sort].v
	}
}

// sortNotes say what lines between the rows were taken for.
func (t *Table) sortNotes() []string {
	var out []string
	for i, s := range t.sorts {
		if i > 0 && t.sorts[i-1].field == s.field {
			continue
		}
		f := &t.Kind.Fields[s.field]
		out = append(out, fmt.Sprintf("表中没有%s列,按各行上面的小标题填写,如第 %d 行的「%s」", f.Title, s.row+1, f.Type.Format(s.v)))
	}
	return out
}

// nameKeys are the fields that name a record that is not a person, in the order in which they are asked.
var nameKeys = []string{"title", "name", "subject"}

// findByName notes the required fields that no column fills and that the names of the records may tell: 图书室 is a
// 图书室, the meeting 支部党员大会 one of that type.
func (p *parser) findByName() {
	for i := range p.kind.Fields {
		f := &p.kind.Fields[i]
		if _, is := f.Type.(*catalog.ChoiceOf); f.Required && !p.has(i) && (is || f.Default != nil) && p.t.said[i].IsEmpty() {
			p.byName = append(p.byName, i)
		}
	}
}

// sayByName fills these fields.
func (rd *reader) sayByName(values []value.Value) {
	for _, field := range rd.byName {
		f := &rd.kind.Fields[field]
		if !values[field].IsEmpty() {
			continue
		}
		if f.Default != nil {
			values[field] = f.Default(catalog.RecordOf(rd.kind, "", values))
			continue
		}
		for _, key := range nameKeys {
			from := rd.kind.Index(key)
			if from < 0 || from >= len(values) || values[from].Canonical() == "" {
				continue
			}
			v, p := f.Type.Parse(catalog.TextCell(values[from].Canonical()))
			if v.Canonical() == "" {
				continue
			}
			values[field] = v
			rd.tells(told{toldName, field})
			if p != nil {
				rd.part.marks = append(rd.part.marks, mark{int16(field), rd.t.sheetCol(from), false, p})
			}
			break
		}
	}
}
