package roster

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

var update = flag.Bool("update", false, "write the golden files anew")

// office is a Source of invented records.
type office map[string]catalog.Record

func (o office) Lookup(_ context.Context, kind string, ids []string) (map[string]catalog.Record, error) {
	found := map[string]catalog.Record{}
	for _, id := range ids {
		if r, ok := o[id]; ok && r.Kind.Key == kind {
			found[id] = r
		}
	}
	return found, nil
}

func record(k *catalog.Kind, id string, pairs ...string) catalog.Record {
	r := catalog.NewRecord(k, id)
	for i := 0; i+1 < len(pairs); i += 2 {
		r = r.With(pairs[i], value.Text(pairs[i+1]))
	}
	return r
}

// The ids of communities sort as they were made: 北门 before 西上, whatever the pinyin.
var communities = office{
	"o1": record(ledger.Org, "o1", "name", "北门社区", "branch", "容城镇北门社区党支部"),
	"o2": record(ledger.Org, "o2", "name", "西上社区"),
}

func cadres() []catalog.Record {
	return []catalog.Record{
		record(ledger.Cadre, "c3", "name", "王五", "sex", "1"),
		record(ledger.Cadre, "c2", "name", "李四", "org", "o2", "sex", "1", "birth", "1971-10-03", "political_status", "13",
			"in_charge_of", "社会保障、治安调解和环境卫生工作"),
		record(ledger.Cadre, "c1", "name", "张三", "org", "o1", "sex", "2", "birth", "1968-05", "education", "30", "political_status", "01",
			"id_number", "450999196805121234", "joined", "1990", "party_post", "书记", "committee_post", "主任", "phone", "13800000000").
			With("post_since", value.Unread("去年")),
	}
}

func mustDate(t *testing.T, s string) value.Date {
	t.Helper()
	d, ok := value.Text(s).Date()
	if !ok {
		t.Fatalf("no date: %s", s)
	}
	return d
}

// golden compares v with a file under testdata.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("%s differs:\n%s", path, got)
	}
}

func TestCadreRoster(t *testing.T) {
	table, err := Build(context.Background(), communities, Request{
		Kind: ledger.Cadre, Records: cadres(), Office: "容城镇", AsOf: mustDate(t, "2003-09-30"),
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "cadre.json", table)
}

func TestServiceRosterAddsUp(t *testing.T) {
	visits := []catalog.Record{
		record(ledger.Visit, "v2", "date", "2003-02-01", "org", "o2", "category", "残疾人", "goods", "大米", "money", "30050", "count", "3"),
		record(ledger.Visit, "v1", "date", "2003-01-20", "org", "o1", "category", "老年人", "money", "120000", "count", "12"),
		record(ledger.Visit, "v3", "date", "2003-03", "org", "o1", "category", "老年人").With("count", value.Unread("若干")),
	}
	table, err := Build(context.Background(), communities, Request{Kind: ledger.Visit, Records: visits, Office: "容城镇", AsOf: mustDate(t, "2003-09-30")})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "visit.json", table)
}

// TestViewOfSome: a list to sign holds those who sign; what is added up is theirs.
func TestViewOfSome(t *testing.T) {
	visits := []catalog.Record{
		record(ledger.Visit, "v1", "date", "2003-01-20", "category", "老年人", "money", "120000", "count", "12"),
		record(ledger.Visit, "v2", "date", "2003-02-01", "category", "残疾人", "money", "30000", "recipient", "张三"),
	}
	table, err := Build(context.Background(), communities, Request{Kind: ledger.Visit, View: "慰问签领表", Records: visits, Office: "容城镇", KeepOrder: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 2 || table.Rows[0].Cells[1] != "张三" || table.Rows[1].Cells[8] != "300" {
		t.Errorf("rows: %+v", table.Rows)
	}
	for view, want := range map[string]int{"": 2, "慰问签领表": 1} {
		if got := len(ledger.Visit.View(view).Select(visits)); got != want {
			t.Errorf("view %q holds %d records", view, got)
		}
	}
}

func TestGrouped(t *testing.T) {
	table, err := Build(context.Background(), communities, Request{Kind: ledger.Cadre, View: "通讯录", Records: cadres(), Office: "容城镇", GroupBy: "org"})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "grouped.json", table)
}

func TestSplit(t *testing.T) {
	tables, err := Split(context.Background(), communities, Request{Kind: ledger.Cadre, Records: cadres(), Office: "容城镇"}, "org")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, table := range tables {
		got = append(got, table.Sheet+"|"+table.Title+"|"+table.Left+"|"+table.Rows[0].Cells[0]+table.Rows[0].Cells[2])
	}
	want := []string{
		"北门社区|容城镇北门社区干部花名册|填报单位：容城镇北门社区|1张三",
		"西上社区|容城镇西上社区干部花名册|填报单位：容城镇西上社区|1李四",
		"未填社区|容城镇社区干部花名册|填报单位：容城镇|1王五",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSplitOfNothing(t *testing.T) {
	tables, err := Split(context.Background(), communities, Request{Kind: ledger.Cadre, Office: "容城镇"}, "org")
	if err != nil || len(tables) != 1 || len(tables[0].Rows) != 0 || len(tables[0].Columns) == 0 {
		t.Errorf("%d tables, %v", len(tables), err)
	}
}

func TestOneCommunity(t *testing.T) {
	for _, c := range []struct {
		kind  *catalog.Kind
		title string
	}{{ledger.Cadre, "容城镇北门社区干部花名册"}, {ledger.Member, "容城镇北门社区党员花名册"}, {ledger.Visit, "容城镇北门社区走访慰问登记表"}} {
		table, err := Build(context.Background(), communities, Request{Kind: c.kind, Office: "容城镇", Org: communities["o1"]})
		if err != nil || table.Title != c.title || table.Left != "填报单位：容城镇北门社区" || table.Right != "" || len(table.Notes) != 0 {
			t.Errorf("%s: %+v, %v", c.kind.Key, table, err)
		}
	}
}

// TestHeadingDecidesReference: 社区 shows the community, 所在党支部 its branch, and where the branch has no name the
// community again.
func TestHeadingDecidesReference(t *testing.T) {
	members := []catalog.Record{record(ledger.Member, "m1", "name", "张三", "org", "o1"), record(ledger.Member, "m2", "name", "李四", "org", "o2"),
		record(ledger.Member, "m3", "name", "王五").With("org", value.Unread("某社区"))}
	for heading, want := range map[string][]string{
		"":      {"北门", "西上", "某社区"},
		"所在社区":  {"北门", "西上", "某社区"},
		"单位":    {"北门社区", "西上社区", "某社区"},
		"所在党支部": {"容城镇北门社区党支部", "西上社区", "某社区"},
	} {
		table, err := Build(context.Background(), communities, Request{Kind: ledger.Member, Records: members,
			Columns: []catalog.ViewColumn{{Field: "org", Heading: heading}}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range table.Rows {
			got = append(got, r.Cells[0])
		}
		if !slices.Equal(got, want) {
			t.Errorf("under %q: %q, want %q", heading, got, want)
		}
	}
}

func TestKeepOrder(t *testing.T) {
	table, err := Build(context.Background(), communities, Request{Kind: ledger.Cadre, Records: cadres(), KeepOrder: true})
	if err != nil || table.Rows[0].Cells[2] != "王五" || table.Rows[2].Cells[2] != "张三" {
		t.Errorf("%v, %v", table.Rows, err)
	}
}

func TestAgeOnTheDay(t *testing.T) {
	table, err := Build(context.Background(), communities, Request{Kind: ledger.Cadre, Records: cadres()[2:], AsOf: mustDate(t, "2003-04-30"),
		Columns: []catalog.ViewColumn{{Field: "age"}, {Field: "no_such_field"}}})
	if err != nil || len(table.Columns) != 1 || table.Rows[0].Cells[0] != "34" {
		t.Errorf("%+v, %v", table, err)
	}
}

func TestUnknownView(t *testing.T) {
	_, err := Build(context.Background(), communities, Request{Kind: ledger.Cadre, View: "光荣榜"})
	var refusal *catalog.Refusal
	if !errors.As(err, &refusal) || refusal.Code != CodeView || !strings.Contains(refusal.Text, "花名册、通讯录") {
		t.Errorf("%v", err)
	}
}

// TestEveryView builds a roster of every view of every kind, so that no view names what can't be shown.
func TestEveryView(t *testing.T) {
	for _, k := range ledger.All() {
		for _, v := range k.Views {
			table, err := Build(context.Background(), communities, Request{Kind: k, View: v.Name, Office: "容城镇", Records: []catalog.Record{catalog.NewRecord(k, "x")}})
			columns := len(v.Columns)
			if v.Wide {
				columns += 12 // the months and their sum in the place of one
			}
			if err != nil || len(table.Columns) != columns || !strings.HasPrefix(table.Title, "容城镇") {
				t.Errorf("%s %s: %+v, %v", k.Key, v.Name, table, err)
			}
		}
	}
}
