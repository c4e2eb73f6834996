package intake

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"

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
func (id *identity) strength(r catalog.Record) int {
	for i, s := range id.sets {
		if _, ok := id.key(i, r); ok && s.sure {
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
	heads map[uint64]int32
	tails map[uint64]int32
	items []int32
	next  []int32
}

func newLookup() *lookup { return &lookup{heads: map[uint64]int32{}, tails: map[uint64]int32{}} }

func (l *lookup) put(key uint64, item int32) {
	at := int32(len(l.items))
	l.items, l.next = append(l.items, item), append(l.next, -1)
	if tail, ok := l.tails[key]; ok {
		l.next[tail] = at
	} else {
		l.heads[key] = at
	}
	l.tails[key] = at
}

// each calls f with the items under a number until f returns false.
func (l *lookup) each(key uint64, f func(item int32) bool) {
	at, ok := l.heads[key]
	for ok && at >= 0 {
		if !f(l.items[at]) {
			return
		}
		at = l.next[at]
	}
}

// take removes the first item under a number for which f is true, and returns it.
func (l *lookup) take(key uint64, f func(item int32) bool) (int32, bool) {
	at, ok := l.heads[key]
	prev := int32(-1)
	for ok && at >= 0 {
		if f(l.items[at]) {
			switch {
			case prev >= 0:
				l.next[prev] = l.next[at]
			case l.next[at] >= 0:
				l.heads[key] = l.next[at]
			default:
				delete(l.heads, key)
				delete(l.tails, key)
				return l.items[at], true
			}
			if l.next[at] < 0 {
				l.tails[key] = prev
			}
			return l.items[at], true
		}
		prev, at = at, l.next[at]
	}
	return 0, false
}

// storedSet holds the stored records of one kind that some row of the workbooks may be.
type storedSet struct {
	id      *identity
	wanted  map[uint64]struct{} // keys of the rows for which it was read
	records []catalog.Record
	byKey   *lookup
	byWhole *lookup
}

// load reads the stored records that share an identity with one of the rows.
func (r *Reading) load(ctx context.Context, kind *catalog.Kind, rows []*Row) (*storedSet, error) {
	s := r.stored[kind.Key]
	if s == nil {
		s = &storedSet{id: newIdentity(kind)}
	}
	id := s.id
	wanted := make(map[uint64]struct{}, len(rows))
	known := s.wanted != nil
	for _, row := range rows {
		for set := range id.sets {
			if key, ok := id.key(set, row.record()); ok {
				wanted[key] = struct{}{}
				if _, is := s.wanted[key]; !is {
					known = false
				}
			}
		}
	}
	if known { // what was read before holds all that these rows can be
		return s, nil
	}
	s = &storedSet{id: id, wanted: wanted}
	r.stored[kind.Key] = s
	if r.records == nil || len(wanted) == 0 {
		return s, nil
	}
	err := r.records.Each(ctx, id.kind, func(rec catalog.Record) error {
		for set := range id.sets {
			if key, ok := id.key(set, rec); ok {
				if _, is := wanted[key]; is {
					s.records = append(s.records, rec)
					break
				}
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("reading the stored records of %s: %w", id.kind.Key, err)
	}
	return s, nil
}

func (s *storedSet) index() {
	s.byKey, s.byWhole = newLookup(), newLookup()
	for i, rec := range s.records {
		s.byWhole.put(s.id.whole(rec), int32(i))
		for set := range s.id.sets {
			if key, ok := s.id.key(set, rec); ok {
				s.byKey.put(key, int32(i))
			}
		}
	}
}

// mostCandidates bounds the search among records with one key: a thousand equal entries of a log are told apart by
// nothing anyway.
const (
	mostCandidates = 64
	mostClaimed    = 2048 // of those that are other rows' already
)

// matcher finds for each row of one kind the stored record that it is, or the other row.
type matcher struct {
	*identity
	set     *storedSet
	claimed []int32 // of each stored record: place of its row in rows, -1
	rows    []*Row
	order   []int32
	place   []int32                 // of each row in order
	byKey   *lookup                 // rows whose record is known
	joined  map[*Row]catalog.Record // records of rows with what the rows add that repeat them
	// repeated are those rows, in the order in which they add to it.
	repeated map[*Row][]*Row
}

func newMatcher(set *storedSet, rows []*Row) *matcher {
	m := &matcher{identity: set.id, set: set, rows: rows, byKey: newLookup(), joined: map[*Row]catalog.Record{}, repeated: map[*Row][]*Row{}, claimed: make([]int32, len(set.records))}
	set.index()
	for i := range m.claimed {
		m.claimed[i] = -1
	}
	strength := make([]uint8, len(rows))
	m.order = make([]int32, len(rows))
	for i, r := range rows {
		r.at = int32(i)
		m.order[i], strength[i] = int32(i), uint8(m.strength(r.record()))
	}
	slices.SortStableFunc(m.order, func(a, b int32) int { return int(strength[a]) - int(strength[b]) })
	m.place = make([]int32, len(rows))
	for n, i := range m.order {
		m.place[i] = int32(n)
	}
	return m
}

// run decides all rows: first those that are a stored record, the surest first, then those that repeat another row.
func (m *matcher) run() {
	if len(m.set.records) > 0 {
		m.answered()
		m.each(m.exact)
		m.bySets(true, m.saysNothingNew) // first, lest a row that changes much takes the record of one that changes nothing
		m.bySets(true, m.known)
		m.bySets(false, m.saysNothingNew)
	}
	for _, i := range m.order { // one order for all, so that what is stored already changes nothing for the others
		if row := m.rows[i]; row.stored >= 0 || row.isApart() || !m.addsNothing(i) && !m.repeats(i, true) {
			m.settle(i)
		}
	}
	m.each(m.byDoubt)
}

// isApart reports whether a clerk has said that a row is nobody else.
func (r *Row) isApart() bool { return r.answer != nil && !r.answer.same }

func (m *matcher) bySets(sure bool, accept func(i, c int32) bool) {
	for set := range m.sets {
		if m.sets[set].sure == sure {
			m.each(func(i int32) { m.bySet(i, set, accept) })
		}
	}
}

// each calls f with the rows that are not decided yet.
func (m *matcher) each(f func(i int32)) {
	for _, i := range m.order {
		if r := m.rows[i]; r.stored < 0 && r.other == nil && r.maybe == nil {
			f(i)
		}
	}
}

// answered takes the rows of which a clerk has said which record they are.
func (m *matcher) answered() {
	for _, i := range m.order {
		a := m.rows[i].answer
		if a == nil || !a.same || a.record == "" {
			continue
		}
		for c, rec := range m.set.records {
			if rec.ID == a.record && m.claimed[c] < 0 {
				m.claim(i, int32(c))
				break
			}
		}
	}
}

func (m *matcher) claim(i, c int32) {
	m.claimed[c] = i
	m.rows[i].stored = c
	m.rows[i].before = &m.set.records[c]
	after := Merge(m.set.records[c], m.rows[i].record(), m.rows[i].gaps())
	m.rows[i].after = &after
}

// exact takes the stored record that has all values of the row and no others, each record once.
func (m *matcher) exact(i int32) {
	r := m.rows[i].record()
	c, ok := m.set.byWhole.take(m.whole(r), func(c int32) bool {
		return m.claimed[c] < 0 && len(catalog.Differences(r, m.set.records[c])) == 0
	})
	if ok {
		m.claim(i, c)
	}
}

// bySet takes the free stored record that is equal in a set of fields and that accept agrees to; one that the row
// changes nothing in goes first.
func (m *matcher) bySet(i int32, set int, accept func(i, c int32) bool) {
	row := m.rows[i]
	r := row.record()
	key, ok := m.key(set, r)
	if !ok || row.isApart() {
		return
	}
	best, tried, seen := int32(-1), 0, 0
	m.set.byKey.each(key, func(c int32) bool {
		if m.claimed[c] >= 0 {
			seen++
			return seen < mostClaimed
		}
		if tried++; tried > mostCandidates {
			return false
		}
		rec := m.set.records[c]
		if !m.same(set, r, rec) || m.excludes(r, rec) || !accept(i, c) {
			return true
		}
		if best < 0 {
			best = c
		}
		if isSame(rec, r, row.gaps()) {
			best = c
			return false
		}
		return true
	})
	if best >= 0 {
		m.claim(i, best)
	}
}

func (m *matcher) known(int32, int32) bool { return true }

func (m *matcher) saysNothingNew(i, c int32) bool {
	return isSame(m.set.records[c], m.rows[i].record(), m.rows[i].gaps())
}

// settle makes a row known to the rows after it.
func (m *matcher) settle(i int32) {
	rec := m.rows[i].After()
	for set := range m.sets {
		if key, ok := m.key(set, rec); ok {
			m.byKey.put(key, i)
		}
	}
}

// byDoubt asks of a row that is surely none of the stored records and no other row, whether it is perhaps one.
func (m *matcher) byDoubt(i int32) {
	row := m.rows[i]
	if row.isApart() || m.perhaps(i) || !m.named {
		return
	}
	if _, joined := m.joined[row]; !joined {
		m.repeats(i, false)
	}
}

// addsNothing finds a row that is a stored record to which this row, the same one, has nothing to add: it was joined to
// it when the file was stored before.
func (m *matcher) addsNothing(i int32) bool {
	row := m.rows[i]
	r := row.record()
	for set := range m.sets {
		key, ok := m.key(set, r)
		if !ok || !m.named {
			continue
		}
		tried := 0
		m.set.byKey.each(key, func(c int32) bool {
			tried++
			if o := m.claimed[c]; o >= 0 && m.same(set, r, m.set.records[c]) && !m.opposes(r, m.set.records[c]) && isSame(m.set.records[c], r, always) {
				row.other, row.by, row.unsure = m.rows[o], uint8(set), !m.sets[set].sure
			}
			return row.other == nil && tried < mostCandidates
		})
		if row.other != nil {
			m.join(row.other, m.sofar(row.other), row)
			return true
		}
	}
	return false
}

// repeats finds another row that is the same record: one before this, or, if it is sure, one that is a stored record.
func (m *matcher) repeats(i int32, sure bool) bool {
	row := m.rows[i]
	r := row.record()
	for set := range m.sets {
		key, ok := m.key(set, r)
		if !ok || m.sets[set].sure != sure {
			continue
		}
		tried := 0
		is := func(o int32) bool {
			if !sure && (m.place[o] >= m.place[i] || m.rows[o].other != nil) {
				return true
			}
			other := m.sofar(m.rows[o])
			if tried++; tried > mostCandidates {
				return false
			}
			if !m.same(set, r, other) || m.excludes(r, other) || !sure && m.opposes(r, other) {
				return true
			}
			row.other, row.by, row.unsure = m.rows[o], uint8(set), !sure
			m.join(m.rows[o], other, row)
			return false
		}
		m.byKey.each(key, is)
		if row.other == nil && sure && m.named {
			m.set.byKey.each(key, func(c int32) bool { return m.claimed[c] < 0 || is(m.claimed[c]) })
		}
		if row.other != nil {
			return true
		}
	}
	return false
}

// sofar returns the record of a row with what the rows before this one add to it.
func (m *matcher) sofar(row *Row) catalog.Record {
	if rec, ok := m.joined[row]; ok {
		return rec
	}
	return row.After()
}

// join adds a row that repeats another one to its record, so that a third row that contradicts it is not joined too.
func (m *matcher) join(o *Row, other catalog.Record, row *Row) {
	if !m.named {
		return
	}
	both := Merge(other, row.record(), always)
	m.joined[o] = both
	m.repeated[o] = append(m.repeated[o], row)
	for set := range m.sets {
		key, ok := m.key(set, both)
		if was, had := m.key(set, other); ok && (!had || was != key) {
			m.byKey.put(key, o.at)
		}
	}
}

// perhaps finds a stored record that the row may be, and asks.
func (m *matcher) perhaps(i int32) bool {
	row := m.rows[i]
	r := row.record()
	for set := range m.sets {
		key, ok := m.key(set, r)
		if !ok || m.sets[set].sure {
			continue
		}
		tried, seen, found := 0, 0, int32(-1)
		m.set.byKey.each(key, func(c int32) bool {
			if m.claimed[c] >= 0 {
				seen++
				return seen < mostClaimed
			}
			if tried++; tried > mostCandidates {
				return false
			}
			rec := m.set.records[c]
			if !m.same(set, r, rec) || m.excludes(r, rec) || !m.named && m.opposes(r, rec) {
				return true
			}
			found = c
			return m.opposes(r, rec) // look on for one that doesn't oppose
		})
		if found < 0 {
			continue
		}
		row.by, row.unsure = uint8(set), true
		row.maybe = &m.set.records[found]
		if row.answer == nil && !m.opposes(r, *row.maybe) || row.answer != nil && row.answer.same { // taken for the same unless a clerk says no
			m.claim(i, found)
		}
		return true
	}
	return false
}
