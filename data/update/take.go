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
	"taizhang/data/file"
)

// maxSums bounds the file of the sums, in bytes: there are four lines in it.
const maxSums = 64 << 10

// Take copies a release into a folder of this computer and returns the path of the copy: a stick may be pulled out, and
// what was looked at must be what is started. A copy stays only if its sum is the one beside the release. Errors are
// catalog.Refusals: no_sums if there are none to hold it against, damaged, read, file.CodeUnwritten.
func (r Release) Take(ctx context.Context, into string, report file.Report) (path string, err error) {
	want, err := r.sum()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(into, 0o700); err != nil {
		return "", catalog.Refuse(file.CodeUnwritten, "不能写入「%s」:磁盘可能已满,或没有权限。请腾出 100 MB 空间再试", into).Because(err)
	}
	path = filepath.Join(into, r.Kind.Name(r.Version))
	if err := file.Replace(path, func(w io.Writer) error { return r.copyTo(ctx, w, want, report) }); err != nil {
		return "", err
	}
	return path, nil
}

// copyTo copies the release, whose sum in hexadecimal digits must be the wanted one.
func (r Release) copyTo(ctx context.Context, w io.Writer, want string, report file.Report) error {
	in, err := os.Open(r.Path)
	if err != nil {
		return unread(r.Path, err)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return unread(r.Path, err)
	}
	hash := sha256.New()
	err = file.Copy(ctx, io.MultiWriter(w, hash), in, info.Size(), report)
	var writing file.WriteError
	switch {
	case errors.As(err, &writing) || ctx.Err() != nil:
		return err
	case err != nil:
		return unread(r.Path, err)
	case hex.EncodeToString(hash.Sum(nil)) != want:
		return catalog.Refuse("damaged", "「%s」和校验文件对不上:它在拷贝时损坏了,或被改动过,没有使用。请重新拷贝一份", filepath.Base(r.Path))
	}
	return nil
}

func unread(path string, err error) error {
	return catalog.Refuse("read", "「%s」读不出来:U 盘可能已拔出或损坏。请重新插好再试", path).Because(err)
}

// sum reads what the sum of the release should be from the file beside it.
func (r Release) sum() (string, error) {
	path, name := filepath.Join(filepath.Dir(r.Path), r.Kind.Sums()), r.Kind.Name(r.Version)
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return "", catalog.Refuse("no_sums", "「%s」旁边没有校验文件「%s」,不能确认它是否完整,没有使用。请把一起发布的这几个文件都拷到 U 盘的同一个文件夹,再试一次",
			filepath.Base(r.Path), r.Kind.Sums()).Because(err)
	}
	if err != nil {
		return "", unread(path, err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSums))
	if err != nil {
		return "", unread(path, err)
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
		name, unfinished := file.Unfinished(e.Name())
		if !unfinished {
			name = e.Name()
		}
		for kind := range forms {
			if v, ok := kind.versionOf(name); ok && (unfinished || Compare(v, version) <= 0) {
				_ = os.Remove(filepath.Join(folder, e.Name()))
			}
		}
	}
}
