package candidates

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// TestAStepIsDone: the day of the next step is typed; the candidate is a step further, and back after undoing.
func TestAStepIsDone(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("发展党员流程 79 人")
	c := p.candidate()
	if c == nil || c.Next.Step.Number == 0 || p.steps.Source().Len() != 25 {
		t.Fatalf("the first candidate is %+v", c)
	}
	id, next, before := c.Record.ID, c.Next.Step.Number, done(c)
	p.edit(next-1, dateColumn, "2003年9月29日")
	w.Until("one more step", func() bool {
		return p.candidate() != nil && p.candidate().Record.ID == id && done(p.candidate()) == before+1
	})
	if p.candidate().Next.Step.Number == next || !strings.Contains(p.about.Text, "步") {
		t.Errorf("next is still %d; %s", next, p.about.Text)
	}
	p.edit(next-1, dateColumn, "改天")
	if done(p.candidate()) != before+1 {
		t.Error("what is no day is taken")
	}
	w.Undo()
	w.Until("the step undone", func() bool { return p.candidate().Record.ID == id && done(p.candidate()) == before })
}

func TestStages(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("发展党员流程 79 人")
	sum := 0
	for i := range p.stage.Options[1:] {
		p.stage.SetSelectedIndex(i + 1)
		sum += len(p.list)
		for _, c := range p.list {
			if !strings.HasPrefix(p.stage.Options[i+1], c.Stage) {
				t.Errorf("%s stands under %s", c.Stage, p.stage.Options[i+1])
			}
		}
	}
	if sum != 79 {
		t.Errorf("%d candidates at all stages", sum)
	}
	p.stage.SetSelectedIndex(0)
	p.Reload()
	w.UntilTitle("发展党员流程 79 人")
	w.ChooseOrg(w.OrgID("北门社区"))
	w.UntilTitle("发展党员流程 北门社区 · 12 人")
}

// TestAnOverdueStep: who has not been talked to within a month of applying is told first, in red.
func TestAnOverdueStep(t *testing.T) {
	w := trial.Demo(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("发展党员流程 79 人")
	late := catalog.NewRecord(ledger.Candidate, "").With("name", value.Text("韦小明")).With("applied", value.Text("2003-07-01"))
	w.Apply(catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(late)}}, func(_ store.Done, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.UntilTitle("发展党员流程 80 人,1 人有步骤超期")
	if c, ok := p.people.Source().Cell(0, 3); !ok || !strings.HasPrefix(c.Text, "超期") || c.Note == "" {
		t.Errorf("the first is %+v", c)
	}
}

func TestNobody(t *testing.T) {
	w := trial.Empty(t)
	p := trial.Opened[*Page](w, View, New)
	w.UntilTitle("发展党员流程 0 人")
	if words := trial.Words(p.body); !strings.Contains(words, "还没有发展党员记录") {
		t.Errorf("the clerk reads %q", words)
	}
	p.Export()
	p.Print()
	p.Reload()
	p.TakeKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	if p.candidate() != nil {
		t.Error("somebody is there")
	}
}
