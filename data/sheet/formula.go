package sheet

import "strings"

// shiftFormula moves the relative references of a formula, as when its cell is copied: workbooks write a formula
// that fills a column only once. References that leave the sheet become #REF!.
func shiftFormula(f string, rows, cols int) string {
	var out strings.Builder
	for i := 0; i < len(f); {
		c := f[i]
		switch {
		case c == '"' || c == '\'':
			end := i + 1 + strings.IndexByte(f[i+1:], c)
			if end <= i {
				end = len(f) - 1
			}
			out.WriteString(f[i : end+1])
			i = end + 1
		case c == '[': // another workbook, or a column of a table
			end := i + strings.IndexByte(f[i:], ']')
			if end < i {
				end = len(f) - 1
			}
			out.WriteString(f[i : end+1])
			i = end + 1
		case isWordByte(c):
			end := i
			for end < len(f) && isWordByte(f[end]) {
				end++
			}
			word := f[i:end]
			if end < len(f) && (f[end] == '(' || f[end] == '!') {
				out.WriteString(word)
			} else {
				out.WriteString(shiftReference(word, rows, cols))
			}
			i = end
		default:
			out.WriteByte(c)
			i++
		}
	}
	return out.String()
}

// isWordByte reports whether c may stand in a reference or a name.
func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '$' || c == '_' || c == '.' || c >= 0x80
}

// shiftReference moves word if it is a reference such as B7 or $B7.
func shiftReference(word string, rows, cols int) string {
	row, col, ok := parseCellName([]byte(word))
	if !ok {
		return word
	}
	fixedCol := word[0] == '$'
	fixedRow := strings.LastIndexByte(word, '$') > 0
	if !fixedRow {
		row += rows
	}
	if !fixedCol {
		col += cols
	}
	if row < 0 || col < 0 || row >= maxRows || col >= maxCols {
		return "#REF!"
	}
	colMark, rowMark := "", ""
	if fixedCol {
		colMark = "$"
	}
	if fixedRow {
		rowMark = "$"
	}
	name := CellName(row, col)
	letters := len(ColName(col))
	return colMark + name[:letters] + rowMark + name[letters:]
}
