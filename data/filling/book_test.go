package filling_test

import (
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/ledger"
)

// bookOf reads the workbook with a list and with numbers.
func bookOf(t *testing.T, o office, opt filling.Options) []*filling.Plan {
	t.Helper()
	return read(t, form(t, "list-and-numbers.xlsx"), "x.xlsx", o, opt).Parts()
}

// TestListsAndNumbersInOneRun: a workbook with a sheet for people and one for numbers is filled at once; each has its own columns.
func TestListsAndNumbersInOneRun(t *testing.T) {
	o := someOffice(t, 9)
	f := form(t, "list-and-numbers.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	parts := p.Parts()
	if len(parts) != 2 || parts[0] != p || parts[0].Kind != ledger.Cadre || !parts[1].Counts() || parts[1].Sheet() != "附件2统计表" {
		t.Fatalf("%d parts", len(parts))
	}
	if len(p.Notes)+len(parts[1].Notes) != 0 {
		t.Errorf("notes %q %q", p.Notes, parts[1].Notes)
	}
	if err := p.SetIn(t.Context(), "附件2统计表!F", "女干部"); err != nil {
		t.Fatal(err)
	}
	if err := p.SetIn(t.Context(), "志愿者", "女干部"); err != nil { // the first sheet has no such column
		t.Fatal(err)
	}
	if err := p.SetIn(t.Context(), "F", "办公电话"); err == nil || !strings.Contains(catalog.Message(err), "没有「办公电话」这一栏") {
		t.Errorf("F is the column of the first sheet: %v", err)
	}
	if err := p.SetIn(t.Context(), "某列", "女干部"); err == nil {
		t.Error("a column that neither sheet has was taken")
	}
	results, err := p.FillParts(t.Context(), f, filling.Copy{{{Records: o.of(ledger.Cadre)}}, {{}}})
	if err != nil || len(results) != 2 || results[0].Rows != 9 || len(results[0].Numbers) != 0 || len(results[1].Numbers) != 3*5 || results[0].Kind != "cadre" || results[1].Kind != "" {
		t.Fatalf("%+v %v", results, err)
	}
	g, err := sheetOf([]byte(written(t, f)))
	if err != nil {
		t.Fatal(err)
	}
	goldenOf(t, "list-and-numbers", results, g.Book())
	list, numbers, rest := g.Book().Sheets[0], g.Book().Sheets[1], g.Book().Sheets[2]
	if got := list.Cell(11, 1).Text; got == "" || list.Cell(12, 1).Text != "" || rest.Cell(0, 0).Text == "" {
		t.Errorf("the last of the list is %q", got)
	}
	wantRow(t, numbers, 3, "北门社区", "5", "3", "60", "5", "3")
	wantRow(t, numbers, 5, "合计", "9", "6", "66.7", "9", "6")
	again := bookOf(t, o, options())
	if _, err := again[0].FillParts(t.Context(), form(t, "list-and-numbers.xlsx"), filling.Copy{{{}, {}}, {{}}}); err == nil || !strings.Contains(catalog.Message(err), "每个社区一个文件") {
		t.Errorf("sheets were repeated: %v", err)
	}
}

// TestFullListBesideNumbers: people that stand in a list already are neither changed nor added to; a kind that is given by hand is the only
// one.
func TestFullListBesideNumbers(t *testing.T) {
	o := someOffice(t, 4)
	f := form(t, "list-and-numbers.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	if _, err := p.Fill(t.Context(), f, []filling.Job{{Records: o.of(ledger.Cadre)}}); err != nil {
		t.Fatal(err)
	}
	g, err := sheetOf([]byte(written(t, f)))
	if err != nil {
		t.Fatal(err)
	}
	full := read(t, g, "x.xlsx", o, options())
	if !full.Counts() || len(full.Parts()) != 1 || len(full.Notes) != 1 || !strings.Contains(full.Notes[0], "附件1干部名册 A3:F7 里已经填有社区干部,没有改") {
		t.Errorf("%d parts, notes %q", len(full.Parts()), full.Notes)
	}
	opt := options()
	opt.Numbers = true
	if parts := bookOf(t, o, opt); len(parts) != 1 || !parts[0].Counts() {
		t.Error("numbers alone were asked for")
	}
	opt.Numbers, opt.Kind = false, ledger.Cadre
	if parts := bookOf(t, o, opt); len(parts) != 1 || parts[0].Counts() {
		t.Error("cadres alone were asked for")
	}
}

// TestACopyForEach: each community has its list and its numbers in a workbook of its own, also one without people.
func TestACopyForEach(t *testing.T) {
	o := someOffice(t, 1) // of the first community
	parts := bookOf(t, o, options())
	lists, err := parts[0].Split(t.Context(), o.of(ledger.Cadre))
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := parts[1].CountJobs(t.Context(), "", true)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range filling.CopyForEach([][]filling.Job{lists, numbers}) {
		org, _ := c.Words()
		f := form(t, "list-and-numbers.xlsx")
		results, err := read(t, f, "x.xlsx", o, options()).FillParts(t.Context(), f, c.Plain())
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, org, results[0].Sheet, f.Book().Sheets[1].Name, results[1].Org, string(rune('0'+results[0].Rows)))
	}
	if want := []string{"北门社区", "附件1干部名册", "附件2统计表", "北门社区", "1", "西上社区", "附件1干部名册", "附件2统计表", "西上社区", "0"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
