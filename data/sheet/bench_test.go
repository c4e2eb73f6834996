package sheet

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bigBook returns a workbook of rows × cols cells: a third numbers, a third shared strings, a third inline texts.
func bigBook(t testing.TB, rows, cols int) []byte {
	t.Helper()
	var sheet, shared strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for i := range 20000 {
		fmt.Fprintf(&shared, "<si><t>容城镇北门社区%d号</t></si>", i)
	}
	for r := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, r+1)
		for c := range cols {
			name := CellName(r, c)
			switch c % 3 {
			case 0:
				fmt.Fprintf(&sheet, `<c r="%s"><v>%d.5</v></c>`, name, r*7+c)
			case 1:
				fmt.Fprintf(&sheet, `<c r="%s" t="s"><v>%d</v></c>`, name, (r*31+c)%20000)
			default:
				fmt.Fprintf(&sheet, `<c r="%s" t="inlineStr"><is><t>张三%d</t></is></c>`, name, r+c)
			}
		}
		sheet.WriteString("</row>")
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	return xlsxWith(t, sheet.String(), shared.String())
}

// xlsxWith returns a workbook with the given sheet and the given elements of the table of shared strings.
func xlsxWith(t testing.TB, sheet, shared string) []byte {
	t.Helper()
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	const ns = `http://schemas.openxmlformats.org/`
	return zipOf(t, map[string]string{
		"[Content_Types].xml": head + `<Types xmlns="` + ns + `package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":         head + `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":     head + `<workbook xmlns="` + ns + `spreadsheetml/2006/main" xmlns:r="` + ns + `officeDocument/2006/relationships"><sheets><sheet name="大" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + ns + `officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": head + sheet,
		"xl/sharedStrings.xml":     head + `<sst xmlns="` + ns + `spreadsheetml/2006/main">` + shared + `</sst>`,
	})
}

const (
	benchRows = 100_000
	benchCols = 25
)

// BenchmarkRead reads 100,000 × 25 cells by this package and by excelize's streaming Rows, which is the oracle of the
// differential tests. kept-MB is the memory that the Book holds.
func BenchmarkRead(b *testing.B) {
	data := bigBook(b, benchRows, benchCols)
	b.Run("sheet", func(b *testing.B) {
		b.ReportAllocs()
		var before, after runtime.MemStats
		for b.Loop() {
			runtime.GC()
			runtime.ReadMemStats(&before)
			book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "大.xlsx", Options{})
			if err != nil || book.Sheets[0].Rows() != benchRows {
				b.Fatal(err)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			runtime.KeepAlive(book)
		}
		b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1e6, "kept-MB")
	})
	b.Run("excelize", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := excelize.OpenReader(bytes.NewReader(data), rawValues)
			if rows, _ := readWithExcelize(b, f, err); rows != benchRows {
				b.Fatalf("%d rows", rows)
			}
		}
	})
}

func readWithExcelize(t testing.TB, f *excelize.File, err error) (rows, cells int) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	for list.Next() {
		row, err := list.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range row {
			if text != "" {
				cells++
			}
		}
		rows++
	}
	return rows, cells
}

// rawValues has excelize read as little as it can.
var rawValues = excelize.Options{RawCellValue: true}

// TestReadChild is the process in which bench/peers.sh measures how one reader reads every cell of a file.
func TestReadChild(t *testing.T) {
	path := os.Getenv("TAIZHANG_READ_FILE")
	if path == "" {
		t.Skip("started by bench/peers.sh alone")
	}
	if os.Getenv("TAIZHANG_READER") == "excelize" {
		f, err := excelize.OpenFile(path, rawValues)
		_, cells := readWithExcelize(t, f, err)
		t.Log("cells:", cells)
		return
	}
	book, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, cells := book.Sheets[0], 0
	for r := range s.Rows() {
		for c := range s.Cols() {
			if cell := s.Cell(r, c); !cell.IsEmpty() {
				cells++
			}
		}
	}
	t.Log("cells:", cells)
}

// BenchmarkPreview reads the first 50 rows of the same workbook.
func BenchmarkPreview(b *testing.B) {
	data := bigBook(b, benchRows, benchCols)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "大.xlsx", Options{MaxRows: 50}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestMemoryOfBook holds a book to 24 bytes for a cell, which is 60 MB for 100,000 × 25.
func TestMemoryOfBook(t *testing.T) {
	const rows, cols = 20_000, 25
	data := bigBook(t, rows, cols)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "大.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 24*rows*cols {
		t.Errorf("the book keeps %d bytes, %d for a cell", kept, kept/(rows*cols))
	}
	runtime.KeepAlive(book)
	runtime.KeepAlive(data)
}

const peakFile = "TAIZHANG_PEAK_FILE" // names the workbook to read in a process of its own

// BenchmarkPeakMemory reads the big workbook in a process of its own, for a peak belongs to a whole process.
func BenchmarkPeakMemory(b *testing.B) {
	path := filepath.Join(b.TempDir(), "大.xlsx")
	if err := os.WriteFile(path, bigBook(b, benchRows, benchCols), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		child := exec.Command(os.Args[0], "-test.run=^TestPeakMemoryChild$", "-test.v")
		child.Env = append(os.Environ(), peakFile+"="+path)
		out, err := child.CombinedOutput()
		if err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		_, peak, _ := strings.Cut(string(out), "peak kB:")
		kb, err := strconv.Atoi(strings.Fields(peak + " -")[0])
		if err != nil {
			b.Skip("this system tells no peak")
		}
		b.ReportMetric(float64(kb)/1000, "peak-MB")
	}
}

// TestPeakMemoryChild is the process that BenchmarkPeakMemory starts.
func TestPeakMemoryChild(t *testing.T) {
	path := os.Getenv(peakFile)
	if path == "" {
		t.Skip("started by BenchmarkPeakMemory alone")
	}
	if _, err := Open(context.Background(), path, Options{}); err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	t.Log("peak kB:", strings.Fields(after)[0])
}
