package tallies

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// Page shows one tally at a time.
type Page struct {
	desk   *desk.Desk
	place  desk.Place
	info   tally.Info
	result *tally.Result
	tables bool // shown as a table, not as charts

	box     fyne.CanvasObject
	list    *list
	title   *look.Text
	asof    *look.Entry
	from    *look.Entry
	to      *look.Entry
	bands   *bands
	period  *fyne.Container
	ages    *fyne.Container
	view    *look.PushButton
	body    *fyne.Container
	sheet   *sheet
	grid    *grid.Grid // nil while charts are shown
	reading desk.Latest
	loading desk.Latest
	loaded  bool // the bands that are kept are known
}

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, title: look.NewCutText("", look.Title), body: container.NewStack()}
	p.list = newList(p.choose)
	p.asof, p.from, p.to, p.bands = desk.DayEntry("2003-09-30", p.Reload), desk.DayEntry("不限", p.Reload), desk.DayEntry("截止日期", p.Reload), newBands(d, p.Reload)
	caption := func(words string, e fyne.CanvasObject, width float32) fyne.CanvasObject {
		return look.Row(6, look.MutedText(words), look.Wide(width, e))
	}
	p.period = look.Row(12, caption("从", p.from, 110), caption("到", p.to, 110))
	p.ages = look.Row(0, caption("年龄段", p.bands.entry, 200))
	p.view = look.Button("表格", theme.GridIcon(), p.turn)
	head := desk.Head([]fyne.CanvasObject{p.title}, []fyne.CanvasObject{
		p.view,
		look.Button("导出", theme.DocumentSaveIcon(), p.Export),
		look.PrimaryButton("打印", theme.DocumentPrintIcon(), p.Print),
	})
	filters := container.NewHScroll(look.Inset(look.Row(16, caption("截止日期", p.asof, 110), p.period, p.ages), 0, 16, 8, 16))
	right := look.Dock(look.Column(0, head, filters, look.Hairline()), nil, nil, nil, p.body)
	p.box = look.Dock(nil, nil, look.Dock(nil, nil, nil, look.Hairline(), p.list.box), nil, right)
	return p
}

// turn shows the table instead of the charts, or the other way round.
func (p *Page) turn() {
	p.tables = !p.tables
	p.show()
	p.Focus()
}

// Focus implements desk.Focuser.
func (p *Page) Focus() {
	if p.grid != nil {
		p.desk.Window.Canvas().Focus(p.grid)
	}
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	p.place = p.desk.Within(to)
	if p.asof.Text == "" {
		p.asof.SetText(p.desk.Today().String())
	}
	p.choose(p.wanted(to))
}

// wanted is the tally that a place names, or the first of its kind, or the one that was shown last.
func (p *Page) wanted(to desk.Place) tally.Info {
	name, _ := to.Data.(string)
	chosen := p.list.all[0]
	for _, t := range p.list.all {
		if t.Name == p.info.Name {
			chosen = t
		}
	}
	for _, t := range slices.Backward(p.list.all) {
		if t.Name == name || name == "" && to.Kind != "" && t.Kind.Key == to.Kind {
			chosen = t
		}
	}
	return chosen
}

func (p *Page) choose(t tally.Info) {
	p.info = t
	p.title.SetText(t.Title)
	p.list.mark(t.Name)
	p.period.Hidden, p.ages.Hidden = !t.Log, !t.Bands
	p.box.Refresh()
	if !p.loaded {
		p.loaded = true
		p.bands.load(&p.loading, p.Reload)
		return
	}
	p.Reload()
}

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) {
	if p.info.Name != "" {
		p.Reload()
	}
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	params, err := p.read()
	if err != nil {
		p.desk.Fail(err)
		return
	}
	name := p.info.Name
	desk.Ask(&p.reading, func(ctx context.Context) (*tally.Result, error) {
		return tally.Run(ctx, p.desk.Records(), name, params)
	}, func(r *tally.Result, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.result = r
		if r.Bands {
			p.bands.use(r.Params.Bands)
		}
		p.show()
	})
}

// read takes what the clerk wrote into the fields.
func (p *Page) read() (tally.Params, error) {
	params, err := readParams(p.asof.Text, p.from.Text, p.to.Text, p.bands.entry.Text)
	params.Org = p.place.Org
	if params.AsOf.IsZero() {
		params.AsOf = p.desk.Today()
	}
	return params, err
}

// readParams reads the limits of a tally as clerks write them; what is empty is no limit.
func readParams(asOf, from, to, bands string) (tally.Params, error) {
	var params tally.Params
	for _, f := range []struct {
		text string
		to   *value.Date
		name string
	}{{asOf, &params.AsOf, "截止日期"}, {from, &params.From, "起始日期"}, {to, &params.To, "终止日期"}} {
		day, err := desk.ReadDay(f.name, f.text)
		if err != nil {
			return params, err
		}
		*f.to = day
	}
	if params.From.IsZero() || params.To.IsZero() || params.From.Compare(params.To) <= 0 {
		var err error
		params.Bands, err = tally.ParseBands(bands)
		return params, err
	}
	return params, catalog.Refuse("date", "起始日期「%s」在终止日期「%s」之后,请改正其中一个", from, to)
}

// show draws a card for each group, or the table.
func (p *Page) show() {
	if p.result == nil {
		return
	}
	p.sheet, p.grid = newSheet(p.result), nil
	label, icon := "表格", theme.GridIcon()
	var content fyne.CanvasObject
	if p.tables || p.result.Matrix {
		label, icon = "图表", theme.ViewFullScreenIcon()
		content = p.table()
	} else {
		content = container.NewVScroll(look.Inset(container.New(&cards{}, p.charts()...), 12, 16, 16, 16))
	}
	p.view.Hidden = p.result.Matrix
	p.view.SetText(label)
	p.view.SetIcon(icon)
	p.body.Objects = []fyne.CanvasObject{look.Dock(p.notes(), nil, nil, nil, content)}
	p.box.Refresh()
	p.desk.Status(p, p.summary())
}

// summary says what was counted.
func (p *Page) summary() string {
	text := fmt.Sprintf("%s · 截止 %s", p.info.Title, p.result.Params.AsOf.Chinese())
	if g := p.result.Group("total"); g != nil {
		text += fmt.Sprintf(" · 合计 %s %s", g.SumText(), g.Unit)
	}
	if n := len(p.result.Uncounted); n > 0 {
		text += fmt.Sprintf(" · %d 条没有填数", n)
	}
	return text
}

// notes are what a reader has to know to check the numbers, nil if there is nothing.
func (p *Page) notes() fyne.CanvasObject {
	if len(p.result.Notes) == 0 {
		return nil
	}
	return look.Toned(look.Doubt, look.Inset(look.NewParagraph(strings.Join(p.result.Notes, "\n")), 0, 16, 0, 16))
}

// table shows the tally as a table whose numbers are links.
func (p *Page) table() fyne.CanvasObject {
	g := grid.New(p.sheet, p.sheet.columns, 1)
	open := func(row, col int) {
		if c, ok := p.sheet.link(row, col); ok {
			p.desk.OpenCell(c.group, c.cell)
		}
	}
	g.OnLink = open
	g.OnUnhandledKey = func(k *fyne.KeyEvent) { p.desk.TakeKey(k) }
	p.grid = g
	return g
}

// charts returns a card for each group.
func (p *Page) charts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range p.result.Groups {
		g := &p.result.Groups[i]
		if isTotal(g) {
			number := look.NewText(g.SumText()+" "+g.Unit, look.Figure)
			open := look.QuietButton("查看全部", nil, func() { p.desk.OpenCell(g, g.Cells[0]) })
			if len(g.Cells[0].Records) == 0 {
				open.Disable()
			}
			out = append(out, frame(g.Title, look.Row(16, number, open)))
			continue
		}
		out = append(out, frame(g.Title, p.chart(g)))
	}
	return out
}

// chart draws a group.
func (p *Page) chart(g *tally.Group) fyne.CanvasObject {
	if len(g.Cells) == 0 {
		return look.MutedText("没有记录")
	}
	c := p.desk.Chart(g, g.Cells, true)
	if g.Timeline && len(g.Cells) > monthsBeside {
		return container.NewHScroll(look.Wide(float32(len(g.Cells)*monthWidth), c))
	}
	return c
}

// How many months stand beside each other without scrolling, and how wide one is then, in pixels at 100 %.
const (
	monthsBeside = 12
	monthWidth   = 40
)

func frame(title string, content fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(8, look.NewText(title, look.Strong), look.Hairline(), content)
}

// Export implements desk.Exporter.
func (p *Page) Export() {
	if p.result != nil {
		p.desk.SaveDocument(p.document(), ".xlsx")
	}
}

// Print implements desk.Printer.
func (p *Page) Print() {
	if p.result != nil {
		p.desk.Preview(p.place, p.document())
	}
}

func (p *Page) document() desk.Document {
	r := p.result
	org := p.desk.OrgName(p.place.Org)
	return desk.Document{Name: p.desk.Office.Name + org + r.Title, Tables: func(context.Context) ([]catalog.Table, error) {
		return []catalog.Table{r.Table(p.desk.Office.Name, org)}, nil
	}}
}
