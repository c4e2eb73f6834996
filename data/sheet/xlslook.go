package sheet

import (
	"fmt"
	"strings"
)

// The records of BIFF 5 and 8 that say how a workbook looks, as [MS-XLS] describes them.
const (
	recHeader       = 0x0014
	recFooter       = 0x0015
	recName         = 0x0018
	recRowBreaks    = 0x001B
	recLeftMargin   = 0x0026 // then right, top, bottom
	recTopMargin    = 0x0028
	recBottomMargin = 0x0029
	recDefColWidth  = 0x0055
	recWSBool       = 0x0081
	recHCenter      = 0x0083
	recVCenter      = 0x0084
	recPalette      = 0x0092
	recStdWidth     = 0x0099
	recSetup        = 0x00A1
	recMulBlank     = 0x00BE
	recBlank        = 0x0201
	recDefRowHeight = 0x0225
	recWindow2      = 0x023E
	recPane         = 0x0041
)

// xlsLooks is how a workbook of BIFF 5 or 8 looks, for a form that is given back as xlsx. Versions before know too
// little to be worth it.
type xlsLooks struct {
	fonts   []xlsFont
	xfs     []xlsXF
	codes   map[int]string // number formats of the workbook's own
	palette map[int]string // colours of the workbook's own by index: RRGGBB
	sheets  []xlsSheetLook
}

// xlsFont is a type face. Size is in points.
type xlsFont struct {
	name                    string
	size                    float64
	bold, italic, strike    bool
	color, raise, underline int
}

// xlsXF is the look of cells. Borders stand as left, right, top, bottom.
type xlsXF struct {
	font, format            int
	across, down            int // alignment
	wrap, shrink            bool
	indent, rotation        int
	border, borderColor     [4]int
	pattern, ground, second int // of the fill
	unlocked                bool
}

// xlsSheetLook is how a sheet looks. Widths are in characters, heights in points, margins in inches.
type xlsSheetLook struct {
	cells      []xlsCellLook
	formulas   map[xlsCellAt]string // of version 8; "" where it can't be told
	columns    []xlsColumnLook
	rows       map[int]xlsRowLook
	width      float64 // of the other columns, 0 if nothing is said
	height     float64 // of the other rows, 0 if nothing is said
	fixed      bool    // height is not fitted to what stands in them
	header     string
	footer     string
	margins    [4]float64 // left, right, top, bottom; 0 is the usual
	centred    [2]bool    // across and down the page
	setup      xlsSetup
	breaks     []int // rows before which a page ends
	gridHidden bool
	frozen     [2]int  // rows and columns that stay
	printArea  []Range // empty: all
	repeated   *[2]int // rows that head each page
	repeatCols *[2]int // columns that head each page
}

type xlsCellLook struct{ row, col, xf int }

type xlsColumnLook struct {
	first, last int
	width       float64
	xf          int
	hidden      bool
}

type xlsRowLook struct {
	height float64 // 0: the usual
	hidden bool
	xf     int // of its empty cells, -1 if none
}

// xlsSetup is the page setup; known is false where the file leaves it to the printer.
type xlsSetup struct {
	known, landscape, fit bool
	paper, scale          int
	wide, high            int // pages to fit
	header, footer        float64
}

// readLooks reads how the workbook looks, nil if it is too old.
func (k *xlsBook) readLooks() *xlsLooks {
	if k.version < 5 || k.loose {
		return nil
	}
	l := &xlsLooks{codes: k.codes, palette: map[int]string{}, sheets: make([]xlsSheetLook, len(k.sheets))}
	var names [][]byte
	var links sheetLinks
	for r := (&records{b: k.stream}); ; {
		id, data, ok := r.next()
		if !ok || id == recEOF {
			break
		}
		switch id {
		case recFont:
			l.fonts = append(l.fonts, k.font(data))
		case recXF5:
			l.xfs = append(l.xfs, k.xf(data))
		case recPalette:
			l.addPalette(data)
		case recName:
			names = append(names, data)
		default:
			links.add(id, data)
		}
	}
	for i := range k.sheets {
		k.sheetLook(&l.sheets[i], k.sheetStart(i), links.names())
	}
	if k.version == 8 {
		for _, data := range names {
			l.addName(data)
		}
	}
	return l
}

// font reads a type face.
func (k *xlsBook) font(b []byte) xlsFont {
	if len(b) < 15 {
		return xlsFont{}
	}
	f := xlsFont{size: float64(u16(b)) / 20, italic: b[2]&2 != 0, strike: b[2]&8 != 0, color: u16(b[4:]), bold: u16(b[6:]) >= 600, raise: u16(b[8:]), underline: int(b[10])}
	if k.version == 8 {
		f.name = string(appendText8(nil, b[15:], int(b[14])))
	} else {
		f.name = k.shortText(b[14:])
	}
	return f
}

// xf reads the look of cells.
func (k *xlsBook) xf(b []byte) xlsXF {
	if len(b) < 16 || k.version == 8 && len(b) < 20 {
		return xlsXF{}
	}
	x := xlsXF{font: u16(b), format: u16(b[2:]), unlocked: b[4]&1 == 0, across: int(b[6] & 7), wrap: b[6]&8 != 0, down: int(b[6] >> 4 & 7)}
	bits := func(v uint32, from, n int) int { return int(v >> from & (1<<n - 1)) }
	if k.version < 8 {
		x.rotation = [4]int{0, 255, 90, 180}[b[7]&3]
		lower, upper := u32(b[8:]), u32(b[12:])
		x.ground, x.second, x.pattern = bits(lower, 0, 7), bits(lower, 7, 7), bits(lower, 16, 6)
		x.border = [4]int{bits(upper, 3, 3), bits(upper, 6, 3), bits(upper, 0, 3), bits(lower, 22, 3)}
		x.borderColor = [4]int{bits(upper, 16, 7), bits(upper, 23, 7), bits(upper, 9, 7), bits(lower, 25, 7)}
		return x
	}
	x.rotation, x.indent, x.shrink = int(b[7]), int(b[8]&15), b[8]&16 != 0
	lines, more, fill := u32(b[10:]), u32(b[14:]), uint32(u16(b[18:]))
	x.border = [4]int{bits(lines, 0, 4), bits(lines, 4, 4), bits(lines, 8, 4), bits(lines, 12, 4)}
	x.borderColor = [4]int{bits(lines, 16, 7), bits(lines, 23, 7), bits(more, 0, 7), bits(more, 7, 7)}
	x.pattern, x.ground, x.second = bits(more, 26, 6), bits(fill, 0, 7), bits(fill, 7, 7)
	return x
}

// firstOwnColor is the index of the first colour that a workbook may choose for itself.
const firstOwnColor = 8

func (l *xlsLooks) addPalette(b []byte) {
	if len(b) < 2 {
		return
	}
	for i, c := 0, b[2:]; i < u16(b) && len(c) >= 4; i, c = i+1, c[4:] {
		l.palette[firstOwnColor+i] = fmt.Sprintf("%02X%02X%02X", c[0], c[1], c[2])
	}
}

// sheetLook reads how a sheet looks; links are the names of the sheets to which its formulas may refer.
func (k *xlsBook) sheetLook(l *xlsSheetLook, start int, links []string) {
	l.rows = map[int]xlsRowLook{}
	formulas := xlsFormulas{tokens: map[xlsCellAt][]byte{}, shared: map[xlsCellAt][]byte{}}
	if k.version == 8 {
		defer func() { l.formulas = formulas.texts(links) }()
	}
	depth := 0
	for r := (&records{b: k.stream, pos: start}); ; {
		id, data, ok := r.next()
		if !ok {
			return
		}
		switch version, _ := bofVersion(id, data); {
		case version != 0:
			depth++
			continue
		case id == recEOF:
			if depth--; depth <= 0 {
				return
			}
			continue
		case depth > 1: // a chart in the sheet
			continue
		}
		formulas.add(id, data)
		if _, ok := cellRecords[id]; ok || id == recBlank || id == recMulBlank {
			l.addCells(id, data)
			continue
		}
		if !l.addRows(id, data) {
			k.addPage(l, id, data)
		}
	}
}

// addCells notes the looks of the cells that a record holds.
func (l *xlsSheetLook) addCells(id int, b []byte) {
	if len(b) < 6 || id < recFormula || len(l.cells) > maxLooks {
		return
	}
	row, col := u16(b), u16(b[2:])
	if row >= maxLookRows || col > lastCol8 {
		return
	}
	var step int
	switch id {
	case recMulBlank:
		step = 2
	case recMulRK:
		step = 6
	default:
		l.cells = append(l.cells, xlsCellLook{row, col, u16(b[4:])})
		return
	}
	for b = b[4 : len(b)-2]; len(b) >= step && col <= lastCol8; b = b[step:] {
		l.cells = append(l.cells, xlsCellLook{row, col, u16(b)})
		col++
	}
}

// maxLooks bounds the cells whose looks are kept: forms are small.
const maxLooks = 200_000

// maxLookRows bounds the rows whose looks are kept: below there are rows of a whole column's style, not of a form.
const maxLookRows = 5000

// addRows takes a record about rows or columns; ok is false if it is another.
func (l *xlsSheetLook) addRows(id int, b []byte) (ok bool) {
	switch {
	case id == recRow && len(b) >= 16 && u16(b) < maxLookRows:
		row := xlsRowLook{xf: -1}
		flags := u32(b[12:])
		if h := u16(b[6:]); h&0x8000 == 0 && flags&0x40 != 0 { // others are fitted to what stands in them
			row.height = float64(h) / 20
		}
		row.hidden = flags&0x20 != 0
		if flags&0x80 != 0 {
			row.xf = int(flags >> 16 & 0xFFF)
		}
		l.rows[u16(b)] = row
	case id == recColInfo && len(b) >= 10:
		c := xlsColumnLook{first: u16(b), last: min(u16(b[2:]), 255), width: float64(u16(b[4:])) / 256, xf: u16(b[6:]), hidden: b[8]&1 != 0}
		if c.first <= c.last && len(l.columns) <= lastCol8 {
			l.columns = append(l.columns, c)
		}
	case id == recDefColWidth && len(b) >= 2 && l.width == 0:
		l.width = float64(u16(b)) + 0.71 // the padding that widths include
	case id == recStdWidth && len(b) >= 2:
		l.width = float64(u16(b)) / 256
	case id == recDefRowHeight && len(b) >= 4:
		l.height, l.fixed = float64(u16(b[2:]))/20, u16(b)&1 != 0
	default:
		return false
	}
	return true
}

// addPage takes a record about the pages or the window.
func (k *xlsBook) addPage(l *xlsSheetLook, id int, b []byte) {
	switch {
	case id == recHeader:
		l.header = k.longText(b)
	case id == recFooter:
		l.footer = k.longText(b)
	case id >= recLeftMargin && id <= recBottomMargin && len(b) >= 8:
		if m := float64At(b); m >= 0 && m < 20 {
			l.margins[id-recLeftMargin] = m
		}
	case (id == recHCenter || id == recVCenter) && len(b) >= 2:
		l.centred[id-recHCenter] = b[0] != 0
	case id == recWSBool && len(b) >= 2:
		l.setup.fit = b[1]&1 != 0
	case id == recSetup && len(b) >= 32:
		s := &l.setup
		s.known, s.landscape = b[10]&4 == 0, b[10]&2 == 0 && b[10]&0x40 == 0
		s.paper, s.scale, s.wide, s.high = u16(b), u16(b[2:]), u16(b[6:]), u16(b[8:])
		s.header, s.footer = float64At(b[16:]), float64At(b[24:])
	case id == recRowBreaks && len(b) >= 2:
		step := 2
		if k.version == 8 {
			step = 6
		}
		for n, p := u16(b), b[2:]; n > 0 && len(p) >= step && len(l.breaks) < maxLookRows; n, p = n-1, p[step:] {
			l.breaks = append(l.breaks, u16(p))
		}
	case id == recWindow2 && len(b) >= 2:
		l.gridHidden = b[0]&2 == 0
		if b[0]&8 == 0 {
			l.frozen = [2]int{-1, -1}
		}
	case id == recPane && len(b) >= 4 && l.frozen[0] >= 0:
		l.frozen = [2]int{u16(b[2:]), u16(b)}
	}
}

// longText reads a text that has its length in two bytes, or in one before version 8.
func (k *xlsBook) longText(b []byte) string {
	switch {
	case k.version == 8 && len(b) > 3:
		return string(appendText8(nil, b[2:], u16(b)))
	case k.version < 8 && len(b) > 1:
		return k.shortText(b)
	}
	return ""
}

// The names of the program's own and the tokens of the areas that they stand for.
const (
	namePrintArea   = 6
	namePrintTitles = 7
	tokenArea       = 0x3B
	areaLength      = 11
)

// addName takes the area to print and the rows and columns that head each page.
func (l *xlsLooks) addName(b []byte) {
	if len(b) < 16 || b[0]&0x20 == 0 || b[3] != 1 {
		return
	}
	name, at := int(b[15]), u16(b[8:])-1
	if b[14]&textWide != 0 && len(b) < 17 || at < 0 || at >= len(l.sheets) {
		return
	}
	formula := b[16:]
	if b[14]&textWide != 0 {
		formula = b[17:]
	}
	s := &l.sheets[at]
	for len(formula) > 0 {
		switch token := formula[0]; {
		case token&0x1F == tokenArea&0x1F && token&0x60 != 0 && len(formula) >= areaLength:
			area := Range{Row1: u16(formula[3:]), Row2: u16(formula[5:]), Col1: u16(formula[7:]) & 0xFF, Col2: u16(formula[9:]) & 0xFF}
			s.addNamed(name, area)
			formula = formula[areaLength:]
		case token&0x1F == 0x09 && len(formula) >= 3: // the length of areas that are joined
			formula = formula[3:]
		default:
			formula = formula[1:]
		}
	}
}

// The last row and column of a sheet of BIFF 8.
const (
	lastRow8 = 0xFFFF
	lastCol8 = 0xFF
)

func (l *xlsSheetLook) addNamed(name int, area Range) {
	switch {
	case area.Row2 < area.Row1 || area.Col2 < area.Col1:
	case name == namePrintArea:
		l.printArea = append(l.printArea, area)
	case name == namePrintTitles && area.Col1 == 0 && area.Col2 == lastCol8:
		l.repeated = &[2]int{area.Row1, area.Row2}
	case name == namePrintTitles && area.Row1 == 0 && area.Row2 == lastRow8:
		l.repeatCols = &[2]int{area.Col1, area.Col2}
	}
}

// printTitles returns what Excel calls the rows and columns that head each page, "" if there are none.
func (l *xlsSheetLook) printTitles(sheet string) string {
	quoted := "'" + strings.ReplaceAll(sheet, "'", "''") + "'!"
	var parts []string
	if c := l.repeatCols; c != nil {
		parts = append(parts, quoted+"$"+ColName(c[0])+":$"+ColName(c[1]))
	}
	if r := l.repeated; r != nil {
		parts = append(parts, fmt.Sprintf("%s$%d:$%d", quoted, r[0]+1, r[1]+1))
	}
	return strings.Join(parts, ",")
}

// area returns what Excel calls the area to print, "" if it is all.
func (l *xlsSheetLook) area(sheet string) string {
	quoted := "'" + strings.ReplaceAll(sheet, "'", "''") + "'!"
	var parts []string
	for _, a := range l.printArea {
		parts = append(parts, fmt.Sprintf("%s$%s$%d:$%s$%d", quoted, ColName(a.Col1), a.Row1+1, ColName(a.Col2), a.Row2+1))
	}
	return strings.Join(parts, ",")
}
