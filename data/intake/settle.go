package intake

import (
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Problem is something about a row, a cell or a whole table that a clerk may want to settle.
type Problem struct {
	Table    *Table
	Row      int            // of the sheet, from 0
	Col      int            // of the sheet, -1 if no cell of the row is meant
	Field    *catalog.Field // nil if the problem is of the whole row or table
	Code     string
	Severity catalog.Severity
	Raw      string   // what the cell holds, as the sheet shows it
	Text     string   // in Chinese
	Options  []Option // what may be chosen, the likeliest first; may be empty
	Rows     int      // how many rows have it, for problems that are asked once; otherwise 1

	name      string // of an unknown reference
	differing []int  // fields in which a row differs from the one that it repeats
	mark      mark
	// month is the column of the sheet whose record the problem is of, noMonth if it is of the whole row.
	month int
}

// Option is one way to settle a problem.
type Option struct {
	Text   string      // for the button
	Value  value.Value // what the field would hold
	ID     string      // the record that would be meant
	Create bool        // a new record would be made
	Same   bool        // the row is the same record as the other one

	joins bool // its lists are joined with those of the other one
	takes bool // what it says otherwise than the other one takes the place of that
}

// Suggestion returns the first option in words, "" if there is none.
func (p *Problem) Suggestion() string {
	if len(p.Options) == 0 {
		return ""
	}
	return p.Options[0].Text
}

// Alike reports whether two problems are of one sort, so that one answer may settle both.
func (p *Problem) Alike(o *Problem) bool {
	return p.Code == o.Code && p.Field == o.Field && p.Table.Kind == o.Table.Kind
}

// Action is what a clerk does about a problem.
type Action uint8

// The actions.
const (
	Choose Action = iota // take an option
	Keep                 // it is right as it stands
	Clear                // leave the field empty
	Type                 // type another value
)

// Answer is a clerk's decision about a problem.
type Answer struct {
	Action Action
	Option int    // place in Problem.Options, for Choose
	Text   string // for Type
}

// settlements are the decisions about rows and cells.
type settlements struct {
	cells map[cellKey]cellAnswer
	rows  map[rowKey]*rowAnswer
	refs  map[string]refAnswer // by kind and name
	// choices are the fields for which a clerk has chosen between what is stored and what the workbook says.
	choices map[rowKey]map[int]Policy
	missing map[string]missingAnswer // by id of the record
}

type cellKey struct {
	t     *Table
	row   int
	month int // column of the sheet, in a wide table; noMonth for the whole row
	field int
	code  string // "" for a value typed into a cell, whatever its problems
}

type cellAnswer struct {
	keep bool
	v    value.Value
}

type rowKey struct {
	t     *Table
	row   int
	month int // as in cellKey
}

func (p *Problem) key() rowKey { return rowKey{p.Table, p.Row, p.month} }

func (r *Row) key() rowKey { return rowKey{r.Table, r.Row, r.Col} }

// cell returns what a clerk has decided about a field of a row, or of the one record of it.
func (s *settlements) cell(r *Row, field int, code string) (cellAnswer, bool) {
	a, ok := s.cells[cellKey{r.Table, r.Row, r.Col, field, code}]
	if !ok && r.Col != noMonth {
		a, ok = s.cells[cellKey{r.Table, r.Row, noMonth, field, code}]
	}
	return a, ok
}

// rowAnswer says whether a row is the record, or the other row, that it was taken for.
type rowAnswer struct {
	same   bool
	joins  bool   // the row adds to the lists of the other one: a second post
	kept   bool   // "right as it stands": what happens where nobody is asked
	record string // id of the stored record meant; "" if another row was
}

type refAnswer struct {
	id     string // "" with create false: the field is left empty
	create bool
}

func newSettlements() settlements {
	return settlements{cells: map[cellKey]cellAnswer{}, rows: map[rowKey]*rowAnswer{}, refs: map[string]refAnswer{}, choices: map[rowKey]map[int]Policy{}, missing: map[string]missingAnswer{}}
}

// The codes of problems that intake finds itself.
const (
	codeReference = "reference"
	codeSame      = "same_record"   // perhaps a stored record
	codeDuplicate = "duplicate_row" // the same as another row of the workbooks
	codeKind      = "kind"          // the table may be of another kind
	codeMisfit    = "misfit"        // the table is not of the kind that was given
	codeYear      = "year"          // the months of the table may be of another year
	codeConflict  = "conflict"      // changed here and in a returned workbook
	codeRenamed   = "renamed"       // the ID number of a stored record with another name
	codeTwoOrgs   = "two_orgs"      // the same person in another community in another row
	codeNoOrg     = "no_org"        // nothing says of which community the rows of a table are
	codeUnsaid    = "unsaid"        // nothing says of which sort the rows of a table are
	codeDateMonth = "date_month"    // a date that means one of two; found by catalog.Date
	codeDeleted   = "deleted_here"  // deleted here after the workbook was handed out
)

// Settle decides a problem of the plan; with alike, all problems of the same sort: each takes the option of its own
// at the same place. The decision counts in the next Plan. A refusal says why an answer can't be taken.
func (p *Plan) Settle(pr Problem, a Answer, alike bool) error {
	return p.reading.decide(pr, a, func() error { return p.settle(pr, a, alike) })
}

func (p *Plan) settle(pr Problem, a Answer, alike bool) error {
	if !alike {
		return p.settleEach(pr, a)
	}
	for _, o := range p.Problems() {
		if !pr.Alike(&o) || a.Action == Type && o.Raw != pr.Raw || a.Action == Choose && a.Option >= len(o.Options) {
			continue
		}
		if err := p.settleEach(o, a); err != nil {
			return err
		}
	}
	return nil
}

// settleEach decides a problem that is asked once for a column or a table, in all rows that have it. A date that is
// typed is for the first of them.
func (p *Plan) settleEach(pr Problem, a Answer) error {
	if pr.Code == codeMisfit {
		p.reading.settleMisfit(pr, a)
		return nil
	}
	date := pr.Code == codeDateMonth && pr.Rows > 1 && a.Action != Type
	if org := pr.Code == codeNoOrg && (a.Action == Keep || a.Action == Clear); !date && !org {
		return p.reading.settle(pr, a)
	}
	for _, tp := range p.Tables {
		if tp.Table != pr.Table {
			continue
		}
		for i := range tp.Rows {
			for _, m := range tp.Rows[i].marks {
				switch {
				case date && (m.p.Code != codeDateMonth || m.col != pr.mark.col), !date && (!p.asksOrg(tp, m) || m.p.Code == codeRequired):
					continue
				}
				if err := p.reading.settle(p.problem(&tp.Rows[i], m), a); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (r *Reading) settle(pr Problem, a Answer) error {
	if a.Action == Choose && (a.Option < 0 || a.Option >= len(pr.Options)) {
		return catalog.Refuse("no_option", "这一处没有可以采用的建议,请直接填写")
	}
	switch pr.Code {
	case codeKind:
		doubt := pr.Table.KindDoubt
		pr.Table.KindDoubt = ""
		r.undoing = append(r.undoing, func() { pr.Table.KindDoubt = doubt })
		return nil
	case codeMissing:
		put(r, r.settled.missing, pr.name, missingAnswer{given: true, remove: a.Action == Choose && a.Option == 1})
		return nil
	case codeYear:
		return r.settleYear(pr, a)
	case codeNoOrg, codeUnsaid, codeForgotten:
		return r.settleTable(pr, a)
	case codeColour:
		if r.settleColour(pr, a) {
			return nil
		}
	case codeReference:
		return r.settleReference(pr, a)
	case codeConflict:
		return r.settleConflict(pr, a)
	case codeDeleted:
		if a.Action == Choose && a.Option == 1 {
			pr.Table.LeaveOut(pr.Row, true)
			r.undoing = append(r.undoing, func() { pr.Table.LeaveOut(pr.Row, false) })
			return nil
		}
		a = Answer{Action: Keep}
	case codeTwoOrgs:
		r.choose(pr.key(), int(pr.mark.field), a.Action == Choose && a.Option == 1)
		put(r, r.settled.rows, pr.key(), &rowAnswer{same: true})
		return nil
	case codeSame, codeDuplicate, codeRenamed:
		answer := &rowAnswer{same: a.Action != Choose || pr.Options[a.Option].Same, kept: a.Action == Keep}
		if answer.same && len(pr.Options) > 0 {
			answer.record = pr.Options[0].ID
		}
		answer.joins = a.Action == Choose && pr.Options[a.Option].joins
		put(r, r.settled.rows, pr.key(), answer)
		if a.Action == Choose && pr.Options[a.Option].takes {
			for _, f := range pr.differing {
				r.choose(pr.key(), f, true)
			}
		}
		return nil
	}
	key := cellKey{pr.Table, pr.Row, pr.month, int(pr.mark.field), pr.Code}
	switch a.Action {
	case Keep:
		put(r, r.settled.cells, key, cellAnswer{keep: true})
	case Choose:
		put(r, r.settled.cells, key, cellAnswer{v: pr.Options[a.Option].Value})
	case Clear:
		put(r, r.settled.cells, key, cellAnswer{})
	case Type:
		return r.typeInto(pr.key(), int(pr.mark.field), a.Text)
	}
	return nil
}

// settleConflict decides between what is stored and what a returned workbook says, or types a third value.
func (r *Reading) settleConflict(pr Problem, a Answer) error {
	field := int(pr.mark.field)
	if a.Action == Type {
		if err := r.typeInto(pr.key(), field, a.Text); err != nil {
			return err
		}
	}
	r.choose(pr.key(), field, a.Action == Type || a.Action == Choose && a.Option == 0)
	return nil
}

func (r *Reading) settleReference(pr Problem, a Answer) error {
	key := refKey(pr.Field.Type.(catalog.Ref).Kind, pr.name)
	switch a.Action {
	case Choose:
		o := pr.Options[a.Option]
		put(r, r.settled.refs, key, refAnswer{id: o.ID, create: o.Create})
	case Keep:
		if dir := r.dirs[pr.Field.Type.(catalog.Ref).Kind]; dir.canCreate() {
			put(r, r.settled.refs, key, refAnswer{create: true})
		}
	case Clear:
		put(r, r.settled.refs, key, refAnswer{})
	case Type:
		dir := r.dirs[pr.Field.Type.(catalog.Ref).Kind]
		id, ok := dir.find(a.Text)
		if !ok {
			return catalog.Refuse("unknown_reference", "没有名为「%s」的%s,请从已有的里面选", a.Text, pr.Field.Title)
		}
		put(r, r.settled.refs, key, refAnswer{id: id})
	}
	return nil
}

func refKey(kind, name string) string { return kind + "\x00" + value.Tight(name) }

// SetValue types a value over a field of a row of the sheet.
func (t *Table) SetValue(row int, field, text string) error {
	i := -1
	if t.Kind != nil {
		i = t.Kind.Index(field)
	}
	if i < 0 || t.Role(row) != RoleBody {
		return fmt.Errorf("intake: row %d has no field %q", row+1, field)
	}
	return t.reading.typeInto(rowKey{t, row, noMonth}, i, text)
}

func (r *Reading) typeInto(key rowKey, field int, text string) error {
	if field < 0 || field >= len(key.t.Kind.Fields) {
		return catalog.Refuse("no_field", "这一处不能填写")
	}
	f := &key.t.Kind.Fields[field]
	v, p := f.Type.Parse(catalog.TextCell(text))
	if list, ok := f.Type.(catalog.Refs); ok {
		v = r.linksFrom(list, v)
	}
	if ref, ok := f.Type.(catalog.Ref); ok && v.IsUnread() {
		id, found := r.dirs[ref.Kind].find(text)
		if !found {
			return catalog.Refuse("unknown_reference", "没有名为「%s」的%s,请从已有的里面选", text, f.Title)
		}
		v, p = value.Text(id), nil
	}
	if p != nil && p.Severity == catalog.Broken {
		return catalog.Refuse("unread_value", "%s:%s", f.Title, p.Text)
	}
	put(r, r.settled.cells, cellKey{key.t, key.row, key.month, field, ""}, cellAnswer{v: v})
	return nil
}

// settleRow applies a clerk's decisions to a row that is not matched yet.
func (p *planner) settleRow(row *Row) {
	if len(p.reading.settled.cells) == 0 {
		return
	}
	t := row.Table
	changed := false
	set := func(field int, v value.Value) {
		if !changed || len(row.values) < len(t.Kind.Fields) {
			values := make([]value.Value, len(t.Kind.Fields))
			copy(values, row.values)
			row.values = values
		}
		changed = true
		row.values[field] = v
	}
	typed := func(field int) (cellAnswer, bool) { return p.reading.settled.cell(row, field, "") }
	for f := range t.Kind.Fields {
		if a, ok := typed(f); ok {
			set(f, a.v)
		}
	}
	var marks []mark
	for _, m := range row.marks {
		if _, ok := typed(int(m.field)); ok && !m.rule {
			continue
		}
		a, ok := p.reading.settled.cell(row, int(m.field), m.p.Code)
		switch {
		case !ok:
			marks = append(marks, m)
		case !a.keep:
			set(int(m.field), a.v)
		}
	}
	row.marks = marks
	if changed {
		row.marks = p.reRule(row, row.record())
	}
}

// reRule returns the marks of a row with the rules asked again for a record of other values.
func (p *planner) reRule(row *Row, rec catalog.Record) []mark {
	var marks []mark
	for _, m := range row.marks {
		if !m.rule {
			marks = append(marks, m)
		}
	}
	at := len(marks)
	marks = appendRules(marks, row.Table, rec, row.Col)
	kept := marks[:at]
	for _, m := range marks[at:] {
		if a, ok := p.reading.settled.cell(row, int(m.field), m.p.Code); !ok || !a.keep {
			kept = append(kept, m)
		}
	}
	return kept
}
