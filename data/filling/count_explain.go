package filling

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
)

// lists calls f with the headings of the columns of each table, and with those of its rows.
func (c *counts) lists(f func(list []*meaning, titles []string)) {
	for i := range c.grids {
		g := &c.grids[i]
		for _, list := range [][]countHead{g.cols, g.rows} {
			var ms []*meaning
			var titles []string
			for k := range list {
				ms, titles = append(ms, &list[k].meaning), append(titles, strings.Join(list[k].levels, "/"))
			}
			f(ms, titles)
		}
	}
}

// lendAll lets headings that say of whom have the measure of those before them.
func (c *counts) lendAll() {
	c.lists(func(list []*meaning, titles []string) {
		for _, m := range list {
			m.lent, m.lender, m.unfit = "", "", ""
		}
		lend(list, titles)
	})
}

// subjects reports whether some of the headings say what is counted.
func subjects(list []countHead) bool {
	return slices.ContainsFunc(list, func(h countHead) bool { return h.subject() || h.impliedMeasure() != "" })
}

// explain says of each heading what it was taken for.
func (b *Blank) explain() {
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		own := b.orgFields(g)
		for k := range g.cols {
			h := &g.cols[k]
			if f := own[h.at]; f != nil && h.column >= 0 && !b.Columns[h.column].byClerk {
				h.meaning = meaning{orgKey: f.Key}
			}
			b.explainHead(h, subjects(g.rows))
		}
		b.doubtPosts(g)
		for k := range g.rows {
			b.explainHead(&g.rows[k], subjects(g.cols))
		}
	}
	b.counts.settleShares()
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		for _, list := range [][]countHead{g.cols, g.rows} {
			for k := range list {
				if list[k].share != nil {
					b.explainHead(&list[k], false)
				}
			}
		}
	}
}

// orgFields are the fields of communities that columns ask for, where each row is a community: 书记, 办公电话. What can be
// counted is counted.
func (b *Blank) orgFields(g *countGrid) map[int]*catalog.Field {
	out := map[int]*catalog.Field{}
	if !g.open && !slices.ContainsFunc(g.rows, func(h countHead) bool { return h.org != "" }) {
		return out
	}
	for _, h := range g.cols {
		if len(h.levels) == 0 {
			continue
		}
		f := fieldNamed(ledger.Org, h.levels...)
		if f == nil {
			continue
		}
		switch f.Type.(type) {
		case catalog.Int, catalog.Decimal, catalog.Percent:
			if h.follows() && h.subject() {
				continue
			}
		default:
			if h.follows() && h.tells() && (h.unit.given || slices.Contains(namedPosts, h.measure) && b.countsPosts(g)) {
				continue
			}
		}
		if f.Key != orgKey && f.Key != ledger.Org.Name {
			out[h.at] = f
		}
	}
	return out
}

// explainHead says what a heading was taken for. across says that the headings across it say what is counted.
func (b *Blank) explainHead(h *countHead, across bool) {
	if h.column < 0 {
		return
	}
	c := &b.Columns[h.column]
	words := ""
	if h.follows() && h.share != nil {
		words = "填「" + h.shareBrief() + "」"
	} else if h.follows() {
		var kind *catalog.Kind
		if words, kind = h.words(b.counts, across); kind != nil {
			_, h.unfit = h.narrow(kind)
		} else if !across && len(h.filters)+len(h.choices) > 0 {
			h.unfit = "没有说要数什么"
		}
	}
	switch {
	case h.empty:
		c.Fields, c.Why = nil, "没有表头,留空"
	case !h.follows() && c.byClerk:
		c.Fields, c.Why = nil, h.problem+h.unfit
	case !h.follows():
		c.Fields, c.Why = nil, h.problem+h.unfit+",留空;可以指定"
	case c.byClerk:
		c.Fields, c.Why = h.keys(), c.decided+":"+words
	default:
		c.Fields, c.Why = h.keys(), words
	}
}

// words says what a heading asks for, and of what kind the records are that it counts; nil: that is said elsewhere.
func (h *countHead) words(c *counts, across bool) (what string, kind *catalog.Kind) {
	if h.share != nil {
		return "填「" + h.shareBrief() + "」", nil
	}
	if h.orgKey != "" {
		return "填社区的「" + ledger.Org.Field(h.orgKey).Title + "」", nil
	}
	switch implied := h.impliedMeasure(); {
	case h.subject():
		m, _ := inUnit(h.measure, h.topic, h.unit)
		kind, what = m.Kind, "数「"+m.Title+"」"
	case across:
	case implied != "":
		m, _ := inUnit("", topicOf(implied), h.unit)
		kind, what = m.Kind, "数「"+m.Title+"」"
	case h.lent != "":
		m, _ := tally.MeasureOf(h.lent)
		kind, what = m.Kind, "没有写明数什么,按前面的「"+h.lender+"」数「"+m.Title+"」"
	case c.title.subject():
		m, _ := inUnit(c.title.measure, c.title.topic, h.unit)
		kind, what = m.Kind, "按表名数「"+m.Title+"」"
	}
	if kind != nil {
		what += "(" + kind.Title + "台账)"
	}
	for _, t := range h.filterWords(kind, tally.Filter.Title) {
		what += "," + t
	}
	if h.months[0] > 0 {
		what += fmt.Sprintf(",%d月", h.months[0])
		if h.months[1] != h.months[0] {
			what += fmt.Sprintf("至%d月", h.months[1])
		}
	}
	what = strings.TrimPrefix(what, ",")
	switch {
	case what != "":
		return what, kind
	case h.total:
		return "合计,不分", kind
	case h.ofRow:
		return "数什么看表头", kind
	}
	return "数什么看行名", kind
}

// filterWords says in words of whom a heading speaks; kind may be nil.
func (h *meaning) filterWords(kind *catalog.Kind, say func(tally.Filter, *catalog.Kind) string) []string {
	var out []string
	for _, key := range h.filters {
		f, _ := tally.ParseFilter(key)
		k := kind
		for _, other := range ledger.All() {
			if k == nil && f.Applies(other) {
				k = other
			}
		}
		if k != nil {
			out = append(out, say(f, k))
		}
	}
	for _, word := range h.choices {
		at := max(slices.IndexFunc(word, func(c chosenAs) bool { return kind != nil && c.kind == kind.Key }), 0)
		f, _ := tally.ParseFilter(word[at].filter())
		out = append(out, say(f, ledger.Kind(word[at].kind)))
	}
	return out
}
