package sheet

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Colour is a colour as 0xRRGGBB, with a bit above that none of these has; 0 is no colour of its own: a white ground, or
// type in black.
type Colour uint32

const ownColour Colour = 1 << 24

// RGB returns the three parts of a colour.
func (c Colour) RGB() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// tint is how a cell is coloured: its ground, and its type.
type tint struct{ ground, ink Colour }

// metaTint is where the number of a tint stands in entry.meta; the first is none.
const (
	metaTint  = 26
	mostTints = 1<<(32-metaTint) - 1
)

// tintList keeps each tint of a workbook once. It takes no room beside the other flags of a cell, and no time: a style
// knows the number of its tint.
type tintList []tint

// flag returns the flags of cells with a tint. A workbook that has more tints than there is room for, which is no
// work of people, gets the nearest one.
func (l *tintList) flag(t tint) uint32 {
	if t == (tint{}) {
		return 0
	}
	best, distance := -1, 0
	for i, other := range *l {
		d := t.ground.distance(other.ground) + t.ink.distance(other.ink)
		if d == 0 {
			return uint32(i+1) << metaTint
		}
		if best < 0 || d < distance {
			best, distance = i, d
		}
	}
	if len(*l) < mostTints {
		*l = append(*l, t)
		best = len(*l) - 1
	}
	return uint32(best+1) << metaTint
}

// distance is 0 for the same colour.
func (c Colour) distance(o Colour) int {
	square := func(a, b uint8) int { return (int(a) - int(b)) * (int(a) - int(b)) }
	r1, g1, b1 := c.RGB()
	r2, g2, b2 := o.RGB()
	d := square(r1, r2) + square(g1, g2) + square(b1, b2)
	if (c == 0) != (o == 0) {
		d += 1 << 18
	}
	return d
}

// swatch is a filled cell without content, such as legends have beside their words.
type swatch struct{ row, col, tint int }

// mostSwatches is how many of them a sheet keeps: those of a legend are few, those of a ground painted for the eye no loss.
const mostSwatches = 256

// swatch keeps a filled cell without content.
func (b *builder) swatch(row, col int, look uint32) {
	if i := int(look >> metaTint); i > 0 && i <= len(b.s.tints) && b.s.tints[i-1].ground != 0 && len(b.s.swatches) < mostSwatches {
		b.s.swatches = append(b.s.swatches, swatch{row, col, i})
	}
}

// Colours returns the colours of a cell, as far as its style says; see Look. Of cells without content only the first that
// are filled have one, and only in workbooks of Excel's newer kind.
func (s *Sheet) Colours(row, col int) (ground, ink Colour) {
	if !s.tinted {
		return 0, 0
	}
	e := s.entry(row, col)
	if e == nil {
		i := slices.IndexFunc(s.swatches, func(w swatch) bool { return w.row == row && w.col == col })
		if i < 0 {
			return 0, 0
		}
		return s.tints[s.swatches[i].tint-1].ground, 0
	}
	if i := int(e.meta >> metaTint); i > 0 && i <= len(s.tints) {
		return s.tints[i-1].ground, s.tints[i-1].ink
	}
	return 0, 0
}

// Tinted reports whether some cell may have a colour of its own.
func (s *Sheet) Tinted() bool { return s.tinted }

// asGround and asInk leave out the colours that are none.
func (c Colour) asGround() Colour {
	if c == ownColour|0xFFFFFF {
		return 0
	}
	return c
}

func (c Colour) asInk() Colour {
	if c == ownColour {
		return 0
	}
	return c
}

// parseColour reads RRGGBB, with or without the two figures of its opacity before it.
func parseColour(s string) Colour {
	s = strings.TrimPrefix(s, "#")
	if len(s) == 8 {
		s = s[2:]
	}
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 3 {
		return 0
	}
	return ownColour | Colour(b[0])<<16 | Colour(b[1])<<8 | Colour(b[2])
}

// indexedColour returns a colour of the palette that workbooks have unless they say otherwise.
func indexedColour(i int) Colour {
	if i < 0 || i >= min(len(excelize.IndexedColorMapping), 64) {
		return 0
	}
	return parseColour(excelize.IndexedColorMapping[i])
}

// officeTheme are the colours of the theme of Office where a workbook has none, in the order in which styles number
// them.
var officeTheme = []string{"FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"}

// themeNames are the elements of a theme in that order.
var themeNames = []string{"lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"}

// readTheme reads the colours of the theme.
func (x *xlsxBook) readTheme(part string) error {
	at := -1
	inScheme := false
	return x.zip.scan(part, func(s *scanner) error {
		name := string(s.name)
		if name == "clrScheme" {
			inScheme = s.opens()
		}
		if s.closing || !inScheme {
			return nil
		}
		for i, n := range themeNames {
			if n == name {
				at = i
			}
		}
		colour := Colour(0)
		switch name {
		case "srgbClr":
			colour = parseColour(s.attr("val"))
		case "sysClr":
			colour = parseColour(s.attr("lastClr"))
		}
		if colour != 0 && at >= 0 {
			x.theme[at] = colour
		}
		return nil
	})
}

// colour reads the colour that an element of a style names.
func (r *styleReader) colour(s *scanner) Colour {
	if rgb := s.attr("rgb"); rgb != "" {
		return parseColour(rgb)
	}
	if i, err := strconv.Atoi(s.attr("indexed")); err == nil {
		return indexedColour(i)
	}
	i, err := strconv.Atoi(s.attr("theme"))
	if err != nil || i < 0 || i >= len(r.book.theme) {
		return 0
	}
	c := r.book.theme[i]
	share, err := strconv.ParseFloat(s.attr("tint"), 64)
	if err != nil || !(share >= -1 && share <= 1) {
		return c
	}
	mix := func(part uint8) Colour {
		if share < 0 {
			return Colour(float64(part) * (1 + share))
		}
		return Colour(float64(part) + (255-float64(part))*share)
	}
	red, green, blue := c.RGB()
	return ownColour | mix(red)<<16 | mix(green)<<8 | mix(blue)
}
