package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Action is what an operation did to a record.
type Action string

// The actions.
const (
	Created   Action = "created"
	Updated   Action = "updated"
	Deleted   Action = "deleted"   // put into the bin
	Restored  Action = "restored"  // came back from the bin, or its undone creation was done again
	Withdrawn Action = "withdrawn" // its creation was undone
)

// Entry is one line of a record's history.
type Entry struct {
	Op     OpInfo // who, when, by which act
	Action Action
	Fields []FieldChange // of an update, in the order of the kind's fields
}

// FieldChange is the change of one field.
type FieldChange struct {
	Field         string // key
	Title         string
	Before, After value.Value
	// The same as a clerk reads it: formatted by the field's type, references by their labels.
	BeforeText, AfterText string
}

// History returns what happened to a record, its creation first. A record that never was: a catalog.Refusal of code
// no_record.
func (s *Store) History(ctx context.Context, kind *catalog.Kind, id string) ([]Entry, error) {
	t, err := s.tableOf(kind)
	if err != nil {
		return nil, err
	}
	var out []Entry
	err = s.snapshot(ctx, func(db querier) error {
		var r row
		if err := rowsByID(ctx, db, t, s.township(), []string{id}, func(found row) { r = found }); err != nil {
			return err
		}
		if r.IsZero() {
			return catalog.Refuse("no_record", "没有找到这条%s记录", kind.Title)
		}
		birth, err := s.operation(ctx, db, sqlOpByN, r.created)
		if err != nil {
			return err
		}
		out = append(out, Entry{Op: birth, Action: Created})
		var changes []change
		err = each(ctx, db, sqlChangesOf, []any{s.township(), kind.Key, id, int64(0)}, func(rows *sql.Rows) error {
			c, err := scanChange(rows)
			changes = append(changes, c)
			return err
		})
		if err != nil {
			return err
		}
		labels := &labelCache{s: s, ctx: ctx, db: db}
		for _, c := range changes {
			op, err := s.operation(ctx, db, sqlOpByN, c.op)
			if err != nil {
				return err
			}
			out = append(out, Entry{op, c.action(), fieldChanges(kind, c, labels)})
		}
		return labels.err
	})
	return out, err
}

func (c change) action() Action {
	switch {
	case c.stateBefore == c.stateAfter:
		return Updated
	case c.stateAfter == inBin:
		return Deleted
	case c.stateAfter == withdrawn:
		return Withdrawn
	}
	return Restored
}

func fieldChanges(kind *catalog.Kind, c change, labels *labelCache) []FieldChange {
	var out []FieldChange
	for i := range kind.Fields {
		f := &kind.Fields[i]
		after, ok := c.after[f.Key]
		if !ok {
			continue
		}
		before := c.before[f.Key]
		out = append(out, FieldChange{f.Key, f.Title, before, after, labels.text(f, before), labels.text(f, after)})
	}
	return out
}

// labelCache reads the labels of a kind when the first reference to it is shown.
type labelCache struct {
	s      *Store
	ctx    context.Context
	db     querier
	byKind map[string]map[string]string
	err    error
}

func (l *labelCache) text(f *catalog.Field, v value.Value) string {
	kind := catalog.Refers(f.Type)
	if brief, ok := f.Type.(catalog.Briefer); ok {
		return brief.Brief(v)
	}
	if kind == "" || v.Canonical() == "" {
		return f.Type.Format(v)
	}
	if _, ok := l.byKind[kind]; !ok && l.err == nil {
		if l.byKind == nil {
			l.byKind = map[string]map[string]string{}
		}
		l.byKind[kind], l.err = l.s.labels(l.ctx, l.db, kind, false)
	}
	if words := catalog.WordsOf(f.Type, v, l.byKind[kind]); words != "" {
		return words
	}
	return f.Type.Format(v)
}

// Operations returns the newest operations, the newest first, at most limit, and only such as are older than the
// one with id before ("" is none): for reading the journal page by page.
func (s *Store) Operations(ctx context.Context, limit int, before string) ([]OpInfo, error) {
	from := int64(1) << 62
	if before != "" {
		o, err := s.operation(ctx, s.read, sqlOpByID, before)
		if err != nil {
			return nil, err
		}
		from = o.n
	}
	return s.operations(ctx, s.read, sqlOps, from, int64(limit))
}

// Trashed is a record in the recycle bin.
type Trashed struct {
	Record  catalog.Record
	Deleted OpInfo // the operation that put it there
}

// Trash returns what is in the recycle bin, what was deleted last first.
func (s *Store) Trash(ctx context.Context) ([]Trashed, error) {
	var out []Trashed
	err := s.snapshot(ctx, func(db querier) error {
		ops := map[int64]OpInfo{}
		for _, k := range s.kinds {
			rows, err := s.binned(ctx, db, s.tables[k.Key])
			if err != nil {
				return err
			}
			for _, r := range rows {
				op, ok := ops[r.updated]
				if !ok {
					if op, err = s.operation(ctx, db, sqlOpByN, r.updated); err != nil {
						return err
					}
					ops[r.updated] = op
				}
				out = append(out, Trashed{r.Record, op})
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Trashed) int { return cmp.Compare(b.Deleted.n, a.Deleted.n) })
	return out, err
}

func (s *Store) binned(ctx context.Context, db querier, t *table) ([]row, error) {
	var out []row
	scan := t.scanner()
	query := t.rowSQL + fmt.Sprintf(" AND %s <> 0 AND %[1]s = %d ORDER BY id", quote(colState), inBin)
	err := each(ctx, db, query, []any{s.township()}, func(rows *sql.Rows) error {
		r, err := scan.scan(rows)
		out = append(out, r)
		return err
	})
	return out, err
}

// Restore brings records back from the recycle bin, as an operation. Records that are live already stay as they are.
func (s *Store) Restore(ctx context.Context, actor string, kind *catalog.Kind, ids []string) (Done, error) {
	t, err := s.tableOf(kind)
	if err != nil {
		return Done{}, err
	}
	head := func(tx *session) (act, error) {
		label := fmt.Sprintf("恢复 %d 条%s", len(ids), kind.Title)
		if len(ids) == 1 {
			err := rowsByID(tx.run, tx, t, s.township(), ids, func(r row) { label = "恢复 " + r.Label() })
			return act{label: label, actor: actor}, err
		}
		return act{label: label, actor: actor}, nil
	}
	return s.perform(ctx, head, func(w *writer) error {
		for part := range slices.Chunk(ids, chunkSize) {
			if err := w.restore(kind, part); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *writer) restore(kind *catalog.Kind, ids []string) error {
	if err := w.load(map[string][]string{kind.Key: ids}); err != nil {
		return err
	}
	for _, id := range ids {
		cur, ok := w.rows[key{kind.Key, id}]
		switch {
		case !ok || cur.state == withdrawn:
			return catalog.Refuse("no_record", "回收站里没有这条%s记录", kind.Title)
		case cur.state == live:
			continue
		}
		if err := w.setState(cur, live); err != nil {
			return err
		}
	}
	return w.flush()
}
