package filling

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/roster"
	"taizhang/data/sheet"
)

// Page completes one form at a time.
type Page struct {
	desk    *desk.Desk
	path    string
	form    *sheet.Form
	plan    *filling.Plan   // of the sheets that are shown
	parts   []*filling.Plan // of all sheets: a workbook may ask for lists and for numbers
	ready   []rehearsed     // of each part
	kind    *catalog.Kind   // that the clerk has chosen; nil: as recognised
	org     string          // id of the community to fill in; "" is all
	listed  []string        // ids of the list from which the clerk came, in its order; nil: nobody was chosen there
	all     bool            // fills in everybody although the form's title names some alone
	away    bool            // the clerk went to the records behind a number, and comes back
	numbers bool            // the clerk says that the form asks for numbers
	trial   *rehearsal      // of a form of numbers: what it will hold
	// planning is held by whatever fills the form in or changes what goes into it: both go on beside the window.
	planning sync.Mutex
	results  []filling.Result
	asking   desk.Latest

	box      *fyne.Container
	body     fyne.CanvasObject
	grid     *grid.Grid
	view     *view
	panel    *fyne.Container
	title    *look.Text
	sentence *look.Text
	kinds    *look.Select
	sheets   *look.Select // which of the parts is shown, if there are several
	heading  *fyne.Container
	orgs     *look.Select
	split    *look.Select
	save     *look.PushButton
}

// division is a way to divide the records over sheets and files.
type division struct {
	words string // as the clerk reads it
	split func(*filling.Plan, context.Context, []catalog.Record) ([]filling.Job, error)
	mark  string // in the names of several files; "" makes one file
	each  bool   // of a form of numbers: a copy for each community
}

// The ways to divide the records, by the sort of form: for one person, for a few in blocks, a table.
var (
	byPerson = []division{
		{words: "每人一张工作表"},
		{words: "每人一个文件", split: (*filling.Plan).Each, mark: roster.PersonMark},
		{words: "每个社区一个文件", split: (*filling.Plan).Split, mark: roster.OrgMark},
	}
	byBlocks = []division{
		{words: "几人一张工作表"},
		{words: "每个社区一个文件", split: (*filling.Plan).Split, mark: roster.OrgMark},
	}
	byTable = []division{
		{words: "填在一张表里"},
		{words: "每个社区一张工作表", split: (*filling.Plan).Split},
		{words: "每个社区一个文件", split: (*filling.Plan).Split, mark: roster.OrgMark},
	}
	byCount = []division{
		{words: "填在一张表里"},
		{words: "每个社区一张工作表", each: true},
		{words: "每个社区一个文件", each: true, mark: roster.OrgMark},
	}
	byBook = []division{
		{words: "填在一个文件里"},
		{words: "每个社区一个文件", split: (*filling.Plan).Split, each: true, mark: roster.OrgMark},
	}
)

// divisions returns the ways that suit the form.
func (p *Page) divisions() []division {
	if len(p.parts) > 1 {
		return byBook
	}
	if p.plan.Counts() {
		return byCount
	}
	switch p.plan.People() {
	case 0:
		return byTable
	case 1:
		return byPerson
	}
	return byBlocks
}

// division returns the way that is chosen.
func (p *Page) division() division { return p.divisions()[max(p.split.SelectedIndex(), 0)] }

// forms are the files that can be completed.
var forms = []platform.FileType{{Title: "Excel 空白表", Extensions: []string{".xlsx", ".xlsm", ".xls"}}}

// allOrgs stands for no limit to one community.
const allOrgs = "全部社区"

// panelWidth is the width of the panel at the right in pixels at 100 %.
const panelWidth = 348

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, box: container.NewStack(), panel: look.Column(8), title: look.PageTitle("套表"), sentence: look.NewCutText("", look.Strong)}
	p.view = &view{page: p}
	p.grid = grid.New(p.view, nil, 0)
	p.grid.OnUnhandledKey = func(k *fyne.KeyEvent) { d.TakeKey(k) }
	p.grid.OnLink, p.grid.OnSelect = p.openNumber, p.sayNumber
	p.grid.OnHeaderMenu = func(col int, at fyne.Position) { p.columnMenu(col, at) }
	p.kinds, p.orgs, p.split, p.sheets = look.NewSelect(nil, nil), look.NewSelect(nil, nil), look.NewSelect(nil, nil), look.NewSelect(nil, nil)
	p.save = look.PrimaryButton("填好另存为…", theme.DocumentSaveIcon(), p.Confirm)
	p.heading = container.NewStack()
	head := desk.Head([]fyne.CanvasObject{p.title, p.heading, look.Wide(130, p.kinds), look.Wide(150, p.orgs), look.Wide(190, p.split)},
		[]fyne.CanvasObject{look.Button("换张表", theme.FolderOpenIcon(), p.choose)})
	foot := container.NewBorder(look.Hairline(), nil, nil, nil,
		look.Inset(container.NewBorder(nil, nil, nil, look.Row(8, look.QuietButton("放弃", nil, p.giveUp), p.save), p.sentence), 8, 16, 8, 16))
	side := look.Surface(look.OnRaised, container.NewBorder(nil, nil, look.Hairline(), nil,
		look.Wide(panelWidth, container.NewVScroll(look.Inset(p.panel, 12, 16, 16, 16)))))
	p.body = container.NewBorder(head, look.Surface(look.OnPanel, foot), nil, side, p.grid)
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	paths, ok := to.Data.([]string)
	if away := p.away; away && p.plan != nil && (!ok || len(paths) > 0 && paths[0] == p.path) {
		p.away = false
		p.recount() // what was decided stays
		return
	}
	p.away = false
	p.org, p.kind, p.listed, p.numbers = to.Org, p.desk.Kind(to.Kind), to.IDs, false
	if ok && len(paths) > 0 {
		p.read(paths[0])
		return
	}
	if p.plan == nil {
		p.show(p.nothing())
	}
}

// Drop implements desk.Dropper: on this page a workbook is a form to complete.
func (p *Page) Drop(paths []string) bool {
	p.numbers = false
	p.read(paths[0])
	return true
}

// Focus implements desk.Focuser.
func (p *Page) Focus() {
	if p.plan != nil {
		p.desk.Window.Canvas().Focus(p.grid)
	}
}

func (p *Page) show(o fyne.CanvasObject) {
	p.box.Objects = []fyne.CanvasObject{o}
	p.box.Refresh()
}

func (p *Page) nothing() fyne.CanvasObject {
	return look.EmptyState("把上级发来的空白表拖到这里", "按它自己的版式填好:列自动对上,行不够自动加,合计、页脚、打印设置都保留",
		look.Step{Label: "选择空白表", Icon: theme.FolderOpenIcon(), Do: p.choose})
}

func (p *Page) choose() {
	platform.OpenFiles(p.desk.Window, "选择要填的空白表", forms, func(paths []string) { p.read(paths[0]) })
}

func (p *Page) giveUp() {
	p.drop()
	p.listed = nil
	p.show(p.nothing())
	p.desk.Back()
}

// read opens a form and finds out what it asks for.
func (p *Page) read(path string) {
	name := filepath.Base(path)
	p.drop()
	p.path, p.all = path, false
	p.show(container.NewCenter(look.MutedText("正在读取 " + name + " …")))
	clerk := p.desk.Clerk()
	options := filling.Options{Kinds: p.desk.Kinds, Kind: p.kind, Numbers: p.numbers, Office: p.desk.Office.Name,
		Clerk: clerk.Name, Phone: clerk.Phone, Today: p.desk.Today(), Memory: p.desk.Store}
	var form *sheet.Form
	var plan *filling.Plan
	p.desk.Run("读取 "+name, func(ctx context.Context, _ desk.Progress) (err error) {
		if form, err = sheet.OpenForm(ctx, path, sheet.Options{}); err != nil {
			return err
		}
		plan, err = filling.Read(ctx, form, name, p.desk.Records(), options)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.SetTitle(p, "没有读入 "+name)
			p.show(p.failure(err))
			return
		}
		p.form, p.plan, p.parts = form, plan, plan.Parts()
		p.ready = make([]rehearsed, len(p.parts))
		for _, part := range p.parts {
			if named := part.Org(); !named.IsZero() {
				p.org = named.ID
			}
		}
		if n := plan.Held(); n > 0 && p.kind == nil {
			p.desk.SetTitle(p, "套表 "+name+":已经填有内容")
			p.show(p.full(n))
			return
		}
		p.opened()
	})
}

// drop forgets the form that was open.
func (p *Page) drop() {
	p.form, p.plan, p.parts, p.ready, p.results, p.trial = nil, nil, nil, nil, nil, nil
}

// failure says why a file can't be completed. What is a table after all may be one to import.
func (p *Page) failure(err error) fyne.CanvasObject {
	text := look.NewParagraph(catalog.Message(err))
	text.Alignment = fyne.TextAlignCenter
	buttons := look.Row(8, look.PrimaryButton("选择空白表", theme.FolderOpenIcon(), p.choose))
	if errors.Is(err, &catalog.Refusal{Code: filling.CodeNoForm}) || errors.Is(err, &catalog.Refusal{Code: filling.CodeKind}) {
		step := p.importStep()
		buttons.Add(look.Button(step.Label, step.Icon, step.Do))
	}
	head := look.NewText("这张表填不了", look.Strong)
	head.Align = fyne.TextAlignCenter
	return container.NewCenter(look.Wide(noticeWidth, look.Column(12, head, text, container.NewCenter(buttons))))
}

// noticeWidth is the width of what stands in the place of a form, in pixels at 100 %.
const noticeWidth = 640

// full says that a form holds records already, which are for the ledger.
func (p *Page) full(records int) fyne.CanvasObject {
	return look.EmptyState(fmt.Sprintf("这张表已经填有 %d %s,不是空白表;要把它读进台账,请到「导入」", records, p.plan.Kind.Unit), p.plan.Name,
		p.importStep(), look.Step{Label: "仍补全它的空格", Do: p.opened}, look.Step{Label: "换张表", Icon: theme.FolderOpenIcon(), Do: p.choose})
}

// importStep leads to the review of the file as a roster.
func (p *Page) importStep() look.Step {
	return look.Step{Label: "去导入", Icon: theme.DownloadIcon(), Do: func() {
		path := p.path
		p.drop()
		p.listed = nil
		p.show(p.nothing())
		p.desk.Replace(desk.Place{Page: desk.PageIntake, Data: []string{path}})
	}}
}

func (p *Page) opened() {
	p.showChoices()
	p.showSheets()
	p.grid.SetSource(p.view)
	p.grid.SetColumns(p.view.columns())
	p.show(p.body)
	p.recount()
	p.Focus()
}

// showKind shows in the list of kinds what is asked for.
func (p *Page) showKind() {
	titles := []string{numbersTitle}
	at := 0
	for i, k := range p.desk.Kinds {
		titles = append(titles, k.Title)
		if k == p.plan.Kind {
			at = i + 1
		}
	}
	p.kinds.OnChanged = nil
	p.kinds.SetOptions(titles)
	p.kinds.SetSelectedIndex(at)
	p.kinds.OnChanged = func(string) {
		p.kind, p.numbers = nil, p.kinds.SelectedIndex() == 0
		if !p.numbers {
			p.kind = p.desk.Kinds[p.kinds.SelectedIndex()-1]
		}
		p.read(p.path)
	}
}

// showChoices fills the lists at the head.
func (p *Page) showChoices() {
	p.showKind()
	p.orgs.OnChanged, p.split.OnChanged = nil, nil
	var ways []string
	for _, d := range p.divisions() {
		ways = append(ways, d.words)
	}
	p.split.SetOptions(ways)
	p.split.SetSelectedIndex(0)
	p.orgs.SetOptions(append([]string{allOrgs}, p.desk.OrgNames()...))
	p.orgs.SetSelected(allOrgs)
	if name := p.desk.OrgName(p.org); name != "" {
		p.orgs.SetSelected(name)
	}
	p.orgs.OnChanged = func(name string) {
		p.org = p.desk.OrgID(name)
		p.recount()
	}
	p.split.OnChanged = func(string) { p.recount() }
}

// showSentence says at the foot what will be filled in.
func (p *Page) showSentence() {
	unknown := 0
	columns := "列"
	var counts []string
	for i, part := range p.parts {
		unknown += unknownColumns(part)
		unit := "个数"
		if part.Kind != nil {
			unit = part.Kind.Unit
		} else {
			columns = "行或列"
		}
		counts = append(counts, fmt.Sprintf("%d %s", p.ready[i].count, unit))
	}
	text := "将填入 " + strings.Join(counts, "、")
	if unknown > 0 {
		text += fmt.Sprintf(",%d %s不知道填什么,留空", unknown, columns)
	}
	p.sentence.SetText(text)
	p.desk.SetTitle(p, "套表 "+p.plan.Name+":"+text)
	p.save.Enable()
	if !p.any() {
		p.save.Disable()
	}
	var notes []string
	for _, part := range p.parts {
		if part.Counts() {
			notes = append(notes, part.KindWhy)
		}
		notes = append(notes, part.Notes...)
	}
	p.desk.Status(p, strings.Join(notes, " · "))
}

// unknownColumns counts the columns of which nobody knows what goes there.
func unknownColumns(plan *filling.Plan) int {
	n := 0
	for _, b := range plan.Blanks {
		for i := range b.Columns {
			if b.Columns[i].Unknown() {
				n++
			}
		}
	}
	return n
}
