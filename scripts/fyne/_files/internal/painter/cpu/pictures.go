package cpu

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal/painter"
	"github.com/anthonynsimon/bild/blur"
	"golang.org/x/image/draw"
)

// picture is what an object looks like that takes long to draw.
type picture struct {
	number uint64 // no two have the same
	look   digest // of what was drawn
	drawn  *surface
	frame  uint64 // the last frame that had it
}

// pictures are kept between frames until the driver says that the object has changed.
type pictures struct {
	kept   map[fyne.CanvasObject]*picture
	number uint64 // of the last new picture
	frame  uint64
}

// of returns the picture of an object, without anything drawn if it is new.
func (p *pictures) of(o fyne.CanvasObject) *picture {
	kept, ok := p.kept[o]
	if !ok {
		p.number++
		kept = &picture{number: p.number, frame: p.frame}
		p.kept[o] = kept
	}
	return kept
}

// has tells if a look of an object was drawn.
func (p *pictures) has(o fyne.CanvasObject, look digest) bool {
	kept, ok := p.kept[o]
	return ok && kept.drawn != nil && kept.look == look
}

// get returns what was drawn for a look, and draws it if it must.
func (k *picture) get(look digest, draw func() image.Image) *surface {
	if k.drawn == nil || k.look != look {
		k.look, k.drawn = look, &surface{}
		if drawn := draw(); drawn != nil {
			k.drawn = surfaceOf(drawn)
		}
	}
	return k.drawn
}

// keptFrames is for how many frames a picture is kept after the last that showed it.
const keptFrames = 300

// sweep forgets pictures that were not shown for long.
func (p *pictures) sweep(shown []item) {
	if len(p.kept) == 0 {
		return
	}
	p.frame++
	for i := range shown {
		if k, ok := p.kept[shown[i].object]; ok {
			k.frame = p.frame
		}
	}
	for o, k := range p.kept {
		if k.frame+keptFrames < p.frame {
			delete(p.kept, o)
		}
	}
}

// imagePlace is where the picture itself stands within its object.
func (p *Painter) imagePlace(pos fyne.Position, o *canvas.Image) image.Rectangle {
	size := o.Size()
	if o.FillMode == canvas.ImageFillContain || o.FillMode == canvas.ImageFillOriginal {
		aspect := o.Aspect()
		if aspect == 0 {
			aspect = 1
		}
		pos, size = inAspect(pos, size, aspect)
	}
	return p.pictureBox(pos, size)
}

func (p *Painter) describeImage(i *item, o *canvas.Image) bool {
	i.bounds = p.imagePlace(i.pos, o)
	if i.bounds.Empty() {
		return false
	}
	i.look = digest(5).rect(i.bounds).number(p.pictures.of(o).number).floats(float32(o.Translucency), o.CornerRadius, float32(o.FillMode), float32(o.ScaleMode))
	return true
}

func (p *Painter) paintImage(i *item, o *canvas.Image, clip image.Rectangle) {
	box := p.imagePlace(i.pos, o)
	look := digest(0).number(uint64(box.Dx())<<32|uint64(box.Dy())).floats(o.CornerRadius, float32(o.FillMode), float32(o.ScaleMode))
	drawn := p.pictures.of(o).get(look, func() image.Image {
		from := painter.PaintImage(o, p.canvas, p.round(o.Size().Width), p.round(o.Size().Height))
		if from == nil {
			return nil
		}
		part := from.Bounds()
		if o.FillMode == canvas.ImageFillCover {
			part = covering(part, box.Size())
		}
		radius := min(o.CornerRadius, painter.GetMaximumRadius(o.Size())) * p.scale
		return roundCorners(fit(from, part, box.Size(), o.ScaleMode), radius)
	})
	p.frame.draw(drawn, box.Min, clip, uint32(min(max(o.Alpha(), 0), 1)*255+0.5))
}

// covering is the part of a picture, cut at two sides, that fills the size.
func covering(all image.Rectangle, size image.Point) image.Rectangle {
	width, height := float64(all.Dx()), float64(all.Dy())
	wanted := float64(size.X) / float64(size.Y)
	if width/height > wanted {
		return all.Intersect(image.Rect(all.Min.X+int((width-height*wanted)/2), all.Min.Y, all.Max.X-int((width-height*wanted)/2), all.Max.Y))
	}
	return all.Intersect(image.Rect(all.Min.X, all.Min.Y+int((height-width/wanted)/2), all.Max.X, all.Max.Y-int((height-width/wanted)/2)))
}

// fit scales a part of a picture to the size, if it has not got it.
func fit(from image.Image, part image.Rectangle, size image.Point, mode canvas.ImageScale) image.Image {
	if part == from.Bounds() && part.Size() == size {
		return from
	}
	to := image.NewRGBA(image.Rectangle{Max: size})
	scaler := draw.Scaler(draw.ApproxBiLinear)
	if mode == canvas.ImageScalePixels {
		scaler = draw.NearestNeighbor
	}
	scaler.Scale(to, to.Rect, from, part, draw.Src, nil)
	return to
}

// roundCorners returns the picture with corners of the radius, in pixels.
func roundCorners(from image.Image, radius float32) image.Image {
	if radius <= 0.5 {
		return from
	}
	b := from.Bounds()
	to := image.NewRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(to, to.Rect, from, b.Min, draw.Src)
	halfX, halfY := float32(b.Dx())/2, float32(b.Dy())/2
	for y := range b.Dy() {
		for x := range b.Dx() {
			dx := max(abs(float32(x)+0.5-halfX)-halfX+radius, 0)
			dy := max(abs(float32(y)+0.5-halfY)-halfY+radius, 0)
			if cover := 1 - smoothstep(-1, 1, length(dx, dy)-radius); cover < 1 {
				at := to.Pix[to.PixOffset(x, y):][:4]
				for c := range at {
					at[c] = uint8(float32(at[c])*cover + 0.5)
				}
			}
		}
	}
	return to
}

func (p *Painter) describeRaster(i *item, o *canvas.Raster) bool {
	i.bounds = p.pictureBox(i.pos, o.Size())
	if i.bounds.Empty() || o.Generator == nil {
		return false
	}
	i.look = digest(6).rect(i.bounds).number(p.pictures.of(o).number).floats(float32(o.Translucency), float32(o.ScaleMode))
	return true
}

func (p *Painter) paintRaster(i *item, o *canvas.Raster, clip image.Rectangle) {
	box := p.pictureBox(i.pos, o.Size())
	look := digest(0).number(uint64(box.Dx())<<32 | uint64(box.Dy()))
	drawn := p.pictures.of(o).get(look, func() image.Image {
		from := o.Generator(p.round(o.Size().Width), p.round(o.Size().Height))
		if from == nil {
			return nil
		}
		return fit(from, from.Bounds(), box.Size(), o.ScaleMode)
	})
	p.frame.draw(drawn, box.Min, clip, uint32(min(max(o.Alpha(), 0), 1)*255+0.5))
}

// gradient is what the two kinds of them have in common.
type gradient interface {
	Generate(width, height int) image.Image
	Size() fyne.Size
}

// describeDrawing is for all kinds that are drawn rarely: the routines of Fyne's own software painter draw them.
func (p *Painter) describeDrawing(i *item) bool {
	pad := painter.VectorPad(i.object)
	switch o := i.object.(type) {
	case *canvas.LinearGradient:
		i.look = digest(7).color(o.StartColor).color(o.EndColor).float(float32(o.Angle))
	case *canvas.RadialGradient:
		i.look = digest(8).color(o.StartColor).color(o.EndColor).floats(float32(o.CenterOffsetX), float32(o.CenterOffsetY))
	case *canvas.Arc:
		i.look = digest(9).color(o.FillColor).color(o.StrokeColor).floats(o.StartAngle, o.EndAngle, o.CutoutRatio, o.CornerRadius, o.StrokeWidth)
	case *canvas.RegularPolygon:
		i.look = digest(10).color(o.FillColor).color(o.StrokeColor).floats(o.StrokeWidth, o.CornerRadius, o.Angle, float32(o.Sides))
	case *canvas.ArbitraryPolygon:
		i.look = digest(11).color(o.FillColor).color(o.StrokeColor).float(o.StrokeWidth).floats(o.CornerRadii...).number(uint64(len(o.Points)))
		for _, at := range o.Points {
			i.look = i.look.floats(at.X, at.Y)
		}
		if o.NormalizedPoints {
			i.look = i.look.number(1)
		}
	case *canvas.BezierCurve:
		i.look = digest(12).color(o.StrokeColor).floats(o.StrokeWidth, o.StartPoint.X, o.StartPoint.Y, o.EndPoint.X, o.EndPoint.Y)
		for _, at := range o.ControlPoints {
			i.look = i.look.floats(at.X, at.Y)
		}
	case *canvas.Ellipse:
		i.look = digest(13).color(o.FillColor).color(o.StrokeColor).float(o.StrokeWidth).shadow(o.Shadow)
		pad += abs(o.Size().Width-o.Size().Height) / 2
		if painter.IsShadowVisible(o.Shadow) {
			pad += max(abs(o.Shadow.Offset.X), abs(o.Shadow.Offset.Y)) + 3*o.Shadow.BlurRadius + abs(o.Shadow.Spread)
		}
	default:
		return false // containers, widgets, and canvas.Shader, which is a program for graphics cards
	}
	size := i.object.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return false
	}
	i.bounds = p.pictureBox(i.pos.SubtractXY(pad, pad), size.AddWidthHeight(2*pad, 2*pad))
	i.look = i.look.number(uint64(i.bounds.Dx())<<32 | uint64(i.bounds.Dy())).float(p.scale).rect(i.bounds)
	return true
}

func (p *Painter) paintDrawing(i *item, clip image.Rectangle) {
	pad := painter.VectorPad(i.object)
	size := i.object.Size()
	if e, ok := i.object.(*canvas.Ellipse); ok {
		if painter.IsShadowVisible(e.Shadow) {
			p.paintEllipseShadow(i, e, clip)
		}
		pad += abs(size.Width-size.Height) / 2
	}
	box := p.pictureBox(i.pos.SubtractXY(pad, pad), size.AddWidthHeight(2*pad, 2*pad))
	look := i.look // where it stands is part of it, and rounding may depend on that
	drawn := p.pictures.of(i.object).get(look, func() image.Image { return p.drawing(i.object, pad, box) })
	p.frame.draw(drawn, box.Min, clip, 255)
}

// drawing draws an object of the rarer kinds.
func (p *Painter) drawing(object fyne.CanvasObject, pad float32, box image.Rectangle) image.Image {
	pixels := func(v float32) float32 { return float32(math.Round(float64(v * p.scale))) }
	switch o := object.(type) {
	case gradient:
		return o.Generate(box.Dx(), box.Dy())
	case *canvas.Arc:
		return painter.DrawArc(o, pad, pixels)
	case *canvas.RegularPolygon:
		return painter.DrawPolygon(o, pad, pixels)
	case *canvas.ArbitraryPolygon:
		return painter.DrawArbitraryPolygon(o, pad, pixels)
	case *canvas.BezierCurve:
		return painter.DrawBezierCurve(o, pad, pixels)
	case *canvas.Ellipse:
		return painter.DrawEllipse(o, pad, pixels)
	}
	return nil
}

// paintEllipseShadow blurs the ellipse in the shadow's colour, and keeps it out of the ellipse if it must.
func (p *Painter) paintEllipseShadow(i *item, o *canvas.Ellipse, clip image.Rectangle) {
	s := o.Shadow
	pixels := func(v float32) float32 { return float32(math.Round(float64(v * p.scale))) }
	pad := s.BlurRadius + max(s.Spread, 0) + 1
	shape := func(c color.Color, spread float32) *image.RGBA {
		e := canvas.NewEllipse(c)
		e.Resize(o.Size().AddWidthHeight(2*spread, 2*spread))
		return painter.DrawEllipse(e, pad-spread+abs(o.Size().Width-o.Size().Height)/2, pixels)
	}
	cast := shape(s.Color, s.Spread)
	if s.BlurRadius > 0 {
		cast = blur.Gaussian(cast, float64(s.BlurRadius*p.scale))
	}
	around := pad + abs(o.Size().Width-o.Size().Height)/2
	at := image.Pt(p.round(i.pos.X-around), p.round(i.pos.Y-around))
	offset := image.Pt(p.round(s.Offset.X), p.round(s.Offset.Y))
	if s.Variant == canvas.DropShadow {
		hole := shape(color.Opaque, 0)
		for y := cast.Rect.Min.Y; y < cast.Rect.Max.Y; y++ {
			for x := cast.Rect.Min.X; x < cast.Rect.Max.X; x++ {
				left := 255 - uint32(hole.RGBAAt(x+offset.X, y+offset.Y).A)
				pix := cast.Pix[cast.PixOffset(x, y):][:4]
				for c := range pix {
					pix[c] = uint8(uint32(pix[c]) * left / 255)
				}
			}
		}
	}
	p.frame.draw(surfaceOf(cast), at.Add(offset), clip, 255)
}
