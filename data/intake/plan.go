package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"
	"sync/atomic"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Fate is what would become of a row.
type Fate uint8

// The fates of rows.
const (
	LeftOut  Fate = iota // is no record
	New                  // a record is added
	Changed              // a stored record is changed
	Same                 // a stored record says all this already
	Doubtful             // a clerk should look first
	Broken               // can't be stored as it stands
)

// String returns the word for the fate.
func (f Fate) String() string {
	return [...]string{"跳过", "新增", "更新", "相同", "存疑", "有错"}[f]
}

// Counts are the numbers of rows by fate.
type Counts struct{ Rows, New, Changed, Same, Doubtful, Broken, LeftOut int }

func (c *Counts) add(f Fate) {
	c.Rows++
	switch f {
	case New:
		c.New++
	case Changed:
		c.Changed++
	case Same:
		c.Same++
	case Doubtful:
		c.Doubtful++
	case Broken:
		c.Broken++
	}
}

func (c *Counts) sum(o Counts) {
	c.Rows += o.Rows
	c.New += o.New
	c.Changed += o.Changed
	c.Same += o.Same
	c.Doubtful += o.Doubtful
	c.Broken += o.Broken
	c.LeftOut += o.LeftOut
}

// Plan says what would become of each row. It holds until something is decided on its Reading.
type Plan struct {
	Counts Counts
	Tables []*TablePlan
	// Created are the records that rows refer to and that the operation would make: communities that the office
	// doesn't have yet.
	Created []catalog.Record

	reading  *Reading
	mentions []*mention // the most frequent first
	byName   map[string]*mention
	repeated map[*Row][]*Row // rows that only add to the record of another one, by that row
}

// TablePlan is the part of a Plan that is about one table.
type TablePlan struct {
	Table  *Table
	Counts Counts
	Notes  []string // about the table as a whole, in Chinese
	Rows   []Row    // its records, in the order of the sheet
	// Missing are the records that were handed out with the table, and are not in it now that it has come back.
	Missing []Missing

	left   map[Role]int
	misfit *catalog.Field // that no row has and each must have; nil unless the kind was given by hand
}

// Row is a record of a workbook and its fate.
type Row struct {
	Table *Table
	Row   int // of the sheet, from 0
	Col   int // of the sheet, whose cell the record is of in a wide table; otherwise -1
	Fate  Fate

	index  int
	values []value.Value
	marks  []mark
	at     int32           // place among the rows of its kind
	stored int32           // place among the stored records, -1
	before *catalog.Record // the stored record that it is; nil if there is none
	after  *catalog.Record // that record as it would be; nil for a row that is none
	other  *Row            // the row that it repeats
	maybe  *catalog.Record // the stored record that it may be
	answer *rowAnswer
	back   *comeback      // nil unless the workbook was handed out and carries ids
	chosen map[int]Policy // fields for which something else holds than for the column
	blanks uint8          // set of places in parsed.blanks: fields that were filled in from others
	by     uint8          // set of fields by which it is other or maybe
	unsure bool
	clash  []catalog.Problem // with stored records and rows before it
}

func (r *Row) record() catalog.Record { return catalog.RecordOf(r.Table.Kind, "", r.values) }

// Before returns the stored record that the row is, zero if it is none.
func (r *Row) Before() catalog.Record {
	if r.before == nil {
		return catalog.Record{}
	}
	return *r.before
}

// After returns the record as it would be stored. That of a new row has no id yet.
func (r *Row) After() catalog.Record {
	if r.after == nil {
		return catalog.Complete(r.record())
	}
	return *r.after
}

// Changes returns the fields that would change in the stored record; nil for a row that is none.
func (r *Row) Changes() []FieldChange {
	if r.before == nil {
		return nil
	}
	return Changes(*r.before, r.After())
}

// Reason says in Chinese why the row has its fate.
func (r *Row) Reason() string {
	switch r.Fate {
	case New:
		return "现有记录中没有,将新增"
	case Changed:
		if was, is := r.Before().Get(orgKey), r.After().Get(orgKey); was != is && !was.IsEmpty() {
			words := r.Table.reading.wordsAt
			return "由「" + words(r.Before(), orgKey) + "」转到「" + words(r.After(), orgKey) + "」,将更新"
		}
		return "现有记录中已有,将更新"
	case Same:
		return "与现有记录相同,不用改动"
	case Broken:
		return "有错,不能存"
	}
	return "有疑问,确认后才存"
}

// planner makes one Plan.
type planner struct {
	reading *Reading
	plan    *Plan
	asked   map[*refColumn][]*mention // by place in names
}

// Plan says what would become of each row of the included tables. Rows that were parsed before are not parsed
// again, and stored records that were read before are not read again: see Refresh.
func (r *Reading) Plan(ctx context.Context) (*Plan, error) {
	p := &planner{reading: r, plan: &Plan{reading: r, repeated: map[*Row][]*Row{}}, asked: map[*refColumn][]*mention{}}
	r.count()
	for _, f := range r.Files {
		for _, t := range f.Tables {
			tp := &TablePlan{Table: t, left: map[Role]int{}}
			p.plan.Tables = append(p.plan.Tables, tp)
			tp.Notes = append(tp.Notes, t.notes...)
			if !t.Included || t.Kind == nil {
				continue
			}
			if err := r.know(ctx, t.Kind); err != nil {
				return nil, err
			}
			if err := t.parse(ctx); err != nil {
				return nil, err
			}
			t.setHow()
			tp.Notes = append(tp.Notes, t.parsed.notes...)
			for _, s := range []string{t.spotNote(), t.unstored(), t.returnedNote()} {
				if s != "" {
					tp.Notes = append(tp.Notes, s)
				}
			}
		}
	}
	p.resolve()
	for _, tp := range p.plan.Tables {
		p.rows(tp)
	}
	if err := p.bases(ctx); err != nil {
		return nil, err
	}
	if err := p.match(ctx); err != nil {
		return nil, err
	}
	if err := p.findMissing(ctx); err != nil {
		return nil, err
	}
	if err := p.clashes(ctx); err != nil {
		return nil, err
	}
	p.fates()
	return p.plan, ctx.Err()
}

// count finds how many records are to be read, for whoever waits.
func (r *Reading) count() {
	r.toRead, r.haveRead = 0, &atomic.Int64{}
	for _, f := range r.Files {
		for _, t := range f.Tables {
			if t.Included && t.Kind != nil && t.parsed == nil {
				r.toRead += len(t.roles)
			}
		}
	}
}

// tell reports that n more records were read.
func (r *Reading) tell(n int) {
	if r.opt.Report != nil {
		r.opt.Report(min(int(r.haveRead.Add(int64(n))), r.toRead), r.toRead)
	}
}

// resolve finds the records that the names in reference columns mean, the most frequent names first.
func (p *planner) resolve() {
	byName := map[string]*mention{}
	p.plan.byName = byName
	for _, d := range p.reading.dirs {
		d.begin()
	}
	for _, tp := range p.plan.Tables {
		p.announce(tp.Table)
	}
	for _, tp := range p.plan.Tables {
		t := tp.Table
		if !t.Included || t.Kind == nil {
			continue
		}
		for i := range t.parsed.refs {
			c := &t.parsed.refs[i]
			list := make([]*mention, len(c.names))
			for n, name := range c.names {
				key := refKey(c.dir.ref.Kind, name)
				m := byName[key]
				if m == nil {
					m = &mention{dir: c.dir, name: name}
					byName[key] = m
					p.plan.mentions = append(p.plan.mentions, m)
				}
				m.end = m.end || c.end
				m.place = m.place || c.place && isPlaceName(name) || isPlace(name)
				list[n] = m
			}
			for _, at := range c.at {
				if at >= 0 {
					list[at].count++
				}
			}
			p.asked[c] = list
		}
	}
	mentions := p.plan.mentions
	sort.SliceStable(mentions, func(i, j int) bool {
		if mentions[i].count != mentions[j].count {
			return mentions[i].count > mentions[j].count
		}
		return mentions[i].name < mentions[j].name
	})
	for _, m := range mentions {
		m.resolve(p.reading.settled.refs)
	}
}

// announce makes the rows of a table known to the rows that refer to them.
func (p *planner) announce(t *Table) {
	if !t.Included || t.Kind == nil || !p.reading.dirs[t.Kind.Key].canCreate() {
		return
	}
	dir, name := p.reading.dirs[t.Kind.Key], t.Kind.Index(t.Kind.Name)
	for i := range t.parsed.rows {
		if s := t.parsed.row(i)[name].Canonical(); s != "" {
			dir.pending[dir.stem(s)] = true
		}
	}
}

// byStoredName gives a row of a kind that others refer to the name under which it is stored: 北门 is 北门社区.
func (p *planner) byStoredName(row *Row) {
	k := row.Table.Kind
	dir, name := p.reading.dirs[k.Key], k.Index(k.Name)
	if !dir.canCreate() || name >= len(row.values) {
		return
	}
	id, ok := dir.find(row.values[name].Canonical())
	if stored := value.Text(dir.names[id]); ok && stored != row.values[name] {
		row.values = slices.Clone(row.values)
		row.values[name] = stored
	}
}

// rows makes the rows of a table, with references resolved and a clerk's decisions applied.
func (p *planner) rows(tp *TablePlan) {
	t := tp.Table
	for _, role := range t.roles {
		if role != RoleBody {
			tp.left[role]++
			if role != RoleHeading && role != RoleTitle && role != RoleLine && role != RoleMore {
				tp.Counts.LeftOut++
			}
		}
	}
	if !t.Included || t.Kind == nil {
		return
	}
	out := t.parsed
	for i := range out.refs {
		c := &out.refs[i]
		values := p.valuesOf(c)
		for n, at := range c.at {
			if at >= 0 {
				out.values[n*out.width+c.field] = values[at]
			}
		}
	}
	tp.Rows = make([]Row, len(out.rows))
	for i := range tp.Rows {
		row := &tp.Rows[i]
		*row = Row{Table: t, Row: int(out.rows[i]), Col: out.monthAt(i), index: i, values: out.row(i), marks: out.marksOf(i), stored: -1, blanks: out.filled[int32(i)]}
		row.answer = p.reading.settled.rows[row.key()]
		row.chosen = p.reading.settled.choices[row.key()]
		p.settleRow(row)
		p.link(row)
		p.askReferences(row)
		p.byStoredName(row)
	}
}

// valuesOf returns what each name of a column stands for: an id, or the name as it is written.
func (p *planner) valuesOf(c *refColumn) []value.Value {
	list := p.asked[c]
	values := make([]value.Value, len(list))
	for n, m := range list {
		switch {
		case m.id != "":
			values[n] = value.Text(m.id)
		case !m.settled:
			values[n] = value.Unread(m.name)
		}
	}
	return values
}

// askReferences marks a row whose reference is a question.
func (p *planner) askReferences(row *Row) {
	out := row.Table.parsed
	for i := range out.refs {
		c := &out.refs[i]
		at := c.at[row.index]
		if at < 0 || !p.asked[c][at].question || !row.record().At(c.field).IsUnread() {
			continue
		}
		m := mark{int16(c.field), int16(c.cells[row.index]), false, p.asked[c][at].problem(row.Table.Kind.Fields[c.field].Title)}
		row.marks = append(slices.Clone(row.marks), m)
	}
}

// problem is the question about an unknown name, one for all rows that have it.
func (m *mention) problem(what string) *catalog.Problem {
	text := fmt.Sprintf("没有名为「%s」的%s", m.name, what)
	if len(m.several) > 0 {
		text = fmt.Sprintf("有 %d 条名为「%s」的%s,是「%s」吗?", len(m.several), m.name, what, m.dir.describe(m.several[0]))
	} else if len(m.similar) > 0 {
		text += fmt.Sprintf(",是「%s」吗?", m.dir.describe(m.similar[0]))
	} else if m.dir.canCreate() {
		text += ",要新建吗?"
	}
	return &catalog.Problem{Code: codeReference, Severity: catalog.Doubt, Text: text}
}

// match finds the stored records of all rows, kind by kind.
func (p *planner) match(ctx context.Context) error {
	var kinds []*catalog.Kind
	rows := map[*catalog.Kind][]*Row{}
	for _, tp := range p.plan.Tables {
		k := tp.Table.Kind
		if len(tp.Rows) == 0 {
			continue
		}
		if rows[k] == nil {
			kinds = append(kinds, k)
			total := 0
			for _, other := range p.plan.Tables {
				if other.Table.Kind == k {
					total += len(other.Rows)
				}
			}
			rows[k] = make([]*Row, 0, total)
		}
		for i := range tp.Rows {
			rows[k] = append(rows[k], &tp.Rows[i])
		}
	}
	for _, k := range kinds {
		set, keys, err := p.reading.load(ctx, k, rows[k])
		if err != nil {
			return err
		}
		m := newMatcher(set, keys, rows[k])
		m.run()
		maps.Copy(p.plan.repeated, m.repeated)
	}
	return nil
}

// created returns the records that must be made because rows refer to them, and that are no rows themselves.
func (p *Plan) created(stores func(*Row) bool) []catalog.Record {
	fresh := map[string]*mention{}
	for _, m := range p.mentions {
		if m.isNew && m.id != "" {
			fresh[m.id] = m
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	for _, tp := range p.Tables {
		for i := range tp.Rows {
			if row := &tp.Rows[i]; row.before == nil && stores(row) {
				delete(fresh, p.idOf(row))
			}
		}
	}
	var out []catalog.Record
	for _, tp := range p.Tables {
		for i := range tp.Rows {
			row := &tp.Rows[i]
			if !stores(row) {
				continue
			}
			for _, c := range tp.Table.parsed.refs {
				id := row.record().At(c.field).Canonical()
				if m := fresh[id]; m != nil {
					out = append(out, m.dir.fresh[m.dir.stem(m.name)])
					delete(fresh, id)
				}
			}
		}
	}
	return out
}

// idOf returns the id under which other rows refer to a new record, "" if none does.
func (p *Plan) idOf(row *Row) string {
	dir := p.reading.dirs[row.Table.Kind.Key]
	if !dir.canCreate() {
		return ""
	}
	id, _ := dir.idFor(row.After().Get(row.Table.Kind.Name).Canonical())
	return id
}
