package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"taizhang/data/catalog"
)

// WriteCSV writes a table as csv in UTF-8 with a byte order mark and CR LF, as Excel and WPS expect it: one row of
// headings, then the rows. Title, notes and signers are left out, so that the first line names the columns; a group
// row stays, as a row of one cell.
//
// A cell that a spreadsheet would run as a formula (it starts with = + - @ or a tab, and is no number) gets an
// apostrophe in front: such a text may have come from outside, and opening an exported file must not run it. Reading
// a csv with this package takes the apostrophe away again. Excel cuts ID numbers to 15 digits when it opens any csv;
// whoever wants to see them there exports an xlsx.
func WriteCSV(w io.Writer, t catalog.Table) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(flatHeadings(t)); err != nil {
		return fmt.Errorf("write csv headings: %w", err)
	}
	record := make([]string, max(1, len(t.Columns)))
	for _, row := range t.Rows {
		for i := range record {
			record[i] = ""
			if i < len(row.Cells) && (i == 0 || !row.Group) {
				record[i] = harmless(row.Cells[i])
			}
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// flatHeadings returns one heading for each column: the last part of its path or, where two columns would share
// that, the whole path.
func flatHeadings(t catalog.Table) []string {
	last := func(c catalog.Column) string {
		if len(c.Heading) == 0 {
			return ""
		}
		return c.Heading[len(c.Heading)-1]
	}
	count := map[string]int{}
	for _, c := range t.Columns {
		count[last(c)]++
	}
	headings := make([]string, max(1, len(t.Columns)))
	for i, c := range t.Columns {
		text := last(c)
		if count[text] > 1 {
			text = strings.Join(c.Heading, "-")
		}
		headings[i] = harmless(strings.Join(strings.Fields(text), ""))
	}
	return headings
}

const formulaStarts = "=+-@\t\r"

// harmless returns a text that no spreadsheet runs as a formula.
func harmless(text string) string {
	if text == "" || !strings.ContainsRune(formulaStarts, rune(text[0])) || text == "-" {
		return text
	}
	if _, ok := plainNumber([]byte(text)); ok {
		return text
	}
	return "'" + text
}
