package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
)

// Two rows of workbooks about one person: mere repetition, two posts of one person, or two offices that know different
// things.

// mostShown is how many fields are named in a question.
const mostShown = 3

// differing returns the stored fields that are filled in the row and in the one that it repeats, and not alike.
func (r *Row) differing() []int {
	if r.other == nil || r.Table.Kind.Name == "" {
		return nil
	}
	var out []int
	there, here := r.other.record(), r.record()
	for i := range r.Table.Kind.Fields {
		a, b := there.At(i), here.At(i)
		if r.Table.Kind.Fields[i].Stored() && a != b && !a.IsEmpty() && !b.IsEmpty() && !covers(a, b) {
			out = append(out, i)
		}
	}
	return out
}

// differences says how a row differs from the one that it repeats: 联系电话那里是「…」,这里是「…」.
func (p *planner) differences(row *Row) string {
	fields := row.differing()
	k := row.Table.Kind
	var out []string
	for _, i := range fields[:min(len(fields), mostShown)] {
		f := &k.Fields[i]
		out = append(out, fmt.Sprintf("%s那里是「%s」,这里是「%s」", f.Title, p.reading.words(f, row.other.record().At(i)), p.reading.words(f, row.record().At(i))))
	}
	if len(fields) > mostShown {
		out = append(out, fmt.Sprintf("还有 %d 项不同", len(fields)-mostShown))
	}
	return strings.Join(out, ";")
}

// repeatOptions are the ways to settle a row that repeats another one in some fields of which they differ.
func (p *Plan) repeatOptions(r *Row, differing []int) []Option {
	k := r.Table.Kind
	apart := Option{Text: "不是重复,新增"}
	if len(differing) == 0 {
		return []Option{{Text: "是重复,不再新增", Same: true}, apart}
	}
	var out []Option
	rec := joined(r.other.After(), r.record(), onlyFill)
	var joins []string
	for _, i := range differing {
		if f := &k.Fields[i]; f.Several && rec.At(i) != r.other.After().At(i) {
			joins = append(joins, f.Title+"「"+f.Type.Format(rec.At(i))+"」")
		}
	}
	if len(joins) > 0 {
		out = append(out, Option{Text: "合并为一人:" + strings.Join(joins, ","), Same: true, joins: true})
	}
	out = append(out, Option{Text: fmt.Sprintf("是同一%s,以第 %d 行为准", unitWord(k), r.other.Row+1), Same: true})
	if !slices.ContainsFunc(differing, func(i int) bool { return k.Fields[i].Key == k.Name || isRef(k.Fields[i].Type) }) {
		out = append(out, Option{Text: fmt.Sprintf("是同一%s,不同的以这一行为准", unitWord(k)), Same: true, takes: true})
	}
	return append(out, apart)
}

func isRef(t catalog.Type) bool {
	_, ok := refOf(t)
	return ok
}
