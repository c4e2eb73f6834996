package catalog

import (
	"slices"
	"testing"
)

func TestHeadings(t *testing.T) {
	tests := []struct {
		name  string
		paths [][]string
		rows  int
		cells []HeadingCell
	}{
		{"no columns", nil, 0, nil},
		{"one row", [][]string{{"序号"}, {"姓名"}}, 1, []HeadingCell{{"序号", 0, 0, 1, 1}, {"姓名", 0, 1, 1, 1}}},
		{"neighbours of one name stay apart", [][]string{{"备注"}, {"备注"}}, 1, []HeadingCell{{"备注", 0, 0, 1, 1}, {"备注", 0, 1, 1, 1}}},
		{"a group", [][]string{{"姓名"}, {"现任职务", "党内职务"}, {"现任职务", "居委会职务"}, {"备注"}}, 2, []HeadingCell{
			{"姓名", 0, 0, 2, 1}, {"现任职务", 0, 1, 1, 2}, {"备注", 0, 3, 2, 1}, {"党内职务", 1, 1, 1, 1}, {"居委会职务", 1, 2, 1, 1}}},
		{"the same words under other groups", [][]string{{"流出", "省外"}, {"流出", "省内"}, {"流入", "省内"}}, 2, []HeadingCell{
			{"流出", 0, 0, 1, 2}, {"流入", 0, 2, 1, 1}, {"省外", 1, 0, 1, 1}, {"省内", 1, 1, 1, 1}, {"省内", 1, 2, 1, 1}}},
		{"three rows", [][]string{{"甲", "乙", "丙"}, {"甲", "乙", "丁"}, {"甲", "戊"}, {}}, 3, []HeadingCell{
			{"甲", 0, 0, 1, 3}, {"", 0, 3, 3, 1}, {"乙", 1, 0, 1, 2}, {"戊", 1, 2, 2, 1}, {"丙", 2, 0, 1, 1}, {"丁", 2, 1, 1, 1}}},
	}
	for _, test := range tests {
		var table Table
		for _, path := range test.paths {
			table.Columns = append(table.Columns, Column{Heading: path})
		}
		cells, rows := table.Headings()
		if rows != test.rows || !slices.Equal(cells, test.cells) {
			t.Errorf("%s: got %d rows, %v; want %d rows, %v", test.name, rows, cells, test.rows, test.cells)
		}
		area := 0
		for _, c := range cells {
			area += c.Rows * c.Columns
		}
		if area != rows*len(table.Columns) {
			t.Errorf("%s: cells cover %d of %d places", test.name, area, rows*len(table.Columns))
		}
	}
}
