package sheets

import (
	"context"
	"strconv"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// request is what a sheet is asked for.
type request struct {
	year   int
	asof   value.Date
	org    string
	choice string // code of the choice; "" is all
}

// sort is one of the sheets that the page can show.
type sort struct {
	view    desk.View
	title   string
	years   bool             // it is of one year
	choices []catalog.Choice // it may be limited to one of them
	every   string           // the words for all of the choices
	read    func(ctx context.Context, records board.Records, r request) (*board.Sheet, error)
	act     string // a button of its own
	do      func(*Page)
}

// View is a sheet as the window reaches it.
type View struct {
	desk.View
	New func(*desk.Desk) desk.Page
}

// Views returns the sheets.
func Views() []View {
	var out []View
	for _, s := range sorts() {
		out = append(out, View{s.view, func(d *desk.Desk) desk.Page { return newPage(d, s) }})
	}
	return out
}

func sorts() []sort {
	var duties []catalog.Choice
	for _, d := range ledger.MeetingDuties() {
		duties = append(duties, catalog.Choice{Code: d.Type, Title: ledger.MeetingType.Format(value.Text(d.Type))})
	}
	return []sort{
		{view: desk.View{Page: "meetings-year", Kind: "meeting", Short: "年历", Name: "三会一课年历"}, title: "三会一课", years: true, choices: duties, every: "全部会议",
			read: func(ctx context.Context, records board.Records, r request) (*board.Sheet, error) {
				return board.Meetings(ctx, records, board.MeetingsQuery{Year: r.year, AsOf: r.asof, Org: r.org, Type: r.choice})
			}},
		{view: desk.View{Page: "dues-year", Kind: "dues", Short: "年度总表", Name: "党费年度总表"}, title: "党费", years: true, every: "全部党员", choices: []catalog.Choice{{Code: "owing", Title: "只看欠交"}}, act: "生成本月应交", do: (*Page).makeDues,
			read: func(ctx context.Context, records board.Records, r request) (*board.Sheet, error) {
				return board.Dues(ctx, records, board.DuesQuery{Year: r.year, AsOf: r.asof, Org: r.org, Owing: r.choice != ""})
			}},
		{view: desk.View{Page: "coverage", Kind: "member", Short: "分类管理", Name: "党员分类管理和空白点"}, title: "党员分类管理",
			read: func(ctx context.Context, records board.Records, r request) (*board.Sheet, error) {
				return board.Coverage(ctx, records, r.org, r.asof)
			}},
		{view: desk.View{Page: "committees", Kind: "org", Short: "委员会分工", Name: "居委会下属委员会分工"}, title: "委员会分工",
			read: func(ctx context.Context, records board.Records, r request) (*board.Sheet, error) {
				return board.Committees(ctx, records, r.org)
			}},
		{view: desk.View{Page: "terms", Kind: "org", Short: "换届", Name: "换届和任期"}, title: "换届",
			read: func(ctx context.Context, records board.Records, r request) (*board.Sheet, error) {
				return board.Terms(ctx, records, r.org, r.asof)
			}},
	}
}

// makeDues makes this month's dues for the branches shown.
func (p *Page) makeDues() {
	today := p.desk.Today()
	p.makeDuesOf(value.Date{Year: today.Year, Month: today.Month})
}

func (p *Page) makeDuesOf(month value.Date) {
	org := p.org
	desk.Ask(&p.making, func(ctx context.Context) (board.Due, error) {
		return board.MakeDues(ctx, p.desk.Records(), org, month)
	}, func(d board.Due, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		next := month.AddMonths(1)
		more := look.Step{Label: "生成 " + next.Chinese(), Do: func() { p.makeDuesOf(next) }}
		if len(d.Changes) == 0 {
			p.desk.Say(d.Words(), more)
			return
		}
		label := "生成 " + p.desk.OrgName(org) + month.Chinese() + "应交党费 " + strconv.Itoa(len(d.Changes)) + " 笔"
		p.desk.Apply(catalog.Operation{Label: label, Changes: d.Changes}, func(_ store.Done, err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.year = month.Year
			p.Reload()
			p.desk.Say(d.Words(), look.Step{Label: "撤销", Do: p.desk.Undo})
		})
	})
}
