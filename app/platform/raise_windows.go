package platform

import "fyne.io/fyne/v2"

var (
	procIsIconic            = user32.NewProc("IsIconic")
	procShowWindow          = user32.NewProc("ShowWindow")
	procSetForegroundWindow = user32.NewProc("SetForegroundWindow")
)

// swRestore is SW_RESTORE of winuser.h.
const swRestore = 9

// Raise brings a window to the front, as far as the system allows. It must be called on the UI goroutine.
func Raise(w fyne.Window) {
	h := handle(w)
	if h == 0 {
		return
	}
	if minimised, _, _ := procIsIconic.Call(h); minimised != 0 {
		_, _, _ = procShowWindow.Call(h, swRestore)
	}
	if ok, _, _ := procSetForegroundWindow.Call(h); ok == 0 {
		w.RequestFocus()
	}
}
