package form

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// editor is the line of text that stands in a value's place while it is edited. With choices it offers the ones
// that match what was typed.
type editor struct {
	entry   *look.Entry
	box     fyne.CanvasObject
	choices []string
	menu    *widget.PopUpMenu
	done    func(text string)
	cancel  func()
	unused  func(*fyne.KeyEvent) bool
	over    bool
}

func newEditor(text, hint string, choices []string) *editor {
	e := &editor{entry: look.NewEntry(), choices: choices}
	e.entry.SetText(text)
	e.entry.SetPlaceHolder(hint)
	e.entry.OnKey = e.key
	e.entry.OnSubmitted = func(text string) { e.finish(text) }
	e.entry.OnFocus = func(focused bool) {
		if !focused && e.menu == nil {
			e.finish(e.entry.Text)
		}
	}
	e.box = e.entry
	if len(choices) > 0 {
		e.box = container.NewBorder(nil, nil, nil, look.QuietButton("", theme.MenuDropDownIcon(), e.offer), e.entry)
	}
	return e
}

func (e *editor) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		e.over = true
		e.cancel()
		return true
	case fyne.KeyDown:
		if len(e.choices) > 0 {
			e.offer()
			return true
		}
	}
	if strings.HasPrefix(string(k.Name), "F") && len(k.Name) > 1 && e.unused != nil {
		return e.unused(k)
	}
	return false
}

// offer shows the choices that hold what was typed, or all of them.
func (e *editor) offer() {
	c := fyne.CurrentApp().Driver().CanvasForObject(e.entry)
	if c == nil {
		return
	}
	var items []*fyne.MenuItem
	for _, word := range e.matching() {
		items = append(items, fyne.NewMenuItem(word, func() { e.finish(word) }))
	}
	e.menu = widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	e.menu.OnDismiss = func() {
		menu := e.menu
		e.menu = nil
		if menu != nil {
			menu.Hide()
		}
		if !e.over {
			c.Focus(e.entry)
		}
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.entry)
	e.menu.ShowAtPosition(at.AddXY(0, e.entry.Size().Height))
	c.Focus(e.menu)
}

func (e *editor) matching() []string {
	var some []string
	for _, word := range e.choices {
		if strings.Contains(word, e.entry.Text) {
			some = append(some, word)
		}
	}
	if len(some) < 2 {
		return e.choices
	}
	return some
}

func (e *editor) finish(text string) {
	if e.over {
		return
	}
	e.over = true
	e.done(text)
}

// shut takes the list of choices away with the editor.
func (e *editor) shut() {
	e.over = true
	if menu := e.menu; menu != nil {
		e.menu = nil
		menu.Hide()
	}
}
