//go:build !windows

package platform

import (
	"net"
	"os"
	"path/filepath"
	"testing"
)

// meetHere has the starts of a test meet in a folder of their own.
func meetHere(t *testing.T) {
	dir, err := os.MkdirTemp("", "meet") // names of sockets must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	t.Setenv("XDG_RUNTIME_DIR", dir)
	t.Setenv("DISPLAY", ":7")
}

// TestSocketOfACrash: the file of a program that was killed stays, and keeps nobody from opening.
func TestSocketOfACrash(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	place, err := meetingPlace(claimName(db, seat()))
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: place, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	l.Close()
	if err := os.WriteFile(place+".lock", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	first(t, db)
	info, err := os.Stat(place)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket has the mode %v, %v", info.Mode(), err)
	}
}

// TestFolderOfSomebodyElse: without a runtime folder of one's own, a folder in /tmp that others can write to is refused.
func TestFolderOfSomebodyElse(t *testing.T) {
	meetHere(t)
	dir := filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "taizhang")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if i, handed, err := claim(t, "a.db", soon, Handover{}); err == nil || handed || i != nil {
		t.Errorf("met in a folder that is open to others: %v", err)
	}
}

// TestAnotherScreen: a window on another screen is not the window of who sits here.
func TestAnotherScreen(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	first(t, db)
	t.Setenv("DISPLAY", ":8")
	first(t, db)
}
