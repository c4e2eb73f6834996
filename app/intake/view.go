package intake

import (
	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/app/sheetview"
	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
	"taizhang/data/value"
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
	return columns(s, v.page.current().Table)
}

// columns returns a column for each of a sheet's, headed by what they mean in a table, which may be nil.
func columns(s *sheet.Sheet, t *intake.Table) []grid.Column {
	out := sheetview.Columns(s)
	if t == nil || t.Kind == nil {
		return out
	}
	for _, c := range t.Columns {
		if c.Col < len(out) {
			sheetview.Name(&out[c.Col], fieldWords(t.Kind, c), columnTone(c))
		}
	}
	return out
}

// fieldWords says what a column fills.
func fieldWords(k *catalog.Kind, c intake.TableColumn) string {
	switch {
	case c.Fills != "":
		return c.Fills
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
	c := grid.Cell{Text: sheetview.Text(s.Cell(row, col))}
	if pr, ok := v.page.plan.CellProblem(s, row, col); ok {
		c.Mark, c.Note = desk.Tone(pr.Severity), pr.Text
		return c, true
	}
	for _, said := range s.CommentsIn(row) {
		if said.Col == col {
			c.Mark, c.Sign, c.Note = look.Left, "批", commentWords(said)
			return c, true
		}
	}
	if sign, why := v.page.current().Table.ColourAt(row, col); sign != "" {
		c.Mark, c.Sign, c.Note = look.Left, sign, why
	}
	return c, true
}

// Row implements grid.RowStyler.
func (v *view) Row(row int) grid.RowStyle {
	s := v.sheet()
	if s == nil {
		return grid.RowStyle{}
	}
	fate := v.page.plan.Row(s, row)
	table := fate.Role == intake.RoleBody || fate.Role == intake.RoleMore || fate.Role == intake.RoleHeading || fate.Role == intake.RoleTotal
	style := grid.RowStyle{Fixed: true, Spans: spans(s, row, table)}
	switch fate.Role {
	case intake.RoleBody:
		style.Tone = fateTone(fate.Fate)
	case intake.RoleTitle, intake.RoleHeading:
		style.Strong = true
	case intake.RoleGroup:
		style.Strong = true
	case intake.RoleLine:
	case intake.RoleMore:
		if of := v.page.plan.Row(s, fate.First); of.Record != nil {
			style.Tone, style.Label, style.Muted = fateTone(of.Fate), "└", fate.Table.IsLine(row) // seen again at the right
		}
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

// commentWords is what a comment on a cell says.
func commentWords(c sheet.Comment) string { return "批注:" + value.Clean(c.Text) }

// spans are merged cells, and in rows that are no table the texts that run over their neighbours.
func spans(s *sheet.Sheet, row int, table bool) []grid.Span {
	if merged := sheetview.Merged(s, row); table || len(merged) > 0 {
		return merged
	}
	return sheetview.Overflow(s, row)
}

func fateTone(f intake.Fate) look.Tone {
	return [...]look.Tone{
		intake.LeftOut: look.Left, intake.New: look.Added, intake.Changed: look.Changed, intake.Same: look.Same,
		intake.Doubtful: look.Doubt, intake.Broken: look.Broken,
	}[f]
}
