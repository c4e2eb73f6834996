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

// key names a record.
type key struct{ kind, id string }

// writer makes the changes of one operation inside its transaction.
type writer struct {
	s    *Store
	tx   *session
	op   int64
	done Done

	rows    map[key]row       // records that were looked up, as they are now
	journal [][]any           // rows for table change that are not written yet
	moves   map[move][]string // ids of records whose new state is not written yet
	seq     int64

	wanted  map[key]use         // records that must be live in the end, and for whom
	gone    map[string][]string // by kind: ids of records that were taken away
	clashes []Clash
	labels  *labelCache // of records that clashes name
	album   album
}

// move is a change of state.
type move struct {
	t  *table
	to state
}

// use is an example of who refers to a record.
type use struct {
	label string
	field *catalog.Field
}

func newWriter(s *Store, tx *session, op int64) *writer {
	return &writer{s: s, tx: tx, op: op, rows: map[key]row{}, moves: map[move][]string{}, wanted: map[key]use{}, gone: map[string][]string{},
		labels: &labelCache{s: s, ctx: tx.run, db: tx}}
}

func (w *writer) isEmpty() bool { return w.done.Created+w.done.Updated+w.done.Deleted == 0 }

func (w *writer) table(r catalog.Record) (*table, error) {
	if r.IsZero() {
		return nil, fmt.Errorf("change without a record")
	}
	t := w.s.tables[r.Kind.Key]
	if t == nil || t.kind != r.Kind {
		return nil, fmt.Errorf("kind %s does not belong to this database", r.Kind.Key)
	}
	return t, nil
}

// touched notes that a record changed.
func (w *writer) touched(kind, id string) {
	if !slices.Contains(w.done.Kinds, kind) {
		w.done.Kinds = append(w.done.Kinds, kind)
	}
	if len(w.done.IDs) < maxDoneIDs {
		w.done.IDs = append(w.done.IDs, id)
	}
}

// load looks up records, each once.
func (w *writer) load(wanted map[string][]string) error {
	for kind, ids := range wanted {
		t := w.s.tables[kind]
		missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, ok := w.rows[key{kind, id}]; return ok })
		if err := rowsByID(w.tx.run, w.tx, t, w.s.township(), missing, func(r row) { w.rows[key{kind, r.ID}] = r }); err != nil {
			return fmt.Errorf("read %s: %w", kind, err)
		}
	}
	return nil
}

// rowsByID calls f for each of the records that is there, in any state.
func rowsByID(ctx context.Context, q querier, t *table, township string, ids []string, f func(row)) error {
	scan := t.scanner()
	for part := range slices.Chunk(ids, longestList) {
		list := padded(part)
		args := []any{township}
		for _, id := range list {
			args = append(args, id)
		}
		err := each(ctx, q, t.rowSQL+" AND "+quote(colID)+" IN ("+places(2, len(list))+")", args, func(rows *sql.Rows) error {
			r, err := scan.scan(rows)
			if err == nil {
				f(r)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// create inserts the new records of a chunk, kind by kind.
func (w *writer) create(c chunk) error {
	batches := map[*table][][]any{}
	for i, r := range c.fresh {
		t := w.s.tables[r.Kind.Key]
		batches[t] = append(batches[t], c.rows[i])
		w.want(t, r, t.fields)
		if err := w.wantPictures(t, catalog.Record{}, r); err != nil {
			return err
		}
		w.done.Created++
		w.touched(t.kind.Key, r.ID)
	}
	for t, rows := range batches {
		if err := w.tx.bulk(t.insert, rows); err != nil {
			return w.s.eng.refusal(w.s.dsn, fmt.Errorf("insert %d %s: %w", len(rows), t.kind.Key, err))
		}
	}
	return nil
}

// want notes that what r refers to in the fields at places must be live in the end.
func (w *writer) want(t *table, r catalog.Record, places []int) {
	for _, ref := range t.targets() {
		if !slices.Contains(places, ref.field) {
			continue
		}
		f := &t.kind.Fields[ref.field]
		for _, link := range catalog.LinksOf(f.Type, r.At(ref.field)) {
			k := key{ref.target, link.ID}
			if _, ok := w.wanted[k]; !ok && link.ID != "" {
				w.wanted[k] = use{r.Label(), f}
			}
		}
	}
}

// update stores next in place of cur.
func (w *writer) update(cur row, next catalog.Record) error {
	t := w.s.tables[cur.Kind.Key]
	places := slices.DeleteFunc(catalog.Differences(cur.Record, next), func(i int) bool { return !t.kind.Fields[i].Stored() })
	if len(places) == 0 {
		return nil
	}
	before, after := image{}, image{}
	columns := []string{colUpdated, colSearch, colUnread}
	odd, err := t.oddText(next)
	if err != nil {
		return err
	}
	values := []any{w.op, searchText(t, next), odd}
	for _, i := range places {
		f := &t.kind.Fields[i]
		before[f.Key], after[f.Key] = cur.At(i), next.At(i)
		col, _ := stored(f, next.At(i))
		columns, values = append(columns, f.Key), append(values, col)
	}
	if err := w.record(cur, cur.state, before, after); err != nil {
		return err
	}
	if err := w.set(t, cur.ID, columns, values...); err != nil {
		return fmt.Errorf("update %s %s: %w", t.kind.Key, cur.ID, err)
	}
	w.want(t, next, places)
	cur.Record, cur.updated = next, w.op
	w.rows[key{t.kind.Key, cur.ID}] = cur
	w.done.Updated++
	return nil
}

// set stores new values in columns of a record's row.
func (w *writer) set(t *table, id string, columns []string, values ...any) error {
	var b strings.Builder
	for i, c := range columns {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s = $%d", quote(c), i+1)
	}
	query := fmt.Sprintf("UPDATE %s SET %s WHERE township = $%d AND id = $%d", quote(t.kind.Key), b.String(), len(columns)+1, len(columns)+2)
	return w.tx.exec(query, append(values, w.s.township(), id)...)
}

// setState moves a record to the bin, out of it, or out of sight.
func (w *writer) setState(cur row, to state) error {
	t := w.s.tables[cur.Kind.Key]
	if err := w.record(cur, to, nil, nil); err != nil {
		return err
	}
	w.moves[move{t, to}] = append(w.moves[move{t, to}], cur.ID)
	switch {
	case to == live:
		w.done.Created++
		w.want(t, cur.Record, t.fields)
	case cur.state == live:
		w.done.Deleted++
		w.gone[t.kind.Key] = append(w.gone[t.kind.Key], cur.ID)
	}
	cur.state, cur.updated = to, w.op
	w.rows[key{t.kind.Key, cur.ID}] = cur
	return nil
}

// record writes a change of cur to the journal.
func (w *writer) record(cur row, to state, before, after image) error {
	b, err := before.encode()
	if err != nil {
		return err
	}
	a, err := after.encode()
	if err != nil {
		return err
	}
	w.seq++
	w.journal = append(w.journal, []any{w.s.township(), w.op, w.seq, cur.Kind.Key, cur.ID, int64(cur.state), int64(to), b, a})
	w.touched(cur.Kind.Key, cur.ID)
	return nil
}

var changeInsert = insertion{"change", []string{"township", "op", "seq", "kind", "record", "state_before", "state_after", "before", "after"}}

// flush writes the states and the journal that have gathered.
func (w *writer) flush() error {
	for m, ids := range w.moves {
		if err := w.moveAll(m, ids); err != nil {
			return fmt.Errorf("move %d %s: %w", len(ids), m.t.kind.Key, err)
		}
	}
	clear(w.moves)
	rows := w.journal
	w.journal = nil
	return wrap(w.tx.bulk(changeInsert, rows), "write the journal")
}

func (w *writer) moveAll(m move, ids []string) error {
	for part := range slices.Chunk(ids, longestList) {
		list := padded(part)
		query := fmt.Sprintf("UPDATE %s SET %s = $1, %s = $2 WHERE township = $3 AND id IN (%s)",
			quote(m.t.kind.Key), quote(colUpdated), quote(colState), places(4, len(list)))
		args := []any{w.op, int64(m.to), w.s.township()}
		for _, id := range list {
			args = append(args, id)
		}
		if err := w.tx.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}

// clash notes that a field no longer has the value that a change started from.
func (w *writer) clash(cur row, f *catalog.Field, expected, is value.Value) {
	w.clashes = append(w.clashes, Clash{
		Kind: cur.Kind.Key, ID: cur.ID, Label: cur.Label(), Field: f.Key, Title: f.Title,
		Expected: w.labels.text(f, expected), Actual: w.labels.text(f, is),
	})
}

// finish writes the rest of the journal and checks what only the whole operation shows.
func (w *writer) finish() error {
	if len(w.clashes) > 0 {
		return conflict(w.clashes)
	}
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.checkWanted(); err != nil {
		return err
	}
	if err := w.checkPictures(); err != nil {
		return err
	}
	return w.checkGone()
}

// checkWanted refuses references to records that are not there.
func (w *writer) checkWanted() error {
	byKind := map[string][]string{}
	for k := range w.wanted {
		byKind[k.kind] = append(byKind[k.kind], k.id)
	}
	for kind, ids := range byKind {
		slices.Sort(ids)
		alive := map[string]bool{}
		if err := w.states(kind, ids, func(id string, st state) { alive[id] = st == live }); err != nil {
			return err
		}
		for _, id := range ids {
			if !alive[id] {
				u := w.wanted[key{kind, id}]
				return catalog.Refuse("dead_reference", "「%s」的%s指向一条不存在或已删除的%s记录;请重新选择", u.label, u.field.Title, w.s.tables[kind].kind.Title)
			}
		}
	}
	return nil
}

// states calls f with the states of those records that are there.
func (w *writer) states(kind string, ids []string, f func(id string, st state)) error {
	for part := range slices.Chunk(ids, longestList) {
		list := padded(part)
		args := []any{w.s.township()}
		for _, id := range list {
			args = append(args, id)
		}
		query := "SELECT id, " + quote(colState) + w.s.tables[kind].fromSQL + " AND id IN (" + places(2, len(list)) + ")"
		err := each(w.tx.run, w.tx, query, args, func(rows *sql.Rows) error {
			var id string
			var st int64
			if err := rows.Scan(&id, &st); err != nil {
				return err
			}
			f(id, state(st))
			return nil
		})
		if err != nil {
			return fmt.Errorf("look up %s: %w", kind, err)
		}
	}
	return nil
}

// checkGone refuses to take away a record that live ones refer to.
func (w *writer) checkGone() error {
	for kind, ids := range w.gone {
		uses, err := w.referrers(kind, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if words := uses[id]; len(words) > 0 {
				label := w.rows[key{kind, id}].Label()
				return catalog.Refuse("referred", "「%s」下还有 %s,不能删除;请先把这些记录改到别处,或一并删除", label, strings.Join(words, "、"))
			}
		}
	}
	return nil
}
