package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"strings"
	"testing"
)

// oddBook returns a workbook of one sheet, whose sheetData is data.
func oddBook(t *testing.T, data string) []byte {
	t.Helper()
	const ns = `http://schemas.openxmlformats.org/`
	return zipOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="` + ns + `officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + data + `</sheetData></worksheet>`,
	})
}

func readBytes(t *testing.T, data []byte) *Book {
	t.Helper()
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "某表.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestOddCells(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"v beside is":        {`<row r="1"><c r="A1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c><c r="B1" t="inlineStr"><is><t>乙</t></is><v>2</v></c></row>`, "1.|乙"},
		"is without type":    {`<row r="1"><c r="A1"><is><t>007</t></is></c></row>`, "007"},
		"columns as numbers": {`<row r="1"><c r="0"><v>1</v></c><c r="1"><v>2</v></c></row>`, "n:1|n:2"},
		"old dates":          {`<row r="1"><c r="A1" t="d"><v>1899-12-31</v></c><c r="B1" t="d"><v>1900-01-01</v></c><c r="C1" t="d"><v>1900-03-01</v></c></row>`, "d:0|d:1|d:61"},
		"no r at all":        {`<row><c><v>1</v></c></row><row><c t="str"><v>甲</v></c></row>`, "n:1/甲"},
	} {
		if got := sheetText(readBytes(t, oddBook(t, c.data)).Sheets[0]); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestSpilledResults marks the cells that the formula of another cell fills, as results of a formula.
func TestSpilledResults(t *testing.T) {
	book := readBytes(t, oddBook(t, `<row r="1"><c r="A1"><f t="array" ref="A1:B2">SORT(D1:E2)</f><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>`+
		`<row r="2"><c r="A2"><v>4</v></c><c r="C2"><v>5</v></c></row><row r="3"><c r="A3"><v>6</v></c></row>`))
	got := ""
	for _, c := range book.Dump().Sheets[0].Cells {
		if c.Formula {
			got += CellName(c.Row, c.Col) + " "
		}
	}
	if got != "A1 B1 A2 " {
		t.Errorf("results of formulas in %q", got)
	}
}

// TestWrongChecksum reads a workbook whose writer got a checksum wrong, with a warning.
func TestWrongChecksum(t *testing.T) {
	data := oddBook(t, `<row r="1"><c r="A1"><v>1</v></c></row>`)
	for _, head := range []string{"PK\x07\x08", "PK\x01\x02"} { // the data descriptors and the directory
		for at := 0; ; {
			i := bytes.Index(data[at:], []byte(head))
			if i < 0 {
				break
			}
			at += i + 4
			sum := data[at:]
			if head == "PK\x01\x02" {
				sum = data[at+12:]
			}
			binary.LittleEndian.PutUint32(sum, binary.LittleEndian.Uint32(sum)+1)
		}
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(r.File) != 3 {
		t.Fatalf("the archive is broken otherwise: %v", err)
	}
	book := readBytes(t, data)
	if got := sheetText(book.Sheets[0]); got != "n:1" || len(book.Warnings) != 1 || !strings.Contains(book.Warnings[0], "校验码") {
		t.Errorf("%q, warnings %q", got, book.Warnings)
	}
}

// TestEmbeddedWorkbook takes the workbook at the top of a compound file, in whatever version, and not one that is
// embedded in it.
func TestEmbeddedWorkbook(t *testing.T) {
	data := compoundOf(namedStream{"Book", []byte("outer")}, namedStream{"Workbook", []byte("inner")})
	dir := 512 * (int(u32(data[48:])) + 1)
	binary.LittleEndian.PutUint32(data[dir+dirEntrySize+72:], noEntry) // cuts Workbook off the tree of the top
	c, err := openCompound(data)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := c.stream("Workbook", "Book"); !ok || string(got) != "outer" {
		t.Errorf("takes the stream %q", got)
	}
}

// TestElapsed1904 leaves lengths of time as they are in a workbook whose days count from 1904.
func TestElapsed1904(t *testing.T) {
	const ns = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	book := readBytes(t, zipOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="` + ns + `"><workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + ns + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + ns + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="46"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>10.5</v></c><c r="B1" s="2"><v>10</v></c></row></sheetData></worksheet>`,
	}))
	if got := sheetText(book.Sheets[0]); got != "d:10.5|d:1472" {
		t.Errorf("reads %q", got)
	}
}

// TestCharsetOfFonts reads an old sheet that declares no code page in that of its fonts.
func TestCharsetOfFonts(t *testing.T) {
	record := func(id int, data string) string {
		return string(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, uint16(id)), uint16(len(data)))) + data
	}
	sheet := record(recBOF, "\x00\x05\x10\x00\x83\x15\xCC\x07") + record(recFont, "\xA0\x00\x00\x00\xFF\x7F\x90\x01\x00\x00\x00\x02\xCC\x00\x05Arial") +
		record(recLabel, "\x00\x00\x00\x00\x00\x00\x04\x00\xD1\xF7\xE5\xF2") + record(recEOF, "")
	if got := sheetText(readBytes(t, []byte(sheet)).Sheets[0]); got != "Счет" {
		t.Errorf("reads %q", got)
	}
}
