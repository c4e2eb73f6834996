package sheet

import (
	"bytes"
	"strconv"
	"strings"

	"taizhang/data/catalog"
)

// pageCell is a cell of a page while its text is read.
type pageCell struct {
	col     int
	kind    catalog.CellType // as the page states it; CellEmpty if it doesn't
	value   string           // as the page states it beside the text
	code    string           // of its number format
	formula bool
}

// newCell reads the attributes of a cell: those of Excel (x:num, x:str, x:bool, x:err, x:fmla and number formats in
// styles) and of LibreOffice (sdval, sdnum).
func (p *pageReader) newCell(col int, attrs map[string]string) *pageCell {
	c := &pageCell{col: col, code: p.codes["td"]}
	for _, class := range strings.Fields(attrs["class"]) {
		if code, ok := p.codes["."+strings.ToLower(class)]; ok {
			c.code = code
		}
	}
	if code, ok := styleFormat(attrs["style"]); ok {
		c.code = code
	}
	if _, format, ok := strings.Cut(attrs["sdnum"], ";"); ok {
		if _, code, ok := strings.Cut(format, ";"); ok {
			c.code = code
		}
	}
	_, c.formula = attrs["x:fmla"]
	for _, a := range []struct {
		name string
		kind catalog.CellType
	}{
		{"x:str", catalog.CellText}, {"x:num", catalog.CellNumber}, {"sdval", catalog.CellNumber},
		{"x:bool", catalog.CellBool}, {"x:err", catalog.CellError},
	} {
		if value, ok := attrs[a.name]; ok {
			c.kind, c.value = a.kind, value
		}
	}
	if c.code == "BOOLEAN" && c.kind == catalog.CellNumber {
		c.kind = catalog.CellBool
	}
	return c
}

// addCell hands a cell to the builder.
func (p *pageReader) addCell(c *pageCell, text []byte) error {
	stated := text
	if c.value != "" {
		stated = []byte(c.value)
	}
	switch c.kind {
	case catalog.CellText, catalog.CellError:
		return p.b.add(c.col, c.kind, 0, stated, c.formula)
	case catalog.CellBool:
		if v := strings.ToLower(string(stated)); v == "true" || v == "1" {
			return p.b.add(c.col, c.kind, 0, []byte("1"), c.formula)
		}
		return p.b.add(c.col, c.kind, 0, []byte("0"), c.formula)
	case catalog.CellNumber:
		if number, ok := plainNumber(bytes.TrimSpace(stated)); ok {
			return p.addNumber(c, p.since1900(number, c.code, string(text)), c.code)
		}
	}
	if c.code == "@" {
		return p.b.add(c.col, catalog.CellText, 0, text, c.formula)
	}
	number, code, ok := webNumber(text)
	if !ok {
		return p.b.add(c.col, catalog.CellText, 0, text, c.formula)
	}
	if c.code != "" {
		code = c.code
		if parseFormat(code).date { // the text is a year or the like, not the number behind a date
			return p.b.add(c.col, catalog.CellText, 0, text, c.formula)
		}
	}
	return p.addNumber(c, number, code)
}

func (p *pageReader) addNumber(c *pageCell, number []byte, code string) error {
	st := p.formats.style(code)
	kind := catalog.CellNumber
	if st.date {
		kind = catalog.CellDate
	}
	return p.b.add(c.col, kind, st.format, number, c.formula)
}

// since1900 returns the serial of a date in the 1900 system: a page does not say which system its serials are of, but
// it shows the date too.
func (p *pageReader) since1900(number []byte, code, text string) []byte {
	st := p.formats.style(code)
	if !st.date {
		return number
	}
	format := &p.formats.list[st.format]
	moved := shift1904(number)
	if shown(catalog.CellDate, string(number), format) != text && shown(catalog.CellDate, string(moved), format) == text {
		return moved
	}
	return number
}

// webNumber reads text as a number only where that loses nothing: at most 15 digits, no zeros in front, commas in
// groups of three. code is the number format in which the number looks like the text, so that 1978.10 does not
// become 1978.1.
func webNumber(text []byte) (number []byte, code string, ok bool) {
	const exact = 15
	digits := bytes.TrimPrefix(text, []byte("-"))
	whole, fraction, hasFraction := bytes.Cut(digits, []byte("."))
	groups := bytes.Split(whole, []byte(","))
	if len(text) > 24 || hasFraction && len(fraction) == 0 {
		return nil, "", false
	}
	for i, g := range groups {
		if len(groups) > 1 && (i > 0 && len(g) != 3 || len(g) > 3) || len(g) == 0 || !onlyDigits(g) {
			return nil, "", false
		}
	}
	plain := bytes.Join(groups, nil)
	if !onlyDigits(fraction) || len(plain) > 1 && plain[0] == '0' || len(plain)+len(fraction) > exact {
		return nil, "", false
	}
	out := bytes.Clone(text[:len(text)-len(digits)])
	out = append(out, plain...)
	if len(groups) > 1 {
		code = "#,##0"
	}
	short := bytes.TrimRight(fraction, "0")
	if len(short) > 0 {
		out = append(append(out, '.'), short...)
	}
	if hasFraction && (len(groups) > 1 || len(short) < len(fraction)) {
		if code == "" {
			code = "0"
		}
		code += "." + strings.Repeat("0", len(fraction))
	}
	if string(out) == "-0" {
		return nil, "", false
	}
	return out, code, true
}

func onlyDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// namedFormats are the number formats that pages and XML workbooks call by name.
var namedFormats = map[string]string{
	"general": "", "general number": "", "general date": "yyyy/m/d h:mm", "long date": `yyyy"年"m"月"d"日"`,
	"medium date": "d-mmm-yy", "short date": "yyyy/m/d", "long time": "h:mm:ss", "medium time": "h:mm AM/PM",
	"short time": "h:mm", "fixed": "0.00", "standard": "#,##0.00", "currency": "#,##0.00", "euro currency": "#,##0.00",
	"percent": "0.00%", "scientific": "0.00E+00", "yes/no": "", "true/false": "", "on/off": "",
}

// formatOf returns the code of a number format that is given by name or code.
func formatOf(name string) string {
	if code, ok := namedFormats[strings.ToLower(name)]; ok {
		return code
	}
	return name
}

// addRules takes the number formats out of the rules of a style element.
func (p *pageReader) addRules(rules string) {
	const maxRules = 20_000
	for rule := range strings.SplitSeq(rules, "}") {
		selectors, body, ok := strings.Cut(rule, "{")
		if !ok {
			continue
		}
		code, ok := styleFormat(body)
		if !ok {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			words := strings.Fields(selector) // comments may stand before
			if len(words) == 0 || len(p.codes) >= maxRules {
				continue
			}
			key := strings.ToLower(words[len(words)-1])
			if i := strings.IndexByte(key, '.'); i > 0 { // td.xl24
				key = key[i:]
			}
			p.codes[key] = code
		}
	}
}

// styleFormat returns the number format in a list of style properties.
func styleFormat(style string) (code string, ok bool) {
	for _, property := range []string{"mso-number-format", "vnd.ms-excel.numberformat"} {
		i := strings.Index(strings.ToLower(style), property)
		if i < 0 || i+len(property) > len(style) {
			continue
		}
		value, found := strings.CutPrefix(strings.TrimLeft(style[i+len(property):], " "), ":")
		if found {
			return formatOf(styleValue(strings.TrimLeft(value, " \t\r\n"))), true
		}
	}
	return "", false
}

// styleValue reads the value of a property up to its end, without quotes and escapes.
func styleValue(s string) string {
	var out strings.Builder
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			n := 1
			for n <= 4 && i+n < len(s) && isHex(s[i+n]) {
				n++
			}
			if n == 5 { // \0022
				r, _ := strconv.ParseUint(s[i+1:i+5], 16, 32)
				out.WriteRune(rune(r))
				i += 4
				continue
			}
			i++
			out.WriteByte(s[i])
		case quote != 0 && c == quote:
			return out.String()
		case quote == 0 && (c == '"' || c == '\'') && out.Len() == 0:
			quote = c
		case quote == 0 && (c == ';' || c == '}'):
			return strings.TrimSpace(out.String())
		default:
			out.WriteByte(c)
		}
	}
	return strings.TrimSpace(out.String())
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// squeeze returns style properties without white space, in lower case.
func squeeze(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
