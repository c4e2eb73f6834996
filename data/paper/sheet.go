package paper

import "math"

// Paper is a format of paper.
type Paper uint8

// The formats; AutoPaper lets the layout choose A4 or A3. A2 is for what hangs on a wall: tables and charts take A3 at
// most.
const (
	AutoPaper Paper = iota
	A4
	A3
	A2
)

// size returns the sides in millimetres, the shorter first.
func (p Paper) size() (short, long float64) {
	switch p {
	case A3:
		return 297, 420
	case A2:
		return 420, 594
	}
	return 210, 297
}

// String returns the name of the format, "" for AutoPaper.
func (p Paper) String() string { return [...]string{AutoPaper: "", A4: "A4", A3: "A3", A2: "A2"}[p] }

// Orientation is the way that paper lies.
type Orientation uint8

// The orientations; AutoOrientation lets the layout choose.
const (
	AutoOrientation Orientation = iota
	Portrait
	Landscape
)

// Margins are the unprinted edges of a page in millimetres. The number of the page stands in the bottom one.
type Margins struct{ Top, Right, Bottom, Left float64 }

// defaultMargins suit tables: room to bind at the top and the left.
var defaultMargins = Margins{Top: 22, Right: 18, Bottom: 20, Left: 18}

// Sheet says on what a layout is to be put. The zero Sheet leaves everything to the layout.
type Sheet struct {
	Paper       Paper
	Orientation Orientation
	Margins     Margins // the zero Margins mean the usual ones
}

// area is a Sheet with every choice made.
type area struct {
	paper         Paper
	landscape     bool
	margins       Margins
	width, height float64 // of the page
}

func newArea(paper Paper, orientation Orientation, margins Margins) area {
	a := area{paper: paper, landscape: orientation == Landscape, margins: margins}
	a.width, a.height = paper.size()
	if a.landscape {
		a.width, a.height = a.height, a.width
	}
	if margins == (Margins{}) || !a.usable() {
		a.margins = defaultMargins
	}
	return a
}

// usable reports whether the margins leave room to print on.
func (a area) usable() bool {
	m := a.margins
	return m.Top >= 0 && m.Right >= 0 && m.Bottom >= 0 && m.Left >= 0 && a.innerWidth() >= 60 && a.innerHeight() >= 100
}

func (a area) innerWidth() float64  { return a.width - a.margins.Left - a.margins.Right }
func (a area) innerHeight() float64 { return a.height - a.margins.Top - a.margins.Bottom }
func (a area) bottom() float64      { return a.height - a.margins.Bottom }

// Sizes of the text of tables, in points: 五号 at best, 小五 before larger paper is taken, and the least.
const (
	textSize  = 10.5
	smallSize = 9
	leastSize = 6.5
)

// choose returns the paper and the size of the text for a table whose columns wish to be so wide together at textSize,
// and need to be. What the sheet leaves open is the first of A4 upright, if that grants the wishes, and A4 across and
// A3 across, if they grant the needs.
func (s Sheet) choose(wish, need float64) (area, float64) {
	options := []struct {
		paper       Paper
		orientation Orientation
		wide, least float64
	}{{A4, Portrait, wish, textSize}, {A4, Landscape, need, smallSize}, {A3, Portrait, need, smallSize}, {A3, Landscape, need, leastSize}}
	s.Paper = min(s.Paper, A3)
	var chosen area
	for _, o := range options {
		if s.Paper != AutoPaper && o.paper != s.Paper || s.Orientation != AutoOrientation && o.orientation != s.Orientation {
			continue
		}
		if o.paper == A3 && o.orientation == Portrait && s.Orientation != Portrait {
			continue // A4 across is as wide
		}
		chosen = newArea(o.paper, o.orientation, s.Margins)
		if size := sizeFor(o.wide, chosen.innerWidth()); size >= o.least {
			return chosen, size
		}
	}
	return chosen, math.Max(leastSize, sizeFor(need, chosen.innerWidth()))
}

// sizeFor returns the size of text, by half points, at which a table of the given width at textSize fits in room.
func sizeFor(wide, room float64) float64 {
	if wide <= room {
		return textSize
	}
	return math.Floor(2*textSize*room/wide) / 2
}

// Measures say how a table was laid out, for a workbook that is to break at the same rows. Heights are points,
// multiples of 0.75 (a pixel of the spreadsheet programs); what a table doesn't have is of height 0.
type Measures struct {
	Paper     Paper
	Landscape bool
	Margins   Margins   // millimetres
	Columns   []float64 // widths in millimetres

	TitleSize, TextSize float64 // points

	Title    float64   // height of the title
	UnitLine float64   // height of the line under the title
	Headings []float64 // heights of the heading rows
	Rows     []float64 // heights of Table.Rows
	Notes    []float64 // heights of Table.Notes
	Signers  float64   // height of the last line

	Cells [][]CellFit // how the text of each cell of Table.Rows was made to fit; one entry in the rows of a group

	// Breaks holds the index of the last row on each page but the last. A row that is higher than a page is the last
	// one on the page where it ends.
	Breaks []int
}

// CellFit is how the text of a cell was made to fit.
type CellFit struct {
	Size  float64 // points
	Lines int     // 0: the cell is empty
}

// spreadsheetRow is the greatest height of a row in spreadsheet programs, in points.
const spreadsheetRow = 409.5

// pixels returns a height in millimetres rounded up to whole pixels of spreadsheet programs.
func pixels(mm float64) float64 {
	return math.Ceil(mm/mmPerPoint/0.75-1e-6) * 0.75 * mmPerPoint
}

// points returns a height that pixels has rounded, in points.
func points(mm float64) float64 { return math.Round(mm/mmPerPoint/0.75) * 0.75 }
