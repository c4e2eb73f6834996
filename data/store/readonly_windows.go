package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// cannotWrite reports whether a database file can't be opened for writing because it is marked as read-only, or nobody, or
// this user, may write there. One that another program holds is not meant. That nothing can be made beside it, only SQLite
// finds out.
func cannotWrite(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		f.Close()
		return false
	}
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, windows.ERROR_WRITE_PROTECT)
}

// onReadOnlyVolume reports whether the volume of a file can't be written by anybody: a CD, a stick with its switch on.
func onReadOnlyVolume(path string) bool {
	full, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(full) + `\`)
	if err != nil {
		return false
	}
	var flags uint32
	return windows.GetVolumeInformation(root, nil, 0, nil, nil, &flags, nil, 0) == nil && flags&windows.FILE_READ_ONLY_VOLUME != 0
}
