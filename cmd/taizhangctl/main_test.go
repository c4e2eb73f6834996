package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ctl runs commands on one database.
type ctl struct {
	t  *testing.T
	db string
}

// run runs the command line with -db before the other words.
func (c ctl) run(args ...string) (code int, stdout, stderr string) {
	c.t.Helper()
	var out, err bytes.Buffer
	code = run(context.Background(), append([]string{"-db", c.db}, args...), &out, &err)
	return code, out.String(), err.String()
}

// ok runs a command that must succeed and returns what it printed.
func (c ctl) ok(args ...string) string {
	c.t.Helper()
	code, out, msg := c.run(args...)
	if code != exitDone {
		c.t.Fatalf("%q: exit %d\n%s", args, code, msg)
	}
	return out
}

// fails runs a command that must fail with the exit code, print no result, say the word, and change nothing.
func (c ctl) fails(code int, word string, args ...string) {
	c.t.Helper()
	before := c.dump()
	got, out, msg := c.run(args...)
	if got != code || out != "" || !strings.Contains(msg, word) {
		c.t.Errorf("%q: exit %d, want %d; message %q, want %q in it; result %q", args, got, code, msg, word, out)
	}
	if after := c.dump(); after != before {
		c.t.Errorf("%q failed and has changed the database:\n%s\nwas\n%s", args, after, before)
	}
}

// dump returns all that the database holds, the journal too; "" if there is none.
func (c ctl) dump() string {
	c.t.Helper()
	var b strings.Builder
	for _, kind := range []string{"org", "cadre", "member", "service", "visit"} {
		code, out, _ := c.run("list", kind, "-json")
		if code != exitDone {
			return ""
		}
		b.WriteString(out)
	}
	b.WriteString(c.ok("trash", "-json"))
	b.WriteString(c.ok("history", "-json", "-limit", "1000"))
	return b.String()
}

// decode reads a JSON document strictly into v: unknown keys and anything behind it are errors.
func decode(t *testing.T, text string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%v in %.400s", err, text)
	}
	if d.More() {
		t.Fatalf("something stands behind the document: %.400s", text)
	}
}

// records lists a kind as maps.
func (c ctl) records(args ...string) []map[string]any {
	c.t.Helper()
	var list []map[string]any
	decode(c.t, c.ok(append([]string{"list", "-json"}, args...)...), &list)
	return list
}

// newFile returns the path of a database that is not there yet, in a folder of which the name is no simple one.
func newFile(t *testing.T) ctl {
	t.Helper()
	return ctl{t, filepath.Join(t.TempDir(), "台账 1.db")}
}

// demoOffice returns the demonstration office.
func demoOffice(t *testing.T) ctl {
	t.Helper()
	c := newFile(t)
	c.ok("init", "-demo")
	return c
}

// onBoth runs a test on a new SQLite file, and on a schema of its own of the PostgreSQL server that
// TAIZHANG_TEST_POSTGRES names, if it does.
func onBoth(t *testing.T, test func(t *testing.T, c ctl)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newFile(t)) })
	t.Run("postgres", func(t *testing.T) {
		server := os.Getenv("TAIZHANG_TEST_POSTGRES")
		if server == "" {
			t.Skip("TAIZHANG_TEST_POSTGRES names no server")
		}
		schema := "ctl_" + strings.ToLower(rand.Text()[:12])
		if out, err := exec.Command("psql", "-c", "CREATE SCHEMA "+schema, server).CombinedOutput(); err != nil {
			t.Fatalf("create a schema: %v %s", err, out)
		}
		t.Cleanup(func() { _ = exec.Command("psql", "-c", "DROP SCHEMA "+schema+" CASCADE", server).Run() })
		sign := "?"
		if strings.Contains(server, "?") {
			sign = "&"
		}
		test(t, ctl{t, server + sign + "search_path=" + schema})
	})
}
