package cpu

import (
	"hash/maphash"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"
)

var seed = maphash.MakeSeed()

// digest gathers what decides how an object looks in one number.
type digest uint64

func (d digest) number(v uint64) digest {
	h := (uint64(d) ^ v) * 0x9e3779b97f4a7c15
	return digest(h ^ h>>29)
}

func (d digest) float(v float32) digest { return d.number(uint64(math.Float32bits(v))) }

func (d digest) floats(list ...float32) digest {
	for _, v := range list {
		d = d.float(v)
	}
	return d
}

func (d digest) rect(r image.Rectangle) digest {
	return d.number(uint64(uint32(r.Min.X))<<32 | uint64(uint32(r.Min.Y))).number(uint64(uint32(r.Max.X))<<32 | uint64(uint32(r.Max.Y)))
}

func (d digest) color(c color.Color) digest {
	if c == nil {
		return d.number(1)
	}
	r, g, b, a := c.RGBA()
	return d.number(uint64(r)<<48 | uint64(g)<<32 | uint64(b)<<16 | uint64(a))
}

func (d digest) text(s string) digest { return d.number(maphash.String(seed, s)) }

func (d digest) shadow(s canvas.Shadow) digest {
	return d.color(s.Color).floats(s.BlurRadius, s.Spread, s.Offset.X, s.Offset.Y, float32(s.Variant))
}
