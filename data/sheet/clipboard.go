package sheet

import (
	"bytes"
	"math"

	"taizhang/data/catalog"
)

// FromClipboard returns a sheet of the cells that text holds as spreadsheets copy them: rows are lines, cells lie
// between tabs, and a cell with line breaks stands in quotes. All cells are texts. What exceeds a sheet is left out,
// and the sheet is then Truncated.
func FromClipboard(text string) *Sheet {
	var warnings []string
	b := newBuilder("粘贴的内容", &quota{cells: math.MaxInt, warnings: &warnings})
	p := &csvParser{rest: bytes.TrimRight([]byte(text), "\x00"), delimiter: '\t', bareQuotes: true}
	for row := 0; p.more(); row++ {
		if row >= maxRows {
			b.s.Truncated = true
			break
		}
		b.startRow(row, false)
		for col, last := 0, false; !last; col++ {
			var field []byte
			field, last = p.field()
			if err := b.add(col, catalog.CellText, 0, bytes.ToValidUTF8(field, []byte("\uFFFD")), false); err != nil {
				b.s.Truncated = true // too many columns or texts
			}
		}
		if err := b.endRow(); err != nil {
			b.s.Truncated = true
		}
	}
	return b.finish()
}
