//go:build !windows

package platform

import "fyne.io/fyne/v2"

// Raise brings a window to the front, as far as the desktop allows. It must be called on the UI goroutine.
func Raise(w fyne.Window) { w.RequestFocus() }
