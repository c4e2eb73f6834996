package intake

import (
	"slices"

	"taizhang/data/catalog"
)

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
	keys    keyTable // of rows as the sheet says
	order   []int32
	place   []int32                 // of each row in order
	byKey   *lookup                 // rows whose record is known
	joined  map[*Row]catalog.Record // records of rows with what the rows add that repeat them
	// repeated are those rows, in the order in which they add to it.
	repeated map[*Row][]*Row
}

func newMatcher(set *storedSet, keys keyTable, rows []*Row) *matcher {
	m := &matcher{identity: set.id, set: set, rows: rows, keys: keys, byKey: newLookup(3 * len(rows)), joined: map[*Row]catalog.Record{}, repeated: map[*Row][]*Row{}, claimed: make([]int32, len(set.records))}
	set.index()
	for i := range m.claimed {
		m.claimed[i] = -1
	}
	strength := make([]uint8, len(rows))
	m.order = make([]int32, len(rows))
	for i, r := range rows {
		r.at = int32(i)
		m.order[i], strength[i] = int32(i), uint8(m.strength(keys, int32(i)))
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
		m.byIDs()
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
	m.rows[i].Table.reading.keepLinks(m.rows[i], m.set.records[c])
	after := catalog.Complete(Merge(m.set.records[c], m.rows[i].record(), m.rows[i].policy()))
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
	key, ok := m.keys.at(i, set)
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
		if isSame(rec, r, row.policy()) {
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
	return isSame(m.set.records[c], m.rows[i].record(), m.rows[i].policy())
}

// settle makes a row known to the rows after it.
func (m *matcher) settle(i int32) {
	row := m.rows[i]
	for set := range m.sets {
		key, ok := m.keys.at(i, set)
		if row.stored >= 0 {
			key, ok = m.key(set, *row.after)
		}
		if ok {
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
	if len(m.set.records) == 0 || !m.named {
		return false
	}
	row := m.rows[i]
	r := row.record()
	for set := range m.sets {
		key, ok := m.keys.at(i, set)
		if !ok {
			continue
		}
		tried := 0
		m.set.byKey.each(key, func(c int32) bool {
			tried++
			if o := m.claimed[c]; o >= 0 && m.same(set, r, m.set.records[c]) && !m.opposes(r, m.set.records[c]) && isSame(m.set.records[c], r, onlyFill) {
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
		key, ok := m.keys.at(i, set)
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
	both := Merge(other, row.record(), onlyFill)
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
	if len(m.set.records) == 0 {
		return false
	}
	row := m.rows[i]
	r := row.record()
	for set := range m.sets {
		key, ok := m.keys.at(i, set)
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
