package intake

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/sheetview"
	"taizhang/data/intake"
	"taizhang/data/sheet"
)

const (
	glimpseRows = 50
	manyDigits  = 6 // of the row numbers of a file that takes so long, so that its columns stay where they are
	// glimpseAfter is when the first rows are shown of a file that is not read by then: what comes and goes at once is
	// no help.
	glimpseAfter = 150 * time.Millisecond
)

// glance shows the first rows of the first file at paths while all is read.
func (p *Page) glance(paths []string, opt sheet.Options) {
	desk.Ask(&p.looking, func(ctx context.Context) (intake.Glimpse, error) {
		soon := time.NewTimer(glimpseAfter)
		defer soon.Stop()
		g, err := intake.Glance(ctx, paths, glimpseRows, opt, p.desk.Kinds)
		select {
		case <-soon.C:
		case <-ctx.Done():
		}
		return g, err
	}, func(g intake.Glimpse, err error) {
		if err == nil { // else the reading of the whole will tell
			p.showGlimpse(g)
		}
	})
}

// showGlimpse shows the first rows in the place of the sheet, with nothing to decide yet.
func (p *Page) showGlimpse(g intake.Glimpse) {
	first := grid.New(glimpse{g}, columns(g.Sheet, g.Table), 0)
	first.Digits = manyDigits
	p.sheet.Objects = []fyne.CanvasObject{first}
	p.which.OnChanged, p.kind.OnChanged = nil, nil // what they chose from is gone
	p.which.SetOptions(nil)
	p.which.PlaceHolder, p.kind.PlaceHolder = "正在读取…", "…"
	p.which.ClearSelected()
	p.kind.ClearSelected()
	p.org.SetText("")
	p.allow(false)
	p.all.Hide()
	p.accept.SetText("导入")
	p.accept.Disable()
	p.sentence.SetText(fmt.Sprintf("正在读取 %s,先看前 %d 行", p.from, g.Sheet.Rows()))
	p.panel.wait()
	p.desk.SetTitle(p, "正在读取 "+p.from)
	p.show(p.body)
	if t := g.Table; t != nil { // where the whole will have it
		first.Select(bodyOf(t), t.Range().Col1)
	}
}

// endGlimpse gives the sheet its place back and reports whether the first rows had it.
func (p *Page) endGlimpse() bool {
	if p.sheet.Objects[0] == fyne.CanvasObject(p.grid) {
		return false
	}
	p.sheet.Objects = []fyne.CanvasObject{p.grid}
	p.grid.Digits = manyDigits
	p.allow(true)
	return true
}

// allow says whether table, kind and community can be chosen.
func (p *Page) allow(on bool) {
	for _, w := range []fyne.Disableable{p.which, p.kind, p.org} {
		if on {
			w.Enable()
		} else {
			w.Disable()
		}
	}
}

// glimpse shows the first rows of a sheet as they look.
type glimpse struct{ intake.Glimpse }

// Len implements grid.Source.
func (g glimpse) Len() int { return g.Sheet.Rows() }

// Need implements grid.Source; the rows are in memory.
func (g glimpse) Need(int, int) {}

// Cell implements grid.Source.
func (g glimpse) Cell(row, col int) (grid.Cell, bool) {
	return grid.Cell{Text: sheetview.Text(g.Sheet.Cell(row, col))}, true
}

// Row implements grid.RowStyler.
func (g glimpse) Row(row int) grid.RowStyle {
	role := intake.RoleNone
	if g.Table != nil {
		role = g.Table.Role(row)
	}
	table := role == intake.RoleBody || role == intake.RoleHeading
	return grid.RowStyle{Fixed: true, Strong: role == intake.RoleTitle || role == intake.RoleHeading, Spans: spans(g.Sheet, row, table)}
}
