package filling_test

import (
	"strings"
	"testing"

	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestAgeBands: the columns of ages are ticked, sums below count the ticks, and the lines around are completed.
func TestAgeBands(t *testing.T) {
	o := someOffice(t, 4) // born in 1955 … 1958
	f := form(t, "age-bands-to-tick.xlsx")
	opt := options()
	opt.AsOf = value.Date{Year: 2003, Month: 9, Day: 30}
	p := read(t, f, "x.xlsx", o, opt)
	done := fill(t, f, p, filling.Job{Org: o[0], Records: o.of(ledger.Cadre), KeepOrder: true})
	s := done.book.Sheets[0]
	if got := row(s, 5); strings.Join(got[5:9], "|") != "||√|" {
		t.Errorf("48 years are ticked as %q", got)
	}
	for cell, want := range map[[2]int]string{{0, 0}: "容城镇社区“两委”换届情况统计表", {1, 0}: "填报单位:容城镇北门社区", {1, 10}: "统计截止时间:2003年9月30日", {14, 6}: "1", {14, 7}: "3", {14, 3}: "2"} {
		if got := s.Cell(cell[0], cell[1]).Text; got != want {
			t.Errorf("%v is %q, want %q", cell, got, want)
		}
	}
}

// TestBranchInALine: the blank before 社区党支部 is completed also behind 填报单位.
func TestBranchInALine(t *testing.T) {
	o := someOffice(t, 2)
	f := form(t, "branch-in-a-line.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Org: o[0], Records: o.of(ledger.Member)})
	if got := done.book.Sheets[0].Cell(1, 0).Text; got != "填报单位:北门社区党支部" {
		t.Errorf("the unit is %q", got)
	}
}

// TestPrintedAmounts: an amount that is printed in every blank row is nobody's yet; it stands in added rows too, and is
// summed up.
func TestPrintedAmounts(t *testing.T) {
	o := someOffice(t, 7)
	f := form(t, "printed-amounts.xlsx")
	opt := options()
	opt.Kind = ledger.Member
	p := read(t, f, "x.xlsx", o, opt)
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	s := done.book.Sheets[0]
	if r := done.results[0]; r.Range != "A4:I10" || r.AddedRows != 2 {
		t.Errorf("filled %s, %d rows added", r.Range, r.AddedRows)
	}
	for r := 4; r <= 10; r++ {
		if got := row(s, r); len(got) < 7 || got[1] == "" || got[6] != "300" {
			t.Errorf("row %d is %q", r, got)
		}
	}
	if got := s.Cell(10, 6).Text; got != "2100" {
		t.Errorf("the total is %q", got)
	}
	visits := office{record(t, ledger.Visit, "v1", map[string]string{"date": "2003-01-20", "recipient": "覃业成", "money": "500"})}
	opt.Kind = ledger.Visit
	f = form(t, "printed-amounts.xlsx")
	p = read(t, f, "x.xlsx", visits, opt)
	if got := fill(t, f, p, filling.Job{Records: visits}).book.Sheets[0].Cell(3, 6).Text; got != "500" {
		t.Errorf("the amount of the visit is %q", got)
	}
}

// TestExampleCounts: who takes the place of the example is counted in the totals, which began below it, and has the
// formulas of the other rows.
func TestExampleCounts(t *testing.T) {
	o := someOffice(t, 8)
	f := form(t, "hidden-keys-and-example.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true})
	const name = "Sheet"
	for cell, want := range map[string]string{"D14": "COUNTA(B6:B13)", "G14": "SUM(G6:G13)", "I6": "G6+H6", "I13": "G13+H13"} {
		if got, err := done.xlsx.GetCellFormula(name, cell); err != nil || got != want {
			t.Errorf("%s is %q %v, want %q", cell, got, err, want)
		}
	}
	if got := done.book.Sheets[0].Cell(13, 3).Text; got != "8" {
		t.Errorf("%s people are counted", got)
	}
	if shown, err := done.xlsx.GetRowVisible(name, 3); err != nil || shown {
		t.Errorf("the hidden row is shown: %v", err)
	}
}

// TestAllOfALogoForm: what surrounds the table stays: the picture of the header, the text box, the seal, the protection.
func TestAllOfALogoForm(t *testing.T) {
	o := someOffice(t, 12)
	f := form(t, "logo-and-text-box.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Org: o[0], Records: o.of(ledger.Member), KeepOrder: true})
	parts := unzip(t, done.bytes)
	for _, part := range []string{"xl/media/image1.png", "xl/media/image2.png", "xl/drawings/vmlDrawing1.vml"} {
		if parts[part] == "" {
			t.Errorf("%s is gone", part)
		}
	}
	drawing := parts["xl/drawings/drawing1.xml"]
	for _, want := range []string{"有涂改的无效", "<xdr:row>16</xdr:row>"} { // from row 13, 4 rows further down
		if !strings.Contains(drawing, want) {
			t.Errorf("the drawing lacks %s", want)
		}
	}
	if sheet := parts["xl/worksheets/sheet1.xml"]; !strings.Contains(sheet, "<sheetProtection") || !strings.Contains(sheet, "legacyDrawingHF") {
		t.Error("the protection or the header's picture is gone")
	}
	if got := done.book.Sheets[0].Cell(1, 0).Text; got != "社区:北门社区" {
		t.Errorf("the community is %q", got)
	}
}

// TestOtherKindsAreNamed: of a form for two kinds one is filled in, the other is named, and the filled form can be filled in
// once more.
func TestOtherKindsAreNamed(t *testing.T) {
	o := someOffice(t, 3)
	f := form(t, "three-sheets.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	if len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "附件2党员 A2:G2 要填的是党员,这次没有填") {
		t.Errorf("the notes are %q", p.Notes)
	}
	first := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre), KeepOrder: true})
	again, err := sheetOf(first.bytes)
	if err != nil {
		t.Fatal(err)
	}
	opt := options()
	opt.Kind = ledger.Member
	second := fill(t, again, read(t, again, "x.xlsx", o, opt), filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	wantRow(t, second.book.Sheets[0], 3, "1", "覃业成", "男", "汉族", "1955.01", "党支部书记、居委会主任")
	wantRow(t, second.book.Sheets[1], 3, "1", "覃业成", "男", "汉族", "1955.01", "1993.06.28")
	if second.results[0].Sheet != "附件2党员" {
		t.Errorf("filled is %s", second.results[0].Sheet)
	}
}

// TestLongTexts: a row with a height of its own grows with a text that runs over more lines than it has room for, and
// numbers are numbers, so that they can be summed up.
func TestLongTexts(t *testing.T) {
	o := someOffice(t, 2)
	long := record(t, ledger.Member, "m9", map[string]string{"name": "甘永强", "address": strings.Repeat("北门街一百二十号附楼", 6), "org": "o1"})
	f := form(t, "printed-amounts.xlsx")
	opt := options()
	opt.Kind = ledger.Member
	p := read(t, f, "x.xlsx", o, opt)
	done := fill(t, f, p, filling.Job{Records: append(o.of(ledger.Member), long), KeepOrder: true})
	for r, want := range map[int]float64{4: 24, 5: 24, 6: 65, 7: 24} { // 120 half characters of 10 points on 24 less the padding: 5 lines of 13 points
		if got, err := done.xlsx.GetRowHeight("Sheet", r); err != nil || got != want {
			t.Errorf("row %d is %v high, want %v (%v)", r, got, want, err)
		}
	}
	venue := record(t, ledger.Venue, "v1", map[string]string{"name": "活动室", "area": "130.5"})
	g := plainForm(t, "活动场所情况表", []string{"序号", "场所名称", "建筑面积(㎡)"})
	q := read(t, g, "x.xlsx", o, options())
	filledIn := fill(t, g, q, filling.Job{Records: office{venue}.of(ledger.Venue)})
	if got := filledIn.xlsx; got != nil {
		kind, err := got.GetCellType("Sheet1", "C3")
		if v, _ := got.GetCellValue("Sheet1", "C3"); err != nil || v != "130.5" || kind != 0 {
			t.Errorf("the area is %q of type %v, %v", v, kind, err)
		}
	}
}
