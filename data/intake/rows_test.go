package intake_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// openUgly returns the first sheet of a workbook of testdata/ugly.
func openUgly(t *testing.T, name string) *sheet.Sheet {
	t.Helper()
	book, err := sheet.Open(context.Background(), filepath.Join("testdata", "ugly", name), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return book.Sheets[0]
}

func choice(t *testing.T, table *intake.Table, key string) intake.Choice {
	t.Helper()
	for _, c := range table.Choices() {
		if strings.HasPrefix(c.Key, key) {
			return c
		}
	}
	t.Fatalf("no choice %q among %v", key, table.Choices())
	return intake.Choice{}
}

func decide(t *testing.T, table *intake.Table, key string, option int) {
	t.Helper()
	if err := table.Decide(choice(t, table, key).Key, option); err != nil {
		t.Fatal(err)
	}
}

// TestLinesAreOverruled: records of two lines are read as rows of one if a clerk says so, also the next time, and as
// records of two lines when that is forgotten.
func TestLinesAreOverruled(t *testing.T) {
	s := openUgly(t, "record_in_two_lines.xlsx")
	memory := intake.NewMemory(settings{})
	o := newOffice(t, "北门社区")
	r := o.readAs(intake.Options{Memory: memory}, s)
	table := r.Files[0].Tables[0]
	p := o.plan(r)
	if p.Counts.Rows != 4 || got(p, 0, "id_number") == "" || table.Sheet.Cols() != s.Cols()+4 {
		t.Fatalf("%+v, ID number %q", p.Counts, got(p, 0, "id_number"))
	}
	if why := p.Row(table.Sheet, 4).Reason; why != "接在第 4 行后面,与它是同一条记录" {
		t.Errorf("the second line: %s", why)
	}
	shape := table.Shape()
	decide(t, table, "lines", 1)
	if p = o.plan(r); p.Counts.Rows != 8 || got(p, 0, "id_number") != "" || table.Sheet != s || table.Shape() != shape {
		t.Errorf("a row each: %+v, ID number %q", p.Counts, got(p, 0, "id_number"))
	}
	checkPlan(t, p)
	if err := r.Remember(context.Background(), noon); err != nil {
		t.Fatal(err)
	}
	r = o.readAs(intake.Options{Memory: memory}, s)
	table = r.Files[0].Tables[0]
	if choice(t, table, "lines").Chosen != 1 || table.Recalled() == nil {
		t.Error("it was forgotten")
	}
	if words := table.Recalled().Words(ledger.All()); !slices.Contains(words, "每行是一条记录") {
		t.Errorf("%q", words)
	}
	if err := table.Forget(context.Background()); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); got(p, 0, "id_number") == "" {
		t.Error("it was not forgotten")
	}
	if table.Decide("lines", 2) == nil || table.Decide("no_such", 0) == nil {
		t.Error("a wrong choice was taken")
	}
}

// TestFurtherRowsAreOverruled: a row that was joined to the one above is a record if a clerk says so, and the other way
// round.
func TestFurtherRowsAreOverruled(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|党内职务|联系电话|家庭住址|备注\n张三|男|书记|13800000001|北门街|\n|||13900000002||\n李四|女|委员|13800000003|文化路|")))
	table := r.Files[0].Tables[0]
	if p := o.plan(r); p.Counts.Rows != 2 || got(p, 0, "phone") != "13800000001、13900000002" {
		t.Fatalf("%s, phone %s", outcome(p), got(p, 0, "phone"))
	}
	table.LeaveOut(3, false)
	if p := o.plan(r); p.Counts.Rows != 3 || p.Counts.Broken != 1 {
		t.Errorf("as a record: %s", outcome(p))
	}
	if err := table.Continue(3); err != nil {
		t.Fatal(err)
	}
	if err := table.Continue(4); err != nil {
		t.Fatal(err)
	}
	if p := o.plan(r); p.Counts.Rows != 1 || got(p, 0, "phone") != "13800000001、13900000002、13800000003" || got(p, 0, "address") != "北门街文化路" {
		t.Errorf("all one: %s, phone %s", outcome(p), got(p, 0, "phone"))
	}
	if err := table.Continue(2); err == nil || catalog.Message(err) == "" {
		t.Error("the first record goes on with nothing")
	}
}

// TestRowsThatAreRecords: rows without a name, or under a merged one, that are no rest of the row above them.
func TestRowsThatAreRecords(t *testing.T) {
	number := id("19680512", 1)
	for name, c := range map[string]struct {
		rows   string
		merges []string
		kind   *catalog.Kind
		want   int
	}{
		"a name was forgotten":             {cadreTitle + "序号|姓名|性别|身份证号码|联系电话\n1|张三|男|" + number + "|13800000001\n2||女|" + id("19700512", 2) + "|13800000002", nil, nil, 2},
		"a serial number of its own":       {cadreTitle + "序号|姓名|性别|党内职务|联系电话|住址\n1|张三|男|书记|13800000001|北门街\n2||||13800000002|", nil, nil, 2},
		"two numbers under one name":       {cadreTitle + "姓名|性别|身份证号码|联系电话\n张三|男|" + number + "|13800000001\n|男|" + id("19700512", 3) + "|13800000002", []string{"A3:A4"}, nil, 2},
		"two transfers of one person":      {"组织关系转接登记表\n姓名|转接类型|转出单位|转入单位|转接日期\n张三|转入|县医院|北门社区|2003-05-12\n|转出|北门社区|县医院|2003-08-12", []string{"A3:A4"}, ledger.Transfer, 2},
		"as much as a short record has":    {cadreTitle + "姓名|性别|党内职务|联系电话|家庭住址\n张三|男|书记|13800000001|北门街\n|||13800000002|文化路", nil, nil, 2},
		"a phone that the row above lacks": {cadreTitle + "姓名|性别|党内职务|联系电话|家庭住址|备注\n张三|男|书记||北门街|\n|||13900000002||", nil, nil, 2},
	} {
		o := newOffice(t, "北门社区")
		p := o.plan(o.readAs(intake.Options{Kind: c.kind}, sheet.FromRows("北门社区", grid(c.rows), c.merges...)))
		if p.Counts.Rows != c.want {
			t.Errorf("%s: %d rows, want %d: %s", name, p.Counts.Rows, c.want, outcome(p))
		}
	}
}

// TestGroupsBetweenRecordsOfTwoLines: below a record that lacks its second line a group is a group, not that line.
func TestGroupsBetweenRecordsOfTwoLines(t *testing.T) {
	rows := "北门社区党员花名册\n姓名|性别|民族\n|身份证号码|入党时间\n张三|男|汉族\n|" + id("19680512", 1) + "|1993-06-28\n李四|男|汉族\n|" + id("19680512", 3) +
		"|1993-06-28\n赵六|男|壮族\n离退休党员||\n王五|男|汉族\n|" + id("19680512", 5) + "|1993-06-28"
	o := newOffice(t, "北门社区")
	p := o.plan(o.read(sheet.FromRows("北门社区", grid(rows))))
	if p.Counts.Rows != 4 || got(p, 2, "name") != "赵六" || got(p, 2, "class") != "" || got(p, 3, "class") != "离退休党员" || got(p, 3, "id_number") != id("19680512", 5) {
		t.Errorf("%s: %s, then %s of %s", outcome(p), got(p, 2, "name"), got(p, 3, "name"), got(p, 3, "class"))
	}
}

// TestTwoValuesAreAsked: where the rows of a record say two things, the first is taken, and the other one kept.
func TestTwoValuesAreAsked(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(openUgly(t, "post_and_schooling_over_merged_names.xlsx"))
	p := o.plan(r)
	pr := find(t, p, "two_values")
	if got(p, 0, "education") != "大学专科" || got(p, 0, "note") != "文化程度另写:本科" || pr.Suggestion() != "大学本科" {
		t.Fatalf("education %s, note %s, suggestion %s", got(p, 0, "education"), got(p, 0, "note"), pr.Suggestion())
	}
	if err := p.Settle(pr, intake.Answer{Action: intake.Choose}, false); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); got(p, 0, "education") != "大学本科" || p.Counts.Doubtful != 0 {
		t.Errorf("education %s: %s", got(p, 0, "education"), outcome(p))
	}
}

// TestColoursAreConfirmed: what a legend says is asked once for each colour, and can be taken back.
func TestColoursAreConfirmed(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(openUgly(t, "colours_with_a_legend.xlsx"))
	p := o.plan(r)
	pr := find(t, p, "colour")
	if pr.Rows != 2 || len(p.Problems()) != 2 || p.Counts.Doubtful != 3 {
		t.Fatalf("%+v: %s", pr, outcome(p))
	}
	settle := func(a intake.Answer) *intake.Plan {
		t.Helper()
		p := o.plan(r)
		if err := p.Settle(find(t, p, "colour"), a, false); err != nil {
			t.Fatal(err)
		}
		return o.plan(r)
	}
	if p = settle(intake.Answer{Action: intake.Choose}); got(p, 2, "political_status") != "中共预备党员" || p.Counts.Doubtful != 1 {
		t.Errorf("%s: %s", got(p, 2, "political_status"), outcome(p))
	}
	r.TakeBack(0)
	if p = settle(intake.Answer{Action: intake.Choose, Option: 1}); got(p, 2, "political_status") != "" || got(p, 5, "political_status") != "" {
		t.Errorf("ignored: %s", outcome(p))
	}
	r.TakeBack(0)
	if p = settle(intake.Answer{Action: intake.Choose, Option: 2}); got(p, 2, "note") != "预备党员" || got(p, 2, "political_status") != "" {
		t.Errorf("in the notes: %s", got(p, 2, "note"))
	}
	r.TakeBack(0)
	if p = o.plan(r); p.Counts.Doubtful != 3 || got(p, 2, "political_status") != "中共预备党员" {
		t.Errorf("taken back: %s", outcome(p))
	}
}

// TestColoursWithoutALegend: nothing is asked; the colour goes into the notes if a clerk says so, the next time too.
func TestColoursWithoutALegend(t *testing.T) {
	s := openUgly(t, "colours_without_a_legend.xlsx")
	opt := intake.Options{Memory: intake.NewMemory(settings{})}
	o := newOffice(t, "北门社区")
	r := o.readAs(opt, s)
	if p := o.plan(r); p.Counts.New != p.Counts.Rows {
		t.Fatal(outcome(p))
	}
	decide(t, r.Files[0].Tables[0], "colour:黄色底", 1)
	p := o.plan(r)
	if got(p, 1, "note") != "黄色底" || got(p, 0, "note") != "" || got(p, 6, "note") != "" {
		t.Errorf("notes %q, %q, %q", got(p, 0, "note"), got(p, 1, "note"), got(p, 6, "note"))
	}
	o.apply(p.Operation("", "", intake.AcceptSure))
	if err := r.Remember(context.Background(), noon); err != nil {
		t.Fatal(err)
	}
	again := o.plan(o.readAs(opt, s))
	if again.Counts.Same != again.Counts.Rows {
		t.Errorf("a second import: %s", outcome(again))
	}
}

// TestCommentsCanBeLeftOut: comments go into the notes unless a clerk says otherwise.
func TestCommentsCanBeLeftOut(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(openUgly(t, "comments_on_cells.xlsx"))
	table := r.Files[0].Tables[0]
	if p := o.plan(r); got(p, 1, "note") != "联系电话批注:停机,改打 0771-5960001" || got(p, 2, "note") != "批注:2003年8月已调镇里" {
		t.Errorf("notes %q and %q", got(p, 1, "note"), got(p, 2, "note"))
	}
	if list := table.Sheet.CommentsIn(3); len(list) != 1 || list[0].Col != 5 {
		t.Errorf("%v", list)
	}
	decide(t, table, "comments", 1)
	if p := o.plan(r); got(p, 1, "note") != "" {
		t.Errorf("left out: %q", got(p, 1, "note"))
	}
}

// TestLostCommentsAreTold: a comment where no table is, or on a form that is put together with others.
func TestLostCommentsAreTold(t *testing.T) {
	s := sheet.FromRows("说明", grid("请各社区认真填写\n\n谢谢"))
	s.Comments = []sheet.Comment{{Row: 2, Col: 0, Text: "不客气"}}
	r := newOffice(t).read(s)
	if w := r.Files[0].Warnings; len(w) != 1 || !strings.Contains(w[0], "A3「不客气」") {
		t.Errorf("%q", w)
	}
}

// TestDutyTables: what can't be a register says so, and becomes one if a clerk says of which kind.
func TestDutyTables(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(openUgly(t, "office_duty_table_is_no_ledger.xlsx"))
	table := r.Files[0].Tables[0]
	if r.Files[0].Err == nil || table.Included || table.Kind != nil {
		t.Fatalf("%+v", table)
	}
	table.SetKind(ledger.Safety)
	p := o.plan(r)
	if p.Counts.Rows != 10 || got(p, 0, "date") != "2003年10月1日" || got(p, 0, "type") != "巡逻" || p.Counts.Broken != 0 {
		t.Errorf("%s, on %s", outcome(p), got(p, 0, "date"))
	}
	days := "时段|1|2|3|4|5|6|7|8\n夜间|张三|李四|王五|张三|李四|王五|张三|李四"
	for title, want := range map[string]string{
		"北门社区治安巡逻值班表":         "没有写明是哪年哪月",
		"北门社区2003年9月治安巡逻值班表":  "",
		"北门社区工作人员考勤表2003年9月":  "考勤表",
		"北门社区2003年9月值班表":      "像一张值班表",
		"北门社区治安巡逻表(2003年9月份)": "",
	} {
		r := o.read(sheet.FromRows("Sheet1", grid(title+"\n"+days)))
		got := ""
		if r.Files[0].Err != nil {
			got = catalog.Message(r.Files[0].Err)
		}
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

// TestDutyFromOneMonthToTheNext: days that begin anew are of the next month.
func TestDutyFromOneMonthToTheNext(t *testing.T) {
	o := newOffice(t, "北门社区")
	p := o.plan(o.read(sheet.FromRows("Sheet1", grid("北门社区2003年8月治安巡逻值班表\n时段|28日|29日|30日|31日|1日|2日|3日\n夜间|张三|李四|王五|张三|李四、王五|休|"))))
	var days []string
	for i := range p.Counts.Rows {
		days = append(days, got(p, i, "date"))
	}
	if want := "2003年8月28日 2003年8月29日 2003年8月30日 2003年8月31日 2003年9月1日"; strings.Join(days, " ") != want {
		t.Errorf("%q, want %q", days, want)
	}
}
