package look

import (
	"sync"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"

	"taizhang/assets"
)

// The window's face has the characters of ordinary names. For the others there are the faces that print has too:
// names must never be drawn as boxes, on a computer without any Chinese font least of all. The toolkit would look
// for them in the fonts of the system, which takes a second at the first such character and may find none.

// rareFaces are the faces in which a character is looked for after the window's own.
var rareFaces = []*font{
	{"taizhang-serif-regular.ttf", assets.SerifRegular},
	{"taizhang-rare.ttf", assets.Rare},
}

// coverage tells which characters a face has. It is used by the UI goroutine alone.
type coverage struct {
	face   *sfnt.Font
	buffer sfnt.Buffer
}

func (c *coverage) has(r rune) bool {
	if c.face == nil {
		return false
	}
	glyph, err := c.face.GlyphIndex(&c.buffer, r)
	return err == nil && glyph != 0
}

func newCoverage(content func() []byte) func() *coverage {
	return sync.OnceValue(func() *coverage {
		face, err := sfnt.Parse(content())
		if err != nil {
			return &coverage{}
		}
		return &coverage{face: face}
	})
}

var (
	commonCoverage = newCoverage(assets.SansRegular)
	rareCoverage   = []func() *coverage{newCoverage(assets.SerifRegular), newCoverage(assets.Rare)}
)

// faceFor returns the face in which a character must be drawn, nil for the theme's own, which is also the answer
// if no bundled face has it.
func faceFor(r rune) fyne.Resource {
	if r < 0x3000 || commonCoverage().has(r) { // signs of all kinds are the toolkit's business
		return nil
	}
	for i, c := range rareCoverage {
		if c().has(r) {
			return rareFaces[i]
		}
	}
	return nil
}

// Run is a part of a text that is drawn in one face.
type Run struct {
	Text string
	Face fyne.Resource // for canvas.Text.FontSource; nil: the theme's own
}

// Runs divides a text into parts of one face each. It returns nil, at no cost, for a text of ordinary characters
// as long as the ruler has met no other.
func (r *Ruler) Runs(s string) []Run {
	if !r.rare {
		return nil
	}
	var runs []Run
	start := 0
	var face fyne.Resource
	for i, c := range s {
		f := r.glyph(c).face
		if f == face {
			continue
		}
		if i > start {
			runs = append(runs, Run{s[start:i], face})
		}
		start, face = i, f
	}
	if len(runs) == 0 && face == nil {
		return nil
	}
	return append(runs, Run{s[start:], face})
}
