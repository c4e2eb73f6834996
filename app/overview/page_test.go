package overview

import (
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/due"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

func opened(w *trial.Window) *Page {
	var p *Page
	w.Register(desk.PageOverview, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	w.Start(desk.Place{Page: desk.PageOverview})
	return p
}

// figuresOf returns the numbers on the page.
func figuresOf(p *Page) string {
	var out []string
	for _, f := range p.figures {
		out = append(out, f.Text)
	}
	return strings.Join(out, " ")
}

func TestFiguresOfTheDemonstration(t *testing.T) {
	w := trial.Demo(t)
	p := opened(w)
	w.Until("the figures", func() bool { return figuresOf(p) == "10 30 600 12500 4500 287" })
	words := trial.Words(w.Window.Content())
	for _, want := range []string{"到期提醒 71", "空白点", "组织关系转接未办结 · 过期 29 天", "各社区比较", "近一年各月服务人次"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page doesn't say %q", want)
		}
	}
	if strings.Index(words, "过期 29 天") > strings.Index(words, "今天到期") || strings.Contains(words, "过期 1095 天") {
		t.Error("what was missed years ago hides what is due")
	}
	visit := catalog.NewRecord(ledger.Visit, "").With("date", value.Text("2003-09-29")).With("org", value.Text(w.OrgID("北门社区"))).
		With("category", value.Text("老年人")).With("count", value.Int(13))
	w.Apply(catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(visit)}}, func(_ store.Done, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.Until("300 visits", func() bool { return figuresOf(p) == "10 30 600 12500 4500 300" })
	p.Reload()
	w.ChooseOrg(w.OrgID("北门社区"))
	w.Until("one community's figures", func() bool { return strings.HasPrefix(figuresOf(p), "1 3 78 ") })
}

func TestNothingYet(t *testing.T) {
	w := trial.Empty(t)
	p := opened(w)
	w.Until("the empty page", func() bool { return strings.Contains(trial.Words(p.box), "还没有任何记录") })
	p.Reload()
	org := catalog.NewRecord(ledger.Org, "").With("name", value.Text("东门社区"))
	w.Apply(catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(org)}}, func(_ store.Done, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.Until("the first figure", func() bool { return strings.HasPrefix(figuresOf(p), "1 0 0 ") })
	w.Undo()
	w.Until("the empty page again", func() bool { return strings.Contains(trial.Words(p.box), "还没有任何记录") })
}

func TestUrgent(t *testing.T) {
	rules := func(items []due.Item) string {
		var out []string
		for _, i := range items {
			out = append(out, i.Rule)
		}
		return strings.Join(out, " ")
	}
	items := func(words string) (out []due.Item) {
		for _, rule := range strings.Fields(words) {
			out = append(out, due.Item{Rule: rule})
		}
		return out
	}
	for in, want := range map[string]string{
		"":                    "",
		"a a a":               "a a a", // nothing else wants the room
		"a a a a b":           "a a a b",
		"a a a a b b c c":     "a a b b c c",
		"a a a a a a a a b":   "a a a b",
		"a a b b c c d d e e": "a a b b c c d",
	} {
		if got := rules(urgent(items(in))); got != want {
			t.Errorf("of %q: %q, want %q", in, got, want)
		}
	}
}
