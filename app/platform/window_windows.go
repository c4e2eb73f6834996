package platform

import (
	"runtime"
	"unsafe"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
)

var (
	procSetWindowLongPtr = user32.NewProc("SetWindowLongPtrW")
	procCallWindowProc   = user32.NewProc("CallWindowProcW")
	procDefWindowProc    = user32.NewProc("DefWindowProcW")
	procCreateCaret      = user32.NewProc("CreateCaret")
	procSetCaretPos      = user32.NewProc("SetCaretPos")
	procDestroyCaret     = user32.NewProc("DestroyCaret")

	imm32                  = windows.NewLazySystemDLL("imm32.dll")
	procImmGetContext      = imm32.NewProc("ImmGetContext")
	procImmReleaseContext  = imm32.NewProc("ImmReleaseContext")
	procImmSetComposition  = imm32.NewProc("ImmSetCompositionWindow")
	procImmSetCandidate    = imm32.NewProc("ImmSetCandidateWindow")
	procImmSetTextOfDrafts = imm32.NewProc("ImmSetCompositionFontW")
)

// Messages and constants of winuser.h, dbt.h and imm.h.
const (
	wmDestroy             = 0x0002
	wmActivate            = 0x0006
	wmKillFocus           = 0x0008
	wmSettingChange       = 0x001A
	wmKeyDown             = 0x0100
	wmImeStartComposition = 0x010D
	wmImeEndComposition   = 0x010E
	wmImeComposition      = 0x010F
	wmImeNotify           = 0x0282
	wmDeviceChange        = 0x0219
	wmThemeChanged        = 0x031A

	deviceArrival = 0x8000

	imnChangeCandidate = 3
	imnOpenCandidate   = 5

	cfsPoint   = 0x0002
	cfsExclude = 0x0080
)

type (
	point struct{ x, y int32 }
	rect  struct{ left, top, right, bottom int32 }
	// compositionForm is COMPOSITIONFORM.
	compositionForm struct {
		style uint32
		at    point
		area  rect
	}
	// candidateForm is CANDIDATEFORM.
	candidateForm struct {
		index, style uint32
		at           point
		area         rect
	}
	// logFont is LOGFONTW.
	logFont struct {
		height, width, escapement, orientation, weight                                           int32
		italic, underline, strikeOut, charSet, outPrecision, clipPrecision, quality, pitchFamily uint8
		face                                                                                     [32]uint16
	}
)

// manner stands before a window's procedure and does what the system's programs do.
type manner struct {
	window uintptr
	next   uintptr // the procedure that the window had
	events Events
	input  inputMethod
}

// Adapt has a window that is shown follow the system's manners: the windows of input methods stand at the caret, notices
// go when they are read, and the events are told on the UI goroutine. It must be called on that goroutine.
func Adapt(w fyne.Window, events Events) {
	h := handle(w)
	if h == 0 {
		return
	}
	told := Events{Looks: func() { fyne.Do(events.Looks) }, Stick: func() { fyne.Do(events.Stick) }}
	m := &manner{window: h, events: told, input: inputMethod{window: h, caret: func() (x, y, height int32, ok bool) {
		c := w.Canvas()
		at, line, ok := caretOf(c)
		left, top := c.PixelCoordinateForPosition(at)
		_, bottom := c.PixelCoordinateForPosition(at.AddXY(0, line))
		return int32(left), int32(top), int32(bottom - top), ok
	}}}
	m.attach()
}

// attach puts the procedure before the window's.
func (m *manner) attach() {
	const procedure = -4 // GWLP_WNDPROC
	index := procedure
	m.next, _, _ = procSetWindowLongPtr.Call(m.window, uintptr(index), windows.NewCallback(m.handle))
}

func (m *manner) handle(window, message, w, l uintptr) uintptr {
	switch message {
	case wmSettingChange, wmThemeChanged:
		m.events.Looks()
	case wmDeviceChange:
		if w == deviceArrival {
			m.events.Stick()
		}
	case wmActivate:
		if w&0xFFFF != 0 {
			endNotice(window)
		}
	case wmDestroy:
		endNotice(window)
	case wmNotice:
		if answered(l) {
			endNotice(window)
			bringForward(window)
		}
		return 0
	}
	if m.input.takes(message, w) {
		r, _, _ := procDefWindowProc.Call(window, message, w, l)
		return r
	}
	r, _, _ := procCallWindowProc.Call(m.next, window, message, w, l)
	return r
}

// inputMethod keeps the windows of an input method at the caret, and its keys away from the window.
type inputMethod struct {
	window uintptr
	// caret returns where text is typed, in pixels of the window, and the height of its line.
	caret     func() (x, y, height int32, ok bool)
	composing bool
}

// takes looks at a message to the window and reports whether it is the input method's alone.
func (m *inputMethod) takes(message, w uintptr) bool {
	switch message {
	case wmImeStartComposition:
		m.composing = true
		m.place()
	case wmImeComposition:
		m.place()
	case wmImeNotify:
		if w == imnOpenCandidate || w == imnChangeCandidate {
			m.place()
		}
	case wmImeEndComposition, wmKillFocus:
		if m.composing {
			_, _, _ = procDestroyCaret.Call()
		}
		m.composing = false
	case wmKeyDown:
		// Some input methods pass Enter, Esc and arrows on although they act on them: here they would end the edit.
		return m.composing
	}
	return false
}

// place tells the input method where the caret is: by its own forms, and by the system's caret, which some look at
// instead. The caret is never shown.
func (m *inputMethod) place() {
	x, y, height, ok := m.caret()
	if !ok {
		return
	}
	if context, _, _ := procImmGetContext.Call(m.window); context != 0 {
		composition := compositionForm{style: cfsPoint, at: point{x, y}}
		_, _, _ = procImmSetComposition.Call(context, uintptr(unsafe.Pointer(&composition)))
		candidates := candidateForm{style: cfsExclude, at: point{x, y + height}, area: rect{x, y, x + 2, y + height}}
		_, _, _ = procImmSetCandidate.Call(context, uintptr(unsafe.Pointer(&candidates)))
		font := logFont{height: -height * 3 / 4, weight: 400, charSet: 1}
		copy(font.face[:], utf16("Microsoft YaHei"))
		_, _, _ = procImmSetTextOfDrafts.Call(context, uintptr(unsafe.Pointer(&font)))
		_, _, _ = procImmReleaseContext.Call(m.window, context)
		runtime.KeepAlive(&font)
	}
	_, _, _ = procCreateCaret.Call(m.window, 0, 1, uintptr(height))
	_, _, _ = procSetCaretPos.Call(uintptr(x), uintptr(y))
}
