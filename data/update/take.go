package update

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"taizhang/data/catalog"
)

// maxSums bounds the file of the sums, in bytes: there are four lines in it.
const maxSums = 64 << 10

// partial is the end of a file's name until its sum is known to be right.
const partial = ".part"

// Take copies a release into a folder of this computer and returns the path of the copy: a stick may be pulled out, and
// what was looked at must be what is started. A copy stays only if its sum is the one beside the release. Errors are
// catalog.Refusals: no_sums if there are none to hold it against, damaged, read, write. report may be nil.
func (r Release) Take(ctx context.Context, into string, report func(done, total int64)) (path string, err error) {
	want, err := r.sum()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(into, 0o700); err != nil {
		return "", notWritten(into, err)
	}
	path = filepath.Join(into, r.Kind.Name(r.Version))
	got, err := r.copyTo(ctx, path+partial, report)
	if err == nil && got != want {
		err = catalog.Refuse("damaged", "「%s」和校验文件对不上:它在拷贝时损坏了,或被改动过,没有使用。请重新拷贝一份", filepath.Base(r.Path))
	}
	if err == nil {
		if err = os.Rename(path+partial, path); err != nil {
			err = notWritten(into, err)
		}
	}
	if err != nil {
		return "", errors.Join(err, gone(path+partial))
	}
	return path, nil
}

func notWritten(into string, err error) error {
	return catalog.Refuse("write", "不能写入「%s」:磁盘可能已满,或没有权限。请腾出 100 MB 空间再试", into).Because(err)
}

func gone(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// copyTo copies the release to a file and returns its sum in hexadecimal digits.
func (r Release) copyTo(ctx context.Context, path string, report func(done, total int64)) (sum string, err error) {
	unread := func(err error) error {
		return catalog.Refuse("read", "「%s」读不出来:U 盘可能已拔出或损坏。请重新插好再试", r.Path).Because(err)
	}
	in, err := os.Open(r.Path)
	if err != nil {
		return "", unread(err)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return "", unread(err)
	}
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o700)
	if err != nil {
		return "", notWritten(filepath.Dir(path), err)
	}
	defer func() {
		if closing := out.Close(); closing != nil && err == nil {
			err = notWritten(filepath.Dir(path), closing)
		}
	}()
	hash, buffer, done := sha256.New(), make([]byte, 1<<20), int64(0)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := in.Read(buffer)
		hash.Write(buffer[:n])
		if _, err := out.Write(buffer[:n]); err != nil {
			return "", notWritten(filepath.Dir(path), err)
		}
		if done += int64(n); report != nil {
			report(done, info.Size())
		}
		switch {
		case errors.Is(err, io.EOF):
			return hex.EncodeToString(hash.Sum(nil)), nil
		case err != nil:
			return "", unread(err)
		}
	}
}

// sum reads what the sum of the release should be from the file beside it.
func (r Release) sum() (string, error) {
	file, name := filepath.Join(filepath.Dir(r.Path), r.Kind.Sums()), r.Kind.Name(r.Version)
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return "", catalog.Refuse("no_sums", "「%s」旁边没有校验文件「%s」,不能确认它是否完整,没有使用。请把一起发布的这几个文件都拷到 U 盘的同一个文件夹,再试一次",
			filepath.Base(r.Path), r.Kind.Sums()).Because(err)
	}
	if err != nil {
		return "", catalog.Refuse("read", "「%s」读不出来:U 盘可能已拔出或损坏。请重新插好再试", file).Because(err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSums))
	if err != nil {
		return "", catalog.Refuse("read", "「%s」读不出来:U 盘可能已拔出或损坏。请重新插好再试", file).Because(err)
	}
	if sum, ok := sums(content)[name]; ok {
		return sum, nil
	}
	return "", catalog.Refuse("no_sums", "校验文件「%s」里没有「%s」这个版本,不能确认它是否完整,没有使用。请把同一次发布的几个文件拷到一起,再试一次", r.Kind.Sums(), name)
}

// sums reads the lines of sha256sum: the digits, and the name behind a blank and a blank or a star. Editors of Windows
// may have put a mark before them and line ends of their own.
func sums(content []byte) map[string]string {
	found := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))))
	for lines.Scan() {
		digits, name, ok := strings.Cut(strings.TrimRight(lines.Text(), " \t\r"), " ")
		if raw, err := hex.DecodeString(digits); !ok || err != nil || len(raw) != sha256.Size {
			continue
		}
		found[strings.TrimLeft(name, " *")] = strings.ToLower(digits)
	}
	return found
}

// Tidy removes from a folder of Take what is of no use to a program of this version: releases that are not newer, and
// copies that were not finished. What can't be removed, as an installer that is at work, stays for the next time.
func Tidy(folder, version string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // there is nothing to tidy
	}
	for _, e := range entries {
		name, unfinished := strings.CutSuffix(e.Name(), partial)
		for kind := range forms {
			if v, ok := kind.versionOf(name); ok && (unfinished || Compare(v, version) <= 0) {
				_ = os.Remove(filepath.Join(folder, e.Name()))
			}
		}
	}
}
