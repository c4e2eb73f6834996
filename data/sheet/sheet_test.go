package sheet

import (
	"testing"

	"taizhang/data/catalog"
)

func TestCellNames(t *testing.T) {
	for _, c := range []struct {
		row, col int
		name     string
	}{{6, 5, "F7"}, {0, 0, "A1"}, {9, 25, "Z10"}, {0, 26, "AA1"}, {1048575, 16383, "XFD1048576"}} {
		if got := CellName(c.row, c.col); got != c.name {
			t.Errorf("CellName(%d, %d) = %q, want %q", c.row, c.col, got, c.name)
		}
		row, col, ok := parseCellName([]byte(c.name))
		if !ok || row != c.row || col != c.col {
			t.Errorf("parseCellName(%q) = %d, %d, %v", c.name, row, col, ok)
		}
	}
	for _, bad := range []string{"", "7", "F", "F0", "XFE1", "A1048577", "AAAAA1", "F7x", "F-1", "一1"} {
		if _, _, ok := parseCellName([]byte(bad)); ok {
			t.Errorf("parseCellName(%q) takes it for a name", bad)
		}
	}
	if got := (Range{2, 0, 6, 11}).String(); got != "A3:L7" {
		t.Errorf("range = %q", got)
	}
	if r, ok := parseRange([]byte("$L$7:A3")); !ok || r != (Range{2, 0, 6, 11}) {
		t.Errorf("parseRange = %v, %v", r, ok)
	}
}

func TestFromRows(t *testing.T) {
	s := FromRows("北门", [][]string{{"花名册", ""}, {}, {"", "张三"}}, "A1:B1")
	if s.Rows() != 3 || s.Cols() != 2 {
		t.Errorf("size %d × %d, want 3 × 2", s.Rows(), s.Cols())
	}
	if got := s.Cell(2, 1); got != catalog.TextCell("张三") {
		t.Errorf("B3 = %+v", got)
	}
	for _, p := range [][2]int{{0, 1}, {1, 0}, {2, 0}, {3, 0}, {-1, 0}, {0, -1}, {0, 1 << 20}} {
		if got := s.Cell(p[0], p[1]); !got.IsEmpty() {
			t.Errorf("cell %v = %+v, want empty", p, got)
		}
	}
	if len(s.Merges) != 1 || s.Merges[0] != (Range{0, 0, 0, 1}) {
		t.Errorf("merges %v", s.Merges)
	}
}

func TestShown(t *testing.T) {
	for _, c := range []struct {
		kind               catalog.CellType
		text, format, want string
	}{
		{catalog.CellNumber, "1978.1", "0.00", "1978.10"},
		{catalog.CellNumber, "1978.1", "0.0", ""},
		{catalog.CellNumber, "7", "000", "007"},
		{catalog.CellNumber, "1234567.5", "#,##0.00", "1,234,567.50"},
		{catalog.CellNumber, "-1234", "#,##0", "-1,234"},
		{catalog.CellNumber, "0.125", "0.0%", "12.5%"},
		{catalog.CellNumber, "300", `0"元"`, "300元"},
		{catalog.CellNumber, "1", "# ?/?", ""},
		{catalog.CellNumber, "5", "@", ""},
		{catalog.CellDate, "28764", "yyyy/m/d", "1978/10/1"},
		{catalog.CellDate, "28764", `yyyy"年"m"月"`, "1978年10月"},
		{catalog.CellDate, "28764", `[$-804]yyyy"年"m"月"d"日";@`, "1978年10月1日"},
		{catalog.CellDate, "28764", `yyyy\.mm`, "1978.10"},
		{catalog.CellDate, "28764", "yyyy.mm", "1978.10"},
		{catalog.CellDate, "28764", "yyyymmdd", "19781001"},
		{catalog.CellDate, "28764.5", "yyyy-mm-dd hh:mm", "1978-10-01 12:00"},
		{catalog.CellDate, "28764.5", "h:mm:ss", "12:00:00"},
		{catalog.CellDate, "1.5", "[h]:mm", ""},
		{catalog.CellDate, "28764", "mmm-yy", ""},
		{catalog.CellDate, "60", "yyyy/m/d", "1900/2/28"},
		{catalog.CellDate, "59", "yyyy/m/d", "1900/2/28"},
		{catalog.CellDate, "61", "yyyy/m/d", "1900/3/1"},
		{catalog.CellDate, "1", "yyyy/m/d", "1900/1/1"},
		{catalog.CellDate, "99999999", "yyyy/m/d", ""},
	} {
		format := parseFormat(c.format)
		if got := shown(c.kind, c.text, &format); got != c.want {
			t.Errorf("shown(%s, %s) = %q, want %q", c.text, c.format, got, c.want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"General": false, "0.00": false, "#,##0": false, "@": false, "0.00E+00": false, `0"年"`: false, `0"days"`: false,
		"[Red]0.00": false, `_-* #,##0_-;\-* #,##0`: false, "G/通用格式": false, `[DBNum2]General"元整"`: false,
		"yyyy/m/d": true, `yyyy"年"m"月"`: true, "mm:ss.0": true, "[h]:mm": true, "[$-F800]dddd, mmmm dd, yyyy": true,
		"yy.mm": true, `[DBNum1][$-804]yyyy"年"m"月"d"日"`: true, `m\-d`: true,
	} {
		if got := parseFormat(code).date; got != want {
			t.Errorf("parseFormat(%s).date = %v", code, got)
		}
	}
}

func TestPlainNumber(t *testing.T) {
	for in, want := range map[string]string{
		"1978.1": "1978.1", "0": "0", "-3": "-3", "+5": "5", ".5": "0.5", "-.5": "-0.5", "5.": "5", "007": "7", "1E3": "1000",
		"2.2999999999999998": "2.3", "450999196805121234": "450999196805121234", "4.50999196805121E+17": "4.50999196805121E+17",
		"1e-7": "0.0000001", "38000.5": "38000.5", "1.5E-20": "1.5E-20",
		"": "", "abc": "", "NaN": "", "Inf": "", "1e999": "", "0x10": "", "1_000": "", "-": "", "1.2.3": "",
	} {
		got, ok := plainNumber([]byte(in))
		if string(got) != want || ok != (want != "") {
			t.Errorf("plainNumber(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestShiftFormula(t *testing.T) {
	for _, c := range []struct {
		in         string
		rows, cols int
		want       string
	}{
		{"SUM(A1:B2)", 1, 0, "SUM(A2:B3)"},
		{"$A1+A$1+$A$1", 2, 3, "$A3+D$1+$A$1"},
		{`IF(B7="A1",'A1 B2'!C3,LOG10(D4))`, 1, 1, `IF(C8="A1",'A1 B2'!D4,LOG10(E5))`},
		{"Sheet1!A1", 1, 0, "Sheet1!A2"},
		{"A1", -1, 0, "#REF!"},
		{"[1]Sheet1!A1&表1[A1]", 1, 0, "[1]Sheet1!A2&表1[A1]"},
		{`"unclosed`, 1, 1, `"unclosed`},
		{"'", 1, 1, "'"},
		{"[", 1, 1, "["},
	} {
		if got := shiftFormula(c.in, c.rows, c.cols); got != c.want {
			t.Errorf("shiftFormula(%s, %d, %d) = %s, want %s", c.in, c.rows, c.cols, got, c.want)
		}
	}
}
