package sheet

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
)

// sheetReader reads the part of one worksheet.
type sheetReader struct {
	book *xlsxBook
	opt  Options
	b    *builder
	s    *scanner

	inData bool
	done   bool // sheetData has ended
	row    int  // of the current row
	open   bool // the builder has begun a row; none is where the sheet has no place for it
	beyond int  // rows and cells outside of what a sheet may have

	// The current cell.
	inCell  bool
	col     int
	kind    byte // the attribute t: n s b e d, and t for str and inlineStr
	style   int
	text    []byte
	spaced  bool // xml:space keeps the spaces around the text
	outside bool // the sheet has no such cell
	formula []byte
	fShared int // si of a shared formula, -1 for none
	fBase   bool
	hasF    bool

	inText, inFormula, inInline, phonetic bool
	inline                                bool // the cell has an element is, which v stands beside in vain

	spills []Range // areas that formulas of other cells fill, down from the current row

	uncached int    // formulas without a result
	firstBad string // the cell of the first of them

	shared map[int]int32 // si of a shared formula → index of its first cell's formula
}

func (x *xlsxBook) readSheet(ref sheetRef) (*Sheet, error) {
	r, ok, err := x.zip.open(ref.part)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, x.zip.src.damaged()
	}
	defer r.Close()
	b := newBuilder(ref.name, &x.quota)
	b.s.Hidden, b.s.shared, b.s.formats, b.s.tints = ref.hidden, x.shared, x.formats.list, x.tints
	p := &sheetReader{book: x, opt: x.zip.src.opt, b: b, s: newScanner(r), row: -1, shared: map[int]int32{}}
	if err := p.read(); err != nil && !errors.Is(err, errHead) {
		if !isDamage(err) {
			return nil, wrapPart(ref.part, err)
		}
		x.cut = append(x.cut, ref.name)
		if err := p.endRow(); err != nil {
			return nil, err
		}
	}
	if !p.opt.head {
		if err := x.readComments(b, ref.part); err != nil {
			return nil, err
		}
	}
	if p.beyond > 0 {
		x.quota.warn("工作表「%s」有 %d 处内容超出了表格的最大范围,没有读入:请核对", ref.name, p.beyond)
	}
	if p.uncached > 0 {
		x.quota.warn("工作表「%s」有 %d 个公式没有计算结果(如 %s),按空白处理:请用 Excel 或 WPS 打开并保存一次,再重新导入", ref.name, p.uncached, p.firstBad)
	}
	return b.finish(), nil
}

// read reads the part to its end.
func (p *sheetReader) read() error {
	s := p.s
	for {
		plain, err := p.plainCell()
		if err != nil {
			return err
		}
		if plain {
			continue
		}
		if !s.next() {
			break
		}
		if p.inData {
			err = p.dataTag()
		} else {
			err = p.outerTag()
		}
		if err != nil {
			return err
		}
	}
	if s.err != nil {
		return s.err
	}
	if p.inData {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// outerTag handles a tag outside of sheetData.
func (p *sheetReader) outerTag() error {
	s := p.s
	if s.closing || s.tag == nil {
		return nil
	}
	switch string(s.name) {
	case "sheetData":
		p.inData = s.opens() && !p.done
	case "col":
		p.addColumns()
	case "mergeCell":
		return p.addMerge([]byte(s.attr("ref")))
	}
	return nil
}

// addColumns notes width and hiding of columns.
func (p *sheetReader) addColumns() {
	first, err1 := strconv.Atoi(p.s.attr("min"))
	last, err2 := strconv.Atoi(p.s.attr("max"))
	if err1 != nil || err2 != nil || first < 1 || last < first || len(p.b.widths) >= maxCols {
		return
	}
	width, err := strconv.ParseFloat(p.s.attr("width"), 32)
	if err != nil || !(width > 0 && width < 1000) {
		width = 0
	}
	hidden := isTrue(p.s.attr("hidden"))
	p.b.widths = append(p.b.widths, columnSpan{first - 1, last - 1, column{float32(width), hidden}})
}

func (p *sheetReader) addMerge(ref []byte) error {
	r, ok := parseRange(ref)
	if !ok {
		return nil
	}
	return p.b.merge(r, p.opt.MaxMerges)
}

// dataTag handles a tag inside of sheetData, and the text before it.
func (p *sheetReader) dataTag() error {
	s := p.s
	if len(s.text) > 0 {
		switch {
		case p.inText && !p.phonetic && len(p.text) < maxToken:
			p.text = s.appendContent(p.text)
		case p.inFormula && len(p.formula) < maxToken:
			p.formula = s.appendContent(p.formula)
		}
	}
	if len(s.name) == 1 {
		switch s.name[0] {
		case 'c':
			return p.cellTag()
		case 'v':
			if p.inText = s.opens() && !p.inline; p.inText {
				p.text = p.text[:0]
				p.spaced = p.kind == 't' && s.attr("space") == "preserve"
			}
		case 'f':
			p.formulaTag()
		case 't':
			p.inText = s.opens() && p.inInline
		}
		return nil
	}
	switch string(s.name) {
	case "row":
		return p.rowTag()
	case "is":
		if p.inInline = s.opens(); p.inInline {
			p.inline, p.kind, p.text = true, 't', p.text[:0]
		}
	case "rPh":
		p.phonetic = s.opens()
	case "sheetData":
		if s.closing {
			p.inData, p.done = false, true
		}
	}
	return nil
}

func (p *sheetReader) rowTag() error {
	s := p.s
	if !s.closing {
		if err := p.endRow(); err != nil {
			return err
		}
		p.row++
		p.col = -1
		hidden := false
		s.attrs(func(name, value []byte) {
			switch string(name) {
			case "r":
				if n, ok := parseIndex(value); ok && n > 0 {
					p.row = n - 1
				}
			case "hidden":
				hidden = isTrue(string(value))
			}
		})
		if p.row >= maxRows {
			p.beyond++
			return nil
		}
		if p.row >= p.opt.MaxRows {
			return p.skipData()
		}
		p.startRow(hidden)
	}
	if s.closing || s.empty {
		return p.endRow()
	}
	return nil
}

// startRow begins the row p.row.
func (p *sheetReader) startRow(hidden bool) {
	p.open = true
	p.b.startRow(p.row, hidden)
	if len(p.spills) > 0 {
		p.spills = slices.DeleteFunc(p.spills, func(r Range) bool { return r.Row2 < p.row })
	}
}

// endRow ends the current row, if there is one.
func (p *sheetReader) endRow() error {
	if !p.open {
		return nil
	}
	p.open = false
	return p.b.endRow()
}

// moveTo goes to the row that a cell says it is in, whatever the element says that it stands in.
func (p *sheetReader) moveTo(row int) error {
	if err := p.endRow(); err != nil {
		return err
	}
	p.row = row
	if row < p.opt.MaxRows {
		p.startRow(false)
	} else {
		p.b.s.Truncated = true
	}
	return nil
}

// skipData passes over the rest of sheetData, which is most of a part; with what follows, if only the head is wanted.
func (p *sheetReader) skipData() error {
	p.b.s.Truncated = true
	if p.opt.head {
		return errHead
	}
	p.s.skipTo("sheetData")
	return p.s.err
}

func (p *sheetReader) cellTag() error {
	s := p.s
	if !s.closing {
		if err := p.startCell(); err != nil {
			return err
		}
	}
	if s.closing || s.empty {
		return p.endCell()
	}
	return nil
}

// nextCell moves on to the next column and forgets what the cell before was.
func (p *sheetReader) nextCell() {
	p.inCell = true
	p.col++
	p.kind, p.style, p.spaced, p.outside = 'n', 0, false, false
	p.text, p.formula = p.text[:0], p.formula[:0]
	p.hasF, p.fShared, p.fBase = false, -1, false
	p.inText, p.inFormula, p.inInline, p.phonetic, p.inline = false, false, false, false, false
}

func (p *sheetReader) startCell() error {
	p.nextCell()
	row := p.row
	for rest := p.s.tag; ; {
		name, value, after, ok := nextAttr(rest)
		if !ok {
			break
		}
		rest = after
		if len(name) != 1 {
			continue
		}
		switch name[0] {
		case 'r':
			if r, col, ok := parseCellName(value); ok {
				row, p.col = r, col
			} else {
				p.outside = looksLikeCellName(value)
			}
		case 's':
			if n, ok := parseIndex(value); ok {
				p.style = n
			}
		case 't':
			p.kind = cellKind(value)
		}
	}
	if row != p.row {
		return p.moveTo(row)
	}
	return nil
}

// cellKind shortens the attribute t to one letter.
func cellKind(t []byte) byte {
	switch string(t) {
	case "s", "b", "e", "d", "n":
		return t[0]
	case "str", "inlineStr":
		return 't'
	}
	return 'n'
}

func (p *sheetReader) formulaTag() {
	s := p.s
	p.inFormula = s.opens()
	if s.closing {
		return
	}
	p.hasF = true
	switch s.attr("t") {
	case "shared":
		if si, ok := parseIndex([]byte(s.attr("si"))); ok {
			p.fShared, p.fBase = si, s.opens()
		}
	case "array", "dataTable":
		r, ok := parseRange([]byte(s.attr("ref")))
		if ok && (r.Row1 < r.Row2 || r.Col1 < r.Col2) && len(p.spills) < maxSpills {
			p.spills = append(p.spills, r)
		}
	}
}

// maxSpills bounds the areas that are looked through for each cell.
const maxSpills = 64

// spilled reports whether the current cell lies where another cell's formula puts its results.
func (p *sheetReader) spilled() bool {
	return slices.ContainsFunc(p.spills, func(r Range) bool { return r.Contains(p.row, p.col) })
}

// emptyCell notes what matters of a cell without content: a formula that was never calculated, a ground.
func (p *sheetReader) emptyCell() {
	if p.hasF && p.kind == 'n' { // an empty text would be of type str
		if p.uncached++; p.uncached == 1 {
			p.firstBad = CellName(p.row, p.col)
		}
	}
	if p.style > 0 && p.style < len(p.book.styles) {
		p.b.swatch(p.row, p.col, p.book.styles[p.style].look)
	}
}

// endCell hands the current cell to the builder.
func (p *sheetReader) endCell() error {
	if !p.inCell || !p.open {
		return nil
	}
	p.inCell = false
	if p.outside || p.col >= maxCols {
		p.beyond++
		return nil
	}
	if p.hasF {
		if err := p.endFormula(); err != nil {
			return err
		}
	}
	if len(p.text) == 0 {
		p.emptyCell()
		return nil
	}
	if len(p.spills) > 0 && p.spilled() {
		p.hasF = true
	}
	var st style
	if p.style < len(p.book.styles) {
		st = p.book.styles[p.style]
	}
	p.b.look = st.look
	add := func(kind catalog.CellType, text []byte) error {
		return p.b.add(p.col, kind, st.format, text, p.hasF)
	}
	switch p.kind {
	case 's':
		i, ok := stringIndex(bytes.TrimSpace(p.text))
		if ok && i >= len(p.book.strings) && p.book.table != nil {
			if err := p.book.readStrings(i + 1); err != nil {
				return err
			}
		}
		if !ok || i >= len(p.book.strings) {
			p.b.quota.warn("工作表「%s」%s 的内容已损坏,按空白处理", p.b.s.Name, CellName(p.row, p.col))
			return nil
		}
		return p.b.addShared(p.col, p.book.strings[i], p.hasF)
	case 't':
		if !p.inline && !p.spaced && !p.hasF { // XML says nothing of spaces; Excel and LibreOffice drop them here
			p.text = bytes.TrimSpace(p.text)
		}
		return add(catalog.CellText, unescapeX(p.text))
	case 'b':
		if isTruth(bytes.TrimSpace(p.text)) {
			return add(catalog.CellBool, []byte("1"))
		}
		return add(catalog.CellBool, []byte("0"))
	case 'e':
		return add(catalog.CellError, bytes.TrimSpace(p.text))
	case 'd':
		if serial, ok := isoSerial(string(bytes.TrimSpace(p.text))); ok {
			return add(catalog.CellDate, []byte(serial))
		}
		return add(catalog.CellText, p.text)
	}
	return p.endNumber(st)
}

// stringIndex reads the number of a shared string, which some programs write as they write all numbers: "1.0".
func stringIndex(b []byte) (int, bool) {
	if i, ok := parseIndex(b); ok {
		return i, true
	}
	number, ok := plainNumber(b)
	if !ok {
		return 0, false
	}
	whole, fraction, _ := bytes.Cut(number, []byte("."))
	i, ok := parseIndex(whole)
	return i, ok && len(bytes.Trim(fraction, "0")) == 0
}

// isTruth reads a truth value, which some programs write as they write any number or in words.
func isTruth(b []byte) bool {
	if f, err := strconv.ParseFloat(string(b), 64); err == nil {
		return f != 0
	}
	return isTrue(strings.ToLower(string(b)))
}

func (p *sheetReader) endNumber(st style) error {
	text := bytes.TrimSpace(p.text)
	if len(text) == 0 {
		return nil
	}
	number, ok := plainNumber(text)
	if !ok {
		return p.b.add(p.col, catalog.CellText, 0, p.text, p.hasF)
	}
	kind := catalog.CellNumber
	if st.date {
		kind = catalog.CellDate
		if p.book.date1904 && !st.elapsed && !(st.clock && number[0] == '0') {
			number = shift1904(number)
		}
	}
	return p.b.add(p.col, kind, st.format, number, p.hasF)
}

// endFormula hands the formula of the current cell to the builder.
func (p *sheetReader) endFormula() error {
	base := int32(-1)
	if p.fShared >= 0 && !p.fBase {
		if known, ok := p.shared[p.fShared]; ok {
			base = known
		}
	}
	if base < 0 && len(p.formula) == 0 {
		return nil
	}
	index, err := p.b.addFormula(p.col, p.formula, base)
	if err == nil && p.fBase {
		p.shared[p.fShared] = index
	}
	return err
}
