package platform

import (
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// TestInputMethodAtTheCaret: a window of the system's is told what an input method tells it; then the composition and
// the caret are where text is typed, and the keys of the input method don't reach the window.
func TestInputMethodAtTheCaret(t *testing.T) {
	send := user32.NewProc("SendMessageW")
	window := systemWindow(t)
	keys := 0
	var window0 uintptr
	index := -4
	window0, _, _ = procSetWindowLongPtr.Call(window, uintptr(index), windows.NewCallback(func(h, message, w, l uintptr) uintptr {
		if message == wmKeyDown {
			keys++
		}
		r, _, _ := procCallWindowProc.Call(window0, h, message, w, l)
		return r
	}))
	at := point{120, 80}
	looks, sticks := 0, 0
	m := &manner{window: window, events: Events{Looks: func() { looks++ }, Stick: func() { sticks++ }},
		input: inputMethod{window: window, caret: func() (x, y, height int32, ok bool) { return at.x, at.y, 24, true }}}
	m.attach()
	const enter = 13

	_, _, _ = send.Call(window, wmKeyDown, enter, 0)
	if keys != 1 {
		t.Fatalf("without an input method Enter reaches the window %d times", keys)
	}
	_, _, _ = send.Call(window, wmSettingChange, 0, 0)
	const nodesChanged = 7 // of the tree of devices, told for every small thing
	_, _, _ = send.Call(window, wmDeviceChange, nodesChanged, 0)
	_, _, _ = send.Call(window, wmDeviceChange, deviceArrival, 0)
	if looks != 1 || sticks != 1 {
		t.Errorf("a change of the system's settings is told %d times, a stick %d times", looks, sticks)
	}
	_, _, _ = send.Call(window, wmImeStartComposition, 0, 0)
	wantAt(t, window, at)
	at = point{150, 110}
	_, _, _ = send.Call(window, wmImeComposition, 0, 0)
	wantAt(t, window, at)
	_, _, _ = send.Call(window, wmKeyDown, enter, 0)
	if keys != 1 {
		t.Error("Enter in a composition reaches the window, where it ends the edit")
	}
	_, _, _ = send.Call(window, wmImeEndComposition, 0, 0)
	_, _, _ = send.Call(window, wmKeyDown, enter, 0)
	if keys != 2 {
		t.Errorf("after the composition Enter reached the window %d times, want 2", keys)
	}
}

// wantAt checks the caret, which belongs to the thread, and the composition, where the system has a context for it.
func wantAt(t *testing.T, window uintptr, want point) {
	t.Helper()
	var caret point
	_, _, _ = user32.NewProc("GetCaretPos").Call(uintptr(unsafe.Pointer(&caret)))
	if caret != want {
		t.Errorf("the caret is at %v, want %v", caret, want)
	}
	context, _, _ := procImmGetContext.Call(window)
	if context == 0 {
		t.Log("no context of an input method")
		return
	}
	var form compositionForm
	_, _, _ = imm32.NewProc("ImmGetCompositionWindow").Call(context, uintptr(unsafe.Pointer(&form)))
	if form.style != cfsPoint || form.at != want {
		t.Errorf("the composition is at %+v, want %v", form, want)
	}
	_, _, _ = procImmReleaseContext.Call(window, context)
}

// systemWindow makes a window of the system's, on a thread that is the test's own.
func systemWindow(t *testing.T) uintptr {
	t.Helper()
	runtime.LockOSThread()
	t.Cleanup(runtime.UnlockOSThread)
	class, _ := windows.UTF16PtrFromString("STATIC")
	const visibleFrame = 0x10CF0000 // WS_OVERLAPPEDWINDOW | WS_VISIBLE
	window, _, err := user32.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(class)), 0, visibleFrame, 10, 10, 400, 300, 0, 0, 0, 0)
	if window == 0 {
		t.Skip("no windows here: ", err)
	}
	t.Cleanup(func() { _, _, _ = user32.NewProc("DestroyWindow").Call(window) })
	return window
}

// TestNoticeGoes: the icon of a notice is there until somebody has answered it or the window is in front, once each.
func TestNoticeGoes(t *testing.T) {
	window := systemWindow(t)
	m := &manner{window: window, input: inputMethod{window: window}}
	m.attach()
	send := user32.NewProc("SendMessageW")
	there := func() bool {
		mark, _, _ := procGetProp.Call(window, uintptr(unsafe.Pointer(noticeMark())))
		return mark != 0
	}
	for what, message := range map[string][3]uintptr{
		"the notice is clicked": {wmNotice, 1, noticeClicked},
		"its icon is clicked":   {wmNotice, 1, noticeIconLeft},
		"the window comes up":   {wmActivate, 1, 0},
		"the window ends":       {wmDestroy, 0, 0},
	} {
		if !showNotice(window, "社区党建台账", "「导入」已经结束") {
			t.Skip("no task bar here")
		}
		for _, idle := range [][3]uintptr{{wmNotice, 1, 0x0404}, {wmNotice, 1, 0x0200}, {wmActivate, 0, 0}} { // timed out, the mouse passes, left
			_, _, _ = send.Call(window, idle[0], idle[1], idle[2])
		}
		if !there() {
			t.Errorf("before %s the icon has gone", what)
		}
		_, _, _ = send.Call(window, message[0], message[1], message[2])
		if there() {
			t.Errorf("after %s the icon is still there", what)
		}
		n := newNoticeIcon(window)
		if gone, _, _ := procNotifyIcon.Call(nimDelete, uintptr(unsafe.Pointer(n))); gone != 0 {
			t.Errorf("after %s the task bar still had the icon", what)
		}
	}
}

// TestNoticeFits: the structure is the system's, and a text that is too long is cut.
func TestNoticeFits(t *testing.T) {
	if n := newNoticeIcon(0); n.size != 976 {
		t.Errorf("NOTIFYICONDATAW has %d bytes, want 976", n.size)
	}
	var field [4]uint16
	fill(field[:], "一二三四五")
	if got := windows.UTF16ToString(field[:]); got != "一二三" || field[3] != 0 {
		t.Errorf("filled with %q", got)
	}
}

// TestOneDialogAtATime: keys that are pressed twice open one dialog, and another one when it is closed.
func TestOneDialogAtATime(t *testing.T) {
	window := systemWindow(t)
	opened, answer, closed := make(chan int, 3), make(chan bool), 0
	for i := range 3 {
		modal(window, func() { opened <- i; <-answer })
	}
	if first := <-opened; first != 0 {
		t.Errorf("dialog %d was opened first", first)
	}
	answer <- true
	for deadline := 10000; closed == 0 && deadline > 0; deadline-- {
		modal(window, func() { opened <- 9; <-answer })
		select {
		case next := <-opened:
			closed = next
		default:
			runtime.Gosched()
		}
	}
	if closed == 0 {
		closed = <-opened
	}
	answer <- true
	if closed != 9 || len(opened) != 0 {
		t.Errorf("after the first dialog came %d, and %d more", closed, len(opened))
	}
}
