package platform

import (
	"unsafe"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
)

var (
	shell32             = windows.NewLazySystemDLL("shell32.dll")
	procNotifyIcon      = shell32.NewProc("Shell_NotifyIconW")
	procFlashWindowEx   = user32.NewProc("FlashWindowEx")
	procLoadImage       = user32.NewProc("LoadImageW")
	procGetProp         = user32.NewProc("GetPropW")
	procSetProp         = user32.NewProc("SetPropW")
	procRemoveProp      = user32.NewProc("RemovePropW")
	procGetModuleHandle = kernel32.NewProc("GetModuleHandleW")
)

// Constants of winuser.h and shellapi.h.
const (
	flashAll        = 3
	flashUntilFront = 12

	wmNotice = 0x8000 + 0x51 // WM_APP and a number of ours: what becomes of a notice

	nimAdd    = 0
	nimDelete = 2

	nifMessage = 0x01
	nifIcon    = 0x02
	nifTip     = 0x04
	nifInfo    = 0x10

	noticeQuiet      = 0x10 // NIIF_NOSOUND: a sound in an office is for what went wrong
	noticeFromUser   = 0x04 // NIIF_USER: with our icon
	noticeClicked    = 0x0405
	noticeIconLeft   = 0x0202 // WM_LBUTTONUP
	noticeIconRight  = 0x0205 // WM_RBUTTONUP
	programIcon      = 1      // in scripts/windows/resource.rc
	imageIcon        = 1
	imageDefaultSize = 0x40
	imageShared      = 0x8000
)

type (
	// flashInfo is FLASHWINFO.
	flashInfo struct {
		size           uint32
		window         uintptr
		flags          uint32
		count, timeout uint32
	}
	// noticeIcon is NOTIFYICONDATAW.
	noticeIcon struct {
		size             uint32
		window           uintptr
		id, flags        uint32
		message          uint32
		icon             uintptr
		tip              [128]uint16
		state, stateMask uint32
		info             [256]uint16
		version          uint32
		infoTitle        [64]uint16
		infoFlags        uint32
		item             windows.GUID
		balloonIcon      uintptr
	}
)

// Notify tells somebody who works in another window that something has ended: the window's button in the task bar
// flashes, and a notice of the system's comes up with an icon beside the clock, both until the window is in front or the
// notice is clicked, which brings it there. Systems in which notices are turned off show the icon alone. (Toasts proper
// need a shortcut with an id of the program's, which portable programs have not.)
func Notify(_ fyne.App, w fyne.Window, title, text string) {
	h := handle(w)
	info := flashInfo{window: h, flags: flashAll | flashUntilFront}
	info.size = uint32(unsafe.Sizeof(info))
	_, _, _ = procFlashWindowEx.Call(uintptr(unsafe.Pointer(&info)))
	showNotice(h, title, text)
}

// showNotice puts an icon of the window beside the clock, with a notice. One that is there already gives way.
func showNotice(window uintptr, title, text string) bool {
	endNotice(window)
	n := newNoticeIcon(window)
	n.flags = nifMessage | nifIcon | nifTip | nifInfo
	n.message = wmNotice
	n.icon = ownIcon()
	n.infoFlags = noticeFromUser | noticeQuiet
	fill(n.tip[:], title)
	fill(n.infoTitle[:], title)
	fill(n.info[:], text)
	if shown, _, _ := procNotifyIcon.Call(nimAdd, uintptr(unsafe.Pointer(n))); shown == 0 {
		return false // there is no task bar
	}
	_, _, _ = procSetProp.Call(window, uintptr(unsafe.Pointer(noticeMark())), 1)
	return true
}

// endNotice takes the icon away if there is one.
func endNotice(window uintptr) {
	if there, _, _ := procRemoveProp.Call(window, uintptr(unsafe.Pointer(noticeMark()))); there != 0 {
		_, _, _ = procNotifyIcon.Call(nimDelete, uintptr(unsafe.Pointer(newNoticeIcon(window))))
	}
}

// answered reports whether an event of the icon or its notice means that somebody wants to see the window.
func answered(event uintptr) bool {
	switch event & 0xFFFF {
	case noticeClicked, noticeIconLeft, noticeIconRight:
		return true
	}
	return false
}

func newNoticeIcon(window uintptr) *noticeIcon {
	n := &noticeIcon{window: window, id: 1}
	n.size = uint32(unsafe.Sizeof(*n))
	return n
}

// noticeMark is the window's property that says that it has an icon beside the clock.
func noticeMark() *uint16 {
	name, _ := windows.UTF16PtrFromString("taizhang.notice") // there is no zero in it
	return name
}

// ownIcon is the program's icon in the size of those beside the clock. It is the system's to free.
func ownIcon() uintptr {
	program, _, _ := procGetModuleHandle.Call(0)
	icon, _, _ := procLoadImage.Call(program, programIcon, imageIcon, 16, 16, imageShared)
	if icon == 0 { // a program without resources, such as a test
		const application = 32512 // IDI_APPLICATION
		icon, _, _ = procLoadImage.Call(0, application, imageIcon, 0, 0, imageShared|imageDefaultSize)
	}
	return icon
}

// fill puts a text into a field of a structure, as much of it as there is room for, with a zero behind it.
func fill(field []uint16, text string) {
	copy(field[:len(field)-1], utf16(text))
}
