package sheet

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

func TestRowShift(t *testing.T) {
	m := rowShift{sheet: "名册", at: 9, n: 5} // five rows before row 10
	for _, tc := range []struct{ formula, own, other string }{
		{"SUM(F5:F10)", "SUM(F5:F15)", "SUM(F5:F10)"},
		{"SUM($F$5:$F$9)+F10", "SUM($F$5:$F$9)+F15", "SUM($F$5:$F$9)+F10"},
		{"名册!B12&\"B12\"", "名册!B17&\"B12\"", "名册!B17&\"B12\""},
		{"'名册'!B12:C13", "'名册'!B17:C18", "'名册'!B17:C18"},
		{"别的!B12", "别的!B12", "别的!B12"},
		{"[1]名册!B12", "[1]名册!B12", "[1]名册!B12"},
		{"'[a.xlsx]名册'!B12", "'[a.xlsx]名册'!B12", "'[a.xlsx]名册'!B12"},
		{"$10:$12", "$15:$17", "$10:$12"},
		{"A:C", "A:C", "A:C"},
		{"12+A1*10", "12+A1*10", "12+A1*10"},
		{"表1[[#All],[列 12]]+LOG10(A12)", "表1[[#All],[列 12]]+LOG10(A17)", "表1[[#All],[列 12]]+LOG10(A12)"},
		{"IF(C10=\"it's A10\",\"\"\"A10\",D10)", "IF(C15=\"it's A10\",\"\"\"A10\",D15)", "IF(C10=\"it's A10\",\"\"\"A10\",D10)"},
		{"报酬12", "报酬12", "报酬12"},
	} {
		if got := m.formula(tc.formula, true); got != tc.own {
			t.Errorf("%s becomes %s, want %s", tc.formula, got, tc.own)
		}
		if got := m.formula(tc.formula, false); got != tc.other {
			t.Errorf("%s of another sheet becomes %s, want %s", tc.formula, got, tc.other)
		}
	}
	grow := rowShift{sheet: "名册", at: 5, n: 2, grow: true}
	for from, to := range map[string]string{"SUM(F5:F5)": "SUM(F5:F7)", "SUM(F3:F5)": "SUM(F3:F7)", "F5": "F5", "F6": "F8"} {
		if got := grow.formula(from, true); got != to {
			t.Errorf("growing, %s becomes %s, want %s", from, got, to)
		}
	}
	if got := grow.areas("C5 D2:D4 E6", true); got != "C5:C7 D2:D4 E8" {
		t.Errorf("areas become %s", got)
	}
}

func TestRenamed(t *testing.T) {
	for from, to := range map[string]string{
		"名册!A1+'名册'!B2": "'北门''s'!A1+'北门''s'!B2", "\"名册!A1\"&新名册!A1": "\"名册!A1\"&新名册!A1", "[1]名册!A1": "[1]名册!A1", "名册": "名册",
	} {
		if got := renamed(from, "名册", "北门's"); got != to {
			t.Errorf("%s becomes %s, want %s", from, got, to)
		}
	}
}

// FuzzReferences shows that a formula without references to the moved rows comes back as it was, whatever it is.
func FuzzReferences(f *testing.F) {
	for _, s := range []string{"SUM(A1:B2)", "'a''b'!A1", "[1]x!A1", "表1[[#All]]", "\"", "'", "A1:", "$$A$1", "1:2:3", "!A1", "XFD1048576"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := mapReferences(s, func(_, ref string) string { return ref }); got != s {
			t.Errorf("%q becomes %q", s, got)
		}
		m := rowShift{sheet: "x", at: maxRows, n: 3}
		if got := m.formula(s, true); strings.Count(got, "(") != strings.Count(s, "(") {
			t.Errorf("%q becomes %q", s, got)
		}
		renamed(s, "x", "y")
	})
}

// FuzzFormParts shows that no sheet part, however broken, makes a form panic.
func FuzzFormParts(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c><f t="shared" ref="B1:B2" si="0">A1</f></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Add([]byte(`<x:worksheet><x:sheetData/><x:rowBreaks><x:brk id="3"/></x:rowBreaks></x:worksheet>`))
	f.Add([]byte(`<worksheet><sheetData><row><c><is><t>a</t></is></c></row>`))
	f.Fuzz(func(t *testing.T, part []byte) {
		form := &Form{styles: &formStyles{marked: map[int]int{}}, zip: &zipFile{}, changed: map[string][]byte{}}
		s := &FormSheet{form: form, name: "x", source: &Sheet{}}
		if s.parse(part) != nil {
			return
		}
		s.loaded = true
		s.plainFormulas()
		s.shiftOwn(rowShift{sheet: "x", at: 1, n: 2})
		s.Put(0, 0, catalog.TextCell("a<&\x00"))
		s.Mark(1, 1)
		again := &FormSheet{form: form, name: "x", source: &Sheet{}}
		if err := again.parse(s.bytes()); err != nil {
			t.Errorf("what was written can't be read: %v\n%s", err, s.bytes())
		}
	})
}

// TestFormOfAnotherWriter inserts rows into a workbook of another writer and marks a cell.
func TestFormOfAnotherWriter(t *testing.T) {
	ctx := context.Background()
	x := excelize.NewFile()
	defer x.Close()
	for cell, v := range map[string]any{"A1": "姓名", "B1": "报酬", "A2": nil, "B3": nil} {
		if err := x.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SetCellFormula("Sheet1", "B4", "SUM(B2:B3)"); err != nil {
		t.Fatal(err)
	}
	var blank bytes.Buffer
	if err := x.Write(&blank); err != nil {
		t.Fatal(err)
	}
	f, err := ReadForm(ctx, blank.Bytes(), "x.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Sheet(0)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.InsertRows(2, 2, 1, 1, false); err != nil {
		t.Fatal(err)
	}
	s.Put(1, 0, catalog.TextCell("000123"))
	for r, n := range []string{"1", "2", "3", "4"} {
		s.Put(1+r, 1, catalog.Cell{Type: catalog.CellNumber, Text: n})
	}
	s.Mark(1, 0)
	var out bytes.Buffer
	if err := f.Write(ctx, &out); err != nil {
		t.Fatal(err)
	}
	book, err := Read(ctx, bytes.NewReader(out.Bytes()), int64(out.Len()), "x.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := book.Sheets[0]
	if c := got.Cell(1, 0); c.Type != catalog.CellText || c.Text != "000123" {
		t.Errorf("a text became %+v", c)
	}
	if got.Formula(5, 1) != "SUM(B2:B5)" || got.Cell(5, 1).Text != "10" {
		t.Errorf("the sum is %s = %s", got.Formula(5, 1), got.Cell(5, 1).Text)
	}
	clone, err := f.Clone()
	if err != nil {
		t.Fatal(err)
	}
	again, err := clone.Sheet(0)
	if err != nil || again.Rows() != 4 {
		t.Errorf("a clone has %d rows, %v", again.Rows(), err)
	}
}
