package sheet_test

import (
	"testing"

	"taizhang/data/sheet"
)

// TestWithCopies: contents are seen twice, the sheet itself stays as it is, and nothing is written over.
func TestWithCopies(t *testing.T) {
	s := sheet.FromRows("表", [][]string{{"姓名", "性别"}, {"", "住址"}, {}, {"张三", "男"}, {"", "北门街"}}, "A4:A5")
	w := s.WithCopies([]sheet.Copy{
		{FromRow: 1, FromCol: 1, Row: 0, Col: 2}, {FromRow: 4, FromCol: 1, Row: 3, Col: 2}, {FromRow: 4, FromCol: 1, Row: 2, Col: 0},
		{FromRow: 4, FromCol: 0, Row: 3, Col: 3}, {FromRow: 3, FromCol: 0, Row: 3, Col: 1}, {FromRow: 3, FromCol: 0, Row: 90, Col: 1}, {FromRow: 3, FromCol: 0, Row: 3, Col: 1 << 20},
	})
	for _, c := range []struct {
		s        *sheet.Sheet
		row, col int
		want     string
	}{
		{w, 0, 2, "住址"}, {w, 3, 2, "北门街"}, {w, 2, 0, "北门街"}, {w, 3, 1, "男"}, {w, 3, 3, ""}, {w, 4, 1, "北门街"}, {s, 0, 2, ""}, {s, 2, 0, ""},
	} {
		if got := c.s.Cell(c.row, c.col).Text; got != c.want {
			t.Errorf("row %d, column %d: %q, want %q", c.row, c.col, got, c.want)
		}
	}
	if w.Cols() != 3 || s.Cols() != 2 || w.Rows() != 5 || len(w.Merges) != 1 {
		t.Errorf("%d and %d columns, %d rows, merges %v", w.Cols(), s.Cols(), w.Rows(), w.Merges)
	}
}
