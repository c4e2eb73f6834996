package sheets

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

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

// mostWidth bounds what a column grows to, in pixels at 100 %.
const mostWidth = 240

// stepUp rounds up, so that not every other number changes the columns.
func stepUp(width float32) float32 { return float32(math.Ceil(float64(width)/8)) * 8 }

// padding is what a column has beside its text, in pixels at 100 %.
const padding = 18

// columnsOf returns the columns of the grid, each wide enough for the numbers and dates in it: no digit may be missing.
func columnsOf(s *board.Sheet) []grid.Column {
	th := look.Current()
	plain, strong := look.NewRuler(th.GridSize(), fyne.TextStyle{}), look.NewRuler(th.GridSize(), fyne.TextStyle{Bold: true})
	aligns := map[catalog.Align]grid.Align{catalog.AlignLeft: grid.AlignLeft, catalog.AlignRight: grid.AlignRight, catalog.AlignCenter: grid.AlignCenter}
	var out []grid.Column
	for i, c := range s.Columns {
		width := strong.Width(c.Heading[len(c.Heading)-1])/th.Scale + padding
		for _, r := range s.Rows {
			if i >= len(r.Cells) || r.Group || len(r.Spans) > 0 || !strings.ContainsAny(r.Cells[i].Text, "0123456789") {
				continue
			}
			ruler := plain
			if r.Total {
				ruler = strong
			}
			width = max(width, ruler.Width(r.Cells[i].Text)/th.Scale+padding)
		}
		out = append(out, grid.Column{Heading: c.Heading, Width: max(c.Width*pixels, min(stepUp(width), mostWidth)), Align: aligns[c.Align]})
	}
	return out
}
