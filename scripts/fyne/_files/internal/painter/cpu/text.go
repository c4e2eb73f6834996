package cpu

import (
	"image"
	"image/color"
	"math"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal/cache"
	"fyne.io/fyne/v2/internal/painter"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// letters keeps what text looks like between frames: how texts are set in glyphs, and the glyphs' masks.
type letters struct {
	lines recent[lineKey, *line]
	masks recent[glyphKey, *mask]
}

// How many of each are kept at least. A page of a grid has about a thousand texts; a glyph's mask takes 300 bytes.
const (
	keptLines = 4000
	keptMasks = 8000
)

func newLetters() *letters {
	return &letters{lines: newRecent[lineKey, *line](keptLines), masks: newRecent[glyphKey, *mask](keptMasks)}
}

// lineKey is what decides which glyphs a text has and where they stand.
type lineKey struct {
	text  string
	fonts *painter.FontCacheItem
	size  float32
	scale float32
	style fyne.TextStyle
}

// line is a text that was set.
type line struct {
	glyphs  []placed
	bounds  image.Rectangle // of all glyphs
	picture *image.RGBA     // instead of glyphs, if some have colours of their own
	ink     pixel           // of the picture
}

// placed is a glyph and where the upper left corner of its mask stands, from that of the line.
type placed struct {
	mask *mask
	at   image.Point
}

type glyphKey struct {
	face   *font.Face
	glyph  font.GID
	size   float32 // in pixels
	fx, fy uint8   // 64ths of a pixel by which it is moved
}

// mask is the shape of a glyph. A glyph without a shape, such as a space, has an empty one.
type mask struct {
	alpha   image.Alpha
	at      image.Point // of its upper left corner from the origin of the glyph
	outline bool        // false: it is a picture
}

// textPlace is where a text is drawn within its object.
func (p *Painter) textPlace(i *item, t *canvas.Text) (pos fyne.Position, size fyne.Size) {
	size, pos = t.MinSize(), i.pos
	within := t.Size()
	switch t.Alignment {
	case fyne.TextAlignTrailing:
		pos.X += within.Width - size.Width
	case fyne.TextAlignCenter:
		pos.X += (within.Width - size.Width) / 2
	}
	if within.Height > size.Height {
		pos.Y += (within.Height - size.Height) / 2
	}
	return pos, size
}

func (p *Painter) describeText(i *item, t *canvas.Text) bool {
	decorated := t.TextStyle.Underline || t.TextStyle.Strikethrough
	if t.Text == "" || t.Text == " " && !decorated {
		return false
	}
	pos, size := p.textPlace(i, t)
	x, y := p.round(pos.X), p.round(pos.Y)
	i.bounds = image.Rect(x, y, x+p.round(size.Width)+p.round(painter.VectorPad(t)), y+p.round(size.Height)+p.round(painter.TextVectorPad))
	if decorated {
		i.bounds.Max.Y += p.round(1)
	}
	if i.bounds.Intersect(i.clip).Empty() {
		return false
	}
	i.look = digest(4).rect(i.bounds).text(t.Text).color(textColor(t)).floats(t.TextSize, p.scale).
		number(styleBits(t.TextStyle)).number(fontNumber(t))
	return true
}

func textColor(t *canvas.Text) color.Color {
	if t.Color == nil {
		return theme.Color(theme.ColorNameForeground)
	}
	return t.Color
}

func styleBits(s fyne.TextStyle) uint64 {
	bits := uint64(s.TabWidth) << 8
	for i, on := range [...]bool{s.Bold, s.Italic, s.Monospace, s.Symbol, s.Underline, s.Strikethrough} {
		if on {
			bits |= 1 << i
		}
	}
	return bits
}

// fontNumber tells the fonts of texts apart.
func fontNumber(t *canvas.Text) uint64 {
	return uint64(uintptr(unsafe.Pointer(painter.CachedFontFace(t.TextStyle, t.FontSource, t))))
}

func (p *Painter) paintText(i *item, t *canvas.Text, clip image.Rectangle) {
	pos, size := p.textPlace(i, t)
	at := image.Pt(p.round(pos.X), p.round(pos.Y))
	ink := textColor(t)
	l := p.letters.line(t, p.scale, i.bounds.Size(), ink)
	if l.picture != nil {
		p.frame.draw(surfaceOf(l.picture), at, clip, 255)
	} else if within := clip.Sub(at); l.bounds.Overlaps(within) {
		colour := pixelOf(ink)
		for _, g := range l.glyphs {
			if g.mask.alpha.Rect.Add(g.at).Overlaps(within) {
				p.frame.stencil(&g.mask.alpha, at.Add(g.at), clip, colour)
			}
		}
	}
	p.decorate(t, pos, size, clip, ink)
}

// decorate draws the lines under and through a text.
func (p *Painter) decorate(t *canvas.Text, pos fyne.Position, size fyne.Size, clip image.Rectangle, ink color.Color) {
	if !t.TextStyle.Underline && !t.TextStyle.Strikethrough {
		return
	}
	_, baseline := cache.GetFontMetrics(t.Text, t.TextSize, t.TextStyle, t.FontSource)
	end := fyne.NewPos(size.Width, 0)
	if t.TextStyle.Underline {
		p.paintLine(p.strokeOf(pos.AddXY(0, baseline+painter.UnderlineOffsetFromBaseline), fyne.Position{}, end, 1), clip, ink)
	}
	if t.TextStyle.Strikethrough {
		p.paintLine(p.strokeOf(pos.AddXY(0, baseline*painter.StrikethroughToBaselineFactor), fyne.Position{}, end, 1), clip, ink)
	}
}

// line sets a text, or remembers how it was set.
func (l *letters) line(t *canvas.Text, scale float32, room image.Point, ink color.Color) *line {
	fonts := painter.CachedFontFace(t.TextStyle, t.FontSource, t)
	style := t.TextStyle
	style.Underline, style.Strikethrough = false, false
	key := lineKey{t.Text, fonts, t.TextSize, scale, style}
	set, ok := l.lines.get(key)
	if !ok {
		set = l.set(key)
		l.lines.put(key, set)
	}
	if set.picture != nil && set.ink != pixelOf(ink) {
		set.ink = pixelOf(ink)
		set.picture = image.NewRGBA(image.Rectangle{Max: room})
		painter.DrawString(set.picture, t.Text, ink, fonts.Fonts, t.TextSize, scale, style)
	}
	return set
}

func (l *letters) set(key lineKey) *line {
	set := &line{}
	painter.WalkGlyphs(key.fonts.Fonts, key.text, key.size, key.scale, key.style, func(face *font.Face, glyph font.GID, x, y float32) {
		// The fractions are kept to 64ths, as a rasterizer of outlines keeps them.
		wholeX, wholeY := math.Floor(float64(x)), math.Floor(float64(y))
		m := l.mask(glyphKey{face, glyph, key.size * key.scale, uint8((float64(x) - wholeX) * 64), uint8((float64(y) - wholeY) * 64)})
		if !m.outline {
			set.picture = &image.RGBA{}
		}
		if m.alpha.Rect.Empty() {
			return
		}
		at := image.Pt(int(wholeX), int(wholeY)).Add(m.at)
		set.glyphs = append(set.glyphs, placed{m, at})
		set.bounds = set.bounds.Union(m.alpha.Rect.Add(at))
	})
	return set
}

func (l *letters) mask(key glyphKey) *mask {
	m, ok := l.masks.get(key)
	if !ok {
		m = l.draw(key)
		l.masks.put(key, m)
	}
	return m
}

// draw rasterizes a glyph into a mask just as large as it needs.
func (l *letters) draw(key glyphKey) *mask {
	outline, ok := key.face.GlyphData(key.glyph).(font.GlyphOutline)
	if !ok {
		return &mask{outline: key.face.GlyphData(key.glyph) == nil}
	}
	scale := key.size / float32(key.face.Upem())
	fx, fy := float32(key.fx)/64, float32(key.fy)/64
	place := func(s opentype.SegmentPoint) (x, y float32) { return s.X*scale + fx, fy - s.Y*scale }
	left, top, right, bottom := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(-math.MaxFloat32), float32(-math.MaxFloat32)
	for i := range outline.Segments {
		for _, arg := range outline.Segments[i].ArgsSlice() {
			x, y := place(arg)
			left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
		}
	}
	if left >= right || top >= bottom {
		return &mask{outline: true}
	}
	x0, y0 := int(math.Floor(float64(left))), int(math.Floor(float64(top)))
	width, height := int(math.Ceil(float64(right)))-x0, int(math.Ceil(float64(bottom)))-y0
	m := &mask{alpha: *image.NewAlpha(image.Rect(0, 0, width, height)), at: image.Pt(x0, y0), outline: true}
	// The rasterizer of stock text, so that strokes are the same to the pixel.
	f := rasterx.NewFiller(width, height, rasterx.NewScannerGV(width, height, &m.alpha, m.alpha.Rect))
	f.SetColor(color.Opaque)
	at := func(s opentype.SegmentPoint) fixed.Point26_6 {
		x, y := place(s)
		return fixed.Point26_6{X: fixed.Int26_6((x - float32(x0)) * 64), Y: fixed.Int26_6((y - float32(y0)) * 64)}
	}
	for i := range outline.Segments {
		switch s := &outline.Segments[i]; s.Op {
		case opentype.SegmentOpMoveTo:
			f.Start(at(s.Args[0]))
		case opentype.SegmentOpLineTo:
			f.Line(at(s.Args[0]))
		case opentype.SegmentOpQuadTo:
			f.QuadBezier(at(s.Args[0]), at(s.Args[1]))
		case opentype.SegmentOpCubeTo:
			f.CubeBezier(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	f.Stop(true)
	f.Draw()
	return m
}
