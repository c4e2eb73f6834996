package grid

import "taizhang/app/look"

// Source is where a grid gets its rows. All methods are called on the UI goroutine and must return at once.
type Source interface {
	// Len returns the number of rows.
	Len() int
	// Cell returns the cell in the row and the column (an index into the grid's columns as given, wherever the
	// column is shown). ok is false while the row isn't loaded: a grey placeholder is drawn.
	Cell(row, col int) (cell Cell, ok bool)
	// Need says that the rows first to last are about to be shown. It comes before the cells are asked for, with
	// some rows more on both sides, and only when the rows have changed.
	Need(first, last int)
}

// RowStyler is a Source whose rows look different from each other, such as those of a sheet under review.
type RowStyler interface {
	// Row returns how the row looks.
	Row(row int) RowStyle
}

// Identifier is a Source that can name its rows. With it, what a clerk is typing, or has typed and was refused,
// follows its record when the rows come in another order; without it, Refresh can't know and forgets refused texts.
type Identifier interface {
	// ID returns the name of the record in the row, loaded or not.
	ID(row int) string
}

// Cell is what a grid shows in one cell.
type Cell struct {
	Text  string
	Edit  string    // what the editor starts with, where that isn't Text
	Mark  look.Tone // Plain: none
	Sign  string    // instead of the mark's own character
	Tone  look.Tone // of its ground alone: for a text that says itself what the colour says
	Note  string    // why it is marked: shown when the cell is the current one
	Muted bool      // steps back
	Bold  bool
	Link  bool // leads to another record: underlined, calls OnLink
}

// sign is the character that stands beside the colour of the mark.
func (c *Cell) sign() string {
	if c.Sign != "" {
		return c.Sign
	}
	return c.Mark.Mark()
}

// RowStyle is what a row has beyond its cells. The zero RowStyle is an ordinary row.
type RowStyle struct {
	Tone   look.Tone // what became of the row: its ground, and the mark beside its number
	Label  string    // instead of the row's number
	Muted  bool      // its text steps back
	Strong bool      // its text is bold: group headings, totals
	Fixed  bool      // its cells can't be edited
	Spans  []Span    // cells merged across columns, from left to right
}

// Span is a cell that covers several columns: First is the column whose cell is shown, Last the last one covered.
// Both are columns as given; they must be neighbours in the order given, and are drawn so if they are shown so.
type Span struct{ First, Last int }

// Align is where a column's text stands.
type Align uint8

// The alignments. Digits are of even width, so numbers at the right and dates at the left stand in line.
const (
	AlignLeft Align = iota
	AlignRight
	AlignCenter
)

// Column describes a column.
type Column struct {
	Key      string    // names the column in a State
	Heading  []string  // path of headings from the top: {"现任职务", "党内职务"}; equal first parts are merged
	Width    float32   // in pixels at 100 %; 0 means 96
	Align    Align     // of cells and heading
	Editable bool      // its cells can be edited
	Sortable bool      // a click on its heading calls OnSort
	Menu     bool      // its heading has a ▾ that calls OnHeaderMenu
	Filtered bool      // the ▾ is drawn in the accent, always
	Hidden   bool      // not shown
	Choices  []string  // offered by the editor; what is typed may still be something else
	List     bool      // several of Choices may stand in a cell, with 、 between them
	Tone     look.Tone // of the heading: what became of the column
}

// title returns the last part of the heading.
func (c *Column) title() string {
	if len(c.Heading) == 0 {
		return ""
	}
	return c.Heading[len(c.Heading)-1]
}

// Range is the rows from First to Last, both included.
type Range struct{ First, Last int }

// Block is the selected cells: every one of Cols in every one of Rows.
type Block struct {
	Rows []Range // ascending, not overlapping
	Cols []int   // columns as given, in the order shown
}

// Count returns the number of rows in the block.
func (b Block) Count() int {
	n := 0
	for _, r := range b.Rows {
		n += r.Last - r.First + 1
	}
	return n
}

// Each calls f for every row, in order, until f returns false.
func (b Block) Each(f func(row int) bool) {
	for _, r := range b.Rows {
		for row := r.First; row <= r.Last; row++ {
			if !f(row) {
				return
			}
		}
	}
}

// State is how a clerk has arranged the columns; it can be kept as JSON.
type State struct {
	Columns []ColumnState `json:"columns"` // in the order shown
	Sort    string        `json:"sort,omitempty"`
	Desc    bool          `json:"desc,omitempty"`
}

// ColumnState is the arrangement of one column.
type ColumnState struct {
	Key    string  `json:"key"`
	Width  float32 `json:"width"` // in pixels at 100 %
	Hidden bool    `json:"hidden,omitempty"`
}
