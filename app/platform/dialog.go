package platform

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// FileType is one row of the list of types in a file dialog.
type FileType struct {
	Title      string   // Excel 工作簿
	Extensions []string // ".xlsx", with the dot and in lower case
}

// OpenFiles asks for files to read and calls then with their paths; it calls nothing if the clerk cancels.
// Like the others it returns at once, must be called on the UI goroutine, and calls then on it. While a dialog is open
// the window takes no keys or clicks, but goes on with its work.
func OpenFiles(w fyne.Window, title string, types []FileType, then func(paths []string)) {
	openFiles(w, title, types, func(paths []string) {
		if len(paths) > 0 {
			remember(prefOpened, filepath.Dir(paths[0]))
			then(paths)
		}
	})
}

// SaveFile asks where to save, proposing name, and calls then with the path; it calls nothing if the clerk cancels.
// The path ends with an extension of types, if there are any; a file that stands there may be replaced.
func SaveFile(w fyne.Window, title, name string, types []FileType, then func(path string)) {
	saveFile(w, title, name, types, func(path string) {
		remember(prefSaved, filepath.Dir(path))
		then(path)
	})
}

// ChooseFolder asks for a folder and calls then with its path; it calls nothing if the clerk cancels.
func ChooseFolder(w fyne.Window, title string, then func(path string)) {
	chooseFolder(w, title, func(path string) {
		remember(prefFolder, path)
		then(path)
	})
}

// The folders that were chosen last, in the app's preferences.
const (
	prefOpened = "dialog.opened"
	prefSaved  = "dialog.saved"
	prefFolder = "dialog.folder"
)

func remember(preference, folder string) {
	fyne.CurrentApp().Preferences().SetString(preference, folder)
}

// startFolder is where a dialog begins: the folder that was chosen last, if it is still there, else the user's documents.
// It may take long where a network is down.
func startFolder(preference string) string {
	folder := fyne.CurrentApp().Preferences().String(preference)
	if info, err := os.Stat(folder); folder != "" && err == nil && info.IsDir() {
		return folder
	}
	return documents()
}

// withExtension adds the first type's ending to a name that has none of them.
func withExtension(path string, types []FileType) string {
	ending := strings.ToLower(filepath.Ext(path))
	if len(types) == 0 || slices.ContainsFunc(types, func(t FileType) bool { return slices.Contains(t.Extensions, ending) }) {
		return path
	}
	return path + types[0].Extensions[0]
}

func fileThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// replaceQuestion asks whether a file may be replaced.
func replaceQuestion(path string) string {
	return "「" + filepath.Base(path) + "」已经有了,要替换它吗?"
}
