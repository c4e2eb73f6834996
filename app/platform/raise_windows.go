package platform

import "fyne.io/fyne/v2"

var (
	procIsIconic            = user32.NewProc("IsIconic")
	procShowWindow          = user32.NewProc("ShowWindow")
	procSetForegroundWindow = user32.NewProc("SetForegroundWindow")
	procGetLastActivePopup  = user32.NewProc("GetLastActivePopup")
)

// swRestore is SW_RESTORE of winuser.h.
const swRestore = 9

// Raise brings a window to the front, as far as the system allows. It must be called on the UI goroutine.
func Raise(w fyne.Window) {
	h := handle(w)
	if h != 0 && !bringForward(h) {
		w.RequestFocus()
	}
}

// bringForward brings a window to the front, or the dialog that it waits for.
func bringForward(window uintptr) bool {
	if minimised, _, _ := procIsIconic.Call(window); minimised != 0 {
		_, _, _ = procShowWindow.Call(window, swRestore)
	}
	if dialog, _, _ := procGetLastActivePopup.Call(window); dialog != 0 {
		window = dialog
	}
	ok, _, _ := procSetForegroundWindow.Call(window)
	return ok != 0
}
