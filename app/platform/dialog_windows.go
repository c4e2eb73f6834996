package platform

import (
	"path/filepath"
	"strings"
	utf16pkg "unicode/utf16"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	comdlg32         = windows.NewLazySystemDLL("comdlg32.dll")
	procOpenFileName = comdlg32.NewProc("GetOpenFileNameW")
	procSaveFileName = comdlg32.NewProc("GetSaveFileNameW")
)

// openFileName is OPENFILENAMEW of commdlg.h.
type openFileName struct {
	structSize      uint32
	owner           uintptr
	instance        uintptr
	filter          *uint16
	customFilter    *uint16
	maxCustomFilter uint32
	filterIndex     uint32
	file            *uint16
	maxFile         uint32
	fileTitle       *uint16
	maxFileTitle    uint32
	initialDir      *uint16
	title           *uint16
	flags           uint32
	fileOffset      uint16
	fileExtension   uint16
	defExt          *uint16
	custData        uintptr
	hook            uintptr
	templateName    *uint16
	reserved        uintptr
	dwReserved      uint32
	flagsEx         uint32
}

// Flags of commdlg.h.
const (
	ofnOverwritePrompt  = 0x00000002
	ofnHideReadOnly     = 0x00000004
	ofnNoChangeDir      = 0x00000008
	ofnAllowMultiSelect = 0x00000200
	ofnPathMustExist    = 0x00000800
	ofnFileMustExist    = 0x00001000
	ofnExplorer         = 0x00080000
)

// fileBuffer is the room for the chosen names, in UTF-16 units: some hundred files of one folder.
const fileBuffer = 32 << 10

func openFiles(w fyne.Window, title string, types []FileType, then func([]string)) {
	owner := handle(w)
	modal(owner, func() {
		d := fileDialog{owner: owner, title: title, types: types, folder: startFolder(prefOpened)}
		names := d.ask(procOpenFileName, ofnExplorer|ofnAllowMultiSelect|ofnFileMustExist|ofnNoChangeDir|ofnHideReadOnly)
		fyne.Do(func() { then(names) })
	})
}

func saveFile(w fyne.Window, title, name string, types []FileType, then func(string)) {
	owner := handle(w)
	modal(owner, func() {
		d := fileDialog{owner: owner, title: title, name: name, types: types, folder: startFolder(prefSaved)}
		names := d.ask(procSaveFileName, ofnExplorer|ofnOverwritePrompt|ofnPathMustExist|ofnNoChangeDir|ofnHideReadOnly)
		if len(names) == 0 {
			return
		}
		path := withExtension(names[0], d.typed())
		if path != names[0] && fileThere(path) && !d.replaces(path) { // the dialog has asked about another name
			return
		}
		fyne.Do(func() { then(path) })
	})
}

// documents is the user's folder for documents, "" if the system names none.
func documents() string {
	folder, err := windows.KnownFolderPath(windows.FOLDERID_Documents, 0)
	if err != nil {
		return ""
	}
	return folder
}

// fileDialog is a dialog of the system's for files.
type fileDialog struct {
	owner               uintptr
	title, name, folder string
	types               []FileType
	filter              int // which of the types was chosen, from 1; 0 before
}

// ask shows the dialog and returns the chosen paths. It blocks its thread, which must be in an apartment.
func (d *fileDialog) ask(proc *windows.LazyProc, flags uint32) []string {
	buffer := make([]uint16, fileBuffer)
	copy(buffer[:fileBuffer-1], utf16(d.name))
	caption, filter, folder := utf16(d.title+"\x00"), utf16(filterText(d.types)), utf16(d.folder+"\x00")
	o := openFileName{owner: d.owner, filter: &filter[0], filterIndex: 1, file: &buffer[0], maxFile: fileBuffer, title: &caption[0], flags: flags}
	o.structSize = uint32(unsafe.Sizeof(o))
	if d.folder != "" {
		o.initialDir = &folder[0]
	}
	if len(d.types) > 0 {
		ext := utf16(strings.TrimPrefix(d.types[0].Extensions[0], ".") + "\x00")
		o.defExt = &ext[0]
	}
	ok, _, _ := proc.Call(uintptr(unsafe.Pointer(&o)))
	if ok == 0 {
		return nil
	}
	d.filter = int(o.filterIndex)
	return chosen(buffer)
}

// typed returns the types with the chosen one first: it is that one's extension that a bare name gets.
func (d *fileDialog) typed() []FileType {
	if d.filter < 1 || d.filter > len(d.types) {
		return d.types
	}
	return append([]FileType{d.types[d.filter-1]}, d.types...)
}

// replaces asks whether a file may be replaced.
func (d *fileDialog) replaces(path string) bool {
	text, _ := windows.UTF16PtrFromString(replaceQuestion(path))
	caption, _ := windows.UTF16PtrFromString(d.title)
	const idYes = 6
	answer, err := windows.MessageBox(windows.HWND(d.owner), text, caption, windows.MB_YESNO|windows.MB_ICONWARNING|windows.MB_DEFBUTTON2)
	return err == nil && answer == idYes
}

// Of shobjidl.h.
var (
	classFileOpenDialog = windows.GUID{Data1: 0xDC1C5A9C, Data2: 0xE88A, Data3: 0x4DDE, Data4: [8]byte{0xA5, 0xA1, 0x60, 0xF8, 0x2A, 0x20, 0xAE, 0xF7}}
	iidFileDialog       = windows.GUID{Data1: 0x42F85136, Data2: 0xDB7E, Data3: 0x439C, Data4: [8]byte{0x85, 0xF1, 0xE4, 0x07, 0x5D, 0x13, 0x5F, 0xC8}}
	iidShellItem        = windows.GUID{Data1: 0x43826D1E, Data2: 0xE718, Data3: 0x42EE, Data4: [8]byte{0xBC, 0x55, 0xA1, 0xE2, 0x61, 0xC3, 0x7B, 0xFE}}

	procItemOfPath = shell32.NewProc("SHCreateItemFromParsingName")
)

// Methods of IFileDialog and IShellItem, and their constants.
const (
	dialogShow       = 3
	dialogSetOptions = 9
	dialogSetFolder  = 12
	dialogSetTitle   = 17
	dialogResult     = 20
	itemName         = 5

	fosPickFolders   = 0x20
	fosFileSystem    = 0x40
	fosPathMustExist = 0x800
	fileSystemPath   = 0x80058000 // SIGDN_FILESYSPATH
)

func chooseFolder(w fyne.Window, title string, then func(string)) {
	owner := handle(w)
	modal(owner, func() {
		if path, err := askFolder(owner, title, startFolder(prefFolder)); err == nil {
			fyne.Do(func() { then(path) })
		}
	})
}

// askFolder shows the system's dialog for folders. It fails with the code of a cancelled dialog if the clerk cancels.
func askFolder(owner uintptr, title, folder string) (string, error) {
	d, err := newObject(&classFileOpenDialog, &iidFileDialog)
	if err != nil {
		return "", err
	}
	defer d.release()
	caption, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return "", err
	}
	if err := d.call(dialogSetOptions, fosPickFolders|fosFileSystem|fosPathMustExist); err != nil {
		return "", err
	}
	_ = d.call(dialogSetTitle, uintptr(unsafe.Pointer(caption))) // an untitled one will do
	if start, err := itemOf(folder); err == nil {
		_ = d.call(dialogSetFolder, uintptr(unsafe.Pointer(start))) // it begins elsewhere
		start.release()
	}
	if err := d.call(dialogShow, owner); err != nil {
		return "", err
	}
	var item *object
	if err := d.call(dialogResult, uintptr(unsafe.Pointer(&item))); err != nil {
		return "", err
	}
	defer item.release()
	var name *uint16
	if err := item.call(itemName, fileSystemPath, uintptr(unsafe.Pointer(&name))); err != nil {
		return "", err
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(name))
	return windows.UTF16PtrToString(name), nil
}

// itemOf returns the shell's object for a path.
func itemOf(path string) (*object, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	var item *object
	status, _, _ := procItemOfPath.Call(uintptr(unsafe.Pointer(name)), 0, uintptr(unsafe.Pointer(&iidShellItem)), uintptr(unsafe.Pointer(&item)))
	if int32(status) < 0 || item == nil {
		return nil, windows.Errno(uint32(status))
	}
	return item, nil
}

// chosen reads the names in a dialog's buffer: one path, or a folder and the names in it.
func chosen(buffer []uint16) []string {
	var parts []string
	for len(buffer) > 0 && buffer[0] != 0 {
		part := windows.UTF16ToString(buffer)
		parts = append(parts, part)
		buffer = buffer[min(len(buffer), len(utf16(part))+1):]
	}
	if len(parts) < 2 {
		return parts
	}
	for i, name := range parts[1:] {
		parts[i+1] = filepath.Join(parts[0], name)
	}
	return parts[1:]
}

// filterText is the double-null-terminated list of titles and patterns.
func filterText(types []FileType) string {
	var b strings.Builder
	for _, t := range types {
		b.WriteString(t.Title + "\x00*" + strings.Join(t.Extensions, ";*") + "\x00")
	}
	b.WriteString("所有文件\x00*.*\x00\x00")
	return b.String()
}

// utf16 encodes s, which may hold nulls, without adding one.
func utf16(s string) []uint16 {
	var out []uint16
	for _, r := range s {
		out = utf16pkg.AppendRune(out, r)
	}
	return out
}

// handle returns the window's HWND, 0 if it has none.
func handle(w fyne.Window) uintptr {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return 0
	}
	var h uintptr
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			h = c.HWND
		case *driver.WindowsWindowContext:
			h = c.HWND
		}
	})
	return h
}
