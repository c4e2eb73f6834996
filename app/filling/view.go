package filling

import (
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/app/sheetview"
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
	book := v.page.form.Book()
	if v.page.trial != nil {
		book = v.page.trial.book
	}
	return book.Sheets[v.page.plan.Blanks[0].Place]
}

// columns returns a column for each of the sheet's, headed by its letter and what will be written there.
func (v *view) columns() []grid.Column {
	out := sheetview.Columns(v.sheet())
	if out == nil {
		return nil
	}
	b := v.page.plan.Blanks[0]
	if b.Card {
		return out
	}
	for i := range b.Columns {
		if c := &b.Columns[i]; c.Col < len(out) && !c.OfRow() {
			sheetview.Name(&out[c.Col], v.page.fieldWords(b, c), columnTone(c))
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
	cell := grid.Cell{Text: sheetview.Text(s.Cell(row, col))}
	if n := v.page.numberAt(row, col); n != nil {
		cell.Tone, cell.Link = look.Added, len(n.Records) > 0
	}
	return cell, true
}

// Row implements grid.RowStyler.
func (v *view) Row(row int) grid.RowStyle {
	style := grid.RowStyle{Fixed: true}
	s := v.sheet()
	if s == nil {
		return style
	}
	if style.Spans = sheetview.Merged(s, row); len(style.Spans) == 0 {
		style.Spans = sheetview.Overflow(s, row)
	}
	return style
}
