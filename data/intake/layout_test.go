package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// grid cuts a drawing of a sheet into rows at line ends and into cells at bars. An empty line is an empty row.
func grid(drawing string) [][]string {
	var rows [][]string
	for _, line := range strings.Split(strings.Trim(drawing, "\n"), "\n") {
		cells := strings.Split(strings.TrimSpace(line), "|")
		for i := range cells {
			cells[i] = strings.ReplaceAll(strings.TrimSpace(cells[i]), "~", "\n")
		}
		rows = append(rows, cells)
	}
	return rows
}

// describe says of each table: range, kind, community, title, the fields of its columns, and of each row below the
// first heading its role in one letter.
func describe(r *intake.Reading) []string {
	letters := map[intake.Role]string{intake.RoleNone: ".", intake.RoleBlank: "空", intake.RoleTitle: "题", intake.RoleLine: "线", intake.RoleHeading: "头",
		intake.RoleBody: "录", intake.RoleGroup: "组", intake.RoleSub: "小", intake.RoleTotal: "计", intake.RoleFooter: "尾", intake.RoleLeftOut: "弃", intake.RoleMore: "续"}
	var out []string
	for _, f := range r.Files {
		for _, t := range f.Tables {
			kind := "?"
			var fields []string
			if t.Kind != nil {
				kind = t.Kind.Key
			}
			for _, c := range t.Columns {
				key := "-"
				if c.Mapped() {
					key = t.Kind.Fields[c.Field].Key
				}
				fields = append(fields, key)
			}
			var roles strings.Builder
			for row := 0; row < t.Sheet.Rows(); row++ {
				roles.WriteString(letters[t.Role(row)])
			}
			out = append(out, strings.Join([]string{t.Range().String(), kind, t.Org, t.Title, strings.Join(fields, " "), roles.String()}, "; "))
		}
	}
	return out
}

func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		name, drawing string
		sheet         string
		merges        []string
		want          []string
	}{
		{name: "title_unit_date_and_note_above", drawing: `
			附件1
			容城镇社区干部花名册
			填报单位：北门社区   填报日期：2003年9月30日
			说明:本表一式两份
			序号|姓名|性别|出生年月|党内职务
			1|张三|男|1968-05|书记
			填表人:李四||审核人:王五`,
			want: []string{"A5:E6; cadre; 北门社区; 容城镇社区干部花名册; - name sex birth party_post; 线题线线头录尾"}},
		{name: "title_in_two_lines", drawing: `
			容城镇
			社区干部花名册
			姓名|性别|党内职务
			张三|男|书记`,
			want: []string{"A3:C4; cadre; ; 容城镇社区干部花名册; name sex party_post; 题题头录"}},
		{name: "label_and_unit_in_two_cells", drawing: `
			社区干部花名册
			单位名称:|北门社区||日期:|2003-9-30
			姓名|性别|民族|出生年月|党内职务
			张三|男|汉|1968-05|书记`,
			want: []string{"A3:E4; cadre; 北门社区; 社区干部花名册; name sex ethnicity birth party_post; 题线头录"}},
		{name: "township_in_the_unit_line_is_no_community", drawing: `
			社区干部花名册
			填报单位:容城镇
			姓名|性别|党内职务
			张三|男|书记`,
			want: []string{"A3:C4; cadre; ; 社区干部花名册; name sex party_post; 题线头录"}},
		{name: "community_in_the_title", drawing: `
			容城镇北门社区干部花名册
			姓名|性别|党内职务
			张三|男|书记`,
			want: []string{"A2:C3; cadre; 北门社区; 容城镇北门社区干部花名册; name sex party_post; 题头录"}},
		{name: "headings_with_blanks_breaks_and_marks", drawing: `
			＊姓　名|性 别|出生~年月|身份证~号　码|党内职务（兼职）|月报酬（元）
			张三|男|1968-05||书记|1200`,
			want: []string{"A1:F2; cadre; ; ; name sex birth id_number party_post pay; 头录"}},
		{name: "two_heading_rows_merged", drawing: `
			社区干部花名册
			序号|姓名|现任职务||联系电话
			||党内职务|居委会职务|
			1|张三|书记|主任|13800000001`,
			merges: []string{"A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"},
			want:   []string{"A2:E4; cadre; ; 社区干部花名册; - name party_post committee_post phone; 题头头录"}},
		{name: "two_heading_rows_as_csv_without_merges", drawing: `
			序号|姓名|现任职务||联系电话
			||党内职务|居委会职务|
			1|张三|书记|主任|13800000001`,
			want: []string{"A1:E3; cadre; ; ; - name party_post committee_post phone; 头头录"}},
		{name: "three_heading_rows", drawing: `
			姓名|基本情况||党籍情况||
			|性别|民族|入党||所在党支部
			|||加入党组织日期|转为正式党员日期|
			张三|男|汉|1990-07-01|1991-07-01|北门社区党支部`,
			merges: []string{"A1:A3", "B1:C1", "D1:F1", "B2:B3", "C2:C3", "D2:E2", "F2:F3"},
			want:   []string{"A1:F4; member; ; ; name sex ethnicity joined confirmed org; 头头头录"}},
		{name: "row_of_units_under_the_headings", drawing: `
			社区名称|成立日期|户数|人口数
			||(户)|(人)
			北门社区|2002-10|1200|3400`,
			want: []string{"A1:D3; org; ; ; name founded households population; 头头录"}},
		{name: "row_of_column_numbers", drawing: `
			姓名|性别|出生年月|党内职务
			甲|1|2|3
			张三|男|1968-05|书记`,
			want: []string{"A1:D3; cadre; ; ; name sex birth party_post; 头头录"}},
		{name: "a_row_of_data_that_looks_like_headings", drawing: `
			姓名|党内职务|居委会职务|备注
			张三|书记|主任|
			李四|书记|主任|退休`,
			want: []string{"A1:D3; cadre; ; ; name party_post committee_post note; 头录录"}},
		{name: "blank_rows_totals_subtotals_footer", drawing: `
			社区干部花名册
			序号|姓名|性别|党内职务|月报酬
			1|张三|男|书记|1200

			2|李四|女|委员|1000
			小 计||||2200
			3|王五|男|委员|1000
			|合计：|||3200
			注:本表数据截至2003年9月
			二、以上人员均在岗
			第1页 共1页`,
			want: []string{"A2:E7; cadre; ; 社区干部花名册; - name sex party_post pay; 题头录空录计录计尾尾尾"}},
		{name: "somebody_called_accountant_is_no_total", drawing: `
			姓名|性别|居委会职务|党内职务
			计划|男|会计|委员
			张三|男|统计员|书记`,
			want: []string{"A1:D3; cadre; ; ; name sex committee_post party_post; 头录录"}},
		{name: "headings_repeated_on_each_printed_page", drawing: `
			社区干部花名册
			序号|姓名|性别|党内职务
			1|张三|男|书记
			第1页
			社区干部花名册
			序号|姓名|性别|党内职务
			2|李四|女|委员`,
			want: []string{"A2:D7; cadre; ; 社区干部花名册; - name sex party_post; 题头录尾题头录"}},
		{name: "group_rows", drawing: `
			社区干部花名册
			序号|姓名|性别|党内职务|联系电话
			一、北门社区(2人)
			1|张三|男|书记|
			2|李四|女|委员|
			二、西上社区
			1|王五|男|书记|
			社区工作者`,
			merges: []string{"A3:E3", "A6:E6", "A8:E8"},
			want:   []string{"A2:E7; cadre; ; 社区干部花名册; - name sex party_post phone; 题头组录录组录小"}},
		{name: "prepared_rows_with_numbers_alone", drawing: `
			序号|社区|姓名|性别|党内职务
			1|北门社区|张三|男|书记
			2|北门社区
			3|`,
			want: []string{"A1:E2; cadre; ; ; - org name sex party_post; 头录空空"}},
		{name: "second_table_below_of_another_kind", drawing: `
			社区干部花名册
			姓名|性别|党内职务|任现职时间
			张三|男|书记|2002-10

			社区服务登记表
			服务时间|社区名称|服务项目|服务人次
			2003-05-12|北门社区|义诊|120`,
			want: []string{"A2:D3; cadre; ; 社区干部花名册; name sex party_post post_since; 题头录空...",
				"A6:D7; service; ; 社区服务登记表; date org item count; ....题头录"}},
		{name: "second_table_below_of_another_community", drawing: `
			北门社区干部花名册
			姓名|性别|党内职务
			张三|男|书记
			西上社区干部花名册
			姓名|性别|党内职务
			李四|女|书记`,
			want: []string{"A2:C3; cadre; 北门社区; 北门社区干部花名册; name sex party_post; 题头录...",
				"A5:C6; cadre; 西上社区; 西上社区干部花名册; name sex party_post; ...题头录"}},
		{name: "table_that_begins_to_the_right", drawing: `
			||社区干部花名册
			||姓名|性别|党内职务
			||张三|男|书记`,
			want: []string{"C2:E3; cadre; ; 社区干部花名册; name sex party_post; 题头录"}},
		{name: "column_without_heading_that_counts", drawing: `
			|姓名|性别|党内职务
			1|张三|男|书记
			2|李四|女|委员`,
			want: []string{"A1:D3; cadre; ; ; - name sex party_post; 头录录"}},
		{name: "sheet_named_after_the_community", sheet: "北门社区", drawing: `
			社区干部花名册
			姓名|性别|党内职务
			张三|男|书记`,
			want: []string{"A2:C3; cadre; 北门社区; 社区干部花名册; name sex party_post; 题头录"}},
		{name: "two_tables_side_by_side", drawing: `
			北门社区干部花名册
			序号|姓名|性别|党内职务||序号|姓名|性别|党内职务
			1|张三|男|书记||3|王五|男|委员
			2|李四|女|委员||||`,
			merges: []string{"A1:I1"},
			want: []string{"A2:D4; cadre; 北门社区; 北门社区干部花名册; - name sex party_post; 题头录录",
				"F2:I3; cadre; 北门社区; 北门社区干部花名册; - name sex party_post; .头录空"}},
		{name: "three_columns_of_names_without_a_gap", drawing: `
			党员花名册
			姓名|人员类别|姓名|人员类别|姓名|人员类别
			张三|离退休党员|李四|流动党员|王五|在职党员
			赵六|流动党员|钱七|流动党员||`,
			want: []string{"A2:B4; member; ; 党员花名册; name class; 题头录录", "C2:D4; member; ; 党员花名册; name class; .头录录",
				"E2:F3; member; ; 党员花名册; name class; .头录空"}},
		{name: "serial_number_at_the_left_alone", drawing: `
			序号|姓名|党内职务|姓名|党内职务
			1|张三|书记|李四|委员`,
			want: []string{"A1:C2; cadre; ; ; - name party_post; 头录", "D1:E2; cadre; ; ; name party_post; 头录"}},
		{name: "tables_of_two_kinds_side_by_side", drawing: `
			姓名|性别|党内职务|任现职时间||服务时间|社区名称|服务项目|服务人次
			张三|男|书记|2002-10||2003-05-12|北门社区|义诊|120
			李四|女|委员|2002-10||||`,
			want: []string{"A1:D3; cadre; ; ; name sex party_post post_since; 头录录", "F1:I2; service; ; ; date org item count; 头录空"}},
		{name: "an_empty_column_inside_one_table", drawing: `
			姓名|性别||党内职务|联系电话
			张三|男||书记|13800000001`,
			want: []string{"A1:E2; cadre; ; ; name sex - party_post phone; 头录"}},
		{name: "the_same_heading_twice_in_one_table", drawing: `
			姓名|现任职务||原任职务||联系电话
			|党内职务|居委会职务|党内职务|居委会职务|
			张三|书记|主任|委员|委员|13800000001`,
			merges: []string{"A1:A2", "B1:C1", "D1:E1", "F1:F2"},
			want:   []string{"A1:F3; cadre; ; ; name party_post committee_post - - phone; 头头录"}},
		{name: "three_tables_below_each_other", drawing: `
			一、社区干部
			姓名|性别|党内职务|任现职时间
			张三|男|书记|2002-10
			合计|1
			二、党员
			姓名|性别|人员类别|转正时间
			李四|女|流动党员|1991-07

			三、服务
			服务时间|社区名称|服务项目|服务人次
			2003-05-12|北门社区|义诊|120`,
			want: []string{"A2:D3; cadre; ; 一、社区干部; name sex party_post post_since; 题头录计.......",
				"A6:D7; member; ; 二、党员; name sex class confirmed; ....题头录空...",
				"A10:D11; service; ; 三、服务; date org item count; ........题头录"}},
		{name: "headings_in_which_a_line_is_broken_within_a_word", drawing: `
			姓~名|出生~年~月|身份证~号码|文化~程度|党内~职务
			张三|1968-05||大专|书记`,
			want: []string{"A1:E2; cadre; ; ; name birth id_number education party_post; 头录"}},
		{name: "visit_form_with_names_to_sign", drawing: `
			春节走访慰问登记表
			姓名|性别|年龄|家庭人口|困难类型|困难原因|住址|慰问金(元)|慰问品|慰问时间|签收
			张三|男|70|2|老年人|病|某路|200|大米|2003-01-20|`,
			want: []string{"A2:K3; visit; ; 春节走访慰问登记表; recipient sex age family category reason address money goods date signed; 题头录"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.sheet == "" {
				c.sheet = "Sheet1"
			}
			got := describe(newOffice(t).read(sheet.FromRows(c.sheet, grid(c.drawing), c.merges...)))
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestSheetsNamedAfterCommunitiesWithoutTheWord(t *testing.T) {
	rows := grid("姓名|性别|党内职务\n张三|男|书记")
	r := newOffice(t).read(sheet.FromRows("北门", rows), sheet.FromRows("西上", rows), sheet.FromRows("Sheet3", rows))
	for i, want := range []string{"北门社区", "西上社区", ""} {
		if got := r.Files[0].Tables[i].Org; got != want {
			t.Errorf("sheet %d: community %q, want %q", i, got, want)
		}
	}
}

func TestKindIsSaidAsADoubtWhenTwoAreClose(t *testing.T) {
	o := newOffice(t)
	r := o.read(sheet.FromRows("Sheet1", grid("姓名|性别|出生年月|联系电话\n张三|男|1968-05|13800000001")))
	table := r.Files[0].Tables[0]
	if table.KindDoubt == "" {
		t.Fatalf("kind %s taken without a doubt: %s", table.Kind.Key, table.KindWhy)
	}
	p := o.plan(r)
	if p.Counts.Doubtful != 1 || p.Problems()[0].Code != "kind" {
		t.Errorf("counts %+v, problems %v", p.Counts, p.Problems())
	}
	table.SetKind(ledger.Member)
	if p := o.plan(r); p.Counts.New != 1 || p.Tables[0].Rows[0].After().Kind != ledger.Member {
		t.Errorf("after the choice: %+v", p.Counts)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, drawing, code string
	}{
		{"empty", "", "empty_workbook"},
		{"letter", "各社区:\n请于本月底前报送花名册。", "no_table"},
		{"blank_form", "登记表\n姓名||性别||民族|\n出生年月||籍贯||学历|\n入党时间||联系电话|\n家庭住址|", "not_a_roster"},
		{"unknown_table", "货号|品名|单价\n1|纸|2.5\n2|笔|3.0", "unknown_table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newOffice(t).read(sheet.FromRows("Sheet1", grid(c.drawing)))
			if err := r.Files[0].Err; err == nil || !strings.HasPrefix(err.Error(), c.code) || catalog.Message(err) == "" {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

func TestHiddenSheetsRowsAndColumns(t *testing.T) {
	rows := grid("姓名|性别|党内职务\n张三|男|书记")
	hidden := sheet.FromRows("代码表", rows)
	hidden.Hidden = true
	o := newOffice(t)
	p := o.plan(o.read(sheet.FromRows("北门社区", rows), hidden))
	if p.Counts.Rows != 1 || p.Tables[1].Table.Why == "" {
		t.Errorf("hidden sheet: %+v, %q", p.Counts, p.Tables[1].Table.Why)
	}
	p = o.plan(o.read(hidden))
	if p.Counts.Rows != 1 || len(p.Tables[0].Notes) == 0 {
		t.Errorf("the only sheet is hidden: %+v, %v", p.Counts, p.Tables[0].Notes)
	}
}

func TestContentBesideTheHeadedColumnsIsSaid(t *testing.T) {
	drawing := "姓名|性别|党内职务"
	for i := range 25 {
		drawing += fmt.Sprintf("\n张三%d|男|委员", i)
	}
	o := newOffice(t)
	p := o.plan(o.read(sheet.FromRows("北门社区", grid(drawing+"\n李四|女|委员|||已调走,请核对一下这个人"))))
	if notes := p.Tables[0].Notes; len(notes) != 1 || notes[0] != "表头以外还有 1 格内容没有读入,如 F27「已调走,请核对一下这个人」;要读入请给这一列加上标题" {
		t.Errorf("%q", notes)
	}
}

// TestRowsOfTablesSideBySide: a row is of two tables; a cell says of which.
func TestRowsOfTablesSideBySide(t *testing.T) {
	o := newOffice(t, "北门社区")
	s := sheet.FromRows("北门社区", grid("社区干部花名册\n姓名|性别|出生年月||姓名|性别|出生年月\n张三|男|1968-05||李四|女|某年"))
	p := o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, s))
	if outcome(p) != "新增 | 存疑 G3:date" || p.RowAt(s, 2, 0).Record.After().Label() != "张三" || p.RowAt(s, 2, 5).Record.After().Label() != "李四" {
		t.Error(outcome(p))
	}
	if pr, ok := p.CellProblem(s, 2, 6); !ok || pr.Code != "date" {
		t.Errorf("the problem of G3: %+v", pr)
	}
	if notes := p.Tables[1].Notes; len(notes) != 1 || notes[0] != "左右并排的 2 张表,已分开读入" {
		t.Errorf("%q", notes)
	}
}

func TestASummaryBesideTheRostersIsLeftOutThoughTheKindWasGiven(t *testing.T) {
	o := newOffice(t)
	p := o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, sheet.FromRows("汇总", grid("社区|人数|其中:女\n北门|3|2")),
		sheet.FromRows("北门社区", grid("姓名|性别|党内职务|爱好\n张三|男|书记|下棋"))))
	if p.Tables[0].Table.Included || p.Tables[0].Table.Why == "" || p.Counts.Rows != 1 {
		t.Errorf("%+v, %q", p.Counts, p.Tables[0].Table.Why)
	}
	if notes := p.Tables[1].Notes; len(notes) != 1 || notes[0] != "有内容但不存储的列:爱好" {
		t.Errorf("notes %q", notes)
	}
}
