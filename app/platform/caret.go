package platform

import "fyne.io/fyne/v2"

// What holds the keyboard and can say where its text appears: the grid says where its cell is on the canvas, an entry
// where its caret is within itself.
type (
	cellHolder interface {
		Caret() (at fyne.Position, size fyne.Size, ok bool)
	}
	caretHolder interface {
		fyne.CanvasObject
		CursorPosition() fyne.Position
	}
)

// caretOf returns where the text that is typed now will appear on a canvas, and the height of its line.
func caretOf(c fyne.Canvas) (at fyne.Position, height float32, ok bool) {
	switch focused := c.Focused().(type) {
	case cellHolder:
		at, size, ok := focused.Caret()
		return at, size.Height, ok
	case caretHolder:
		line := min(fyne.MeasureText("国", fyne.CurrentApp().Settings().Theme().Size("text"), fyne.TextStyle{}).Height, focused.Size().Height)
		within := focused.CursorPosition()
		// A long text is scrolled: its caret is shown, though its place in the text is out of sight.
		within.X = min(max(within.X, 0), focused.Size().Width)
		within.Y = min(max(within.Y, 0), max(focused.Size().Height-line, 0))
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(focused).Add(within), line, true
	}
	return fyne.Position{}, 0, false
}
