package filling_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// headingForm is a form of numbers with some headings, and below them two communities and a total.
func headingForm(t *testing.T, title string, headings ...string) *sheet.Form {
	t.Helper()
	return formOf(t, map[string]string{"A1": title, "A2": "社区", "A3": "北门社区", "A4": "西上社区", "A5": "合计"}, "A2", "B2", headings...)
}

// formOf is a sheet with some words, and headings from a cell on; from top on it is ruled down to row 5.
func formOf(t *testing.T, words map[string]string, top, from string, headings ...string) *sheet.Form {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for cell, text := range words {
		if err := x.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SetSheetRow("Sheet1", from, &headings); err != nil {
		t.Fatal(err)
	}
	box, err := x.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1}, {Type: "bottom", Style: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	last, err := excelize.CoordinatesToCellName(len(headings)+1, 5)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.SetCellStyle("Sheet1", top, last, box); err != nil {
		t.Fatal(err)
	}
	out, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	f, err := sheetOf(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// meant returns what a plan takes the heading of a column for: its keys, or the reason why it stays blank.
func meant(p *filling.Plan, col int) string {
	for _, b := range p.Blanks {
		for i := range b.Columns {
			c := &b.Columns[i]
			if c.OfRow() || c.Col != col {
				continue
			}
			if len(c.Fields) == 0 {
				return "? " + c.Why
			}
			return strings.Join(c.Fields, " ")
		}
	}
	return ""
}

// TestHeadingsOfNumbers: what headings are taken for, all of their words and none by halves.
func TestHeadingsOfNumbers(t *testing.T) {
	o := someOffice(t, 3)
	for heading, want := range map[string]string{
		"党员总数": "members", "中共党员(人)": "members", "其中:女党员": "members sex=2", "党员数(不含预备党员)": "members political_status=01", "党员数(含预备党员)": "members",
		"正式党员": "members political_status=01", "预备党员人数": "members political_status=02", "35岁及以下党员": "members age=0..35", "35岁以下": "age=0..35", "60岁以上": "age=60..",
		"36—45岁": "age=36..45", "36至45周岁党员数": "members age=36..45", "大专及以上": "education=10,20,30", "本科学历": "education=20", "高中、中专": "education=40,41,44,47,60", "高中(含中专)": "education=40,41,44,47,60",
		"高中及以下": "education=40,41,44,47,60,70,80,90", "初中以下": "education=70,80,90", "党龄50年以上": "party_age=50..", "少数民族": "ethnicity!=01", "流动党员数": "member.class=流动党员",
		"社区“两委”干部数": "cadres", "支部书记数(人)": "secretaries", "支部个数": "branches", "社区党支部党员数": "members", "居民户数(户)": "households",
		"走访慰问人次": "topic:visit", "发放慰问金(元)": "visit_money", "参加共建活动人次": "topic:activity", "支部党员大会次数": "meeting.type=支部党员大会", "党课": "meeting.type=党课",
		"入党积极分子": "stage=入党积极分子", "发展党员数": "change_3", "驻区单位": "partners", "志愿服务次数": "activity.type=志愿服务", "9月服务人次": "topic:service months=9..9",
		"党员占比": "? 没有写明占什么的比例", "困难党员": "? 没有说要数什么", "党员志愿者": "? 志愿者没有台账", "注册志愿者人数": "? 志愿者没有台账", "副书记数": "deputy_secretaries", "居委会副主任(人)": "deputy_directors", "书记兼主任": "secretaries post=directors", "联系户数(户)": "linked_households", "一般委员": "? 没有写明是支部的委员还是居委会的委员", "支部委员会委员": "branch_members", "低保户数": "? 没有说要数什么", "党员、干部数": "cadres political_status=01,02",
		"志愿服务队": "? 志愿服务队没有台账", "慰问党员数": "? 说的不止一样", "新建": "? 「新建」不知道指什么",
	} {
		p := read(t, headingForm(t, "社区情况统计表", "党员数", heading, "干部数"), "x.xlsx", o, options())
		if !p.Counts() {
			t.Errorf("%s: no form of numbers", heading)
			continue
		}
		if got := meant(p, 2); got != want && !(strings.HasPrefix(want, "?") && strings.HasPrefix(got, want)) {
			t.Errorf("%s is taken for %s, want %s", heading, got, want)
		}
	}
}

// TestPostsBesideEachOther: 委员 are of the committee whose head or deputies stand beside them, and 书记 of a form by communities is a
// name unless the form counts deputies or members, too.
func TestPostsBesideEachOther(t *testing.T) {
	o := someOffice(t, 3)
	for _, c := range []struct {
		title, want string
		headings    []string
	}{
		{"两委班子统计表", "secretaries|deputy_secretaries|branch_members", []string{"书记", "副书记", "委员"}},
		{"两委班子统计表", "directors|deputy_directors|committee_members", []string{"主任", "副主任", "其他委员"}},
		{"两委班子统计表", "secretaries|directors|? 没有写明是支部的委员还是居委会的委员,留空;可以指定", []string{"书记人数", "主任人数", "委员"}},
		{"党员情况统计表", "org:secretary|org:director|members", []string{"书记", "主任", "党员数"}},
		{"两委班子情况", "org:secretary|? 没有写明要人数还是要姓名,留空;可以指定|political_status=01,02|cadres", []string{"书记", "副书记", "党员数", "干部人数"}},
		{"两委班子情况", "org:secretary|deputy_secretaries|political_status=01,02", []string{"书记", "副书记人数", "党员数"}},
	} {
		p := read(t, headingForm(t, c.title, c.headings...), "x.xlsx", o, options())
		var got []string
		for i := range c.headings {
			got = append(got, meant(p, i+1))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s %v are %s, want %s", c.title, c.headings, s, c.want)
		}
	}
}

// TestBandsOfNeighbours: 35岁以下 takes 35 in unless the next band begins with it.
func TestBandsOfNeighbours(t *testing.T) {
	o := someOffice(t, 3)
	for _, c := range []struct {
		headings []string
		want     string
	}{
		{[]string{"党员数", "35岁以下", "36-45岁", "46岁以上"}, "age=0..35 age=36..45 age=46.."},
		{[]string{"党员数", "35岁以下", "35-45岁", "45岁以上"}, "age=0..34 age=35..45 age=46.."},
		{[]string{"党员数", "35岁及以下", "35岁以上"}, "age=0..35 age=36.."},
		{[]string{"党员数", "35岁以下", "35岁及以上"}, "age=0..34 age=35.."},
		{[]string{"党员数", "高中及以下", "大专及以上"}, "education=40,41,44,47,60,70,80,90 education=10,20,30"},
		{[]string{"党员数", "高中及以下", "中专", "大专及以上"}, "education=44,47,60,70,80,90 education=40,41 education=10,20,30"},
	} {
		p := read(t, headingForm(t, "统计表", c.headings...), "x.xlsx", o, options())
		var got []string
		for i := range c.headings[1:] {
			got = append(got, meant(p, i+2))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v are %s, want %s", c.headings, s, c.want)
		}
	}
}

// TestListsAreNoNumbers: forms for records are not taken for forms of numbers, whatever numbers they ask for besides.
func TestListsAreNoNumbers(t *testing.T) {
	o := someOffice(t, 3)
	for _, c := range []struct {
		title    string
		headings []string
	}{
		{"走访慰问登记表", []string{"日期", "社区", "慰问对象类别", "慰问人次", "慰问金(元)", "慰问品"}},
		{"共建活动一览表", []string{"序号", "活动时间", "活动名称", "参加人数", "备注"}},
		{"社区干部花名册", []string{"姓名", "性别", "党员", "干部", "人数"}},
		{"党组织基本情况表", []string{"社区名称", "党支部名称", "书记", "户数", "人口"}},
		{"慰问金发放表", []string{"社区", "慰问人次", "慰问金"}},
		{"社区服务情况表", []string{"社区", "服务项目", "服务对象", "服务人次", "服务日期"}},
		{"社区服务情况统计表", []string{"社区", "服务项目", "服务对象", "服务人次", "服务地点"}},
		{"驻区单位情况统计表", []string{"单位名称", "联系人", "联系电话", "职工人数", "党员人数"}},
		{"社区制度情况表", []string{"社区", "制度名称", "状态", "张贴地点"}},
	} {
		p, err := filling.Read(t.Context(), plainForm(t, c.title, c.headings), "x.xlsx", o, options())
		if err == nil && p.Counts() {
			t.Errorf("%s is taken for a form of numbers: %s", c.title, p.KindWhy)
		}
	}
}

// TestNumbersAreOverruled: a heading is overruled in words or keys; that is remembered for forms with the same headings, and can
// be forgotten; -kind makes it a form of records.
func TestNumbersAreOverruled(t *testing.T) {
	o := someOffice(t, 9)
	opt := options()
	opt.Memory = memory{}
	again := func() *filling.Plan {
		return read(t, headingForm(t, "统计表", "党员数", "志愿者", "书记数"), "x.xlsx", o, opt)
	}
	p := again()
	if got := meant(p, 2); !strings.HasPrefix(got, "? 志愿者没有台账") {
		t.Fatalf("志愿者 are %s", got)
	}
	for words, want := range map[string]string{"女党员": "members sex=2", "cadres+sex=2": "cadres sex=2", "户数": "households", "": "? 已指定不填", "办公电话": "org:phone"} {
		for _, column := range []string{"C", "志愿者"} {
			if err := p.Set(t.Context(), column, words); err != nil {
				t.Fatalf("%s=%s: %v", column, words, err)
			}
			if got := meant(p, 2); got != want {
				t.Errorf("%q makes it %s, want %s", words, got, want)
			}
		}
	}
	for _, c := range [][2]string{{"C", "没有这样的数"}, {"Z", "女党员"}, {"3", "女党员"}} { // row 3 is of a community
		if err := p.Set(t.Context(), c[0], c[1]); err == nil {
			t.Errorf("%s=%s was taken", c[0], c[1])
		}
	}
	if err := p.Set(t.Context(), "志愿者", "女党员"); err != nil {
		t.Fatal(err)
	}
	if err := p.Remember(t.Context()); err != nil {
		t.Fatal(err)
	}
	if q := again(); meant(q, 2) != "members sex=2" || !q.Recalled() {
		t.Errorf("remembered is %s", meant(q, 2))
	}
	list, err := filling.Recall(t.Context(), opt.Memory)
	if err != nil || len(list) != 1 || !slices.Equal(list[0].Words(opt.Kinds), []string{"「志愿者」数「党员」(党员台账),性别女"}) {
		t.Errorf("%v %v", list, err)
	}
	if err := p.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	if q := again(); q.Recalled() {
		t.Error("it was not forgotten")
	}
	opt.Kind = opt.Kinds[0]
	if q, err := filling.Read(t.Context(), headingForm(t, "统计表", "党员数", "干部数"), "x.xlsx", o, opt); err == nil && q.Counts() {
		t.Error("a kind was asked for")
	}
	opt.Kind, opt.Numbers = nil, true
	if _, err := filling.Read(t.Context(), form(t, "tall-rows.xlsx"), "x.xlsx", o, opt); err == nil {
		t.Error("numbers were asked for, and there are none")
	}
}

// TestWhatStandsThere: numbers that are written in stay and are compared, formulas stay, dashes stay.
func TestWhatStandsThere(t *testing.T) {
	o := someOffice(t, 9) // 5 in 北门, 4 in 西上
	f := headingForm(t, "统计表", "党员数", "女党员", "干部数")
	out, err := excelize.OpenReader(strings.NewReader(written(t, f)))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	for _, err := range []error{out.SetCellInt("Sheet1", "B3", 5), out.SetCellInt("Sheet1", "B4", 9), out.SetCellStr("Sheet1", "C3", "—"), out.SetCellFormula("Sheet1", "D5", "SUM(D3:D4)"), out.SetCellInt("Sheet1", "D3", 0)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	text, err := out.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	g, err := sheetOf(text.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	done := fill(t, g, read(t, g, "x.xlsx", o, options()), filling.Job{})
	s := done.book.Sheets[0]
	wantRow(t, s, 3, "北门社区", "5", "—", "5")
	wantRow(t, s, 4, "西上社区", "9", s.Cell(3, 2).Text, "4")
	wantRow(t, s, 5, "合计", "9", s.Cell(4, 2).Text, "9")
	var said []string
	for _, m := range done.results[0].Missing {
		said = append(said, m.Cell+" "+m.Problem)
	}
	want := []string{"C3 表里写的是「—」,统计是 3,没有改", "B4 表里写的是「9」,统计是 4,没有改"}
	if !slices.Equal(said, want) {
		t.Errorf("said is %q, want %q", said, want)
	}
}

func written(t *testing.T, f *sheet.Form) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.xlsx")
	w, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestNumbersOfACommunity: one community alone, and a copy of the form for each.
func TestNumbersOfACommunity(t *testing.T) {
	o := someOffice(t, 9)
	f := form(t, "party-statistics-communities.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	jobs, err := p.CountJobs(t.Context(), "", true)
	if err != nil || len(jobs) != 2 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	done := fill(t, f, p, jobs...)
	for i, want := range []string{"5", "4"} {
		s := done.book.Sheets[i]
		if got := s.Cell(5, 3).Text; got != want || s.Name != jobs[i].Sheet {
			t.Errorf("%s has %s members, want %s", s.Name, got, want)
		}
	}
	if got := done.book.Sheets[1].Cell(1, 0).Text; got != "填报单位:容城镇西上社区" {
		t.Errorf("the unit is %q", got)
	}
	// A form with the communities in it: that of one is filled, the others stay blank.
	g := headingForm(t, "统计表", "党员数", "干部数", "女党员")
	q := read(t, g, "x.xlsx", o, options())
	one := fill(t, g, q, filling.Job{Org: o[1]})
	wantRow(t, one.book.Sheets[0], 3, "北门社区")
	wantRow(t, one.book.Sheets[0], 4, "西上社区", "4", "4", one.book.Sheets[0].Cell(3, 3).Text)
	if got := one.book.Sheets[0].Cell(4, 1).Text; got != "4" {
		t.Errorf("the total of one community is %s", got)
	}
}

// TestPeriods: the period of logs is that of the title, and can be overruled.
func TestPeriods(t *testing.T) {
	o := append(someOffice(t, 1),
		record(t, visitKind(t), "v1", map[string]string{"date": "2003-01-20", "org": "o1", "category": "老年人", "count": "3"}),
		record(t, visitKind(t), "v2", map[string]string{"date": "2002-12-20", "org": "o1", "category": "老年人", "count": "10"}),
		record(t, visitKind(t), "v3", map[string]string{"date": "2003-08-20", "org": "o1", "category": "老年人", "count": "100"}))
	for _, c := range []struct{ title, from, to, want string }{
		{"统计表", "", "", "113"}, {"2003年统计表", "", "", "103"}, {"2003年上半年统计表", "", "", "3"}, {"2003年第三季度统计表", "", "", "100"}, {"2003年1-6月统计表", "", "", "3"},
		{"2003年8月统计表", "", "", "100"}, {"2002年度统计表", "", "", "10"}, {"统计表", "2003-01-01", "", "103"}, {"2002年统计表", "2002-12-01", "2003-01-31", "13"}, {"统计表", "", "2003-01-31", "13"},
		{"2003年1月1日至2003年6月30日统计表", "", "", "3"}, {"统计表(2002年12月1日-2003年1月31日)", "", "", "13"}, {"2003年1月1日—6月30日统计表", "", "", "3"},
		{"统计时段2003.1.1-2003.6.30", "", "", "3"}, {"2003年1月至8月统计表", "", "", "103"}, {"2003.1-2003.6统计表", "", "", "3"}, {"2003年8月1日至20日统计表", "", "", "100"},
		{"2003年8月1日至19日统计表", "", "", "0"}, {"截止日期2003-06-30", "", "", "13"}, {"2003/1/31统计表", "", "", "13"}, {"2002年1月1日至今统计表", "", "", "113"},
		{"2003年6月30日至2003年1月1日统计表", "", "", "113"}, {"2003年上半年统计表 填报日期2003年7月5日", "", "", "3"},
	} {
		opt := options()
		opt.From, opt.To = date(c.from), date(c.to)
		f := headingForm(t, c.title, "党员数", "走访慰问人次", "干部数")
		done := fill(t, f, read(t, f, "x.xlsx", o, opt), filling.Job{})
		if got := done.book.Sheets[0].Cell(2, 2).Text; got != c.want {
			t.Errorf("%s from %s to %s: %s, want %s", c.title, c.from, c.to, got, c.want)
		}
	}
}

// TestPeriodBesideTheUnit: a line above the table is none of its headings, though it names months.
func TestPeriodBesideTheUnit(t *testing.T) {
	o := append(someOffice(t, 1), record(t, visitKind(t), "v1", map[string]string{"date": "2003-01-20", "org": "o1", "category": "老年人", "count": "3"}),
		record(t, visitKind(t), "v2", map[string]string{"date": "2003-08-20", "org": "o1", "category": "老年人", "count": "100"}))
	for _, period := range []string{"2003年上半年", "2003年1月至6月", "2003年1月-2003年6月", "(2003年1月1日—6月30日)"} {
		f := formOf(t, map[string]string{"A1": "统计表", "A2": "填报单位:", "C2": period, "A3": "社区", "A4": "北门社区", "A5": "西上社区"}, "A3", "B3", "党员数", "走访慰问人次", "干部数")
		p := read(t, f, "x.xlsx", o, options())
		done := fill(t, f, p, filling.Job{})
		if got := done.book.Sheets[0].Cell(3, 2).Text; got != "3" || meant(p, 1) != "members" {
			t.Errorf("%s: %s visits, the first column is %s", period, got, meant(p, 1))
		}
	}
}

// TestCommunityAbove: a form is of the one community that its title names, and not of one within the name of another.
func TestCommunityAbove(t *testing.T) {
	o := append(someOffice(t, 1), record(t, ledger.Org, "o3", map[string]string{"name": "新北门社区"}))
	for title, want := range map[string]string{"北门社区统计表": "北门社区", "新北门社区统计表": "新北门社区", "北门社区、西上社区统计表": "", "新北门社区、北门社区统计表": "", "各社区统计表": ""} {
		p := read(t, headingForm(t, title, "党员数", "干部数"), "x.xlsx", o, options())
		if got := p.Blanks[0].Org.Label(); got != want {
			t.Errorf("%s is of %q, want %q", title, got, want)
		}
	}
}

// TestRostersHaveNoMonths: who is a member in a month the roster of today doesn't say.
func TestRostersHaveNoMonths(t *testing.T) {
	f := headingForm(t, "2003年统计表", "党员数", "1月党员数", "干部数")
	done := fill(t, f, read(t, f, "x.xlsx", someOffice(t, 2), options()), filling.Job{})
	if got := done.book.Sheets[0].Cell(2, 2).Text; got != "" {
		t.Errorf("members of January: %s", got)
	}
}

func date(s string) value.Date {
	d, _ := value.Text(s).Date()
	return d
}

func visitKind(t *testing.T) *catalog.Kind {
	t.Helper()
	return catalog.Find(options().Kinds, "visit")
}

// TestCardOfACommunity: a form for one community has the numbers of that one beside what the ledger of communities says.
func TestCardOfACommunity(t *testing.T) {
	o := someOffice(t, 9)
	f := form(t, "card-of-a-community.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	if p.Kind == nil || p.Kind.Key != "org" || p.Counts() {
		t.Fatalf("it is for %v", p.Kind)
	}
	done := fill(t, f, p, filling.Job{Records: o[:2], KeepOrder: true})
	for i, want := range [][]string{{"5", "3", "5"}, {"4", "2", "4"}} {
		s := done.book.Sheets[i]
		women := 0
		for _, r := range o.of(catalog.Find(options().Kinds, "member")) {
			if r.Get("org").Canonical() == o[i].ID && r.Get("sex").Canonical() == "2" {
				women++
			}
		}
		want[1] = strconv.Itoa(women)
		if got := []string{s.Cell(2, 5).Text, s.Cell(3, 1).Text, s.Cell(3, 5).Text}; !slices.Equal(got, want) || s.Cell(4, 5).Text != "" {
			t.Errorf("%s has %q, want %q", s.Name, got, want)
		}
		if n := done.results[i].Numbers; len(n) != 6 || len(n[0].Records) != 5-i {
			t.Errorf("%d numbers: %+v", len(n), n)
		}
	}
	if err := p.Set(t.Context(), "女党员", ""); err != nil || !p.Blanks[0].Columns[6].Unknown() {
		t.Errorf("a number can't be left out: %v", err)
	}
}
