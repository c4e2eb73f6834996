package sheet

import (
	"bytes"
	"strconv"
)

// The largest sheet that any workbook format has.
const (
	maxRows = 1 << 20
	maxCols = 1 << 14
)

// Range is a rectangle of cells, from 0, the last row and column included.
type Range struct{ Row1, Col1, Row2, Col2 int }

// String returns the range as spreadsheets write it: "A3:L7", or "A3" for one cell.
func (r Range) String() string {
	if r.Row1 == r.Row2 && r.Col1 == r.Col2 {
		return CellName(r.Row1, r.Col1)
	}
	return CellName(r.Row1, r.Col1) + ":" + CellName(r.Row2, r.Col2)
}

// Contains reports whether the cell lies in the range.
func (r Range) Contains(row, col int) bool {
	return r.Row1 <= row && row <= r.Row2 && r.Col1 <= col && col <= r.Col2
}

// CellName returns the name of a cell given from 0: CellName(6, 5) is "F7".
func CellName(row, col int) string { return ColName(col) + strconv.Itoa(row+1) }

// ColName returns the letters of a column given from 0: ColName(27) is "AB".
func ColName(col int) string {
	var b [8]byte
	i := len(b)
	for col >= 0 && i > 0 {
		i--
		b[i] = byte('A' + col%26)
		col = col/26 - 1
	}
	return string(b[i:])
}

// parseCellName reads a name such as "F7" or "$F$7"; ok is false if the name is none or lies outside any sheet.
func parseCellName(b []byte) (row, col int, ok bool) {
	i := 0
	skip := func() {
		if i < len(b) && b[i] == '$' {
			i++
		}
	}
	skip()
	letters := 0
	for ; i < len(b) && letters < 4; i++ {
		c := b[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
		letters++
	}
	skip()
	digits := b[i:]
	row, ok = parseIndex(digits)
	if !ok || letters == 0 || row < 1 || row > maxRows || col > maxCols {
		return 0, 0, false
	}
	return row - 1, col - 1, true
}

// parseRange reads "A3:L7" or "A3", corners in any order.
func parseRange(b []byte) (Range, bool) {
	first, last := b, b
	for i, c := range b {
		if c == ':' {
			first, last = b[:i], b[i+1:]
			break
		}
	}
	r1, c1, ok1 := parseCellName(first)
	r2, c2, ok2 := parseCellName(last)
	if !ok1 || !ok2 {
		return Range{}, false
	}
	return Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, true
}

// looksLikeCellName reports whether b has the form of the name of a cell, be it one that a sheet has or not.
func looksLikeCellName(b []byte) bool {
	letters := 0
	for letters < len(b) && (b[letters]|0x20) >= 'a' && (b[letters]|0x20) <= 'z' {
		letters++
	}
	digits := b[letters:]
	return letters > 0 && len(digits) > 0 && len(bytes.Trim(digits, "0123456789")) == 0
}

// parseIndex reads a short run of digits.
func parseIndex(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
