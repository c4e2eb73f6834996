package roster

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/file"
)

func TestNames(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "北门社区.xlsx"), []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	pattern := filepath.Join(dir, OrgMark+".xlsx")
	for _, c := range []struct {
		replace bool
		orgs    []string
		want    []string
	}{
		{true, []string{"北门社区", "北门社区", "a/b:c. "}, []string{"北门社区.xlsx", "北门社区(2).xlsx", "a_b_c.xlsx"}},
		{false, []string{"北门社区", "北门社区", "西上社区"}, []string{"北门社区(2).xlsx", "北门社区(3).xlsx", "西上社区.xlsx"}},
	} {
		names := Names{Pattern: pattern, Replace: c.replace}
		for i, org := range c.orgs {
			if got := filepath.Base(names.Next(org, "")); got != c.want[i] {
				t.Errorf("replace %v, %q: %q, want %q", c.replace, org, got, c.want[i])
			}
		}
	}
}

func TestWriteEachLeavesWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "北门社区.csv")
	if err := os.WriteFile(there, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	tables := []catalog.Table{{Sheet: "北门社区"}, {Sheet: "西上社区"}}
	paths, err := WriteEach(t.Context(), Names{Pattern: filepath.Join(dir, OrgMark+".csv")}, tables, Options{})
	if err != nil || len(paths) != 2 || filepath.Base(paths[0]) != "北门社区(2).csv" {
		t.Fatalf("%v %v", paths, err)
	}
	if b, err := os.ReadFile(there); err != nil || string(b) != "theirs" {
		t.Errorf("the file that was there: %q %v", b, err)
	}
}

func TestWriteAllWritesNoneIfOneFails(t *testing.T) {
	dir := t.TempDir()
	failed := errors.New("no")
	err := WriteAll(t.Context(), []File{
		{filepath.Join(dir, "a"), func(_ context.Context, path string) error { return os.WriteFile(path, nil, 0o600) }},
		{filepath.Join(dir, "b"), func(context.Context, string) error { return failed }},
	})
	left, _ := os.ReadDir(dir)
	if !errors.Is(err, failed) || len(left) != 0 {
		t.Errorf("%v, left %v", err, left)
	}
}

// TestWriteAllStopsBeforeAProtectedFile: of several files none is written if one of them may not be replaced.
func TestWriteAllStopsBeforeAProtectedFile(t *testing.T) {
	dir := t.TempDir()
	write := func(_ context.Context, path string) error { return os.WriteFile(path, []byte("new"), 0o600) }
	protected := filepath.Join(dir, "只读.xlsx")
	if err := os.WriteFile(protected, []byte("old"), 0o400); err != nil {
		t.Fatal(err)
	}
	err := WriteAll(t.Context(), []File{{filepath.Join(dir, "a"), write}, {protected, write}})
	left, _ := os.ReadDir(dir)
	if !strings.Contains(catalog.Message(err), "只读") || len(left) != 1 {
		t.Errorf("%v, left %v", err, left)
	}
	if text, err := os.ReadFile(protected); err != nil || string(text) != "old" {
		t.Errorf("the protected file is %q, %v", text, err)
	}
}

// TestWriteAllNamesTheFileThatWasWanted: where the disk is full the clerk is not told of the place in which files are
// written until all are whole.
func TestWriteAllNamesTheFileThatWasWanted(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "花名册.xlsx")
	full := func(io.Writer) error { return &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC} }
	err := WriteAll(t.Context(), []File{{path, func(_ context.Context, path string) error { return file.Replace(path, full) }}})
	left, _ := os.ReadDir(dir)
	if text := catalog.Message(err); !strings.Contains(text, "「"+path+"」") || !strings.Contains(text, "磁盘") || len(left) != 0 {
		t.Errorf("told is %s, left %v", text, left)
	}
}
