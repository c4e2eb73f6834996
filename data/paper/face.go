package paper

import (
	"fmt"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"taizhang/assets"
)

// Face is a typeface.
type Face uint8

// The faces, by their Chinese names. Rare is not asked for; characters that the others lack are drawn in it.
const (
	Song    Face = iota // 宋体: text
	Hei                 // 黑体: headings
	HeiBold             // 黑体, bold: totals
	Title               // stands in for 小标宋: titles
	Rare
	faceCount
	noFace = faceCount // the character is in no face
)

// outline is a parsed font.
type outline struct {
	raw  []byte
	font *sfnt.Font
	upem fixed.Int26_6
}

// outlines are read at their first use and never change.
var outlines = [faceCount]func() *outline{
	Song:    sync.OnceValue(func() *outline { return parse(assets.SerifRegular()) }),
	Hei:     sync.OnceValue(func() *outline { return parse(assets.SansRegular()) }),
	HeiBold: sync.OnceValue(func() *outline { return parse(assets.SansBold()) }),
	Title:   sync.OnceValue(func() *outline { return parse(assets.SerifBlack()) }),
	Rare:    sync.OnceValue(func() *outline { return parse(assets.Rare()) }),
}

// parse reads a font of package assets. These are part of the program: one that can't be read is a fault of the build.
func parse(raw []byte) *outline {
	f, err := sfnt.Parse(raw)
	if err != nil {
		panic(fmt.Sprintf("reading a bundled font: %v", err))
	}
	return &outline{raw: raw, font: f, upem: fixed.I(int(f.UnitsPerEm()))}
}

// glyph is a character in a face; index 0 means that the face lacks it. The advance is in em.
type glyph struct {
	index   sfnt.GlyphIndex
	known   bool // that the face was asked
	advance float64
}

// metrics remembers the glyphs of one face that a document has used, by characters in blocks of 256: every character
// of a table is looked up several times.
type metrics struct {
	blocks map[rune]*[256]glyph
	last   *[256]glyph // the block asked for last, which is most often asked for again
	number rune        // of that block
	buffer sfnt.Buffer
}

// glyph returns the glyph of r in face.
func (d *Document) glyph(face Face, r rune) glyph {
	m := &d.metrics[face]
	if m.last == nil || m.number != r>>8 {
		m.turnTo(r >> 8)
	}
	g := &m.last[r&0xFF]
	if !g.known {
		*g = lookUp(outlines[face](), &m.buffer, r)
	}
	return *g
}

// turnTo makes a block the last one asked for.
func (m *metrics) turnTo(number rune) {
	block, ok := m.blocks[number]
	if !ok {
		if m.blocks == nil {
			m.blocks = map[rune]*[256]glyph{}
		}
		block = new([256]glyph)
		m.blocks[number] = block
	}
	m.last, m.number = block, number
}

func lookUp(o *outline, buffer *sfnt.Buffer, r rune) glyph {
	index, err := o.font.GlyphIndex(buffer, r)
	if err != nil || index == 0 {
		return glyph{known: true}
	}
	advance, err := o.font.GlyphAdvance(buffer, index, o.upem, font.HintingNone)
	if err != nil {
		return glyph{known: true}
	}
	return glyph{index: index, known: true, advance: float64(advance) / float64(o.upem)}
}

// pick returns the face in which r is drawn when face is asked for, and its advance in em.
func (d *Document) pick(face Face, r rune) (Face, float64) {
	if g := d.glyph(face, r); g.index != 0 {
		return face, g.advance
	}
	for _, other := range [...]Face{Song, Hei, Rare} {
		if other == Rare && (r <= 0xFFFF || !unicode.Is(unicode.Han, r)) {
			break // nothing that it holds; reading it takes a tenth of a second
		}
		if g := d.glyph(other, r); g.index != 0 {
			return other, g.advance
		}
	}
	return noFace, 1
}

// eachRun calls f for each run of characters of text that are drawn in one face, with its advance in em. A character
// that no face has is a run of its own.
func (d *Document) eachRun(face Face, text string, f func(face Face, run string, advance float64)) {
	var run []rune
	var current Face
	var advance float64
	flush := func() {
		if len(run) > 0 {
			f(current, string(run), advance)
		}
		run, advance = run[:0], 0
	}
	for _, r := range text {
		r, ok := drawn(r)
		if !ok {
			continue
		}
		picked, width := d.pick(face, r)
		if picked != current || picked == noFace {
			flush()
			current = picked
		}
		run = append(run, r)
		advance += width
	}
	flush()
}

// drawn returns the character that stands on paper for r, and whether there is one.
func drawn(r rune) (rune, bool) {
	switch {
	case r >= ' ' && r <= '~', r >= 0x3400 && r <= 0x9FFF: // nearly all, and quickly found
		return r, true
	case r == '\t':
		return ' ', true
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return 0, false
	}
	return r, true
}

// advance returns the width of r in em when face is asked for.
func (d *Document) advance(face Face, r rune) float64 {
	r, ok := drawn(r)
	if !ok {
		return 0
	}
	_, width := d.pick(face, r)
	return width
}

// Width returns the width of one line of text.
func (d *Document) Width(style Style, text string) float64 {
	var em float64
	for _, r := range text {
		em += d.advance(style.Face, r)
	}
	return em * style.em()
}

// codeDigits returns the code of r in hexadecimal, at least four digits.
func codeDigits(r rune) string { return fmt.Sprintf("%04X", r) }
