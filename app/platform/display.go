package platform

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

// Painters of a window.
const (
	paintAny = ""
	paintGL  = "gl"  // OpenGL: the graphics card, or its driver's substitute
	paintCPU = "cpu" // the processor alone, which works everywhere
)

// DisplayVariable is the environment variable that overrules what windows are painted by: cpu or gl. It is for tests
// and for support.
const DisplayVariable = "TAIZHANG_DISPLAY"

// FramesVariable is the environment variable that names a file into which every frame is written: when it was shown and
// how long it took, in microseconds, and how many pixels were painted. bench/painter.sh reads it.
const FramesVariable = "TAIZHANG_FRAMES"

// SafeFlag is the name of the flag that asks for 安全显示模式.
const SafeFlag = "safe"

// restartedVariable is set for a program that was started by one that must end first.
const restartedVariable = "TAIZHANG_RESTARTED"

// firstFrame is how long OpenGL has for the first frame. A cold start on a slow disk takes a few seconds.
const firstFrame = 12 * time.Second

// paintingDriver is the driver of the toolkit if it has the painter of scripts/fyne.
type paintingDriver interface {
	UsePainter(name string)
	OnFirstWindow(func())
	OnFirstFrame(func(painter string, problem error))
	OnFrame(func(began time.Time, pixels int))
	OnFailure(func(error))
}

// ChooseDisplay decides what paints the windows of a: the processor if safe is set, or if OpenGL failed here before;
// otherwise OpenGL, and the processor if OpenGL can't be had or shows nothing within seconds. What worked is remembered
// beside the preferences, for this version of the program. It must be called before a window is made.
func ChooseDisplay(a fyne.App, safe bool) {
	awaitPredecessor()
	driver, ok := a.Driver().(paintingDriver)
	if !ok {
		return // the toolkit as it is published, in tests and while developing
	}
	d := display{driver: driver, memory: displayMemory{file: filepath.Join(a.Storage().RootURI().Path(), "display.json"), version: a.Metadata().Version},
		place: displayPlace(), patience: firstFrame, restart: restartSafely, tell: tellFailure, end: func() { os.Exit(1) }}
	d.choose(safe, os.Getenv(DisplayVariable))
	if file := os.Getenv(FramesVariable); file != "" {
		logFrames(driver, file)
	}
}

func logFrames(driver paintingDriver, file string) {
	out, err := os.Create(filepath.Clean(file))
	if err != nil {
		fmt.Fprintln(os.Stderr, "the log of frames:", err)
		return
	}
	driver.OnFrame(func(began time.Time, pixels int) {
		now := time.Now()
		fmt.Fprintln(out, now.UnixMicro(), now.Sub(began).Microseconds(), pixels)
	})
}

// display is one start of the program.
type display struct {
	driver   paintingDriver
	memory   displayMemory
	place    string
	patience time.Duration
	restart  func() error
	tell     func(string)
	end      func()
	painter  string
	late     *time.Timer // ends the patience for the first frame
}

func (d *display) choose(safe bool, forced string) {
	d.painter = paintAny
	switch {
	case safe:
		d.painter = paintCPU
	case forced == paintCPU || forced == paintGL:
		d.painter = forced
	default:
		d.painter = d.memory.painter(d.place, time.Now().Add(-2*d.patience))
	}
	d.driver.UsePainter(d.painter)
	d.driver.OnFailure(d.failed)
	if d.painter != paintAny {
		return
	}
	d.driver.OnFirstWindow(func() {
		d.memory.note(d.place, displayNote{State: stateTrying})
		d.late = time.AfterFunc(d.patience, func() { d.fallBack(fmt.Errorf("no frame within %s", d.patience)) })
	})
	d.driver.OnFirstFrame(func(painter string, problem error) {
		if d.late.Stop() { // otherwise it is falling back already
			d.memory.note(d.place, displayNote{State: painter, Why: message(problem)})
		}
	})
}

// fallBack starts the program again without OpenGL: a call of a driver that hangs can't be undone.
func (d *display) fallBack(why error) {
	d.memory.note(d.place, displayNote{State: paintCPU, Why: why.Error()})
	if err := d.restart(); err != nil {
		d.tell("窗口没有显示出来,程序也没能以安全显示模式重新打开:请从开始菜单打开“安全显示模式”")
		fmt.Fprintln(os.Stderr, "restarting without OpenGL:", err)
	}
	d.end()
}

// failed is told when there will be no window. The program ends after it.
func (d *display) failed(err error) {
	fmt.Fprintln(os.Stderr, "display:", err)
	if d.painter == paintAny {
		d.fallBack(err)
		return
	}
	d.memory.note(d.place, displayNote{State: stateFailed, Why: err.Error()})
	d.tell("窗口打不开:这台电脑现在没有可用的屏幕。请重新登录后再打开;还不行,请把这段话交给技术支持:\n" + err.Error())
}

// States of a note besides the painters.
const (
	stateTrying = "trying" // OpenGL was begun with
	stateFailed = "failed" // not even the processor could paint
)

// displayNote is what is remembered of the last start at one place.
type displayNote struct {
	State   string    `json:"state"`
	Why     string    `json:"why,omitempty"`
	Version string    `json:"version"`
	At      time.Time `json:"at"`
}

// displayMemory is the file that remembers. Not being able to read or write it changes nothing but the time that a
// start takes.
type displayMemory struct{ file, version string }

func (m displayMemory) read() map[string]displayNote {
	notes := map[string]displayNote{}
	if content, err := os.ReadFile(m.file); err != nil || json.Unmarshal(content, &notes) != nil {
		return map[string]displayNote{}
	}
	return notes
}

// painter returns the painter to begin with. A try before the given time that has not ended was a driver that took the
// program with it; a later one is another start of these seconds.
func (m displayMemory) painter(place string, before time.Time) string {
	note := m.read()[place]
	if note.Version != m.version {
		return paintAny
	}
	if note.State == paintCPU || note.State == stateTrying && note.At.Before(before) {
		return paintCPU
	}
	return paintAny
}

func (m displayMemory) note(place string, n displayNote) {
	notes := m.read()
	n.Version, n.At = m.version, time.Now().Truncate(time.Second)
	notes[place] = n
	content, err := json.MarshalIndent(notes, "", "  ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(m.file), 0o700)
	}
	if err == nil {
		err = os.WriteFile(m.file, content, 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "remembering the display:", err)
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// restartSafely starts this program with the same arguments in 安全显示模式. The new one waits until this one has
// ended, because both want the same records: it reads its input to the end, which comes when this one is gone.
func restartSafely() error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding the program: %w", err)
	}
	input, end, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("making a pipe: %w", err)
	}
	next := exec.Command(self, slices.Concat([]string{"-" + SafeFlag}, os.Args[1:])...)
	next.Stdin, next.Stdout, next.Stderr = input, os.Stdout, os.Stderr
	next.Env = append(os.Environ(), restartedVariable+"=1")
	if err := next.Start(); err != nil {
		return fmt.Errorf("starting again: %w", err)
	}
	runtime.KeepAlive(end) // it closes with this program
	return nil
}

// awaitPredecessor waits until the program that started this one has ended, for some seconds at most.
func awaitPredecessor() {
	if os.Getenv(restartedVariable) == "" {
		return
	}
	os.Unsetenv(restartedVariable)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_, _ = io.Copy(io.Discard, os.Stdin)
	}()
	select {
	case <-gone:
	case <-time.After(10 * time.Second):
	}
}
