package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Past gives the records of a kind as they were at a moment, the deleted ones left out.
type Past func(ctx context.Context, kind *catalog.Kind, at time.Time, f func(catalog.Record) error) error

// identityHeading begins the heading of the hidden column in which an export that is handed out carries the ids of
// its records: 台账编号:cadre:20260930T081500.000Z.
const identityHeading = "台账编号"

const identityTime = "20060102T150405.000Z"

// IdentityHeading returns the heading of the hidden column of ids for an export of a kind, which shows the records as
// they were at a moment: the heading tells who reads the workbook when it comes back.
func IdentityHeading(kind *catalog.Kind, at time.Time) string {
	return strings.Join([]string{identityHeading, kind.Key, at.UTC().Format(identityTime)}, ":")
}

// isIdentityHeading finds the column of ids that an export carries.
func isIdentityHeading(levels []string) bool {
	return len(levels) > 0 && strings.HasPrefix(levels[len(levels)-1], identityHeading+":")
}

// handedOut says that a table is an export that was handed out and has come back.
type handedOut struct {
	col  int // of the sheet
	kind *catalog.Kind
	at   time.Time
}

// findHandedOut reads the heading of the column of ids. A clerk may have deleted it or written over it: then the rows
// are told by what they say, as those of any other table.
func (t *Table) findHandedOut() {
	t.handed = nil
	for i, c := range t.samples {
		if !isIdentityHeading(c.Heading) {
			continue
		}
		parts := strings.Split(c.Heading[len(c.Heading)-1], ":")
		if len(parts) < 3 {
			continue
		}
		at, err := time.Parse(identityTime, parts[2])
		kind := catalog.Find(t.reading.opt.Kinds, parts[1])
		if err == nil && kind != nil {
			t.handed = &handedOut{t.layout.col1 + i, kind, at}
			return
		}
	}
}

// HandedOut returns when the table was exported to be handed out; ok is false if it is no such table.
func (t *Table) HandedOut() (at time.Time, ok bool) {
	if t.handed == nil || t.handed.kind != t.Kind {
		return time.Time{}, false
	}
	return t.handed.at, true
}

// idOfRow returns the id that a row of a returned table carries, "" if none.
func (t *Table) idOfRow(row int) string {
	if _, ok := t.HandedOut(); !ok {
		return ""
	}
	return strings.TrimSpace(t.grid.Cell(row, t.handed.col).Text)
}

// comeback is what is known of a row of a workbook that was handed out and has come back.
type comeback struct {
	id   string
	base *catalog.Record // what the record was when it was handed out; nil if that is not known
	// policies are those of the fields that were changed there, or not; conflicts are those that were changed here too.
	policies  map[int]Policy
	conflicts []int
}

// bases reads what the records of returned tables were when they were handed out.
func (p *planner) bases(ctx context.Context) error {
	for _, tp := range p.plan.Tables {
		t := tp.Table
		if len(tp.Rows) == 0 || t.handed == nil {
			continue
		}
		base, err := p.reading.baseOf(ctx, t)
		if err != nil {
			return err
		}
		for i := range tp.Rows {
			row := &tp.Rows[i]
			id := t.idOfRow(row.Row)
			if id == "" {
				continue
			}
			row.back = &comeback{id: id}
			if rec, ok := base[id]; ok {
				row.back.base = &rec
			}
		}
	}
	return nil
}

func (r *Reading) baseOf(ctx context.Context, t *Table) (map[string]catalog.Record, error) {
	at, ok := t.HandedOut()
	if !ok || r.opt.Past == nil {
		return nil, nil
	}
	key := t.Kind.Key + at.Format(identityTime)
	if base, ok := r.bases[key]; ok {
		return base, nil
	}
	base := map[string]catalog.Record{}
	err := r.opt.Past(ctx, t.Kind, at, func(rec catalog.Record) error {
		base[rec.ID] = rec
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("reading the records of %s as they were handed out: %w", t.Kind.Key, err)
	}
	r.bases[key] = base
	return base, nil
}

// byIDs takes the records whose ids the rows carry. Of two rows with one id, as after copying a row, the one that
// says more of what the record says is it.
func (m *matcher) byIDs() {
	place := map[string]int32{}
	for _, row := range m.rows {
		if row.back != nil {
			place[row.back.id] = -1
		}
	}
	if len(place) == 0 {
		return
	}
	for c, rec := range m.set.records {
		if _, wanted := place[rec.ID]; wanted {
			place[rec.ID] = int32(c)
		}
	}
	type claim struct {
		row, record int32
		alike       int
	}
	var claims []claim
	for i, row := range m.rows {
		if row.back == nil || place[row.back.id] < 0 || row.stored >= 0 || row.isApart() {
			continue
		}
		c := place[row.back.id]
		was := m.set.records[c]
		if row.back.base != nil {
			was = *row.back.base
		}
		if alike, ok := m.mayBe(row.record(), was); ok {
			claims = append(claims, claim{int32(i), c, alike})
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return b.alike - a.alike })
	for _, c := range claims {
		if m.claimed[c.record] >= 0 {
			continue
		}
		m.rows[c.row].threeWays(m.set.records[c.record])
		m.claim(c.row, c.record)
	}
}

// mayBe reports whether a row that carries the id of a record can be that record, and in how many fields it is alike:
// ids stand in other rows than they should where somebody has sorted a sheet without its hidden column.
func (id *identity) mayBe(r, was catalog.Record) (alike int, ok bool) {
	filled := 0
	for i := range id.kind.Fields {
		a, b := r.At(i), was.At(i)
		if a.IsEmpty() || b.IsEmpty() {
			continue
		}
		if filled++; a == b || covers(a, b) {
			alike++
		}
	}
	if !id.named {
		return alike, alike*2 >= filled
	}
	agree, differ := 0, 0
	for _, key := range []string{id.kind.Name, idKey, birthKey} {
		a, b := r.Get(key), was.Get(key)
		switch {
		case a.IsEmpty() || b.IsEmpty():
		case a == b || covers(a, b):
			agree++
		default:
			differ++
		}
	}
	if agree == 0 || differ > agree {
		return alike, agree == 0 && differ < 2 && filled >= 4 && alike*4 >= filled*3
	}
	return alike, agree > differ || alike*4 >= filled*3
}

// idKey is the field of a person's ID number.
const idKey = "id_number"

// threeWays says for each field of a row that has come back whether it was changed there, here or in both places since
// it was handed out. What was not changed there stays as it is here, though it was changed here.
func (r *Row) threeWays(stored catalog.Record) {
	back := r.back
	if back == nil || back.base == nil {
		return
	}
	rec := r.record()
	back.policies = map[int]Policy{}
	for _, c := range r.Table.Columns {
		f := c.Field
		if f < 0 || !r.Table.Kind.Fields[f].Stored() {
			continue
		}
		was, here, there := back.base.At(f), stored.At(f), rec.At(f)
		there = catalog.Over(r.Table.Kind.Fields[f].Type, was, there)
		switch {
		case there == was:
			back.policies[f] = Never
		case there.IsUnread() && !was.IsUnread():
			// not understood: it is said as of any other table, and nothing takes its place
		default:
			back.policies[f] = exactly
			if here != was && here != there {
				back.conflicts = append(back.conflicts, f)
			}
		}
	}
	if org := r.Table.Kind.Index(orgKey); org >= 0 && rec.At(org) == back.base.At(org) {
		back.policies[org] = Never // the sheet's name or title says it where no column does
	}
}

// returnedMarks are the questions about a row that has come back: what was changed in both places, and a record that
// is no more.
func (p *planner) returnedMarks(row *Row) []mark {
	if row.back == nil || row.back.base == nil {
		return nil
	}
	t, was := row.Table, *row.back.base
	if row.before == nil {
		if row.other != nil || p.kept(row, p.keyField(row), codeDeleted) {
			return nil
		}
		if _, ok := newIdentity(t.Kind).mayBe(row.record(), was); !ok {
			return nil
		}
		return []mark{{p.keyField(row), t.sheetCol(int(p.keyField(row))), false, &catalog.Problem{Code: codeDeleted, Severity: catalog.Doubt,
			Text: fmt.Sprintf("「%s」在分发之后已从台账中删除,表里还有,要重新加入吗?", was.Label())}}}
	}
	var out []mark
	for _, f := range row.back.conflicts {
		if _, settled := row.chosen[f]; settled || t.policyOf(f) != TakeAll {
			continue
		}
		field := &t.Kind.Fields[f]
		word := func(v value.Value) string {
			if s := p.reading.words(field, v); s != "" {
				return "「" + s + "」"
			}
			return "空"
		}
		out = append(out, mark{int16(f), t.sheetCol(f), false, &catalog.Problem{Code: codeConflict, Severity: catalog.Doubt,
			Text: fmt.Sprintf("分发之后两边都改了:原为%s,台账改为%s,表里改为%s", word(was.At(f)), word(row.before.At(f)), word(row.record().At(f)))}})
	}
	return out
}

func (p *planner) kept(row *Row, field int16, code string) bool {
	a, _ := p.reading.settled.cell(row, int(field), code)
	return a.keep
}

// Words returns a value of a field as people read it, references as names.
func (p *Plan) Words(f *catalog.Field, v value.Value) string { return p.reading.words(f, v) }

// words returns a value as people read it, references as names.
func (r *Reading) words(f *catalog.Field, v value.Value) string {
	var words []string
	for _, l := range catalog.LinksOf(f.Type, v) {
		word := l.Words
		if dir := r.dirs[catalog.Refers(f.Type)]; dir != nil && l.ID != "" {
			word = dir.nameOf(l.ID)
		}
		if word != "" {
			words = append(words, word)
		}
	}
	if len(words) > 0 {
		return strings.Join(words, catalog.ListComma)
	}
	return f.Type.Format(v)
}

// returnedNote says that a table is one that was handed out.
func (t *Table) returnedNote() string {
	at, ok := t.HandedOut()
	if !ok {
		return ""
	}
	return "这是 " + at.Local().Format("2006年1月2日 15:04") + " 分发出去的表:按编号认出原来的记录,只更新交回时改过的格"
}
