package grid

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// editor is the one editor, which floats over the cell that is edited.
type editor struct {
	grid  *Grid
	entry *cellEntry
	list  *look.ChoiceList
	at    place
	id    string // of the record, if the source is an Identifier
	was   string // the text it began with
	open  bool
	quick bool // begun by typing: arrows go to the next cell instead of moving the caret
}

func newEditor(g *Grid) *editor {
	e := &editor{grid: g}
	e.entry = &cellEntry{editor: e}
	e.entry.ExtendBaseWidget(e.entry)
	e.entry.OnChanged = e.changed
	e.entry.Hide()
	e.list = look.NewChoiceList(e.choose)
	return e
}

// canEdit reports whether the cell can be edited now.
func (g *Grid) canEdit(row, col int) bool {
	if !g.columns[col].Editable || g.OnEdit == nil {
		return false
	}
	if styler, ok := g.source.(RowStyler); ok && styler.Row(row).Fixed {
		return false
	}
	_, loaded := g.source.Cell(row, col)
	return loaded
}

// Edit opens the editor over the current cell with what stands there, if it can be edited.
func (g *Grid) Edit() {
	row, col, ok := g.Current()
	if !ok || !g.canEdit(row, col) {
		return
	}
	g.editor.start(row, col, g.editText(row, col), false)
}

// Editing reports whether the editor is open.
func (g *Grid) Editing() bool { return g.editor.open }

// CommitEdit takes what stands in the editor, as Enter does, without moving; it does nothing if none is open.
func (g *Grid) CommitEdit() { g.editor.commit() }

// Caret returns where the current cell or the open editor is on the canvas, for the window of an input method.
func (g *Grid) Caret() (at fyne.Position, size fyne.Size, ok bool) {
	row, _, ok := g.Current()
	if !ok {
		return fyne.Position{}, fyne.Size{}, false
	}
	x, y, w, h := g.cellRect(row, g.sel.cur.pos)
	return g.absolute(fyne.NewPos(x, y)), fyne.NewSize(w, h), true
}

func (g *Grid) editText(row, col int) string {
	if e, typed := g.edits[place{row, col}]; typed {
		return e.text
	}
	cell, _ := g.source.Cell(row, col)
	if cell.Edit != "" {
		return cell.Edit
	}
	return cell.Text
}

func (e *editor) start(row, col int, text string, quick bool) {
	g := e.grid
	e.commit()
	g.sel.set(spot{row, g.position(col)})
	g.reveal(row, g.sel.cur.pos)
	e.at, e.id, e.was, e.quick, e.open = place{row, col}, g.idOf(row), g.editText(row, col), quick, true
	e.entry.SetText(text)
	e.entry.CursorRow, e.entry.CursorColumn = 0, len([]rune(text))
	e.entry.Show()
	if g.columns[col].List {
		e.list.OfferMany(g.columns[col].Choices)
	} else {
		e.list.Offer(g.columns[col].Choices)
	}
	if quick {
		e.list.Narrow(text)
	} else {
		e.list.Point(text)
	}
	g.draw()
	if c := g.canvas(); c != nil {
		c.Focus(e.entry)
	}
	e.entry.Refresh()
}

// changed follows what is typed.
func (e *editor) changed(text string) {
	if !e.open {
		return
	}
	e.list.Narrow(text)
	e.arrange()
}

// arrange puts entry and list where the cell is.
func (e *editor) arrange() {
	if !e.open {
		return
	}
	g := e.grid
	pos := g.position(e.at.col)
	if pos < 0 {
		e.cancel()
		return
	}
	x, y, w, h := g.cellRect(e.at.row, pos)
	min := e.entry.MinSize()
	height := max(h, min.Height)
	if right := g.Size().Width; x+w > right {
		w = right - x
	}
	w = max(w, g.geo.theme.Px(80))
	e.entry.Move(fyne.NewPos(x-1, y+(h-height)/2))
	e.entry.Resize(fyne.NewSize(w+1, height))
	e.list.Arrange(x-1, y, w+1, h, 0, g.Size().Height)
}

// choose takes a choice from the list, as by a click on it.
func (e *editor) choose(text string) {
	if e.list.Many() {
		e.entry.CursorColumn = len([]rune(text)) + 1
		e.entry.SetText(text + catalog.ListComma)
		return
	}
	e.entry.SetText(text)
	e.finish()
	e.grid.takeFocus()
}

// commit takes what stands in the editor. With choices, a text that only one of them fits becomes that one.
func (e *editor) commit() {
	if !e.open {
		return
	}
	if only, ok := e.list.Only(); ok && strings.TrimSpace(e.entry.Text) != "" {
		e.entry.Text = only
	}
	e.finish()
}

// finish closes the editor and hands over its text if that has changed.
func (e *editor) finish() {
	text := e.entry.Text
	e.close()
	g := e.grid
	if text == e.was {
		g.draw()
		return
	}
	g.edits[e.at] = edit{text: text, id: e.id}
	g.draw()
	if g.OnEdit != nil {
		g.OnEdit(e.at.row, e.at.col, text)
	}
}

// cancel closes the editor and forgets its text.
func (e *editor) cancel() {
	if e.open {
		e.close()
	}
}

func (e *editor) close() {
	e.open = false
	e.entry.Hide()
	e.list.Hide()
}

// key handles the keys that mean something else in a cell than in an entry.
func (e *editor) key(name fyne.KeyName) bool {
	g := e.grid
	shift := g.modifiers()&fyne.KeyModifierShift != 0
	at := g.sel.cur
	switch name {
	case fyne.KeyEscape:
		e.cancel()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		if text, ok := e.list.Pointed(); ok {
			e.entry.SetText(text)
			e.finish()
		} else {
			e.commit()
		}
		switch {
		case name == fyne.KeyTab:
			g.step(shift)
		case shift:
			g.moveTo(spot{at.row - 1, at.pos}, false)
		default:
			g.moveTo(spot{at.row + 1, at.pos}, false)
		}
	case fyne.KeyF2: // what was begun by typing is gone on with: the arrows move the caret
		e.quick = false
		return true
	case fyne.KeyUp, fyne.KeyDown:
		if e.list.Step(name == fyne.KeyDown) {
			return true
		}
		if !e.quick {
			return false
		}
		e.commit()
		g.move(name, false, false)
	case fyne.KeyLeft, fyne.KeyRight:
		if !e.quick || shift {
			return false
		}
		e.commit()
		g.move(name, false, false)
	default:
		return false
	}
	g.takeFocus()
	g.draw()
	return true
}

// cellEntry is the entry of the editor.
type cellEntry struct {
	widget.Entry
	editor *editor
}

// AcceptsTab implements fyne.Tabbable: Tab ends the edit.
func (c *cellEntry) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (c *cellEntry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case c.editor.open && c.editor.key(k.Name):
	case look.IsWindowKey(k):
		c.editor.commit()
		c.editor.grid.takeFocus()
		c.editor.grid.unhandled(k)
	default:
		c.Entry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable. Commands of the window (Ctrl+letter) take the text first.
func (c *cellEntry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && len(custom.KeyName) == 1 {
		c.editor.commit()
		c.editor.grid.takeFocus()
		c.editor.grid.forward(s)
		return
	}
	c.Entry.TypedShortcut(s)
}

// FocusLost implements fyne.Focusable. The text is taken if another widget has got the focus, but not if the
// whole window has lost it: a clerk looks something up elsewhere and comes back. Which of the two it is can only
// be seen after the event.
func (c *cellEntry) FocusLost() {
	c.Entry.FocusLost()
	e := c.editor
	e.grid.later(func() {
		if canvas := e.grid.canvas(); e.open && canvas != nil && canvas.Focused() != fyne.Focusable(c) {
			e.commit()
		}
	})
}
