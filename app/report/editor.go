package report

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/report"
)

// editor changes the wording of one paragraph in its place. Below the wording stands how it reads.
type editor struct {
	page  *Page
	key   string
	box   fyne.CanvasObject
	entry *look.Entry
	fault *look.Text
	reads *prose
}

// editorRows is the height of the wording, in lines.
const editorRows = 6

// edit opens the editor of a paragraph; another one that is open is closed without keeping what was typed.
func (p *Page) edit(q report.Paragraph) {
	e := &editor{page: p, key: q.Key, entry: look.NewMultiLineEntry()}
	e.entry.Wrapping = fyne.TextWrapBreak // Chinese has no spaces to break at
	e.entry.SetMinRowsVisible(editorRows)
	e.entry.SetText(q.Wording)
	e.fault, e.reads = look.NewCutText("", look.Body), newProse(q.Spans, look.Body, p.open, nil)
	e.fault.SetTone(look.Broken)
	e.entry.OnChanged = func(string) { e.try() }
	e.entry.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name != fyne.KeyEscape {
			return false
		}
		p.closeEditor()
		return true
	}
	names := look.NewSelect(p.report.Names(q.Key), nil)
	names.PlaceHolder = "插入数字…"
	names.OnChanged = func(name string) {
		if name != "" {
			names.ClearSelected()
			e.insert("{" + name + "}")
		}
	}
	usual := look.Button("恢复原文", nil, func() { e.entry.SetText(q.Usual) })
	keep := look.PrimaryButton("保存文字", nil, e.keep)
	bar := look.Row(8, keep, look.Button("取消", nil, p.closeEditor), usual, look.Wide(200, names))
	hint := look.NewCutText("{名称} 处填入台账里的数字,每次重新统计;[…] 里的数字都是 0 时不写,[甲|乙] 则改写乙。", look.Caption)
	e.box = look.Surface(look.OnPanel, look.Inset(look.Column(6, e.entry, e.fault, hint, bar), 8, 8, 8, 8))
	p.editing = e
	p.show()
	e.try()
	p.desk.Window.Canvas().Focus(e.entry)
}

func (e *editor) insert(words string) {
	c := e.page.desk.Window.Canvas()
	c.Focus(e.entry)
	for _, r := range words {
		e.entry.TypedRune(r)
	}
}

// try shows how the wording reads, or what is wrong with it.
func (e *editor) try() {
	q, err := e.page.report.Try(e.key, e.entry.Text)
	e.fault.SetText(catalog.Message(err))
	if err == nil {
		e.reads.set(q.Spans)
		e.page.text.Refresh()
	}
}

// keep stores the wording, unless it can't be read.
func (e *editor) keep() {
	text := strings.TrimSpace(e.entry.Text)
	if _, err := e.page.report.Try(e.key, text); err != nil {
		e.page.desk.Fail(err)
		e.page.desk.Window.Canvas().Focus(e.entry) // to go on typing
		return
	}
	p, key := e.page, e.key
	desk.Ask(&p.keeping, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, report.Keep(ctx, p.desk.Store, key, text)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.editing, p.back = nil, key
		p.Reload()
	})
}

// Save implements desk.Saver: it keeps the wording that is being edited.
func (p *Page) Save() bool {
	if p.editing == nil {
		return false
	}
	p.editing.keep()
	return true
}

func (p *Page) closeEditor() {
	if p.editing != nil {
		p.back, p.editing = p.editing.key, nil
		p.show()
	}
}
