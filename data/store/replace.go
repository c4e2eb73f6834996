package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"taizhang/data/catalog"
)

// Replace puts the copy in file, which Backup wrote, in the place of all that the open database holds: records, journal,
// settings and the office itself. The copy is verified, and brought to the schema of this program, before anything is
// touched; what it replaces, unless that is empty, is copied and verified first: backup is the path of that copy. The
// change is one transaction: whoever reads meanwhile sees all of the one or all of the other, and if it fails or the
// power does, nothing has happened.
//
// Errors are those of RestoreBackup and of Backup, and a catalog.Refusal of code server for a database on a server.
func (s *Store) Replace(ctx context.Context, file string) (backup string, err error) {
	if IsPostgres(s.dsn) {
		return "", catalog.Refuse("server", "这个单位的台账在服务器数据库里,不能在窗口里整个替换;请由管理员恢复")
	}
	if err := s.refuseWriting(); err != nil {
		return "", err
	}
	part := s.dsn + ".incoming"
	removeDatabase(part) // of a program that was stopped in the middle
	defer removeDatabase(part)
	if err := copyFile(file, part); err != nil {
		return "", catalog.Refuse("no_access", "不能写入「%s」:请检查权限和磁盘空间", part).Because(err)
	}
	if err := verifyCopy(ctx, part); err != nil {
		return "", err
	}
	options := s.options
	options.Create, options.Office, options.spare = false, Office{}, true
	from, err := Open(ctx, part, s.kinds, options)
	if err != nil {
		return "", err
	}
	defer from.Close()
	n, err := number(ctx, s.read, "SELECT count(*) FROM operation")
	if err != nil {
		return "", s.eng.refusal(s.dsn, err)
	}
	if n > 0 {
		if backup, err = s.backup(ctx, s.backupDir(), "替换前"); err != nil {
			return "", err
		}
	}
	if err := s.takeOver(ctx, from); err != nil {
		return "", s.eng.refusal(s.dsn, err)
	}
	s.announceAll()
	return backup, nil
}

// takeOver copies the pages of another database with the same schema over this one's, in one transaction.
func (s *Store) takeOver(ctx context.Context, from *Store) error {
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	err := onConnection(ctx, from.write, func(source *sqlite3.SQLiteConn) error {
		return onConnection(ctx, s.write, func(target *sqlite3.SQLiteConn) error { return copyPages(target, source) })
	})
	if err != nil {
		return fmt.Errorf("copy the pages: %w", err)
	}
	s.setTownship(from.township())
	for _, t := range s.tables {
		t.index.forget()
	}
	return nil
}

// onConnection calls f with a connection of a pool that nobody else uses meanwhile.
func onConnection(ctx context.Context, pool *sql.DB, f func(*sqlite3.SQLiteConn) error) error {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		own, ok := c.(*sqlite3.SQLiteConn)
		if !ok {
			return fmt.Errorf("connection is a %T", c)
		}
		return f(own)
	})
}

func copyPages(target, source *sqlite3.SQLiteConn) error {
	b, err := target.Backup("main", source, "main")
	if err != nil {
		return err
	}
	done, err := b.Step(-1) // all of them
	if err == nil && !done {
		err = sqlite3.Error{Code: sqlite3.ErrBusy}
	}
	return errors.Join(err, b.Finish()) // which takes back what is not done
}

// announceAll tells the watchers that nothing is as it was.
func (s *Store) announceAll() {
	var d Done
	for _, k := range s.kinds {
		d.Kinds = append(d.Kinds, k.Key)
	}
	s.announce(d)
}
