package cpu

import (
	"image"
	"math"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal"
	"fyne.io/fyne/v2/theme"
)

// Painter paints the canvas of one window. It is a gl.Painter; a frame is Clear, some Paint, then Finish.
// All of it runs on one goroutine.
type Painter struct {
	canvas fyne.Canvas
	scale  float32 // pixels of a unit of the canvas

	frame       surface
	ground      pixel
	whole       bool // paint all of the next frame
	items, last []item
	found       map[fyne.CanvasObject]int
	damaged     damage

	clip     *internal.ClipItem
	clipRect image.Rectangle

	letters  *letters
	pictures pictures
}

// item is one object of a frame.
type item struct {
	object fyne.CanvasObject
	pos    fyne.Position
	clip   image.Rectangle
	bounds image.Rectangle // within clip: outside it nothing changes
	look   digest
	opaque bool // every pixel of bounds gets a colour of the object's own
	reads  bool // looks at what is below
}

func (i *item) same(other *item) bool {
	return i.look == other.look && i.bounds == other.bounds && i.object == other.object
}

// NewPainter returns a painter for the canvas.
func NewPainter(c fyne.Canvas) *Painter {
	return &Painter{canvas: c, scale: c.Scale(), whole: true, found: map[fyne.CanvasObject]int{}, letters: newLetters(), pictures: pictures{kept: map[fyne.CanvasObject]*picture{}}}
}

// Init has nothing to do.
func (p *Painter) Init() {}

// SetFrameBufferScale sets how many pixels of the frame a pixel of the canvas has.
func (p *Painter) SetFrameBufferScale(texture float32) {
	if s := p.canvas.Scale() * texture; s != p.scale {
		p.scale, p.whole = s, true
	}
}

// SetOutputSize sets the size of the frame in pixels.
func (p *Painter) SetOutputSize(width, height int) {
	width, height = max(width, 0), max(height, 0)
	if width != p.frame.width || height != p.frame.height {
		p.frame.resize(width, height)
		p.whole = true
	}
}

// Clear begins a frame.
func (p *Painter) Clear() {
	p.items, p.last = p.last[:0], p.items
	p.clip, p.clipRect = nil, p.frame.bounds()
	if ground := pixelOf(theme.Color(theme.ColorNameBackground)) | 0xff000000; ground != p.ground {
		p.ground, p.whole = ground, true
	}
}

// StartClipping has nothing to do: Paint is told the clip.
func (p *Painter) StartClipping(fyne.Position, fyne.Size) {}

// StopClipping has nothing to do.
func (p *Painter) StopClipping() {}

// Free is told of objects whose content may have changed, or that are not needed any more.
func (p *Painter) Free(o fyne.CanvasObject) { delete(p.pictures.kept, o) }

// Forget has every picture drawn anew: a theme has changed, and with it icons of which nobody tells because they are not
// shown just now.
func (p *Painter) Forget() {
	clear(p.pictures.kept)
	p.whole = true
}

// Paint notes an object of the frame.
func (p *Painter) Paint(o fyne.CanvasObject, pos fyne.Position, _ fyne.Size, clip *internal.ClipItem) {
	if !o.Visible() {
		return
	}
	if clip != p.clip {
		p.clip, p.clipRect = clip, p.frame.bounds()
		if clip != nil {
			at, size := clip.Rect()
			p.clipRect = p.clipRect.Intersect(p.boxOf(at, size))
		}
	}
	if p.clipRect.Empty() {
		return
	}
	i := item{object: o, pos: pos, clip: p.clipRect}
	if !p.describe(&i) {
		return
	}
	if i.bounds = i.bounds.Intersect(i.clip); !i.bounds.Empty() {
		p.items = append(p.items, i)
	}
}

// Finish ends the frame: it paints what differs from the frame before and returns where that is. The result is valid
// until the next frame.
func (p *Painter) Finish() []image.Rectangle {
	p.damaged = p.damaged[:0]
	if p.whole {
		p.damaged.add(p.frame.bounds())
		p.whole = false
	} else {
		p.damaged.between(p.last, p.items, p.found)
		p.spread()
	}
	for _, r := range p.damaged {
		p.repaint(r)
	}
	clear(p.last[:cap(p.last)]) // holds no object longer than it must
	p.pictures.sweep(p.items)
	return p.damaged
}

// repaint paints all that is within the rectangle, from the last object that hides everything below it.
func (p *Painter) repaint(r image.Rectangle) {
	first := len(p.items) - 1
	for ; first >= 0; first-- {
		if it := &p.items[first]; it.opaque && r.In(it.bounds) {
			break
		}
	}
	if first < 0 {
		p.frame.fill(r, p.ground)
		first = 0
	}
	for i := first; i < len(p.items); i++ {
		if it := &p.items[i]; it.bounds.Overlaps(r) {
			p.paint(it, it.bounds.Intersect(r))
		}
	}
}

// Expose has all of the next frame brought to the screen.
func (p *Painter) Expose() { p.whole = true }

// Pixel returns where a pixel of the last frame is. Rows follow each other from the top without gaps; a pixel has four
// bytes: blue, green, red, and one without a meaning.
func (p *Painter) Pixel(x, y int) unsafe.Pointer {
	return unsafe.Pointer(&p.frame.pix[y*p.frame.width+x])
}

// Size returns the size of the last frame in pixels.
func (p *Painter) Size() (width, height int) { return p.frame.width, p.frame.height }

// Capture returns a copy of the last frame.
func (p *Painter) Capture(fyne.Canvas) image.Image { return p.frame.toRGBA(p.frame.bounds()) }

// round returns the pixel nearest to a coordinate or a length of the canvas.
func (p *Painter) round(v float32) int { return int(math.Round(float64(v * p.scale))) }

// boxOf is the rectangle of an object whose edges are drawn by shaders: position and size are rounded by themselves.
func (p *Painter) boxOf(pos fyne.Position, size fyne.Size) image.Rectangle {
	x, y := p.round(pos.X), p.round(pos.Y)
	return image.Rectangle{image.Pt(x, y), image.Pt(x+p.round(size.Width), y+p.round(size.Height))}
}

// pictureBox is the rectangle of an object that is a picture: both its corners are rounded.
func (p *Painter) pictureBox(pos fyne.Position, size fyne.Size) image.Rectangle {
	return image.Rectangle{image.Pt(p.round(pos.X), p.round(pos.Y)), image.Pt(p.round(pos.X+size.Width), p.round(pos.Y+size.Height))}
}

// describe fills in bounds and look of an item; false if there is nothing to paint.
func (p *Painter) describe(i *item) bool {
	switch o := i.object.(type) {
	case *canvas.Rectangle:
		return p.describeRectangle(i, o)
	case *canvas.Text:
		return p.describeText(i, o)
	case *canvas.Circle:
		return p.describeCircle(i, o)
	case *canvas.Line:
		return p.describeLine(i, o)
	case *canvas.Image:
		return p.describeImage(i, o)
	case *canvas.Raster:
		return p.describeRaster(i, o)
	case *canvas.Blur:
		return p.describeBlur(i, o)
	default:
		return p.describeDrawing(i)
	}
}

// paint paints an item within clip.
func (p *Painter) paint(i *item, clip image.Rectangle) {
	switch o := i.object.(type) {
	case *canvas.Rectangle:
		p.paintRectangle(i, o, clip)
	case *canvas.Text:
		p.paintText(i, o, clip)
	case *canvas.Circle:
		p.paintCircle(i, o, clip)
	case *canvas.Line:
		p.paintLine(p.stroke(i.pos, o), clip, o.StrokeColor)
	case *canvas.Image:
		p.paintImage(i, o, clip)
	case *canvas.Raster:
		p.paintRaster(i, o, clip)
	case *canvas.Blur:
		p.paintBlur(i, o, clip)
	default:
		p.paintDrawing(i, clip)
	}
}
