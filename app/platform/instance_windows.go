package platform

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32                     = windows.NewLazySystemDLL("kernel32.dll")
	procWaitNamedPipe            = kernel32.NewProc("WaitNamedPipeW")
	procAllowSetForegroundWindow = user32.NewProc("AllowSetForegroundWindow")
)

// seat names the session of Windows: a window in another one (a remote desktop) is no use to who sits here.
func seat() string {
	var session uint32
	if err := windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &session); err != nil {
		return ""
	}
	return fmt.Sprint(session)
}

// pipes is where the names of pipes stand.
const pipes = `\\.\pipe\`

// meetingPlace returns the name of the pipe. It holds the user's SID, so that users don't stand in each other's way.
func meetingPlace(name string) (string, error) {
	sid, err := userSID()
	if err != nil {
		return "", err
	}
	return pipes + "taizhang-" + sid + "-" + name, nil
}

func userSID() (string, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return "", fmt.Errorf("asking for the user: %w", err)
	}
	return user.User.Sid.String(), nil
}

// pipeListener has one end of the pipe ready for the next start, and holds the claim by a mutex of the same name: it ends
// with its program, whatever becomes of the pipe.
type pipeListener struct {
	place string
	claim windows.Handle
	next  windows.Handle
	stop  windows.Handle // an event
	mu    sync.Mutex     // held while next is waited on
}

func listen(place string) (listener, error) {
	name, err := windows.UTF16PtrFromString(`Local\` + strings.TrimPrefix(place, pipes))
	if err != nil {
		return nil, err
	}
	claim, err := windows.CreateMutex(nil, false, name)
	if errors.Is(err, windows.ERROR_ALREADY_EXISTS) || errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return nil, errors.Join(errTaken, closeHandles(claim))
	}
	if err != nil {
		return nil, err
	}
	next, err := newPipe(place, windows.FILE_FLAG_FIRST_PIPE_INSTANCE)
	if err != nil {
		return nil, errors.Join(err, closeHandles(claim))
	}
	stop, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return nil, errors.Join(err, closeHandles(claim, next))
	}
	return &pipeListener{place: place, claim: claim, next: next, stop: stop}, nil
}

// closeHandles closes those that were opened.
func closeHandles(handles ...windows.Handle) error {
	var all error
	for _, h := range handles {
		if h != 0 {
			all = errors.Join(all, windows.CloseHandle(h))
		}
	}
	return all
}

const pipeBuffer = 64 << 10

// newPipe makes an end of the pipe that this user alone can open, from this computer alone.
func newPipe(place string, flags uint32) (windows.Handle, error) {
	sid, err := userSID()
	if err != nil {
		return 0, err
	}
	guard, err := windows.SecurityDescriptorFromString("D:P(A;;GA;;;" + sid + ")")
	if err != nil {
		return 0, fmt.Errorf("describing who may open the pipe: %w", err)
	}
	attributes := windows.SecurityAttributes{SecurityDescriptor: guard}
	attributes.Length = uint32(unsafe.Sizeof(attributes))
	name, err := windows.UTF16PtrFromString(place)
	if err != nil {
		return 0, err
	}
	return windows.CreateNamedPipe(name, windows.PIPE_ACCESS_DUPLEX|windows.FILE_FLAG_OVERLAPPED|flags,
		windows.PIPE_TYPE_BYTE|windows.PIPE_REJECT_REMOTE_CLIENTS, windows.PIPE_UNLIMITED_INSTANCES, pipeBuffer, pipeBuffer, 0, &attributes)
}

// Accept implements listener.
func (l *pipeListener) Accept() (wire, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		err := l.connected()
		if errors.Is(err, windows.ERROR_NO_DATA) { // it came and went
			if err := windows.DisconnectNamedPipe(l.next); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		next, err := newPipe(l.place, 0)
		if err != nil {
			return nil, err
		}
		taken := l.next
		l.next = next
		return os.NewFile(uintptr(taken), l.place), nil
	}
}

// connected waits until the other end of the next pipe is opened.
func (l *pipeListener) connected() error {
	event, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return err
	}
	defer windows.CloseHandle(event)
	overlapped := &windows.Overlapped{HEvent: event}
	err = windows.ConnectNamedPipe(l.next, overlapped)
	switch {
	case err == nil, errors.Is(err, windows.ERROR_PIPE_CONNECTED):
		return nil
	case !errors.Is(err, windows.ERROR_IO_PENDING):
		return err
	}
	which, err := windows.WaitForMultipleObjects([]windows.Handle{event, l.stop}, false, windows.INFINITE)
	var n uint32
	if err == nil && which == windows.WAIT_OBJECT_0 {
		return windows.GetOverlappedResult(l.next, overlapped, &n, true)
	}
	_ = windows.CancelIoEx(l.next, overlapped)
	_ = windows.GetOverlappedResult(l.next, overlapped, &n, true)
	return errors.Join(net.ErrClosed, err)
}

// Close implements listener.
func (l *pipeListener) Close() error {
	err := windows.SetEvent(l.stop)
	l.mu.Lock()
	defer l.mu.Unlock()
	return errors.Join(err, closeHandles(l.next, l.stop, l.claim))
}

// busyWait is how long to wait for an end of the pipe before looking whether anybody still waits for us.
const busyWait = 100 * time.Millisecond

// dial opens the other end, and lets the program there come to the front: Windows grants that to the program which the
// user has just started, and it can pass it on.
func dial(ctx context.Context, place string) (wire, error) {
	name, err := windows.UTF16PtrFromString(place)
	if err != nil {
		return nil, err
	}
	for ctx.Err() == nil {
		// Whoever has taken the name may learn who we are, but not act for us.
		h, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING,
			windows.FILE_FLAG_OVERLAPPED|windows.SECURITY_SQOS_PRESENT|windows.SECURITY_IDENTIFICATION, 0)
		switch {
		case errors.Is(err, windows.ERROR_FILE_NOT_FOUND):
			return nil, errAbsent
		case errors.Is(err, windows.ERROR_PIPE_BUSY):
			_, _, _ = procWaitNamedPipe.Call(uintptr(unsafe.Pointer(name)), uintptr(busyWait.Milliseconds()))
		case err != nil:
			return nil, err
		default:
			var server uint32
			if windows.GetNamedPipeServerProcessId(h, &server) == nil {
				_, _, _ = procAllowSetForegroundWindow.Call(uintptr(server))
			}
			return os.NewFile(uintptr(h), place), nil
		}
	}
	return nil, ctx.Err()
}
