package main

import (
	"archive/zip"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/data/ledger"
	"taizhang/data/report"
	"taizhang/data/store"
)

type figureOfReport struct {
	Key, Text, Kind, Unit string
	Count, Before         *json.Number
	Change                *string
	Records               []string
}

// figuresOf returns the figures of `report -json` by their keys.
func figuresOf(t *testing.T, out string) map[string]figureOfReport {
	t.Helper()
	var r struct {
		Parts []struct {
			Paragraphs []struct{ Figures []figureOfReport }
		}
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	all := map[string]figureOfReport{}
	for _, part := range r.Parts {
		for _, p := range part.Paragraphs {
			for _, f := range p.Figures {
				all[f.Key] = f
			}
		}
	}
	return all
}

// docxText returns the text of a Word document as any reader of XML sees it.
func docxText(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	d := xml.NewDecoder(f)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			b.Write(token)
		case xml.EndElement:
			if token.Name.Local == "p" {
				b.WriteString("\n")
			}
		}
	}
}

// TestReportHoldsTheFiguresOfTheCountyReport checks every figure of DOMAIN.md §1 three times: by `tally -json`, by
// `report -json` with the same records behind it, and in the words of the Word document.
func TestReportHoldsTheFiguresOfTheCountyReport(t *testing.T) {
	c := demoOffice(t)
	period := []string{"-asof", "2003-09-30", "-from", "2002-10-01"}
	path := filepath.Join(t.TempDir(), "汇报.docx")
	figures := figuresOf(t, c.ok(append([]string{"report", "-json", "-o", path}, period...)...))
	text := docxText(t, path)
	tallies := map[string]map[string]cellOfTally{}
	for _, f := range []struct{ tally, group, cell, figure, count, words string }{
		{"cadre-composition", "total", "合计", "干部人数", "30", "社区干部30人"},
		{"cadre-composition", "sex", "女", "女干部人数", "21", "女21人"},
		{"cadre-composition", "age", "≤30", "干部年龄·≤30", "4", "30岁及以下4人"},
		{"cadre-composition", "age", "31–45", "干部年龄·31–45", "19", "31至45岁19人"},
		{"cadre-composition", "age", "46–60", "干部年龄·46–60", "7", "46至60岁7人"},
		{"communities", "total", "合计", "党支部数", "10", "党支部10个"},
		{"coverage", "unmanaged", "合计", "", "0", "没有空白点"},
		{"coverage", "no_branch", "合计", "", "0", "社区都有党支部"},
		{"member-composition", "total", "合计", "党员人数", "600", "党员600人"},
		{"member-composition", "class", "在职单位党员", "党员分类·在职单位党员", "168", "在职单位党员168人"},
		{"member-composition", "class", "常住居民党员", "党员分类·常住居民党员", "124", "常住居民党员124人"},
		{"member-composition", "class", "离退休党员", "党员分类·离退休党员", "187", "离退休党员187人"},
		{"member-composition", "class", "流动党员", "党员分类·流动党员", "52", "流动党员52人"},
		{"member-composition", "class", "退伍军人党员", "党员分类·退伍军人党员", "41", "退伍军人党员41人"},
		{"member-composition", "class", "毕业待分配学生党员", "党员分类·毕业待分配学生党员", "28", "毕业待分配学生党员28人"},
		{"transfers", "total", "合计", "转接人次", "330", "转接330人次"},
		{"rules", "state", "现行", "制度数", "7", "制度7项"},
		{"partners", "total", "合计", "共建单位数", "8", "驻区单位8个"},
		{"education", "sessions", "合计", "培训次数", "28", "培训28次"},
		{"education", "attendance", "合计", "参训人次", "4500", "参训4500人次"},
		{"publicity", "form", "科普展览", "宣传分类·科普展览", "12", "科普展览12场"},
		{"publicity", "form", "墙报专栏", "宣传分类·墙报专栏", "26", "墙报专栏26期"},
		{"publicity", "form", "宣传资料", "宣传分类·宣传资料", "31600", "宣传资料31600份"},
		{"safety", "type", "警务室", "警务室数", "10", "警务室10个"},
		{"safety", "patrols", "合计", "治安巡逻次数", "189", "巡逻189次"},
		{"safety", "households", "合计", "责任联系户数", "13622", "居民13622户"},
		{"venues", "type", "广场空地", "场所分类·广场空地", "23", "广场空地23处"},
		{"services", "total", "合计", "服务人次", "12500", "服务居民12500人次"},
		{"visits", "total", "合计", "慰问人次", "287", "慰问287人次"},
		{"visits", "category", "老年人", "慰问对象·老年人", "96", "老年人96人次"},
		{"visits", "category", "残疾人", "慰问对象·残疾人", "38", "残疾人38人次"},
		{"health", "type", "动员大会", "动员大会次数", "10", "动员大会10次"},
		{"issues", "total", "合计", "问题数", "4", "4个问题"},
	} {
		if tallies[f.tally] == nil {
			tallies[f.tally] = cellsOf(t, c.ok(append([]string{"tally", f.tally, "-json"}, period...)...))
		}
		cell, ok := tallies[f.tally][f.group+"/"+f.cell]
		if !ok || cell.Count.String() != f.count {
			t.Errorf("tally %s %s/%s is %s, want %s", f.tally, f.group, f.cell, cell.Count, f.count)
		}
		if !strings.Contains(text, f.words) {
			t.Errorf("the document doesn't say %s", f.words)
		}
		if f.figure == "" {
			continue
		}
		got := figures[f.figure]
		if got.Count == nil || got.Count.String() != f.count || len(got.Records) == 0 || !slices.Equal(got.Records, cell.Records) {
			t.Errorf("%s is %v with %d records, want %s with the %d of the tally", f.figure, got.Count, len(got.Records), f.count, len(cell.Records))
		}
	}
	for _, words := range []string{"自2002年10月起", "北门社区党支部、西上社区党支部、新北社区党支部、新南社区党支部、南大社区党支部、城东社区党支部、城南社区党支部、城西社区党支部、城北社区党支部、福船岭社区党支部",
		"委员会7个，分别是社会保障、社区服务、治安调解、文体科教、环境卫生、人口与计生、妇女儿童", "2003年1月18日在北门社区开展的“法律进社区”活动，8个单位参加，有容城县人民法院、容城县国家税务局、容城派出所、容城县司法局",
		"超过六个月没有转接组织关系的52人", "办公设施：", "集体经济：", "干部收入：", "人口管理：", "8项任务", "社区党员轮训一遍，2004年8月31日前完成，进度20%"} {
		if !strings.Contains(text, words) {
			t.Errorf("the document doesn't say %s", words)
		}
	}
}

type cellOfTally struct {
	Count   json.Number
	Records []string
}

// cellsOf returns the cells of `tally -json` by group/key.
func cellsOf(t *testing.T, out string) map[string]cellOfTally {
	t.Helper()
	var res struct {
		Groups []struct {
			Key   string
			Cells []struct {
				Key string
				cellOfTally
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &res); err != nil {
		t.Fatal(err)
	}
	cells := map[string]cellOfTally{}
	for _, g := range res.Groups {
		for _, c := range g.Cells {
			cells[g.Key+"/"+c.Key] = c.cellOfTally
		}
	}
	return cells
}

func TestReportComparesWithTheYearBefore(t *testing.T) {
	c := demoOffice(t)
	now := figuresOf(t, c.ok("report", "-json", "-compare", "-asof", "2003-09-30"))
	if f := now["服务人次"]; f.Before != nil {
		t.Errorf("before the log began there were %s services", *f.Before)
	}
	later := figuresOf(t, c.ok("report", "-json", "-compare", "-asof", "2004-09-30"))
	if f := later["干部人数"]; f.Before == nil || *f.Before != "30" || *f.Change != "0" {
		t.Errorf("a year later the cadres of the year before are %+v", f)
	}
	text := c.ok("report", "-compare", "-asof", "2004-09-30")
	if !strings.Contains(text, "服务人次\t人次\t0\t12500\t-12500\n") || !strings.Contains(text, "本期没有社区服务的记录") {
		t.Errorf("the report of a year without services:\n%s", text)
	}
}

func TestReportKeepsTheClerksWording(t *testing.T) {
	c := demoOffice(t)
	st, err := store.Open(t.Context(), c.db, ledger.All(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := report.Keep(t.Context(), st, "cadres", "全镇共有{干部人数}名干部[,{新成立党支部数}个新支部]。"); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if text := c.ok("report", "-asof", "2003-09-30"); !strings.Contains(text, "全镇共有30名干部,10个新支部。") || strings.Contains(text, "现有社区干部") {
		t.Errorf("the clerk's wording is not in\n%s", text)
	}
}

func TestReportRefuses(t *testing.T) {
	c := demoOffice(t)
	dir := t.TempDir()
	c.fails(exitRefused, ".docx", "report", "-o", filepath.Join(dir, "x.xlsx"))
	c.fails(exitRefused, "起始日期", "report", "-from", "2004-01-01", "-to", "2003-01-01", "-o", filepath.Join(dir, "x.docx"))
	c.fails(exitMisused, "report", "report", "北门")
	c.fails(exitRefused, "没有名为", "report", "-org", "月球")
	for _, name := range []string{"x.pdf", "x.TXT"} {
		c.ok("report", "-asof", "2003-09-30", "-org", "北门", "-o", filepath.Join(dir, name))
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() < 2000 {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
}
