package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// zone is what lies under the pointer.
type zone uint8

const (
	zoneNone zone = iota
	zoneCorner
	zoneHead
	zoneMenu
	zoneEdge
	zoneNumber
	zoneCell
	zoneVertical
	zoneHorizontal
)

// pointer is what the mouse does.
type pointer struct {
	zone     zone
	row, pos int // under the pointer; row is -1 outside the rows

	down  zone // what was pressed; zoneNone: nothing
	held  spot
	from  fyne.Position
	grip  float32 // distance from the pressed point to the thumb's or the edge's beginning
	at    fyne.Position
	moved bool
}

// busy reports whether something is being dragged.
func (p *pointer) busy() bool { return p.down != zoneNone && p.moved }

// edgeReach is how far from the border between two headings a column's width can be gripped, at 100 %.
const edgeReach = 4

// hit returns what lies at a position.
func (g *Grid) hit(at fyne.Position) (z zone, row, pos int) {
	geo, t := &g.geo, g.geo.theme
	if t == nil {
		return zoneNone, -1, -1
	}
	d := t.Px(barSize)
	switch {
	case g.verticalBar().shown && at.X >= g.Size().Width-d && at.Y >= geo.headH:
		return zoneVertical, -1, -1
	case g.horizontalBar().shown && at.Y >= geo.headH+geo.view.Height:
		return zoneHorizontal, -1, -1
	}
	pos = g.columnAt(at.X)
	if at.Y < geo.headH {
		return g.hitHead(at, pos)
	}
	row = g.rowAt(at.Y)
	if row >= g.source.Len() {
		return zoneNone, -1, pos
	}
	switch {
	case pos < 0:
		return zoneNumber, row, pos
	case pos < len(geo.shown):
		return zoneCell, row, pos
	}
	return zoneNone, row, pos
}

func (g *Grid) hitHead(at fyne.Position, pos int) (zone, int, int) {
	geo, t := &g.geo, g.geo.theme
	reach := t.Px(edgeReach)
	for _, p := range []int{pos, pos - 1} {
		if p < 0 || p >= len(geo.shown) {
			continue
		}
		x, w := g.span(p, p)
		hidden := p >= geo.frozen && x+w < geo.edge
		if d := at.X - (x + w); d >= -reach && d <= reach && !hidden {
			return zoneEdge, -1, p
		}
	}
	switch {
	case pos < 0:
		return zoneCorner, -1, -1
	case pos >= len(geo.shown):
		return zoneNone, -1, pos
	}
	c := &g.columns[geo.shown[pos]]
	if leaf := max(len(c.Heading)-1, 0); at.Y < float32(leaf)*geo.level {
		return zoneNone, -1, pos // a group
	}
	if x, w := g.span(pos, pos); c.Menu && at.X >= x+w-t.Px(menuSize) {
		return zoneMenu, -1, pos
	}
	return zoneHead, -1, pos
}

// MouseIn implements desktop.Hoverable.
func (g *Grid) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) {
	z, row, pos := g.hit(e.Position)
	if p := &g.pointer; p.zone != z || p.row != row || z != zoneCell && p.pos != pos {
		p.zone, p.row, p.pos = z, row, pos
		g.draw()
		return
	}
	g.pointer.pos = pos
}

// MouseOut implements desktop.Hoverable.
func (g *Grid) MouseOut() {
	g.pointer.zone, g.pointer.row, g.pointer.pos = zoneNone, -1, -1
	g.draw()
}

// Cursor implements desktop.Cursorable.
func (g *Grid) Cursor() desktop.Cursor {
	p := &g.pointer
	switch {
	case p.zone == zoneEdge || p.down == zoneEdge:
		return desktop.HResizeCursor
	case p.zone == zoneMenu:
		return desktop.PointerCursor
	case p.zone == zoneCell && g.isLink(p.row, p.pos):
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (g *Grid) isLink(row, pos int) bool {
	if row < 0 || row >= g.source.Len() || pos < 0 || pos >= len(g.geo.shown) {
		return false
	}
	cell, ok := g.source.Cell(row, g.geo.shown[pos])
	return ok && cell.Link
}

// MouseDown implements desktop.Mouseable: the press selects, so that nothing waits for a double click.
func (g *Grid) MouseDown(e *desktop.MouseEvent) {
	g.editor.commit()
	g.takeFocus()
	z, row, pos := g.hit(e.Position)
	if e.Button == desktop.MouseButtonSecondary {
		g.pressSecondary(z, row, pos)
		return
	}
	p := &g.pointer
	p.zone, p.row, p.pos = z, row, pos
	p.down, p.held, p.from, p.at, p.moved = z, spot{row, pos}, e.Position, e.Position, false
	shift, ctrl := e.Modifier&fyne.KeyModifierShift != 0, e.Modifier&fyne.KeyModifierShortcutDefault != 0
	switch z {
	case zoneCorner:
		g.SelectAll()
	case zoneNumber:
		g.pressNumber(row, shift, ctrl)
	case zoneCell:
		g.pressCell(spot{row, pos}, shift, ctrl)
	case zoneEdge:
		x, w := g.span(pos, pos)
		p.grip = e.Position.X - (x + w)
	case zoneVertical:
		p.grip = g.pressBar(g.verticalBar(), e.Position.Y, func(sign float32) {
			g.scrollBy(0, float64(sign*(g.geo.view.Height-g.geo.rowH)))
		})
	case zoneHorizontal:
		p.grip = g.pressBar(g.horizontalBar(), e.Position.X, func(sign float32) { g.scrollBy(sign*g.geo.view.Width*0.8, 0) })
	}
}

// pressBar grips the thumb, or turns a page if the press is beside it; then nothing is gripped.
func (g *Grid) pressBar(b bar, at float32, page func(sign float32)) (grip float32) {
	switch {
	case at < b.thumb:
		page(-1)
	case at > b.thumb+b.size:
		page(1)
	default:
		return at - b.thumb
	}
	g.pointer.down = zoneNone
	return 0
}

func (g *Grid) pressNumber(row int, shift, ctrl bool) {
	switch {
	case ctrl:
		g.sel.toggleRow(row)
	case shift:
		g.sel.setRows(g.sel.cur.row, row)
	default:
		g.sel.setRows(row, row)
	}
	g.changed()
	g.draw()
}

func (g *Grid) pressCell(at spot, shift, ctrl bool) {
	if ctrl {
		g.sel.toggleRow(at.row)
		g.sel.cur.pos, g.sel.ext.pos = at.pos, at.pos
		g.changed()
		g.draw()
		return
	}
	again := g.focused && g.sel.single() && g.sel.cur == at
	g.moveTo(at, shift)
	col := g.geo.shown[at.pos]
	if x, w := g.span(at.pos, at.pos); again && len(g.columns[col].Choices) > 0 && g.pointer.from.X > x+w-g.geo.theme.Px(20) {
		g.pointer.down = zoneNone
		g.Edit()
	}
}

// pressSecondary makes the pressed cell the current one, unless it is part of the selection.
func (g *Grid) pressSecondary(z zone, row, pos int) {
	if z != zoneCell && z != zoneNumber {
		return
	}
	first, last := g.sel.columns(len(g.geo.shown))
	if contains(g.sel.rows(), row) && (z == zoneNumber && g.sel.whole || pos >= first && pos <= last) {
		return
	}
	if z == zoneNumber {
		g.pressNumber(row, false, false)
		return
	}
	g.moveTo(spot{row, pos}, false)
}

// Dragged implements fyne.Draggable.
func (g *Grid) Dragged(e *fyne.DragEvent) {
	p := &g.pointer
	if p.down == zoneNone {
		return
	}
	p.moved, p.at = true, e.Position
	geo := &g.geo
	switch p.down {
	case zoneEdge:
		x, _ := g.span(p.held.pos, p.held.pos)
		g.setWidth(p.held.pos, e.Position.X-p.grip-x)
	case zoneVertical:
		b := g.verticalBar()
		g.scrollBy(0, b.offset(e.Position.Y-p.grip, geo.view.Height, g.contentHeight())-geo.y)
	case zoneHorizontal:
		b := g.horizontalBar()
		g.scrollBy(float32(b.offset(e.Position.X-p.grip, geo.view.Width, float64(g.contentWidth())))-geo.x, 0)
	case zoneCell, zoneNumber:
		g.dragSelection(e.Position)
	case zoneHead:
		g.draw() // shows where the column would go
	}
}

func (g *Grid) dragSelection(at fyne.Position) {
	to := spot{max(min(g.rowAt(at.Y), g.source.Len()-1), 0), max(min(g.columnAt(at.X), len(g.geo.shown)-1), 0)}
	if at.Y < g.geo.headH { // above the body the pointer pulls the rows down
		to.row = max(g.TopRow()-1, 0)
	}
	if g.pointer.down == zoneNumber || g.sel.whole {
		to.pos = g.sel.cur.pos
	}
	if g.sel.ext == to {
		return
	}
	g.sel.extend(to)
	g.reveal(to.row, to.pos)
	g.changed()
	g.draw()
}

// DragEnd implements fyne.Draggable.
func (g *Grid) DragEnd() { g.release() }

// MouseUp implements desktop.Mouseable.
func (g *Grid) MouseUp(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonSecondary {
		g.release()
	}
}

// release ends what the press began; a press that didn't move is a click.
func (g *Grid) release() {
	p := &g.pointer
	down, moved := p.down, p.moved
	at, dropped := p.dropAt(g)
	p.down, p.moved = zoneNone, false
	switch {
	case down == zoneEdge && moved:
		g.arranged()
	case down == zoneHead && dropped:
		g.moveColumn(p.held.pos, at)
	case down == zoneHead && !moved:
		g.clickHead(p.held.pos)
	case down == zoneMenu && !moved && g.OnHeaderMenu != nil:
		x, w := g.span(p.held.pos, p.held.pos)
		g.OnHeaderMenu(g.geo.shown[p.held.pos], g.absolute(fyne.NewPos(x+w-g.geo.theme.Px(menuSize), g.geo.headH)))
	case down == zoneCell && !moved && g.OnLink != nil && g.isLink(p.held.row, p.held.pos):
		g.OnLink(p.held.row, g.geo.shown[p.held.pos])
	}
	g.draw()
}

func (g *Grid) clickHead(pos int) {
	col := g.geo.shown[pos]
	if !g.columns[col].Sortable {
		return
	}
	g.sortDesc = g.sortCol == col && !g.sortDesc
	g.sortCol = col
	if g.OnSort != nil {
		g.OnSort(col, g.sortDesc)
	}
}

// absolute returns a position on the canvas.
func (g *Grid) absolute(at fyne.Position) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(g).Add(at)
}

// DoubleTapped implements fyne.DoubleTappable.
func (g *Grid) DoubleTapped(e *fyne.PointEvent) {
	z, row, pos := g.hit(e.Position)
	switch z {
	case zoneEdge:
		g.fit(pos)
	case zoneNumber:
		g.open(row)
	case zoneCell:
		if g.canEdit(row, g.geo.shown[pos]) {
			g.Edit()
			return
		}
		g.open(row)
	}
}

func (g *Grid) open(row int) {
	if g.OnOpen != nil && row >= 0 && row < g.source.Len() {
		g.OnOpen(row)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (g *Grid) TappedSecondary(e *fyne.PointEvent) {
	z, row, pos := g.hit(e.Position)
	switch z {
	case zoneHead, zoneMenu:
		if g.OnHeaderMenu != nil {
			g.OnHeaderMenu(g.geo.shown[pos], e.AbsolutePosition)
		}
	case zoneCell, zoneNumber, zoneNone:
		if g.OnContextMenu == nil {
			return
		}
		col := -1
		if z == zoneCell {
			col = g.geo.shown[pos]
		}
		g.OnContextMenu(row, col, e.AbsolutePosition)
	}
}

// Scrolled implements fyne.Scrollable.
func (g *Grid) Scrolled(e *fyne.ScrollEvent) {
	const notch = 25 // what the toolkit reports for one notch of a wheel
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	if dx == 0 && g.modifiers()&fyne.KeyModifierShift != 0 {
		dx, dy = dy, 0
	}
	step := 3 * g.geo.rowH / notch
	g.scrollBy(-dx*step, -float64(dy*step))
	g.pointer.row = -1
}
