package catalog

// Table is a table ready to be shown to officials: on paper, in a PDF or in a workbook. It holds wording only;
// measures belong to the layout that draws it.
type Table struct {
	Title   string     // 容城镇社区干部花名册
	Left    string     // the line under the title, left: 填报单位:容城镇
	Right   string     // the line under the title, right: 填报日期:2003年9月30日
	Columns []Column   // from left to right
	Rows    []TableRow // from top to bottom
	Notes   []string   // lines under the last row: 注:…
	Signers []string   // the last line: 填表人, 审核人, 单位(盖章)
	Sheet   string     // name of the workbook sheet; "" means Title
	// Open is set for a table to be filled in, in a workbook: it may grow downwards, so nothing stands below the rows,
	// and what holds for their cells holds for those further down.
	Open bool `json:",omitempty"`
}

// Column is one column of a Table.
type Column struct {
	// Heading is the path of headings from the top: {"现任职务", "党内职务"}. Neighbours with an equal first part
	// share one merged heading cell; a path shorter than the deepest one is merged downwards.
	Heading []string
	Width   float32 // in millimetres, as wanted; layouts may stretch all columns in proportion
	Align   Align
	Numeric bool // its cells may be written to a workbook as numbers
	// For tables that are to be filled in, in workbooks alone:
	Choices []string `json:",omitempty"` // offered in its cells; other words may be typed too
	Hint    string   `json:",omitempty"` // shown at its heading
}

// Align is the horizontal alignment of a cell.
type Align uint8

// The alignments.
const (
	AlignCenter Align = iota
	AlignLeft
	AlignRight
)

// TableRow is one row of a Table.
type TableRow struct {
	Cells []string
	ID    string `json:"-"` // of the record that the row shows, "" if it shows none; never printed
	Group bool   // a line across all columns that names the rows below it; Cells[0] is its text
	Total bool   // 小计, 合计: set in bold
	With  bool   `json:",omitempty"` // belongs with the row above: they stand on one page, if there is room on one for all
}
