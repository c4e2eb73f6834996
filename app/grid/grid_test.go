package grid

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"taizhang/app/look"
)

// fake is a source of rows whose cells say where they are.
type fake struct {
	rows   int
	cells  map[place]Cell
	absent map[int]bool // rows that aren't loaded
	styles map[int]RowStyle
	needs  []Range
}

func (f *fake) Len() int             { return f.rows }
func (f *fake) Need(first, last int) { f.needs = append(f.needs, Range{first, last}) }
func (f *fake) Row(row int) RowStyle { return f.styles[row] }
func (f *fake) Cell(row, col int) (Cell, bool) {
	if f.absent[row] {
		return Cell{}, false
	}
	if c, ok := f.cells[place{row, col}]; ok {
		return c, true
	}
	return Cell{Text: fmt.Sprintf("r%dc%d", row, col)}, true
}

// named is a fake whose rows have names, from the one given on.
type named struct {
	*fake
	from int
}

func (n *named) ID(row int) string { return fmt.Sprint("id", n.from+row) }

// bench is a grid in a window, with what it told.
type bench struct {
	*Grid
	t      testing.TB
	src    *fake
	window fyne.Window
	told   []string
	mod    fyne.KeyModifier
	queue  []func()
}

// columns of the test grid: 1 is a choice, 3 and 4 stand under one group, 5 can't be edited.
func testColumns() []Column {
	return []Column{
		{Key: "name", Heading: []string{"姓名"}, Width: 80, Editable: true, Sortable: true, Menu: true},
		{Key: "sex", Heading: []string{"性别"}, Width: 60, Editable: true, Sortable: true, Choices: []string{"男", "女", "未说明"}},
		{Key: "birth", Heading: []string{"出生年月"}, Width: 100, Editable: true},
		{Key: "party", Heading: []string{"现任职务", "党内职务"}, Width: 100, Editable: true},
		{Key: "post", Heading: []string{"现任职务", "居委会职务"}, Width: 100, Editable: true},
		{Key: "org", Heading: []string{"社区"}, Width: 100, Sortable: true},
		{Key: "note", Heading: []string{"备注"}, Width: 200, Editable: true},
	}
}

func newBench(t testing.TB, rows int) *bench {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Options{}))
	b := &bench{t: t, src: &fake{rows: rows, cells: map[place]Cell{}, absent: map[int]bool{}, styles: map[int]RowStyle{}}}
	b.Grid = New(b.src, testColumns(), 1)
	b.modifiers = func() fyne.KeyModifier { return b.mod }
	b.later = func(f func()) { b.queue = append(b.queue, f) }
	tell := func(format string, args ...any) { b.told = append(b.told, fmt.Sprintf(format, args...)) }
	b.OnEdit = func(row, col int, text string) { tell("edit %d %d %s", row, col, text) }
	b.OnSort = func(col int, desc bool) { tell("sort %d %v", col, desc) }
	b.OnOpen = func(row int) { tell("open %d", row) }
	b.OnLink = func(row, col int) { tell("link %d %d", row, col) }
	b.OnClear = func(block Block) { tell("clear %v %v", block.Rows, block.Cols) }
	b.OnPaste = func(row, col int, text string) { tell("paste %d %d %q", row, col, text) }
	b.OnHeaderMenu = func(col int, _ fyne.Position) { tell("menu %d", col) }
	b.OnContextMenu = func(row, col int, _ fyne.Position) { tell("context %d %d", row, col) }
	b.OnArrange = func() { tell("arrange") }
	b.window = test.NewTempWindow(t, b.Grid)
	b.window.SetPadded(false)
	b.window.Resize(fyne.NewSize(520, 400))
	b.Focus()
	return b
}

func (b *bench) key(names ...fyne.KeyName) {
	for _, n := range names {
		b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (b *bench) typed(text string) {
	for _, r := range text {
		b.window.Canvas().Focused().TypedRune(r)
	}
}

// center returns the middle of a cell.
func (b *bench) center(row, col int) fyne.Position {
	x, y, w, h := b.cellRect(row, b.position(col))
	return fyne.NewPos(x+w/2, y+h/2)
}

func (b *bench) press(at fyne.Position, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	e.Position = at
	b.MouseDown(e)
}

func (b *bench) lift(at fyne.Position) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = at
	b.MouseUp(e)
}

func (b *bench) click(at fyne.Position, mod fyne.KeyModifier) {
	b.press(at, mod)
	b.lift(at)
}

func (b *bench) drag(to fyne.Position) {
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
}

func (b *bench) wantTold(want ...string) {
	b.t.Helper()
	if got := strings.Join(b.told, "; "); got != strings.Join(want, "; ") {
		b.t.Errorf("told %q, want %q", got, strings.Join(want, "; "))
	}
	b.told = nil
}

func (b *bench) wantCurrent(row, col int) {
	b.t.Helper()
	if r, c, ok := b.Current(); !ok || r != row || c != col {
		b.t.Errorf("current cell %d %d %v, want %d %d", r, c, ok, row, col)
	}
}

// shownTexts returns the texts that can be seen in the sheet.
func shownTexts(s *sheet) map[string]*canvas.Text {
	out := map[string]*canvas.Text{}
	for _, o := range s.objects {
		if t, ok := o.(*canvas.Text); ok && t.Visible() && t.Text != "" {
			out[t.Text] = t
		}
	}
	return out
}

func TestOnlyVisibleCellsExist(t *testing.T) {
	b := newBench(t, 100_000)
	body := shownTexts(b.bodyRight)
	for _, want := range []string{"r0c1", "r0c2", "r5c3"} {
		if body[want] == nil {
			t.Errorf("%s isn't shown", want)
		}
	}
	if body["r50c1"] != nil || body["r0c6"] != nil {
		t.Error("cells outside the window have objects")
	}
	before := len(b.bodyRight.objects) + len(b.bodyLeft.objects)
	for row := 0; row < 100_000; row += 997 {
		b.SetTopRow(row)
	}
	if after := len(b.bodyRight.objects) + len(b.bodyLeft.objects); after > before+60 {
		t.Errorf("%d canvas objects after scrolling, %d before", after, before)
	}
}

func TestScrollPositions(t *testing.T) {
	b := newBench(t, 100_000)
	b.ScrollTo(99_999, 6)
	if first, last := b.visibleRows(); last != 99_999 || first < 99_980 {
		t.Errorf("rows %d to %d are shown", first, last)
	}
	if shownTexts(b.bodyRight)["r99999c6"] == nil {
		t.Error("the last cell isn't shown")
	}
	if shownTexts(b.bodyLeft)["r99999c0"] == nil {
		t.Error("the frozen column has scrolled away")
	}
	if shownTexts(b.headLeft)["姓名"] == nil || shownTexts(b.headRight)["备注"] == nil {
		t.Error("headings don't follow")
	}
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 1e9)})
	if b.TopRow() != 0 {
		t.Errorf("top row %d after scrolling up without end", b.TopRow())
	}
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	if b.TopRow() != 3 {
		t.Errorf("one notch scrolls to row %d, want 3", b.TopRow())
	}
}

func TestNeedComesBeforeCellsAndOnce(t *testing.T) {
	b := newBench(t, 1000)
	b.src.needs = nil
	b.SetTopRow(500)
	b.draw()
	if len(b.src.needs) != 1 {
		t.Fatalf("asked %d times: %v", len(b.src.needs), b.src.needs)
	}
	first, last := b.visibleRows()
	if n := b.src.needs[0]; n.First > first || n.Last < last || n.Last > 999 {
		t.Errorf("asked for %v, shown are %d to %d", n, first, last)
	}
}

func TestRowsNotLoaded(t *testing.T) {
	b := newBench(t, 100)
	b.src.absent[2] = true
	b.draw()
	if shownTexts(b.bodyRight)["r2c1"] != nil {
		t.Error("a row that isn't loaded shows text")
	}
	b.Select(2, 0)
	b.typed("张")
	if b.Editing() {
		t.Error("a row that isn't loaded can be edited")
	}
	delete(b.src.absent, 2)
	b.RowsChanged(2, 2)
	if shownTexts(b.bodyRight)["r2c1"] == nil {
		t.Error("a loaded row isn't shown")
	}
}

func TestKeysMove(t *testing.T) {
	b := newBench(t, 100)
	page := b.pageRows()
	for _, step := range []struct {
		key      fyne.KeyName
		row, col int
	}{
		{fyne.KeyUp, 0, 0}, {fyne.KeyDown, 1, 0}, {fyne.KeyRight, 1, 1}, {fyne.KeyEnd, 1, 6}, {fyne.KeyRight, 1, 6},
		{fyne.KeyTab, 2, 0}, {fyne.KeyLeft, 2, 0}, {fyne.KeyPageDown, 2 + page, 0}, {fyne.KeyPageUp, 2, 0},
		{fyne.KeyReturn, 3, 0}, {fyne.KeyHome, 3, 0},
	} {
		b.key(step.key)
		b.wantCurrent(step.row, step.col)
	}
	b.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierControl})
	b.wantCurrent(99, 6)
	b.mod = fyne.KeyModifierShift
	b.key(fyne.KeyTab)
	b.wantCurrent(99, 5)
	b.mod = 0
	b.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyHome, Modifier: fyne.KeyModifierControl})
	b.wantCurrent(0, 0)
}

func TestEnterOpensWhatCannotBeEdited(t *testing.T) {
	b := newBench(t, 10)
	b.Select(4, 5)
	b.key(fyne.KeyReturn)
	b.wantTold("open 4")
	b.Select(4, 0)
	b.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	b.wantTold("open 4")
	b.DoubleTapped(&fyne.PointEvent{Position: b.center(6, 5)})
	b.wantTold("open 6")
}

func TestBlockSelectionByKeysAndMouse(t *testing.T) {
	b := newBench(t, 100)
	b.Select(2, 1)
	b.mod = fyne.KeyModifierShift
	b.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyRight)
	b.mod = 0
	want := Block{Rows: []Range{{2, 4}}, Cols: []int{1, 2}}
	if got := b.Selection(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("selected %v, want %v", got, want)
	}
	b.wantCurrent(2, 1)

	b.press(b.center(1, 1), 0)
	b.drag(b.center(5, 3))
	b.DragEnd()
	want = Block{Rows: []Range{{1, 5}}, Cols: []int{1, 2, 3}}
	if got := b.Selection(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("dragged over %v, want %v", got, want)
	}
	b.click(b.center(3, 2), fyne.KeyModifierShift)
	if got := b.Selection(); fmt.Sprint(got.Rows) != "[{1 3}]" {
		t.Errorf("shift and click selected rows %v", got.Rows)
	}
	b.key(fyne.KeyEscape)
	if got := b.Selection(); got.Count() != 1 || len(got.Cols) != 1 {
		t.Errorf("Esc left %v selected", got)
	}
}

func TestRowSelection(t *testing.T) {
	b := newBench(t, 100)
	number := func(row int) fyne.Position { return fyne.NewPos(4, b.center(row, 0).Y) }
	b.click(number(3), 0)
	b.click(number(5), fyne.KeyModifierShift)
	b.click(number(8), fyne.KeyModifierControl)
	if got := b.Selection(); fmt.Sprint(got.Rows) != "[{3 5} {8 8}]" || len(got.Cols) != 7 || !b.WholeRows() {
		t.Errorf("selected %v", got)
	}
	b.click(b.center(4, 2), fyne.KeyModifierControl)
	if got := b.Selection().Rows; fmt.Sprint(got) != "[{3 3} {5 5} {8 8}]" {
		t.Errorf("after taking row 4 away: %v", got)
	}
	b.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := b.Selection(); got.Count() != 100 {
		t.Errorf("Ctrl+A selected %d rows", got.Count())
	}
	b.key(fyne.KeyDelete)
	b.wantTold("clear [{0 99}] [0 1 2 3 4 5 6]")
}

func TestSortAndHeaderMenu(t *testing.T) {
	b := newBench(t, 100)
	head := func(col int, dx float32) fyne.Position {
		x, w := b.span(b.position(col), b.position(col))
		return fyne.NewPos(x+w/2+dx, b.geo.headH-6)
	}
	b.click(head(0, 0), 0)
	b.click(head(0, 0), 0)
	b.click(head(1, 0), 0)
	b.click(head(2, 0), 0) // can't be sorted
	b.wantTold("sort 0 false", "sort 0 true", "sort 1 false")
	if shownTexts(b.headRight)["▲"] == nil {
		t.Error("the marker isn't shown")
	}
	b.click(head(0, 30), 0)
	b.wantTold("menu 0")
}

func TestResizeHideOrderAndState(t *testing.T) {
	b := newBench(t, 100)
	x, w := b.span(1, 1)
	edge := fyne.NewPos(x+w, 10)
	b.press(edge, 0)
	b.drag(edge.AddXY(40, 0))
	b.DragEnd()
	if got := b.Columns()[1].Width; got != 100 {
		t.Errorf("width %v after dragging, want 100", got)
	}
	b.src.cells[place{0, 2}] = Cell{Text: strings.Repeat("宽", 20)}
	x, w = b.span(2, 2)
	b.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(x+w-1, 10)})
	if got := b.Columns()[2].Width; got < 20*13 {
		t.Errorf("width %v after fitting", got)
	}
	b.SetHidden(3, true)
	from, _ := b.span(0, 0)
	b.press(fyne.NewPos(from+20, 10), 0)
	x, w = b.span(1, 1)
	b.drag(fyne.NewPos(x+w-4, 10))
	b.lift(fyne.NewPos(x+w-4, 10))
	b.wantTold("arrange", "arrange", "arrange", "arrange")

	s := b.State()
	other := newBench(t, 10)
	other.SetState(s)
	if fmt.Sprint(other.State()) != fmt.Sprint(s) {
		t.Errorf("state %v, want %v", other.State(), s)
	}
	if s.Columns[0].Key != "sex" || s.Columns[1].Key != "name" {
		t.Errorf("order %v", s.Columns)
	}
	if other.position(3) >= 0 {
		t.Error("a hidden column is shown")
	}
}

func TestHeadingGroups(t *testing.T) {
	b := newBench(t, 10)
	var got []string
	for _, h := range b.headings(0, 6) {
		got = append(got, fmt.Sprintf("%s %d-%d/%d+%d", h.text, h.first, h.last, h.level, h.deep))
	}
	want := "姓名 0-0/0+2,性别 1-1/0+2,出生年月 2-2/0+2,现任职务 3-4/0+1,社区 5-5/0+2,备注 6-6/0+2,党内职务 3-3/1+1,居委会职务 4-4/1+1"
	if strings.Join(got, ",") != want {
		t.Errorf("headings %s", strings.Join(got, ","))
	}
}

func TestSpansAndFixedRows(t *testing.T) {
	b := newBench(t, 10)
	b.src.cells[place{0, 1}] = Cell{Text: "一个很长很长很长很长很长的标题行"}
	b.src.styles[0] = RowStyle{Spans: []Span{{1, 4}}, Fixed: true}
	b.draw()
	texts := shownTexts(b.bodyRight)
	if texts["一个很长很长很长很长很长的标题行"] == nil || texts["r0c2"] != nil {
		t.Error("the merged cell isn't shown whole and alone")
	}
	b.Select(0, 1)
	b.typed("x")
	if b.Editing() {
		t.Error("a fixed row is edited")
	}
}

func TestHighlight(t *testing.T) {
	b := newBench(t, 100)
	count := func() (n int) {
		for _, r := range b.bodyRight.rects[layerFind][:b.bodyRight.usedR[layerFind]] {
			if r.FillColor == look.Current().Palette.Highlight {
				n++
			}
		}
		return n
	}
	b.SetHighlight("R3C")
	if n := count(); n < 3 {
		t.Errorf("%d places are marked", n)
	}
	b.SetHighlight("")
	if n := count(); n != 0 {
		t.Errorf("%d places are still marked", n)
	}
}

func TestContextMenuSelectsFirst(t *testing.T) {
	b := newBench(t, 100)
	e := &desktop.MouseEvent{Button: desktop.MouseButtonSecondary}
	e.Position = b.center(4, 2)
	b.MouseDown(e)
	b.TappedSecondary(&fyne.PointEvent{Position: e.Position})
	b.wantCurrent(4, 2)
	b.wantTold("context 4 2")
}

func TestLinks(t *testing.T) {
	b := newBench(t, 100)
	b.src.cells[place{2, 5}] = Cell{Text: "北门社区", Link: true}
	b.ScrollTo(2, 5)
	b.click(b.center(2, 5), 0)
	b.click(b.center(3, 5), 0)
	b.wantTold("link 2 5")
}

func TestScrollBar(t *testing.T) {
	b := newBench(t, 100_000)
	bar := b.verticalBar()
	x := b.Size().Width - 3
	b.press(fyne.NewPos(x, bar.thumb+2), 0)
	b.drag(fyne.NewPos(x, bar.track+bar.length))
	b.DragEnd()
	if _, last := b.visibleRows(); last != 99_999 {
		t.Errorf("dragging the thumb down shows row %d last", last)
	}
	b.click(fyne.NewPos(x, b.geo.headH+2), 0)
	if _, last := b.visibleRows(); last == 99_999 {
		t.Error("a click above the thumb doesn't turn a page")
	}
}

func TestEmptyAndShrinkingSource(t *testing.T) {
	b := newBench(t, 0)
	b.key(fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyDelete, fyne.KeyF2)
	b.typed("x")
	b.TypedShortcut(&fyne.ShortcutSelectAll{})
	b.Copy()
	b.wantTold()
	b.src.rows = 50
	b.Refresh()
	b.Select(49, 6)
	b.src.rows = 3
	b.Refresh()
	b.wantCurrent(2, 6)
	if b.TopRow() != 0 {
		t.Errorf("top row %d of 3", b.TopRow())
	}
}

func TestWholeMillion(t *testing.T) {
	b := newBench(t, 1_000_000)
	b.ScrollTo(999_999, 0)
	if got := b.rowY(999_999) + b.geo.rowH; got != b.geo.view.Height {
		t.Errorf("the last row ends at %v, the view at %v", got, b.geo.view.Height)
	}
}

func TestUnhandledGoesToTheCanvas(t *testing.T) {
	b := newBench(t, 10)
	var got []fyne.KeyName
	b.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, e.Name) })
	b.key(fyne.KeyF3, fyne.KeyEscape)
	if fmt.Sprint(got) != "[F3 Escape]" {
		t.Errorf("the canvas got %v", got)
	}
}

func TestWrap(t *testing.T) {
	ruler := look.NewRuler(13, fyne.TextStyle{})
	newBench(t, 1)
	for _, line := range wrap(ruler, "请写成 1968年5月、1968.05 或 1968-05-12。再长一些的句子,直到换行为止。", 130) {
		if strings.HasPrefix(line, "。") || strings.HasPrefix(line, "-") || strings.HasSuffix(line, "1968") {
			t.Errorf("bad break at %q", line)
		}
	}
}
