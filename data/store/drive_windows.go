package store

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// onNetworkDrive reports whether path is on a drive letter that stands for a share.
func onNetworkDrive(path string) bool {
	full, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(full) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
