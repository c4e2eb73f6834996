package paper

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"taizhang/data/catalog"
)

var update = flag.Bool("update", false, "write the golden files anew")

// dump writes a document in a form that shows what changed: lengths in tenths of a millimetre are enough for the eye.
func dump(d *Document, m Measures) string {
	var b strings.Builder
	fmt.Fprintf(&b, "paper A%d landscape %v text %g title %g breaks %v\n", 5-int(m.Paper), m.Landscape, m.TextSize, m.TitleSize, m.Breaks)
	fmt.Fprintf(&b, "columns %.1f\nheights title %g unit %g headings %v notes %v signers %g\n", m.Columns, m.Title, m.UnitLine, m.Headings, m.Notes, m.Signers)
	for i, p := range d.Pages {
		fmt.Fprintf(&b, "\npage %d: %g × %g\n", i+1, p.Width, p.Height)
		for _, op := range p.Ops {
			switch op := op.(type) {
			case Text:
				fmt.Fprintf(&b, "text %.1f %.1f %s %g %s\n", op.X, op.Y, [...]string{"song", "hei", "heibold", "title", "rare"}[op.Face], op.Size, op.Text)
			case Line:
				fmt.Fprintf(&b, "line %.1f %.1f %.1f %.1f %g\n", op.X1, op.Y1, op.X2, op.Y2, op.Weight)
			case Rect:
				fmt.Fprintf(&b, "rect %.1f %.1f %.1f %.1f %g\n", op.X, op.Y, op.W, op.H, op.Weight)
			case Fill:
				fmt.Fprintf(&b, "fill %.1f %.1f %.1f %.1f %v\n", op.X, op.Y, op.W, op.H, op.Ink)
			case Photo:
				fmt.Fprintf(&b, "photo %.1f %.1f %.1f %.1f of %d × %d\n", op.X, op.Y, op.W, op.H, op.Wide, op.High)
			}
		}
	}
	return b.String()
}

func TestLayoutIsAsAgreed(t *testing.T) {
	tests := []struct {
		name  string
		table catalog.Table
		pages int
	}{
		{"small", cadres(8), 1},
		{"three-pages", cadres(51), 3},
		{"wide", wide(), 2},
		{"long", long(), 3},
		{"rare", rare(), 1},
		{"grouped", grouped(), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, m := LayoutTable(test.table, Sheet{})
			if len(d.Pages) != test.pages {
				t.Errorf("%d pages, want %d", len(d.Pages), test.pages)
			}
			path := filepath.Join("testdata", test.name+".golden")
			got := dump(d, m)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the layout differs from %s; look at the pages, then run with -update\n%s", path, firstDifference(got, string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// words returns the text of a page, run by run.
func words(p *Page) string {
	var b strings.Builder
	for _, op := range p.Ops {
		if t, ok := op.(Text); ok {
			b.WriteString(t.Text + "\n")
		}
	}
	return b.String()
}

// Whatever the number of rows, nothing lies outside the margins, nothing is lost, and the foot isn't alone.
func TestEveryLengthOfTable(t *testing.T) {
	for rows := range 75 {
		table := cadres(rows)
		d, m := LayoutTable(table, Sheet{})
		serial := 0
		for i, p := range d.Pages {
			text := words(p)
			if !strings.Contains(text, "居委会职务") {
				t.Errorf("%d rows: page %d has no headings", rows, i+1)
			}
			if want := fmt.Sprintf("第%d页 共%d页", i+1, len(d.Pages)); !strings.Contains(text, want) {
				t.Errorf("%d rows: page %d lacks its number %s", rows, i+1, want)
			}
			if onPage := strings.Count(text, "450999"); onPage == 0 && rows > 0 {
				t.Errorf("%d rows: page %d has no row", rows, i+1)
			} else {
				serial += onPage
			}
			checkInside(t, fmt.Sprintf("%d rows, page %d", rows, i+1), p, m.Margins)
			if i < len(m.Breaks) && m.Breaks[i] != serial-1 {
				t.Errorf("%d rows: break %d after row %d, but page ends with row %d", rows, i, m.Breaks[i], serial-1)
			}
		}
		if serial != rows || len(m.Breaks) != len(d.Pages)-1 {
			t.Errorf("%d rows: %d drawn on %d pages with breaks %v", rows, serial, len(d.Pages), m.Breaks)
		}
		if last := words(d.Pages[len(d.Pages)-1]); !strings.Contains(last, "填表人：") || !strings.Contains(last, "单位（盖章）：") {
			t.Errorf("%d rows: the last page lacks the signers", rows)
		}
	}
}

// checkInside reports what of a page lies outside its margins; the page's number stands below.
func checkInside(t *testing.T, where string, p *Page, m Margins) {
	t.Helper()
	const hair = 0.4 // half a line
	for _, op := range p.Ops {
		var x1, y1, x2, y2 float64
		switch op := op.(type) {
		case Text:
			if strings.HasPrefix(op.Text, "第") && strings.Contains(op.Text, "页 共") {
				continue
			}
			em := op.Size * mmPerPoint
			x1, y1, x2, y2 = op.X, op.Y-0.88*em, op.X+op.Width, op.Y+0.12*em
		case Line:
			x1, y1, x2, y2 = op.X1, op.Y1, op.X2, op.Y2
		case Rect:
			x1, y1, x2, y2 = op.X, op.Y, op.X+op.W, op.Y+op.H
		case Fill:
			x1, y1, x2, y2 = op.X, op.Y, op.X+op.W, op.Y+op.H
		}
		if x1 < m.Left-hair || y1 < m.Top-hair || x2 > p.Width-m.Right+hair || y2 > p.Height-m.Bottom+hair {
			t.Errorf("%s: outside the margins: %#v", where, op)
		}
	}
}

func TestGroupKeepsWithItsRows(t *testing.T) {
	for extra := range 12 {
		table := grouped()
		table.Rows = append(make([]catalog.TableRow, extra), table.Rows...)
		_, m := LayoutTable(table, Sheet{})
		for _, row := range m.Breaks {
			if table.Rows[row].Group {
				t.Errorf("%d rows before: page ends with the name of group %s", extra, table.Rows[row].Cells[0])
			}
		}
	}
}

// TestRowsThatBelongTogether: no page ends within them where a page has room for all; more than that are broken like others,
// and nothing is lost.
func TestRowsThatBelongTogether(t *testing.T) {
	_, alone := LayoutTable(cadres(61), Sheet{})
	room, first := alone.Breaks[1]-alone.Breaks[0], alone.Breaks[0]+1 // rows on a page, and on the first, which has the title
	for _, size := range []int{1, 2, 3, 5, 7, room / 2, room/2 + 1, first, room + 1, room + 9, 61} {
		table := cadres(61)
		for i := range table.Rows {
			table.Rows[i].With = i%size != 0
		}
		d, m := LayoutTable(table, Sheet{})
		rows := 0
		for _, p := range d.Pages {
			rows += strings.Count(words(p), "450999")
		}
		if rows != len(table.Rows) || len(m.Breaks) != len(d.Pages)-1 || len(m.Breaks) == 0 {
			t.Errorf("%d together: %d rows on %d pages with breaks %v", size, rows, len(d.Pages), m.Breaks)
		}
		inside := 0
		for _, last := range m.Breaks {
			if table.Rows[last+1].With {
				inside++
			}
		}
		if fits := size <= room; (inside == 0) != fits {
			t.Errorf("%d together: breaks %v", size, m.Breaks)
		}
	}
}

func TestPaperIsChosen(t *testing.T) {
	tests := []struct {
		name      string
		columns   int
		sheet     Sheet
		paper     Paper
		landscape bool
	}{
		{"few columns", 4, Sheet{}, A4, false},
		{"a roster", 10, Sheet{}, A4, true},
		{"a little smaller text before larger paper", 12, Sheet{}, A4, true},
		{"many columns", 18, Sheet{}, A3, true},
		{"paper given", 18, Sheet{Paper: A4}, A4, true},
		{"orientation given", 4, Sheet{Orientation: Landscape}, A4, true},
		{"both given", 18, Sheet{Paper: A4, Orientation: Portrait}, A4, false},
		{"larger paper upright", 9, Sheet{Orientation: Portrait}, A3, false},
	}
	for _, test := range tests {
		var table catalog.Table
		for range test.columns {
			table.Columns = append(table.Columns, catalog.Column{Heading: []string{"列"}, Width: 25})
		}
		d, m := LayoutTable(table, test.sheet)
		if m.Paper != test.paper || m.Landscape != test.landscape {
			t.Errorf("%s: paper %v, landscape %v", test.name, m.Paper, m.Landscape)
		}
		if wide := d.Pages[0].Width > d.Pages[0].Height; wide != m.Landscape {
			t.Errorf("%s: the page is %g × %g", test.name, d.Pages[0].Width, d.Pages[0].Height)
		}
		if total := sum(m.Columns) + m.Margins.Left + m.Margins.Right; math.Abs(total-d.Pages[0].Width) > 0.01 {
			t.Errorf("%s: columns and margins fill %g of %g", test.name, total, d.Pages[0].Width)
		}
	}
}

// Tables that no one should ask for are laid out all the same.
func TestOddTables(t *testing.T) {
	huge := strings.Repeat("长", 40_000)
	many := catalog.Table{}
	for range 200 {
		many.Columns = append(many.Columns, catalog.Column{Heading: []string{"很窄的列"}, Width: 20})
	}
	many.Rows = []catalog.TableRow{{Cells: []string{"甲", "450999196805120021"}}}
	tests := map[string]catalog.Table{
		"nothing":                {},
		"title alone":            {Title: "空表"},
		"no rows":                {Title: "空表", Columns: columns("10 c 序号"), Signers: []string{"填表人"}},
		"rows without columns":   {Rows: []catalog.TableRow{{Cells: []string{"甲"}}}},
		"too few, too many":      {Columns: columns("10 c 甲", "10 c 乙"), Rows: []catalog.TableRow{{}, {Cells: []string{"1", "2", "3"}}, {Group: true}}},
		"no width":               {Columns: []catalog.Column{{Heading: []string{"甲"}}, {Width: -5}, {Width: float32(math.NaN())}, {Width: float32(math.Inf(1))}}},
		"columns without number": many,
		"a cell of 40,000":       {Columns: columns("20 l 甲", "20 l 乙"), Rows: []catalog.TableRow{{Cells: []string{"一", huge}}, {Group: true, Cells: []string{"组"}}, {Cells: []string{huge, "二"}}}, Signers: []string{"填表人"}},
		"groups alone":           {Columns: columns("20 l 甲"), Rows: make([]catalog.TableRow, 90)},
		"many notes":             {Columns: columns("20 l 甲"), Rows: []catalog.TableRow{{Cells: []string{"一"}}}, Notes: strings.Split(strings.Repeat("注\n", 120), "\n"), Signers: []string{"填表人"}},
	}
	for i := range tests["groups alone"].Rows {
		tests["groups alone"].Rows[i].Group = true
	}
	for name, table := range tests {
		d, m := LayoutTable(table, Sheet{})
		if len(d.Pages) == 0 || len(m.Rows) != len(table.Rows) {
			t.Fatalf("%s: %d pages, heights of %d rows", name, len(d.Pages), len(m.Rows))
		}
		var drawn int
		for i, p := range d.Pages {
			if name != "columns without number" {
				checkInside(t, fmt.Sprintf("%s, page %d", name, i+1), p, m.Margins)
			}
			drawn += strings.Count(words(p), "长")
		}
		if want := strings.Count(fmt.Sprint(table.Rows), "长"); drawn != want {
			t.Errorf("%s: %d of %d characters drawn", name, drawn, want)
		}
		for _, h := range m.Rows {
			if h <= 0 || h > spreadsheetRow {
				t.Errorf("%s: a row of %g points", name, h)
			}
		}
		if err := WritePDF(new(bytes.Buffer), d, Info{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLongTopLines(t *testing.T) {
	table := cadres(1)
	table.Title = strings.Repeat("容城镇社区党建工作联络委员会", 5) + "名单"
	table.Left = "填报单位：" + strings.Repeat("容城镇社区党建工作联络委员会办公室", 6)
	table.Right = "填报日期：" + strings.Repeat("二〇〇三年九月三十日", 8)
	d, m := LayoutTable(table, Sheet{Paper: A4, Orientation: Portrait})
	checkInside(t, "long lines", d.Pages[0], m.Margins)
	var titles []Text
	var lines []Text // of the unit: those between the title and the headings
	for _, op := range d.Pages[0].Ops {
		text, ok := op.(Text)
		switch {
		case ok && text.Face == Title:
			titles = append(titles, text)
		case ok && text.Face == Hei:
			ok = false
		}
		if ok && text.Face == Song && strings.ContainsAny(text.Text, "容镇填二〇") && text.Y < m.Margins.Top+(m.Title+m.UnitLine)*mmPerPoint {
			lines = append(lines, text)
		}
	}
	if len(titles) < 2 || math.Abs(titles[0].Width-titles[1].Width) > titles[0].Width/3 {
		t.Errorf("the title is broken into %d lines, not of about equal length", len(titles))
	}
	if len(lines) < 4 {
		t.Fatalf("%d lines of the unit", len(lines))
	}
	middle := d.Pages[0].Width / 2
	for _, line := range lines {
		if line.X < middle && line.X+line.Width > middle+0.1 {
			t.Errorf("%s reaches across the middle", line.Text)
		}
		if top := line.Y - 0.88*line.Size*mmPerPoint; top < m.Margins.Top+m.Title*mmPerPoint-0.5 {
			t.Errorf("%s reaches into the title", line.Text)
		}
	}
}

func TestUnusableMarginsAreReplaced(t *testing.T) {
	_, m := LayoutTable(cadres(1), Sheet{Paper: A4, Orientation: Landscape, Margins: Margins{Top: 150, Bottom: 150}})
	if m.Margins != defaultMargins {
		t.Errorf("margins %v", m.Margins)
	}
	asked := Margins{Top: 30, Right: 15, Bottom: 25, Left: 28}
	if _, m = LayoutTable(cadres(1), Sheet{Margins: asked}); m.Margins != asked {
		t.Errorf("margins %v, asked for %v", m.Margins, asked)
	}
}

func TestLayoutIsDeterministic(t *testing.T) {
	a, ma := LayoutTable(long(), Sheet{})
	b, mb := LayoutTable(long(), Sheet{})
	if !reflect.DeepEqual(ma, mb) || dump(a, ma) != dump(b, mb) {
		t.Error("the same table was laid out in two ways")
	}
}

// Measures are what the pages show: a workbook made from them breaks at the same rows.
func TestMeasuresAgreeWithThePages(t *testing.T) {
	table := cadres(51)
	d, m := LayoutTable(table, Sheet{})
	inner := points(d.Pages[0].Height - m.Margins.Top - m.Margins.Bottom)
	from := 0
	for page, end := range append(m.Breaks, len(m.Rows)-1) {
		height := sum(m.Headings) + sum(m.Rows[from:end+1])
		if page == 0 {
			height += m.Title + m.UnitLine
		}
		if page == len(m.Breaks) {
			height += sum(m.Notes) + m.Signers
		} else if next := height + m.Rows[end+1]; page < len(m.Breaks)-1 && next <= inner {
			t.Errorf("page %d: another row would have fitted: %g of %g", page+1, next, inner)
		}
		if height > inner+0.75 {
			t.Errorf("page %d: %g points on %g", page+1, height, inner)
		}
		from = end + 1
	}
	for i, row := range m.Cells {
		for j, fit := range row {
			if (fit.Lines == 0) != (table.Rows[i].Cells[j] == "") || fit.Size > m.TextSize {
				t.Errorf("row %d, column %d: %+v for %q", i, j, fit, table.Rows[i].Cells[j])
			}
		}
	}
	for _, h := range append(m.Rows, m.Headings...) {
		if h != math.Trunc(h/0.75)*0.75 {
			t.Errorf("a height of %g is no whole number of pixels", h)
		}
	}
}
