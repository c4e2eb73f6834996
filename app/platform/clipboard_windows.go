package platform

import (
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	procOpenClipboard    = user32.NewProc("OpenClipboard")
	procCloseClipboard   = user32.NewProc("CloseClipboard")
	procGetClipboardData = user32.NewProc("GetClipboardData")
	procRegisterFormat   = user32.NewProc("RegisterClipboardFormatW")
	procGlobalLock       = kernel32.NewProc("GlobalLock")
	procGlobalUnlock     = kernel32.NewProc("GlobalUnlock")
	procGlobalSize       = kernel32.NewProc("GlobalSize")
	procDragQueryFile    = shell32.NewProc("DragQueryFileW")
)

// Formats of the clipboard (winuser.h).
const (
	formatDIB   = 8
	formatFiles = 15
)

// copied asks the system's clipboard. Another program may hold it for a moment.
func copied() (files []string, picture []byte) {
	runtime.LockOSThread() // the clipboard belongs to the thread that has opened it
	defer runtime.UnlockOSThread()
	for try := 0; ; try++ {
		if ok, _, _ := procOpenClipboard.Call(0); ok != 0 {
			break
		}
		if try == 10 {
			return nil, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	defer procCloseClipboard.Call()
	if files = copiedFiles(); len(files) > 0 {
		return files, nil
	}
	for _, name := range []string{"PNG", "JFIF"} {
		text, err := windows.UTF16PtrFromString(name)
		if err != nil {
			continue
		}
		format, _, _ := procRegisterFormat.Call(uintptr(unsafe.Pointer(text)))
		if data := clipboardBytes(format); data != nil {
			return nil, data
		}
	}
	return nil, bmpOf(clipboardBytes(formatDIB))
}

// clipboardBytes copies what the open clipboard holds in a format; nil if nothing.
func clipboardBytes(format uintptr) []byte {
	if format == 0 {
		return nil
	}
	handle, _, _ := procGetClipboardData.Call(format)
	if handle == 0 {
		return nil
	}
	size, _, _ := procGlobalSize.Call(handle)
	at, _, _ := procGlobalLock.Call(handle)
	if at == 0 {
		return nil
	}
	defer procGlobalUnlock.Call(handle)
	if size == 0 || size > mostCopied {
		return nil
	}
	data := make([]byte, size)
	copy(data, unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&at))), size))
	return data
}

// copiedFiles returns the paths of files that were copied in a folder's window.
func copiedFiles() []string {
	handle, _, _ := procGetClipboardData.Call(formatFiles)
	if handle == 0 {
		return nil
	}
	const all = 0xFFFFFFFF
	count, _, _ := procDragQueryFile.Call(handle, all, 0, 0)
	var paths []string
	for i := range count {
		length, _, _ := procDragQueryFile.Call(handle, i, 0, 0)
		buffer := make([]uint16, length+1)
		if n, _, _ := procDragQueryFile.Call(handle, i, uintptr(unsafe.Pointer(&buffer[0])), uintptr(len(buffer))); n > 0 {
			paths = append(paths, windows.UTF16ToString(buffer))
		}
	}
	return paths
}
