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
	ofnNoChangeDir      = 0x00000008
	ofnAllowMultiSelect = 0x00000200
	ofnPathMustExist    = 0x00000800
	ofnFileMustExist    = 0x00001000
	ofnExplorer         = 0x00080000
)

// fileBuffer is the room for the chosen names, in UTF-16 units: some hundred files of one folder.
const fileBuffer = 32 << 10

func openFiles(w fyne.Window, title string, types []FileType, then func([]string)) {
	names := ask(w, procOpenFileName, title, "", types, ofnExplorer|ofnAllowMultiSelect|ofnFileMustExist|ofnNoChangeDir)
	if len(names) > 0 {
		then(names)
	}
}

func saveFile(w fyne.Window, title, name string, types []FileType, then func(string)) {
	names := ask(w, procSaveFileName, title, name, types, ofnExplorer|ofnOverwritePrompt|ofnPathMustExist|ofnNoChangeDir)
	if len(names) > 0 {
		then(names[0])
	}
}

// ask shows the system's dialog and returns the chosen paths. It blocks the UI goroutine, which is the thread that
// the system's dialogs must run on.
func ask(w fyne.Window, proc *windows.LazyProc, title, name string, types []FileType, flags uint32) []string {
	buffer := make([]uint16, fileBuffer)
	copy(buffer[:fileBuffer-1], utf16(name))
	caption := utf16(title + "\x00")
	filter := utf16(filterText(types))
	o := openFileName{owner: handle(w), filter: &filter[0], filterIndex: 1, file: &buffer[0], maxFile: fileBuffer, title: &caption[0], flags: flags}
	o.structSize = uint32(unsafe.Sizeof(o))
	if len(types) > 0 {
		ext := utf16(strings.TrimPrefix(types[0].Extensions[0], ".") + "\x00")
		o.defExt = &ext[0]
	}
	ok, _, _ := proc.Call(uintptr(unsafe.Pointer(&o)))
	if ok == 0 {
		return nil
	}
	return chosen(buffer)
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
