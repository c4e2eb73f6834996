package sheets

import (
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
)

// source gives the grid the rows of a sheet.
type source struct{ sheet *board.Sheet }

// Len implements grid.Source.
func (s *source) Len() int { return len(s.sheet.Rows) }

// Need implements grid.Source; everything is there.
func (s *source) Need(int, int) {}

// tones are the grounds of the states.
var tones = map[board.State]look.Tone{board.Missing: look.Broken, board.Doubt: look.Doubt, board.Ahead: look.Changed}

// Cell implements grid.Source.
func (s *source) Cell(row, col int) (grid.Cell, bool) {
	c := cellAt(s.sheet, row, col)
	return grid.Cell{Text: c.Text, Tone: tones[c.State], Note: c.Note, Muted: c.State == board.Muted, Link: len(c.IDs) > 0 && c.Text != ""}, true
}

// cellAt returns the cell at a place, or the one that covers it.
func cellAt(s *board.Sheet, row, col int) board.Cell {
	r := s.Rows[row]
	for _, span := range r.Spans {
		if col >= span.First && col <= span.Last {
			col = span.First
		}
	}
	if col >= len(r.Cells) {
		return board.Cell{}
	}
	return r.Cells[col]
}

// Row implements grid.RowStyler.
func (s *source) Row(row int) grid.RowStyle {
	r := s.sheet.Rows[row]
	style := grid.RowStyle{Strong: r.Group || r.Total}
	for _, span := range r.Spans {
		style.Spans = append(style.Spans, grid.Span{First: span.First, Last: span.Last})
	}
	return style
}

// pixels is how wide a millimetre of paper is on the screen, at 100 %.
const pixels = 4

// columnsOf returns the columns of the grid.
func columnsOf(s *board.Sheet) []grid.Column {
	aligns := map[catalog.Align]grid.Align{catalog.AlignLeft: grid.AlignLeft, catalog.AlignRight: grid.AlignRight, catalog.AlignCenter: grid.AlignCenter}
	var out []grid.Column
	for _, c := range s.Columns {
		out = append(out, grid.Column{Heading: c.Heading, Width: c.Width * pixels, Align: aligns[c.Align]})
	}
	return out
}
