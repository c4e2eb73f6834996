package intake

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// directory knows the records of one kind by the names under which other records refer to them.
type directory struct {
	ref   catalog.Ref
	kind  *catalog.Kind             // nil if records of it can't be made here
	exact map[string][]string       // name → ids
	stems map[string][]string       // name without the endings that offices leave out → ids
	names map[string]string         // id → name
	known map[string]catalog.Record // by id; nil for a kind whose names are its records' own
	bySet map[string][]string       // field and value → ids, for the first field of catalog.Ref.By
	fresh map[string]catalog.Record // stem → the record that would be made for it
	live  map[string]bool           // stems of fresh that the present plan makes
	heard map[string]bool           // how they sound
	// pending are the stems of the rows of the same workbooks that are records of the kind themselves.
	pending map[string]bool
}

func (r *Reading) directory(ctx context.Context, ref catalog.Ref) (*directory, error) {
	d := &directory{ref: ref, exact: map[string][]string{}, stems: map[string][]string{}, names: map[string]string{}, fresh: map[string]catalog.Record{}}
	for _, v := range r.vocabularies {
		if v.kind.Key == ref.Kind {
			d.kind = v.kind
		}
	}
	if d.kind == nil || r.records == nil {
		return d, nil
	}
	if !d.canCreate() {
		d.known, d.bySet = map[string]catalog.Record{}, map[string][]string{}
	}
	err := r.records.Each(ctx, d.kind, func(rec catalog.Record) error {
		d.note(rec)
		name := value.Tight(rec.Label())
		if name == "" {
			return nil
		}
		d.exact[name] = append(d.exact[name], rec.ID)
		d.names[rec.ID] = name
		s := d.stem(name)
		d.stems[s] = append(d.stems[s], rec.ID)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the names of %s: %w", ref.Kind, err)
	}
	return d, nil
}

var townshipHead = regexp.MustCompile(`^\p{Han}{2,6}?(镇|乡|街道|办事处)`)

// stem returns a name without what offices put before it and behind it: 中共容城镇北门社区党支部 is 北门.
func (d *directory) stem(name string) string {
	s := strings.TrimPrefix(foldSigns.Replace(value.Tight(name)), "中共")
	if at := townshipHead.FindStringIndex(s); at != nil && runes(d.ref.Stem(s[at[1]:])) >= 2 {
		s = s[at[1]:]
	}
	return d.ref.Stem(s)
}

// find returns the id of the record that a name means; ok is false if there is none, or several.
func (d *directory) find(name string) (id string, ok bool) {
	name = value.Tight(name)
	if ids := d.all(name); len(ids) == 1 {
		return ids[0], true
	}
	return "", false
}

// all returns the ids of all records that a name may mean.
func (d *directory) all(name string) []string {
	if ids := d.exact[value.Tight(name)]; len(ids) > 0 {
		return ids
	}
	return d.stems[d.stem(name)]
}

func (d *directory) knows(name string) bool {
	_, ok := d.find(name)
	return ok && name != ""
}

// in returns the name of the record that a title names.
func (d *directory) in(title string) string {
	title = value.Tight(title)
	best := ""
	for stem := range d.stems {
		if runes(stem) < 2 || len(stem) < len(best) || len(stem) == len(best) && stem > best {
			continue
		}
		for _, end := range placeEnds {
			if strings.Contains(title, stem+end) {
				best = stem
			}
		}
	}
	if best == "" {
		return ""
	}
	return d.names[d.stems[best][0]]
}

// similar returns the ids of records whose name sounds alike, differs in one character of three or more, or
// contains the other: at most three.
func (d *directory) similar(name string) []string {
	s := d.stem(name)
	var out []string
	for stem, ids := range d.stems {
		if alike(s, stem) {
			out = append(out, ids...)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(d.names[a], d.names[b]) })
	return out[:min(len(out), 3)]
}

// alike finds names that are easily written for each other. Names of two characters that differ in one are not:
// 城东 and 城西 are two communities.
func alike(a, b string) bool {
	if a == b || runes(a) < 2 || runes(b) < 2 {
		return a == b && a != ""
	}
	if sound(a) == sound(b) {
		return true
	}
	if runes(a) >= 3 && runes(b) >= 3 {
		return distance(a, b) <= 1
	}
	return false
}

func sound(s string) string {
	key, _, _ := strings.Cut(value.PinyinKey(s), "\x00")
	return key
}

// distance is the number of characters to change, add or drop to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, p := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, q := range y {
			cost := diagonal
			if p != q {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}

// labels returns the names of all records, those that the present plan would make among them, by id.
func (d *directory) labels() map[string]string {
	out := maps.Clone(d.names)
	for stem, rec := range d.fresh {
		if d.live[stem] {
			out[rec.ID] = rec.Label()
		}
	}
	return out
}

// nameOf returns the name of a record, one that the plan would make included; "" if there is none.
func (d *directory) nameOf(id string) string {
	if name, ok := d.names[id]; ok {
		return name
	}
	for _, rec := range d.fresh {
		if rec.ID == id {
			return rec.Label()
		}
	}
	return ""
}

// canCreate reports whether a record can be made of a name alone: the name is what it is known by.
func (d *directory) canCreate() bool {
	return d != nil && d.kind != nil && len(d.kind.Identity) > 0 && slices.Equal(d.kind.Identity[0].Fields, []string{d.kind.Name})
}

// create returns the record that would be made for a name; always the same one for the same stem.
func (d *directory) create(name string) catalog.Record {
	stem := d.stem(name)
	rec, ok := d.fresh[stem]
	if !ok {
		rec = catalog.NewRecord(d.kind, newID())
	}
	short := d.shortName(name)
	if old := rec.Get(d.kind.Name).Canonical(); old == "" || runes(short) > runes(old) {
		rec = rec.With(d.kind.Name, value.Text(short))
	}
	if full := value.Tight(name); strings.HasSuffix(full, "支部") && d.kind.Index(branchKey) >= 0 {
		rec = rec.With(branchKey, value.Text(full))
	}
	d.fresh[stem] = rec
	d.live[stem], d.heard[sound(stem)] = true, true
	return rec
}

// begin forgets which records the last plan would make.
func (d *directory) begin() {
	d.live, d.heard, d.pending = map[string]bool{}, map[string]bool{}, map[string]bool{}
}

// idFor returns the id of the record that rows refer to by the name of a row of the same workbooks.
func (d *directory) idFor(name string) (id string, ok bool) {
	stem := d.stem(name)
	return d.fresh[stem].ID, d.live[stem]
}

// soundsLive finds a name that sounds like another unknown one of the same workbook: one of them is a slip.
func (d *directory) soundsLive(stem string) bool { return d.heard[sound(stem)] }

const branchKey = "branch"

// shortName returns the name under which a community is kept: 容城镇北门社区党支部 is 北门社区, 北门 stays 北门.
func (d *directory) shortName(name string) string {
	stem := d.stem(name)
	_, rest, _ := strings.Cut(value.Tight(name), stem)
	for _, end := range []string{"社区", "村"} {
		if strings.HasPrefix(rest, end) {
			return stem + end
		}
	}
	return stem
}

func newID() string {
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.NewString()
	}
	return id.String()
}

// mention is one name by which rows refer to records of another kind, and what it was taken to mean.
type mention struct {
	dir      *directory
	name     string
	count    int
	place    bool // the column speaks of communities, or the name has the form of one
	end      bool // the column's heading says 社区 in its place
	id       string
	isNew    bool // the record is made by the same operation
	settled  bool // by a clerk
	similar  []string
	several  []string // records that bear the name; the rest of each row says which is meant
	question bool
}

// resolve finds what a name means. An unknown name that is like no known one and stands where a community stands
// is made a record of; anything else is a question.
func (m *mention) resolve(answers map[string]refAnswer) {
	if a, ok := answers[m.dir.ref.Kind+"\x00"+value.Tight(m.name)]; ok {
		m.settled = true
		m.id = a.id
		if a.create {
			m.id, m.isNew = m.dir.create(m.fullName()).ID, true
		}
		return
	}
	if id, ok := m.dir.find(m.name); ok {
		m.id = id
		return
	}
	if bare := groupName(m.name); bare != "" && bare != value.Tight(m.name) && (m.dir.knows(bare) || isPlace(bare)) {
		m.name = bare // 北门社区(3人)
		m.resolve(answers)
		return
	}
	stem := m.dir.stem(m.name)
	if ids := m.dir.all(m.name); len(ids) > 1 && m.dir.known != nil {
		m.several = ids
	}
	if m.dir.pending[stem] {
		m.id, m.isNew = m.dir.create(m.fullName()).ID, true
		return
	}
	if m.similar = m.several; len(m.several) == 0 {
		m.similar = m.dir.similar(m.name)
	}
	if len(m.similar) == 0 && m.place && m.dir.canCreate() && (m.dir.live[stem] || !m.dir.soundsLive(stem)) {
		m.id, m.isNew = m.dir.create(m.fullName()).ID, true
		return
	}
	m.question = true
}

// communityEnd is how the names of communities end, which a heading 社区 may say in their place.
const communityEnd = "社区"

// fullName returns the name with what the heading of its column says: 北门 under 社区 is 北门社区.
func (m *mention) fullName() string {
	name := value.Tight(m.name)
	if m.end && m.dir.stem(name) == name && isPlaceName(name) {
		return name + communityEnd
	}
	return m.name
}

// options returns what may be chosen for an unknown name, the likeliest first.
func (m *mention) options() []Option {
	var out []Option
	for _, id := range m.similar {
		out = append(out, Option{Text: "是「" + m.dir.describe(id) + "」", ID: id, Value: value.Text(id)})
	}
	if m.dir.canCreate() {
		out = append(out, Option{Text: "新建「" + m.dir.shortName(m.fullName()) + "」", Create: true})
	}
	return out
}

// isPlaceName reports whether a name in a column of communities is one: Chinese, short, and not the office itself.
func isPlaceName(s string) bool {
	s = value.Tight(s)
	return isPlace(s) || allHan(s) && runes(s) >= 2 && runes(s) <= 6 && !isOfficeName(s) && !containsAny(s, notPlaces) && !isGenericPlace(s) &&
		!containsAny(s, []string{"公司", "学校", "中学", "小学", "医院", "银行", "局", "所", "厂", "院", "站", "无", "不详", "其他"})
}
