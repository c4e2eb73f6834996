//go:build !windows && !linux && !freebsd && !openbsd && !netbsd && !wasm && !test_web_driver

package glfw

import (
	"errors"
	"image"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// showPixels is not there on this system.
func (w *window) showPixels(*glfw.Window, []image.Rectangle) {
	w.driver.fail("showing a frame", errors.New("painting by the processor is not supported on this system"))
}
