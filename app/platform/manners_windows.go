package platform

import (
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

var (
	procSystemParametersInfo = user32.NewProc("SystemParametersInfoW")
	procAddToRecentDocs      = shell32.NewProc("SHAddToRecentDocs")
)

// Constants and structures of winuser.h and shlobj_core.h.
const (
	spiGetHighContrast = 0x0042
	highContrastOn     = 1
	recentPath         = 3 // SHARD_PATHW
)

// highContrast is HIGHCONTRASTW.
type highContrast struct {
	size, flags uint32
	scheme      *uint16
}

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

// AddRecent puts a file into the system's lists of recent files, from which the program's own is made in the task bar.
func AddRecent(path string) {
	if name, err := windows.UTF16PtrFromString(path); err == nil {
		_, _, _ = procAddToRecentDocs.Call(recentPath, uintptr(unsafe.Pointer(name)))
	}
}
