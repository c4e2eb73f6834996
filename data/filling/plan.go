package filling

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Records is what filling asks of whoever keeps the records.
type Records interface {
	intake.Records
	// Lookup returns those of the records of a kind that are there, by their ids.
	Lookup(ctx context.Context, kind string, ids []string) (map[string]catalog.Record, error)
}

// Options say for whom and when a form is completed.
type Options struct {
	Kinds   []*catalog.Kind // the kinds that a form may ask for
	Kind    *catalog.Kind   // the kind that it asks for; nil: it is recognised
	Numbers bool            // it asks for numbers, whatever else it looks like
	Office  string          // 容城镇
	Clerk   string          // who stands as 填表人; "" leaves that blank
	Phone   string          // stands as 联系电话 of the whole office; "" leaves that blank
	Today   value.Date      // stands as 填报日期
	AsOf    value.Date      // ages are counted on this day; zero: on the form's own 截止日期, else Today
	From    value.Date      // of a form of numbers: the first day of logs; zero: as the form says
	To      value.Date      // the last day of logs; zero: as the form says, else AsOf
	Memory  Memory          // what a clerk has decided for forms with the same headings; may be nil
	Fresh   bool            // leaves aside what Memory keeps
	Mark    bool            // gives cells that lack a value a light yellow ground
}

// Codes of the refusals of this package.
const (
	CodeNoForm     = "fill-no-form"     // nothing to fill in was found
	CodeKind       = "fill-kind"        // the kind of record that the form asks for is not clear
	CodeColumn     = "fill-column"      // the form has no such column
	CodeField      = "fill-field"       // the kind has no such field
	CodeNobody     = "fill-nobody"      // no records to fill in
	CodeTooMany    = "fill-too-many"    // more sheets than a workbook should have
	CodeUnfillable = "fill-unfillable"  // the file is of a sort that can't be written
	codeNoOrg      = "fill-without-org" // the kind is not divided by communities
)

// Plan is how a form is to be completed. It changes nothing by itself and may be used for several copies of the form.
type Plan struct {
	Name    string        // of the form's file
	Kind    *catalog.Kind // nil: the form asks for numbers
	KindWhy string
	Blanks  []*Blank // what is to be filled in, in the order of the sheets
	Notes   []string // what a clerk should know of the form as a whole

	opt      Options
	lexicon  *lexicon // of forms for one community, which ask for numbers, too
	records  Records
	form     *sheet.Form
	recalled bool
	rest     []*intake.Table              // that were found beside those in Blanks
	labels   map[string]map[string]string // names of the records that others refer to, by kind, by id
	orgs     map[string]catalog.Record    // of a form of numbers: the communities, by id
	beside   []*Plan                      // of the other sheets of the workbook
	taken    []int                        // places of sheets that another plan fills in
}

// Blank is one table of a form, or its one-person forms on one sheet.
type Blank struct {
	Place   int // of the sheet in the workbook
	Sheet   string
	Title   string
	Date    value.Date     // the form's own 截止日期, zero if it names none
	Org     catalog.Record // the community that the form names; zero if none
	OrgWhy  string
	Card    bool     // it is a form for one person, or for several, each in a block of its own
	Columns []Column // of a table: from left to right; of a card: its labels

	plan   *Plan
	table  *intake.Table
	counts *counts // of a table that asks for numbers; nil: for records
	body   body
	halves []*Blank                  // tables with the same headings beside it, which take those who come after
	blocks int                       // people on one sheet of a card
	months map[string]catalog.Months // of a wide form: what the rows that are being filled hold, by id
}

// Read finds out what a form asks for. name is the name of its file.
func Read(ctx context.Context, form *sheet.Form, name string, records Records, opt Options) (*Plan, error) {
	p := &Plan{Name: name, opt: opt, records: records, form: form, labels: map[string]map[string]string{}}
	if err := p.readCounts(ctx); err != nil {
		return nil, err
	}
	if len(p.Blanks) == 0 && opt.Numbers {
		return nil, catalog.Refuse(CodeNoForm, "在「%s」里没有找到要填数的表:程序要找说明数什么的表头(如 党员数、其中女、35岁及以下)和行名", name)
	}
	if len(p.Blanks) == 0 {
		if err := p.readCards(); err != nil {
			return nil, err
		}
	}
	if len(p.Blanks) == 0 {
		if err := p.readTables(ctx); err != nil {
			return nil, err
		}
	}
	if len(p.Blanks) == 0 {
		return nil, catalog.Refuse(CodeNoForm, "在「%s」里没有找到可以填写的表:程序要找一行表头(如 姓名、性别、出生年月),或一格一格的项目名称;请检查是否选对了文件,或指定台账种类再试", name)
	}
	if is, lost := form.TakenOver(); is {
		note := "原表不是 .xlsx,填好的表另存成了 .xlsx"
		if form.Restyled() {
			note += ":字体和边框是重新设置的,请看一看"
		}
		p.Notes = append(p.Notes, note)
		if len(lost) > 0 {
			p.Notes = append(p.Notes, "这些格子里的公式读不出来,已留空,请自己填:"+strings.Join(lost[:min(len(lost), 20)], "、"))
		}
	}
	if err := p.prepareAll(ctx); err != nil {
		return nil, err
	}
	if p.Counts() {
		if err := p.besideCounts(ctx); err != nil {
			return nil, err
		}
	}
	return p.first(), nil
}

// readTables finds the tables of the form.
func (p *Plan) readTables(ctx context.Context) error {
	reading, err := p.recognise(ctx, p.opt.Kind)
	if err != nil {
		return err
	}
	if kind, why := p.handedOut(reading.Files[0].Tables); kind != nil {
		if reading, err = p.recognise(ctx, kind); err != nil {
			return err
		}
		p.Notes = append(p.Notes, why)
	}
	var tables []*intake.Table
	found := 0
	others := map[*catalog.Kind][]string{}
	for _, t := range reading.Files[0].Tables {
		if slices.Contains(p.taken, slices.Index(p.form.Book().Sheets, t.Sheet)) {
			continue
		}
		found++
		if t.Kind != nil && t.Included && p.Kind != nil && t.Kind != p.Kind {
			others[t.Kind] = append(others[t.Kind], t.Sheet.Name+" "+t.Range().String())
		}
		if t.Kind != nil && t.Included && (p.Kind == nil || t.Kind == p.Kind) {
			p.Kind, p.KindWhy = t.Kind, t.KindWhy
			if t.KindDoubt != "" && len(tables) == 0 {
				p.Notes = append(p.Notes, t.KindDoubt)
			}
			tables = append(tables, t)
		}
	}
	for _, k := range p.opt.Kinds {
		if places := others[k]; len(places) > 0 {
			p.Notes = append(p.Notes, fmt.Sprintf("%s 要填的是%s,这次没有填;把填好的文件再套一次,种类选「%s」即可", strings.Join(places, "、"), k.Title, k.Title))
		}
	}
	if len(tables) == 0 && found > 0 {
		return catalog.Refuse(CodeKind, "「%s」里有表,但从表头认不出要填哪一种台账(%s);请指定台账种类再试", p.Name, titles(p.opt.Kinds))
	}
	for _, t := range p.chosen(tables) {
		b := p.blank(t)
		for _, half := range p.halves(t) {
			b.halves = append(b.halves, p.blank(half))
		}
		if err := b.findOrg(ctx, t.Org, t.OrgWhy); err != nil {
			return err
		}
		p.Blanks = append(p.Blanks, b)
	}
	return nil
}

// recognise reads the form as a roster is read; kind may be nil.
func (p *Plan) recognise(ctx context.Context, kind *catalog.Kind) (*intake.Reading, error) {
	reading, err := intake.Recognise(ctx, []intake.Source{{Name: p.Name, Book: p.form.Book()}}, p.records,
		intake.Options{Kinds: p.opt.Kinds, Kind: kind, Today: p.opt.Today, Plain: true})
	if err != nil {
		return nil, fmt.Errorf("recognise the form: %w", err)
	}
	return reading, nil
}

// blank makes the blank of a table.
func (p *Plan) blank(t *intake.Table) *Blank {
	return &Blank{plan: p, table: t, Sheet: t.Sheet.Name, Title: t.Title, Date: t.Date, Place: slices.Index(p.form.Book().Sheets, t.Sheet)}
}

// chosen returns the tables that are filled in: the first, and with it those of other communities.
func (p *Plan) chosen(tables []*intake.Table) []*intake.Table {
	if len(tables) < 2 {
		return tables
	}
	orgs := map[string]bool{}
	for _, t := range tables {
		orgs[t.Org] = true
	}
	if len(orgs) == len(tables) && !orgs[""] {
		return tables
	}
	first := 0
	if p.opt.Kind != nil { // what was filled for another kind is not filled once more
		first = max(slices.IndexFunc(tables, func(t *intake.Table) bool { return !holdsRows(t) }), 0)
	}
	p.rest = slices.Delete(slices.Clone(tables), first, first+1)
	return tables[first : first+1]
}

// holdsRows reports whether a table has rows of records.
func holdsRows(t *intake.Table) bool {
	for r := t.HeadingRows[0]; r <= t.Range().Row2; r++ {
		if t.Role(r) == intake.RoleBody {
			return true
		}
	}
	return false
}

// noteRest names the tables that are not filled in.
func (p *Plan) noteRest() {
	var rest []string
	for _, t := range p.rest {
		if !slices.ContainsFunc(p.Blanks, func(b *Blank) bool { return !b.Card && b.table.Sheet == t.Sheet && b.body.has(t.HeadingRows[0]) }) {
			rest = append(rest, t.Sheet.Name+" "+t.Range().String())
		}
	}
	if len(rest) > 0 {
		p.Notes = append(p.Notes, "表里还有别的表格没有填:"+strings.Join(rest, "、"))
	}
}

func titles(kinds []*catalog.Kind) string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.Title)
	}
	return strings.Join(out, "、")
}

// orgKey is the field that ties a record to its community, in every kind that has one.
const orgKey = "org"

// branchKey is the field of a community that names its branch.
const branchKey = "branch"

// names returns the names of the records to which a reference points, by id.
func (p *Plan) names(ctx context.Context, target string) (map[string]string, error) {
	if known, ok := p.labels[target]; ok {
		return known, nil
	}
	kind := catalog.Find(p.opt.Kinds, target)
	if kind == nil {
		return nil, nil
	}
	known := map[string]string{}
	err := p.records.Each(ctx, kind, func(r catalog.Record) error {
		known[r.ID] = r.Label()
		return nil
	})
	p.labels[target] = known
	return known, err
}

// findOrg takes the community that the form names if it is one of ours.
func (b *Blank) findOrg(ctx context.Context, name, why string) error {
	f := b.plan.Kind.Field(orgKey)
	if name == "" || f == nil {
		return nil
	}
	ref, ok := f.Type.(catalog.Ref)
	if !ok {
		return nil
	}
	labels, err := b.plan.names(ctx, ref.Kind)
	if err != nil {
		return err
	}
	ids := ref.Named(name, labels)
	if len(ids) != 1 {
		return nil
	}
	found, err := b.plan.records.Lookup(ctx, ref.Kind, ids)
	if err != nil {
		return fmt.Errorf("look up the community: %w", err)
	}
	b.Org, b.OrgWhy = found[ids[0]], why
	return nil
}

// prepare ties the columns to fields and finds the rows to be filled.
func (b *Blank) prepare(ctx context.Context) error {
	fs, err := b.plan.form.Sheet(b.Place)
	if err != nil {
		return err
	}
	if fs.Protected() {
		b.plan.Notes = append(b.plan.Notes, "工作表「"+b.Sheet+"」设有保护,已填好,保护原样保留")
	}
	if b.counts != nil {
		return b.prepareCounts(ctx, fs)
	}
	if !b.Card {
		for _, c := range b.table.Columns {
			b.Columns = append(b.Columns, Column{Col: c.Col, Heading: c.Heading, place: len(b.Columns)})
		}
		b.body = findBody(fs, b.table, b.nameColumn(), b.stop())
	}
	b.mapColumns(fs)
	if err := b.recall(ctx); err != nil {
		return err
	}
	for _, half := range b.halves {
		if err := half.prepare(ctx); err != nil {
			return err
		}
	}
	return b.spellings(ctx, fs)
}

// stop returns the row at which the next table on the sheet begins that is filled in by itself.
func (b *Blank) stop() int {
	own, next := b.table.HeadingRows[0], math.MaxInt
	for _, other := range b.plan.Blanks {
		if other.Place == b.Place && !other.Card && other.table.HeadingRows[0] > own {
			next = min(next, other.table.HeadingRows[0])
		}
	}
	return next
}

// nameColumn returns the column of the sheet that holds the names, -1 if there is none.
func (b *Blank) nameColumn() int {
	at := b.plan.Kind.Index(b.plan.Kind.Name)
	for _, c := range b.table.Columns {
		if c.Field == at && at >= 0 {
			return c.Col
		}
	}
	return -1
}

// Org returns the community that the form as a whole names, zero if it names none or several.
func (p *Plan) Org() catalog.Record {
	if len(p.Blanks) == 1 {
		return p.Blanks[0].Org
	}
	return catalog.Record{}
}

// People returns how many people go on one copy of the form; 0 if it takes any number.
func (p *Plan) People() int {
	if len(p.Blanks) > 0 && p.Blanks[0].Card {
		return p.Blanks[0].blocks
	}
	return 0
}

// Set overrules which field goes into a column. The column is named by its letters or its heading; the field by its
// key or title, several joined by "+"; "#" is the serial number, "" leaves the column blank.
func (p *Plan) Set(ctx context.Context, column, field string) error {
	if p.Counts() {
		return p.setCounts(ctx, column, field)
	}
	keys, err := p.fieldKeys(field)
	if err != nil {
		return err
	}
	found := false
	for _, b := range p.Blanks {
		for i := range b.Columns {
			c := &b.Columns[i]
			if !c.is(column, b.Card) {
				continue
			}
			found = true
			c.take(keys, "已指定")
			for _, half := range b.halves {
				half.Columns[i].take(keys, "已指定")
			}
		}
		if err := p.spell(ctx, b); err != nil {
			return err
		}
	}
	if !found {
		return catalog.Refuse(CodeColumn, "「%s」里没有「%s」这一列;列可以写字母(如 B),也可以写表头(如 姓名)", p.Name, column)
	}
	return nil
}

// SetAsOf counts ages and years of membership on another day; the zero date is the form's own or today.
func (p *Plan) SetAsOf(ctx context.Context, day value.Date) error {
	p.opt.AsOf = day
	for _, b := range p.Blanks {
		if b.counts != nil {
			b.setPeriod()
			continue
		}
		if err := p.spell(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// spell decides anew how the columns of a table are written.
func (p *Plan) spell(ctx context.Context, b *Blank) error {
	fs, err := p.form.Sheet(b.Place)
	if err != nil {
		return err
	}
	for _, part := range append([]*Blank{b}, b.halves...) {
		if err := part.spellings(ctx, fs); err != nil {
			return err
		}
	}
	return nil
}

// AsOf returns the day on which ages are counted where the form's headings name none.
func (p *Plan) AsOf() value.Date { return p.Blanks[0].asof(&Column{}) }

// fieldKeys reads what a clerk writes for a field.
func (p *Plan) fieldKeys(words string) ([]string, error) {
	words = strings.TrimSpace(words)
	if words == "" || words == catalog.Serial || words == officeKey {
		return strings.Fields(words), nil
	}
	var keys []string
	for word := range strings.SplitSeq(words, "+") {
		word = strings.TrimSpace(word)
		f := p.Kind.Field(word)
		for i := range p.Kind.Fields {
			if g := &p.Kind.Fields[i]; f == nil && (g.Title == word || slices.Contains(g.Aliases, word)) {
				f = g
			}
		}
		if f == nil {
			return nil, catalog.Refuse(CodeField, "%s没有「%s」这一栏", p.Kind.Title, word)
		}
		keys = append(keys, f.Key)
	}
	return keys, nil
}
