package file

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"taizhang/data/catalog"
)

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "花名册.csv")
	for _, text := range []string{"一", "二"} {
		if err := Replace(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("file holds %q, want %q", got, text)
		}
	}
	failure := errors.New("layout failed")
	err := Replace(path, func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Repeat("x", 1<<20))
		return errors.Join(err, failure)
	})
	if !errors.Is(err, failure) {
		t.Errorf("error %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "二" {
		t.Errorf("after a failure the file holds %q", got)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
}

// TestReplaceKeepsRefusals: what could not be read is not told as something that could not be written.
func TestReplaceKeepsRefusals(t *testing.T) {
	_, missing := os.Open(filepath.Join(t.TempDir(), "没有"))
	err := Replace(filepath.Join(t.TempDir(), "a"), func(io.Writer) error { return catalog.Refuse("read", "读不出来").Because(missing) })
	if !errors.Is(err, &catalog.Refusal{Code: "read"}) {
		t.Errorf("told as %v", err)
	}
}

func TestReplaceRefuses(t *testing.T) {
	dir := t.TempDir()
	for path, word := range map[string]string{
		filepath.Join(dir, "没有", "a.csv"): "不存在",
		dir:                               "文件夹",
		protectedFile(t, dir):             "只读",
	} {
		err := Replace(path, func(io.Writer) error { return nil })
		var refusal *catalog.Refusal
		if !errors.As(err, &refusal) || refusal.Code != CodeUnwritten || !strings.Contains(refusal.Text, word) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// protectedFile makes a file that its owner has made read-only.
func protectedFile(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "只读.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o400); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestFullDisk: a disk that fills up while a file is written leaves what was there, and nothing else.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "花名册.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	full := func(w io.Writer) error {
		if _, err := w.Write([]byte("half of it")); err != nil {
			return err
		}
		return &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	if text := catalog.Message(Replace(path, full)); !strings.Contains(text, "「"+path+"」") || !strings.Contains(text, "磁盘") {
		t.Errorf("told is %s", text)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left are %v, %v", entries, err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "old" {
		t.Errorf("what was there is %q, %v", text, err)
	}
}

// TestUnfinished: what Replace leaves when the computer goes out is told by its name, and no other file is.
func TestUnfinished(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "社区.xlsx")
	err := Replace(path, func(io.Writer) error {
		left, err := os.ReadDir(dir)
		if err != nil || len(left) != 1 {
			t.Fatal(left, err)
		}
		if of, ok := Unfinished(left[0].Name()); !ok || of != "社区.xlsx" {
			t.Errorf("%s is of %q, %v", left[0].Name(), of, ok)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", ".tmp", "..ABCDEFGH.tmp", ".ABCDEFGH.tmp", "a.ABCDEFGH.tmp", ".a.ABCDEFGH", ".aABCDEFGHI.tmp", "社区.xlsx"} {
		if of, ok := Unfinished(name); ok {
			t.Errorf("%q is told as an unfinished %q", name, of)
		}
	}
}
