package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

// xlsxOf writes a workbook of another format as xlsx. Of an old workbook its looks are kept; readers of other formats
// know cells, merged areas and widths, so that lines and type are those that such forms usually have. lost names the cells whose formulas the reader could not tell: they
// are blank, for a result of before would be wrong.
func xlsxOf(book *Book) (data []byte, lost []string, err error) {
	x := excelize.NewFile()
	defer x.Close()
	c := copier{x: x, looks: newStyles(x, Fonts{})}
	if book.looks != nil {
		if c.own, err = newLooksCopier(x, book.looks); err != nil {
			return nil, nil, err
		}
	}
	taken := map[string]bool{reservedSheet: true}
	for i, s := range book.Sheets {
		base := cleanSheetName(s.Name)
		if base == "" {
			base = usualSheet
		}
		c.name = cutUnits(base, maxSheetName)
		for n := 2; taken[strings.ToLower(c.name)]; n++ {
			suffix := fmt.Sprintf("(%d)", n)
			c.name = cutUnits(base, maxSheetName-len(suffix)) + suffix
		}
		taken[strings.ToLower(c.name)] = true
		if err := addSheet(x, c.name, i == 0); err != nil {
			return nil, nil, err
		}
		if err := c.copy(s, i); err != nil {
			return nil, nil, fmt.Errorf("copy sheet %s: %w", s.Name, err)
		}
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		return nil, nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), c.lost, nil
}

// copier takes the sheets of another format over into a new workbook.
type copier struct {
	x     *excelize.File
	looks *styles
	own   *looksCopier         // nil if the workbook's own looks aren't known
	old   map[xlsCellAt]string // formulas of the sheet that is copied, of an old workbook
	name  string
	lost  []string
}

// The looks of a form that is taken over: type in points, heights of rows in points.
const (
	copiedTitle  = 18
	copiedText   = 11
	copiedHeight = 24
	// copiedPortrait is the width in characters up to which a sheet is printed upright.
	copiedPortrait = 95
)

// mostMerged is the most cells that a merged area of a form has; excelize visits each of them.
const mostMerged = 20_000

// pages fits the sheet to the width of A4.
func (c *copier) pages(landscape bool) error {
	fit, size, width, height, orientation := true, 9, 1, 0, "portrait"
	if landscape {
		orientation = "landscape"
	}
	if err := c.x.SetSheetProps(c.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return c.x.SetPageLayout(c.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &width, FitToHeight: &height})
}

// copy takes over the sheet at place i: its contents, merged areas and looks.
func (c *copier) copy(s *Sheet, i int) error {
	if c.own != nil {
		c.old = c.own.looks.sheets[i].formulas
	}
	if err := c.withoutResults(s); err != nil {
		return err
	}
	for r := range s.Rows() {
		row := s.row(r)
		if row == nil {
			continue
		}
		for i := range row.cells { // the cells that there are: one in the last corner must not cost a million
			if err := c.cell(s, r, int(row.cells[i].col)); err != nil {
				return err
			}
		}
	}
	var err error
	if c.own != nil {
		err = c.own.sheet(c.name, i)
	} else {
		err = c.sheet(s)
	}
	if err != nil {
		return err
	}
	for _, m := range s.Merges {
		if (m.Row2-m.Row1+1)*(m.Col2-m.Col1+1) > mostMerged {
			continue
		}
		if err := c.x.MergeCell(c.name, CellName(m.Row1, m.Col1), CellName(m.Row2, m.Col2)); err != nil {
			return err
		}
	}
	if s.Hidden && i > 0 { // a workbook must show one sheet
		return c.x.SetSheetVisible(c.name, false)
	}
	return nil
}

// mostLined is the most cells of a form's sheet that get looks; a stray cell in the last corner makes a sheet of millions,
// and excelize visits each of them.
const mostLined = 100_000

// sheet gives a sheet the looks that such forms usually have.
func (c *copier) sheet(s *Sheet) error {
	if s.Rows()*s.Cols() > mostLined {
		return nil
	}
	first, last := tableRows(s)
	total := float32(0)
	for col := range s.Cols() {
		w := s.ColWidth(col)
		if total += w; w > 0 {
			if err := c.x.SetColWidth(c.name, ColName(col), ColName(col), float64(min(w, 255))); err != nil {
				return err
			}
		}
	}
	if err := c.pages(total > copiedPortrait); err != nil {
		return err
	}
	for r := range s.Rows() {
		lines := 1
		for col := range s.Cols() {
			lines = max(lines, 1+strings.Count(s.Cell(r, col).Text, "\n"))
		}
		l := look{part: partLine, size: copiedText, align: catalog.AlignLeft}
		switch {
		case r >= first && r <= last:
			l = look{part: partBody, size: copiedText, align: catalog.AlignCenter, wrap: true}
		case r < first && isWide(s, r) && !strings.ContainsAny(s.Cell(r, 0).Text, ":："):
			l = look{part: partTitle, size: copiedTitle, align: catalog.AlignCenter}
		}
		id, err := c.looks.id(l)
		if err != nil {
			return err
		}
		if err := c.x.SetCellStyle(c.name, CellName(r, 0), CellName(r, max(s.Cols()-1, 0)), id); err != nil {
			return err
		}
		if err := c.x.SetRowHeight(c.name, r+1, copiedHeight+l.size-copiedText+float64(min(lines-1, 10))*copiedText*1.3); err != nil {
			return err
		}
	}
	return nil
}

func (c *copier) cell(s *Sheet, row, col int) error {
	at, cell := CellName(row, col), s.Cell(row, col)
	formula := s.Formula(row, col)
	if formula == "" {
		formula = c.old[xlsCellAt{row, col}]
	}
	if formula != "" {
		return c.x.SetCellFormula(c.name, at, formula)
	}
	switch {
	case s.hasFormula(row, col):
		c.lost = append(c.lost, s.Name+"!"+at)
		return nil
	case cell.IsEmpty():
		return nil
	case cell.Type == catalog.CellNumber, cell.Type == catalog.CellDate && c.own != nil: // which has the format of dates
		if n, err := strconv.ParseFloat(cell.Text, 64); err == nil {
			return c.x.SetCellValue(c.name, at, n)
		}
	case cell.Shown != "":
		return c.x.SetCellStr(c.name, at, cell.Shown)
	}
	return c.x.SetCellStr(c.name, at, cell.Text)
}

// withoutResults copies the formulas of cells that have no result: the reader doesn't see them.
func (c *copier) withoutResults(s *Sheet) error {
	var places []xlsCellAt
	for at := range c.old {
		if !s.hasFormula(at.row, at.col) {
			places = append(places, at)
		}
	}
	slices.SortFunc(places, func(a, b xlsCellAt) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	for _, at := range places {
		if c.old[at] == "" {
			c.lost = append(c.lost, s.Name+"!"+CellName(at.row, at.col))
		} else if err := c.x.SetCellFormula(c.name, CellName(at.row, at.col), c.old[at]); err != nil {
			return err
		}
	}
	return nil
}

// hasFormula reports whether a cell's content is the result of a formula, whether or not the reader could tell which.
func (s *Sheet) hasFormula(row, col int) bool {
	r := s.row(row)
	if r == nil {
		return false
	}
	i := sort.Search(len(r.cells), func(i int) bool { return int(r.cells[i].col) >= col })
	return i < len(r.cells) && int(r.cells[i].col) == col && r.cells[i].hasFormula()
}

// tableRows returns the rows that probably have lines: from the first that is half as full as the sheet is wide, down to
// the last before the lines that say who has filled it in.
func tableRows(s *Sheet) (first, last int) {
	first, last = s.Rows(), s.Rows()-1
	for r := range s.Rows() {
		filled, text := 0, ""
		for c := range s.Cols() {
			if cell := s.Cell(r, c); !cell.IsEmpty() {
				if filled++; filled == 1 {
					text = cell.Text
				}
			}
		}
		switch {
		case first == s.Rows() && filled >= 2 && filled*2 >= s.Cols():
			first = r
		case first < r && filled > 0 && (strings.ContainsAny(text, ":：") || filled <= 2 && isWide(s, r) && len(text) > 12):
			return first, r - 1
		}
	}
	return first, last
}

// isWide reports whether a row begins with a cell that is merged over most of the sheet.
func isWide(s *Sheet, row int) bool {
	for _, m := range s.Merges {
		if m.Row1 == row && m.Col1 == 0 {
			return (m.Col2+1)*4 >= s.Cols()*3
		}
	}
	return false
}
