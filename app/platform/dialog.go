package platform

import "fyne.io/fyne/v2"

// FileType is one row of the list of types in a file dialog.
type FileType struct {
	Title      string   // Excel 工作簿
	Extensions []string // ".xlsx", with the dot and in lower case
}

// OpenFiles asks for files to read and calls then with their paths; it calls nothing if the clerk cancels.
// It must be called on the UI goroutine.
func OpenFiles(w fyne.Window, title string, types []FileType, then func(paths []string)) {
	openFiles(w, title, types, then)
}

// SaveFile asks where to save, proposing name, and calls then with the path; it calls nothing if the clerk cancels.
// It must be called on the UI goroutine.
func SaveFile(w fyne.Window, title, name string, types []FileType, then func(path string)) {
	saveFile(w, title, name, types, then)
}
