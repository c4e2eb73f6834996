package sheet

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/catalog"
)

const odsType = "application/vnd.oasis.opendocument.spreadsheet"

// odsBook returns an OpenDocument workbook with these styles and rows.
func odsBook(t *testing.T, styles, rows string) []byte {
	t.Helper()
	return zipOf(t, map[string]string{"mimetype": odsType, "content.xml": `<o:document-content><o:automatic-styles>` + styles +
		`</o:automatic-styles><o:body><o:spreadsheet><t:table t:name="表">` + rows + `</t:table></o:spreadsheet></o:body></o:document-content>`})
}

// TestODSAgainstXLSX compares workbooks that LibreOffice has saved as .ods with what they were.
func TestODSAgainstXLSX(t *testing.T) {
	for _, name := range fixtures(t, "*.ods") {
		twin := strings.TrimSuffix(name, ".ods") + ".xlsx"
		if name == "named_xlsx.ods" {
			twin = "member_date_1904.xlsx"
		}
		got, err := Open(t.Context(), filepath.Join("testdata", name), Options{})
		if err != nil {
			t.Fatal(err)
		}
		want, err := Open(t.Context(), filepath.Join("testdata", twin), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Format != "ods" || len(got.Sheets) != len(want.Sheets) {
			t.Errorf("%s: %d sheets of %s, want %d", name, len(got.Sheets), got.Format, len(want.Sheets))
			continue
		}
		for i, w := range want.Sheets {
			compareODS(t, name, got.Sheets[i], w)
		}
	}
}

func compareODS(t *testing.T, name string, s, w *Sheet) {
	t.Helper()
	if s.Name != w.Name || s.Hidden != w.Hidden || len(s.Merges) != len(w.Merges) || s.Rows() != w.Rows() || s.Cols() != w.Cols() {
		t.Errorf("%s: %s hidden %v, %d merges, %d × %d; want %s %v, %d, %d × %d", name, s.Name, s.Hidden, len(s.Merges), s.Rows(), s.Cols(),
			w.Name, w.Hidden, len(w.Merges), w.Rows(), w.Cols())
	}
	for r := range w.Rows() {
		if s.RowHidden(r) != w.RowHidden(r) {
			t.Errorf("%s: row %d hidden: %v", name, r+1, s.RowHidden(r))
		}
		for c := range w.Cols() {
			a, b := s.Cell(r, c), w.Cell(r, c)
			bold, filled := s.Look(r, c)
			wantBold, wantFilled := w.Look(r, c)
			switch {
			case strings.Contains(b.Text, "_x"): // LibreOffice doesn't know the escapes of xlsx
			case b.Type == catalog.CellBool: // it writes TRUE() as a number
			case a.Type != b.Type || a.Text != b.Text && a.Type == catalog.CellText,
				(s.Formula(r, c) == "") != (w.Formula(r, c) == ""), bold != wantBold, filled != wantFilled:
				t.Errorf("%s %s: %+v bold %v filled %v, want %+v %v %v", name, CellName(r, c), a, bold, filled, b, wantBold, wantFilled)
			}
			if a.Type == catalog.CellDate && a.Shown != b.Shown && b.Shown != "" {
				t.Errorf("%s %s shows %q in %q, want %q in %q", name, CellName(r, c), a.Shown, a.Format, b.Shown, b.Format)
			}
		}
	}
	for c := range w.Cols() {
		if share := s.ColWidth(c) / w.ColWidth(c); s.ColHidden(c) != w.ColHidden(c) || w.ColWidth(c) > 0 && (share < 0.7 || share > 1.4) {
			t.Errorf("%s: column %d is %.1f wide, hidden %v; want %.1f, %v", name, c, s.ColWidth(c), s.ColHidden(c), w.ColWidth(c), w.ColHidden(c))
		}
	}
}

func TestODSCells(t *testing.T) {
	const elapsed = `<n:time-style s:name="N1" n:truncate-on-overflow="false"><n:hours/><n:text>:</n:text><n:minutes n:style="long"/></n:time-style>` +
		`<s:style s:name="p" s:family="table-cell" s:data-style-name="N1"/><s:style s:name="c" s:family="table-cell" s:parent-style-name="p"/>`
	cell := func(attributes, inside string) string {
		return "<t:table-cell " + attributes + ">" + inside + "</t:table-cell>"
	}
	for name, c := range map[string]struct{ styles, rows, want string }{
		"spaces":                           {"", "<t:table-row>" + cell(`o:value-type="string"`, "<x:p>\n  张 <x:s x:c='2'/>三<x:tab/>李<x:line-break/>四</x:p><x:p/><x:p>王</x:p>") + "</t:table-row>", "张   三\t李\n四\n\n王"},
		"notes and shapes":                 {"", "<t:shapes><x:p>图</x:p></t:shapes><t:table-row>" + cell(`o:value-type="string"`, "<o:annotation><x:p>注</x:p></o:annotation><x:p>甲<x:span>乙</x:span></x:p><d:frame><d:text-box><x:p>框</x:p></d:text-box></d:frame>") + "</t:table-row>", "甲乙"},
		"repeated":                         {"", "<t:table-row t:number-rows-repeated='2'>" + cell(`o:value-type="float" o:value="7" t:number-columns-repeated="2"`, "<x:p>7</x:p>") + "</t:table-row><t:table-row t:number-rows-repeated='1000000'/>", "n:7|n:7/n:7|n:7"},
		"a length of time":                 {elapsed, "<t:table-row>" + cell(`t:style-name="c" o:value-type="time" o:time-value="PT36H00M00S"`, "<x:p>36:00</x:p>") + "</t:table-row>", "d:1.5"},
		"values":                           {"", "<t:table-row>" + cell(`o:value-type="boolean" o:boolean-value="true"`, "<x:p>真</x:p>") + cell(`o:value-type="string" c:value-type="error"`, "<x:p>#N/A</x:p>") + cell(`o:value-type="string" o:string-value="无段落"`, "") + cell(`o:value-type="date" o:date-value="1968-05-12"`, "") + "</t:table-row>", "b:1|e:#N/A|无段落|d:24970"},
		"deleted in the record of changes": {"", "<t:tracked-changes><t:table-row>" + cell(`o:value-type="float" o:value="9"`, "") + "</t:table-row></t:tracked-changes><t:table-row>" + cell(`o:value-type="float" o:value="1"`, "") + "</t:table-row>", "n:1"},
	} {
		if got := sheetText(readBytes(t, odsBook(t, c.styles, c.rows)).Sheets[0]); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestODSLimits: a few bytes that stand for a million rows are cut off or refused, and hidden rows at the end cost nothing.
func TestODSLimits(t *testing.T) {
	rows := `<t:table-row t:number-rows-repeated="1048576"><t:table-cell o:value-type="float" o:value="1" t:number-columns-repeated="16384"/></t:table-row>`
	if r := refusalOf(t, odsBook(t, "", rows), Options{MaxCells: 100_000}); r.Code != CodeTooBig {
		t.Errorf("%s: %s", r.Code, r.Text)
	}
	book := readBytes(t, odsBook(t, "", `<t:table-row><t:table-cell o:value-type="float" o:value="1"/></t:table-row><t:table-row t:visibility="filter" t:number-rows-repeated="1048575"/>`))
	if n := len(book.Sheets[0].rows); n != 1 {
		t.Errorf("%d rows are kept", n)
	}
}

func TestODSHead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "表.ods")
	row := `<t:table-row><t:table-cell o:value-type="float" o:value="1"/></t:table-row>`
	if err := os.WriteFile(path, odsBook(t, "", strings.Repeat(row, 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	book, err := Head(context.Background(), path, 5, Options{})
	if err != nil || len(book.Sheets) != 1 || book.Sheets[0].Rows() != 5 || !book.Sheets[0].Truncated {
		t.Fatalf("%v %+v", err, book)
	}
}
