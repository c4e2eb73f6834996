package packet

import (
	"compress/flate"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/store"
)

// Receive puts the office of a package in the place of the one in s, which may be empty. What it replaces is copied and
// verified first; backup is the path of that copy, "" if there was nothing to keep. If anything fails, or the stick is
// pulled out, nothing has changed.
func (p Package) Receive(ctx context.Context, s *store.Store, report file.Report) (backup string, err error) {
	err = p.unpacked(ctx, s.DSN(), s.Kinds(), report, func(database string) error {
		backup, err = s.Replace(ctx, database)
		return err
	})
	return backup, err
}

// Restore puts the office of a package in the place of a database that can't be opened. That one is kept: aside is its
// path. Nobody may have it open.
func (p Package) Restore(ctx context.Context, dsn string, kinds []*catalog.Kind, report file.Report) (aside string, err error) {
	err = p.unpacked(ctx, dsn, kinds, report, func(database string) error {
		aside, err = store.RestoreBackup(ctx, database, dsn, kinds, store.Options{})
		return err
	})
	return aside, err
}

// unpacked calls f with the database of a package that is for the one at dsn, unpacked and verified.
func (p Package) unpacked(ctx context.Context, dsn string, kinds []*catalog.Kind, report file.Report, f func(database string) error) error {
	if store.IsPostgres(dsn) {
		return onServer()
	}
	if err := p.needsRoom(dsn); err != nil {
		return err
	}
	if p.IsBackup {
		return f(p.Path)
	}
	folder, err := workFolder(dsn)
	if err != nil {
		return err
	}
	defer file.RemoveFolder(folder)
	database := filepath.Join(folder, databaseName)
	if err := p.extract(ctx, database, report); err != nil {
		return err
	}
	c, err := store.Inspect(ctx, database, kinds)
	if err != nil {
		return err
	}
	if !p.holds(c) {
		return damaged(p.name(), "台账数据")
	}
	return f(database)
}

// copies is how often a database needs its size on the disk while it is put in its place: unpacked, brought up to date,
// and in the write-ahead log.
const copies = 3

// needsRoom refuses a package for which the disk has no room, before anything is written.
func (p Package) needsRoom(dsn string) error {
	var size int64
	if info, err := os.Stat(dsn); err == nil {
		size = info.Size() // for the backup of what is replaced
	}
	if !p.IsBackup {
		size += copies * p.Parts[0].Size
	} else if info, err := os.Stat(p.Path); err == nil {
		size += copies * info.Size()
	}
	free, err := freeSpace(filepath.Dir(dsn))
	if err == nil && free < uint64(size) {
		return catalog.Refuse("no_room", "「%s」所在的磁盘空间不够:还剩 %d MB,需要 %d MB。没有改动任何数据;请清理磁盘后再试",
			dsn, free>>20, size>>20+1)
	}
	return nil
}

func noRoom(path string, err error) error {
	return catalog.Refuse("no_room", "不能写入「%s」:磁盘可能已满。没有改动任何数据;请清理磁盘后再试", path).Because(err)
}

// isCorrupt reports whether err is that packed bytes can't be unpacked, and not that they can't be read.
func isCorrupt(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || errors.Is(err, io.ErrUnexpectedEOF)
}
