package look

import (
	"fmt"
	"sync"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"

	"taizhang/assets"
)

// The window's face has the characters of ordinary names. For the others there are the faces that print has too:
// names must never be drawn as boxes, on a computer without any Chinese font least of all. The toolkit would look
// for them in the fonts of the system, which takes a second at the first such character and may find none.

// bundledFace is a face of package assets, opened at its first use.
type bundledFace struct {
	open   func() *sfnt.Font // nil if the face can't be read
	buffer sfnt.Buffer
}

func newBundledFace(content func() []byte) *bundledFace {
	return &bundledFace{open: sync.OnceValue(func() *sfnt.Font {
		face, err := sfnt.Parse(content())
		if err != nil {
			return nil
		}
		return face
	})}
}

func (f *bundledFace) has(r rune) bool {
	face := f.open()
	if face == nil {
		return false
	}
	glyph, err := face.GlyphIndex(&f.buffer, r)
	return err == nil && glyph != 0
}

// rareFonts finds a font for the characters that the window's face lacks. It remembers what it found; since the
// bundled faces never change, that is no state that anyone could see.
type rareFonts struct {
	mutex  sync.Mutex
	common *bundledFace
	others []*bundledFace
	found  map[rune]fyne.Resource
}

var rare = &rareFonts{
	common: newBundledFace(assets.SansRegular),
	others: []*bundledFace{newBundledFace(assets.SerifRegular), newBundledFace(assets.Rare)},
	found:  map[rune]fyne.Resource{},
}

// fontFor returns the font in which a character must be drawn, nil for the theme's own, which is also the answer
// if no bundled face has it. Signs of all kinds are the toolkit's business.
func (f *rareFonts) fontFor(r rune) fyne.Resource {
	if r < 0x3000 {
		return nil
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.common.has(r) {
		return nil
	}
	if found, ok := f.found[r]; ok {
		return found
	}
	var found fyne.Resource
	for _, face := range f.others {
		if !face.has(r) {
			continue
		}
		if data, err := extract(face.open(), &face.buffer, r); err == nil {
			found = fyne.NewStaticResource(fmt.Sprintf("taizhang-%04X.ttf", r), data)
			break
		}
	}
	f.found[r] = found
	return found
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
