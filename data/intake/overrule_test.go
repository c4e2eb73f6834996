package intake_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

func TestColumnsAreOverruled(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|党内职务|电话一|电话二|爱好\n张三|男|书记|13800000001|13900000002|下棋")))
	table := r.Files[0].Tables[0]
	if got(o.plan(r), 0, "phone") != "13800000001" {
		t.Fatalf("phone %s before any choice", got(o.plan(r), 0, "phone"))
	}
	if err := table.SetField(4, "phone"); err != nil {
		t.Fatal(err)
	}
	if err := table.SetNote(5); err != nil {
		t.Fatal(err)
	}
	p := o.plan(r)
	if got(p, 0, "phone") != "13900000002" || got(p, 0, "note") != "爱好:下棋" || table.Columns[3].Mapped() {
		t.Errorf("phone %s, note %s, %+v", got(p, 0, "phone"), got(p, 0, "note"), table.Columns[3])
	}
	if err := table.SetField(2, ""); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); got(p, 0, "party_post") != "" {
		t.Errorf("a column that is not stored gives %s", got(p, 0, "party_post"))
	}
	if table.SetField(2, "no_such_field") == nil || table.SetField(99, "phone") == nil || table.SetNote(-1) == nil {
		t.Error("a wrong choice was taken")
	}
	o.apply(p.Operation("", "", intake.AcceptAll))
	if p = o.plan(r); p.Counts.Rows != 1 {
		t.Errorf("%+v", p.Counts)
	}
	r2 := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|党内职务|电话一|电话二|爱好\n张三|男|书记|13800000001|13900000002|下棋")))
	if err := r2.Files[0].Tables[0].SetField(2, ""); err != nil {
		t.Fatal(err)
	}
	_ = r2.Files[0].Tables[0].SetField(4, "phone")
	_ = r2.Files[0].Tables[0].SetNote(5)
	if p = o.plan(r2); p.Counts.Same != 1 {
		t.Errorf("a second import with notes: %s", outcome(p))
	}
}

func TestRowsTablesAndCommunitiesAreOverruled(t *testing.T) {
	o := newOffice(t, "北门社区", "西上社区")
	r := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|党内职务\n张三|男|书记\n合计|女|\n李四|女|委员")))
	table := r.Files[0].Tables[0]
	table.LeaveOut(2, true)
	table.LeaveOut(3, false)
	p := o.plan(r)
	if p.Counts.Rows != 2 || got(p, 0, "name") != "合计" {
		t.Errorf("%+v, %s", p.Counts, outcome(p))
	}
	if f := p.Row(table.Sheet, 2); f.Role != intake.RoleLeftOut || f.Reason == "" || f.Record != nil {
		t.Errorf("%+v", f)
	}
	table.LeaveOut(2, false)
	table.SetOrg("西上社区")
	if p = o.plan(r); got(p, 0, "org") != "org-2" || p.Counts.Rows != 3 {
		t.Errorf("community %s of %d rows", got(p, 0, "org"), p.Counts.Rows)
	}
	table.Include(false)
	if p = o.plan(r); p.Counts.Rows != 0 || !strings.Contains(p.Sentence(), "没有要新增") {
		t.Errorf("%+v %s", p.Counts, p.Sentence())
	}
}

func TestProblemsAreSettled(t *testing.T) {
	o := newOffice(t, "北门社区")
	number := id("19680512", 1)
	s := sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|出生年月|身份证号码|党内职务\n张三|女|1968-05|"+number+"|书记\n李四|女|不详||委员\n王五|女|1970-01|"+id("19700101", 1)+"|委员\n|男|||委员"))
	r := o.read(s)
	p := o.plan(r)
	if outcome(p) != "存疑 B3:id_sex | 存疑 C4:date | 存疑 B5:id_sex | 有错 A6:required" {
		t.Fatal(outcome(p))
	}
	find := func(p *intake.Plan, row int) intake.Problem {
		for _, pr := range p.Problems() {
			if pr.Row == row {
				return pr
			}
		}
		t.Fatalf("row %d has no problem", row+1)
		return intake.Problem{}
	}
	settle := func(pr intake.Problem, a intake.Answer, alike bool) {
		t.Helper()
		if err := p.Settle(pr, a, alike); err != nil {
			t.Fatal(err)
		}
		p = o.plan(r)
	}
	settle(find(p, 2), intake.Answer{Action: intake.Choose}, true)
	if outcome(p) != "新增 | 存疑 C4:date | 新增 | 有错 A6:required" || got(p, 0, "sex") != "男" || got(p, 2, "sex") != "男" {
		t.Errorf("after one answer for all alike: %s, %s", outcome(p), got(p, 2, "sex"))
	}
	if err := p.Settle(find(p, 3), intake.Answer{Action: intake.Type, Text: "某年"}, false); err == nil {
		t.Error("a date that is none was taken")
	}
	if err := p.Settle(find(p, 3), intake.Answer{Action: intake.Choose}, false); err == nil {
		t.Error("an option that is not there was taken")
	}
	keep := find(p, 3)
	settle(keep, intake.Answer{Action: intake.Keep}, false)
	if outcome(p) != "新增 | 新增 | 新增 | 有错 A6:required" || got(p, 1, "birth") != "不详" {
		t.Errorf("kept as it stands: %s, %s", outcome(p), got(p, 1, "birth"))
	}
	settle(keep, intake.Answer{Action: intake.Clear}, false)
	if got(p, 1, "birth") != "" {
		t.Errorf("cleared: %s", got(p, 1, "birth"))
	}
	settle(keep, intake.Answer{Action: intake.Type, Text: "1971年3月"}, false)
	settle(find(p, 5), intake.Answer{Action: intake.Type, Text: "赵六"}, false)
	if outcome(p) != "新增 | 新增 | 新增 | 新增" || got(p, 1, "birth") != "1971年3月" || got(p, 3, "name") != "赵六" {
		t.Errorf("typed: %s, %s", outcome(p), got(p, 1, "birth"))
	}
	if err := r.Files[0].Tables[0].SetValue(3, "org", "没有的社区"); err == nil {
		t.Error("a community that is not there was taken")
	}
	if pr, ok := p.CellProblem(s, 3, 2); ok {
		t.Errorf("a settled cell still has the problem %s", pr.Text)
	}
}

func TestATypedNameIsLookedUpAnew(t *testing.T) {
	o := newOffice(t, "北门社区")
	o.add(ledger.Cadre, "name", "王五", "birth", "1970-01", "org", "org-1", "party_post", "委员")
	r := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|出生年月|党内职务\n王伍|1970-01|委员")))
	if p := o.plan(r); p.Counts.New != 1 {
		t.Fatal(outcome(p))
	}
	if err := r.Files[0].Tables[0].SetValue(2, "name", "王五"); err != nil {
		t.Fatal(err)
	}
	if p := o.plan(r); p.Counts.Same != 1 {
		t.Errorf("after the name was put right: %s", outcome(p))
	}
}

func TestTheSamePerson(t *testing.T) {
	for _, c := range []struct {
		option int
		fate   intake.Fate
		people int
	}{{0, intake.Changed, 1}, {1, intake.New, 2}} {
		o := newOffice(t, "北门社区")
		o.add(ledger.Cadre, "name", "张三", "org", "org-1", "sex", "男")
		r := o.read(sheet.FromRows("北门社区", grid(cadreTitle+"姓名|出生年月|党内职务\n张三|1968-05|书记")))
		p := o.plan(r)
		if err := p.Settle(p.Problems()[0], intake.Answer{Action: intake.Choose, Option: c.option}, false); err != nil {
			t.Fatal(err)
		}
		p = o.plan(r)
		if p.Tables[0].Rows[0].Fate != c.fate {
			t.Errorf("option %d: %s", c.option, outcome(p))
		}
		o.apply(p.Operation("", "", intake.AcceptSure))
		if len(o.records[ledger.Cadre]) != c.people {
			t.Errorf("option %d: %d people", c.option, len(o.records[ledger.Cadre]))
		}
	}
}

func TestARepeatedRow(t *testing.T) {
	for _, c := range []struct {
		option int
		want   string
		people int
	}{{0, "新增 | 更新", 1}, {1, "新增 | 新增", 2}} {
		o := newOffice(t, "北门社区")
		s := sheet.FromRows("北门社区", grid(cadreTitle+"姓名|出生年月|党内职务|手机\n张三|1968-05|书记|13800000001\n张三|1968-05||13900000002"))
		s2 := sheet.FromRows("北门社区", grid(cadreTitle+"姓名|出生年月|党内职务|手机\n张三|1968-05|书记|\n张三|1968-05||13900000002"))
		r := o.read(s2)
		p := o.plan(r)
		if err := p.Settle(p.Problems()[0], intake.Answer{Action: intake.Choose, Option: c.option}, false); err != nil {
			t.Fatal(err)
		}
		p = o.plan(r)
		if outcome(p) != c.want {
			t.Errorf("option %d: %s", c.option, outcome(p))
		}
		o.apply(p.Operation("", "", intake.AcceptSure))
		if n := len(o.records[ledger.Cadre]); n != c.people || c.people == 1 && o.records[ledger.Cadre][0].Get("phone").Canonical() != "13900000002" {
			t.Errorf("option %d: %d people, %v", c.option, n, o.records[ledger.Cadre])
		}
		o = newOffice(t, "北门社区")
		p = o.plan(o.read(s))
		o.apply(p.Operation("", "", intake.AcceptAll))
		if phone := o.records[ledger.Cadre][0].Get("phone").Canonical(); phone != "13800000001" || len(o.records[ledger.Cadre]) != 1 {
			t.Errorf("a repeated row may only add: phone %s", phone)
		}
	}
}

func TestCommunitiesAndTheirPeopleInOneWorkbook(t *testing.T) {
	o := newOffice(t)
	read := func() *intake.Reading {
		return o.read(
			sheet.FromRows("干部", grid(cadreTitle+"姓名|社区|党内职务\n张三|北门|书记\n李四|西上社区党支部|书记\n王五|新北|书记")),
			sheet.FromRows("党组织", grid("党组织基本情况表\n党支部名称|成立日期|届次\n北门社区党支部|2002-10|一\n西上社区党支部|2002-10|一")))
	}
	p := o.plan(read())
	if p.Counts.New != 5 || len(p.Created) != 1 {
		t.Fatalf("%s, %d made", outcome(p), len(p.Created))
	}
	op := p.Operation("", "", intake.AcceptSure)
	seen := map[string]bool{}
	for _, c := range op.Changes {
		if ref := c.After.Get("org").Canonical(); c.After.Kind == ledger.Cadre && !seen[ref] {
			t.Errorf("%s refers to %q, which is not stored before", c.After.Label(), ref)
		}
		if seen[c.After.ID] {
			t.Errorf("two records with the id %s", c.After.ID)
		}
		seen[c.After.ID] = true
	}
	o.apply(op)
	if p = o.plan(read()); p.Counts.Same != 5 || len(p.Created) != 0 {
		t.Errorf("a second import: %s, %d made", outcome(p), len(p.Created))
	}
}

func TestSeveralFiles(t *testing.T) {
	o := newOffice(t, "北门社区")
	s := func() *sheet.Book {
		return &sheet.Book{Sheets: []*sheet.Sheet{sheet.FromRows("北门社区", grid(cadreTitle+"姓名|出生年月|党内职务\n张三|1968-05|书记"))}}
	}
	r, err := intake.Recognise(t.Context(), []intake.Source{{Name: "甲.xlsx", Book: s()}, {Name: "乙.xlsx", Book: s()},
		{Name: "丙.xlsx", Err: catalog.Refuse("broken_file", "「丙.xlsx」打不开")}}, o, intake.Options{Kinds: ledger.All(), Today: today})
	if err != nil {
		t.Fatal(err)
	}
	p := o.plan(r)
	if outcome(p) != "新增 | 存疑 A3:duplicate_row" {
		t.Errorf("one person in two files: %s", outcome(p))
	}
	rep := p.Report("op-1")
	if len(rep.Files) != 3 || rep.Files[2].Error == nil || *rep.Op != "op-1" || len(rep.Files[1].Tables) != 1 {
		t.Errorf("%+v", rep)
	}
	if op := p.Operation("", "", intake.AcceptSure); op.Label != "导入 甲.xlsx 等 3 个文件 1 人" {
		t.Errorf("label %q", op.Label)
	}
}

// TestLabelOfSeveralKinds: numbers alone would not say of what.
func TestLabelOfSeveralKinds(t *testing.T) {
	o := newOffice(t, "北门社区")
	p := o.plan(o.read(
		sheet.FromRows("干部", grid("北门社区干部花名册\n姓名|出生年月|党内职务\n张三|1968-05|书记")),
		sheet.FromRows("服务", grid("北门社区服务登记表\n服务时间|服务项目|服务人次\n2003-05-12|理发|12\n2003-06-12|义诊|30"))))
	if op := p.Operation("", "", intake.AcceptSure); op.Label != "导入 表.xlsx 社区干部 1 人、服务 2 次" {
		t.Errorf("label %q", op.Label)
	}
}

// TestDuesOfNewMembers has the folder of a new office: members and their dues come in one operation.
func TestDuesOfNewMembers(t *testing.T) {
	o := newOffice(t, "北门社区")
	p := o.plan(o.read(
		sheet.FromRows("党员", grid("北门社区党员花名册\n姓名|性别|身份证号码|入党时间|人员类别\n张三|男|450999196805120010|1990-07-01|常住居民党员\n"+
			"李四|女|450999197105120022|1995-07-01|常住居民党员\n李四|女|450999198105120024|2005-07-01|常住居民党员\n王五|男|450999195501010013|1985-07-01|常住居民党员")),
		sheet.FromRows("党费", grid("北门社区党费收缴表\n月份|姓名|身份证号码|应交金额|实交金额\n2026-01|张三|450999196805120010|15|15\n2026-01|李四||15|15\n2026-01|王五||15|15"))))
	op := p.Operation("", "", intake.AcceptAll)
	names := map[string]string{}
	for _, c := range op.Changes {
		if c.After.Kind == ledger.Member {
			names[c.After.ID] = c.After.Label()
		}
	}
	var got []string
	for _, c := range op.Changes {
		if c.After.Kind == ledger.Dues {
			got = append(got, c.After.Label()+" → "+names[c.After.Get("member").Canonical()])
		}
	}
	if s := strings.Join(got, "; "); s != "2026年1月 张三 → 张三; 2026年1月 李四 → ; 2026年1月 王五 → 王五" {
		t.Error(s)
	}
}

// TestStruckOut: a row that is struck through is asked about, and stored if a clerk says so.
func TestStruckOut(t *testing.T) {
	for _, name := range []string{"old_xls_struck_through.xls", "comments_filters_strikes_colours.xlsx"} {
		book, err := sheet.Open(context.Background(), filepath.Join("testdata", "ugly", name), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		o := newOffice(t, "北门社区")
		r := o.read(book.Sheets...)
		for _, c := range r.Files[0].Tables[0].Choices() { // the red of its last row is asked about, too
			if err := r.Files[0].Tables[0].Decide(c.Key, 0); err != nil {
				t.Fatal(err)
			}
		}
		p := o.plan(r)
		pr := find(t, p, "struck")
		if p.Counts.Doubtful != 1 {
			t.Errorf("%s: %s", name, outcome(p))
		}
		if err := p.Settle(pr, intake.Answer{Action: intake.Keep}, false); err != nil {
			t.Fatal(err)
		}
		if p = o.plan(r); p.Counts.New != p.Counts.Rows {
			t.Errorf("%s, kept: %s", name, outcome(p))
		}
	}
}
