package filling_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

var update = flag.Bool("update", false, "write the golden files anew")

func copyJSON(from, to any) {
	text, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(text, to)
	}
	if err != nil {
		panic(err)
	}
}

// TestGolden holds each fixture, filled with the records of a small office, to what was looked at on paper.
func TestGolden(t *testing.T) {
	o := someOffice(t, 8)
	for _, name := range []string{"two-rows-with-total", "ticks-and-codes", "date-cells-one-row", "one-person", "two-people-a-sheet", "protected-unruled", "tall-rows", "sheet-for-each", "names-given", "inline-labels", "boxes", "headings-on-each-page",
		"one-thing-in-parts", "ticks-without-heading", "digits-in-cells"} {
		t.Run(name, func(t *testing.T) {
			f := form(t, name+".xlsx")
			p := read(t, f, name+".xlsx", o, options())
			golden(t, name, f, p, filling.Job{Records: o.of(p.Kind)})
		})
	}
	o = append(o, work(t)...)
	for _, file := range []string{"numbers-by-community.xlsx", "numbers-of-named-branches.xlsx", "party-statistics-communities.xlsx", "party-statistics-change.xls", "two-halves-of-sorts.xlsx",
		"work-by-months.xlsx", "communities-as-columns.xlsx", "numbers-beside-names.xlsx",
		"three-levels-total-above.xlsx", "cadres-by-community.xlsx", "things-with-units.xlsx", "shares-beside-numbers.xlsx", "shares-of-rows.xlsx", "posts-by-community.xlsx", "posts-as-rows.xlsx"} {
		name := strings.TrimSuffix(file, filepath.Ext(file))
		t.Run(name, func(t *testing.T) {
			f := form(t, file)
			golden(t, name, f, read(t, f, file, o, options()), filling.Job{})
		})
	}
}

// TestEverythingMovesAlong shows that rows are added with their look, and that all that is tied to the rows below moves.
func TestEverythingMovesAlong(t *testing.T) {
	o := someOffice(t, 12)
	f := form(t, "two-rows-with-total.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true})
	const name, added = "干部花名册", 6
	if r := done.results[0]; r.Rows != 12 || r.AddedRows != added || r.Range != "A5:L16" {
		t.Errorf("rows %d, added %d, range %s", r.Rows, r.AddedRows, r.Range)
	}
	x := done.xlsx
	check := func(what string, got, want any, err error) {
		t.Helper()
		if err != nil || got != want {
			t.Errorf("%s: %v %v, want %v", what, got, err, want)
		}
	}
	formula, err := x.GetCellFormula(name, "J17")
	check("sum", formula, "SUM(J5:J16)", err)
	formula, err = x.GetCellFormula("汇总", "B2")
	check("formula of another sheet", formula, "COUNTA(干部花名册!C5:C16)", err)
	formula, err = x.GetCellFormula("汇总", "B1")
	check("reference of another sheet", formula, "干部花名册!J17", err)
	s := done.book.Sheets[0]
	check("computed sum", s.Cell(16, 9).Text, "5766", nil)
	check("computed count", s.Cell(16, 3).Text, "8", nil)
	check("computed on another sheet", done.book.Sheets[1].Cell(1, 1).Text, "12", nil)

	for r := 5; r <= 16; r++ {
		height, err := x.GetRowHeight(name, r)
		check("height", height, 22.0, err)
	}
	for _, c := range []string{"A", "F", "J", "L"} {
		like, err1 := x.GetCellStyle(name, c+"9")
		style, err := x.GetCellStyle(name, c+"13")
		check("style of an added row, column "+c, style, like, errors.Join(err, err1))
	}
	last, err := x.GetCellStyle(name, "A16")
	first, err1 := x.GetCellStyle(name, "A5")
	if last == first || err != nil || err1 != nil {
		t.Errorf("the last row lost its thick line: %v %v", err, err1)
	}
	merges, err := x.GetMergeCells(name)
	var areas []string
	for _, m := range merges {
		areas = append(areas, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	for _, want := range []string{"A17:C17", "A18:L18", "A19:L19", "A3:A4", "H3:I3", "A1:L1"} {
		if !slices.Contains(areas, want) {
			t.Errorf("merged %s is gone: %v %v", want, areas, err)
		}
	}
	validations, err := x.GetDataValidations(name)
	check("validation", validations[0].Sqref, "D5:D16", err)
	formats, err := x.GetConditionalFormats(name)
	if err != nil || formats["J5:J16"] == nil {
		t.Errorf("conditional formats: %v %v", formats, err)
	}
	comments, err := x.GetComments(name)
	if err != nil || len(comments) != 2 || comments[0].Cell != "J17" || comments[1].Cell != "A19" {
		t.Errorf("comments: %+v %v", comments, err)
	}
	pictures, err := x.GetPictures(name, "L20")
	check("pictures", len(pictures), 1, err)
	for _, n := range x.GetDefinedName() {
		switch n.Name {
		case "报酬":
			check(n.Name, n.RefersTo, "干部花名册!$J$5:$J$16", nil)
		case "_xlnm.Print_Area":
			check(n.Name, strings.ReplaceAll(n.RefersTo, "'", ""), "干部花名册!$A$1:$L$21", nil)
		case "_xlnm.Print_Titles":
			check(n.Name, strings.ReplaceAll(n.RefersTo, "'", ""), "干部花名册!$3:$4", nil)
		}
	}
	layout, err := x.GetPageLayout(name)
	check("orientation", *layout.Orientation, "landscape", err)
	parts := unzip(t, done.bytes)
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], `<brk id="17"`) {
		t.Error("the page break did not move")
	}
	if !strings.Contains(parts["xl/charts/chart1.xml"], "$J$5:$J$16") {
		t.Error("the chart shows the old rows")
	}
	if !strings.Contains(strings.ToLower(parts["xl/drawings/commentsDrawing1.vml"]), "row>16<") {
		t.Error("the box of the comment stayed behind")
	}
	wantRow(t, s, 1, "容城镇社区干部花名册")
	wantRow(t, s, 5, "1", "北门社区", "覃业成", "男", "1955.01", idNumber("19550101", 1), "大学专科", "书记", "主任", "480.5", "13900000001")
	if c := s.Cell(4, 5); c.Type != catalog.CellText {
		t.Errorf("the ID number became %v", c.Type)
	}
	if c := s.Cell(4, 10); c.Type != catalog.CellText {
		t.Errorf("the telephone number became %v", c.Type)
	}
}

// TestUntouchedPartsStay shows that what did not change is the same to the byte.
func TestUntouchedPartsStay(t *testing.T) {
	o := someOffice(t, 12)
	for _, name := range []string{"two-rows-with-total.xlsx", "one-person.xlsx"} {
		before, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		f := form(t, name)
		var untouched bytes.Buffer
		if err := f.Write(context.Background(), &untouched); err != nil {
			t.Fatal(err)
		}
		old := unzip(t, before)
		for part, text := range unzip(t, untouched.Bytes()) {
			if old[part] != text {
				t.Errorf("%s: %s changed though nothing was written", name, part)
			}
		}
		p := read(t, f, name, o, options())
		now := unzip(t, fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre)[:1]}).bytes)
		for _, part := range []string{"xl/styles.xml", "xl/theme/theme1.xml", "xl/media/image1.png", "xl/drawings/drawing1.xml"} {
			if old[part] == "" || now[part] != old[part] {
				t.Errorf("%s: %s changed", name, part)
			}
		}
	}
}

func unzip(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// TestFewPeople shows that ruled rows that aren't needed stay, blank.
func TestFewPeople(t *testing.T) {
	o := someOffice(t, 2)
	f := form(t, "ticks-and-codes.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	s := done.book.Sheets[0]
	wantRow(t, s, 5, "1", "覃业成", "√", "", "1", "汉", "01", "1955-01-01", "48", "03大专", "是", "流动党员", "1993.06", "北门社区党支部")
	wantRow(t, s, 6, "2", "李玉兰", "", "√", "2", "壮", "08", "1956-02-02", "47", "04中专", "否", "离退休党员", "1993.06", "西上社区党支部")
	wantRow(t, s, 7)
	wantRow(t, s, 10, "填报人:王小明")
	if done.results[0].AddedRows != 0 {
		t.Errorf("%d rows were added", done.results[0].AddedRows)
	}
}

// TestDateCells shows that cells formatted as dates get dates, and that no day is invented.
func TestDateCells(t *testing.T) {
	o := someOffice(t, 3)
	f := form(t, "date-cells-one-row.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	if p.Org().ID != "o1" {
		t.Errorf("the form names 北门, found %q", p.Org().Label())
	}
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true})
	s := done.book.Sheets[0]
	if c := s.Cell(2, 2); c.Type != catalog.CellDate || c.Shown != "1955.01" {
		t.Errorf("birth is %+v", c)
	}
	if c := s.Cell(2, 4); c.Type != catalog.CellText || c.Text != "1981.08" {
		t.Errorf("a date without a day is %+v", c)
	}
	if c := s.Cell(4, 3); c.Text != "46" || s.Formula(4, 3) != `IF(C5="","",2003-YEAR(C5))` {
		t.Errorf("the form's own formula is %+v %s", c, s.Formula(4, 3))
	}
	if got := s.Cell(2, 6).Text; got != "党支部书记、居委会主任" {
		t.Errorf("posts are %q", got)
	}
	if got := s.Formula(5, 7); got != "SUM(H3:H5)" {
		t.Errorf("the sum of a form of one row is %s", got)
	}
	if got := s.Cell(5, 7).Text; got != "0.14415" {
		t.Errorf("the sum in 万元 is %s", got)
	}
	if c := s.Cell(2, 8); c.Type != catalog.CellText || c.Text != "13900000001" {
		t.Errorf("the telephone number is %+v", c)
	}
	problems := 0
	for _, m := range done.results[0].Missing {
		if m.Field == "worked_since" && strings.Contains(m.Problem, "不知道哪一天") {
			problems++
		}
	}
	if problems != 3 {
		t.Errorf("%d of 3 dates without a day are listed: %+v", problems, done.results[0].Missing)
	}
}

// TestOnePerson shows one sheet for each person, with the photo's place and the family left alone.
func TestOnePerson(t *testing.T) {
	o := someOffice(t, 3)
	f := form(t, "one-person.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	if p.Kind != ledger.Cadre || p.People() != 1 {
		t.Fatalf("kind %v, %d people", p.Kind, p.People())
	}
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true})
	var names []string
	for _, s := range done.book.Sheets {
		names = append(names, s.Name)
	}
	if !slices.Equal(names, []string{"覃业成", "李玉兰", "梁秋燕"}) {
		t.Fatalf("sheets %q", names)
	}
	for i, s := range done.book.Sheets {
		if s.Cell(1, 1).Text != names[i] {
			t.Errorf("sheet %s is of %s", names[i], s.Cell(1, 1).Text)
		}
		if pictures, err := done.xlsx.GetPictures(s.Name, "G3"); err != nil || len(pictures) != 1 {
			t.Errorf("sheet %s has %d pictures, %v", s.Name, len(pictures), err)
		}
		if s.Cell(1, 6).Text != "照\n\n片" || !s.Cell(10, 2).IsEmpty() || !s.Cell(7, 1).IsEmpty() || !s.Cell(2, 5).IsEmpty() {
			t.Errorf("sheet %s: something was written where we know nothing", s.Name)
		}
	}
	if got := done.book.Sheets[0].Cell(1, 5).Text; got != "1955.01\n(48岁)" {
		t.Errorf("birth and age are %q", got)
	}
	if got := done.book.Sheets[0].Cell(12, 0).Text; !strings.HasPrefix(got, "填表人:王小明") || !strings.HasSuffix(got, "填表日期:2003年9月30日") {
		t.Errorf("the last line is %q", got)
	}
}

// TestSheetsForCommunities shows a copy of the form for each community, formulas and print setup with it.
func TestSheetsForCommunities(t *testing.T) {
	o := someOffice(t, 30)
	f := form(t, "two-rows-with-total.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	jobs, err := p.Split(context.Background(), o.of(ledger.Cadre))
	if err != nil || len(jobs) != 2 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	done := fill(t, f, p, jobs...)
	var names []string
	for _, s := range done.book.Sheets {
		names = append(names, s.Name)
	}
	if !slices.Equal(names, []string{"北门社区", "西上社区", "汇总"}) {
		t.Fatalf("sheets %q", names)
	}
	for _, s := range done.book.Sheets[:2] {
		if !strings.HasSuffix(s.Cell(1, 0).Text, s.Name) || s.Formula(19, 9) != "SUM(J5:J19)" || s.Cell(19, 9).Text != "7207.5" {
			t.Errorf("sheet %s: %s %s %s", s.Name, s.Cell(1, 0).Text, s.Formula(19, 9), s.Cell(19, 9).Text)
		}
		if comments, err := done.xlsx.GetComments(s.Name); err != nil || len(comments) != 2 {
			t.Errorf("sheet %s has %d comments, %v", s.Name, len(comments), err)
		}
	}
	areas := map[string]bool{}
	for _, n := range done.xlsx.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" {
			areas[n.Scope+" "+strings.ReplaceAll(n.RefersTo, "'", "")] = true
		}
	}
	if !areas["北门社区 北门社区!$A$1:$L$24"] || !areas["西上社区 西上社区!$A$1:$L$24"] {
		t.Errorf("print areas: %v", areas)
	}
	if got := done.book.Sheets[2].Cell(0, 1).Text; got != "7207.5" || done.book.Sheets[2].Formula(0, 1) != "'北门社区'!J20" {
		t.Errorf("the summary says %s by %s", got, done.book.Sheets[2].Formula(0, 1))
	}
}

// TestOverruling shows that what a clerk says holds, and next month too.
func TestOverruling(t *testing.T) {
	o, m := someOffice(t, 2), memory{}
	opt := options()
	opt.Memory = m
	ctx := context.Background()
	f := form(t, "two-rows-with-total.xlsx")
	p := read(t, f, "x.xlsx", o, opt)
	for column, field := range map[string]string{"L": "民族", "现任职务/居委会职务": "", "文化程度": "political_status+education"} {
		if err := p.Set(ctx, column, field); err != nil {
			t.Fatal(err)
		}
	}
	wants := func(s *sheet.Sheet, where string) {
		t.Helper()
		if got := []string{s.Cell(4, 11).Text, s.Cell(4, 8).Text, s.Cell(4, 6).Text}; !slices.Equal(got, []string{"汉族", "", "中共党员、大学专科"}) {
			t.Errorf("%s: %q", where, got)
		}
	}
	wants(fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true}).book.Sheets[0], "now")
	if err := p.Remember(ctx); err != nil || len(m) != 1 {
		t.Fatalf("%d remembered, %v", len(m), err)
	}
	f = form(t, "two-rows-with-total.xlsx")
	p = read(t, f, "another name.xlsx", o, opt)
	wants(fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true}).book.Sheets[0], "next month")
	if err := p.Forget(ctx); err != nil || len(m) != 0 {
		t.Errorf("%d still remembered, %v", len(m), err)
	}
	var refusal *catalog.Refusal
	if err := p.Set(ctx, "不存在的列", "sex"); !errors.As(err, &refusal) || refusal.Code != filling.CodeColumn {
		t.Errorf("a column that isn't there: %v", err)
	}
	if err := p.Set(ctx, "L", "不存在"); !errors.As(err, &refusal) || refusal.Code != filling.CodeField {
		t.Errorf("a field that isn't there: %v", err)
	}
}

// TestNothingInvented shows that an unread value, an unknown column and an empty field stay blank and are listed, and
// are marked when that is asked for.
func TestNothingInvented(t *testing.T) {
	o := someOffice(t, 1)
	r := record(t, ledger.Cadre, "x", map[string]string{"name": "莫小红", "birth": "?看不清", "org": "o1"})
	for _, mark := range []bool{false, true} {
		f := form(t, "two-rows-with-total.xlsx")
		opt := options()
		opt.Mark = mark
		p := read(t, f, "x.xlsx", o, opt)
		done := fill(t, f, p, filling.Job{Records: []catalog.Record{r}})
		wantRow(t, done.book.Sheets[0], 5, "1", "北门社区", "莫小红")
		found := false
		for _, m := range done.results[0].Missing {
			found = found || m.Cell == "E5" && m.Record == "x" && strings.Contains(m.Problem, "看不清")
		}
		if !found {
			t.Errorf("the unread birth is not listed: %+v", done.results[0].Missing)
		}
		style, _ := done.xlsx.GetCellStyle("干部花名册", "E5")
		look, err := done.xlsx.GetStyle(style)
		if err != nil || (len(look.Fill.Color) > 0 && look.Fill.Color[0] == "FFF2CC") != mark || len(look.Border) != 4 {
			t.Errorf("marked %v: %+v %v", mark, look, err)
		}
	}
}

// TestTitleSaysWho shows that a form for 流动党员 gets them alone.
func TestTitleSaysWho(t *testing.T) {
	o := someOffice(t, 2)
	p := read(t, form(t, "protected-unruled.xlsx"), "x.xlsx", o, options())
	if only, ok := p.Only(); !ok || only.Field != "class" || only.Value.Canonical() != "流动党员" {
		t.Errorf("only %+v %v", only, ok)
	}
	p = read(t, form(t, "ticks-and-codes.xlsx"), "x.xlsx", o, options())
	if only, ok := p.Only(); ok {
		t.Errorf("党员信息采集表 is for all, not for %+v", only)
	}
}

// TestSheetForEach shows that a form with a sheet for each community gets each one's people, its own numbers kept.
func TestSheetForEach(t *testing.T) {
	o := someOffice(t, 4)
	f := form(t, "sheet-for-each.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true})
	wantRow(t, done.book.Sheets[0], 3, "1", "覃业成", "男", "13900000001")
	wantRow(t, done.book.Sheets[1], 4, "2", "韦凤鸣", "男", "13900000004")
	wantRow(t, done.book.Sheets[2], 3, "1")
	if len(done.results) != 3 || len(done.results[2].Notes) == 0 {
		t.Errorf("the sheet of a community that isn't ours: %+v", done.results)
	}
}

// TestNamesGiven shows that the rows of people whom the superior has named are completed, and nobody is added.
func TestNamesGiven(t *testing.T) {
	o := someOffice(t, 6)
	f := form(t, "names-given.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre)})
	s := done.book.Sheets[0]
	wantRow(t, s, 3, "1", "李 玉 兰", "女", "1956.02", "13900000002")
	wantRow(t, s, 4, "2", "周不识")
	wantRow(t, s, 5, "3", "覃业成", "男", "1977.07", "13900000001")
	wantRow(t, s, 6, "4", "梁秋燕", "女", "1957.03", "13900000003")
	r := done.results[0]
	if r.Rows != 3 || len(r.Missing) != 2 || r.Missing[0].Cell != "B4" || r.Missing[1].Cell != "D5" {
		t.Errorf("%d rows, %+v", r.Rows, r.Missing)
	}
}

func TestRefusals(t *testing.T) {
	o := someOffice(t, 1)
	ctx := context.Background()
	refused := func(err error, code string) {
		t.Helper()
		var refusal *catalog.Refusal
		if !errors.As(err, &refusal) || refusal.Code != code || refusal.Text == "" {
			t.Errorf("got %v, want a refusal %s", err, code)
		}
	}
	blank, err := sheet.ReadForm(ctx, []byte("甲,乙\n"), "x.csv", sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = filling.Read(ctx, blank, "x.csv", o, options())
	refused(err, filling.CodeNoForm)
	f := form(t, "one-person.xlsx")
	_, err = read(t, f, "x.xlsx", o, options()).Fill(ctx, f, nil)
	refused(err, filling.CodeNobody)
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	f = form(t, "tall-rows.xlsx")
	if _, err := read(t, f, "x.xlsx", o, options()).Fill(cancelled, f, []filling.Job{{Records: o.of(ledger.Cadre)}}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestOtherFormats shows that a blank that is no xlsx comes back as one.
func TestOtherFormats(t *testing.T) {
	o := someOffice(t, 4)
	f, err := sheet.ReadForm(context.Background(), []byte("北门社区干部花名册\n序号,姓名,性别,出生年月,备注\n,,,,\n填表人:,,,,\n"), "x.csv", sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, f, "x.csv", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true})
	wantRow(t, done.book.Sheets[0], 3, "1", "覃业成", "男", "1955.01")
	wantRow(t, done.book.Sheets[0], 6, "4", "韦凤鸣", "男", "1958.04")
	wantRow(t, done.book.Sheets[0], 7, "填表人:王小明")
}
