package roster

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/paper"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// manyCadres are more people than a page holds, some with texts that need two lines.
func manyCadres(n int) []catalog.Record {
	out := make([]catalog.Record, n)
	for i := range out {
		out[i] = record(ledger.Cadre, fmt.Sprintf("c%04d", i), "name", "张三", "org", []string{"o1", "o2"}[i%2], "sex", "1", "birth", "1968-05")
		if i%7 == 0 {
			out[i] = out[i].With("in_charge_of", value.Text("社会保障、社区服务、治安调解、文体科教、环境卫生、人口与计生、妇女儿童"))
		}
	}
	return out
}

func tablesOf(t *testing.T, n int) []catalog.Table {
	t.Helper()
	tables, err := Split(context.Background(), communities, Request{
		Kind: ledger.Cadre, Records: manyCadres(n), Office: "容城镇", AsOf: mustDate(t, "2003-09-30"),
	}, "org")
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// TestWorkbookBreaksLikePDF holds the page breaks of the workbook against the pages of the PDF.
func TestWorkbookBreaksLikePDF(t *testing.T) {
	ctx := context.Background()
	tables := tablesOf(t, 160)
	path := filepath.Join(t.TempDir(), "花名册.xlsx")
	if err := Write(ctx, path, tables, Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"北门社区", "西上社区"}) {
		t.Fatalf("sheets %q", got)
	}
	_, measures, err := Layout(ctx, tables, paper.Sheet{})
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range f.GetSheetList() {
		layout, err := f.GetPageLayout(name)
		if err != nil || layout.Orientation == nil || *layout.Orientation != "landscape" {
			t.Errorf("%s: layout %+v, %v", name, layout, err)
		}
		if len(measures[i].Breaks) == 0 {
			t.Errorf("%s stands on one page: the test needs more rows", name)
		}
	}
	raw := rowBreaks(t, path)
	for i, m := range measures {
		const above = 4 // title, unit line, two heading rows
		var want []int
		for _, last := range m.Breaks {
			want = append(want, above+last+1)
		}
		if !slices.Equal(raw[i], want) {
			t.Errorf("sheet %d breaks after rows %v, the PDF after %v", i+1, raw[i], want)
		}
	}
}

func TestWrittenWorkbookReadsBack(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.XLSX")
	if err := Write(ctx, path, tablesOf(t, 4), Options{}); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(ctx, path, sheet.Options{})
	if err != nil || len(book.Sheets) != 2 {
		t.Fatalf("%v", err)
	}
	s := book.Sheets[0]
	if got := s.Cell(0, 0).Text; got != "容城镇北门社区干部花名册" {
		t.Errorf("title %q", got)
	}
	if got := s.Cell(2, 11).Text + "/" + s.Cell(3, 12).Text; got != "现任职务/居委会职务" {
		t.Errorf("headings %q", got)
	}
	if got := s.Cell(4, 0); got.Type != catalog.CellNumber || got.Text != "1" {
		t.Errorf("serial number %+v", got)
	}
	if got := s.Cell(4, 5); got.Type != catalog.CellText || got.Text != "1968.05" {
		t.Errorf("birth %+v", got)
	}
}

func TestWritePDFOfSeveralTables(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := Write(context.Background(), path, tablesOf(t, 4), Options{}); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	tight := strings.Join(strings.Fields(string(text)), "")
	for _, want := range []string{"容城镇北门社区干部花名册", "容城镇西上社区干部花名册", "填报单位：容城镇北门社区", "填报日期：2003年9月30日", "1968.05",
		"共2人", "填表人", "审核人", "单位（盖章）", "第1页共1页"} {
		if !strings.Contains(tight, want) {
			t.Errorf("the PDF lacks %q", want)
		}
	}
}

func TestWriteCSVFile(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.csv")
	tables := tablesOf(t, 4)
	err := Write(ctx, path, tables, Options{})
	var refusal *catalog.Refusal
	if !errors.As(err, &refusal) || refusal.Code != CodeManyCSV {
		t.Errorf("two tables in a csv file: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a refused file is there: %v", err)
	}
	if err := Write(ctx, path, tables[:1], Options{}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(got), "\uFEFF序号,社区,姓名,性别") || !strings.Contains(string(got), "1,北门,张三,男") {
		t.Errorf("%q, %v", got, err)
	}
}

func TestUnknownExtension(t *testing.T) {
	for _, name := range []string{"a.doc", "a", "a.xls"} {
		err := CheckPath(name)
		var refusal *catalog.Refusal
		if !errors.As(err, &refusal) || refusal.Code != CodeExtension {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCancelledWriteLeavesFile: a cancelled export leaves the old file, and no other.
func TestCancelledWriteLeavesFile(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.xlsx", "a.pdf"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := Write(ctx, path, tablesOf(t, 4), Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if got, _ := os.ReadFile(path); string(got) != "old" {
			t.Errorf("%s holds %d bytes", name, len(got))
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestEqualTablesGiveEqualPDFs(t *testing.T) {
	var files [2]bytes.Buffer
	for i := range files {
		if err := WritePDF(context.Background(), &files[i], tablesOf(t, 4), Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two PDFs differ")
	}
}

// rowBreaks returns, for each sheet, the rows after which a page ends.
func rowBreaks(t *testing.T, path string) [][]int {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var out [][]int
	for i := 1; ; i++ {
		part, err := z.Open(fmt.Sprintf("xl/worksheets/sheet%d.xml", i))
		if err != nil {
			return out
		}
		var doc struct {
			Breaks []struct {
				ID int `xml:"id,attr"`
			} `xml:"rowBreaks>brk"`
		}
		err = xml.NewDecoder(part).Decode(&doc)
		part.Close()
		if err != nil {
			t.Fatal(err)
		}
		var rows []int
		for _, b := range doc.Breaks {
			rows = append(rows, b.ID)
		}
		out = append(out, rows)
	}
}
