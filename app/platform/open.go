package platform

import (
	"fmt"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"

	"taizhang/data/catalog"
)

// OpenFile shows a file in the program that the system has for its type.
func OpenFile(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("making %s absolute: %w", path, err)
	}
	slashed := filepath.ToSlash(abs)
	if slashed[0] != '/' { // C:/…
		slashed = "/" + slashed
	}
	if err := fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: slashed}); err != nil {
		return catalog.Refuse("open_file", "打不开文件 %s:请在文件管理器里双击它", abs).Because(err)
	}
	return nil
}
