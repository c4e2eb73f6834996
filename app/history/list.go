package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/grid"
)

// list is a grid of lines that can't be edited.
type list struct {
	grid  *grid.Grid
	box   *fyne.Container
	lines [][]string
	muted func(row int) bool
	empty fyne.CanvasObject // shown if there are no lines
}

func newList(d *desk.Desk, columns []grid.Column, empty fyne.CanvasObject) *list {
	l := &list{empty: empty}
	l.grid = grid.New(l, columns, 0)
	l.grid.OnUnhandledKey = func(k *fyne.KeyEvent) { d.TakeKey(k) }
	l.box = container.NewStack(empty)
	return l
}

func (l *list) set(lines [][]string, muted func(row int) bool) {
	l.lines, l.muted = lines, muted
	content := fyne.CanvasObject(l.grid)
	if len(lines) == 0 {
		content = l.empty
	}
	l.box.Objects = []fyne.CanvasObject{content}
	l.box.Refresh()
	l.grid.Refresh()
}

// Len implements grid.Source.
func (l *list) Len() int { return len(l.lines) }

// Need implements grid.Source; all lines are there.
func (l *list) Need(int, int) {}

// Cell implements grid.Source.
func (l *list) Cell(row, col int) (grid.Cell, bool) {
	return grid.Cell{Text: l.lines[row][col], Muted: l.muted != nil && l.muted(row)}, true
}
