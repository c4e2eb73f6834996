package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/store"
)

// Package is a whole office in a file.
type Package struct {
	Manifest
	Path string
	// IsBackup tells that the file is a backup of the program's, a database as it is.
	IsBackup bool
}

// IsOurs reports whether a file with that name is one for Open, and not a table.
func IsOurs(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	return ending == Extension || ending == ".db"
}

// Open reads what is in a package, or in a backup that the program has made, and verifies all of it. kinds are those
// that records are counted of. Errors are catalog.Refusals: not_package, cut, damaged, newer, read; of a backup those of
// store.Inspect.
func Open(ctx context.Context, path string, kinds []*catalog.Kind, report file.Report) (Package, error) {
	p := Package{Path: path}
	in, size, err := p.open()
	if err != nil {
		return p, err
	}
	defer in.Close()
	head := make([]byte, 64)
	n, err := in.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return p, p.unread(err)
	}
	if bytes.HasPrefix(head, []byte("SQLite format 3\x00")) {
		return p.openBackup(ctx, kinds)
	}
	return p.read(ctx, in, size, head[:n], report)
}

// read reads what is in a package, of size bytes of which the first are head.
func (p Package) read(ctx context.Context, in io.ReaderAt, size int64, head []byte, report file.Report) (Package, error) {
	if !isPackage(head) {
		return p, catalog.Refuse("not_package", "「%s」不是本程序的交接包;如果是表格,请用「导入」", p.name())
	}
	if size < int64(len(head)+endSize+sealSize) {
		return p, p.cut()
	}
	sealed, err := isSealed(ctx, in, size, report)
	if err != nil {
		return p, p.fault(err)
	}
	if !sealed {
		return p, p.diagnose(ctx, in, size)
	}
	archive, err := p.list(in, size)
	if err != nil {
		return p, err
	}
	p.Manifest, err = p.readManifest(archive)
	return p, err
}

// isPackage reports whether a file begins as Write begins it.
func isPackage(head []byte) bool {
	const nameAt = 30 // of a local file header (APPNOTE.TXT 4.3.7)
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && len(head) > nameAt && bytes.HasPrefix(head[nameAt:], []byte(manifestName))
}

func (p Package) name() string { return filepath.Base(p.Path) }

func (p Package) open() (*os.File, int64, error) {
	in, err := os.Open(p.Path)
	if err != nil {
		return nil, 0, p.unread(err)
	}
	info, err := in.Stat()
	if err != nil || !info.Mode().IsRegular() {
		in.Close()
		return nil, 0, p.unread(err)
	}
	return in, info.Size(), nil
}

func (p Package) openBackup(ctx context.Context, kinds []*catalog.Kind) (Package, error) {
	c, err := store.Inspect(ctx, p.Path, kinds)
	if err != nil {
		return p, err
	}
	p.IsBackup = true
	p.fill(c)
	p.MadeAt = p.Last
	return p, nil
}

func (p Package) unread(err error) error {
	return catalog.Refuse("read", "「%s」读不出来:U 盘可能已拔出,或文件已被移走。没有改动任何数据;请重新插好再试", p.Path).Because(err)
}

func (p Package) cut() error {
	return catalog.Refuse("cut", "「%s」不完整:拷贝或下载没有做完。没有改动任何数据;请重新拷贝一份再打开", p.name())
}

// fault translates an error of reading; that the clerk has cancelled is none.
func (p Package) fault(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return p.unread(err)
}

// diagnose says what is wrong with a package that is not as it was sealed: nothing of it is used.
func (p Package) diagnose(ctx context.Context, in io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(in, size)
	if !hasFewFiles(in, size) || err != nil {
		return p.cut()
	}
	m, err := p.readManifest(archive)
	if err != nil {
		return damaged(p.name(), "清单").Because(err)
	}
	if err := p.unpack(ctx, archive, m.Parts[0], io.Discard, nil); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return damaged(p.name(), "台账数据").Because(err)
	}
	return damaged(p.name(), "目录")
}

// list reads the names in an archive whose seal is right.
func (p Package) list(in io.ReaderAt, size int64) (*zip.Reader, error) {
	if !hasFewFiles(in, size) {
		return nil, damaged(p.name(), "目录")
	}
	archive, err := zip.NewReader(in, size)
	if err != nil {
		return nil, damaged(p.name(), "目录").Because(err)
	}
	return archive, nil
}

func (p Package) readManifest(archive *zip.Reader) (Manifest, error) {
	f := only(archive, manifestName)
	if f == nil {
		return Manifest{}, damaged(p.name(), "清单")
	}
	in, err := f.Open()
	if err != nil {
		return Manifest{}, damaged(p.name(), "清单").Because(err)
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, maxManifest+1))
	if err != nil || len(content) > maxManifest {
		return Manifest{}, damaged(p.name(), "清单").Because(err)
	}
	return readManifest(p.name(), content)
}

// only returns the file of that name in an archive, nil if there is none or more than one.
func only(archive *zip.Reader, name string) (found *zip.File) {
	for _, f := range archive.File {
		if f.Name != name {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// unpack writes a part to w and holds it against its sum. It never writes more than the part's size.
func (p Package) unpack(ctx context.Context, archive *zip.Reader, part Part, w io.Writer, report file.Report) error {
	broken := damaged(p.name(), "台账数据")
	f := only(archive, part.Name)
	if f == nil || f.UncompressedSize64 != uint64(part.Size) || part.Size > freeSize && uint64(part.Size) > maxRatio*f.CompressedSize64 {
		return broken
	}
	in, err := f.Open()
	if err != nil {
		return broken.Because(err)
	}
	defer in.Close()
	sum := sha256.New()
	err = file.Copy(ctx, io.MultiWriter(w, sum), io.LimitReader(in, part.Size), part.Size, report)
	var writing file.WriteError
	switch {
	case errors.As(err, &writing) || ctx.Err() != nil:
		return err
	case errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) || isCorrupt(err):
		return broken.Because(err)
	case err != nil:
		return p.fault(err)
	case hex.EncodeToString(sum.Sum(nil)) != part.SHA256:
		return broken
	}
	return nil
}

// extract writes the database of a package into a new file.
func (p Package) extract(ctx context.Context, path string, report file.Report) error {
	in, size, err := p.open()
	if err != nil {
		return err
	}
	defer in.Close()
	archive, err := p.list(in, size)
	if err != nil {
		return err
	}
	err = file.Replace(path, func(w io.Writer) error { return p.unpack(ctx, archive, p.Parts[0], w, report) })
	var writing file.WriteError
	if errors.As(err, &writing) {
		return noRoom(path, err)
	}
	return err
}
