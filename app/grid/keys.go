package grid

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// AcceptsTab implements fyne.Tabbable: Tab goes to the next cell.
func (g *Grid) AcceptsTab() bool { return true }

// FocusGained implements fyne.Focusable.
func (g *Grid) FocusGained() {
	g.focused = true
	g.draw()
}

// FocusLost implements fyne.Focusable.
func (g *Grid) FocusLost() {
	g.focused = false
	g.draw()
}

func (g *Grid) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(g) }

// Focus gives the grid the keyboard.
func (g *Grid) Focus() { g.takeFocus() }

func (g *Grid) takeFocus() {
	if c := g.canvas(); c != nil && c.Focused() != fyne.Focusable(g) {
		c.Focus(g)
	}
}

// TypedRune implements fyne.Focusable: typing begins to edit the current cell. Characters that have no cell to go
// to are handed to the canvas.
func (g *Grid) TypedRune(r rune) {
	if row, col, ok := g.Current(); ok && g.canEdit(row, col) {
		g.editor.start(row, col, string(r), true)
		return
	}
	if c := g.canvas(); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// TypedKey implements fyne.Focusable.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {
	mod := g.modifiers()
	shift := mod&fyne.KeyModifierShift != 0
	if g.move(e.Name, shift, mod&fyne.KeyModifierControl != 0) {
		return
	}
	row, col, ok := g.Current()
	switch {
	case e.Name == fyne.KeyEscape && g.escape():
	case e.Name == fyne.KeyF2 && ok && g.canEdit(row, col):
		g.Edit()
	case (e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && shift) && ok:
		g.contextMenu(row, col)
	case e.Name == fyne.KeyTab:
		g.step(shift)
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && ok:
		g.enter(row, col, shift)
	case (e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace) && ok:
		if g.OnClear != nil {
			g.OnClear(g.Selection())
		}
	default:
		g.unhandled(e)
	}
}

// contextMenu asks for the menu of the selection by the current cell, for those who use no mouse.
func (g *Grid) contextMenu(row, col int) {
	if at, size, ok := g.Caret(); ok && g.OnContextMenu != nil {
		g.OnContextMenu(row, col, at.AddXY(0, size.Height))
	}
}

func (g *Grid) unhandled(e *fyne.KeyEvent) {
	if g.OnUnhandledKey != nil {
		g.OnUnhandledKey(e)
		return
	}
	if c := g.canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// enter goes down, or opens the record of a cell that can't be edited.
func (g *Grid) enter(row, col int, shift bool) {
	switch {
	case shift:
		g.moveTo(spot{g.sel.cur.row - 1, g.sel.cur.pos}, false)
	case g.canEdit(row, col) || g.OnOpen == nil:
		g.moveTo(spot{g.sel.cur.row + 1, g.sel.cur.pos}, false)
	default:
		g.open(row)
	}
}

// escape takes back the last thing that can be: a refused text, then the selection beyond the current cell.
func (g *Grid) escape() bool {
	if row, col, ok := g.Current(); ok {
		if e, typed := g.edits[place{row, col}]; typed && e.problem != "" {
			g.ClearProblem(row, col)
			return true
		}
	}
	if g.sel.single() {
		return false
	}
	g.moveTo(g.sel.cur, false)
	return true
}

// move handles the keys that go from cell to cell; ctrl goes to the edge.
func (g *Grid) move(key fyne.KeyName, extend, ctrl bool) bool {
	at := g.sel.cur
	if extend {
		at = g.sel.ext
	}
	rows, shown := g.source.Len(), len(g.geo.shown)
	far := func(step, edge int) int {
		if ctrl {
			return edge
		}
		return step
	}
	switch key {
	case fyne.KeyUp:
		at.row = far(at.row-1, 0)
	case fyne.KeyDown:
		at.row = far(at.row+1, rows-1)
	case fyne.KeyLeft:
		at.pos = far(at.pos-1, 0)
	case fyne.KeyRight:
		at.pos = far(at.pos+1, shown-1)
	case fyne.KeyHome:
		at = spot{far(at.row, 0), 0}
	case fyne.KeyEnd:
		at = spot{far(at.row, rows-1), shown - 1}
	case fyne.KeyPageUp:
		g.geo.y -= float64(g.pageRows()) * float64(g.geo.rowH)
		at.row -= g.pageRows()
	case fyne.KeyPageDown:
		g.geo.y += float64(g.pageRows()) * float64(g.geo.rowH)
		at.row += g.pageRows()
	default:
		return false
	}
	g.clampScroll()
	g.moveTo(at, extend)
	return true
}

// step goes to the next cell, or the one before, over the ends of rows.
func (g *Grid) step(back bool) {
	at, shown := g.sel.cur, len(g.geo.shown)
	if back {
		at.pos--
		if at.pos < 0 && at.row > 0 {
			at = spot{at.row - 1, shown - 1}
		}
	} else {
		at.pos++
		if at.pos >= shown && at.row < g.source.Len()-1 {
			at = spot{at.row + 1, 0}
		}
	}
	g.moveTo(at, false)
}

// TypedShortcut implements fyne.Shortcutable. What the grid has no use for goes to the canvas, which the toolkit
// passes over while a widget has the focus.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		g.SelectAll()
	case *fyne.ShortcutCopy:
		g.Copy()
	case *fyne.ShortcutCut:
		g.Copy()
		if g.OnClear != nil {
			g.OnClear(g.Selection())
		}
	case *fyne.ShortcutPaste:
		g.paste()
	case *desktop.CustomShortcut:
		ctrl := s.Modifier&fyne.KeyModifierShortcutDefault != 0
		if ctrl && g.move(s.KeyName, s.Modifier&fyne.KeyModifierShift != 0, true) {
			return
		}
		row, col, ok := g.Current()
		switch {
		case ctrl && ok && g.OnOpen != nil && (s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter):
			g.open(row)
		case s.Modifier == fyne.KeyModifierAlt && s.KeyName == fyne.KeyDown && ok && g.canEdit(row, col):
			g.Edit()
		default:
			g.forward(s)
		}
	default:
		g.forward(s)
	}
}

func (g *Grid) forward(s fyne.Shortcut) {
	if c, ok := g.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

func (g *Grid) paste() {
	if row, col, ok := g.Current(); ok && g.OnPaste != nil {
		first, _ := g.sel.columns(len(g.geo.shown))
		if !g.sel.whole {
			row, col = g.sel.rows()[0].First, g.geo.shown[first]
		}
		g.OnPaste(row, col, fyne.CurrentApp().Clipboard().Content())
	}
}

// Copy puts the selected cells on the clipboard, tab between cells and a line for each row, as spreadsheets read
// it. If some of the rows aren't loaded and OnCopy doesn't see to it, the clipboard stays as it is: half a block
// would be worse than none.
func (g *Grid) Copy() {
	block := g.Selection()
	if len(block.Rows) == 0 || g.OnCopy != nil && g.OnCopy(block) {
		return
	}
	if text, ok := g.tsv(block); ok {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

func (g *Grid) tsv(block Block) (text string, ok bool) {
	var b strings.Builder
	ok = true
	block.Each(func(row int) bool {
		for i, col := range block.Cols {
			cell, loaded := g.source.Cell(row, col)
			if !loaded {
				ok = false
				return false
			}
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(QuoteTSV(cell.Text))
		}
		b.WriteString("\r\n")
		return true
	})
	text = b.String()
	if block.Count() == 1 && len(block.Cols) == 1 {
		text = strings.TrimSuffix(text, "\r\n")
	}
	return text, ok
}

// QuoteTSV returns text as one cell of tab-separated text, in quotation marks where spreadsheets want them.
func QuoteTSV(text string) string {
	if !strings.ContainsAny(text, "\t\r\n\"") {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}
