package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Page is a part of the records that a query finds.
type Page struct {
	Records []catalog.Record
	Total   int // of all that the query finds
}

// Find returns the records of a query from Offset on, at most Limit, and how many there are in all.
func (s *Store) Find(ctx context.Context, q Query) (Page, error) {
	var page Page
	err := s.snapshot(ctx, func(db querier) error {
		ids, err := s.ids(ctx, db, Query{Kind: q.Kind, Find: q.Find, Where: q.Where, Sort: q.Sort, AsOf: q.AsOf})
		if err != nil {
			return err
		}
		page.Total = len(ids)
		page.Records, err = s.records(ctx, db, q, window(ids, q))
		return err
	})
	return page, err
}

// window returns the part of list that Offset and Limit name.
func window[T any](list []T, q Query) []T {
	list = list[min(max(q.Offset, 0), len(list)):]
	if q.Limit > 0 {
		list = list[:min(q.Limit, len(list))]
	}
	return list
}

// IDs returns the ids of all records of a query in order, Offset and Limit applied.
func (s *Store) IDs(ctx context.Context, q Query) ([]string, error) {
	var ids []string
	err := s.snapshot(ctx, func(db querier) (err error) {
		ids, err = s.ids(ctx, db, q)
		return err
	})
	return ids, err
}

// Count returns how many records a query finds; Offset and Limit do not count.
func (s *Store) Count(ctx context.Context, q Query) (int, error) {
	t, err := s.tableOf(q.Kind)
	if err != nil {
		return 0, err
	}
	q.Sort, q.Limit, q.Offset = nil, 0, 0
	n := 0
	err = s.snapshot(ctx, func(db querier) error {
		if !q.AsOf.IsZero() {
			ids, err := s.ids(ctx, db, q)
			n = len(ids)
			return err
		}
		w, err := s.where(ctx, db, t, q)
		if err != nil {
			return err
		}
		total, err := number(ctx, db, "SELECT count(*)"+t.liveSQL+w.sql.String(), w.args...)
		n = int(total)
		return err
	})
	return n, err
}

// Each calls f for each record of a query in order, all from one state of the database. It is for what reads
// everything: exports, tallies. An error of f ends it.
func (s *Store) Each(ctx context.Context, q Query, f func(catalog.Record) error) error {
	t, err := s.tableOf(q.Kind)
	if err != nil {
		return err
	}
	return s.snapshot(ctx, func(db querier) error {
		if len(q.Sort) == 0 && q.Limit == 0 && q.Offset == 0 && q.AsOf.IsZero() {
			w, err := s.where(ctx, db, t, q)
			if err != nil {
				return err
			}
			scan := t.scanner()
			return each(ctx, db, t.rowSQL+andLive+w.sql.String()+s.byID(), w.args, func(rows *sql.Rows) error {
				r, err := scan.scan(rows)
				if err != nil {
					return err
				}
				return f(r.Record)
			})
		}
		ids, err := s.ids(ctx, db, q)
		if err != nil {
			return err
		}
		for part := range slices.Chunk(ids, longestList) {
			records, err := s.records(ctx, db, q, part)
			if err != nil {
				return err
			}
			for _, r := range records {
				if err := f(r); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Get returns a live record. There is none with that id: a catalog.Refusal of code no_record.
func (s *Store) Get(ctx context.Context, kind *catalog.Kind, id string) (catalog.Record, error) {
	list, err := s.Records(ctx, kind, []string{id})
	if err != nil {
		return catalog.Record{}, err
	}
	if list[0].IsZero() {
		return catalog.Record{}, catalog.Refuse("no_record", "没有找到这条%s记录,可能已被删除", kind.Title)
	}
	return list[0], nil
}

// Records returns the records with the given ids in that order. In the place of an id that no live record has
// stands a zero Record.
func (s *Store) Records(ctx context.Context, kind *catalog.Kind, ids []string) ([]catalog.Record, error) {
	var out []catalog.Record
	err := s.snapshot(ctx, func(db querier) (err error) {
		out, err = s.records(ctx, db, Query{Kind: kind}, ids)
		return err
	})
	return out, err
}

func (s *Store) records(ctx context.Context, db querier, q Query, ids []string) ([]catalog.Record, error) {
	t, err := s.tableOf(q.Kind)
	if err != nil {
		return nil, err
	}
	var then *past
	if !q.AsOf.IsZero() {
		if then, err = s.past(ctx, db, t, q.AsOf); err != nil {
			return nil, err
		}
	}
	at := make(map[string]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	out := make([]catalog.Record, len(ids))
	err = rowsByID(ctx, db, t, s.township(), ids, func(r row) {
		r, there := then.of(r)
		if i, ok := at[r.ID]; ok && there {
			out[i] = r.Record
		}
	})
	if len(at) < len(ids) {
		for i, id := range ids {
			out[i] = out[at[id]]
		}
	}
	return out, err
}

func (s *Store) tableOf(k *catalog.Kind) (*table, error) {
	if k == nil {
		return nil, fmt.Errorf("query without a kind")
	}
	t := s.tables[k.Key]
	if t == nil {
		return nil, fmt.Errorf("kind %s does not belong to this database", k.Key)
	}
	return t, nil
}

// ids returns the ids of a query's records in order.
func (s *Store) ids(ctx context.Context, db querier, q Query) ([]string, error) {
	t, err := s.tableOf(q.Kind)
	if err != nil {
		return nil, err
	}
	if !q.AsOf.IsZero() {
		return s.idsAsOf(ctx, db, t, q)
	}
	w, err := s.where(ctx, db, t, q)
	if err != nil {
		return nil, err
	}
	if len(q.Sort) > 0 {
		return s.sortedIDs(ctx, db, t, q, w)
	}
	query := "SELECT id" + t.liveSQL + w.sql.String() + s.byID()
	ids, err := column[string](ctx, db, query, w.args...)
	return window(ids, q), err
}

// byID orders by id, which is the order of creation, alike on both engines.
func (s *Store) byID() string { return " ORDER BY " + s.eng.binary("id") }

// Labels returns the words by which people know the live records of a kind, by id: for showing and resolving
// references.
func (s *Store) Labels(ctx context.Context, kind string) (map[string]string, error) {
	var out map[string]string
	err := s.snapshot(ctx, func(db querier) (err error) {
		out, err = s.labels(ctx, db, kind, true)
		return err
	})
	return out, err
}

// labels returns the labels of a kind's records, of those in the bin too unless liveOnly.
func (s *Store) labels(ctx context.Context, db querier, kind string, liveOnly bool) (map[string]string, error) {
	t := s.tables[kind]
	if t == nil {
		return nil, fmt.Errorf("kind %s does not belong to this database", kind)
	}
	query := t.rowSQL
	if liveOnly {
		query += andLive
	}
	out := map[string]string{}
	scan := t.scanner()
	err := each(ctx, db, query, []any{s.township()}, func(rows *sql.Rows) error {
		r, err := scan.scan(rows)
		out[r.ID] = r.Label()
		return err
	})
	return out, err
}

// ValueCount is one value of a field and how many records have it.
type ValueCount struct {
	Value value.Value
	Count int
}

// elements returns the values under which Distinct counts a record: of a list each element.
func elements(f *catalog.Field, v value.Value) []value.Value {
	list, ok := f.Type.(catalog.ListReferrer)
	if !ok || v.IsEmpty() || v.IsUnread() {
		return []value.Value{v}
	}
	var out []value.Value
	for _, l := range list.Links(v) {
		out = append(out, l.Value())
	}
	return out
}

// Distinct returns the values that a field has in the records of q, unread and empty ones too, in the order of the
// field's type; a reference's values are ordered by their labels. A record counts once for each element of a list. Of q only Kind, Find and Where count.
func (s *Store) Distinct(ctx context.Context, q Query, field string) ([]ValueCount, error) {
	t, err := s.tableOf(q.Kind)
	if err != nil {
		return nil, err
	}
	f, err := t.conditionField(Condition{Field: field, Op: Empty})
	if err != nil {
		return nil, err
	}
	counts := map[value.Value]int{}
	var order []sorter
	err = s.snapshot(ctx, func(db querier) error {
		w, err := s.where(ctx, db, t, q)
		if err != nil {
			return err
		}
		if order, err = s.sorters(ctx, db, t, []Order{{Field: field}}); err != nil {
			return err
		}
		query := "SELECT " + quote(f.Key) + ", " + quote(colUnread) + ", count(*)" + t.liveSQL + w.sql.String() + " GROUP BY 1, 2"
		return each(ctx, db, query, w.args, func(rows *sql.Rows) error {
			var col any
			var odd sql.NullString
			var n int
			if err := rows.Scan(&col, &odd, &n); err != nil {
				return err
			}
			v := fromColumn(col)
			kept, err := decodeImage(odd.String)
			if err != nil {
				return err
			}
			if k, ok := kept[f.Key]; ok {
				v = k
			}
			for _, v := range elements(f, v) {
				counts[v] += n
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	out := make([]ValueCount, 0, len(counts))
	for v, n := range counts {
		out = append(out, ValueCount{v, n})
	}
	slices.SortFunc(out, func(a, b ValueCount) int {
		if c := order[0].compareValues(a.Value, b.Value); c != 0 {
			return c
		}
		return strings.Compare(a.Value.Encode(), b.Value.Encode())
	})
	return out, nil
}
