package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

// hanging is longer than anything takes on a machine that is slow and busy, and much shorter than what grows with the
// square of a file's size.
const hanging = 2 * time.Minute

// refusalOf reads data and returns the refusal that it must meet.
func refusalOf(t *testing.T, data []byte, opt Options) *catalog.Refusal {
	t.Helper()
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "某表.xlsx", opt)
	var refusal *catalog.Refusal
	if err == nil || book != nil || !errors.As(err, &refusal) {
		t.Fatalf("book %v, error %v; want a refusal", book, err)
	}
	checkSentence(t, refusal.Text)
	return refusal
}

// checkSentence checks that a text is one Chinese sentence that names the file and says what to do.
func checkSentence(t *testing.T, text string) {
	t.Helper()
	if !strings.Contains(text, "某表.xlsx") || !strings.Contains(text, ":") || strings.ContainsAny(text, "\n%") || len(text) > 250 {
		t.Errorf("not one clear sentence: %s", text)
	}
	if strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 {
		t.Errorf("not Chinese: %s", text)
	}
}

func TestRefusedFormats(t *testing.T) {
	compound := func(stream string) []byte {
		b := make([]byte, 4096)
		copy(b, compoundHead)
		entry := b[1024+128:]
		for i, c := range stream {
			entry[2*i] = byte(c)
		}
		entry[64], entry[66] = byte(2*len(stream)+2), 2
		return b
	}
	whole, err := os.ReadFile(filepath.Join("testdata", "cadre_group_rows.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	corrupt := bytes.Clone(whole)
	for i := len(corrupt) / 4; i < len(corrupt)/2; i++ {
		corrupt[i] ^= 0x5A
	}
	oldXLS, err := os.ReadFile(filepath.Join("testdata", "xls_named_xlsx.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	var locked bytes.Buffer
	f := excelize.NewFile()
	if err := f.Write(&locked, excelize.Options{Password: "秘密"}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data       []byte
		code, says string
	}{
		"empty":               {nil, CodeEmpty, "空文件"},
		"white space":         {[]byte(" \r\n\t"), CodeEmpty, "空文件"},
		"zeros":               {make([]byte, 5000), CodeEmpty, "空文件"},
		"pdf":                 {[]byte("%PDF-1.4\n1 0 obj"), CodeForeign, "PDF"},
		"png":                 {[]byte("\x89PNG\r\n\x1a\n\x00\x00"), CodeForeign, "图片"},
		"jpeg":                {[]byte("\xFF\xD8\xFF\xE0\x00\x10JFIF"), CodeForeign, "图片"},
		"bmp":                 {[]byte("BM\x36\x00\x00\x00\x00\x00"), CodeForeign, "图片"},
		"rtf":                 {[]byte(`{\rtf1\ansi 表}`), CodeForeign, "文字文档"},
		"doc":                 {compound("WordDocument"), CodeForeign, "文字文档"},
		"ppt":                 {compound("PowerPoint Document"), CodeForeign, "演示文稿"},
		"xls without stream":  {compound("Workbook"), CodeDamaged, "损坏"},
		"old without stream":  {compound("Book"), CodeDamaged, "损坏"},
		"xls cut short":       {oldXLS[:len(oldXLS)/20], CodeDamaged, "损坏"},
		"bare BIFF":           {[]byte("\x09\x08\x10\x00\x00\x06\x05\x00\x00\x00"), CodeDamaged, "损坏"},
		"other compound":      {compound("Contents"), CodeForeign, "另存为 .xlsx"},
		"encrypted":           {compound("EncryptedPackage"), CodePassword, "密码"},
		"encrypted whole":     {locked.Bytes(), CodePassword, "密码"},
		"html":                {[]byte("\xEF\xBB\xBF<html><body><p>请先登录</p>"), CodeForeign, "没有表格"},
		"mht":                 {[]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related"), CodeForeign, "网页"},
		"xml":                 {[]byte(`<?xml version="1.0"?><a/>`), CodeForeign, "XML"},
		"rar":                 {[]byte("Rar!\x1A\x07\x00"), CodeForeign, "压缩包"},
		"program":             {[]byte("MZ\x90\x00\x03\x00\x00\x00"), CodeForeign, "程序"},
		"database":            {[]byte("SQLite format 3\x00"), CodeForeign, "数据库"},
		"other zip":           {zipOf(t, map[string]string{"照片/1.jpg": "x"}), CodeForeign, "压缩包"},
		"docx":                {zipOf(t, map[string]string{"_rels/.rels": rels("word/document.xml"), "word/document.xml": "<w/>"}), CodeForeign, "文字文档"},
		"pptx":                {zipOf(t, map[string]string{"_rels/.rels": rels("ppt/presentation.xml"), "ppt/presentation.xml": "<p/>"}), CodeForeign, "演示文稿"},
		"xlsb":                {zipOf(t, map[string]string{"_rels/.rels": rels("xl/workbook.bin"), "xl/workbook.bin": "x"}), CodeForeign, "xlsb"},
		"odt":                 {zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), CodeForeign, "文字文档"},
		"odp":                 {zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "x"}), CodeForeign, "演示文稿"},
		"odg":                 {zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.graphics", "content.xml": "x"}), CodeForeign, "OpenDocument"},
		"ods with a password": {zipOf(t, map[string]string{"mimetype": odsType, "content.xml": "x", "META-INF/manifest.xml": "<m:encryption-data/>"}), CodeForeign, "密码"},
		"ods without sheets":  {zipOf(t, map[string]string{"mimetype": odsType, "content.xml": "<x/>"}), CodeNoSheets, "没有工作表"},
		"ods cut short":       {zipOf(t, map[string]string{"mimetype": odsType, "content.xml": "<t:table><t:table-row>"}), CodeDamaged, "损坏"},
		"ofd":                 {zipOf(t, map[string]string{"OFD.xml": "x"}), CodeForeign, "OFD"},
		"binary":              {[]byte("\x01\x02\x03\x04\x05\x06\x07\x08"), CodeUnknown, "认不出"},
		"no encoding":         {bytes.Repeat([]byte("\xFF\x80\x81\xFD\n"), 40), CodeUnknown, "认不出"},
		"cut short":           {whole[:len(whole)*2/3], CodeDamaged, "损坏"},
		"changed":             {corrupt, CodeDamaged, "损坏"},
		"no workbook part":    {zipOf(t, map[string]string{"[Content_Types].xml": "x"}), CodeDamaged, "损坏"},
		"no sheets":           {zipOf(t, map[string]string{"xl/workbook.xml": "<workbook/>"}), CodeNoSheets, "没有工作表"},
		"no sheet part":       {zipOf(t, map[string]string{"xl/workbook.xml": `<workbook><sheets><sheet name="a"/></sheets></workbook>`}), CodeDamaged, "损坏"},
		"xml cut short":       {oneSheet(t, `<worksheet><sheetData><row><c><v>1</v>`), CodeDamaged, "损坏"},
		"xml cut in a tag":    {oneSheet(t, `<worksheet><sheetData/><merge`), CodeDamaged, "损坏"},
		"xml cut in a note":   {oneSheet(t, `<worksheet><!-- `), CodeDamaged, "损坏"},
	} {
		t.Run(name, func(t *testing.T) {
			r := refusalOf(t, c.data, Options{})
			if r.Code != c.code || !strings.Contains(r.Text, c.says) {
				t.Errorf("%s: %s; want %s with %s", r.Code, r.Text, c.code, c.says)
			}
		})
	}
}

func TestRefusedPaths(t *testing.T) {
	dir := t.TempDir()
	for path, code := range map[string]string{filepath.Join(dir, "无.xlsx"): CodeMissing, dir: CodeForeign} {
		_, err := Open(context.Background(), path, Options{})
		if !errors.Is(err, &catalog.Refusal{Code: code}) {
			t.Errorf("%s: %v, want %s", path, err, code)
		}
	}
}

// rels is the part of a package that names its main part.
func rels(main string) string {
	return `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="` + main + `"/></Relationships>`
}

// oneSheet returns a package with the one sheet xml.
func oneSheet(t testing.TB, xml string) []byte {
	t.Helper()
	return zipOf(t, map[string]string{
		"xl/workbook.xml":          `<workbook><sheets><sheet name="a"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": xml,
	})
}

func TestBombs(t *testing.T) {
	data := func(xml string) []byte { return oneSheet(t, "<worksheet><sheetData>"+xml+"</sheetData></worksheet>") }
	manySheets := `<workbook><sheets>` + strings.Repeat(`<sheet name="a"/>`, 1001) + `</sheets></workbook>`
	parts := map[string]string{"xl/workbook.xml": manySheets}
	for i := range 1001 {
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = "<worksheet/>"
	}
	merges := strings.Repeat(`<mergeCell ref="A1:B2"/>`, 200)
	for name, c := range map[string]struct {
		data []byte
		opt  Options
	}{
		"inflated bytes": {data(strings.Repeat(" ", 20<<20)), Options{MaxBytes: 10 << 20}},
		"a long text":    {data("<row><c t='str'><v>" + strings.Repeat("a", 5<<20) + "</v></c></row>"), Options{}},
		"a long tag":     {data("<row " + strings.Repeat("a", 5<<20) + "/>"), Options{}},
		"a long comment": {data("<!--" + strings.Repeat("a", 5<<20) + "-->"), Options{}},
		"cells":          {data("<row>" + strings.Repeat("<c><v>1</v></c>", 101) + "</row>"), Options{MaxCells: 100}},
		"formulas":       {data("<row>" + strings.Repeat("<c><f>A1</f></c>", 101) + "</row>"), Options{MaxCells: 100}},
		"sheets":         {zipOf(t, parts), Options{}},
		"merges":         {oneSheet(t, "<worksheet><mergeCells>"+merges+"</mergeCells></worksheet>"), Options{MaxMerges: 100}},
		"csv bytes":      {bytes.Repeat([]byte("a,b\n"), 1<<20), Options{MaxBytes: 1 << 20}},
		"csv cells":      {bytes.Repeat([]byte("a,b\n"), 1000), Options{MaxCells: 100}},
		"csv columns":    {bytes.Repeat([]byte("a,"), maxCols+1), Options{}},
		"csv rows":       {bytes.Repeat([]byte("a\n"), maxRows+1), Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if r := refusalOf(t, c.data, c.opt); r.Code != CodeTooBig {
				t.Errorf("%s: %s", r.Code, r.Text)
			}
			if took := time.Since(start); took > hanging {
				t.Errorf("the refusal took %v", took)
			}
		})
	}
}

// TestStrayQuotes reads a csv in which every field opens a quote that nothing closes.
func TestStrayQuotes(t *testing.T) {
	data := bytes.Repeat([]byte("\"a,\"b\"c,d\n"), 200_000)
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "a.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := book.Sheets[0].Rows(); n < 150_000 {
		t.Errorf("%d rows, want about 200,000", n)
	}
}

// TestFarCell makes sure that one cell at the end of a sheet costs no memory for those before it.
func TestFarCell(t *testing.T) {
	data := oneSheet(t, `<worksheet><cols><col min="1" max="16384" width="9" hidden="1"/></cols><sheetData>`+
		`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`)
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	if s.Rows() != maxRows || s.Cols() != maxCols || s.Cell(maxRows-1, maxCols-1).Text != "1" || !s.ColHidden(9) {
		t.Errorf("%d × %d", s.Rows(), s.Cols())
	}
	if len(s.rows) != 1 {
		t.Errorf("%d rows are kept", len(s.rows))
	}
}

// TestMissingSheet reads a workbook one of whose sheets is lost: what is there is read, with a warning.
func TestMissingSheet(t *testing.T) {
	data := zipOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="北门"/><sheet name="西上" r:id="r9"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r9" Type="x/worksheet" Target="worksheets/sheet9.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`,
	})
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "某表.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(book.Sheets) != 1 || book.Sheets[0].Cell(0, 0).Text != "1" || len(book.Warnings) != 1 || !strings.Contains(book.Warnings[0], "西上") {
		t.Errorf("%d sheets, warnings %q", len(book.Sheets), book.Warnings)
	}
}
