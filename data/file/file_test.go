package file

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
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
	} {
		err := Replace(path, func(io.Writer) error { return nil })
		var refusal *catalog.Refusal
		if !errors.As(err, &refusal) || refusal.Code != CodeUnwritten || !strings.Contains(refusal.Text, word) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
