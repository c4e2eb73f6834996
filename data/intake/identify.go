package intake

import (
	"context"
	"fmt"
	"hash/maphash"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// identity compares rows and records of one kind by the sets of fields that name one.
type identity struct {
	kind  *catalog.Kind
	sets  []keySet
	named bool // records have a name (people, communities); otherwise they are entries of a log
	seed  maphash.Seed
}

type keySet struct {
	fields []int
	dates  []bool // compared by Date.Covers: 1968-05 may be 1968-05-12
	sure   bool
	alone  bool // counts only where no other set can be compared
}

func newIdentity(k *catalog.Kind) *identity {
	id := &identity{kind: k, named: k.Name != "", seed: maphash.MakeSeed()}
	for _, s := range k.Identity {
		set := keySet{sure: s.Sure}
		for _, key := range s.Fields {
			set.add(id, k.Index(key))
		}
		id.sets = append(id.sets, set)
	}
	last := keySet{alone: true} // the name, or what an entry of a log must have
	for i, f := range k.Fields {
		if f.Key == k.Name || !id.named && f.Required {
			last.add(id, i)
		}
	}
	if len(last.fields) > 0 {
		id.sets = append(id.sets, last)
	}
	return id
}

func (s *keySet) add(id *identity, field int) {
	_, isDate := id.kind.Fields[field].Type.(catalog.Date)
	s.fields = append(s.fields, field)
	s.dates = append(s.dates, isDate && id.named)
}

// textAt returns what a field is compared by. Of what could not be read, words that stand in no list count too.
func (id *identity) textAt(r catalog.Record, field int) string {
	v := r.At(field)
	if v.IsUnread() {
		if _, ok := id.kind.Fields[field].Type.(catalog.Chooser); ok {
			return v.Encode()
		}
	}
	return v.Canonical()
}

// key returns the number under which records are looked up that may be equal in a set; ok is false if one of its
// fields is not filled.
func (id *identity) key(set int, r catalog.Record) (key uint64, ok bool) {
	s := &id.sets[set]
	key = uint64(set) + 1
	for n, f := range s.fields {
		text := id.textAt(r, f)
		if text == "" {
			return 0, false
		}
		if s.dates[n] {
			text = text[:min(4, len(text))] // the year: dates that may be the same day have it
		}
		key = key*0x9E3779B97F4A7C15 ^ maphash.String(id.seed, text)
	}
	return key, true
}

// whole returns the number of a record with all of its values.
func (id *identity) whole(r catalog.Record) uint64 {
	var h maphash.Hash
	h.SetSeed(id.seed)
	for i := range id.kind.Fields {
		v := r.At(i)
		if v.IsUnread() {
			h.WriteByte(1)
			h.WriteString(v.Raw())
		}
		h.WriteString(v.Canonical())
		h.WriteByte(0)
	}
	return h.Sum64()
}

// same reports whether two records are equal in a set of fields.
func (id *identity) same(set int, a, b catalog.Record) bool {
	s := &id.sets[set]
	for n, f := range s.fields {
		if id.textAt(a, f) == "" || id.textAt(b, f) == "" {
			return false
		}
		if x, y := a.At(f), b.At(f); x != y && !(s.dates[n] && covers(x, y)) {
			return false
		}
	}
	return !s.alone || !id.comparable(a, b)
}

// comparable reports whether some set of the kind's own is filled in both records.
func (id *identity) comparable(a, b catalog.Record) bool {
	for i := range id.sets {
		s := &id.sets[i]
		filled := !s.alone
		for _, f := range s.fields {
			filled = filled && id.textAt(a, f) != "" && id.textAt(b, f) != ""
		}
		if filled {
			return true
		}
	}
	return false
}

func covers(x, y value.Value) bool {
	a, ok1 := x.Date()
	b, ok2 := y.Date()
	return ok1 && ok2 && a.Covers(b)
}

// excludes reports whether two records can't be the same one: a field that is sure by itself, such as the ID
// number, is filled in both and differs.
func (id *identity) excludes(a, b catalog.Record) bool {
	for i := range id.sets {
		if s := &id.sets[i]; s.sure && len(s.fields) == 1 && id.differ(s, 0, a, b) {
			return true
		}
	}
	return false
}

// opposes reports whether some field of a sure set is filled in both and differs: a birth date, a recipient.
func (id *identity) opposes(a, b catalog.Record) bool {
	for i := range id.sets {
		for n := range id.sets[i].fields {
			if s := &id.sets[i]; s.sure && id.differ(s, n, a, b) {
				return true
			}
		}
	}
	return false
}

func (id *identity) differ(s *keySet, n int, a, b catalog.Record) bool {
	f := s.fields[n]
	x, y := a.At(f), b.At(f)
	if x == y || id.textAt(a, f) == "" || id.textAt(b, f) == "" {
		return false
	}
	return !s.dates[n] || !covers(x, y)
}

// strength is the number of the first sure set that a row fills, the lower the surer.
func (id *identity) strength(t keyTable, row int32) int {
	for i, s := range id.sets {
		if _, ok := t.at(row, i); ok && s.sure {
			return i
		}
	}
	return len(id.sets)
}

// why names the fields of a set: 身份证号码相同.
func (id *identity) why(set int) string {
	s := ""
	for i, f := range id.sets[set].fields {
		if i > 0 {
			s += "、"
		}
		s += id.kind.Fields[f].Title
	}
	return s + "相同"
}

// lookup finds what was put under a number, in the order in which it was put.
type lookup struct {
	ends  map[uint64]ends
	items []int32
	next  []int32
}

// ends are the places of the first and the last item under a number; first is -1 when all are taken.
type ends struct{ first, last int32 }

func newLookup(size int) *lookup {
	return &lookup{ends: make(map[uint64]ends, size), items: make([]int32, 0, size), next: make([]int32, 0, size)}
}

func (l *lookup) put(key uint64, item int32) {
	at := int32(len(l.items))
	l.items, l.next = append(l.items, item), append(l.next, -1)
	e, ok := l.ends[key]
	if ok && e.first >= 0 {
		l.next[e.last] = at
		e.last = at
	} else {
		e = ends{at, at}
	}
	l.ends[key] = e
}

// each calls f with the items under a number until f returns false.
func (l *lookup) each(key uint64, f func(item int32) bool) {
	e, ok := l.ends[key]
	for at := e.first; ok && at >= 0; at = l.next[at] {
		if !f(l.items[at]) {
			return
		}
	}
}

// take removes the first item under a number for which f is true, and returns it.
func (l *lookup) take(key uint64, f func(item int32) bool) (int32, bool) {
	e, ok := l.ends[key]
	prev := int32(-1)
	for at := e.first; ok && at >= 0; prev, at = at, l.next[at] {
		if !f(l.items[at]) {
			continue
		}
		if prev < 0 {
			e.first = l.next[at]
		} else {
			l.next[prev] = l.next[at]
		}
		if e.last == at {
			e.last = prev
		}
		l.ends[key] = e
		return l.items[at], true
	}
	return 0, false
}

// keyTable holds the numbers of all rows in all sets, 0 where a set is not filled.
type keyTable struct {
	sets int
	keys []uint64
}

func (id *identity) keysOf(rows []*Row) keyTable {
	t := keyTable{len(id.sets), make([]uint64, len(rows)*len(id.sets))}
	inParallel(len(rows), func(from, to int) {
		for i := from; i < to; i++ {
			for set := range id.sets {
				t.keys[i*t.sets+set], _ = id.key(set, rows[i].record())
			}
		}
	})
	return t
}

func (t keyTable) at(row int32, set int) (key uint64, ok bool) {
	key = t.keys[int(row)*t.sets+set]
	return key, key != 0
}

// set returns the numbers that are filled.
func (t keyTable) set() map[uint64]struct{} {
	out := make(map[uint64]struct{}, len(t.keys))
	for _, key := range t.keys {
		if key != 0 {
			out[key] = struct{}{}
		}
	}
	return out
}

// storedSet holds the stored records of one kind that some row of the workbooks may be.
type storedSet struct {
	id      *identity
	none    bool                // there is no stored record of the kind
	wanted  map[uint64]struct{} // keys of the rows for which it was read
	ids     map[string]struct{} // that returned workbooks carry
	records []catalog.Record
	byKey   *lookup
	byWhole *lookup
}

// load reads the stored records that share an identity with one of the rows.
func (r *Reading) load(ctx context.Context, kind *catalog.Kind, rows []*Row) (*storedSet, keyTable, error) {
	s := r.stored[kind.Key]
	if s == nil {
		s = &storedSet{id: newIdentity(kind)}
	}
	id := s.id
	table := id.keysOf(rows)
	if s.none {
		return s, table, nil
	}
	known := s.wanted != nil
	for _, key := range table.keys {
		if _, is := s.wanted[key]; key != 0 && !is {
			known = false
			break
		}
	}
	for _, row := range rows {
		if row.back == nil {
			continue
		}
		if _, is := s.ids[row.back.id]; !is {
			known = false
			break
		}
	}
	if known { // what was read before holds all that these rows can be
		return s, table, nil
	}
	s = &storedSet{id: id, ids: map[string]struct{}{}, none: true}
	for _, row := range rows {
		if row.back != nil {
			s.ids[row.back.id] = struct{}{}
		}
	}
	r.stored[kind.Key] = s
	if r.records == nil {
		return s, table, nil
	}
	err := r.records.Each(ctx, id.kind, func(rec catalog.Record) error {
		if s.none { // an office without records does not ask for the keys
			s.none, s.wanted = false, table.set()
		}
		if _, is := s.ids[rec.ID]; is {
			s.records = append(s.records, rec)
			return ctx.Err()
		}
		for set := range id.sets {
			if key, ok := id.key(set, rec); ok {
				if _, is := s.wanted[key]; is {
					s.records = append(s.records, rec)
					break
				}
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, table, fmt.Errorf("reading the stored records of %s: %w", id.kind.Key, err)
	}
	return s, table, nil
}

func (s *storedSet) index() {
	s.byKey, s.byWhole = newLookup(3*len(s.records)), newLookup(len(s.records))
	for i, rec := range s.records {
		s.byWhole.put(s.id.whole(rec), int32(i))
		for set := range s.id.sets {
			if key, ok := s.id.key(set, rec); ok {
				s.byKey.put(key, int32(i))
			}
		}
	}
}
