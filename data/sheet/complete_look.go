package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// looksCopier gives a workbook that is taken over from an old one the looks that it had there.
type looksCopier struct {
	x     *excelize.File
	looks *xlsLooks
	ids   map[int]int // styles that were made, by the place among the old ones
}

// newLooksCopier makes the face in which widths are measured that of the old workbook.
func newLooksCopier(x *excelize.File, looks *xlsLooks) (*looksCopier, error) {
	c := &looksCopier{x: x, looks: looks, ids: map[int]int{}}
	if len(looks.fonts) == 0 || looks.fonts[0].name == "" {
		return c, nil
	}
	if err := x.SetDefaultFont(looks.fonts[0].name); err != nil {
		return nil, fmt.Errorf("set the usual type face: %w", err)
	}
	if size := x.Styles.Fonts.Font[0].Sz; size != nil && looks.fonts[0].size > 0 {
		size.Val = &looks.fonts[0].size
	}
	return c, nil
}

// The names of alignments in the order of their numbers.
var (
	acrossNames    = []string{"", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed"}
	downNames      = []string{"top", "center", "", "justify", "distributed"}
	borderNames    = [4]string{"left", "right", "top", "bottom"}
	underlineNames = map[int]string{1: "single", 2: "double", 33: "single", 34: "double"} // those of accounts too
)

// lastPattern is the last number of a fill's pattern.
const lastPattern = 18

// id returns the style for a look of the old workbook.
func (c *looksCopier) id(xf int) (int, error) {
	if id, ok := c.ids[xf]; ok || xf < 0 || xf >= len(c.looks.xfs) {
		return id, nil
	}
	id, err := c.x.NewStyle(c.style(&c.looks.xfs[xf]))
	if err != nil {
		return 0, fmt.Errorf("take over style %d: %w", xf, err)
	}
	c.ids[xf] = id
	return id, nil
}

// style says a look as excelize has it.
func (c *looksCopier) style(x *xlsXF) *excelize.Style {
	s := &excelize.Style{Font: c.font(x.font), NumFmt: x.format}
	if code := c.looks.codes[x.format]; code != "" {
		s.NumFmt, s.CustomNumFmt = 0, &code
	}
	s.Alignment = &excelize.Alignment{WrapText: x.wrap, ShrinkToFit: x.shrink, Indent: x.indent, TextRotation: x.rotation}
	if x.across < len(acrossNames) {
		s.Alignment.Horizontal = acrossNames[x.across]
	}
	if x.down < len(downNames) {
		s.Alignment.Vertical = downNames[x.down]
	}
	for i, line := range x.border {
		if line > 0 && line <= 13 {
			s.Border = append(s.Border, excelize.Border{Type: borderNames[i], Style: line, Color: c.color(x.borderColor[i], "000000")})
		}
	}
	if x.pattern > 0 && x.pattern <= lastPattern {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: x.pattern, Color: []string{c.color(x.ground, "000000")}}
	}
	if x.unlocked {
		s.Protection = &excelize.Protection{Locked: false}
	}
	return s
}

// font returns a type face. The fourth is left out of the list of BIFF.
func (c *looksCopier) font(i int) *excelize.Font {
	if i > 4 {
		i--
	}
	if i >= len(c.looks.fonts) {
		return nil
	}
	f := &c.looks.fonts[i]
	out := &excelize.Font{Family: f.name, Size: f.size, Bold: f.bold, Italic: f.italic, Strike: f.strike, Underline: underlineNames[f.underline]}
	if f.raise > 0 {
		out.VertAlign = []string{"baseline", "superscript", "subscript"}[min(f.raise, 2)]
	}
	out.Color = c.color(f.color, "")
	return out
}

// color returns a colour as RRGGBB, or usual if the window's is meant.
func (c *looksCopier) color(i int, usual string) string {
	if own, ok := c.looks.palette[i]; ok {
		return own
	}
	if i < len(excelize.IndexedColorMapping) && i < 64 {
		return excelize.IndexedColorMapping[i]
	}
	return usual
}

// sheet gives the sheet called name the looks of the old one at place i.
func (c *looksCopier) sheet(name string, i int) error {
	l := &c.looks.sheets[i]
	for _, step := range []func(string, *xlsSheetLook) error{c.columns, c.rows, c.cells, c.pages, c.view} {
		if err := step(name, l); err != nil {
			return fmt.Errorf("take over the looks of %s: %w", name, err)
		}
	}
	return nil
}

func (c *looksCopier) columns(name string, l *xlsSheetLook) error {
	props := excelize.SheetPropsOptions{FitToPage: &l.setup.fit}
	if l.width > 0 {
		props.DefaultColWidth = &l.width
	}
	if l.height > 0 {
		props.DefaultRowHeight, props.CustomHeight = &l.height, &l.fixed
	}
	if err := c.x.SetSheetProps(name, &props); err != nil {
		return err
	}
	for _, col := range l.columns {
		first, last := ColName(col.first), ColName(col.last)
		id, err := c.id(col.xf)
		if err != nil {
			return err
		}
		if err := c.x.SetColStyle(name, first+":"+last, id); err != nil {
			return err
		}
		if err := c.x.SetColWidth(name, first, last, min(col.width, 255)); err != nil {
			return err
		}
		if col.hidden {
			if err := c.x.SetColVisible(name, first+":"+last, false); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *looksCopier) rows(name string, l *xlsSheetLook) error {
	for n, row := range l.rows {
		if row.xf >= 0 {
			id, err := c.id(row.xf)
			if err != nil {
				return err
			}
			if err := c.x.SetRowStyle(name, n+1, n+1, id); err != nil {
				return err
			}
		}
		if row.height > 0 {
			if err := c.x.SetRowHeight(name, n+1, min(row.height, 409)); err != nil {
				return err
			}
		}
		if row.hidden {
			if err := c.x.SetRowVisible(name, n+1, false); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *looksCopier) cells(name string, l *xlsSheetLook) error {
	for _, cell := range l.cells {
		id, err := c.id(cell.xf)
		if err != nil {
			return err
		}
		at := CellName(cell.row, cell.col)
		if err := c.x.SetCellStyle(name, at, at, id); err != nil {
			return err
		}
	}
	return nil
}

func (c *looksCopier) pages(name string, l *xlsSheetLook) error {
	if err := c.setup(name, l.setup); err != nil {
		return err
	}
	m := excelize.PageLayoutMarginsOptions{Horizontally: &l.centred[0], Vertically: &l.centred[1]}
	for i, place := range []**float64{&m.Left, &m.Right, &m.Top, &m.Bottom} {
		if l.margins[i] > 0 {
			*place = &l.margins[i]
		}
	}
	if l.setup.known {
		m.Header, m.Footer = &l.setup.header, &l.setup.footer
	}
	if err := c.x.SetPageMargins(name, &m); err != nil {
		return err
	}
	if l.header != "" || l.footer != "" {
		if err := c.x.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddHeader: l.header, OddFooter: l.footer}); err != nil {
			return err
		}
	}
	for _, row := range l.breaks {
		if err := c.x.InsertPageBreak(name, CellName(row, 0)); err != nil {
			return err
		}
	}
	for title, refers := range map[string]string{"_xlnm.Print_Area": l.area(name), "_xlnm.Print_Titles": l.printTitles(name)} {
		if refers == "" {
			continue
		}
		if err := c.x.SetDefinedName(&excelize.DefinedName{Name: title, RefersTo: refers, Scope: name}); err != nil {
			return err
		}
	}
	return nil
}

// setup sets the paper and how the sheet is fitted on it.
func (c *looksCopier) setup(name string, s xlsSetup) error {
	var page excelize.PageLayoutOptions
	orientation := "portrait"
	if s.landscape {
		orientation = "landscape"
	}
	if s.known {
		page.Orientation = &orientation
		if s.paper > 0 && s.paper <= 118 {
			page.Size = &s.paper
		}
		if scale := uint(s.scale); scale >= 10 && scale <= 400 {
			page.AdjustTo = &scale
		}
	}
	if s.fit {
		page.FitToWidth, page.FitToHeight = &s.wide, &s.high
	}
	return c.x.SetPageLayout(name, &page)
}

func (c *looksCopier) view(name string, l *xlsSheetLook) error {
	if l.gridHidden {
		shown := false
		if err := c.x.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &shown}); err != nil {
			return err
		}
	}
	rows, cols := l.frozen[0], l.frozen[1]
	if rows <= 0 && cols <= 0 || rows >= maxRows || cols >= maxCols {
		return nil
	}
	pane := excelize.Panes{Freeze: true, XSplit: cols, YSplit: rows, TopLeftCell: CellName(rows, cols)}
	pane.ActivePane = map[[2]bool]string{{true, true}: "bottomRight", {true, false}: "bottomLeft", {false, true}: "topRight"}[[2]bool{rows > 0, cols > 0}]
	return c.x.SetPanes(name, &pane)
}
