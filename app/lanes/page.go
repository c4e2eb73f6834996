package lanes

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// The views, as the window reaches them.
var (
	IssueView = desk.View{Page: "issue-board", Kind: "issue", Short: "看板", Name: "问题看板"}
	PlanView  = desk.View{Page: "plan-board", Kind: "plan", Short: "看板", Name: "工作计划看板"}
)

// Page is the board of one ledger.
type Page struct {
	desk    *desk.Desk
	view    desk.View
	kind    *catalog.Kind
	org     string
	lanes   []board.Lane
	wanted  string // id of the card that is to have the keyboard
	reading desk.Latest

	box      *fyne.Container
	count    *look.Text
	category *look.Select
	late     *look.Check
	body     *fyne.Container
	columns  []*lane
	ghost    *ghost
}

// everyCategory is the choice of all categories.
const everyCategory = "全部类别"

// NewIssues returns the board of issues.
func NewIssues(d *desk.Desk) desk.Page { return newPage(d, IssueView, ledger.Issue) }

// NewPlans returns the board of tasks.
func NewPlans(d *desk.Desk) desk.Page { return newPage(d, PlanView, ledger.Plan) }

func newPage(d *desk.Desk, v desk.View, kind *catalog.Kind) *Page {
	p := &Page{desk: d, view: v, kind: kind, count: look.NewCutText("", look.Muted), body: container.NewStack(), ghost: newGhost()}
	categories := []string{everyCategory}
	for _, c := range p.categories() {
		categories = append(categories, c.Title)
	}
	p.category = look.NewSelect(categories, nil)
	p.category.SetSelectedIndex(0)
	p.category.OnChanged = func(string) { p.Reload() }
	p.late = look.NewCheck("只看超期", func(bool) { p.Reload() })
	head := desk.Head([]fyne.CanvasObject{look.PageTitle(kind.Title), d.Ways(kind.Key, v.Page), p.count}, []fyne.CanvasObject{
		look.PrimaryButton("新增", theme.ContentAddIcon(), p.add),
		look.Button("导出", theme.DocumentSaveIcon(), p.Export),
		look.Button("打印", theme.DocumentPrintIcon(), p.Print),
	})
	limits := look.Inset(look.Row(12, look.Wide(140, p.category), p.late, look.NewText("Ctrl+← → 移动卡片,回车打开", look.Caption)), 0, 16, 8, 16)
	p.box = look.Dock(look.Column(0, head, limits, look.Hairline()), nil, nil, nil, container.NewStack(p.body, p.ghost.layer))
	return p
}

func (p *Page) categories() []catalog.Choice {
	if c, ok := p.kind.Field("category").Type.(catalog.Chooser); ok {
		return c.Choices()
	}
	return nil
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	p.org = p.desk.Within(to).Org
	p.Reload()
}

// Focus implements desk.Focuser: the first card gets the keyboard.
func (p *Page) Focus() {
	for _, l := range p.columns {
		if len(l.cards) > 0 {
			p.focus(l.cards[0])
			return
		}
	}
}

func (p *Page) focus(c *card) { p.desk.Window.Canvas().Focus(c) }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Retheme implements desk.Rethemer.
func (p *Page) Retheme() { p.show() }

// TakeKey implements desk.KeyTaker.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	if k.Name != fyne.KeyF6 {
		return false
	}
	p.Focus()
	return true
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	q := board.LanesQuery{Kind: p.kind, AsOf: p.desk.Today(), Org: p.org, Overdue: p.late.Checked}
	if i := p.category.SelectedIndex(); i > 0 {
		q.Category = p.categories()[i-1].Code
	}
	desk.Ask(&p.reading, func(ctx context.Context) ([]board.Lane, error) {
		return board.Lanes(ctx, p.desk.Records(), q)
	}, func(lanes []board.Lane, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.lanes = lanes
		p.show()
	})
}

func (p *Page) show() {
	if c, ok := p.desk.Window.Canvas().Focused().(*card); ok && p.wanted == "" {
		p.wanted = c.data.Record.ID
	}
	total, late := 0, 0
	p.columns = nil
	var objects []fyne.CanvasObject
	for i := range p.lanes {
		l := newLane(p, i)
		p.columns = append(p.columns, l)
		objects = append(objects, l.box)
		for _, c := range p.lanes[i].Cards {
			if total++; c.Overdue {
				late++
			}
		}
	}
	text := fmt.Sprintf("%d %s", total, p.kind.Unit)
	if p.org != "" {
		text = p.desk.OrgName(p.org) + " · " + text
	}
	if late > 0 {
		text += fmt.Sprintf(",%d %s超期", late, p.kind.Unit)
	}
	p.count.SetText(text)
	p.body.Objects = []fyne.CanvasObject{container.NewGridWithColumns(max(len(objects), 1), objects...)}
	p.body.Refresh()
	p.desk.SetTitle(p, p.view.Name+" "+text)
	p.desk.Status(p, "")
	p.refocus()
	p.box.Refresh()
}

// refocus gives the keyboard back to the card that had it, in the lane in which it is now.
func (p *Page) refocus() {
	wanted := p.wanted
	p.wanted = ""
	for _, l := range p.columns {
		for _, c := range l.cards {
			if c.data.Record.ID == wanted {
				p.focus(c)
				l.reveal(c)
				return
			}
		}
	}
	if p.desk.Window.Canvas().Focused() == nil {
		p.Focus()
	}
}

// step moves the keyboard from a card to one beside it.
func (p *Page) step(c *card, lanes, cards int) {
	to := c.lane + lanes
	for lanes != 0 && to >= 0 && to < len(p.columns) && len(p.columns[to].cards) == 0 {
		to += lanes
	}
	if to < 0 || to >= len(p.columns) {
		return
	}
	list := p.columns[to].cards
	next := list[min(max(c.place+cards, 0), len(list)-1)]
	p.focus(next)
	p.columns[to].reveal(next)
}

// move puts a card into another lane, as one operation.
func (p *Page) move(c *card, to int) {
	if to < 0 || to >= len(p.lanes) || to == c.lane || p.lanes[to].State == "" {
		return
	}
	before := c.data.Record
	after := board.Move(before, p.lanes[to].State, p.desk.Today())
	p.wanted = before.ID
	op := catalog.Operation{Label: fmt.Sprintf("%s「%s」改为%s", p.kind.Title, c.data.Title, p.lanes[to].Title), Changes: []catalog.Change{catalog.Update(before, after)}}
	p.desk.Apply(op, func(_ store.Done, err error) {
		if err != nil {
			p.wanted = ""
			p.desk.Fail(err)
			p.Reload()
		}
	})
}

// laneAt returns the lane at a position on the canvas, -1 if there is none.
func (p *Page) laneAt(at fyne.Position) int {
	for i, l := range p.columns {
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.box)
		if at.X >= from.X && at.X < from.X+l.box.Size().Width {
			return i
		}
	}
	return -1
}

// drag shows where a card that is dragged would go.
func (p *Page) drag(c *card, at fyne.Position) {
	over := p.laneAt(at)
	for i, l := range p.columns {
		l.light(i == over && i != c.lane)
	}
	from := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.ghost.layer)
	p.ghost.show(c.data.Title, at.Subtract(from), c.Size())
}

func (p *Page) drop(c *card, at fyne.Position) {
	p.ghost.hide()
	for _, l := range p.columns {
		l.light(false)
	}
	p.move(c, p.laneAt(at))
}

// menu offers the states that a card can be moved to.
func (p *Page) menu(c *card, at fyne.Position) {
	items := []*fyne.MenuItem{fyne.NewMenuItem("打开记录", func() { p.open(c) }), fyne.NewMenuItemSeparator()}
	for i, l := range p.lanes {
		if i != c.lane && l.State != "" {
			items = append(items, fyne.NewMenuItem("改为「"+l.Title+"」", func() { p.move(c, i) }))
		}
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.desk.Window.Canvas(), at)
}

func (p *Page) open(c *card) {
	p.desk.ShowRecords(p.kind, []string{c.data.Record.ID}, c.data.Title)
}

// add opens the form of a new record in the first state.
func (p *Page) add() {
	r := catalog.NewRecord(p.kind, "").With("state", value.Text(board.States(p.kind)[0].Code))
	if p.org != "" {
		r = r.With("org", value.Text(p.org))
	}
	p.desk.Draft(r)
}

// Export implements desk.Exporter.
func (p *Page) Export() { p.desk.SaveDocument(p.document(), ".xlsx") }

// Print implements desk.Printer.
func (p *Page) Print() { p.desk.Preview(desk.Place{Kind: p.kind.Key}, p.document()) }

func (p *Page) document() desk.Document {
	lanes, day := p.lanes, p.desk.Today()
	office := p.desk.Office.Name + p.desk.OrgName(p.org)
	return desk.Document{Name: office + p.view.Name, Tables: func(context.Context) ([]catalog.Table, error) {
		return []catalog.Table{board.LanesTable(office, p.kind, lanes, day)}, nil
	}}
}

// ghost is what hangs at the pointer while a card is dragged.
type ghost struct {
	layer  *fyne.Container
	ground *canvas.Rectangle
	words  *look.Text
}

func newGhost() *ghost {
	g := &ghost{ground: canvas.NewRectangle(nil), words: look.NewCutText("", look.Strong)}
	g.layer = container.NewWithoutLayout(g.ground, g.words)
	g.hide()
	return g
}

func (g *ghost) show(text string, at fyne.Position, size fyne.Size) {
	th := look.Current()
	g.ground.FillColor, g.ground.StrokeColor, g.ground.StrokeWidth, g.ground.CornerRadius = th.Palette.Raised, th.Palette.Accent, 1, 3
	h := th.Px(36)
	g.ground.Resize(fyne.NewSize(size.Width*0.8, h))
	g.ground.Move(at.AddXY(-size.Width*0.4, -h/2))
	g.words.SetText(text)
	line := g.words.MinSize().Height
	g.words.Resize(fyne.NewSize(size.Width*0.8-th.Px(16), line))
	g.words.Move(at.AddXY(-size.Width*0.4+th.Px(8), -line/2))
	g.layer.Show()
	g.layer.Refresh()
}

func (g *ghost) hide() { g.layer.Hide() }
