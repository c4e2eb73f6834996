package file

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"taizhang/data/catalog"
)

// CodeUnwritten is the code of the refusal of a file that could not be written.
const CodeUnwritten = "unwritten"

// The name of a file that is not whole yet is .NAME.XXXXXXXX.tmp.
const (
	temporaryMark = "."
	temporaryTag  = 8 // letters and digits
	temporaryEnd  = ".tmp"
)

// Unfinished tells whether name is that of a file that Replace had begun when the computer went out, and of which one.
func Unfinished(name string) (of string, ok bool) {
	middle, ends := strings.CutSuffix(name, temporaryEnd)
	middle, begins := strings.CutPrefix(middle, temporaryMark)
	dot := len(middle) - temporaryTag - 1
	if !ends || !begins || dot < 1 || middle[dot] != '.' {
		return "", false
	}
	return middle[:dot], true
}

// Replace writes a file that takes the place of path only when all of it is on the disk. If anything fails, a
// file that was at path is left as it was; what stands in the way on the disk is a catalog.Refusal of CodeUnwritten.
func Replace(path string, write func(io.Writer) error) error {
	if err := CheckTarget(path); err != nil {
		return err
	}
	temporary := filepath.Join(filepath.Dir(path), temporaryMark+filepath.Base(path)+"."+rand.Text()[:temporaryTag]+temporaryEnd)
	if err := writeFile(temporary, write); err != nil {
		os.Remove(temporary)
		return refuseWriting(path, err)
	}
	if err := os.Rename(temporary, path); err != nil {
		os.Remove(temporary)
		return catalog.Refuse(CodeUnwritten, "「%s」正被别的程序(如 Excel、WPS)打开,没有写入;请先在那里关闭它,再试一次", path).Because(err)
	}
	return nil
}

// CheckTarget says why what stands at path is not to be replaced: it is a folder, or somebody has protected it.
func CheckTarget(path string) error {
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return catalog.Refuse(CodeUnwritten, "「%s」是一个文件夹,请写出文件名", path)
	case err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o200 == 0:
		return catalog.Refuse(CodeUnwritten, "「%s」是只读文件,没有写入;请换一个文件名,或先在它的属性里去掉“只读”", path)
	}
	return nil
}

// writeFile makes a new file and has it on the disk when it returns nil.
func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	buffered := bufio.NewWriterSize(f, 1<<16)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	return f.Sync()
}

// refuseWriting says why a file could not be written; what is no fault of the file system, or has been told, is returned
// as it is.
func refuseWriting(path string, err error) error {
	dir := filepath.Dir(path)
	var fault *fs.PathError
	var told *catalog.Refusal
	switch {
	case errors.As(err, &told) || !errors.As(err, &fault):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return catalog.Refuse(CodeUnwritten, "文件夹「%s」不存在,没有写入;请换一个位置", dir).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return catalog.Refuse(CodeUnwritten, "没有权限写入文件夹「%s」;请换一个位置,例如“文档”或桌面", dir).Because(err)
	}
	return catalog.Refuse(CodeUnwritten, "写入「%s」失败:磁盘可能已满或已断开;请换一个位置再试", path).Because(fmt.Errorf("write %s: %w", path, err))
}

// RemoveFolder removes a folder for what is wanted for a moment, and the files in it; it may not be there. (os.RemoveAll
// fails on Debian's Wine, where it is tried.)
func RemoveFolder(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		os.Remove(filepath.Join(folder, e.Name()))
	}
	os.Remove(folder)
}

// Word returns s without what Windows allows in no name of a file.
func Word(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, s), ". ")
}
