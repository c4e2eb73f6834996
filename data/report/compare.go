package report

import (
	"context"
	"errors"
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// comparison is the same report a year before.
type comparison struct {
	params Params
	set    *set
	// rosters reports whether the journal goes back to that day.
	rosters bool
	// began is the first day of each log: what lies before it was not kept, which is not the same as nothing.
	began map[*catalog.Kind]value.Date
}

// Before is what a figure was in the year before.
type Before struct {
	Known  bool // the ledgers go back so far
	Count  int64
	Text   string // "—" if unknown
	Change string // "+3", "-2", "0"; "" if unknown
}

// unknown is shown for what the ledgers don't reach.
const unknown = "—"

// compare counts the year before: rosters as they stood at its end, logs by their days.
func compare(ctx context.Context, source Records, logs *cache, p Params) (*comparison, error) {
	p.AsOf, p.From, p.To = p.AsOf.AddYears(-1), p.From.AddYears(-1), p.To.AddYears(-1)
	c := &comparison{params: p, began: map[*catalog.Kind]value.Date{}}
	then := newCache(logs)
	if past, ok := source.(tally.Past); ok {
		var err error
		if c.rosters, err = reaches(ctx, past, p.AsOf); err != nil {
			return nil, fmt.Errorf("read the rosters of %s: %w", p.AsOf, err)
		}
		if c.rosters {
			then = newCache(thenRecords{past: past, day: p.AsOf, logs: logs})
		}
	}
	for _, k := range ledger.All() {
		if !isRoster(k) && k.Field("date") != nil {
			if err := c.begin(ctx, logs, k); err != nil {
				return nil, err
			}
		}
	}
	var err error
	c.set, err = count(ctx, then, p)
	return c, err
}

// errFound ends a reading early.
var errFound = errors.New("found")

// reaches reports whether any roster had a record on a past day.
func reaches(ctx context.Context, past tally.Past, day value.Date) (bool, error) {
	for _, k := range rosters() {
		err := past.EachAsOf(ctx, k, day, func(catalog.Record) error { return errFound })
		switch {
		case errors.Is(err, errFound):
			return true, nil
		case err != nil:
			return false, err
		}
	}
	return false, nil
}

// begin finds the first day of a log.
func (c *comparison) begin(ctx context.Context, logs *cache, k *catalog.Kind) error {
	list, err := logs.list(ctx, k)
	if err != nil {
		return err
	}
	for _, r := range list {
		if d := r.Date("date"); !d.IsZero() && (c.began[k].IsZero() || d.Compare(c.began[k]) < 0) {
			c.began[k] = d
		}
	}
	return nil
}

// before returns what a figure was.
func (c *comparison) before(f *Figure) Before {
	if c == nil || !f.Number || f.Kind == nil {
		return Before{Text: unknown}
	}
	began := c.began[f.Kind]
	if f.roster && !c.rosters || !f.roster && (began.IsZero() || began.First().Compare(c.params.To) > 0) {
		return Before{Text: unknown}
	}
	b := Before{Known: true}
	if then := c.set.figure(f.Key); then != nil {
		b.Count = then.Count
	}
	b.Text = f.formatCount(b.Count)
	if b.Change = f.formatCount(f.Count - b.Count); f.Count > b.Count {
		b.Change = "+" + b.Change
	}
	return b
}

// Before returns what a figure was in the same period of the year before; unknown unless Params.Compare was set.
func (r *Report) Before(f *Figure) Before { return r.compared.before(f) }

// Compared reports whether the year before was counted, and its period in words.
func (r *Report) Compared() (period string, ok bool) {
	if r.compared == nil {
		return "", false
	}
	return periodWords(r.compared.params), true
}

// Comparison returns the table of all numbers beside those of the year before; it is put behind the text.
func (r *Report) Comparison() catalog.Table {
	period, _ := r.Compared()
	t := catalog.Table{
		Title: "附表　主要数据与上年同期比较", Sheet: "与上年同期比较",
		Left: "填报单位：" + r.Params.Office + r.OrgName, Right: "上年同期：" + period,
		Columns: []catalog.Column{
			{Heading: []string{"项目"}, Width: 66, Align: catalog.AlignLeft}, {Heading: []string{"单位"}, Width: 16},
			{Heading: []string{"本期"}, Width: 26, Align: catalog.AlignRight, Numeric: true}, {Heading: []string{"上年同期"}, Width: 26, Align: catalog.AlignRight, Numeric: true},
			{Heading: []string{"增减"}, Width: 22, Align: catalog.AlignRight, Numeric: true},
		},
		Notes: []string{"注：名册类数据按当日在册，登记类数据按期内发生；“—”表示台账没有记到那一期。"},
	}
	for _, part := range r.Parts {
		for _, p := range part.Paragraphs {
			t.Rows = append(t.Rows, r.rowsOf(p)...)
		}
	}
	return t
}

// rowsOf returns the rows of a paragraph's numbers, under its name.
func (r *Report) rowsOf(p Paragraph) []catalog.TableRow {
	rows := []catalog.TableRow{{Cells: []string{p.Name}, Group: true}}
	for _, f := range r.figures.all {
		if f.Paragraph == p.Key && f.Number {
			b := r.Before(f)
			rows = append(rows, catalog.TableRow{Cells: []string{f.Key, f.Unit, f.Text, b.Text, b.Change}})
		}
	}
	if len(rows) == 1 {
		return nil
	}
	return rows
}
