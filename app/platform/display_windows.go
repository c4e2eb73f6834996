package platform

import "golang.org/x/sys/windows"

var (
	user32               = windows.NewLazySystemDLL("user32.dll")
	procGetSystemMetrics = user32.NewProc("GetSystemMetrics")
)

// smRemoteSession is SM_REMOTESESSION of winuser.h.
const smRemoteSession = 0x1000

// displayPlace tells sessions apart that have other graphics: at the computer, and from afar.
func displayPlace() string {
	if remote, _, _ := procGetSystemMetrics.Call(smRemoteSession); remote != 0 {
		return "remote"
	}
	return "local"
}

// tellFailure shows a message of the system's, which needs no graphics of ours.
func tellFailure(sentence string) {
	text, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return
	}
	title, err := windows.UTF16PtrFromString("社区党建台账")
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, text, title, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}
