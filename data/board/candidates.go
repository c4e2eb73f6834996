package board

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// StepState is how a step of a candidate stands.
type StepState uint8

// The states of a step.
const (
	StepAhead   StepState = iota // is not its turn
	StepDone                     // has a day
	StepSkipped                  // a later one has a day, this one has none
	StepNext                     // is to be taken now
	StepWaiting                  // is the next, and it is too early for it
	StepOverdue                  // should have been taken
)

// StepLine is one of the 25 steps of one candidate.
type StepLine struct {
	ledger.Window
	Date  value.Date // when it was taken
	State StepState
	Words string // what is to be said of it: 最早 2004年3月5日(积极分子培养考察须满一年)
}

// Candidate is a candidate with the steps.
type Candidate struct {
	Record catalog.Record
	Org    string
	ledger.Progress
	Steps   []StepLine
	Overdue bool // the next step, or one with a clock behind it
}

// Stages returns the stages of candidates in their order.
func Stages() []string {
	return []string{ledger.StageApplicant, ledger.StageActivist, ledger.StageProspect, ledger.StageProbation, ledger.StageMember}
}

// Candidates returns the candidates, those of the earliest stage first and in it those whose next step is due first.
func Candidates(ctx context.Context, records Records, org string, asof value.Date) ([]Candidate, error) {
	orgs := map[string]string{}
	err := records.Each(ctx, ledger.Org, func(r catalog.Record) error {
		orgs[r.ID] = r.Label()
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the branches: %w", err)
	}
	var out []Candidate
	err = records.Each(ctx, ledger.Candidate, func(r catalog.Record) error {
		if within(r, org) {
			out = append(out, CandidateOf(r, orgs[r.Get("org").Canonical()], asof))
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("read the candidates: %w", err)
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(slices.Index(Stages(), a.Stage)-slices.Index(Stages(), b.Stage), boolOrder(a.Overdue, b.Overdue), b.Done.Number-a.Done.Number)
	})
	return out, nil
}

// CandidateOf returns the steps of a candidate on the day asof.
func CandidateOf(r catalog.Record, org string, asof value.Date) Candidate {
	c := Candidate{Record: r, Org: org, Progress: ledger.CandidateProgress(r)}
	today := asof.Last()
	for _, s := range ledger.Steps() {
		line := StepLine{Window: ledger.Window{Step: s}, Date: s.Done(r)}
		for _, w := range c.Clocks {
			if w.Step.Number == s.Number {
				line.Window = w
			}
		}
		switch {
		case !line.Date.IsZero():
			line.State = StepDone
		case s.Number < c.Done.Number:
			line.State, line.Words = StepSkipped, "没有填写日期"
		default:
			line.State, line.Words = stateOf(line.Window, s.Number == c.Next.Step.Number, today)
		}
		c.Overdue = c.Overdue || line.State == StepOverdue
		c.Steps = append(c.Steps, line)
	}
	return c
}

// stateOf says how a step stands that has not been taken.
func stateOf(w ledger.Window, next bool, today value.Date) (StepState, string) {
	words := boundWords(w)
	switch {
	case !w.Latest.IsZero() && w.Latest.Last().Compare(today) < 0:
		return StepOverdue, fmt.Sprintf("已超期 %d 天:%s", days(w.Latest.Last(), today), words)
	case !next:
		return StepAhead, words
	case !w.Earliest.IsZero() && w.Earliest.First().Compare(today) > 0:
		return StepWaiting, words
	case words == "":
		return StepNext, "现在可以办理"
	}
	return StepNext, words
}

func boundWords(w ledger.Window) string {
	text := ""
	if !w.Earliest.IsZero() {
		text = "最早 " + w.Earliest.Chinese()
	}
	if !w.Latest.IsZero() {
		if text != "" {
			text += ","
		}
		text += "最迟 " + w.Latest.Chinese()
	}
	if text != "" && w.Why != "" {
		text += "(" + w.Why + ")"
	}
	return text
}

func days(from, to value.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }

// SetStep returns the record with the day of a step as a clerk wrote it; an empty text takes the day away.
func SetStep(r catalog.Record, s ledger.Step, text string) (catalog.Record, error) {
	f := r.Kind.Field(s.Field)
	v, problem := f.Type.Parse(catalog.TextCell(text))
	if problem != nil && problem.Severity == catalog.Broken {
		return r, catalog.Refuse("step-date", "%s:%s", s.Title, problem.Text)
	}
	return r.With(s.Field, v), nil
}

// Table returns the sheet of a candidate's progress as it is printed.
func (c Candidate) Table(office string, asof value.Date) catalog.Table {
	r := c.Record
	t := catalog.Table{Title: "发展党员工作进度表", Left: "姓名:" + r.Label() + "  党支部:" + c.Org, Right: "截止日期:" + asof.Chinese(), Sheet: r.Label(),
		Notes:   []string{"当前阶段:" + orDash(c.Stage) + "  下一步:" + orDash(c.Next.Step.String())},
		Signers: []string{office, "党支部书记", "组织委员", "本人"},
		Columns: []catalog.Column{{Heading: []string{"步骤"}, Width: 14}, {Heading: []string{"工作内容"}, Width: 58, Align: catalog.AlignLeft}, {Heading: []string{"完成日期"}, Width: 36}, {Heading: []string{"时限和说明"}, Width: 72, Align: catalog.AlignLeft}}}
	section := ""
	for _, s := range c.Steps {
		if s.Step.Section != section {
			section = s.Step.Section
			t.Rows = append(t.Rows, catalog.TableRow{Group: true, Cells: []string{section}})
		}
		t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{fmt.Sprint(s.Step.Number), s.Step.Title, s.Date.Chinese(), s.Words}})
	}
	return t
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
