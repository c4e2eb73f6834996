package sheet

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"taizhang/data/catalog"
)

// Dump is what the readers see in a workbook, as `taizhangctl cells -json` prints it, for support and for comparing
// readers. Rows and columns count from 0.
type Dump struct {
	Sheets []DumpSheet `json:"sheets"`
}

// DumpSheet is one sheet of a Dump.
type DumpSheet struct {
	Name   string     `json:"name"`
	Hidden bool       `json:"hidden"`
	Cells  []DumpCell `json:"cells"`  // those with content, by row and column
	Merges [][4]int   `json:"merges"` // first row, first column, last row, last column
}

// DumpCell is one cell of a Dump. In JSON it is the array [row, column, "s"|"n"|"d"|"b"|"e", value], with a fifth
// element 1 if the value is the cached result of a formula. Numbers, and dates as serials of the 1900 system, are
// JSON numbers with the digits that the file has.
type DumpCell struct {
	Row, Col int
	Cell     catalog.Cell
	Formula  bool
}

// Dump returns all that was read.
func (b *Book) Dump() Dump {
	d := Dump{Sheets: []DumpSheet{}}
	for _, s := range b.Sheets {
		d.Sheets = append(d.Sheets, s.dump())
	}
	return d
}

// WriteJSON writes the Dump as JSON, a line for each cell, without holding more of it than a cell.
func (b *Book) WriteJSON(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	list := func(n int, item func(i int) any) error {
		for i := range n {
			if i > 0 {
				fmt.Fprint(out, ",")
			}
			if err := e.Encode(item(i)); err != nil {
				return err
			}
		}
		return nil
	}
	fmt.Fprint(out, `{"sheets":[`)
	for i, s := range b.Sheets {
		if i > 0 {
			fmt.Fprint(out, ",")
		}
		fmt.Fprint(out, `{"name":`)
		if err := e.Encode(s.Name); err != nil {
			return err
		}
		fmt.Fprintf(out, ",\"hidden\":%t,\"cells\":[\n", s.Hidden)
		first := true
		for _, row := range s.rows {
			if len(row.cells) == 0 {
				continue
			}
			if !first {
				fmt.Fprint(out, ",")
			}
			first = false
			if err := list(len(row.cells), func(j int) any { return s.dumpCell(row.n, &row.cells[j]) }); err != nil {
				return err
			}
		}
		fmt.Fprint(out, `],"merges":[`)
		if err := list(len(s.Merges), func(j int) any { return dumpMerge(s.Merges[j]) }); err != nil {
			return err
		}
		fmt.Fprint(out, "]}")
	}
	fmt.Fprintln(out, "]}")
	return out.Flush() // tells of the errors of all before
}

func (s *Sheet) dump() DumpSheet {
	d := DumpSheet{Name: s.Name, Hidden: s.Hidden, Cells: []DumpCell{}, Merges: [][4]int{}}
	for i := range s.rows {
		row := &s.rows[i]
		for j := range row.cells {
			d.Cells = append(d.Cells, s.dumpCell(row.n, &row.cells[j]))
		}
	}
	for _, m := range s.Merges {
		d.Merges = append(d.Merges, dumpMerge(m))
	}
	return d
}

func (s *Sheet) dumpCell(row int, e *entry) DumpCell {
	return DumpCell{row, int(e.col), s.cell(e), e.hasFormula()}
}

func dumpMerge(m Range) [4]int { return [4]int{m.Row1, m.Col1, m.Row2, m.Col2} }

// dumpLetters are the types of cells in a Dump.
var dumpLetters = map[catalog.CellType]string{
	catalog.CellText: "s", catalog.CellNumber: "n", catalog.CellDate: "d", catalog.CellBool: "b", catalog.CellError: "e",
}

// MarshalJSON writes the cell as an array.
func (c DumpCell) MarshalJSON() ([]byte, error) {
	array := []any{c.Row, c.Col, dumpLetters[c.Cell.Type]}
	switch c.Cell.Type {
	case catalog.CellNumber, catalog.CellDate:
		array = append(array, json.Number(c.Cell.Text))
	case catalog.CellBool:
		array = append(array, c.Cell.Text == "1")
	default:
		array = append(array, c.Cell.Text)
	}
	if c.Formula {
		array = append(array, 1)
	}
	return json.Marshal(array)
}
