package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestASortThatIsSaidNowhereIsAskedOnce: a table of who is on duty has no column of what sort the duty is.
func TestASortThatIsSaidNowhereIsAskedOnce(t *testing.T) {
	const rows = "日期|值班领导|值班人员|联系电话\n2003-02-10|李四|张三、王五|13800000001\n2003-02-11|赵六|钱七 孙八|13800000002"
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("北门社区", grid("北门社区2003年春节值班表\n"+rows)))
	p := o.plan(r)
	pr := find(t, p, "unsaid")
	if len(p.Problems()) != 1 || pr.Rows != 2 || pr.Suggestion() != "都是「巡逻」" || !strings.Contains(pr.Text, "综治类别") || p.Counts.Broken != 2 {
		t.Fatalf("%+v, %s", p.Problems(), outcome(p))
	}
	if len(p.Operation("", "", intake.AcceptAll).Changes) != 0 {
		t.Error("rows without a sort were stored")
	}
	if p.Settle(pr, intake.Answer{Action: intake.Keep}, false) == nil || p.Settle(pr, intake.Answer{Action: intake.Type, Text: "买菜"}, false) == nil {
		t.Error("an answer that says no sort was taken")
	}
	for _, a := range []intake.Answer{{Action: intake.Choose}, {Action: intake.Type, Text: "夜巡"}} {
		if err := p.Settle(pr, a, false); err != nil {
			t.Fatal(err)
		}
		settled := o.plan(r)
		if settled.Counts.New != 2 || len(settled.Problems()) != 0 || got(settled, 1, "type") != "巡逻" || got(settled, 1, "members") != "钱七、孙八" {
			t.Errorf("%+v: %s", a, outcome(settled))
		}
		r.TakeBack(0)
		if back := o.plan(r); back.Counts.Broken != 2 {
			t.Errorf("taken back: %s", outcome(back))
		}
	}
	given := o.readAs(intake.Options{Kind: ledger.Safety}, sheet.FromRows("北门社区", grid("北门社区2003年春节值班表\n"+rows)))
	find(t, o.plan(given), "unsaid")
	said := o.plan(o.read(sheet.FromRows("北门社区", grid("北门社区2003年春节夜巡值班表\n"+rows))))
	if said.Counts.New != 2 || got(said, 0, "type") != "巡逻" {
		t.Errorf("the title says it: %s", outcome(said))
	}
}

// TestDeadlines: what sets a bound is read where something is to be done by a day, and nowhere else.
func TestDeadlines(t *testing.T) {
	o := newOffice(t, "北门社区")
	for said, want := range map[string]string{
		"2003年6月30日前": "2003年6月30日", "6月30日之前": "2003年6月30日", "12月底": "2003年12月", "12月底前": "2003年12月", "2004年底": "2004年12月", "年底前": "2003年12月",
		"第三季度": "2003年9月", "2004年二季度": "2004年6月", "上半年": "2003年6月", "全年": "2003年12月", "5月10日": "2003年5月10日", "长期": "?", "六月底": "2003年6月",
	} {
		p := o.plan(o.read(sheet.FromRows("Sheet1", grid("北门社区2003年工作计划任务分解表\n工作任务|责任人|完成时限\n培训党员|李四|"+said+"\n发展党员|李四|2003-07"))))
		if v := p.Tables[0].Rows[0].After().Get("due"); v.IsUnread() != (want == "?") || want != "?" && got(p, 0, "due") != want {
			t.Errorf("%s: %s, want %s", said, got(p, 0, "due"), want)
		}
	}
	p := o.plan(o.read(sheet.FromRows("Sheet1", grid("北门社区2003年干部花名册\n姓名|出生年月|党内职务|任职时间\n张三|1968年前|书记|3月5日\n李四|6月5日|委员|2002.5"))))
	for row, key := range []string{"birth", "birth"} {
		if !p.Tables[0].Rows[row].After().Get(key).IsUnread() {
			t.Errorf("row %d: %s was read as %s", row, key, got(p, row, key))
		}
	}
	if got(p, 0, "post_since") != "2003年3月5日" {
		t.Errorf("post_since %s", got(p, 0, "post_since"))
	}
}

// TestRemarksThatChangeWhatTheyStandBehind stay a question: nothing of them is stored as a number.
func TestRemarksThatChangeWhatTheyStandBehind(t *testing.T) {
	o := newOffice(t, "北门社区")
	for said, want := range map[string]string{"80(补2月)": "80.00", "80（现金）": "80.00", "80(未交)": "?", "8(万)": "80000.00", "80(欠20)": "?", "80(元)": "80.00"} {
		p := o.plan(o.read(sheet.FromRows("北门社区", grid("2003年3月党费收缴明细表\n姓名|应交金额|实交金额\n张三|80|"+said+"\n李四|20|20"))))
		v := p.Tables[0].Rows[0].After().Get("paid")
		if v.IsUnread() != (want == "?") || want != "?" && got(p, 0, "paid") != want {
			t.Errorf("%s: %s, want %s", said, got(p, 0, "paid"), want)
		}
	}
	p := o.plan(o.read(sheet.FromRows("北门社区", grid("党员花名册\n姓名|性别|人员类别|入党时间\n张三|男|正式党员(退休)|1970.7\n李四|女|中共党员(预备)|2003.7"))))
	if got(p, 0, "political_status") != "中共党员" || got(p, 0, "class") != "离退休党员" || got(p, 1, "political_status") == "中共党员" {
		t.Errorf("%s %s, %s", got(p, 0, "political_status"), got(p, 0, "class"), got(p, 1, "political_status"))
	}
}
