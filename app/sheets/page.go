package sheets

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// Page shows one sheet.
type Page struct {
	desk    *desk.Desk
	sort    sort
	org     string
	year    int
	sheet   *board.Sheet
	reading desk.Latest
	making  desk.Latest

	box     *fyne.Container
	period  *look.Text
	summary *look.Text
	which   *look.Select
	body    *fyne.Container
	grid    *grid.Grid
	columns string // the headings that the grid has
}

func newPage(d *desk.Desk, s sort) *Page {
	p := &Page{desk: d, sort: s, period: look.NewText("", look.Strong), summary: look.NewCutText("", look.Muted), body: container.NewStack()}
	var actions []fyne.CanvasObject
	if s.act != "" {
		actions = append(actions, look.PrimaryButton(s.act, theme.ContentAddIcon(), func() { s.do(p) }))
	}
	actions = append(actions, look.Button("导出", theme.DocumentSaveIcon(), p.Export), look.Button("打印", theme.DocumentPrintIcon(), p.Print))
	head := desk.Head([]fyne.CanvasObject{look.PageTitle(s.title), d.Ways(s.view.Kind, s.view.Page)}, actions)
	p.box = look.Dock(look.Column(0, head, p.line()), nil, nil, nil, p.body)
	return p
}

// line stands under the head: the choices, if there are any, and the summary.
func (p *Page) line() fyne.CanvasObject {
	limits, gap := p.limits(), float32(8)
	if len(limits.Objects) == 0 {
		gap = 0
	}
	return look.Inset(look.Dock(nil, nil, limits, nil, look.Inset(p.summary, 0, 0, 0, gap)), 0, 16, 8, 16)
}

// limits are the choices of year and type, if the sheet has them.
func (p *Page) limits() *fyne.Container {
	row := look.Row(8)
	if p.sort.years {
		row.Add(look.IconButton("上一年", theme.NavigateBackIcon(), func() { p.step(-1) }))
		row.Add(p.period)
		row.Add(look.IconButton("下一年", theme.NavigateNextIcon(), func() { p.step(+1) }))
		row.Add(look.Button("今年", nil, func() { p.step(p.desk.Today().Year - p.year) }))
	}
	if len(p.sort.choices) > 0 {
		titles := []string{p.sort.every}
		for _, c := range p.sort.choices {
			titles = append(titles, c.Title)
		}
		p.which = look.NewSelect(titles, nil)
		p.which.SetSelectedIndex(0)
		p.which.OnChanged = func(string) { p.Reload() }
		row.Add(look.Wide(130, p.which))
	}
	return row
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	p.org = p.desk.Within(to).Org
	if p.year == 0 {
		p.year = p.desk.Today().Year
	}
	p.Reload()
}

// Focus implements desk.Focuser.
func (p *Page) Focus() {
	if p.grid != nil {
		p.desk.Window.Canvas().Focus(p.grid)
	}
}

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Retheme implements desk.Rethemer.
func (p *Page) Retheme() { p.box.Refresh() }

// TakeKey implements desk.KeyTaker.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	if k.Name != fyne.KeyF6 {
		return false
	}
	p.Focus()
	return true
}

func (p *Page) step(by int) {
	p.year += by
	p.Reload()
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	r := request{year: p.year, asof: p.desk.Today(), org: p.org}
	if p.which != nil && p.which.SelectedIndex() > 0 {
		r.choice = p.sort.choices[p.which.SelectedIndex()-1].Code
	}
	desk.Ask(&p.reading, func(ctx context.Context) (*board.Sheet, error) {
		return p.sort.read(ctx, p.desk.Records(), r)
	}, func(s *board.Sheet, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.sheet = s
		p.show()
	})
}

func (p *Page) show() {
	p.period.SetText(fmt.Sprintf("%d年", p.year))
	summary := p.sheet.Summary
	if p.org != "" {
		summary = p.desk.OrgName(p.org) + ":" + summary
	}
	p.summary.SetText(summary)
	p.desk.SetTitle(p, p.sort.view.Name+":"+summary)
	p.showGrid()
	if p.desk.Window.Canvas().Focused() == nil {
		p.Focus()
	}
	p.box.Refresh()
	p.showStatus()
}

// showGrid shows the rows; a sheet with other columns gets a grid of its own.
func (p *Page) showGrid() {
	if len(p.sheet.Rows) == 0 && p.which != nil && p.which.SelectedIndex() > 0 {
		p.body.Objects = []fyne.CanvasObject{look.EmptyState("没有符合「"+p.which.Selected+"」的", "在上面选「"+p.sort.every+"」看全部")}
		p.body.Refresh()
		return
	}
	if len(p.sheet.Rows) == 0 {
		p.body.Objects = []fyne.CanvasObject{look.EmptyState("还没有可以显示的记录", "先在台账里登记或导入",
			look.Step{Label: "打开台账", Do: func() { p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: p.sort.view.Kind}) }})}
		p.body.Refresh()
		return
	}
	columns := columnsOf(p.sheet)
	if key := fmt.Sprint(columns); p.grid == nil || p.columns != key {
		p.columns = key
		p.grid = grid.New(&source{p.sheet}, columns, p.sheet.Frozen)
		p.grid.OnLink = p.open
		p.grid.OnOpen = func(int) {
			if row, col, ok := p.grid.Current(); ok {
				p.open(row, col)
			}
		}
		p.grid.OnSelect = p.showStatus
		p.grid.OnUnhandledKey = func(k *fyne.KeyEvent) { p.desk.TakeKey(k) }
	} else {
		p.grid.Source().(*source).sheet = p.sheet
		p.grid.Refresh()
	}
	if len(p.body.Objects) != 1 || p.body.Objects[0] != fyne.CanvasObject(p.grid) {
		p.body.Objects = []fyne.CanvasObject{p.grid}
	}
	p.body.Refresh()
}

// cell returns the cell at a place; a cell that another one covers is that one.
func (p *Page) cell(row, col int) board.Cell { return cellAt(p.sheet, row, col) }

// showStatus says at the foot what the current cell means.
func (p *Page) showStatus() {
	if p.grid == nil || len(p.sheet.Rows) == 0 {
		p.desk.Status(p, "")
		return
	}
	row, col, ok := p.grid.Current()
	if !ok {
		return
	}
	c := p.cell(row, col)
	text := c.Note
	switch {
	case text != "":
	case len(c.IDs) > 0:
		text = fmt.Sprintf("回车查看 %d 条%s记录", len(c.IDs), c.Kind.Title)
	}
	p.desk.Status(p, text)
}

// open shows the records behind a cell, or begins the one that is missing.
func (p *Page) open(row, col int) {
	if row >= len(p.sheet.Rows) {
		return
	}
	switch c := p.cell(row, col); {
	case len(c.IDs) > 0:
		title := p.sheet.Rows[row].Cells[0].Text
		if col > 0 {
			heading := p.sheet.Columns[col].Heading
			title += " " + heading[len(heading)-1]
		}
		p.desk.ShowRecords(c.Kind, c.IDs, title)
	case !c.Draft.IsZero():
		p.desk.Draft(c.Draft)
	}
}

// Export implements desk.Exporter.
func (p *Page) Export() {
	if p.sheet != nil {
		p.desk.SaveDocument(p.document(), ".xlsx")
	}
}

// Print implements desk.Printer.
func (p *Page) Print() {
	if p.sheet != nil {
		p.desk.Preview(desk.Place{Kind: p.sort.view.Kind}, p.document())
	}
}

func (p *Page) document() desk.Document {
	s, day := p.sheet, p.desk.Today()
	office := p.desk.Office.Name + p.desk.OrgName(p.org)
	return desk.Document{Name: office + s.Title, Tables: func(context.Context) ([]catalog.Table, error) {
		return []catalog.Table{s.Table(office, day)}, nil
	}}
}
