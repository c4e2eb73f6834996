package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// Grid is the table. Set the callbacks that are wanted before it is shown; any may be nil. Columns are meant as
// given to New or SetColumns, rows as the Source counts them.
type Grid struct {
	widget.BaseWidget

	// OnEdit says that the clerk wants text in the cell. The grid shows the text until RowsChanged, Refresh or
	// ShowProblem says what came of it.
	OnEdit func(row, col int, text string)
	// OnClear says that the clerk pressed Delete over the block.
	OnClear func(Block)
	// OnCopy is asked before a block is copied; if it returns true it copies itself (for rows not loaded).
	OnCopy func(Block) bool
	// OnPaste gets what is pasted over the block that starts at the cell.
	OnPaste func(row, col int, text string)

	// Digits is for how many digits the row numbers have room at least, where more rows are expected.
	Digits int
	// OnSort says that the clerk wants the rows in that order; the grid shows the marker at once.
	OnSort func(col int, desc bool)
	// OnHeaderMenu asks for a column's menu at a position on the canvas.
	OnHeaderMenu func(col int, at fyne.Position)
	// OnContextMenu asks for the menu of the selection at a position on the canvas; row is -1 below the last row.
	OnContextMenu func(row, col int, at fyne.Position)
	// OnOpen says that the clerk wants to see the row's record: a double click or Enter on a cell that can't be
	// edited, or Ctrl+Enter.
	OnOpen func(row int)
	// OnLink says that a link was clicked.
	OnLink func(row, col int)
	// OnSelect says that the current cell or the selection has changed.
	OnSelect func()
	// OnArrange says that widths, order or visibility of columns have changed.
	OnArrange func()
	// OnUnhandledKey gets the keys that the grid has no use for (F3, Esc …); nil: they go to the canvas.
	OnUnhandledKey func(*fyne.KeyEvent)

	source  Source
	columns []Column
	frozen  int // of the columns shown, how many stay at the left
	order   []int

	sortCol  int // -1: none
	sortDesc bool
	find     string // lower case

	geo   geometry
	sel   selection
	ink   inks
	need  Range
	edits map[place]edit

	bodyLeft, bodyRight, headLeft, headRight, over *sheet
	editor                                         *editor
	pointer                                        pointer
	focused                                        bool

	modifiers func() fyne.KeyModifier
	later     func(func()) // runs after the present event
}

// place is a cell.
type place struct{ row, col int }

// edit is a text that the clerk gave and the source doesn't have yet, or refused.
type edit struct {
	text    string
	problem string // why it was refused; "": not answered yet
	id      string // of the record, if the source is an Identifier
}

var (
	_ fyne.Focusable         = (*Grid)(nil)
	_ fyne.Tabbable          = (*Grid)(nil)
	_ fyne.Scrollable        = (*Grid)(nil)
	_ fyne.Draggable         = (*Grid)(nil)
	_ fyne.DoubleTappable    = (*Grid)(nil)
	_ fyne.SecondaryTappable = (*Grid)(nil)
	_ fyne.Shortcutable      = (*Grid)(nil)
	_ desktop.Mouseable      = (*Grid)(nil)
	_ desktop.Hoverable      = (*Grid)(nil)
	_ desktop.Cursorable     = (*Grid)(nil)
)

// New returns a grid of the source's rows. The first frozen of the columns shown, and the row numbers, stay in
// sight when the grid is scrolled sideways.
func New(source Source, columns []Column, frozen int) *Grid {
	g := &Grid{source: source, frozen: frozen, sortCol: -1, later: fyne.Do, modifiers: currentModifiers, edits: map[place]edit{}}
	g.bodyLeft, g.bodyRight, g.headLeft, g.headRight, g.over = newSheet(), newSheet(), newSheet(), newSheet(), newSheet()
	g.ExtendBaseWidget(g)
	g.editor = newEditor(g)
	g.setColumns(columns)
	return g
}

func currentModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// SetSource shows other rows, from the top, with the first cell current.
func (g *Grid) SetSource(s Source) {
	g.editor.cancel()
	g.source = s
	clear(g.edits)
	g.geo.x, g.geo.y = 0, 0
	g.sel = selection{}
	g.need = Range{-1, -1}
	g.changed()
	g.draw()
}

// Source returns where the rows come from.
func (g *Grid) Source() Source { return g.source }

// SetColumns shows other columns.
func (g *Grid) SetColumns(columns []Column) {
	g.editor.cancel()
	clear(g.edits)
	g.setColumns(columns)
	g.draw()
}

func (g *Grid) setColumns(columns []Column) {
	g.columns = append([]Column(nil), columns...)
	g.order = make([]int, len(columns))
	for i := range g.columns {
		g.order[i] = i
		if g.columns[i].Width <= 0 {
			g.columns[i].Width = 96
		}
	}
	if g.sortCol >= len(columns) {
		g.sortCol = -1
	}
	g.arrange()
}

// UpdateColumn lets change alter the description of one column in place: its filter marker, tone or choices.
func (g *Grid) UpdateColumn(col int, change func(*Column)) {
	if col < 0 || col >= len(g.columns) {
		return
	}
	change(&g.columns[col])
	g.arrange()
	g.draw()
}

// Columns returns the descriptions of the columns, as given and changed since.
func (g *Grid) Columns() []Column { return append([]Column(nil), g.columns...) }

// SetFrozen keeps the first n of the columns shown in sight.
func (g *Grid) SetFrozen(n int) {
	g.frozen = n
	g.arrange()
	g.draw()
}

// Refresh repaints everything: the number or order of rows, the theme or any cell may have changed. Texts that
// were typed and not yet answered are forgotten; refused ones, and an open editor, follow their records if the
// source is an Identifier.
func (g *Grid) Refresh() {
	g.follow()
	g.need = Range{-1, -1}
	g.arrange()
	g.sel.clamp(g.source.Len(), len(g.geo.shown))
	g.BaseWidget.Refresh()
}

// follow gives what was typed the places where its records are now.
func (g *Grid) follow() {
	source, named := g.source.(Identifier)
	wanted := map[string][]place{}
	old := g.edits
	g.edits = map[place]edit{}
	for p, e := range old {
		if named && e.problem != "" {
			wanted[e.id] = append(wanted[e.id], p)
		}
	}
	ed := g.editor
	astray := named && ed.open && g.idOf(ed.at.row) != ed.id
	if len(wanted) == 0 && !astray {
		return
	}
	found := false
	for row := range g.source.Len() {
		id := source.ID(row)
		for _, p := range wanted[id] {
			g.edits[place{row, p.col}] = old[p]
		}
		if astray && id == ed.id {
			ed.at.row, found = row, true
		}
	}
	if astray && !found {
		ed.cancel() // its record is gone
	}
}

// idOf returns the name of a row's record, "" if the source has no names.
func (g *Grid) idOf(row int) string {
	if source, ok := g.source.(Identifier); ok && row >= 0 && row < g.source.Len() {
		return source.ID(row)
	}
	return ""
}

// RowsChanged repaints the rows from first to last, whose cells have been loaded or changed. What was typed into
// them is settled by that, unless it was refused.
func (g *Grid) RowsChanged(first, last int) {
	for p, e := range g.edits {
		if p.row >= first && p.row <= last && e.problem == "" {
			delete(g.edits, p)
		}
	}
	top, bottom := g.visibleRows()
	if last >= top && first <= bottom {
		g.draw()
	}
}

// ShowProblem says that the text given for a cell was refused and why. The cell keeps the text and shows the
// reason until the clerk edits it again, or Esc gives it up.
func (g *Grid) ShowProblem(row, col int, message string) {
	p := place{row, col}
	e, ok := g.edits[p]
	if !ok {
		c, _ := g.source.Cell(row, col)
		e = edit{text: c.Text, id: g.idOf(row)}
	}
	e.problem = message
	g.edits[p] = e
	g.draw()
}

// ClearProblem gives up what was typed into a cell and not accepted.
func (g *Grid) ClearProblem(row, col int) {
	delete(g.edits, place{row, col})
	g.draw()
}

// SetHighlight marks every occurrence of text in the visible cells, without regard to case; "" marks none.
func (g *Grid) SetHighlight(text string) {
	text = fold(text)
	if g.find == text {
		return
	}
	g.find = text
	g.draw()
}

// SetSort shows by which column the rows are sorted; -1 shows none. It calls nothing.
func (g *Grid) SetSort(col int, desc bool) {
	g.sortCol, g.sortDesc = col, desc
	g.draw()
}

// State returns how the columns are arranged.
func (g *Grid) State() State {
	var s State
	for _, col := range g.order {
		c := &g.columns[col]
		s.Columns = append(s.Columns, ColumnState{c.Key, c.Width, c.Hidden})
	}
	if g.sortCol >= 0 {
		s.Sort, s.Desc = g.columns[g.sortCol].Key, g.sortDesc
	}
	return s
}

// SetState arranges the columns. Columns that the state doesn't know keep their place after those it knows; keys
// that the grid doesn't know are ignored. The sort marker is set, OnSort isn't called.
func (g *Grid) SetState(s State) {
	byKey := make(map[string]int, len(g.columns))
	for i := range g.columns {
		byKey[g.columns[i].Key] = i
	}
	var order []int
	taken := make([]bool, len(g.columns))
	for _, cs := range s.Columns {
		i, ok := byKey[cs.Key]
		if !ok || taken[i] {
			continue
		}
		taken[i] = true
		order = append(order, i)
		g.columns[i].Hidden = cs.Hidden
		if cs.Width > 0 {
			g.columns[i].Width = cs.Width
		}
	}
	for _, i := range g.order {
		if !taken[i] {
			order = append(order, i)
		}
	}
	g.order = order
	g.sortCol = -1
	if i, ok := byKey[s.Sort]; ok && s.Sort != "" {
		g.sortCol, g.sortDesc = i, s.Desc
	}
	g.arrange()
	g.draw()
}

// MinSize implements fyne.CanvasObject.
func (g *Grid) MinSize() fyne.Size {
	t := look.Current()
	return fyne.NewSize(t.Px(160), t.Px(120))
}

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	return &gridRenderer{g, []fyne.CanvasObject{
		g.bodyRight, g.bodyLeft, g.headRight, g.headLeft, g.over, g.editor.entry, g.editor.list,
	}}
}

type gridRenderer struct {
	grid    *Grid
	objects []fyne.CanvasObject
}

func (r *gridRenderer) Layout(fyne.Size) {
	r.grid.arrange()
	r.grid.draw()
}

func (r *gridRenderer) MinSize() fyne.Size           { return r.grid.MinSize() }
func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *gridRenderer) Destroy()                     {}
func (r *gridRenderer) Refresh()                     { r.Layout(r.grid.Size()) }
