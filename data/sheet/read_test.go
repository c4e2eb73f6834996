package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"taizhang/data/catalog"
)

var update = flag.Bool("update", false, "write the golden files anew")

func mustOpen(t testing.TB, name string) *Book {
	t.Helper()
	book, err := Open(context.Background(), filepath.Join("testdata", name), Options{})
	if err != nil {
		t.Fatalf("open %s: %v", name, err)
	}
	return book
}

// fixtures returns the names of the fixtures that match pattern.
func fixtures(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures %s: %v", pattern, err)
	}
	for i := range paths {
		paths[i] = filepath.Base(paths[i])
	}
	return paths
}

// TestAgainstExcelize compares what we read with what excelize reads, in every fixture that excelize can open.
func TestAgainstExcelize(t *testing.T) {
	// What excelize makes of these is wrong or nothing; TestOddParts holds what is right.
	beyond := map[string]bool{
		"raw_utf16_parts.xlsx": true, "raw_prefixed_names.xlsx": true, "raw_no_references.xlsx": true,
		"raw_rows_out_of_order.xlsx": true, "raw_wrong_case_parts.xlsx": true, "raw_phonetics_escapes_entities.xlsx": true, "raw_strict.xlsx": true,
		"xls_named_xlsx.xlsx": true,
	}
	compared := 0
	for _, name := range fixtures(t, "*.xlsx") {
		if beyond[name] {
			continue
		}
		t.Run(name, func(t *testing.T) {
			oracle, err := excelize.OpenFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			defer oracle.Close()
			for _, s := range mustOpen(t, name).Sheets {
				compared += compareSheet(t, oracle, s)
			}
		})
	}
	if compared < 1000 {
		t.Errorf("only %d cells were compared", compared)
	}
}

func compareSheet(t *testing.T, oracle *excelize.File, s *Sheet) (compared int) {
	t.Helper()
	rows, err := oracle.GetRows(s.Name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	props, _ := oracle.GetWorkbookProps()
	is1904 := props.Date1904 != nil && *props.Date1904
	width := s.Cols()
	for _, row := range rows {
		width = max(width, len(row))
	}
	for r := range max(s.Rows(), len(rows)) {
		for c := range width {
			want := ""
			if r < len(rows) && c < len(rows[r]) {
				want = rows[r][c]
			}
			compared++
			compareCell(t, s, r, c, want, is1904)
			formula, err := oracle.GetCellFormula(s.Name, CellName(r, c))
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Formula(r, c); got != strings.TrimPrefix(formula, "=") {
				t.Errorf("%s!%s: formula %q, excelize %q", s.Name, CellName(r, c), got, formula)
			}
		}
	}
	merges, err := oracle.GetMergeCells(s.Name)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, m := range merges {
		want = append(want, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	for _, m := range s.Merges {
		got = append(got, m.String())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%s: merges %v, excelize %v", s.Name, got, want)
	}
	return compared
}

func compareCell(t *testing.T, s *Sheet, r, c int, want string, is1904 bool) {
	t.Helper()
	cell := s.Cell(r, c)
	got := cell.Text
	switch cell.Type {
	case catalog.CellNumber, catalog.CellDate:
		g, err1 := strconv.ParseFloat(got, 64)
		w, err2 := strconv.ParseFloat(want, 64)
		if cell.Type == catalog.CellDate && is1904 {
			g -= days1904
		}
		if err1 == nil && err2 == nil && (g == w || g-w < 1e-9 && w-g < 1e-9) {
			return
		}
	case catalog.CellBool:
		want = strings.NewReplacer("TRUE", "1", "FALSE", "0").Replace(want)
	}
	if got != want {
		t.Errorf("%s!%s = %q (%d), excelize %q", s.Name, CellName(r, c), got, cell.Type, want)
	}
}

// TestGolden compares the dumps of some fixtures, so that a change in what readers see is seen by a reviewer.
func TestGolden(t *testing.T) {
	for _, name := range []string{
		"cadre_sheet_per_community.xlsx", "lo_service_formulas.xlsx", "member_rare_characters.xlsx",
		"member_date_1904.xlsx", "member_gb18030.csv", "raw_phonetics_escapes_entities.xlsx",
		"lo_service_formulas.xls", "lo_member_rare_characters.et", "xlwt_hidden_sheets_rows_columns.xls", "biff5_gbk_says_1252.xls",
		"html_excel_gb2312.xls", "html_layout_tables.xls", "xml2003_utf8.xls",
	} {
		var out bytes.Buffer
		for _, s := range mustOpen(t, name).Dump().Sheets {
			fmt.Fprintf(&out, "%s hidden=%v merges=%v\n", s.Name, s.Hidden, s.Merges)
			for _, c := range s.Cells {
				line, err := json.Marshal(c)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&out, "%s\n", line)
			}
		}
		golden := filepath.Join("testdata", "golden", name+".txt")
		if *update {
			if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), want) {
			t.Errorf("%s reads otherwise than %s:\n%s", name, golden, out.Bytes())
		}
	}
}

func TestDumpShape(t *testing.T) {
	book := mustOpen(t, "raw_shared_formulas.xlsx")
	got, err := json.Marshal(book.Dump())
	if err != nil {
		t.Fatal(err)
	}
	var lines, line bytes.Buffer
	if err := book.WriteJSON(&lines); err != nil {
		t.Fatal(err)
	}
	if err := json.Compact(&line, lines.Bytes()); err != nil || !bytes.Equal(line.Bytes(), got) {
		t.Errorf("written %s, %v; want %s", lines.Bytes(), err, got)
	}
	want := `{"sheets":[{"name":"表一","hidden":false,"cells":[[0,0,"n",1],[0,1,"n",2,1],[1,0,"n",2],[1,1,"n",3,1],` +
		`[2,0,"n",3],[2,1,"n",4,1],[3,1,"s","多",1]],"merges":[]}]}`
	if string(got) != want {
		t.Errorf("dump\n%s, want\n%s", got, want)
	}
}

// sheetText writes the first sheet of a book in one line: cells by |, rows by /, types other than text in front.
func sheetText(s *Sheet) string {
	var rows []string
	for r := range s.Rows() {
		var cells []string
		for c := range s.Cols() {
			cell := s.Cell(r, c)
			mark := map[catalog.CellType]string{
				catalog.CellNumber: "n:", catalog.CellDate: "d:", catalog.CellBool: "b:", catalog.CellError: "e:",
			}[cell.Type]
			cells = append(cells, mark+cell.Text)
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return strings.Join(rows, "/")
}

func TestOddParts(t *testing.T) {
	const plain = "姓名|出生日期/张三|d:25000"
	for name, want := range map[string]string{
		"raw_utf16_parts.xlsx":                plain,
		"raw_backslash_parts.xlsx":            plain,
		"raw_wrong_case_parts.xlsx":           plain,
		"raw_strict.xlsx":                     "姓名|出生日期/张三|d:25000",
		"raw_prefixed_names.xlsx":             plain,
		"raw_no_references.xlsx":              "姓名|出生日期|/||/n:1||d:25000",
		"raw_rows_out_of_order.xlsx":          "n:11||/||/n:31|n:32|n:33",
		"raw_phonetics_escapes_entities.xlsx": "东|A\rB_x0041_|<b>&amp;|a\nb😀&lt;|甲 乙/||e:#N/A|b:1|n:1978.1",
		"raw_shared_formulas.xlsx":            "n:1|n:2/n:2|n:3/n:3|n:4/|多",
		"raw_1904_with_times.xlsx":            "d:25000|d:25000.5|n:1978.1",
	} {
		s := mustOpen(t, name).Sheets[0]
		if got := sheetText(s); got != want {
			t.Errorf("%s reads %q, want %q", name, got, want)
		}
	}
	s := mustOpen(t, "raw_shared_formulas.xlsx").Sheets[0]
	if got := s.Formula(2, 1); got != "A3*$A$1+1" {
		t.Errorf("shared formula of B3 = %q", got)
	}
	if w := mustOpen(t, "raw_phonetics_escapes_entities.xlsx").Warnings; len(w) != 1 || !strings.Contains(w[0], "B2") {
		t.Errorf("warnings %q, want one about B2", w)
	}
}

func TestCSVEncodings(t *testing.T) {
	want := sheetText(mustOpen(t, "member_utf8.csv").Sheets[0])
	if !strings.Contains(want, `a "引号", 逗号`) || !strings.Contains(want, "第一行\n第二行") || !strings.HasPrefix(want, "姓名|性别|") {
		t.Fatalf("member_utf8.csv reads %q", want)
	}
	for _, name := range []string{
		"member_gb18030.csv", "member_utf8_bom_semicolon.csv", "member_utf16le.tsv", "member_utf16be.tsv", "member_utf16_no_bom.tsv",
	} {
		book := mustOpen(t, name)
		if got := sheetText(book.Sheets[0]); got != want {
			t.Errorf("%s reads %q, want %q", name, got, want)
		}
		if book.Format != "csv" {
			t.Errorf("%s has the format %q", name, book.Format)
		}
	}
	if got := sheetText(mustOpen(t, "member_gb18030_rare.csv").Sheets[0]); !strings.Contains(got, "测𬭎/测𫖯/测𠮷") {
		t.Errorf("rare characters read %q", got)
	}
	if got := mustOpen(t, "member_id_as_formula.csv").Sheets[0].Cell(1, 1); len(got.Text) != 18 || got.Type != catalog.CellText {
		t.Errorf(`="450…" reads %+v`, got)
	}
	got := sheetText(mustOpen(t, "member_unclosed_quote.csv").Sheets[0])
	if !strings.HasPrefix(got, "姓名|备注/周明远|\"未完/吴玉珍|在职单位党员/") {
		t.Errorf("a quote without an end reads %q", got)
	}
}

func TestCSVRows(t *testing.T) {
	for in, want := range map[string]string{
		"a,b\r\nc,d\r\n":                    "a|b/c|d",
		"a;b;1,5\nc;d;2,5\n":                "a|b|1,5/c|d|2,5",
		"a\tb\n\nc\td":                      "a|b/|/c|d",
		"姓名,备注\r张三,\"x\"\r":                 "姓名|备注/张三|x",
		"sep=;\r\na,x;b\r\n":                "a,x|b",
		"a,b,\n,,\nc":                       "a|b/|/c|",
		`a,"x""y",b"c` + "\n":               `a|x"y|b"c`,
		`a,"x"y",z` + "\n":                  `a|x"y|z`,
		"一列\n没有分隔符\n":                       "一列/没有分隔符",
		`"a` + "\n" + `b",c` + "\n" + "d,e": "a\nb|c/d|e",
	} {
		book, err := Read(context.Background(), strings.NewReader(in), int64(len(in)), "x.csv", Options{})
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if got := sheetText(book.Sheets[0]); got != want {
			t.Errorf("%q reads %q, want %q", in, got, want)
		}
	}
}

// TestDamagedUTF8 reads a UTF-8 file that was cut within a character: it must not turn into GB18030 altogether.
func TestDamagedUTF8(t *testing.T) {
	data := []byte("姓名,备注\n" + strings.Repeat("张三,在容城镇北门社区任职\n", 5) + "李四,未\xE5\xAE")
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "x.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	if got := s.Cell(0, 0).Text + s.Cell(6, 0).Text + s.Cell(6, 1).Text; got != "姓名李四未\uFFFD" {
		t.Errorf("read %q", got)
	}
}

// TestPartInGB18030 reads a part that declares the encoding that some programs here write.
func TestPartInGB18030(t *testing.T) {
	xml, err := simplifiedchinese.GB18030.NewEncoder().String(
		`<?xml version="1.0" encoding="GB2312"?><worksheet><sheetData><row><c t="str"><v>北门𬭎</v></c></row></sheetData></worksheet>`)
	if err != nil {
		t.Fatal(err)
	}
	data := oneSheet(t, xml)
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "x.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := book.Sheets[0].Cell(0, 0).Text; got != "北门𬭎" {
		t.Errorf("read %q", got)
	}
}

func TestHiddenAndWidths(t *testing.T) {
	for _, name := range []string{"member_hidden_rows_columns.xlsx", "lo_member_hidden_rows_columns.xlsx"} {
		book := mustOpen(t, name)
		s := book.Sheets[0]
		for row, want := range []bool{false, true, false, false, true, false, false, true, false, false} {
			if s.RowHidden(row) != want {
				t.Errorf("%s: row %d hidden = %v", name, row+1, !want)
			}
		}
		for col, want := range []bool{false, false, false, true, false, false, false} {
			if s.ColHidden(col) != want {
				t.Errorf("%s: column %s hidden = %v", name, ColName(col), !want)
			}
		}
		if w := s.ColWidth(2); w < 19 || w > 22 {
			t.Errorf("%s: width of C = %v, want 20.5", name, w)
		}
		if w := s.ColWidth(99); w != 0 {
			t.Errorf("%s: width outside = %v", name, w)
		}
		if s.Hidden || !book.Sheets[1].Hidden {
			t.Errorf("%s: hidden sheets are %v %v", name, s.Hidden, book.Sheets[1].Hidden)
		}
	}
}

func TestFormats(t *testing.T) {
	s := mustOpen(t, "cadre_ids_as_numbers.xlsx").Sheets[0]
	if c := s.Cell(2, 2); c.Type != catalog.CellNumber || c.Format != "0.00" || c.Text != "1968.05" {
		t.Errorf("C3 = %+v", c)
	}
	if c := s.Cell(3, 2); c.Text != "1971.1" || c.Shown != "1971.10" {
		t.Errorf("C4 = %+v, want 1971.1 shown as 1971.10", c)
	}
	if c := s.Cell(5, 2); c.Format != "" || c.Shown != "" {
		t.Errorf("C6 = %+v, want no format", c)
	}
	s = mustOpen(t, "cadre_sheet_per_community.xlsx").Sheets[2]
	if c := s.Cell(3, 3); c.Type != catalog.CellDate || c.Shown != "1968年5月" {
		t.Errorf("birth = %+v, want a date shown as 1968年5月", c)
	}
	book := mustOpen(t, "service_uncached_formulas.xlsx")
	if len(book.Warnings) != 1 || !strings.Contains(book.Warnings[0], "1 个公式没有计算结果(如 D8)") {
		t.Errorf("warnings %q, want one about D8", book.Warnings)
	}
	uncached := book.Sheets[0]
	if c := uncached.Cell(7, 3); !c.IsEmpty() || uncached.Formula(7, 3) != "SUM(D2:D7)" {
		t.Errorf("formula without result: %+v, %q", c, uncached.Formula(7, 3))
	}
}

func TestMaxRows(t *testing.T) {
	for name, rows := range map[string]int{"cadre_group_rows.xlsx": 3, "member_utf8.csv": 3, "raw_prefixed_names.xlsx": 1} {
		whole := mustOpen(t, name).Sheets[0]
		book, err := Open(context.Background(), filepath.Join("testdata", name), Options{MaxRows: rows})
		if err != nil {
			t.Fatal(err)
		}
		s := book.Sheets[0]
		if s.Rows() != rows || !s.Truncated || whole.Truncated || len(s.Merges) != len(whole.Merges) {
			t.Errorf("%s: %d rows, truncated %v (whole: %v), %d merges of %d",
				name, s.Rows(), s.Truncated, whole.Truncated, len(s.Merges), len(whole.Merges))
		}
		if got, want := s.Cell(rows-1, 1), whole.Cell(rows-1, 1); got != want {
			t.Errorf("%s: B%d = %+v, want %+v", name, rows, got, want)
		}
	}
}

func TestLongTexts(t *testing.T) {
	long := strings.Repeat("党", maxTextChars+5)
	data := zipOf(t, map[string]string{
		"xl/workbook.xml":          `<workbook><sheets><sheet name="a"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c t="inlineStr"><is><t>` + long + `</t></is></c></row></sheetData></worksheet>`,
	})
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "长.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := utf8.RuneCountInString(book.Sheets[0].Cell(0, 0).Text); n != maxTextChars {
		t.Errorf("kept %d characters, want %d", n, maxTextChars)
	}
	if len(book.Warnings) != 1 {
		t.Errorf("warnings %q, want one", book.Warnings)
	}
}

// zipOf returns a zip archive of parts.
func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, name := range []string{"cadre_group_rows.xlsx", "member_utf8.csv"} {
		if _, err := Open(ctx, filepath.Join("testdata", name), Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want context.Canceled", name, err)
		}
	}
}

// cancelReader cancels while the file is being read.
type cancelReader struct {
	*bytes.Reader
	cancel context.CancelFunc
	reads  int
}

func (c *cancelReader) ReadAt(p []byte, off int64) (int, error) {
	if c.reads++; c.reads == 12 {
		c.cancel()
	}
	return c.Reader.ReadAt(p, off)
}

func TestCancelMidway(t *testing.T) {
	data := bigBook(t, 20000, 10)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := &cancelReader{Reader: bytes.NewReader(data), cancel: cancel}
	_, err := Read(ctx, r, int64(len(data)), "大.xlsx", Options{})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want context.Canceled", err)
	}
	if total := len(data) / 4096; r.reads > total/2 {
		t.Errorf("%d reads after being cancelled at the 12th, of about %d", r.reads, total)
	}
}
