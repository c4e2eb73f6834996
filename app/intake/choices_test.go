package intake

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/intake"
)

const ugly = "../../data/intake/testdata/ugly/"

// reviewed opens a window with a workbook under review.
func reviewed(t *testing.T, name string) (*trial.Window, *Page) {
	t.Helper()
	var p *Page
	w := trial.Demo(t)
	w.Register(desk.PageIntake, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	w.Catch(desk.PageOverview)
	w.Start(desk.Place{Page: desk.PageOverview})
	w.Import([]string{ugly + name})
	w.UntilTitle("导入核对 " + name)
	return w, p
}

func labels(items []*fyne.MenuItem) []string {
	var out []string
	for _, i := range items {
		out = append(out, i.Label)
	}
	return out
}

// TestCommentsAreSeen: a comment is marked at its cell and said beside its row, and a clerk may leave all of them out.
func TestCommentsAreSeen(t *testing.T) {
	w, p := reviewed(t, "comments_on_cells.xlsx")
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "2 格有批注") || !strings.Contains(words, "写进备注 ▾") {
		t.Errorf("the page says\n%s", words)
	}
	if c, _ := p.view.Cell(3, 5); c.Sign != "批" || c.Note != "批注:停机,改打 0771-5960001" {
		t.Errorf("the cell is marked %q, %q", c.Sign, c.Note)
	}
	p.grid.Select(3, 5)
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "F4 批注:停机,改打 0771-5960001") {
		t.Errorf("beside the row stands\n%s", words)
	}
	p.decide(p.current().Table, "comments", 1)
	w.Until("the choice", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "不读入 ▾") })
	if r := p.current().Rows[1]; r.After().Get("note").Canonical() != "" {
		t.Errorf("the notes hold %q", r.After().Get("note").Canonical())
	}
}

// TestColoursAreSeen: the colour of a record stands at its name, for the ground of the grid says something else.
func TestColoursAreSeen(t *testing.T) {
	_, p := reviewed(t, "colours_without_a_legend.xlsx")
	for cell, want := range map[[2]int]string{{3, 1}: "黄", {8, 1}: "红", {3, 0}: "", {2, 1}: ""} {
		if c, _ := p.view.Cell(cell[0], cell[1]); c.Sign != want {
			t.Errorf("row %d, column %d is marked %q, want %q", cell[0]+1, cell[1]+1, c.Sign, want)
		}
	}
}

// TestRowsOfOneRecord: further rows of a record have its colour, and menus that part them from it or join them to it.
func TestRowsOfOneRecord(t *testing.T) {
	_, p := reviewed(t, "record_in_two_lines.xlsx")
	s := p.view.sheet()
	if first, more := p.view.Row(3), p.view.Row(4); first.Tone != more.Tone || more.Label != "└" {
		t.Errorf("%+v and %+v", first, more)
	}
	for row, want := range map[int][]string{3: {"不导入这一行", "接到上一行的记录"}, 4: {"整张表每行都是一条记录"}, 11: {"导入这一行", "接到上一行的记录"}} {
		if got := labels(p.rowItems(p.plan.Row(s, row), row)); !slices.Equal(got, want) {
			t.Errorf("row %d offers %q, want %q", row+1, got, want)
		}
	}
	w, p := reviewed(t, "phone_on_two_rows.xlsx")
	fate := p.plan.Row(p.view.sheet(), 3)
	items := p.rowItems(fate, 3)
	if got := labels(items); fate.Role != intake.RoleMore || !slices.Equal(got, []string{"单独作为一条记录", "不导入这一行"}) {
		t.Fatalf("%v offers %q", fate.Role, got)
	}
	items[0].Action()
	w.Until("one record more", func() bool { return !p.busy && p.current().Counts.Rows == 5 })
	p.rowItems(p.plan.Row(p.view.sheet(), 3), 3)[1].Action()
	w.Until("one record less", func() bool { return !p.busy && p.current().Counts.Rows == 4 })
}
