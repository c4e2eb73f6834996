//go:build !windows

package platform

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestPaths(t *testing.T) {
	types := []FileType{{Title: "Excel", Extensions: []string{".xlsx"}}, {Title: "PDF", Extensions: []string{".pdf"}}}
	for _, c := range []struct{ folder, typed, want string }{
		{"/home/a", "表", "/home/a/表.xlsx"},
		{"/home/a", "表.pdf", "/home/a/表.pdf"},
		{"/home/a", "/mnt/u/表.XLSX", "/mnt/u/表.XLSX"},
	} {
		if got := withExtension(within(c.folder, c.typed), types); got != c.want {
			t.Errorf("%q in %s is saved as %s, want %s", c.typed, c.folder, got, c.want)
		}
	}
}

// TestNothingIsReplacedUnasked: a file that stands at the path is asked about and stays as it is until then.
func TestNothingIsReplacedUnasked(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	path := filepath.Join(t.TempDir(), "表.xlsx")
	chosen := 0
	confirmed(w, path, func(string) { chosen++ })
	if chosen != 1 {
		t.Error("a new name was not taken")
	}
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	confirmed(w, path, func(string) { chosen++ })
	if content, _ := os.ReadFile(path); chosen != 1 || string(content) != "old" || w.Canvas().Overlays().Top() == nil {
		t.Errorf("taken %d times without asking; the file now holds %q", chosen, content)
	}
}

// TestPlacesAreNamedInChinese: the toolkit names the folders at the left of its dialogs in English, and some buttons not at
// all.
func TestPlacesAreNamedInChinese(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1000, 700))
	openFiles(w, "导入", []FileType{{Title: "Excel", Extensions: []string{".xlsx"}}}, func([]string) {})
	said := ""
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if button, ok := o.(*widget.Button); ok {
			if said += button.Text + "\n"; button.Text == "" {
				t.Errorf("a button says nothing: %v", button.Icon.Name())
			}
		}
		if label, ok := o.(*widget.Label); ok {
			said += label.Text + "\n"
		}
	}
	for _, want := range []string{"我的文件夹", "计算机", "新建文件夹", "显示方式", "选项"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not among the places:\n%s", want, said)
		}
	}
	for english := range places {
		if strings.Contains(said, english) {
			t.Errorf("a clerk reads %q", english)
		}
	}
}
