package roster

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/platform"
	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/roster"
)

// Export implements desk.Exporter: it saves the rows as they stand, in the format that the name ends in.
func (p *Page) Export() { p.desk.SaveDocument(p.document(), ".xlsx") }

// Print implements desk.Printer.
func (p *Page) Print() { p.desk.Preview(p.place, p.document()) }

// fillForm goes to complete a form, for the people of the list where it is not everybody or in another order.
func (p *Page) fillForm() {
	to := desk.Place{Page: desk.PageFilling, Kind: p.kind.Key, Org: p.place.Org}
	if p.find != "" || len(p.filter) > 0 || len(p.sort) > 0 || len(p.place.IDs) > 0 {
		to.IDs = slices.Clone(p.rows.ids)
	}
	p.desk.Go(to)
}

// splitMenu offers to divide the list by communities, to be handed out.
func (p *Page) splitMenu() {
	if p.kind.Field(orgKey) == nil {
		p.desk.Say(p.kind.Title + "不按社区分,不能拆分")
		return
	}
	at := p.split.MenuPlace()
	p.popMenu(at,
		fyne.NewMenuItem("每个社区一个文件,交回后可合并…", p.splitFiles),
		fyne.NewMenuItem("一个工作簿,每个社区一张工作表…", p.splitSheets))
}

// orgKey is the field that ties a record to its community, in every kind that has one.
const orgKey = "org"

// splitSheets saves the list as a workbook with a sheet for each community.
func (p *Page) splitSheets() {
	doc := p.document()
	doc.Name += "(分社区)"
	doc.Tables = p.divider()
	p.desk.SaveDocument(doc, ".xlsx")
}

// splitFiles saves a workbook for each community, named by a pattern. They carry the ids of their records and the
// moment at which they were handed out, so that what comes back can be told from what has been changed here since.
func (p *Page) splitFiles() {
	divided, kind := p.divider(), p.kind
	name := roster.OrgMark + "-" + kind.Title + ".xlsx"
	types := []platform.FileType{{Title: "Excel 工作簿", Extensions: []string{".xlsx"}}}
	platform.SaveFile(p.desk.Window, "存到哪个文件夹("+roster.OrgMark+"会换成各社区的名称)", name, types, func(path string) {
		if !roster.HasMark(path) {
			path = strings.TrimSuffix(path, filepath.Ext(path)) + "-" + roster.OrgMark + filepath.Ext(path)
		}
		var paths []string
		p.desk.Run("按社区拆分", func(ctx context.Context, _ desk.Progress) error {
			at, err := p.desk.Store.Moment(ctx)
			if err != nil {
				return err
			}
			tables, err := divided(ctx)
			if err != nil {
				return err
			}
			opt := roster.Options{Author: p.desk.Actor(), Created: time.Now(), Identity: intake.IdentityHeading(kind, at)}
			paths, err = roster.WriteEach(ctx, roster.Names{Pattern: path}, tables, opt)
			return err
		}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.SavedAll(paths)
		})
	})
}

// divider returns what makes a table for each community out of the rows that are shown.
func (p *Page) divider() func(ctx context.Context) ([]catalog.Table, error) {
	ids, kind, s, request := p.rows.ids, p.kind, p.desk.Store, p.request()
	return func(ctx context.Context) (_ []catalog.Table, err error) {
		if request.Records, err = s.Records(ctx, kind, ids); err != nil {
			return nil, err
		}
		return roster.Split(ctx, s, request, orgKey)
	}
}

// request asks for the rows in the order in which they are shown.
func (p *Page) request() roster.Request {
	return roster.Request{Kind: p.kind, KeepOrder: len(p.sort) > 0, Office: p.desk.Office.Name, AsOf: p.desk.Today()}
}

// document is the roster of the rows that are shown, in the kind's usual layout.
func (p *Page) document() desk.Document { return p.documentOf("") }

// documentOf is document in another layout of the kind.
func (p *Page) documentOf(view string) desk.Document { return p.documentWhere(view, nil) }

// documentWhere is documentOf for those of the records that keep, unless nil, holds of.
func (p *Page) documentWhere(view string, keep func(catalog.Record) bool) desk.Document {
	read, s := p.reader(p.rows.ids), p.desk.Store
	return desk.Document{Name: p.nameOf(view), Tables: func(ctx context.Context) ([]catalog.Table, error) {
		request, err := read(ctx)
		if err != nil {
			return nil, err
		}
		request.View = view
		if keep != nil {
			request.Records = slices.DeleteFunc(request.Records, func(r catalog.Record) bool { return !keep(r) })
		}
		table, err := roster.Build(ctx, s, request)
		return []catalog.Table{table}, err
	}}
}

// nameOf names the file of a roster in a layout of the kind.
func (p *Page) nameOf(view string) string {
	v := p.kind.View(view)
	if v == nil {
		v = p.kind.View("")
	}
	return strings.ReplaceAll(v.Title, "%s", p.desk.Office.Name+p.desk.OrgName(p.place.Org))
}

// reader returns what reads the records of the given ids and asks for their roster. It may run on any goroutine.
func (p *Page) reader(ids []string) func(ctx context.Context) (roster.Request, error) {
	kind, orgKind, s, org, request := p.kind, p.desk.Kind("org"), p.desk.Store, p.place.Org, p.request()
	return func(ctx context.Context) (_ roster.Request, err error) {
		request := request
		if request.Records, err = s.Records(ctx, kind, ids); err != nil {
			return request, err
		}
		if org != "" && kind.Field(orgKey) != nil {
			request.Org, err = s.Get(ctx, orgKind, org)
		}
		return request, err
	}
}
