package platform

// void taizhangTellCarets(void);
import "C"

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// typing has the windows that were adapted, by their numbers in X11. It is of the UI goroutine alone; a function that C
// calls has no other way to them.
var typing = map[C.ulong]fyne.Window{}

// Adapt has a window that is shown follow the system's manners: the windows of input methods stand at the caret. It must
// be called on the UI goroutine. The rest of the manners is the toolkit's.
func Adapt(w fyne.Window, _ Events) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		if x11, ok := context.(driver.X11WindowContext); ok {
			typing[C.ulong(x11.WindowHandle)] = w
			C.taizhangTellCarets()
		}
	})
}

// taizhangCaretOf is called by GLFW on the UI goroutine, before an input method sees a key. The place is that of the
// line's lower end, in pixels of the window.
//
//export taizhangCaretOf
func taizhangCaretOf(window C.ulong, x, y *C.int) C.int {
	w, ok := typing[window]
	if !ok {
		return 0
	}
	at, line, ok := caretOf(w.Canvas())
	if !ok {
		return 0
	}
	left, bottom := w.Canvas().PixelCoordinateForPosition(at.AddXY(0, line))
	*x, *y = C.int(left), C.int(bottom)
	return 1
}
