package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Referring is the records of one kind that refer to a record by one of their fields.
type Referring struct {
	Kind  *catalog.Kind
	Field *catalog.Field
	Count int
	First []catalog.Record // the newest of them
}

// LinkedTo returns the condition that a field, which is a reference or a list of them, names the record with the given
// id.
func LinkedTo(f *catalog.Field, id string) Condition {
	v := value.Text(id)
	if _, list := f.Type.(catalog.ListReferrer); list {
		v = catalog.Link{ID: id}.Value()
	}
	return Condition{Field: f.Key, Op: Equal, Values: []value.Value{v}}
}

// Referring returns which live records refer to one, by kind and field in the order of the kinds, with the first few
// of each, the newest first. Fields by which nothing refers to it are left out.
func (s *Store) Referring(ctx context.Context, kind *catalog.Kind, id string, first int) ([]Referring, error) {
	var out []Referring
	err := s.snapshot(ctx, func(db querier) error {
		for _, l := range s.linksTo(kind.Key) {
			r, err := s.referring(ctx, db, l, id, first)
			if err != nil {
				return fmt.Errorf("find the %s that refer to %s: %w", l.from.kind.Key, kind.Key, err)
			}
			if r.Count > 0 {
				out = append(out, r)
			}
		}
		return nil
	})
	return out, err
}

func (s *Store) referring(ctx context.Context, db querier, l link, id string, first int) (Referring, error) {
	r := Referring{Kind: l.from.kind, Field: &l.from.kind.Fields[l.field]}
	q := Query{Kind: r.Kind, Where: []Condition{LinkedTo(r.Field, id)}}
	w, err := s.where(ctx, db, l.from, q)
	if err != nil {
		return r, err
	}
	n, err := number(ctx, db, "SELECT count(*)"+l.from.liveSQL+w.sql.String(), w.args...)
	if r.Count = int(n); err != nil || n == 0 || first <= 0 {
		return r, err
	}
	ids, err := column[string](ctx, db, "SELECT id"+l.from.liveSQL+w.sql.String()+s.byID()+fmt.Sprintf(" DESC LIMIT %d", first), w.args...)
	if err != nil {
		return r, err
	}
	r.First, err = s.records(ctx, db, q, ids)
	return r, err
}

// Loosen returns the changes by which records can be deleted although others name them: in lists their names take the
// place of the links, references are emptied that follow from what their records say themselves (catalog.Ref.By), and
// in loose ones (catalog.Ref.Loose) the name stays unread.
// Other references stay, and with them Apply's refusal.
func (s *Store) Loosen(ctx context.Context, records []catalog.Record) ([]catalog.Change, error) {
	gone := map[string]map[string]string{} // labels of what is to be deleted, by kind and id
	for _, r := range records {
		if gone[r.Kind.Key] == nil {
			gone[r.Kind.Key] = map[string]string{}
		}
		gone[r.Kind.Key][r.ID] = r.Label()
	}
	var out []catalog.Change
	err := s.snapshot(ctx, func(db querier) error {
		for _, k := range s.kinds {
			after := map[string]catalog.Record{}
			before := map[string]catalog.Record{}
			var order []string
			for _, r := range s.tables[k.Key].targets() {
				err := s.loosen(ctx, db, link{s.tables[k.Key], r}, gone[r.target], func(rec, loose catalog.Record) {
					if _, ok := before[rec.ID]; !ok {
						before[rec.ID], after[rec.ID] = rec, rec
						order = append(order, rec.ID)
					}
					key := k.Fields[r.field].Key
					after[rec.ID] = after[rec.ID].With(key, loose.Get(key))
				})
				if err != nil {
					return fmt.Errorf("loosen %s: %w", k.Key, err)
				}
			}
			for _, id := range order {
				if _, too := gone[k.Key][id]; !too {
					out = append(out, catalog.Update(before[id], after[id]))
				}
			}
		}
		return nil
	})
	return out, err
}

// loosen calls f with each live record that names one of gone in a field, as it is and as it would be without.
func (s *Store) loosen(ctx context.Context, db querier, l link, gone map[string]string, f func(rec, loose catalog.Record)) error {
	field := &l.from.kind.Fields[l.field]
	_, list := field.Type.(catalog.ListReferrer)
	ref, _ := field.Type.(catalog.Ref)
	if len(gone) == 0 || !list && len(ref.By) == 0 && !ref.Loose {
		return nil
	}
	var ids []string
	err := eachLinked(ctx, db, s.township(), l, "", func(record string, links []string) {
		if slices.ContainsFunc(links, func(id string) bool { _, ok := gone[id]; return ok }) {
			ids = append(ids, record)
		}
	})
	if err != nil {
		return err
	}
	return rowsByID(ctx, db, l.from, s.township(), ids, func(r row) {
		v := value.Value{}
		if ref.Loose {
			v = value.Unread(gone[r.At(l.field).Canonical()])
		}
		if list {
			links := catalog.LinksOf(field.Type, r.At(l.field))
			for i, link := range links {
				if label, ok := gone[link.ID]; ok {
					links[i] = catalog.Link{Words: label}
				}
			}
			v = catalog.LinksValue(links)
		}
		f(r.Record, r.With(field.Key, v))
	})
}

// linksTo returns the fields by which other records refer to those of a kind, in the order of the kinds.
func (s *Store) linksTo(kind string) []link {
	var out []link
	for _, k := range s.kinds {
		t := s.tables[k.Key]
		for _, r := range t.targets() {
			if r.target == kind {
				out = append(out, link{t, r})
			}
		}
	}
	return out
}

// isList reports whether the field holds a list of references.
func (l link) isList() bool { return slices.Contains(l.from.lists, l.ref) }

// eachLinked calls f with the ids to which each live record links by a field; with an id, only for those that link to
// it. Lists have no index: one pass over a table costs less than keeping one.
func eachLinked(ctx context.Context, db querier, township string, l link, id string, f func(record string, ids []string)) error {
	field := &l.from.kind.Fields[l.field]
	query, args := "SELECT id, "+quote(field.Key)+l.from.liveSQL+" AND "+quote(field.Key)+" IS NOT NULL", []any{township}
	if id != "" {
		query, args = query+" AND "+quote(field.Key)+" LIKE $2", append(args, "%"+id+"%")
	}
	return each(ctx, db, query, args, func(rows *sql.Rows) error {
		var record, text string
		if err := rows.Scan(&record, &text); err != nil {
			return err
		}
		var ids []string
		for _, link := range catalog.LinksOf(field.Type, value.Text(text)) {
			if link.ID != "" && (id == "" || id == link.ID) {
				ids = append(ids, link.ID)
			}
		}
		if len(ids) > 0 {
			f(record, ids)
		}
		return nil
	})
}

// listed returns the ids of all records of a kind that stand in lists of live ones.
func (s *Store) listed(ctx context.Context, db querier, kind string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, l := range s.linksTo(kind) {
		if !l.isList() {
			continue
		}
		err := eachLinked(ctx, db, s.township(), l, "", func(_ string, ids []string) {
			for _, id := range ids {
				out[id] = true
			}
		})
		if err != nil {
			return nil, fmt.Errorf("read the lists of %s: %w", l.from.kind.Key, err)
		}
	}
	return out, nil
}

// referrers returns for each of the records, in words, how many live ones of what kind refer to it.
func (w *writer) referrers(kind string, ids []string) (map[string][]string, error) {
	out := map[string][]string{}
	for _, l := range w.s.linksTo(kind) {
		counts, err := w.countLinks(l, ids)
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", l.from.kind.Key, err)
		}
		for id, n := range counts {
			out[id] = append(out[id], fmt.Sprintf("%d %s%s", n, measure(l.from.kind), l.from.kind.Title))
		}
	}
	return out, nil
}

// countLinks returns how many live records refer to each of ids by a field.
func (w *writer) countLinks(l link, ids []string) (map[string]int, error) {
	counts := map[string]int{}
	if l.isList() {
		asked := make(map[string]bool, len(ids))
		for _, id := range ids {
			asked[id] = true
		}
		only := ""
		if len(ids) == 1 {
			only = ids[0]
		}
		err := eachLinked(w.tx.run, w.tx, w.s.township(), l, only, func(_ string, linked []string) {
			for _, id := range linked {
				if asked[id] {
					counts[id]++
				}
			}
		})
		return counts, err
	}
	field := quote(l.from.kind.Fields[l.field].Key)
	for part := range slices.Chunk(ids, longestList) {
		list := padded(part)
		args := []any{w.s.township()}
		for _, id := range list {
			args = append(args, id)
		}
		query := "SELECT " + field + ", count(*)" + l.from.fromSQL + andLive + " AND " + field + " IN (" + places(2, len(list)) + ") GROUP BY " + field
		err := each(w.tx.run, w.tx, query, args, func(rows *sql.Rows) error {
			var id string
			var n int
			err := rows.Scan(&id, &n)
			counts[id] = n
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// measure returns the measure word of a kind, as it stands between a number and the kind's title: 3 名社区干部.
func measure(k *catalog.Kind) string {
	if k.Unit == "人" || k.Unit == "" {
		return "名"
	}
	return k.Unit
}

// Names returns the words among which a live record of a kind is chosen, by id: its label, and where several bear one
// the community and the birth date or what else tells them apart.
func (s *Store) Names(ctx context.Context, kind string) (map[string]string, error) {
	var out map[string]string
	err := s.snapshot(ctx, func(db querier) (err error) {
		out, err = s.names(ctx, db, kind)
		return err
	})
	return out, err
}

func (s *Store) names(ctx context.Context, db querier, kind string) (map[string]string, error) {
	out, err := s.labels(ctx, db, kind, true)
	if err != nil {
		return nil, err
	}
	twins := twinsAmong(out)
	if len(twins) == 0 {
		return out, nil
	}
	t := s.tables[kind]
	labels := &labelCache{s: s, ctx: ctx, db: db}
	for _, key := range [...]string{"org", "birth", "date"} {
		f := t.kind.Field(key)
		if f == nil || !f.Stored() {
			continue
		}
		for part := range slices.Chunk(twins, chunkSize) {
			err := rowsByID(ctx, db, t, s.township(), part, func(r row) {
				if word := labels.text(f, r.Get(key)); word != "" {
					out[r.ID] += "(" + word + ")"
				}
			})
			if err != nil {
				return nil, err
			}
		}
		if twins = twinsAmong(out); len(twins) == 0 {
			break
		}
	}
	for i, id := range twins {
		out[id] += fmt.Sprintf("(%d)", i+1)
	}
	return out, labels.err
}

// twinsAmong returns the ids of labels that stand there twice, ascending.
func twinsAmong(labels map[string]string) []string {
	count := map[string]int{}
	for _, label := range labels {
		count[label]++
	}
	var out []string
	for id, label := range labels {
		if count[label] > 1 {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
