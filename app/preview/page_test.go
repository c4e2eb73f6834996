package preview

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/trial/loop"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/paper"
	"taizhang/data/roster"
	"taizhang/data/store"
)

// newPage returns the page with a document of several pages.
func newPage(t *testing.T) *Page {
	t.Helper()
	a := loop.New(t)
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "x.db"), ledger.All(), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p := New(desk.New(a, s, ledger.All(), store.Office{Name: "容城镇"})).(*Page)
	table := catalog.Table{Title: "花名册", Columns: []catalog.Column{{Heading: []string{"姓名"}}}}
	for i := range 120 {
		table.Rows = append(table.Rows, catalog.TableRow{Cells: []string{fmt.Sprintf("第%d人", i+1)}})
	}
	p.tables = []catalog.Table{table}
	p.pages, _, err = roster.Layout(context.Background(), p.tables, paper.Sheet{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.pages.Pages) < 2 {
		t.Fatalf("the document has %d pages", len(p.pages.Pages))
	}
	return p
}

func TestPagingStopsAtTheEnds(t *testing.T) {
	p := newPage(t)
	press := func(name fyne.KeyName) { p.TakeKey(&fyne.KeyEvent{Name: name}) }
	press(fyne.KeyPageUp)
	if p.at != 0 {
		t.Errorf("before the first page comes page %d", p.at)
	}
	last := len(p.pages.Pages) - 1
	for range p.pages.Pages {
		press(fyne.KeyPageDown)
	}
	if p.at != last {
		t.Errorf("paging on ends at page %d of %d", p.at+1, last+1)
	}
	press(fyne.KeyPageUp)
	if p.at != last-1 {
		t.Errorf("page up from the last page leads to page %d", p.at+1)
	}
	if p.TakeKey(&fyne.KeyEvent{Name: fyne.KeyF1}) {
		t.Error("the preview takes F1, which is help's")
	}
}

func TestZoomKeepsItsBounds(t *testing.T) {
	p := newPage(t)
	for range 20 {
		p.setZoom(p.shownZoom() * 1.25)
	}
	if p.zoom != 4 {
		t.Errorf("zooming in ends at %v, want 4", p.zoom)
	}
	for range 40 {
		p.setZoom(p.shownZoom() / 1.25)
	}
	if p.zoom != 0.25 {
		t.Errorf("zooming out ends at %v, want 0.25", p.zoom)
	}
	p.changeFit()
	p.scroll.Resize(fyne.NewSize(1000, 600))
	if z := p.shownZoom(); z < 0.5 || z > 2 {
		t.Errorf("a page that fits a width of 1000 is shown at %v", z)
	}
	wide := p.shownZoom()
	p.changeFit()
	if high := float32(p.pages.Pages[p.at].Height) / millimetresPerInch * 96 * p.shownZoom(); high > 600 || p.fit.Text != fitWidth {
		t.Errorf("the whole page is %v high in a window of 600; the button says %s", high, p.fit.Text)
	}
	if p.changeFit(); p.shownZoom() != wide || p.fit.Text != fitWhole {
		t.Errorf("back to the width: %v, want %v", p.shownZoom(), wide)
	}
}
