//go:build !windows && !linux

package platform

import "fyne.io/fyne/v2"

// Adapt has a window that is shown follow the system's manners. It must be called on the UI goroutine. Here the
// toolkit does what there is to do; input methods are its library's, GLFW, which puts their windows below ours.
func Adapt(fyne.Window, Events) {}
