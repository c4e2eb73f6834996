package painter

import (
	"math"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
)

// WalkGlyphs sets a string as DrawString does, and tells of each glyph and where its origin stands, in pixels from the
// upper left corner of the text.
func WalkGlyphs(faces shaping.Fontmap, s string, size, scale float32, style fyne.TextStyle, each func(face *font.Face, glyph font.GID, x, y float32)) {
	var advance float32
	walkString(faces, s, float32ToFixed266(size), style, &advance, scale, func(run shaping.Output, x, y float32) {
		at, base := float32(int(x)), float32(math.Ceil(float64(y)))
		face := run.Face
		for _, g := range run.Glyphs {
			id := g.GlyphID
			if id == 0 && len(run.Glyphs) == 1 {
				face = faces.ResolveFace(replacementChar)
				id, _ = face.NominalGlyph(replacementChar)
			}
			each(face, id, at+fixed266ToFloat32(g.XOffset)*scale, base-fixed266ToFloat32(g.YOffset)*scale)
			at += fixed266ToFloat32(g.Advance) * scale
		}
	})
}
