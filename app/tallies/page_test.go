package tallies

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
)

func TestReadParams(t *testing.T) {
	p, err := readParams(" 2003-09-30", "2002.10", "", "35、45")
	if err != nil {
		t.Fatal(err)
	}
	if p.AsOf.String() != "2003-09-30" || p.From.String() != "2002-10" || !p.To.IsZero() || len(p.Bands) == 0 {
		t.Errorf("read %+v", p)
	}
	for _, c := range []struct{ asOf, from, to, bands, want string }{
		{asOf: "去年", want: "看不懂截止日期「去年」"},
		{from: "13月", want: "看不懂起始日期"},
		{from: "2003-05", to: "2003-01", want: "在终止日期"},
		{bands: "老中青", want: "老中青"},
	} {
		if _, err := readParams(c.asOf, c.from, c.to, c.bands); !strings.Contains(catalog.Message(err), c.want) {
			t.Errorf("%+v: the clerk reads %q", c, catalog.Message(err))
		}
	}
}

// result is a tally of two groups with a total, which sums money.
func result(matrix bool) *tally.Result {
	women, men := tally.Cell{Key: "女", Count: 21, Records: []string{"a"}}, tally.Cell{Key: "男"}
	r := &tally.Result{Info: tally.Info{Name: "x", Title: "统计表", Kind: ledger.Cadre, Matrix: matrix}}
	if !matrix {
		r.Groups = []tally.Group{{Key: "total", Title: "合计", Unit: "人", Kind: ledger.Cadre, Cells: []tally.Cell{{Key: tally.Total, Count: 21, Records: []string{"a"}}}}}
	}
	r.Groups = append(r.Groups, tally.Group{Key: "sex", Title: "性别/小计", Unit: "人", Parts: true, Kind: ledger.Cadre, Cells: []tally.Cell{women, men}})
	if matrix {
		r.Groups = append(r.Groups, tally.Group{Key: "members", Title: "性别/党员", Unit: "人", Kind: ledger.Member, Cells: []tally.Cell{women, men}})
	}
	return r
}

// drawn returns the words of a table.
func drawn(s *sheet) string {
	var b strings.Builder
	for row := range s.Len() {
		for col := range s.columns {
			c, _ := s.Cell(row, col)
			b.WriteString("|" + c.Text)
			if c.Link {
				b.WriteString("*")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestNumbersOfATableAreLinksToTheirRecords(t *testing.T) {
	if got, want := drawn(newSheet(result(false))), "|合计(人)|21*|\n|性别/小计(人)||\n|女|21*|100.0\n|男|0|0.0\n"; got != want {
		t.Errorf("drawn\n%s, want\n%s", got, want)
	}
	m := newSheet(result(true))
	if got, want := drawn(m), "|女|21*|21*\n|男|0|0\n"; got != want {
		t.Errorf("drawn\n%s, want\n%s", got, want)
	}
	if c, ok := m.link(0, 2); !ok || c.group.Kind != ledger.Member {
		t.Error("the members' column doesn't lead to the members")
	}
	for _, at := range [][2]int{{1, 1}, {0, 0}, {0, 3}, {-1, 1}, {9, 1}} {
		if _, ok := m.link(at[0], at[1]); ok {
			t.Errorf("%v is a link", at)
		}
	}
	if drawn(newSheet(&tally.Result{Info: tally.Info{Matrix: true}})) != "" {
		t.Error("a tally of nothing has rows")
	}
}

func TestBandsAreKeptNewestFirst(t *testing.T) {
	var s bandsSetting
	for _, text := range []string{"30,45,60", "18", "25,50", "18", "1", "2", "3", "4", "5"} {
		s = s.with(text)
	}
	if want := []string{"5", "4", "3", "2", "1", "18"}; !slices.Equal(s.Own, want) || s.Used != "5" {
		t.Errorf("kept %+v, want %v", s, want)
	}
	for _, text := range usualBands {
		if last, err := tally.ParseBands(text); err != nil || bandsText(last) != text {
			t.Errorf("%s is read as %v, %v", text, last, err)
		}
	}
}

func TestListNarrowsToWhatIsTyped(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	var chosen string
	l := newList(func(i tally.Info) { chosen = i.Name })
	heads, under := byHeading(l.all)
	n := 0
	for _, h := range heads {
		n += len(under[h])
	}
	if n != len(tally.List()) || len(heads) < 4 {
		t.Errorf("%d tallies under %d headings", n, len(heads))
	}
	l.find.SetText(" 党费 ")
	if len(l.rows.Objects) != 2 {
		t.Errorf("%d rows for 党费", len(l.rows.Objects))
	}
	if l.find.OnSubmitted("党费"); chosen != "dues" {
		t.Errorf("Enter chose %q", chosen)
	}
	l.find.SetText("天气")
	if len(l.fitting()) != 0 || len(l.rows.Objects) != 1 {
		t.Error("what isn't there is listed")
	}
}

func TestCardsGoIntoTheShortestColumn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	var objects []fyne.CanvasObject
	for _, h := range []float32{300, 100, 100} {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(10, h))
		objects = append(objects, r)
	}
	c := &cards{}
	c.Layout(objects, fyne.NewSize(900, 600))
	if x, y := objects[2].Position().X, objects[2].Position().Y; x == 0 || y <= 100 {
		t.Errorf("the third card is at %v, %v, not under the second", x, y)
	}
	if h := c.MinSize(objects).Height; h < 300 {
		t.Errorf("the cards need %v, less than the first one", h)
	}
}
