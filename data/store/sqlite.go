package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"

	"taizhang/data/catalog"
)

// sqlite keeps a database in one file.
type sqlite struct{}

const (
	// applicationID marks our files ("TZ01"): PRAGMA application_id.
	applicationID = 0x545A3031
	// readers is the number of reading connections. WAL lets them read while one connection writes.
	readers = 4
	// batchRows is how many rows one INSERT of an import carries; see docs/decisions/0003-store.md.
	batchRows = 16
)

const (
	sqliteCommon = "_journal_mode=WAL&_synchronous=FULL&_foreign_keys=1&_busy_timeout=5000&_stmt_cache_size=64&_cslike=1"
	sqliteWrite  = sqliteCommon + "&_cache_size=-16000&_txlock=immediate"
	sqliteRead   = sqliteCommon + "&_cache_size=-8000&_txlock=deferred&_query_only=1"
)

func (sqlite) name() string { return "sqlite" }

// fileURL returns path as a URI that SQLite opens, whatever characters are in it.
func fileURL(path, parameters string) string {
	p := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	parts := strings.Split(p, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return "file:" + strings.Join(parts, "/") + "?" + parameters
}

func (sqlite) admit(path string, create bool) error {
	if onNetwork(path) {
		return catalog.Refuse("network", "数据库「%s」放在网络位置上。多台电脑直接共用一个数据库文件会损坏数据;请放到本机硬盘,或改用服务器数据库", path)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !create:
		return catalog.Refuse("no_database", "没有找到数据库「%s」;请检查位置,或先用 taizhangctl init 新建", path)
	case errors.Is(err, fs.ErrNotExist):
		if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
			return catalog.Refuse("no_access", "文件夹「%s」不存在,不能在那里新建数据库", filepath.Dir(path))
		}
		return nil
	case err != nil:
		return catalog.Refuse("no_access", "打不开「%s」:没有权限,或磁盘有问题", path).Because(err)
	case info.IsDir():
		return catalog.Refuse("not_database", "「%s」是一个文件夹,不是数据库", path)
	case info.Size() == 0 && create:
		return nil
	}
	return hasHeader(path)
}

// hasHeader reads the first bytes, which tell a SQLite database from any other file.
func hasHeader(path string) error {
	const magic = "SQLite format 3\x00"
	f, err := os.Open(path)
	if err != nil {
		return catalog.Refuse("no_access", "打不开「%s」:没有权限,或被别的程序占用", path).Because(err)
	}
	defer f.Close()
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != magic {
		return catalog.Refuse("not_database", "「%s」不是台账数据库;如果是表格,请用「导入」", path)
	}
	return nil
}

func (sqlite) open(ctx context.Context, path string) (write, read *sql.DB, err error) {
	if write, err = sql.Open("sqlite3", fileURL(path, sqliteWrite)); err != nil {
		return nil, nil, err
	}
	write.SetMaxOpenConns(1)
	if err := write.PingContext(ctx); err != nil {
		write.Close()
		return nil, nil, err
	}
	if read, err = sql.Open("sqlite3", fileURL(path, sqliteRead)); err != nil {
		write.Close()
		return nil, nil, err
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return write, read, nil
}

func (e sqlite) verify(ctx context.Context, db *sql.DB) error {
	objects, err := number(ctx, db, "SELECT count(*) FROM sqlite_master")
	if err != nil {
		return err
	}
	if objects == 0 {
		_, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
		return err
	}
	id, err := number(ctx, db, "PRAGMA application_id")
	if err != nil {
		return err
	}
	if id != applicationID {
		return catalog.Refuse("foreign_database", "这个数据库是别的程序建立的,不是台账数据库")
	}
	return quickCheck(ctx, db)
}

// smallPages is up to how many pages of 4 KB a database is looked through as a whole when it is opened.
const smallPages = 64 << 20 >> 12

// quickCheck looks for damage. Of a large database the pictures are left out: a gigabyte of them takes a slow disk ten
// seconds. Each is held against its hash when it is read, and all of them by Check and by every backup.
func quickCheck(ctx context.Context, db *sql.DB) error {
	pages, err := number(ctx, db, "PRAGMA page_count")
	if err != nil {
		return err
	}
	parts := []string{"1"}
	if pages > smallPages {
		if parts, err = column[string](ctx, db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'blob'"); err != nil {
			return err
		}
		for i := range parts {
			parts[i] = quote(parts[i])
		}
	}
	for _, part := range parts {
		faults, err := column[string](ctx, db, "PRAGMA quick_check("+part+")")
		if err != nil {
			return err
		}
		if len(faults) > 0 && faults[0] != "ok" {
			return damaged(errors.New(faults[0]))
		}
	}
	return nil
}

func damaged(err error) error {
	return catalog.Refuse("damaged", "数据库已损坏,不能打开。请不要再写入;用「恢复」从最近的备份找回数据").Because(err)
}

func (sqlite) ddl(statement string) string { return statement }

func (sqlite) binary(expression string) string { return expression }

func (sqlite) beginWrite() string { return "BEGIN IMMEDIATE" }

func (sqlite) readOptions() *sql.TxOptions { return nil }

// insert binds many rows to one prepared statement. It calls the driver itself: database/sql checks and copies
// every one of the millions of values of a large import.
func (sqlite) insert(ctx context.Context, conn any, in insertion, rows [][]any) error {
	c, ok := conn.(*sqlite3.SQLiteConn)
	if !ok {
		return fmt.Errorf("connection is a %T", conn)
	}
	for size := batchRows; len(rows) > 0; size = 1 {
		n, err := insertBatches(ctx, c, in, rows, size)
		if err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// insertBatches inserts as many full batches of rows as there are and returns the number of rows.
func insertBatches(ctx context.Context, c *sqlite3.SQLiteConn, in insertion, rows [][]any, size int) (int, error) {
	whole := len(rows) / size * size
	if whole == 0 {
		return 0, nil
	}
	width := len(in.columns)
	query := in.sql()
	for i := 1; i < size; i++ {
		query += ", (" + places(i*width+1, width) + ")"
	}
	args := make([]driver.NamedValue, size*width)
	for i := range args {
		args[i].Ordinal = i + 1
	}
	for at := 0; at < whole; at += size {
		for r, row := range rows[at : at+size] {
			for i, v := range row {
				args[r*width+i].Value = v
			}
		}
		// The driver's Query keeps the statement prepared and binds all values in one call into C, its Exec one by
		// one; the insertion is done when Query returns.
		got, err := c.QueryContext(ctx, query, args)
		if err != nil {
			return 0, err
		}
		if err := got.Close(); err != nil {
			return 0, err
		}
	}
	return whole, nil
}

func (sqlite) columns(ctx context.Context, q querier, table string) (map[string]string, error) {
	out := map[string]string{}
	err := each(ctx, q, "SELECT name, type FROM pragma_table_info($1)", []any{table}, func(rows *sql.Rows) error {
		var name, typ string
		if err := rows.Scan(&name, &typ); err != nil {
			return err
		}
		out[name] = typ
		return nil
	})
	return out, err
}

func (sqlite) integrity(ctx context.Context, db *sql.DB) ([]string, error) {
	faults, err := column[string](ctx, db, "PRAGMA integrity_check(20)")
	if err != nil {
		return nil, err
	}
	if len(faults) == 1 && faults[0] == "ok" {
		faults = nil
	}
	err = each(ctx, db, "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY \"table\"", nil, func(rows *sql.Rows) error {
		var table string
		var n int64
		if err := rows.Scan(&table, &n); err != nil {
			return err
		}
		faults = append(faults, fmt.Sprintf("表 %s 有 %d 条记录指向不存在的记录", table, n))
		return nil
	})
	return faults, err
}

func (e sqlite) settle(ctx context.Context, db *sql.DB) { e.renewStatistics(ctx, db) }

func (sqlite) renewStatistics(ctx context.Context, db *sql.DB) {
	// Statistics only make queries faster: nothing is lost if they can't be renewed now.
	_, _ = db.ExecContext(ctx, "PRAGMA optimize")
}

func (sqlite) refusal(path string, err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey:
		return exists(err)
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return catalog.Refuse("locked", "数据库正被另一个程序写入,没有改动任何记录;请稍候再试").Because(err)
	case sqlite3.ErrCorrupt:
		return damaged(err)
	case sqlite3.ErrNotADB:
		return catalog.Refuse("not_database", "「%s」不是台账数据库,或已加密、损坏", path).Because(err)
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen, sqlite3.ErrAuth:
		return catalog.Refuse("no_access", "不能写入数据库「%s」:请检查文件和文件夹是否只读、有没有权限", path).Because(err)
	case sqlite3.ErrFull:
		return catalog.Refuse(codeDiskFull, "磁盘已满,没有改动任何记录;请清理磁盘后再试").Because(err)
	case sqlite3.ErrIoErr:
		return catalog.Refuse("disk", "读写磁盘出错,没有改动任何记录;请检查磁盘,并尽快备份").Because(err)
	}
	return err
}

// onNetwork reports whether path is a UNC path or on a mapped drive: WAL needs memory that all users of the file
// share, which a network has not.
func onNetwork(path string) bool {
	if strings.HasPrefix(path, `\\`) || runtime.GOOS == "windows" && strings.HasPrefix(path, "//") {
		return !strings.HasPrefix(path, `\\?\`) || strings.HasPrefix(strings.ToUpper(path), `\\?\UNC\`)
	}
	return onNetworkDrive(path)
}
