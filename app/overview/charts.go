package overview

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// panel is one chart with its title, which waits for its numbers.
type panel struct {
	title *look.Text
	body  *fyne.Container
	box   fyne.CanvasObject
}

// newPanel returns a chart's place; more, which may be nil, stands at the right of its title.
func (p *Page) newPanel(title, tallyName string, more fyne.CanvasObject) *panel {
	n := &panel{title: look.NewText(title, look.Strong), body: container.NewStack(look.MutedText("正在统计…"))}
	right := []fyne.CanvasObject{more, look.QuietButton("统计表 ›", nil, func() { p.toTally(tallyName) })}
	if more == nil {
		right = right[1:]
	}
	n.box = look.Column(4, look.Dock(nil, nil, nil, look.Row(4, right...), look.Row(0, n.title)), look.Hairline(), n.body)
	return n
}

func (p *Page) toTally(name string) {
	p.desk.Go(desk.Place{Page: desk.PageTallies, Org: p.desk.Org(), Data: name})
}

func (n *panel) set(content fyne.CanvasObject) {
	n.body.Objects = []fyne.CanvasObject{content}
	n.body.Refresh()
}

// chartOf draws a group; a group of nothing says so.
func (p *Page) chartOf(g *tally.Group) fyne.CanvasObject {
	if g == nil || g.Max() == 0 {
		return look.MutedText("还没有记录")
	}
	cells := g.Cells
	if g.Timeline {
		cells = lastMonths(cells)
	}
	return p.desk.Chart(g, cells, false)
}

// months is how many months a line shows.
const months = 12

func lastMonths(cells []tally.Cell) []tally.Cell {
	var dated []tally.Cell
	for _, c := range cells {
		if d, ok := value.Text(c.Key).Date(); ok && d.Month > 0 {
			dated = append(dated, c)
		}
	}
	return dated[max(len(dated)-months, 0):]
}

// comparisons are the tallies of which communities are compared, by the words of the choice.
var comparisons = []struct{ words, tally, group string }{
	{"党员", "member-composition", "org"}, {"干部", "cadre-composition", "org"}, {"社区服务", "services", "org"}, {"走访慰问", "visits", "org"},
	{"教育培训", "education", "org"}, {"三会一课", "meetings", "org"}, {"共建活动", "activities", "org"}, {"宣传工作", "publicity", "org"},
	{"居民户数", "communities", "by_households"}, {"居民人口", "communities", "by_population"}, {"问题", "issues", "org"}, {"集体经济收入", "economy", "org"},
}

// compare counts and shows the figure by which communities are compared.
func (p *Page) compare() {
	by := comparisons[max(p.by.SelectedIndex(), 0)]
	params := p.params()
	desk.Ask(&p.comparing, func(ctx context.Context) (*tally.Result, error) {
		return tally.Run(ctx, p.desk.Records(), by.tally, params)
	}, func(r *tally.Result, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.compared.set(p.chartOf(r.Group(by.group)))
		p.box.Refresh()
	})
}
