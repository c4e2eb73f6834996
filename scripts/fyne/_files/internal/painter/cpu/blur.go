package cpu

import (
	"image"
	"math"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal/painter"
)

// describeBlur takes all that is below into the look, so that what was blurred is of use until that changes.
func (p *Painter) describeBlur(i *item, o *canvas.Blur) bool {
	if o.Radius <= 0 {
		return false
	}
	i.bounds, i.reads = p.boxOf(i.pos, o.Size()).Intersect(i.clip), true
	i.look = digest(14).rect(i.bounds).floats(o.Radius, o.CornerRadius).number(uint64(p.ground))
	for k := range p.items {
		if below := &p.items[k]; below.bounds.Overlaps(i.bounds) {
			i.look = i.look.number(uint64(below.look)).rect(below.bounds)
		}
	}
	return true
}

func (p *Painter) paintBlur(i *item, o *canvas.Blur, clip image.Rectangle) {
	drawn := p.pictures.of(i.object).get(i.look, func() image.Image {
		blurred := blurred(p.frame.toRGBA(i.bounds), o.Radius*p.scale)
		return roundCorners(blurred, min(painter.GetMaximumRadius(o.Size()), o.CornerRadius)*p.scale)
	})
	p.frame.draw(drawn, i.bounds.Min, clip, 255)
}

// spread adds all of each object that looks at what is below it, if what it made of that is of no use any more and only
// a part of it would be painted. What is added may damage a part of another such object, so it goes on until there is
// none.
func (p *Painter) spread() {
	for again := true; again; {
		again = false
		for i := range p.items {
			it := &p.items[i]
			if it.reads && p.damaged.cuts(it.bounds) && !p.pictures.has(it.object, it.look) {
				p.damaged.absorb(it.bounds)
				again = true
			}
		}
	}
}

// maxKernel bounds the pixels that are looked at at each side; beyond it they are taken from further apart.
const maxKernel = 50

// blurred returns an opaque picture through a bell curve of the radius in pixels, first along rows, then along columns.
// Beyond the edges the picture goes on as it is there.
func blurred(from *image.RGBA, radius float32) *image.RGBA {
	step := max(int(math.Ceil(float64(radius/maxKernel))), 1)
	weights := kernel(radius / float32(step))
	width, height := from.Rect.Dx(), from.Rect.Dy()
	between := make([]uint32, width*height*3)
	half := len(weights) / 2
	for y := range height {
		row := from.Pix[y*from.Stride:]
		for x := range width {
			var r, g, b uint32
			for k, w := range weights {
				at := 4 * min(max(x+(k-half)*step, 0), width-1)
				r, g, b = r+w*uint32(row[at]), g+w*uint32(row[at+1]), b+w*uint32(row[at+2])
			}
			out := between[3*(y*width+x):][:3]
			out[0], out[1], out[2] = r>>8, g>>8, b>>8 // 8 bits of fraction are left
		}
	}
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	sums := make([]uint64, 3*width)
	for y := range height {
		clear(sums)
		for k, w := range weights {
			row := between[3*width*min(max(y+(k-half)*step, 0), height-1):][:3*width]
			for i, v := range row {
				sums[i] += uint64(w) * uint64(v)
			}
		}
		out := to.Pix[y*to.Stride:]
		for x := range width {
			out[4*x], out[4*x+1], out[4*x+2], out[4*x+3] = uint8(sums[3*x]>>24), uint8(sums[3*x+1]>>24), uint8(sums[3*x+2]>>24), 255
		}
	}
	return to
}

// kernel is the bell curve of the shader blur, in 65536ths that together are one.
func kernel(radius float32) []uint32 {
	weights := make([]float64, 2*int(radius)+1)
	sum := 0.0
	for i := range weights {
		x := float64(i) - float64(radius)
		weights[i] = math.Exp(-x * x / 4 / float64(radius))
		sum += weights[i]
	}
	out := make([]uint32, len(weights))
	rest := uint32(1 << 16)
	for i, w := range weights {
		out[i] = uint32(w / sum * (1 << 16))
		rest -= out[i]
	}
	out[len(out)/2] += rest
	return out
}
