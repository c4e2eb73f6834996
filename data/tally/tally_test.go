package tally_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/tally"

	"taizhang/data/trial"
)

func run(t testing.TB, o trial.Office, name string, p tally.Params) *tally.Result {
	t.Helper()
	if p.AsOf.IsZero() {
		p.AsOf = demo.AsOf()
	}
	res, err := tally.Run(t.Context(), o, name, p)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// cells returns a group as "key count key count …".
func cells(t testing.TB, res *tally.Result, group string) string {
	t.Helper()
	g := res.Group(group)
	if g == nil {
		t.Fatalf("%s has no group %s", res.Name, group)
	}
	var out []string
	for _, c := range g.Cells {
		out = append(out, fmt.Sprint(c.Key, " ", c.Count))
	}
	return strings.Join(out, " ")
}

func check(t *testing.T, res *tally.Result, want map[string]string) {
	t.Helper()
	for group, w := range want {
		if got := cells(t, res, group); got != w {
			t.Errorf("%s %s: %s, want %s", res.Name, group, got, w)
		}
	}
}

// TestReportFigures counts the demonstration trial.Office: the figures of the county report.
func TestReportFigures(t *testing.T) {
	o := trial.Demonstration()
	check(t, run(t, o, "cadre-composition", tally.Params{}), map[string]string{
		"total": "合计 30", "sex": "男 9 女 21", "age": "≤30 4 31–45 19 46–60 7 >60 0",
		"org": "北门社区 3 西上社区 3 新北社区 3 新南社区 3 南大社区 3 城东社区 3 城南社区 3 城西社区 3 城北社区 3 福船岭社区 3",
	})
	check(t, run(t, o, "member-composition", tally.Params{}), map[string]string{
		"total": "合计 600",
		"class": "在职单位党员 168 常住居民党员 124 离退休党员 187 流动党员 52 退伍军人党员 41 毕业待分配学生党员 28",
		"org":   "北门社区 78 西上社区 64 新北社区 71 新南社区 55 南大社区 66 城东社区 58 城南社区 61 城西社区 49 城北社区 53 福船岭社区 45",
	})
	services := run(t, o, "services", tally.Params{From: trial.Day("2002-10-01"), To: trial.Day("2003-09-30")})
	check(t, services, map[string]string{"total": "合计 12500"})
	if n := len(services.Group("month").Cells); n != 12 {
		t.Errorf("services in %d months", n)
	}
	check(t, run(t, o, "visits", tally.Params{}), map[string]string{
		"total":    "合计 287",
		"category": "老年人 96 少年儿童 54 残疾人 38 经济困难户 67 优抚对象 32",
	})
}

// TestCellsAddUp holds every group of every tally against the total, with all sorts of gaps in the records.
func TestCellsAddUp(t *testing.T) {
	o := append(trial.Demonstration(),
		trial.Record(ledger.Cadre, "c1"),
		trial.Record(ledger.Cadre, "c2", "sex", "?人妖", "birth", "?某年", "education", "?学富五车", "political_status", "?x", "org", "?某社区"),
		trial.Record(ledger.Cadre, "c3", "birth", "2010", "org", "gone"),
		trial.Record(ledger.Member, "m1"), trial.Record(ledger.Member, "m2", "class", "?其他", "education", "99"),
		trial.Record(ledger.Service, "s1", "count", "7"), trial.Record(ledger.Service, "s2", "date", "?某日", "count", "5", "item", "?x"),
		trial.Record(ledger.Service, "s3", "date", "2003", "count", "3"), trial.Record(ledger.Service, "s4", "date", "2003-01-01"),
		trial.Record(ledger.Visit, "v1", "count", "?若干"),
	)
	for _, info := range tally.List() {
		res := run(t, o, info.Name, tally.Params{})
		total := res.Group("total")
		for _, g := range res.Groups {
			if total == nil || g.Of != total.Of || !g.Parts {
				continue
			}
			if g.Sum() != total.Sum() {
				t.Errorf("%s %s adds up to %d, the total is %d", info.Name, g.Key, g.Sum(), total.Sum())
			}
			behind := 0
			for _, c := range g.Cells {
				behind += len(c.Records)
			}
			if behind != len(total.Cells[0].Records) {
				t.Errorf("%s %s: %d records behind the cells, %d behind the total", info.Name, g.Key, behind, len(total.Cells[0].Records))
			}
		}
	}
	services := run(t, o, "services", tally.Params{})
	if !slices.Equal(services.Uncounted, []string{"s4"}) || slices.Contains(services.Group("total").Cells[0].Records, "s4") {
		t.Errorf("uncounted: %v", services.Uncounted)
	}
	cadres := run(t, o, "cadre-composition", tally.Params{})
	for _, want := range []struct{ group, key, ids string }{
		{"age", tally.Unfilled, "c1"}, {"age", tally.Unclear, "c2 c3"},
		{"sex", tally.Unfilled, "c1 c3"}, {"sex", tally.Unclear, "c2"},
		{"org", tally.Unfilled, "c1"}, {"org", tally.Unclear, "c2 c3"},
		{"education", tally.Unclear, "c2"},
	} {
		if got := strings.Join(cadres.Group(want.group).Cell(want.key).Records, " "); got != want.ids {
			t.Errorf("%s %s: %s, want %s", want.group, want.key, got, want.ids)
		}
	}
}

// TestBandBorders puts people on both sides of every border, with dates of which the day or the month is unknown.
func TestBandBorders(t *testing.T) {
	for _, c := range []struct{ birth, asof, band string }{
		{"1973-09", "2003-09-30", "≤30"},    // counts from 1 September: 30
		{"1972-10-01", "2003-09-30", "≤30"}, // 31 tomorrow
		{"1972-09-30", "2003-09-30", "31–45"},
		{"1972-10", "2003-09-30", "≤30"},
		{"1972-09", "2003-09-30", "31–45"},
		{"1958", "2003-09-30", "31–45"}, // counts from 1 January: 45
		{"1957-10-01", "2003-09-30", "31–45"},
		{"1957-09-30", "2003-09-30", "46–60"},
		{"1942-10-01", "2003-09-30", "46–60"},
		{"1942-09-30", "2003-09-30", ">60"},
		{"1972-02-29", "2003-02-28", "≤30"},
		{"1972-02-29", "2003-03-01", "31–45"},
		{"2003-09-30", "2003-09-30", "≤30"},
		{"2003-10-01", "2003-09-30", tally.Unclear},
		{"1957-09-15", "2003-09", "46–60"}, // a month as AsOf is its last day
	} {
		res := run(t, trial.Office{trial.Record(ledger.Cadre, "x", "birth", c.birth)}, "cadre-composition", tally.Params{AsOf: trial.Day(c.asof)})
		if got := res.Group("age").Cell(c.band).Count; got != 1 {
			t.Errorf("born %s, on %s: %s, want %s", c.birth, c.asof, cells(t, res, "age"), c.band)
		}
	}
}

func TestBands(t *testing.T) {
	o := trial.Office{trial.Record(ledger.Cadre, "a", "birth", "1968-01-01"), trial.Record(ledger.Cadre, "b", "birth", "1967-01-01"), trial.Record(ledger.Cadre, "c", "birth", "1930-01-01")}
	res := run(t, o, "cadre-composition", tally.Params{Bands: []int{35, 36, 59}})
	check(t, res, map[string]string{"age": "≤35 1 36 1 37–59 0 >59 1"})
	for text, want := range map[string][]int{"": nil, " ": nil, "30,45,60": {30, 45, 60}, "35，45、54 59": {35, 45, 54, 59}, "40": {40}} {
		if got, err := tally.ParseBands(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"45,30", "30,30", "0,30", "a", "30,-1", "999", ","} {
		if got, err := tally.ParseBands(text); !isRefusal(err, tally.CodeBands) {
			t.Errorf("%q was taken for %v, %v", text, got, err)
		}
	}
}

// TestPeriod moves the borders of the time counted over entries of every precision.
func TestPeriod(t *testing.T) {
	o := trial.Office{
		trial.Record(ledger.Service, "apr", "date", "2003-04-30", "count", "1"),
		trial.Record(ledger.Service, "may", "date", "2003-05", "count", "10"),
		trial.Record(ledger.Service, "may10", "date", "2003-05-10", "count", "100"),
		trial.Record(ledger.Service, "year", "date", "2003", "count", "1000"),
		trial.Record(ledger.Service, "none", "count", "10000"),
	}
	for _, c := range []struct {
		from, to, asof string
		want           int64
	}{
		{"", "", "2003-09-30", 11111},
		{"2003-05-10", "2003-05-10", "2003-09-30", 1110}, // may and the year can lie within
		{"2003-05-11", "2003-05-31", "2003-09-30", 1010},
		{"2003-05-11", "", "2003-09-30", 1010},
		{"", "2003-04-30", "2003-09-30", 11001},
		{"2003-06-01", "2003-06-30", "2003-09-30", 1000},
		{"2002-01-01", "2002-12-31", "2003-09-30", 0},
		{"2003-05", "2003-05", "2003-09-30", 1110},
		{"2003", "2003", "2003-09-30", 1111},
		{"", "", "2003-05-09", 11011}, // nothing after AsOf
		{"", "", "2002-12-31", 10000},
		{"2003-05-10", "2003-06-01", "2003-05-01", 1110}, // To outdoes AsOf
	} {
		res := run(t, o, "services", tally.Params{From: trial.Day(c.from), To: trial.Day(c.to), AsOf: trial.Day(c.asof)})
		if got := res.Group("total").Sum(); got != c.want {
			t.Errorf("from %q to %q as of %s: %d, want %d", c.from, c.to, c.asof, got, c.want)
		}
	}
}

func TestMonths(t *testing.T) {
	o := trial.Office{
		trial.Record(ledger.Service, "a", "date", "2002-11-05", "count", "2"),
		trial.Record(ledger.Service, "b", "date", "2003-02", "count", "3"),
		trial.Record(ledger.Service, "y", "date", "2003", "count", "4"),
	}
	for _, c := range []struct{ from, to, want string }{
		{"", "", "2002-11 2 2002-12 0 2003 4 2003-01 0 2003-02 3"},
		{"2002-10-15", "", "2002-10 0 2002-11 2 2002-12 0 2003 4 2003-01 0 2003-02 3"},
		{"2003-01-01", "2003-04-01", "2003 4 2003-01 0 2003-02 3 2003-03 0 2003-04 0"},
		{"2001-01-01", "2001-02-28", "2001-01 0 2001-02 0"},
		{"1900-01-01", "", "2002-11 2 2003 4 2003-02 3"}, // 1,200 empty months would help nobody
	} {
		res := run(t, o, "services", tally.Params{From: trial.Day(c.from), To: trial.Day(c.to)})
		check(t, res, map[string]string{"month": c.want})
	}
	if !run(t, o, "services", tally.Params{}).Group("month").Timeline {
		t.Error("months are no timeline")
	}
}

// TestOrg counts one community alone.
func TestOrg(t *testing.T) {
	o := trial.Demonstration()
	res := run(t, o, "member-composition", tally.Params{Org: o[0].ID})
	check(t, res, map[string]string{"total": "合计 78", "org": "北门社区 78"})
	for _, id := range res.Group("total").Cells[0].Records {
		i := slices.IndexFunc(o, func(r catalog.Record) bool { return r.ID == id })
		if o[i].Get("org").Canonical() != o[0].ID {
			t.Errorf("%s belongs to another community", o[i].Label())
		}
	}
}

func TestEmptyOffice(t *testing.T) {
	check(t, run(t, nil, "member-composition", tally.Params{}), map[string]string{
		"total": "合计 0", "sex": "男 0 女 0", "age": "≤30 0 31–45 0 46–60 0 >60 0", "education": "", "org": "",
		"class": "在职单位党员 0 常住居民党员 0 离退休党员 0 流动党员 0 退伍军人党员 0 毕业待分配学生党员 0",
	})
	for _, info := range tally.List() {
		text, err := json.Marshal(run(t, nil, info.Name, tally.Params{}))
		if err != nil || strings.Contains(string(text), "null") {
			t.Errorf("%s: %s, %v", info.Name, text, err)
		}
	}
	// A community without records stands there with its 0.
	res := run(t, trial.Office{trial.Record(ledger.Org, "o", "name", "北门社区")}, "visits", tally.Params{})
	check(t, res, map[string]string{"org": "北门社区 0", "month": "", "category": ""})
}

func TestJSON(t *testing.T) {
	o := trial.Office{trial.Record(ledger.Org, "o1", "name", "北门社区"), trial.Record(ledger.Visit, "v1", "date", "2003-01-20", "org", "o1", "category", "老年人", "count", "4")}
	got, err := json.Marshal(run(t, o, "visits", tally.Params{}))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"tally":"visits","title":"走访慰问统计表","asof":"2003-09-30","groups":[` +
		`{"key":"total","title":"合计","cells":[{"key":"合计","count":4,"records":["v1"]}]},` +
		`{"key":"category","title":"慰问对象类别","cells":[{"key":"老年人","count":4,"records":["v1"]}]},` +
		`{"key":"org","title":"社区","cells":[{"key":"北门社区","count":4,"records":["v1"]}]},` +
		`{"key":"month","title":"月份","cells":[{"key":"2003-01","count":4,"records":["v1"]}]}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func isRefusal(err error, code string) bool {
	return errors.Is(err, &catalog.Refusal{Code: code})
}

func TestRefusals(t *testing.T) {
	asof := demo.AsOf()
	for _, c := range []struct {
		name string
		p    tally.Params
		code string
		says string
	}{
		{"cadres", tally.Params{AsOf: asof}, tally.CodeUnknown, "cadre-composition"},
		{"", tally.Params{AsOf: asof}, tally.CodeUnknown, "visits"},
		{"visits", tally.Params{}, tally.CodeAsOf, "截止日期"},
		{"visits", tally.Params{AsOf: asof, From: trial.Day("2003-10")}, tally.CodePeriod, "2003年10月"},
		{"visits", tally.Params{AsOf: asof, From: trial.Day("2003-02"), To: trial.Day("2003-01")}, tally.CodePeriod, "2003年1月31日"},
		{"cadre-composition", tally.Params{AsOf: asof, Bands: []int{45, 30}}, tally.CodeBands, "45 30"},
		{"cadre-composition", tally.Params{AsOf: asof, Bands: []int{}}, tally.CodeBands, "30,45,60"},
	} {
		res, err := tally.Run(t.Context(), trial.Office{}, c.name, c.p)
		if res != nil || !isRefusal(err, c.code) || !strings.Contains(catalog.Message(err), c.says) {
			t.Errorf("%q %+v: %v", c.name, c.p, err)
		}
	}
}

// failing is a database that breaks.
type failing struct{ trial.Office }

var errDisk = errors.New("disk")

func (f failing) Each(ctx context.Context, k *catalog.Kind, visit func(catalog.Record) error) error {
	if k == ledger.Org {
		return errDisk
	}
	return f.Office.Each(ctx, k, visit)
}

func TestErrorsAndCancel(t *testing.T) {
	if _, err := tally.Run(t.Context(), failing{}, "visits", tally.Params{AsOf: demo.AsOf()}); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := tally.Run(ctx, trial.Demonstration(), "visits", tally.Params{AsOf: demo.AsOf()}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestList(t *testing.T) {
	seen, counted := map[string]bool{}, map[*catalog.Kind]bool{}
	for _, i := range tally.List() {
		if i.Title == "" || i.Kind == nil {
			t.Errorf("%+v is incomplete", i)
		}
		if seen[i.Name] {
			t.Errorf("two tallies are called %s", i.Name)
		}
		seen[i.Name] = true
		counted[i.Kind] = true
	}
	// The names and groups that CLI.md promises.
	for name, groups := range map[string]string{
		"cadre-composition": "total sex age education political_status org", "member-composition": "total sex age class education org",
		"services": "total item org month", "visits": "total category org month", "education": "sessions attendance school", "publicity": "total", "coverage": "unmanaged",
	} {
		if !seen[name] {
			t.Errorf("there is no tally %s", name)
			continue
		}
		res := run(t, trial.Office{}, name, tally.Params{})
		for _, key := range strings.Fields(groups) {
			if res.Group(key) == nil {
				t.Errorf("%s has no group %s", name, key)
			}
		}
	}
	for _, k := range ledger.All() {
		if !counted[k] {
			t.Errorf("no tally counts %s", k.Key)
		}
	}
}

// TestTable compares the printed tables with testdata; UPDATE=1 writes them anew.
func TestTable(t *testing.T) {
	o := append(trial.Demonstration(), trial.Record(ledger.Visit, "v1", "date", "2003-01-20", "org", "x"))
	for _, c := range []struct {
		file, name, org string
		p               tally.Params
	}{
		{"cadres", "cadre-composition", "", tally.Params{}},
		{"members-one-community", "member-composition", "北门社区", tally.Params{Org: o[0].ID}},
		{"visits", "visits", "", tally.Params{From: trial.Day("2002-10")}},
		{"services-one-community", "services", "北门社区", tally.Params{Org: o[0].ID}},
	} {
		got := draw(run(t, o, c.name, c.p).Table(demo.Office().Name, c.org))
		path := "testdata/" + c.file + ".txt"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || got != string(want) {
			t.Errorf("%s: %v\n%s", path, err, got)
		}
	}
}

// draw writes a table as text.
func draw(t catalog.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s | %s\n", t.Title, t.Left, t.Right)
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "[%s]", strings.Join(c.Heading, "/"))
	}
	b.WriteByte('\n')
	for _, r := range t.Rows {
		mark := " "
		switch {
		case r.Group:
			mark = "#"
		case r.Total:
			mark = "="
		}
		fmt.Fprintf(&b, "%s %s\n", mark, strings.Join(r.Cells, " | "))
	}
	fmt.Fprintf(&b, "%s\n%s\n", strings.Join(t.Notes, "\n"), strings.Join(t.Signers, " "))
	return b.String()
}

func BenchmarkMembers100k(b *testing.B) {
	o := trial.Demonstration()[:10]
	for r := range demo.Members(1, 100_000) {
		o = append(o, r)
	}
	for b.Loop() {
		if _, err := tally.Run(b.Context(), o, "member-composition", tally.Params{AsOf: demo.AsOf()}); err != nil {
			b.Fatal(err)
		}
	}
}
