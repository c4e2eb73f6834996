package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// TestMissingRows: who was handed out and is not in the workbook that has come back is asked about, and stays unless a
// clerk says otherwise; who is in a community of which the workbook has no row is not.
func TestMissingRows(t *testing.T) {
	o, base := threeCadres(t)
	rows := handOut(o)
	rows = append(rows[:2:2], rows[3:]...) // 李四 of 北门社区 is gone
	rows = rows[:len(rows)-1]              // and all of 西上社区
	r := o.comeBack(base, rows)
	p := o.plan(r)
	var asked []intake.Problem
	for _, pr := range p.Problems() {
		if strings.Contains(pr.Text, "交回的表里没有了") {
			asked = append(asked, pr)
		}
	}
	if len(asked) != 1 || asked[0].Raw != "李四" || len(asked[0].Options) != 2 {
		t.Fatalf("asked about %+v", asked)
	}
	if n := len(p.Operation("", "", intake.AcceptAll).Changes); n != 0 {
		t.Errorf("%d changes before anything is decided", n)
	}
	if err := p.Settle(asked[0], intake.Answer{Action: intake.Choose, Option: 1}, false); err != nil {
		t.Fatal(err)
	}
	p = o.plan(r)
	op := p.Operation("", "", intake.AcceptSure)
	if len(op.Changes) != 1 || !op.Changes[0].After.IsZero() || op.Changes[0].Before.Label() != "李四" {
		t.Errorf("the operation is %+v", op.Changes)
	}
	if s := p.Sentence(); !strings.Contains(s, "删除 1 条") {
		t.Errorf("the sentence is %q", s)
	}
	if len(p.Problems()) != 0 || len(r.Settled()) != 1 || !strings.Contains(r.Settled()[0].How, "删除") {
		t.Errorf("left %v, settled %+v", p.Problems(), r.Settled())
	}
	r.TakeBack(0)
	if p = o.plan(r); len(p.Problems()) != 1 || p.Removed() != 0 || len(r.Settled()) != 0 {
		t.Errorf("taken back: %v, %d removed", p.Problems(), p.Removed())
	}
}

// TestDecisionsAreTakenBack: singly, in any order, and all.
func TestDecisionsAreTakenBack(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("北门社区", grid(`
		姓名|性别|出生年月|党内职务
		张三|男|不详|书记
		李四|男|68.5|委员
		王五|X|1970-05|委员`)))
	start := o.plan(r)
	before := outcome(start)
	settle := func(code string, a intake.Answer) {
		t.Helper()
		for _, pr := range o.plan(r).Problems() {
			if pr.Code == code {
				if err := start.Settle(pr, a, false); err != nil {
					t.Fatal(err)
				}
				return
			}
		}
		t.Fatalf("no problem %s", code)
	}
	settle("date", intake.Answer{Action: intake.Clear})
	settle("date_guess", intake.Answer{Action: intake.Choose})
	settle("choice", intake.Answer{Action: intake.Type, Text: "男"})
	if p := o.plan(r); p.Counts.New != 3 || len(r.Settled()) != 3 {
		t.Fatalf("%s, settled %+v", outcome(p), r.Settled())
	}
	if how := r.Settled()[2].How; how != "填写「男」" {
		t.Errorf("said as %q", how)
	}
	r.TakeBack(1)
	if p := o.plan(r); p.Counts.New != 2 || p.Counts.Doubtful != 1 || len(r.Settled()) != 2 {
		t.Errorf("one taken back: %s", outcome(p))
	}
	r.TakeBackAll()
	if p := o.plan(r); outcome(p) != before || len(r.Settled()) != 0 {
		t.Errorf("all taken back: %s, was %s", outcome(p), before)
	}
	if err := start.Settle(start.Problems()[0], intake.Answer{Action: intake.Type, Text: "胡说"}, false); err == nil || len(r.Settled()) != 0 {
		t.Errorf("an answer that can't be taken is listed: %v", r.Settled())
	}
}
