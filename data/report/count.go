package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// counting fills a set. The first error ends it; what follows counts nothing.
type counting struct {
	ctx       context.Context
	records   *cache
	params    Params
	set       *set
	paragraph string
	done      map[string]*tally.Result
	err       error
}

// count counts all figures.
func count(ctx context.Context, records *cache, p Params) (*set, error) {
	c := &counting{ctx: ctx, records: records, params: p, set: newSet(), done: map[string]*tally.Result{}}
	c.set.orgs = map[string]string{}
	for _, o := range c.everything(ledger.Org) {
		c.set.orgs[o.ID] = o.Label()
	}
	for _, part := range []struct {
		paragraph string
		count     func()
	}{
		{"lead", c.lead}, {"branches", c.branches}, {"cadres", c.cadres}, {"rules", c.rules}, {"members", c.members}, {"partners", c.partners},
		{"education", c.education}, {"safety", c.safety}, {"culture", c.culture}, {"services", c.services}, {"health", c.health},
		{"issues", c.issues}, {"plan", c.plan},
	} {
		c.paragraph = part.paragraph
		part.count()
	}
	return c.set, c.err
}

// everything returns the records of a kind, whatever their community.
func (c *counting) everything(k *catalog.Kind) []catalog.Record {
	if c.err != nil {
		return nil
	}
	list, err := c.records.list(c.ctx, k)
	c.err = err
	return list
}

// all returns the records of a kind in the community reported on that f wants.
func (c *counting) all(k *catalog.Kind, f func(catalog.Record) bool) []catalog.Record {
	var out []catalog.Record
	for _, r := range c.everything(k) {
		if (c.params.Org == "" || r.ID == c.params.Org || r.Get("org").Canonical() == c.params.Org) && f(r) {
			out = append(out, r)
		}
	}
	return out
}

// within reports whether a day lies in the period, as tallies see it.
func (c *counting) within(d value.Date) bool {
	return !d.IsZero() && d.Last().Compare(c.params.From) >= 0 && d.First().Compare(c.params.To) <= 0
}

// tally counts a tally once. A standing one counts all entries up to the end of the period: what is there, not what
// happened.
func (c *counting) tally(name string, standing bool) *tally.Result {
	key := name
	p := tally.Params{AsOf: c.params.AsOf, From: c.params.From, To: c.params.To, Org: c.params.Org}
	if standing {
		key, p.From = name+" standing", value.Date{}
	}
	if res := c.done[key]; res != nil || c.err != nil {
		return res
	}
	c.done[key], c.err = tally.Run(c.ctx, c.records, name, p)
	return c.done[key]
}

// group returns a group of a tally; an empty one after an error.
func (c *counting) group(name, group string, standing bool) *tally.Group {
	res := c.tally(name, standing)
	if c.err != nil {
		return &tally.Group{}
	}
	g := res.Group(group)
	if g == nil {
		c.err = fmt.Errorf("tally %s has no group %s", name, group)
		return &tally.Group{}
	}
	return g
}

// cell makes a figure of a cell of a tally.
func (c *counting) cell(key, unit, name, group, cell string) {
	g := c.group(name, group, false)
	c.one(number(key, unit, g.Kind, g.Cell(cell)))
}

// standing makes a figure of public order of what is there, not of what happened in the period.
func (c *counting) standing(key, unit, group, cell string) {
	g := c.group("safety", group, true)
	c.one(number(key, unit, g.Kind, g.Cell(cell)))
}

// one lets wordings call a figure.
func (c *counting) one(f *Figure) {
	f = c.keep(f)
	c.set.call(&entry{name: f.Key, paragraph: c.paragraph, items: [][]Span{{shown(f)}}})
}

// keep notes a figure without a name of its own.
func (c *counting) keep(f *Figure) *Figure {
	f.Paragraph = c.paragraph
	f.roster = f.Kind != nil && isRoster(f.Kind)
	return c.set.note(f)
}

// list lets wordings call several items by one name.
func (c *counting) list(name, between string, items ...[]Span) {
	c.set.call(&entry{name: name, paragraph: c.paragraph, items: items, list: true, between: between})
}

// comma stands between the items of lists.
const comma = "、"

// cells lists the cells of a group that aren't zero, each in the words of say.
func (c *counting) cells(name string, g *tally.Group, unit string, say func(cell string, f *Figure) []Span) {
	var items [][]Span
	for _, cell := range g.Cells {
		if cell.Count != 0 {
			f := c.keep(number(name+partMark+cell.Key, unit, g.Kind, cell))
			items = append(items, say(cell.Key, f))
		}
	}
	c.list(name, comma, items...)
}

// known returns a group unless all that it counts is unfilled: a breakdown would say nothing then.
func known(g *tally.Group) *tally.Group {
	for _, cell := range g.Cells {
		if cell.Count != 0 && cell.Key != tally.Unfilled {
			return g
		}
	}
	return &tally.Group{Kind: g.Kind}
}

// plainly says 流动党员12人.
func plainly(cell string, f *Figure) []Span {
	return []Span{{Text: cell}, shown(f), {Text: f.Unit}}
}

// wholly says the same with all of it tied to the figure, for cells whose words hold numbers.
func wholly(words func(string) string) func(string, *Figure) []Span {
	return func(cell string, f *Figure) []Span {
		return []Span{{Text: words(cell), Figure: f}, shown(f), {Text: f.Unit}}
	}
}

// names lists words that stand in records, each once, with the records in which they stand.
func (c *counting) names(name string, k *catalog.Kind, records []catalog.Record, of func(catalog.Record) []string) int {
	var order []string
	in := map[string][]catalog.Record{}
	for _, r := range records {
		for _, w := range of(r) {
			if w = value.Clean(w); w == "" {
				continue
			}
			if in[w] == nil {
				order = append(order, w)
			}
			if !slices.ContainsFunc(in[w], func(o catalog.Record) bool { return o.ID == r.ID }) {
				in[w] = append(in[w], r)
			}
		}
	}
	var items [][]Span
	for _, w := range order {
		items = append(items, []Span{shown(c.keep(words(name+partMark+w, wide(w), k, in[w]...)))})
	}
	c.list(name, comma, items...)
	return len(order)
}

// distinct makes a figure of how many different words stand in records, and a list of them.
func (c *counting) distinct(key, unit, list string, k *catalog.Kind, records []catalog.Record, of func(catalog.Record) []string) {
	var filled []catalog.Record
	for _, r := range records {
		if len(of(r)) > 0 {
			filled = append(filled, r)
		}
	}
	f := counted(key, unit, k, filled)
	n := c.names(list, k, filled, of)
	f.Count, f.Text = int64(n), value.Int(int64(n)).Canonical()
	c.one(f)
}

// field returns the words of a text field, split at the marks between names.
func field(key string) func(catalog.Record) []string {
	return func(r catalog.Record) []string {
		v := r.Get(key)
		if v.IsUnread() {
			return nil
		}
		return strings.FieldsFunc(v.Canonical(), func(r rune) bool { return strings.ContainsRune("、,，;；\n", r) })
	}
}

// holds reports whether a field has a value.
func holds(key, code string) func(catalog.Record) bool {
	return func(r catalog.Record) bool { return r.Get(key).Canonical() == code }
}

func every(catalog.Record) bool { return true }

// wide brings the marks of words from the ledgers to those of a Chinese text.
func wide(words string) string {
	var b strings.Builder
	open := false
	for _, r := range wideMarks.Replace(words) {
		if r != '"' {
			b.WriteRune(r)
			continue
		}
		if open = !open; open {
			b.WriteRune('“')
		} else {
			b.WriteRune('”')
		}
	}
	return b.String()
}

var wideMarks = strings.NewReplacer(",", "，", ";", "；", ":", "：", "(", "（", ")", "）", "?", "？", "!", "！", "\r\n", "，", "\n", "，")
