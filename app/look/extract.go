package look

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The toolkit reads every glyph of a face into memory at its first use: with the face of rare characters that is
// two seconds and 250 MB for one name. So a character is taken out of it into a TrueType font of its own, which is
// a few hundred bytes, and gets the vertical measures of the window's face, so that it stands on the same line.

// The vertical measures of the window's face, in thousandths of the size (hhea of Noto Sans SC).
const (
	ascentMille  = 1160
	descentMille = 288
)

// extract returns a TrueType font with the one character, drawn as face draws it.
func extract(face *sfnt.Font, buffer *sfnt.Buffer, r rune) ([]byte, error) {
	index, err := face.GlyphIndex(buffer, r)
	if err != nil {
		return nil, fmt.Errorf("looking up %U: %w", r, err)
	}
	em := fixed.Int26_6(face.UnitsPerEm()) << 6
	advance, err := face.GlyphAdvance(buffer, index, em, font.HintingNone)
	if err != nil {
		return nil, fmt.Errorf("measuring %U: %w", r, err)
	}
	segments, err := face.LoadGlyph(buffer, index, em, nil)
	if err != nil {
		return nil, fmt.Errorf("reading the outline of %U: %w", r, err)
	}
	return build(r, trace(segments), uint16(face.UnitsPerEm()), uint16(advance.Round())), nil
}

// point is a point of an outline in font units, y upwards.
type point struct {
	x, y    int16
	onCurve bool
}

// trace returns the contours of a glyph.
func trace(segments sfnt.Segments) [][]point {
	var contours [][]point
	at := func(p fixed.Point26_6, on bool) {
		last := len(contours) - 1
		contours[last] = append(contours[last], point{int16(p.X.Round()), int16(-p.Y.Round()), on})
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			contours = append(contours, nil)
			at(s.Args[0], true)
		case sfnt.SegmentOpLineTo:
			at(s.Args[0], true)
		case sfnt.SegmentOpQuadTo:
			at(s.Args[0], false)
			at(s.Args[1], true)
		}
	}
	out := contours[:0]
	for _, c := range contours { // the first point is where the last segment ends: TrueType closes by itself
		if n := len(c); n > 1 && c[0] == c[n-1] {
			c = c[:n-1]
		}
		if len(c) > 2 {
			out = append(out, c)
		}
	}
	return out
}

// table is one table of a font file.
type table struct {
	tag  string
	data []byte
}

// build returns the font file of one character, as the OpenType specification describes the tables.
func build(r rune, contours [][]point, em, advance uint16) []byte {
	outline, box, points := encode(contours)
	up, down := uint16(int(em)*ascentMille/1000), uint16(-int(em)*descentMille/1000)
	glyphs := uint16(2) // .notdef, which is empty, and the character
	tables := []table{
		{"cmap", big(uint16(0), uint16(1), uint16(3), uint16(10), uint32(12), // one table, for all of Unicode:
			uint16(12), uint16(0), uint32(28), uint32(0), uint32(1), uint32(r), uint32(r), uint32(1))},
		{"glyf", outline},
		{"head", big(uint32(0x10000), uint32(0x10000), uint32(0), uint32(0x5F0F3CF5), uint16(0), em, uint64(0), uint64(0),
			box, uint16(0), uint16(8), uint16(2), uint16(1), uint16(0))},
		{"hhea", big(uint32(0x10000), up, down, uint16(0), advance, [3]uint16{}, [7]uint16{1}, uint16(0), glyphs)},
		{"hmtx", big(advance, uint16(0), advance, box[0])},
		{"loca", big(uint32(0), uint32(0), uint32(len(outline)))},
		{"maxp", big(uint32(0x10000), glyphs, uint16(points), uint16(len(contours)), [2]uint16{}, uint16(2), [8]uint16{})},
		{"post", big(uint32(0x30000), [28]byte{})},
	}
	return assemble(tables)
}

// encode returns the contours as a simple glyph, its bounding box and the number of its points.
func encode(contours [][]point) (data []byte, box [4]int16, points int) {
	var ends []uint16
	var flags []byte
	var xs, ys []int16
	last := point{}
	for _, contour := range contours {
		for _, p := range contour {
			if points == 0 {
				box = [4]int16{p.x, p.y, p.x, p.y}
			}
			box = [4]int16{min(box[0], p.x), min(box[1], p.y), max(box[2], p.x), max(box[3], p.y)}
			flag := byte(0)
			if p.onCurve {
				flag = 1
			}
			flags, xs, ys = append(flags, flag), append(xs, p.x-last.x), append(ys, p.y-last.y)
			last = p
			points++
		}
		ends = append(ends, uint16(points-1))
	}
	if points == 0 {
		return nil, box, 0
	}
	data = big(int16(len(contours)), box, ends, uint16(0), flags, xs, ys)
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return data, box, points
}

// assemble puts tables, sorted by tag, behind their directory. Checksums are left out: no reader here asks.
func assemble(tables []table) []byte {
	n := uint16(len(tables))
	file := big(uint32(0x10000), n, [3]uint16{})
	at := uint32(len(file) + 16*len(tables))
	var body []byte
	for _, t := range tables {
		file = append(file, t.tag...)
		file = append(file, big(uint32(0), at+uint32(len(body)), uint32(len(t.data)))...)
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(file, body...)
}

// big returns values of fixed size one after the other, high byte first.
func big(values ...any) []byte {
	var out []byte
	for _, v := range values {
		out, _ = binary.Append(out, binary.BigEndian, v) // fails for types without a fixed size alone
	}
	return out
}
