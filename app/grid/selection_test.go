package grid

import (
	"fmt"
	"testing"
)

func TestRanges(t *testing.T) {
	for _, c := range []struct{ in, want []Range }{
		{nil, nil},
		{[]Range{{5, 6}, {1, 2}}, []Range{{1, 2}, {5, 6}}},
		{[]Range{{1, 2}, {3, 4}}, []Range{{1, 4}}},
		{[]Range{{1, 9}, {3, 4}, {9, 12}}, []Range{{1, 12}}},
		{[]Range{{3, 3}, {3, 3}}, []Range{{3, 3}}},
	} {
		if got := union(append([]Range(nil), c.in...)); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("union of %v is %v, want %v", c.in, got, c.want)
		}
	}
	for _, c := range []struct {
		row  int
		want []Range
	}{{1, []Range{{2, 3}, {7, 7}}}, {2, []Range{{1, 1}, {3, 3}, {7, 7}}}, {7, []Range{{1, 3}}}, {5, []Range{{1, 3}, {7, 7}}}} {
		if got := without([]Range{{1, 3}, {7, 7}}, c.row); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("without row %d: %v, want %v", c.row, got, c.want)
		}
	}
}

func TestCellsStandUnderTheirHeadings(t *testing.T) {
	b := newBench(t, 100)
	for _, scroll := range []float32{0, 70, 1e6} {
		b.scrollBy(scroll, 0)
		body, head := shownTexts(b.bodyRight), shownTexts(b.headRight)
		for col, title := range map[int]string{1: "性别", 2: "出生年月", 5: "社区", 6: "备注"} {
			cell, heading := body[fmt.Sprintf("r0c%d", col)], head[title]
			if cell == nil || heading == nil {
				continue
			}
			x, _ := b.span(b.position(col), b.position(col))
			if want := x - b.geo.edge + b.geo.theme.Px(8); cell.Position().X != want || heading.Position().X != want {
				t.Errorf("scrolled by %v: cell of %s at %v, heading at %v, want %v", b.geo.x, title, cell.Position().X, heading.Position().X, want)
			}
		}
	}
	if x, _ := b.span(0, 0); shownTexts(b.bodyLeft)["r0c0"].Position().X != x+b.geo.theme.Px(8) {
		t.Error("the frozen column has moved")
	}
}
