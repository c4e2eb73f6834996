package sheet

import (
	"bytes"
	"context"
	"fmt"
	"os"
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
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	const ns = `http://schemas.openxmlformats.org/`
	return zipOf(t, map[string]string{
		"[Content_Types].xml": head + `<Types xmlns="` + ns + `package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":         head + `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":     head + `<workbook xmlns="` + ns + `spreadsheetml/2006/main" xmlns:r="` + ns + `officeDocument/2006/relationships"><sheets><sheet name="大" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + ns + `officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": head + sheet.String(),
		"xl/sharedStrings.xml":     head + `<sst xmlns="` + ns + `spreadsheetml/2006/main">` + shared.String() + `</sst>`,
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
			readWithExcelize(b, data)
		}
	})
}

func readWithExcelize(b *testing.B, data []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows("大")
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n != benchRows {
		b.Fatalf("%d rows", n)
	}
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

// TestPeakMemory reads the big workbook from a file and reports the peak memory of the process. It runs by itself,
// with -run TestPeakMemory and TAIZHANG_PEAK=sheet or excelize, for a peak belongs to a whole process.
func TestPeakMemory(t *testing.T) {
	mode := os.Getenv("TAIZHANG_PEAK")
	if mode == "" {
		t.Skip("set TAIZHANG_PEAK to sheet or excelize")
	}
	path := os.Getenv("TAIZHANG_PEAK_FILE")
	if mode == "make" {
		if err := os.WriteFile(path, bigBook(t, benchRows, benchCols), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if mode == "sheet" {
		if _, err := Open(context.Background(), path, Options{}); err != nil {
			t.Fatal(err)
		}
	} else {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.Rows("大")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
				t.Fatal(err)
			}
		}
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kb), "kB")))
			t.Logf("%s: peak %d MB", mode, n/1024)
		}
	}
}
