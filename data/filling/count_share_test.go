package filling_test

import (
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/filling"
)

// shareIn returns what the form says of the cell in row 3, of 北门社区: the number and what it is of, or why it is blank.
func shareIn(t *testing.T, o office, headings ...string) string {
	t.Helper()
	f := headingForm(t, "社区情况统计表", headings...)
	p := read(t, f, "x.xlsx", o, options())
	if !p.Counts() {
		return "no form of numbers"
	}
	done := fill(t, f, p, filling.Job{})
	at := len(headings) // the last column
	name := string(rune('A'+at)) + "3"
	for _, n := range done.results[0].Numbers {
		if n.Cell == name {
			if n.Of == nil {
				return "no share"
			}
			return n.Count.String() + " " + n.What + " of " + n.Of.What
		}
	}
	return meant(p, at)
}

// TestShares: both numbers of a share are told by its heading, or by where it stands; where there is any doubt it stays blank.
func TestShares(t *testing.T) {
	o := someOffice(t, 9) // 5 members in 北门, 3 of them women
	const women, percent = "党员 · 性别女 · 北门社区 of 党员", "60 "
	for _, c := range []struct {
		want     string
		headings []string
	}{
		{percent + women, []string{"党员数", "女", "比例"}},
		{percent + women, []string{"党员总数", "其中:女", "占比(%)"}},
		{percent + women, []string{"党员数", "干部数", "女党员比例"}},
		{percent + women, []string{"干部数", "社区", "女党员占党员总数的比例"}},
		{percent + women, []string{"党员数", "女", "占党员总数的百分比"}},
		{percent + women, []string{"党员数", "女", "占总数%"}},
		{percent + women, []string{"女", "男", "党员合计", "女性比例(%)"}},
		{"60 党员 · 性别女 · 北门社区 of 社区干部", []string{"党员数", "女", "占党员比例", "占社区干部比例"}},
		{"100 党员 · 北门社区 of 社区干部", []string{"干部数", "党员数", "占干部数比例"}},
		{"60 社区干部 · 性别女 · 北门社区 of 社区干部", []string{"党员数", "干部数", "女干部", "比例"}},

		{"? 没有写明占什么的比例", []string{"党员数", "干部数", "比例"}},
		{"? 不知道是什么的比例", []string{"党员数", "女", "占比", "比例"}},
		{"? 没有写明占「党员数」还是占「女」的比例", []string{"党员数", "女", "35岁以下女党员", "比例"}},
		{"? 表里没有找到算比例用的总数", []string{"干部数", "女干部", "女党员比例"}},
		{"? 「全镇的比例」不知道指什么", []string{"党员数", "女", "占全镇比例"}},
		{"? 志愿者没有台账", []string{"党员数", "女", "占志愿者比例"}},
		{"? 「率」不知道指什么", []string{"党员数", "女", "参训率(%)"}},
		{"? 不知道是什么的比例", []string{"党员数", "网吧数", "比例"}},
		{"? 不知道占什么的比例", []string{"党员数", "女", "占北门社区的比例"}},
	} {
		if got := shareIn(t, o, c.headings...); got != c.want && !(strings.HasPrefix(c.want, "?") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%v: %s, want %s", c.headings, got, c.want)
		}
	}
}

// TestSharesThatMakeNoSense: nothing is divided by none, and a part is no more than its whole.
func TestSharesThatMakeNoSense(t *testing.T) {
	o := append(someOffice(t, 9), work(t)...)
	f := headingForm(t, "2003年统计表", "党员数", "80岁以上党员", "其中:女", "女党员占80岁以上党员比例", "党员占女党员比例", "走访慰问人次占党员比例", "慰问金")
	opt := options()
	opt.Mark = true
	p := read(t, f, "x.xlsx", o, opt)
	done := fill(t, f, p, filling.Job{})
	for _, cell := range []string{"E3", "F3", "G3"} {
		at := slices.IndexFunc(done.results[0].Missing, func(m filling.Missing) bool { return m.Cell == cell })
		want := map[string]string{"E3": "总数是 0", "F3": "数出来的部分比总数还多", "G3": "不是同一种数"}[cell]
		if at < 0 || !strings.HasPrefix(strings.TrimPrefix(done.results[0].Missing[at].Problem, "「走访慰问人次」和「党员」"), want) {
			t.Errorf("%s: %+v", cell, done.results[0].Missing)
		}
		row, col := 2, int(cell[0]-'A')
		if got := done.book.Sheets[0].Cell(row, col); !got.IsEmpty() {
			t.Errorf("%s holds %q", cell, got.Text)
		}
	}
}

// TestSharesAreWrittenAsWanted: as a fraction where cells show per cent, as a number where the heading says %, with its sign otherwise.
func TestSharesAreWrittenAsWanted(t *testing.T) {
	o := append(someOffice(t, 8), work(t)...)
	f := form(t, "shares-beside-numbers.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{})
	s := done.book.Sheets[0]
	const total = 7 - 1
	for col, want := range map[int]catalog.Cell{
		3: {Type: catalog.CellNumber, Text: "62.5"}, 5: {Type: catalog.CellNumber, Text: "0.625"}, 7: catalog.TextCell("50.0%"), 10: catalog.TextCell("62.5%"), 11: {Type: catalog.CellNumber, Text: "62.5"},
		12: {}, 13: {},
	} {
		if got := s.Cell(total, col); got.Type != want.Type || got.Text != want.Text {
			t.Errorf("column %d holds %v %q, want %v %q", col, got.Type, got.Text, want.Type, want.Text)
		}
	}
	if got, _ := done.xlsx.GetCellValue("Sheet", "F7"); got != "62.5%" {
		t.Errorf("Excel shows %s", got)
	}
}

// TestSharesAreOverruled: in words, which are remembered.
func TestSharesAreOverruled(t *testing.T) {
	o := someOffice(t, 9)
	opt := options()
	opt.Memory = memory{}
	again := func() *filling.Plan {
		return read(t, headingForm(t, "统计表", "党员数", "干部数", "比例"), "x.xlsx", o, opt)
	}
	p := again()
	for words, want := range map[string]string{
		"女党员占党员总数比例": "members sex=2 share of:members", "members+sex=2+share+of:cadres": "members sex=2 share of:cadres", "党员占社区干部比例": "members share of:cadres",
	} {
		if err := p.Set(t.Context(), "比例", words); err != nil {
			t.Fatalf("%s: %v", words, err)
		}
		if got := meant(p, 3); got != want {
			t.Errorf("%q makes it %s, want %s", words, got, want)
		}
	}
	if err := p.Set(t.Context(), "比例", "members+share+of:of:members"); err == nil {
		t.Error("a whole of a whole was taken")
	}
	if err := p.Set(t.Context(), "比例", "女党员占党员总数比例"); err != nil {
		t.Fatal(err)
	}
	if err := p.Remember(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := filling.Recall(t.Context(), opt.Memory)
	if err != nil || len(list) != 1 || !slices.Equal(list[0].Words(opt.Kinds), []string{"「比例」填「党员 女 占 党员 的比例」"}) {
		t.Errorf("%v %v", list, err)
	}
	f := headingForm(t, "统计表", "党员数", "干部数", "比例")
	if done := fill(t, f, read(t, f, "x.xlsx", o, opt), filling.Job{}); done.book.Sheets[0].Cell(2, 3).Text != "60.0%" {
		t.Errorf("filled is %q", done.book.Sheets[0].Cell(2, 3).Text)
	}
}
