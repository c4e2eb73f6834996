package sheet

import (
	"bytes"
	"strconv"
	"strings"
)

// Look is what matters of the look of a cell to whoever completes a form.
type Look struct {
	Ruled  bool   // has a border on at least one side
	Format string // number format code, "" for General
	Date   bool   // the format shows dates
	Text   bool   // the format is @

	wrapped bool    // over several lines
	size    float64 // of the type, in points
}

// formStyles are the styles of a workbook, read once.
type formStyles struct {
	borders []bool    // whether any side has a line
	sizes   []float64 // of the type faces, in points
	looks   []Look
	fills   int
	marked  map[int]int // style → the same with the fill of marked cells
	added   []string    // styles that are to be added, as raw xf elements
	xfs     []string
}

// markFill is the light yellow of cells that a clerk should look at.
const markFill = "FFFFF2CC"

func (f *Form) readStyles() error {
	f.styles = &formStyles{marked: map[int]int{}}
	b, err := f.bytes(f.stylesPart)
	if err != nil || b == nil {
		return err
	}
	custom := map[int]string{}
	where := ""
	for from := 0; ; {
		e, at, ok := nextElement(b, from)
		if !ok {
			return nil
		}
		from = at + len(e.tag)
		switch e.name {
		case "fonts", "borders", "cellXfs", "fills":
			where = ""
			if !e.closing {
				where = e.name
			}
		case "numFmt":
			custom[e.number("numFmtId")] = e.attr("formatCode")
		case "fill":
			if where == "fills" && !e.closing {
				f.styles.fills++
			}
		case "font":
			if where == "fonts" && !e.closing {
				f.styles.sizes = append(f.styles.sizes, usualSize)
			}
		case "sz":
			if size, err := strconv.ParseFloat(e.attr("val"), 64); err == nil && where == "fonts" && len(f.styles.sizes) > 0 {
				f.styles.sizes[len(f.styles.sizes)-1] = size
			}
		case "border":
			if where == "borders" && !e.closing {
				f.styles.borders = append(f.styles.borders, false)
			}
		case "left", "right", "top", "bottom":
			if n := len(f.styles.borders); where == "borders" && n > 0 && e.attr("style") != "" && e.attr("style") != "none" {
				f.styles.borders[n-1] = true
			}
		case "xf":
			if where == "cellXfs" && !e.closing {
				end := from
				if !e.empty {
					end = elementEnd(b, from, "xf")
				}
				f.styles.xfs = append(f.styles.xfs, string(b[at:end]))
				l := f.styles.look(&e, custom)
				l.wrapped = isWrapped(b[at:end])
				f.styles.looks = append(f.styles.looks, l)
			}
		}
	}
}

func (st *formStyles) look(e *element, custom map[int]string) Look {
	id := e.number("numFmtId")
	code, ok := custom[id]
	if !ok {
		code = builtinFormats[id]
	}
	format := parseFormat(code)
	l := Look{Format: format.code, Date: format.date, Text: format.code == "@"}
	if n := e.number("borderId"); n >= 0 && n < len(st.borders) {
		l.Ruled = st.borders[n]
	}
	if n := e.number("fontId"); n >= 0 && n < len(st.sizes) {
		l.size = st.sizes[n]
	}
	return l
}

// isWrapped reports whether a style lets texts run over several lines.
func isWrapped(xf []byte) bool {
	for from := 0; ; {
		e, at, ok := nextElement(xf, from)
		if !ok {
			return false
		}
		if from = at + len(e.tag); e.name == "alignment" && !e.closing {
			on := e.attr("wrapText")
			return on == "1" || on == "true"
		}
	}
}

// Look returns how a cell looks, one without content too.
func (s *FormSheet) Look(row, col int) Look {
	if n := s.style(row, col); n >= 0 && n < len(s.form.styles.looks) {
		return s.form.styles.looks[n]
	}
	return Look{}
}

// Mark gives a cell a light yellow ground; all else of its look stays.
func (s *FormSheet) Mark(row, col int) {
	c := s.cell(row, col)
	st := s.form.styles
	old := max(c.style, 0)
	if old >= len(st.xfs) {
		return
	}
	s.changed = true
	id, ok := st.marked[old]
	if !ok {
		id = len(st.xfs) + len(st.added)
		e, _, _ := nextElement([]byte(st.xfs[old]), 0)
		rest := st.xfs[old][len(e.tag):]
		e.setAttr("fillId", strconv.Itoa(st.fills))
		e.setAttr("applyFill", "1")
		st.added = append(st.added, string(e.tag)+rest)
		st.marked[old] = id
	}
	c.style = id
}

// bytes returns the part of the styles with those that were added.
func (st *formStyles) bytes(b []byte) []byte {
	if len(st.added) == 0 {
		return b
	}
	return editXML(b, func(e *element) {
		p := prefixOf(e.tag)
		switch {
		case e.name == "fills" && !e.closing:
			e.setAttr("count", strconv.Itoa(st.fills+1))
		case e.name == "fills":
			fill := "<" + p + "fill><" + p + `patternFill patternType="solid"><` + p + `fgColor rgb="` + markFill + `"/><` + p + `bgColor indexed="64"/></` + p + "patternFill></" + p + "fill>"
			e.tag = append([]byte(fill), e.tag...)
		case e.name == "cellXfs" && !e.closing:
			e.setAttr("count", strconv.Itoa(len(st.xfs)+len(st.added)))
		case e.name == "cellXfs":
			e.tag = append([]byte(strings.Join(st.added, "")), e.tag...)
		}
	})
}

// choiceList is a list of words to choose from in some cells.
type choiceList struct {
	areas   []Range
	formula string
}

func (l *choiceList) add(areas string) {
	for _, w := range strings.Fields(areas) {
		if r, ok := parseRange([]byte(w)); ok {
			l.areas = append(l.areas, r)
		}
	}
}

func (l *choiceList) shift(m rowShift) {
	for i := range l.areas {
		a := &l.areas[i]
		a.Row1, a.Row2 = m.rows(a.Row1, a.Row2)
	}
}

// mostChoices is the longest list that is read.
const mostChoices = 2000

// Choices returns the words from which a cell may be chosen, nil if there is no such list. Cells are those of the
// workbook as it was read.
func (s *FormSheet) Choices(row, col int) []string {
	for _, l := range s.lists {
		for _, a := range l.areas {
			if a.Contains(row, col) {
				return s.form.listOf(s, l.formula)
			}
		}
	}
	return nil
}

// listOf returns the words that the formula of a list names: "是,否", a range, or a name that stands for one.
func (f *Form) listOf(s *FormSheet, formula string) []string {
	if strings.HasPrefix(formula, `"`) {
		var out []string
		for _, w := range strings.Split(strings.Trim(formula, `"`), ",") {
			out = append(out, strings.TrimSpace(w))
		}
		return out
	}
	if named, ok := f.names[strings.ToLower(strings.TrimSpace(formula))]; ok {
		formula = named
	}
	var out []string
	mapReferences(formula, func(name, ref string) string {
		area, ok := parseRange([]byte(ref))
		sheet := s
		if name != "" {
			sheet = f.sheetNamed(name)
		}
		if !ok || sheet == nil || len(out) > 0 {
			return ref
		}
		for r := area.Row1; r <= min(area.Row2, sheet.source.Rows()); r++ {
			for c := area.Col1; c <= min(area.Col2, sheet.source.Cols()); c++ {
				if w := sheet.source.Cell(r, c); !w.IsEmpty() && len(out) < mostChoices {
					out = append(out, w.Text)
				}
			}
		}
		return ref
	})
	return out
}

// isProtected reports whether a part says that its sheet is protected.
func isProtected(tail []byte) bool {
	return bytes.Contains(tail, []byte("sheetProtection")) && elementIn(tail, "sheetProtection")
}

// Protected reports whether the sheet is protected against changes.
func (s *FormSheet) Protected() bool { return isProtected(s.tail) }
