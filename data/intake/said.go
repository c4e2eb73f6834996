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
		for _, text := range []string{t.Title, t.Sheet.Name} {
			if v := saidIn(value.Tight(text), list, t.Kind, f.Required); !v.IsEmpty() {
				t.say(i, v)
				break
			}
		}
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
