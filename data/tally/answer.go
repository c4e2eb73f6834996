package tally

import (
	"context"
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Question asks for one number, as a cell of a superior's form does.
type Question struct {
	Measure Measure
	Filters []Filter // all of them must let a record through
	// Orgs are the communities whose records count; nil for all. An id that is empty stands for records of none.
	Orgs     []string
	From, To value.Date // for logs, as in Params
}

// Answer is the number that was asked for.
type Answer struct {
	Cell
	// Unknown are the records that may belong here, but don't say what a filter asks, or have no number to sum.
	Unknown []string
	Lacks   []string // keys of the fields that those records lack
	Note    string   // what a reader has to know, in Chinese
}

// asking is a question on its way through the records.
type asking struct {
	*Question
	def     definition
	params  Params
	orgs    map[string]bool
	filters []int // places among the filters of the kind
	answer  *Answer
	money   bool
}

// counting are the questions about one kind, with the filters that they have between them: each is looked at once for each
// record.
type counting struct {
	asking  []asking
	filters []Filter
}

// Ask answers questions, in one pass over the records of each kind. asof is the day of ages.
func Ask(ctx context.Context, records Records, asof value.Date, questions []Question) ([]Answer, error) {
	out := make([]Answer, len(questions))
	byKind := map[*catalog.Kind]*counting{}
	var kinds []*catalog.Kind
	for i := range questions {
		q := &questions[i]
		a, err := ask(q, asof, &out[i])
		if err != nil {
			return nil, err
		}
		if q.Measure.IsChange() {
			continue
		}
		k := q.Measure.Kind
		if byKind[k] == nil {
			byKind[k] = &counting{}
			kinds = append(kinds, k)
		}
		byKind[k].add(a)
	}
	for _, k := range kinds {
		if err := byKind[k].run(ctx, records, k, asof); err != nil {
			return nil, fmt.Errorf("count records of kind %s: %w", k.Key, err)
		}
	}
	return out, askChange(ctx, records, asof, questions, out)
}

// ask prepares a question.
func ask(q *Question, asof value.Date, answer *Answer) (asking, error) {
	def, err := find(q.Measure.Tally)
	if err != nil {
		return asking{}, err
	}
	if def.special != nil {
		def.only = nil
	}
	a := asking{Question: q, def: def, params: Params{AsOf: asof, From: q.From, To: q.To, Bands: usualBands()}, answer: answer}
	if err := a.params.check(); err != nil {
		return asking{}, err
	}
	if q.Orgs != nil {
		a.orgs = map[string]bool{}
		for _, id := range q.Orgs {
			a.orgs[id] = true
		}
	}
	if f := q.Measure.Kind.Field(q.Measure.sum); f != nil {
		_, a.money = f.Type.(catalog.Money)
	}
	answer.Key, answer.Records, answer.money = q.Measure.Title, []string{}, a.money
	return a, nil
}

// add takes a question in.
func (c *counting) add(a asking) {
	for _, f := range a.Filters {
		at := slices.IndexFunc(c.filters, func(g Filter) bool { return g.key == f.key })
		if at < 0 {
			at = len(c.filters)
			c.filters = append(c.filters, f)
		}
		a.filters = append(a.filters, at)
	}
	c.asking = append(c.asking, a)
}

// The states of a filter for a record.
const (
	notLooked = iota
	isIn
	isOut
	isUnknown
)

// run counts the records of a kind for all questions.
func (c *counting) run(ctx context.Context, records Records, k *catalog.Kind, asof value.Date) error {
	states := make([]uint8, len(c.filters))
	return records.Each(ctx, k, func(r catalog.Record) error {
		clear(states)
		org := r.ID // a community belongs to itself
		if k != ledger.Org {
			org = r.Get(orgField).Canonical()
		}
		for i := range c.asking {
			if a := &c.asking[i]; a.orgs == nil || a.orgs[org] {
				a.count(r, c.filters, states, asof)
			}
		}
		return ctx.Err()
	})
}

// count counts a record of the communities that are asked about, if it belongs to the question.
func (a *asking) count(r catalog.Record, filters []Filter, states []uint8, asof value.Date) {
	if !a.def.counts(r, a.params) || a.Measure.only != nil && !a.Measure.only(r) {
		return
	}
	unknown := false
	lacks := func(field string) {
		if unknown = true; !slices.Contains(a.answer.Lacks, field) {
			a.answer.Lacks = append(a.answer.Lacks, field)
		}
	}
	for _, i := range a.filters {
		if states[i] == notLooked {
			states[i] = state(filters[i].has(r, asof))
		}
		switch states[i] {
		case isOut:
			return
		case isUnknown:
			lacks(filters[i].field)
		}
	}
	n := int64(1)
	if a.Measure.sum != "" {
		var ok bool
		if n, ok = r.On(r.Kind.Field(a.Measure.sum), asof).Int(); !ok && a.money {
			return // who was given no money lacks nothing
		} else if !ok {
			lacks(a.Measure.sum)
		}
	}
	if unknown {
		a.answer.Unknown = append(a.answer.Unknown, r.ID)
		return
	}
	a.answer.Count += n
	a.answer.Records = append(a.answer.Records, r.ID)
}

func state(in, known bool) uint8 {
	switch {
	case !known:
		return isUnknown
	case in:
		return isIn
	}
	return isOut
}

// askChange answers what is asked of table 1: the people of each period are gathered once.
func askChange(ctx context.Context, records Records, asof value.Date, questions []Question, out []Answer) error {
	gathered := map[[2]value.Date]movement{}
	for i := range questions {
		q := &questions[i]
		if !q.Measure.IsChange() {
			continue
		}
		a, err := ask(q, asof, &out[i])
		if err != nil {
			return err
		}
		period := [2]value.Date{q.From, q.To}
		m, ok := gathered[period]
		if !ok {
			if m, err = movements(ctx, records, a.params); err != nil {
				return fmt.Errorf("count who joined and left: %w", err)
			}
			gathered[period] = m
		}
		a.takeLine(m, asof)
	}
	return nil
}

// takeLine answers a question of table 1 with the people of its line.
func (a *asking) takeLine(m movement, asof value.Date) {
	lacking := map[string][]string{} // record → fields that it doesn't have
	those := func(want uint8) func(catalog.Record) bool {
		return func(r catalog.Record) bool {
			if a.orgs != nil && !a.orgs[r.Get(orgField).Canonical()] {
				return false
			}
			found, lacks := uint8(isIn), []string(nil)
			for _, f := range a.Filters {
				switch state(f.has(r, asof)) {
				case isOut:
					return false
				case isUnknown:
					found, lacks = isUnknown, append(lacks, f.field)
				}
			}
			lacking[r.ID] = lacks
			return found == want
		}
	}
	lines, note := m.lines(those(isIn))
	of := lines.cell(a.Measure.line)
	a.answer.Count, a.answer.Records, a.answer.Note = of.Count, append([]string{}, of.Records...), note
	if len(a.Filters) == 0 {
		return
	}
	lines, _ = m.lines(those(isUnknown))
	a.answer.Unknown = lines.cell(a.Measure.line).Records
	for _, id := range a.answer.Unknown {
		for _, field := range lacking[id] {
			if !slices.Contains(a.answer.Lacks, field) {
				a.answer.Lacks = append(a.answer.Lacks, field)
			}
		}
	}
}
