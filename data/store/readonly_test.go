package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// keptOffice makes the file of an office with one cadre, and closes it.
func keptOffice(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "U 盘", "台账.db")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path, Options{Create: true})
	mustApply(t, s, "一人", catalog.Create(newCadre("张三")))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func newCadre(name string) catalog.Record { return rec(ledger.Cadre, "", "name", name) }

// files returns the names of what stands in the folder of a file.
func files(t *testing.T, path string) []string {
	t.Helper()
	list, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

// wantReadOnly holds a store against what can be done with records that can only be read.
func wantReadOnly(t *testing.T, s *Store) {
	t.Helper()
	if !s.ReadOnly() {
		t.Error("not read-only")
	}
	if got := names(t, s, Query{Kind: ledger.Cadre}); got != "张三" {
		t.Errorf("the records are %q", got)
	}
	refused := &catalog.Refusal{Code: "read_only"}
	_, err := s.Apply(ctx, catalog.Operation{Label: "再一人", Changes: []catalog.Change{catalog.Create(newCadre("李四"))}})
	for what, err := range map[string]error{"a change": err, "a setting": s.SetSetting(ctx, "a", 1), "a new name": s.RenameOffice(ctx, "别的镇")} {
		if !errors.Is(err, refused) || !strings.Contains(catalog.Message(err), "只读") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := s.Replace(ctx, s.DSN()); !errors.Is(err, refused) {
		t.Errorf("replaced: %v", err)
	}
	copied, err := s.Backup(ctx, t.TempDir())
	if err != nil {
		t.Errorf("backup: %v", err)
	} else if err := verifyCopy(ctx, copied); err != nil {
		t.Errorf("the backup: %v", err)
	}
	if report, err := s.Check(ctx); err != nil || !report.Sound() {
		t.Errorf("check: %v %v", report.Faults, err)
	}
}

// TestReadOnly: a database that can't be written is read in a copy that goes with the store, and nothing is made beside it.
func TestReadOnly(t *testing.T) {
	path := keptOffice(t)
	t.Setenv("TMPDIR", t.TempDir())
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, path, ledger.All(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	wantReadOnly(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file was changed: %v", err)
	}
	if got := files(t, path); !slices.Equal(got, []string{"台账.db"}) {
		t.Errorf("beside it stand %v", got)
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// TestReadOnlyInEveryWay: as it is, as immutable, and a backup, which is not in WAL mode.
func TestReadOnlyInEveryWay(t *testing.T) {
	path := keptOffice(t)
	open := func(file, parameters string) *Store {
		t.Helper()
		s := &Store{dsn: file, kinds: ledger.All(), eng: sqlite{}, writing: make(chan struct{}, 1), options: Options{migrations: ownMigrations(), spare: true, Now: newClock().Now}}
		var err error
		if s.tables, err = newTables(s.kinds); err != nil {
			t.Fatal(err)
		}
		if err := s.readFrom(ctx, source{path: file, parameters: parameters}); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	immutable := open(path, sqliteImmutable)
	wantReadOnly(t, immutable)
	if got := files(t, path); !slices.Equal(got, []string{"台账.db"}) {
		t.Errorf("beside it stand %v", got)
	}
	copied, err := immutable.Backup(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if ways := waysToRead(copied); len(ways) != 1 || ways[0].parameters != sqliteShared {
		t.Errorf("a backup is read as %+v", ways)
	}
	wantReadOnly(t, open(copied, sqliteShared))
}

// TestReadOnlyBesideItsWriter: what another program has open is never read as immutable, nor in a copy: every change shows.
func TestReadOnlyBesideItsWriter(t *testing.T) {
	path := keptOffice(t)
	owner := mustOpen(t, path, Options{})
	mustApply(t, owner, "二人", catalog.Create(newCadre("李四")))
	for _, way := range waysToRead(path) {
		if way.parameters != sqliteShared {
			t.Errorf("with its log beside it, it may be read as %+v", way)
		}
	}
	s, err := Open(ctx, path, ledger.All(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := names(t, s, Query{Kind: ledger.Cadre}); got != "张三 李四" {
		t.Errorf("the records are %q", got)
	}
	mustApply(t, owner, "三人", catalog.Create(newCadre("王五")))
	if got := names(t, s, Query{Kind: ledger.Cadre}); got != "张三 李四 王五" {
		t.Errorf("after another change they are %q", got)
	}
}

// TestReadOnlyWithALogAlone: a folder that was copied to a CD while the program ran has a log without its index; what is in
// the log is read too.
func TestReadOnlyWithALogAlone(t *testing.T) {
	path := keptOffice(t)
	owner := mustOpen(t, path, Options{})
	mustApply(t, owner, "二人", catalog.Create(newCadre("李四")))
	disc := filepath.Join(t.TempDir(), "台账.db")
	if err := copyDatabase(path, disc); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, disc, ledger.All(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := names(t, s, Query{Kind: ledger.Cadre}); got != "张三 李四" {
		t.Errorf("the records are %q", got)
	}
}

// TestReadOnlyOfAnOlderProgram: it is brought up to date in its copy; that of a newer program is refused as ever.
func TestReadOnlyOfAnOlderProgram(t *testing.T) {
	path := keptOffice(t)
	newer := fstest.MapFS{"9000_newest.sql": &fstest.MapFile{Data: []byte("CREATE TABLE newest (id TEXT);")}}
	steps, err := fs.Glob(ownMigrations(), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range steps {
		text, err := fs.ReadFile(ownMigrations(), name)
		if err != nil {
			t.Fatal(err)
		}
		newer[name] = &fstest.MapFile{Data: text}
	}
	s, err := Open(ctx, path, ledger.All(), Options{ReadOnly: true, migrations: newer})
	if err != nil {
		t.Fatal(err)
	}
	if done, err := appliedMigrations(ctx, s.eng, s.read); err != nil || len(done) != len(newer) {
		t.Errorf("%d steps of %d, %v", len(done), len(newer), err)
	}
	wantReadOnly(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := files(t, path); !slices.Equal(got, []string{"台账.db"}) {
		t.Errorf("beside it stand %v", got)
	}
	mustOpen(t, path, Options{migrations: newer}).Close()
	if _, err := Open(ctx, path, ledger.All(), Options{ReadOnly: true}); !errors.Is(err, &catalog.Refusal{Code: "newer_database"}) {
		t.Errorf("of a newer program: %v", err)
	}
}

// TestReadOnlyByTheSystem: files and folders that the system bars from writing.
func TestReadOnlyByTheSystem(t *testing.T) {
	path := keptOffice(t)
	if cannotWrite(path) {
		t.Error("what can be written can't be")
	}
	lock(t, filepath.Dir(path))
	if !cannotWrite(path) || !Exists(ctx, path) {
		t.Error("a folder in which nothing can be made is not seen, or the database in it")
	}
	s, err := Open(ctx, path, ledger.All(), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	wantReadOnly(t, s)
	if aside, err := RestoreBackup(ctx, path, path, ledger.All(), Options{}); !errors.Is(err, &catalog.Refusal{Code: "read_only"}) {
		t.Errorf("restored over it: %v; the old one is at %q", err, aside)
	}
}
