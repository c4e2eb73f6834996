package sheetview_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"taizhang/app/grid"
	"taizhang/app/sheetview"
	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// TestSpans: a title runs over its neighbours, merged cells are as the sheet says.
func TestSpans(t *testing.T) {
	s := sheet.FromRows("表", [][]string{{"容城镇干部花名册", "", ""}, {"姓名", "职务", ""}, {"张三", "书记", "主任"}}, "B2:C2")
	if got := sheetview.Overflow(s, 0); len(got) != 1 || got[0] != (grid.Span{First: 0, Last: 2}) {
		t.Errorf("the title spans %v, want the whole row", got)
	}
	if got := sheetview.Merged(s, 1); len(got) != 1 || got[0] != (grid.Span{First: 1, Last: 2}) {
		t.Errorf("the heading spans %v, want the last two cells", got)
	}
	if got := len(sheetview.Columns(s)); got != 3 {
		t.Errorf("%d columns, want 3", got)
	}
}

// TestNumbersAreShownWhole: a narrow column of a sheet with small type must not hide the digits that are to be checked.
func TestNumbersAreShownWhole(t *testing.T) {
	test.NewTempApp(t)
	columns := sheetview.Columns(sheet.FromRows("表", [][]string{{"身份证号码", "备注"}, {"450999196805120010", strings.Repeat("长", 40)}}))
	if columns[0].Width < 150 || columns[1].Width > 100 {
		t.Errorf("an ID number has %v pixels, a note %v", columns[0].Width, columns[1].Width)
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		cell catalog.Cell
		want string
	}{
		{catalog.Cell{Type: catalog.CellText, Text: "张三\n李四"}, "张三 李四"},
		{catalog.Cell{Type: catalog.CellNumber, Text: "0.5", Shown: "50%"}, "50%"},
		{catalog.Cell{Type: catalog.CellDate, Text: "24970"}, "1968-05-12"},
		{catalog.Cell{}, ""},
	} {
		if got := sheetview.Text(c.cell); got != c.want {
			t.Errorf("%+v is shown as %q, want %q", c.cell, got, c.want)
		}
	}
}
