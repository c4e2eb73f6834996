package platform

import (
	"fmt"
	"path/filepath"

	"taizhang/data/catalog"
)

// OpenFile shows a file in the program that the system has for its type, and starts one that is a program.
func OpenFile(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("making %s absolute: %w", path, err)
	}
	if err := openFile(abs); err != nil {
		return catalog.Refuse("open_file", "打不开文件 %s:请在文件管理器里双击它", abs).Because(err)
	}
	return nil
}
