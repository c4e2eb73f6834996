package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"taizhang/data/catalog"
)

// past is what has to be taken back of a kind's records to see them as they were after operation op.
type past struct {
	op     int64
	states map[string]state // of records whose state changed later
	images map[string]image // of records whose fields changed later
}

// past reads the changes of a kind after the moment at. The nearer the moment, the fewer they are.
func (s *Store) past(ctx context.Context, db querier, t *table, at time.Time) (*past, error) {
	op, err := number(ctx, db, sqlOpAsOf, s.township(), at.UnixMilli())
	if err != nil {
		return nil, err
	}
	p := &past{op: op, states: map[string]state{}, images: map[string]image{}}
	err = each(ctx, db, sqlChangesSince, []any{s.township(), op, t.kind.Key}, func(rows *sql.Rows) error {
		c, err := scanChange(rows)
		if err != nil {
			return err
		}
		// The newest change comes first, so the oldest one has the last word.
		p.states[c.record] = c.stateBefore
		m := p.images[c.record]
		for key, v := range c.before {
			m = m.with(key, v)
		}
		p.images[c.record] = m
		return nil
	})
	return p, err
}

// changed reports whether the record is not now what it was then.
func (p *past) changed(id string) bool {
	_, ok := p.states[id]
	return ok
}

// of returns the record as it was then, and whether it was live. A nil past is now.
func (p *past) of(r row) (row, bool) {
	if p == nil {
		return r, r.state == live
	}
	if r.created > p.op {
		return r, false
	}
	if st, ok := p.states[r.ID]; ok {
		r.state = st
	}
	for key, v := range p.images[r.ID] {
		r.Record = r.With(key, v)
	}
	return r, r.state == live
}

// idsAsOf returns the ids of a query's records as they were then: those that have not changed since are found by
// SQL, the others looked at one by one.
func (s *Store) idsAsOf(ctx context.Context, db querier, t *table, q Query) ([]string, error) {
	p, err := s.past(ctx, db, t, q.AsOf)
	if err != nil {
		return nil, err
	}
	w, err := s.where(ctx, db, t, q)
	if err != nil {
		return nil, err
	}
	w.and("%s <= %s", quote(colCreated), w.place(p.op))
	order, err := s.sorters(ctx, db, t, q.Sort)
	if err != nil {
		return nil, err
	}
	var list []sortable
	keep := func(r catalog.Record) {
		item := sortable{r.ID, make([]cell, len(order))}
		for i := range order {
			item.cells[i] = order[i].cell(r.Get(order[i].field.Key))
		}
		list = append(list, item)
	}
	scan := t.scanner()
	err = each(ctx, db, t.rowSQL+andLive+w.sql.String(), w.args, func(rows *sql.Rows) error {
		r, err := scan.scan(rows)
		if err == nil && !p.changed(r.ID) {
			keep(r.Record)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(p.states))
	for id := range p.states {
		ids = append(ids, id)
	}
	lists := needles(q.Find)
	err = rowsByID(ctx, db, t, s.township(), ids, func(r row) {
		then, there := p.of(r)
		if there && holdsAll(q.Where, then.Record) && found(searchText(t, then.Record), lists) {
			keep(then.Record)
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b sortable) int { return strings.Compare(a.id, b.id) })
	return window(inOrder(list, order), q), nil
}
