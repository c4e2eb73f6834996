package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestBackupForTheInstaller: what the installer of a newer version does before it replaces the program.
func TestBackupForTheInstaller(t *testing.T) {
	c := demoOffice(t)
	dir, report := filepath.Join(t.TempDir(), "备 份"), filepath.Join(t.TempDir(), "report.txt")
	file := strings.TrimSpace(c.ok("backup", "-as-is", "-report", report, dir))
	if base := filepath.Base(file); filepath.Dir(file) != dir || !strings.HasPrefix(base, "升级前-") {
		t.Errorf("backup at %q", file)
	}
	if got, want := (ctl{t, file}).ok("list", "cadre", "-json"), c.ok("list", "cadre", "-json"); got != want {
		t.Error("the copy holds other cadres")
	}
	if _, err := os.Stat(report); err == nil {
		t.Error("a report of a failure that there was none of")
	}

	broken := ctl{t, filepath.Join(t.TempDir(), "坏.db")}
	if err := os.WriteFile(broken.db, []byte("not a database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, said := broken.run("backup", "-as-is", "-report", report, dir)
	if code != exitRefused {
		t.Errorf("backup of no database: exit %d", code)
	}
	if got := utf16File(t, report); got == "" || got != strings.TrimSpace(said) {
		t.Errorf("report %q, message %q", got, said)
	}
	(ctl{t, "postgres://nobody@127.0.0.1:1/x"}).fails(exitMisused, "-as-is", "backup", "-as-is", dir)
}

// utf16File reads what Windows calls Unicode: UTF-16, the low byte first, with a mark.
func utf16File(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || len(data) < 2 || data[0] != 0xFF || data[1] != 0xFE {
		t.Fatalf("%s: %v, % x", path, err, data)
	}
	var units []uint16
	for i := 2; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i])|uint16(data[i+1])<<8)
	}
	return string(utf16.Decode(units))
}
