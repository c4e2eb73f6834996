package candidates

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
	"taizhang/data/ledger"
	"taizhang/data/store"
)

// View is how the window reaches the page.
var View = desk.View{Page: "candidate-steps", Kind: "candidate", Short: "流程", Name: "发展党员流程"}

// everyStage is the choice of all stages.
const everyStage = "全部阶段"

// Page is the list of candidates at the left and the steps of one at the right.
type Page struct {
	desk    *desk.Desk
	org     string
	all     []board.Candidate
	list    []board.Candidate // of the stage chosen
	current string            // id of the candidate whose steps are shown
	reading desk.Latest

	box    *fyne.Container
	count  *look.Text
	stage  *look.Select
	people *grid.Grid
	steps  *grid.Grid
	name   *look.Text
	about  *look.Text
	next   *look.Text
	body   *fyne.Container
	split  fyne.CanvasObject
}

// peopleWidth is the width of the list of candidates in pixels at 100 %.
const peopleWidth = 392

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, count: look.NewCutText("", look.Muted), name: look.NewCutText("", look.Title), about: look.NewCutText("", look.Muted), next: look.NewCutText("", look.Strong), body: container.NewStack()}
	p.stage = look.NewSelect(nil, nil)
	p.makeGrids()
	open := look.QuietButton("打开记录", nil, func() {
		if c := p.candidate(); c != nil {
			d.ShowRecords(ledger.Candidate, []string{c.Record.ID}, c.Record.Label())
		}
	})
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("发展党员"), d.Ways("candidate", View.Page), look.Wide(150, p.stage), p.count}, []fyne.CanvasObject{
		look.Button("导出", theme.DocumentSaveIcon(), p.Export),
		look.PrimaryButton("打印进度表", theme.DocumentPrintIcon(), p.Print),
	})
	one := look.Inset(look.Column(2, look.Dock(nil, nil, nil, open, p.name), p.about, p.next), 8, 12, 8, 16)
	right := look.Dock(look.Column(0, one, look.Hairline()), nil, look.Hairline(), nil, p.steps)
	p.split = look.Dock(look.Hairline(), nil, nil, nil, container.New(beside{}, p.people, right))
	p.box = look.Dock(head, nil, nil, nil, p.body)
	return p
}

// beside puts the list at the left, which never takes more than two fifths of the page.
type beside struct{}

// Layout implements fyne.Layout.
func (beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := min(look.Current().Px(peopleWidth), size.Width*0.4)
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

// MinSize implements fyne.Layout.
func (beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

func (p *Page) makeGrids() {
	p.people = grid.New(&people{p}, []grid.Column{{Heading: []string{"姓名"}, Width: 68}, {Heading: []string{"党支部"}, Width: 72}, {Heading: []string{"当前阶段"}, Width: 98}, {Heading: []string{"下一步"}, Width: 106}}, 1)
	p.people.OnSelect = p.follow
	p.people.OnOpen = func(int) { p.desk.Window.Canvas().Focus(p.steps) }
	p.steps = grid.New(&steps{page: p}, []grid.Column{{Heading: []string{"部分"}, Width: 172}, {Heading: []string{"步骤"}, Width: 176}, {Heading: []string{"完成日期"}, Width: 106, Editable: true}, {Heading: []string{"时限和说明"}, Width: 280}}, 0)
	p.steps.OnEdit = p.edit
	p.steps.OnClear = p.clear
	for _, g := range []*grid.Grid{p.people, p.steps} {
		g.OnUnhandledKey = func(k *fyne.KeyEvent) { p.desk.TakeKey(k) }
	}
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	p.org = p.desk.Within(to).Org
	if to.Record != "" {
		p.current = to.Record
	}
	p.Reload()
}

// Focus implements desk.Focuser.
func (p *Page) Focus() { p.desk.Window.Canvas().Focus(p.people) }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Retheme implements desk.Rethemer.
func (p *Page) Retheme() { p.box.Refresh() }

// TakeKey implements desk.KeyTaker: F6 goes from the list to the steps and back.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	if k.Name != fyne.KeyF6 {
		return false
	}
	if p.desk.Window.Canvas().Focused() == fyne.Focusable(p.people) {
		p.desk.Window.Canvas().Focus(p.steps)
	} else {
		p.Focus()
	}
	return true
}

// Back implements desk.Stepper: from the steps to the list.
func (p *Page) Back() bool {
	if p.desk.Window.Canvas().Focused() != fyne.Focusable(p.steps) {
		return false
	}
	p.Focus()
	return true
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	org, day := p.org, p.desk.Today()
	desk.Ask(&p.reading, func(ctx context.Context) ([]board.Candidate, error) {
		return board.Candidates(ctx, p.desk.Records(), org, day)
	}, func(list []board.Candidate, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.all = list
		p.offerStages()
		p.show()
	})
}

// offerStages says how many candidates are at each stage.
func (p *Page) offerStages() {
	counts := map[string]int{}
	for _, c := range p.all {
		counts[c.Stage]++
	}
	titles := []string{fmt.Sprintf("%s %d", everyStage, len(p.all))}
	for _, s := range board.Stages() {
		titles = append(titles, fmt.Sprintf("%s %d", s, counts[s]))
	}
	at := max(p.stage.SelectedIndex(), 0)
	p.stage.OnChanged = nil
	p.stage.Options = titles
	p.stage.SetSelectedIndex(at)
	p.stage.OnChanged = func(string) { p.show() }
}

func (p *Page) show() {
	p.list = p.all
	late := 0
	if i := p.stage.SelectedIndex(); i > 0 {
		p.list = nil
		for _, c := range p.all {
			if c.Stage == board.Stages()[i-1] {
				p.list = append(p.list, c)
			}
		}
	}
	for _, c := range p.list {
		if c.Overdue {
			late++
		}
	}
	text := fmt.Sprintf("%d 人", len(p.list))
	if late > 0 {
		text += fmt.Sprintf(",%d 人有步骤超期", late)
	}
	if p.org != "" {
		text = p.desk.OrgName(p.org) + " · " + text
	}
	p.count.SetText(text)
	content := p.split
	if len(p.list) == 0 {
		what := "没有这个阶段的发展对象"
		if len(p.all) == 0 {
			what = "还没有发展党员记录"
		}
		content = look.EmptyState(what, "在发展党员台账里登记或导入", look.Step{Label: "打开台账", Do: func() { p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: "candidate"}) }})
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
	p.desk.SetTitle(p, View.Name+" "+text)
	p.people.Refresh()
	p.selectCurrent()
	p.box.Refresh()
	if p.desk.Window.Canvas().Focused() == nil && len(p.list) > 0 {
		p.Focus()
	}
}

// selectCurrent keeps the cursor on the candidate whose steps are shown.
func (p *Page) selectCurrent() {
	for i, c := range p.list {
		if c.Record.ID == p.current {
			if row, col, ok := p.people.Current(); !ok || row != i {
				p.people.Select(i, max(col, 0))
			}
		}
	}
	p.follow()
}

// candidate is the one under the cursor, nil if there is none.
func (p *Page) candidate() *board.Candidate {
	row, _, ok := p.people.Current()
	if !ok || row >= len(p.list) {
		return nil
	}
	return &p.list[row]
}

// follow shows the steps of the candidate under the cursor.
func (p *Page) follow() {
	c := p.candidate()
	if c == nil {
		return
	}
	other := p.current != c.Record.ID
	p.current = c.Record.ID
	p.name.SetText(c.Record.Label())
	p.about.SetText(c.Org + " · " + orWords(c.Stage, "还没有办理任何步骤") + fmt.Sprintf(" · 已办 %d/%d 步", done(c), len(c.Steps)))
	p.next.SetTone(look.Plain)
	if c.Overdue {
		p.next.SetTone(look.Broken)
	}
	p.next.SetText(nextWords(c))
	p.steps.Refresh()
	if other && c.Next.Step.Number > 0 {
		p.steps.Select(c.Next.Step.Number-1, dateColumn)
	}
	p.desk.Status(p, nextWords(c)+" · F6 换到步骤,回车或输入日期")
}

func orWords(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func done(c *board.Candidate) int {
	n := 0
	for _, s := range c.Steps {
		if s.State == board.StepDone {
			n++
		}
	}
	return n
}

// nextWords say what is next, and when.
func nextWords(c *board.Candidate) string {
	if c.Next.Step.Number == 0 {
		return "25 步已经全部完成"
	}
	text := "下一步:" + c.Next.Step.String()
	if words := c.Steps[c.Next.Step.Number-1].Words; words != "" {
		text += "," + words
	}
	return text
}

// edit sets the day of a step, as one operation.
func (p *Page) edit(row, _ int, text string) {
	p.set(row, text, func(message string) { p.steps.ShowProblem(row, dateColumn, message) })
}

func (p *Page) clear(b grid.Block) {
	b.Each(func(row int) bool {
		p.set(row, "", func(message string) { p.desk.Warn(message) })
		return false // one step at a time
	})
}

func (p *Page) set(row int, text string, refuse func(string)) {
	c := p.candidate()
	if c == nil || row >= len(c.Steps) {
		return
	}
	s := c.Steps[row].Step
	after, err := board.SetStep(c.Record, s, text)
	if err != nil {
		refuse(catalog.Message(err))
		return
	}
	if after.Equal(c.Record) {
		p.steps.Refresh()
		return
	}
	op := catalog.Operation{Label: "修改 " + c.Record.Label() + " " + s.Title, Changes: []catalog.Change{catalog.Update(c.Record, after)}}
	p.desk.Apply(op, func(_ store.Done, err error) {
		if err != nil {
			refuse(catalog.Message(err))
		}
	})
}

// Export implements desk.Exporter.
func (p *Page) Export() {
	if p.candidate() != nil {
		p.desk.SaveDocument(p.document(), ".xlsx")
	}
}

// Print implements desk.Printer.
func (p *Page) Print() {
	if p.candidate() != nil {
		p.desk.Preview(desk.Place{Kind: "candidate"}, p.document())
	}
}

func (p *Page) document() desk.Document {
	c, day, office := *p.candidate(), p.desk.Today(), p.desk.Office.Name
	return desk.Document{Name: c.Record.Label() + "发展党员工作进度表", Tables: func(context.Context) ([]catalog.Table, error) {
		return []catalog.Table{c.Table(office, day)}, nil
	}}
}
