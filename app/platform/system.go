package platform

import (
	"fmt"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
)

// System names the system, its version and its kind of processor, for support.
func System() string {
	return fmt.Sprintf("%s, %s, %d 个处理器", systemVersion(), runtime.GOARCH, runtime.NumCPU())
}

// Graphics says what paints the windows of a, as far as it is remembered, for support: by name of the painter alone.
func Graphics(a fyne.App) string {
	memory := displayMemory{file: filepath.Join(a.Storage().RootURI().Path(), "display.json")}
	place := displayPlace()
	state := memory.read()[place].State
	switch state {
	case paintGL, paintCPU, stateTrying, stateFailed:
		return place + ", " + state
	}
	return place
}
