package history

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// shownOperations bounds the list of operations.
const shownOperations = 500

// Page shows the operations and the recycle bin.
type Page struct {
	desk    *desk.Desk
	box     fyne.CanvasObject
	ops     *list
	bin     *list
	done    []store.OpInfo
	deleted []store.Trashed
	reading desk.Latest
}

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d}
	p.ops = newList(d, []grid.Column{
		{Key: "at", Heading: []string{"时间"}, Width: 150},
		{Key: "label", Heading: []string{"操作"}, Width: 420},
		{Key: "size", Heading: []string{"涉及记录"}, Width: 160},
		{Key: "actor", Heading: []string{"操作人"}, Width: 110},
		{Key: "state", Heading: []string{"状态"}, Width: 100},
	}, look.EmptyState("还没有任何操作", ""))
	p.bin = newList(d, []grid.Column{
		{Key: "at", Heading: []string{"删除时间"}, Width: 150},
		{Key: "kind", Heading: []string{"台账"}, Width: 110},
		{Key: "label", Heading: []string{"记录"}, Width: 260},
		{Key: "op", Heading: []string{"怎样删除的"}, Width: 300},
	}, look.EmptyState("回收站是空的", "删除的记录会放在这里,随时可以恢复"))
	p.bin.grid.OnOpen = func(int) { p.restore() }
	undo := look.Button("撤销选中的操作", nil, p.undo)
	restore := look.Button("恢复选中的记录", nil, p.restore)
	upper := container.NewBorder(desk.Head([]fyne.CanvasObject{look.PageTitle("操作记录"), look.MutedText("任何一步都可以撤销,几周以后也可以")}, []fyne.CanvasObject{undo}),
		nil, nil, nil, p.ops.box)
	lower := container.NewBorder(desk.Head([]fyne.CanvasObject{look.PageTitle("回收站"), look.MutedText("选中后按回车恢复")}, []fyne.CanvasObject{restore}), nil, nil, nil, p.bin.box)
	split := container.NewVSplit(upper, lower)
	split.Offset = 0.6
	p.box = split
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(desk.Place) { p.Reload() }

// Focus implements desk.Focuser.
func (p *Page) Focus() { p.desk.Window.Canvas().Focus(p.ops.grid) }

// TakeKey implements desk.KeyTaker: F6 goes from one list to the other.
func (p *Page) TakeKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyF6 {
		return false
	}
	to := p.bin.grid
	if c := p.desk.Window.Canvas(); c.Focused() == fyne.Focusable(to) || len(p.deleted) == 0 {
		to = p.ops.grid
	}
	p.desk.Window.Canvas().Focus(to)
	return true
}

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// lists is what a reload finds.
type lists struct {
	ops     []store.OpInfo
	deleted []store.Trashed
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	desk.Ask(&p.reading, func(ctx context.Context) (l lists, err error) {
		if l.ops, err = p.desk.Store.Operations(ctx, shownOperations, ""); err != nil {
			return l, err
		}
		l.deleted, err = p.desk.Store.Trash(ctx)
		return l, err
	}, func(l lists, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.show(l)
	})
}

func (p *Page) show(l lists) {
	chosen := ""
	if row, _, ok := p.ops.grid.Current(); ok && row < len(p.done) {
		chosen = p.done[row].ID
	}
	p.done, p.deleted = l.ops, l.deleted
	lines := make([][]string, len(l.ops))
	for i, o := range l.ops {
		lines[i] = []string{p.when(o), o.Label, sizeWords(o), o.Actor, stateWords(o)}
	}
	p.ops.set(lines, func(row int) bool { return l.ops[row].UndoneBy != "" })
	if i := slices.IndexFunc(l.ops, func(o store.OpInfo) bool { return o.ID == chosen }); i > 0 {
		p.ops.grid.Select(i, 0) // the cursor stays with its operation when newer ones come
	}
	lines = make([][]string, len(l.deleted))
	for i, t := range l.deleted {
		lines[i] = []string{p.when(t.Deleted), t.Record.Kind.Title, t.Record.Label(), t.Deleted.Label}
	}
	p.bin.set(lines, nil)
	p.desk.SetTitle(p, fmt.Sprintf("操作记录,回收站 %d 条", len(l.deleted)))
	p.desk.Status(p, fmt.Sprintf("最近 %d 次操作 · 回收站 %d 条", len(l.ops), len(l.deleted)))
}

func (p *Page) when(o store.OpInfo) string {
	return o.At.In(p.desk.Now().Location()).Format("2006-01-02 15:04")
}

func sizeWords(o store.OpInfo) string {
	var parts []string
	for _, c := range []struct {
		n    int
		word string
	}{{o.Created, "新增"}, {o.Updated, "修改"}, {o.Deleted, "删除"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", c.word, c.n))
		}
	}
	return strings.Join(parts, " · ")
}

func stateWords(o store.OpInfo) string {
	if o.UndoneBy != "" {
		return "已撤销"
	}
	return ""
}

func (p *Page) undo() {
	row, _, _ := p.ops.grid.Current()
	switch {
	case row < 0 || row >= len(p.done):
		p.desk.Warn("请先在列表里选中一次操作")
	case p.done[row].UndoneBy != "":
		p.desk.Warn("这次操作已经撤销过了")
	default:
		p.desk.UndoOperation(p.done[row].ID)
	}
}

func (p *Page) restore() {
	ids := map[*catalog.Kind][]string{}
	p.bin.grid.Selection().Each(func(row int) bool {
		if row < len(p.deleted) {
			r := p.deleted[row].Record
			ids[r.Kind] = append(ids[r.Kind], r.ID)
		}
		return true
	})
	if len(ids) == 0 {
		p.desk.Warn("请先在回收站里选中要恢复的记录")
		return
	}
	n := 0
	p.desk.Run("恢复记录", func(ctx context.Context, _ desk.Progress) error {
		for kind, list := range ids {
			done, err := p.desk.Store.Restore(ctx, p.desk.Actor(), kind, list)
			if err != nil {
				return err
			}
			n += done.Created
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.Say(fmt.Sprintf("已恢复 %d 条记录", n))
	})
}
