package intake_test

import (
	"testing"

	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// TestARowWhoseNameWasForgotten: a row without a name that has a post and a telephone is joined to the person above it, but
// not in silence; one answer makes it a row of its own.
func TestARowWhoseNameWasForgotten(t *testing.T) {
	o := newOffice(t, "北门社区")
	s := sheet.FromRows("北门社区", grid("社区干部花名册\n姓名|性别|民族|出生年月|党内职务|联系电话\n张三|男|汉|1968.5|书记|13800000001\n||||委员|13900000002\n李四|女|汉|1970.1|委员|13800000003\n|||||13700000004"))
	r := o.read(s)
	p := o.plan(r)
	pr := find(t, p, "forgotten_name")
	if len(p.Problems()) != 1 || p.Counts.Doubtful != 1 || p.Counts.New != 1 || pr.Suggestion() != "是同一人,接在一起" {
		t.Fatalf("%+v, %s", p.Problems(), outcome(p))
	}
	if err := p.Settle(pr, intake.Answer{Action: intake.Choose}, false); err != nil {
		t.Fatal(err)
	}
	if one := o.plan(r); one.Counts.New != 2 || got(one, 0, "party_post") != "书记、委员" || got(one, 0, "phone") != "13800000001、13900000002" {
		t.Errorf("the same person: %s", outcome(one))
	}
	r.TakeBackAll()
	if err := p.Settle(pr, intake.Answer{Action: intake.Choose, Option: 1}, false); err != nil {
		t.Fatal(err)
	}
	two := o.plan(r)
	if two.Counts.New != 2 || two.Counts.Broken != 1 || got(two, 0, "party_post") != "书记" {
		t.Errorf("another person: %s", outcome(two))
	}
	if err := r.Files[0].Tables[0].SetValue(3, "name", "王五"); err != nil {
		t.Fatal(err)
	}
	if named := o.plan(r); named.Counts.New != 3 || got(named, 1, "name") != "王五" {
		t.Errorf("named: %s", outcome(named))
	}
	r.TakeBackAll()
	if back := o.plan(r); back.Counts.Doubtful != 1 {
		t.Errorf("taken back: %s", outcome(back))
	}
}
