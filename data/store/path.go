package store

import (
	"os"
	"path/filepath"
	"runtime"

	"taizhang/data/catalog"
)

// PortableMark is the file beside the program that says that the records stay beside it too, in the folder data: a
// program on a stick leaves no records on the computers that it is plugged into.
const PortableMark = "portable.txt"

// DefaultPath returns the database file that is used where nobody names another: data/taizhang.db beside a program with
// a PortableMark, else %APPDATA%\taizhang\taizhang.db on Windows, and taizhang/taizhang.db under $XDG_DATA_HOME or
// ~/.local/share elsewhere. The error is a catalog.Refusal of code read_only if a portable program without records stands
// where nothing can be written; the path is then that of a program which is not portable, and both are of use.
func DefaultPath() (string, error) {
	return defaultPath(programFile(), dataHome(runtime.GOOS, os.Getenv))
}

// IsPortable reports whether this program lies beside a PortableMark.
func IsPortable() bool { return isPortable(programFile()) }

// programFile is this program's file, "" if the system doesn't tell: then it isn't portable.
func programFile() string {
	program, err := os.Executable()
	if err == nil {
		program, err = filepath.EvalSymlinks(program)
	}
	if err != nil {
		return ""
	}
	return program
}

func isPortable(program string) bool {
	return program != "" && isFile(filepath.Join(filepath.Dir(program), PortableMark))
}

// defaultPath is DefaultPath for a program in a file, on a system that has home for the data of programs.
func defaultPath(program, home string) (string, error) {
	installed := filepath.Join(home, "taizhang", "taizhang.db")
	beside := filepath.Dir(program)
	if !isPortable(program) {
		return installed, nil
	}
	path := filepath.Join(beside, "data", "taizhang.db")
	if err := tryWriting(filepath.Dir(path)); err != nil && !isFile(path) { // records that are there can still be read
		return installed, catalog.Refuse("read_only",
			"便携版所在的「%s」不能写入:台账改存在这台电脑的「%s」。请打开 U 盘的写保护开关,或把整个文件夹复制到电脑上再打开",
			beside, installed).Because(err)
	}
	return path, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// tryWriting makes a folder if it is not there, and writes into it. Rights alone don't tell: sticks have a switch.
func tryWriting(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".try-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	return f.Close()
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
