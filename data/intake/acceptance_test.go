package intake_test

import (
	"context"
	"strings"
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestWhatAClerkWouldSay: sheets of other layouts and wordings than the fixtures, and the values that a clerk reads
// in them.
func TestWhatAClerkWouldSay(t *testing.T) {
	for _, c := range []struct {
		name, sheet, drawing string
		kind                 string
		rows                 []string // "field=value …" of each row
	}{
		{"other_words_for_the_same", "Sheet1", "姓名|出生年、月|何时任现职|分管（负责）的工作|居民身份证编号\n张三|1968.05|2002.10|治安|", "cadre", []string{"birth=1968年5月 post_since=2002年10月 in_charge_of=治安"}},
		{"columns_to_tick", "Sheet1", `
			北门社区党员登记表
			姓名|性别||党员类别||是否流动党员|
			|男|女|正式|预备|是|否
			张三|√||√|||√
			李四||√||√|✓|
			王五|男|||√|√|√`, "member", []string{
			"sex=男 political_status=中共党员 floating=否", "sex=女 political_status=中共预备党员 floating=是", "sex=男 political_status=中共预备党员 floating=是 !tick_twice"}},
		{"ticks_without_a_heading_above", "Sheet1", "社区干部名册\n姓名|男|女|现任职务\n张三|√||主任\n李四||√|委员", "cadre", []string{"sex=男", "sex=女"}},
		{"sums_are_no_ticks", "Sheet1", "社区干部名册\n姓名|现任职务|男|女\n张三|主任|1|2", "cadre", []string{""}},
		{"members_by_their_class", "Sheet1", "姓名|性别|身份证号|类别|党支部\n张三|男|450999196805120010|常住居民党员|北门社区党支部", "member", []string{"class=常住居民党员"}},
		{"members_by_a_heading", "Sheet1", "姓名|性别|公民身份证号|人员类别|联系电话\n张三|男|450999196805120010|正式党员|", "member", []string{"political_status=中共党员"}},
		{"cadres_by_their_posts", "新南社区", "姓名|性别|政治面貌|入党时间|职务\n张三|男|党员|1995.07|支部委员\n李四|女|党员|1995.07|副主任", "cadre", []string{"committee_post=支部委员", "committee_post=副主任"}},
		{"a_number_before_the_title", "Sheet1", "表一：社区干部\n姓名|性别|职务|所在社区\n张三|男|主任|北门", "cadre", []string{"committee_post=主任"}},
		{"codes", "Sheet1", "*姓名|*性别代码|*民族代码|学历代码|政治面貌代码|*人员类别\n张三|1|01|20|01|正式党员", "member", []string{"sex=男 ethnicity=汉族 education=大学本科"}},
		{"words_in_another_order", "Sheet1", `
			党员名册
			姓名|时间||加入中国共产党时间
			|参加工作|转正|
			张三|1990.7|1996.7|1995.7.1`, "member", []string{"confirmed=1996年7月 joined=1995年7月1日"}},
		{"an_apostrophe_before_a_date", "Sheet1", "党员名册\n姓名|出生年月|入党时间\n张三|'68.03|'1995-07", "member", []string{"birth=1968年3月 joined=1995年7月"}},
		{"the_title_says_when", "Sheet1", "2003年1月春节走访慰问花名册\n姓名|困难类型|慰问金|签收\n张三|残疾人|200|", "visit", []string{"date=2003年1月 recipient=张三"}},
		{"the_title_says_the_year", "Sheet1", "2003年社区服务登记表\n服务时间|社区|服务项目|服务人次\n3月5日|北门|义诊|12\n4.15|北门|理发|3\n五月|北门|理发|3", "service",
			[]string{"date=2003年3月5日", "date=2003年4月15日", "date=2003年5月"}},
		{"the_title_says_the_sort", "Sheet1", "北门社区流动党员花名册\n姓名|性别|入党时间\n张三|男|1995.7", "member", []string{"class=流动党员"}},
		{"the_title_says_several_sorts", "Sheet1", "流动党员、离退休党员花名册\n姓名|性别|入党时间\n张三|男|1995.7", "member", []string{"class="}},
		{"the_title_says_what_is_required", "Sheet1", "社区义诊服务登记表\n服务时间|社区|服务对象|服务人次\n2003.3.5|北门|居民|12", "service", []string{"item=义诊"}},
		{"a_day_without_a_year", "Sheet1", "社区服务登记表\n服务时间|社区|服务项目|服务人次\n3月5日|北门|义诊|12", "service", []string{"!date"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			p := o.plan(o.read(sheet.FromRows(c.sheet, grid(c.drawing))))
			if len(p.Tables) != 1 || p.Tables[0].Table.Kind == nil || p.Tables[0].Table.Kind.Key != c.kind || p.Tables[0].Table.KindDoubt != "" {
				t.Fatalf("tables %v", p.Tables)
			}
			if len(p.Tables[0].Rows) != len(c.rows) {
				t.Fatalf("%d rows, want %d", len(p.Tables[0].Rows), len(c.rows))
			}
			for i := range c.rows {
				checkRow(t, p, &p.Tables[0].Rows[i], c.rows[i])
			}
		})
	}
}

// checkRow compares a row with "field=value …"; "!code" is a problem that it must have.
func checkRow(t *testing.T, p *intake.Plan, row *intake.Row, want string) {
	t.Helper()
	rec := row.After()
	for _, w := range strings.Fields(want) {
		if code, ok := strings.CutPrefix(w, "!"); ok {
			found := false
			for _, pr := range p.RowProblems(row) {
				found = found || pr.Code == code
			}
			if !found {
				t.Errorf("%s: no problem %s", rec.Label(), code)
			}
			continue
		}
		key, word, _ := strings.Cut(w, "=")
		v := rec.Get(key)
		if got := rec.Kind.Field(key).Type.Format(v); v.IsUnread() || got != word {
			t.Errorf("%s: %s is %q, want %q", rec.Label(), key, got, word)
		}
	}
}

// TestCommunityOfTheFile: a table that names no community is of the one that its file names.
func TestCommunityOfTheFile(t *testing.T) {
	o := newOffice(t)
	for name, want := range map[string]string{"北门社区党员名册.xlsx": "北门社区", "2003年容城镇西上社区党员.csv": "西上社区", "党员.xlsx": "", "各社区党员.xlsx": "", "容城镇社区党员.xls": ""} {
		book := &sheet.Book{Sheets: []*sheet.Sheet{sheet.FromRows("Sheet1", grid("姓名|性别|入党时间\n张三|男|1995.07"))}}
		r, err := intake.Recognise(context.Background(), []intake.Source{{Name: name, Book: book}}, o, intake.Options{Kinds: ledger.All(), Today: today})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Files[0].Tables[0].Org; got != want {
			t.Errorf("%s: community %q, want %q", name, got, want)
		}
	}
}
