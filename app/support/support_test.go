package support

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
)

// What must never get into a log.
var secrets = []string{"欧阳建国", "450999196805122024", "13807710001", "ouyang", "北门"}

func personal() string { return strings.Join(secrets, " ") }

// leaks are errors that quote people in every way that errors do.
func leaks() []error {
	_, number := strconv.Atoi(personal())
	_, address := url.Parse("http://[" + personal())
	_, missing := os.Open("/tmp/" + personal())
	refused := catalog.Refuse("bad_id", "%s 的证件号不对", personal())
	return []error{errors.New(personal()), fmt.Errorf("%s: %w", personal(), number), number, address, missing,
		&fs.PathError{Op: "open", Path: personal(), Err: errors.New(personal())}, refused, refused.Because(missing),
		catalog.Refuse(personal(), "x"), errors.Join(refused, number, fmt.Errorf("x %s %w", personal(), context.Canceled)),
		Guard(func() error { panic(personal()) }), Guard(func() error { panic(fmt.Errorf("%s", personal())) }),
		Guard(func() error { records := map[any]int{}; records[[]string{personal()}] = 1; return nil }),
		Guard(func() error { var any any = personal(); _ = any.(fmt.Stringer); return nil }),
		Guard(func() error { return fmt.Errorf("%s", personal()) })}
}

func wantNoSecrets(t *testing.T, where, text string) {
	t.Helper()
	for _, s := range secrets {
		if strings.Contains(text, s) {
			t.Errorf("%s holds %q:\n%s", where, s, text)
		}
	}
}

func clock() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.Local) }

func newLog(t *testing.T) *Log {
	t.Helper()
	l, err := Open(filepath.Join(t.TempDir(), "log"), clock)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestNothingPersonalIsKept(t *testing.T) {
	l := newLog(t)
	for _, err := range leaks() {
		l.Note("a test", err)
	}
	report := l.Report([]Fact{{"版本", "1"}})
	wantNoSecrets(t, "the report", report)
	files, err := filepath.Glob(filepath.Join(l.dir, "*"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		wantNoSecrets(t, file, string(content))
	}
	for _, telling := range []string{"版本:1", "refused bad_id < *fs.PathError open < errno 2", "*strconv.NumError", "panic string", "support.leaks.func1 support_test.go:", "2026-03-04 05:06:07 a test"} {
		if !strings.Contains(report, telling) {
			t.Errorf("the report lacks %q:\n%s", telling, report)
		}
	}
}

func TestGuard(t *testing.T) {
	if err := Guard(func() error { return nil }); err != nil {
		t.Error(err)
	}
	if err := Guard(func() error { return fs.ErrExist }); err != fs.ErrExist { //nolint:errorlint // the very same
		t.Error(err)
	}
	var p *Panic
	if err := Guard(func() error { return []error{}[len(os.Args)+9] }); !errors.As(err, &p) || p.Kind != "runtime error: index out of range" {
		t.Errorf("caught %v", err)
	}
}

func TestLogKeepsItsSize(t *testing.T) {
	l := newLog(t)
	for range 4000 {
		l.Note("a test of the size, in a line that is long enough to fill the log soon enough", fs.ErrExist)
	}
	l.Note("the last", fs.ErrExist)
	total := 0
	for _, name := range []string{logFile, formerFile} {
		total += len(l.read(name))
	}
	if total > 2*maxLog || total < maxLog {
		t.Errorf("%d bytes are kept, want between %d and %d", total, maxLog, 2*maxLog)
	}
	if report := l.Report(nil); !strings.Contains(report, " the last: ") || strings.Count(report, "\n") > lastLines+20 {
		t.Errorf("a report of %d lines", strings.Count(report, "\n"))
	}
	var none *Log
	none.Note("x", fs.ErrExist)
	if none.Report([]Fact{{"a", "b"}}) != "a:b\n" || none.Crashed() {
		t.Error("a log that could not be opened reports something")
	}
}

// crashVariable has this test's program crash, with the log in the folder that it names.
const crashVariable = "TAIZHANG_TEST_CRASH"

// TestCrash has another process crash on a goroutine; the next start knows where it happened, and nothing about whom.
func TestCrash(t *testing.T) {
	if dir := os.Getenv(crashVariable); dir != "" {
		if _, err := Open(dir, clock); err != nil {
			t.Fatal(err)
		}
		crashing := make(chan error)
		go func() { crashing <- crash() }()
		t.Fatal(<-crashing)
	}
	dir := t.TempDir()
	self := exec.Command(os.Args[0], "-test.run=^TestCrash$")
	self.Env = append(os.Environ(), crashVariable+"="+dir)
	if out, err := self.CombinedOutput(); err == nil || !bytes.Contains(out, []byte("panic: "+secrets[0])) {
		t.Fatalf("the other process did not crash: %v\n%s", err, out)
	}
	l, err := Open(dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	report := l.Report(nil)
	wantNoSecrets(t, "the report", report)
	if !l.Crashed() || !strings.Contains(report, "taizhang/app/support.crash") || !strings.Contains(report, "support_test.go:") {
		t.Errorf("the crash is not reported:\n%s", report)
	}
	if next, err := Open(dir, clock); err != nil || next.Crashed() || next.Report(nil) != report {
		t.Errorf("the crash is told of twice, or forgotten: %v", err)
	}
}

func crash() error { panic(personal()) }

// TestScrub: lines that look like the runtime's may be words of an error.
func TestScrub(t *testing.T) {
	text := "panic: " + personal() + "\n\t" + personal() + "\ngoroutine 7 [running]:\ntaizhang/app/desk.(*Desk).Go(0xc000012345, {0x1, 0x2})\n\t/home/ouyang/北门/desk.go:12 +0x1d\n" +
		"created by main.main in goroutine 1\npanic: runtime error: index out of range [5] with length 3\n[signal SIGSEGV: segmentation violation code=0x1]\n" +
		"欧阳建国(0x1)\n\t/北门/欧阳建国\n"
	got := scrub(text)
	wantNoSecrets(t, "what is left", got)
	for _, want := range []string{"taizhang/app/desk.(*Desk).Go\n", "\tdesk.go:12\n", "runtime error: index out of range", "created by main.main", "goroutine 7 ", "SIGSEGV"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is lost:\n%s", want, got)
		}
	}
}
