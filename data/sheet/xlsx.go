package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"math"
	"net/url"
	"path"
	"slices"
	"strings"

	kflate "github.com/klauspost/compress/flate"

	"taizhang/data/catalog"
)

// zipFile is a package: its parts by their names, in lower case, with slashes and without the leading one.
type zipFile struct {
	ctx   context.Context
	src   *source
	parts map[string]*zip.File
	left  int64 // bytes that may still be inflated
	done  int64 // bytes that are inflated
	all   int64 // bytes to be inflated, as far as is known
	wrong bool  // a part is not what its checksum says
}

// relation is one entry of a .rels part.
type relation struct {
	target string // the name of a part
	kind   string // the last word of the type's URI: "worksheet"
}

// xlsxBook is what the sheets of a workbook share.
type xlsxBook struct {
	zip      *zipFile
	date1904 bool
	shared   *arena
	strings  []span       // the shared strings by index
	table    *stringTable // where they come from; nil when all are read
	formats  formatList
	styles   []style // by index of cellXfs
	theme    []Colour
	tints    tintList
	sheets   []sheetRef
	missing  []string // names of sheets that are listed but not there
	cut      []string // names of sheets, and sharedParts, whose ends are damaged
	quota    quota
}

// sheetRef is an entry of the list of sheets.
type sheetRef struct {
	name   string
	hidden bool
	part   string
}

// readZip reads an xlsx, xlsm or ods, or says what else the zip archive is.
func readZip(ctx context.Context, src *source) (*Book, error) {
	z, err := openZip(ctx, src)
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	rels, err := z.relations("")
	if err != nil && !errors.Is(err, errMalformed) {
		return nil, err
	}
	for _, r := range rels {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	if _, is := z.parts["xl/workbook.xml"]; !is && z.isOpenDocument() {
		if err := z.refuseOpenDocument(); err != nil {
			return nil, err
		}
		return z.readODS()
	}
	if refusal := z.foreign(main); refusal != nil {
		return nil, refusal
	}
	return z.readWorkbook(main)
}

func openZip(ctx context.Context, src *source) (*zipFile, error) {
	archive, err := zip.NewReader(src.r, src.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	z := &zipFile{ctx: ctx, src: src, parts: make(map[string]*zip.File, len(archive.File)), left: src.opt.MaxBytes}
	for _, f := range archive.File {
		name := partName(f.Name)
		// Parts whose names differ in case alone are one part to ECMA-376 part 2; then the first is taken, as
		// LibreOffice does. A part that is there twice was replaced by its last version, as zip tools do.
		if old, ok := z.parts[name]; !ok || old.Name == f.Name {
			z.parts[name] = f
		}
	}
	return z, nil
}

// partName brings the name of a part to one form: some writers use backslashes, a leading slash or other case.
func partName(name string) string {
	name = strings.ReplaceAll(name, "\\", "/")
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// foreign says what the archive is if it is no workbook whose main part is named main.
func (z *zipFile) foreign(main string) *catalog.Refusal {
	name := z.src.name
	has := func(part string) bool { _, ok := z.parts[part]; return ok }
	f, ok := z.parts[partName(main)]
	switch {
	case ok && f.Flags&1 != 0:
		return refuseFormat(formatEncrypted, name)
	case ok && strings.HasSuffix(partName(main), ".bin"):
		return catalog.Refuse(CodeForeign, "「%s」是 Excel 二进制工作簿(.xlsb),本版本还读不了:请用 Excel 另存为 .xlsx 后再导入", name)
	case ok && strings.HasPrefix(partName(main), "word/"):
		return refuseFormat(formatDoc, name)
	case ok && strings.HasPrefix(partName(main), "ppt/"):
		return refuseFormat(formatSlides, name)
	case ok:
		return nil
	case has("ofd.xml"):
		return catalog.Refuse(CodeForeign, "「%s」是 OFD 版式文件,不是表格:请向对方要 Excel 文件(.xlsx)再导入", name)
	case has("[content_types].xml"):
		return z.src.damaged()
	}
	return refuseFormat(formatArchive, name)
}

// open returns the content of a part; ok is false if the package has none of this name.
func (z *zipFile) open(part string) (r io.ReadCloser, ok bool, err error) {
	f, ok := z.parts[partName(part)]
	if !ok {
		return nil, false, nil
	}
	body, err := openBody(f)
	if err != nil {
		return nil, true, fmt.Errorf("open %s: %w", part, err)
	}
	reader := &bounded{z.ctx, &summed{r: &counted{body, z}, want: f.CRC32, sum: crc32.NewIEEE(), wrong: &z.wrong}, &z.left}
	if f.UncompressedSize64 < aheadFrom || z.src.opt.head {
		return partReader{reader, body}, true, nil
	}
	return aheadReader{newAhead(reader), body}, true, nil
}

type partReader struct {
	io.Reader
	io.Closer
}

// aheadReader closes the part when nothing reads from it any more.
type aheadReader struct {
	*ahead
	part io.Closer
}

// Close implements io.Closer.
func (a aheadReader) Close() error {
	return errors.Join(a.ahead.Close(), a.part.Close())
}

// counted reports how much of the package is read.
type counted struct {
	r io.Reader
	z *zipFile
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.z.done += int64(n)
	c.z.src.report(c.z.done, c.z.all)
	return n, err
}

// openBody returns what a part holds. What the archive says of its length and its end is not asked, for some writers
// get it wrong.
func openBody(f *zip.File) (io.ReadCloser, error) {
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, err
	}
	switch f.Method {
	case zip.Deflate:
		return kflate.NewReader(raw), nil
	case zip.Store:
		return io.NopCloser(raw), nil
	}
	return nil, zip.ErrAlgorithm
}

// summed notes at the end of a part whether its checksum is wrong. The part is read all the same: some writers get it
// wrong, and Excel doesn't look.
type summed struct {
	r     io.Reader
	want  uint32 // 0 if the archive has none
	sum   hash.Hash32
	wrong *bool
}

func (s *summed) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.sum.Write(p[:n])
	if errors.Is(err, io.EOF) && s.want != 0 && s.sum.Sum32() != s.want {
		*s.wrong = true
	}
	return n, err
}

// scan calls f for each tag, and for each CDATA section, of a part. A part that isn't there has none.
func (z *zipFile) scan(part string, f func(*scanner) error) error {
	r, ok, err := z.open(part)
	if err != nil || !ok {
		return err
	}
	defer r.Close()
	s := newScanner(r)
	for s.next() {
		if err := f(s); err != nil {
			return fmt.Errorf("read %s: %w", part, err)
		}
	}
	if s.err != nil {
		return fmt.Errorf("read %s: %w", part, s.err)
	}
	return nil
}

// relations reads the relations of a part, or with "" those of the package.
func (z *zipFile) relations(part string) (map[string]relation, error) {
	dir, file := path.Split(part)
	rels := map[string]relation{}
	err := z.scan(dir+"_rels/"+file+".rels", func(s *scanner) error {
		if s.closing || string(s.name) != "Relationship" || strings.EqualFold(s.attr("TargetMode"), "External") {
			return nil
		}
		kind := s.attr("Type")
		rels[s.attr("Id")] = relation{z.resolve(dir, s.attr("Target")), kind[strings.LastIndexByte(kind, '/')+1:]}
		return nil
	})
	return rels, err
}

// resolve returns the name of the part that a relation of a part in the folder dir points to. Where there is none of
// that name it may be meant otherwise: with escapes, from the root, with a place in the part or spaces around it.
func (z *zipFile) resolve(dir, target string) string {
	target = strings.ReplaceAll(target, "\\", "/")
	name := partName(path.Join("/", dir, target))
	if strings.HasPrefix(target, "/") {
		name = partName(target)
	}
	plain, _, _ := strings.Cut(strings.TrimSpace(target), "#")
	if decoded, err := url.PathUnescape(plain); err == nil {
		plain = decoded
	}
	for _, other := range []string{name, path.Join("/", dir, plain), plain} {
		if _, ok := z.parts[partName(other)]; ok {
			return partName(other)
		}
	}
	return name
}

// readWorkbook reads the main part and everything that it names.
func (z *zipFile) readWorkbook(main string) (*Book, error) {
	book := &Book{Format: "xlsx"}
	x := &xlsxBook{zip: z, shared: newArena(), formats: newFormatList()}
	x.quota = quota{cells: z.src.opt.MaxCells, warnings: &book.Warnings}
	rels, err := z.relations(partName(main))
	if errors.Is(err, errMalformed) { // then the parts have the names that all programs give them
		rels, err = map[string]relation{}, nil
	}
	if err != nil {
		return nil, err
	}
	if err := x.readMain(main, rels); err != nil {
		return nil, err
	}
	z.addUsual(main, rels)
	for _, r := range rels {
		if r.kind == "sharedStrings" {
			z.expect(r.target)
		}
	}
	for _, ref := range x.sheets {
		z.expect(ref.part)
	}
	for _, c := range officeTheme {
		x.theme = append(x.theme, parseColour(c))
	}
	for _, r := range rels {
		if r.kind == "theme" {
			if err := x.readTheme(r.target); err != nil && !isDamage(err) { // without it, colours are those of most workbooks
				return nil, err
			}
		}
	}
	for _, r := range rels {
		switch r.kind {
		case "sharedStrings":
			err = x.openStrings(r.target)
		case "styles":
			err = x.readStyles(r.target)
		}
		if err := x.spare(err); err != nil {
			return nil, err
		}
	}
	defer x.closeStrings()
	before := x.quota.cells
	for _, ref := range x.sheets {
		s, err := x.readSheet(ref)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, s)
		if z.src.isShown(s) {
			break
		}
	}
	if len(x.cut) > 0 {
		if x.quota.cells == before && !z.src.opt.Bare {
			return nil, z.src.damaged()
		}
		x.quota.warn("「%s」不完整,「%s」只读出了前面的部分:请核对行数,缺少的请对方重新发送", z.src.name, strings.Join(x.cut[:min(len(x.cut), 5)], "」「"))
	}
	if z.wrong {
		x.quota.warn("「%s」的校验码不符,内容可能在传送中变了样:请核对,有错时请对方重新发送", z.src.name)
	}
	return book, nil
}

// spare turns damage of a part that sheets share into a note; what was read of it before is kept.
func (x *xlsxBook) spare(err error) error {
	if err == nil || !isDamage(err) {
		return err
	}
	if !slices.Contains(x.cut, sharedParts) {
		x.cut = append(x.cut, sharedParts)
	}
	return nil
}

// sharedParts is how a warning calls shared strings and styles.
const sharedParts = "文字和格式"

// addUsual adds the parts that all sheets share, under the names that all programs give them, to relations that don't
// tell of them.
func (z *zipFile) addUsual(main string, rels map[string]relation) {
	told := map[string]bool{}
	for _, r := range rels {
		told[r.kind] = true
	}
	for _, kind := range []string{"sharedStrings", "styles"} {
		part := partName(path.Join(path.Dir(main), kind+".xml"))
		if _, ok := z.parts[part]; ok && !told[kind] {
			rels["\x00"+kind] = relation{part, kind}
		}
	}
}

// expect notes that a part will be read.
func (z *zipFile) expect(part string) {
	if f, ok := z.parts[partName(part)]; ok {
		z.all += int64(min(f.UncompressedSize64, math.MaxInt32))
	}
}

// readMain reads the list of sheets.
func (x *xlsxBook) readMain(main string, rels map[string]relation) error {
	err := x.zip.scan(main, func(s *scanner) error {
		if s.closing {
			return nil
		}
		switch string(s.name) {
		case "workbookPr":
			x.date1904 = isTrue(s.attr("date1904"))
		case "sheet":
			return x.addSheet(s, rels)
		}
		return nil
	})
	if err == nil && len(x.missing) > 0 {
		if len(x.sheets) == 0 && !x.zip.src.opt.Bare {
			return x.zip.src.damaged().Because(fmt.Errorf("%d worksheet parts are missing", len(x.missing)))
		}
		x.quota.warn("「%s」不完整,缺少工作表「%s」:请核对,需要时请对方重新发送", x.zip.src.name, strings.Join(x.missing[:min(len(x.missing), 5)], "」「"))
	}
	if err == nil && len(x.sheets) == 0 && x.zip.src.opt.Bare {
		x.quota.warn("「%s」里没有能读的工作表", x.zip.src.name)
		return nil
	}
	if err == nil && len(x.sheets) == 0 {
		return catalog.Refuse(CodeNoSheets, "「%s」里没有工作表:请检查是否选对了文件", x.zip.src.name)
	}
	return err
}

// addSheet takes an entry of the list of sheets. Sheets of charts and dialogs hold no cells and are left out.
func (x *xlsxBook) addSheet(s *scanner, rels map[string]relation) error {
	id, state := "", s.attr("state")
	s.attrs(func(name, value []byte) {
		if string(name) == "id" { // r:id; sheetId has another name
			id = string(value)
		}
	})
	rel, ok := rels[id]
	if !ok {
		rel = relation{fmt.Sprintf("xl/worksheets/sheet%d.xml", len(x.sheets)+1), "worksheet"}
		for _, r := range rels {
			if r == rel { // the part is that of another sheet; this one is of macros, which have no part
				return nil
			}
		}
	}
	if rel.kind != "worksheet" {
		return nil
	}
	if _, ok := x.zip.parts[rel.target]; !ok {
		x.missing = append(x.missing, s.attr("name"))
		return nil
	}
	if len(x.sheets) >= x.zip.src.opt.MaxSheets {
		return errTooBig
	}
	x.sheets = append(x.sheets, sheetRef{
		name: s.attr("name"), hidden: state == "hidden" || state == "veryHidden", part: rel.target,
	})
	return nil
}
