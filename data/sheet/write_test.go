package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

// roster returns a table of n people in the way of 干部花名册.
func roster(n int) catalog.Table {
	col := func(width float32, numeric bool, heading ...string) catalog.Column {
		return catalog.Column{Heading: heading, Width: width, Numeric: numeric}
	}
	t := catalog.Table{
		Title: "容城镇社区干部花名册", Left: "填报单位:容城镇", Right: "填报日期:2003年9月30日",
		Columns: []catalog.Column{
			col(10, true, "序号"), col(18, false, "姓名"), col(10, false, "性别"), col(20, false, "出生年月"),
			col(40, false, "身份证号码"), col(18, false, "文化程度"), col(22, false, "政治面貌"),
			col(20, false, "现任职务", "党内职务"), col(24, false, "现任职务", "居委会职务"), col(22, true, "月报酬"),
			col(28, false, "联系电话"), {Heading: []string{"备注"}, Width: 25, Align: catalog.AlignLeft},
		},
		Rows:    []catalog.TableRow{{Group: true, Cells: []string{"北门社区"}}},
		Notes:   []string{"注:" + strings.Repeat("出生年月按身份证填写,", 20)},
		Signers: []string{"填表人:", "审核人:", "单位(盖章)"},
		Sheet:   "干部/花名册",
	}
	for i := range n {
		t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{
			fmt.Sprint(i + 1), "测𬭎" + fmt.Sprint(i), "女", "1968年5月", "450999196805122024", "大专", "中共党员",
			"书记", "主任", "1,650.50", "013900001001", "=1+1",
		}})
	}
	t.Rows = append(t.Rows, catalog.TableRow{Total: true, Cells: []string{"", "合计", fmt.Sprint(n)}})
	return t
}

func write(t testing.TB, tables []catalog.Table, opt WriteOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteTable(context.Background(), &out, tables, opt); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// landscape is a layout of 30 rows a page.
func landscape(rows int) PageLayout {
	l := PageLayout{Landscape: true, RowHeight: 12.05, TitleHeight: 40}
	for i := 30; i < rows; i += 30 {
		l.Breaks = append(l.Breaks, i)
	}
	return l
}

func TestWriteTableCells(t *testing.T) {
	data := write(t, []catalog.Table{roster(3)}, WriteOptions{})
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "out.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	if s.Name != "干部_花名册" {
		t.Errorf("sheet %q", s.Name)
	}
	want := []string{
		"容城镇社区干部花名册", "填报单位:容城镇", "序号", "", "北门社区", "n:1", "n:2", "n:3", "", "注:", "填表人：",
	}
	for row, prefix := range want {
		got := s.Cell(row, 0).Text
		if c := s.Cell(row, 0); c.Type == catalog.CellNumber {
			got = "n:" + got
		}
		if !strings.HasPrefix(got, prefix) || (prefix == "") != (got == "") {
			t.Errorf("A%d = %q, want %q…", row+1, got, prefix)
		}
	}
	for name, want := range map[[2]int]catalog.Cell{
		{5, 1}:  {Type: catalog.CellText, Text: "测𬭎0"},
		{5, 4}:  {Type: catalog.CellText, Text: "450999196805122024"},
		{5, 9}:  {Type: catalog.CellNumber, Text: "1650.5", Format: "#,##0.00", Shown: "1,650.50"},
		{5, 10}: {Type: catalog.CellText, Text: "013900001001"},
		{5, 11}: {Type: catalog.CellText, Text: "=1+1"},
		{8, 2}:  {Type: catalog.CellText, Text: "3"},
		{3, 8}:  {Type: catalog.CellText, Text: "居委会职务"},
	} {
		if got := s.Cell(name[0], name[1]); got != want {
			t.Errorf("%s = %+v, want %+v", CellName(name[0], name[1]), got, want)
		}
	}
	merges := map[string]bool{}
	for _, m := range s.Merges {
		merges[m.String()] = true
	}
	for _, m := range []string{"A1:L1", "A3:A4", "H3:I3", "J3:J4", "A5:L5", "A10:L10"} {
		if !merges[m] {
			t.Errorf("no merge %s in %v", m, s.Merges)
		}
	}
	if w := s.ColWidth(4); w < 12 || w > 14 {
		t.Errorf("width of 身份证号码 = %v", w)
	}
}

func TestWriteTablePage(t *testing.T) {
	table := roster(100)
	data := write(t, []catalog.Table{table, roster(1)}, WriteOptions{
		Layouts: []PageLayout{landscape(len(table.Rows)), {Paper: A3, RepeatTitle: true, NoPageNumbers: true}},
		Created: time.Date(2003, 9, 30, 0, 0, 0, 0, time.UTC),
	})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names := f.GetSheetList()
	if fmt.Sprint(names) != "[干部_花名册 干部_花名册(2)]" {
		t.Fatalf("sheets %q", names)
	}
	layout, err := f.GetPageLayout(names[0])
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("page layout %+v, %v", layout, err)
	}
	props, err := f.GetSheetProps(names[0])
	if err != nil || !*props.FitToPage {
		t.Errorf("fit to page is lost: %v", err)
	}
	margins, err := f.GetPageMargins(names[0])
	if err != nil || *margins.Left < 0.59 || *margins.Left > 0.591 {
		t.Errorf("margins %+v, %v", margins, err)
	}
	footer, err := f.GetHeaderFooter(names[0])
	if err != nil || footer == nil || footer.OddFooter != "&C第&P页 共&N页" {
		t.Errorf("footer %+v, %v", footer, err)
	}
	titles := map[string]string{}
	for _, n := range f.GetDefinedName() {
		titles[n.Scope] = n.Name + " " + n.RefersTo
	}
	if got := titles[names[0]]; got != "_xlnm.Print_Titles '干部_花名册'!$3:$4" {
		t.Errorf("print titles %q", got)
	}
	if got := titles[names[1]]; got != "_xlnm.Print_Titles '干部_花名册(2)'!$1:$4" {
		t.Errorf("print titles %q", got)
	}
	if layout, err := f.GetPageLayout(names[1]); err != nil || *layout.Size != 8 || *layout.Orientation != "portrait" {
		t.Errorf("page layout of A3 %+v, %v", layout, err)
	}
	if h, err := f.GetRowHeight(names[0], 7); err != nil || h != 12 {
		t.Errorf("row height %v, want 12.05 rounded down to 12 (%v)", h, err)
	}
	xml := partOf(t, data, "xl/worksheets/sheet1.xml")
	// The 4 rows above and 30, 60, 90 of the table.
	for _, want := range []string{`<brk id="34"`, `<brk id="64"`, `<brk id="94"`, `count="3"`} {
		if !strings.Contains(xml, want) {
			t.Errorf("no %s in the sheet", want)
		}
	}
}

// partOf returns a part of a package as text.
func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := openZip(context.Background(), &source{
		r: bytes.NewReader(data), size: int64(len(data)), opt: Options{}.withDefaults(),
	})
	if err != nil {
		t.Fatal(err)
	}
	r, ok, err := z.open(name)
	if err != nil || !ok {
		t.Fatalf("no part %s: %v", name, err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPagesInLibreOffice prints a workbook by another program and counts pages.
func TestPagesInLibreOffice(t *testing.T) {
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool, "is not installed")
		}
	}
	table := roster(98) // with the group and the total 100 rows
	dir := t.TempDir()
	path := filepath.Join(dir, "out.xlsx")
	data := write(t, []catalog.Table{table}, WriteOptions{Layouts: []PageLayout{landscape(len(table.Rows))}})
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	convert := exec.Command("soffice", "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "pdf", "--outdir", dir, path)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, "out.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	if len(pages) != 4 {
		t.Fatalf("%d pages, want 4:\n%s", len(pages), text)
	}
	for i, page := range pages {
		first := []string{"测𬭎0", "测𬭎29", "测𬭎59", "测𬭎89"}[i]
		for _, want := range []string{"居委会职务", first + " ", fmt.Sprintf("第%d页 共4页", i+1)} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d has no %q:\n%s", i+1, want, page)
			}
		}
		if strings.Contains(page, "填报单位") != (i == 0) || strings.Contains(page, "审核人") != (i == 3) {
			t.Errorf("page %d has title or signers wrongly", i+1)
		}
	}
}

func TestWriteTableShapes(t *testing.T) {
	for name, table := range map[string]catalog.Table{
		"nothing":      {},
		"title only":   {Title: "空表"},
		"one column":   {Title: "名单", Left: "甲", Right: "乙", Columns: []catalog.Column{{Heading: []string{"姓名"}}}, Signers: []string{"丙", "丁", "戊"}},
		"ragged rows":  {Columns: []catalog.Column{{Heading: []string{"a"}}, {}}, Rows: []catalog.TableRow{{}, {Cells: []string{"1", "2", "3"}}, {Group: true}}},
		"bad texts":    {Columns: []catalog.Column{{Heading: []string{"a\x00\x1f"}}}, Rows: []catalog.TableRow{{Cells: []string{"\xff\x01_x0041_\n次行"}}}},
		"deep heading": {Columns: []catalog.Column{{Heading: []string{"a", "b", "c"}}, {Heading: []string{"a", "d"}}, {Heading: []string{"e"}}}},
	} {
		data := write(t, []catalog.Table{table}, WriteOptions{})
		book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), name, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if name == "bad texts" {
			if got := book.Sheets[0].Cell(1, 0).Text; got != "\uFFFD_x0041_\n次行" {
				t.Errorf("bad text reads %q", got)
			}
		}
		if _, err := excelize.OpenReader(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: excelize: %v", name, err)
		}
	}
	if err := WriteTable(context.Background(), io.Discard, nil, WriteOptions{}); err == nil {
		t.Error("a workbook without tables is written")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := WriteTable(ctx, io.Discard, []catalog.Table{roster(1)}, WriteOptions{}); err == nil {
		t.Error("a cancelled writing goes on")
	}
}

func TestSheetNames(t *testing.T) {
	var tables []catalog.Table
	for _, name := range []string{"", "北门", "北门", "a/b:c", "History", "'x'", strings.Repeat("长", 40), strings.Repeat("长", 40), "ABC", "abc", strings.Repeat("𬭎", 20), " "} {
		tables = append(tables, catalog.Table{Sheet: name})
	}
	got := strings.Join(sheetNames(tables), "|")
	want := "表|北门|北门(2)|a_b_c|History(2)|x|" + strings.Repeat("长", 31) + "|" + strings.Repeat("长", 28) + "(2)|ABC|abc(2)|" +
		strings.Repeat("𬭎", 15) + "|表(2)"
	if got != want {
		t.Errorf("names %s, want %s", got, want)
	}
	data := write(t, tables, WriteOptions{})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if list := strings.Join(f.GetSheetList(), "|"); list != want {
		t.Errorf("sheets %s", list)
	}
}

func TestTableNumber(t *testing.T) {
	for text, format := range map[string]string{
		"650": "0", "0": "0", "-3": "0", "2.50": "0.00", "1,234.5": "#,##0.0",
		"": "", "007": "", "450999196805122024": "", "1.": "", ".5": "", "abc": "", "1e5": "", "3人": "", "-": "",
	} {
		if _, got, ok := tableNumber(text); got != format || ok != (format != "") {
			t.Errorf("tableNumber(%q) has the format %q, want %q", text, got, format)
		}
	}
}

func TestWriteCSV(t *testing.T) {
	table := roster(1)
	table.Columns = append(table.Columns, catalog.Column{Heading: []string{"原职务", "党内职务"}})
	table.Rows[1].Cells = append(table.Rows[1].Cells, "第一行\n\"第二行\",-")
	var out bytes.Buffer
	if err := WriteCSV(&out, table); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if !strings.HasPrefix(text, "\uFEFF序号,姓名,") || !strings.Contains(text, "现任职务-党内职务,居委会职务,") || strings.Count(text, "\r\n") != 5 {
		t.Errorf("csv %q", text)
	}
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll()
	if err != nil || len(records) != 4 || records[2][11] != "'=1+1" {
		t.Errorf("records %q, %v", records, err)
	}
	book, err := Read(context.Background(), strings.NewReader(text), int64(len(text)), "a.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	if got := s.Cell(2, 11).Text; got != "=1+1" {
		t.Errorf("read back %q, want =1+1", got)
	}
	if got := s.Cell(2, 12).Text; got != "第一行\n\"第二行\",-" {
		t.Errorf("read back %q", got)
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "-": "-", "-5": "-5", "+8613900001001": "+8613900001001", "=cmd": "'=cmd", "@x": "'@x", "-x": "'-x",
		"\t=1": "'\t=1", "张三": "张三", "1-2": "1-2",
	} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkWriteTable(b *testing.B) {
	table := roster(5000)
	opt := WriteOptions{Layouts: []PageLayout{landscape(len(table.Rows))}}
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteTable(context.Background(), io.Discard, []catalog.Table{table}, opt); err != nil {
			b.Fatal(err)
		}
	}
}

// TestLongTextIsSetSmaller: a text that needs more lines than its row holds gets smaller type before it is pressed
// into one line.
func TestLongTextIsSetSmaller(t *testing.T) {
	w := &tableWriter{}
	for _, c := range []struct {
		text         string
		size         float64
		wrap, shrink bool
	}{
		{"书记", 10.5, false, true},
		{"全面工作、社会保障、文体科教", 9, true, false},               // two lines of 9 pt are 22.5 pt high
		{strings.Repeat("全面工作、", 12), 10.5, false, true}, // no size that can be read
		{"一\n二", 10.5, true, false},                      // lines of the author's own
		{"450999196805121240", 10.5, false, true},        // fits
	} {
		l := look{size: 10.5}
		w.fit(c.text, 34, 22.5, &l)
		if l.size != c.size || l.wrap != c.wrap || l.shrink != c.shrink {
			t.Errorf("%q: %v pt, wrap %v, shrink %v", c.text, l.size, l.wrap, l.shrink)
		}
	}
}
