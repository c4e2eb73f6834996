package sheet

import (
	"math"
	"strconv"
	"strings"
)

// The measures by which the lines of a text are estimated: no program tells how it breaks them.
const (
	usualSize   = 11   // points
	usualColumn = 8.43 // characters
	usualLine   = 1.3  // the height of a line, of the size of its type
	fitPadding  = 0.8  // characters beside the text of a cell
	mostHeight  = 409  // points, of a row
)

// Fit makes the row of a cell higher if it has a height of its own that is too small for a text that runs over several
// lines. Rows without a height of their own are fitted by the programs that open the workbook.
func (s *FormSheet) Fit(row, col int, text string) {
	l, m := s.Look(row, col), s.Merge(row, col)
	i, ok := s.find(row)
	if !ok || !l.wrapped || m.Row1 != m.Row2 || text == "" {
		return
	}
	height := heightOf(s.rows[i].attrs)
	if height <= 0 {
		return
	}
	size := l.size
	if size <= 0 {
		size = usualSize
	}
	width := -fitPadding
	for c := m.Col1; c <= m.Col2; c++ {
		if w := float64(s.source.ColWidth(c)); w > 0 {
			width += w
		} else {
			width += usualColumn
		}
	}
	lines := 0.0
	for part := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(halfWidths(part)*size/usualSize/max(width, 1)))
	}
	if need := min(math.Ceil(lines*size*usualLine), mostHeight); need > height && lines > 1 {
		s.rows[i].attrs = withHeight(s.rows[i].attrs, need)
		s.changed = true
	}
}

// halfWidths is the width of a text in digits; Chinese characters are as wide as two.
func halfWidths(text string) float64 {
	n := 0
	for _, r := range text {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return float64(n)
}

// heightOf reads the height of a row from its attributes, 0 if it has none of its own.
func heightOf(attrs string) float64 {
	for _, a := range rawAttrs([]byte("<row" + attrs + ">")) {
		if a.name == "ht" {
			h, err := strconv.ParseFloat(a.value, 64)
			if err != nil {
				return 0
			}
			return h
		}
	}
	return 0
}

// withHeight returns the attributes of a row with another height.
func withHeight(attrs string, height float64) string {
	var out strings.Builder
	for _, a := range rawAttrs([]byte("<row" + attrs + ">")) {
		if a.name != "ht" && a.name != "customHeight" {
			out.WriteString(" " + a.name + `="` + a.value + `"`)
		}
	}
	return out.String() + ` ht="` + strconv.FormatFloat(height, 'f', -1, 64) + `" customHeight="1"`
}
