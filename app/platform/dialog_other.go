//go:build !windows

package platform

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

func openFiles(w fyne.Window, title string, types []FileType, then func([]string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		r.Close()
		then([]string{filepath.FromSlash(r.URI().Path())})
	}, w)
	d.SetTitleText(title)
	d.SetConfirmText("打开")
	d.SetDismissText("取消")
	d.SetFilter(storage.NewExtensionFileFilter(extensions(types)))
	show(d, w, title)
}

func saveFile(w fyne.Window, title, name string, types []FileType, then func(string)) {
	d := dialog.NewFileSave(func(uc fyne.URIWriteCloser, err error) {
		if err != nil || uc == nil {
			return
		}
		path := filepath.FromSlash(uc.URI().Path())
		uc.Close()
		then(withExtension(path, types))
	}, w)
	d.SetTitleText(title)
	d.SetConfirmText("保存")
	d.SetDismissText("取消")
	d.SetFileName(name)
	show(d, w, title)
}

// show gives the dialog most of the window: file names are long. It can be resized only when it is shown. While it is
// open the window is called after it, as a window of its own would be.
func show(d *dialog.FileDialog, w fyne.Window, title string) {
	size, called := w.Canvas().Size(), w.Title()
	d.SetOnClosed(func() { w.SetTitle(called) })
	d.Show()
	w.SetTitle(title + " · " + called)
	d.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.8))
}

// extensions lists the endings of the types in both cases, which Linux tells apart.
func extensions(types []FileType) []string {
	var list []string
	for _, t := range types {
		for _, e := range t.Extensions {
			list = append(list, e, strings.ToUpper(e))
		}
	}
	return list
}

// withExtension adds the first type's ending to a name that has none of them.
func withExtension(path string, types []FileType) string {
	if len(types) == 0 || slices.Contains(extensions(types), filepath.Ext(path)) {
		return path
	}
	return path + types[0].Extensions[0]
}
