package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"time"

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

	// The current cell.
	col     int
	kind    byte // the attribute t: n s b e d, and t for str and inlineStr
	style   int
	text    []byte
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
	b.s.Hidden, b.s.shared, b.s.formats = ref.hidden, x.shared, x.formats.list
	p := &sheetReader{book: x, opt: x.zip.src.opt, b: b, s: newScanner(r), row: -1, shared: map[int]int32{}}
	if err := p.read(); err != nil && !errors.Is(err, errHead) {
		return nil, fmt.Errorf("read %s: %w", ref.part, err)
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
			p.inText = s.opens() && !p.inline
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
			return errTooBig
		}
		if p.row >= p.opt.MaxRows {
			return p.skipData()
		}
		p.b.startRow(p.row, hidden)
		if len(p.spills) > 0 {
			p.spills = slices.DeleteFunc(p.spills, func(r Range) bool { return r.Row2 < p.row })
		}
	}
	if s.closing || s.empty {
		return p.b.endRow()
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
		p.startCell()
	}
	if s.closing || s.empty {
		return p.endCell()
	}
	return nil
}

// nextCell moves on to the next column and forgets what the cell before was.
func (p *sheetReader) nextCell() {
	p.col++
	p.kind, p.style = 'n', 0
	p.text, p.formula = p.text[:0], p.formula[:0]
	p.hasF, p.fShared, p.fBase = false, -1, false
	p.inText, p.inFormula, p.inInline, p.phonetic, p.inline = false, false, false, false, false
}

func (p *sheetReader) startCell() {
	p.nextCell()
	for rest := p.s.tag; ; {
		name, value, after, ok := nextAttr(rest)
		if !ok {
			return
		}
		rest = after
		if len(name) != 1 {
			continue
		}
		switch name[0] {
		case 'r':
			if _, col, ok := parseCellName(value); ok {
				p.col = col
			}
		case 's':
			if n, ok := parseIndex(value); ok {
				p.style = n
			}
		case 't':
			p.kind = cellKind(value)
		}
	}
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

// endCell hands the current cell to the builder.
func (p *sheetReader) endCell() error {
	if p.hasF {
		if err := p.endFormula(); err != nil {
			return err
		}
	}
	if len(p.text) == 0 {
		if p.hasF && p.kind == 'n' { // an empty text would be of type str
			if p.uncached++; p.uncached == 1 {
				p.firstBad = CellName(p.row, p.col)
			}
		}
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
		i, ok := parseIndex(bytes.TrimSpace(p.text))
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
		return add(catalog.CellText, unescapeX(p.text))
	case 'b':
		if isTrue(string(bytes.TrimSpace(p.text))) {
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

func (p *sheetReader) endNumber(st style) error {
	number, ok := plainNumber(bytes.TrimSpace(p.text))
	if !ok {
		return p.b.add(p.col, catalog.CellText, 0, p.text, p.hasF)
	}
	kind := catalog.CellNumber
	if st.date {
		kind = catalog.CellDate
		if p.book.date1904 && !st.elapsed {
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

// plainNumber checks that b is a number as JSON writes numbers, and mends what is not: "+5", ".5", "007". A fraction
// of more than 15 digits is the noise of binary numbers and is cut to the 15 that Excel shows: 2.2999999999999998
// is 2.3. Whole numbers keep all their digits. ok is false if b is no finite number.
func plainNumber(b []byte) (number []byte, ok bool) {
	digits, fraction, plain := 0, false, len(b) > 0
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && !fraction && i > 0 && i < len(b)-1 && b[i-1] != '-':
			fraction = true
		case c == '-' && i == 0:
		default:
			plain = false
		}
	}
	if len(b) > 1 && b[0] == '0' && b[1] != '.' || len(b) > 2 && b[0] == '-' && b[1] == '0' && b[2] != '.' {
		plain = false
	}
	if plain && digits > 0 && !(fraction && digits > 15) {
		return b, true
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil || f-f != 0 || bytes.IndexByte(b, '_') >= 0 || bytes.ContainsAny(b, "xXpP") {
		return nil, false
	}
	return appendFloat(nil, f), true
}

// appendFloat appends a finite number: the shortest decimal form, cut to 15 digits if it is a fraction, as a whole
// number where that is no longer than 15 digits.
func appendFloat(dst []byte, f float64) []byte {
	const exact = 15
	abs := math.Abs(f)
	if abs < 1e15 && f == math.Trunc(f) {
		return strconv.AppendInt(dst, int64(f), 10)
	}
	if abs >= 1e15 || abs < 1e-9 {
		return strconv.AppendFloat(dst, f, 'E', -1, 64)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
	if len(dst)-start <= exact {
		return dst
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'g', exact, 64), 64)
	return strconv.AppendFloat(dst[:start], short, 'f', -1, 64)
}

const days1904 = 1462 // between the first days of the two systems of dates

// shift1904 turns a serial of the 1904 system into one of the 1900 system.
func shift1904(number []byte) []byte {
	if n, err := strconv.Atoi(string(number)); err == nil {
		return strconv.AppendInt(nil, int64(n)+days1904, 10)
	}
	f, err := strconv.ParseFloat(string(number), 64)
	if err != nil {
		return number
	}
	return strconv.AppendFloat(nil, f+days1904, 'f', -1, 64)
}

// isoSerial returns the serial, in the 1900 system, of a date as strict workbooks write it.
func isoSerial(s string) (string, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		_, offset := t.Zone()
		t = t.Add(time.Duration(offset) * time.Second).UTC()
		days := (t.Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / 86400
		if days < 1 || t.Year() > 9999 { // 31 December 1899 is day 0
			return "", false
		}
		if days < 61 {
			days-- // Excel counts a 29 February 1900
		}
		clock := float64(t.Hour()*3600+t.Minute()*60+t.Second())/86400 + float64(t.Nanosecond())/86400e9
		if clock == 0 {
			return strconv.FormatInt(days, 10), true
		}
		return strconv.FormatFloat(float64(days)+clock, 'f', -1, 64), true
	}
	return "", false
}
