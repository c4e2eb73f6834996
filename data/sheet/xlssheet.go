package sheet

import (
	"errors"
	"slices"

	"taizhang/data/catalog"
)

// xlsSheet reads the records of one sheet.
type xlsSheet struct {
	book    *xlsBook
	b       *builder
	records *records
	row     int          // of the builder, -1 before the first
	hidden  map[int]bool // rows that are hidden and not yet built
	text    *xlsFormula  // a formula whose text is still to come
	number  []byte       // buffer
	notes   xlsNotes
}

// xlsFormula is the place of a formula.
type xlsFormula struct {
	row, col int
	look     uint32
}

// cellHead is what the records of cells start with.
type cellHead struct {
	row, col, xf int
	rest         []byte
}

func (k *xlsBook) readSheet(n int) (*Sheet, error) {
	ref := k.sheets[n]
	b := newBuilder(ref.name, &k.quota)
	b.s.Hidden, b.s.shared, b.s.tints = ref.hidden, k.shared, k.tints
	if k.loose {
		k.xfs, k.fonts, k.codes, k.styles = nil, nil, map[int]string{}, map[int]style{}
	}
	p := &xlsSheet{book: k, b: b, row: -1, hidden: map[int]bool{}}
	p.records = &records{b: k.stream, pos: k.sheetStart(n)}
	if err := p.read(); err != nil && !errors.Is(err, errHead) {
		return nil, err
	}
	if err := p.finishRows(); err != nil {
		return nil, err
	}
	if err := p.endNotes(); err != nil {
		return nil, err
	}
	b.s.formats = k.formats.list
	return b.finish(), nil
}

// sheetStart returns the offset of the sheet n: that of the list of sheets, or if there is no sheet the n-th place
// in the stream where one starts.
func (k *xlsBook) sheetStart(n int) int {
	offset := k.sheets[n].offset
	if offset >= 0 && offset < len(k.stream) {
		id, data, _ := (&records{b: k.stream, pos: offset}).next()
		if version, _ := bofVersion(id, data); version != 0 {
			return offset
		}
	}
	depth := 0
	for r := (&records{b: k.stream}); ; {
		start := r.pos
		id, data, ok := r.next()
		if !ok {
			k.cut = true
			return len(k.stream)
		}
		switch version, kind := bofVersion(id, data); {
		case version != 0:
			if depth == 0 && kind == subSheet {
				if n == 0 {
					return start
				}
				n--
			}
			depth++
		case id == recEOF:
			depth = max(depth-1, 0)
		}
	}
}

// read reads the records up to the end of the sheet. Charts inside the sheet are passed over.
func (p *xlsSheet) read() error {
	depth := 0
	for n := 1; ; n++ {
		if n%4096 == 0 {
			if p.book.ctx.Err() != nil {
				return p.book.ctx.Err()
			}
			p.book.src.report(int64(p.records.pos), int64(len(p.records.b)))
		}
		id, data, ok := p.records.next()
		if !ok {
			p.book.cut = p.book.cut || p.records.pos != len(p.records.b)
			return nil
		}
		if id&0xF0FF == 0x0009 {
			if version, _ := bofVersion(id, data); version != 0 {
				depth++
				continue
			}
		}
		if id == recEOF {
			if depth--; depth <= 0 {
				return nil
			}
			continue
		}
		if depth > 1 {
			continue
		}
		if err := p.record(id, data); err != nil {
			return err
		}
	}
}

func (p *xlsSheet) record(id int, data []byte) error {
	switch id {
	case recRow:
		if len(data) >= 14 && (data[12]&0x20 != 0 || u16(data[6:]) == 0) {
			p.hidden[u16(data)] = true
		}
		return nil
	case recColInfo:
		if len(data) >= 10 {
			p.addColumns(u16(data), u16(data[2:]), u16(data[4:]), data[8]&1 != 0)
		}
		return nil
	case recColWidth2:
		if len(data) >= 4 {
			p.addColumns(int(data[0]), int(data[1]), u16(data[2:]), false)
		}
		return nil
	case recMergeCells:
		return p.addMerges(data)
	case recString, recString2:
		return p.addString(id, data)
	}
	if cell, ok := p.head(id, data); ok {
		if cell.row >= p.book.src.opt.MaxRows {
			p.b.s.Truncated = true
			if p.book.src.opt.head {
				return errHead
			}
			return nil
		}
		return p.cell(id, cell)
	}
	if p.note(id, data) {
		return nil
	}
	if p.book.loose {
		p.book.setting(id, data)
	}
	return nil
}

// cellRecords are the records of cells and the length that each has at least.
var cellRecords = map[int]int{
	recInteger2: 9, recNumber2: 15, recLabel2: 8, recBoolErr2: 9, recFormula: 14, recMulRK: 12, recRString: 8,
	recLabelSST: 10, recNumber: 14, recLabel: 8, recBoolErr: 8, recFormula3: 14, recRK: 10, recFormula4: 14,
}

// head reads the start of a record; ok is false if it is no cell.
func (p *xlsSheet) head(id int, data []byte) (cell cellHead, ok bool) {
	least, ok := cellRecords[id]
	if !ok || len(data) < least {
		return cellHead{}, false
	}
	cell = cellHead{row: u16(data), col: u16(data[2:])}
	if id < recFormula || id == recFormula && p.book.version == 2 {
		cell.xf, cell.rest = int(data[5]&0x3F), data[7:]
		return cell, len(cell.rest) >= 1 && (id != recFormula || len(cell.rest) >= 8)
	}
	cell.xf, cell.rest = u16(data[4:]), data[6:]
	return cell, true
}

// cell hands a cell to the builder.
func (p *xlsSheet) cell(id int, c cellHead) error {
	if err := p.goTo(c.row); err != nil {
		return err
	}
	p.b.look = p.book.look(c.xf)
	switch id {
	case recInteger2:
		return p.addNumber(c.col, c.xf, float64(u16(c.rest)), false)
	case recNumber, recNumber2:
		return p.addNumber(c.col, c.xf, float64At(c.rest), false)
	case recRK:
		return p.addNumber(c.col, c.xf, rkNumber(u32(c.rest)), false)
	case recMulRK:
		return p.addNumbers(c)
	case recLabelSST:
		return p.addShared(c)
	case recLabel, recRString:
		return p.b.add(c.col, catalog.CellText, 0, p.content(c.rest[2:], u16(c.rest)), false)
	case recLabel2:
		return p.b.add(c.col, catalog.CellText, 0, p.content(c.rest[1:], int(c.rest[0])), false)
	case recBoolErr, recBoolErr2:
		return p.addSpecial(c.col, c.rest[0], c.rest[1] != 0, false)
	}
	return p.addFormula(c)
}

// goTo makes row the current row of the builder.
func (p *xlsSheet) goTo(row int) error {
	if row == p.row {
		return nil
	}
	if p.row >= 0 {
		if err := p.b.endRow(); err != nil {
			return err
		}
	}
	p.b.startRow(row, p.hidden[row])
	delete(p.hidden, row)
	p.row = row
	return nil
}

// finishRows ends the last row, and adds hidden rows that have no cells.
func (p *xlsSheet) finishRows() error {
	if p.row >= 0 {
		if err := p.b.endRow(); err != nil {
			return err
		}
	}
	empty := make([]int, 0, len(p.hidden))
	for row := range p.hidden {
		empty = append(empty, row)
	}
	slices.Sort(empty)
	for _, row := range empty {
		p.b.startRow(row, true)
		if err := p.b.endRow(); err != nil {
			return err
		}
	}
	return nil
}

// addColumns notes width, in 256ths of a character, and hiding of columns.
func (p *xlsSheet) addColumns(first, last, width int, hidden bool) {
	if last < first || len(p.b.widths) >= maxCols {
		return
	}
	p.b.widths = append(p.b.widths, columnSpan{first, last, column{float32(width) / 256, hidden}})
}

func (p *xlsSheet) addMerges(data []byte) error {
	if len(data) < 2 {
		return nil
	}
	n := u16(data)
	for data = data[2:]; n > 0 && len(data) >= 8; n-- {
		r := Range{Row1: u16(data), Row2: u16(data[2:]), Col1: u16(data[4:]), Col2: u16(data[6:])}
		if err := p.b.merge(r, p.book.src.opt.MaxMerges); err != nil {
			return err
		}
		data = data[8:]
	}
	return nil
}

func (p *xlsSheet) addNumber(col, xf int, f float64, withFormula bool) error {
	if f-f != 0 { // not a number, or without an end
		return p.b.add(col, catalog.CellError, 0, []byte("#NUM!"), withFormula)
	}
	st := p.book.style(xf)
	kind := catalog.CellNumber
	if st.date {
		kind = catalog.CellDate
		if p.book.date1904 && !st.elapsed && !(st.clock && f >= 0 && f < 1) {
			f += days1904
		}
	}
	p.number, p.b.look = appendFloat(p.number[:0], f), st.look
	return p.b.add(col, kind, st.format, p.number, withFormula)
}

// addNumbers adds several numbers side by side: a style and a short number for each, and the last column.
func (p *xlsSheet) addNumbers(c cellHead) error {
	list := c.rest[:len(c.rest)-2]
	xf := c.xf
	for b := list; len(b) >= 4; {
		if err := p.addNumber(c.col, xf, rkNumber(u32(b)), false); err != nil {
			return err
		}
		c.col++
		if b = b[4:]; len(b) >= 6 {
			xf, b = u16(b), b[2:]
		} else {
			break
		}
	}
	return nil
}

func (p *xlsSheet) addShared(c cellHead) error {
	i := int(u32(c.rest))
	if i >= len(p.book.strings) {
		p.b.quota.warn("工作表「%s」%s 的内容已损坏,按空白处理", p.b.s.Name, CellName(c.row, c.col))
		return nil
	}
	return p.b.addShared(c.col, p.book.strings[i], false)
}

// addSpecial adds a truth value or an error.
func (p *xlsSheet) addSpecial(col int, value byte, isError, withFormula bool) error {
	if isError {
		name := biffErrors[value]
		if name == "" {
			name = "#N/A"
		}
		return p.b.add(col, catalog.CellError, 0, []byte(name), withFormula)
	}
	text := "0"
	if value != 0 {
		text = "1"
	}
	return p.b.add(col, catalog.CellBool, 0, []byte(text), withFormula)
}

// addFormula adds the result that a formula had when the workbook was saved. A text follows in a record of its own.
func (p *xlsSheet) addFormula(c cellHead) error {
	result := c.rest[:8]
	p.text = nil
	if result[6] != 0xFF || result[7] != 0xFF {
		return p.addNumber(c.col, c.xf, float64At(result), true)
	}
	switch result[0] {
	case 0:
		p.text = &xlsFormula{c.row, c.col, p.b.look}
	case 1, 2:
		return p.addSpecial(c.col, result[2], result[0] == 2, true)
	}
	return nil
}

// addString adds the text that is the result of the last formula.
func (p *xlsSheet) addString(id int, data []byte) error {
	if p.text == nil || len(data) < 2 {
		return nil
	}
	at := *p.text
	p.text = nil
	if err := p.goTo(at.row); err != nil {
		return err
	}
	p.b.look = at.look
	k := p.book
	switch {
	case id == recString2:
		k.buf = k.appendBytes(k.buf[:0], data[1:], int(data[0]))
	case k.version < 8:
		k.buf = k.appendBytes(k.buf[:0], data[2:], u16(data))
	default:
		s := &segments{records: p.records, b: data}
		k.buf, _ = s.richText(k.buf[:0])
	}
	return p.b.add(at.col, catalog.CellText, 0, k.buf, true)
}

// content decodes the text of a cell, valid until the next call.
func (p *xlsSheet) content(b []byte, n int) []byte {
	k := p.book
	if k.version == 8 {
		k.buf = appendText8(k.buf[:0], b, n)
	} else {
		k.buf = k.appendBytes(k.buf[:0], b, n)
	}
	return k.buf
}
