package packet

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/store"
)

// Name is what the package of an office is called by default: 容城镇党建台账-2026-11-23.tzb.
func Name(office string, day time.Time) string {
	return file.Word(office) + "党建台账-" + day.Format("2006-01-02") + Extension
}

// Write packs the office in s into the file at path and reads it back; what stood there is replaced only when the new
// file is whole. program is the version of this program. Others may use the records meanwhile: the package holds them as
// they were at one moment. Errors that a clerk can do something about are catalog.Refusals.
func Write(ctx context.Context, path string, s *store.Store, program string, now time.Time, report file.Report) error {
	if store.IsPostgres(s.DSN()) {
		return onServer()
	}
	folder, err := workFolder(s.DSN())
	if err != nil {
		return err
	}
	defer file.RemoveFolder(folder)
	copied, err := s.Backup(ctx, folder)
	if err != nil {
		return err
	}
	contents, err := store.Inspect(ctx, copied, s.Kinds())
	if err != nil {
		return err
	}
	part, err := describe(ctx, copied)
	if err != nil {
		return err
	}
	m := Manifest{Format: format, Content: wholeOffice, MadeAt: now.UTC().Truncate(time.Second), Program: program, Parts: []Part{part}}
	m.fill(contents)
	if err := file.Replace(path, func(w io.Writer) error { return writeArchive(ctx, w, m, copied, half(report, part.Size, 0)) }); err != nil {
		return err
	}
	// What a bad stick has made of it shows now, and not when it is needed.
	if _, err := Open(ctx, path, s.Kinds(), half(report, part.Size, part.Size)); err != nil {
		return errors.Join(catalog.Refuse("unverified", "「%s」写完后核对不上,不能用:U 盘或磁盘可能有问题,请换一个再打包", path).Because(err), os.Remove(path))
	}
	return nil
}

// half is the report of one half of the work: what has size bytes is written, and read.
func half(report file.Report, size, before int64) file.Report {
	if report == nil {
		return nil
	}
	return func(done, total int64) {
		report(before+int64(float64(done)/float64(max(total, 1))*float64(size)), 2*size)
	}
}

// workFolder makes a folder beside the database for what is wanted for a moment: records leave nothing in folders that
// others can read. One that is there is what a program has left that was stopped.
func workFolder(dsn string) (string, error) {
	folder := filepath.Join(filepath.Dir(dsn), "交接包.临时")
	file.RemoveFolder(folder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", catalog.Refuse("no_access", "不能写入「%s」:请检查权限和磁盘空间", folder).Because(err)
	}
	return folder, nil
}

func onServer() error {
	return catalog.Refuse("server", "这个单位的台账在服务器数据库里,不能做成交接包,也不能用交接包替换;请由管理员备份和恢复")
}

// describe sums a database up.
func describe(ctx context.Context, path string) (Part, error) {
	f, err := os.Open(path)
	if err != nil {
		return Part{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Part{}, err
	}
	if info.Size() > maxDatabase {
		return Part{}, catalog.Refuse("too_large", "台账数据超过 4 GB,不能做成一个交接包;请用「备份到…」")
	}
	sum := sha256.New()
	if err := file.Copy(ctx, sum, f, info.Size(), nil); err != nil {
		return Part{}, err
	}
	return Part{Name: databaseName, Size: info.Size(), SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

// writeArchive writes a sealed package of the manifest and of the database in a file.
func writeArchive(ctx context.Context, w io.Writer, m Manifest, database string, report file.Report) error {
	sealed := newSealer(w)
	archive := zip.NewWriter(sealed)
	if err := archive.SetComment(openSeal); err != nil {
		return err
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	add := func(name string, method uint16) (io.Writer, error) {
		return archive.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: m.MadeAt})
	}
	first, err := add(manifestName, zip.Store)
	if err != nil {
		return err
	}
	if _, err := first.Write(text); err != nil {
		return err
	}
	second, err := add(databaseName, zip.Deflate)
	if err != nil {
		return err
	}
	in, err := os.Open(database)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := file.Copy(ctx, second, in, m.Parts[0].Size, report); err != nil {
		return err
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return sealed.close()
}
