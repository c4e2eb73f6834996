package glfw

import (
	"image"
	"syscall"
	"unsafe"

	"github.com/go-gl/glfw/v3.4/glfw"
)

var (
	gdi32                 = syscall.NewLazyDLL("gdi32.dll")
	procSetDIBitsToDevice = gdi32.NewProc("SetDIBitsToDevice")
	procGetDC             = user32.NewProc("GetDC")
	procReleaseDC         = user32.NewProc("ReleaseDC")
)

// bitmapInfoHeader is BITMAPINFOHEADER of wingdi.h.
type bitmapInfoHeader struct {
	size          uint32
	width, height int32 // a negative height means that rows go from the top down
	planes, bits  uint16
	compression   uint32
	sizeImage     uint32
	xPerMeter     int32
	yPerMeter     int32
	used          uint32
	important     uint32
}

// showPixels copies regions of the frame to the window.
func (w *window) showPixels(view *glfw.Window, regions []image.Rectangle) {
	hwnd := uintptr(unsafe.Pointer(view.GetWin32Window()))
	dc, _, _ := procGetDC.Call(hwnd)
	if dc == 0 {
		w.cpu.Expose() // try again with the next frame
		return
	}
	defer procReleaseDC.Call(hwnd, dc)
	width, _ := w.cpu.Size()
	for _, r := range regions {
		// The bitmap begins with the first row of the region, so that nothing depends on how its rows are counted.
		header := bitmapInfoHeader{width: int32(width), height: -int32(r.Dy()), planes: 1, bits: 32}
		header.size = uint32(unsafe.Sizeof(header))
		procSetDIBitsToDevice.Call(dc, uintptr(r.Min.X), uintptr(r.Min.Y), uintptr(r.Dx()), uintptr(r.Dy()),
			uintptr(r.Min.X), 0, 0, uintptr(r.Dy()), uintptr(w.cpu.Pixel(0, r.Min.Y)), uintptr(unsafe.Pointer(&header)), 0)
	}
}
