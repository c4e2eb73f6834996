//go:build !wasm && !test_web_driver

package glfw

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/internal/cache"
)

// scaledBySystem tells if the system says by which scale windows are to be drawn, and tells of its changes. Elsewhere it
// is found out from the size of the monitor whenever a window was moved.
func scaledBySystem() bool { return runtime.GOOS == "windows" }

// rescale draws the window by another scale of the system's: it was moved to another monitor, or its monitor was given
// another scale. The system, or GLFW for it, has given the window the size by then that it is to have; only the canvas
// changes.
func (w *window) rescale(system float32) {
	s := calculateScale(userScale(), system, w.canvas.detectedScale)
	if w.isClosing() || s == w.canvas.scale {
		return
	}
	w.canvas.scale = s
	w.canvas.SetDirty()
	w.RunWithContext(func() { cache.DeleteTextTexturesFor(w.canvas) })
	width, height := w.viewport.GetSize()
	if w.fixedSize {
		w.width, w.height = width, height
		w.requestedWidth, w.requestedHeight = width, height
	}
	w.processResized(width, height)
	w.fitContent() // the least size in pixels is another
	for _, o := range append([]fyne.CanvasObject{w.canvas.content}, w.canvas.Overlays().List()...) {
		o.Refresh()
	}
}

// forgetPictures has icons and other pictures drawn anew after a change of the theme: those that are in no window just
// now are not told of it, and would be shown again as they were.
func (w *window) forgetPictures() {
	if w.isClosing() || w.viewport == nil {
		return
	}
	if w.cpu != nil {
		w.cpu.Forget()
	} else {
		w.RunWithContext(func() { cache.RangeTexturesFor(w.canvas, w.canvas.Painter().Free) })
	}
	w.canvas.SetDirty()
}
