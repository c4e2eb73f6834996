package main

import (
	"context"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"taizhang/data/sheet"
)

// countAnswer is what fill -json prints of a form of numbers.
type countAnswer struct {
	filledAnswer
	Numbers []filledNumber
}

type filledNumber struct {
	Cell, What, Kind string
	Count            float64
	Records          []string
	Of               *struct {
		Part, Count int64
		What        string
		Records     []string
	}
}

// tallied is what tally -json prints.
type tallied struct {
	Tally, Title, AsOf string
	Groups             []struct {
		Key, Title string
		Cells      []struct {
			Key     string
			Count   float64
			Records []string
		}
	}
}

// cell returns a number of a tally and the records behind it.
func (t tallied) cell(group, key string) (count float64, records []string) {
	for _, g := range t.Groups {
		for _, c := range g.Cells {
			if g.Key == group && c.Key == key {
				return c.Count, c.Records
			}
		}
	}
	return -1, nil
}

// checkNumbers compares numbers of a form with those of tallies: cell → tally flags, group and cell.
func checkNumbers(t *testing.T, c ctl, a countAnswer, out string, want map[string][]string) {
	t.Helper()
	book, err := sheet.Open(context.Background(), out, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	results := map[string]tallied{}
	for cell, w := range want {
		name := strings.Join(w[:len(w)-2], " ")
		res, ok := results[name]
		if !ok {
			decode(t, c.ok(append(append([]string{"tally"}, w[:len(w)-2]...), "-asof", "2003-09-30", "-json")...), &res)
			results[name] = res
		}
		count, records := res.cell(w[len(w)-2], w[len(w)-1])
		at := slices.IndexFunc(a.Numbers, func(n filledNumber) bool { return n.Cell == cell })
		if at < 0 {
			t.Errorf("%s has no number", cell)
			continue
		}
		n := a.Numbers[at]
		row, col := place(t, cell)
		shown := book.Sheets[0].Cell(row, col).Text
		slices.Sort(n.Records)
		slices.Sort(records)
		if n.Count != count || !slices.Equal(n.Records, records) || shown != strconv.FormatFloat(count, 'f', -1, 64) {
			t.Errorf("%s (%s) is %v of %d records and shows %s; tally %v says %v of %d", cell, n.What, n.Count, len(n.Records), shown, w, count, len(records))
		}
	}
}

// place reads the name of a cell with one letter.
func place(t *testing.T, cell string) (row, col int) {
	t.Helper()
	n, err := strconv.Atoi(cell[1:])
	if err != nil {
		t.Fatal(err)
	}
	return n - 1, int(cell[0] - 'A')
}

// TestFillNumbers: what stands in a form of numbers is what the tallies say, with the same records behind it.
func TestFillNumbers(t *testing.T) {
	c := demoOffice(t)
	before := c.dump()
	out := filepath.Join(t.TempDir(), "填好.xlsx")
	var a countAnswer
	decode(t, c.ok("fill", forms+"party-statistics-communities.xlsx", "-date", "2003-10-08", "-json", "-o", out), &a)
	want := map[string][]string{}
	lines := []string{"总计", "女", "35岁及以下", "36–45岁", "46–54岁", "55–59岁", "60岁及以上", "大专及以上", "中专", "高中、中技", "初中及以下"}
	for i, group := range []string{"members", "branch_committee", "branch_and_residents", "secretaries", "secretary_directors", "residents_committee", "directors"} {
		for k, line := range lines {
			want[string(rune('D'+i))+strconv.Itoa(6+k)] = []string{"community-party", group, line}
		}
	}
	checkNumbers(t, c, a, out, want)
	if len(a.Numbers) != len(want) || a.Range != "D6:J16" || a.Kind != "" || len(a.Missing) != 0 {
		t.Errorf("%d numbers in %s of %q, %d missing", len(a.Numbers), a.Range, a.Kind, len(a.Missing))
	}

	a = countAnswer{}
	decode(t, c.ok("fill", forms+"numbers-by-community.xlsx", "-date", "2003-10-08", "-json", "-o", out), &a)
	if a.AddedRows != 6 || len(a.Numbers) != 110 || a.Completed[0].Text != "容城镇社区党建工作情况统计表" {
		t.Errorf("%d rows added, %d numbers, %v", a.AddedRows, len(a.Numbers), a.Completed)
	}
	checkNumbers(t, c, a, out, map[string][]string{
		"D5": {"member-composition", "org", "北门社区"}, "D14": {"member-composition", "org", "福船岭社区"}, "J5": {"cadre-composition", "org", "北门社区"}, "L6": {"visits", "org", "西上社区"},
		"E5": {"member-composition", "-org", "北门", "sex", "女"}, "K8": {"cadre-composition", "-org", "新南", "sex", "女"}, "H6": {"member-composition", "-org", "西上", "-bands", "35,59", "age", "≤35"},
		"I6": {"member-composition", "-org", "西上", "-bands", "35,59", "age", ">59"}, "F7": {"member-management", "-org", "新北", "political_status", "中共预备党员"},
	})
	book, err := sheet.Open(context.Background(), out, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := book.Sheets[0]; s.Cell(14, 3).Text != "600" || s.Cell(14, 11).Text != "287" || s.Cell(14, 9).Text != "30" {
		t.Errorf("the totals are %s, %s, %s", s.Cell(14, 3).Text, s.Cell(14, 11).Text, s.Cell(14, 9).Text)
	}

	a = countAnswer{}
	decode(t, c.ok("fill", forms+"party-statistics-change.xls", "-org", "北门", "-asof", "2003-09-30", "-json", "-o", out), &a)
	checkNumbers(t, c, a, out, map[string][]string{
		"C4": {"member-change", "-org", "北门", "-from", "2003-01-01", "change", "1 上年底党员数"}, "C6": {"member-change", "-org", "北门", "-from", "2003-01-01", "change", "3 发展党员"},
		"C14": {"member-change", "-org", "北门", "-from", "2003-01-01", "change", "16 本期末实有党员数"}, "D14": {"member-composition", "-org", "北门", "sex", "女"},
	})

	a = countAnswer{}
	decode(t, c.ok("fill", forms+"work-by-months.xlsx", "-asof", "2003-09-30", "-json", "-o", out), &a)
	checkNumbers(t, c, a, out, map[string][]string{
		"G7": {"services", "month", "2003-05"}, "C8": {"visits", "month", "2003-01"}, "C9": {"visit-money", "month", "2003-01"}, "E6": {"activities", "month", "2003-03"}, "F10": {"education", "month", "2003-04"},
	})
	if slices.ContainsFunc(a.Numbers, func(n filledNumber) bool { return n.Cell[0] == 'L' }) {
		t.Error("October has numbers on 30 September")
	}
	if c.dump() != before {
		t.Error("filling forms changed records")
	}
}

// TestFillNumbersOverruled: a heading is overruled in words, which is remembered, listed and forgotten; what makes no sense is
// refused.
func TestFillNumbersOverruled(t *testing.T) {
	c := demoOffice(t)
	out := filepath.Join(t.TempDir(), "x.xlsx")
	form := forms + "numbers-of-named-branches.xlsx"
	var a countAnswer
	decode(t, c.ok("fill", form, "-date", "2003-09-30", "-json", "-o", out), &a)
	if f := a.Columns[7].Field; f != nil || !strings.Contains(a.Columns[7].Why, "党员台账里没有这一类") || a.Columns[8].Column != "7" || a.Columns[8].Why != "台账里没有这个社区,留空;可以指定" {
		t.Errorf("%+v", a.Columns[7:])
	}
	decode(t, c.ok("fill", form, "-map", "困难党员=60岁以上党员", "-json", "-o", out), &a)
	if *a.Columns[7].Field != "members+age=60.." {
		t.Errorf("%+v", a.Columns[7])
	}
	decode(t, c.ok("fill", form, "-json", "-o", out), &a)
	if a.Columns[7].Field == nil || !strings.Contains(c.ok("memory"), "「困难党员」数「党员」(党员台账),年龄60岁及以上") {
		t.Error("it was not remembered")
	}
	c.ok("memory", "-forget", "all")
	a = countAnswer{}
	decode(t, c.ok("fill", form, "-json", "-o", out), &a)
	if a.Columns[7].Field != nil {
		t.Error("it was not forgotten")
	}
	c.fails(exitMisused, "统计数", "fill", form, "-where", "sex=女", "-o", out)
	c.fails(exitRefused, "没有「怪数」这样的数", "fill", form, "-map", "B=怪数", "-o", out)
	c.fails(exitRefused, "没有找到要填数的表", "fill", forms+"tall-rows.xlsx", "-kind", "count", "-o", out)
	c.fails(exitMisused, "-from", "fill", form, "-from", "2003", "-o", out)
	dir := t.TempDir()
	c.ok("fill", forms+"party-statistics-communities.xlsx", "-split", "org", "-o", filepath.Join(dir, "{社区}.xlsx"))
	if files, err := filepath.Glob(filepath.Join(dir, "*.xlsx")); err != nil || len(files) != 10 {
		t.Errorf("%q %v", files, err)
	}
}

// TestFillShares: both numbers of a share are those of the tallies, with the same records behind them.
func TestFillShares(t *testing.T) {
	c := demoOffice(t)
	out := filepath.Join(t.TempDir(), "填好.xlsx")
	var a countAnswer
	decode(t, c.ok("fill", forms+"shares-beside-numbers.xlsx", "-date", "2003-10-08", "-json", "-o", out), &a)
	if a.AddedRows != 8 || len(a.Numbers) != 11*10 {
		t.Fatalf("%d rows added, %d numbers", a.AddedRows, len(a.Numbers))
	}
	shares := 0
	for row, org := range []string{"北门", "西上", "新北", "新南", "南大", "城东", "城南", "城西", "城北", "福船岭", ""} {
		var of []string
		if org != "" {
			of = []string{"-org", org}
		}
		for col, want := range map[string][3]string{
			"D": {"member-composition", "sex", "女"}, "F": {"member-composition", "age", "≤45"}, "K": {"cadre-composition", "sex", "女"},
		} {
			var res tallied
			decode(t, c.ok(append([]string{"tally", want[0], "-asof", "2003-09-30", "-bands", "45,59", "-json"}, of...)...), &res)
			part, records := res.cell(want[1], want[2])
			whole, all := res.cell("total", "合计")
			if part < 0 { // a tally has no cell for none
				part, records = 0, []string{}
			}
			cell := col + strconv.Itoa(5+row)
			n := a.Numbers[slices.IndexFunc(a.Numbers, func(n filledNumber) bool { return n.Cell == cell })]
			for _, ids := range [][]string{n.Records, n.Of.Records, records, all} {
				slices.Sort(ids)
			}
			if n.Of.Part != int64(part) || n.Of.Count != int64(whole) || !slices.Equal(n.Records, records) || !slices.Equal(n.Of.Records, all) || math.Abs(n.Count-100*part/whole) > 0.05001 {
				t.Errorf("%s (%s of %s) is %v, %d of %d; tally says %v of %v", cell, n.What, n.Of.What, n.Count, n.Of.Part, n.Of.Count, part, whole)
			}
			shares++
		}
	}
	if shares != 33 || len(a.Missing) != 11 || a.Missing[0].Cell != "L5" || a.Columns[11].Field != nil || a.Columns[12].Field != nil {
		t.Errorf("%d shares, missing %v", shares, a.Missing) // more women are in the party than there are cadres
	}
}

// TestFillPosts: the numbers of posts are those of the tallies of cadres, with the same people behind them.
func TestFillPosts(t *testing.T) {
	c := demoOffice(t)
	out := filepath.Join(t.TempDir(), "填好.xlsx")
	posts := map[string]string{
		"B": "支部书记", "C": "支部副书记", "D": "支部委员(不含书记、副书记)", "E": "居委会主任", "F": "居委会副主任", "G": "居委会委员(不含主任、副主任)", "H": "书记主任一肩挑",
	}
	want := map[string][]string{}
	for i, org := range []string{"北门", "西上", "新北"} {
		for col, title := range posts {
			want[col+strconv.Itoa(4+i)] = []string{"cadre-work", "-org", org, "post", title}
		}
		want["K"+strconv.Itoa(4+i)] = []string{"safety", "-org", org, "households", "合计"}
	}
	for col, title := range posts {
		want[col+"14"] = []string{"cadre-work", "post", title}
	}
	var a countAnswer
	decode(t, c.ok("fill", forms+"posts-by-community.xlsx", "-date", "2003-09-30", "-json", "-o", out), &a)
	checkNumbers(t, c, a, out, want)
	if a.Columns[10].Field != nil || !strings.Contains(a.Columns[10].Why, "志愿者没有台账") {
		t.Errorf("volunteers are %+v", a.Columns[10])
	}
	want = map[string][]string{}
	for i, title := range []string{"支部书记", "支部副书记", "居委会主任", "居委会副主任", "书记主任一肩挑", "支部和居委会交叉任职"} {
		want["B"+strconv.Itoa(3+i)] = []string{"cadre-work", "post", title}
	}
	want["C3"] = []string{"community-party", "secretaries", "女"}
	want["F5"] = []string{"community-party", "directors", "大专及以上"}
	a = countAnswer{}
	decode(t, c.ok("fill", forms+"posts-as-rows.xlsx", "-date", "2003-09-30", "-json", "-o", out), &a)
	checkNumbers(t, c, a, out, want)
}

// TestFillListsAndNumbers: a workbook with a list and with numbers is filled in one run, as a whole or for each community.
func TestFillListsAndNumbers(t *testing.T) {
	c := demoOffice(t)
	form, dir := forms+"list-and-numbers.xlsx", t.TempDir()
	out := filepath.Join(dir, "填好.xlsx")
	var a struct {
		File, Out string
		Results   []countAnswer
	}
	decode(t, c.ok("fill", form, "-date", "2003-09-30", "-where", "性别=女", "-map", "附件2统计表!F=女干部", "-json", "-o", out), &a)
	if len(a.Results) != 2 || a.Results[0].Kind != "cadre" || a.Results[0].Rows != 21 || len(a.Results[1].Numbers) != 11*5 {
		t.Fatalf("%+v", a)
	}
	book, err := sheet.Open(context.Background(), out, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string][]string{
		"B3": {"member-composition", "-org", "北门", "total", "合计"}, "C3": {"member-composition", "-org", "北门", "sex", "女"}, "E13": {"cadre-composition", "total", "合计"}, "F13": {"cadre-composition", "sex", "女"},
	} {
		var res tallied
		decode(t, c.ok(append(append([]string{"tally"}, want[:len(want)-2]...), "-asof", "2003-09-30", "-json")...), &res)
		count, records := res.cell(want[len(want)-2], want[len(want)-1])
		n := a.Results[1].Numbers[slices.IndexFunc(a.Results[1].Numbers, func(n filledNumber) bool { return n.Cell == cell })]
		row, col := place(t, cell)
		slices.Sort(n.Records)
		slices.Sort(records)
		if shown := book.Sheets[1].Cell(row, col).Text; n.Count != count || !slices.Equal(n.Records, records) || shown != strconv.FormatFloat(count, 'f', -1, 64) {
			t.Errorf("%s is %v and shows %s, the tally says %v", cell, n.Count, shown, count)
		}
	}
	text := c.ok("fill", form, "-o", out)
	if !strings.Contains(text, "附件2") && !strings.Contains(text, "占比(%)") || !strings.Contains(text, "姓名") {
		t.Errorf("it says\n%s", text)
	}
	c.ok("fill", form, "-split", "org", "-o", filepath.Join(dir, "各社区", "{社区}.xlsx"))
	if files, err := filepath.Glob(filepath.Join(dir, "各社区", "*.xlsx")); err != nil || len(files) != 10 {
		t.Errorf("%q %v", files, err)
	}
	c.fails(exitRefused, "请选每个社区一个文件", "fill", form, "-split", "org", "-o", out)
	c.fails(exitMisused, "统计数", "fill", form, "-split", "person", "-o", out)
	if len(c.ok("memory")) == 0 {
		t.Error("nothing is remembered")
	}
}
