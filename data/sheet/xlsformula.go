package sheet

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
)

// The formulas of BIFF 8, which stand in workbooks as tokens in the order of a calculator's keys. [MS-XLS] 2.5.198
// describes them. Only what forms have is read; a formula with anything else is left to whoever completes the form.

const (
	recSharedFormula = 0x04BC
	recExternSheet   = 0x0017
	recSupBook       = 0x01AE
)

// xlsCellAt is the place of a cell.
type xlsCellAt struct{ row, col int }

// xlsFormulas are the formulas of a sheet while it is read.
type xlsFormulas struct {
	tokens map[xlsCellAt][]byte // of cells
	shared map[xlsCellAt][]byte // by their first cell
	last   xlsCellAt            // the cell that was read last, which a shared formula begins with
}

// mostFormulas bounds the formulas of a sheet that are read: forms are small.
const mostFormulas = 20_000

// add takes a record if it is about formulas.
func (f *xlsFormulas) add(id int, b []byte) {
	switch {
	case id == recFormula && len(b) >= 22 && len(f.tokens) < mostFormulas:
		f.last = xlsCellAt{u16(b), u16(b[2:])}
		f.tokens[f.last] = tokensOf(b[20:])
	case id == recSharedFormula && len(b) >= 10:
		f.shared[f.last] = tokensOf(b[8:])
	}
}

// mostTokens is how many bytes of tokens a formula of Excel 97 may have; one that many cells share costs each of them.
const mostTokens = 1800

// tokensOf returns the tokens that stand behind their length, nil if there are more than a formula has.
func tokensOf(b []byte) []byte {
	n := u16(b)
	if n > mostTokens || n > len(b)-2 {
		return nil
	}
	return b[2 : 2+n]
}

// texts returns the formulas as Excel writes them, "" for those that can't be told.
func (f *xlsFormulas) texts(sheets []string) map[xlsCellAt]string {
	out := make(map[xlsCellAt]string, len(f.tokens))
	for at, tokens := range f.tokens {
		if len(tokens) >= 5 && tokens[0] == 0x01 { // stands with another cell
			tokens = f.shared[xlsCellAt{u16(tokens[1:]), u16(tokens[3:])}]
		}
		d := formulaDecoder{b: tokens, at: at, sheets: sheets}
		out[at], _ = d.decode()
	}
	return out
}

// sheetLinks are the sheets to which formulas refer by numbers.
type sheetLinks struct {
	tabs  []string // all sheets of the workbook, charts too
	own   []bool   // of the books that are referred to: it is this one
	links [][]byte // a book, the first and the last sheet
}

// add takes a record of the workbook if it is about its sheets.
func (l *sheetLinks) add(id int, b []byte) {
	switch {
	case id == recBoundSheet && len(b) > 7:
		l.tabs = append(l.tabs, string(appendText8(nil, b[7:], int(b[6]))))
	case id == recSupBook:
		l.own = append(l.own, len(b) == 4 && b[2] == 0x01 && b[3] == 0x04)
	case id == recExternSheet && len(b) >= 2:
		for rest := b[2:]; len(rest) >= 6; rest = rest[6:] {
			l.links = append(l.links, rest[:6])
		}
	}
}

// names returns the name of the sheet for each number, "" where it is none of this workbook, several, or one that gets
// another name in the new workbook.
func (l *sheetLinks) names() []string {
	out := make([]string, len(l.links))
	for i, link := range l.links {
		book, first, last := u16(link), u16(link[2:]), u16(link[4:])
		if book < len(l.own) && l.own[book] && first == last && first < len(l.tabs) && cleanSheetName(l.tabs[first]) == l.tabs[first] {
			out[i] = l.tabs[first]
		}
	}
	return out
}

// formulaDecoder writes one formula. sheets are the names to which its references to other sheets point, by their
// number, "" for those elsewhere.
type formulaDecoder struct {
	b      []byte
	at     xlsCellAt
	sheets []string
	stack  []string
}

// tokenOperators are the operators between two operands, from token 3 on.
var tokenOperators = []string{"+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>"}

// tokenErrors are the error values by their numbers.
var tokenErrors = map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

// tokenFunction is a function; args is how many arguments it has where the tokens don't say.
type tokenFunction struct {
	name string
	args int
}

var tokenFunctions = map[int]tokenFunction{
	0: {"COUNT", 0}, 1: {"IF", 0}, 2: {"ISNA", 1}, 3: {"ISERROR", 1}, 4: {"SUM", 0}, 5: {"AVERAGE", 0}, 6: {"MIN", 0}, 7: {"MAX", 0},
	8: {"ROW", 0}, 9: {"COLUMN", 0}, 10: {"NA", 0}, 13: {"DOLLAR", 0}, 15: {"SIN", 1}, 20: {"SQRT", 1}, 24: {"ABS", 1}, 25: {"INT", 1},
	26: {"SIGN", 1}, 27: {"ROUND", 2}, 28: {"LOOKUP", 0}, 29: {"INDEX", 0}, 30: {"REPT", 2}, 31: {"MID", 3}, 32: {"LEN", 1}, 33: {"VALUE", 1},
	34: {"TRUE", 0}, 35: {"FALSE", 0}, 36: {"AND", 0}, 37: {"OR", 0}, 38: {"NOT", 1}, 39: {"MOD", 2}, 48: {"TEXT", 2}, 64: {"MATCH", 0},
	65: {"DATE", 3}, 67: {"DAY", 1}, 68: {"MONTH", 1}, 69: {"YEAR", 1}, 70: {"WEEKDAY", 0}, 71: {"HOUR", 1}, 72: {"MINUTE", 1}, 74: {"NOW", 0},
	76: {"ROWS", 1}, 77: {"COLUMNS", 1}, 78: {"OFFSET", 0}, 82: {"SEARCH", 0}, 100: {"CHOOSE", 0}, 101: {"HLOOKUP", 0}, 102: {"VLOOKUP", 0},
	105: {"ISREF", 1}, 111: {"CHAR", 1}, 112: {"LOWER", 1}, 113: {"UPPER", 1}, 115: {"LEFT", 0}, 116: {"RIGHT", 0}, 117: {"EXACT", 2},
	118: {"TRIM", 1}, 119: {"REPLACE", 4}, 120: {"SUBSTITUTE", 0}, 124: {"FIND", 0}, 127: {"ISTEXT", 1}, 128: {"ISNUMBER", 1}, 129: {"ISBLANK", 1},
	130: {"T", 1}, 131: {"N", 1}, 140: {"DATEVALUE", 1}, 148: {"INDIRECT", 0}, 162: {"CLEAN", 1}, 169: {"COUNTA", 0}, 183: {"PRODUCT", 0},
	197: {"TRUNC", 0}, 204: {"USDOLLAR", 0}, 212: {"ROUNDUP", 2}, 213: {"ROUNDDOWN", 2}, 216: {"RANK", 0}, 219: {"ADDRESS", 0}, 220: {"DAYS360", 0},
	221: {"TODAY", 0}, 227: {"MEDIAN", 0}, 228: {"SUMPRODUCT", 0}, 261: {"ERROR.TYPE", 1}, 325: {"LARGE", 2}, 326: {"SMALL", 2}, 336: {"CONCATENATE", 0},
	337: {"POWER", 2}, 344: {"SUBTOTAL", 0}, 345: {"SUMIF", 0}, 346: {"COUNTIF", 2}, 347: {"COUNTBLANK", 1}, 351: {"DATEDIF", 3},
}

// decode returns the formula; ok is false if anything in it is not known.
func (d *formulaDecoder) decode() (text string, ok bool) {
	for len(d.b) > 0 {
		token := d.b[0]
		d.b = d.b[1:]
		if token >= 0x40 { // the same token for a value or an array
			token = token&0x1F | 0x20
		}
		if !d.token(token) {
			return "", false
		}
	}
	if len(d.stack) != 1 {
		return "", false
	}
	return d.stack[0], true
}

// take returns the next n bytes, nil if there are fewer.
func (d *formulaDecoder) take(n int) []byte {
	if n > len(d.b) {
		return nil
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *formulaDecoder) push(s string) bool {
	d.stack = append(d.stack, s)
	return len(s) <= maxTextChars
}

// pop returns the last n operands, nil if there are fewer.
func (d *formulaDecoder) pop(n int) []string {
	if n > len(d.stack) {
		return nil
	}
	out := d.stack[len(d.stack)-n:]
	d.stack = d.stack[:len(d.stack)-n]
	return out
}

func (d *formulaDecoder) token(token byte) bool {
	switch {
	case token >= 0x03 && token <= 0x0E:
		two := d.pop(2)
		return two != nil && d.push(two[0]+tokenOperators[token-0x03]+two[1])
	case token >= 0x12 && token <= 0x15: // + - % ()
		one := d.pop(1)
		if one == nil {
			return false
		}
		return d.push([]string{"+", "-", "", "("}[token-0x12] + one[0] + []string{"", "", "%", ")"}[token-0x12])
	case token == 0x16: // an argument that is left out
		return d.push("")
	case token == 0x19:
		return d.attribute()
	case token >= 0x17 && token <= 0x1F:
		return d.constant(token)
	case token == 0x21:
		b := d.take(2)
		return b != nil && d.call(u16(b), -1)
	case token == 0x22:
		b := d.take(3)
		return b != nil && d.call(u16(b[1:])&0x7FFF, int(b[0]&0x7F))
	}
	return d.reference(token)
}

// attribute is a token that says how to compute or to show, and of one argument SUM.
func (d *formulaDecoder) attribute() bool {
	b := d.take(3)
	switch {
	case b == nil:
		return false
	case b[0]&0x04 != 0: // CHOOSE has a list of places
		return d.take(2*u16(b[1:])+2) != nil
	case b[0]&0x10 != 0:
		return d.call(4, 1)
	}
	return true
}

// constant is a text, an error, a truth value or a number.
func (d *formulaDecoder) constant(token byte) bool {
	switch token {
	case 0x17:
		b := d.take(2)
		if b == nil {
			return false
		}
		n := int(b[0])
		if b[1]&1 != 0 {
			n *= 2
		}
		text := d.take(n)
		if text == nil && n > 0 {
			return false
		}
		return d.push(`"` + strings.ReplaceAll(string(appendText8(nil, append([]byte{b[1] & 1}, text...), int(b[0]))), `"`, `""`) + `"`)
	case 0x1C:
		b := d.take(1)
		return b != nil && tokenErrors[b[0]] != "" && d.push(tokenErrors[b[0]])
	case 0x1D:
		b := d.take(1)
		return b != nil && d.push(map[bool]string{true: "TRUE", false: "FALSE"}[b[0] != 0])
	case 0x1E:
		b := d.take(2)
		return b != nil && d.push(strconv.Itoa(u16(b)))
	case 0x1F:
		b := d.take(8)
		return b != nil && d.push(strconv.FormatFloat(math.Float64frombits(binary.LittleEndian.Uint64(b)), 'G', 15, 64))
	}
	return false
}

// call writes a function; n is the number of its arguments, -1 for that of the function.
func (d *formulaDecoder) call(function, n int) bool {
	f, ok := tokenFunctions[function]
	if n < 0 {
		n = f.args
	}
	args := d.pop(n)
	return ok && (args != nil || n == 0) && d.push(f.name+"("+strings.Join(args, ",")+")")
}

// reference is a token of a cell or a range, on this sheet or another one.
func (d *formulaDecoder) reference(token byte) bool {
	sheet := ""
	if token == 0x3A || token == 0x3B {
		b := d.take(2)
		if b == nil || u16(b) >= len(d.sheets) || d.sheets[u16(b)] == "" {
			return false
		}
		sheet = quotedSheet(d.sheets[u16(b)]) + "!"
	}
	switch token {
	case 0x24, 0x2C, 0x3A:
		b := d.take(4)
		return b != nil && d.push(sheet+d.corner(u16(b), u16(b[2:]), token == 0x2C))
	case 0x25, 0x2D, 0x3B:
		b := d.take(8)
		if b == nil {
			return false
		}
		shared := token == 0x2D
		return d.push(sheet + d.corner(u16(b), u16(b[4:]), shared) + ":" + d.corner(u16(b[2:]), u16(b[6:]), shared))
	}
	return false
}

// corner writes a cell; what is relative in a shared formula counts from the cell in which it stands.
func (d *formulaDecoder) corner(row, col int, shared bool) string {
	r := cellRef{row: row, col: col & 0xFF, fixedRow: col&0x8000 == 0, fixedCol: col&0x4000 == 0}
	if shared && !r.fixedRow {
		r.row = (d.at.row + row) & 0xFFFF
	}
	if shared && !r.fixedCol {
		r.col = (d.at.col + r.col) & 0xFF
	}
	return r.String()
}
