package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

const cadreTitle = "社区干部花名册\n"

// outcome says of each record its fate, and of each problem its code and cell.
func outcome(p *intake.Plan) string {
	var out []string
	for _, tp := range p.Tables {
		for i := range tp.Rows {
			r := &tp.Rows[i]
			s := r.Fate.String()
			for _, pr := range p.RowProblems(r) {
				cell := "-"
				if pr.Col >= 0 {
					cell = sheet.CellName(pr.Row, pr.Col)
				}
				s += " " + cell + ":" + pr.Code
			}
			out = append(out, s)
		}
	}
	return strings.Join(out, " | ")
}

// got returns a field of the n-th record of a plan as a clerk reads it.
func got(p *intake.Plan, n int, key string) string {
	for _, tp := range p.Tables {
		if n < len(tp.Rows) {
			r := tp.Rows[n].After()
			return r.Kind.Field(key).Type.Format(r.Get(key))
		}
		n -= len(tp.Rows)
	}
	return "?"
}

func TestValues(t *testing.T) {
	number := func(s string) catalog.Cell { return catalog.Cell{Type: catalog.CellNumber, Text: s} }
	texts := func(s ...string) []catalog.Cell {
		var out []catalog.Cell
		for _, x := range s {
			out = append(out, catalog.TextCell(x))
		}
		return out
	}
	head := texts("姓名", "性别", "出生年月", "身份证号码", "党内职务", "任现职时间")
	row := func(name, birth string, idNumber string) []catalog.Cell {
		return append(texts(name, "男"), number(birth), catalog.TextCell(idNumber), catalog.TextCell("书记"), catalog.Cell{})
	}
	for _, c := range []struct {
		name  string
		rows  [][]catalog.Cell
		want  string
		birth string
	}{
		{"month_as_number_settled_by_the_id_number", [][]catalog.Cell{row("张三", "1978.1", id("19781012", 1))},
			"新增 C2:date_month_settled", "1978年10月"},
		{"month_as_number_settled_by_the_id_number_as_january", [][]catalog.Cell{row("张三", "1978.1", id("19780112", 1))},
			"新增 C2:date_month_settled", "1978年1月"},
		{"month_as_number_settled_by_the_column", [][]catalog.Cell{row("张三", "1978.1", ""), row("李四", "1969.05", "")},
			"新增 C2:date_month_settled | 新增", "1978年10月"},
		{"month_as_number_in_doubt", [][]catalog.Cell{row("张三", "1978.1", ""), row("李四", "1969.5", "")},
			"存疑 C2:date_month | 新增", "1978年1月"},
		{"id_number_typed_as_number", [][]catalog.Cell{append(texts("张三", "男", "1968-05"), number("450999196805120000"))},
			"存疑 D2:id_lost_digits", "1968年5月"},
		{"id_number_with_a_wrong_digit", [][]catalog.Cell{texts("张三", "男", "1968-05", "450999196805120019"[:17]+"9")},
			"存疑 D2:id_check_digit", "1968年5月"},
		{"birth_against_id_number", [][]catalog.Cell{texts("张三", "男", "1968-06", id("19680512", 1))},
			"存疑 C2:id_birth", "1968年6月"},
		{"sex_against_id_number", [][]catalog.Cell{texts("张三", "女", "1968-05", id("19680512", 1))},
			"存疑 B2:id_sex", "1968年5月"},
		{"unreadable_date_is_kept", [][]catalog.Cell{texts("张三", "男", "不详", "", "书记")},
			"存疑 C2:date", "不详"},
		{"no_name", [][]catalog.Cell{texts("", "男", "1968-05", "", "书记")}, "有错 A2:required", "1968年5月"},
		{"formula_error_as_name", [][]catalog.Cell{append([]catalog.Cell{{Type: catalog.CellError, Text: "#N/A"}}, texts("男", "1968-05", "", "书记")...)},
			"有错 A2:cell_error", "1968年5月"},
		{"two_digit_year_settled_by_the_id_number", [][]catalog.Cell{texts("张三", "男", "68.5", id("19680512", 1))}, "新增", "1968年5月"},
		{"two_digit_year_in_doubt", [][]catalog.Cell{texts("张三", "男", "68.5", "")}, "存疑 C2:date_guess", "1968年5月"},
		{"old_id_number", [][]catalog.Cell{texts("张三", "男", "1971-03", "450999710308153")}, "新增 D2:id_15", "1971年3月"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区")
			p := o.plan(o.read(sheet.FromCells("北门社区", append([][]catalog.Cell{head}, c.rows...))))
			if s := outcome(p); s != c.want || got(p, 0, "birth") != c.birth {
				t.Errorf("got %s, birth %s; want %s, %s", s, got(p, 0, "birth"), c.want, c.birth)
			}
			all := 0
			for _, ch := range p.Operation("", "", intake.AcceptAll).Changes {
				if ch.Record().Kind == ledger.Cadre {
					all++
				}
			}
			if want := len(c.rows) - p.Counts.Broken; all != want {
				t.Errorf("accepting all stores %d of %d", all, want)
			}
			if n := len(p.Operation("", "", intake.AcceptSure).Changes); n != p.Counts.New+p.Counts.Changed {
				t.Errorf("accepting what is sure makes %d changes of %+v", n, p.Counts)
			}
		})
	}
}

func TestIDNumbersTypedAsNumbersAreSaidOnceForTheColumn(t *testing.T) {
	rows := [][]catalog.Cell{{catalog.TextCell("姓名"), catalog.TextCell("身份证号码"), catalog.TextCell("党内职务")}}
	for _, n := range []string{"张三", "李四", "王五"} {
		rows = append(rows, []catalog.Cell{catalog.TextCell(n), {Type: catalog.CellNumber, Text: "450999196805120000"}, {}})
	}
	o := newOffice(t, "北门社区")
	p := o.plan(o.read(sheet.FromCells("北门社区", rows)))
	if notes := p.Tables[0].Notes; len(notes) != 1 || !strings.Contains(notes[0], "3 个号码") {
		t.Errorf("notes %q", notes)
	}
}

func TestBirthAndSexFromTheIDNumber(t *testing.T) {
	o := newOffice(t, "北门社区")
	rows := "姓名|身份证号码|党内职务\n张三|" + id("19680512", 1) + "|书记\n李四|" + id("19711003", 2) + "|委员"
	p := o.plan(o.read(sheet.FromRows("北门社区", grid(rows))))
	if got(p, 0, "birth") != "1968年5月12日" || got(p, 0, "sex") != "男" || got(p, 1, "sex") != "女" || len(p.Tables[0].Notes) != 2 {
		t.Errorf("%s %s %s %q", got(p, 0, "birth"), got(p, 0, "sex"), got(p, 1, "sex"), p.Tables[0].Notes)
	}
	// What follows from the number never replaces what is stored.
	o.add(ledger.Cadre, "name", "张三", "id_number", id("19680512", 1), "birth", "1968-05", "sex", "男", "org", "org-1", "party_post", "书记")
	if p = o.plan(o.read(sheet.FromRows("北门社区", grid(rows)))); outcome(p) != "相同 | 新增" {
		t.Errorf("against a stored birth month: %s", outcome(p))
	}
}

func TestAgesAreCheckedAtTheDateOfTheSheet(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"填报日期:2003年9月30日", "新增 | 新增 | 存疑 D6:age"},
		{"填报日期:2013年9月30日", "存疑 D4:age | 存疑 D5:age | 新增"},
		{"", "新增 | 新增 | 存疑 D6:age"}, // the year that most ages fit
	} {
		o := newOffice(t, "北门社区")
		p := o.plan(o.read(sheet.FromRows("北门社区", grid(cadreTitle+c.line+`
			姓名|性别|出生年月|年龄|党内职务
			张三|男|1968-05|35|书记
			李四|男|1970-12|33|委员
			王五|男|1960-01|53|委员`))))
		if s := outcome(p); s != c.want {
			t.Errorf("%q: got %s, want %s", c.line, s, c.want)
		}
	}
}

func TestCommunities(t *testing.T) {
	for _, c := range []struct {
		name, sheet, drawing string
		merges               []string
		opt                  string
		want                 string // communities of the rows
		made                 int
		outcome              string
	}{
		{name: "by_stem", drawing: "姓名|所在党支部|党内职务\n张三|北门社区党支部|书记\n李四|中共容城镇西上社区支部委员会|书记", want: "北门社区 西上", outcome: "新增 | 新增"},
		{name: "by_sheet", sheet: "北门", drawing: "姓名|性别|党内职务\n张三|男|书记", want: "北门社区", outcome: "新增"},
		{name: "by_option", opt: "西上社区", sheet: "北门", drawing: "姓名|性别|党内职务\n张三|男|书记", want: "西上", outcome: "新增"},
		{name: "by_title", drawing: "容城镇西上社区干部花名册\n姓名|性别|党内职务\n张三|男|书记", want: "西上", outcome: "新增"},
		{name: "column_before_sheet", sheet: "北门", drawing: "姓名|社区|党内职务\n张三|西上|书记\n李四||委员", want: "西上 北门社区", outcome: "新增 | 新增"},
		{name: "merged_group_column", drawing: "社区|姓名|性别|党内职务\n北门|张三|男|书记\n|李四|女|委员\n西上|王五|男|书记", merges: []string{"A2:A3"},
			want: "北门社区 北门社区 西上", outcome: "新增 | 新增 | 新增"},
		{name: "group_column_named_once_without_merging", drawing: "社区|姓名|性别|党内职务\n北门|张三|男|书记\n|李四|女|委员\n|赵六|女|委员\n西上|王五|男|书记\n|孙七|男|委员",
			want: "北门社区 北门社区 北门社区 西上 西上", outcome: "新增 | 新增 | 新增 | 新增 | 新增"},
		{name: "group_rows", drawing: "姓名|性别|党内职务|民族\n北门社区\n张三|男|书记|汉\n(二)西上社区:\n李四|女|委员|汉", want: "北门社区 西上", outcome: "新增 | 新增"},
		{name: "unknown_one_is_made", drawing: "姓名|社区|党内职务\n张三|南大社区|书记\n李四|南大社区党支部|委员", want: "南大社区 南大社区", made: 1, outcome: "新增 | 新增"},
		{name: "similar_one_is_a_question", drawing: "姓名|社区|党内职务\n张三|北们社区|书记\n李四|北们社区|委员", want: "北们社区 北们社区",
			outcome: "存疑 B2:reference | 存疑 B3:reference"},
		{name: "neighbours_of_like_names_are_no_question", drawing: "姓名|社区|党内职务\n张三|城东|书记\n李四|城西|委员\n王五|新北|委员\n赵六|新南|委员",
			want: "城东社区 城西社区 新北社区 新南社区", made: 4, outcome: "新增 | 新增 | 新增 | 新增"},
		{name: "what_is_no_community_is_a_question", drawing: "姓名|单位|党内职务\n张三|县人民医院|书记", want: "县人民医院", outcome: "存疑 B2:reference"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区", "西上")
			if c.sheet == "" {
				c.sheet = "Sheet1"
			}
			p := o.plan(o.readAs(intake.Options{Org: c.opt}, sheet.FromRows(c.sheet, grid(c.drawing), c.merges...)))
			names := map[string]string{}
			op := p.Operation("", "", intake.AcceptAll)
			for _, r := range o.records[ledger.Org] {
				names[r.ID] = r.Label()
			}
			for _, ch := range op.Changes {
				if ch.After.Kind == ledger.Org {
					names[ch.After.ID] = ch.After.Label()
				}
			}
			var got []string
			for i := range p.Tables[0].Rows {
				v := p.Tables[0].Rows[i].After().Get("org")
				got = append(got, names[v.Canonical()]+v.Raw())
			}
			if s := strings.Join(got, " "); s != c.want || len(p.Created) != c.made || outcome(p) != c.outcome {
				t.Errorf("got %s, %d made, %s; want %s, %d, %s", s, len(p.Created), outcome(p), c.want, c.made, c.outcome)
			}
		})
	}
}

func TestAnUnknownCommunityIsAskedOnce(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(sheet.FromRows("Sheet1", grid("姓名|社区|党内职务\n张三|北们社区|书记\n李四|北们社区|委员")))
	p := o.plan(r)
	problems := p.Problems()
	if len(problems) != 1 || problems[0].Rows != 2 || problems[0].Suggestion() != "是「北门社区」" || len(problems[0].Options) != 2 {
		t.Fatalf("%+v", problems)
	}
	if err := p.Settle(problems[0], intake.Answer{Action: intake.Choose}, false); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); outcome(p) != "新增 | 新增" || got(p, 1, "org") != "org-1" {
		t.Errorf("after the answer: %s, %s", outcome(p), got(p, 1, "org"))
	}
	if err := p.Settle(problems[0], intake.Answer{Action: intake.Choose, Option: 1}, false); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); len(p.Created) != 1 || p.Created[0].Label() != "北们社区" {
		t.Errorf("after choosing to make it: %v", p.Created)
	}
}

func TestFates(t *testing.T) {
	sound := id("19680512", 1)
	for _, c := range []struct {
		name   string
		stored []string
		rows   string
		want   string
		change string
	}{
		{"new", nil, "张三|男|1968-05|" + sound + "|13800000001", "新增", ""},
		{"same", []string{"name", "张三", "sex", "男", "birth", "1968-05", "id_number", sound}, "张三|男|1968-05|" + sound + "|", "相同", ""},
		{"changed_phone", []string{"name", "张三", "id_number", sound, "phone", "13800000001"}, "张三|||" + sound + "|13800000002", "更新", "phone"},
		{"changed_name_by_id_number", []string{"name", "张叁", "id_number", sound}, "张三|||" + sound + "|", "存疑 A2:renamed", "name"},
		{"empty_cells_erase_nothing", []string{"name", "张三", "id_number", sound, "phone", "13800000001", "birth", "1968-05"}, "张三|||" + sound + "|", "相同", ""},
		{"precision_is_not_lost", []string{"name", "张三", "id_number", sound, "birth", "1968-05-12"}, "张三||1968-05|" + sound + "|", "相同", ""},
		{"precision_is_gained", []string{"name", "张三", "birth", "1968-05", "org", "org-1"}, "张三||1968-05-12||", "更新", "birth"},
		{"by_name_and_birth", []string{"name", "张三", "birth", "1968-05-12"}, "张三||1968-05||13800000002", "更新", "phone org"},
		{"id_number_is_added", []string{"name", "张三", "birth", "1968-05", "org", "org-1"}, "张三||1968-05|" + sound + "|", "更新", "id_number"},
		{"different_id_numbers_are_two_people", []string{"name", "张三", "birth", "1968-05", "id_number", id("19680513", 3)}, "张三||1968-05|" + sound + "|", "新增", ""},
		{"name_and_community_alone_is_a_question", []string{"name", "张三", "org", "org-1", "sex", "男"}, "张三||1968-05||13800000002", "存疑 A2:same_record", "birth phone"},
		{"name_and_community_that_say_nothing_new", []string{"name", "张三", "org", "org-1", "birth", "1968-05", "sex", "男"}, "张三|男|||", "相同", ""},
		{"name_and_community_of_another_birth", []string{"name", "张三", "org", "org-1", "birth", "1950-01"}, "张三||1968-05||", "存疑 A2:same_record", ""},
		{"same_name_elsewhere", []string{"name", "张三", "org", "org-2"}, "张三||1968-05||", "新增", ""},
		{"unreadable_never_replaces_readable", []string{"name", "张三", "birth", "1968-05", "id_number", sound, "org", "org-1"}, "张三||不详|" + sound + "|", "相同", ""},
		{"old_doubts_are_not_asked_again", []string{"name", "张三", "sex", "女", "birth", "1968-05", "id_number", sound, "org", "org-1"},
			"张三|女|1968-05|" + sound + "|13800000002", "更新", "phone"},
		{"twice_in_the_file", nil, "张三|男|1968-05|" + sound + "|\n张三|男|1968-05|" + sound + "|13800000002", "新增 | 存疑 A3:duplicate_row", ""},
		{"twice_by_name_and_birth_though_one_has_no_number", nil, "张三|男|1968-05||\n张三|男|1968-05|" + sound + "|", "存疑 A2:duplicate_row | 新增", ""},
		{"namesakes", nil, "张三|男|1968-05|" + sound + "|\n张三|男|1970-01|" + id("19700101", 1) + "|", "新增 | 新增", ""},
		{"no_name", nil, "|男|1968-05|" + sound + "|", "有错 A2:required", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区", "西上社区")
			if c.stored != nil {
				o.add(ledger.Cadre, c.stored...)
			}
			s := sheet.FromRows("北门社区", grid("姓名|性别|出生年月|身份证号码|手机\n"+c.rows))
			p := o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, s))
			var changes []string
			for _, ch := range p.Tables[0].Rows[0].Changes() {
				if ch.Field.Key != "org" || strings.Contains(c.change, "org") {
					changes = append(changes, ch.Field.Key)
				}
			}
			if c.name == "same" || c.name == "empty_cells_erase_nothing" || c.name == "precision_is_not_lost" {
				// the sheet's community is news for these; leave it out of what is compared
				o.records[ledger.Cadre][0] = o.records[ledger.Cadre][0].With("org", value.Text("org-1"))
				p = o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, s))
				changes = nil
			}
			if got := outcome(p); got != c.want || strings.Join(sorted(changes), " ") != strings.Join(sorted(strings.Fields(c.change)), " ") {
				t.Errorf("got %s, changes %v; want %s, %s", got, changes, c.want, c.change)
			}
			o.apply(p.Operation("", "", intake.AcceptAll))
			again := o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, s))
			if again.Counts.Same+again.Counts.Broken != again.Counts.Rows || len(again.Operation("", "", intake.AcceptAll).Changes) > 0 {
				t.Errorf("a second import: %s", outcome(again))
			}
		})
	}
}

func sorted(s []string) []string {
	for i := range s {
		for j := i + 1; j < len(s); j++ {
			if s[j] < s[i] {
				s[i], s[j] = s[j], s[i]
			}
		}
	}
	return s
}

func TestLogs(t *testing.T) {
	const head = "服务时间|社区|服务项目|服务对象|主管单位|服务人次\n"
	for _, c := range []struct{ name, stored, rows, want string }{
		{"twins_of_which_little_is_known_are_two", "", "2003-05-12|北门|义诊|||10\n2003-05-12|北门|义诊|||10", "新增 | 新增"},
		{"twins_of_which_all_is_known_are_a_question", "", "2003-05-12|北门|义诊|老人|医院|10\n2003-05-12|北门|义诊|老人|医院|10", "新增 | 存疑 A3:duplicate_row"},
		{"same_day_same_service", "", "2003-05-12|北门|义诊|||10\n2003-05-12|北门|义诊|||20", "新增 | 新增"},
		{"perhaps_a_corrected_count", "2003-05-12|北门|义诊|||10", "2003-05-12|北门|义诊|||12", "存疑 A2:same_record"},
		{"surely_a_corrected_count", "2003-05-12|北门|义诊|老人|医院|10", "2003-05-12|北门|义诊|老人|医院|12", "更新"},
		{"another_provider", "2003-05-12|北门|义诊|老人|医院|10", "2003-05-12|北门|义诊|老人|卫生所|12", "新增"},
		{"one_more_of_the_same", "2003-05-12|北门|义诊|||10", "2003-05-12|北门|义诊|||10\n2003-05-12|北门|义诊|||10", "相同 | 新增"},
		{"without_a_date", "", "|北门|义诊|||10", "有错 A2:required"},
		{"unreadable_date", "", "某日|北门|义诊|||10", "有错 A2:date"},
		{"service_of_no_list_is_kept", "", "2003-05-12|北门|磨刀|||10", "存疑 C2:choice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区")
			opt := intake.Options{Kind: ledger.Service}
			if c.stored != "" {
				o.apply(o.plan(o.readAs(opt, sheet.FromRows("Sheet1", grid(head+c.stored)))).Operation("", "", intake.AcceptAll))
			}
			s := sheet.FromRows("Sheet1", grid(head+c.rows))
			p := o.plan(o.readAs(opt, s))
			if got := outcome(p); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			o.apply(p.Operation("", "", intake.AcceptAll))
			again := o.plan(o.readAs(opt, s))
			if again.Counts.Same+again.Counts.Broken != again.Counts.Rows {
				t.Errorf("a second import: %s", outcome(again))
			}
		})
	}
}

func TestCountsOverMergedRowsAreTakenOnce(t *testing.T) {
	o := newOffice(t, "北门社区")
	s := sheet.FromRows("Sheet1", grid("服务时间|社区|服务项目|服务人次\n2003-05-12|北门|义诊|10\n2003-05-12|北门|理发|"), "D2:D3", "A2:A3")
	p := o.plan(o.read(s))
	if got(p, 0, "count") != "10" || got(p, 1, "count") != "" {
		t.Errorf("counts %s and %s", got(p, 0, "count"), got(p, 1, "count"))
	}
}

func TestSentenceLabelAndReport(t *testing.T) {
	o := newOffice(t, "北门社区")
	o.add(ledger.Cadre, "name", "王五", "birth", "1960-01", "org", "org-1", "party_post", "委员")
	p := o.plan(o.read(sheet.FromRows("Sheet1", grid(cadreTitle+`
		填报单位:容城镇
		姓名|社区|出生年月|党内职务|爱好
		张三|北门|1968-05|书记|下棋
		李四|西上社区|1970-12|委员|
		王五|北门|1960-01|副书记|
		赵六|北门|不详|委员|
		合计|||4人|`))))
	if s, want := p.Sentence(), "将新增 2 人,更新 1 人,新建党组织 1 个,1 人存疑待定,跳过 1 行合计"; s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
	if op := p.Operation("", "刘七", intake.AcceptSure); op.Label != "导入 表.xlsx 3 人" || op.Actor != "刘七" || len(op.Changes) != 4 {
		t.Errorf("%q by %s, %d changes", op.Label, op.Actor, len(op.Changes))
	}
	rep := p.Report("").Files[0].Tables[0]
	if fmt.Sprint(rep.HeadingRows) != "[4]" || rep.Range != "A4:E8" || rep.Columns[4].Field != nil || *rep.Columns[0].Field != "name" {
		t.Errorf("%+v", rep)
	}
	if pr := rep.Problems; len(pr) != 1 || pr[0].Cell != "C8" || *pr[0].Field != "birth" || pr[0].Value != "不详" || pr[0].Suggestion != nil {
		t.Errorf("problems %+v", pr)
	}
}
