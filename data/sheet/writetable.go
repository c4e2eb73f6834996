package sheet

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

// tableWriter writes one table to one sheet, from top to bottom.
type tableWriter struct {
	ctx    context.Context
	f      *excelize.File
	sheet  string
	t      catalog.Table
	l      PageLayout
	styles *styles
	// identity is the heading of the hidden column of ids, "" for none.
	identity string

	widths   []float64 // mm
	out      *excelize.StreamWriter
	headings []catalog.HeadingCell
	nHeading int
	row      int // next row, from 0
}

// head returns the number of rows above the headings.
func (w *tableWriter) head() int {
	n := 0
	if w.t.Title != "" {
		n++
	}
	if w.t.Left != "" || w.t.Right != "" {
		n++
	}
	return n
}

func (w *tableWriter) write() error {
	if len(w.t.Columns) == 0 {
		w.t.Columns = []catalog.Column{{}}
	}
	w.widths = w.l.columns(w.t)
	w.headings, w.nHeading = w.t.Headings()
	if err := w.setUpPage(); err != nil {
		return err
	}
	if err := w.offer(); err != nil {
		return err
	}
	if err := w.open(); err != nil {
		return err
	}
	for _, part := range []func() error{w.writeTitle, w.writeHeadings, w.writeRows, w.writeNotes, w.writeSigners} {
		if err := part(); err != nil {
			return err
		}
	}
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("flush rows: %w", err)
	}
	return nil
}

// setUpPage sets all that concerns the page. It must precede the stream of rows: after that, excelize loses it
// without an error.
func (w *tableWriter) setUpPage() error {
	size, orientation := 9, "portrait"
	if w.l.Paper == A3 {
		size = 8
	}
	if w.l.Landscape {
		orientation = "landscape"
	}
	inches := func(mm float64) *float64 { v := mm / mmPerInch; return &v }
	fit, one, auto := true, 1, 0
	steps := []func() error{
		func() error {
			return w.f.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
		},
		func() error {
			return w.f.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{
				Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &auto,
			})
		},
		func() error {
			return w.f.SetPageMargins(w.sheet, &excelize.PageLayoutMarginsOptions{
				Top: inches(w.l.Top), Right: inches(w.l.Right), Bottom: inches(w.l.Bottom), Left: inches(w.l.Left),
				Header: inches(w.l.Footer), Footer: inches(w.l.Footer), Horizontally: &fit,
			})
		},
		w.setFooter, w.setPrintTitles, w.setBreaks, w.setPanes,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("set up page: %w", err)
		}
	}
	return nil
}

func (w *tableWriter) setFooter() error {
	if w.l.NoPageNumbers {
		return nil
	}
	return w.f.SetHeaderFooter(w.sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第&P页 共&N页"})
}

// setPrintTitles names the rows that each page repeats.
func (w *tableWriter) setPrintTitles() error {
	first := w.head() + 1
	if w.l.RepeatTitle {
		first = 1
	}
	quoted := "'" + strings.ReplaceAll(w.sheet, "'", "''") + "'"
	return w.f.SetDefinedName(&excelize.DefinedName{
		Name:     "_xlnm.Print_Titles",
		RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted, first, w.head()+w.nHeading),
		Scope:    w.sheet,
	})
}

// setBreaks begins pages where the layout does.
func (w *tableWriter) setBreaks() error {
	breaks := slices.Clone(w.l.Breaks)
	slices.Sort(breaks)
	for _, i := range slices.Compact(breaks) {
		if i <= 0 || i >= len(w.t.Rows) {
			continue
		}
		if err := w.f.InsertPageBreak(w.sheet, CellName(w.head()+w.nHeading+i, 0)); err != nil {
			return err
		}
	}
	return nil
}

// setPanes keeps the headings in sight.
func (w *tableWriter) setPanes() error {
	n := w.head() + w.nHeading
	return w.f.SetPanes(w.sheet, &excelize.Panes{
		Freeze: true, YSplit: n, TopLeftCell: CellName(n, 0), ActivePane: "bottomLeft",
	})
}

// open begins the stream of rows.
func (w *tableWriter) open() error {
	out, err := w.f.NewStreamWriter(w.sheet)
	if err != nil {
		return fmt.Errorf("begin rows: %w", err)
	}
	w.out = out
	for i, mm := range w.widths {
		if err := out.SetColWidth(i+1, i+1, charWidth(mm)); err != nil {
			return fmt.Errorf("set width of column %s: %w", ColName(i), err)
		}
		if err := w.openColumn(i); err != nil {
			return fmt.Errorf("set style of column %s: %w", ColName(i), err)
		}
	}
	if w.identity == "" {
		return nil
	}
	if err := out.SetColVisible(len(w.widths)+1, len(w.widths)+1, false); err != nil {
		return fmt.Errorf("hide the column of ids: %w", err)
	}
	return nil
}

// withID puts a text into the hidden column of ids of a row, if there is one.
func (w *tableWriter) withID(values []any, text string) []any {
	if w.identity == "" || text == "" {
		return values
	}
	return append(values, text)
}

// addRow writes the next row.
func (w *tableWriter) addRow(values []any, height float64) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	var opts []excelize.RowOpts
	if height > 0 {
		opts = append(opts, excelize.RowOpts{Height: rowHeight(height)})
	}
	if err := w.out.SetRow(CellName(w.row, 0), values, opts...); err != nil {
		return fmt.Errorf("write row %d: %w", w.row+1, err)
	}
	w.row++
	return nil
}

// merge joins the columns first to last of the row that comes next.
func (w *tableWriter) merge(first, last int) error {
	return w.mergeArea(Range{w.row, first, w.row, last})
}

func (w *tableWriter) mergeArea(r Range) error {
	if r.Row1 == r.Row2 && r.Col1 == r.Col2 {
		return nil
	}
	if err := w.out.MergeCell(CellName(r.Row1, r.Col1), CellName(r.Row2, r.Col2)); err != nil {
		return fmt.Errorf("merge %s: %w", r, err)
	}
	return nil
}

// addWide writes a row of one text across all columns.
func (w *tableWriter) addWide(text string, look look, height float64) error {
	id, err := w.styles.id(look)
	if err != nil {
		return err
	}
	values := make([]any, len(w.widths))
	for i := range values {
		values[i] = excelize.Cell{StyleID: id}
	}
	values[0] = excelize.Cell{StyleID: id, Value: cellText(text)}
	if err := w.merge(0, len(w.widths)-1); err != nil {
		return err
	}
	return w.addRow(values, height)
}

func (w *tableWriter) writeTitle() error {
	if w.t.Title != "" {
		title := look{part: partTitle, size: w.l.TitleSize, align: catalog.AlignCenter}
		if err := w.addWide(w.t.Title, title, w.l.TitleHeight); err != nil {
			return err
		}
	}
	if w.t.Left == "" && w.t.Right == "" {
		return nil
	}
	return w.addLine([]string{w.t.Left, w.t.Right}, catalog.AlignRight)
}

// addLine writes a row of texts side by side, each over columns of about the same width; the last one has an
// alignment of its own.
func (w *tableWriter) addLine(texts []string, lastAlign catalog.Align) error {
	texts = slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
	if len(texts) > len(w.widths) {
		texts = []string{strings.Join(texts, "    ")}
	}
	align := catalog.AlignLeft
	values := make([]any, len(w.widths))
	for i, text := range texts {
		first, last := w.share(i, len(texts))
		if i == len(texts)-1 && i > 0 {
			align = lastAlign
		}
		id, err := w.styles.id(look{part: partLine, size: w.l.LineSize, align: align})
		if err != nil {
			return err
		}
		values[first] = excelize.Cell{StyleID: id, Value: cellText(text)}
		if err := w.merge(first, last); err != nil {
			return err
		}
	}
	return w.addRow(values, w.l.LineHeight)
}

// share returns the columns of the i-th of n parts of the width, at least one for each part.
func (w *tableWriter) share(i, n int) (first, last int) {
	total := 0.0
	for _, mm := range w.widths {
		total += mm
	}
	bound := func(k int) int {
		if k == n {
			return len(w.widths)
		}
		at, sum := 0, 0.0
		for at < len(w.widths) && sum+w.widths[at]/2 < total*float64(k)/float64(n) {
			sum += w.widths[at]
			at++
		}
		return min(max(at, k), len(w.widths)-(n-k))
	}
	return bound(i), bound(i+1) - 1
}

func (w *tableWriter) writeHeadings() error {
	id, err := w.styles.id(look{part: partHeading, size: w.l.HeadingSize, align: catalog.AlignCenter})
	if err != nil {
		return err
	}
	top := w.row
	for _, h := range w.headings {
		area := Range{top + h.Row, h.Column, top + h.Row + h.Rows - 1, h.Column + h.Columns - 1}
		if err := w.mergeArea(area); err != nil {
			return err
		}
	}
	for r := range w.nHeading {
		values := make([]any, len(w.widths))
		for i := range values {
			values[i] = excelize.Cell{StyleID: id}
		}
		for _, h := range w.headings {
			if h.Row == r {
				values[h.Column] = excelize.Cell{StyleID: id, Value: cellText(h.Text)}
			}
		}
		height := w.l.HeadingHeights[min(r, len(w.l.HeadingHeights)-1)]
		if r == 0 {
			values = w.withID(values, w.identity)
		}
		if err := w.addRow(values, height); err != nil {
			return err
		}
	}
	return nil
}

func (w *tableWriter) writeRows() error {
	for i, row := range w.t.Rows {
		height := w.l.RowHeight
		if i < len(w.l.RowHeights) && w.l.RowHeights[i] > 0 {
			height = w.l.RowHeights[i]
		}
		if height <= 0 {
			height = w.fittingHeight(row)
		}
		if err := w.writeRow(row, height); err != nil {
			return err
		}
	}
	return nil
}

// fittingHeight estimates the height in points that the texts of a row need: not every program fits rows by itself.
func (w *tableWriter) fittingHeight(row catalog.TableRow) float64 {
	lines := 1.0
	for i, text := range row.Cells[:min(len(row.Cells), len(w.widths))] {
		if !row.Group {
			lines = max(lines, w.lines(text, w.l.BodySize, w.widths[i]))
		}
	}
	return lines*w.l.BodySize*lineSpacing + 6
}

func (w *tableWriter) writeRow(row catalog.TableRow, height float64) error {
	if row.Group {
		text := ""
		if len(row.Cells) > 0 {
			text = row.Cells[0]
		}
		return w.addWide(text, look{part: partGroup, size: w.l.BodySize, align: catalog.AlignLeft, shrink: true}, height)
	}
	values := make([]any, len(w.widths))
	for i := range values {
		text := ""
		if i < len(row.Cells) {
			text = row.Cells[i]
		}
		look := look{part: partBody, size: w.l.BodySize, align: w.t.Columns[i].Align, bold: row.Total}
		value := w.bodyCell(i, text, height, &look)
		id, err := w.styles.id(look)
		if err != nil {
			return err
		}
		values[i] = excelize.Cell{StyleID: id, Value: value}
	}
	return w.addRow(w.withID(values, row.ID), height)
}

// bodyCell returns the content of a cell of column i and completes its look.
func (w *tableWriter) bodyCell(i int, text string, height float64, look *look) any {
	numeric := w.t.Columns[i].Numeric
	look.text = !numeric
	if number, format, ok := tableNumber(text); ok && numeric {
		look.format, look.shrink = format, true
		return number
	}
	w.fit(text, w.widths[i], height, look)
	if text == "" {
		return nil
	}
	return cellText(text)
}

// fit completes the look of a cell so that its text can be read in the given room: in one line; in several; in
// several of smaller type; or, if nothing else helps, in one line that the program makes as small as it must be.
func (w *tableWriter) fit(text string, width, height float64, look *look) {
	need := w.lines(text, look.size, width)
	look.wrap = need > 1 && (need*look.size*1.1 <= height || strings.Contains(text, "\n"))
	for size := look.size - 0.5; need > 1 && !look.wrap && size >= leastBodySize && isBreakable(text); size -= 0.5 {
		if w.lines(text, size, width)*size*bodySpacing <= height {
			look.size, look.wrap = size, true
		}
	}
	look.shrink = !look.wrap
}

// isBreakable reports whether a text may stand in several lines. Numbers such as those of ID cards may not.
func isBreakable(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x1100 || r == ' ' })
}

// lines estimates how many lines a text needs in a width of mm.
func (w *tableWriter) lines(text string, size, mm float64) float64 {
	n := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		n += max(1, math.Ceil(textEms(line)*size/(max(mm-cellPadding, 1)*pointsPerMM)))
	}
	return n
}

// writeNotes writes the notes, each with as many lines as it needs.
func (w *tableWriter) writeNotes() error {
	total := 0.0
	for _, mm := range w.widths {
		total += mm
	}
	for _, note := range w.t.Notes {
		height := w.l.LineHeight + (w.lines(note, w.l.LineSize, total)-1)*w.l.LineSize*lineSpacing
		style := look{part: partLine, size: w.l.LineSize, align: catalog.AlignLeft, wrap: true}
		if err := w.addWide(note, style, height); err != nil {
			return err
		}
	}
	return nil
}

func (w *tableWriter) writeSigners() error {
	if len(w.t.Signers) == 0 {
		return nil
	}
	texts := make([]string, len(w.t.Signers))
	for i, s := range w.t.Signers {
		texts[i] = strings.TrimRight(s, "：:") + "："
	}
	return w.addLine(texts, catalog.AlignLeft)
}

const (
	lineSpacing = 1.3 // from line to line, in sizes of type
	cellPadding = 1   // mm at both sides of a cell together

	bodySpacing   = 1.25 // from line to line of 宋体 in spreadsheet programs, in sizes of type
	leastBodySize = 6.5  // points, as on paper
)

// textEms estimates the width of a text in ems: Chinese characters have one, others half of it.
func textEms(text string) float64 {
	n := 0.0
	for _, r := range text {
		if r < 0x1100 {
			n += 0.5
		} else {
			n++
		}
	}
	return n
}

// cellText returns text as a cell may hold it: no control characters but line breaks, and no longer than a cell.
func cellText(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return string(cutText([]byte(text)))
}

// tableNumber reads a number as tables print it: "650", "1,234.50". It gives the format that shows it again so. A
// text of more digits than a workbook keeps is none, and neither is one with zeros in front, such as a code.
func tableNumber(text string) (number float64, format string, ok bool) {
	plain := strings.ReplaceAll(text, ",", "")
	whole, fraction, hasPoint := strings.Cut(strings.TrimPrefix(plain, "-"), ".")
	digits := whole + fraction
	if strings.Trim(digits, "0123456789") != "" || whole == "" || hasPoint == (fraction == "") || len(digits) > 15 ||
		len(whole) > 1 && whole[0] == '0' {
		return 0, "", false
	}
	number, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return 0, "", false
	}
	format = "0"
	if len(plain) < len(text) {
		format = "#,##0"
	}
	if hasPoint {
		format += "." + strings.Repeat("0", len(fraction))
	}
	return number, format, true
}
