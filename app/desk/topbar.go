package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/look"
)

// topBar holds what is the same on every page: the office, the search, undo, the appearance, help.
type topBar struct {
	box             fyne.CanvasObject
	office          *look.Text
	search          *look.Entry
	undo            *look.PushButton
	redo            *look.PushButton
	smaller, larger *look.PushButton // of the size of text
	undoes          string           // the label of what the undo button would take back
}

// undoLabelLength bounds the undo button, so that a long label doesn't push out its neighbours.
const undoLabelLength = 22

func newTopBar(d *Desk) *topBar {
	t := &topBar{search: look.NewEntry()}
	t.search.SetIcon(theme.SearchIcon())
	t.search.OnChanged = d.searchFor
	t.search.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			t.search.SetText("")
			d.Window.Canvas().Unfocus()
			return true
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
			d.focusPage()
			return true
		}
		return false
	}
	t.undo = look.QuietButton("撤销", theme.ContentUndoIcon(), d.Undo)
	t.redo = look.QuietButton("重做", theme.ContentRedoIcon(), d.Redo)
	t.office = look.NewCutText(d.officeWords(), look.Strong)
	t.smaller = look.QuietButton("A−", nil, func() { d.zoom(-1) })
	t.larger = look.QuietButton("A+", nil, func() { d.zoom(+1) })
	t.smaller.Tip, t.larger.Tip = "缩小文字", "放大文字"
	right := look.Row(0, look.IconButton("换颜色:浅色、深色、高对比度", theme.ColorPaletteIcon(), d.nextMode),
		look.QuietButton("帮助", theme.HelpIcon(), func() { d.Go(Place{Page: PageHelp}) }))
	bar := look.Inset(container.New(&topLayout{bar: t}, t.office, t.search, t.undo, t.redo, right), 4, 8, 4, 16)
	t.box = container.New(&zoomLayout{bar: t}, bar, t.smaller, t.larger)
	return t
}

// The buttons that change the size of text have a place at the corner that does not depend on it, in pixels: whoever
// presses one again and again need not follow it.
const (
	zoomWidth  = 44
	zoomHeight = 36
	zoomEdge   = 4
)

// zoomLayout places those buttons, and gives the bar the room that they leave.
type zoomLayout struct{ bar *topBar }

// Layout implements fyne.Layout.
func (l *zoomLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(size.SubtractWidthHeight(2*zoomWidth+zoomEdge, 0))
	x := size.Width - zoomEdge
	for _, b := range [...]fyne.CanvasObject{l.bar.larger, l.bar.smaller} {
		x -= zoomWidth
		b.Move(fyne.NewPos(x, zoomEdge))
		b.Resize(fyne.NewSize(zoomWidth, min(zoomHeight, size.Height-zoomEdge)))
	}
}

// MinSize implements fyne.Layout.
func (l *zoomLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*zoomWidth+zoomEdge, 0)
}

// The widths of the search box, in pixels at 100 %.
const (
	searchWidth = 320
	searchLeast = 150
)

// topLayout places the office over the navigation, the search beside it, and the rest at the right. The label of
// what can be undone is cut first when there is little room, then the search.
type topLayout struct{ bar *topBar }

// Layout implements fyne.Layout.
func (l *topLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	th := look.Current()
	x := th.Px(navWidth - 16)
	put := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
	put(l.bar.office, 0, x-th.Px(8))
	right := size.Width
	for i := len(o) - 1; i >= 3; i-- {
		if o[i].Visible() {
			w := o[i].MinSize().Width
			right -= w
			put(o[i], right, w)
		}
	}
	l.bar.fitUndo(right - x - th.Px(searchLeast+8))
	w := l.bar.undo.MinSize().Width
	right -= w
	put(l.bar.undo, right, w)
	w = max(min(th.Px(searchWidth), right-x-th.Px(8)), th.Px(60))
	put(l.bar.search, x, w)
	l.bar.hint(w)
}

// MinSize implements fyne.Layout.
func (l *topLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range o {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(0, h)
}

// hint says in the search box what can be looked for, at the length that there is room for.
func (t *topBar) hint(room float32) {
	th := look.Current()
	for _, text := range []string{"姓名 / 拼音首字母 / 证件尾号 / 电话", "姓名 / 拼音 / 证件尾号", "查找"} {
		if look.NewRuler(th.TextSize(), fyne.TextStyle{}).Width(text) > room-th.Px(48) && text != "查找" {
			continue
		}
		if t.search.PlaceHolder != text {
			t.search.SetPlaceHolder(text)
		}
		return
	}
}

// fitUndo cuts the label of what can be undone to the room that there is.
func (t *topBar) fitUndo(room float32) {
	if t.undo.Tip = ""; t.undoes != "" {
		t.undo.Tip = "撤销:" + t.undoes // which the label may have to cut
	}
	for n := undoLabelLength; ; n-- {
		text := "撤销"
		if t.undoes != "" && n > 2 {
			text += ":" + short(t.undoes, n)
		}
		if t.undo.Text != text {
			t.undo.SetText(text)
		}
		if n <= 2 || t.undo.MinSize().Width <= room {
			return
		}
	}
}

// setSearch changes the text of the search box without searching for it.
func (t *topBar) setSearch(text string) {
	changed := t.search.OnChanged
	t.search.OnChanged = nil
	t.search.SetText(text)
	t.search.OnChanged = changed
}

// ShowSearch tells the search box what the page looks for, when that has changed otherwise than by typing there.
func (d *Desk) ShowSearch(text string) { d.top.setSearch(text) }

func (d *Desk) focusSearch() { d.Window.Canvas().Focus(d.top.search) }

// focusPage gives the keyboard to the page after a search.
func (d *Desk) focusPage() {
	if f, ok := d.page.(Focuser); ok {
		f.Focus()
		return
	}
	d.Window.Canvas().Unfocus()
}

// searchFor hands the text to the page; from a page that can't search it goes to the people first.
func (d *Desk) searchFor(text string) {
	if p, ok := d.page.(Searcher); ok {
		p.Search(text)
		return
	}
	if text == "" {
		return
	}
	d.Go(Place{Page: PageRoster, Kind: d.searchKind()})
	d.top.search.SetText(text)
	d.focusSearch()
}

// searchKind is the kind that a search from the overview looks through: the largest one of people.
func (d *Desk) searchKind() string {
	if d.Kind("member") != nil {
		return "member"
	}
	return d.Kinds[0].Key
}
