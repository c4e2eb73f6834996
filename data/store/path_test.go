package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/catalog"
)

func TestDataHome(t *testing.T) {
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"windows", map[string]string{"APPDATA": `C:\Users\张三\AppData\Roaming`, "USERPROFILE": `C:\Users\张三`}, `C:\Users\张三\AppData\Roaming`},
		{"windows", map[string]string{"USERPROFILE": `C:\Users\张三`}, `C:\Users\张三`},
		{"linux", map[string]string{"XDG_DATA_HOME": "/data", "HOME": "/home/a"}, "/data"},
		{"linux", map[string]string{"XDG_DATA_HOME": "relative", "HOME": "/home/a"}, filepath.Join("/home/a", ".local", "share")},
		{"linux", nil, ""},
	} {
		if got := dataHome(c.system, func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.system, c.env, got, c.want)
		}
	}
}

// stick makes a folder with a program and returns the program.
func stick(t *testing.T, marked bool) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "便携 版")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if marked {
		write(t, filepath.Join(dir, PortableMark))
	}
	return filepath.Join(dir, "taizhang.exe")
}

func write(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAnInstalledProgramKeepsItsRecordsInTheHome(t *testing.T) {
	program, home := stick(t, false), t.TempDir()
	if err := os.Mkdir(filepath.Join(filepath.Dir(program), "data"), 0o700); err != nil {
		t.Fatal(err) // a folder of that name alone says nothing
	}
	got, err := defaultPath(program, home)
	if want := filepath.Join(home, "taizhang", "taizhang.db"); got != want || err != nil {
		t.Errorf("%q %v, want %q", got, err, want)
	}
	if got, err = defaultPath("", home); got != filepath.Join(home, "taizhang", "taizhang.db") || err != nil {
		t.Errorf("a program that nobody knows where: %q %v", got, err)
	}
}

func TestAPortableProgramKeepsItsRecordsBesideIt(t *testing.T) {
	program := stick(t, true)
	got, err := defaultPath(program, t.TempDir())
	if want := filepath.Join(filepath.Dir(program), "data", "taizhang.db"); got != want || err != nil {
		t.Fatalf("%q %v, want %q", got, err, want)
	}
	left, err := os.ReadDir(filepath.Dir(got))
	if err != nil || len(left) != 0 {
		t.Errorf("trying whether it can be written left %v, %v", left, err)
	}
}

func TestAPortableProgramOnAReadOnlyStick(t *testing.T) {
	program, home := stick(t, true), t.TempDir()
	write(t, filepath.Join(filepath.Dir(program), "data")) // a file where the folder should be: nobody, root included, can make it
	got, err := defaultPath(program, home)
	if want := filepath.Join(home, "taizhang", "taizhang.db"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var refusal *catalog.Refusal
	if !errors.As(err, &refusal) || refusal.Code != "read_only" {
		t.Fatalf("error %v, want a refusal of code read_only", err)
	}
	for _, part := range []string{filepath.Dir(program), got, "U 盘"} {
		if !strings.Contains(refusal.Text, part) {
			t.Errorf("%q lacks %q", refusal.Text, part)
		}
	}
}

// TestRecordsOnAReadOnlyStick: they are opened to be read, and no new ones are begun on the computer.
func TestRecordsOnAReadOnlyStick(t *testing.T) {
	program, home := stick(t, true), t.TempDir()
	data := filepath.Join(filepath.Dir(program), "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, "taizhang.db")
	write(t, path)
	lock(t, data)
	if got, err := defaultPath(program, home); got != path || err != nil {
		t.Errorf("%q %v, want %q", got, err, path)
	}
}

// lock makes a folder read-only, as far as the test's user is held by that.
func lock(t *testing.T, dir string) {
	t.Helper()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Error(err)
		}
	})
	if probe, err := os.CreateTemp(dir, "probe"); err == nil {
		probe.Close()
		os.Remove(probe.Name())
		t.Skip("this user may write everywhere")
	}
}
