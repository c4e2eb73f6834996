package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"taizhang/data/catalog"
)

// A database that can't be written, on a CD, on a stick with its switch on, or in a folder of somebody else's, is opened to
// be read. SQLite can't simply do that: to read what is in WAL mode it makes files beside it. So the file is read in one of
// three ways, the first that there is reason to trust:
//
//   - as it is, if it is not in WAL mode, or those files are there: somebody has it open, and every reader sees the changes;
//   - as immutable, without any locks, if the whole volume is read-only: nobody can change it;
//   - in a copy among the temporary files, else. What looks unused may be opened by its owner in the next moment, and who
//     reads it as immutable then reads nonsense.
//
// The copy is also where an older database is brought up to date, and one that was copied while it was open is made whole.

// codeReadOnly is the code of the refusal to change what can only be read.
const codeReadOnly = "read_only"

// The parameters of the first two ways.
const (
	sqliteShared    = "mode=ro&_busy_timeout=5000&_cslike=1&_stmt_cache_size=64&_cache_size=-8000&_txlock=deferred"
	sqliteImmutable = sqliteShared + "&immutable=1"
)

// source is where the pages of a database are read.
type source struct {
	path, parameters string
	folder           string // of the copy, which is removed in the end; "" if there is none
}

// ReadOnly reports whether the records can be read and not changed: whoever tries is refused with a catalog.Refusal of
// code read_only.
func (s *Store) ReadOnly() bool { return s.readOnly }

// refuseWriting refuses what would change a database that can only be read.
func (s *Store) refuseWriting() error {
	if !s.readOnly {
		return nil
	}
	return readOnlyRefusal(s.dsn)
}

func readOnlyRefusal(path string) error {
	return catalog.Refuse(codeReadOnly, "数据库「%s」是只读的,只能查看,没有改动任何记录:文件或它所在的文件夹不能写入。要修改,请打开 U 盘的写保护开关、取消文件的“只读”,或者把它复制到电脑硬盘上再打开", path)
}

// openToRead opens a SQLite database that can't be written.
func (s *Store) openToRead(ctx context.Context) error {
	s.options.Create, s.options.spare = false, true
	for _, from := range waysToRead(s.dsn) {
		if err := s.readFrom(ctx, from); err == nil || isFinal(err) {
			return err
		}
	}
	return s.readCopy(ctx)
}

// isFinal reports whether an error is one that another way to read a database would not spare.
func isFinal(err error) bool {
	var refused *catalog.Refusal
	return errors.As(err, &refused) && refused.Code != codeReadOnly && refused.Code != "no_access"
}

// readAnyWay calls f with usual, which is how a database is read that can be written, or else with one way to read it after
// the other until f is content.
func readAnyWay(ctx context.Context, usual source, f func(source) error) error {
	if !cannotWrite(usual.path) {
		return f(usual)
	}
	for _, from := range waysToRead(usual.path) {
		if err := f(from); err == nil || isFinal(err) {
			return err
		}
	}
	from, err := copyForReading(ctx, usual.path)
	if err != nil {
		return err
	}
	return errors.Join(f(from), from.remove())
}

// readFrom opens the database where it is. The error is of code read_only if something would have to be brought up to date.
func (s *Store) readFrom(ctx context.Context, from source) (err error) {
	if s.read, err = sql.Open("sqlite3", fileURL(from.path, from.parameters)); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	s.write, s.source, s.readOnly = s.read, from, true
	if err := s.begin(ctx); err != nil {
		return errors.Join(s.eng.refusal(s.dsn, err), s.closePools())
	}
	return nil
}

// readCopy opens a copy of the database, which nobody else knows of.
func (s *Store) readCopy(ctx context.Context) error {
	from, err := copyForReading(ctx, s.dsn)
	if err != nil {
		return err
	}
	s.readOnly = false // until the copy is up to date
	if s.write, s.read, err = (sqlite{}).open(ctx, from.path); err != nil {
		return errors.Join(s.eng.refusal(s.dsn, err), from.remove())
	}
	if err := s.begin(ctx); err != nil {
		return errors.Join(s.eng.refusal(s.dsn, err), s.closePools(), from.remove())
	}
	s.source, s.readOnly = from, true
	return nil
}

func (from source) remove() error {
	if from.folder == "" {
		return nil
	}
	removeDatabase(from.path) // by itself: os.RemoveAll fails on Debian's Wine
	return os.Remove(from.folder)
}

// waysToRead returns how a database that can't be written can be read where it is; none is certain to do.
func waysToRead(path string) []source {
	log, index, journal := isThere(path+"-wal"), isThere(path+"-shm"), isThere(path+"-journal")
	var out []source
	if log && index || !log && !inLogMode(path) {
		out = append(out, source{path: path, parameters: sqliteShared})
	}
	if !log && !journal && onReadOnlyVolume(path) {
		out = append(out, source{path: path, parameters: sqliteImmutable})
	}
	return out
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Places in the head of a SQLite file.
const (
	headReads = 19 // 2 if it is read in WAL mode
	headID    = 68 // the application id, 4 bytes
	headSize  = 100
)

// head reads the first bytes of a SQLite file.
func head(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := make([]byte, headSize)
	_, err = f.ReadAt(out, 0)
	return out, err
}

func inLogMode(path string) bool {
	h, err := head(path)
	return err != nil || h[headReads] == 2
}

// isReadOnly reports whether a SQLite database is there that can be read and not written.
func (s *Store) isReadOnly() bool {
	_, file := s.eng.(sqlite)
	return file && isThere(s.dsn) && (s.options.ReadOnly || cannotWrite(s.dsn))
}

// isBarred reports whether a SQLite database that is there could not be opened because nothing can be written beside it.
func (s *Store) isBarred(err error) bool {
	_, file := s.eng.(sqlite)
	return file && errors.Is(err, &catalog.Refusal{Code: "no_access"}) && isOurs(s.dsn)
}

// isOurs reports whether a file that can't be written is a database of this program.
func isOurs(path string) bool {
	h, err := head(path)
	return err == nil && binary.BigEndian.Uint32(h[headID:]) == applicationID
}

// copies is how often a copy is tried of a database that is being changed.
const copies = 5

// copyForReading copies a database with what stands beside it. One that was changed meanwhile is copied again.
func copyForReading(ctx context.Context, path string) (source, error) {
	folder, err := os.MkdirTemp("", "taizhang-")
	if err != nil {
		return source{}, catalog.Refuse("no_access", "数据库「%s」是只读的,要在临时文件夹里复制一份才能查看,但那里不能写入;请清理磁盘后再试", path).Because(err)
	}
	out := source{path: filepath.Join(folder, "taizhang.db"), parameters: sqliteCommon, folder: folder}
	for range copies {
		if err = ctx.Err(); err != nil {
			break
		}
		before := stamps(path)
		if err = copyDatabase(path, out.path); err != nil {
			err = catalog.Refuse("no_access", "数据库「%s」是只读的,要复制一份才能查看,但没有复制成:请检查文件能不能读、临时文件夹有没有空间", path).Because(err)
			break
		}
		if before == stamps(path) {
			return out, nil
		}
		err = catalog.Refuse("locked", "数据库「%s」正被另一个程序写入,您只能查看;请稍候再试", path)
	}
	return source{}, errors.Join(err, out.remove())
}

// besides are the endings of the files of a database that hold records.
var besides = [...]string{"", "-wal", "-journal"}

// stamp is what shows that a file was changed.
type stamp struct {
	size, changed int64
}

func stamps(path string) (out [len(besides)]stamp) {
	for i, end := range besides {
		if info, err := os.Stat(path + end); err == nil {
			out[i] = stamp{info.Size(), info.ModTime().UnixNano()}
		}
	}
	return out
}

func copyDatabase(from, to string) error {
	removeDatabase(to)
	for _, end := range besides {
		if err := copyFile(from+end, to+end); err != nil && (end == "" || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}
