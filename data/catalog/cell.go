package catalog

// CellType is the type of a cell's content as the workbook stores it.
type CellType uint8

// The types of cells. Formula cells have the type of their cached result.
const (
	CellEmpty  CellType = iota
	CellText            // text, exactly as stored
	CellNumber          // a number; Text is its shortest decimal form as stored
	CellDate            // a number whose format shows a date or time; Text is the serial in the 1900 system
	CellBool            // Text is "1" or "0"
	CellError           // Text is the error's name, such as "#N/A"
)

// Cell is the content of one cell of a workbook, as a reader saw it.
type Cell struct {
	Type   CellType
	Text   string // see CellType; never formatted
	Format string // number format code of a CellNumber or CellDate, "" for General
	Shown  string // what the sheet's author saw, where it differs from Text and the reader knows it
}

// TextCell returns a cell of text, as a csv file or a clerk's keyboard gives it.
func TextCell(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Type: CellText, Text: s}
}

// IsEmpty reports whether the cell has no content.
func (c Cell) IsEmpty() bool { return c.Type == CellEmpty || c.Text == "" }
