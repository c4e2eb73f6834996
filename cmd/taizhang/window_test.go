package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// clerkRoster is the workbook that the clerk of the test has.
const clerkRoster = "cadre_merged_group_column.xlsx"

// patience bounds every wait of the test; nothing is waited for longer than it takes.
const patience = 3 * time.Minute

// again is after how long keys that have had no effect are pressed again.
const again = 20 * time.Second

// TestClerk drives the real window as a clerk would: a roster is handed over, reviewed and accepted, a cell is
// edited and the edit taken back, the list is exported; the database and the files are looked at after each step.
func TestClerk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the window is driven by X11's tools")
	}
	if testing.Short() {
		t.Skip("starts a window")
	}
	w := startWindow(t, "../../data/sheet/testdata/"+clerkRoster)
	w.waitTitle("导入核对")
	w.until("the review to be ready", w.titled(clerkRoster+":"))
	w.press("the plan to be made anew", w.titled("将新增 6 人"), "Return") // the sheet may be of cadres or of members: the suggestion is right
	w.press("the import", w.titled("社区干部 6 人"), "ctrl+Return")
	if n := len(w.records("cadre")); n != 6 {
		t.Fatalf("%d cadres were stored, want 6", n)
	}

	w.try("the edit to be stored", func() bool { return w.noted("seen") == 1 }, func() {
		w.key("ctrl+Home")
		w.key("End")
		w.typeText("seen")
		w.key("Return")
	})
	w.press("the edit to be taken back", func() bool { return w.noted("seen") == 0 }, "ctrl+z")

	for _, ending := range []string{".xlsx", ".pdf"} {
		path := filepath.Join(w.home, "out"+ending)
		exported := func() bool { info, err := os.Stat(path); return err == nil && info.Size() > 1000 }
		w.try("the export "+path, exported, func() { // it is refused as long as the one before has not ended
			w.press("the dialog", w.titled("保存到"), "ctrl+e")
			w.key("ctrl+a")
			w.typeText("out" + ending)
			w.key("Return")
			w.waitTitle("社区干部")
		})
	}

	w.press("the import to be taken back", func() bool { return len(w.records("cadre")) == 0 }, "ctrl+z")
}

// TestClerkSettlesAndRestores is another day: ID numbers have lost their digits, the clerk types one, imports what is
// sure, deletes the person by mistake and finds it again in the recycle bin.
func TestClerkSettlesAndRestores(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the window is driven by X11's tools")
	}
	if testing.Short() {
		t.Skip("starts a window")
	}
	const file, number = "cadre_ids_as_numbers.xlsx", "450999196805122024"
	w := startWindow(t, "../../data/sheet/testdata/"+file)
	w.until("the review to be ready", w.titled(file+":"))
	w.try("the plan to be made anew", w.titled("将新增 1 人"), func() {
		w.key("F2")
		w.key("ctrl+a")
		w.typeText(number)
		w.key("Return")
	})
	w.press("the import", w.titled("社区干部 1 人"), "ctrl+Return")
	stored := w.records("cadre")
	if len(stored) != 1 || stored[0].Get("id_number").Canonical() != number {
		t.Fatalf("stored %v, want the one person whose number was typed", stored)
	}

	w.try("the person to be deleted", func() bool { return len(w.records("cadre")) == 0 }, func() {
		w.key("shift+F10")
		w.key("Up") // the last choice of the menu deletes
		w.key("Return")
	})
	w.press("the recycle bin", w.titled("操作记录,回收站 1 条"), "ctrl+3")
	w.try("the person to be restored", func() bool { return len(w.records("cadre")) == 1 }, func() {
		w.key("F6")
		w.key("Return")
	})
	w.waitTitle("操作记录,回收站 0 条")
}

// window is a running program on a screen of its own.
type window struct {
	t       *testing.T
	home    string
	display string
	id      string
	store   *store.Store
}

func startWindow(t *testing.T, files ...string) *window {
	t.Helper()
	w := &window{t: t, home: t.TempDir()}
	program := filepath.Join(w.home, "taizhang")
	w.run("go", "build", "-o", program, ".")
	w.display = startScreen(t)
	db := filepath.Join(w.home, "office.db")
	args := []string{"-db", db}
	for _, f := range files {
		abs, err := filepath.Abs(f)
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, abs)
	}
	w.start(program, args...)
	w.until("the database", func() bool { return store.Exists(context.Background(), db) })
	s, err := store.Open(context.Background(), db, ledger.All(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w.store = s
	w.until("the window", func() bool {
		w.id, _, _ = strings.Cut(w.output("xdotool", "search", "--onlyvisible", "--name", "社区党建台账"), "\n")
		return w.id != ""
	})
	w.until("the focus", func() bool {
		w.output("xdotool", "windowactivate", w.id)
		return strings.TrimSpace(w.output("xdotool", "getactivewindow")) == w.id
	})
	return w
}

// startScreen starts an X server and a window manager that end with the test.
func startScreen(t *testing.T) string {
	t.Helper()
	r, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-r") // no key repeats by itself when it is let go late
	server.ExtraFiles = []*os.File{out}
	if err := server.Start(); err != nil {
		t.Fatalf("starting Xvfb (make test installs it): %v", err)
	}
	out.Close()
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb named no display: %v", err)
	}
	display := ":" + strings.TrimSpace(number)
	manager := exec.Command("openbox")
	manager.Env = append(os.Environ(), "DISPLAY="+display)
	if err := manager.Start(); err != nil {
		t.Fatalf("starting openbox (make test installs it): %v", err)
	}
	t.Cleanup(func() {
		_ = manager.Process.Kill()
		_ = manager.Wait()
	})
	return display
}

func (w *window) environment() []string {
	return append(os.Environ(), "DISPLAY="+w.display, "HOME="+w.home, "XDG_DATA_HOME=", "XDG_CONFIG_HOME=", "WAYLAND_DISPLAY=")
}

func (w *window) start(program string, args ...string) {
	log, err := os.Create(filepath.Join(w.home, "log"))
	if err != nil {
		w.t.Fatal(err)
	}
	c := exec.Command(program, args...)
	c.Env, c.Stdout, c.Stderr, c.Dir = w.environment(), log, log, w.home
	if err := c.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		if w.t.Failed() {
			w.keepPicture()
			text, _ := os.ReadFile(log.Name())
			w.t.Logf("the window was called %q; its log:\n%s", w.title(), text)
		}
		_ = c.Process.Kill()
		_ = c.Wait()
		log.Close()
	})
}

// keepPicture saves what the screen showed when the test failed.
func (w *window) keepPicture() {
	path := filepath.Join(os.TempDir(), "taizhang-"+w.t.Name()+".png")
	w.output("import", "-window", "root", path)
	w.t.Logf("picture of the screen: %s", path)
}

func (w *window) run(name string, args ...string) {
	w.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		w.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// output returns what a command of the screen prints, "" if it fails.
func (w *window) output(name string, args ...string) string {
	c := exec.Command(name, args...)
	c.Env = w.environment()
	out, _ := c.Output()
	return string(out)
}

func (w *window) title() string {
	return strings.TrimSpace(w.output("xdotool", "getwindowname", w.id))
}

func (w *window) waitTitle(part string) {
	w.t.Helper()
	w.until("the page "+part, func() bool { return strings.HasPrefix(w.title(), part) })
}

// titled reports whether the window's title holds some words.
func (w *window) titled(words string) func() bool {
	return func() bool { return strings.Contains(w.title(), words) }
}

// press presses a key until something is so.
func (w *window) press(what string, so func() bool, name string) {
	w.t.Helper()
	w.try(what, so, func() { w.key(name) })
}

// try does something, and now and then once more, until something is so: what has just come up may not take keys yet.
func (w *window) try(what string, so func() bool, do func()) {
	w.t.Helper()
	var last time.Time
	w.until(what, func() bool {
		if so() {
			return true
		}
		if time.Since(last) > again {
			do()
			last = time.Now()
		}
		return false
	})
}

func (w *window) key(name string)      { w.output("xdotool", "key", "--clearmodifiers", name) }
func (w *window) typeText(text string) { w.output("xdotool", "type", "--delay", "30", text) }

// until asks again and again until something is so.
func (w *window) until(what string, so func() bool) {
	w.t.Helper()
	for deadline := time.Now().Add(patience); !so(); {
		if time.Now().After(deadline) {
			w.t.Fatalf("waited in vain for %s", what)
		}
		time.Sleep(50 * time.Millisecond) // between two looks, not instead of one
	}
}

func (w *window) records(kind string) []catalog.Record {
	w.t.Helper()
	page, err := w.store.Find(context.Background(), store.Query{Kind: ledger.Kind(kind)})
	if err != nil {
		w.t.Fatal(err)
	}
	return page.Records
}

// noted counts the cadres whose note is text.
func (w *window) noted(text string) int {
	n := 0
	for _, r := range w.records("cadre") {
		if r.Get("note") == value.Text(text) {
			n++
		}
	}
	return n
}
