package overview

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

// recent is how many of the last operations are shown.
const recent = 8

// Page shows the whole office at a glance.
type Page struct {
	desk    *desk.Desk
	box     *fyne.Container
	reading desk.Latest
	seen    facts
	grid    *grid.Grid // nil until there is something to show
}

// facts are what the page shows.
type facts struct {
	totals map[string]int // by kind: records
	sums   map[string]int // by kind: what its counts add up to, for logs
	orgs   []catalog.Record
	byOrg  map[string]map[value.Value]int // by kind, then by community
	ops    []store.OpInfo
}

// New returns the page.
func New(d *desk.Desk) desk.Page { return &Page{desk: d, box: container.NewStack()} }

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(desk.Place) { p.Reload() }

// Focus implements desk.Focuser.
func (p *Page) Focus() {
	if p.grid != nil {
		p.desk.Window.Canvas().Focus(p.grid)
	}
}

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	desk.Ask(&p.reading, p.read, func(f facts, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.seen = f
		p.show()
	})
}

func (p *Page) read(ctx context.Context) (facts, error) {
	f := facts{totals: map[string]int{}, sums: map[string]int{}, byOrg: map[string]map[value.Value]int{}}
	s := p.desk.Store
	orgs, err := s.Find(ctx, store.Query{Kind: p.desk.Kind("org")})
	if err != nil {
		return f, err
	}
	f.orgs = orgs.Records
	for _, k := range p.desk.Kinds {
		if err := f.count(ctx, s, k); err != nil {
			return f, err
		}
	}
	f.ops, err = s.Operations(ctx, recent, "")
	return f, err
}

// count reads the numbers of one kind.
func (f *facts) count(ctx context.Context, s *store.Store, k *catalog.Kind) error {
	var err error
	if f.totals[k.Key], err = s.Count(ctx, store.Query{Kind: k}); err != nil || k.Field("org") == nil {
		return err
	}
	perOrg, err := s.Distinct(ctx, store.Query{Kind: k}, "org")
	if err != nil {
		return err
	}
	f.byOrg[k.Key] = map[value.Value]int{}
	for _, c := range perOrg {
		f.byOrg[k.Key][c.Value] = c.Count
	}
	if k.Field("count") == nil {
		return nil
	}
	counts, err := s.Distinct(ctx, store.Query{Kind: k}, "count")
	for _, c := range counts {
		n, _ := c.Value.Int()
		f.sums[k.Key] += int(n) * c.Count
	}
	return err
}

func (p *Page) show() {
	d := p.desk
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("总览"), look.MutedText(d.Office.Name + " · " + d.Today().Chinese())},
		[]fyne.CanvasObject{p.nameOffice(), look.PrimaryButton("导入表格", theme.DownloadIcon(), d.ChooseImport)})
	content := look.EmptyState("还没有任何记录", "把手头的 Excel 花名册拖进窗口就可以开始,不用整理格式",
		look.Step{Label: "导入表格", Icon: theme.DownloadIcon(), Do: d.ChooseImport},
		look.Step{Label: "看看帮助", Icon: theme.HelpIcon(), Do: func() { d.Go(desk.Place{Page: desk.PageHelp}) }})
	if p.filled() {
		content = look.Dock(look.Inset(p.figures(), 0, 16, 16, 16), nil, nil, nil, container.New(&beside{}, look.Inset(p.table(), 0, 16, 16, 16), look.Inset(p.operations(), 0, 16, 16, 0)))
	}
	p.box.Objects = []fyne.CanvasObject{look.Dock(head, nil, nil, nil, content)}
	p.box.Refresh()
	d.Status(p, "")
}

// nameOffice leads to where the office is named, nil if it is: the name is printed on every table.
func (p *Page) nameOffice() fyne.CanvasObject {
	if p.desk.Office.Name != desk.Unnamed {
		return nil
	}
	return look.Button("填写单位名称", theme.SettingsIcon(), func() { p.desk.Go(desk.Place{Page: desk.PageSettings}) })
}

func (p *Page) filled() bool {
	for _, n := range p.seen.totals {
		if n > 0 {
			return true
		}
	}
	return false
}

// figures are one large number for each kind.
func (p *Page) figures() fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, k := range p.desk.Kinds {
		n, unit := p.seen.totals[k.Key], k.Unit
		if k.Field("count") != nil {
			n, unit = p.seen.sums[k.Key], "人次"
		}
		cards = append(cards, newCard(k.Title, strconv.Itoa(n), unit, func() { p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: k.Key}) }))
	}
	return container.NewGridWithColumns(len(cards), cards...)
}

// table shows how many records of each kind each community has; a click on a number opens them.
func (p *Page) table() fyne.CanvasObject {
	t := &table{page: p}
	columns := []grid.Column{{Key: "org", Heading: []string{"社区"}, Width: 150}}
	for _, k := range p.desk.Kinds {
		if k.Field("org") != nil {
			t.kinds = append(t.kinds, k)
			columns = append(columns, grid.Column{Key: k.Key, Heading: []string{k.Title}, Width: 100, Align: grid.AlignRight})
		}
	}
	g := grid.New(t, columns, 1)
	p.grid = g
	g.OnLink = t.open
	g.OnUnhandledKey = func(k *fyne.KeyEvent) { p.desk.TakeKey(k) }
	return look.Dock(look.Inset(look.NewText("各社区记录数", look.Strong), 0, 0, 8, 0), nil, nil, nil, g)
}

// operations are the last acts.
func (p *Page) operations() fyne.CanvasObject {
	list := look.Column(6, look.NewText("最近的操作", look.Strong), look.Hairline())
	for _, o := range p.seen.ops {
		when := o.At.In(p.desk.Now().Location()).Format("01-02 15:04")
		list.Add(look.Column(0, look.NewCutText(o.Label, look.Body), look.NewText(when+"  "+o.Actor, look.Caption)))
	}
	list.Add(look.Row(0, look.QuietButton("全部操作和回收站", nil, func() { p.desk.Go(desk.Place{Page: desk.PageHistory}) })))
	return list
}

// table is the grid's source: a line for each community.
type table struct {
	page  *Page
	kinds []*catalog.Kind
}

// Len implements grid.Source.
func (t *table) Len() int { return len(t.page.seen.orgs) }

// Need implements grid.Source; everything is there.
func (t *table) Need(int, int) {}

// Cell implements grid.Source.
func (t *table) Cell(row, col int) (grid.Cell, bool) {
	org := t.page.seen.orgs[row]
	if col == 0 {
		return grid.Cell{Text: org.Label()}, true
	}
	n := t.page.seen.byOrg[t.kinds[col-1].Key][value.Text(org.ID)]
	if n == 0 {
		return grid.Cell{Text: "—", Mark: look.Doubt, Note: fmt.Sprintf("%s没有%s记录", org.Label(), t.kinds[col-1].Title)}, true
	}
	return grid.Cell{Text: strconv.Itoa(n), Link: true}, true
}

func (t *table) open(row, col int) {
	if col > 0 {
		t.page.desk.Go(desk.Place{Page: desk.PageRoster, Kind: t.kinds[col-1].Key, Org: t.page.seen.orgs[row].ID})
	}
}
