package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"taizhang/data/catalog"
)

// TestOldFormats holds what the readers make of the fixtures that are no xlsx.
func TestOldFormats(t *testing.T) {
	const gbk = "姓名|性别|出生年月/张三|男|n:1968.05/覃小燕|女|n:1976.01/周明远(退休)|男|n:1950.03"
	const xml = "党员名册||||右/||||/a\nb <c>|d:24970|||n:1978.1/||||/d:25000|b:1|e:#N/A|粗细|"
	for name, want := range map[string]string{
		"biff2_no_code_page.xls":             gbk + "/d:24869|合计|",
		"biff3_code_page_ansi.xls":           gbk + "/d:24869|合计|e:#N/A",
		"biff4_workspace.xls":                gbk + "/d:24869|合计|e:#N/A",
		"biff5_gbk_says_1252.xls":            gbk + "/合计|d:24869|n:1968.05/b:1|e:#DIV/0!|n:3.5",
		"biff8_formula_texts_lost_sheet.xls": "多少|/" + strings.Repeat("合计", 5000) + "|/abé|/|𠮷野",
		"html_fragment_utf16.xls":            "姓名|年龄/张三|n:35",
		"html_layout_tables.xls": "容城镇党员名册||/||/填报单位:北门社区||/说明||/||/姓名|生日|备注/张三|1968-05-12|电话 13900001001/" +
			"李四|n:1978.1|𠮷<b>/第二张||/||/合计|n:2|",
		"mht_two_sheets.xls":     "姓名|张三",
		"xml2003_utf8.xls":       xml,
		"xml2003_gb2312.xls":     xml,
		"xml2003_utf16.xls":      xml,
		"xls_named_xlsx.xlsx":    sheetText(mustOpen(t, "member_date_1904.xlsx").Sheets[0]),
		"html_lo_dates_1904.xls": sheetText(mustOpen(t, "member_date_1904.xlsx").Sheets[0]),
	} {
		got := sheetText(mustOpen(t, name).Sheets[0])
		if got != want {
			t.Errorf("%s reads %.600q, want %.600q", name, got, want)
		}
	}
}

// TestSameInOldFormats compares workbooks with what LibreOffice saved of them as xls.
func TestSameInOldFormats(t *testing.T) {
	for old, name := range map[string]string{
		"lo_cadre_sheet_per_community.xls": "lo_cadre_sheet_per_community.xlsx",
		"lo_member_rare_characters.et":     "member_rare_characters.xlsx",
		"lo_member_rich_text.xls":          "lo_member_rich_text.xlsx",
		"lo_service_formulas.xls":          "lo_service_formulas.xlsx",
	} {
		got, want := mustOpen(t, old), mustOpen(t, name)
		if got.Format != "xls" || len(got.Warnings) > 0 {
			t.Errorf("%s: format %s, warnings %q", old, got.Format, got.Warnings)
		}
		g, w := got.Dump().Sheets, want.Dump().Sheets
		if len(g) != len(w) {
			t.Fatalf("%s: %d sheets, want %d", old, len(g), len(w))
		}
		for i := range g {
			if g[i].Name != w[i].Name || g[i].Hidden != w[i].Hidden || !reflect.DeepEqual(g[i].Merges, w[i].Merges) {
				t.Errorf("%s: sheet %s %v %v, want %s %v %v", old, g[i].Name, g[i].Hidden, g[i].Merges, w[i].Name, w[i].Hidden, w[i].Merges)
			}
			if len(g[i].Cells) != len(w[i].Cells) {
				t.Fatalf("%s!%s: %d cells, want %d", old, g[i].Name, len(g[i].Cells), len(w[i].Cells))
			}
			for j, c := range g[i].Cells {
				o := w[i].Cells[j]
				if c.Formula && o.Cell.Type == catalog.CellText || strings.Contains(o.Cell.Text, "_x") { // which LibreOffice saves otherwise
					continue
				}
				if c.Row != o.Row || c.Col != o.Col || c.Formula != o.Formula || c.Cell.Type != o.Cell.Type || c.Cell.Text != o.Cell.Text {
					t.Errorf("%s!%s: %+v, want %+v", old, g[i].Name, c, o)
				}
			}
		}
	}
}

func TestHiddenInXLS(t *testing.T) {
	book := mustOpen(t, "xlwt_hidden_sheets_rows_columns.xls")
	s := book.Sheets[0]
	for _, row := range []int{3, 11} {
		if !s.RowHidden(row) || s.RowHidden(row-1) {
			t.Errorf("row %d hidden = %v, the one before %v", row+1, s.RowHidden(row), s.RowHidden(row-1))
		}
	}
	if !s.ColHidden(2) || s.ColHidden(1) || s.ColWidth(1) != 20.5 {
		t.Errorf("columns: C hidden %v, B hidden %v, width %v", s.ColHidden(2), s.ColHidden(1), s.ColWidth(1))
	}
	if s.Hidden || !book.Sheets[1].Hidden || !book.Sheets[2].Hidden {
		t.Error("hidden sheets are not told from the others")
	}
	if c := s.Cell(2, 3); c.Type != catalog.CellDate || c.Shown != "1950.03.02" || c.Format != "yyyy.mm.dd" {
		t.Errorf("D3 = %+v", c)
	}
	if len(s.Merges) != 1 || s.Merges[0] != (Range{0, 0, 0, 4}) {
		t.Errorf("merges %v", s.Merges)
	}
}

func TestLook(t *testing.T) {
	for _, name := range []string{"bold_and_filled.xlsx", "lo_bold_and_filled.xls"} {
		s := mustOpen(t, name).Sheets[0]
		for cell, want := range map[string][2]bool{"A1": {true, false}, "B1": {false, true}, "C1": {true, true}, "D1": {}, "E1": {}, "A2": {false, true}, "B2": {true, false}, "H9": {}} {
			row, col, _ := parseCellName([]byte(cell))
			if bold, filled := s.Look(row, col); bold != want[0] || filled != want[1] {
				t.Errorf("%s: %s is bold %v, filled %v; want %v", name, cell, bold, filled, want)
			}
		}
	}
}

func TestStringsOverRecords(t *testing.T) {
	s := mustOpen(t, "xlwt_strings_over_records.xls").Sheets[0]
	for i := range 60 {
		n := strconv.Itoa(i)
		for col, want := range []string{
			strings.Repeat("容城镇", i*7%90) + strings.Repeat("𠮷", i%5) + n,
			strings.Repeat("plain text "+n+" ", i%40),
			"张" + strings.Repeat("三"+n, i%30) + "李四",
		} {
			if got := s.Cell(i, col).Text; got != want {
				t.Errorf("%s = %.80q, want %.80q", CellName(i, col), got, want)
			}
		}
	}
	if got := s.Cell(60, 0).Text; got != strings.Repeat("長", 32767) {
		t.Errorf("A61 has %d bytes", len(got))
	}
	if got := s.Cell(61, 0).Text; got != strings.Repeat("é", 9000) {
		t.Errorf("A62 has %d bytes", len(got))
	}
}

func TestExcelPage(t *testing.T) {
	s := mustOpen(t, "html_excel_gb2312.xls").Sheets[0]
	if s.Name != "党员&名册" || s.Rows() != 10 || s.Cols() != 4 {
		t.Fatalf("sheet %s of %d × %d", s.Name, s.Rows(), s.Cols())
	}
	for name, want := range map[string]catalog.Cell{
		"A1":  catalog.TextCell("北门社区  党员名册\n(2003年)"),
		"B2":  catalog.TextCell("身份证  号"),
		"B3":  catalog.TextCell("450999195003022430"),
		"C3":  {Type: catalog.CellNumber, Text: "13900001021"},
		"D3":  {Type: catalog.CellDate, Text: "18324", Format: `yyyy"年"m"月"`, Shown: "1950年3月"},
		"B9":  catalog.TextCell("001"),
		"C9":  {Type: catalog.CellNumber, Text: "1978.1", Format: "0.00_ ", Shown: "1978.10"},
		"D9":  {Type: catalog.CellBool, Text: "1"},
		"B10": {Type: catalog.CellNumber, Text: "1234.5", Format: "#,##0.00", Shown: "1,234.50"},
		"C10": catalog.TextCell("0012 "),
		"D10": {Type: catalog.CellError, Text: "#N/A"},
	} {
		row, col, _ := parseCellName([]byte(name))
		if got := s.Cell(row, col); got != want {
			t.Errorf("%s = %+v, want %+v", name, got, want)
		}
	}
	if len(s.Merges) != 2 || s.Merges[1] != (Range{8, 0, 9, 0}) || !s.RowHidden(8) || !s.ColHidden(1) || s.ColHidden(0) || s.ColWidth(0) < 9 {
		t.Errorf("merges %v, hidden row %v, hidden column %v, width %v", s.Merges, s.RowHidden(8), s.ColHidden(1), s.ColWidth(0))
	}
	cells := s.dump().Cells
	if last := cells[len(cells)-1]; !last.Formula {
		t.Errorf("%+v is no formula", last)
	}
}

func TestWebNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"35": "35", "-3.5": "-3.5", "1978.10": "1978.1 0.00", "1,234": "1234 #,##0", "1,234.50": "1234.5 #,##0.00", "0": "0", "0.5": "0.5", "5.00": "5 0.00",
		"001": "", "450999196805121234": "", "1,23": "", "12,34.5": "", "1.": "", ".5": "", "1e5": "", "2003-09-30": "", "": "", "-": "", "12%": "", "1 2": "", "-0": "",
	} {
		number, code, ok := webNumber([]byte(text))
		got := strings.TrimSpace(string(number) + " " + code)
		if got != want || ok != (want != "") {
			t.Errorf("webNumber(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
}

func TestXML2003(t *testing.T) {
	book := mustOpen(t, "xml2003_utf8.xls")
	s := book.Sheets[0]
	if len(book.Sheets) != 2 || s.Name != "党员" || s.Hidden || !book.Sheets[1].Hidden || book.Format != "xml" {
		t.Fatalf("%d sheets, %s, format %s", len(book.Sheets), s.Name, book.Format)
	}
	if c := s.Cell(2, 1); c.Shown != "1968/5/12" {
		t.Errorf("B3 = %+v, want the format of the style that its own is based on", c)
	}
	if c := s.Cell(2, 4); c.Shown != "1978.10" {
		t.Errorf("E3 = %+v", c)
	}
	if !s.RowHidden(2) || !s.RowHidden(3) || s.RowHidden(4) || s.ColHidden(1) || !s.ColHidden(2) || !s.ColHidden(3) || s.ColHidden(4) {
		t.Error("hidden rows or columns are wrong")
	}
	if want := []Range{{0, 0, 0, 3}, {4, 0, 5, 0}}; !reflect.DeepEqual(s.Merges, want) {
		t.Errorf("merges %v, want %v", s.Merges, want)
	}
}

func TestArchiveOfPages(t *testing.T) {
	book := mustOpen(t, "mht_two_sheets.xls")
	if len(book.Sheets) != 2 || book.Sheets[0].Name != "干部" || book.Sheets[1].Name != "Sheet2" || sheetText(book.Sheets[1]) != "社区|北门" {
		t.Errorf("%d sheets, the first is %s", len(book.Sheets), book.Sheets[0].Name)
	}
}

func TestMaxRowsInOldFormats(t *testing.T) {
	for name, rows := range map[string]int{
		"xlwt_hidden_sheets_rows_columns.xls": 3, "html_excel_gb2312.xls": 3, "xml2003_utf8.xls": 3, "biff2_no_code_page.xls": 2,
	} {
		whole := mustOpen(t, name).Sheets[0]
		book, err := Open(context.Background(), filepath.Join("testdata", name), Options{MaxRows: rows})
		if err != nil {
			t.Fatal(err)
		}
		s := book.Sheets[0]
		if s.Rows() != rows || !s.Truncated || whole.Truncated || s.Cell(rows-1, 0) != whole.Cell(rows-1, 0) {
			t.Errorf("%s: %d rows, truncated %v (whole: %v)", name, s.Rows(), s.Truncated, whole.Truncated)
		}
	}
}

func TestFromClipboard(t *testing.T) {
	for in, want := range map[string]string{
		"姓名\t性别\r\n张三\t男\r\n":                  "姓名|性别/张三|男",
		"a\t\"第一行\n第二 \"\"行\"\"\"\tb\r\nc\t\t": "a|第一行\n第二 \"行\"|b/c||",
		"\"引号\"\t他说\"好\"\r\n":                  "\"引号\"|他说\"好\"",
		"=\"001\"\t'002":                       "=\"001\"|'002",
		"a,b;c\nd":                             "a,b;c/d",
		"\"没有结束\tb\nc":                         "\"没有结束|b/c|",
		"":                                     "",
		"\t\n\n":                               "",
	} {
		s := FromClipboard(in)
		if got := sheetText(s); got != want || s.Truncated {
			t.Errorf("%q reads %q, want %q", in, got, want)
		}
	}
	if s := FromClipboard(strings.Repeat("a\t", maxCols+1)); !s.Truncated || s.Cols() != maxCols {
		t.Errorf("%d columns, truncated %v", s.Cols(), s.Truncated)
	}
}

func TestByteTexts(t *testing.T) {
	for text, want := range map[string]bool{
		"\xD0\xD5\xC3\xFB": true, "\xC8\xBE\xC3\xFB\xC0\xED": true, "Informa\xE7\xE3o": false, "\xC4rzte": false, "caf\xE9": false,
		"abc": false, "\xCF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0!": false,
	} {
		var c byteTexts
		c.look([]byte(text))
		if got := c.chinese(); got != want {
			t.Errorf("%q is Chinese = %v", text, got)
		}
	}
}

func readFixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// compoundOf returns a compound file of the streams, those under 4096 bytes in a mini stream.
func compoundOf(streams ...namedStream) []byte {
	const sector = 512
	var body []byte // all sectors
	var fat, miniFAT []uint32
	var mini []byte
	add := func(content []byte) (start uint32) {
		start = uint32(len(fat))
		n := (len(content) + sector - 1) / sector
		for i := range n {
			fat = append(fat, start+uint32(i)+1)
		}
		if n == 0 {
			return 0xFFFFFFFE
		}
		fat[len(fat)-1] = 0xFFFFFFFE
		body = append(append(body, content...), make([]byte, n*sector-len(content))...)
		return start
	}
	dir := [][]byte{dirEntryOf("Root Entry", kindRoot, 1, 0, 0)}
	for i, s := range streams {
		var start uint32
		if len(s.content) < usualCutoff {
			start = uint32(len(miniFAT))
			n := (len(s.content) + miniSector - 1) / miniSector
			for j := range n {
				miniFAT = append(miniFAT, start+uint32(j)+1)
			}
			if n > 0 {
				miniFAT[len(miniFAT)-1] = 0xFFFFFFFE
			}
			mini = append(append(mini, s.content...), make([]byte, n*miniSector-len(s.content))...)
		} else {
			start = add(s.content)
		}
		e := dirEntryOf(s.name, kindStream, noEntry, start, len(s.content))
		if i+1 < len(streams) {
			binary.LittleEndian.PutUint32(e[72:], uint32(i+2)) // the next one to the right
		}
		dir = append(dir, e)
	}
	binary.LittleEndian.PutUint32(dir[0][116:], add(mini))
	binary.LittleEndian.PutUint32(dir[0][120:], uint32(len(mini)))
	for len(dir)%4 != 0 {
		dir = append(dir, make([]byte, dirEntrySize))
	}
	dirStart := add(bytes.Join(dir, nil))
	miniStart := add(wordBytes(miniFAT))
	fatStart := uint32(len(fat))
	n := (len(fat) + 128) / 127
	for range n {
		fat = append(fat, 0xFFFFFFFD)
	}
	for len(fat)%128 != 0 {
		fat = append(fat, freeSector)
	}
	body = append(body, wordBytes(fat)...)
	head := make([]byte, sector)
	copy(head, compoundHead)
	le := binary.LittleEndian
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xFFFE)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], uint32(len(fat)/128))
	le.PutUint32(head[48:], dirStart)
	le.PutUint32(head[56:], usualCutoff)
	le.PutUint32(head[60:], miniStart)
	le.PutUint32(head[68:], 0xFFFFFFFE)
	for i := range 109 {
		at := uint32(freeSector)
		if i < len(fat)/128 {
			at = fatStart + uint32(i)
		}
		le.PutUint32(head[76+4*i:], at)
	}
	return append(head, body...)
}

// namedStream is a stream for compoundOf.
type namedStream struct {
	name    string
	content []byte
}

func wordBytes(list []uint32) []byte {
	var out []byte
	for _, v := range list {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	return out
}

func dirEntryOf(name string, kind byte, child, start uint32, size int) []byte {
	e := make([]byte, dirEntrySize)
	le := binary.LittleEndian
	le.PutUint16(e[64:], uint16(copy(e, utf16Bytes(name))+2))
	e[66] = kind
	le.PutUint32(e[68:], noEntry)
	le.PutUint32(e[72:], noEntry)
	le.PutUint32(e[76:], child)
	le.PutUint32(e[116:], start)
	le.PutUint32(e[120:], uint32(size))
	return e
}
