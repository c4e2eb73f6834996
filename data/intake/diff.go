package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Difference is how the office's roster of one kind differs from what workbooks say, for the communities that they
// speak of.
type Difference struct {
	Kind     *catalog.Kind
	Joined   []catalog.Record // in the workbooks, not in the roster; without ids
	Left     []catalog.Record // in the roster, not in the workbooks
	Changed  []ChangedRecord
	Doubtful []DoubtfulIdentity
	Notes    []string // in Chinese, about what could not be compared

	names map[string]map[string]string // by kind and id
}

// ChangedRecord is a record of the roster of which the workbooks say something else.
type ChangedRecord struct {
	Record catalog.Record // as it is in the roster
	Fields []FieldChange
	Moved  bool // to another community
}

// DoubtfulIdentity is a row that may be somebody of the roster. It stands in no other list unless it was compared.
type DoubtfulIdentity struct {
	Row      *Row
	Record   catalog.Record // who it may be
	Why      string         // in Chinese
	Compared bool           // it was taken for the record: what it says differently is among Changed
}

// Diff compares the roster of a kind with the tables of that kind in the plan. Fields that the workbooks don't have or
// leave empty are no change, and neither is a date that is given less exactly. Nothing of what a column's policy or a
// clerk's choice keeps is a change.
func (p *Plan) Diff(ctx context.Context, kind *catalog.Kind) (*Difference, error) {
	d := &differ{plan: p, out: &Difference{Kind: kind, names: map[string]map[string]string{}}, met: map[string]bool{}, orgs: map[string]bool{}, fields: map[int]bool{}}
	for key, dir := range p.reading.dirs {
		d.out.names[key] = dir.labels()
	}
	for _, tp := range p.Tables {
		if tp.Table.Kind == kind && tp.Table.Included {
			d.table(tp)
		}
	}
	if d.tables == 0 {
		return nil, catalog.Refuse("diff_nothing", "表格里没有「%s」的记录,没有什么可比对;请确认台账种类和文件", kind.Title)
	}
	err := d.left(ctx)
	d.sort()
	return d.out, err
}

type differ struct {
	plan   *Plan
	out    *Difference
	tables int
	met    map[string]bool // ids of the records that rows are, or may be
	orgs   map[string]bool // ids of the communities that the workbooks speak of
	spoken bool            // the workbooks name communities
	fields map[int]bool    // that some table has a column for
}

func (d *differ) table(tp *TablePlan) {
	d.tables++
	t := tp.Table
	for _, c := range t.Columns {
		if c.Mapped() {
			d.fields[c.Field] = true
		}
		for _, f := range t.shares[c.Column] {
			d.fields[f] = true
		}
		if c.Mapped() && t.Kind.Fields[c.Field].Until != "" {
			d.fields[t.Kind.Index(t.Kind.Fields[c.Field].Until)] = true
		}
		if c.Basis == ByMonth {
			d.fields[t.Kind.Index(t.Kind.Spread.By)] = true
		}
	}
	d.speaksOf(t)
	for i := range tp.Rows {
		d.row(&tp.Rows[i])
	}
}

// speaksOf notes the communities that a table names, though it may have no row of them.
func (d *differ) speaksOf(t *Table) {
	dir := d.plan.reading.dirs[orgKey]
	if dir == nil || t.Kind.Index(orgKey) < 0 {
		return
	}
	note := func(name string) {
		if id, ok := dir.find(name); ok && name != "" {
			d.orgs[id], d.spoken = true, true
		}
	}
	note(t.Org)
	for _, g := range t.groups {
		note(g.name)
	}
}

func (d *differ) row(row *Row) {
	if org := row.record().Get(orgKey).Canonical(); org != "" {
		d.orgs[org], d.spoken = true, true
	}
	name := row.Table.Kind.Name
	switch {
	case row.merges(): // compared with the row that it repeats
		d.doubt(row, row.other.Before())
		return
	case row.before == nil && name != "" && row.record().Get(name).IsEmpty():
		d.out.Notes = append(d.out.Notes, fmt.Sprintf("%s第 %d 行没有%s,没有比对", d.place(row.Table), row.Row+1, row.Table.Kind.Field(name).Title))
		return
	}
	if row.unsure && row.maybe != nil {
		d.met[row.maybe.ID] = true
		d.out.Doubtful = append(d.out.Doubtful, DoubtfulIdentity{Row: row, Record: *row.maybe, Compared: row.before != nil,
			Why: fmt.Sprintf("与现有的「%s」%s", row.maybe.Label(), newIdentity(row.Table.Kind).why(int(row.by)))})
		if row.before == nil {
			return
		}
	}
	after := row.After()
	for _, more := range d.plan.repeated[row] {
		after = Merge(after, more.record(), more.addsBy())
	}
	if row.before == nil {
		d.out.Joined = append(d.out.Joined, after)
		return
	}
	d.met[row.before.ID] = true
	d.doubt(row, *row.before)
	c := ChangedRecord{Record: *row.before}
	for _, f := range Changes(*row.before, after) {
		if at := row.Table.Kind.Index(f.Field.Key); !d.fields[at] && f.Field.Key != orgKey {
			continue // it follows from another field, such as the birth date from the ID number
		}
		c.Fields = append(c.Fields, f)
		c.Moved = c.Moved || f.Field.Key == orgKey && !f.Old.IsEmpty()
	}
	if len(c.Fields) > 0 {
		d.out.Changed = append(d.out.Changed, c)
	}
}

// doubt lists a row that was compared though it may be somebody else, or says of one person two communities.
func (d *differ) doubt(row *Row, rec catalog.Record) {
	for _, m := range row.marks {
		if m.p.Code == codeRenamed || m.p.Code == codeTwoOrgs || m.p.Code == codeDuplicate && row.differs(row.Table.Kind.Name) {
			d.out.Doubtful = append(d.out.Doubtful, DoubtfulIdentity{Row: row, Record: rec, Why: m.p.Text, Compared: true})
		}
	}
}

// place names a table where several are compared.
func (d *differ) place(t *Table) string {
	s := ""
	if len(d.plan.reading.Files) > 1 {
		s = "「" + t.File.Name + "」"
	}
	return s + "工作表「" + t.Sheet.Name + "」"
}

// left finds who is in the roster and not in the workbooks. Workbooks that name no community at all speak of those
// whose people they have.
func (d *differ) left(ctx context.Context) error {
	kind, records := d.out.Kind, d.plan.reading.records
	if records == nil {
		return nil
	}
	byOrg := kind.Index(orgKey) >= 0
	var rest []catalog.Record
	err := records.Each(ctx, kind, func(r catalog.Record) error {
		switch {
		case !d.met[r.ID]:
			rest = append(rest, r)
		case byOrg && !d.spoken:
			d.orgs[r.Get(orgKey).Canonical()] = true
		}
		return ctx.Err()
	})
	if err != nil {
		return fmt.Errorf("comparing with the roster of %s: %w", kind.Key, err)
	}
	for _, r := range rest {
		if !byOrg || d.orgs[r.Get(orgKey).Canonical()] {
			d.out.Left = append(d.out.Left, r)
		}
	}
	return nil
}

// sort brings the lists into an order that depends on their content alone: by community, then as they came.
func (d *differ) sort() {
	byOrg := func(a, b catalog.Record) int {
		return cmp.Compare(a.Get(orgKey).Canonical(), b.Get(orgKey).Canonical())
	}
	slices.SortStableFunc(d.out.Joined, byOrg)
	slices.SortStableFunc(d.out.Left, byOrg)
	slices.SortStableFunc(d.out.Changed, func(a, b ChangedRecord) int { return byOrg(a.Record, b.Record) })
}

// Empty reports whether nothing differs and nothing is in doubt.
func (d *Difference) Empty() bool {
	return len(d.Joined)+len(d.Left)+len(d.Changed)+len(d.Doubtful) == 0
}

// Words returns a value of a field in words, "" for an empty one.
func (d *Difference) Words(f *catalog.Field, v value.Value) string {
	if words := catalog.WordsOf(f.Type, v, d.names[catalog.Refers(f.Type)]); words != "" {
		return words
	}
	return f.Type.Format(v)
}

// Sentence says how many differ: 新增 2 人,减少 1 人,变化 3 人。
func (d *Difference) Sentence() string {
	var parts []string
	for _, p := range []struct {
		word string
		n    int
	}{{groupJoined, len(d.Joined)}, {groupLeft, len(d.Left)}, {groupChanged, len(d.Changed)}, {groupDoubtful, len(d.Doubtful)}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d %s", p.word, p.n, d.Kind.Unit))
		}
	}
	if len(parts) == 0 {
		return "与现有" + d.Kind.Title + "台账一致"
	}
	return strings.Join(parts, ",")
}

// The groups of the printed table.
const (
	groupJoined   = "新增"
	groupLeft     = "减少"
	groupChanged  = "变化"
	groupDoubtful = "待核实"
)

// Table returns the difference as a table to print, with groups for who joined, left, changed or is in doubt.
func (d *Difference) Table(office string, asof value.Date) catalog.Table {
	t := catalog.Table{
		Title: office + d.Kind.Title + "变动情况表", Left: "填报单位：" + office, Sheet: d.Kind.Title + "变动情况",
		Notes:   append([]string{d.Sentence()}, d.Notes...),
		Signers: []string{"填表人", "审核人", "单位（盖章）"},
	}
	if !asof.IsZero() {
		t.Right = "填报日期：" + asof.Chinese()
	}
	b := diffTable{d: d, table: &t}
	b.columns()
	b.group(groupJoined, len(d.Joined), func(i int) (catalog.Record, string) { return d.Joined[i], "表格中有,台账中没有" })
	b.group(groupLeft, len(d.Left), func(i int) (catalog.Record, string) { return d.Left[i], "台账中有,表格中没有" })
	b.group(groupChanged, len(d.Changed), func(i int) (catalog.Record, string) { return d.Changed[i].Record, d.changes(d.Changed[i]) })
	b.group(groupDoubtful, len(d.Doubtful), func(i int) (catalog.Record, string) {
		return d.Doubtful[i].Row.record(), d.Doubtful[i].Why + ",待核实"
	})
	return t
}

// changes says what of a record has changed: 联系电话由 138… 改为 139….
func (d *Difference) changes(c ChangedRecord) string {
	var parts []string
	for _, f := range c.Fields {
		old, now := d.Words(f.Field, f.Old), d.Words(f.Field, f.New)
		switch {
		case f.Field.Key == orgKey && c.Moved:
			parts = append(parts, "由"+old+"转到"+now)
		case old == "":
			parts = append(parts, f.Field.Title+"补填为"+now)
		case now == "":
			parts = append(parts, f.Field.Title+"由"+old+"改为空")
		default:
			parts = append(parts, f.Field.Title+"由"+old+"改为"+now)
		}
	}
	return strings.Join(parts, ";")
}

// diffTable lays out the printed table.
type diffTable struct {
	d      *Difference
	table  *catalog.Table
	fields []*catalog.Field // beside serial number and label
	serial int
}

func (b *diffTable) columns() {
	k := b.d.Kind
	label := k.Title
	if f := k.Field(k.Name); f != nil {
		label = f.Title
	}
	b.table.Columns = []catalog.Column{{Heading: []string{"序号"}, Width: 10}, {Heading: []string{label}, Width: 24}}
	for _, key := range []string{sexKey, birthKey, orgKey} {
		if f := k.Field(key); f != nil {
			b.fields = append(b.fields, f)
			b.table.Columns = append(b.table.Columns, catalog.Column{Heading: []string{f.Title}, Width: f.Width})
		}
	}
	b.table.Columns = append(b.table.Columns, catalog.Column{Heading: []string{"变动内容"}, Width: 100, Align: catalog.AlignLeft})
}

func (b *diffTable) group(word string, n int, row func(i int) (catalog.Record, string)) {
	if n == 0 {
		return
	}
	b.table.Rows = append(b.table.Rows, catalog.TableRow{Group: true, Cells: []string{fmt.Sprintf("%s（%d %s）", word, n, b.d.Kind.Unit)}})
	for i := range n {
		r, what := row(i)
		b.serial++
		cells := []string{fmt.Sprint(b.serial), r.Label()}
		for _, f := range b.fields {
			cells = append(cells, b.d.Words(f, r.Get(f.Key)))
		}
		b.table.Rows = append(b.table.Rows, catalog.TableRow{Cells: append(cells, what)})
	}
}
