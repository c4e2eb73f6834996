package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// find returns the first problem with a code.
func find(t *testing.T, p *intake.Plan, code string) intake.Problem {
	t.Helper()
	for _, pr := range p.Problems() {
		if pr.Code == code {
			return pr
		}
	}
	t.Fatalf("no problem %s among %+v", code, p.Problems())
	return intake.Problem{}
}

// TestTwoPostsOfOnePerson: a person on two rows, one for each post, becomes one person with both, and the same file
// says nothing new later.
func TestTwoPostsOfOnePerson(t *testing.T) {
	o := newOffice(t, "北门社区")
	number := id("19680512", 1)
	s := sheet.FromRows("北门社区", grid("姓名|性别|身份证号码|党内职务|联系电话\n张三|男|"+number+"|书记|\n张三|男|"+number+"|居委会主任|13800000001"))
	r := o.read(s)
	p := o.plan(r)
	pr := find(t, p, "duplicate_row")
	if !strings.Contains(pr.Text, "「书记」") || !strings.Contains(pr.Text, "「居委会主任」") || pr.Suggestion() != "合并为一人:党内职务「书记、居委会主任」" || len(pr.Options) != 4 {
		t.Fatalf("%s: %+v", pr.Text, pr.Options)
	}
	for option, want := range map[int]string{0: "书记、居委会主任", 1: "书记", 2: "居委会主任"} {
		if err := p.Settle(pr, intake.Answer{Action: intake.Choose, Option: option}, false); err != nil {
			t.Fatal(err)
		}
		op := o.plan(r).Operation("", "", intake.AcceptSure)
		if len(op.Changes) != 1 || op.Changes[0].After.Get("party_post").Canonical() != want || op.Changes[0].After.Get("phone").Canonical() != "13800000001" {
			t.Errorf("option %d: %+v", option, op.Changes)
		}
		r.TakeBackAll()
	}
	if err := p.Settle(pr, intake.Answer{Action: intake.Choose}, false); err != nil {
		t.Fatal(err)
	}
	o.apply(o.plan(r).Operation("", "", intake.AcceptSure))
	if again := o.plan(o.read(s)); again.Counts.Same != 2 || len(again.Operation("", "", intake.AcceptAll).Changes) != 0 {
		t.Errorf("imported again: %s", outcome(again))
	}
	lost := sheet.FromRows("北门社区", grid("姓名|性别|身份证号码|党内职务\n张三|男|"+number+"|书记"))
	if one := o.plan(o.read(lost)); one.Counts.Changed != 1 {
		t.Errorf("a post that is given up: %s", outcome(one))
	}
}

// TestTwoPostsAreJoinedWhereNobodyIsAsked: one ID number on two rows is one person, whose posts are joined with -accept all
// and where a clerk leaves it as it stands; of namesakes without ID numbers a clerk is asked.
func TestTwoPostsAreJoinedWhereNobodyIsAsked(t *testing.T) {
	number := id("19680512", 1)
	for cells, want := range map[string]string{number: "书记、居委会主任", "": "书记"} {
		o := newOffice(t, "北门社区")
		s := sheet.FromRows("北门社区", grid("姓名|出生年月|身份证号码|党内职务\n张三|1968-05|"+cells+"|书记\n张三|1968-05|"+cells+"|居委会主任"))
		r := o.read(s)
		p := o.plan(r)
		if err := p.Settle(find(t, p, "duplicate_row"), intake.Answer{Action: intake.Keep}, true); err != nil {
			t.Fatal(err)
		}
		for _, op := range []catalog.Operation{p.Operation("", "", intake.AcceptAll), o.plan(r).Operation("", "", intake.AcceptSure)} {
			if len(op.Changes) != 1 || op.Changes[0].After.Get("party_post").Canonical() != want {
				t.Errorf("%q: %+v", cells, op.Changes)
			}
		}
		o.apply(p.Operation("", "", intake.AcceptAll))
		if again := o.plan(o.read(s)); again.Counts.Same != 2 {
			t.Errorf("%q imported again: %s", cells, outcome(again))
		}
	}
}

// TestReturnedSheetsThatDisagree shows what each of two sheets says of a person.
func TestReturnedSheetsThatDisagree(t *testing.T) {
	o := newOffice(t, "北门社区")
	number := id("19680512", 1)
	head := "姓名|性别|身份证号码|联系电话|文化程度\n张三|男|" + number + "|"
	r := o.read(sheet.FromRows("北门社区", grid("社区干部花名册\n"+head+"13800000001|大专")), sheet.FromRows("北门社区(2)", grid("社区干部花名册\n"+head+"13800000002|本科")))
	p := o.plan(r)
	pr := find(t, p, "duplicate_row")
	for _, want := range []string{"联系电话那里是「13800000001」,这里是「13800000002」", "「大学专科」", "「大学本科」"} {
		if !strings.Contains(pr.Text, want) {
			t.Errorf("%s; want %s", pr.Text, want)
		}
	}
	if len(pr.Options) != 3 {
		t.Fatalf("%+v", pr.Options)
	}
	if err := p.Settle(pr, intake.Answer{Action: intake.Choose, Option: 1}, false); err != nil {
		t.Fatal(err)
	}
	op := o.plan(r).Operation("", "", intake.AcceptSure)
	if len(op.Changes) != 1 || op.Changes[0].After.Get("phone").Canonical() != "13800000002" || op.Changes[0].After.Get("education").Canonical() != "20" {
		t.Errorf("%+v", op.Changes)
	}
}

// TestNoCommunityIsAskedOnce: for the whole sheet, and the answer can be taken back.
func TestNoCommunityIsAskedOnce(t *testing.T) {
	o := newOffice(t, "北门社区", "西上社区")
	r := o.read(sheet.FromRows("Sheet1", grid(cadreTitle+"姓名|性别|党内职务\n张三|男|书记\n李四|女|委员\n王五|男|委员")))
	p := o.plan(r)
	before := outcome(p)
	pr := find(t, p, "no_org")
	if len(p.Problems()) != 1 || pr.Rows != 3 || len(pr.Options) != 2 {
		t.Fatalf("%+v", p.Problems())
	}
	for _, c := range []struct {
		answer intake.Answer
		org    string
		new    int
	}{
		{intake.Answer{Action: intake.Choose, Option: 1}, "西上社区", 3}, {intake.Answer{Action: intake.Type, Text: "北门"}, "北门社区", 3}, {intake.Answer{Action: intake.Keep}, "", 3},
	} {
		if err := p.Settle(pr, c.answer, false); err != nil {
			t.Fatal(err)
		}
		settled := o.plan(r)
		name := ""
		for _, rec := range o.records[ledger.Org] {
			if rec.ID == settled.Tables[0].Rows[0].After().Get("org").Canonical() {
				name = rec.Label()
			}
		}
		if settled.Counts.New != c.new || name != c.org || len(settled.Problems()) != 0 || len(r.Settled()) != 1 {
			t.Errorf("%+v: %s in %q, %d decisions", c.answer, outcome(settled), name, len(r.Settled()))
		}
		r.TakeBack(0)
		if back := outcome(o.plan(r)); back != before {
			t.Errorf("taken back: %s", back)
		}
	}
	if p.Settle(pr, intake.Answer{Action: intake.Type, Text: " "}, false) == nil {
		t.Error("a community without a name was taken")
	}
}

// TestDatesInDoubtAreAskedOnceAColumn: 05/03/1970 may be in May or in March, in all rows alike; what an ID number or
// another date of the column tells is not asked.
func TestDatesInDoubtAreAskedOnceAColumn(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|出生日期|党内职务\n张三|男|05/03/1970|书记\n李四|女|06/07/1971|委员\n王五|男|1972-08-09|委员")))
	p := o.plan(r)
	pr := find(t, p, "date_month")
	if len(p.Problems()) != 1 || pr.Rows != 2 {
		t.Fatalf("%+v", p.Problems())
	}
	if err := p.Settle(pr, intake.Answer{Action: intake.Choose, Option: 1}, false); err != nil {
		t.Fatal(err)
	}
	p = o.plan(r)
	if got(p, 0, "birth") != "1970年3月5日" || got(p, 1, "birth") != "1971年7月6日" || len(p.Problems()) != 0 || len(r.Settled()) != 1 {
		t.Errorf("%s %s, %+v", got(p, 0, "birth"), got(p, 1, "birth"), p.Problems())
	}
	r.TakeBack(0)
	if p = o.plan(r); len(p.Problems()) != 1 {
		t.Errorf("taken back: %+v", p.Problems())
	}

	r = o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|出生日期|党内职务\n张三|男|05/03/1970|书记\n李四|女|25/07/1971|委员")))
	if p = o.plan(r); got(p, 0, "birth") != "1970年3月5日" || p.Counts.New != 2 {
		t.Errorf("settled by the column: %s, %s", got(p, 0, "birth"), outcome(p))
	}
	lost := catalog.Cell{Type: catalog.CellNumber, Text: "4.50999197003051E+17"}
	head := []catalog.Cell{catalog.TextCell("姓名"), catalog.TextCell("出生日期"), catalog.TextCell("身份证号码"), catalog.TextCell("党内职务")}
	for _, birth := range []catalog.Cell{catalog.TextCell("05/03/1970"), catalog.TextCell("03/05/1970")} {
		p = o.plan(o.read(sheet.FromCells("北门社区", [][]catalog.Cell{head, {catalog.TextCell("张三"), birth, lost, catalog.TextCell("书记")}})))
		if got(p, 0, "birth") != "1970年3月5日" || strings.Contains(outcome(p), "date_month ") {
			t.Errorf("%s beside a number without its last digits: %s, %s", birth.Text, got(p, 0, "birth"), outcome(p))
		}
	}
}

// TestYearIsTakenBack: the year of a sheet with columns for months is a decision like others.
func TestYearIsTakenBack(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("北门社区", grid("党费收缴情况表\n姓名|核算基数(元)|1月|2月\n张三|3000|15|15")))
	p := o.plan(r)
	before := outcome(p)
	pr := find(t, p, "year")
	if err := p.Settle(pr, intake.Answer{Action: intake.Choose, Option: 1}, false); err != nil {
		t.Fatal(err)
	}
	if s := r.Settled(); len(s) != 1 || s[0].How != pr.Options[1].Text || r.Files[0].Tables[0].Year != today.Year-1 {
		t.Fatalf("%+v", s)
	}
	r.TakeBack(0)
	if p = o.plan(r); outcome(p) != before || len(r.Settled()) != 0 || find(t, p, "year").Text != pr.Text {
		t.Errorf("taken back: %s, was %s", outcome(p), before)
	}
}

// TestListsNameNewRecordsOfTheSameWorkbook: units and activities in one workbook are linked at once, whichever comes
// first, and a second import changes nothing.
func TestListsNameNewRecordsOfTheSameWorkbook(t *testing.T) {
	o := newOffice(t, "北门社区")
	sheets := []*sheet.Sheet{
		sheet.FromRows("活动", grid("共驻共建活动登记表\n活动时间|社区|活动名称|活动类型|参加单位\n2003-01-15|北门社区|法律进社区|法律进社区|容城法院、国税分局、无名单位")),
		sheet.FromRows("单位", grid("共建单位登记表\n共建单位名称|单位性质|法人代表|联系电话\n容城法院|机关|张三|0777-2880001\n国税分局|机关|李四|0777-2880002")),
	}
	p := o.plan(o.read(sheets...))
	op := p.Operation("", "", intake.AcceptAll)
	ids, links := map[string]string{}, []catalog.Link{}
	for _, c := range op.Changes {
		switch c.After.Kind {
		case ledger.Partner:
			ids[c.After.Label()] = c.After.ID
		case ledger.Activity:
			links = catalog.LinksOf(c.After.Kind.Field("partners").Type, c.After.Get("partners"))
		}
	}
	if len(ids) != 2 || len(links) != 3 || links[0].ID != ids["容城法院"] || links[1].ID != ids["国税分局"] || links[2].ID != "" || links[2].Words != "无名单位" {
		t.Fatalf("%v %+v\n%s", ids, links, outcome(p))
	}
	o.apply(op)
	if again := o.plan(o.read(sheets...)); len(again.Operation("", "", intake.AcceptAll).Changes) != 0 {
		t.Errorf("imported again: %s", outcome(again))
	}
}
