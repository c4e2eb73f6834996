package paper

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Raster returns a page as a picture of dpi dots per inch on white. It may be called from several goroutines; what
// the document has drawn before is drawn faster. There must be such a page.
func (d *Document) Raster(page int, dpi float64) *image.RGBA {
	p := d.Pages[page]
	scale := dpi / 25.4
	out := image.NewRGBA(image.Rect(0, 0, int(math.Round(p.Width*scale)), int(math.Round(p.Height*scale))))
	d.Draw(out, page, dpi)
	return out
}

// Draw draws the part of a page that the bounds of dst cover on white, at dpi dots per inch with the corner of the
// page at 0, 0: a printer is served page by page in bands.
func (d *Document) Draw(dst *image.RGBA, page int, dpi float64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	c := canvas{doc: d, dst: dst, scale: dpi / 25.4}
	for _, op := range d.Pages[page].Ops {
		switch op := op.(type) {
		case Text:
			c.text(op)
		case Line:
			c.line(op)
		case Rect:
			c.rect(op)
		case Fill:
			c.fill(op.X*c.scale, op.Y*c.scale, (op.X+op.W)*c.scale, (op.Y+op.H)*c.scale, op.Ink)
		case Picture:
			box := image.Rect(c.pixel(op.X), c.pixel(op.Y), c.pixel(op.X+op.W), c.pixel(op.Y+op.H))
			xdraw.ApproxBiLinear.Scale(dst, box, op.Image, op.Image.Bounds(), draw.Over, nil)
		case Photo:
			c.photo(op)
		}
	}
}

// smaller is from which reduction on a photograph is scaled by a method that sees all of its pixels: writing on a scan
// would be torn by the fast one.
const smaller = 1.5

func (c *canvas) photo(p Photo) {
	box := image.Rect(c.pixel(p.X), c.pixel(p.Y), c.pixel(p.X+p.W), c.pixel(p.Y+p.H))
	if !box.Overlaps(c.dst.Rect) {
		return
	}
	img := c.doc.decoded(p)
	if img == nil {
		return
	}
	scaler := xdraw.Scaler(xdraw.ApproxBiLinear)
	if float64(img.Bounds().Dx()) > smaller*float64(box.Dx()) {
		scaler = xdraw.BiLinear
	}
	scaler.Scale(c.dst, box, img, img.Bounds(), draw.Over, nil)
}

// canvas draws operations on a picture of scale dots per millimetre.
type canvas struct {
	doc   *Document
	dst   *image.RGBA
	scale float64
}

func (c *canvas) pixel(mm float64) int { return int(math.Round(mm * c.scale)) }

// stroke returns the first pixel and the number of pixels of a line whose middle is at mm, and how dark they are: a
// line thinner than a pixel is one pixel of grey, so that lines stay apart in weight on a screen.
func (c *canvas) stroke(mm, weight float64) (first, pixels int, cover float64) {
	wide := weight * mmPerPoint * c.scale
	pixels = max(1, int(math.Round(wide)))
	first = int(math.Round(mm*c.scale - float64(pixels)/2))
	return first, pixels, math.Min(1, math.Max(0.4, wide))
}

func (c *canvas) line(l Line) {
	switch {
	case l.X1 == l.X2:
		first, n, cover := c.stroke(l.X1, l.Weight)
		top, bottom := math.Min(l.Y1, l.Y2), math.Max(l.Y1, l.Y2)
		c.block(image.Rect(first, c.pixel(top), first+n, c.pixel(bottom)), l.Ink, cover)
	case l.Y1 == l.Y2:
		first, n, cover := c.stroke(l.Y1, l.Weight)
		left, right := math.Min(l.X1, l.X2), math.Max(l.X1, l.X2)
		c.block(image.Rect(c.pixel(left), first, c.pixel(right), first+n), l.Ink, cover)
	default:
		c.slanted(l)
	}
}

// slanted draws a line that is neither upright nor level, with soft edges.
func (c *canvas) slanted(l Line) {
	x1, y1, x2, y2 := l.X1*c.scale, l.Y1*c.scale, l.X2*c.scale, l.Y2*c.scale
	wide := math.Max(1, l.Weight*mmPerPoint*c.scale)
	length := math.Hypot(x2-x1, y2-y1)
	dx, dy := (y2-y1)/length*wide/2, -(x2-x1)/length*wide/2
	left, top := math.Floor(math.Min(x1, x2)-wide), math.Floor(math.Min(y1, y2)-wide)
	w, h := int(math.Max(x1, x2)+wide-left)+1, int(math.Max(y1, y2)+wide-top)+1
	z := vector.NewRasterizer(w, h)
	to := func(x, y float64) (float32, float32) { return float32(x - left), float32(y - top) }
	z.MoveTo(to(x1+dx, y1+dy))
	z.LineTo(to(x2+dx, y2+dy))
	z.LineTo(to(x2-dx, y2-dy))
	z.LineTo(to(x1-dx, y1-dy))
	z.ClosePath()
	z.Draw(c.dst, image.Rect(int(left), int(top), int(left)+w, int(top)+h), image.NewUniform(l.Ink.color()), image.Point{})
}

func (c *canvas) rect(r Rect) {
	for _, l := range r.sides() {
		c.line(l)
	}
	// The lines end in the middle of each other; this makes the corners whole.
	for _, x := range [...]float64{r.X, r.X + r.W} {
		for _, y := range [...]float64{r.Y, r.Y + r.H} {
			left, w, cover := c.stroke(x, r.Weight)
			top, h, _ := c.stroke(y, r.Weight)
			c.cover(image.Rect(left, top, left+w, top+h), r.Ink, cover)
		}
	}
}

// sides returns the four lines of a rectangle.
func (r Rect) sides() [4]Line {
	line := func(x1, y1, x2, y2 float64) Line {
		return Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Weight: r.Weight, Ink: r.Ink}
	}
	right, bottom := r.X+r.W, r.Y+r.H
	return [4]Line{line(r.X, r.Y, right, r.Y), line(r.X, bottom, right, bottom), line(r.X, r.Y, r.X, bottom), line(right, r.Y, right, bottom)}
}

func (c *canvas) fill(x1, y1, x2, y2 float64, ink Ink) {
	c.block(image.Rect(int(math.Round(x1)), int(math.Round(y1)), int(math.Round(x2)), int(math.Round(y2))), ink, 1)
}

// block darkens a rectangle of pixels.
func (c *canvas) block(box image.Rectangle, ink Ink, cover float64) {
	over := ink.color()
	over.A = uint8(math.Round(cover * 255))
	draw.Draw(c.dst, box, image.NewUniform(over), image.Point{}, draw.Over)
}

// cover sets a rectangle of pixels to what block makes of white, whatever was there.
func (c *canvas) cover(box image.Rectangle, ink Ink, cover float64) {
	tint := func(v uint8) uint8 { return uint8(math.Round(255 - (255-float64(v))*cover)) }
	colour := color.RGBA{tint(ink.R), tint(ink.G), tint(ink.B), 255}
	draw.Draw(c.dst, box, image.NewUniform(colour), image.Point{}, draw.Src)
}

func (i Ink) color() color.NRGBA { return color.NRGBA{i.R, i.G, i.B, 255} }

// glyphKey names a drawn glyph: its place between pixels counts in quarters.
type glyphKey struct {
	face    Face
	index   sfnt.GlyphIndex
	size    fixed.Int26_6 // pixels
	quarter uint8
	turned  bool // by half a turn around its origin
}

// glyphMask is a drawn glyph; x and y lead from its origin to its upper left corner.
type glyphMask struct {
	alpha *image.Alpha
	x, y  int
}

func (c *canvas) text(t Text) {
	size := fixed.Int26_6(math.Round(t.Size * mmPerPoint * c.scale * 64))
	em := float64(size) / 64
	y := c.pixel(t.Y)
	if y+2*size.Ceil() < c.dst.Rect.Min.Y || y-2*size.Ceil() > c.dst.Rect.Max.Y {
		return
	}
	x := t.X * c.scale
	ink := image.NewUniform(t.Ink.color())
	for _, r := range t.Text {
		g := c.doc.glyph(t.Face, r)
		whole := math.Floor(x)
		key := glyphKey{face: t.Face, index: g.index, size: size, quarter: uint8((x - whole) * 4), turned: t.Turned}
		if m := c.doc.mask(key); m != nil {
			at := m.alpha.Rect.Add(image.Pt(int(whole)+m.x, y+m.y))
			if t.Ink == (Ink{}) {
				blacken(c.dst, at, m.alpha)
			} else {
				draw.DrawMask(c.dst, at, ink, image.Point{}, m.alpha, image.Point{}, draw.Over)
			}
		}
		if t.Turned {
			x -= g.advance * em
		} else {
			x += g.advance * em
		}
	}
}

// blacken draws a mask in black, which nearly all text is, without the general machinery.
func blacken(dst *image.RGBA, at image.Rectangle, mask *image.Alpha) {
	box := at.Intersect(dst.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		source := mask.Pix[(y-at.Min.Y)*mask.Stride+box.Min.X-at.Min.X:]
		target := dst.Pix[dst.PixOffset(box.Min.X, y):]
		for x := range box.Dx() {
			a := uint32(source[x])
			if a == 0 {
				continue
			}
			pixel := target[4*x : 4*x+3 : 4*x+3]
			for i, v := range pixel {
				pixel[i] = uint8(uint32(v) * (255 - a) / 255)
			}
		}
	}
}

// maxMasks bounds the memory of drawn glyphs, in bytes. A page of text needs 0.2 MB at 96 dpi and 3 MB at 600.
const maxMasks = 24 << 20

// mask returns a drawn glyph, nil if it is blank.
func (d *Document) mask(key glyphKey) *glyphMask {
	if m, ok := d.glyphs[key]; ok {
		return m
	}
	if d.masks >= maxMasks {
		clear(d.glyphs)
		d.masks = 0
	}
	m := drawGlyph(outlines[key.face]().font, &d.metrics[key.face].buffer, key)
	d.glyphs[key] = m
	d.masks += 64 // for the entry itself
	if m != nil {
		d.masks += len(m.alpha.Pix)
	}
	return m
}

func drawGlyph(f *sfnt.Font, buffer *sfnt.Buffer, key glyphKey) *glyphMask {
	segments, err := f.LoadGlyph(buffer, key.index, key.size, nil)
	if err != nil || len(segments) == 0 {
		return nil
	}
	bounds := segments.Bounds()
	left, top := bounds.Min.X.Floor(), bounds.Min.Y.Floor()
	w, h := bounds.Max.X.Ceil()-left+2, bounds.Max.Y.Ceil()-top+1
	shift := float32(key.quarter) / 4
	if key.turned {
		shift = 1 - shift // the mask is turned as a whole, its place between pixels too
	}
	z := vector.NewRasterizer(w, h)
	z.DrawOp = draw.Src
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(p.X)/64 - float32(left) + shift, float32(p.Y)/64 - float32(top)
	}
	for _, s := range segments {
		x, y := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			z.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			x2, y2 := at(s.Args[1])
			z.QuadTo(x, y, x2, y2)
		case sfnt.SegmentOpCubeTo:
			x2, y2 := at(s.Args[1])
			x3, y3 := at(s.Args[2])
			z.CubeTo(x, y, x2, y2, x3, y3)
		}
	}
	m := &glyphMask{alpha: image.NewAlpha(image.Rect(0, 0, w, h)), x: left, y: top}
	z.Draw(m.alpha, m.alpha.Rect, image.Opaque, image.Point{})
	if key.turned {
		slices.Reverse(m.alpha.Pix) // the rows have no padding
		m.x, m.y = 1-left-w, -top-h
	}
	return m
}
