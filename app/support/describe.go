package support

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"syscall"

	"taizhang/data/catalog"
)

// Panic is a panic that was caught.
type Panic struct {
	Kind  string // of what was thrown: its Go type, or the runtime's words
	Stack string // functions and lines, the innermost first
}

// Error returns the kind. What was thrown may quote a record; it is not kept.
func (p *Panic) Error() string { return "panic: " + p.Kind }

// Guard calls f and turns a panic in it into a *Panic: work that fails must not take the window with it.
func Guard(f func() error) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			p := &Panic{Kind: fmt.Sprintf("%T", thrown), Stack: stack(3)}
			if r, ok := thrown.(runtime.Error); ok {
				p.Kind = runtimeWords(r.Error())
			}
			err = p
		}
	}()
	return f()
}

// stack lists the functions that are running, without their arguments and without the folders of their files.
func stack(skip int) string {
	counters := make([]uintptr, 32)
	frames := runtime.CallersFrames(counters[:runtime.Callers(skip, counters)])
	var b strings.Builder
	for {
		f, more := frames.Next()
		if f.Function != "" {
			fmt.Fprintf(&b, "\t%s %s:%d\n", f.Function, path.Base(filepath.ToSlash(f.File)), f.Line)
		}
		if !more {
			return b.String()
		}
	}
}

var (
	runtimeError = regexp.MustCompile(`^runtime error: [a-z ]{3,60}`)
	code         = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)
	sqlState     = regexp.MustCompile(`^[0-9A-Z]{5}$`)
)

// runtimeWords keeps the fixed words of the runtime's errors.
func runtimeWords(text string) string {
	if words := runtimeError.FindString(text); words != "" {
		return strings.TrimSpace(words)
	}
	return "runtime error"
}

// Describe says what kind of error it is and what kinds caused it, in codes, names of types and numbers of the system.
// It never quotes an error's words: they may hold a name, a number of an ID or a path.
func Describe(err error) string {
	if err == nil {
		return ""
	}
	own := describeOne(err)
	var causes []error
	switch w := err.(type) { //nolint:errorlint // the errors themselves are walked through, one by one
	case interface{ Unwrap() []error }:
		causes = w.Unwrap()
	case interface{ Unwrap() error }:
		causes = []error{w.Unwrap()}
	}
	var parts []string
	for _, cause := range causes {
		if text := Describe(cause); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return own
	}
	return own + " < " + strings.Join(parts, " | ")
}

func describeOne(err error) string {
	name := fmt.Sprintf("%T", err)
	switch e := err.(type) { //nolint:errorlint // as above
	case *catalog.Refusal:
		if code.MatchString(e.Code) {
			return "refused " + e.Code
		}
		return "refused"
	case *Panic:
		return "panic " + e.Kind + "\n" + strings.TrimSuffix(e.Stack, "\n")
	case *fs.PathError:
		return name + " " + e.Op
	case syscall.Errno:
		return fmt.Sprintf("errno %d", uintptr(e))
	}
	switch {
	case errors.Is(err, context.Canceled):
		return "canceled"
	case errors.Is(err, context.DeadlineExceeded):
		return "deadline exceeded"
	}
	return name + codesOf(err)
}

// codesOf returns the codes of a database's error: the numbers of SQLite, the state of PostgreSQL. They are read by
// their names, because only the store knows the drivers.
func codesOf(err error) string {
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return ""
	}
	driver := v.Type().PkgPath()
	out := ""
	for _, name := range []string{"Code", "ExtendedCode"} {
		field := v.FieldByName(name)
		switch {
		case !field.IsValid():
		case strings.HasSuffix(driver, "/go-sqlite3") && field.CanInt():
			out += fmt.Sprintf(" %d", field.Int())
		case strings.HasSuffix(driver, "/pgconn") && field.Kind() == reflect.String && sqlState.MatchString(field.String()):
			out += " " + field.String()
		}
	}
	return out
}

// The lines of a crash that say where it happened.
var (
	crashHead     = regexp.MustCompile(`^(?:panic: |fatal error: )(runtime error: [a-z ]{3,60}|[a-z ]{3,60}$)`)
	crashSignal   = regexp.MustCompile(`^\[signal [A-Z]+[^\[\]]{0,20}`)
	crashRoutine  = regexp.MustCompile(`^goroutine \d+ `)
	crashFunction = regexp.MustCompile(`^((?:created by )?[A-Za-z0-9_./*()\[\]{},·-]+)\((?:\.\.\.|\{?0x[0-9a-f].*)?\)$`)
	crashCreated  = regexp.MustCompile(`^(created by [A-Za-z0-9_./*()\[\]-]+)`)
	crashPlace    = regexp.MustCompile(`^\t\S.*?([A-Za-z0-9_.-]+\.(?:go|s):\d+)(?: \+0x[0-9a-f]+)?$`)
)

// scrub keeps of the runtime's report of a crash where it happened: functions and lines, and the runtime's own words.
func scrub(report string) string {
	var b strings.Builder
	for _, line := range strings.Split(report, "\n") {
		for _, pattern := range []*regexp.Regexp{crashHead, crashSignal, crashCreated, crashFunction, crashPlace} {
			if found := pattern.FindStringSubmatch(line); found != nil {
				if pattern == crashPlace {
					b.WriteString("\t")
				}
				b.WriteString(found[len(found)-1] + "\n")
				break
			}
		}
		if found := crashRoutine.FindString(line); found != "" {
			b.WriteString(found + "\n")
		}
	}
	return b.String()
}
