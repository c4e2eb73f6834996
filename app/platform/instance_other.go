//go:build !windows

package platform

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"syscall"
)

// seat names the screen that the window stands on: a window on another one is no use to who sits here.
func seat() string { return os.Getenv("DISPLAY") + "\n" + os.Getenv("WAYLAND_DISPLAY") }

// meetingPlace returns the path of the socket of a name, in a folder that this user alone can enter.
func meetingPlace(name string) (string, error) {
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if dir != "" {
		dir = filepath.Join(dir, "taizhang")
	} else {
		dir = filepath.Join(os.TempDir(), fmt.Sprintf("taizhang-%d", os.Getuid()))
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm()&0o077 != 0 || !ok || int(owner.Uid) != os.Getuid() {
		return "", fmt.Errorf("%s is open to others", dir)
	}
	return filepath.Join(dir, name+".sock"), nil
}

// socketListener holds a lock besides its socket: a lock ends with its program, a socket's file outlives a crash.
type socketListener struct {
	*net.UnixListener
	lock *os.File
}

func listen(place string) (listener, error) {
	lock, err := os.OpenFile(place+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errTaken
		}
		return nil, fmt.Errorf("locking: %w", err)
	}
	if err := os.Remove(place); err != nil && !errors.Is(err, os.ErrNotExist) {
		lock.Close()
		return nil, err
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: place, Net: "unix"})
	if err == nil {
		err = os.Chmod(place, 0o600)
	}
	if err != nil {
		lock.Close()
		return nil, err
	}
	return &socketListener{l, lock}, nil
}

// Accept implements listener.
func (l *socketListener) Accept() (wire, error) { return l.AcceptUnix() }

// Close implements listener. The lock's file stays: another start may have it open and be about to lock it.
func (l *socketListener) Close() error {
	return errors.Join(l.UnixListener.Close(), l.lock.Close())
}

func dial(ctx context.Context, place string) (wire, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, "unix", place)
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
		return nil, errAbsent
	}
	if err != nil {
		return nil, err
	}
	return c.(*net.UnixConn), nil
}
