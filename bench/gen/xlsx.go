package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"time"

	"taizhang/data/demo"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// The parts of the workbook that are always the same (ECMA-376 part 1, 12.3; part 2, 10.1).
var fixedParts = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + officeRelation + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="` + mainNamespace + `" xmlns:r="` + officeRelation + `"><sheets>` +
		`<sheet name="党员花名册" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + officeRelation + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + officeRelation + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId3" Type="` + officeRelation + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="` + mainNamespace + `"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
		`<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>` +
		`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`},
}

const (
	mainNamespace  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	xmlHead        = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	dateStyle      = 1 // the second of cellXfs
)

func (r *roster) writeXLSX(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, p := range fixedParts {
		if err := writePart(z, p.name, func(b *bufio.Writer) { fmt.Fprint(b, p.text) }); err != nil {
			return err
		}
	}
	strings := &sharedStrings{index: map[string]int{}}
	if err := writePart(z, "xl/worksheets/sheet1.xml", func(b *bufio.Writer) { r.writeSheet(b, strings) }); err != nil {
		return err
	}
	if err := writePart(z, "xl/sharedStrings.xml", strings.write); err != nil {
		return err
	}
	return z.Close()
}

// writePart writes one part of the package. An error of the buffer is kept by it and comes with Flush.
func writePart(z *zip.Writer, name string, write func(*bufio.Writer)) error {
	part, err := z.Create(name)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(part, 1<<16)
	fmt.Fprint(b, xmlHead)
	write(b)
	return b.Flush()
}

// sharedStrings are the texts of the workbook, each once (ECMA-376 part 1, 18.4).
type sharedStrings struct {
	list  []string
	index map[string]int
	uses  int
}

func (s *sharedStrings) of(text string) int {
	s.uses++
	i, ok := s.index[text]
	if !ok {
		i = len(s.list)
		s.list = append(s.list, text)
		s.index[text] = i
	}
	return i
}

func (s *sharedStrings) write(b *bufio.Writer) {
	fmt.Fprintf(b, `<sst xmlns="%s" count="%d" uniqueCount="%d">`, mainNamespace, s.uses, len(s.list))
	for _, text := range s.list {
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(text)) // a buffer takes everything
		fmt.Fprintf(b, "<si><t>%s</t></si>", escaped.Bytes())
	}
	fmt.Fprint(b, "</sst>")
}

// writeSheet writes title, line of the office, headings and members.
func (r *roster) writeSheet(b *bufio.Writer, strings *sharedStrings) {
	fmt.Fprintf(b, `<worksheet xmlns="%s"><sheetData>`, mainNamespace)
	row := 0
	line := func(cells func()) {
		fmt.Fprintf(b, `<row r="%d">`, row+1)
		cells()
		fmt.Fprint(b, "</row>")
		row++
	}
	text := func(col int, s string) {
		if s != "" {
			fmt.Fprintf(b, `<c r="%s" t="s"><v>%d</v></c>`, sheet.CellName(row, col), strings.of(s))
		}
	}
	office := demo.Office().Name
	line(func() { text(0, office+"党员花名册") })
	line(func() { text(0, "填报单位："+office) })
	line(func() {
		for i, h := range r.headings() {
			text(i, h)
		}
	})
	for m := range demo.Members(r.seed, r.n) {
		line(func() {
			for i, f := range r.fields {
				v := m.Get(f.Key)
				if d, ok := v.Date(); ok && d.Precision() == value.FullDate {
					fmt.Fprintf(b, `<c r="%s" s="%d"><v>%s</v></c>`, sheet.CellName(row, i), dateStyle, serial(d))
					continue
				}
				text(i, r.text(f, v))
			}
		})
	}
	last := len(r.fields) - 1
	fmt.Fprintf(b, `</sheetData><mergeCells count="2"><mergeCell ref="A1:%s"/><mergeCell ref="A2:%s"/></mergeCells></worksheet>`,
		sheet.CellName(0, last), sheet.CellName(1, last))
}

// serial is the day's number in the 1900 date system (ECMA-376 part 1, 18.17.4.1), for days after February 1900.
func serial(d value.Date) string {
	return strconv.Itoa(int(d.Time().Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24))
}
