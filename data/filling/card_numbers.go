package filling

import (
	"context"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/tally"
)

// A form for one community (社区基本情况表) has labels that ask for numbers beside those that ask for what the ledger of
// communities says: 党员总数, 35岁以下党员.

// tieNumber ties a label of a form for one community to a number; ok is false if it asks for none.
func (b *Blank) tieNumber(c *Column) (ok bool) {
	if !b.Card || b.plan.Kind != ledger.Org || c.slot != nil {
		return false
	}
	if b.plan.lexicon == nil {
		b.plan.lexicon = lexiconFor(b.plan.opt.Kinds, nil)
	}
	h := countHead{meaning: b.plan.lexicon.read(c.Heading, nil).meant(), levels: c.Heading}
	if !h.follows() || h.share != nil || !h.subject() && h.impliedMeasure() == "" {
		return false
	}
	words, kind := h.words(&counts{blank: b}, false)
	if kind == nil || !h.fits(tally.Measure{Kind: kind}) {
		return false
	}
	c.number, c.Why = &h.meaning, words
	return true
}

// fillCardNumbers writes the numbers that a form for one community asks for.
func (b *Blank) fillCardNumbers(ctx context.Context, fs *sheet.FormSheet, records []catalog.Record, out *Result) error {
	c := &counts{blank: b}
	var cells []wanted
	var questions []tally.Question
	for i := range b.Columns {
		col := &b.Columns[i]
		if col.number == nil || col.block >= len(records) {
			continue
		}
		q, scale, problem := c.ask(&meaning{}, col.number)
		if problem != "" {
			continue
		}
		q.Orgs = []string{records[col.block].ID}
		w := wanted{row: col.Row, col: col.Col, q: q, scale: scale, what: q.Measure.Title + " · " + records[col.block].Label()}
		cells, questions = append(cells, w), append(questions, q)
	}
	if len(cells) == 0 {
		return nil
	}
	answers, err := tally.Ask(ctx, b.plan.records, b.asof(&Column{}), questions)
	if err != nil {
		return err
	}
	var without gaps
	for i, w := range cells {
		text := inScale(&answers[i], w.scale)
		fs.Put(w.row, w.col, numberCell(text, fs.Look(w.row, w.col)))
		out.addNumber(w, text, &answers[i])
		without.add(&w.q, &answers[i])
	}
	for _, n := range append(without.notes(), b.periodNotes(cells)...) {
		if !slices.Contains(out.Notes, n) {
			out.Notes = append(out.Notes, n)
		}
	}
	return nil
}
