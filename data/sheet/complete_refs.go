package sheet

import (
	"strconv"
	"strings"
)

// rowShift is the insertion of n rows before row at of a sheet, or the growth of ranges over rows that are there.
type rowShift struct {
	sheet string
	at, n int
	// grow says that the rows were put behind the only row of their sort: ranges that end there take them in.
	grow bool
	// reach, if not 0, inserts nothing: ranges that hold row at reach down to row reach. See FormSheet.Reach.
	reach int
	// lead, which inserts nothing either, lets ranges that begin below row at begin with it. See FormSheet.Lead.
	lead bool
}

// row returns where a row is afterwards.
func (m rowShift) row(r int) int {
	if r >= m.at {
		return r + m.n
	}
	return r
}

// rows returns where a range of rows is afterwards.
func (m rowShift) rows(first, last int) (int, int) {
	if m.reach > 0 {
		if first <= m.at && m.at <= last {
			return first, max(last, m.reach)
		}
		return first, last
	}
	if m.lead {
		if first == m.at+1 && last > first {
			first = m.at
		}
		return first, last
	}
	if m.grow && last == m.at-1 && first <= last {
		return first, last + m.n
	}
	return m.row(first), m.row(last)
}

// formula returns a formula afterwards. own says that references without the name of a sheet are to the sheet of
// the insertion.
func (m rowShift) formula(f string, own bool) string {
	return mapReferences(f, func(sheet, ref string) string {
		if sheet == "" && !own || sheet != "" && !strings.EqualFold(sheet, m.sheet) {
			return ref
		}
		return m.reference(ref, false)
	})
}

// reference returns a reference such as B7, $B$7:C9 or 5:14 afterwards; one says that a single cell is a range of
// one, which may grow.
func (m rowShift) reference(ref string, one bool) string {
	head, tail, isRange := strings.Cut(ref, ":")
	a, ok := parseRef(head)
	if !ok || a.row < 0 || !isRange && a.col < 0 { // a name, whole columns, a number
		return ref
	}
	b := a
	if isRange {
		if b, ok = parseRef(tail); !ok || b.row < 0 {
			return ref
		}
	}
	if !isRange && !one {
		a.row = m.row(a.row)
		return a.String()
	}
	first, last := a.row, b.row
	a.row, b.row = m.rows(min(first, last), max(first, last))
	if !isRange && a.row == b.row {
		return a.String()
	}
	return a.String() + ":" + b.String()
}

// areas returns a list of ranges such as "A1:B2 C5" afterwards.
func (m rowShift) areas(list string, mayGrow bool) string {
	if (m.reach > 0 || m.lead) && !mayGrow {
		return list
	}
	words := strings.Fields(list)
	m.grow = m.grow && mayGrow
	for i, w := range words {
		words[i] = m.reference(w, true)
	}
	return strings.Join(words, " ")
}

// cellRef is one corner of a reference; row or col is -1 in references to whole columns or rows.
type cellRef struct {
	row, col           int
	fixedRow, fixedCol bool
}

// parseRef reads B7, $B$7, 7 or B.
func parseRef(s string) (r cellRef, ok bool) {
	r = cellRef{row: -1, col: -1}
	rest, fixed := strings.CutPrefix(s, "$")
	letters := 0
	for letters < len(rest) && letters < 4 && isLetter(rest[letters]) {
		letters++
	}
	if letters > 0 {
		for _, c := range []byte(rest[:letters]) {
			r.col = (r.col+1)*26 + int(c&^0x20-'A')
		}
		r.fixedCol = fixed
		rest, fixed = strings.CutPrefix(rest[letters:], "$")
	}
	if rest != "" {
		n, isNumber := parseIndex([]byte(rest))
		if !isNumber || n < 1 || n > maxRows {
			return r, false
		}
		r.row, r.fixedRow = n-1, fixed
	} else if fixed {
		return r, false
	}
	return r, (letters > 0 || rest != "") && letters < 4 && r.col < maxCols
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// String writes the reference.
func (r cellRef) String() string {
	var b strings.Builder
	if r.col >= 0 {
		if r.fixedCol {
			b.WriteByte('$')
		}
		b.WriteString(ColName(r.col))
	}
	if r.row >= 0 {
		if r.fixedRow {
			b.WriteByte('$')
		}
		b.WriteString(strconv.Itoa(r.row + 1))
	}
	return b.String()
}

// elsewhere stands for the sheet of a reference into another workbook.
const elsewhere = "\x00"

// mapReferences returns a formula whose references are replaced by what f makes of them. sheet is the name before the
// reference, "" if there is none. Texts, functions, names and columns of tables stay.
func mapReferences(formula string, f func(sheet, ref string) string) string {
	var out strings.Builder
	sheet := ""
	for i := 0; i < len(formula); {
		c := formula[i]
		end := i + 1
		switch {
		case c == '"':
			end = quoted(formula, i)
		case c == '\'':
			end = quoted(formula, i)
			if end < len(formula) && formula[end] == '!' {
				sheet = strings.ReplaceAll(formula[i+1:end-1], "''", "'")
				if strings.ContainsRune(sheet, '[') {
					sheet = elsewhere
				}
				end++
			}
		case c == '[':
			end = bracketEnd(formula, i)
			if end < len(formula) && isWordByte(formula[end]) {
				if n := wordEnd(formula, end); n < len(formula) && formula[n] == '!' {
					end, sheet = n+1, elsewhere
				}
			}
		case isWordByte(c):
			end = wordEnd(formula, i)
			switch {
			case end < len(formula) && formula[end] == '!':
				sheet = formula[i:end]
				end++
			case end < len(formula) && formula[end] == '(':
				sheet = ""
			default:
				end = referenceEnd(formula, i, end)
				out.WriteString(f(sheet, formula[i:end]))
				i, sheet = end, ""
				continue
			}
		default:
			sheet = ""
		}
		out.WriteString(formula[i:end])
		i = end
	}
	return out.String()
}

// quoted returns the place behind a quoted text; a doubled quote belongs to it.
func quoted(s string, i int) int {
	q := s[i]
	for i++; i < len(s); i++ {
		if s[i] != q {
			continue
		}
		if i+1 < len(s) && s[i+1] == q {
			i++
			continue
		}
		return i + 1
	}
	return len(s)
}

func bracketEnd(s string, i int) int {
	depth := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

func wordEnd(s string, i int) int {
	for i < len(s) && isWordByte(s[i]) {
		i++
	}
	return i
}

// referenceEnd returns the end of a reference whose first word ends at end: behind the second corner of a range.
func referenceEnd(s string, start, end int) int {
	if end+1 >= len(s) || s[end] != ':' || !isWordByte(s[end+1]) {
		return end
	}
	last := wordEnd(s, end+1)
	a, okA := parseRef(s[start:end])
	b, okB := parseRef(s[end+1 : last])
	if !okA || !okB || (a.row < 0) != (b.row < 0) || (a.col < 0) != (b.col < 0) {
		return end
	}
	return last
}

// renamed returns a formula in which a sheet has another name.
func renamed(formula, from, to string) string {
	var out strings.Builder
	for i := 0; i < len(formula); {
		c := formula[i]
		end, name := i+1, ""
		switch {
		case c == '"':
			end = quoted(formula, i)
		case c == '[':
			end = bracketEnd(formula, i)
			if end < len(formula) && isWordByte(formula[end]) {
				end = wordEnd(formula, end)
			}
		case c == '\'':
			end = quoted(formula, i)
			name = strings.ReplaceAll(strings.Trim(formula[i:end], "'"), "''", "'")
		case isWordByte(c):
			end = wordEnd(formula, i)
			name = formula[i:end]
		}
		if name != "" && end < len(formula) && formula[end] == '!' && strings.EqualFold(name, from) {
			out.WriteString(quotedSheet(to))
		} else {
			out.WriteString(formula[i:end])
		}
		i = end
	}
	return out.String()
}

// quotedSheet writes the name of a sheet for a formula.
func quotedSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
