package sheet

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestOldFormulas: a form of Excel 97 keeps its formulas, as they were written; the fixture has the text of each beside it.
func TestOldFormulas(t *testing.T) {
	f, err := OpenForm(context.Background(), filepath.Join("testdata", "old_formulas.xls"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, lost := f.TakenOver(); len(lost) > 0 {
		t.Errorf("lost are %v", lost)
	}
	s := f.Book().Sheets[0]
	tidy := strings.NewReplacer("'", "", " ", "", "0.0015", "1.5E-3")
	n := 0
	for r := range s.Rows() {
		if want := s.Cell(r, 4).Text; want != "" {
			n++
			if got := s.Formula(r, 0); tidy.Replace(got) != tidy.Replace(want) {
				t.Errorf("%s is %q, want %q", CellName(r, 0), got, want)
			}
		}
	}
	if n != 35 {
		t.Errorf("%d formulas are there", n)
	}
	for r := range 29 {
		want := "B" + strconv.Itoa(r+1) + "*2+$C$1"
		if got := s.Formula(r, 3); got != want {
			t.Errorf("%s is %q, want %q", CellName(r, 3), got, want)
		}
	}
}

// TestSharedOldFormula: a formula that stands with another cell counts its places from its own.
func TestSharedOldFormula(t *testing.T) {
	formulas := xlsFormulas{tokens: map[xlsCellAt][]byte{}, shared: map[xlsCellAt][]byte{}}
	cell := func(row, col byte, tokens ...byte) []byte {
		b := append([]byte{row, 0, col, 0}, make([]byte, 16)...)
		return append(append(b, byte(len(tokens)), 0), tokens...)
	}
	formulas.add(recFormula, cell(2, 5, 0x01, 2, 0, 5, 0))
	// the cell to the left of it, times 12, plus the fixed cell A1
	rest := []byte{0x4C, 0, 0, 0xFF, 0xC0, 0x1E, 12, 0, 0x05, 0x4C, 0, 0, 0, 0, 0x03}
	formulas.add(recSharedFormula, append([]byte{2, 0, 9, 0, 5, 5, 0, 8, byte(len(rest)), 0}, rest...))
	formulas.add(recFormula, cell(9, 5, 0x01, 2, 0, 5, 0))
	formulas.add(recFormula, cell(9, 6, 0x01, 7, 0, 7, 0)) // with a cell that shares nothing
	formulas.add(recFormula, cell(9, 7, 0x23, 1, 0, 0, 0)) // a name
	texts := formulas.texts(nil)
	for at, want := range map[xlsCellAt]string{{2, 5}: "E3*12+$A$1", {9, 5}: "E10*12+$A$1", {9, 6}: "", {9, 7}: ""} {
		if got := texts[at]; got != want {
			t.Errorf("%s is %q, want %q", CellName(at.row, at.col), got, want)
		}
	}
}

// FuzzOldFormula: tokens that make no sense make no formula.
func FuzzOldFormula(f *testing.F) {
	for _, seed := range []string{"\x1e\x01\x00\x1e\x02\x00\x03", "\x25\x00\x00\x04\x00\x01\xc0\x01\xc0\x19\x10\x00\x00", "\x17\x02\x01\x32\x75\x33\x75", "\x1e\x01\x00\x22\x01\x04\x00", "\x19\x04\xff\xff", "\x3a\x00\x00\x01\x00\x01\x00", "\x03"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d := formulaDecoder{b: b, sheets: []string{"表", ""}}
		if text, ok := d.decode(); ok && text != "" && strings.Contains(text, "\x00") && !strings.Contains(text, `"`) {
			t.Errorf("%q", text)
		}
	})
}

// TestTruncatedOldFormula: half a formula is none.
func TestTruncatedOldFormula(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join("testdata", "old_formulas.xls"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{len(whole) / 2, len(whole) * 3 / 4} {
		if _, err := ReadForm(context.Background(), whole[:n], "x.xls", Options{}); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	}
	tokens := []byte{0x25, 0, 0, 4, 0, 1, 0xC0, 1, 0xC0, 0x22, 1, 4, 0}
	for n := range tokens {
		d := formulaDecoder{b: tokens[:n]}
		if text, ok := d.decode(); ok && n != 9 {
			t.Errorf("%d bytes say %q", n, text)
		}
	}
}
