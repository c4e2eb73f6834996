package sheet

import (
	"bytes"
	"os"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestOldFormKeepsItsLooks takes over a form made by xlwt: type, lines, colours, measures and pages.
func TestOldFormKeepsItsLooks(t *testing.T) {
	f, err := OpenForm(t.Context(), "testdata/xlwt_member_form.xls", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if is, lost := f.TakenOver(); !is || f.Restyled() || len(lost) > 0 {
		t.Fatalf("taken over %v, restyled %v, lost %v", is, f.Restyled(), lost)
	}
	var out bytes.Buffer
	if err := f.Write(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	const name = "花名册"
	style := func(at string) *excelize.Style {
		id, err := x.GetCellStyle(name, at)
		if err != nil {
			t.Fatal(err)
		}
		s, err := x.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := style("A1"); s.Font.Family != "方正小标宋简体" || s.Font.Size != 20 || len(s.Border) != 0 || s.Alignment.Horizontal != "center" {
		t.Errorf("title: %+v %+v", s.Font, s.Alignment)
	}
	if s := style("B3"); s.Fill.Pattern != 1 || s.Fill.Color[0] != "DCE6F1" || s.Font.Color != "FF0000" || len(s.Border) != 4 || s.Border[0].Style != 1 {
		t.Errorf("heading: %+v %+v %+v", s.Fill, s.Font, s.Border)
	}
	if s := style("I3"); !s.Font.Italic || !s.Alignment.WrapText || s.Alignment.Vertical != "center" {
		t.Errorf("last heading: %+v %+v", s.Font, s.Alignment)
	}
	if s := style("E5"); s.CustomNumFmt == nil || *s.CustomNumFmt != `yyyy"年"m"月"` {
		t.Errorf("dates: %+v", s)
	}
	if w, _ := x.GetColWidth(name, "F"); w != 22 {
		t.Errorf("width of F = %v", w)
	}
	if h, _ := x.GetRowHeight(name, 5); h != 26 {
		t.Errorf("height of row 5 = %v", h)
	}
	page, _ := x.GetPageLayout(name)
	margins, _ := x.GetPageMargins(name)
	if *page.Orientation != "landscape" || *page.Size != 9 || *margins.Left != 0.4 || *margins.Top != 0.8 || !*margins.Horizontally {
		t.Errorf("page: %v %v, margins %v %v", *page.Orientation, *page.Size, *margins.Left, *margins.Top)
	}
	if panes, _ := x.GetPanes(name); !panes.Freeze || panes.YSplit != 4 {
		t.Errorf("panes: %+v", panes)
	}
}

// FuzzOldLooks takes over whatever an old workbook says of its looks.
func FuzzOldLooks(f *testing.F) {
	for _, name := range []string{"xlwt_member_form.xls", "biff5_gbk_says_1252.xls"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		form, err := ReadForm(t.Context(), data, "表.xls", Options{MaxBytes: 8 << 20, MaxCells: 20_000, MaxSheets: 20, MaxMerges: 1000, MaxRows: 2000})
		if err != nil {
			return
		}
		if err := form.Write(t.Context(), &bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
	})
}
