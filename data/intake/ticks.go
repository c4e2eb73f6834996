package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Sheets ask for some things by columns to be ticked: 男 and 女 under 性别, 是 and 否 under 是否流动. All columns of such
// a group fill one field; each stands for one of its values.

// ticked reports whether a cell says yes in a column to be ticked; ok is false if it says neither yes nor no.
func ticked(c catalog.Cell) (yes, ok bool) {
	switch strings.ToLower(value.Tight(text(c))) {
	case "√", "✓", "✔", "☑", "v", "1", "●", "■", "★", "是", "有", "y", "对", "true", "o", "○":
		return true, true
	case "", "×", "✗", "✘", "x", "0", "否", "无", "-", "/", "—", "□", "☐", "n", "false":
		return false, true
	}
	return false, false
}

// isMark finds what stands in columns to be ticked and nowhere else; 1 may also be a count.
func isMark(c catalog.Cell) bool {
	yes, ok := ticked(c)
	return ok && (!yes || value.Tight(text(c)) != "1")
}

// isMarks reports whether a column holds marks and nothing else.
func isMarks(c Column) bool { return len(c.Sample) > 0 && count(c.Sample, isMark) == len(c.Sample) }

// findTicks ties the groups of columns to be ticked to their fields. It returns which value each column stands for.
func (t *Table) findTicks(v *vocabulary, mappings []Mapping) (ticks map[int]value.Value) {
	if !slices.ContainsFunc(t.samples, isMarks) {
		return nil
	}
	ticks = map[int]value.Value{}
	for from := 0; from < len(t.samples); {
		to := from + 1
		for to < len(t.samples) && sameParent(t.samples[from].Heading, t.samples[to].Heading) {
			to++
		}
		if to-from < 2 || !t.tieTicks(v, mappings, ticks, from, to) {
			from++
			continue
		}
		from = to
	}
	return ticks
}

// sameParent reports whether two headings differ in their last level only.
func sameParent(a, b []string) bool {
	n := len(a)
	return n > 0 && n == len(b) && path(a[:n-1]) == path(b[:n-1])
}

// tieTicks ties the columns from ≤ i < to if they are a group; of headings without a common one above them as many
// from the first as stand for values of one field.
func (t *Table) tieTicks(v *vocabulary, mappings []Mapping, ticks map[int]value.Value, from, to int) bool {
	heading := t.samples[from].Heading
	parent := heading[:len(heading)-1]
	for i := range v.kind.Fields {
		f := &v.kind.Fields[i]
		if !f.Stored() || len(parent) > 0 && !v.names(parent, i) && (!f.Several || !headsOf(f, parent)) {
			continue
		}
		values := t.tickValues(f, from, to)
		if f.Several && len(parent) > 0 {
			values = t.tickedPosts(from, to)
		}
		if len(values) < 2 || len(parent) > 0 && len(values) < to-from || !t.areTicked(f, from, from+len(values), len(parent) > 0) {
			continue
		}
		if _, isBool := f.Type.(catalog.Bool); isBool && len(parent) == 0 {
			continue
		}
		for j := range mappings {
			if mappings[j].Field == i {
				mappings[j] = Mapping{Column: j, Field: -1, Why: fmt.Sprintf("「%s」由打√的各列填写", f.Title)}
			}
		}
		for n, val := range values {
			ticks[from+n] = val
			mappings[from+n] = Mapping{from + n, i, ByTick, scorePath, fmt.Sprintf("打√的是「%s」", f.Type.Format(val))}
		}
		return true
	}
	return false
}

// names reports whether a heading is a wording of a field, remarks in brackets aside.
func (v *vocabulary) names(levels []string, field int) bool {
	leaf := fold(levels[len(levels)-1])
	plain, _ := bare(leaf)
	for _, s := range []string{fold(path(levels)), leaf, plain} {
		for _, at := range v.exact[s] {
			if s != "" && v.words[at].field == field {
				return true
			}
		}
	}
	return false
}

// tickValues returns the values that the last levels of headings name, as many as are different values of the field.
func (t *Table) tickValues(f *catalog.Field, from, to int) []value.Value {
	switch f.Type.(type) {
	case catalog.Chooser, catalog.Bool:
	default:
		return nil
	}
	var out []value.Value
	seen := map[value.Value]bool{}
	for i := from; i < to; i++ {
		levels := t.samples[i].Heading
		word, _ := bare(fold(levels[len(levels)-1]))
		v, p := f.Type.Parse(catalog.TextCell(word))
		if p != nil || v.Canonical() == "" || seen[v] {
			break
		}
		seen[v] = true
		out = append(out, v)
	}
	return out
}

// areTicked reports whether columns hold ticks, or their own words, and nothing else; with a heading above them, 1 is a
// tick too.
func (t *Table) areTicked(f *catalog.Field, from, to int, underHeading bool) bool {
	marks := 0
	for i := from; i < to; i++ {
		for _, c := range t.samples[i].Sample {
			if isMark(c) || underHeading && value.Tight(text(c)) == "1" {
				marks++
			} else if v, p := f.Type.Parse(c); p != nil || v.Canonical() == "" || c.Type != catalog.CellText {
				return false
			}
		}
	}
	return marks > 0
}

// tick reads a cell of a column to be ticked into the field of its group.
func (c *columnParser) tick(cell catalog.Cell, values []value.Value) *catalog.Problem {
	yes, ok := ticked(cell)
	old := values[c.field]
	switch {
	case !ok:
		v, p := c.f.Type.Parse(cell)
		values[c.field] = v
		return p
	case !yes:
		return nil
	case c.f.Several && !old.IsEmpty():
		values[c.field] = joinedText(old, c.ticked)
		return nil
	case !old.IsEmpty() && old != c.ticked:
		return &catalog.Problem{Code: "tick_twice", Field: c.f.Key, Severity: catalog.Doubt,
			Text: fmt.Sprintf("%s的「%s」和「%s」都打了√,取「%[2]s」", c.f.Title, c.f.Type.Format(old), c.f.Type.Format(c.ticked))}
	}
	values[c.field] = c.ticked
	return nil
}
