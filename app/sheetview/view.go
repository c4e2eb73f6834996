package sheetview

import (
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// The widths of columns in pixels at 100 %: a character of a sheet's default font, a column whose width is not given,
// the limits, and the room beside a heading for its ▾.
const (
	pixelsPerCharacter = 7.5
	defaultWidth       = 84
	leastWidth         = 44
	mostWidth          = 260
	headingRoom        = 36
	mostHeading        = 160
	numberRoom         = 40 // beside a number, for its mark
	mostNumber         = 200
)

// sampledRows are the rows from the top that decide whether a column shows its numbers whole.
const sampledRows = 100

// Columns returns a column for each of the sheet's, headed by its letter. A nil sheet has none.
func Columns(s *sheet.Sheet) []grid.Column {
	if s == nil {
		return nil
	}
	out := make([]grid.Column, s.Cols())
	ruler := look.NewRuler(look.Current().GridSize(), fyne.TextStyle{})
	for i := range out {
		width := s.ColWidth(i) * pixelsPerCharacter
		if width == 0 {
			width = defaultWidth
		}
		if number := longestNumber(s, i); number != "" {
			width = max(width, min(ruler.Width(number)/look.Current().Scale+numberRoom, mostNumber))
		}
		out[i] = grid.Column{Key: sheet.ColName(i), Heading: []string{sheet.ColName(i)}, Width: min(max(width, leastWidth), mostWidth)}
	}
	return out
}

// longestNumber is the longest text of a column that can't be told from its beginning: one of an ID card, a phone, a date.
func longestNumber(s *sheet.Sheet, col int) (longest string) {
	for row := range min(s.Rows(), sampledRows) {
		text := Text(s.Cell(row, col))
		if len(text) > len(longest) && strings.Trim(text, "0123456789-./:Xx ") == "" {
			longest = text
		}
	}
	return longest
}

// Name gives a column what it stands for beside its letter, a menu to change that, and room for both.
func Name(c *grid.Column, words string, tone look.Tone) {
	heading := c.Key + " " + words
	c.Menu, c.Tone, c.Heading = true, tone, []string{heading}
	ruler := look.NewRuler(look.Current().GridSize(), fyne.TextStyle{Bold: true})
	c.Width = max(c.Width, min(ruler.Width(heading)/look.Current().Scale+headingRoom, mostHeading))
}

// Text is what a cell shows.
func Text(c catalog.Cell) string {
	switch c.Type {
	case catalog.CellDate:
		if v, p := (catalog.Date{}).Parse(c); p == nil {
			if d, ok := v.Date(); ok {
				return d.String()
			}
		}
	case catalog.CellBool:
		return map[string]string{"1": "TRUE", "0": "FALSE"}[c.Text]
	}
	if c.Shown != "" {
		return c.Shown
	}
	return strings.ReplaceAll(c.Text, "\n", " ")
}

// Merged are the cells that are merged across the columns of a row.
func Merged(s *sheet.Sheet, row int) []grid.Span {
	var out []grid.Span
	for _, m := range s.Merges {
		if m.Col2 > m.Col1 && m.Row1 == row {
			out = append(out, grid.Span{First: m.Col1, Last: min(m.Col2, s.Cols()-1)})
		}
	}
	return out
}

// Overflow are the texts of a row that run over the empty cells beside them, as spreadsheets show them.
func Overflow(s *sheet.Sheet, row int) []grid.Span {
	var out []grid.Span
	for first := 0; first < s.Cols(); first++ {
		last := first
		for s.Cell(row, first).Type != catalog.CellEmpty && last+1 < s.Cols() && s.Cell(row, last+1).Type == catalog.CellEmpty {
			last++
		}
		if last > first {
			out = append(out, grid.Span{First: first, Last: last})
			first = last
		}
	}
	return out
}
