package tallies

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
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

	box     fyne.CanvasObject
	title   *look.Text
	which   *look.Select
	asof    *look.Entry
	from    *look.Entry
	to      *look.Entry
	bands   *look.Entry
	period  *fyne.Container
	ages    *fyne.Container
	charts  *fyne.Container
	reading desk.Latest
}

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, title: look.PageTitle(""), charts: container.New(&cards{})}
	var titles []string
	for _, t := range tally.List() {
		titles = append(titles, t.Title)
	}
	p.which = look.NewSelect(titles, nil)
	p.asof, p.from, p.to, p.bands = p.entry("2003-09-30"), p.entry("不限"), p.entry("截止日期"), p.entry("30,45,60")
	caption := func(words string, e *look.Entry, width float32) fyne.CanvasObject {
		return look.Row(6, look.MutedText(words), look.Wide(width, e))
	}
	p.period = look.Row(12, caption("从", p.from, 110), caption("到", p.to, 110))
	p.ages = look.Row(0, caption("年龄段", p.bands, 110))
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("统计"), look.Wide(220, p.which)}, []fyne.CanvasObject{
		look.Button("导出", theme.DocumentSaveIcon(), p.Export),
		look.PrimaryButton("打印", theme.DocumentPrintIcon(), p.Print),
	})
	filters := look.Inset(look.Row(16, caption("截止日期", p.asof, 110), p.period, p.ages), 0, 16, 8, 16)
	p.box = container.NewBorder(container.NewVBox(head, filters, look.Hairline()), nil, nil, nil, container.NewVScroll(look.Inset(p.charts, 12, 16, 16, 16)))
	return p
}

// entry is one of the fields that limit what is counted.
func (p *Page) entry(hint string) *look.Entry {
	e := look.NewEntry()
	e.SetPlaceHolder(hint)
	e.OnSubmitted = func(string) { p.Reload() }
	e.OnFocus = func(focused bool) {
		if !focused {
			p.Reload()
		}
	}
	return e
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	if to.Org == "" {
		to.Org = p.desk.Org()
	}
	p.place = to
	if p.asof.Text == "" {
		p.asof.SetText(p.desk.Today().String())
	}
	list := tally.List()
	chosen := max(p.which.SelectedIndex(), 0)
	for i, t := range list {
		if to.Kind != "" && t.Kind.Key == to.Kind {
			chosen = i
			break
		}
	}
	p.which.OnChanged = nil
	p.which.SetSelectedIndex(chosen)
	p.which.OnChanged = func(string) { p.choose(list[p.which.SelectedIndex()]) }
	p.choose(list[chosen])
}

func (p *Page) choose(t tally.Info) {
	p.info = t
	p.period.Hidden, p.ages.Hidden = !t.Log, !t.Bands
	p.box.Refresh()
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
		p.show()
	})
}

// read takes what the clerk wrote into the fields.
func (p *Page) read() (tally.Params, error) {
	params, err := readParams(p.asof.Text, p.from.Text, p.to.Text, p.bands.Text)
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
		text := strings.TrimSpace(f.text)
		if text == "" {
			continue
		}
		reading, ok := value.ParseDate(text)
		if !ok {
			return params, catalog.Refuse("date", "看不懂%s「%s」,请写成 2003-09-30", f.name, text)
		}
		*f.to = reading.Date
	}
	if params.From.IsZero() || params.To.IsZero() || params.From.Compare(params.To) <= 0 {
		var err error
		params.Bands, err = tally.ParseBands(bands)
		return params, err
	}
	return params, catalog.Refuse("date", "起始日期「%s」在终止日期「%s」之后,请改正其中一个", from, to)
}

// show draws a card for each group.
func (p *Page) show() {
	p.charts.Objects = nil
	total := int64(0)
	for i := range p.result.Groups {
		g := &p.result.Groups[i]
		if g.Key == "total" {
			total = g.Sum()
			p.charts.Add(p.totalCard(g))
			continue
		}
		p.charts.Add(p.card(g))
	}
	p.charts.Refresh()
	text := fmt.Sprintf("%s · 截止 %s · 合计 %d", p.info.Title, p.result.Params.AsOf.Chinese(), total)
	if n := len(p.result.Uncounted); n > 0 {
		text += fmt.Sprintf(" · %d 条没有填数", n)
	}
	p.desk.Status(p, text)
}

func (p *Page) totalCard(g *tally.Group) fyne.CanvasObject {
	number := look.NewText(strconv.FormatInt(g.Sum(), 10)+" "+g.Unit, look.Figure)
	open := look.QuietButton("查看全部", nil, func() { p.open(g, g.Cells[0]) })
	return frame(g.Title, look.Row(16, number, open))
}

// card is a group with its chart.
func (p *Page) card(g *tally.Group) fyne.CanvasObject {
	var bars []fyne.CanvasObject
	for _, c := range g.Cells {
		bars = append(bars, newBar(g, c, func() { p.open(g, c) }))
	}
	switch {
	case len(bars) == 0:
		return frame(g.Title, look.MutedText("没有记录"))
	case g.Timeline:
		return frame(g.Title, container.NewHScroll(container.NewGridWithRows(1, bars...)))
	}
	return frame(g.Title, look.Column(2, bars...))
}

func frame(title string, content fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(8, look.NewText(title, look.Strong), look.Hairline(), content)
}

// open shows the records behind a number.
func (p *Page) open(g *tally.Group, c tally.Cell) {
	title := fmt.Sprintf("%s %d %s", c.Key, c.Count, g.Unit)
	p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: p.info.Kind.Key, IDs: c.Records, Title: title})
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
