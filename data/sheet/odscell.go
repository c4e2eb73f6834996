package sheet

import (
	"bytes"
	"strconv"
	"strings"

	"taizhang/data/catalog"
)

func (o *odsReader) cellTag(covered bool) error {
	s := o.s
	if !o.inRow {
		return nil
	}
	if !s.closing {
		if o.next >= maxCols {
			return errTooBig
		}
		o.startCell(covered)
		if err := o.mergeCell(); err != nil {
			return err
		}
	}
	if s.closing || s.empty {
		o.endCell()
	}
	return nil
}

func (o *odsReader) startCell(covered bool) {
	s := o.s
	o.said = odsValue{}
	c := odsCell{col: o.next, count: 1, inside: true, covered: covered, rowSpan: 1, colSpan: 1}
	s.attrs(func(name, value []byte) {
		switch string(name) {
		case "value-type": // LibreOffice says it twice, the second time of errors
			if o.said.kind = string(value); o.said.kind == "error" {
				c.kind = catalog.CellError
			}
		case "value":
			o.said.value = string(value)
		case "date-value":
			o.said.date = string(value)
		case "time-value":
			o.said.time = string(value)
		case "boolean-value":
			o.said.boolean = string(value)
		case "string-value":
			o.said.text = string(appendText(nil, value))
		case "style-name":
			c.styleName = string(value)
		case "formula":
			c.formula, c.formulaText = true, odsFormula(string(appendText(nil, value)))
		}
	})
	c.count = o.count("number-columns-repeated", maxCols-o.next)
	c.rowSpan, c.colSpan = o.count("number-rows-spanned", maxRows), o.count("number-columns-spanned", maxCols)
	o.next += c.count
	o.cell, o.inP, o.paras, o.text = c, 0, 0, o.text[:0]
}

// odsFormula returns a formula without the name of its language: of:=SUM([.A1:.A3]).
func odsFormula(s string) string {
	_, formula, ok := strings.Cut(s, "=")
	if !ok {
		return s
	}
	return strings.TrimPrefix(formula, "=")
}

// mergeCell notes the area that the current cell spans.
func (o *odsReader) mergeCell() error {
	c := &o.cell
	if c.rowSpan == 1 && c.colSpan == 1 || c.covered {
		return nil
	}
	area := Range{o.row, c.col, o.row + c.rowSpan - 1, c.col + c.colSpan - 1}
	return o.b.merge(area, o.zip.src.opt.MaxMerges)
}

// endCell keeps the current cell, if it holds something.
func (o *odsReader) endCell() {
	c := &o.cell
	if !c.inside {
		return
	}
	c.inside = false
	code, look := o.styles.cell(o.styleOf(c))
	c.style = o.formats.style(code)
	c.style.look = look
	text := o.content(c)
	if c.covered || len(text) == 0 {
		return
	}
	c.start = len(o.texts)
	o.texts = append(o.texts, cutText(text)...)
	c.end = len(o.texts)
	o.cells = append(o.cells, *c)
}

// styleOf returns the name of the style of a cell: its own, its row's or its column's.
func (o *odsReader) styleOf(c *odsCell) string {
	if c.styleName != "" {
		return c.styleName
	}
	if o.rowStyle != "" {
		return o.rowStyle
	}
	for _, columns := range o.columns {
		if c.col <= columns.last {
			return columns.style
		}
	}
	return ""
}

// content returns what the current cell holds and sets its type.
func (o *odsReader) content(c *odsCell) []byte {
	if c.kind == catalog.CellError {
		return o.text
	}
	c.kind = catalog.CellText
	switch o.said.kind {
	case "float", "percentage", "currency":
		if number, ok := plainNumber([]byte(strings.TrimSpace(o.said.value))); ok {
			if c.kind = catalog.CellNumber; c.style.date {
				c.kind = catalog.CellDate
			}
			return number
		}
	case "date":
		if serial, ok := isoSerial(strings.TrimSpace(o.said.date)); ok {
			return o.moment(c, serial, "yyyy-mm-dd")
		}
	case "time":
		if days, ok := odsTime(o.said.time); ok {
			return o.moment(c, string(appendFloat(nil, days)), "h:mm:ss")
		}
	case "boolean":
		c.kind, c.style = catalog.CellBool, style{look: c.style.look}
		if o.said.boolean == "true" {
			return []byte("1")
		}
		return []byte("0")
	}
	c.style.format = 0
	if o.paras == 0 {
		return []byte(o.said.text)
	}
	return o.text
}

// moment makes a cell one of a date or a time, with a number format that shows it.
func (o *odsReader) moment(c *odsCell, serial, code string) []byte {
	c.kind = catalog.CellDate
	if !c.style.date {
		look := c.style.look
		c.style = o.formats.style(code)
		c.style.look = look
	}
	return []byte(serial)
}

// odsTime reads a duration such as PT08H30M00.5S, in days.
func odsTime(s string) (days float64, ok bool) {
	rest, negative := strings.CutPrefix(s, "-")
	if rest, ok = strings.CutPrefix(rest, "PT"); !ok {
		return 0, false
	}
	for _, unit := range []struct {
		letter  string
		seconds float64
	}{{"H", 3600}, {"M", 60}, {"S", 1}} {
		figures, after, found := strings.Cut(rest, unit.letter)
		if !found {
			continue
		}
		n, err := strconv.ParseFloat(figures, 64)
		if err != nil || !(n >= 0 && n < 1e9) {
			return 0, false
		}
		days, rest = days+n*unit.seconds/86400, after
	}
	if negative {
		days = -days
	}
	return days, rest == ""
}

// paragraphTag begins or ends a line of the current cell.
func (o *odsReader) paragraphTag() {
	if !o.cell.inside {
		return
	}
	if o.s.closing {
		o.inP = max(o.inP-1, 0)
		return
	}
	if o.paras++; o.paras > 1 && len(o.text) < maxToken {
		o.text = append(o.text, '\n')
	}
	o.white = true
	if o.s.opens() {
		o.inP++
	}
}

// spaceTag adds the white space that an element stands for.
func (o *odsReader) spaceTag(name string) {
	if o.s.closing || o.inP == 0 || len(o.text) >= maxToken {
		return
	}
	o.white = false
	switch name {
	case "s":
		o.text = append(o.text, bytes.Repeat([]byte(" "), o.count("c", maxTextChars))...)
	case "tab":
		o.text = append(o.text, '\t')
	default:
		o.text = append(o.text, '\n')
	}
}

// addText appends text in which white space is one space, and none at the start of a paragraph, as ODF 1.3 part 3,
// 6.1.2 has it.
func (o *odsReader) addText(text []byte) {
	for _, c := range text {
		white := c == ' ' || c == '\n' || c == '\t' || c == '\r'
		if white && o.white {
			continue
		}
		if o.white = white; white {
			c = ' '
		}
		o.text = append(o.text, c)
	}
}

// noteTag takes the text before a tag inside of a comment; the name of its author and its day stand in other elements.
func (o *odsReader) noteTag(name string) {
	if o.inRem && len(o.note) < maxToken {
		o.note = o.s.appendContent(o.note)
	}
	if name != "p" || o.s.tag == nil {
		return
	}
	if o.inRem = o.s.opens(); o.inRem && len(o.note) > 0 {
		o.note = append(o.note, '\n')
	}
}

// endSkip ends an element whose content is no part of the cell's, and hands over the comment if it is one.
func (o *odsReader) endSkip() error {
	comment := o.skip == "annotation" && o.cell.inside && o.b != nil && o.inRow
	o.skip = ""
	if !comment || o.row >= o.zip.src.opt.MaxRows {
		return nil
	}
	return o.b.comment(o.row, o.cell.col, "", o.note)
}
