// Corpus compares what package sheet reads in a folder of workbooks with what LibreOffice made of them: for each
// FILE in the first folder there is, or should be, a FILE with the extension .xlsx in the second one. It prints one
// line for each file that differs and the share of files, and of cells, that are the same.
//
//	corpus WORKBOOKS CONVERTED
//
// Constants are compared, by sheet, row and column: texts exactly, numbers to 12 digits, dates to a second, for
// LibreOffice drops the fractions of seconds of ISO dates, and which numbers are dates.
// Left out are:
//
//   - the results of formulas, some of which LibreOffice computes anew, those that arrays fill cells with among them;
//   - the cells of pivot tables, and of their filters above them, which LibreOffice lays out anew from the table's
//     definition, in words of its own ("Total Result"); in xls, where nothing here reads definitions, the whole sheet;
//   - whether a number is a date where LibreOffice has dropped the number format;
//   - files that LibreOffice took for text, because it could not read them either.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: corpus WORKBOOKS CONVERTED [FILE…]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// tally counts files by what became of them.
type tally struct {
	same, differ, refused, passwords, noOracle int
	cells, wrong                               int
	pivots, pivotCells                         int // sheets left out for their pivot tables, and cells of the others
}

func run(dir, converted string, only []string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var t tally
	for _, e := range entries {
		if len(only) > 0 && !matches(e.Name(), only) {
			continue
		}
		stem := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))
		t.file(filepath.Join(dir, e.Name()), filepath.Join(converted, stem+".xlsx"), len(only) > 0)
	}
	read := t.same + t.differ + t.refused
	fmt.Printf("%d files that both can judge: %d same (%.2f %%), %d differ, %d refused by us alone\n",
		read, t.same, percent(t.same, read), t.differ, t.refused)
	fmt.Printf("%d cells: %d wrong (%.4f %% right); left out: %d with passwords, %d that LibreOffice or excelize can't read, %d sheets with pivot tables and %d cells in pivot tables of others\n",
		t.cells, t.wrong, percent(t.cells-t.wrong, t.cells), t.passwords, t.noOracle, t.pivots, t.pivotCells)
	return nil
}

func matches(name string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(name, p) {
			return true
		}
	}
	return false
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// file compares one file.
func (t *tally) file(path, converted string, all bool) {
	name := filepath.Base(path)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	start := time.Now()
	book, err := sheet.Open(ctx, path, sheet.Options{Bare: true})
	if took := time.Since(start); took > 5*time.Second {
		fmt.Printf("SLOW %s: %v\n", name, took)
	}
	var refusal *catalog.Refusal
	if err != nil && !errors.As(err, &refusal) {
		fmt.Printf("NO REFUSAL %s: %v\n", name, err)
	}
	oracle, oracleErr := excelize.OpenFile(converted)
	switch {
	case refusal != nil && refusal.Code == sheet.CodePassword:
		t.passwords++
	case oracleErr != nil || takenForText(oracle, name, err):
		t.noOracle++
		if err == nil {
			fmt.Printf("ONLY WE READ %s\n", name)
		}
	case err != nil:
		t.refused++
		fmt.Printf("REFUSED %s: %v\n", name, err)
	default:
		c := &comparison{oracle: oracle}
		c.placesIn(path, converted)
		if twin, err := sheet.Open(ctx, converted, sheet.Options{}); err == nil {
			c.dates(book, twin)
		}
		c.book(book)
		t.cells += c.cells
		t.wrong += len(c.wrong)
		t.pivots += c.pivots
		t.pivotCells += c.pivotCells
		if len(c.wrong) == 0 {
			t.same++
			break
		}
		t.differ++
		show := min(len(c.wrong), 2)
		if all {
			show = min(len(c.wrong), 40)
		}
		fmt.Printf("DIFFERS %s (%d of %d): %s\n", name, len(c.wrong), c.cells, strings.Join(c.wrong[:show], "; "))
	}
	if oracleErr == nil {
		_ = oracle.Close() // it was only read
	}
}

// takenForText reports whether LibreOffice showed the bytes of the file name instead of its cells. Then its one sheet
// has the name of the file. refusal is ours of the same file.
func takenForText(oracle *excelize.File, name string, refusal error) bool {
	list := oracle.GetSheetList()
	if len(list) != 1 {
		return false
	}
	if refusal != nil && strings.HasPrefix(name, list[0]) {
		return true
	}
	text, _ := oracle.GetCellValue(list[0], "A1")
	return strings.HasPrefix(text, "ÐÏ") || strings.HasPrefix(text, "PK\x03")
}

// comparison is of one book.
type comparison struct {
	oracle     *excelize.File
	places     places // as LibreOffice laid them out, and of pivot tables as the original has them, too
	whole      bool   // sheets with pivot tables are left out whole
	cells      int
	pivots     int // such sheets
	pivotCells int
	wrong      []string
}

func (c *comparison) say(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

func (c *comparison) book(book *sheet.Book) {
	theirs := c.places.sheets
	if len(book.Sheets) == 1 && len(theirs) == 1 {
		c.sheet(book.Sheets[0], theirs[0])
		return
	}
	known := map[string]string{}
	for _, name := range theirs {
		known[foldName(name)] = name
	}
	for i, s := range book.Sheets {
		name, ok := known[foldName(s.Name)]
		if !ok && i < len(theirs) && len(theirs) == len(book.Sheets) {
			name, ok = theirs[i], true
		}
		if !ok {
			if s.Rows() > 0 {
				c.say("no sheet %s in %q", s.Name, theirs)
			}
			continue
		}
		c.sheet(s, name)
		delete(known, foldName(name))
	}
	for _, name := range known { // programs for macros are sheets to LibreOffice
		if rows, err := c.oracle.GetRows(name); err == nil && len(rows) > 0 && len(theirs) <= len(book.Sheets) {
			c.say("the sheet %s is lost", name)
		}
	}
}

// dates compares which numbers are dates with what our own reader sees in the converted workbook.
func (c *comparison) dates(book, twin *sheet.Book) {
	if len(book.Sheets) != len(twin.Sheets) {
		return
	}
	for i, s := range book.Sheets {
		for _, cell := range dumpOf(s) {
			other := twin.Sheets[i].Cell(cell.Row, cell.Col)
			if isNumber(cell.Cell) && isNumber(other) && cell.Cell.Type != other.Type && !cell.Formula && other.Format != "" {
				c.say("%s!%s: %q has the format %q, theirs %q", s.Name, sheet.CellName(cell.Row, cell.Col), cell.Cell.Text, cell.Cell.Format, other.Format)
			}
		}
	}
}

func isNumber(c catalog.Cell) bool { return c.Type == catalog.CellNumber || c.Type == catalog.CellDate }

// foldName brings names of sheets to one form: LibreOffice replaces some characters.
func foldName(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'_`, r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(s)))
}

func (c *comparison) sheet(s *sheet.Sheet, name string) {
	pivots, arrays := c.places.pivots[foldName(name)], c.places.arrays[foldName(name)]
	if len(pivots) > 0 && c.whole {
		c.pivots++
		return
	}
	in := func(areas []sheet.Range, row, col int) bool {
		return slices.ContainsFunc(areas, func(r sheet.Range) bool { return r.Contains(row, col) })
	}
	theirs := map[[2]int]string{}
	rows, err := c.oracle.Rows(name)
	if err != nil {
		c.say("sheet %s: %v", name, err)
		return
	}
	for row := 0; rows.Next(); row++ {
		values, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			c.say("sheet %s: %v", name, err)
			return
		}
		for col, v := range values {
			if v != "" {
				theirs[[2]int{row, col}] = v
			}
		}
	}
	for _, cell := range dumpOf(s) {
		at := [2]int{cell.Row, cell.Col}
		want, there := theirs[at]
		delete(theirs, at)
		where := sheet.CellName(cell.Row, cell.Col)
		if cell.Formula {
			continue
		}
		if in(pivots, cell.Row, cell.Col) {
			c.pivotCells++
			continue
		}
		c.cells++
		if !there {
			if strings.TrimSpace(cell.Cell.Text) != "" {
				c.say("%s!%s: %.60q where they have nothing", name, where, cell.Cell.Text)
			}
			continue
		}
		if !sameContent(cell.Cell, want) {
			if f, _ := c.oracle.GetCellFormula(name, where); f == "" {
				c.say("%s!%s: %.60q, theirs %.60q", name, where, cell.Cell.Text, want)
			}
		}
	}
	for at, want := range theirs {
		where := sheet.CellName(at[0], at[1])
		if in(pivots, at[0], at[1]) || in(arrays, at[0], at[1]) {
			continue
		}
		if f, _ := c.oracle.GetCellFormula(name, where); f == "" && strings.TrimSpace(want) != "" && s.Formula(at[0], at[1]) == "" {
			c.cells++
			c.say("%s!%s: nothing, theirs %.60q", name, where, want)
		}
	}
}

// placesIn notes where pivot tables and arrays are.
func (c *comparison) placesIn(original, converted string) {
	var err error
	if c.places, err = findPlaces(converted); err != nil {
		c.say("pivot tables: %v", err)
	}
	before, err := findPlaces(original)
	c.whole = err != nil
	for name, list := range before.pivots {
		c.places.pivots[name] = append(c.places.pivots[name], list...)
	}
}

func dumpOf(s *sheet.Sheet) []sheet.DumpCell {
	book := sheet.Book{Sheets: []*sheet.Sheet{s}}
	return book.Dump().Sheets[0].Cells
}

// sameContent reports whether a cell holds what LibreOffice wrote.
func sameContent(cell catalog.Cell, want string) bool {
	got := cell.Text
	switch cell.Type {
	case catalog.CellNumber, catalog.CellDate:
		exact := 0.0
		if cell.Type == catalog.CellDate {
			exact = 1.0 / 86400
		}
		g, err1 := strconv.ParseFloat(got, 64)
		w, err2 := strconv.ParseFloat(want, 64)
		return err1 == nil && err2 == nil && (g == w || abs(g-w) <= max(exact, 1e-12*max(abs(g), abs(w))) || abs(abs(g-w)-1462) <= exact)
	case catalog.CellBool:
		return strings.NewReplacer("TRUE", "1", "FALSE", "0").Replace(want) == got
	case catalog.CellError:
		return strings.HasPrefix(want, "#") || want == "" || want == "NaN"
	}
	return tidy(got) == tidy(want)
}

// tidy drops what LibreOffice changes in texts: ends of lines and control characters.
func tidy(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == '\uFFFD' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

func abs(f float64) float64 { return max(f, -f) }
