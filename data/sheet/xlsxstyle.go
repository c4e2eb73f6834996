package sheet

import (
	"strconv"
	"strings"
)

// styleReader reads what matters of the styles of a workbook: number formats, and what makes cells stand out.
type styleReader struct {
	book   *xlsxBook
	custom map[int]string // number formats by their numbers
	fonts  []uint32       // metaBold, metaStruck
	fills  []uint32       // metaFilled or 0
	inks   []Colour       // of fonts
	ground []Colour       // of fills
	part   string         // the list that is being read; dxfs have fonts and fills too
}

// readStyles reads the number format of each style, and whether its cells stand out.
func (x *xlsxBook) readStyles(part string) error {
	r := styleReader{book: x, custom: map[int]string{}}
	return x.zip.scan(part, r.element)
}

func (r *styleReader) element(s *scanner) error {
	name := string(s.name)
	switch name {
	case "fonts", "fills", "cellXfs", "dxfs", "cellStyleXfs":
		if r.part = ""; s.opens() {
			r.part = name
		}
		return nil
	}
	if s.closing {
		return nil
	}
	switch {
	case name == "numFmt":
		if id, err := strconv.Atoi(s.attr("numFmtId")); err == nil {
			r.custom[id] = s.attr("formatCode")
		}
	case r.part == "fonts":
		return r.font(s, name)
	case r.part == "fills":
		return r.fill(s, name)
	case r.part == "cellXfs" && name == "xf":
		return r.style(s)
	}
	return nil
}

func (r *styleReader) font(s *scanner, name string) error {
	n := len(r.fonts)
	switch {
	case name == "font" && n > mostStyles:
		return errTooBig
	case name == "font":
		r.fonts, r.inks = append(r.fonts, 0), append(r.inks, 0)
	case name == "b" && n > 0:
		if v := s.attr("val"); v == "" || isTrue(v) {
			r.fonts[n-1] |= metaBold
		}
	case name == "color" && n > 0:
		r.inks[n-1] = r.colour(s).asInk()
	case name == "strike" && n > 0:
		if v := s.attr("val"); v == "" || isTrue(v) {
			r.fonts[n-1] |= metaStruck
		}
	}
	return nil
}

func (r *styleReader) fill(s *scanner, name string) error {
	n := len(r.fills)
	switch {
	case name == "fill" && n > mostStyles:
		return errTooBig
	case name == "fill":
		r.fills, r.ground = append(r.fills, 0), append(r.ground, 0)
	case n == 0:
	case name == "patternFill" && s.attr("patternType") == "solid", name == "gradientFill":
		r.fills[n-1] = metaFilled
	case name == "fgColor" && isWhite(s.attr("rgb"), s.attr("indexed"), s.attr("theme"), s.attr("tint")):
		r.fills[n-1] = 0
	case name == "fgColor" && r.fills[n-1] != 0:
		r.ground[n-1] = r.colour(s).asGround()
	}
	return nil
}

// isWhite finds the ground that many programs write for no ground. 0 is the theme's first light colour, the paper.
func isWhite(rgb, indexed, theme, tint string) bool {
	switch {
	case rgb != "":
		return len(rgb) >= 6 && strings.EqualFold(rgb[len(rgb)-6:], "FFFFFF")
	case indexed != "":
		return indexed == "1" || indexed == "9" || indexed == "65"
	}
	return theme == "0" && (tint == "" || tint == "0")
}

func (r *styleReader) style(s *scanner) error {
	x := r.book
	if len(x.styles) > mostStyles {
		return errTooBig
	}
	id, _ := strconv.Atoi(s.attr("numFmtId"))
	code, ok := r.custom[id]
	if !ok {
		code = builtinFormats[id]
	}
	st := x.formats.style(code)
	font, fill := s.attr("fontId"), s.attr("fillId")
	st.look = at(r.fonts, font) | at(r.fills, fill) | x.tints.flag(tint{at(r.ground, fill), at(r.inks, font)})
	x.styles = append(x.styles, st)
	return nil
}

// mostStyles bounds the styles of a workbook. Excel has 64,000, other programs write more.
const mostStyles = 1 << 20

func at[T any](list []T, index string) (none T) {
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(list) {
		return none
	}
	return list[i]
}
