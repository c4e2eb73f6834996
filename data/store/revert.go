package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// revert does the opposite of what target did. What stands in the way is gathered in w.clashes, or left as it is if
// keep is set.
func (w *writer) revert(target OpInfo, keep bool) error {
	back, rest, err := w.changesOf(target)
	if err != nil {
		return err
	}
	order := w.s.childrenFirst()
	for _, t := range order {
		if err := w.revertAll(target, back[t.kind.Key]); err != nil {
			return err
		}
	}
	for _, t := range order {
		if err := w.revertAll(target, rest[t.kind.Key]); err != nil {
			return err
		}
		if slices.Contains(target.Kinds, t.kind.Key) {
			if err := w.withdraw(t, target.n); err != nil {
				return err
			}
		}
	}
	if keep {
		w.clashes = nil
	}
	return nil
}

// changesOf returns the changes of an operation by kind, the last one first: apart those whose records come back
// when they are reverted, because other records may refer to these.
func (w *writer) changesOf(target OpInfo) (back, rest map[string][]change, err error) {
	back, rest = map[string][]change{}, map[string][]change{}
	err = each(w.tx.run, w.tx, sqlChangesOfOp, []any{w.s.township(), target.n}, func(rows *sql.Rows) error {
		c, err := scanChange(rows)
		switch {
		case err != nil:
			return err
		case w.s.tables[c.kind] == nil:
			return fmt.Errorf("journal names the kind %s, which this program doesn't know", c.kind)
		case c.stateBefore == live && c.stateAfter != live:
			back[c.kind] = append(back[c.kind], c)
		default:
			rest[c.kind] = append(rest[c.kind], c)
		}
		return nil
	})
	return back, rest, wrap(err, "read the journal")
}

// childrenFirst returns the tables in an order in which those who refer stand before those who are referred to.
func (s *Store) childrenFirst() []*table {
	depth := map[*table]int{}
	var measure func(t *table, path int) int
	measure = func(t *table, path int) int {
		if d, ok := depth[t]; ok || path > len(s.tables) {
			return d
		}
		d := 0
		for _, r := range t.targets() {
			if r.target != t.kind.Key {
				d = max(d, 1+measure(s.tables[r.target], path+1))
			}
		}
		depth[t] = d
		return d
	}
	out := make([]*table, 0, len(s.kinds))
	for _, k := range s.kinds {
		measure(s.tables[k.Key], 0)
		out = append(out, s.tables[k.Key])
	}
	slices.SortStableFunc(out, func(a, b *table) int { return cmp.Compare(depth[b], depth[a]) })
	return out
}

func (w *writer) revertAll(target OpInfo, changes []change) error {
	for part := range slices.Chunk(changes, chunkSize) {
		if err := w.tx.ctx.Err(); err != nil {
			return err
		}
		ids := make([]string, len(part))
		for i, c := range part {
			ids[i] = c.record
		}
		if err := w.load(map[string][]string{part[0].kind: ids}); err != nil {
			return err
		}
		for _, c := range part {
			if err := w.revertChange(target, c); err != nil {
				return err
			}
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
	return nil
}

// revertChange takes back one change: of a record's state or of its fields.
func (w *writer) revertChange(target OpInfo, c change) error {
	cur, ok := w.rows[key{c.kind, c.record}]
	switch {
	case !ok:
		return fmt.Errorf("journal names %s %s, which is not there", c.kind, c.record)
	case c.stateBefore != c.stateAfter:
		return w.revertState(target, c, cur)
	case cur.state != live:
		w.obstacle(cur, "后来已被删除")
		return nil
	}
	next := cur.Record
	for _, i := range w.s.tables[c.kind].fields {
		f := &cur.Kind.Fields[i]
		was, ok := c.before[f.Key]
		switch is := cur.At(i); {
		case !ok || is == was:
		case is != c.after[f.Key]:
			w.clash(cur, f, c.after[f.Key], is)
		case !w.alive(f, was):
			w.obstacle(cur, "原来的"+f.Title+"已被删除")
		default:
			next = next.With(f.Key, was)
		}
	}
	return w.update(cur, next)
}

// obstacle notes what stands in the way of a whole record.
func (w *writer) obstacle(cur row, text string) {
	w.clashes = append(w.clashes, Clash{Kind: cur.Kind.Key, ID: cur.ID, Label: cur.Label(), Text: text})
}

// alive reports whether v can be set in f: what it refers to must be live.
func (w *writer) alive(f *catalog.Field, v value.Value) bool {
	wanted := map[string]bool{}
	for _, link := range catalog.LinksOf(f.Type, v) {
		if link.ID != "" {
			wanted[link.ID] = true
		}
	}
	ids := slices.Collect(maps.Keys(wanted))
	err := w.states(catalog.Refers(f.Type), ids, func(id string, st state) {
		if st == live {
			delete(wanted, id)
		}
	})
	return err == nil && len(wanted) == 0
}

func (w *writer) revertState(target OpInfo, c change, cur row) error {
	switch {
	case cur.state == c.stateBefore:
		return nil
	case cur.state != c.stateAfter:
		w.obstacle(cur, "后来又被删除或恢复")
		return nil
	}
	if cur.state == live {
		uses, err := w.referrers(cur.Kind.Key, []string{cur.ID})
		if err != nil {
			return err
		}
		held, err := w.held(target.n, cur, c.stateBefore, uses[cur.ID])
		if err != nil || held {
			return err
		}
	}
	return w.setState(cur, c.stateBefore)
}

// held reports whether a live record can't be taken away, and notes why: others refer to it, as uses says, or it would
// be out of sight with what somebody wrote into it after operation since.
func (w *writer) held(since int64, cur row, to state, uses []string) (bool, error) {
	if len(uses) > 0 {
		w.obstacle(cur, "下已有 "+strings.Join(uses, "、"))
		return true, nil
	}
	if to != withdrawn || cur.updated == since {
		return false, nil
	}
	edits, err := w.editsSince(cur, since)
	if err != nil {
		return false, err
	}
	held := false
	for i := range cur.Kind.Fields {
		f := &cur.Kind.Fields[i]
		if was, ok := edits[f.Key]; ok && was != cur.At(i) {
			w.clash(cur, f, was, cur.At(i))
			held = true
		}
	}
	return held, nil
}

// editsSince returns the values that fields had after operation since, of those that were edited later.
func (w *writer) editsSince(cur row, since int64) (image, error) {
	var out image
	err := each(w.tx.run, w.tx, sqlChangesOf, []any{w.s.township(), cur.Kind.Key, cur.ID, since}, func(rows *sql.Rows) error {
		c, err := scanChange(rows)
		if err != nil {
			return err
		}
		for k, v := range c.before {
			if _, ok := out[k]; !ok {
				out = out.with(k, v)
			}
		}
		return nil
	})
	return out, wrap(err, "read the journal")
}

// withdraw takes away the live records that operation op created: one by one those that were edited since or that
// others refer to, and at once the rest, which may be a hundred thousand.
func (w *writer) withdraw(t *table, op int64) error {
	special := quote(colUpdated) + " <> $2"
	for _, l := range w.s.linksTo(t.kind.Key) {
		field := quote(l.from.kind.Fields[l.field].Key)
		special += " OR id IN (SELECT " + field + l.from.liveSQL + " AND " + field + " IS NOT NULL)"
	}
	args := []any{w.s.township(), op}
	listed, err := w.s.listed(w.tx.run, w.tx, t.kind.Key)
	switch {
	case err != nil:
		return err
	case len(listed) > mostHits:
		special = "1 = 1"
	case len(listed) > 0:
		ids := padded(slices.Collect(maps.Keys(listed)))
		special += " OR id IN (" + places(3, len(ids)) + ")"
		for _, id := range ids {
			args = append(args, id)
		}
	}
	created := andLive + " AND " + quote(colCreated) + " = $2"
	var list []row
	scan := t.scanner()
	err = each(w.tx.run, w.tx, t.rowSQL+created+" AND ("+special+")", args, func(rows *sql.Rows) error {
		r, err := scan.scan(rows)
		list = append(list, r)
		return err
	})
	if err != nil {
		return fmt.Errorf("read %s: %w", t.kind.Key, err)
	}
	for part := range slices.Chunk(list, chunkSize) {
		if err := w.withdrawSome(op, part); err != nil {
			return err
		}
	}
	return w.withdrawRest(t, created+" AND NOT ("+special+")", args)
}

func (w *writer) withdrawSome(op int64, list []row) error {
	if err := w.tx.ctx.Err(); err != nil {
		return err
	}
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	uses, err := w.referrers(list[0].Kind.Key, ids)
	if err != nil {
		return err
	}
	for _, r := range list {
		held, err := w.held(op, r, withdrawn, uses[r.ID])
		if err != nil {
			return err
		}
		if held {
			continue
		}
		if err := w.setState(r, withdrawn); err != nil {
			return err
		}
	}
	return w.flush()
}

// withdrawRest takes away all records that condition names, journal and all, with one statement each.
func (w *writer) withdrawRest(t *table, condition string, args []any) error {
	ids, err := column[string](w.tx.run, w.tx, "SELECT id"+t.fromSQL+condition+" ORDER BY id LIMIT "+fmt.Sprint(maxDoneIDs), args...)
	if err != nil || len(ids) == 0 {
		return wrap(err, "read what was created")
	}
	for _, id := range ids {
		w.touched(t.kind.Key, id)
	}
	// Numbers stand in the text itself, because placeholders must first appear in order.
	journal := fmt.Sprintf("INSERT INTO change (township, op, seq, kind, record, state_before, state_after, before, after) "+
		"SELECT township, %d, %d + row_number() OVER (ORDER BY id), '%s', id, %d, %d, '{}', '{}'", w.op, w.seq, t.kind.Key, live, withdrawn)
	n, err := w.tx.affected(journal+t.fromSQL+condition, args...)
	if err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	update := fmt.Sprintf("UPDATE %s SET %s = %d, %s = %d WHERE township = $1", quote(t.kind.Key), quote(colUpdated), w.op, quote(colState), withdrawn)
	if err := w.tx.exec(update+condition, args...); err != nil {
		return fmt.Errorf("withdraw %s: %w", t.kind.Key, err)
	}
	w.seq += n
	w.done.Deleted += int(n)
	return nil
}
