package tallies

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"taizhang/app/look"
	"taizhang/data/catalog"
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

func TestABarOpensItsRecordsByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	opened := 0
	g := &tally.Group{Key: "sex", Cells: []tally.Cell{{Key: "女", Count: 21, Records: []string{"a"}}, {Key: "男"}}}
	full, empty := newBar(g, g.Cells[0], func() { opened++ }), newBar(g, g.Cells[1], func() { opened++ })
	w := test.NewTempWindow(t, full)
	var passed fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { passed = e.Name })
	full.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	empty.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	full.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if opened != 1 {
		t.Errorf("%d openings; the bar with records is to open, the one without is not", opened)
	}
	if passed != fyne.KeyF1 {
		t.Errorf("F1 did not reach the window: %q", passed)
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
