package store

import (
	"os"
	"path/filepath"
	"runtime"
)

// DefaultPath returns the database file that is used where nobody names another: %APPDATA%\taizhang\taizhang.db on
// Windows, taizhang/taizhang.db under $XDG_DATA_HOME or ~/.local/share elsewhere. It makes nothing.
func DefaultPath() string {
	return filepath.Join(dataHome(runtime.GOOS, os.Getenv), "taizhang", "taizhang.db")
}

// dataHome returns the folder for the data of a user's programs; "" if the system names none.
func dataHome(system string, getenv func(string) string) string {
	if system == "windows" {
		if dir := getenv("APPDATA"); dir != "" {
			return dir
		}
		return getenv("USERPROFILE")
	}
	if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if home := getenv("HOME"); home != "" {
		return filepath.Join(home, ".local", "share")
	}
	return ""
}
