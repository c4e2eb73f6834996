package intake

import (
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// A sheet that says nowhere of which community its rows are is asked about once, not in every row.

// mostOrgs is how many communities are offered as answers; more are typed.
const mostOrgs = 12

// isNowhere reports whether nothing in a table says of which community its rows are.
func (t *Table) isNowhere() bool {
	org := t.Kind.Index(orgKey)
	if org < 0 || t.Org != "" || t.parsed == nil || t.reading.dirs[orgKey] == nil {
		return false
	}
	for i := range t.parsed.refs {
		if c := &t.parsed.refs[i]; c.field == org {
			return !slices.ContainsFunc(c.at, func(at int32) bool { return at >= 0 })
		}
	}
	return false
}

// asksOrg reports whether a problem of a row is the one that its table asks about.
func (p *Plan) asksOrg(tp *TablePlan, m mark) bool {
	return m.rule && m.field >= 0 && int(m.field) == tp.Table.Kind.Index(orgKey) && tp.Table.isNowhere()
}

// withoutOrg returns how many rows of a table miss their community, if the table names none at all.
func (p *Plan) withoutOrg(tp *TablePlan) int {
	if len(tp.Rows) < 2 || !tp.Table.isNowhere() {
		return 0
	}
	n := 0
	for i := range tp.Rows {
		if slices.ContainsFunc(tp.Rows[i].marks, func(m mark) bool { return p.asksOrg(tp, m) }) {
			n++
		}
	}
	return n
}

// orgProblem asks for the community of a table.
func (t *Table) orgProblem(rows int) Problem {
	field := t.Kind.Field(orgKey)
	pr := Problem{Table: t, Row: t.HeadingRows[0], Col: -1, Field: field, Code: codeNoOrg, Severity: catalog.Doubt, Rows: rows, month: noMonth,
		Text: "整张表没有写明是哪个" + field.Title + "的,这些行都是哪个" + field.Title + "的?"}
	names := t.reading.dirs[orgKey].orgNames()
	for _, name := range names[:min(len(names), mostOrgs)] {
		pr.Options = append(pr.Options, Option{Text: "都是「" + name + "」的", Value: value.Text(name)})
	}
	return pr
}

// orgNames returns the names of all records, in order.
func (d *directory) orgNames() []string {
	var out []string
	for _, name := range d.names {
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// settleOrg decides of which community the rows of a table are; see Plan.settleEach for rows that stay without one.
func (r *Reading) settleOrg(pr Problem, a Answer) error {
	t := pr.Table
	org, why, byClerk := t.Org, t.OrgWhy, t.orgByClerk
	switch a.Action {
	case Choose:
		t.SetOrg(pr.Options[a.Option].Value.Canonical())
	case Type:
		name := value.Clean(a.Text)
		if name == "" {
			return catalog.Refuse("no_org", "请写明%s的名称", pr.Field.Title)
		}
		t.SetOrg(name)
	default:
		return nil
	}
	r.undoing = append(r.undoing, func() {
		t.Org, t.OrgWhy, t.orgByClerk = org, why, byClerk
		t.parsed = nil
	})
	return nil
}
