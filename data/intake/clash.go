package intake

import (
	"context"
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// clashes finds the rows that contradict stored records or each other; see catalog.Clash.
func (p *planner) clashes(ctx context.Context) error {
	rows := map[*catalog.Kind][]*Row{}
	for _, tp := range p.plan.Tables {
		k := tp.Table.Kind
		if k == nil || k.Clash == nil {
			continue
		}
		for i := range tp.Rows {
			if row := &tp.Rows[i]; row.other == nil && row.After().Get(k.Clash.Field).Canonical() != "" {
				rows[k] = append(rows[k], row)
			}
		}
	}
	for k, list := range rows {
		if err := p.clashesOf(ctx, k, list); err != nil {
			return err
		}
	}
	return nil
}

// clashesOf compares the rows of one kind with those before them and with the stored records, each of which a row that is
// it takes the place of.
func (p *planner) clashesOf(ctx context.Context, k *catalog.Kind, rows []*Row) error {
	others := map[value.Value][]catalog.Record{}
	for _, row := range rows {
		others[row.After().Get(k.Clash.Field)] = []catalog.Record{}
	}
	err := p.reading.records.Each(ctx, k, func(r catalog.Record) error {
		if v := r.Get(k.Clash.Field); others[v] != nil {
			others[v] = append(others[v], r)
		}
		return ctx.Err()
	})
	if err != nil {
		return fmt.Errorf("read the records that rows may clash with: %w", err)
	}
	for _, row := range rows {
		after, before := row.After(), row.Before()
		was, v := others[before.Get(k.Clash.Field)], after.Get(k.Clash.Field)
		known := map[string]bool{}
		for _, problem := range catalog.Clashes(before, was) {
			known[problem.Text] = true
		}
		for _, problem := range catalog.Clashes(after, others[v]) {
			if !known[problem.Text] {
				row.clash = append(row.clash, problem)
			}
		}
		if row.before != nil {
			others[before.Get(k.Clash.Field)] = slices.DeleteFunc(was, func(r catalog.Record) bool { return r.ID == before.ID })
		}
		others[v] = append(others[v], after)
	}
	return nil
}

// clashMarks are the marks of what a row clashes with, but for what a clerk has let stand.
func (p *planner) clashMarks(row *Row) []mark {
	var out []mark
	for _, problem := range row.clash {
		field := row.Table.Kind.Index(problem.Field)
		if a, ok := p.reading.settled.cell(row, field, problem.Code); !ok || !a.keep {
			out = append(out, mark{int16(field), row.Table.sheetCol(field), true, &problem})
		}
	}
	return out
}
