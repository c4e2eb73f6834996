package sheet

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"maps"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
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
		"rows by cells":      {`<row><c r="A3"><v>1</v></c></row><row><c r="B5"><v>2</v></c></row><row r="1"><c r="A2"><v>3</v></c><c r="B1"><v>4</v></c></row><row><c><v>5</v></c></row>`, "|n:4/n:5|/n:1|/|/|n:2"},
		"truth":              {`<row r="1"><c r="A1" t="b"><v>TRUE</v></c><c r="B1" t="b"><v>2</v></c><c r="C1" t="b"><v>0.0</v></c><c r="D1" t="b"><v>x</v></c></row>`, "b:1|b:1|b:0|b:0"},
		"spaces of str":      {`<row r="1"><c r="A1" t="str"><v> 甲 </v></c><c r="B1" t="str"><v xml:space="preserve"> 乙</v></c><c r="C1"><v>  </v></c><c r="D1" t="str"><f>E1</f><v> 丙</v></c></row>`, "甲| 乙|| 丙"},
		"outside":            {`<row r="1"><c r="XFE1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1048577"><v>3</v></c></row><row r="1048577"><c><v>4</v></c></row><row r="2"><c r="A2"><v>5</v></c></row>`, "n:2/n:5"},
		"stray ends":         {`<row r="1"><c r="A1"><v>1</v></c></c><cT r="B1"><v>2</v></c></row><row r="2"></c><c r="A2"><v>3</v></c></row>`, "n:1/n:3"},
		"ends of lines":      {`<row r="1"><c r="A1" t="str"><v>甲_x000D_&#10;乙&#13;&#10;丙</v></c></row>`, "甲\n乙\n丙"},
		"two values":         {`<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>`, "n:2"},
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

// TestElapsed1904 leaves lengths of time and times of no day as they are in a workbook whose days count from 1904.
func TestElapsed1904(t *testing.T) {
	const ns = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	book := readBytes(t, zipOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="` + ns + `"><workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + ns + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + ns + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="46"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>10.5</v></c><c r="B1" s="2"><v>10</v></c><c r="C1" s="3"><v>0.75</v></c><c r="D1" s="4"><v>0.75</v></c><c r="E1" s="3"><v>2.75</v></c></row></sheetData></worksheet>`,
	}))
	if got := sheetText(book.Sheets[0]); got != "d:10.5|d:1472|d:0.75|d:1462.75|d:1464.75" {
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

// TestOddPackages reads archives that are not as they should be, as Excel does.
func TestOddPackages(t *testing.T) {
	const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`
	parts := map[string]string{
		"xl/workbook.xml":          `<workbook><sheets><sheet name="表" sheetId="1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": sheet,
		"xl/sharedStrings.xml":     `<sst><si><t>张三</t></si></sst>`,
	}
	plain := zipOf(t, parts)
	twice := &bytes.Buffer{}
	w := zip.NewWriter(twice)
	for _, p := range [][2]string{{"xl/workbook.xml", parts["xl/workbook.xml"]}, {"xl/worksheets/sheet1.xml", sheet}, {"xl/sharedStrings.xml", parts["xl/sharedStrings.xml"]},
		{"xl/worksheets/Sheet1.xml", strings.ReplaceAll(sheet, `t="s"`, "")}} {
		f, err := w.Create(p[0])
		if err == nil {
			_, err = f.Write([]byte(p[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	damaged := maps.Clone(parts)
	damaged["xl/_rels/workbook.xml.rels"] = `<Relationships><Relationship Id="rId1" Typehttp"""""o"x/worksheet> Target="x"/>e/lations x>`
	lengthened := bytes.Clone(plain)
	for i := bytes.Index(lengthened, []byte("PK\x01\x02")); i >= 0 && i < len(lengthened); {
		binary.LittleEndian.PutUint32(lengthened[i+24:], binary.LittleEndian.Uint32(lengthened[i+24:])-1) // the length of the part
		next := bytes.Index(lengthened[i+1:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		i += 1 + next
	}
	for name, data := range map[string][]byte{
		"no relations":                plain,
		"damaged relations":           zipOf(t, damaged),
		"bytes before the archive":    append([]byte("HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\n\r\n"), plain...),
		"zeros before the archive":    append(make([]byte, 300), plain...),
		"names that differ in case":   twice.Bytes(),
		"parts longer than they said": lengthened,
	} {
		if got := sheetText(readBytes(t, data).Sheets[0]); got != "张三" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestOddTexts reads texts in code pages and with bytes that no text should have.
func TestOddTexts(t *testing.T) {
	encode := func(e encoding.Encoding, s string) []byte {
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const (
		traditional = "姓名,電話,住址\n陳大文,13800000001,高雄市前鎮區中山路一號\n林美華,13800000002,臺北市大安區和平東路\n"
		simplified  = "姓名,电话,住址\n张三,13800000001,北门社区中山路1号\n李喆,13800000002,西上社区\n"
		rare        = "姓名\n李堃\n王玥\n张喆\n"
		turned      = "姓名,電話,住址\n陳大文,13800000001,高雄市前鎮區中山路一號\n"
		western     = "Name;Stadt\nMüller;Köln\nGarçon;Orléans\n"
	)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"Big5":                   {encode(traditionalchinese.Big5, traditional), traditional},
		"traditional in GBK":     {encode(simplifiedchinese.GBK, turned), turned},
		"GBK":                    {encode(simplifiedchinese.GBK, simplified), simplified},
		"rare characters in GBK": {encode(simplifiedchinese.GBK, rare), rare},
		"Latin":                  {encode(charmap.Windows1252, western), western},
		"UTF-32LE":               {encode(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), simplified), simplified},
		"UTF-32BE":               {encode(utf32.UTF32(utf32.BigEndian, utf32.UseBOM), simplified), simplified},
		"one zero byte":          {[]byte(strings.Replace(simplified, "张三", "张\x00三", 1)), simplified},
		"a zero byte in GBK":     {bytes.Replace(encode(simplifiedchinese.GBK, simplified), []byte("\n"), []byte("\x00\n"), 1), simplified},
		"UTF-16 without a mark":  {encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), simplified), simplified},
	} {
		got := sheetText(readBytes(t, c.data).Sheets[0])
		want := strings.NewReplacer(",", "|", ";", "|", "\n", "/").Replace(strings.TrimSpace(c.want))
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestOutside reads a sheet with content where Excel has no cells: what has a place is read, with a warning.
func TestOutside(t *testing.T) {
	for name, data := range map[string]string{
		"columns":              "<row>" + strings.Repeat("<c><v>1</v></c>", maxCols+3) + "</row>",
		"columns without refs": "<row><c><v>1</v></c>" + strings.Repeat("<c/>", maxCols) + "<c><v>1</v></c></row>",
		"rows":                 "<row><c><v>1</v></c></row><row r='1048577'><c><v>1</v></c></row>",
	} {
		book := readBytes(t, oddBook(t, data))
		if s := book.Sheets[0]; s.Cell(0, 0).Text != "1" || s.Cols() > maxCols || len(book.Warnings) != 1 || !strings.Contains(book.Warnings[0], "最大范围") {
			t.Errorf("%s: %d × %d, warnings %q", name, s.Rows(), s.Cols(), book.Warnings)
		}
	}
}

// TestCutParts reads workbooks whose parts break off: what stands before is read, with a warning.
func TestCutParts(t *testing.T) {
	sheet := `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData></worksheet>`
	texts := `<sst><si><t>甲</t></si><si><t>乙</t></si></sst>`
	parts := func(sheet, texts, styles string) map[string]string {
		return map[string]string{
			"xl/workbook.xml": `<workbook><sheets><sheet name="名册"/></sheets></workbook>`, "xl/worksheets/sheet1.xml": sheet,
			"xl/sharedStrings.xml": texts, "xl/styles.xml": styles,
		}
	}
	bomb := `<!DOCTYPE sst [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>`
	for name, c := range map[string]struct {
		parts      map[string]string
		want, says string
	}{
		"sheet in a cell":   {parts(sheet[:strings.LastIndex(sheet, "<v>")+2], texts, ""), "甲", "名册"},
		"sheet after a row": {parts(sheet[:strings.Index(sheet, "</sheetData>")], texts, ""), "甲/n:2", "名册"},
		"texts":             {parts(sheet, texts[:len(texts)-len("si></sst>")], ""), "甲/n:2", sharedParts},
		"entities":          {parts(strings.Replace(sheet, "<v>2<", "<v>2</v></c><c r='B2' t='s'><v>1<", 1), bomb+strings.Replace(texts, "乙", "乙&c;", 1), ""), "甲/n:2", sharedParts},
		"styles":            {parts(sheet, texts, "<styleSheet><cellXfs><xf"), "甲/n:2", sharedParts},
	} {
		book := readBytes(t, zipOf(t, c.parts))
		if got := sheetText(book.Sheets[0]); got != c.want || !strings.Contains(strings.Join(book.Warnings, " "), "「"+c.says+"」只读出了前面的部分") {
			t.Errorf("%s: %q, want %q; warnings %q", name, got, c.want, book.Warnings)
		}
	}
}

// TestOddTargets finds the parts of relations that say where they are in other ways than Excel does.
func TestOddTargets(t *testing.T) {
	for target, part := range map[string]string{
		"worksheets/my%20sheet.xml": "xl/worksheets/my sheet.xml", "worksheets/%E8%A1%A8.xml": "xl/worksheets/表.xml",
		"worksheets/a%20b.xml": "xl/worksheets/a%20b.xml", "xl/worksheets/sheet1.xml": "xl/worksheets/sheet1.xml",
		" worksheets/sheet1.xml ": "xl/worksheets/sheet1.xml", "worksheets/sheet1.xml#A1": "xl/worksheets/sheet1.xml",
		`.\worksheets\sheet1.xml`: "xl/worksheets/sheet1.xml", "../xl/Sheet1.XML": "xl/sheet1.xml",
	} {
		data := zipOf(t, map[string]string{
			"xl/workbook.xml":            `<workbook><sheets><sheet name="北门"/><sheet name="西上" r:id="r9"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r9" Type="x/worksheet" Target="` + target + `"/></Relationships>`,
			part:                         `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`,
		})
		if book := readBytes(t, data); sheetText(book.Sheets[len(book.Sheets)-1]) != "n:1" {
			t.Errorf("%s: %d sheets, warnings %q", target, len(book.Sheets), book.Warnings)
		}
	}
}

// TestPartEncodings reads parts in the encodings that they declare.
func TestPartEncodings(t *testing.T) {
	for name, enc := range map[string]encoding.Encoding{
		"windows-1251": charmap.Windows1251, "ISO-8859-1": charmap.Windows1252, "GB2312": simplifiedchinese.GB18030, "Big5": traditionalchinese.Big5,
	} {
		want := map[string]string{"windows-1251": "Иванов", "ISO-8859-1": "Zoé", "GB2312": "张三", "Big5": "張三"}[name]
		part, err := enc.NewEncoder().String(`<?xml version="1.0" encoding="` + name + `"?><worksheet><sheetData><row><c t="str"><v>` + want + `</v></c></row></sheetData></worksheet>`)
		if err != nil {
			t.Fatal(err)
		}
		if got := sheetText(readBytes(t, oneSheet(t, part)).Sheets[0]); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestGzip reads what gzip has packed as what it holds.
func TestGzip(t *testing.T) {
	pack := func(content []byte) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(content); err != nil || w.Close() != nil {
			t.Fatal("cannot pack")
		}
		return b.Bytes()
	}
	whole := oddBook(t, `<row r="1"><c r="A1"><v>1</v></c></row>`)
	if got := sheetText(readBytes(t, pack(whole)).Sheets[0]); got != "n:1" {
		t.Errorf("reads %q", got)
	}
	packed := pack(whole)
	for name, c := range map[string]struct {
		data []byte
		opt  Options
		code string
	}{
		"cut":    {packed[:len(packed)-20], Options{}, CodeDamaged},
		"bomb":   {pack(make([]byte, 1<<20)), Options{MaxBytes: 1 << 19}, CodeTooBig},
		"twice":  {pack(packed), Options{}, CodeForeign},
		"others": {pack([]byte("\x89PNG\r\n\x1a\n\x00\x00")), Options{}, CodeForeign},
	} {
		if r := refusalOf(t, c.data, c.opt); r.Code != c.code {
			t.Errorf("%s: %s", name, r.Text)
		}
	}
}

// TestBare gives what little there is of a workbook without content that can be read, if asked to.
func TestBare(t *testing.T) {
	data := map[string][]byte{
		"no sheets":      zipOf(t, map[string]string{"xl/workbook.xml": "<workbook/>"}),
		"no sheet parts": zipOf(t, map[string]string{"xl/workbook.xml": `<workbook><sheets><sheet name="a"/></sheets></workbook>`}),
		"cut":            oneSheet(t, `<worksheet><sheetData><row><c><v>1</v>`),
		"old":            []byte("\x09\x08\x08\x00\x00\x06\x05\x00\x00\x00\x00\x00\x0A\x00\x00\x00"),
	}
	for name, data := range data {
		_ = refusalOf(t, data, Options{}) // it fails the test itself
		book, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), "某表.xlsx", Options{Bare: true})
		if err != nil || len(book.Dump().Sheets) > 1 || name != "old" && len(book.Warnings) == 0 {
			t.Errorf("%s: %+v, %v", name, book, err)
		}
	}
}

// TestMacroSheet leaves out a sheet of macros, which has no part, instead of reading another sheet in its place.
func TestMacroSheet(t *testing.T) {
	book := readBytes(t, zipOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="宏" r:id=""/><sheet name="名册" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`,
	}))
	if len(book.Sheets) != 1 || book.Sheets[0].Name != "名册" {
		t.Errorf("%d sheets, the first %q", len(book.Sheets), book.Sheets[0].Name)
	}
}
