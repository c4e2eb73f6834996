package board

import (
	"context"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Records gives the records to look through.
type Records interface {
	// Each calls f for each record of a kind that is not in the recycle bin, in the order in which they were
	// created. An error of f ends it and is returned.
	Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error
}

// State says what a cell means beyond its words.
type State uint8

// The states.
const (
	Plain   State = iota
	Muted         // nothing is to be done here: not yet due, before the branch was founded
	Missing       // what should be there is not
	Doubt         // is to be looked at soon
	Ahead         // is planned
)

// Cell is one cell of a Sheet.
type Cell struct {
	Text  string
	State State
	Note  string // a sentence that says more
	// What a cell leads to: the records behind it, or else the new record that would fill it.
	Kind  *catalog.Kind
	IDs   []string
	Draft catalog.Record
}

// Leads reports whether the cell leads to anything.
func (c Cell) Leads() bool { return len(c.IDs) > 0 || !c.Draft.IsZero() }

// Row is one row of a Sheet.
type Row struct {
	Cells []Cell // may be shorter than the columns
	Group bool   // a line that names the rows below it
	Total bool
	With  bool   // belongs with the row above, on paper too
	Spans []Span // cells that cover several columns, from left to right
}

// Span is a cell that covers the columns First to Last. On paper each column has a cell of its own, Apart.
type Span struct {
	First, Last int
	Apart       []string
}

// Column is one column of a Sheet.
type Column struct {
	Heading []string // path of headings from the top
	Width   float32  // on paper, in millimetres
	Align   catalog.Align
}

// Sheet is a view in rows and columns whose cells lead to records.
type Sheet struct {
	Title   string // 三会一课开展情况表; the office comes before it
	Summary string // one line: what the sheet comes to
	Columns []Column
	Frozen  int // columns that stay in sight
	Rows    []Row
	Notes   []string
}

// Table returns the sheet as it is printed for an office and a day.
func (s *Sheet) Table(office string, asof value.Date) catalog.Table {
	t := catalog.Table{Title: office + s.Title, Left: "填报单位:" + office, Right: "截止日期:" + asof.Chinese(), Notes: s.Notes,
		Signers: []string{"填表人", "审核人", "单位(盖章)"}, Sheet: s.Title}
	for _, c := range s.Columns {
		t.Columns = append(t.Columns, catalog.Column{Heading: c.Heading, Width: c.Width, Align: c.Align})
	}
	for _, r := range s.Rows {
		row := catalog.TableRow{Group: r.Group, Total: r.Total, With: r.With, Cells: make([]string, len(s.Columns))}
		for i, c := range r.Cells {
			row.Cells[i] = c.Text
		}
		for _, span := range r.Spans {
			copy(row.Cells[span.First:span.Last+1], span.Apart)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// all returns the records of a kind that keep wants; nil wants all.
func all(ctx context.Context, records Records, kind *catalog.Kind, keep func(catalog.Record) bool) ([]catalog.Record, error) {
	var out []catalog.Record
	err := records.Each(ctx, kind, func(r catalog.Record) error {
		if keep == nil || keep(r) {
			out = append(out, r)
		}
		return ctx.Err()
	})
	return out, err
}

// communities returns the communities, or the one with the id org.
func communities(ctx context.Context, records Records, org string) ([]catalog.Record, error) {
	return all(ctx, records, ledger.Org, func(r catalog.Record) bool { return org == "" || r.ID == org })
}

// within reports whether a record belongs to the community org; "" is all of them.
func within(r catalog.Record, org string) bool { return org == "" || r.Get("org").Canonical() == org }

// ids returns the ids of records.
func ids(records []catalog.Record) []string {
	var out []string
	for _, r := range records {
		out = append(out, r.ID)
	}
	return out
}
