package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

const twoCadres = "姓名|性别|党内职务|任现职时间\n张三|男|书记|2002-10\n李四|女|委员|2002-10"

// TestKindGivenByHandThatFitsNothing: it is said once and plainly, the file is refused, and the answer that is offered is
// the kind that fits; it can be taken back.
func TestKindGivenByHandThatFitsNothing(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("北门社区", grid(twoCadres)))
	table := r.Files[0].Tables[0]
	table.SetKind(ledger.Meeting)
	p := o.plan(r)
	err := p.Refusal(r.Files[0])
	if err == nil || !strings.HasPrefix(err.Error(), "misfit") {
		t.Fatalf("the file is refused as %v", err)
	}
	for _, text := range []string{p.Tables[0].Misfit(), p.Sentence(), catalog.Message(err), *p.Report("").Files[0].Error, p.Report("").Files[0].Tables[0].Left} {
		if !strings.Contains(text, "不是「三会一课」:没有「会议类型」这一栏,2 行都不能存") || !strings.Contains(text, "像「社区干部」") {
			t.Errorf("said is %q", text)
		}
	}
	asked := p.Problems()
	if len(asked) == 0 || asked[0].Code != "misfit" || asked[0].Rows != 2 || asked[0].Suggestion() != "改为「社区干部」" {
		t.Fatalf("asked is %+v", asked)
	}
	for _, pr := range asked[1:] {
		if strings.Contains(pr.Text, "会议类型") {
			t.Errorf("said again: %s", pr.Text)
		}
	}
	if err := p.Settle(asked[0], intake.Answer{Action: intake.Choose}, false); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); table.Kind != ledger.Cadre || p.Counts.New != 2 || p.Refusal(r.Files[0]) != nil || p.Tables[0].Misfit() != "" {
		t.Errorf("after the answer: %s, %+v", table.Kind.Key, p.Counts)
	}
	r.TakeBack(0)
	if p = o.plan(r); table.Kind != ledger.Meeting || p.Counts.Broken != 2 {
		t.Errorf("taken back: %s, %+v", table.Kind.Key, p.Counts)
	}
	if err := p.Settle(p.Problems()[0], intake.Answer{Action: intake.Keep}, false); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); table.Included || p.Counts.Rows != 0 {
		t.Errorf("left out: %v, %+v", table.Included, p.Counts)
	}
}

// TestMisfitIsOfWholeTables: rows with what is required, a field that a clerk has tied by hand, and a kind that was
// recognised are no misfits; and of two sheets the one that fits is stored.
func TestMisfitIsOfWholeTables(t *testing.T) {
	o := newOffice(t, "北门社区")
	meetings := "会议类型|实际会议时间|主持人\n支委会|2003-05-12|张三\n|2003-05-13|李四"
	r := o.read(sheet.FromRows("北门社区", grid(twoCadres)), sheet.FromRows("三会一课", grid(meetings)))
	for _, table := range r.Files[0].Tables {
		table.SetKind(ledger.Meeting)
	}
	p := o.plan(r)
	if p.Tables[0].Misfit() == "" || p.Tables[1].Misfit() != "" || p.Refusal(r.Files[0]) != nil {
		t.Errorf("%q, %q, %v", p.Tables[0].Misfit(), p.Tables[1].Misfit(), p.Refusal(r.Files[0]))
	}
	if s := p.Sentence(); !strings.HasPrefix(s, "将新增 1 次") {
		t.Errorf("the sentence is %q", s)
	}
	if err := r.Files[0].Tables[0].SetField(2, "type"); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); p.Tables[0].Misfit() != "" {
		t.Errorf("with a column tied by hand: %q", p.Tables[0].Misfit())
	}
	nameless := o.plan(o.read(sheet.FromRows("Sheet1", grid("姓名|性别|党内职务\n|男|书记"))))
	for _, tp := range nameless.Tables {
		if tp.Misfit() != "" {
			t.Errorf("a kind that was recognised: %q", tp.Misfit())
		}
	}
}
