package form

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// editor is the line of text that stands in a value's place while it is edited. With choices, the form's list drops
// down from it and follows what is typed.
type editor struct {
	form  *Form
	entry *look.Entry
	// done takes the text; step says where the keyboard goes next: to the row before (-1), to the next one (+1), or
	// where the clerk has already put it (0).
	done   func(text string, step int)
	cancel func()
	over   bool
	many   bool // a list, of which the choices follow what is typed last
	quiet  bool // the choices wait until something is typed
}

func newEditor(f *Form, text, hint string, choices []string, many bool, lines int) *editor {
	e := &editor{form: f, entry: look.NewEntry(), many: many}
	if lines > 0 {
		e.entry.MultiLine, e.entry.Wrapping = true, fyne.TextWrapBreak
		e.entry.SetMinRowsVisible(lines)
	}
	e.entry.SetText(text)
	e.entry.SetPlaceHolder(hint)
	e.entry.OnKey = e.key
	e.entry.OnChanged = func(text string) {
		e.quiet = false
		f.list.Narrow(text)
		f.arrange()
	}
	e.entry.OnFocus = e.focus
	if len(choices) > 0 {
		e.entry.ActionItem = newArrow(e.drop)
	}
	if many {
		f.list.OfferMany(choices)
	} else {
		f.list.Offer(choices)
	}
	return e
}

// choose takes a choice that was clicked on; of a list more may follow.
func (e *editor) choose(word string) {
	if !e.form.list.Many() {
		e.finish(word, +1)
		return
	}
	e.entry.SetText(word + catalog.ListComma)
	e.toEnd()
}

// toEnd puts the caret behind the text.
func (e *editor) toEnd() {
	e.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	e.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

func (e *editor) key(k *fyne.KeyEvent) bool {
	if e.entry.MultiLine && k.Name != fyne.KeyEscape && !e.takes(k) {
		return false // Enter begins a line, the arrows move between them; Tab goes on
	}
	switch k.Name {
	case fyne.KeyEscape:
		e.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		if word, ok := e.form.list.Pointed(); ok && e.form.list.Visible() {
			if e.many {
				e.choose(word)
				break
			}
			e.finish(word, +1)
			break
		}
		e.finish(e.text(), +1)
	case fyne.KeyUp:
		if !e.form.list.Visible() {
			e.finish(e.text(), -1)
			break
		}
		e.form.list.Step(false)
	case fyne.KeyDown:
		if !e.form.list.Visible() {
			e.finish(e.text(), +1)
			break
		}
		e.form.list.Step(true)
	default:
		return false
	}
	return true
}

// takes reports whether a key means something else in a list of several lines than in a text: Enter takes a choice or
// ends the list, and the arrows walk the choices while those are to be seen.
func (e *editor) takes(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		return e.many
	case fyne.KeyUp, fyne.KeyDown:
		return e.many && e.form.list.Visible()
	}
	return false
}

// text is what was typed; if only one choice fits it, that one.
func (e *editor) text() string {
	if word, ok := e.form.list.Only(); ok && strings.TrimSpace(e.entry.Text) != "" {
		return word
	}
	if e.many {
		return strings.TrimRight(e.entry.Text, catalog.ListComma+" ")
	}
	return e.entry.Text
}

// focus takes the text when another widget has got the focus, but not when the whole window has lost it: a clerk
// looks something up elsewhere and comes back. Which of the two it is can only be seen after the event.
func (e *editor) focus(focused bool) {
	if focused {
		return
	}
	e.form.later(func() {
		c := e.form.canvas()
		if c == nil || c.Focused() != fyne.Focusable(e.entry) {
			e.finish(e.text(), 0)
		}
	})
}

// drop shows all choices, or takes the list away.
func (e *editor) drop() {
	if e.form.list.Visible() {
		e.form.list.Hide()
		return
	}
	e.quiet = false
	e.form.list.Point(e.entry.Text)
	e.form.arrange()
}

func (e *editor) finish(text string, step int) {
	if !e.over {
		e.over = true
		e.done(text, step)
	}
}

// arrow is the mark in an entry that has a list of choices. Unlike a button it takes no focus: the entry keeps it.
type arrow struct {
	widget.BaseWidget
	tapped func()
}

var (
	_ desktop.Mouseable  = (*arrow)(nil)
	_ desktop.Cursorable = (*arrow)(nil)
)

func newArrow(tapped func()) *arrow {
	a := &arrow{tapped: tapped}
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer implements fyne.Widget.
func (a *arrow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(widget.NewIcon(theme.MenuDropDownIcon()))
}

// MouseDown implements desktop.Mouseable: the press comes before the entry could lose the focus.
func (a *arrow) MouseDown(*desktop.MouseEvent) { a.tapped() }

// MouseUp implements desktop.Mouseable.
func (a *arrow) MouseUp(*desktop.MouseEvent) {}

// Cursor implements desktop.Cursorable.
func (a *arrow) Cursor() desktop.Cursor { return desktop.PointerCursor }
