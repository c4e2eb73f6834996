package sheets

import (
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

func opened(t *testing.T, w *trial.Window, page string) *Page {
	t.Helper()
	var p *Page
	for _, v := range Views() {
		w.Offer(v.View, func(d *desk.Desk) desk.Page {
			made := v.New(d).(*Page)
			if v.Page == page {
				p = made
			}
			return made
		})
	}
	w.Start(desk.Place{Page: page})
	w.Until("the sheet", func() bool { return p.sheet != nil })
	return p
}

// TestSheetsOfTheDemonstration: each sheet opens with what the demonstration office adds up to.
func TestSheetsOfTheDemonstration(t *testing.T) {
	for page, want := range map[string]string{
		"meetings-year": "三会一课年历:10 个支部,应开展",
		"dues-year":     "党费年度总表:600 人,应交 17961.45 元,实交 17867.55 元,5 人欠交 93.90 元",
		"coverage":      "党员分类管理和空白点:党员 600 人,没有人管理 0 人,流动超过六个月 52 人,没有支部的社区 0 个",
		"committees":    "居委会下属委员会分工:10 个社区,70 个委员会,0 处没有干部分管",
		"terms":         "换届和任期:10 个社区,0 个已届满,0 个半年内届满",
	} {
		t.Run(page, func(t *testing.T) {
			w := trial.Demo(t)
			p := opened(t, w, page)
			w.UntilTitle(want)
			rows := p.grid.Source().Len()
			p.Reload()
			w.UntilTitle(want)
			w.ChooseOrg(w.OrgID("北门社区"))
			w.UntilTitle(p.sort.view.Name + ":北门社区")
			if n := p.grid.Source().Len(); n == 0 || n > rows || n == rows && page != "coverage" {
				t.Errorf("%d of %d rows are of one community", n, rows)
			}
		})
	}
}

func TestSheetsOfNothing(t *testing.T) {
	for _, v := range Views() {
		w := trial.Empty(t)
		p := opened(t, w, v.Page)
		w.UntilTitle(v.Name)
		if words := trial.Words(p.body); len(p.sheet.Rows) == 0 && !strings.Contains(words, "还没有可以显示的记录") {
			t.Errorf("%s: the clerk reads %q", v.Page, words)
		}
		p.step(-1)
		p.showStatus()
		p.open(0, 0)
		p.Reload()
		w.UntilTitle(v.Name)
	}
}

// TestDuesOfAMonth: those of this month are there; the next month's are made, once, and taken back.
func TestDuesOfAMonth(t *testing.T) {
	w := trial.Demo(t)
	p := opened(t, w, "dues-year")
	w.UntilTitle("党费年度总表:600 人")
	before := len(w.Records(ledger.Dues))
	p.makeDues()
	w.Until("that nothing is missing", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "已经齐全") })
	october := value.Date{Year: 2003, Month: 10}
	p.makeDuesOf(october)
	w.Until("the dues of October", func() bool { return len(w.Records(ledger.Dues)) == before+600 })
	w.Until("the sheet with them", func() bool { return !strings.Contains(p.sheet.Summary, "应交 17961.45") })
	p.makeDuesOf(october)
	w.Until("that nothing is missing", func() bool {
		return strings.Contains(trial.Words(w.Window.Content()), "2003年10月的应交党费已经齐全")
	})
	w.Undo()
	w.Until("the dues gone", func() bool { return len(w.Records(ledger.Dues)) == before })

	w.Until("the sheet as before", func() bool { return strings.Contains(p.sheet.Summary, "应交 17961.45") })
	p.which.SetSelected("只看欠交")
	w.Until("those who owe", func() bool { return len(p.sheet.Rows) == 16 })
	p.step(-1)
	w.Until("a year without dues", func() bool { return strings.Contains(trial.Words(p.body), "没有符合「只看欠交」的") })
}

// TestAMissingMeetingIsBegun: an empty cell of the year leads to the form of that meeting.
func TestAMissingMeetingIsBegun(t *testing.T) {
	w := trial.Demo(t)
	p := opened(t, w, "meetings-year")
	for i, row := range p.sheet.Rows {
		for col, c := range row.Cells {
			if c.Draft.IsZero() || len(c.IDs) > 0 {
				continue
			}
			p.open(i, col)
			if at := w.Place(); at.Page != desk.PageRoster || at.Kind != "meeting" {
				t.Errorf("the missing meeting begins at %+v", at)
			}
			return
		}
	}
	t.Error("no meeting is missing")
}
