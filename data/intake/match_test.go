package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
)

func column(heading string, cells ...string) intake.Column {
	c := intake.Column{}
	if heading != "" {
		c.Heading = strings.Split(heading, ">")
	}
	for _, s := range cells {
		c.Sample = append(c.Sample, catalog.TextCell(s))
	}
	return c
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name    string
		kind    *catalog.Kind
		columns []intake.Column
		want    string // keys of fields
		basis   intake.Basis
		why     string // part of the first column's reason
	}{
		{"title", ledger.Cadre, []intake.Column{column("姓名")}, "name", intake.ByTitle, "标题就是「姓名」"},
		{"alias", ledger.Cadre, []intake.Column{column("公民身份号码")}, "id_number", intake.ByAlias, "另一种写法"},
		{"blanks_and_full_width", ledger.Cadre, []intake.Column{column("身 份 证　号")}, "id_number", intake.ByAlias, ""},
		{"two_levels", ledger.Cadre, []intake.Column{column("现任职务>党内职务")}, "party_post", intake.ByTitle, ""},
		{"two_levels_joined", ledger.Member, []intake.Column{column("入党>时间")}, "joined", intake.ByPath, "连起来"},
		{"unit_in_brackets", ledger.Cadre, []intake.Column{column("报酬（元/月）")}, "pay", intake.ByBare, "元/月"},
		{"bracket_that_is_part_of_an_alias", ledger.Cadre, []intake.Column{column("村（社区）")}, "org", intake.ByAlias, ""},
		{"contained", ledger.Cadre, []intake.Column{column("现任社区党内职务")}, "party_post", intake.ByPart, "党内职务"},
		{"spouse_is_somebody_else", ledger.Cadre, []intake.Column{column("配偶姓名"), column("配偶>姓名")}, "- -", intake.NoBasis, "没有"},
		{"one_field_once", ledger.Cadre, []intake.Column{column("第二学历"), column("最高学历")}, "- education", intake.NoBasis, "已取自「最高学历」"},
		{"party_status_by_values_full", ledger.Member, []intake.Column{column("党籍状态", "正式", "预备", "正式")}, "political_status", intake.ByAlias, "内容(正式、预备)表明是政治面貌"},
		{"party_status_by_values_normal", ledger.Member, []intake.Column{column("党籍状态", "正常", "停止党籍", "正常")}, "state", intake.ByTitle, ""},
		{"class_that_is_party_status", ledger.Member, []intake.Column{column("人员类别", "正式党员", "预备党员", "正式党员")}, "political_status", intake.ByAlias, "表明是政治面貌"},
		{"class", ledger.Member, []intake.Column{column("人员类别", "在职单位党员", "离退休党员", "流动党员")}, "class", intake.ByTitle, ""},
		{"id_numbers_under_another_heading", ledger.Member, []intake.Column{column("号码", id("19680512", 1), id("19711003", 2))}, "id_number", intake.ByValues, "2 个里有 2 个"},
		{"sex_without_heading", ledger.Member, []intake.Column{column("", "男", "女", "男")}, "sex", intake.ByValues, ""},
		{"names_under_another_heading", ledger.Member, []intake.Column{column("人员", "张三", "李四", "王五"), column("类型", "书记", "书记", "书记")}, "name -", intake.ByValues, "像姓名"},
		{"phone_and_branch_phone", ledger.Member, []intake.Column{column("支部联系电话"), column("流动党员联系电话")}, "- phone", intake.NoBasis, ""},
		{"serial", ledger.Member, []intake.Column{column("序 号", "1", "2")}, "-", intake.BySerial, "序号"},
		{"unreadable_values_keep_an_exact_heading", ledger.Member, []intake.Column{column("出生年月", "不详", "待查", "未填")}, "birth", intake.ByTitle, "看不懂"},
		{"derived", ledger.Member, []intake.Column{column("年龄(岁)")}, "age", intake.ByAlias, ""},
		{"blank_form", ledger.Cadre, []intake.Column{column("姓名"), column("性别"), column("现任职务>党内职务"), column("签名")}, "name sex party_post -", intake.ByTitle, ""},
		{"required_marks_and_numbers", ledger.Cadre, []intake.Column{column("*姓名"), column("2.性别"), column("联系电话1")}, "name sex phone", intake.ByTitle, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			m := intake.Match(c.columns, c.kind)
			for _, x := range m {
				if !x.Mapped() {
					got = append(got, "-")
					continue
				}
				got = append(got, c.kind.Fields[x.Field].Key)
			}
			if s := strings.Join(got, " "); s != c.want || m[0].Basis != c.basis || !strings.Contains(m[0].Why, c.why) {
				t.Errorf("got %s, basis %d, why %q; want %s, %d, %q", s, m[0].Basis, m[0].Why, c.want, c.basis, c.why)
			}
			for i, x := range m {
				if x.Why == "" || x.Column != i {
					t.Errorf("column %d has no reason, or the wrong place: %+v", i, x)
				}
			}
		})
	}
}

// TestEveryTitleAndAliasIsFound finds wordings that fold away or that another field takes.
func TestEveryTitleAndAliasIsFound(t *testing.T) {
	for _, k := range ledger.All() {
		for _, f := range k.Fields {
			if m := intake.Match([]intake.Column{{Heading: []string{f.Title}}}, k)[0]; !m.Mapped() || k.Fields[m.Field].Key != f.Key {
				t.Errorf("%s: the title %s is not found", k.Key, f.Title)
			}
			for _, a := range f.Aliases {
				if m := intake.Match([]intake.Column{{Heading: strings.Split(a, "/")}}, k)[0]; !m.Mapped() {
					t.Errorf("%s: %s is not found as a heading of %s", k.Key, a, f.Key)
				}
			}
		}
	}
}
