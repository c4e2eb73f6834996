package cpu

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal/painter"
)

func (p *Painter) describeRectangle(i *item, r *canvas.Rectangle) bool {
	shadow := painter.IsShadowVisible(r.Shadow)
	if !shadow && invisible(r.FillColor) && (invisible(r.StrokeColor) || r.StrokeWidth == 0) {
		return false
	}
	box := p.rectangleBox(i.pos, r)
	if box.Empty() {
		return false
	}
	i.bounds = box
	if rounded(r) || shadow {
		i.bounds = p.reach(box, r.Shadow)
	} else {
		i.opaque = opaque(r.FillColor) && (r.StrokeWidth == 0 || invisible(r.StrokeColor) || opaque(r.StrokeColor))
	}
	i.look = digest(1).rect(box).color(r.FillColor).color(r.StrokeColor).
		floats(r.StrokeWidth, r.CornerRadius, r.TopLeftCornerRadius, r.TopRightCornerRadius, r.BottomLeftCornerRadius, r.BottomRightCornerRadius)
	if shadow {
		i.look = i.look.shadow(r.Shadow)
	}
	return true
}

func (p *Painter) describeCircle(i *item, c *canvas.Circle) bool {
	shadow := painter.IsShadowVisible(c.Shadow)
	if !shadow && invisible(c.FillColor) && (invisible(c.StrokeColor) || c.StrokeWidth == 0) {
		return false
	}
	box := p.boxOf(inAspect(i.pos, c.Size(), 1))
	if box.Empty() {
		return false
	}
	i.bounds = p.reach(box, c.Shadow)
	i.look = digest(2).rect(box).color(c.FillColor).color(c.StrokeColor).float(c.StrokeWidth)
	if shadow {
		i.look = i.look.shadow(c.Shadow)
	}
	return true
}

func invisible(c color.Color) bool {
	if c == nil {
		return true
	}
	_, _, _, a := c.RGBA()
	return a == 0
}

func opaque(c color.Color) bool { return pixelOf(c).alpha() == 255 }

func rounded(r *canvas.Rectangle) bool {
	return r.CornerRadius != 0 || r.TopLeftCornerRadius != 0 || r.TopRightCornerRadius != 0 || r.BottomLeftCornerRadius != 0 || r.BottomRightCornerRadius != 0
}

// inAspect returns the greatest rectangle of the aspect (width by height; 0 is any) in the middle of the given one.
func inAspect(pos fyne.Position, size fyne.Size, aspect float32) (fyne.Position, fyne.Size) {
	switch {
	case aspect == 0 || size.Width <= 0 || size.Height <= 0:
	case size.Width/size.Height > aspect:
		width := size.Height * aspect
		return pos.AddXY((size.Width-width)/2, 0), fyne.NewSize(width, size.Height)
	default:
		height := size.Width / aspect
		return pos.AddXY(0, (size.Height-height)/2), fyne.NewSize(size.Width, height)
	}
	return pos, size
}

func (p *Painter) rectangleBox(pos fyne.Position, r *canvas.Rectangle) image.Rectangle {
	return p.boxOf(inAspect(pos, r.Size(), r.Aspect))
}

// reach is what a shape with soft edges, and perhaps a shadow, may touch.
func (p *Painter) reach(box image.Rectangle, s canvas.Shadow) image.Rectangle {
	edge := int(p.softness()) + 1
	box = box.Inset(-edge)
	if !painter.IsShadowVisible(s) {
		return box
	}
	pads := painter.GetShadowPaddings(s)
	return image.Rect(box.Min.X-p.round(pads[0]), box.Min.Y-p.round(pads[1]), box.Max.X+p.round(pads[2]), box.Max.Y+p.round(pads[3]))
}

// softness is how far from an edge its colour begins to fade, in pixels.
func (p *Painter) softness() float32 { return float32(p.round(0.5)) }

func (p *Painter) paintRectangle(i *item, r *canvas.Rectangle, clip image.Rectangle) {
	box := p.rectangleBox(i.pos, r)
	shadow := painter.IsShadowVisible(r.Shadow)
	if !shadow && !rounded(r) {
		p.paintPlain(box, p.round(r.StrokeWidth), clip, pixelOf(r.FillColor), pixelOf(r.StrokeColor))
		return
	}
	size := fyne.NewSize(float32(box.Dx())/p.scale, float32(box.Dy())/p.scale)
	tl := painter.GetCornerRadius(r.TopLeftCornerRadius, r.CornerRadius)
	tr := painter.GetCornerRadius(r.TopRightCornerRadius, r.CornerRadius)
	bl := painter.GetCornerRadius(r.BottomLeftCornerRadius, r.CornerRadius)
	br := painter.GetCornerRadius(r.BottomRightCornerRadius, r.CornerRadius)
	s := p.shapeOf(box, r.FillColor, r.StrokeColor, r.StrokeWidth)
	s.radius = corners{
		tr: float32(p.round(painter.GetMaximumCornerRadius(tr, tl, br, size))),
		br: float32(p.round(painter.GetMaximumCornerRadius(br, bl, tr, size))),
		tl: float32(p.round(painter.GetMaximumCornerRadius(tl, tr, bl, size))),
		bl: float32(p.round(painter.GetMaximumCornerRadius(bl, br, tl, size))),
	}
	s.square = !rounded(r)
	if shadow {
		p.castShadow(&s, r.Shadow)
	}
	p.paintShape(&s, clip)
}

// paintPlain paints a rectangle with sharp corners; its stroke lies within it.
func (p *Painter) paintPlain(box image.Rectangle, width int, clip image.Rectangle, fill, stroke pixel) {
	if width <= 0 || stroke == 0 {
		width = 0
	}
	inner := box.Inset(width)
	if width > 0 && inner.Empty() {
		p.frame.fill(box.Intersect(clip), stroke)
		return
	}
	p.frame.fill(inner.Intersect(clip), fill)
	if width == 0 {
		return
	}
	for _, side := range [...]image.Rectangle{
		image.Rect(box.Min.X, box.Min.Y, box.Max.X, inner.Min.Y),
		image.Rect(box.Min.X, inner.Max.Y, box.Max.X, box.Max.Y),
		image.Rect(box.Min.X, inner.Min.Y, inner.Min.X, inner.Max.Y),
		image.Rect(inner.Max.X, inner.Min.Y, box.Max.X, inner.Max.Y),
	} {
		p.frame.fill(side.Intersect(clip), stroke)
	}
}

func (p *Painter) paintCircle(i *item, c *canvas.Circle, clip image.Rectangle) {
	box := p.boxOf(inAspect(i.pos, c.Size(), 1))
	r := float32(p.round(painter.GetMaximumRadius(c.Size())))
	s := p.shapeOf(box, c.FillColor, c.StrokeColor, c.StrokeWidth)
	s.radius = corners{r, r, r, r}
	if painter.IsShadowVisible(c.Shadow) {
		p.castShadow(&s, c.Shadow)
	}
	p.paintShape(&s, clip)
}

// tint is a colour that is not premultiplied, its channels from 0 to 1.
type tint struct{ r, g, b, a float32 }

func tintOf(c color.Color) tint {
	if c == nil {
		return tint{}
	}
	r, g, b, a := c.RGBA()
	if a == 0 {
		return tint{}
	}
	alpha := float32(a)
	return tint{float32(r) / alpha, float32(g) / alpha, float32(b) / alpha, alpha / 0xffff}
}

func (t tint) mix(other tint, part float32) tint {
	return tint{t.r + (other.r-t.r)*part, t.g + (other.g-t.g)*part, t.b + (other.b-t.b)*part, t.a + (other.a-t.a)*part}
}

func (t tint) pixel() pixel {
	channel := func(v float32) pixel { return pixel(min(max(v, 0), 1)*255 + 0.5) }
	return channel(t.a)<<24 | channel(t.r*t.a)<<16 | channel(t.g*t.a)<<8 | channel(t.b*t.a)
}

// corners are the radii of a rectangle's corners, in pixels.
type corners struct{ tr, br, tl, bl float32 }

func (c corners) most() float32 { return max(c.tr, c.br, c.tl, c.bl) }

func (c corners) plus(v float32) corners { return corners{c.tr + v, c.br + v, c.tl + v, c.bl + v} }

func (c corners) times(v float32) corners { return corners{c.tr * v, c.br * v, c.tl * v, c.bl * v} }

func (c corners) atLeast(v float32) corners {
	return corners{max(c.tr, v), max(c.br, v), max(c.tl, v), max(c.bl, v)}
}

// shape is a rounded rectangle as the shader round_rectangle has it: all in pixels, the colour of each pixel a matter
// of its distance from the edge. Coordinates are from the middle, y upwards.
type shape struct {
	box          image.Rectangle
	midX, midY   float32
	halfX, halfY float32 // to the middle of the stroke
	stroke       float32 // half the width
	soft         float32
	radius       corners
	square       bool // drawn by the shader rectangle: sharp corners, the shadow alone is soft
	fill, line   tint
	all          bool // a radius is greater than half the shorter side

	shadow               bool
	cast                 tint
	castX, castY         float32 // offset, y upwards
	blur, spread         float32
	under                bool // the shadow is also below the shape
	castHalfX, castHalfY float32
	castRadius           corners
}

func (p *Painter) shapeOf(box image.Rectangle, fill, line color.Color, width float32) shape {
	stroke := float32(p.round(width))
	return shape{
		box: box, midX: float32(box.Min.X+box.Max.X) / 2, midY: float32(box.Min.Y+box.Max.Y) / 2,
		halfX: (float32(box.Dx()) - stroke) / 2, halfY: (float32(box.Dy()) - stroke) / 2,
		stroke: stroke / 2, soft: p.softness(), fill: tintOf(fill), line: tintOf(line),
	}
}

func (p *Painter) castShadow(s *shape, from canvas.Shadow) {
	s.shadow, s.cast, s.under = true, tintOf(from.Color), from.Variant != canvas.DropShadow
	s.castX, s.castY = float32(p.round(from.Offset.X)), -float32(p.round(from.Offset.Y))
	s.blur, s.spread = float32(p.round(from.BlurRadius)), float32(p.round(from.Spread))
	x, y := s.halfX+s.stroke, s.halfY+s.stroke
	s.castHalfX, s.castHalfY, s.castRadius = x, y, s.radius
	if s.spread != 0 {
		s.castHalfX, s.castHalfY = max(x+s.spread, 0), max(y+s.spread, 0)
		s.castRadius = s.radius.times(min(ratio(s.castHalfX, x), ratio(s.castHalfY, y))).atLeast(0)
	}
	inset := s.blur / 2
	s.castHalfX, s.castHalfY = max(s.castHalfX-inset, 0), max(s.castHalfY-inset, 0)
	s.castRadius = s.castRadius.plus(-inset).atLeast(0)
}

func ratio(a, b float32) float32 {
	if b > 0 {
		return a / b
	}
	return 1
}

// paintShape asks for the colour of every pixel near the edges, and once for what lies between them in a row.
func (p *Painter) paintShape(s *shape, clip image.Rectangle) {
	s.all = s.radius.most()-0.9 > min(s.halfX, s.halfY)+s.stroke
	near := int(s.radius.most()+2*s.stroke+s.soft) + 2
	if s.shadow {
		near += int(s.blur + float32(math.Abs(float64(s.spread))) + max(abs(s.castX), abs(s.castY)))
	}
	from, to := s.box.Min.X+near, s.box.Max.X-near
	if s.all || to-from < 8 {
		from, to = clip.Max.X, clip.Max.X
	}
	from, to = min(max(from, clip.Min.X), clip.Max.X), min(max(to, clip.Min.X), clip.Max.X)
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		p.paintSpan(s, y, clip.Min.X, from)
		if from < to {
			p.frame.fill(image.Rect(from, y, to, y+1), s.at((from+to)/2, y))
		}
		p.paintSpan(s, y, to, clip.Max.X)
	}
}

func (p *Painter) paintSpan(s *shape, y, from, to int) {
	if from >= to {
		return
	}
	row := p.frame.row(y, from, to)
	for x := range row {
		if c := s.at(from+x, y); c.alpha() > 0 {
			row[x] = c.over(row[x])
		}
	}
}

// at is the colour of a pixel.
func (s *shape) at(pixelX, pixelY int) pixel {
	x, y := float32(pixelX)+0.5-s.midX, s.midY-float32(pixelY)-0.5
	if s.square {
		return s.squareAt(x, y)
	}
	var distance, cover float32
	colour := s.fill
	if s.all {
		distance = farFrom(x, y, s.halfX+s.stroke, s.halfY+s.stroke, s.radius)
		cover = 1 - smoothstep(-s.soft, s.soft, distance)
		if s.stroke > 0 {
			colour = s.fill.mix(s.line, 1-smoothstep(2*s.stroke-s.soft, 2*s.stroke+s.soft, abs(distance)))
		}
	} else {
		distance = nearTo(x, y, s.halfX, s.halfY, s.radius.plus(-s.stroke))
		cover = 1 - smoothstep(s.stroke-s.soft, s.stroke+s.soft, distance)
		if s.stroke > 0 {
			colour = s.fill.mix(s.line, smoothstep(-s.stroke-s.soft, -s.stroke+s.soft, distance))
		}
	}
	colour.a *= cover
	if s.shadow {
		colour = colour.onShadow(s.cast, s.shadowAt(x, y, distance))
	}
	return colour.pixel()
}

func (s *shape) shadowAt(x, y, distance float32) float32 {
	far := nearTo
	if s.all {
		far = farFrom
	}
	alpha := s.cast.a * (1 - smoothstep(-s.soft, s.blur+s.soft, far(x-s.castX, y-s.castY, s.castHalfX, s.castHalfY, s.castRadius)))
	if !s.under {
		if !s.all {
			distance = nearTo(x, y, s.halfX+s.stroke, s.halfY+s.stroke, s.radius)
		}
		alpha *= smoothstep(-2*s.soft, 0, distance)
	}
	return alpha
}

// squareAt is at for sharp corners.
func (s *shape) squareAt(x, y float32) pixel {
	halfX, halfY := s.halfX+s.stroke, s.halfY+s.stroke
	inX, inY := halfX-abs(x), halfY-abs(y) // distances to the nearest sides, from within
	inside := min(inX, inY)
	if inside >= 0 && inside <= 2*s.stroke && s.stroke > 0 {
		return s.line.pixel()
	}
	dx, dy := abs(x-s.castX)-halfX-s.spread, abs(y-s.castY)-halfY-s.spread
	alpha := s.cast.a * (1 - smoothstep(-s.blur/2, s.blur/2, length(max(dx, 0), max(dy, 0))+min(max(dx, dy), 0)))
	if !s.under {
		alpha *= 1 - smoothstep(-0.5, 0, inside)
	}
	colour := s.fill
	if inside < 0 {
		colour.a = 0
	}
	return colour.onShadow(s.cast, alpha).pixel()
}

// onShadow draws t over a shadow of the colour.
func (t tint) onShadow(cast tint, alpha float32) tint {
	below := alpha * (1 - t.a)
	a := t.a + below
	if a <= 0 {
		return tint{}
	}
	return tint{(t.r*t.a + cast.r*below) / a, (t.g*t.a + cast.g*below) / a, (t.b*t.a + cast.b*below) / a, a}
}

// nearTo is the distance to a rounded rectangle, negative within it, if no radius is over half the shorter side.
func nearTo(x, y, halfX, halfY float32, c corners) float32 {
	r := c.bl
	switch {
	case x > 0 && y > 0:
		r = c.tr
	case x > 0:
		r = c.br
	case y > 0:
		r = c.tl
	}
	dx, dy := abs(x)-halfX+r, abs(y)-halfY+r
	return min(max(dx, dy), 0) + length(max(dx, 0), max(dy, 0)) - r
}

// farFrom is nearTo for any radius.
func farFrom(x, y, halfX, halfY float32, c corners) float32 {
	dx, dy := abs(x)-halfX, abs(y)-halfY
	d := length(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0)
	corner := func(cx, cy, r float32) {
		if cx < 0 && cy < 0 {
			d = max(d, length(cx, cy)-r)
		}
	}
	// Each corner is turned so that outside it both distances are negative.
	corner(x-(c.tl-halfX), (halfY-c.tl)-y, c.tl)
	corner((halfX-c.tr)-x, (halfY-c.tr)-y, c.tr)
	corner((halfX-c.br)-x, y-(c.br-halfY), c.br)
	corner(x-(c.bl-halfX), y-(c.bl-halfY), c.bl)
	return d
}

func smoothstep(from, to, v float32) float32 {
	if from == to {
		if v < from {
			return 0
		}
		return 1
	}
	t := min(max((v-from)/(to-from), 0), 1)
	return t * t * (3 - 2*t)
}

func length(x, y float32) float32 {
	switch {
	case x == 0:
		return abs(y)
	case y == 0:
		return abs(x)
	}
	return float32(math.Sqrt(float64(x*x + y*y)))
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}
