package sheet

import (
	"slices"
	"strconv"
	"strings"
)

// InsertRows puts n copies of the rows from like to like+height-1 before row at: their styles, heights, merged cells
// and formulas, not their other contents. What lies below moves down with everything that is tied to it: merged cells,
// formulas of all sheets, named ranges and print areas, validations, conditional formats, pictures, charts, comments,
// page breaks, tables. Ranges around the place grow. grow says that a range which ends just above it grows too.
func (s *FormSheet) InsertRows(at, n, like, height int, grow bool) error {
	if n <= 0 || height <= 0 {
		return nil
	}
	total := n * height
	if s.Rows()+total > maxRows {
		return errTooBig
	}
	s.changed, s.mergedRows = true, nil
	s.plainFormulas()
	pattern := s.pattern(like, height)
	merges := s.mergesIn(like, height)
	shift := rowShift{sheet: s.name, at: at, n: total, grow: grow}
	s.shiftOwn(shift)
	if err := s.form.shiftOthers(s, shift); err != nil {
		return err
	}
	i, _ := s.find(at)
	rows := make([]formRow, 0, total)
	for k := range n {
		for _, p := range pattern {
			from := p.n
			row := p
			row.n = at + k*height + (p.n - like)
			row.cells = slices.Clone(p.cells)
			for j := range row.cells {
				if c := &row.cells[j]; len(c.inner) > 0 {
					c.inner = mapFormulaIn(c.inner, func(f string) string { return shiftFormula(f, row.n-from, 0) })
				}
			}
			rows = append(rows, row)
		}
	}
	s.rows = slices.Insert(s.rows, i, rows...)
	s.addMerges(merges, at-like, n, height)
	return nil
}

// pattern returns copies of the rows that are to be repeated, with their formulas alone.
func (s *FormSheet) pattern(like, height int) []formRow {
	var out []formRow
	for i := range s.rows {
		r := s.rows[i]
		if r.n < like || r.n >= like+height {
			continue
		}
		r.cells = slices.Clone(r.cells)
		for j := range r.cells {
			c := &r.cells[j]
			if !c.hasFormula() || strings.Contains(string(c.inner), `t="array"`) {
				c.typ, c.attrs, c.inner = "", "", nil
			}
		}
		out = append(out, r)
	}
	return out
}

// mergesIn returns the merged areas that lie wholly in the given rows.
func (s *FormSheet) mergesIn(first, height int) []Range {
	var out []Range
	for _, m := range s.merges {
		if m.Row1 >= first && m.Row2 < first+height {
			out = append(out, m)
		}
	}
	return out
}

// addMerges repeats merged areas n times, each time height rows further down than the last; the first time down rows.
func (s *FormSheet) addMerges(merges []Range, down, n, height int) {
	if len(merges) == 0 {
		return
	}
	var b strings.Builder
	for k := range n {
		for _, m := range merges {
			d := down + k*height
			m.Row1, m.Row2 = m.Row1+d, m.Row2+d
			s.merges = append(s.merges, m)
			b.WriteString("<" + s.prefix + `mergeCell ref="` + m.String() + `"/>`)
		}
	}
	s.tail = editXML(s.tail, func(e *element) {
		switch {
		case e.name != "mergeCells":
		case e.closing:
			e.tag = append([]byte(b.String()), e.tag...)
		case e.attr("count") != "":
			e.setAttr("count", strconv.Itoa(len(s.merges)))
		}
	})
}

// shiftOwn moves the rows of the sheet and what its part says of them.
func (s *FormSheet) shiftOwn(m rowShift) {
	for i := range s.rows {
		r := &s.rows[i]
		r.n = m.row(r.n)
		for j := range r.cells {
			if c := &r.cells[j]; len(c.inner) > 0 {
				c.inner = editXML(c.inner, func(e *element) { m.formulaElement(e, true) })
			}
		}
	}
	for i, x := range s.merges {
		s.merges[i].Row1, s.merges[i].Row2 = m.row(x.Row1), m.row(x.Row2)
	}
	for i := range s.lists {
		s.lists[i].shift(m)
	}
	s.head = m.part(s.head, true)
	s.tail = m.part(s.tail, true)
}

// part moves what a part says of the rows of a sheet. own says that its references without a sheet are to that one.
func (m rowShift) part(b []byte, own bool) []byte {
	var inside []string // names of the open elements that matter
	fixed, moved := false, 0
	return editXML(b, func(e *element) {
		switch e.name {
		case "twoCellAnchor":
			fixed = e.attr("editAs") == "oneCell" // such a picture keeps its size
		case "row":
			n, ok := parseIndex(e.text)
			if !own || e.closing || !ok || len(inside) == 0 {
				return
			}
			if inside[len(inside)-1] == "from" || !fixed {
				moved = m.row(n) - n
			}
			e.text = strconv.AppendInt(nil, int64(n+moved), 10)
			return
		case "from", "to", "rowBreaks":
			if e.closing && len(inside) > 0 {
				inside = inside[:len(inside)-1]
			} else if !e.closing && !e.empty {
				inside = append(inside, e.name)
			}
		}
		m.formulaElement(e, own)
		if own && !e.closing {
			m.ownElement(e, slices.Contains(inside, "rowBreaks"))
		}
	})
}

// formulaElement moves the references of an element that holds a formula.
func (m rowShift) formulaElement(e *element, own bool) {
	if e.closing {
		return
	}
	switch e.name {
	case "f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula", "definedName":
		if own && e.name == "f" && e.attr("ref") != "" {
			e.setAttr("ref", m.areas(e.attr("ref"), false))
		}
		if len(e.text) > 0 {
			if old := e.string(); old != "" {
				if moved := m.formula(old, own); moved != old {
					e.setText(moved)
				}
			}
		}
	}
}

// ownElement moves an element that speaks of cells of the sheet.
func (m rowShift) ownElement(e *element, breaks bool) {
	set := func(name string, grow bool) {
		if old := e.attr(name); old != "" {
			if moved := m.areas(old, grow); moved != old {
				e.setAttr(name, moved)
			}
		}
	}
	switch e.name {
	case "mergeCell", "hyperlink", "comment", "threadedComment", "sortCondition", "sortState":
		set("ref", false)
	case "autoFilter":
		filtered := m
		if m.reach > 0 {
			filtered.at-- // a filter may stand on the headings alone
		}
		if old := e.attr("ref"); old != "" {
			e.setAttr("ref", filtered.areas(old, true))
		}
	case "dimension", "table":
		set("ref", true)
	case "conditionalFormatting", "dataValidation", "protectedRange", "ignoredError":
		set("sqref", true)
	case "selection":
		set("activeCell", false)
		set("sqref", false)
	case "sqref":
		if old := strings.TrimSpace(e.string()); old != "" {
			e.setText(m.areas(old, true))
		}
	case "brk":
		if id := e.number("id"); breaks && id > m.at {
			e.setAttr("id", strconv.Itoa(id+m.n))
		}
	case "Row": // of a comment's box
		if n, ok := parseIndex([]byte(strings.TrimSpace(e.string()))); ok {
			e.text = strconv.AppendInt(nil, int64(m.row(n)), 10)
		}
	case "Anchor":
		m.anchor(e)
	}
}

// anchor moves the box of a comment: column, offset, row, offset of two corners.
func (m rowShift) anchor(e *element) {
	parts := strings.Split(e.string(), ",")
	if len(parts) != 8 {
		return
	}
	first, ok1 := parseIndex([]byte(strings.TrimSpace(parts[2])))
	last, ok2 := parseIndex([]byte(strings.TrimSpace(parts[6])))
	if !ok1 || !ok2 {
		return
	}
	moved := m.row(first)
	parts[2], parts[6] = strconv.Itoa(moved), strconv.Itoa(last+moved-first)
	e.setText(strings.Join(parts, ","))
}

// mapFormulaIn changes the formula in the content of a cell.
func mapFormulaIn(inner []byte, f func(string) string) []byte {
	return editXML(inner, func(e *element) {
		if e.name == "f" && !e.closing && len(e.text) > 0 {
			e.setText(f(e.string()))
		}
	})
}

// plainFormulas writes out the formulas that cells share, so that each can be moved by itself.
func (s *FormSheet) plainFormulas() {
	type base struct {
		row, col int
		text     string
	}
	shared := map[string]base{}
	for i := range s.rows {
		for j := range s.rows[i].cells {
			c := &s.rows[i].cells[j]
			if !c.hasFormula() {
				continue
			}
			c.inner = editXML(c.inner, func(e *element) {
				if e.name != "f" || e.closing || e.attr("t") != "shared" {
					return
				}
				si, text := e.attr("si"), e.string()
				if text != "" {
					shared[si] = base{s.rows[i].n, c.col, text}
				} else if b, ok := shared[si]; ok {
					text = shiftFormula(b.text, s.rows[i].n-b.row, c.col-b.col)
				}
				wasEmpty := e.empty
				e.tag, e.empty = []byte("<"+s.prefix+"f>"), false
				e.setText(text)
				if wasEmpty {
					e.text = append(e.text, ("</" + s.prefix + "f>")...)
				}
			})
		}
	}
}
