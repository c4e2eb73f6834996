package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// workedOn fills a store with records in every state and a journal with every sort of entry.
func workedOn(t testing.TB, s *Store) {
	mustApply(t, s, "社区", orgs()...)
	d := mustApply(t, s, "导入", people(40)...)
	mustApply(t, s, "改", set(mustGet(t, s, ledger.Cadre, d.IDs[0]), "pay", "?很多", "note", ""))
	mustApply(t, s, "删", catalog.Delete(mustGet(t, s, ledger.Cadre, d.IDs[1])))
	withPictures(t, s)
	mustApply(t, s, "多余", people(3)...)
	must(t)(s.Undo(ctx, "", UndoOptions{}))
}

// portrait says everything that can be read from a store.
func portrait(t testing.TB, s *Store) string {
	t.Helper()
	var b strings.Builder
	for _, k := range s.kinds {
		err := s.Each(ctx, Query{Kind: k}, func(r catalog.Record) error {
			h, err := s.History(ctx, k, r.ID)
			for i := range h {
				h[i].Op.n, h[i].Op.undoes = 0, 0
			}
			fmt.Fprintln(&b, k.Key, r.ID, h)
			for i := range k.Fields {
				fmt.Fprintf(&b, "%q ", r.At(i).Encode())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	bin, err := s.Trash(ctx)
	if err != nil {
		t.Fatal(err)
	}
	hashes, err := column[string](ctx, s.read, sqlBlobs, s.township())
	if err != nil {
		t.Fatal(err)
	}
	for _, hash := range hashes {
		blob, err := s.Blob(ctx, hash)
		fmt.Fprintln(&b, blob.Hash, blob.Media, len(blob.Data), blob.Sound(), err)
	}
	for _, r := range bin {
		fmt.Fprintln(&b, r.Record.ID, r.Deleted.ID)
	}
	return b.String() + undoBar(t, s)
}

// TestBackupAndRestore carries a database from each engine to each.
func TestBackupAndRestore(t *testing.T) {
	onBoth(t, func(t *testing.T, from string) {
		c := newClock()
		s := mustOpen(t, from, Options{Create: true, Now: c.Now})
		workedOn(t, s)
		want := portrait(t, s)
		dir := filepath.Join(t.TempDir(), "备份", "U盘")
		path, err := s.Backup(ctx, dir)
		if err != nil {
			t.Fatal(err)
		}
		if base := filepath.Base(path); !strings.HasPrefix(base, "容城镇台账-2003") {
			t.Errorf("copy is called %s", base)
		}
		second, err := s.Backup(ctx, dir)
		if err != nil || second == path {
			t.Errorf("second copy: %s %v", second, err)
		}
		if list, _ := os.ReadDir(dir); len(list) != 2 {
			t.Errorf("in the folder: %v", list)
		}
		onBoth(t, func(t *testing.T, to string) {
			kept := t.TempDir()
			opt := Options{Create: true, Now: c.Now, BackupDir: kept}
			aside, err := RestoreBackup(ctx, path, to, ledger.All(), opt)
			if err != nil || aside != "" {
				t.Fatal(aside, err)
			}
			restored := mustOpen(t, to, opt)
			if got := portrait(t, restored); got != want {
				t.Errorf("restored:\n%s\nwant:\n%s", got, want)
			}
			mustApply(t, restored, "之后", people(1)...)
			later := portrait(t, restored)
			c.advance(time.Minute)
			if !IsPostgres(to) {
				_, err := RestoreBackup(ctx, path, to, ledger.All(), opt)
				refused(t, err, "locked")
			}
			restored.Close()
			if aside, err = RestoreBackup(ctx, path, to, ledger.All(), opt); err != nil {
				t.Fatal(err)
			}
			again := mustOpen(t, to, opt)
			if got := portrait(t, again); got != want {
				t.Error("restored a second time:", got)
			}
			if report, err := again.Check(ctx); err != nil || !report.Sound() {
				t.Error(report.Faults, err)
			}
			old := mustOpen(t, aside, Options{})
			if got := portrait(t, old); got != later {
				t.Error("the replaced database was not kept as it was")
			}
		})
	})
}

// TestBackupFile copies the database of a newer program while that one is at work: it stays what it is.
func TestBackupFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "张 三.db")
	s := mustOpen(t, file, Options{Create: true})
	workedOn(t, s)
	execSQLite(t, file, "INSERT INTO migration (number, name, at) VALUES (9000, 'newest', 0)")
	dir := filepath.Join(t.TempDir(), "备份")
	now := time.Date(2003, 9, 30, 8, 0, 0, 0, time.Local)
	path, err := BackupFile(ctx, file, dir, "升级前", now)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "升级前-20030930-080000.db"); path != want {
		t.Errorf("the copy is %s, want %s", path, want)
	}
	_, err = Open(ctx, path, ledger.All(), Options{})
	refused(t, err, "newer_database")
	execSQLite(t, file, "DELETE FROM migration WHERE number = 9000")
	live := portrait(t, s)
	if path, err = BackupFile(ctx, file, dir, "升级前", now.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if got := portrait(t, mustOpen(t, path, Options{})); got != live {
		t.Error("the copy holds something else")
	}
}

// TestBackupBesideHalfAnother: what a program that was stopped has left is not in the way, though it was called the same.
func TestBackupBesideHalfAnother(t *testing.T) {
	c := newClock()
	s := mustOpen(t, filepath.Join(t.TempDir(), "a.db"), Options{Create: true, Now: c.Now})
	workedOn(t, s)
	dir := t.TempDir()
	first, err := s.Backup(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(first, first+".part"); err != nil {
		t.Fatal(err)
	}
	if second, err := s.Backup(ctx, dir); err != nil || second == first {
		t.Errorf("the second copy: %s, %v", second, err)
	}
}

func TestBackupFileRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte("花名册"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, code string }{{filepath.Join(dir, "none.db"), "no_database"}, {text, "not_database"}, {dir, "not_database"}} {
		to := filepath.Join(t.TempDir(), "备份")
		_, err := BackupFile(ctx, c.file, to, "升级前", time.Now())
		refused(t, err, c.code)
		if list, err := os.ReadDir(to); len(list) > 0 {
			t.Errorf("%s: left %v %v", c.file, list, err)
		}
	}
}

func TestRestoreRefusesWhatIsNoSoundCopy(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "台账.db")
	s := mustOpen(t, target, Options{Create: true})
	workedOn(t, s)
	path, err := s.Backup(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	before, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	torn := filepath.Join(dir, "torn.db")
	copyForTest(t, path, torn)
	tear(t, torn)
	short := filepath.Join(dir, "short.db")
	copyForTest(t, path, short)
	execSQLite(t, short, "DELETE FROM change", "DELETE FROM operation WHERE n = 3")
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte("this is not a database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Inspect(ctx, torn, ledger.All()); !strings.Contains(catalog.Message(err), "现有的台账没有改动") {
		t.Errorf("of a damaged backup it says: %s", catalog.Message(err))
	}
	for file, code := range map[string]string{torn: "damaged", short: "damaged", text: "not_database", filepath.Join(dir, "none"): "no_access"} {
		_, err := RestoreBackup(ctx, file, target, ledger.All(), Options{})
		refused(t, err, code)
	}
	if after, err := os.ReadFile(target); err != nil || string(after) != string(before) {
		t.Error("a refused restoring touched the database")
	}
}

// TestBackupIntoAClosedFolder: what can't be written is the folder, not the records.
func TestBackupIntoAClosedFolder(t *testing.T) {
	const closed = "/proc/self" // to the superuser too, as whom tests may run
	if runtime.GOOS != "linux" {
		t.Skip("folders that are closed to everyone are Linux's")
	}
	s := mustOpen(t, filepath.Join(t.TempDir(), "x.db"), Options{Create: true})
	_, err := s.Backup(ctx, closed)
	refused(t, err, "no_access")
	if !strings.Contains(catalog.Message(err), closed) {
		t.Errorf("it says: %s", catalog.Message(err))
	}
}

// TestBackupOnAFullDisk: the disk that is spoken of is that of the copy, and nothing is left there.
func TestBackupOnAFullDisk(t *testing.T) {
	dir := t.TempDir()
	_, err := verifiedCopy(t.Context(), dir, "容城镇", time.Now(), func(_ context.Context, part string) error {
		return errors.Join(os.WriteFile(part, []byte("half"), 0o600), sqlite{}.refusal("o.db", sqlite3.Error{Code: sqlite3.ErrFull}))
	})
	if text := catalog.Message(err); !strings.Contains(text, dir) || !errors.Is(err, &catalog.Refusal{Code: codeDiskFull}) {
		t.Errorf("told is %s", text)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left are %v, %v", left, err)
	}
}

// TestRestoreOverARuin: the usual reason for restoring is that the database is damaged.
func TestRestoreOverARuin(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "台账.db")
	s := mustOpen(t, target, Options{Create: true})
	workedOn(t, s)
	path, err := s.Backup(ctx, filepath.Join(dir, "备份"))
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	tear(t, target)
	aside, err := RestoreBackup(ctx, path, target, ledger.All(), Options{})
	if err != nil || aside == "" {
		t.Fatal(aside, err)
	}
	if report, err := mustOpen(t, target, Options{}).Check(ctx); err != nil || !report.Sound() {
		t.Error(report.Faults, err)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	for name, harm := range map[string]string{
		"来历":            `UPDATE cadre SET _created = 999 WHERE id = (SELECT min(id) FROM cadre)`,
		"最后改动":          `UPDATE cadre SET _updated = 1`,
		"状态":            `UPDATE cadre SET _state = 1 WHERE id = (SELECT min(id) FROM cadre)`,
		"指向已删除":         `UPDATE org SET _state = 1`,
		"搜索信息":          `UPDATE cadre SET _search = 'x'`,
		"操作日志应有":        `UPDATE office SET last_op = 99`,
		"不属于任何":         `UPDATE change SET op = op + 70`,
		"内容已损坏":         `UPDATE blob SET data = x'00' WHERE hash = (SELECT min(hash) FROM blob)`,
		"缺少图片":          `DELETE FROM blob`,
		"4 张图片在数据库里找不到": `DELETE FROM blob`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "c.db")
			s := mustOpen(t, path, Options{Create: true})
			workedOn(t, s)
			execSQLite(t, path, harm)
			report, err := s.Check(ctx)
			if err != nil || report.Sound() || !strings.Contains(strings.Join(report.Faults, ";"), name) {
				t.Errorf("faults: %v, %v", report.Faults, err)
			}
		})
	}
}
