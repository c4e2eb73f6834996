package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"taizhang/data/catalog"
)

// A backup is a SQLite file, whatever engine the database is on: the schema is one, so a copy of a server's
// database is made table by table, can be opened like any other, and can be restored to either engine.

// Backup writes a copy of the whole database into a new file in dir, verifies it and returns its path. Others may
// read and write meanwhile: the copy is the database as it was at one moment. If anything fails there is no file.
func (s *Store) Backup(ctx context.Context, dir string) (path string, err error) {
	office, err := s.Office(ctx)
	if err != nil {
		return "", err
	}
	return s.backup(ctx, dir, office.Name+"台账")
}

// backup writes a verified copy called name and the time.
func (s *Store) backup(ctx context.Context, dir, name string) (string, error) {
	return verifiedCopy(ctx, dir, name, s.options.Now(), s.copyTo)
}

// BackupFile is Backup for the SQLite database in file, whichever version of the program wrote it: nothing in it is
// brought up to date, so that an installer can call it before the program is replaced. The copy is called name and the
// time now. Others may have the database open.
func BackupFile(ctx context.Context, file, dir, name string, now time.Time) (path string, err error) {
	if err := (sqlite{}).admit(file, false); err != nil {
		return "", err
	}
	return verifiedCopy(ctx, dir, name, now, func(ctx context.Context, part string) error {
		return readAnyWay(ctx, source{path: file, parameters: sqliteCommon}, func(from source) error {
			return sqlite{}.refusal(file, vacuumInto(ctx, from, part))
		})
	})
}

// codeDiskFull is the code of what a full disk refuses.
const codeDiskFull = "disk_full"

// verifiedCopy has write make a database, verifies it, and puts it into dir under name and the time. If anything fails
// there is no file.
func verifiedCopy(ctx context.Context, dir, name string, now time.Time, write func(ctx context.Context, part string) error) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", catalog.Refuse("no_access", "不能在「%s」建立备份文件夹:请检查权限和磁盘", dir).Because(err)
	}
	path := freePath(dir, fileName(name)+"-"+now.Local().Format("20060102-150405"))
	part := path + ".part"
	defer removeDatabase(part)
	if err := writable(part); err != nil { // the engine would speak of the database that is copied
		return "", catalog.Refuse("no_access", "不能在文件夹「%s」里写入备份:它是只读的,或没有权限;请换一个位置", dir).Because(err)
	}
	if err := write(ctx, part); errors.Is(err, &catalog.Refusal{Code: codeDiskFull}) { // of the copy, perhaps a stick
		return "", catalog.Refuse(codeDiskFull, "「%s」所在的磁盘放不下备份,没有写成;请清理那个磁盘,或换一个位置", dir).Because(err)
	} else if err != nil {
		return "", fmt.Errorf("copy the database: %w", err)
	}
	if err := verifyCopy(ctx, part); err != nil {
		return "", fmt.Errorf("verify the copy: %w", err)
	}
	if err := syncFile(part); err != nil {
		return "", catalog.Refuse("disk", "备份没有写完:请检查磁盘空间").Because(err)
	}
	if err := os.Rename(part, path); err != nil {
		return "", catalog.Refuse("no_access", "不能写入备份「%s」", path).Because(err)
	}
	return path, nil
}

// writable tries whether a file that isn't there can be made.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(path))
}

// fileName returns s without the characters that file systems refuse.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, s)
}

// freePath returns the path of a database file in dir that is not there yet, nor being written, nor left half written by a
// program that was stopped.
func freePath(dir, name string) string {
	absent := func(path string) bool {
		_, err := os.Lstat(path)
		return errors.Is(err, os.ErrNotExist)
	}
	path := filepath.Join(dir, name+".db")
	for i := 2; ; i++ {
		if absent(path) && absent(path+".part") {
			return path
		}
		path = filepath.Join(dir, fmt.Sprintf("%s-%d.db", name, i))
	}
}

// removeDatabase removes a SQLite file and what may stand beside it.
func removeDatabase(path string) {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(path + end)
	}
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// copyTo writes the database as it is now into a new SQLite file.
func (s *Store) copyTo(ctx context.Context, path string) error {
	if _, ok := s.eng.(sqlite); ok {
		return s.eng.refusal(s.dsn, vacuumInto(ctx, s.source, path))
	}
	done, err := appliedMigrations(ctx, s.eng, s.read)
	if err != nil {
		return err
	}
	return s.snapshot(ctx, func(db querier) error {
		return withNewFile(ctx, path, func(to *Store) error {
			steps, err := readMigrations(s.options.migrations)
			if err != nil {
				return err
			}
			to.options = s.options
			steps = slices.DeleteFunc(steps, func(m migration) bool { return !slices.Contains(done, m.number) })
			if err := to.runMigrations(ctx, steps); err != nil {
				return err
			}
			return to.transact(ctx, func(tx *session) error { return copyTables(s.eng, db, tx, s.dataTables()) })
		})
	})
}

// vacuumInto copies a SQLite database over a connection of its own, so that nobody has to wait.
func vacuumInto(ctx context.Context, from source, to string) error {
	db, err := sql.Open("sqlite3", fileURL(from.path, from.parameters))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "VACUUM INTO $1", to)
	return err
}

// withNewFile calls f with a store that is nothing but an empty SQLite file.
func withNewFile(ctx context.Context, path string, f func(*Store) error) (err error) {
	to := &Store{dsn: path, eng: sqlite{}, writing: make(chan struct{}, 1)}
	if to.write, to.read, err = to.eng.open(ctx, path); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.closePools()) }()
	if err := to.eng.verify(ctx, to.write); err != nil {
		return err
	}
	return f(to)
}

// dataTables returns the tables of a database, those referred to first.
func (s *Store) dataTables() []string {
	out := []string{"office", "operation", "change", "setting", "blob"}
	for _, t := range slices.Backward(s.childrenFirst()) {
		out = append(out, t.kind.Key)
	}
	return out
}

// copyTables copies all rows of tables from one database into another with the same schema, whose tables are empty.
func copyTables(eng engine, from querier, to *session, tables []string) error {
	for _, name := range tables {
		types, err := eng.columns(to.run, from, name)
		if err != nil {
			return fmt.Errorf("columns of %s: %w", name, err)
		}
		if len(types) == 0 {
			continue // a ledger that the older database doesn't have yet
		}
		in := insertion{table: name}
		for c := range types {
			in.columns = append(in.columns, c)
		}
		slices.Sort(in.columns)
		if err := copyTable(from, to, in); err != nil {
			return fmt.Errorf("copy %s: %w", name, err)
		}
	}
	return nil
}

// mostHeld is how many bytes of pictures are copied together.
const mostHeld = 8 << 20

func copyTable(from querier, to *session, in insertion) error {
	quoted := make([]string, len(in.columns))
	for i, c := range in.columns {
		quoted[i] = quote(c)
	}
	var rows [][]any
	held := 0 // bytes of pictures in rows
	query := "SELECT " + strings.Join(quoted, ", ") + " FROM " + quote(in.table)
	if in.table == "operation" {
		query += " ORDER BY n" // an operation refers to the one that it takes back
	}
	err := each(to.ctx, from, query, nil, func(r *sql.Rows) error {
		row := make([]any, len(in.columns))
		dest := make([]any, len(row))
		for i := range row {
			dest[i] = &row[i]
		}
		if err := r.Scan(dest...); err != nil {
			return err
		}
		rows = append(rows, row)
		for _, v := range row {
			if data, ok := v.([]byte); ok {
				held += len(data)
			}
		}
		if len(rows) < chunkSize && held < mostHeld {
			return nil
		}
		err := to.bulk(in, rows)
		rows, held = rows[:0], 0
		return err
	})
	if err != nil {
		return err
	}
	return to.bulk(in, rows)
}

// verifyCopy reads the whole of a copy and counts its operations. The error is a catalog.Refusal of code damaged,
// not_database or foreign_database.
func verifyCopy(ctx context.Context, path string) error {
	return verifyFrom(ctx, path, source{path: path, parameters: sqliteVerify})
}

// sqliteVerify are the parameters under which a copy is verified.
const sqliteVerify = "mode=ro&_query_only=1"

// verifyFrom is verifyCopy for a copy that is called path and read from somewhere.
func verifyFrom(ctx context.Context, path string, from source) error {
	if err := hasHeader(from.path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", fileURL(from.path, from.parameters))
	if err != nil {
		return err
	}
	defer db.Close()
	eng := sqlite{}
	if id, err := number(ctx, db, "PRAGMA application_id"); err != nil || id != applicationID {
		if err != nil {
			return eng.refusal(path, err)
		}
		return catalog.Refuse("foreign_database", "「%s」不是台账数据库的备份", path)
	}
	faults, err := eng.integrity(ctx, db)
	if err != nil {
		return eng.refusal(path, err)
	}
	if len(faults) > 0 {
		return faultRefusal(path, faults)
	}
	missing, err := number(ctx, db, "SELECT coalesce(sum(last_op), 0) - (SELECT count(*) FROM operation) FROM office")
	if err != nil {
		return eng.refusal(path, err)
	}
	if missing != 0 {
		return faultRefusal(path, []string{fmt.Sprintf("操作日志缺 %d 条", missing)})
	}
	return nil
}

// verifyGiven verifies a copy that a clerk has chosen. That it is damaged must not sound as if her records were.
func verifyGiven(ctx context.Context, path string) error {
	err := readAnyWay(ctx, source{path: path, parameters: sqliteVerify}, func(from source) error { return verifyFrom(ctx, path, from) })
	if errors.Is(err, &catalog.Refusal{Code: "damaged"}) {
		return catalog.Refuse("damaged", "备份「%s」已损坏,不能使用:可能没有拷完,或拷贝时出了错。现有的台账没有改动;请重新拷贝,或换一份备份", path).Because(err)
	}
	return err
}

// copyBeforeMigration makes a verified copy of a database that holds operations before its schema is changed from
// step last.
func (s *Store) copyBeforeMigration(ctx context.Context, last int64) error {
	if last == 0 || s.options.spare {
		return nil
	}
	n, err := number(ctx, s.read, "SELECT count(*) FROM operation")
	if err != nil || n == 0 {
		return err
	}
	_, err = s.backup(ctx, s.backupDir(), "升级前")
	return wrap(err, "copy before migration")
}

// backupDir is where copies go that the program makes by itself.
func (s *Store) backupDir() string { return autoBackupDir(s.dsn, s.options) }

func autoBackupDir(dsn string, opt Options) string {
	switch {
	case opt.BackupDir != "":
		return opt.BackupDir
	case IsPostgres(dsn):
		if dir, err := os.UserConfigDir(); err == nil {
			return filepath.Join(dir, "taizhang", "备份")
		}
		return filepath.Join(os.TempDir(), "taizhang-备份")
	}
	return filepath.Join(filepath.Dir(dsn), "备份")
}

// RestoreBackup puts the copy in file, which Backup wrote, in the place of the database at dsn. The copy is verified
// first. The replaced database is kept: aside is its path, "" if there was none. Nobody may have the database open.
func RestoreBackup(ctx context.Context, file, dsn string, kinds []*catalog.Kind, opt Options) (aside string, err error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if err := verifyGiven(ctx, file); err != nil {
		return "", err
	}
	if IsPostgres(dsn) {
		return restoreToServer(ctx, file, dsn, kinds, opt)
	}
	if onNetwork(dsn) {
		return "", sqlite{}.admit(dsn, true)
	}
	return restoreToFile(ctx, file, dsn, opt)
}

func restoreToFile(ctx context.Context, file, path string, opt Options) (aside string, err error) {
	if isThere(path) && cannotWrite(path) {
		return "", readOnlyRefusal(path)
	}
	part := path + ".part"
	defer removeDatabase(part)
	if err := copyFile(file, part); err != nil {
		return "", catalog.Refuse("no_access", "不能写入「%s」:请检查权限和磁盘空间", part).Because(err)
	}
	if err := verifyCopy(ctx, part); err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err == nil {
		if err := settle(ctx, path); err != nil {
			return "", err
		}
		base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		aside = freePath(filepath.Dir(path), base+"-恢复前-"+opt.Now().Local().Format("20060102-150405"))
		for _, end := range []string{"-wal", "-shm", ""} {
			if err := os.Rename(path+end, aside+end); err != nil && (end == "" || !errors.Is(err, os.ErrNotExist)) {
				return "", catalog.Refuse("locked", "数据库「%s」正在使用,不能恢复;请先关闭所有台账窗口", path).Because(err)
			}
		}
	}
	if err := os.Rename(part, path); err != nil {
		return aside, catalog.Refuse("no_access", "不能写入「%s」;原来的数据库在「%s」", path, aside).Because(err)
	}
	return aside, nil
}

// settle brings everything that belongs to a database into its one file. A database that somebody has open is
// refused; one that is damaged stays as it is.
func settle(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite3", fileURL(path, "_busy_timeout=1000"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	if r := (&catalog.Refusal{Code: "locked"}); errors.Is(sqlite{}.refusal(path, err), r) {
		return catalog.Refuse("locked", "数据库「%s」正在使用,不能恢复;请先关闭所有台账窗口", path).Because(err)
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// restoreToServer replaces what a PostgreSQL database holds in one transaction.
func restoreToServer(ctx context.Context, file, dsn string, kinds []*catalog.Kind, opt Options) (aside string, err error) {
	dir, err := os.MkdirTemp("", "taizhang")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	temp := filepath.Join(dir, "restore.db")
	if err := copyFile(file, temp); err != nil {
		return "", err
	}
	opt.Create, opt.spare = false, true
	from, err := Open(ctx, temp, kinds, opt) // brings an older copy to the schema of this program
	if err != nil {
		return "", err
	}
	defer from.Close()
	opt.Create, opt.spare = true, false
	to, err := Open(ctx, dsn, kinds, opt)
	if err != nil {
		return "", err
	}
	defer to.Close()
	n, err := number(ctx, to.read, "SELECT count(*) FROM operation")
	if err != nil {
		return "", err
	}
	if n > 0 {
		if aside, err = to.backup(ctx, to.backupDir(), "恢复前"); err != nil {
			return "", err
		}
	}
	err = from.snapshot(ctx, func(db querier) error {
		return to.transact(ctx, func(tx *session) error {
			for _, name := range slices.Backward(to.dataTables()) {
				if err := tx.exec("DELETE FROM " + quote(name)); err != nil {
					return fmt.Errorf("empty %s: %w", name, err)
				}
			}
			return copyTables(from.eng, db, tx, from.dataTables())
		})
	})
	return aside, err
}
