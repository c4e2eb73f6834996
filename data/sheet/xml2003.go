package sheet

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"taizhang/data/catalog"
)

// xmlReader reads a workbook of XML Spreadsheet 2003, which is one XML file.
type xmlReader struct {
	src      *source
	s        *scanner
	book     *Book
	quota    *quota
	codes    map[string]string // number formats by the names of styles
	defining string            // the style whose definition is read
	formats  formatList
	date1904 bool

	b       *builder // of the current sheet, nil outside
	inRow   bool
	skip    bool // the current row is beyond those wanted
	row     int  // the current row
	lastRow int  // the last row that is described, -1 before the first
	col     int  // the last column of the row that is taken, -1 before the first
	at      int  // the column of the current cell
	nextCol int  // of the elements that describe columns

	// The current cell.
	inCell  bool
	style   string
	kind    string // of its data
	formula bool
	inData  bool
	inNote  bool // a comment, which has data of its own
	author  string
	note    []byte // its data
	inRem   bool   // they are being read
	text    []byte
}

// readXML2003 reads XML Spreadsheet 2003.
func readXML2003(ctx context.Context, src *source) (*Book, error) {
	raw, err := src.bytes(ctx)
	if err != nil {
		return nil, err
	}
	raw = bytes.TrimLeft(raw, "\xEF\xBB\xBF \t\r\n")
	x := &xmlReader{
		src: src, s: newScanner(bytes.NewReader(raw)), book: &Book{Format: "xml"},
		codes: map[string]string{}, formats: newFormatList(),
	}
	x.quota = &quota{cells: src.opt.MaxCells, warnings: &x.book.Warnings}
	for n := 0; x.s.next(); n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := x.tag(); err != nil {
			return nil, fmt.Errorf("read the workbook: %w", err)
		}
	}
	switch {
	case x.s.err != nil:
		return nil, fmt.Errorf("read the workbook: %w", x.s.err)
	case x.b != nil:
		return nil, src.damaged()
	case len(x.book.Sheets) == 0:
		return nil, catalog.Refuse(CodeNoSheets, "「%s」里没有工作表:请检查是否选对了文件", src.name)
	}
	return x.book, nil
}

// tag handles the text before a tag, and the tag.
func (x *xmlReader) tag() error {
	s := x.s
	if x.inData && len(x.text) < maxToken {
		x.text = s.appendContent(x.text)
	}
	if x.inRem && len(x.note) < maxToken {
		x.note = s.appendContent(x.note)
	}
	switch string(s.name) {
	case "Worksheet":
		return x.sheetTag()
	case "Row":
		return x.rowTag()
	case "Cell":
		return x.cellTag()
	case "Data":
		if s.opens() && x.inCell && !x.inNote {
			x.kind, x.text = s.attr("Type"), x.text[:0]
			x.inData = true
		} else if s.closing {
			x.inData = false
		}
		x.inRem = s.opens() && x.inCell && x.inNote && s.tag != nil
	case "Comment":
		return x.commentTag()
	case "PhoneticText":
		x.inNote = s.opens()
	case "Column":
		x.columnTag()
	case "Style":
		x.defining = s.attr("ID")
		if parent := s.attr("Parent"); s.opens() && len(x.codes) < 1<<16 {
			x.codes[x.defining] = x.codes[parent]
		}
	case "NumberFormat":
		if !s.closing && len(x.codes) < 1<<16 {
			x.codes[x.defining] = formatOf(s.attr("Format"))
		}
	case "Date1904":
		x.date1904 = true
	case "Visible":
		if s.closing && x.b != nil && bytes.HasPrefix(bytes.TrimSpace(s.text), []byte("Sheet")) { // SheetHidden, SheetVeryHidden
			x.b.s.Hidden = true
		}
	}
	return nil
}

// commentTag begins or ends a comment.
func (x *xmlReader) commentTag() error {
	if x.s.opens() {
		x.inNote, x.author, x.note = true, x.s.attr("Author"), x.note[:0]
		return nil
	}
	x.inNote, x.inRem = false, false
	if !x.s.closing || !x.inCell || x.skip {
		return nil
	}
	return x.b.comment(x.row, x.at, x.author, x.note)
}

func (x *xmlReader) sheetTag() error {
	if x.s.opens() {
		if len(x.book.Sheets) >= x.src.opt.MaxSheets {
			return errTooBig
		}
		x.b = newBuilder(x.s.attr("Name"), x.quota)
		x.lastRow, x.nextCol = -1, 0
		return nil
	}
	if x.b == nil {
		return nil
	}
	if err := x.endRow(); err != nil {
		return err
	}
	x.b.s.formats = x.formats.list
	x.book.Sheets = append(x.book.Sheets, x.b.finish())
	x.b = nil
	return nil
}

// number returns the value of an attribute that is a small number, otherwise least.
func (x *xmlReader) number(name string, least int) int {
	n, ok := parseIndex([]byte(x.s.attr(name)))
	if !ok {
		return least
	}
	return max(n, least)
}

func (x *xmlReader) rowTag() error {
	if x.b == nil {
		return nil
	}
	if err := x.endRow(); err != nil || x.s.closing {
		return err
	}
	x.row = x.number("Index", x.lastRow+2) - 1
	x.lastRow = x.row + x.number("Span", 0) // rows like this one follow
	hidden := isTrue(x.s.attr("Hidden"))
	if x.lastRow >= maxRows {
		return errTooBig
	}
	for at := x.row + 1; hidden && at <= min(x.lastRow, x.src.opt.MaxRows-1); at++ {
		x.b.startRow(at, true)
		if err := x.b.endRow(); err != nil {
			return err
		}
	}
	x.skip = x.row >= x.src.opt.MaxRows
	if !x.skip {
		x.b.startRow(x.row, hidden)
	}
	x.inRow, x.col = true, -1
	if x.s.empty {
		return x.endRow()
	}
	return nil
}

func (x *xmlReader) endRow() error {
	if !x.inRow {
		return nil
	}
	x.inRow, x.inCell, x.inData = false, false, false
	if x.skip {
		return nil
	}
	return x.b.endRow()
}

func (x *xmlReader) cellTag() error {
	if !x.inRow {
		return nil
	}
	if !x.s.closing {
		if err := x.startCell(); err != nil {
			return err
		}
	}
	if x.s.closing || x.s.empty {
		return x.endCell()
	}
	return nil
}

func (x *xmlReader) startCell() error {
	first := x.number("Index", x.col+2) - 1
	area := Range{x.row, first, x.row + x.number("MergeDown", 0), first + x.number("MergeAcross", 0)}
	if area.Col2 >= maxCols || area.Row2 >= maxRows {
		return errTooBig
	}
	if err := x.b.merge(area, x.src.opt.MaxMerges); err != nil {
		return err
	}
	x.at, x.col = area.Col1, area.Col2
	x.inCell, x.kind, x.text, x.inNote = true, "", x.text[:0], false
	x.style, x.formula = x.s.attr("StyleID"), x.s.attr("Formula") != ""
	return nil
}

// endCell hands the current cell to the builder.
func (x *xmlReader) endCell() error {
	if !x.inCell {
		return nil
	}
	x.inCell, x.inData = false, false
	if x.skip {
		x.b.s.Truncated = x.b.s.Truncated || len(x.text) > 0
		return nil
	}
	text := bytes.TrimSpace(x.text)
	add := func(kind catalog.CellType, st style, text []byte) error {
		return x.b.add(x.at, kind, st.format, text, x.formula)
	}
	switch x.kind {
	case "Number":
		number, ok := plainNumber(text)
		if !ok {
			break
		}
		st := x.formats.style(x.codes[x.style])
		if !st.date {
			return add(catalog.CellNumber, st, number)
		}
		if x.date1904 {
			number = shift1904(number)
		}
		return add(catalog.CellDate, st, number)
	case "DateTime":
		if serial, ok := isoSerial(string(text)); ok {
			return add(catalog.CellDate, x.formats.style(x.codes[x.style]), []byte(serial))
		}
	case "Boolean":
		value, _ := strconv.ParseBool(string(text))
		if value {
			return add(catalog.CellBool, style{}, []byte("1"))
		}
		return add(catalog.CellBool, style{}, []byte("0"))
	case "Error":
		return add(catalog.CellError, style{}, text)
	}
	return add(catalog.CellText, style{}, x.text)
}

// columnTag notes width, in points, and hiding of columns.
func (x *xmlReader) columnTag() {
	if x.s.closing || x.b == nil || len(x.b.widths) >= maxCols {
		return
	}
	first := x.number("Index", x.nextCol+1) - 1
	last := first + x.number("Span", 0)
	x.nextCol = last + 1
	points, err := strconv.ParseFloat(x.s.attr("Width"), 32)
	if err != nil || !(points > 0 && points < 5000) {
		points = 0
	}
	width := max(0, (points*96/72-5)/7) // of Excel's usual type
	x.b.widths = append(x.b.widths, columnSpan{first, last, column{float32(width), isTrue(x.s.attr("Hidden"))}})
}
