package roster

import (
	"context"
	"strings"

	"taizhang/app/desk"
	"taizhang/data/catalog"
	"taizhang/data/roster"
)

// Export implements desk.Exporter: it saves the rows as they stand, in the format that the name ends in.
func (p *Page) Export() { p.desk.SaveDocument(p.document(), ".xlsx") }

// Print implements desk.Printer.
func (p *Page) Print() { p.desk.Preview(p.place, p.document()) }

// document is the roster of the rows that are shown, in the kind's usual layout.
func (p *Page) document() desk.Document {
	ids, kind, s := p.rows.ids, p.kind, p.desk.Store
	request := roster.Request{Kind: kind, KeepOrder: len(p.sort) > 0, Office: p.desk.Office.Name, AsOf: p.desk.Today()}
	org := p.place.Org
	name := strings.ReplaceAll(kind.View("").Title, "%s", p.desk.Office.Name+p.desk.OrgName(org))
	return desk.Document{Name: name, Tables: func(ctx context.Context) ([]catalog.Table, error) {
		var err error
		if request.Records, err = s.Records(ctx, kind, ids); err != nil {
			return nil, err
		}
		if org != "" && kind.Field("org") != nil {
			if request.Org, err = s.Get(ctx, p.desk.Kind("org"), org); err != nil {
				return nil, err
			}
		}
		table, err := roster.Build(ctx, s, request)
		return []catalog.Table{table}, err
	}}
}
