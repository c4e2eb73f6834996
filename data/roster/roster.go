package roster

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Source knows the records that others refer to. A *store.Store is one.
type Source interface {
	// Lookup returns those of the records of a kind that are there, deleted ones included, by their ids.
	Lookup(ctx context.Context, kind string, ids []string) (map[string]catalog.Record, error)
}

// Request says what a roster holds and how it is laid out.
type Request struct {
	Kind    *catalog.Kind
	View    string               // name of one of the kind's views, "" for the usual one
	Columns []catalog.ViewColumn // instead of the view's, unless nil
	Records []catalog.Record
	// KeepOrder leaves the records in the order in which they stand; otherwise they are sorted as the view says.
	KeepOrder bool
	Office    string         // 容城镇
	Org       catalog.Record // the community that all records belong to; zero if there are several
	AsOf      value.Date     // the day on which the roster is true: 填报日期, ages
	Title     string         // instead of the view's, unless empty
	// GroupBy is the key of a reference: the rows stand under a line for each record that it points to, and that
	// column is left out.
	GroupBy string
}

// Codes of the refusals of this package.
const (
	CodeView      = "roster-view"      // the kind has no such view
	CodeExtension = "roster-extension" // no format has this extension
	CodeManyCSV   = "roster-many-csv"  // several tables can't go into one csv file
)

// Build returns the table for req. It asks src for the records that those of req refer to.
func Build(ctx context.Context, src Source, req Request) (catalog.Table, error) {
	b, err := newBuilder(ctx, src, req)
	if err != nil {
		return catalog.Table{}, err
	}
	return b.table(req.Org, b.req.Records), nil
}

// Split returns one table for each record that the reference by points to, in the order of those records' ids (the
// order in which they were made), and a last one for the records that point nowhere. Without records it returns
// one empty table.
func Split(ctx context.Context, src Source, req Request, by string) ([]catalog.Table, error) {
	b, err := newBuilder(ctx, src, req)
	if err != nil {
		return nil, err
	}
	groups := b.groups(b.req.Records, by)
	if len(groups) == 0 {
		return []catalog.Table{b.table(req.Org, nil)}, nil
	}
	tables := make([]catalog.Table, 0, len(groups))
	for _, g := range groups {
		t := b.table(g.target, g.records)
		t.Sheet = g.name
		tables = append(tables, t)
	}
	return tables, nil
}

// builder builds tables of one request.
type builder struct {
	req     Request
	view    catalog.View
	columns []column
	wide    map[string]catalog.Months            // in a wide view, by the id of a row's first record: what each month holds
	targets map[string]map[string]catalog.Record // by kind, by id
}

func newBuilder(ctx context.Context, src Source, req Request) (*builder, error) {
	view := req.Kind.View(req.View)
	if req.View == AllView && view == nil {
		view = &catalog.View{Name: AllView, Title: req.Kind.View("").Title, Columns: AllColumns(req.Kind), Sort: req.Kind.View("").Sort}
	}
	if view == nil {
		return nil, refuseView(req.Kind, req.View)
	}
	b := &builder{req: req, view: *view, targets: map[string]map[string]catalog.Record{}}
	if req.Columns != nil {
		b.view.Columns = req.Columns
	}
	if req.Title != "" {
		b.view.Title = req.Title
	}
	if req.GroupBy != "" {
		b.view.Columns = slices.DeleteFunc(slices.Clone(b.view.Columns), func(c catalog.ViewColumn) bool { return c.Field == req.GroupBy })
	}
	b.req.Records = view.Select(req.Records)
	if !req.KeepOrder {
		b.req.Records = b.sorted(b.req.Records)
	}
	if err := b.lookUp(ctx, src); err != nil {
		return nil, err
	}
	if b.view.Wide {
		b.req.Records, b.wide = req.Kind.Across(b.req.Records)
	}
	b.columns = b.makeColumns()
	return b, nil
}

func refuseView(k *catalog.Kind, name string) error {
	var names []string
	for _, v := range k.Views {
		names = append(names, v.Name)
	}
	names = append(names, AllView)
	return catalog.Refuse(CodeView, "%s没有名为「%s」的表式,可以用:%s", k.Title, name, strings.Join(names, "、"))
}

// sorted returns the records by the fields that the view names. Records that are equal in these stay as they were.
func (b *builder) sorted(records []catalog.Record) []catalog.Record {
	out := slices.Clone(records)
	slices.SortStableFunc(out, func(x, y catalog.Record) int {
		for _, key := range b.view.Sort {
			f := b.req.Kind.Field(key)
			if c := f.Type.Compare(x.On(f, b.req.AsOf), y.On(f, b.req.AsOf)); c != 0 {
				return c
			}
		}
		return 0
	})
	return out
}

// lookUp gets the records that the records of the request refer to.
func (b *builder) lookUp(ctx context.Context, src Source) error {
	ids := map[string]map[string]bool{}
	for i := range b.req.Kind.Fields {
		typ := b.req.Kind.Fields[i].Type
		target := catalog.Refers(typ)
		if target == "" {
			continue
		}
		if ids[target] == nil {
			ids[target] = map[string]bool{}
		}
		for _, r := range b.req.Records {
			for _, link := range catalog.LinksOf(typ, r.At(i)) {
				if link.ID != "" {
					ids[target][link.ID] = true
				}
			}
		}
	}
	for kind, set := range ids {
		if len(set) == 0 {
			continue
		}
		found, err := src.Lookup(ctx, kind, slices.Sorted(maps.Keys(set)))
		if err != nil {
			return fmt.Errorf("look up %d records of kind %s: %w", len(set), kind, err)
		}
		b.targets[kind] = found
	}
	return nil
}

// table returns the table of records, all of which belong to org unless that is zero.
func (b *builder) table(org catalog.Record, records []catalog.Record) catalog.Table {
	unit := b.req.Office
	if !org.IsZero() {
		unit += org.Label()
	}
	t := catalog.Table{
		Title:   title(b.view.Title, b.req.Office, org),
		Left:    "填报单位：" + unit,
		Columns: make([]catalog.Column, len(b.columns)),
		Rows:    b.rows(records),
		Signers: []string{"填表人", "审核人", "单位（盖章）"},
	}
	if !b.req.AsOf.IsZero() {
		t.Right = "填报日期：" + b.req.AsOf.Chinese()
	}
	if b.wide != nil {
		t.Title = b.yearly(t.Title, org, records)
	}
	if len(records) > 0 {
		t.Notes = []string{fmt.Sprintf("共 %d %s", len(records), b.unit())}
	}
	for i, c := range b.columns {
		t.Columns[i] = catalog.Column{Heading: c.heading, Width: c.width, Align: c.alignFor(t.Rows, i), Numeric: c.numeric}
	}
	return t
}

// title puts the office, and the community if there is but one, before the words of a view's title. 北门社区 before
// 社区干部花名册 is 北门社区干部花名册.
func title(pattern, office string, org catalog.Record) string {
	name := org.Label()
	if name != "" {
		_, rest, _ := strings.Cut(pattern, "%s")
		if strings.HasPrefix(rest, community) {
			name = strings.TrimSuffix(name, community)
		}
	}
	return strings.Replace(pattern, "%s", office+name, 1)
}

// group is the records that point to one target.
type group struct {
	name    string
	target  catalog.Record
	records []catalog.Record
}

// unassigned names the records that belong to no community.
const unassigned = "未填社区"

// groups cuts records by the reference in the field key. Groups stand in the order of the targets' ids, records in
// theirs.
func (b *builder) groups(records []catalog.Record, key string) []group {
	f := b.req.Kind.Field(key)
	if f == nil {
		return nil
	}
	place := map[value.Value]int{}
	var ids []value.Value
	byID := map[value.Value]*group{}
	for _, r := range records {
		v := r.Get(key)
		g := byID[v]
		if g == nil {
			place[v] = len(ids)
			ids = append(ids, v)
			g = &group{name: b.refLabel(f, v, nil), target: b.target(f, v)}
			if g.name == "" {
				g.name = unassigned
			}
			byID[v] = g
		}
		g.records = append(g.records, r)
	}
	slices.SortStableFunc(ids, f.Type.Compare)
	out := make([]group, len(ids))
	for i, id := range ids {
		out[i] = *byID[id]
	}
	return out
}

// rows returns the rows of the records, under lines for their groups if the request asks for them, and the sums.
func (b *builder) rows(records []catalog.Record) []catalog.TableRow {
	rows := make([]catalog.TableRow, 0, len(records)+1)
	serial := 0
	add := func(records []catalog.Record) {
		for _, r := range records {
			serial++
			rows = append(rows, b.row(serial, r))
		}
	}
	if b.req.GroupBy == "" {
		add(records)
	} else {
		for _, g := range b.groups(records, b.req.GroupBy) {
			line := fmt.Sprintf("%s（%d %s）", g.name, len(g.records), b.req.Kind.Unit)
			rows = append(rows, catalog.TableRow{Group: true, Cells: []string{line}})
			add(g.records)
		}
	}
	if total, ok := b.total(records); ok {
		rows = append(rows, total)
	}
	return rows
}
