package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPasswordsAreNotShown: messages and scripts see where a database is, never how to get into it.
func TestPasswordsAreNotShown(t *testing.T) {
	for in, want := range map[string]string{
		"/home/某人/台账.db":                              "/home/某人/台账.db",
		"postgres://clerk:secret@server/taizhang":     "postgres://clerk:xxxxx@server/taizhang",
		"postgres://clerk@server/t?password=secret":   "postgres://clerk@server/t?password=xxxxx",
		"postgres://clerk@server/t?sslmode=require":   "postgres://clerk@server/t?sslmode=require",
		"postgres://clerk:sec ret%zz@server/taizhang": "postgres://…",
	} {
		if got := (&call{db: in}).shown(); got != want {
			t.Errorf("%s is shown as %s", in, got)
		}
	}
}

// TestReadOnlyDatabase: what reads works on a database in a place where nothing can be written, what writes is refused.
func TestReadOnlyDatabase(t *testing.T) {
	c := demoOffice(t)
	place := filepath.Dir(c.db)
	modes := map[string]os.FileMode{c.db: 0o400, place: 0o500}
	for path, mode := range modes {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if err := os.Chmod(place, 0o700); err != nil {
			t.Error(err)
		}
	})
	if f, err := os.OpenFile(c.db, os.O_RDWR, 0); err == nil {
		f.Close()
		t.Skip("this user may write everywhere")
	}
	elsewhere := t.TempDir()
	form := filepath.Join("..", "..", "data", "filling", "testdata", "two-rows-with-total.xlsx")
	for _, args := range [][]string{
		{"list", "cadre"}, {"tally", "cadre-composition"}, {"report"}, {"due"}, {"check"}, {"history"}, {"trash"}, {"backup", elsewhere}, {"backup", "-as-is", elsewhere},
		{"export", "cadre", "-o", filepath.Join(elsewhere, "a.xlsx")}, {"print", "roster", "cadre", "-o", filepath.Join(elsewhere, "a.pdf")},
		{"fill", form, "-map", "A=name", "-o", filepath.Join(elsewhere, "b.xlsx")}, {"import", "-dry-run", workbook(t, "北门.csv", beimen)},
	} {
		c.ok(args...)
	}
	for _, args := range [][]string{{"undo"}, {"import", workbook(t, "北门.csv", beimen)}, {"restore", c.db}} {
		c.fails(exitRefused, "只读", args...)
	}
}
