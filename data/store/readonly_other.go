//go:build !windows

package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// cannotWrite reports whether nothing can be written into a database file, or beside it, where SQLite keeps what is not in
// the file yet. The system is asked and nothing is opened: whoever closes a file gives up all locks that this program has on it.
func cannotWrite(path string) bool {
	may := func(path string) bool { return unix.Access(path, unix.W_OK) == nil }
	return !may(path) || !may(filepath.Dir(path)) && (!may(path+"-wal") || !may(path+"-shm"))
}

// onReadOnlyVolume reports whether the volume of a file can't be written by anybody. That nothing can be written where it is
// mounted does not do: it may be mounted elsewhere too.
func onReadOnlyVolume(path string) bool {
	var info unix.Stat_t
	if unix.Stat(path, &info) != nil {
		return false
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	return err == nil && isReadOnlyDevice(string(mounts), uint64(info.Dev)) //nolint:unconvert // other systems have other types
}

// isReadOnlyDevice looks for a device in a list of mounts, proc_pid_mountinfo(5). Only of a block device of this machine it
// is known that nobody else can write it.
func isReadOnlyDevice(mounts string, device uint64) bool {
	number := fmt.Sprintf("%d:%d", unix.Major(device), unix.Minor(device))
	for line := range strings.Lines(mounts) {
		mount, volume, _ := strings.Cut(line, " - ")
		at, of := strings.Fields(mount), strings.Fields(volume)
		if len(at) > 2 && at[2] == number && len(of) > 2 {
			return strings.HasPrefix(of[1], "/dev/") && slices.Contains(strings.Split(of[2], ","), "ro")
		}
	}
	return false
}
