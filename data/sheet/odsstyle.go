package sheet

import (
	"cmp"
	"strconv"
	"strings"
)

// odsStyles holds what matters of the styles of an OpenDocument workbook, by their names.
type odsStyles struct {
	codes  map[string]string   // number formats
	styles map[string]odsStyle // of tables, columns and cells, by family and name
	tints  tintList

	family, name string // of the style that is being read
	number       string // of the number format that is being read
	code         strings.Builder
	elapsed      bool // it shows hours over 24
	system       bool // it is the system's
	literal      bool // its literal text is being read
}

// odsStyle is one style. What it leaves open, its parent says.
type odsStyle struct {
	parent, format string
	look           uint32
	tint           tint
	width          float32 // of a column, in characters
	hidden         bool    // of a table
}

func newODSStyles() odsStyles {
	return odsStyles{codes: map[string]string{}, styles: map[string]odsStyle{}}
}

// maxODSParents bounds the chain from a style to its parents.
const maxODSParents = 20

// cell returns the number format of a style of cells, and its look.
func (o *odsStyles) cell(name string) (code string, look uint32) {
	var t tint
	defer func() { look |= o.tints.flag(t) }()
	for range maxODSParents {
		st, ok := o.styles["table-cell\x00"+name]
		if !ok {
			return code, look
		}
		look |= st.look
		t.ground, t.ink = cmp.Or(t.ground, st.tint.ground), cmp.Or(t.ink, st.tint.ink)
		if st.format != "" && code == "" {
			code = o.codes[st.format]
		}
		name = st.parent
	}
	return code, look
}

// tag reads a tag of the definitions of styles; other tags are none of its business.
func (o *odsStyles) tag(s *scanner) error {
	name := string(s.name)
	if o.number != "" {
		o.numberTag(s, name)
		return nil
	}
	if s.closing {
		return nil
	}
	switch name {
	case "style", "default-style":
		if len(o.styles) > mostStyles {
			return errTooBig
		}
		o.family, o.name = s.attr("family"), s.attr("name")
		o.change(func(st *odsStyle) { st.parent, st.format = s.attr("parent-style-name"), s.attr("data-style-name") })
	case "table-properties":
		o.change(func(st *odsStyle) { st.hidden = s.attr("display") == "false" })
	case "table-column-properties":
		o.change(func(st *odsStyle) { st.width = odsWidth(s.attr("column-width")) })
	case "text-properties":
		if weight := s.attr("font-weight"); weight == "bold" || weight >= "600" && weight <= "900" {
			o.change(func(st *odsStyle) { st.look |= metaBold })
		}
		if ink := parseColour(s.attr("color")).asInk(); ink != 0 {
			o.change(func(st *odsStyle) { st.tint.ink = ink })
		}
		if line := s.attr("text-line-through-style"); line != "" && line != "none" {
			o.change(func(st *odsStyle) { st.look |= metaStruck })
		}
	case "table-cell-properties":
		if ground := strings.ToLower(s.attr("background-color")); ground != "" && ground != "transparent" && ground != "#ffffff" {
			o.change(func(st *odsStyle) { st.look, st.tint.ground = st.look|metaFilled, parseColour(ground).asGround() })
		}
	case "number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style":
		if len(o.codes) > mostStyles {
			return errTooBig
		}
		if o.code.Reset(); s.opens() {
			o.number, o.elapsed = s.attr("name"), s.attr("truncate-on-overflow") == "false"
			o.system = name == "date-style" && s.attr("format-source") == "language"
		}
	}
	return nil
}

// change changes the style that is being read.
func (o *odsStyles) change(f func(*odsStyle)) {
	key := o.family + "\x00" + o.name
	st := o.styles[key]
	f(&st)
	o.styles[key] = st
}

// numberTag reads a part of a number format and writes what Excel calls it.
func (o *odsStyles) numberTag(s *scanner, name string) {
	if o.literal {
		o.literal = false
		for _, r := range string(s.appendContent(nil)) {
			o.code.WriteByte('\\')
			o.code.WriteRune(r)
		}
	}
	if s.closing {
		if strings.HasSuffix(name, "-style") {
			code := o.code.String()
			if o.system && strings.Contains(code, "mmmm") {
				code = "[$-F800]" + code // the system's long date
			}
			o.codes[o.number], o.number = code, ""
		}
		return
	}
	long := s.attr("style") == "long"
	pick := func(short, whole string) {
		if long {
			short = whole
		}
		o.code.WriteString(short)
	}
	switch name {
	case "text", "currency-symbol":
		o.literal = s.opens()
	case "year":
		pick("yy", "yyyy")
	case "month":
		if s.attr("textual") == "true" {
			pick("mmm", "mmmm")
		} else {
			pick("m", "mm")
		}
	case "day":
		pick("d", "dd")
	case "day-of-week":
		pick("aaa", "aaaa")
	case "hours":
		if o.elapsed {
			o.code.WriteString("[h]")
		} else {
			pick("h", "hh")
		}
	case "minutes":
		pick("m", "mm")
	case "seconds":
		pick("s", "ss")
	case "am-pm":
		o.code.WriteString("AM/PM")
	case "number":
		o.code.WriteString(odsNumber(s))
	case "scientific-number":
		o.code.WriteString("0.00E+00")
	case "text-content":
		o.code.WriteString("@")
	}
}

// odsNumber returns the number format of a number: #,##0.00, General where it says nothing.
func odsNumber(s *scanner) string {
	whole, err := strconv.Atoi(s.attr("min-integer-digits"))
	if err != nil || whole < 0 || whole > 30 {
		whole = 1
	}
	code := strings.Repeat("0", whole)
	if s.attr("grouping") == "true" {
		code = "#,##" + strings.Repeat("0", max(whole, 1))
	}
	places, err := strconv.Atoi(s.attr("decimal-places"))
	switch {
	case err != nil && whole <= 1:
		return "General"
	case err == nil && places > 0 && places <= 30:
		code += "." + strings.Repeat("0", places)
	}
	return code
}

// odsWidth turns a length with its unit into characters of Excel's usual type, 0 if it is none.
func odsWidth(length string) float32 {
	for unit, points := range map[string]float64{"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "pt": 1} {
		n, err := strconv.ParseFloat(strings.TrimSuffix(length, unit), 64)
		if err == nil && strings.HasSuffix(length, unit) && n > 0 && n*points < 5000 {
			return float32(max(0, (n*points*96/72-5)/7))
		}
	}
	return 0
}
