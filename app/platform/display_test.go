package platform

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// fakeDriver is a toolkit's driver whose OpenGL does as it is told.
type fakeDriver struct {
	painter string
	window  func()
	frame   func(string, error)
	failure func(error)
}

func (d *fakeDriver) UsePainter(name string)                 { d.painter = name }
func (d *fakeDriver) OnFirstWindow(f func())                 { d.window = f }
func (d *fakeDriver) OnFirstFrame(f func(string, error))     { d.frame = f }
func (d *fakeDriver) OnFrame(func(began time.Time, pix int)) {}
func (d *fakeDriver) OnFailure(f func(error))                { d.failure = f }

// opens does what a driver does when the program opens its window and OpenGL works, or fails with a problem.
func (d *fakeDriver) opens(problem error) {
	if d.window != nil {
		d.window()
	}
	if d.frame == nil {
		return
	}
	if problem != nil {
		d.frame(paintCPU, problem)
		return
	}
	d.frame(paintGL, nil)
}

// starts is a computer on which the program is started again and again.
type starts struct {
	t    *testing.T
	file string
	told string
	left chan string // "restarted" or "ended"
}

func newStarts(t *testing.T) *starts {
	return &starts{t: t, file: filepath.Join(t.TempDir(), "folder", "display.json"), left: make(chan string, 10)}
}

func (s *starts) start(version, place string, safe bool, forced string, patience time.Duration) *fakeDriver {
	driver := &fakeDriver{}
	d := display{driver: driver, memory: displayMemory{s.file, version}, place: place, patience: patience,
		restart: func() error { s.left <- "restarted"; return nil },
		tell:    func(text string) { s.told = text },
		end:     func() { s.left <- "ended" }}
	d.choose(safe, forced)
	return driver
}

func (s *starts) wantPainter(d *fakeDriver, want, when string) {
	s.t.Helper()
	if d.painter != want {
		s.t.Errorf("%s: begins with %q, want %q", when, d.painter, want)
	}
}

func TestWhatWorkedIsRemembered(t *testing.T) {
	s := newStarts(t)
	first := s.start("1", "local", false, "", time.Hour)
	s.wantPainter(first, paintAny, "the first start")
	first.opens(nil)
	s.wantPainter(s.start("1", "local", false, "", time.Hour), paintAny, "after OpenGL worked")

	remote := s.start("1", "remote", false, "", time.Hour)
	remote.opens(errors.New("no OpenGL"))
	s.wantPainter(s.start("1", "remote", false, "", time.Hour), paintCPU, "after OpenGL failed")
	s.wantPainter(s.start("1", "local", false, "", time.Hour), paintAny, "at the computer itself")
	s.wantPainter(s.start("2", "remote", false, "", time.Hour), paintAny, "a new version")
}

func TestAskedFor(t *testing.T) {
	s := newStarts(t)
	safe := s.start("1", "local", true, "", time.Hour)
	s.wantPainter(safe, paintCPU, "-safe")
	safe.opens(nil)
	s.wantPainter(s.start("1", "local", false, paintCPU, time.Hour), paintCPU, "the variable")
	s.wantPainter(s.start("1", "local", false, paintGL, time.Hour), paintGL, "the variable")
	s.wantPainter(s.start("1", "local", true, paintGL, time.Hour), paintCPU, "-safe against the variable")
	s.wantPainter(s.start("1", "local", false, "nonsense", time.Hour), paintAny, "a variable without meaning")
	if _, err := os.Stat(s.file); err == nil {
		t.Error("what was asked for once is remembered for ever")
	}
}

// TestDriverThatHangs: no frame comes; the program starts itself again, and begins with the processor from then on.
func TestDriverThatHangs(t *testing.T) {
	s := newStarts(t)
	driver := s.start("1", "local", false, "", time.Millisecond)
	driver.window() // and never a frame
	if what := <-s.left; what != "restarted" {
		t.Fatal(what)
	}
	if what := <-s.left; what != "ended" {
		t.Fatal(what)
	}
	s.wantPainter(s.start("1", "local", false, "", time.Hour), paintCPU, "after it hung")
	driver.frame(paintGL, nil) // too late
	s.wantPainter(s.start("1", "local", false, "", time.Hour), paintCPU, "after a late frame")
}

// TestDriverThatCrashes: the program is gone without a word after it began with OpenGL.
func TestDriverThatCrashes(t *testing.T) {
	s := newStarts(t)
	s.start("1", "local", false, "", time.Hour).window()
	s.wantPainter(s.start("1", "local", false, "", time.Hour), paintAny, "a second start in the same seconds")
	s.wantPainter(s.start("1", "local", false, "", -time.Hour), paintCPU, "a later start")
}

// TestNoWindow: OpenGL and what comes after it fail; then the processor does.
func TestNoWindow(t *testing.T) {
	s := newStarts(t)
	s.start("1", "local", false, "", time.Hour).failure(errors.New("no display"))
	if first, second := <-s.left, <-s.left; first != "restarted" || second != "ended" || s.told != "" {
		t.Fatalf("%s, %s, told %q; want another start", first, second, s.told)
	}
	s.start("1", "local", true, "", time.Hour).failure(errors.New("no display"))
	if len(s.left) != 0 || s.told == "" {
		t.Error("nobody is told that there will be no window")
	}
}

func TestUnreadableMemory(t *testing.T) {
	s := newStarts(t)
	if err := os.MkdirAll(filepath.Dir(s.file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.file, []byte("{\"local\": 7"), 0o600); err != nil {
		t.Fatal(err)
	}
	driver := s.start("1", "local", false, "", time.Hour)
	s.wantPainter(driver, paintAny, "a broken file")
	driver.opens(errors.New("no OpenGL"))
	s.wantPainter(s.start("1", "local", false, "", time.Hour), paintCPU, "after it was written anew")
}
