package lanes

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// counts says how many cards each lane has.
func counts(p *Page) (out []int) {
	for _, l := range p.columns {
		out = append(out, len(l.cards))
	}
	return out
}

func want(t *testing.T, p *Page, numbers ...int) {
	t.Helper()
	got := counts(p)
	for i, n := range numbers {
		if i >= len(got) || got[i] != n {
			t.Fatalf("the lanes have %v cards, want %v", got, numbers)
		}
	}
}

// TestCardsMoveByTheKeyboard: a card goes to the next lane, takes the keyboard along, and comes back by undoing.
func TestCardsMoveByTheKeyboard(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, PlanView, NewPlans)
	w.UntilTitle("工作计划看板 28 项")
	want(t, p, 2, 22, 4, 0)
	p.focus(p.columns[0].cards[0])
	id := p.columns[0].cards[0].data.Record.ID
	right := &desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierControl}
	p.columns[0].cards[0].TypedShortcut(right)
	w.Until("the card in the next lane", func() bool { return counts(p)[0] == 1 })
	want(t, p, 1, 23, 4, 0)
	card, ok := w.Window.Canvas().Focused().(*card)
	if !ok || card.data.Record.ID != id || card.lane != 1 {
		t.Fatal("the card has not taken the keyboard along")
	}
	lane := p.columns[1]
	if top, seen := card.Position().Y, lane.scroll.Size().Height; top < lane.scroll.Offset.Y || top > lane.scroll.Offset.Y+seen {
		t.Errorf("the card is at %v, in sight are %v to %v", top, lane.scroll.Offset.Y, lane.scroll.Offset.Y+seen)
	}
	card.TypedShortcut(right)
	w.Until("the card done", func() bool { return counts(p)[2] == 5 })
	for _, r := range w.Records(ledger.Plan) {
		if n, _ := r.Get("progress").Int(); r.ID == id && n != 100 {
			t.Errorf("what is done is at %d%%", n)
		}
	}
	w.Undo()
	w.Until("the card back", func() bool { return counts(p)[2] == 4 })
	p.Reload()
	w.Until("the same after reading anew", func() bool { return counts(p)[1] == 23 })
}

func TestOverdueCards(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, IssueView, NewIssues)
	w.UntilTitle("问题看板 4 个")
	want(t, p, 1, 3, 0)
	late := catalog.NewRecord(ledger.Issue, "").With("title", value.Text("路灯不亮")).With("state", value.Text(p.lanes[0].State)).With("due", value.Text("2003-09-20"))
	w.Apply(catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(late)}}, func(_ store.Done, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.UntilTitle("问题看板 5 个,1 个超期")
	if words := trial.Words(p.columns[0].cards[0]); !strings.Contains(words, "⚠ 超期 10 天") {
		t.Errorf("the first card reads %q", words)
	}
	p.late.SetChecked(true)
	w.UntilTitle("问题看板 1 个,1 个超期")
	p.open(p.columns[0].cards[0])
	if at := w.Place(); at.Page != desk.PageRoster || at.Kind != "issue" || len(at.IDs) != 1 {
		t.Errorf("a card leads to %+v", at)
	}
}

func TestNoCards(t *testing.T) {
	w := trial.Empty(t)
	p := trial.Opened[*Page](w, PlanView, NewPlans)
	w.UntilTitle("工作计划看板 0 项")
	want(t, p, 0, 0, 0, 0)
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "没有工作计划") {
		t.Errorf("the clerk reads %q", words)
	}
	p.Focus()
	p.add()
	if at := w.Place(); at.Page != desk.PageRoster || at.Kind != "plan" {
		t.Errorf("a new task begins at %+v", at)
	}
}
