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
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	send := user32.NewProc("SendMessageW")
	class, _ := windows.UTF16PtrFromString("STATIC")
	const visibleFrame = 0x10CF0000 // WS_OVERLAPPEDWINDOW | WS_VISIBLE
	window, _, err := user32.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(class)), 0, visibleFrame, 10, 10, 400, 300, 0, 0, 0, 0)
	if window == 0 {
		t.Skip("no windows here: ", err)
	}
	defer user32.NewProc("DestroyWindow").Call(window)
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
	changes := 0
	m := &inputMethod{window: window, changed: func() { changes++ }, caret: func() (x, y, height int32, ok bool) { return at.x, at.y, 24, true }}
	m.attach()
	const enter = 13

	_, _, _ = send.Call(window, wmKeyDown, enter, 0)
	if keys != 1 {
		t.Fatalf("without an input method Enter reaches the window %d times", keys)
	}
	_, _, _ = send.Call(window, wmSettingChange, 0, 0)
	if changes != 1 {
		t.Errorf("a change of the system's settings is told %d times", changes)
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
