package sheet_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/data/sheet"
)

// TestCommentsAndColours: every format tells of its comments, and the colours of its cells.
func TestCommentsAndColours(t *testing.T) {
	const old = "[线程批注]\n\n你的 Excel 版本可读取此线程批注\n\n注释:\n    转出了吗?"
	for _, c := range []struct{ file, author, thread, accent string }{
		{"comments_and_colours.xlsx", "", "转出了吗?\n9月转到西上 & 已报到", "fabf8f"},
		{"lo_comments_and_colours.xls", "某某:\n", old, "fac090"}, // LibreOffice writes no authors
		{"comments_and_colours.ods", "某某:\n", "[线程批注]\n你的 Excel 版本可读取此线程批注\n注释:\n转出了吗?", "fac090"},
	} {
		t.Run(c.file, func(t *testing.T) {
			book, err := sheet.Open(context.Background(), filepath.Join("testdata", c.file), sheet.Options{})
			if err != nil {
				t.Fatal(err)
			}
			s := book.Sheets[0]
			want := []sheet.Comment{{Row: 1, Col: 1, Text: c.author + "停机,改打 0771-5960001\n已核对"}, {Row: 2, Col: 2, Text: "空格上的批注 𬭎"}, {Row: 3, Col: 0, Text: c.thread}}
			if !slices.Equal(s.Comments, want) {
				t.Errorf("comments\n%#v\nwant\n%#v", s.Comments, want)
			}
			for _, cell := range []struct {
				row, col int
				want     string
			}{{0, 0, " "}, {1, 0, "ffff00 "}, {2, 0, " ff0000"}, {4, 0, c.accent + " "}, {5, 0, " "}, {5, 1, "ff0000 "}, {90, 0, " "}} {
				ground, ink := s.Colours(cell.row, cell.col)
				if got := hexOf(ground) + " " + hexOf(ink); got != cell.want {
					t.Errorf("%s: %q, want %q", sheet.CellName(cell.row, cell.col), got, cell.want)
				}
			}
		})
	}
}

func hexOf(c sheet.Colour) string {
	if c == 0 {
		return ""
	}
	r, g, b := c.RGB()
	return fmt.Sprintf("%02x%02x%02x", r, g, b)
}

// TestCommentsOfXML2003: comments have data of their own, with marks of type in them.
func TestCommentsOfXML2003(t *testing.T) {
	const book = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>
<Row><Cell><Data ss:Type="String">姓名</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">张三</Data><Comment ss:Author="某某"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B><Font html:Color="#000000">某某:</Font></B><Font>&#10;已调离</Font></ss:Data></Comment></Cell>
<Cell ss:Index="3"><Comment><ss:Data>空格上的</ss:Data></Comment></Cell></Row></Table></Worksheet></Workbook>`
	b, err := sheet.Read(context.Background(), strings.NewReader(book), int64(len(book)), "表.xls", sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.Comment{{Row: 1, Col: 0, Text: "已调离"}, {Row: 1, Col: 2, Text: "空格上的"}}
	if s := b.Sheets[0]; !slices.Equal(s.Comments, want) || s.Cell(1, 0).Text != "张三" {
		t.Errorf("%q with %#v", s.Cell(1, 0).Text, s.Comments)
	}
}
