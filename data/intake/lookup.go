package intake

import (
	"fmt"
	"slices"
	"sort"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// RowFate is what became of a row of a sheet, a record or not.
type RowFate struct {
	Table  *Table // nil if the row belongs to no table
	Role   Role
	Fate   Fate
	Reason string // in Chinese
	Record *Row   // nil if the row is no record
	First  int    // of a further row of a record: the row in which that begins
}

// Row says what became of a row of a sheet, from 0: of its first record, where tables stand side by side.
func (p *Plan) Row(s *sheet.Sheet, row int) RowFate {
	out := RowFate{Reason: RoleNone.reason()}
	for _, tp := range p.Tables {
		if t := tp.Table; t.Sheet != s || row < t.layout.top || row > t.layout.end {
			continue
		}
		if fate := tp.Row(row); out.Table == nil || out.Record == nil && fate.Record != nil {
			out = fate
		}
	}
	return out
}

// RowAt says what became of the part of a row in which a cell lies: of the row, unless tables stand side by side.
func (p *Plan) RowAt(s *sheet.Sheet, row, col int) RowFate {
	for _, tp := range p.Tables {
		if t := tp.Table; t.Sheet == s && row >= t.layout.top && row <= t.layout.end && col >= t.grid.area.Col1 && col <= t.grid.area.Col2 {
			return tp.at(row, col)
		}
	}
	return p.Row(s, row)
}

// Row says what became of a row of the table's sheet, from 0.
func (tp *TablePlan) Row(row int) RowFate {
	role := tp.Table.Role(row)
	out := RowFate{Table: tp.Table, Role: role, Reason: role.reason()}
	if role == RoleMore {
		if first, ok := tp.Table.recordOf(row); ok {
			out.First, out.Reason = first, fmt.Sprintf("接在第 %d 行后面,与它是同一条记录", first+1)
		}
	}
	if role != RoleBody {
		return out
	}
	out.Reason = tp.Table.Why
	switch records := tp.records(row); {
	case len(records) == 1:
		out.Record, out.Fate, out.Reason = &records[0], records[0].Fate, records[0].Reason()
	case len(records) > 1:
		out.Record, out.Reason = worst(records), reasons(records)
		out.Fate = out.Record.Fate
	case tp.Table.isWide() && out.Reason == "":
		out.Reason = "各月都是空的,没有记录"
	}
	return out
}

// records returns the records of a row of the sheet: one, or in a wide table one for each filled month.
func (tp *TablePlan) records(row int) []Row {
	i := sort.Search(len(tp.Rows), func(i int) bool { return tp.Rows[i].Row >= row })
	n := i
	for n < len(tp.Rows) && tp.Rows[n].Row == row {
		n++
	}
	return tp.Rows[i:n]
}

// CellProblem returns the worst problem of a cell of the table's sheet; ok is false if it has none.
func (p *Plan) CellProblem(s *sheet.Sheet, row, col int) (pr Problem, ok bool) {
	r := p.RowAt(s, row, col).Record
	if r == nil {
		return Problem{}, false
	}
	best := -1
	for i, m := range r.marks {
		if int(m.col) == col && (best < 0 || m.p.Severity > r.marks[best].p.Severity) {
			best = i
		}
	}
	if best < 0 {
		return Problem{}, false
	}
	return p.problem(r, r.marks[best]), true
}

// RowProblems returns the problems of a record.
func (p *Plan) RowProblems(r *Row) []Problem {
	out := make([]Problem, len(r.marks))
	for i, m := range r.marks {
		out[i] = p.problem(r, m)
	}
	return out
}

// Problems returns all problems in the order of the sheets. An unknown community stands once, at the first row that
// names it, and so does the doubt about the kind of a table.
func (p *Plan) Problems() []Problem {
	var out []Problem
	asked := map[*mention]bool{}
	for _, tp := range p.Tables {
		out = append(out, p.tableProblems(tp, asked, false)...)
	}
	return out
}

// tableProblems returns the problems of a table; with each, the dates of a column that mean two things one by one.
func (p *Plan) tableProblems(tp *TablePlan, asked map[*mention]bool, each bool) []Problem {
	var out []Problem
	t := tp.Table
	if t.KindDoubt != "" && len(tp.Rows) > 0 {
		out = append(out, Problem{Table: t, Row: t.HeadingRows[0], Col: -1, Code: codeKind, Severity: catalog.Doubt, Text: t.KindDoubt,
			Options: []Option{{Text: "是「" + t.Kind.Title + "」"}}, Rows: len(tp.Rows)})
	}
	if t.YearDoubt != "" && len(tp.Rows) > 0 {
		out = append(out, t.yearProblem(len(tp.Rows)))
	}
	if n := p.withoutOrg(tp); n > 0 {
		out = append(out, t.orgProblem(n))
	}
	if tp.misfit != nil {
		out = append(out, tp.misfitProblem())
	} else if n := p.withoutSort(tp); n > 0 {
		out = append(out, t.sortProblem(n))
	}
	row, said := -1, map[string]bool{}
	colours := map[string]int{} // what is asked about a colour → place of the question in out
	dates := map[int16]int{}    // columns whose dates mean two things → place of the question in out
	for i := range tp.Rows {
		r := &tp.Rows[i]
		if r.Row != row {
			row = r.Row
			clear(said)
		}
		for _, m := range r.marks {
			if m.ofRow(r) {
				if said[m.p.Code+m.p.Text] {
					continue
				}
				said[m.p.Code+m.p.Text] = true
			}
			if p.asksOrg(tp, m) || tp.isMisfit(m) || p.asksSort(tp, m) {
				continue
			}
			if m.p.Code == codeDateMonth && !each {
				if at, asked := dates[m.col]; asked {
					out[at].Rows++
					continue
				}
				dates[m.col] = len(out)
			}
			if m.p.Code == codeColour {
				if at, asked := colours[m.p.Text]; asked {
					out[at].Rows++
					continue
				}
				colours[m.p.Text] = len(out)
			}
			if m.p.Code == codeReference {
				mn := p.mentionOf(r, int(m.field))
				if mn != nil && asked[mn] {
					continue
				}
				asked[mn] = true
			}
			out = append(out, p.problem(r, m))
		}
	}
	return append(out, p.missingProblems(tp)...)
}

// problem completes a mark for showing.
func (p *Plan) problem(r *Row, m mark) Problem {
	t := r.Table
	pr := Problem{Table: t, Row: r.Row, Col: int(m.col), Code: m.p.Code, Severity: m.p.Severity, Text: m.p.Text, Rows: 1, mark: m, month: r.Col}
	if m.ofRow(r) {
		pr.month = noMonth
	}
	if m.field >= 0 {
		pr.Field = &t.Kind.Fields[m.field]
	}
	if m.col >= 0 {
		pr.Raw = value.Clean(text(t.grid.over(r.Row, int(m.col))))
	}
	p.addOptions(&pr, r, m)
	return pr
}

func (p *Plan) addOptions(pr *Problem, r *Row, m mark) {
	switch m.p.Code {
	case codeReference:
		if mn := p.mentionOf(r, int(m.field)); mn != nil {
			pr.name, pr.Options, pr.Rows = mn.name, mn.options(), mn.count
			if pr.Raw == "" {
				pr.Raw = mn.name
			}
		}
	case codeSame:
		unit := unitWord(r.Table.Kind)
		pr.Options = []Option{
			{Text: "是同一" + unit + ",更新", Same: true, ID: r.maybe.ID},
			{Text: "不是同一" + unit + ",新增"},
		}
		if r.before == nil {
			slices.Reverse(pr.Options)
		}
	case codeColour:
		if c := r.Table.colourAsked(m.p); c != nil {
			for _, text := range c.options(r.Table.Kind) {
				pr.Options = append(pr.Options, Option{Text: text})
			}
		}
	case codeForgotten:
		pr.Options = []Option{{Text: "是同一人,接在一起"}, {Text: "另一个人,单独成一行"}}
	case codeConflict:
		pr.Options = []Option{{Text: "采用表格的"}, {Text: "保留台账的"}}
	case codeDeleted:
		pr.Options = []Option{{Text: "重新加入"}, {Text: "不加入"}}
	case codeRenamed:
		pr.Options = []Option{{Text: "是同一人,改了名", Same: true, ID: r.before.ID}, {Text: "不是同一人,新增"}}
	case codeTwoOrgs:
		words := p.reading.wordsAt
		pr.Options = []Option{{Text: "留在「" + words(r.other.record(), orgKey) + "」", Same: true}, {Text: "转到「" + words(r.record(), orgKey) + "」"}}
	case codeDuplicate:
		pr.differing = r.differing()
		pr.Options = p.repeatOptions(r, pr.differing)
	case codeDateMonth:
		cell := r.Table.grid.over(r.Row, int(m.col))
		if both, ok := readings(cell); ok {
			for _, d := range []value.Date{both.Date, both.Other} {
				pr.Options = append(pr.Options, Option{Text: d.Chinese(), Value: d.Value()})
			}
		}
	default:
		if v := m.p.Suggestion; !v.IsEmpty() && pr.Field != nil {
			pr.Options = []Option{{Text: pr.Field.Type.Format(v), Value: v}}
		}
	}
}

func (p *Plan) mentionOf(r *Row, field int) *mention {
	out := r.Table.parsed
	for i := range out.refs {
		c := &out.refs[i]
		if c.field != field || c.at[r.index] < 0 {
			continue
		}
		return p.byName[refKey(c.dir.ref.Kind, c.names[c.at[r.index]])]
	}
	return nil
}
