package report_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/report"
	"taizhang/data/tally"

	"taizhang/data/trial"
	"taizhang/data/value"
)

var update = flag.Bool("update", false, "write the golden files anew")

func params() report.Params {
	return report.Params{Office: demo.Office().Name, AsOf: demo.AsOf()}
}

func run(t testing.TB, records report.Records, p report.Params) *report.Report {
	t.Helper()
	r, err := report.Run(t.Context(), records, p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// paragraph returns the paragraph with a key.
func paragraph(t testing.TB, r *report.Report, key string) report.Paragraph {
	t.Helper()
	for _, part := range r.Parts {
		for _, p := range part.Paragraphs {
			if p.Key == key {
				return p
			}
		}
	}
	t.Fatalf("no paragraph %s", key)
	return report.Paragraph{}
}

func TestGolden(t *testing.T) {
	for name, p := range map[string]report.Params{"office": params(), "empty": params()} {
		records := trial.Demonstration()
		if name == "empty" {
			records = nil
		}
		got := run(t, records, p).Text()
		file := "testdata/" + name + ".golden.txt"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s reads\n%s\nwant\n%s", file, got, want)
		}
	}
}

// TestEveryNumberIsAFigure finds digits that no figure stands for, and figures without the records behind them.
func TestEveryNumberIsAFigure(t *testing.T) {
	digit := regexp.MustCompile(`[0-9]`)
	there := map[string]*catalog.Kind{}
	records := trial.Demonstration()
	for _, r := range records {
		there[r.ID] = r.Kind
	}
	r := run(t, records, params())
	for _, part := range r.Parts {
		for _, p := range part.Paragraphs {
			for _, s := range p.Spans {
				if s.Figure == nil && digit.MatchString(s.Text) {
					t.Errorf("%s: a number without records in %q", p.Key, s.Text)
				}
			}
			for _, f := range p.Figures() {
				if len(f.Records) == 0 || f.Kind == nil {
					t.Errorf("%s: nothing is behind %s %q", p.Key, f.Key, f.Text)
				}
				for _, id := range f.Records {
					if there[id] != f.Kind {
						t.Errorf("%s: %s names %s, which is no %s", p.Key, f.Key, id, f.Kind.Key)
					}
				}
			}
		}
	}
	for _, f := range r.Figures() {
		if f.Number && f.Unit != "元" && f.Text != strconv.FormatInt(f.Count, 10) {
			t.Errorf("%s is %d and reads %q", f.Key, f.Count, f.Text)
		}
	}
}

// TestTallies holds figures against the tallies that they are taken from: the number and the records.
func TestTallies(t *testing.T) {
	records := trial.Demonstration()
	r := run(t, records, params())
	for key, from := range map[string][3]string{
		"干部人数": {"cadre-composition", "total", tally.Total}, "女干部人数": {"cadre-composition", "sex", "女"}, "干部年龄·31–45": {"cadre-composition", "age", "31–45"},
		"党员分类·流动党员": {"member-composition", "class", "流动党员"}, "服务人次": {"services", "total", tally.Total}, "慰问对象·残疾人": {"visits", "category", "残疾人"},
		"培训次数": {"education", "sessions", tally.Total}, "宣传分类·宣传资料": {"publicity", "form", "宣传资料"}, "动员大会次数": {"health", "type", "动员大会"},
		"场所分类·广场空地": {"venues", "type", "广场空地"}, "治安巡逻次数": {"safety", "patrols", tally.Total}, "共建单位数": {"partners", "total", tally.Total},
	} {
		res, err := tally.Run(t.Context(), records, from[0], tally.Params{AsOf: demo.AsOf(), From: trial.Day("2002-10-01"), To: demo.AsOf()})
		if err != nil {
			t.Fatal(err)
		}
		cell, f := res.Group(from[1]).Cell(from[2]), r.Figure(key)
		if f == nil || cell.Count == 0 || f.Count != cell.Count || !slices.Equal(f.Records, cell.Records) {
			t.Errorf("%s is %+v, the tally says %d", key, f, cell.Count)
		}
	}
}

// TestEmptyLedgers takes each ledger away in turn: its numbers fall to 0 and the text changes, and says nothing of what
// isn't there.
func TestEmptyLedgers(t *testing.T) {
	all := trial.Demonstration()
	whole := run(t, all, params())
	for _, c := range []struct {
		kind      *catalog.Kind
		figures   string
		paragraph string
		says      string
	}{
		{ledger.Org, "党支部数 联系领导人数 帮联部门数 居委会数", "branches", "没有党支部的记录"},
		{ledger.Cadre, "干部人数 女干部人数 委员会数 支部书记人数", "cadres", "本期没有社区干部的记录。"},
		{ledger.Member, "党员人数 流动超六个月人数 报到党员人数", "members", "没有党员的记录。"},
		{ledger.Transfer, "转接人次", "members", "本期没有组织关系转接的记录。"},
		{ledger.Meeting, "会议次数 到会人次", "rules", "本期没有会议的记录。"},
		{ledger.Rule, "制度数 上墙制度数", "rules", "没有现行制度的记录。"},
		{ledger.Partner, "共建单位数 联络委员会单位数", "partners", "没有驻区单位的记录。"},
		{ledger.Activity, "活动次数 活动人次 最大活动人次 文体活动次数", "partners", "本期没有共建活动的记录。"},
		{ledger.Course, "培训次数 参训人次", "education", "本期没有教育培训的记录。"},
		{ledger.Publicity, "宣传分类·科普展览 宣传分类·宣传资料", "education", "本期没有宣传的记录。"},
		{ledger.Safety, "警务室数 治安联防队数 治安巡逻次数 责任捆绑数 责任联系户数", "safety", "本期没有治安综合治理的记录。"},
		{ledger.Venue, "场所数 服务站数 共建场所数", "culture", "没有场所设施的记录。"},
		{ledger.Service, "服务人次 服务项目·理发", "services", "本期没有社区服务的记录。"},
		{ledger.Visit, "慰问人次 慰问金 慰问品次数", "services", "本期没有走访慰问的记录。"},
		{ledger.Health, "动员大会次数 动员社区数 卫生工作次数", "health", "本期没有卫生健康工作的记录。"},
		{ledger.Issue, "问题数", "issues", "本期没有存在问题的记录。"},
		{ledger.Plan, "任务数", "plan", "本期没有工作计划的记录。"},
	} {
		r := run(t, all.Without(c.kind), params())
		for _, key := range strings.Fields(c.figures) {
			if before := whole.Figure(key); before == nil || before.Count == 0 {
				t.Errorf("%s is nothing even with the ledger of %s", key, c.kind.Key)
			}
			if f := r.Figure(key); f != nil && f.Count != 0 {
				t.Errorf("without %s, %s is still %d", c.kind.Key, key, f.Count)
			}
		}
		was, is := paragraph(t, whole, c.paragraph), paragraph(t, r, c.paragraph)
		if strings.Contains(was.Text(), c.says) || !strings.Contains(is.Text(), c.says) {
			t.Errorf("without %s, %s reads %q, want %q in it; with it %q", c.kind.Key, c.paragraph, is.Text(), c.says, was.Text())
		}
		if odd := regexp.MustCompile(`[、，：；][、，：；。|]|[有是]。|无[。；]|[{}\[\]|]`).FindString(r.Text()); odd != "" {
			t.Errorf("without %s the text holds %q:\n%s", c.kind.Key, odd, r.Text())
		}
	}
}

// TestUnfilledFields has cadres of whom little is known: a breakdown that knows nothing isn't made.
func TestUnfilledFields(t *testing.T) {
	records := trial.Demonstration()
	for i, r := range records {
		if r.Kind == ledger.Cadre {
			records[i] = r.With("chosen_by", value.Value{}).With("education", value.Value{})
		}
	}
	r := run(t, records, params())
	for _, key := range []string{"branches", "cadres"} {
		p := paragraph(t, r, key)
		if text := p.Text(); strings.Contains(text, "未填") || strings.Contains(text, "产生方式") || strings.Contains(text, "文化程度") {
			t.Errorf("%s reads %q", key, text)
		}
	}
}

func TestPeriod(t *testing.T) {
	r := run(t, trial.Demonstration(), params())
	if r.Params.From != trial.Day("2002-10-01") || r.Params.To != trial.Day("2003-09-30") {
		t.Errorf("the period is %s", r.Period())
	}
	half := params()
	half.From, half.To = trial.Day("2003-01"), trial.Day("2003-03")
	if r := run(t, trial.Demonstration(), half); r.Figure("动员大会次数").Count != 0 || r.Figure("干部人数").Count != 30 || r.Figure("警务室数").Count != 10 || r.Figure("服务人次").Count >= 12500 {
		t.Errorf("from January to March: %d mobilisations, %d cadres, %d police rooms, %d services", r.Figure("动员大会次数").Count, r.Figure("干部人数").Count,
			r.Figure("警务室数").Count, r.Figure("服务人次").Count)
	}
	for _, p := range []report.Params{{}, {AsOf: demo.AsOf(), From: trial.Day("2004-01-01")}} {
		if _, err := report.Run(t.Context(), trial.Demonstration(), p); !strings.Contains(fmt.Sprint(err), "report-") {
			t.Errorf("%+v is taken: %v", p, err)
		}
	}
}

// TestOfOneCommunity counts nothing of the others, and is called after its community.
func TestOfOneCommunity(t *testing.T) {
	all := trial.Demonstration()
	p := params()
	for _, o := range all {
		if o.Kind == ledger.Org && o.Label() == "北门社区" {
			p.Org = o.ID
		}
	}
	r := run(t, all, p)
	if r.Title != "容城镇北门社区党建工作汇报" || r.Figure("党支部数").Count != 1 || r.Figure("干部人数").Count != 3 || r.Figure("最大活动单位数").Count != 8 {
		t.Errorf("%s: %d branches, %d cadres, %d units", r.Title, r.Figure("党支部数").Count, r.Figure("干部人数").Count, r.Figure("最大活动单位数").Count)
	}
	of := map[string]string{}
	for _, o := range all {
		of[o.ID] = o.Get("org").Canonical()
	}
	for _, f := range r.Figures() {
		for _, id := range f.Records {
			if of[id] != p.Org && id != p.Org && f.Kind != ledger.Partner {
				t.Errorf("%s counts a record of another community", f.Key)
			}
		}
	}
	if text := r.Text(); strings.Contains(text, "西上") || !strings.Contains(text, "北门社区制度上墙") && !strings.Contains(text, "北门社区学习活动室") {
		t.Errorf("the report of 北门 reads\n%s", text)
	}
}
