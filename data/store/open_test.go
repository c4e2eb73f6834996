package store

import (
	"context"
	"database/sql"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

func TestOpenRefusals(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	foreign := filepath.Join(dir, "foreign.db")
	execSQLite(t, foreign, "CREATE TABLE t (x)")
	sound := filepath.Join(dir, "sound.db")
	s := mustOpen(t, sound, Options{Create: true})
	mustApply(t, s, "人", people(3000)[:0]...)
	mustApply(t, s, "社区", orgs()...)
	mustApply(t, s, "人", people(500)...)
	s.Close()
	newer := filepath.Join(dir, "newer.db")
	copyForTest(t, sound, newer)
	execSQLite(t, newer, "INSERT INTO migration (number, name, at) VALUES (9999, 'x', 0)")
	torn := filepath.Join(dir, "torn.db")
	copyForTest(t, sound, torn)
	tear(t, torn)
	for name, test := range map[string]struct {
		path, code string
	}{
		"missing":   {filepath.Join(dir, "missing.db"), "no_database"},
		"folder":    {dir, "not_database"},
		"workbook":  {file("花名册.xlsx", "PK\x03\x04 and more than sixteen bytes"), "not_database"},
		"empty":     {file("empty.db", ""), "not_database"},
		"foreign":   {foreign, "foreign_database"},
		"newer":     {newer, "newer_database"},
		"torn":      {torn, "damaged"},
		"share":     {`\\server\share\台账.db`, "network"},
		"no server": {"postgres://nobody@127.0.0.1:1/x", "no_server"},
		"address":   {"postgres://a b c:x/%%", "dsn"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(ctx, test.path, ledger.All(), Options{})
			if err == nil {
				s.Close()
			}
			refused(t, err, test.code)
			if Exists(ctx, test.path) && test.code != "newer_database" && test.code != "damaged" {
				t.Error("Exists says that it can be opened")
			}
		})
	}
	_, err := Open(ctx, filepath.Join(dir, "no", "such", "folder.db"), ledger.All(), Options{Create: true})
	refused(t, err, "no_access")
	_, err = Open(ctx, filepath.Join(dir, "code.db"), ledger.All(), Options{Create: true, Office: Office{Code: "45O999"}})
	refused(t, err, "office_code")
	if !Exists(ctx, sound) {
		t.Error("Exists does not see a sound database")
	}
}

func execSQLite(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", fileURL(path, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
}

func copyForTest(t testing.TB, from, to string) {
	t.Helper()
	if err := copyFile(from, to); err != nil {
		t.Fatal(err)
	}
}

// tear overwrites the middle of a file, as a bad disk does.
func tear(t testing.TB, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	for at := info.Size() / 3; at < info.Size()-5000; at += 4096 {
		if _, err := f.WriteAt([]byte(strings.Repeat("\xff\x00garbage", 50)), at); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLockedDatabaseIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s := mustOpen(t, path, Options{Create: true})
	other, err := sql.Open("sqlite3", fileURL(path, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	conn, err := other.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA busy_timeout = 50"); err != nil {
		t.Fatal(err)
	}
	_, err = s.Apply(ctx, catalog.Operation{Changes: orgs()})
	refused(t, err, "locked")
	if _, err := conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	mustApply(t, s, "社区", orgs()...)
}

// TestTablesHaveTheColumnsOfTheirKinds: a kind and its migration are written by hand, and must say the same.
func TestTablesHaveTheColumnsOfTheirKinds(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		for _, k := range s.kinds {
			want := map[string]string{colTownship: "TEXT", colID: "TEXT", colState: "BIGINT", colCreated: "BIGINT", colUpdated: "BIGINT", colSearch: "TEXT", colUnread: "TEXT"}
			for i := range k.Fields {
				f := &k.Fields[i]
				switch {
				case !f.Stored():
				case f.Type.Storage() == catalog.StoreInteger:
					want[f.Key] = "BIGINT"
				default:
					want[f.Key] = "TEXT"
				}
			}
			got, err := s.eng.columns(ctx, s.read, k.Key)
			if err != nil {
				t.Fatal(err)
			}
			for c, typ := range want {
				if got[c] != typ {
					t.Errorf("table %s: column %s is %q, the kind says %q", k.Key, c, got[c], typ)
				}
			}
			for c := range got {
				if want[c] == "" {
					t.Errorf("table %s: column %s is not in the kind", k.Key, c)
				}
			}
		}
	})
}

// TestStatements prepares every statement of sql.go on both engines, and checks that placeholders first appear in
// order: SQLite numbers them so.
func TestStatements(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "sql.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Error: func(error) {}}
	pkg, _ := conf.Check("store", fset, []*ast.File{file}, nil) // the imports are missing; constants need none
	statements := map[string]string{}
	for _, name := range pkg.Scope().Names() {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok && strings.HasPrefix(name, "sql") {
			statements[name] = constant.StringVal(c.Val())
		}
	}
	if len(statements) < 20 {
		t.Fatalf("found %d statements only", len(statements))
	}
	place := regexp.MustCompile(`\$(\d+)`)
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		for name, query := range statements {
			seen := 0
			for _, m := range place.FindAllStringSubmatch(query, -1) {
				var n int
				if _, err := fmt.Sscan(m[1], &n); err != nil {
					t.Fatal(err)
				}
				if n > seen+1 {
					t.Errorf("%s: $%d stands before $%d", name, n, seen+1)
				}
				seen = max(seen, n)
			}
			if err := prepares(s, query); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// prepares has the engine read a statement.
func prepares(s *Store, query string) error {
	stmt, err := s.read.PrepareContext(context.Background(), query)
	if err != nil {
		return err
	}
	defer stmt.Close()
	return nil
}

// TestHistoryIsLookedUp: without statistics SQLite likes to walk the whole journal for the history of one record, and
// undoing a large import then takes minutes.
func TestHistoryIsLookedUp(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "p.db"), Options{Create: true})
	var plan strings.Builder
	err := each(ctx, s.read, "EXPLAIN QUERY PLAN "+sqlChangesOf, []any{s.township(), "cadre", "c1", 0}, func(rows *sql.Rows) error {
		var id, parent, unused int
		var line string
		err := rows.Scan(&id, &parent, &unused, &line)
		plan.WriteString(line + "\n")
		return err
	})
	if err != nil || !strings.Contains(plan.String(), "change_record (township=? AND kind=? AND record=?)") {
		t.Errorf("plan: %s %v", plan.String(), err)
	}
}

// TestMigrationKeepsACopy opens a database of an older program: this one, seen from one with a migration more.
func TestMigrationKeepsACopy(t *testing.T) {
	older := fstest.MapFS{}
	files, err := os.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile("migrations/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		older[f.Name()] = &fstest.MapFile{Data: data}
	}
	with := func(sql string) fs.FS {
		newer := maps.Clone(older)
		newer["9000_newest.sql"] = &fstest.MapFile{Data: []byte(sql)}
		return newer
	}
	onBoth(t, func(t *testing.T, dsn string) {
		copies := filepath.Join(t.TempDir(), "备份")
		kinds := []*catalog.Kind{ledger.Org, ledger.Cadre}
		s, err := Open(ctx, dsn, kinds, Options{Create: true, migrations: older, BackupDir: copies})
		if err != nil {
			t.Fatal(err)
		}
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "人", people(20)...)
		s.Close()
		broken := with("CREATE TABLE newest (id TEXT);\nCREATE TABLE nonsense nonsense;")
		if _, err := Open(ctx, dsn, kinds, Options{migrations: broken, BackupDir: copies}); err == nil {
			t.Fatal("a broken migration was applied")
		}
		// Nothing of the broken one is left in the way.
		s = mustOpen(t, dsn, Options{migrations: with("CREATE TABLE newest (id TEXT);"), BackupDir: copies})
		if n, err := s.Count(ctx, Query{Kind: ledger.Cadre}); n != 20 || err != nil {
			t.Errorf("%d records after the migration, %v", n, err)
		}
		list, err := os.ReadDir(copies)
		if err != nil || len(list) != 2 {
			t.Fatalf("copies: %v %v", list, err)
		}
		for _, f := range list {
			path := filepath.Join(copies, f.Name())
			old, err := Open(ctx, path, kinds, Options{migrations: older})
			if err != nil {
				t.Fatalf("the copy %s can't be opened by the older program: %v", f.Name(), err)
			}
			if report, err := old.Check(ctx); err != nil || !report.Sound() || report.Records["cadre"] != 20 {
				t.Errorf("copy: %+v %v", report, err)
			}
			old.Close()
		}
	})
}

func TestSearchTextsFollowTheirRule(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "人", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三")))
		err := s.transact(ctx, func(tx *session) error {
			if err := tx.exec(`UPDATE cadre SET "_search" = 'old'`); err != nil {
				return err
			}
			return tx.exec(sqlSetSetting, searchPrefix+"cadre", "older rule")
		})
		if err != nil {
			t.Fatal(err)
		}
		again := mustOpen(t, s.dsn, Options{})
		if got := names(t, again, Query{Kind: ledger.Cadre, Find: "zs"}); got != "张三" {
			t.Errorf("found %q", got)
		}
	})
}

func TestSettings(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		type widths map[string]float64
		var got widths
		if ok, err := s.Setting(ctx, "widths", &got); ok || err != nil {
			t.Fatal(ok, err)
		}
		for _, w := range []widths{{"姓名": 18}, {"姓名": 20.5, "性别": 10}} {
			if err := s.SetSetting(ctx, "widths", w); err != nil {
				t.Fatal(err)
			}
			got = nil
			if ok, err := s.Setting(ctx, "widths", &got); !ok || err != nil || fmt.Sprint(got) != fmt.Sprint(w) {
				t.Fatal(got, ok, err)
			}
		}
		var other int
		if ok, err := s.Setting(ctx, "widths", &other); ok || err != nil {
			t.Error("a setting of another form was taken", err)
		}
		if err := s.SetSetting(ctx, "widths", nil); err != nil {
			t.Fatal(err)
		}
		if ok, _ := s.Setting(ctx, "widths", &got); ok {
			t.Error("setting is still there")
		}
		if err := s.RenameOffice(ctx, "新容城镇"); err != nil {
			t.Fatal(err)
		}
		refused(t, s.RenameOffice(ctx, " "), "office_name")
		if o, err := s.Office(ctx); err != nil || o != (Office{"450999101", "新容城镇"}) {
			t.Error(o, err)
		}
	})
}

// TestTwoProgramsMakeOneDatabase has several programs open a database that is not there yet at the same moment.
func TestTwoProgramsMakeOneDatabase(t *testing.T) {
	const programs = 4
	path := filepath.Join(t.TempDir(), "new.db")
	errs := make(chan error, programs)
	for range programs {
		go func() {
			s, err := Open(t.Context(), path, ledger.All(), Options{Create: true, Office: Office{Name: "容城镇"}})
			if err == nil {
				err = s.Close()
			}
			errs <- err
		}()
	}
	for range programs {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}
