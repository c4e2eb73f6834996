package packet

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/packet"
	"taizhang/data/store"
)

// Page shows a package.
type Page struct {
	desk *desk.Desk
	box  *fyne.Container
	grid *grid.Grid
	rows []row
	// What is shown: a package and what is here now. ready is false while it is read, and if it can't be used.
	found packet.Package
	now   store.Contents
	ready bool

	reading desk.Latest
}

// row is one ledger.
type row struct {
	title       string
	in, present int
}

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, box: container.NewStack()}
	p.grid = grid.New(p, []grid.Column{
		{Key: "kind", Heading: []string{"台账"}, Width: 200},
		{Key: "in", Align: grid.AlignRight, Heading: []string{"包里"}, Width: 110},
		{Key: "now", Align: grid.AlignRight, Heading: []string{"现在"}, Width: 110},
		{Key: "more", Align: grid.AlignRight, Heading: []string{"相差"}, Width: 110},
	}, 0)
	p.grid.OnUnhandledKey = func(k *fyne.KeyEvent) { d.TakeKey(k) }
	p.showNothing("把交接包(.tzb)拖进窗口,就能看到里面有什么")
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	path, ok := to.Data.(string)
	if !ok {
		p.Reload()
		return
	}
	p.ready = false
	p.reading.Cancel()
	p.showNothing("正在核对「" + filepath.Base(path) + "」…")
	started := p.desk.OpenPacket(path, func(found packet.Package, now store.Contents, err error) {
		if err != nil {
			p.showNothing("「" + filepath.Base(path) + "」不能使用")
			p.desk.SetTitle(p, "交接包不能使用")
			p.desk.Fail(err)
			return
		}
		p.found, p.now, p.ready = found, now, true
		p.show()
	})
	if !started {
		p.showNothing("「" + filepath.Base(path) + "」还没有核对")
	}
}

// Reload implements desk.Reloader: what is here now may have changed.
func (p *Page) Reload() {
	if !p.ready {
		return
	}
	desk.Ask(&p.reading, p.desk.Store.Contents, func(now store.Contents, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.now = now
		p.show()
	})
}

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Focus implements desk.Focuser.
func (p *Page) Focus() { p.desk.Window.Canvas().Focus(p.grid) }

// Confirm implements desk.Confirmer. Whoever presses twice means it once.
func (p *Page) Confirm() {
	if p.ready {
		p.ready = false
		p.desk.Receive(p.found, func() { p.ready = true })
	}
}

// showNothing shows a sentence instead of a package.
func (p *Page) showNothing(sentence string) {
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("交接包")}, nil)
	empty := look.EmptyState(sentence, "交接包是整个单位的台账,在“设置”里点“打包到 U 盘…”做成", look.Step{Label: "打开交接包或备份…", Do: p.desk.ChoosePacket})
	p.box.Objects = []fyne.CanvasObject{container.NewBorder(head, nil, nil, nil, empty)}
	p.box.Refresh()
}

// show shows the package that was read.
func (p *Page) show() {
	p.rows = p.compare()
	button, sentence := "用它替换现有数据", "替换前先备份现有数据并核对,以后可以从那个备份换回来。替换做到一半断电,数据也还是原来的"
	if p.isEmpty() {
		button, sentence = "放入这台电脑", "这里还没有数据,交接包里的台账、操作记录和记住的决定会原样放进来"
	}
	head := desk.Head([]fyne.CanvasObject{look.PageTitle(p.what())}, []fyne.CanvasObject{
		look.Button("取消", nil, p.desk.Back), look.PrimaryButton(button, nil, p.Confirm)})
	facts := []fyne.CanvasObject{look.NewText(filepath.Base(p.found.Path), look.Strong), look.NewText(p.origin(), look.Body), look.MutedText(p.present())}
	if !p.isEmpty() && p.now.Last.After(p.found.Last) {
		facts = append(facts, look.Toned(look.Doubt, look.Inset(look.NewParagraph(fmt.Sprintf(
			"现有数据比它新:%s 之后在这台电脑上做的改动不在里面,替换后只留在备份里", minute(p.found.Last))), 0, 8, 0, 8)))
	}
	foot := look.NewSentenceBar(sentence)
	p.box.Objects = []fyne.CanvasObject{container.NewBorder(container.NewVBox(head, look.Inset(look.Column(4, facts...), 0, 16, 12, 16)), foot.Object, nil, nil, p.grid)}
	p.box.Refresh()
	p.grid.Refresh()
	p.desk.SetTitle(p, fmt.Sprintf("%s %s %d 条记录", p.what(), p.found.Office.Name, sum(p.found.Records)))
	p.desk.Status(p, fmt.Sprintf("Ctrl+回车:%s;Esc:取消", button))
}

func (p *Page) what() string {
	if p.found.IsBackup {
		return "备份"
	}
	return "交接包"
}

func (p *Page) isEmpty() bool { return p.now.Operations == 0 }

// origin says whose package it is, and from when.
func (p *Page) origin() string {
	words := []string{p.found.Office.Name}
	if !p.found.IsBackup {
		words = append(words, minute(p.found.MadeAt)+" 打包", "程序版本 "+p.found.Program)
	}
	if !p.found.Last.IsZero() {
		words = append(words, "最后修改 "+minute(p.found.Last))
	}
	return strings.Join(append(words, size(p.found.Records, p.found.Operations)), " · ")
}

// present says what is here now.
func (p *Page) present() string {
	if p.isEmpty() {
		return "现在这台电脑上:还没有数据"
	}
	return fmt.Sprintf("现在这台电脑上:%s · 最后修改 %s · %s", p.desk.Office.Name, minute(p.now.Last), size(p.now.Records, p.now.Operations))
}

func size(records map[string]int, operations int) string {
	return fmt.Sprintf("%d 条记录,%d 次操作", sum(records), operations)
}

func minute(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

func sum(records map[string]int) (n int) {
	for _, live := range records {
		n += live
	}
	return n
}

// compare lists the ledgers of which there are records here or there.
func (p *Page) compare() []row {
	var rows []row
	for _, k := range p.desk.Kinds {
		r := row{k.Title, p.found.Records[k.Key], p.now.Records[k.Key]}
		if r.in > 0 || r.present > 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

// Len implements grid.Source.
func (p *Page) Len() int { return len(p.rows) }

// Need implements grid.Source; all lines are there.
func (p *Page) Need(int, int) {}

// Cell implements grid.Source.
func (p *Page) Cell(at, col int) (grid.Cell, bool) {
	r := p.rows[at]
	switch col {
	case 0:
		return grid.Cell{Text: r.title}, true
	case 1:
		return grid.Cell{Text: strconv.Itoa(r.in)}, true
	case 2:
		return grid.Cell{Text: strconv.Itoa(r.present), Muted: true}, true
	}
	if r.in == r.present {
		return grid.Cell{Text: "相同", Muted: true}, true
	}
	return grid.Cell{Text: fmt.Sprintf("%+d", r.in-r.present), Tone: look.Changed}, true
}
