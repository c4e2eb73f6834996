package desk

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"taizhang/app/support"
)

// TestWorkThatPanics: the window stays, the clerk is told, and support learns where it happened.
func TestWorkThatPanics(t *testing.T) {
	d, _ := newDesk(t)
	log, err := support.Open(filepath.Join(t.TempDir(), "log"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	d.Log = log
	var failed []error
	d.Run("试", func(context.Context, Progress) error { panic("张三") }, func(err error) { failed = append(failed, err) })
	var l Latest
	Ask(&l, func(context.Context) (int, error) { panic("张三") }, func(_ int, err error) { failed = append(failed, err) })
	until(t, d, "the end of both", func() bool { return len(failed) == 2 })
	for _, err := range failed {
		if p := (*support.Panic)(nil); !errors.As(err, &p) {
			t.Fatalf("work that panics ends with %v", err)
		}
		d.Fail(err)
	}
	facts := d.databaseFacts(context.Background())
	report := log.Report(facts)
	if !strings.Contains(report, "TestWorkThatPanics") || strings.Contains(report, "张三") || !strings.Contains(report, "SQLite, ") || strings.Contains(report, d.Store.DSN()) {
		t.Errorf("support is told:\n%s", report)
	}
	for _, f := range facts {
		if f.Value == "" && f.Name != "记录" || f.Value == "0" {
			t.Errorf("%s is %q", f.Name, f.Value)
		}
	}
}
