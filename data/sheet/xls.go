package sheet

import (
	"context"
	"fmt"

	"golang.org/x/text/encoding"

	"taizhang/data/catalog"
)

// xlsBook is what the sheets of a workbook of the formats before 2007 share.
type xlsBook struct {
	ctx      context.Context
	src      *source
	stream   []byte
	version  int               // of BIFF: 2 to 5, 8
	decoder  *encoding.Decoder // of texts before version 8
	date1904 bool
	loose    bool           // styles stand in the sheets themselves
	codes    map[int]string // number formats by their numbers
	xfs      []xlsStyle     // styles of cells
	fonts    []xlsFontLook
	palette  []Colour // the workbook's own colours, from firstOwnColor
	tints    tintList
	styles   map[int]style // by number format
	formats  formatList
	shared   *arena
	strings  []span
	sheets   []xlsSheetRef
	cut      bool // a part of the file is missing
	buf      []byte
	quota    quota
}

// xlsSheetRef is an entry of the list of sheets.
type xlsSheetRef struct {
	name   string
	hidden bool
	offset int
}

// readCompound reads what a compound file holds: an old workbook, or a new one that is encrypted.
func readCompound(ctx context.Context, src *source) (*Book, error) {
	raw, err := src.bytes(ctx)
	if err != nil {
		return nil, err
	}
	c, err := openCompound(raw)
	if err != nil {
		return nil, err
	}
	if stream, ok := c.stream("EncryptedPackage"); ok {
		return readEncrypted(ctx, src, c, stream)
	}
	if stream, ok := c.stream("Workbook", "Book"); ok {
		return readXLS(ctx, src, stream, c.short)
	}
	switch {
	case c.find("WordDocument") != nil:
		return nil, refuseFormat(formatDoc, src.name)
	case c.find("PowerPoint Document") != nil:
		return nil, refuseFormat(formatSlides, src.name)
	}
	return nil, refuseFormat(formatCompound, src.name)
}

// readBIFF reads a workbook whose stream is the whole file, as the first versions of Excel wrote it.
func readBIFF(ctx context.Context, src *source) (*Book, error) {
	raw, err := src.bytes(ctx)
	if err != nil {
		return nil, err
	}
	return readXLS(ctx, src, raw, false)
}

// readXLS reads the stream of a workbook. short says that a part of it is missing.
func readXLS(ctx context.Context, src *source, stream []byte, short bool) (*Book, error) {
	book := &Book{Format: "xls"}
	k := &xlsBook{
		ctx: ctx, src: src, stream: stream, codes: map[int]string{}, styles: map[int]style{},
		decoder: codePages[1252].NewDecoder(), formats: newFormatList(), shared: newArena(), cut: short,
		quota: quota{cells: src.opt.MaxCells, warnings: &book.Warnings},
	}
	if err := k.readGlobals(); err != nil {
		return nil, err
	}
	if len(k.sheets) == 0 && !src.opt.Bare {
		if k.cut {
			return nil, src.damaged()
		}
		return nil, catalog.Refuse(CodeNoSheets, "「%s」里没有工作表:请检查是否选对了文件", src.name)
	}
	before := k.quota.cells
	for i := range k.sheets {
		s, err := k.readSheet(i)
		if err != nil {
			return nil, fmt.Errorf("read sheet %d: %w", i, err)
		}
		book.Sheets = append(book.Sheets, s)
		if src.isShown(s) {
			break
		}
	}
	if src.opt.looks {
		book.looks = k.readLooks()
	}
	if k.cut {
		if k.quota.cells == before && !src.opt.Bare {
			return nil, src.damaged()
		}
		k.quota.warn("「%s」不完整,只读出了前面的部分:请核对行数,缺少的请对方重新发送", src.name)
	}
	return book, nil
}

// readGlobals reads what stands before the first sheet.
func (k *xlsBook) readGlobals() error {
	defer k.tintStyles()
	r := &records{b: k.stream}
	id, data, _ := r.next()
	version, kind := bofVersion(id, data)
	if version == 0 {
		return k.src.damaged()
	}
	k.version = version
	if err := k.unlock(); err != nil {
		return err
	}
	if version < 8 {
		k.decoder = k.findDecoder()
	}
	k.loose = version < 5 || kind != subGlobals
	if kind != subGlobals && kind != subWorkspace {
		k.sheets = []xlsSheetRef{{name: "Sheet1"}}
		return nil
	}
	name := "" // that the next sheet of version 4 has
	for depth := 1; depth > 0; {
		start := r.pos
		id, data, ok := r.next()
		if !ok {
			k.cut = k.cut || r.pos != len(r.b)
			return nil
		}
		inner, kind := bofVersion(id, data)
		switch {
		case id == recEOF:
			depth--
		case inner != 0:
			depth++
			if k.version == 4 && kind == subSheet {
				k.sheets = append(k.sheets, xlsSheetRef{name: name, offset: start})
			}
		case id == recSheetHeader && len(data) > 4:
			name = k.shortText(data[4:])
		case id == recBoundSheet && len(data) > 7:
			k.addSheet(data)
		case id == recSST:
			if err := k.readStrings(&segments{records: r, b: data}); err != nil {
				return err
			}
		case depth == 1:
			k.setting(id, data)
		}
		if len(k.sheets) > k.src.opt.MaxSheets {
			return errTooBig
		}
	}
	return nil
}

// addSheet takes an entry of the list of sheets. Charts, macros and programs hold no cells and are left out.
func (k *xlsBook) addSheet(data []byte) {
	if data[5] != 0 {
		return
	}
	var name string
	if k.version == 8 {
		name = string(appendText8(nil, data[7:], int(data[6])))
	} else {
		name = k.shortText(data[6:])
	}
	k.sheets = append(k.sheets, xlsSheetRef{name: name, hidden: data[4]&3 != 0, offset: int(u32(data))})
}

// setting takes a record that concerns all cells after it.
func (k *xlsBook) setting(id int, data []byte) {
	switch {
	case id == recPalette && k.version >= 5:
		k.palette = paletteOf(data)
	case id == recDate1904 && len(data) >= 2:
		k.date1904 = u16(data) == 1
	case id == recXF5 && len(data) >= 4 && k.version >= 5:
		k.xfs = append(k.xfs, k.xf5(data))
	case id == recFont && len(data) >= 8 && k.version >= 5:
		k.fonts = append(k.fonts, fontLook(data))
	case (id == recXF3 || id == recXF4) && len(data) >= 2:
		k.xfs = append(k.xfs, xlsStyle{format: int(data[1])})
	case id == recFormat2 && k.version < 4 && len(data) > 1:
		k.codes[len(k.codes)] = k.shortText(data)
	case id == recFormat && k.version == 4 && len(data) > 3:
		k.codes[len(k.codes)] = k.shortText(data[2:])
	case id == recFormat && k.version == 5 && len(data) > 3:
		k.codes[u16(data)] = k.shortText(data[2:])
	case id == recFormat && k.version == 8 && len(data) > 5:
		k.codes[u16(data)] = string(appendText8(nil, data[4:], u16(data[2:])))
	}
}

// style returns what matters of the style xf; in version 2 that is the number of a format.
func (k *xlsBook) style(xf int) style {
	is := xlsStyle{format: xf}
	if k.version > 2 {
		if xf >= len(k.xfs) {
			return style{}
		}
		is = k.xfs[xf]
	}
	format := is.format
	st, ok := k.styles[format]
	if !ok {
		code, given := k.codes[format]
		if !given && k.version >= 5 {
			code = builtinFormats[format]
		}
		st = k.formats.style(code)
		k.styles[format] = st
	}
	st.look = k.look(xf)
	return st
}

// readStrings reads the table of shared strings.
func (k *xlsBook) readStrings(s *segments) error {
	if len(s.b) < 8 {
		return nil
	}
	n := int(u32(s.b[4:]))
	s.b = s.b[8:]
	for len(k.strings) < n {
		if len(k.strings)%4096 == 0 && k.ctx.Err() != nil {
			return k.ctx.Err()
		}
		if k.shared.full() || len(k.strings) >= k.src.opt.MaxCells {
			return errTooBig
		}
		text, ok := s.richText(k.buf[:0])
		if !ok {
			break
		}
		k.buf = text
		k.strings = append(k.strings, k.shared.add(cutText(text)))
	}
	return nil
}

// shortText decodes a text of a version before 8 whose length stands in its first byte.
func (k *xlsBook) shortText(b []byte) string {
	return string(k.appendBytes(nil, b[1:], int(b[0])))
}

// appendBytes appends a text of n bytes in the code page of the workbook.
func (k *xlsBook) appendBytes(dst, b []byte, n int) []byte {
	b = b[:min(n, len(b))]
	for _, c := range b {
		if c >= 0x80 {
			text, err := k.decoder.Bytes(b)
			if err != nil {
				return appendNarrow(dst, b)
			}
			return append(dst, text...)
		}
	}
	return append(dst, b...)
}

// findDecoder tells the code page of a workbook before version 8. Where none is declared, the fonts tell of it. Chinese
// programs often declare a western one or none, so then the texts themselves decide.
func (k *xlsBook) findDecoder() *encoding.Decoder {
	page, fonts := 0, 0
	var texts byteTexts
	for r := (&records{b: k.stream}); ; {
		id, data, ok := r.next()
		if !ok {
			break
		}
		switch {
		case id == recCodePage && len(data) >= 2 && page == 0:
			page = u16(data)
		case id == recFont && len(data) > 12 && fonts == 0:
			fonts = charsetPages[data[12]]
		case (id == recLabel || id == recRString) && len(data) > 8:
			texts.look(data[8:min(8+u16(data[6:]), len(data))])
		case id == recLabel2 && len(data) > 8:
			texts.look(data[8:min(8+int(data[7]), len(data))])
		case id == recBoundSheet && len(data) > 7:
			texts.look(data[7:min(7+int(data[6]), len(data))])
		case id == recString && len(data) > 2:
			texts.look(data[2:min(2+u16(data), len(data))])
		}
	}
	if page == 0 {
		page = fonts
	}
	switch {
	case westernPage(page) && texts.chinese():
		page = 936
	case codePages[page] == nil:
		page = 1252
	}
	return codePages[page].NewDecoder()
}
