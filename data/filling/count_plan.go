package filling

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// prepareCounts takes over what was decided for a form with the same headings, and finds the formulas that stay.
func (b *Blank) prepareCounts(ctx context.Context, fs *sheet.FormSheet) error {
	b.counts.own = [3]value.Date{b.Date, b.counts.from, b.counts.to}
	b.setPeriod()
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		for _, h := range g.cols {
			b.keepFormulas(fs, &h, len(g.rows), func(k int) (int, int) { return g.rows[k].at, h.at })
		}
		for _, h := range g.rows {
			b.keepFormulas(fs, &h, len(g.cols), func(k int) (int, int) { return h.at, g.cols[k].at })
		}
	}
	return b.recall(ctx)
}

// setPeriod lets the period that was asked for outdo that of the form.
func (b *Blank) setPeriod() {
	opt, c := &b.plan.opt, b.counts
	b.Date, c.from, c.to = c.own[0], c.own[1], c.own[2]
	if !opt.From.IsZero() {
		c.from, c.to = opt.From, opt.To
	} else if !opt.To.IsZero() {
		c.to = opt.To
	}
	if b.Date.IsZero() && !c.to.IsZero() && c.to.Last().Compare(opt.Today.First()) < 0 {
		b.Date = c.to.Last() // a form of a past period is of its last day
	}
	asof := b.asof(&Column{})
	ends := !c.to.IsZero() && !c.from.IsZero() && opt.To.IsZero()
	if ends && c.to.Last().Compare(asof.Last()) > 0 && c.from.First().Compare(asof.Last()) <= 0 {
		c.to = asof // what is planned for the rest of a year that goes on is in no number
	}
}

// keepFormulas notes that a heading has nothing but formulas of the form's own.
func (b *Blank) keepFormulas(fs *sheet.FormSheet, h *countHead, n int, place func(int) (row, col int)) {
	if h.column < 0 || n == 0 {
		return
	}
	for k := range n {
		row, col := place(k)
		if _, formula := fs.Has(row, col); !formula {
			return
		}
	}
	c := &b.Columns[h.column]
	c.Kept, c.Why = true, "表里自带公式,原样保留"
}

// findOrgs reads the communities of which a form may ask more than numbers.
func (p *Plan) findOrgs(ctx context.Context) error {
	p.orgs = map[string]catalog.Record{}
	return p.records.Each(ctx, ledger.Org, func(r catalog.Record) error {
		p.orgs[r.ID] = r
		return ctx.Err()
	})
}

// fillEachSheet fills the sheets of a workbook that ask for numbers, each for the only job there is.
func (p *Plan) fillEachSheet(ctx context.Context, form *sheet.Form, jobs []Job) ([]Result, error) {
	if len(jobs) > 1 {
		return nil, catalog.Refuse(CodeTooMany, "表里有 %d 张工作表要填数,不能再按社区各复制一张;请选每个社区一个文件", len(p.Blanks))
	}
	var out []Result
	for _, b := range p.Blanks {
		fs, err := form.Sheet(b.Place)
		if err != nil {
			return nil, err
		}
		r, err := b.fillCounts(ctx, fs, jobs[0])
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// CountJobs returns what goes into a form of numbers: one copy, or one for each community. org is the id of the only
// community that is counted; "" is all of them, or the one that the form names.
func (p *Plan) CountJobs(ctx context.Context, org string, each bool) ([]Job, error) {
	jobs := []Job{}
	if !each && org == "" {
		return append(jobs, Job{}), nil
	}
	err := p.records.Each(ctx, ledger.Org, func(r catalog.Record) error {
		if org != "" && org != r.ID {
			return nil
		}
		job := Job{Org: r}
		if each {
			job.Sheet = r.Label()
		}
		jobs = append(jobs, job)
		return ctx.Err()
	})
	return jobs, err
}

// SetPeriod limits the logs that a form of numbers counts; zero days leave it as the form says.
func (p *Plan) SetPeriod(from, to value.Date) {
	p.opt.From, p.opt.To = from, to
	for _, b := range p.Blanks {
		if b.counts != nil {
			b.setPeriod()
		}
	}
}

// Period returns the days of the logs that a form of numbers counts; zero where the form names none.
func (p *Plan) Period() (from, to value.Date) {
	if !p.Counts() {
		return from, to
	}
	return p.Blanks[0].counts.from, p.Blanks[0].counts.to
}

// setCounts overrules what a column or a row of a form of numbers asks for. field says it as a heading would: 女党员, or in
// keys joined by "+".
func (p *Plan) setCounts(ctx context.Context, column, field string) error {
	keys, err := p.countKeys(ctx, field)
	if err != nil {
		return err
	}
	found := false
	for _, b := range p.Blanks {
		for i := range b.Columns {
			if b.Columns[i].is(column, false) {
				found = true
				b.takeCount(i, keys, "已指定")
			}
		}
	}
	if !found {
		return catalog.Refuse(CodeColumn, "「%s」里没有「%s」这一列或这一行;列可以写字母(如 B),行写行号(如 7),也可以写表头", p.Name, column)
	}
	return nil
}

// countKeys reads what a clerk writes for a heading.
func (p *Plan) countKeys(ctx context.Context, words string) ([]string, error) {
	words = strings.TrimSpace(words)
	if words == "" {
		return nil, nil
	}
	if keys := strings.Split(words, "+"); len(keys) > 0 {
		if _, ok := meaningOf(keys); ok {
			return keys, nil
		}
	}
	orgs, err := p.orgList(ctx)
	if err != nil {
		return nil, err
	}
	m := lexiconFor(p.opt.Kinds, orgs.named).read(strings.Split(words, "+"), nil).meant()
	if f := fieldNamed(ledger.Org, words); f != nil && !m.subject() {
		return []string{orgFieldPrefix + f.Key}, nil
	}
	if m.follows() && m.org == "" {
		return m.keys(), nil
	}
	return nil, catalog.Refuse(CodeField, "没有「%s」这样的数;可以写:%s,再加上 女、35岁及以下、大专及以上 等", words, strings.Join(MeasureTitles(), "、"))
}

// MeasureTitles are the words for all that can be counted.
func MeasureTitles() []string {
	var out []string
	for _, m := range tally.Measures() {
		out = append(out, m.Title)
	}
	return out
}

// takeCount gives a heading another meaning.
func (b *Blank) takeCount(i int, keys []string, why string) {
	c := &b.Columns[i]
	c.byClerk, c.decided, c.Kept = true, why, false
	m, _ := meaningOf(keys)
	if len(keys) == 0 {
		m.problem = why + "不填"
	}
	for k := range b.counts.grids {
		g := &b.counts.grids[k]
		for _, list := range [][]countHead{g.cols, g.rows} {
			for n := range list {
				if list[n].column == i {
					list[n].meaning = m
				}
			}
		}
	}
	b.counts.lendAll()
	b.explain()
	c.Fields = slices.Clone(keys)
}

// countWords says what a heading of a form of numbers was said to ask for.
func countWords(keys []string) string {
	if len(keys) == 0 {
		return "留空"
	}
	m, ok := meaningOf(keys)
	if !ok {
		return fmt.Sprint("填 ", strings.Join(keys, "+"))
	}
	h := countHead{meaning: m}
	words, _ := h.words(&counts{}, true)
	return words
}

// Words says what a heading of a form of numbers asks for, in few words.
func (b *Blank) Words(c *Column) string {
	switch {
	case c.Kept:
		return "原有公式"
	case len(c.Fields) == 0:
		return "留空"
	}
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		for _, list := range [][]countHead{g.cols, g.rows} {
			for n := range list {
				if h := &list[n]; h.column == c.place {
					return h.brief()
				}
			}
		}
	}
	return ""
}

// brief is what a heading asks for in few words: 党员 女.
func (h *countHead) brief() string {
	if h.orgKey != "" {
		return ledger.Org.Field(h.orgKey).Title
	}
	if h.share != nil {
		return h.shareBrief()
	}
	key, topic := h.measure, h.topic
	if key == "" && topic == "" {
		if topic = topicOf(h.impliedMeasure()); topic == "" {
			key = h.lent
		}
	}
	var words []string
	var kind *catalog.Kind
	if m, problem := inUnit(key, topic, h.unit); problem == "" || m.Kind != nil {
		kind = m.Kind
		words = append(words, m.Title)
	}
	words = append(words, h.filterWords(kind, tally.Filter.Brief)...)
	if len(words) == 0 {
		return "合计"
	}
	return strings.Join(words, " ")
}
