package platform

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// cell is a grid with the keyboard, as far as input methods are concerned.
type cell struct{ widget.Entry }

func (c *cell) Caret() (fyne.Position, fyne.Size, bool) {
	return fyne.NewPos(300, 200), fyne.NewSize(80, 30), true
}

func TestCaret(t *testing.T) {
	test.NewTempApp(t)
	entry, grid := widget.NewEntry(), &cell{}
	grid.ExtendBaseWidget(grid)
	w := test.NewTempWindow(t, container.NewWithoutLayout(entry, grid))
	w.Resize(fyne.NewSize(600, 400))
	entry.Move(fyne.NewPos(100, 50))
	entry.Resize(fyne.NewSize(200, 36))
	if _, _, ok := caretOf(w.Canvas()); ok {
		t.Error("there is a caret where nothing has the keyboard")
	}
	w.Canvas().Focus(entry)
	before, height, ok := caretOf(w.Canvas())
	if !ok || height < 10 || height > 36 || before.X < 100 || before.X > 130 || before.Y < 50 || before.Y > 86 {
		t.Fatalf("the caret of an empty entry at 100, 50 is at %v, %v high", before, height)
	}
	test.Type(entry, "北门")
	after, _, _ := caretOf(w.Canvas())
	if after.X < before.X+15 || after.Y != before.Y {
		t.Errorf("two characters move the caret from %v to %v", before, after)
	}
	for range 100 {
		test.Type(entry, "北门社区")
	}
	if end, _, _ := caretOf(w.Canvas()); end.X > 310 {
		t.Errorf("the caret of a long text is at %v, outside the entry", end)
	}
	w.Canvas().Focus(grid)
	if at, height, ok := caretOf(w.Canvas()); !ok || at != fyne.NewPos(300, 200) || height != 30 {
		t.Errorf("the caret of a cell is at %v, %v high", at, height)
	}
}
