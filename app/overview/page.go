package overview

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/store"
	"taizhang/data/tally"
)

// recent is how many of the last operations are shown.
const recent = 5

// Page shows the whole office at a glance.
type Page struct {
	desk    *desk.Desk
	box     *fyne.Container
	reading desk.Latest

	made      bool // the parts below are there
	figures   []*look.Text
	by        *look.Select
	comparing desk.Latest

	classes, ages, services, compared *panel
	due, blanks, ops                  *fyne.Container
}

// New returns the page.
func New(d *desk.Desk) desk.Page { return &Page{desk: d, box: container.NewStack()} }

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(desk.Place) { p.Reload() }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Reminded implements desk.Reminded.
func (p *Page) Reminded() {
	if p.made {
		p.showDue()
	}
}

// facts are what is quickly read: whether there is anything, and what was done last.
type facts struct {
	filled bool
	ops    []store.OpInfo
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	desk.Ask(&p.reading, p.read, func(f facts, err error) {
		switch {
		case err != nil:
			p.desk.Fail(err)
		case !f.filled:
			p.made = false
			p.frame(p.empty())
		default:
			p.show(f)
			p.count()
		}
	})
}

func (p *Page) read(ctx context.Context) (f facts, err error) {
	for _, k := range p.desk.Kinds {
		n, err := p.desk.Store.Count(ctx, store.Query{Kind: k})
		if err != nil {
			return f, err
		}
		if n > 0 {
			f.filled = true
			break
		}
	}
	f.ops, err = p.desk.Store.Operations(ctx, recent, "")
	return f, err
}

func (p *Page) empty() fyne.CanvasObject {
	d := p.desk
	return look.EmptyState("还没有任何记录", "把手头的 Excel 花名册拖进窗口就可以开始,不用整理格式",
		look.Step{Label: "导入表格", Icon: theme.DownloadIcon(), Do: d.ChooseImport},
		look.Step{Label: "看看帮助", Icon: theme.HelpIcon(), Do: func() { d.Go(desk.Place{Page: desk.PageHelp}) }})
}

// frame shows content under the page's head.
func (p *Page) frame(content fyne.CanvasObject) {
	d := p.desk
	where := d.Office.Name
	if d.Org() != "" {
		where = d.OrgName(d.Org())
	}
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("总览"), look.MutedText(where + " · " + d.Today().Chinese())},
		[]fyne.CanvasObject{p.nameOffice(), look.PrimaryButton("导入表格", theme.DownloadIcon(), d.ChooseImport)})
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

// show makes the parts of the page, if they aren't there, and shows what is quickly read.
func (p *Page) show(f facts) {
	if !p.made {
		p.make()
	}
	p.showDue()
	p.showOps(f.ops)
	p.box.Refresh()
}

func (p *Page) make() {
	p.made = true
	p.figures = nil
	var cards []fyne.CanvasObject
	for _, f := range figures {
		number := look.NewText("…", look.Figure)
		p.figures = append(p.figures, number)
		cards = append(cards, newCard(f.title, f.unit, number, func() { p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: f.kind}) }))
	}
	p.by = look.NewSelect(nil, nil)
	for _, c := range comparisons {
		p.by.Options = append(p.by.Options, c.words)
	}
	p.by.SetSelectedIndex(0)
	p.by.OnChanged = func(string) { p.compare() }
	p.classes, p.ages = p.newPanel("党员按类别", "member-composition", nil), p.newPanel("社区干部按年龄", "cadre-composition", nil)
	p.services = p.newPanel("近一年各月服务人次", "services", nil)
	p.compared = p.newPanel("各社区比较", "community-party", look.Wide(130, p.by))
	p.due, p.blanks, p.ops = look.Column(0), look.Column(0), look.Column(6)
	side := look.Column(20, p.due, p.blanks, p.ops)
	charts := container.New(&board{}, p.compared.box, p.services.box, p.classes.box, p.ages.box, side)
	p.frame(container.NewVScroll(look.Inset(look.Column(20, container.New(&strip{}, cards...), charts), 0, 16, 16, 16)))
}

// figures are the numbers that matter.
var figures = []struct{ title, unit, kind, tally, group string }{
	{"社区", "个", "org", "communities", "total"}, {"社区干部", "人", "cadre", "cadre-composition", "total"}, {"党员", "人", "member", "member-composition", "total"},
	{"社区服务", "人次", "service", "services", "total"}, {"教育培训", "人次", "course", "education", "attendance"}, {"走访慰问", "人次", "visit", "visits", "total"},
}

// params counts everything until today, of the community that the navigation has chosen.
func (p *Page) params() tally.Params {
	return tally.Params{AsOf: p.desk.Today(), Org: p.desk.Org()}
}

// count reads the ledgers for the figures, the charts and the blank spots.
func (p *Page) count() {
	params := p.params()
	desk.Ask(&p.reading, func(ctx context.Context) (map[string]*tally.Result, error) {
		out := map[string]*tally.Result{}
		names := []string{"coverage"}
		for _, f := range figures {
			names = append(names, f.tally)
		}
		for _, name := range names {
			r, err := tally.Run(ctx, p.desk.Records(), name, params)
			if err != nil {
				return nil, err
			}
			out[name] = r
		}
		return out, nil
	}, func(results map[string]*tally.Result, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.showCounts(results)
		p.compare()
	})
}

func (p *Page) showCounts(results map[string]*tally.Result) {
	for i, f := range figures {
		if g := results[f.tally].Group(f.group); g != nil {
			p.figures[i].SetText(strconv.FormatInt(g.Sum(), 10))
		}
	}
	p.classes.set(p.chartOf(results["member-composition"].Group("class")))
	p.ages.set(p.chartOf(results["cadre-composition"].Group("age")))
	p.services.set(p.chartOf(results["services"].Group("month")))
	p.showBlanks(results["coverage"])
	p.box.Refresh()
}
