package intake

import (
	"context"
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// Settled is a decision about a problem, which can be taken back.
type Settled struct {
	Place   string // sheet and cell
	Problem string // in Chinese
	How     string // what was decided, in Chinese

	back []func() // undo what it has set
}

// Settled returns the decisions about problems that stand, the oldest first.
func (r *Reading) Settled() []Settled { return r.decided }

// TakeBack takes back the n-th decision of Settled. It counts in the next Plan.
func (r *Reading) TakeBack(n int) {
	if n < 0 || n >= len(r.decided) {
		return
	}
	for _, undo := range slices.Backward(r.decided[n].back) {
		undo()
	}
	r.decided = slices.Delete(slices.Clone(r.decided), n, n+1)
}

// TakeBackAll takes back all decisions about problems, the newest first.
func (r *Reading) TakeBackAll() {
	for len(r.decided) > 0 {
		r.TakeBack(len(r.decided) - 1)
	}
}

// put sets what a decision says, and notes how to undo it.
func put[K comparable, V any](r *Reading, m map[K]V, key K, v V) {
	old, had := m[key]
	m[key] = v
	r.undoing = append(r.undoing, func() {
		if delete(m, key); had {
			m[key] = old
		}
	})
}

// decide notes the decision that was made about a problem.
func (r *Reading) decide(pr Problem, a Answer, settle func() error) error {
	r.undoing = nil
	if err := settle(); err != nil {
		for _, undo := range slices.Backward(r.undoing) {
			undo()
		}
		return err
	}
	if len(r.undoing) == 0 {
		return nil // nothing was decided
	}
	r.decided = append(r.decided, Settled{Place: pr.place(), Problem: pr.Text, How: pr.how(a), back: r.undoing})
	return nil
}

// place names the cell of a problem: 北门社区 F7.
func (p *Problem) place() string {
	return p.Table.Sheet.Name + " " + sheet.CellName(max(p.Row, 0), max(p.Col, p.firstCol()))
}

// how says what an answer decides.
func (p *Problem) how(a Answer) string {
	switch {
	case a.Action == Choose && a.Option < len(p.Options):
		return p.Options[a.Option].Text
	case a.Action == Type:
		return "填写「" + a.Text + "」"
	case a.Action == Clear:
		return "留空"
	}
	return "原样保留"
}

// codeMissing is the question about a record that was handed out and is not in the workbook that has come back.
const codeMissing = "missing_row"

// findMissing finds the records that were handed out with a table and are not in it any more: those of the communities
// that the workbooks of its kind and moment speak of.
func (p *planner) findMissing(ctx context.Context) error {
	asked := map[string]bool{}
	for _, tp := range p.plan.Tables {
		at, ok := tp.Table.HandedOut()
		if !ok || len(tp.Rows) == 0 {
			continue
		}
		key := tp.Table.Kind.Key + at.Format(identityTime)
		base := p.reading.bases[key]
		if asked[key] || len(base) == 0 {
			continue
		}
		asked[key] = true
		if err := p.missingOf(ctx, tp, key, base); err != nil {
			return err
		}
	}
	return nil
}

// missingOf notes the missing records of all tables that were handed out together, each at the last table that speaks
// of its community.
func (p *planner) missingOf(ctx context.Context, first *TablePlan, key string, base map[string]catalog.Record) error {
	there, spoken := map[string]bool{}, map[string]*TablePlan{}
	for _, tp := range p.plan.Tables {
		at, ok := tp.Table.HandedOut()
		if !ok || tp.Table.Kind != first.Table.Kind || tp.Table.Kind.Key+at.Format(identityTime) != key {
			continue
		}
		for i := range tp.Rows {
			row := &tp.Rows[i]
			for _, rec := range []*catalog.Record{row.before, row.maybe} {
				if rec != nil {
					there[rec.ID] = true
				}
			}
			if row.back != nil {
				there[row.back.id] = there[row.back.id] || row.before == nil
				if row.back.base != nil {
					spoken[row.back.base.Get(orgKey).Canonical()] = tp
				}
			}
		}
	}
	gone := map[string]*TablePlan{}
	for id, was := range base {
		if tp := spoken[was.Get(orgKey).Canonical()]; tp != nil && !there[id] {
			gone[id] = tp
		}
	}
	if len(gone) == 0 {
		return nil
	}
	err := p.reading.records.Each(ctx, first.Table.Kind, func(rec catalog.Record) error {
		if tp := gone[rec.ID]; tp != nil {
			a := p.reading.settled.missing[rec.ID]
			tp.Missing = append(tp.Missing, Missing{Record: rec, Settled: a.given, Delete: a.remove})
		}
		return ctx.Err()
	})
	if err != nil {
		return fmt.Errorf("looking for the records of %s that have not come back: %w", first.Table.Kind.Key, err)
	}
	return nil
}

// Missing is a record that was handed out with a table that has come back without it. It stays unless a clerk says
// otherwise.
type Missing struct {
	Record          catalog.Record
	Settled, Delete bool
}

// missingAnswer is a clerk's decision about a missing record.
type missingAnswer struct{ given, remove bool }

// missingProblems asks about the missing records of a table, at its last row.
func (p *Plan) missingProblems(tp *TablePlan) []Problem {
	var out []Problem
	t := tp.Table
	for i := range tp.Missing {
		m := &tp.Missing[i]
		if m.Settled {
			continue
		}
		where := ""
		if org := p.reading.wordsAt(m.Record, orgKey); org != "" && t.Kind.Index(orgKey) >= 0 {
			where = "(" + org + ")"
		}
		out = append(out, Problem{Table: t, Row: t.Range().Row2, Col: -1, Code: codeMissing, Severity: catalog.Doubt, Raw: m.Record.Label(), Rows: 1, name: m.Record.ID,
			Text:    fmt.Sprintf("分发的表里有「%s」%s,交回的表里没有了:保留,还是从台账中删除?", m.Record.Label(), where),
			Options: []Option{{Text: "保留在台账里"}, {Text: "从台账中删除(可撤销)"}}})
	}
	return out
}

// removals returns the missing records that a clerk has decided to delete.
func (p *Plan) removals() []catalog.Record {
	var out []catalog.Record
	for _, tp := range p.Tables {
		for _, m := range tp.Missing {
			if m.Delete {
				out = append(out, m.Record)
			}
		}
	}
	return out
}

// Removed returns how many stored records the operation would delete.
func (p *Plan) Removed() int { return len(p.removals()) }
