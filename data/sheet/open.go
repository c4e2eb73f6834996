package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	kflate "github.com/klauspost/compress/flate"

	"taizhang/data/catalog"
)

// Options say how much to read. The zero Options read a whole workbook within limits that no honest one reaches.
type Options struct {
	MaxRows   int   // rows of each sheet, 0 for all; merges and widths are read all the same
	MaxBytes  int64 // bytes after inflation, in all parts together; 0 for 512 MB
	MaxCells  int   // cells with content, and what else is kept one by one, in all sheets together; 0 for 10 million
	MaxSheets int   // 0 for 1,000
	MaxMerges int   // merged areas of one sheet; 0 for 200,000

	Bare     bool   // gives a workbook without sheets, or of which nothing can be read, with warnings instead of a refusal
	Password string // opens an encrypted workbook, beside the one that Excel uses where none was asked for

	// Report, if not nil, is told now and then how much of all there is to read is read, in bytes of what is parsed.
	// It may be called from another goroutine, never from two at a time, and not after reading has ended.
	Report func(done, all int64)

	looks bool // reads how an old workbook looks, too
	head  bool // see Head
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 512 << 20
	}
	if o.MaxCells <= 0 {
		o.MaxCells = 10_000_000
	}
	if o.MaxSheets <= 0 {
		o.MaxSheets = 1000
	}
	if o.MaxMerges <= 0 {
		o.MaxMerges = 200_000
	}
	if o.MaxRows <= 0 {
		o.MaxRows = maxRows
	}
	return o
}

// Codes of the refusals of this package.
const (
	CodeMissing  = "sheet-missing"   // no such file, or no permission
	CodeEmpty    = "sheet-empty"     // a file without content
	CodeUnknown  = "sheet-unknown"   // no format that the program knows of
	CodeForeign  = "sheet-foreign"   // a known format that holds no table, or that this version doesn't read
	CodePassword = "sheet-password"  // encrypted
	CodeDamaged  = "sheet-damaged"   // cut short or changed on the way
	CodeTooBig   = "sheet-too-big"   // beyond the limits of Options
	CodeNoSheets = "sheet-no-sheets" // a workbook without worksheets
)

// Open reads the workbook at path. Errors that concern the file are a *catalog.Refusal; a cancelled ctx gives
// ctx.Err().
func Open(ctx context.Context, path string, opt Options) (*Book, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, refuseFile(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, refuseFile(name, err)
	}
	if info.IsDir() {
		return nil, catalog.Refuse(CodeForeign, "「%s」是文件夹:请选择其中的表格文件", name)
	}
	return Read(ctx, f, info.Size(), name, opt)
}

// refuseFile says why a file cannot be opened.
func refuseFile(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return catalog.Refuse(CodeMissing, "找不到文件「%s」:它可能已被移动、改名或删除,请重新选择", name).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return catalog.Refuse(CodeMissing, "没有权限读取「%s」:请把它复制到桌面或“文档”文件夹后再导入", name).Because(err)
	}
	return catalog.Refuse(CodeMissing, "打不开「%s」:如果它正在 Excel 或 WPS 中打开,请先关闭,再重新导入", name).Because(err)
}

// source is a file to read.
type source struct {
	r    io.ReaderAt
	size int64
	name string
	opt  Options
	told int64 // bytes of the last report
}

// reportStep is how many bytes are read between two reports.
const reportStep = 1 << 20

// report tells whoever waits how far reading has come.
func (src *source) report(done, all int64) {
	if src.opt.Report == nil || done-src.told < reportStep {
		return
	}
	src.told = done
	src.opt.Report(min(done, all), all)
}

// stem is the name of the file without its extension.
func (src *source) stem() string {
	if i := strings.LastIndexByte(src.name, '.'); i > 0 {
		return src.name[:i]
	}
	return src.name
}

// Read reads a workbook of size bytes from r. name is the name of its file, for messages.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, opt Options) (*Book, error) {
	src := &source{r: r, size: size, name: name, opt: opt.withDefaults()}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	format, err := sniff(src)
	if err == nil && format == formatGzip {
		format, err = src.unzip(ctx)
	}
	if err != nil {
		return nil, src.refusal(ctx, err)
	}
	var book *Book
	switch format {
	case formatZip:
		book, err = readZip(ctx, src)
	case formatText:
		book, err = readCSV(ctx, src)
	case formatCompound:
		book, err = readCompound(ctx, src)
	case formatXLS:
		book, err = readBIFF(ctx, src)
	case formatHTML:
		book, err = readHTML(ctx, src)
	case formatXML2003:
		book, err = readXML2003(ctx, src)
	case formatMail:
		book, err = readMHT(ctx, src)
	default:
		err = refuseFormat(format, name)
	}
	if err != nil {
		return nil, src.refusal(ctx, err)
	}
	if src.opt.head {
		book.Sheets = src.shown(book.Sheets)
	}
	return book, nil
}

// refusal turns the error of a reader into what the caller gets.
func (src *source) refusal(ctx context.Context, err error) error {
	var refusal *catalog.Refusal
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &refusal):
		return err
	case errors.Is(err, errTooBig):
		return catalog.Refuse(CodeTooBig, "「%s」展开后的内容超出了程序能处理的范围:请把它拆成几个小一些的文件,分别导入", src.name).Because(err)
	case isDamage(err):
		return src.damaged().Because(err)
	}
	return catalog.Refuse(CodeDamaged, "读取「%s」时出错:请检查U盘或网络是否正常,把文件复制到本机后再导入", src.name).Because(err)
}

// isDamage reports whether an error comes of what a file holds, not of reading it.
func isDamage(err error) bool {
	var corrupt kflate.CorruptInputError
	var stdCorrupt flate.CorruptInputError
	for _, e := range []error{
		zip.ErrFormat, zip.ErrChecksum, zip.ErrAlgorithm, gzip.ErrHeader, gzip.ErrChecksum, io.ErrUnexpectedEOF, io.EOF, errMalformed, errDamaged,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return errors.As(err, &corrupt) || errors.As(err, &stdCorrupt)
}

func (src *source) damaged() *catalog.Refusal {
	return catalog.Refuse(CodeDamaged, "「%s」不完整或已损坏:请用 Excel 或 WPS 打开它另存一份,打不开就请对方重新发送", src.name)
}

// bytes returns the whole file, which must not exceed the limit of inflated bytes.
func (src *source) bytes(ctx context.Context) ([]byte, error) {
	if src.size > src.opt.MaxBytes {
		return nil, errTooBig
	}
	var buf bytes.Buffer
	buf.Grow(int(src.size))
	r := &bounded{ctx: ctx, r: io.NewSectionReader(src.r, 0, src.size), left: &src.opt.MaxBytes}
	if _, err := io.Copy(&buf, r); err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	return buf.Bytes(), nil
}

// unzip replaces a file that gzip has packed by what it holds.
func (src *source) unzip(ctx context.Context) (format, error) {
	r, err := gzip.NewReader(io.NewSectionReader(src.r, 0, src.size))
	if err != nil {
		return formatUnknown, fmt.Errorf("open the gzip file: %w", err)
	}
	left := src.opt.MaxBytes
	content, err := io.ReadAll(&bounded{ctx: ctx, r: r, left: &left})
	if err != nil {
		return formatUnknown, fmt.Errorf("read the gzip file: %w", err)
	}
	src.r, src.size = bytes.NewReader(content), int64(len(content))
	return sniff(src)
}

// bounded reads until left is used up or ctx ends.
type bounded struct {
	ctx  context.Context
	r    io.Reader
	left *int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, errTooBig
	}
	return n, err
}
