package update

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
)

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"社区党建台账-0.2.0-安装程序.exe":        "0.2.0",
		"社区党建台账-0.2.0-安装程序 (1).exe":    "0.2.0",
		"社区党建台账-0.2.0-安装程序 - 副本.EXE":   "0.2.0",
		"社区党建台账-12.0.345-安装程序(2).exe":  "12.0.345",
		"社区党建台账-0.2-安装程序.exe":          "",
		"社区党建台账-0.2.0-便携版.zip":         "",
		"社区党建台账-0.2.0-安装程序.exe.part":   "",
		"社区党建台账-0.2.0-安装程序木马.exe":      "",
		"社区党建台账-0.2.0.1-安装程序.exe":      "",
		"社区党建台账-99999.0.0-安装程序.exe":    "",
		"社区党建台账--1.0.0-安装程序.exe":       "",
		"我的社区党建台账-0.2.0-安装程序.exe":      "",
		"社区党建台账-0.2.0-安装程序 - Copy.exe": "0.2.0",
	} {
		if got, ok := Installer.versionOf(name); got != want || ok != (want != "") {
			t.Errorf("%s is taken for version %q, want %q", name, got, want)
		}
	}
	if v, ok := Debian.versionOf("taizhang_1.2.3_" + runtime.GOARCH + ".deb"); !ok || v != "1.2.3" {
		t.Errorf("the package of Debian is taken for %q", v)
	}
	if v, ok := Debian.versionOf("taizhang_1.2.3_mips64el.deb"); ok {
		t.Errorf("the package for another processor is taken for %q", v)
	}
}

func TestCompare(t *testing.T) {
	ordered := []string{"nonsense", "0.0.9", "0.1.0", "0.2.0", "0.10.0", "1.0.0", "10.0.0"}
	for i, a := range ordered {
		for j, b := range ordered {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := Compare(a, b); got != want {
				t.Errorf("Compare(%s, %s) = %d, want %d", a, b, got, want)
			}
		}
	}
}

// stick makes a folder of files with their contents.
func stick(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "U 盘")
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func line(content, name string) string {
	return fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(content)), name)
}

func TestFindNewestFirst(t *testing.T) {
	dir := stick(t, map[string]string{
		Installer.Name("0.9.0"):                  "a",
		"新版/" + Installer.Name("0.10.0"):         "b",
		"新版/更深/" + Installer.Name("9.0.0"):       "too deep",
		".Trash-1000/" + Installer.Name("8.0.0"): "thrown away",
		Portable.Name("7.0.0"):                   "another form",
		"花名册.xlsx":                               "c",
	})
	if err := os.MkdirAll(filepath.Join(dir, Installer.Name("6.0.0")), 0o700); err != nil { // a folder of that name
		t.Fatal(err)
	}
	found, err := Find(context.Background(), Installer, []string{filepath.Join(dir, "pulled out"), dir})
	if err != nil {
		t.Fatal(err)
	}
	var versions []string
	for _, r := range found {
		versions = append(versions, r.Version)
	}
	if want := []string{"0.10.0", "0.9.0"}; !slices.Equal(versions, want) {
		t.Fatalf("found %v, want %v", versions, want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Find(ctx, Installer, []string{dir}); !errors.Is(err, context.Canceled) {
		t.Fatalf("a search that was cancelled gives %v", err)
	}
}

func TestTake(t *testing.T) {
	const content = "the program"
	name := Installer.Name("0.2.0")
	good := line(content, name)
	cases := map[string]struct {
		files map[string]string
		code  string // "" if it is taken
	}{
		"whole":                 {map[string]string{name: content, Installer.Sums(): line("x", "y.zip") + good}, ""},
		"sums out of Notepad":   {map[string]string{name: content, Installer.Sums(): "\xef\xbb\xbf" + strings.ReplaceAll(good, "\n", "\r\n")}, ""},
		"sums of binary files":  {map[string]string{name: content, Installer.Sums(): strings.ToUpper(good[:64]) + " *" + name}, ""},
		"damaged":               {map[string]string{name: content + "!", Installer.Sums(): good}, "damaged"},
		"empty":                 {map[string]string{name: "", Installer.Sums(): good}, "damaged"},
		"no sums":               {map[string]string{name: content}, "no_sums"},
		"sums of another":       {map[string]string{name: content, Installer.Sums(): line(content, Installer.Name("0.3.0"))}, "no_sums"},
		"sums that are garbage": {map[string]string{name: content, Installer.Sums(): "zz " + name + "\n" + good[:60] + "  " + name}, "no_sums"},
		"pulled out":            {map[string]string{Installer.Sums(): good}, "read"},
	}
	for what, c := range cases {
		t.Run(what, func(t *testing.T) {
			dir, into := stick(t, c.files), filepath.Join(t.TempDir(), "更新")
			r := Release{Kind: Installer, Version: "0.2.0", Path: filepath.Join(dir, name)}
			path, err := r.Take(context.Background(), into, nil)
			if c.code == "" {
				got, reading := os.ReadFile(path)
				if err != nil || reading != nil || string(got) != content {
					t.Fatalf("taken to %q with %v, %v: %q", path, err, reading, got)
				}
				return
			}
			if !errors.Is(err, &catalog.Refusal{Code: c.code}) {
				t.Fatalf("refused with %v, want %s", err, c.code)
			}
			if left, _ := os.ReadDir(into); len(left) != 0 {
				t.Fatalf("left behind: %v", left)
			}
		})
	}
}

func TestTakeOfARenamedCopyKeepsTheReleasedName(t *testing.T) {
	name := Installer.Name("0.2.0")
	dir := stick(t, map[string]string{"社区党建台账-0.2.0-安装程序 (1).exe": "p", Installer.Sums(): line("p", name)})
	found, err := Find(context.Background(), Installer, []string{dir})
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	path, err := found[0].Take(context.Background(), t.TempDir(), nil)
	if err != nil || filepath.Base(path) != name {
		t.Fatalf("taken as %q: %v", path, err)
	}
}

func TestTakeIsCancelled(t *testing.T) {
	const content = "the program"
	name := Installer.Name("0.2.0")
	dir, into := stick(t, map[string]string{name: content, Installer.Sums(): line(content, name)}), t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	r := Release{Kind: Installer, Version: "0.2.0", Path: filepath.Join(dir, name)}
	_, err := r.Take(ctx, into, func(done, total int64) {
		if total != int64(len(content)) {
			t.Errorf("%d of %d", done, total)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("a copy that was cancelled gives %v", err)
	}
	if left, _ := os.ReadDir(into); len(left) != 0 {
		t.Fatalf("left behind: %v", left)
	}
}

func TestTidy(t *testing.T) {
	keep := []string{Installer.Name("0.3.0"), "别的.txt"}
	files := map[string]string{Installer.Name("0.2.0"): "", Installer.Name("0.1.0"): "", "." + Installer.Name("0.4.0") + ".ABCD2345.tmp": "", Debian.Name("0.2.0"): ""}
	for _, name := range keep {
		files[name] = ""
	}
	dir := stick(t, files)
	Tidy(dir, "0.2.0")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	slices.Sort(keep)
	slices.Sort(left)
	if !slices.Equal(left, keep) {
		t.Fatalf("left %v, want %v", left, keep)
	}
}

func FuzzSums(f *testing.F) {
	f.Add([]byte(line("a", Installer.Name("0.2.0"))))
	f.Add([]byte("\xef\xbb\xbf00  x\r\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		for name, sum := range sums(content) {
			if len(sum) != 2*sha256.Size || strings.ToLower(sum) != sum {
				t.Fatalf("%q has the sum %q", name, sum)
			}
		}
	})
}
