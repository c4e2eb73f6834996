package intake

import (
	"context"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Names are not enough to tell people apart: a reference to a person is found by what else the row says of him, and
// a list of references only takes names that one record answers to.

// know reads the names of the records to which those of a kind refer.
func (r *Reading) know(ctx context.Context, k *catalog.Kind) error {
	for i := range k.Fields {
		ref, ok := refOf(k.Fields[i].Type)
		if !ok || r.dirs[ref.Kind] != nil {
			continue
		}
		d, err := r.directory(ctx, ref)
		if err != nil {
			return err
		}
		d.begin()
		r.dirs[ref.Kind] = d
	}
	return nil
}

// refOf returns the reference that a type is, or a list of which it is.
func refOf(t catalog.Type) (catalog.Ref, bool) {
	switch t := t.(type) {
	case catalog.Ref:
		return t, true
	case catalog.Refs:
		return t.Ref, true
	}
	return catalog.Ref{}, false
}

// note keeps a record of a kind whose names don't tell them apart.
func (d *directory) note(rec catalog.Record) {
	if d.known == nil {
		return
	}
	d.known[rec.ID] = rec
	if v := rec.Get(idKey).Canonical(); v != "" {
		d.bySet[v] = append(d.bySet[v], rec.ID)
	}
}

// describe returns the name of a record, with its community if it is a person.
func (d *directory) describe(id string) string {
	name := d.names[id]
	rec, ok := d.known[id]
	if !ok {
		return name
	}
	if birth := rec.Date(birthKey); !birth.IsZero() {
		name += " " + birth.Chinese()
	}
	return name
}

// narrow returns the one of ids that fits a row in the fields of by, or else in its community.
func (d *directory) narrow(ids, by []string, row catalog.Record) (string, bool) {
	if len(by) == 0 {
		by = []string{orgKey}
	}
	for _, key := range by {
		want := row.Get(key)
		if want.Canonical() == "" || d.kind.Index(key) < 0 {
			continue
		}
		var equal, open []string
		for _, id := range ids {
			switch have := d.known[id].Get(key); {
			case have == want:
				equal = append(equal, id)
			case have.IsEmpty():
				open = append(open, id)
			}
		}
		if ids = equal; len(equal) == 0 {
			ids = open
		}
	}
	if len(ids) == 1 {
		return ids[0], true
	}
	return "", false
}

// meant returns the record that a row means by what it says in the fields of ref.By.
func (d *directory) meant(ref catalog.Ref, row catalog.Record) (string, bool) {
	if d.known == nil || len(ref.By) == 0 {
		return "", false
	}
	if slices.Contains(ref.By, idKey) {
		if ids := d.bySet[row.Get(idKey).Canonical()]; len(ids) == 1 {
			return ids[0], true
		}
	}
	if !slices.Contains(ref.By, d.kind.Name) {
		return "", false
	}
	return d.narrow(d.exact[value.Tight(row.Get(d.kind.Name).Canonical())], ref.By, row)
}

// link puts the records in place of names in the fields of a row that are lists of references, and fills the
// references that follow from other fields.
func (p *planner) link(row *Row) {
	k := row.Table.Kind
	for i := range k.Fields {
		ref, ok := refOf(k.Fields[i].Type)
		dir := p.reading.dirs[ref.Kind]
		if !ok || dir == nil || dir.kind == nil {
			continue
		}
		v := row.record().At(i)
		if list, isList := k.Fields[i].Type.(catalog.Refs); isList {
			v = dir.linked(list, v, row.record())
		} else if v.IsEmpty() || v.IsUnread() && p.isSeveral(row, i) {
			v = p.meant(row, i, dir, ref, v)
		}
		row.set(i, v)
	}
}

// meant returns the record that a row means in a reference that is empty, or names several.
func (p *planner) meant(row *Row, field int, dir *directory, ref catalog.Ref, v value.Value) value.Value {
	id, ok := dir.meant(ref, row.record())
	if !ok && v.IsUnread() {
		id, ok = dir.narrow(p.plan.mentionOf(row, field).several, ref.By, row.record())
	}
	if !ok {
		return v
	}
	return value.Text(id)
}

// isSeveral reports whether the name in a reference is that of several records.
func (p *planner) isSeveral(row *Row, field int) bool {
	m := p.plan.mentionOf(row, field)
	return m != nil && len(m.several) > 1
}

// linked returns a list with the records that its words name, those of the row's own community before others.
func (d *directory) linked(list catalog.Refs, v value.Value, row catalog.Record) value.Value {
	if v.IsEmpty() || v.IsUnread() {
		return v
	}
	links := list.Links(v)
	for i, l := range links {
		if l.ID != "" {
			continue
		}
		ids := d.all(l.Words)
		if id, ok := d.narrow(ids, nil, row); len(ids) > 1 && d.known != nil && ok {
			ids = []string{id}
		}
		if len(ids) == 1 {
			links[i] = catalog.Link{ID: ids[0]}
		}
	}
	return catalog.LinksValue(links)
}

// keepLinks leaves those records in a stored list that a row names in words: a name that two bear is nothing new.
func (r *Reading) keepLinks(row *Row, stored catalog.Record) {
	for i := range row.Table.Kind.Fields {
		list, ok := row.Table.Kind.Fields[i].Type.(catalog.Refs)
		v := row.record().At(i)
		dir := r.dirs[list.Kind]
		if !ok || v.IsEmpty() || v.IsUnread() || dir == nil {
			continue
		}
		links := list.Links(v)
		for n, l := range links {
			for _, old := range list.Links(stored.At(i)) {
				if l.ID == "" && old.ID != "" && value.Tight(dir.names[old.ID]) == value.Tight(l.Words) {
					links[n] = old
				}
			}
		}
		row.set(i, catalog.LinksValue(links))
	}
}

// set puts a value into a field of the row alone: its values may be shared with the table's.
func (r *Row) set(field int, v value.Value) {
	if r.record().At(field) == v {
		return
	}
	values := make([]value.Value, len(r.Table.Kind.Fields))
	copy(values, r.values)
	values[field] = v
	r.values = values
}

// linksFrom returns a list that a clerk has typed with the records that it names.
func (r *Reading) linksFrom(list catalog.Refs, v value.Value) value.Value {
	if dir := r.dirs[list.Kind]; dir != nil {
		return dir.linked(list, v, catalog.Record{})
	}
	return v
}

// linkCreated puts the records that an operation makes in place of their names in the lists of its other records: units
// and the activities in which they take part may come in one workbook. A name that several new records bear stays a
// name.
func (p *Plan) linkCreated(op *catalog.Operation) {
	ids := map[string]string{}
	for _, c := range op.Changes {
		if !c.Before.IsZero() {
			continue
		}
		key := refKey(c.After.Kind.Key, c.After.Label())
		if _, twice := ids[key]; twice {
			ids[key] = ""
			continue
		}
		ids[key] = c.After.ID
	}
	people := p.createdPeople(op)
	for n := range op.Changes {
		rec := op.Changes[n].After
		if rec.IsZero() {
			continue
		}
		for i := range rec.Kind.Fields {
			list, ok := rec.Kind.Fields[i].Type.(catalog.Refs)
			if v := rec.At(i); ok && !v.IsEmpty() && !v.IsUnread() {
				rec = rec.With(rec.Kind.Fields[i].Key, p.reading.withCreated(list, v, ids))
			}
			if ref, ok := rec.Kind.Fields[i].Type.(catalog.Ref); ok && rec.At(i).IsEmpty() && people[ref.Kind] != nil {
				if id, ok := people[ref.Kind].created(ref, rec, p.reading.dirs[ref.Kind]); ok {
					rec = rec.With(rec.Kind.Fields[i].Key, value.Text(id))
				}
			}
		}
		op.Changes[n].After = rec
	}
}

// createdPeople are the records that an operation makes of kinds to which others refer by what they say themselves, such
// as the members of whom the dues of the same folder speak.
func (p *Plan) createdPeople(op *catalog.Operation) map[string]*directory {
	out := map[string]*directory{}
	for key, dir := range p.reading.dirs {
		if dir.known != nil {
			out[key] = &directory{kind: dir.kind, exact: map[string][]string{}, known: map[string]catalog.Record{}, bySet: map[string][]string{}}
		}
	}
	for _, c := range op.Changes {
		if d := out[c.Record().Kind.Key]; d != nil && c.Before.IsZero() {
			name := value.Tight(c.After.Get(d.kind.Name).Canonical())
			d.exact[name] = append(d.exact[name], c.After.ID)
			d.note(c.After)
		}
	}
	return out
}

// created returns the one of new records that a record means. Where a stored one bears the name, only the ID number is
// enough.
func (d *directory) created(ref catalog.Ref, rec catalog.Record, stored *directory) (string, bool) {
	id, ok := d.meant(ref, rec)
	if !ok {
		return "", false
	}
	set := rec.Get(idKey).Canonical()
	sure := set != "" && d.known[id].Get(idKey).Canonical() == set
	return id, sure || len(stored.exact[value.Tight(rec.Get(d.kind.Name).Canonical())]) == 0
}

// withCreated returns a list with the new records that its words name, unless a stored record has the name, too.
func (r *Reading) withCreated(list catalog.Refs, v value.Value, ids map[string]string) value.Value {
	links := list.Links(v)
	changed := false
	for i, l := range links {
		if dir := r.dirs[list.Kind]; l.ID != "" || dir != nil && len(dir.all(l.Words)) > 0 {
			continue
		}
		if id := ids[refKey(list.Kind, l.Words)]; id != "" {
			links[i], changed = catalog.Link{ID: id}, true
		}
	}
	if !changed {
		return v
	}
	return catalog.LinksValue(links)
}
