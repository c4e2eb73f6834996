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

// Messages and constants of winuser.h and imm.h.
const (
	wmKillFocus           = 0x0008
	wmSettingChange       = 0x001A
	wmKeyDown             = 0x0100
	wmImeStartComposition = 0x010D
	wmImeEndComposition   = 0x010E
	wmImeComposition      = 0x010F
	wmImeNotify           = 0x0282
	wmThemeChanged        = 0x031A

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

// inputMethod keeps the windows of an input method at the caret, and its keys away from the window.
type inputMethod struct {
	window uintptr
	next   uintptr // the procedure that the window had
	// caret returns where text is typed, in pixels of the window, and the height of its line.
	caret     func() (x, y, height int32, ok bool)
	changed   func() // is told that the system's looks may have changed
	composing bool
}

// Adapt has a window that is shown follow the system's manners: the windows of input methods stand at the caret, and
// changed is called on the UI goroutine when the system's looks may have changed. It must be called on that goroutine.
func Adapt(w fyne.Window, changed func()) {
	h := handle(w)
	if h == 0 {
		return
	}
	m := &inputMethod{window: h, changed: func() { fyne.Do(changed) }, caret: func() (x, y, height int32, ok bool) {
		c := w.Canvas()
		at, line, ok := caretOf(c)
		left, top := c.PixelCoordinateForPosition(at)
		_, bottom := c.PixelCoordinateForPosition(at.AddXY(0, line))
		return int32(left), int32(top), int32(bottom - top), ok
	}}
	m.attach()
}

// attach puts the input method's procedure before the window's.
func (m *inputMethod) attach() {
	const procedure = -4 // GWLP_WNDPROC
	index := procedure
	m.next, _, _ = procSetWindowLongPtr.Call(m.window, uintptr(index), windows.NewCallback(m.handle))
}

func (m *inputMethod) handle(window, message, w, l uintptr) uintptr {
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
	case wmSettingChange, wmThemeChanged:
		m.changed()
	case wmKeyDown:
		// Some input methods pass Enter, Esc and arrows on although they act on them: here they would end the edit.
		if m.composing {
			r, _, _ := procDefWindowProc.Call(window, message, w, l)
			return r
		}
	}
	r, _, _ := procCallWindowProc.Call(m.next, window, message, w, l)
	return r
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
