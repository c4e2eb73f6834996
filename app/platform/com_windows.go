package platform

import (
	"fmt"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var procCoCreateInstance = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")

// object is an object of the system's component model. Its methods are called by their places in its table, which are
// those of the interface's declaration in the SDK, from 0.
type object struct{ methods *[64]uintptr }

// The methods that every object has.
const (
	methodQuery   = 0
	methodRelease = 2
)

// newObject makes an object of a class, seen by one of its interfaces. The thread must be in an apartment.
func newObject(class, as *windows.GUID) (*object, error) {
	const inProcess = 1
	var o *object
	status, _, _ := procCoCreateInstance.Call(uintptr(unsafe.Pointer(class)), 0, inProcess, uintptr(unsafe.Pointer(as)), uintptr(unsafe.Pointer(&o)))
	if int32(status) < 0 || o == nil {
		return nil, fmt.Errorf("making an object of class %s: %w", class, windows.Errno(uint32(status)))
	}
	return o, nil
}

// as returns the object seen by another of its interfaces.
func (o *object) as(id *windows.GUID) (*object, error) {
	var other *object
	if err := o.call(methodQuery, uintptr(unsafe.Pointer(id)), uintptr(unsafe.Pointer(&other))); err != nil {
		return nil, err
	}
	return other, nil
}

// call calls the method in a place of the table. What pointers point to must be kept alive by the caller's own variables.
//
//go:uintptrescapes
func (o *object) call(method int, args ...uintptr) error {
	all := append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)
	status, _, _ := syscall.SyscallN(o.methods[method], all...)
	if int32(status) < 0 {
		return fmt.Errorf("method %d: %w", method, windows.Errno(uint32(status)))
	}
	return nil
}

func (o *object) release() {
	if o != nil {
		_ = o.call(methodRelease)
	}
}

// inApartment calls f on a thread of its own that may use the shell's objects and show its dialogs: windows of other
// threads go on meanwhile.
func inApartment(f func()) {
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with f, and its apartment with it
		if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err == nil {
			defer windows.CoUninitialize()
		}
		f()
	}()
}

// modal calls f, which shows a dialog that belongs to the window, as inApartment does; while another one of the window's
// is open or about to be, it does nothing: a key may be pressed twice. It must be called on the UI goroutine.
func modal(owner uintptr, f func()) {
	mark, _ := windows.UTF16PtrFromString("taizhang.dialog") // there is no zero in it
	if open, _, _ := procGetProp.Call(owner, uintptr(unsafe.Pointer(mark))); open != 0 {
		return
	}
	_, _, _ = procSetProp.Call(owner, uintptr(unsafe.Pointer(mark)), 1)
	inApartment(func() {
		defer func() { _, _, _ = procRemoveProp.Call(owner, uintptr(unsafe.Pointer(mark))) }()
		f()
	})
}
