package sheet

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// choiceSheet is the hidden sheet that holds the lists too long to stand in a cell's own list.
const choiceSheet = "选项"

// longestList is the most UTF-16 units of a list that Excel keeps with the cells themselves, quotes left out.
const longestList = 250

// offer gives the cells of the rows their lists to choose from and the headings their hints. It must precede the
// stream of rows.
func (w *tableWriter) offer() error {
	for i, c := range w.t.Columns {
		if len(c.Choices) > 0 && len(w.t.Rows) > 0 {
			if err := w.offerChoices(i, c.Choices); err != nil {
				return fmt.Errorf("offer the choices of column %s: %w", ColName(i), err)
			}
		}
		if c.Hint != "" {
			if err := w.comment(i, c.Hint); err != nil {
				return fmt.Errorf("comment on column %s: %w", ColName(i), err)
			}
		}
	}
	return nil
}

func (w *tableWriter) offerChoices(column int, choices []string) error {
	first := w.head() + w.nHeading
	dv := excelize.NewDataValidation(true)
	last := first + len(w.t.Rows) - 1
	if w.t.Open {
		last = excelize.TotalRows - 1
	}
	dv.SetSqref(Range{first, column, last, column}.String())
	text := strings.Join(choices, ",")
	if len(utf16.Encode([]rune(text))) <= longestList && !strings.ContainsAny(strings.Join(choices, ""), `,"`) {
		if err := dv.SetDropList(choices); err != nil {
			return err
		}
	} else {
		area, err := w.listOutside(choices)
		if err != nil {
			return err
		}
		dv.SetSqrefDropList(area)
	}
	dv.ShowErrorMessage = false // other wordings are understood too
	return w.f.AddDataValidation(w.sheet, dv)
}

// openColumn gives column i of an open table the look of its cells down to the end of the sheet: a number of an ID card
// that is typed below the ruled rows must stay a text.
func (w *tableWriter) openColumn(i int) error {
	if !w.t.Open {
		return nil
	}
	look := look{part: partBody, size: w.l.BodySize, align: w.t.Columns[i].Align}
	w.bodyCell(i, "", w.l.RowHeight, &look)
	id, err := w.styles.id(look)
	if err != nil {
		return err
	}
	return w.out.SetColStyle(i+1, i+1, id)
}

// listOutside writes choices into the hidden sheet and returns where they stand.
func (w *tableWriter) listOutside(choices []string) (string, error) {
	if i, err := w.f.GetSheetIndex(choiceSheet); err != nil || i < 0 {
		if _, err := w.f.NewSheet(choiceSheet); err != nil {
			return "", err
		}
		if err := w.f.SetSheetVisible(choiceSheet, false); err != nil {
			return "", err
		}
	}
	columns, err := w.f.GetCols(choiceSheet)
	if err != nil {
		return "", err
	}
	name := ColName(len(columns))
	if err := w.f.SetSheetCol(choiceSheet, name+"1", &choices); err != nil {
		return "", err
	}
	return fmt.Sprintf("'%s'!$%s$1:$%[2]s$%d", choiceSheet, name, len(choices)), nil
}

// comment puts a hint at the lowest heading cell of a column.
func (w *tableWriter) comment(column int, hint string) error {
	cell := CellName(w.head(), column)
	for _, h := range w.headings {
		if h.Column <= column && column < h.Column+h.Columns {
			cell = CellName(w.head()+h.Row, h.Column)
		}
	}
	return w.f.AddComment(w.sheet, excelize.Comment{Cell: cell, Author: "社区党建台账", Paragraph: []excelize.RichTextRun{{Text: hint}},
		Width: 220, Height: uint(24 + 18*(1+strings.Count(hint, "\n")+utf8.RuneCountInString(hint)/16))})
}
