package roster

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/paper"
	"taizhang/data/roster"
	"taizhang/data/sign"
	"taizhang/data/store"
	"taizhang/data/value"
)

// printMenu offers everything that can be printed of the list, each as a preview first.
func (p *Page) printMenu() {
	at := p.print.MenuPlace()
	if p.kind == ledger.Visit {
		p.seasons(func(periods []ledger.Period) { p.popMenu(at, p.printItems(periods)...) })
		return
	}
	p.popMenu(at, p.printItems(nil)...)
}

// printItems are the lines of the menu.
func (p *Page) printItems(periods []ledger.Period) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	add := func(label string, doc func() desk.Document) {
		items = append(items, fyne.NewMenuItem(label, func() { p.desk.Preview(p.place, doc()) }))
	}
	for _, v := range p.kind.Views {
		add(v.Name, func() desk.Document { return p.documentOf(v.Name) })
	}
	for _, period := range periods {
		add(signingView+":"+period.Name, func() desk.Document { return p.signingList(period) })
	}
	items = append(items, fyne.NewMenuItemSeparator())
	if ids := p.selected(); len(ids) > 0 {
		label := "登记表(当前一条)"
		if len(ids) > 1 {
			label = fmt.Sprintf("登记表(选中的 %d 条)", len(ids))
		}
		add(label, func() desk.Document { return p.forms(ids) })
		if rec, ok := p.currentRecord(); ok && (len(ids) > 1 && roster.HasPictures(p.kind) || pictureCount(rec) > 0) {
			add("登记表附图片"+strings.TrimPrefix(label, "登记表"), func() desk.Document { return p.formsWithPictures(ids) })
		}
	}
	if roster.HasPictures(p.kind) {
		items = append(items, p.albumItem())
	}
	if roster.NamesPeople(p.kind) {
		whose := "全部"
		ids := p.rows.ids
		if some := p.selected(); len(some) > 1 || len(some) == 1 && p.kind.Field("attendees") != nil {
			ids, whose = some, fmt.Sprintf("选中的 %d 条", len(some))
		}
		add("席卡("+whose+")", func() desk.Document { return p.cards("席卡", ids, paper.LayoutNameCards) })
		add("标签("+whose+")", func() desk.Document { return p.cards("标签", ids, paper.LayoutLabels) })
	}
	return append(items, p.wallItems()...)
}

// albumItem offers the pictures of the selected records, or of all if no more than the one under the cursor is selected
// and it has none.
func (p *Page) albumItem() *fyne.MenuItem {
	ids, whose := p.rows.ids, "全部"
	some := p.selected()
	if rec, ok := p.currentRecord(); len(some) > 1 || len(some) == 1 && ok && pictureCount(rec) > 0 {
		if ids, whose = some, "当前一条"; len(some) > 1 {
			whose = fmt.Sprintf("选中的 %d 条", len(some))
		}
	}
	item := fyne.NewMenuItem("图片页("+whose+")", nil)
	var ways []*fyne.MenuItem
	for _, n := range []int{1, 2, 4, 6} {
		ways = append(ways, fyne.NewMenuItem(fmt.Sprintf("每页 %d 张", n), func() { p.desk.Preview(p.place, p.pictures(ids, n)) }))
	}
	item.ChildMenu = fyne.NewMenu("", ways...)
	return item
}

// pictureCount returns how many pictures a record has.
func pictureCount(rec catalog.Record) int {
	n := 0
	for i := range rec.Kind.Fields {
		if t, ok := rec.Kind.Fields[i].Type.(catalog.Pictures); ok {
			n += len(t.List(rec.At(i)))
		}
	}
	return n
}

// pictures are the pictures of some records, so many to a page.
func (p *Page) pictures(ids []string, perPage int) desk.Document {
	read, s := p.reader(ids), p.desk.Store
	return desk.Document{Name: p.desk.Office.Name + p.kind.Title + "图片", Pages: func(ctx context.Context, _ paper.Sheet) (*paper.Document, error) {
		request, err := read(ctx)
		if err != nil {
			return nil, err
		}
		album, err := roster.Album(ctx, s, request, perPage)
		if err != nil {
			return nil, err
		}
		return paper.LayoutAlbum(album, perPage), nil
	}}
}

// formsWithPictures are the registration forms of some records, and behind them their pictures.
func (p *Page) formsWithPictures(ids []string) desk.Document {
	doc, pictures := p.forms(ids), p.pictures(ids, 4)
	forms := doc.Pages
	doc.Pages = func(ctx context.Context, on paper.Sheet) (*paper.Document, error) {
		pages, err := forms(ctx, on)
		if err != nil {
			return nil, err
		}
		album, err := pictures.Pages(ctx, on)
		switch {
		case errors.Is(err, catalog.Refuse(roster.CodeNoPictures, "")):
		case err != nil:
			return nil, err
		default:
			pages.Append(album)
		}
		return pages, nil
	}
	return doc
}

// wallItems are what hangs on walls: the current rule as a poster, the chain of responsibility as a chart.
func (p *Page) wallItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	switch p.kind {
	case ledger.Rule:
		rec, ok := p.currentRecord()
		if !ok {
			break
		}
		for _, size := range posterPapers {
			items = append(items, fyne.NewMenuItem("上墙制度 "+size.String(), func() { p.desk.Preview(p.place, p.poster(rec, size)) }))
		}
		items = append(items, fyne.NewMenuItem("与上一版比较", func() { p.compare(rec) }))
	case ledger.Safety:
		items = append(items, fyne.NewMenuItem("责任链图", func() { p.desk.Preview(p.place, p.chain()) }))
	}
	return items
}

// currentRecord returns the record under the cursor.
func (p *Page) currentRecord() (catalog.Record, bool) {
	row, _, ok := p.grid.Current()
	if !ok {
		return catalog.Record{}, false
	}
	return p.rows.record(row)
}

// selected returns the ids of the selected rows.
func (p *Page) selected() []string {
	var ids []string
	p.grid.Selection().Each(func(row int) bool {
		if row < len(p.rows.ids) {
			ids = append(ids, p.rows.ids[row])
		}
		return true
	})
	return ids
}

// forms are the registration forms of some records.
func (p *Page) forms(ids []string) desk.Document {
	read, s := p.reader(ids), p.desk.Store
	return desk.Document{Name: p.desk.Office.Name + p.kind.Title + "登记表", Pages: func(ctx context.Context, _ paper.Sheet) (*paper.Document, error) {
		request, err := read(ctx)
		if err != nil {
			return nil, err
		}
		forms, err := roster.Forms(ctx, s, request)
		if err != nil {
			return nil, err
		}
		return paper.LayoutForms(forms), nil
	}}
}

// cards are name cards or labels of the people in some records.
func (p *Page) cards(what string, ids []string, layout func([]paper.Card) *paper.Document) desk.Document {
	read, s := p.reader(ids), p.desk.Store
	return desk.Document{Name: p.desk.Office.Name + p.kind.Title + what, Pages: func(ctx context.Context, _ paper.Sheet) (*paper.Document, error) {
		request, err := read(ctx)
		if err != nil {
			return nil, err
		}
		cards, err := roster.Cards(ctx, s, request)
		if err != nil {
			return nil, err
		}
		return layout(cards), nil
	}}
}

// posterPapers are the formats of a rule on the wall.
var posterPapers = []paper.Paper{paper.A3, paper.A2, paper.A4}

// poster is a rule as it hangs on the wall.
func (p *Page) poster(rule catalog.Record, size paper.Paper) desk.Document {
	office := p.desk.Office.Name
	return desk.Document{
		Name: rule.Get("title").Canonical() + "(上墙)", Papers: posterPapers, Sheet: paper.Sheet{Paper: size},
		Pages: func(_ context.Context, sheet paper.Sheet) (*paper.Document, error) {
			poster, err := sign.Poster(rule, office)
			if err != nil {
				return nil, err
			}
			return paper.LayoutPoster(poster, sheet.Paper), nil
		},
	}
}

// compare shows what changed in a rule since its version before.
func (p *Page) compare(rule catalog.Record) {
	office, today, s := p.desk.Office.Name, p.desk.Today(), p.desk.Store
	desk.Ask(&p.comparing, func(ctx context.Context) (sign.Version, error) { return sign.Earlier(ctx, s, rule) }, func(old sign.Version, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.Preview(p.place, desk.Document{
			Name: rule.Get("title").Canonical() + "修订对照表",
			Pages: func(context.Context, paper.Sheet) (*paper.Document, error) {
				return paper.LayoutComparison(sign.Comparison(old, sign.VersionOf(rule), office, today)), nil
			},
		})
	})
}

// chain is the chart of the chain of responsibility in the records that are shown.
func (p *Page) chain() desk.Document {
	read, s := p.reader(p.rows.ids), p.desk.Store
	return desk.Document{
		Name: p.desk.Office.Name + p.desk.OrgName(p.place.Org) + "社会治安责任链图", Papers: []paper.Paper{paper.A4, paper.A3}, Sheet: paper.Sheet{Paper: paper.A4},
		Pages: func(ctx context.Context, sheet paper.Sheet) (*paper.Document, error) {
			request, err := read(ctx)
			if err != nil {
				return nil, err
			}
			charts, err := sign.Chains(ctx, s, sign.ChainRequest{Records: request.Records, Office: request.Office, AsOf: request.AsOf})
			if err != nil {
				return nil, err
			}
			return paper.LayoutCharts(charts, sheet), nil
		},
	}
}

// signingView is the layout of visits on which those who were given something sign.
const signingView = "慰问签领表"

// mostPeriods bounds the seasons that the menu offers.
const mostPeriods = 8

// seasons finds the latest holiday seasons in which there were visits.
func (p *Page) seasons(then func([]ledger.Period)) {
	var latest desk.Latest
	query := p.query()
	desk.Ask(&latest, func(ctx context.Context) ([]store.ValueCount, error) {
		return p.desk.Store.Distinct(ctx, query, "date")
	}, func(values []store.ValueCount, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		var days []value.Date
		for _, v := range values {
			if d, ok := v.Value.Date(); ok {
				days = append(days, d)
			}
		}
		periods := ledger.PeriodsOf(days)
		then(periods[:min(len(periods), mostPeriods)])
	})
}

// signingList is the list to sign of one season's visits.
func (p *Page) signingList(period ledger.Period) desk.Document {
	doc := p.documentWhere(signingView, func(r catalog.Record) bool { return period.Holds(r.Date("date")) })
	whose := p.desk.Office.Name + p.desk.OrgName(p.place.Org)
	named := func(title string) string { return whose + period.Name + strings.TrimPrefix(title, whose) }
	doc.Name = named(doc.Name)
	tables := doc.Tables
	doc.Tables = func(ctx context.Context) ([]catalog.Table, error) {
		list, err := tables(ctx)
		for i := range list {
			list[i].Title = named(list[i].Title)
		}
		return list, err
	}
	return doc
}
