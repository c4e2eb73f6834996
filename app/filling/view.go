package filling

import (
	"strings"

	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/filling"
	"taizhang/data/sheet"
)

// view shows the form as it looks.
type view struct{ page *Page }

// sheet returns the sheet of the first table to fill in, nil if there is none.
func (v *view) sheet() *sheet.Sheet {
	if v.page.plan == nil {
		return nil
	}
	return v.page.form.Book().Sheets[v.page.plan.Blanks[0].Place]
}

// The widths of columns: a character of a sheet's default font in pixels, and a column whose width is not given.
const (
	pixelsPerCharacter = 7.5
	defaultWidth       = 84
	leastWidth         = 44
	mostWidth          = 260
)

// columns returns a column for each of the sheet's, headed by its letter and what will be written there.
func (v *view) columns() []grid.Column {
	s := v.sheet()
	if s == nil {
		return nil
	}
	out := make([]grid.Column, s.Cols())
	for i := range out {
		width := s.ColWidth(i) * pixelsPerCharacter
		if width == 0 {
			width = defaultWidth
		}
		out[i] = grid.Column{Key: sheet.ColName(i), Heading: []string{sheet.ColName(i)}, Width: min(max(width, leastWidth), mostWidth)}
	}
	b := v.page.plan.Blanks[0]
	if b.Card {
		return out
	}
	for i := range b.Columns {
		c := &b.Columns[i]
		if c.Col < len(out) {
			g := &out[c.Col]
			g.Menu, g.Tone = true, columnTone(c)
			g.Heading = []string{sheet.ColName(c.Col) + " " + v.page.fieldWords(c)}
		}
	}
	return out
}

func columnTone(c *filling.Column) look.Tone {
	if c.Unknown() {
		return look.Doubt
	}
	return look.Added
}

// Len implements grid.Source.
func (v *view) Len() int {
	if s := v.sheet(); s != nil {
		return s.Rows()
	}
	return 0
}

// Need implements grid.Source; the sheet is in memory.
func (v *view) Need(int, int) {}

// Cell implements grid.Source.
func (v *view) Cell(row, col int) (grid.Cell, bool) {
	s := v.sheet()
	if s == nil {
		return grid.Cell{}, true
	}
	c := s.Cell(row, col)
	text := c.Text
	if c.Shown != "" {
		text = c.Shown
	}
	return grid.Cell{Text: strings.ReplaceAll(text, "\n", " ")}, true
}

// Row implements grid.RowStyler.
func (v *view) Row(row int) grid.RowStyle {
	style := grid.RowStyle{Fixed: true}
	s := v.sheet()
	if s == nil {
		return style
	}
	for _, m := range s.Merges {
		if m.Row1 == row && m.Col2 > m.Col1 {
			style.Spans = append(style.Spans, grid.Span{First: m.Col1, Last: min(m.Col2, s.Cols()-1)})
		}
	}
	return style
}
