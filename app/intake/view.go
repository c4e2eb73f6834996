package intake

import (
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// view shows the sheet of the current table as it looks, in the colours of what its rows would become.
type view struct{ page *Page }

// sheet returns the sheet shown, nil if there is none.
func (v *view) sheet() *sheet.Sheet {
	if v.page.plan == nil {
		return nil
	}
	return v.page.current().Table.Sheet
}

// columns returns a column for each of the sheet's, headed by its letter and the field that it fills.
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
		out[i] = grid.Column{Key: sheet.ColName(i), Heading: []string{sheet.ColName(i)}, Width: min(max(width, 44), 260)}
	}
	t := v.page.current().Table
	if t.Kind == nil {
		return out
	}
	ruler := look.NewRuler(look.Current().GridSize(), fyne.TextStyle{Bold: true})
	for _, c := range t.Columns {
		if c.Col >= len(out) {
			continue
		}
		g := &out[c.Col]
		g.Menu = true
		g.Tone = columnTone(c)
		heading := sheet.ColName(c.Col) + " " + fieldWords(t.Kind, c)
		g.Heading = []string{heading}
		g.Width = max(g.Width, min(ruler.Width(heading)/look.Current().Scale+headingRoom, mostHeading))
	}
	return out
}

// The widths of columns: a character of a sheet's default font in pixels, and a column whose width is not given.
const (
	pixelsPerCharacter = 7.5
	defaultWidth       = 84
	headingRoom        = 36 // beside a heading, for the ▾
	mostHeading        = 160
)

// fieldWords says what a column fills.
func fieldWords(k *catalog.Kind, c intake.TableColumn) string {
	switch {
	case c.Mapped():
		return k.Fields[c.Field].Title
	case c.Basis == intake.BySerial:
		return "序号"
	case c.Basis == intake.AsNote:
		return "并入备注"
	}
	return "不存储"
}

func columnTone(c intake.TableColumn) look.Tone {
	switch {
	case c.Mapped() && c.Score < doubtfulScore:
		return look.Doubt
	case c.Mapped(), c.Basis == intake.AsNote:
		return look.Added
	}
	return look.Left
}

// doubtfulScore is the score below which a mapping should be looked at.
const doubtfulScore = 60

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
	c := grid.Cell{Text: cellWords(s.Cell(row, col))}
	if pr, ok := v.page.plan.CellProblem(s, row, col); ok {
		c.Mark, c.Note = tone(pr.Severity), pr.Text
	}
	return c, true
}

// cellWords is what a cell shows.
func cellWords(c catalog.Cell) string {
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

// Row implements grid.RowStyler.
func (v *view) Row(row int) grid.RowStyle {
	s := v.sheet()
	if s == nil {
		return grid.RowStyle{}
	}
	fate := v.page.plan.Row(s, row)
	table := fate.Role == intake.RoleBody || fate.Role == intake.RoleHeading || fate.Role == intake.RoleTotal
	style := grid.RowStyle{Fixed: true, Spans: v.spans(s, row, table)}
	switch fate.Role {
	case intake.RoleBody:
		style.Tone = fateTone(fate.Fate)
	case intake.RoleTitle, intake.RoleHeading:
		style.Strong = true
	case intake.RoleGroup:
		style.Strong = true
	case intake.RoleLine:
	default:
		style.Muted = true
		if fate.Role == intake.RoleTotal || fate.Role == intake.RoleLeftOut {
			style.Tone = look.Left
		}
	}
	if fate.Role == intake.RoleBody && fate.Record == nil {
		style.Tone, style.Muted = look.Left, true
	}
	return style
}

// spans are the cells that are merged across the columns of a row, and in rows that are no table the texts that run
// over the empty cells beside them, as spreadsheets show them.
func (v *view) spans(s *sheet.Sheet, row int, table bool) []grid.Span {
	var out []grid.Span
	for _, m := range s.Merges {
		if m.Col2 > m.Col1 && m.Row1 == row {
			out = append(out, grid.Span{First: m.Col1, Last: min(m.Col2, s.Cols()-1)})
		}
	}
	if table || len(out) > 0 {
		return out
	}
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

func fateTone(f intake.Fate) look.Tone {
	return [...]look.Tone{
		intake.LeftOut: look.Left, intake.New: look.Added, intake.Changed: look.Changed, intake.Same: look.Same,
		intake.Doubtful: look.Doubt, intake.Broken: look.Broken,
	}[f]
}

func tone(s catalog.Severity) look.Tone {
	switch s {
	case catalog.Broken:
		return look.Broken
	case catalog.Doubt:
		return look.Doubt
	}
	return look.Plain
}
