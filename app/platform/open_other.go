//go:build !windows

package platform

import (
	"net/url"

	"fyne.io/fyne/v2"
)

func openFile(path string) error {
	return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: path})
}
