package platform

import (
	"errors"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// TestTasks: the shortcuts are made and the system takes them; a system that has no such lists (Wine 8 among them) says so.
func TestTasks(t *testing.T) {
	if size := unsafe.Sizeof(textVariant{}); size != 24 {
		t.Errorf("PROPVARIANT has %d bytes, want 24", size)
	}
	done := make(chan error)
	inApartment(func() {
		link, err := linkTo(`C:\张 三\taizhang.exe`, Task{Title: "导入表格", Arguments: "-page intake"})
		if err == nil {
			err = readBack(t, link)
			link.release()
		}
		done <- err
	})
	if err := <-done; err != nil && !errors.Is(err, windows.Errno(eNotImplemented)) {
		t.Error("a shortcut:", err)
	}
	inApartment(func() { done <- offerTasks([]Task{{"导入表格", "-page intake"}, {"套表", "-page filling"}}) })
	switch err := <-done; {
	case errors.Is(err, windows.Errno(eNotImplemented)):
		t.Skip("no such lists here: ", err)
	case err != nil:
		t.Error(err)
	}
}

const eNotImplemented = 0x80004001

// readBack asks a shortcut for its arguments: method 10 is GetArguments.
func readBack(t *testing.T, link *object) error {
	var buffer [260]uint16
	if err := link.call(10, uintptr(unsafe.Pointer(&buffer[0])), uintptr(len(buffer))); err != nil {
		return err
	}
	if got := windows.UTF16ToString(buffer[:]); got != "-page intake" {
		t.Errorf("the shortcut's arguments are %q", got)
	}
	return nil
}
