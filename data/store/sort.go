package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Sorting is done here, not in SQL: pinyin, codes and labels have one order, whatever the engine and its language.

// sorter orders records by one field.
type sorter struct {
	field *catalog.Field
	desc  bool
	keyOf func(value.Value) string // not nil: values are compared by this text
}

// sorters returns what sorts by the given fields.
func (s *Store) sorters(ctx context.Context, db querier, t *table, order []Order) ([]sorter, error) {
	out := make([]sorter, len(order))
	for i, o := range order {
		f, err := t.conditionField(Condition{Field: o.Field, Op: Empty})
		if err != nil {
			return nil, err
		}
		out[i] = sorter{field: f, desc: o.Desc}
		if kind := catalog.Refers(f.Type); kind != "" {
			if out[i].keyOf, err = s.labelKeys(ctx, db, f.Type, kind); err != nil {
				return nil, err
			}
			continue
		}
		if typ, ok := f.Type.(catalog.SortKeyer); ok {
			name := f.Type.Name()
			out[i].keyOf = func(v value.Value) string { return s.keys.get(name, typ, v) }
		}
	}
	return out, nil
}

// labelKeys returns what sorts references by the pinyin of the records' labels, lists by those of their elements.
func (s *Store) labelKeys(ctx context.Context, db querier, typ catalog.Type, kind string) (func(value.Value) string, error) {
	labels, err := s.labels(ctx, db, kind, false)
	if err != nil {
		return nil, err
	}
	for id, label := range labels {
		labels[id] = value.PinyinKey(label)
	}
	return func(v value.Value) string {
		var keys []string
		for _, link := range catalog.LinksOf(typ, v) {
			key := labels[link.ID]
			if link.ID == "" {
				key = value.PinyinKey(link.Words)
			}
			keys = append(keys, key)
		}
		return strings.Join(keys, "\x01")
	}, nil
}

// compareValues orders two values, empty ones last.
func (o *sorter) compareValues(a, b value.Value) int {
	return o.compare(o.cell(a), o.cell(b))
}

// cell is a value made ready for comparing.
type cell struct {
	v    value.Value
	key  string
	rank int8 // 0 filled, 1 unread, 2 empty: always in this order
}

func (o *sorter) cell(v value.Value) cell {
	switch {
	case v.IsEmpty():
		return cell{rank: 2}
	case v.IsUnread():
		return cell{v: v, rank: 1, key: v.Raw()}
	case o.keyOf != nil:
		return cell{v: v, key: o.keyOf(v)}
	}
	return cell{v: v}
}

func (o *sorter) compare(a, b cell) int {
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	c := 0
	switch {
	case a.rank == 2 || a.v == b.v:
	case a.rank == 1 || o.keyOf != nil:
		c = strings.Compare(a.key, b.key)
	default:
		c = o.field.Type.Compare(a.v, b.v)
	}
	if o.desc {
		return -c
	}
	return c
}

// sortable is a record's id with what it is sorted by.
type sortable struct {
	id    string
	cells []cell
}

// sortedIDs returns the ids of a query with Sort.
func (s *Store) sortedIDs(ctx context.Context, db querier, t *table, q Query, w *where) ([]string, error) {
	order, err := s.sorters(ctx, db, t, q.Sort)
	if err != nil {
		return nil, err
	}
	columns := make([]string, len(order))
	for i, o := range order {
		columns[i] = quote(o.field.Key)
	}
	query := "SELECT id, " + quote(colUnread) + ", " + strings.Join(columns, ", ") + t.liveSQL + w.sql.String() + s.byID()
	var list []sortable
	var id string
	var odd sql.NullString
	cols := make([]any, len(order))
	dest := []any{&id, &odd}
	for i := range cols {
		dest = append(dest, &cols[i])
	}
	err = each(ctx, db, query, w.args, func(rows *sql.Rows) error {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		kept, err := decodeImage(odd.String)
		if err != nil {
			return err
		}
		item := sortable{id, make([]cell, len(order))}
		for i := range order {
			v := fromColumn(cols[i])
			if k, ok := kept[order[i].field.Key]; ok {
				v = k
			}
			item.cells[i] = order[i].cell(v)
		}
		list = append(list, item)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return window(inOrder(list, order), q), nil
}

// inOrder sorts list, which is in the order of ids, and returns its ids.
func inOrder(list []sortable, order []sorter) []string {
	slices.SortStableFunc(list, func(a, b sortable) int {
		for i := range order {
			if c := order[i].compare(a.cells[i], b.cells[i]); c != 0 {
				return c
			}
		}
		return 0
	})
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].id
	}
	return ids
}

// fromColumn returns the value that a column holds.
func fromColumn(col any) value.Value {
	switch v := col.(type) {
	case string:
		return value.Text(v)
	case []byte:
		return value.Text(string(v))
	case int64:
		return value.Int(v)
	}
	return value.Value{}
}

// sortKeys remembers the sort keys of texts: a name's pinyin is looked up once, not at every sorting.
type sortKeys struct {
	mu    sync.RWMutex
	known map[sortKey]string
}

// sortKey is a text as one type orders it.
type sortKey struct{ typ, text string }

// maxSortKeys bounds the memory that sort keys take: about 30 MB.
const maxSortKeys = 200_000

func (k *sortKeys) get(name string, typ catalog.SortKeyer, v value.Value) string {
	at := sortKey{name, v.Canonical()}
	k.mu.RLock()
	text, ok := k.known[at]
	k.mu.RUnlock()
	if ok {
		return text
	}
	text = typ.SortKey(v)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil || len(k.known) >= maxSortKeys {
		k.known = make(map[sortKey]string)
	}
	k.known[at] = text
	return text
}
