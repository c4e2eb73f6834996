//go:build (linux || freebsd || openbsd || netbsd) && !wasm && !test_web_driver

package glfw

/*
#cgo LDFLAGS: -lX11
#include <X11/Xlib.h>
#include <X11/Xutil.h>

// Copies a region of the frame to the window; 0 if the window has pixels of another form.
static int show_pixels(void *display, unsigned long window, void *pixels, int width, int height, int x, int y, int w, int h) {
	Display *d = display;
	XWindowAttributes a;
	if (!XGetWindowAttributes(d, window, &a) || a.visual->red_mask != 0xff0000 || a.visual->blue_mask != 0xff)
		return 0;
	XImage *image = XCreateImage(d, a.visual, a.depth, ZPixmap, 0, pixels, width, height, 32, width * 4);
	if (!image)
		return 0;
	const int one = 1;
	image->byte_order = *(const char *)&one ? LSBFirst : MSBFirst; // ours; Xlib converts for the server
	GC gc = XCreateGC(d, window, 0, NULL);
	XPutImage(d, window, gc, image, x, y, x, y, w, h);
	XFreeGC(d, gc);
	image->data = NULL; // not Xlib's
	XDestroyImage(image);
	XFlush(d);
	return 1;
}
*/
import "C"

import (
	"errors"
	"image"
	"unsafe"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// showPixels copies regions of the frame to the window.
func (w *window) showPixels(view *glfw.Window, regions []image.Rectangle) {
	width, height := w.cpu.Size()
	for _, r := range regions {
		ok := C.show_pixels(unsafe.Pointer(glfw.GetX11Display()), C.ulong(view.GetX11Window()), w.cpu.Pixel(0, 0),
			C.int(width), C.int(height), C.int(r.Min.X), C.int(r.Min.Y), C.int(r.Dx()), C.int(r.Dy()))
		if ok == 0 {
			w.driver.fail("showing a frame", errors.New("the display does not have 8 bits for each colour"))
		}
	}
}
