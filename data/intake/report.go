package intake

import (
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// Report is what `import -json` prints.
type Report struct {
	Op    *string      `json:"op"` // id of the operation; null if nothing was stored
	Files []FileReport `json:"files"`
}

// FileReport is the part of a Report about one file.
type FileReport struct {
	File     string        `json:"file"`
	Error    *string       `json:"error"`
	Tables   []TableReport `json:"tables"`
	Skipped  []Skipped     `json:"skipped,omitempty"`
	Warnings []string      `json:"warnings,omitempty"`
}

// TableReport is the part of a Report about one table.
type TableReport struct {
	Sheet       string          `json:"sheet"`
	Range       string          `json:"range"` // headings and records: A3:L7
	Kind        *string         `json:"kind"`
	KindWhy     string          `json:"kind_why,omitempty"`
	Title       string          `json:"title"`
	Org         *string         `json:"org"`
	HeadingRows []int           `json:"heading_rows"` // from 1
	Columns     []ColumnReport  `json:"columns"`
	Rows        int             `json:"rows"`
	New         int             `json:"new"`
	Changed     int             `json:"changed"`
	Same        int             `json:"same"`
	Doubtful    int             `json:"doubtful"`
	Broken      int             `json:"broken"`
	LeftOut     int             `json:"left_out"`       // totals, footers, blank rows between records
	Left        string          `json:"left,omitempty"` // why the whole table was left out
	Notes       []string        `json:"notes,omitempty"`
	Problems    []ProblemReport `json:"problems"`
}

// ColumnReport says what a column was taken for.
type ColumnReport struct {
	Column  string  `json:"column"`
	Heading string  `json:"heading"`
	Field   *string `json:"field"`
	Why     string  `json:"why"`
}

// ProblemReport is one problem of a cell or a row.
type ProblemReport struct {
	Cell       string  `json:"cell"`
	Field      *string `json:"field"`
	Value      string  `json:"value"`
	Problem    string  `json:"problem"`
	Suggestion *string `json:"suggestion"`
}

// Report returns what is to be said of the plan. op is the id of the operation that has stored it, "" if nothing was
// stored.
func (p *Plan) Report(op string) Report {
	out := Report{Op: orNull(op), Files: []FileReport{}}
	asked := map[*mention]bool{}
	for _, f := range p.reading.Files {
		fr := FileReport{File: f.Name, Tables: []TableReport{}, Skipped: f.Skipped, Warnings: f.Warnings}
		if err := p.Refusal(f); err != nil {
			fr.Error = orNull(catalog.Message(err))
		}
		for _, tp := range p.Tables {
			if tp.Table.File == f {
				fr.Tables = append(fr.Tables, p.tableReport(tp, asked))
			}
		}
		out.Files = append(out.Files, fr)
	}
	return out
}

func (p *Plan) tableReport(tp *TablePlan, asked map[*mention]bool) TableReport {
	t, c := tp.Table, tp.Counts
	out := TableReport{
		Sheet: t.Sheet.Name, Range: t.Range().String(), KindWhy: t.KindWhy, Title: t.Title, Org: orNull(p.orgName(t)),
		HeadingRows: []int{}, Columns: []ColumnReport{}, Problems: []ProblemReport{}, Notes: slices.Concat(tp.Notes, t.choiceNotes()), Left: t.Why,
		Rows: c.Rows, New: c.New, Changed: c.Changed, Same: c.Same, Doubtful: c.Doubtful, Broken: c.Broken, LeftOut: c.LeftOut,
	}
	if why := tp.Misfit(); why != "" {
		out.Left = why + ",没有导入"
	}
	if t.Kind != nil {
		out.Kind = &t.Kind.Key
	}
	for _, r := range t.HeadingRows {
		out.HeadingRows = append(out.HeadingRows, r+1)
	}
	for _, col := range t.Columns {
		cr := ColumnReport{Column: sheet.ColName(col.Col), Heading: col.Title(), Why: col.Why}
		if col.Mapped() {
			cr.Field = &t.Kind.Fields[col.Field].Key
		}
		out.Columns = append(out.Columns, cr)
	}
	for _, pr := range p.tableProblems(tp, asked, true) {
		out.Problems = append(out.Problems, pr.report())
	}
	return out
}

// report returns a problem for printing; one that has no cell stands at the first column of its row.
func (p *Problem) report() ProblemReport {
	out := ProblemReport{Cell: sheet.CellName(p.Row, max(p.Col, p.firstCol())), Value: p.Raw, Problem: p.Text, Suggestion: orNull(p.Suggestion())}
	if p.Field != nil {
		out.Field = &p.Field.Key
	}
	if p.Rows > 1 && (p.Code == codeReference || p.Code == codeNoOrg || p.Code == codeUnsaid) {
		out.Problem += fmt.Sprintf("(共 %d 行)", p.Rows)
	}
	return out
}

func (p *Problem) firstCol() int {
	if p.Col >= 0 {
		return p.Col
	}
	return p.Table.layout.col1
}

// orgName returns the name of the community of a table: that of the record if there is one.
func (p *Plan) orgName(t *Table) string {
	dir := t.reading.dirs[orgKey]
	if t.Org == "" || dir == nil {
		return t.Org
	}
	if id, ok := dir.find(t.Org); ok {
		return dir.names[id]
	}
	return t.Org
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
