package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/look"
)

// topBar holds what is the same on every page: the office, the search, undo, the appearance, help.
type topBar struct {
	box    fyne.CanvasObject
	office *look.Text
	search *look.Entry
	undo   *look.PushButton
	redo   *look.PushButton
}

// undoLabelLength bounds the undo button, so that a long label doesn't push out its neighbours.
const undoLabelLength = 22

func newTopBar(d *Desk) *topBar {
	t := &topBar{search: look.NewEntry()}
	t.search.SetPlaceHolder("姓名 / 拼音首字母 / 证件尾号 / 电话")
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
	t.office = look.NewCutText(d.Office.Name, look.Strong)
	right := look.Row(0, t.undo, t.redo,
		look.QuietButton("A−", nil, func() { d.zoom(-1) }), look.QuietButton("A+", nil, func() { d.zoom(+1) }),
		look.QuietButton("", theme.ColorPaletteIcon(), d.nextMode),
		look.QuietButton("帮助", theme.HelpIcon(), func() { d.Go(Place{Page: PageHelp}) }))
	left := look.Row(8, look.Wide(navWidth-24, t.office), look.Wide(320, t.search))
	t.box = look.Inset(container.NewHBox(left, layout.NewSpacer(), right), 4, 8, 4, 16)
	return t
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
