package intake

import (
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// A sheet all of whose rows are of one sort may say nowhere of which: it is asked about once, not in every row.

// unsaid returns the required list of which a table says nothing, neither in a column nor in its title or between its rows;
// -1 if there is none.
func (t *Table) unsaid() int {
	for i := range t.Kind.Fields {
		f := &t.Kind.Fields[i]
		if _, is := f.Type.(*catalog.ChoiceOf); !is || !f.Required || !f.Stored() {
			continue
		}
		silent := t.column(i) < 0 && t.said[i].IsEmpty() && t.sortSaid[i].IsEmpty()
		if silent && !slices.ContainsFunc(t.sorts, func(s sortRow) bool { return s.field == i }) {
			return i
		}
	}
	return -1
}

// asksSort reports whether a problem of a row is the one that its table asks about.
func (p *Plan) asksSort(tp *TablePlan, m mark) bool {
	return m.rule && m.field >= 0 && m.p.Code == codeRequired && len(tp.Rows) > 1 && int(m.field) == tp.Table.unsaid()
}

// withoutSort returns how many rows miss the sort of which their table says nothing.
func (p *Plan) withoutSort(tp *TablePlan) int {
	if tp.Table.Kind == nil || tp.Table.unsaid() < 0 {
		return 0
	}
	n := 0
	for i := range tp.Rows {
		if slices.ContainsFunc(tp.Rows[i].marks, func(m mark) bool { return p.asksSort(tp, m) }) {
			n++
		}
	}
	return n
}

// sortProblem asks of which sort the rows of a table are.
func (t *Table) sortProblem(rows int) Problem {
	field := &t.Kind.Fields[t.unsaid()]
	pr := Problem{Table: t, Row: t.HeadingRows[0], Col: -1, Field: field, Code: codeUnsaid, Severity: catalog.Broken, Rows: rows, month: noMonth,
		Text: fmt.Sprintf("整张表没有写明%s,这 %d 行都是哪一类?选定才能存", field.Title, rows)}
	if containsAny(t.Title, dutyWords) && !containsAny(t.Title, patrolWords) {
		pr.Text += ";程序里没有机关值班的台账,不是治安巡逻的值班表请不导入"
	}
	for _, c := range field.Type.(*catalog.ChoiceOf).Choices() {
		pr.Options = append(pr.Options, Option{Text: "都是「" + c.Title + "」", Value: value.Text(c.Code)})
	}
	if guess := t.guessSort(field); guess >= 0 {
		pr.Options[0], pr.Options[guess] = pr.Options[guess], pr.Options[0]
	}
	return pr
}

// guessSort returns the likeliest of the values of a list: 巡逻, in a table of who is on duty. -1 if none is likelier.
func (t *Table) guessSort(field *catalog.Field) int {
	if !containsAny(t.Title, dutyWords) {
		return -1
	}
	return slices.IndexFunc(field.Type.(*catalog.ChoiceOf).Choices(), func(c catalog.Choice) bool { return c.Title == "巡逻" })
}

// settleTable decides what a table says nowhere, or of a row with no name.
func (r *Reading) settleTable(pr Problem, a Answer) error {
	switch pr.Code {
	case codeNoOrg:
		return r.settleOrg(pr, a)
	case codeForgotten:
		return r.settleForgotten(pr, a)
	}
	return r.settleSort(pr, a)
}

// settleSort decides of which sort the rows of a table are.
func (r *Reading) settleSort(pr Problem, a Answer) error {
	t, i := pr.Table, pr.Table.Kind.Index(pr.Field.Key)
	var v value.Value
	switch a.Action {
	case Choose:
		v = pr.Options[a.Option].Value
	case Type:
		read, p := pr.Field.Type.Parse(catalog.TextCell(a.Text))
		if p != nil || read.IsEmpty() || read.IsUnread() {
			return catalog.Refuse("unread_value", "「%s」不是%s,请从可选的里面选", a.Text, pr.Field.Title)
		}
		v = read
	default:
		return catalog.Refuse("no_option", "%s必须填写,请选定一类,或选择不导入这张表", pr.Field.Title)
	}
	if t.sortSaid == nil {
		t.sortSaid = map[int]value.Value{}
	}
	t.sortSaid[i], t.parsed = v, nil
	r.undoing = append(r.undoing, func() {
		delete(t.sortSaid, i)
		t.parsed = nil
	})
	return nil
}

// fitsBut reports whether a table has columns for all that its kind requires but for one list.
func (t *Table) fitsBut(list int) bool {
	mapped := 0
	for _, c := range t.Columns {
		if c.Mapped() {
			mapped++
		}
	}
	for i := range t.Kind.Fields {
		if f := &t.Kind.Fields[i]; i != list && f.Required && f.Stored() && t.column(i) < 0 {
			return false
		}
	}
	return mapped >= 3
}
