package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"taizhang/data/catalog"
)

// FormSheet is a sheet of a Form. Rows and columns count from 0, as they are after the rows that were inserted.
type FormSheet struct {
	form   *Form
	name   string
	part   string
	source *Sheet // as read, before any change

	loaded     bool
	changed    bool
	prefix     string // of the elements: "x:"
	head, tail []byte // all before and behind the rows
	rows       []formRow
	merges     []Range
	mergedRows map[int][]Range // merges by row, nil until they are asked for
	cols       []formColumn
	lists      []choiceList
}

// formRow is a row of a FormSheet.
type formRow struct {
	n     int
	style int // of its empty cells, -1 if it has none
	attrs string
	cells []formCell
}

// formCell is a cell as it stands in the part, apart from its place.
type formCell struct {
	col   int
	style int // -1 if it has none
	typ   string
	attrs string // all others
	inner []byte
}

// formColumn is the usual style of columns.
type formColumn struct{ first, last, style int }

func (c *formCell) hasFormula() bool { return len(c.inner) > 0 && elementIn(c.inner, "f") }

func elementIn(b []byte, name string) bool {
	for from := 0; ; {
		e, at, ok := nextElement(b, from)
		if !ok {
			return false
		}
		if e.name == name && !e.closing {
			return true
		}
		from = at + len(e.tag)
	}
}

// Name returns the name of the sheet.
func (s *FormSheet) Name() string { return s.name }

// Source returns the sheet as it was read.
func (s *FormSheet) Source() *Sheet { return s.source }

// load reads the part of the sheet.
func (s *FormSheet) load() error {
	if s.loaded {
		return nil
	}
	b, err := s.form.bytes(s.part)
	if err != nil {
		return err
	}
	if err := s.parse(b); err != nil {
		return fmt.Errorf("read %s: %w", s.part, err)
	}
	s.loaded = true
	return nil
}

func (s *FormSheet) parse(b []byte) error {
	data, at, found := element{}, 0, false
	for from := 0; ; {
		e, i, ok := nextElement(b, from)
		if !ok {
			break
		}
		from = i + len(e.tag)
		if e.name == "col" && !e.closing {
			s.cols = append(s.cols, formColumn{e.number("min") - 1, e.number("max") - 1, e.number("style")})
		}
		if e.name == "sheetData" && !e.closing {
			data, at, found = e, i, true
			break
		}
	}
	if !found || !data.wellFormed() {
		return errMalformed
	}
	s.prefix = prefixOf(data.tag)
	end := at + len(data.tag)
	s.head = append([]byte{}, b[:at]...)
	if data.empty {
		s.tail = append([]byte{}, b[end:]...)
		return nil
	}
	end, err := s.parseRows(b, end)
	s.tail = append([]byte{}, b[end:]...)
	s.readTail()
	return err
}

// parseRows reads rows from a place on and returns the place behind them.
func (s *FormSheet) parseRows(b []byte, from int) (end int, err error) {
	last := -1
	for {
		e, at, ok := nextElement(b, from)
		if !ok {
			return len(b), errMalformed
		}
		from = at + len(e.tag)
		switch {
		case e.name == "sheetData" && e.closing:
			return from, nil
		case (e.name == "row" || e.name == "c") && !e.closing && !e.wellFormed():
			return from, errMalformed
		case e.name == "row" && !e.closing:
			row := formRow{n: last + 1, style: -1}
			row.take(&e)
			if row.n <= last || row.n >= maxRows {
				return from, errMalformed
			}
			last = row.n
			s.rows = append(s.rows, row)
		case e.name == "c" && !e.closing:
			if len(s.rows) == 0 {
				return from, errMalformed
			}
			row := &s.rows[len(s.rows)-1]
			cell := formCell{col: 0, style: -1}
			if n := len(row.cells); n > 0 {
				cell.col = row.cells[n-1].col + 1
			}
			cell.take(&e)
			if !e.empty {
				end := elementEnd(b, from, "c")
				inner := b[from:end]
				cell.inner = inner[:max(0, bytes.LastIndexByte(inner, '<'))]
				from = end
			}
			if n := len(row.cells); n > 0 && cell.col <= row.cells[n-1].col || cell.col >= maxCols {
				return from, errMalformed
			}
			row.cells = append(row.cells, cell)
		}
	}
}

// take reads the attributes of a row.
func (r *formRow) take(e *element) {
	var rest strings.Builder
	for _, a := range rawAttrs(e.tag) {
		switch a.name {
		case "r":
			if n, ok := parseIndex([]byte(a.value)); ok {
				r.n = n - 1
			}
			continue
		case "spans":
			continue
		case "s":
			if n, ok := parseIndex([]byte(a.value)); ok {
				r.style = n
			}
		}
		rest.WriteString(" " + a.name + `="` + a.value + `"`)
	}
	r.attrs = rest.String()
}

// take reads the attributes of a cell.
func (c *formCell) take(e *element) {
	var rest strings.Builder
	for _, a := range rawAttrs(e.tag) {
		switch a.name {
		case "r":
			if _, col, ok := parseCellName([]byte(a.value)); ok {
				c.col = col
			}
		case "s":
			if n, ok := parseIndex([]byte(a.value)); ok {
				c.style = n
			}
		case "t":
			c.typ = a.value
		default:
			rest.WriteString(" " + a.name + `="` + a.value + `"`)
		}
	}
	c.attrs = rest.String()
}

// readTail reads the merged areas and the lists for choosing.
func (s *FormSheet) readTail() {
	var list *choiceList
	for from := 0; ; {
		e, at, ok := nextElement(s.tail, from)
		if !ok {
			return
		}
		from = at + len(e.tag)
		switch {
		case e.closing:
			if e.name == "dataValidation" && list != nil {
				s.lists = append(s.lists, *list)
				list = nil
			}
		case e.name == "mergeCell":
			if m, ok := parseRange([]byte(e.attr("ref"))); ok {
				s.merges = append(s.merges, m)
			}
		case e.name == "dataValidation" && e.attr("type") == "list" && !e.empty:
			list = &choiceList{}
			list.add(e.attr("sqref"))
		case list != nil && e.name == "sqref":
			list.add(e.string())
		case list != nil && (e.name == "formula1" || e.name == "f") && list.formula == "":
			list.formula = strings.TrimSpace(e.string())
		}
	}
}

// bytes writes the part of the sheet.
func (s *FormSheet) bytes() []byte {
	var out bytes.Buffer
	out.Grow(len(s.head) + len(s.tail) + 64*len(s.rows))
	out.Write(s.head)
	p := s.prefix
	out.WriteString("<" + p + "sheetData>")
	var num []byte
	for i := range s.rows {
		r := &s.rows[i]
		num = strconv.AppendInt(num[:0], int64(r.n+1), 10)
		out.WriteString("<" + p + `row r="`)
		out.Write(num)
		out.WriteString(`"` + r.attrs)
		if len(r.cells) == 0 {
			out.WriteString("/>")
			continue
		}
		out.WriteByte('>')
		for j := range r.cells {
			c := &r.cells[j]
			out.WriteString("<" + p + `c r="` + ColName(c.col))
			out.Write(num)
			out.WriteByte('"')
			if c.style >= 0 {
				out.WriteString(` s="` + strconv.Itoa(c.style) + `"`)
			}
			if c.typ != "" {
				out.WriteString(` t="` + c.typ + `"`)
			}
			out.WriteString(c.attrs)
			if len(c.inner) == 0 {
				out.WriteString("/>")
				continue
			}
			out.WriteByte('>')
			out.Write(c.inner)
			out.WriteString("</" + p + "c>")
		}
		out.WriteString("</" + p + "row>")
	}
	out.WriteString("</" + p + "sheetData>")
	// The tail begins behind </sheetData>, or, of a sheet that had no rows, behind <sheetData/>.
	out.Write(s.tail)
	return out.Bytes()
}

// find returns the place of a row in rows, or where it belongs.
func (s *FormSheet) find(row int) (int, bool) {
	return sort.Find(len(s.rows), func(i int) int { return row - s.rows[i].n })
}

// row returns a row, made if it is not there.
func (s *FormSheet) row(row int) *formRow {
	i, ok := s.find(row)
	if !ok {
		s.rows = slices.Insert(s.rows, i, formRow{n: row, style: -1})
	}
	return &s.rows[i]
}

// at returns a cell, nil if it is not there.
func (s *FormSheet) at(row, col int) *formCell {
	i, ok := s.find(row)
	if !ok {
		return nil
	}
	cells := s.rows[i].cells
	j, ok := sort.Find(len(cells), func(j int) int { return col - cells[j].col })
	if !ok {
		return nil
	}
	return &cells[j]
}

// cell returns a cell, made with the style that its place has if it is not there.
func (s *FormSheet) cell(row, col int) *formCell {
	r := s.row(row)
	j, ok := sort.Find(len(r.cells), func(j int) int { return col - r.cells[j].col })
	if !ok {
		r.cells = slices.Insert(r.cells, j, formCell{col: col, style: s.placeStyle(r, col)})
	}
	return &r.cells[j]
}

// placeStyle returns the style of a cell that is not there: that of its row, or of its column.
func (s *FormSheet) placeStyle(r *formRow, col int) int {
	if r != nil && r.style >= 0 {
		return r.style
	}
	for _, c := range s.cols {
		if c.first <= col && col <= c.last {
			return c.style
		}
	}
	return -1
}

// style returns the style of the cell at a place, -1 if it has none.
func (s *FormSheet) style(row, col int) int {
	if c := s.at(row, col); c != nil {
		return c.style
	}
	i, ok := s.find(row)
	if !ok {
		return s.placeStyle(nil, col)
	}
	return s.placeStyle(&s.rows[i], col)
}

// Has reports whether a cell has a content of any sort; Formula, whether it is a formula.
func (s *FormSheet) Has(row, col int) (content, formula bool) {
	c := s.at(row, col)
	if c == nil || len(c.inner) == 0 {
		return false, false
	}
	return true, c.hasFormula()
}

// Put gives a cell a content: a text stays a text whatever it looks like, a CellDate's Text is a serial number of the
// 1900 system, an empty cell takes the content away. The look of the cell stays.
func (s *FormSheet) Put(row, col int, content catalog.Cell) {
	if row < 0 || row >= maxRows || col < 0 || col >= maxCols {
		return
	}
	s.changed = true
	if content.IsEmpty() {
		if c := s.at(row, col); c != nil {
			c.typ, c.attrs, c.inner = "", "", nil
		}
		return
	}
	c := s.cell(row, col)
	c.attrs = ""
	p := s.prefix
	switch content.Type {
	case catalog.CellNumber, catalog.CellDate:
		text := content.Text
		if content.Type == catalog.CellDate && s.form.date1904 {
			text = serial1904(text)
		}
		c.typ, c.inner = "", []byte("<"+p+"v>"+escapeXML(text)+"</"+p+"v>")
	default:
		c.typ = "inlineStr"
		c.inner = []byte("<" + p + "is><" + p + `t xml:space="preserve">` + escapeXML(content.Text) + "</" + p + "t></" + p + "is>")
	}
}

// serial1904 turns a serial number of the 1900 system into one of the 1904 system.
func serial1904(serial string) string {
	f, err := strconv.ParseFloat(serial, 64)
	if err != nil {
		return serial
	}
	return strconv.FormatFloat(f-1462, 'f', -1, 64)
}

// Merge returns the merged area in which a cell lies, or the cell itself.
func (s *FormSheet) Merge(row, col int) Range {
	if s.mergedRows == nil {
		s.mergedRows = map[int][]Range{}
		for _, m := range s.merges {
			for r := m.Row1; r <= min(m.Row2, m.Row1+maxMergedRows); r++ {
				s.mergedRows[r] = append(s.mergedRows[r], m)
			}
		}
	}
	for _, m := range s.mergedRows[row] {
		if m.Contains(row, col) {
			return m
		}
	}
	return Range{row, col, row, col}
}

// maxMergedRows bounds the index of merged areas: no honest form merges more rows.
const maxMergedRows = 20000

// Rows returns the number of rows that the sheet speaks of, those without content included.
func (s *FormSheet) Rows() int {
	if n := len(s.rows); n > 0 {
		return s.rows[n-1].n + 1
	}
	return 0
}
