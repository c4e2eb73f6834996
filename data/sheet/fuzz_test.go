package sheet

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"taizhang/data/catalog"
)

// fuzzOptions keep a fuzzed reading short.
var fuzzOptions = Options{MaxBytes: 4 << 20, MaxCells: 100_000, MaxSheets: 20, MaxMerges: 1000}

// FuzzXLSX feeds the XML of the parts of a workbook to the reader: compressed bytes would seldom get past the
// archive. Whatever the parts hold, reading gives a book that can be walked and dumped, or a refusal.
func FuzzXLSX(f *testing.F) {
	const none = ""
	f.Add(`<worksheet><cols><col min="1" max="3" width="9.5" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c s="1"><f t="shared" si="0" ref="B1:B2">A1+$B$2</f><v>25000.5</v></c></row><row><c r="B2"><f t="shared" si="0"/><v>1</v></c><c t="inlineStr"><is><t>甲</t><rPh><t>x</t></rPh></is></c></row></sheetData><mergeCells><mergeCell ref="A3:B4"/></mergeCells></worksheet>`,
		`<sst><si><t>姓名</t></si><si><r><t>_x000D_&#x20;</t></r></si></sst>`,
		`<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`)
	f.Add(`<x:worksheet><x:sheetData><x:row/><x:row><x:c t='d'><x:v>1968-05-12T10:00:00</x:v></x:c><x:c t='b'><x:v>1</x:v></x:c><x:c t='e'><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>`, none, none)
	f.Add("<worksheet><sheetData><row><c><v><![CDATA[1e5]]></v></c><!-- a > b --><c t=\"str\"><v>a&#1114112;&bad;</v></c></row></sheetData>", `<sst><si/></sst>`, none)
	f.Add("\xFF\xFE<\x00a\x00/\x00>\x00", none, none)
	f.Fuzz(func(t *testing.T, sheet, shared, styles string) {
		data := zipOf(t, map[string]string{
			"xl/workbook.xml": `<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/>` +
				`<Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/><Relationship Id="r3" Type="x/styles" Target="f.xml"/></Relationships>`,
			"xl/s.xml": sheet, "xl/t.xml": shared, "xl/f.xml": styles,
		})
		fuzzRead(t, data)
	})
}

// FuzzComments feeds the XML of comments, of threads of them and of a theme to the reader.
func FuzzComments(f *testing.F) {
	f.Add(`<comments><authors><author>某某</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>某某:</t></r><r><rPh><t>x</t></rPh><t xml:space="preserve">
停机_x000D_</t></r></text></comment><comment ref="A1" authorId="9"><text><t>a</t></text></comment></commentList></comments>`,
		`<ThreadedComments><threadedComment ref="B2" id="1"><text>转出了吗?</text></threadedComment><threadedComment ref="B2:C9" parentId="1"><text>9月 &amp; 已报到</text></threadedComment></ThreadedComments>`,
		`<a:theme><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:accent6><a:srgbClr val="F79646"/></a:accent6></a:clrScheme></a:theme>`)
	f.Add(`<comments><comment ref="XFE1"><text><t>x</t>`, `<threadedComment ref=""/>`, `<clrScheme><lt1><srgbClr val="12345"/>`)
	f.Fuzz(func(t *testing.T, comments, threads, theme string) {
		fuzzRead(t, zipOf(t, map[string]string{
			"xl/workbook.xml": `<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/>` +
				`<Relationship Id="r3" Type="x/styles" Target="f.xml"/><Relationship Id="r4" Type="x/theme" Target="m.xml"/></Relationships>`,
			"xl/_rels/s.xml.rels": `<Relationships><Relationship Id="r1" Type="x/comments" Target="c.xml"/><Relationship Id="r2" Type="x/threadedComment" Target="d.xml"/></Relationships>`,
			"xl/f.xml": `<styleSheet><fonts><font/><font><color theme="1" tint="0.5"/></font></fonts><fills><fill/><fill><patternFill patternType="solid"><fgColor theme="9" tint="-0.25"/></patternFill></fill></fills>` +
				`<cellXfs><xf/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>`,
			"xl/s.xml": `<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData></worksheet>`,
			"xl/c.xml": comments, "xl/d.xml": threads, "xl/m.xml": theme,
		}))
	})
}

// FuzzPackage feeds whole files to the reader, of whatever format.
func FuzzPackage(f *testing.F) {
	for _, name := range append(fixtures(f, "*.xlsx"), fixtures(f, "*.ods")...) {
		f.Add(readFixture(f, name))
	}
	f.Fuzz(fuzzRead)
}

// FuzzODS feeds the XML of an OpenDocument workbook to the reader.
func FuzzODS(f *testing.F) {
	f.Add(`<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text></number:date-style>`+
		`<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>`,
		`<table:table table:name="a"><table:table-column table:number-columns-repeated="3" table:visibility="collapse"/>`+
			`<table:table-row table:number-rows-repeated="2" table:visibility="filter"/><table:table-row table:number-rows-repeated="3">`+
			`<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="1968-05-12" table:number-columns-spanned="2"/><table:covered-table-cell/>`+
			`<table:table-cell table:number-columns-repeated="2" office:value-type="string"><office:annotation><text:p>x</text:p></office:annotation><text:p>张<text:s text:c="2"/>三</text:p><text:p/></table:table-cell>`+
			`</table:table-row></table:table>`)
	f.Add(`<style:style style:name="t" style:family="table"><style:table-properties table:display="false"/>`,
		`<table:table table:style-name="t"><table:table-row><table:table-cell office:value-type="time" office:time-value="PT25H00M01S" table:formula="of:=1"/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, styles, body string) {
		fuzzRead(t, zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
			"content.xml": "<office:automatic-styles>" + styles + "</office:automatic-styles>" + body}))
	})
}

// FuzzXLS feeds streams of records to the reader, without the container that random bytes would break first.
func FuzzXLS(f *testing.F) {
	for _, name := range fixtures(f, "biff*.xls") {
		f.Add(readFixture(f, name))
	}
	for _, name := range append(fixtures(f, "xlwt_h*.xls"), fixtures(f, "lo_*.xls")...) {
		c, err := openCompound(readFixture(f, name))
		if err != nil {
			f.Fatal(err)
		}
		stream, _ := c.stream("Workbook")
		f.Add(stream)
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		if len(stream) > 1 && stream[0] == 9 { // what others start with is another reader's
			fuzzRead(t, stream)
		}
	})
}

// FuzzCFB feeds compound files to the reader, those of encrypted workbooks too.
func FuzzCFB(f *testing.F) {
	for _, name := range append(fixtures(f, "lo_*.xls"), fixtures(f, "*.et")...) {
		f.Add(readFixture(f, name))
	}
	f.Add(compoundOf(namedStream{"Workbook", readFixture(f, "biff5_gbk_says_1252.xls")}, namedStream{"WordDocument", nil}))
	f.Add(compoundOf(namedStream{"EncryptionInfo", []byte("\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>")}, namedStream{"EncryptedPackage", make([]byte, 100)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		data = bytes.Clone(data)
		copy(data, compoundHead)
		fuzzRead(t, data)
	})
}

// FuzzHTML feeds pages and web archives to the reader.
func FuzzHTML(f *testing.F) {
	for _, name := range append(fixtures(f, "html_*.xls"), fixtures(f, "mht_*.xls")...) {
		f.Add(readFixture(f, name))
	}
	f.Add([]byte("<table><td colspan=99 rowspan=9>a<table><tr><td x:num='1e9' style='mso-number-format:\"\\0022'><tr><td><tr><td></table><td sdval=5 sdnum='1;;BOOLEAN'><caption>b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, data)
		book := &Book{}
		_, err := readPage(context.Background(), &source{name: "a.xls", opt: fuzzOptions.withDefaults()}, data, "a", &quota{cells: 1000, warnings: &book.Warnings})
		if err != nil && catalog.Message((&source{name: "a.xls"}).refusal(context.Background(), err)) == "" {
			t.Fatal("no sentence")
		}
	})
}

// FuzzXML2003 feeds XML workbooks to the reader.
func FuzzXML2003(f *testing.F) {
	for _, name := range fixtures(f, "xml2003_*.xls") {
		f.Add(readFixture(f, name))
	}
	f.Add([]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data ss:Type="String">a</Data><Comment ss:Author="b"><ss:Data><B>b:</B>c</ss:Data></Comment></Cell></Row></Table></Worksheet></Workbook>`))
	f.Add([]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Date1904/><Worksheet><Table><Column ss:Span="3"/><Row ss:Index="9"><Cell ss:MergeDown="2"><Data ss:Type="DateTime">1968-05-12</Data></Cell></Row></Table></Worksheet></Workbook>`))
	f.Fuzz(fuzzRead)
}

// FuzzClipboard feeds texts to the reader of what was copied.
func FuzzClipboard(f *testing.F) {
	f.Add("a\t\"b\nc\"\"\"\td\r\n\"e\"\t\n")
	f.Fuzz(func(t *testing.T, text string) { checkSheet(t, FromClipboard(text)) })
}

// FuzzCSV feeds text to the reader, in whatever encoding.
func FuzzCSV(f *testing.F) {
	for _, name := range append(fixtures(f, "*.csv"), fixtures(f, "*.tsv")...) {
		f.Add(readFixture(f, name))
	}
	f.Add([]byte("sep=;\r\n\"a\"\"b\";\"c\r\nd\"\n'=1;=\"x\"\n"))
	f.Fuzz(fuzzRead)
}

// fuzzRead reads data and checks what every Book promises.
func fuzzRead(t *testing.T, data []byte) {
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", fuzzOptions)
	if err != nil {
		if text := catalog.Message(err); strings.Contains(text, "意外") {
			t.Fatalf("no refusal: %v", err)
		}
		return
	}
	var text bytes.Buffer
	if err := book.WriteJSON(&text); err != nil {
		t.Fatalf("dump: %v", err)
	}
	if !json.Valid(text.Bytes()) {
		t.Fatalf("dump is no JSON: %s", text.Bytes())
	}
	for _, s := range book.Sheets {
		checkSheet(t, s)
	}
}

func checkSheet(t *testing.T, s *Sheet) {
	last := -1
	for i := range s.rows {
		r := &s.rows[i]
		if r.n <= last {
			t.Fatalf("row %d follows row %d", r.n, last)
		}
		last = r.n
		col := -1
		for j := range r.cells {
			c := int(r.cells[j].col)
			if c <= col {
				t.Fatalf("column %d follows column %d", c, col)
			}
			col = c
			cell := s.Cell(r.n, c)
			if cell.IsEmpty() || r.n >= s.Rows() || c >= s.Cols() {
				t.Fatalf("%s = %+v in a sheet of %d × %d", CellName(r.n, c), cell, s.Rows(), s.Cols())
			}
			if utf8.RuneCountInString(cell.Text) > maxTextChars {
				t.Fatalf("%s has %d characters", CellName(r.n, c), utf8.RuneCountInString(cell.Text))
			}
			s.Formula(r.n, c)
			s.Colours(r.n, c)
			s.ColWidth(c)
		}
	}
	for i, c := range s.Comments {
		if strings.TrimSpace(c.Text) == "" || c.Row < 0 || c.Row >= maxRows || c.Col < 0 || c.Col >= maxCols {
			t.Fatalf("comment %+v", c)
		}
		if i > 0 && (s.Comments[i-1].Row > c.Row || s.Comments[i-1].Row == c.Row && s.Comments[i-1].Col > c.Col) {
			t.Fatalf("comment %+v follows %+v", c, s.Comments[i-1])
		}
	}
	for _, m := range s.Merges {
		if m.Row1 > m.Row2 || m.Col1 > m.Col2 || m.Row1 < 0 || m.Col1 < 0 || m.Row2 >= maxRows || m.Col2 >= maxCols {
			t.Fatalf("merge %v", m)
		}
	}
}
