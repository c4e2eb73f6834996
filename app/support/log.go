package support

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// The files in the folder of a log, and the size at which a log is put aside for the one before.
const (
	logFile    = "errors.log"
	formerFile = "errors.1.log"
	crashFile  = "crash.txt" // as the runtime writes it: read at the next start, never copied as it is
	crashLog   = "crash.log"
	maxLog     = 128 << 10 // bytes
	maxCrash   = 64 << 10
)

// Log is the log of one office's program. A nil Log notes nothing.
type Log struct {
	dir     string
	now     func() time.Time
	mu      sync.Mutex
	crashed bool
}

// Open returns the log in a folder, which it makes. If the program crashed since the log was opened last, what is left
// of that is put into the log of crashes. From now on a crash of this program is written down.
func Open(dir string, now func() time.Time) (*Log, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of the log: %w", err)
	}
	l := &Log{dir: dir, now: now}
	if err := l.takeCrash(); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(l.path(crashFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the file for crashes: %w", err)
	}
	err = debug.SetCrashOutput(f, debug.CrashOptions{})
	if err := errors.Join(err, f.Close()); err != nil { // the runtime has a handle of its own
		return nil, fmt.Errorf("having crashes written down: %w", err)
	}
	return l, nil
}

func (l *Log) path(name string) string { return filepath.Join(l.dir, name) }

// takeCrash moves what a crash left into the log of crashes, without its words.
func (l *Log) takeCrash() error {
	raw, err := os.ReadFile(l.path(crashFile))
	if errors.Is(err, os.ErrNotExist) || err == nil && len(raw) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading what a crash left: %w", err)
	}
	if len(raw) > maxCrash {
		raw = raw[:maxCrash]
	}
	l.crashed = true
	text := l.stamp(l.fileTime(crashFile)) + " crash\n" + scrub(string(raw))
	if err := os.WriteFile(l.path(crashLog), []byte(text), 0o600); err != nil {
		return fmt.Errorf("writing the log of crashes: %w", err)
	}
	// Emptied and not removed: another start of the program may have it open.
	return os.Truncate(l.path(crashFile), 0)
}

func (l *Log) fileTime(name string) time.Time {
	if info, err := os.Stat(l.path(name)); err == nil {
		return info.ModTime()
	}
	return l.now()
}

// Crashed reports whether the program crashed the last time.
func (l *Log) Crashed() bool { return l != nil && l.crashed }

func (l *Log) stamp(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05") }

// Note writes down that something failed. what must be a constant of the program, in English.
func (l *Log) Note(what string, err error) {
	if l == nil || err == nil {
		return
	}
	line := l.stamp(l.now()) + " " + what + ": " + Describe(err) + "\n"
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.write(line); err != nil {
		fmt.Fprintln(os.Stderr, "the log:", err)
	}
}

func (l *Log) write(line string) error {
	if info, err := os.Stat(l.path(logFile)); err == nil && info.Size()+int64(len(line)) > maxLog {
		if err := os.Rename(l.path(logFile), l.path(formerFile)); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(l.path(logFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(line)
	return errors.Join(err, f.Close())
}

// Fact is something that support asks first, such as the version.
type Fact struct{ Name, Value string }

// lastLines is how many lines of the log are copied.
const lastLines = 60

// Report is the text to copy: the facts, the last errors and the last crash.
func (l *Log) Report(facts []Fact) string {
	var b strings.Builder
	for _, f := range facts {
		b.WriteString(f.Name + ":" + f.Value + "\n")
	}
	if l == nil {
		return b.String()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, part := range []struct{ title, text string }{{"最近的错误", l.tail()}, {"最近一次崩溃", l.read(crashLog)}} {
		if part.text == "" {
			part.text = "没有\n"
		}
		b.WriteString("\n" + part.title + "\n" + part.text)
	}
	return b.String()
}

// tail returns the last lines of the log.
func (l *Log) tail() string {
	lines := strings.SplitAfter(l.read(formerFile)+l.read(logFile), "\n")
	return strings.Join(lines[max(0, len(lines)-lastLines):], "")
}

func (l *Log) read(name string) string {
	content, err := os.ReadFile(l.path(name))
	if err != nil {
		return "" // there is none
	}
	return string(content)
}
