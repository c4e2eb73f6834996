package platform

import (
	"unsafe"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

var (
	procSystemParametersInfo = user32.NewProc("SystemParametersInfoW")
	procFlashWindowEx        = user32.NewProc("FlashWindowEx")
	procAddToRecentDocs      = windows.NewLazySystemDLL("shell32.dll").NewProc("SHAddToRecentDocs")
)

// Constants and structures of winuser.h and shlobj_core.h.
const (
	spiGetHighContrast = 0x0042
	highContrastOn     = 1
	flashAll           = 3
	flashUntilFront    = 12
	recentPath         = 3 // SHARD_PATHW
)

type (
	// highContrast is HIGHCONTRASTW.
	highContrast struct {
		size, flags uint32
		scheme      *uint16
	}
	// flashInfo is FLASHWINFO.
	flashInfo struct {
		size           uint32
		window         uintptr
		flags          uint32
		count, timeout uint32
	}
)

// SystemLook returns what the user has chosen for all programs; a system that doesn't tell is light.
func SystemLook() Look {
	contrast := highContrast{}
	contrast.size = uint32(unsafe.Sizeof(contrast))
	if ok, _, _ := procSystemParametersInfo.Call(spiGetHighContrast, uintptr(contrast.size), uintptr(unsafe.Pointer(&contrast)), 0); ok != 0 && contrast.flags&highContrastOn != 0 {
		return LookHighContrast
	}
	k, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`, registry.QUERY_VALUE)
	if err != nil {
		return LookLight
	}
	defer k.Close()
	if light, _, err := k.GetIntegerValue("AppsUseLightTheme"); err == nil && light == 0 {
		return LookDark
	}
	return LookLight
}

// Notify has the window's button in the task bar flash until the window is in front. What it is about stands in the
// window; offices turn off pop-up notices.
func Notify(_ fyne.App, w fyne.Window, _, _ string) {
	info := flashInfo{window: handle(w), flags: flashAll | flashUntilFront}
	info.size = uint32(unsafe.Sizeof(info))
	_, _, _ = procFlashWindowEx.Call(uintptr(unsafe.Pointer(&info)))
}

// AddRecent puts a file into the system's lists of recent files, from which the program's own is made in the task bar.
func AddRecent(path string) {
	if name, err := windows.UTF16PtrFromString(path); err == nil {
		_, _, _ = procAddToRecentDocs.Call(recentPath, uintptr(unsafe.Pointer(name)))
	}
}
