package intake_test

import (
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestWhoIsWho: who is taken for whom, of rows in one workbook and of the records that are there.
func TestWhoIsWho(t *testing.T) {
	a, b := id("19680512", 1), id("19680512", 3)
	old := a[:6] + a[8:17] // the number of 15 digits
	for _, c := range []struct {
		name   string
		stored [][]string // of cadres: keys and texts
		rows   string
		want   string
	}{
		{"moved_to_another_community", [][]string{{"name", "张三", "id_number", a, "org", "org-1"}}, "张三|男||" + a + "|西上", "更新"},
		{"moved_known_by_name_and_birth", [][]string{{"name", "张三", "birth", "1968-05", "org", "org-1"}}, "张三|男|1968.05||西上", "更新"},
		{"in_two_communities_of_one_workbook", nil, "张三|男||" + a + "|北门\n张三|男||" + a + "|西上", "新增 | 存疑 E4:two_orgs"},
		{"stored_in_the_first_of_two", [][]string{{"name", "张三", "sex", "男", "birth", "1968-05-12", "id_number", a, "org", "org-1"}},
			"张三|男||" + a + "|北门\n张三|男||" + a + "|西上", "相同 | 存疑 E4:two_orgs"},
		{"renamed", [][]string{{"name", "张三", "id_number", a, "org", "org-1"}}, "张山|男||" + a + "|北门", "存疑 A3:renamed"},
		{"one_number_with_two_names", nil, "张三|男||" + a + "|北门\n李四|男||" + a + "|北门", "新增 | 存疑 A4:duplicate_row"},
		{"fifteen_digits_are_eighteen", [][]string{{"name", "张三", "sex", "男", "birth", "1968-05-12", "id_number", a, "org", "org-1"}}, "张三|男||" + old + "|北门", "相同"},
		{"fifteen_and_eighteen_in_one_workbook", nil, "张三|男||" + a + "|北门\n张三|男||" + old + "|北门", "新增 | 存疑 D4:id_15 A4:duplicate_row"},
		{"birth_less_exact", [][]string{{"name", "张三", "sex", "男", "birth", "1968-05-12", "org", "org-1"}}, "张三|男|1968||北门", "相同"},
		{"birth_more_exact", [][]string{{"name", "张三", "sex", "男", "birth", "1968", "org", "org-1"}}, "张三|男|1968.05||北门", "更新"},
		{"birth_of_another_month", [][]string{{"name", "张三", "birth", "1968-06", "org", "org-1"}}, "张三|男|1968.05||北门", "存疑 A3:same_record"},
		{"twins", [][]string{{"name", "张大双", "birth", "1968-05-12", "org", "org-1", "id_number", a}}, "张小双|男|1968-05-12|" + b + "|北门", "新增"},
		{"twins_without_numbers", [][]string{{"name", "张大双", "birth", "1968-05-12", "org", "org-1"}}, "张小双|男|1968-05-12||北门", "新增"},
		{"twins_in_one_workbook", nil, "张大双|男|1968-05-12|" + a + "|北门\n张小双|男|1968-05-12|" + b + "|北门", "新增 | 新增"},
		{"namesakes_with_numbers", [][]string{{"name", "张三", "id_number", a, "org", "org-1"}}, "张三|男||" + b + "|北门", "新增"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区", "西上社区")
			for _, r := range c.stored {
				o.add(ledger.Cadre, r...)
			}
			p := o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, sheet.FromRows("Sheet1", grid(cadreTitle+"姓名|性别|出生年月|身份证号码|社区\n"+c.rows))))
			if outcome(p) != c.want {
				t.Errorf("%s, want %s", outcome(p), c.want)
			}
		})
	}
}

func TestARenamedPerson(t *testing.T) {
	number := id("19680512", 1)
	for option, want := range []int{1, 2} {
		o := newOffice(t, "北门社区")
		o.add(ledger.Cadre, "name", "张三", "id_number", number, "org", "org-1")
		r := o.readAs(intake.Options{Kind: ledger.Cadre}, sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|身份证号码\n张山|男|"+number)))
		p := o.plan(r)
		if text := p.Problems()[0].Text; text != "身份证号码与现有的「张三」相同,姓名却是「张山」:改了名,还是号码写错了?" {
			t.Error(text)
		}
		if err := p.Settle(p.Problems()[0], intake.Answer{Action: intake.Choose, Option: option}, false); err != nil {
			t.Fatal(err)
		}
		p = o.plan(r)
		o.apply(p.Operation("", "", intake.AcceptSure))
		if list := o.records[ledger.Cadre]; len(list) != want || list[want-1].Label() != "张山" {
			t.Errorf("option %d: %v, %s", option, list, outcome(p))
		}
	}
}

func TestAPersonInTwoCommunities(t *testing.T) {
	number := id("19680512", 1)
	for option, want := range []string{"org-1", "org-2"} {
		o := newOffice(t, "北门社区", "西上社区")
		r := o.readAs(intake.Options{Kind: ledger.Cadre}, sheet.FromRows("Sheet1", grid(cadreTitle+"姓名|性别|身份证号码|社区\n张三|男|"+number+"|北门\n张三|男|"+number+"|西上")))
		p := o.plan(r)
		pr := p.Problems()[0]
		if pr.Text != "与第 3 行是同一人,那里在「北门社区」,这里在「西上社区」:转过来了,还是重复填写?" || pr.Options[1].Text != "转到「西上社区」" {
			t.Error(pr.Text, pr.Options)
		}
		if err := p.Settle(pr, intake.Answer{Action: intake.Choose, Option: option}, false); err != nil {
			t.Fatal(err)
		}
		p = o.plan(r)
		o.apply(p.Operation("", "", intake.AcceptSure))
		if list := o.records[ledger.Cadre]; len(list) != 1 || list[0].Get("org").Canonical() != want || p.Counts.Doubtful > 0 {
			t.Errorf("option %d: %v, %s", option, list, outcome(p))
		}
	}
}
