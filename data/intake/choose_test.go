package intake_test

import (
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestPoliciesOfColumnsAndChoicesOfRows: who keeps what, with the counts and the operation that follow.
func TestPoliciesOfColumnsAndChoicesOfRows(t *testing.T) {
	const drawing = cadreTitle + "姓名|性别|出生年月|党内职务|联系电话\n张三|男|1968-05|副书记|13800000009\n李四|女|1971-10|委员|13800000008"
	for _, c := range []struct {
		name     string
		policy   intake.Policy
		choose   map[string]bool // of 张三
		outcome  string
		phones   [2]string
		post     string
		accepted int
	}{
		{"take_all", intake.TakeAll, nil, "更新 | 更新", [2]string{"13800000009", "13800000008"}, "副书记", 2},
		{"fill_empty", intake.FillEmpty, nil, "更新 | 更新", [2]string{"13800000001", "13800000008"}, "副书记", 2},
		{"never", intake.Never, nil, "更新 | 相同", [2]string{"13800000001", ""}, "副书记", 1},
		{"a_choice_is_above_the_column", intake.Never, map[string]bool{"phone": true, "party_post": false}, "更新 | 相同", [2]string{"13800000009", ""}, "书记", 1},
		{"all_kept_is_the_same", intake.TakeAll, map[string]bool{"phone": false, "party_post": false}, "相同 | 更新", [2]string{"13800000001", "13800000008"}, "书记", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区")
			o.add(ledger.Cadre, "name", "张三", "birth", "1968-05-12", "sex", "男", "org", "org-1", "party_post", "书记", "phone", "13800000001")
			o.add(ledger.Cadre, "name", "李四", "birth", "1971-10", "sex", "女", "org", "org-1", "party_post", "委员")
			r := o.read(sheet.FromRows("北门社区", grid(drawing)))
			if err := r.Files[0].Tables[0].SetPolicy(4, c.policy); err != nil {
				t.Fatal(err)
			}
			p := o.plan(r)
			for field, take := range c.choose {
				if err := p.Choose(&p.Tables[0].Rows[0], field, take); err != nil {
					t.Fatal(err)
				}
			}
			p = o.plan(r)
			op := p.Operation("", "", intake.AcceptSure)
			if outcome(p) != c.outcome || len(op.Changes) != c.accepted || p.Counts.New+p.Counts.Changed != c.accepted {
				t.Errorf("%s, %d changes, %+v", outcome(p), len(op.Changes), p.Counts)
			}
			o.apply(op)
			for i, want := range c.phones {
				if got := o.records[ledger.Cadre][i].Get("phone").Canonical(); got != want {
					t.Errorf("phone %d: %s, want %s", i+1, got, want)
				}
			}
			if got := o.records[ledger.Cadre][0].Get("party_post").Canonical(); got != c.post {
				t.Errorf("post %s, want %s", got, c.post)
			}
			for _, offer := range p.Tables[0].Rows[0].Offers() {
				if after := p.Tables[0].Rows[0].After().Get(offer.Field.Key); offer.Taken != (after == offer.New) {
					t.Errorf("%s: taken %v, stored %v", offer.Field.Key, offer.Taken, after)
				}
			}
		})
	}
}

func TestAChoiceCanTakeALessExactDate(t *testing.T) {
	o := newOffice(t, "北门社区")
	o.add(ledger.Cadre, "name", "张三", "birth", "1968-05-12", "org", "org-1", "joined", "1990-07-01")
	r := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|出生年月|入党时间\n张三||1968-05-12|1990-07")))
	p := o.plan(r)
	if outcome(p) != "相同" || len(p.Tables[0].Rows[0].Offers()) != 1 {
		t.Fatal(outcome(p), p.Tables[0].Rows[0].Offers())
	}
	if err := p.Choose(&p.Tables[0].Rows[0], "joined", true); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); outcome(p) != "更新" || got(p, 0, "joined") != "1990年7月" {
		t.Error(outcome(p), got(p, 0, "joined"))
	}
	if p.Choose(&p.Tables[0].Rows[0], "no_such_field", true) == nil || r.Files[0].Tables[0].SetPolicy(99, intake.Never) == nil {
		t.Error("a wrong choice was taken")
	}
}
