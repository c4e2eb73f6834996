package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Records is what intake asks of whoever keeps the records.
type Records interface {
	// Each calls f with every record of a kind, the deleted ones left out, until f returns an error.
	Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error
}

// Options say how workbooks are read.
type Options struct {
	Kinds []*catalog.Kind // the kinds that a table may be of
	Kind  *catalog.Kind   // the kind of all tables; nil: each table's kind is recognised
	Org   string          // name of the community of rows that don't name one themselves
	Today value.Date      // the day on which dates are checked
	// Memory, if not nil, is asked what was decided for tables of the same shape before.
	Memory Memory
	// Past, if not nil, is asked what records were when a workbook was handed out that has come back.
	Past Past
	// Plain takes every row for a record of its own, as in forms that are to be completed in place.
	Plain bool
	// Report, if not nil, is told how many of all records a Plan has read from their cells, which is the greater part
	// of its work. It may be called from several goroutines.
	Report func(done, all int)
}

// Source is one workbook to read. A workbook that could not be opened is passed with its error, so that one
// Reading speaks of all the files of a command.
type Source struct {
	Name string // name of the file, without folders
	Path string // where it is; "" if it is no one file
	Book *sheet.Book
	Err  error
}

// Reading is what workbooks were understood to say. A clerk's decisions are made on it and its tables; then Plan is
// asked again. It is not safe for use by several goroutines at a time.
type Reading struct {
	Files []*File

	opt          Options
	records      Records
	vocabularies []*vocabulary
	dirs         map[string]*directory // by key of the kind
	settled      settlements
	decided      []Settled
	undoing      []func()                             // of the decision that is being made
	bases        map[string]map[string]catalog.Record // as handed out, by kind and moment, by id
	stored       map[string]*storedSet                // by key of the kind: records that rows may be

	toRead   int // records, by the plan that is being made
	haveRead *atomic.Int64
}

// File is one workbook of a Reading.
type File struct {
	Name     string
	Path     string // as in its Source
	Err      error  // a Refusal if nothing in the file could be used
	Tables   []*Table
	Skipped  []Skipped // sheets in which no table was found
	Warnings []string  // of the reader
}

// Skipped is a sheet of which nothing was taken, and why.
type Skipped struct {
	Sheet  string `json:"sheet"`
	Reason string `json:"reason"`
}

// Table is one table of a sheet.
type Table struct {
	File  *File
	Sheet *sheet.Sheet

	Title       string
	Unit        string     // what 填报单位 names, as written
	Date        value.Date // what 填报日期 says
	HeadingRows []int      // from 0, those of repeated headings left out
	Columns     []TableColumn

	Kind      *catalog.Kind // nil if not recognised
	KindWhy   string        // the reason
	KindDoubt string        // what else it may be; empty if there is no doubt

	Org    string // the community of rows that name none, as written
	OrgWhy string // the reason

	Month     value.Date // of the rows of a table of a kind with Spread that names none itself
	Year      int        // of the columns 1月 … 12月 that name none; 0 if there are no such columns
	YearDoubt string     // why the year may be another one; empty if there is no doubt

	Included bool   // its rows are planned
	Why      string // why it is not included

	reading  *Reading
	grid     *grid
	layout   *layout
	roles    []Role                  // of the rows from layout.top to layout.end
	groups   []group                 // the group rows, from top to bottom
	more     map[int][]int           // by row of a record: the rows below that belong to it
	found    *layout                 // as it was found; layout is another one if a clerk has decided so
	decided  map[string]int          // by key of a Choice: the option that a clerk has taken
	comments map[int][]sheet.Comment // by row of a record
	others   []sheet.Comment         // those that belong to no record
	colours  []*colouring
	coloured map[int][]*colouring // by row of a record
	spots    []string             // names of cells that have a ground of their own

	sorts   []sortRow           // the other lines that say something of the rows below them, from top to bottom
	byClerk map[int]Role        // rows that a clerk has left out or taken in
	notes   []string            // about the layout
	samples []Column            // for mapping again
	manual  map[int]Mapping     // by place in Columns
	ticks   map[int]value.Value // by place in Columns: what a mark in the column stands for
	pieces  map[int]piece       // by place in Columns: which part of a date the column holds
	shares  map[int][]int       // by place in Columns: the fields that share the column
	goods   map[int]goods       // what columns count, by place
	policy  map[int]Policy      // by place in Columns, where it is not TakeAll
	how     []Policy            // by field, nil if all are TakeAll
	parsed  *parsed             // nil when a decision has made it stale

	tally                   bool       // its columns are numbers, and it says nobody's name
	handed                  *handedOut // nil for what was not handed out by this program
	recalled                *Decisions // of earlier imports
	kindByClerk, orgByClerk bool
	sortSaid                map[int]value.Value // what a clerk has said of all rows; see unsaid
	yearAbove               int                 // that the tables above on the sheet say in their titles
	yearByClerk             bool
	when                    value.Date          // of rows that name no day; see findWhen
	said                    map[int]value.Value // by field, of all rows; see findSaid
	yearCol                 int                 // column of the sheet that names the year of each row, -1
}

// TableColumn is one column of a table.
type TableColumn struct {
	Col     int        // in the sheet, from 0
	Heading []string   // from the top level down
	Mapping            // Column is the place in Table.Columns
	Month   value.Date // that its cells are of, in a wide sheet; a year of 0 is not known from the heading
	Fills   string     // in Chinese: the field that it fills, the part of it, or all fields that share it; "" if none
}

// group is a row that names the community of the rows below it.
type group struct {
	row  int
	name string
}

// Recognise finds the tables of workbooks. Its answer depends on nothing but its arguments and the names of the
// records that others refer to. A file in which nothing was found carries its Refusal; the error is for a context
// that has ended and for records that could not be read.
func Recognise(ctx context.Context, sources []Source, records Records, opt Options) (*Reading, error) {
	r := &Reading{opt: opt, records: records, settled: newSettlements()}
	for _, k := range opt.Kinds {
		r.vocabularies = append(r.vocabularies, vocabularyOf(k))
	}
	if opt.Kind != nil && catalog.Find(opt.Kinds, opt.Kind.Key) == nil {
		r.vocabularies = append(r.vocabularies, vocabularyOf(opt.Kind))
	}
	if err := r.Refresh(ctx); err != nil {
		return nil, err
	}
	for _, s := range sources {
		f, err := r.file(ctx, s)
		if err != nil {
			return nil, err
		}
		r.Files = append(r.Files, f)
	}
	return r, nil
}

// Refresh forgets what is known of the stored records, which may have changed, and reads the names of the communities.
// Other records that tables refer to are read when such a table is planned.
func (r *Reading) Refresh(ctx context.Context) error {
	r.stored, r.bases = map[string]*storedSet{}, map[string]map[string]catalog.Record{}
	r.dirs = map[string]*directory{}
	for _, v := range r.vocabularies {
		i := v.kind.Index(orgKey)
		if i < 0 || r.dirs[orgKey] != nil {
			continue
		}
		ref, ok := v.kind.Fields[i].Type.(catalog.Ref)
		if !ok {
			continue
		}
		d, err := r.directory(ctx, ref)
		if err != nil {
			return err
		}
		r.dirs[ref.Kind] = d
	}
	return nil
}

func (r *Reading) file(ctx context.Context, s Source) (*File, error) {
	f := &File{Name: s.Name, Path: s.Path, Err: s.Err}
	if s.Book == nil {
		return f, nil
	}
	f.Warnings = s.Book.Warnings
	content := false
	var forms []filledForm
	f.Warnings = slices.Clone(f.Warnings)
	for _, sh := range s.Book.Sheets {
		before := len(f.Tables)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if sh.Rows() == 0 {
			f.Skipped = append(f.Skipped, Skipped{sh.Name, "空白的工作表"})
			continue
		}
		content = true
		forms = append(forms, r.sheetOf(f, sh)...)
		if lost := lostComments(sh, f.Tables[before:]); lost != "" {
			f.Warnings = append(f.Warnings, lost)
		}
	}
	for _, group := range sameForms(forms) {
		s, note := gathered(group, r.dirs[orgKey])
		r.tablesOf(f, s, note)
	}
	r.communitiesBySheet(f)
	r.communityAbove(f)
	r.communityByFile(f)
	for _, t := range f.Tables {
		if err := t.recall(ctx); err != nil {
			return nil, err
		}
	}
	r.settleHidden(f)
	f.Err = f.refusal(content, r.opt)
	return f, nil
}

// sheetOf adds the tables of a sheet to its file, or says why it has none. It returns the forms on it, which are put
// together with those of the other sheets.
func (r *Reading) sheetOf(f *File, sh *sheet.Sheet) []filledForm {
	g := newGrid(sh)
	g.plain = r.opt.Plain
	layouts, why := findTables(g, r.vocabularies)
	for _, l := range layouts {
		f.Tables = append(f.Tables, r.table(f, l))
	}
	if len(layouts) > 0 || r.dutyTables(f, g, why) {
		return nil
	}
	made, forms := r.turn(g, why)
	switch {
	case made != nil:
		r.tablesOf(f, made, noteUpright)
	case len(forms) > 0:
	case why == "":
		f.Skipped = append(f.Skipped, Skipped{sh.Name, "没有找到表头"})
	default:
		f.Skipped = append(f.Skipped, Skipped{sh.Name, why})
	}
	return forms
}

// refusal says why nothing in the file can be used.
func (f *File) refusal(content bool, opt Options) error {
	for _, t := range f.Tables {
		if t.Kind != nil {
			return nil
		}
	}
	switch {
	case !content:
		return catalog.Refuse("empty_workbook", "「%s」是空的,没有可以导入的内容;请确认选对了文件", f.Name)
	case len(f.Tables) > 0 && !slices.ContainsFunc(f.Tables, func(t *Table) bool { return !t.tally }):
		return catalog.Refuse("tally", "「%s」里%s;要留存这些数,请到「统计」里由台账算出", f.Name, whyTally)
	case len(f.Tables) > 0 && !slices.ContainsFunc(f.Tables, func(t *Table) bool { return t.layout.no == "" }):
		return catalog.Refuse("duty_table", "「%s」%s", f.Name, f.Tables[0].layout.no)
	case len(f.Tables) > 0 && opt.Kind != nil:
		return misfit(f.Name, f.Tables[0].KindWhy)
	case len(f.Tables) > 0:
		return catalog.Refuse("unknown_table", "「%s」里有表格,但从表头认不出是哪一种台账(%s);请指定台账种类再试", f.Name, someTitles(opt.Kinds))
	}
	for _, s := range f.Skipped {
		if s.Reason == whyForm || s.Reason == whyTransposed || s.Reason == whyMinutes || s.Reason == whyAbsent || s.Reason == whyMonth {
			return catalog.Refuse("not_a_roster", "「%s」的工作表「%s」%s", f.Name, s.Sheet, s.Reason)
		}
	}
	return catalog.Refuse("no_table", "在「%s」里没有找到表格:程序要找一行表头(如 姓名、性别、身份证号码),下面是各条记录;请检查表头是否存在,或指定台账种类再试", f.Name)
}

// someTitles names the first kinds.
func someTitles(kinds []*catalog.Kind) string {
	const most = 5
	var titles []string
	for _, k := range kinds[:min(most, len(kinds))] {
		titles = append(titles, k.Title)
	}
	names := strings.Join(titles, "、")
	if len(kinds) > most {
		names += "等"
	}
	return names
}

// settleHidden leaves out the tables of hidden sheets, which mostly hold lists for choosing, unless there are no
// others.
func (r *Reading) settleHidden(f *File) {
	visible := false
	for _, t := range f.Tables {
		visible = visible || !t.Sheet.Hidden && t.Kind != nil
	}
	for _, t := range f.Tables {
		switch {
		case t.Kind == nil && t.tally:
			t.Included, t.Why = false, whyTally
		case t.Kind == nil && t.layout.no != "":
			t.Included, t.Why = false, t.layout.no
		case t.Kind == nil && r.opt.Kind != nil:
			t.Included, t.Why = false, t.KindWhy+",没有导入"
		case t.Kind == nil:
			t.Included, t.Why = false, "认不出是哪一种台账,没有导入"
		case t.Sheet.Hidden && visible:
			t.Included, t.Why = false, "工作表是隐藏的,没有导入"
		case t.Sheet.Hidden:
			t.notes = append(t.notes, "工作表是隐藏的,已照常读入")
		}
	}
}

// table makes a table of a layout.
func (r *Reading) table(f *File, l *layout) *Table {
	t := &Table{
		File: f, Sheet: l.grid.Sheet, Title: l.title, Unit: l.unit, Date: l.date, HeadingRows: l.headings(), Included: true,
		reading: r, grid: l.grid, layout: l, found: l, byClerk: map[int]Role{}, manual: map[int]Mapping{}, policy: map[int]Policy{},
	}
	t.sample()
	t.recognise()
	return t
}

// recognise decides everything that follows from the cells.
func (t *Table) recognise() {
	t.notes = slices.Clone(t.layout.notes)
	t.findHandedOut()
	t.recogniseKind()
	t.mapColumns()
	t.classify()
	t.Unit, t.Date = t.layout.unit, t.layout.date // lines below the records name them too
	t.findOrg()
	t.noteHidden()
	t.noteOutside()
}

// SetKind says of what kind a table is.
func (t *Table) SetKind(k *catalog.Kind) {
	t.Kind, t.KindWhy, t.KindDoubt, t.kindByClerk = k, "已选定", "", true
	t.Included, t.Why = k != nil, ""
	t.manual, t.policy = map[int]Mapping{}, map[int]Policy{}
	if t.Org == "" {
		t.findOrg()
	}
	t.changed()
}

// SetField ties a column, given by its place in Columns, to the field with the given key; "" ties it to none. A
// field that another column had is taken from it.
func (t *Table) SetField(column int, key string) error {
	if t.Kind == nil || column < 0 || column >= len(t.Columns) {
		return errors.New("intake: no such column")
	}
	field := -1
	if key != "" {
		if field = t.Kind.Index(key); field < 0 {
			return fmt.Errorf("intake: kind %s has no field %q", t.Kind.Key, key)
		}
		for i, c := range t.Columns {
			if c.Field == field && i != column && c.Basis != ByMonth {
				t.manual[i] = Mapping{i, -1, ByClerk, 100, "「" + t.Kind.Fields[field].Title + "」已改由另一列填写,本列不存储"}
			}
		}
	}
	why := "已选定"
	if field < 0 {
		why = "已选择不存储"
	}
	t.manual[column] = Mapping{column, field, ByClerk, 100, why}
	t.changed()
	return nil
}

// SetNote puts the content of a column that has no field into the notes of its record, as "标题:内容".
func (t *Table) SetNote(column int) error {
	if t.Kind == nil || column < 0 || column >= len(t.Columns) || t.Kind.Index(noteKey) < 0 {
		return errors.New("intake: no such column, or the kind has no notes")
	}
	t.manual[column] = Mapping{column, -1, AsNote, 100, "并入备注"}
	t.changed()
	return nil
}

// SetOrg says which community the rows belong to that name none.
func (t *Table) SetOrg(name string) {
	t.Org, t.OrgWhy, t.orgByClerk = name, "已选定", true
	t.parsed = nil
}

// Include takes a table in or leaves it out.
func (t *Table) Include(on bool) {
	t.Included, t.Why = on && t.Kind != nil, ""
	if !t.Included {
		t.Why = "已选择不导入"
	}
}

// LeaveOut leaves out a row of the sheet, or takes in one that was left out as a total or a footer.
func (t *Table) LeaveOut(row int, out bool) {
	if t.byClerk[row] = RoleBody; out {
		t.byClerk[row] = RoleLeftOut
	}
	t.classify()
	t.parsed = nil
}

// changed makes everything anew that follows from the kind and the columns.
func (t *Table) changed() {
	t.mapColumns()
	t.classify()
	t.parsed = nil
}

// Role says what a row of the sheet was taken for.
func (t *Table) Role(row int) Role {
	if i := row - t.layout.top; i >= 0 && i < len(t.roles) {
		return t.roles[i]
	}
	return RoleNone
}

// Range returns the headings and the records below them.
func (t *Table) Range() sheet.Range {
	last := t.layout.heads[len(t.layout.heads)-1]
	for i := len(t.roles) - 1; i >= 0; i-- {
		if t.roles[i] == RoleBody || t.roles[i] == RoleMore {
			last = max(last, t.layout.top+i)
			break
		}
	}
	return sheet.Range{Row1: t.layout.heads[0], Col1: t.layout.col1, Row2: last, Col2: t.layout.col2}
}

// vocabulary returns what the fields of a kind are called.
func (r *Reading) vocabulary(k *catalog.Kind) *vocabulary {
	for _, v := range r.vocabularies {
		if v.kind == k {
			return v
		}
	}
	return vocabularyOf(k)
}

// column returns the place in Columns of the column that fills a field, or -1.
func (t *Table) column(field int) int {
	for i, c := range t.Columns {
		if c.Field == field && field >= 0 && c.Basis != ByMonth {
			return i
		}
	}
	return -1
}

// Title returns the heading of a column in one line.
func (c TableColumn) Title() string { return path(c.Heading) }
