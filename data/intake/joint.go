package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// One column may hold a name and its telephone, or a group and how many came of it: 联系人及电话, 参训对象及人数.

var jointSigns = regexp.MustCompile(`及其|以及|[及和与、,/]|[(]`)

// pairIn returns the two fields that a heading names one behind the other: a person or a text, and the telephone or the
// number that goes with it. nil if it does not.
func (v *vocabulary) pairIn(heading string) []int {
	if heading == "" || len(v.exact[heading]) > 0 {
		return nil
	}
	at := jointSigns.FindStringIndex(heading)
	if at == nil || at[0] == 0 {
		return nil
	}
	first, second := heading[:at[0]], strings.TrimSuffix(heading[at[1]:], ")")
	for _, a := range v.exact[first] {
		f := v.words[a].field
		for _, b := range v.exact[second] {
			if g := v.words[b].field; f != g && v.isPair(f, g) {
				return []int{f, g}
			}
		}
	}
	return nil
}

// isPair reports whether a cell can be cut into values of two fields.
func (v *vocabulary) isPair(f, g int) bool {
	a, b := &v.kind.Fields[f], &v.kind.Fields[g]
	if !a.Stored() || !b.Stored() {
		return false
	}
	_, name := a.Type.(catalog.PersonName)
	_, words := a.Type.(catalog.Text)
	switch b.Type.(type) {
	case catalog.Phone:
		return name || words
	case catalog.Int:
		return words
	}
	return false
}

// countBehind is a number of people behind the words for them: 居民80人, 党员(35人).
var countBehind = regexp.MustCompile(`^(.*\P{N})\s*[(:,、]?\s*[共计约]?\s*(\d{1,6})\s*[余多]?\s*[人名个户]次?[)]?$`)

// pair cuts a cell into a name and a telephone, or words and a number; what has only one of them fills that.
func (rd *reader) pair(c *columnParser, cell catalog.Cell, values []value.Value) *catalog.Problem {
	first, second := &rd.kind.Fields[c.shares[0]], &rd.kind.Fields[c.shares[1]]
	s := foldSigns.Replace(value.Clean(text(cell)))
	head, tail := s, ""
	if _, is := second.Type.(catalog.Phone); is {
		if at := strings.IndexAny(s, "0123456789"); at >= 0 {
			head, tail = s[:at], strings.TrimRight(s[at:], ") ")
		}
	} else if m := countBehind.FindStringSubmatch(s); m != nil {
		head, tail = m[1], m[2]
	}
	head = strings.Trim(head, " (),:、;/+-")
	v, p := first.Type.Parse(catalog.TextCell(head))
	values[c.shares[0]] = v
	if tail == "" || p != nil {
		return p
	}
	w, p := second.Type.Parse(catalog.TextCell(tail))
	if values[c.shares[1]].IsEmpty() {
		values[c.shares[1]] = w
	}
	rd.tells(told{toldPair, c.field})
	return p
}

// tickedPosts returns the words that headings of columns name which are to be ticked under a heading of posts: 书记 and
// 委员 under 党支部.
func (t *Table) tickedPosts(from, to int) []value.Value {
	var out []value.Value
	for i := from; i < to; i++ {
		levels := t.samples[i].Heading
		word, _ := bare(fold(levels[len(levels)-1]))
		if runes(word) > 6 || !containsAny(word, postWords) || len(t.samples[i].Sample) > 0 && !isMarks(t.samples[i]) {
			return nil
		}
		out = append(out, value.Text(word))
	}
	if slices.ContainsFunc(t.samples[from:to], isMarks) {
		return out
	}
	return nil
}

// postWords are words that posts have.
var postWords = []string{"书记", "主任", "委员", "专干", "社工", "组长", "主席", "网格员", "一肩挑"}

// headsOf reports whether a heading is the last level of a wording of two levels of a field: 党支部, of 现任职务/党支部.
func headsOf(f *catalog.Field, heading []string) bool {
	leaf := fold(heading[len(heading)-1])
	return slices.ContainsFunc(f.Aliases, func(a string) bool {
		_, last, ok := strings.Cut(a, "/")
		return ok && fold(last) == leaf
	})
}

// contact offers the fields that the two levels of a heading name together, of which the lower one says no more than 姓名:
// 姓名 under 党支部书记.
func (v *vocabulary) contact(levels []string, offer func(field, score int, basis Basis, why string)) {
	leaf, parent := fold(levels[len(levels)-1]), fold(levels[len(levels)-2])
	if leaf != "姓名" && leaf != "名字" {
		return
	}
	for _, at := range v.exact[parent] {
		w := v.words[at]
		if _, is := v.kind.Fields[w.field].Type.(catalog.PersonName); is {
			offer(w.field, scorePath, ByPath, fmt.Sprintf("「%s」下面的「%s」", w.shown, levels[len(levels)-1]))
		}
	}
}
