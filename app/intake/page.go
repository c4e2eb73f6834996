package intake

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/store"
)

// Page reviews the workbooks of one import.
type Page struct {
	desk    *desk.Desk
	given   []string // what Open was last given
	from    string   // names what is under review
	reading *intake.Reading
	plan    *intake.Plan
	table   int // place in plan.Tables of the table shown
	busy    bool
	asking  desk.Latest
	looking desk.Latest // for the first rows
	stop    func()      // gives up what is being read

	box      *fyne.Container
	body     *fyne.Container
	title    *look.Text
	which    *look.Select
	kind     *look.Select
	org      *look.SelectEntry
	view     *view
	grid     *grid.Grid
	sheet    *fyne.Container // the grid, or before it the first rows
	panel    *panel
	sentence *look.Text
	all      *look.Check
	accept   *look.PushButton
}

// panelWidth is the width of the panel at the right in pixels at 100 %.
const panelWidth = 348

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, title: look.PageTitle("导入核对"), box: container.NewStack()}
	p.which = look.NewSelect(nil, nil)
	p.kind = look.NewSelect(nil, nil)
	p.org = look.NewSelectEntry()
	p.org.SetPlaceHolder("未写明社区的行归到…")
	p.org.OnSubmitted = p.chooseOrg
	p.view = &view{page: p}
	p.grid = grid.New(p.view, nil, 0)
	p.grid.OnSelect = func() { p.panel.follow() }
	p.grid.OnHeaderMenu = func(col int, at fyne.Position) { p.columnMenu(col, at) }
	p.grid.OnContextMenu = p.rowMenu
	p.grid.OnOpen = func(int) { p.enter() }
	p.grid.OnUnhandledKey = func(k *fyne.KeyEvent) { p.desk.TakeKey(k) }
	p.grid.OnPaste = func(int, int, string) { p.Paste() }
	p.sheet = container.NewStack(p.grid)
	p.panel = newPanel(p)
	p.sentence = look.NewCutText("", look.Strong)
	p.all = look.NewCheck("", func(bool) { p.showSentence() })
	p.accept = look.PrimaryButton("导入", theme.ConfirmIcon(), p.Confirm)

	head := desk.Head([]fyne.CanvasObject{p.title, look.Flexible(280, 140, p.which), look.Wide(120, p.kind), look.Flexible(200, 180, p.org)},
		[]fyne.CanvasObject{look.Button("变动情况", theme.DocumentPrintIcon(), p.Print), look.Button("换个文件", theme.FolderOpenIcon(), d.ChooseImport)})
	foot := container.NewBorder(look.Hairline(), nil, nil, nil, look.Inset(container.NewBorder(nil, nil, nil,
		look.Row(8, p.all, look.QuietButton("放弃", nil, p.giveUp), p.accept), p.sentence), 8, 16, 8, 16))
	side := look.Surface(look.OnRaised, container.NewBorder(nil, nil, look.Hairline(), nil, look.Wide(panelWidth, p.panel.box)))
	p.body = container.NewBorder(head, look.Surface(look.OnPanel, foot), nil, side, p.sheet)
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page: it reads the workbooks at the paths given.
func (p *Page) Open(to desk.Place) {
	paths, ok := to.Data.([]string)
	if ok && p.plan != nil && sameList(paths, p.given) { // back from the preview: the decisions stand
		p.showSentence()
		return
	}
	p.given = paths
	if !ok {
		if p.plan == nil {
			p.show(p.nothing())
		} else {
			p.showSentence()
		}
		return
	}
	p.read(paths, "")
}

// turn goes from the sheet to the field for the right text, and back.
func (p *Page) turn() {
	if p.desk.Window.Canvas().Focused() == fyne.Focusable(p.grid) {
		p.panel.write()
		return
	}
	p.Focus()
}

// Drop implements desk.Dropper: other files take the place of those under review.
func (p *Page) Drop(paths []string) bool {
	p.read(paths, "")
	return true
}

func (p *Page) show(o fyne.CanvasObject) {
	p.box.Objects = []fyne.CanvasObject{o}
	p.box.Refresh()
}

// forget gives up what is under review.
func (p *Page) forget() {
	p.grid.Digits = 0
	p.asking.Cancel() // a plan that is being made would come to a page that has gone on
	p.looking.Cancel()
	p.from, p.reading, p.plan, p.table, p.busy = "", nil, nil, 0, false
}

// nothing is what the page shows when no workbook is under review.
func (p *Page) nothing() fyne.CanvasObject {
	return look.EmptyState("没有正在导入的表格", "把 Excel 花名册或整个文件夹拖进窗口;在 Excel 里复制了表格,也可以直接粘贴",
		look.Step{Label: "选择文件", Icon: theme.FolderOpenIcon(), Do: p.desk.ChooseImport},
		look.Step{Label: "粘贴表格", Icon: theme.ContentPasteIcon(), Do: p.Paste})
}

// Focus implements desk.Focuser.
func (p *Page) Focus() {
	if p.plan != nil {
		p.desk.Window.Canvas().Focus(p.grid)
	}
}

// replan asks again after a decision. Only one question is under way at a time, because a Reading is not to be
// changed while it plans.
func (p *Page) replan() {
	p.busy = true
	reading := p.reading
	desk.Ask(&p.asking, func(ctx context.Context) (*intake.Plan, error) { return reading.Plan(ctx) }, func(plan *intake.Plan, err error) {
		p.busy = false
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.planned(plan)
	})
}

// planned shows a plan.
func (p *Page) planned(plan *intake.Plan) {
	p.plan = plan
	p.showChoices()
	p.grid.SetColumns(p.view.columns())
	p.grid.Refresh()
	p.panel.planned()
	p.showSentence()
}

// current returns the plan of the table shown.
func (p *Page) current() *intake.TablePlan { return p.plan.Tables[min(p.table, len(p.plan.Tables)-1)] }

// chooseTable shows another table.
func (p *Page) chooseTable(i int) {
	p.table = i
	p.showChoices()
	p.grid.SetSource(p.view)
	p.grid.SetColumns(p.view.columns())
	p.panel.planned()
	t := p.current().Table
	p.grid.Select(bodyOf(t), max(t.Range().Col1, 0))
}

// bodyOf is the first row below the headings of a table.
func bodyOf(t *intake.Table) int {
	if n := len(t.HeadingRows); n > 0 {
		return t.HeadingRows[n-1] + 1
	}
	return t.Range().Row1
}

// showChoices fills the lists at the head with what the plan has.
func (p *Page) showChoices() {
	var titles []string
	for _, tp := range p.plan.Tables {
		titles = append(titles, tableWords(p.reading, tp))
	}
	p.which.OnChanged = nil
	p.which.SetOptions(titles)
	p.which.SetSelectedIndex(p.table)
	p.which.OnChanged = func(string) { p.chooseTable(p.which.SelectedIndex()) }

	t := p.current().Table
	kinds := []string{"不导入这张表"}
	chosen := 0
	for i, k := range p.desk.Kinds {
		kinds = append(kinds, k.Title)
		if t.Kind == k && t.Included {
			chosen = i + 1
		}
	}
	p.kind.OnChanged = nil
	p.kind.SetOptions(kinds)
	p.kind.SetSelectedIndex(chosen)
	p.kind.OnChanged = func(string) { p.chooseKind(p.kind.SelectedIndex() - 1) }

	p.org.SetOptions(p.desk.OrgNames())
	p.org.OnChanged = nil
	p.org.SetText(t.Org)
	p.org.OnChanged = func(text string) {
		for _, name := range p.desk.OrgNames() {
			if name == text {
				p.chooseOrg(text)
			}
		}
	}
}

// tableWords names a table in the list: 北门社区 A3:L12 3 人.
func tableWords(r *intake.Reading, tp *intake.TablePlan) string {
	t := tp.Table
	text := fmt.Sprintf("%s %s", t.Sheet.Name, t.Range())
	if len(r.Files) > 1 {
		text = t.File.Name + " " + text
	}
	if !t.Included || t.Kind == nil {
		return text + " 不导入"
	}
	return fmt.Sprintf("%s %d %s", text, tp.Counts.Rows, t.Kind.Unit)
}

func (p *Page) chooseKind(i int) {
	if p.busy {
		return
	}
	t := p.current().Table
	if i < 0 {
		t.Include(false)
	} else {
		t.SetKind(p.desk.Kinds[i])
		t.Include(true)
	}
	p.replan()
}

func (p *Page) chooseOrg(name string) {
	if p.busy || p.plan == nil || name == p.current().Table.Org {
		return
	}
	p.current().Table.SetOrg(name)
	p.replan()
}

// showSentence says at the foot what will happen.
func (p *Page) showSentence() {
	c := p.plan.Counts
	p.sentence.SetText(p.plan.Sentence())
	p.desk.SetTitle(p, "导入核对 "+p.from+":"+p.plan.Sentence())
	p.all.Hidden = c.Doubtful == 0
	p.all.SetText(fmt.Sprintf("存疑的 %d 行也照原样导入", c.Doubtful))
	n := c.New + c.Changed + p.plan.Removed()
	if p.all.Checked {
		n += c.Doubtful
	}
	p.accept.SetText(fmt.Sprintf("导入 %d 行", n))
	if n == 0 {
		p.accept.Disable()
	} else {
		p.accept.Enable()
	}
	p.body.Refresh()
	p.desk.Status(p, fmt.Sprintf("新增 %d · 更新 %d · 相同 %d · 存疑 %d · 有错 %d · 跳过 %d", c.New, c.Changed, c.Same, c.Doubtful, c.Broken, c.LeftOut))
}

// Confirm stores what the plan says, as one operation.
func (p *Page) Confirm() {
	if p.busy || p.plan == nil || p.accept.Disabled() {
		return
	}
	accept := intake.AcceptSure
	if p.all.Checked {
		accept = intake.AcceptAll
	}
	plan, reading, kind := p.plan, p.reading, p.current().Table.Kind
	var done store.Done
	p.busy = p.desk.Run("导入 "+p.from, func(ctx context.Context, report desk.Progress) (err error) {
		op := plan.Operation("", p.desk.Actor(), accept)
		op.At = p.desk.Now()
		if done, err = p.desk.Store.ApplyReporting(ctx, op, report); err != nil {
			return err
		}
		return reading.Remember(ctx, p.desk.Now())
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.stored(done, plan, kind)
	})
}

// stored goes to the ledger that the records went into.
func (p *Page) stored(done store.Done, plan *intake.Plan, kind *catalog.Kind) {
	p.forget()
	p.show(p.nothing())
	if kind == nil {
		kind = p.desk.Kinds[0]
	}
	p.desk.ShowOrg("")
	p.desk.Replace(desk.Place{Page: desk.PageRoster, Kind: kind.Key})
	text := "已导入:" + storedWords(done)
	if rest := plan.Counts.Doubtful + plan.Counts.Broken; rest > 0 && !p.all.Checked {
		text += fmt.Sprintf(";还有 %d 行没有导入,改好后再导入同一个文件即可,已有的不会重复", rest)
	}
	p.all.SetChecked(false)
	only := func() {
		p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: kind.Key, IDs: done.IDs, Title: "这一批导入的"})
	}
	p.desk.Say(text, look.Step{Label: "只看这一批", Do: only}, look.Step{Label: "撤销整批导入", Do: p.desk.Undo})
}

// storedWords says what came of an import, without what did not.
func storedWords(done store.Done) string {
	created, updated := fmt.Sprintf("新增 %d 条", done.Created), fmt.Sprintf("更新 %d 条", done.Updated)
	switch {
	case done.Updated == 0:
		return created
	case done.Created == 0:
		return updated
	}
	return created + "," + updated
}

func (p *Page) giveUp() {
	if p.stop != nil {
		p.stop()
	}
	p.forget()
	p.show(p.nothing())
	p.desk.Back()
}

// enter is the Enter key: it accepts the suggestion for the doubt shown; with Ctrl it imports.
func (p *Page) enter() {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0 {
		p.Confirm()
		return
	}
	p.panel.accept(false)
}

// TakeKey implements desk.KeyTaker.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	if p.plan == nil {
		return false
	}
	switch k.Name {
	case fyne.KeyN:
		p.panel.step(+1)
	case fyne.KeyP:
		p.panel.step(-1)
	case fyne.KeyA:
		p.panel.accept(true)
	case fyne.KeyU:
		p.panel.takeBackLast()
	case fyne.KeyF2:
		p.panel.write()
	case fyne.KeyF6:
		p.turn()
	default:
		return false
	}
	return true
}

// sameList reports whether a and b are one list: the same place, come back to.
func sameList(a, b []string) bool { return len(a) > 0 && len(a) == len(b) && &a[0] == &b[0] }

// Print implements desk.Printer: it shows who has joined, left and changed against the present roster.
func (p *Page) Print() {
	if p.busy || p.plan == nil || p.current().Table.Kind == nil {
		return
	}
	plan, kind, d := p.plan, p.current().Table.Kind, p.desk
	d.Preview(d.Place(), desk.Document{Name: d.Office.Name + kind.Title + "变动情况表", Tables: func(ctx context.Context) ([]catalog.Table, error) {
		difference, err := plan.Diff(ctx, kind)
		if err != nil {
			return nil, err
		}
		return []catalog.Table{difference.Table(d.Office.Name, d.Today())}, nil
	}})
}
