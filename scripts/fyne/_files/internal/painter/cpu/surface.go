package cpu

import (
	"image"
	"image/color"
)

// pixel is blue, green, red and alpha from the lowest byte up, premultiplied: what Windows and X11 take.
type pixel uint32

// surface is an opaque picture; stride is its width.
type surface struct {
	pix           []pixel
	width, height int
}

func (s *surface) bounds() image.Rectangle { return image.Rect(0, 0, s.width, s.height) }

// resize makes room for a picture of the size; what was in it is lost.
func (s *surface) resize(width, height int) {
	if n := width * height; cap(s.pix) < n {
		s.pix = make([]pixel, n)
	} else {
		s.pix = s.pix[:n]
	}
	s.width, s.height = width, height
}

// row returns the pixels from x to end of row y.
func (s *surface) row(y, x, end int) []pixel { return s.pix[y*s.width+x : y*s.width+end] }

// pixelOf converts a colour; nil is transparent.
func pixelOf(c color.Color) pixel {
	if c == nil {
		return 0
	}
	r, g, b, a := c.RGBA()
	return pixel(a>>8)<<24 | pixel(r>>8)<<16 | pixel(g>>8)<<8 | pixel(b>>8)
}

func (p pixel) alpha() uint32 { return uint32(p >> 24) }

// scaled returns p with all its channels times a/255.
func (p pixel) scaled(a uint32) pixel {
	if a == 255 {
		return p
	}
	a += a >> 7 // 0..256, so that dividing is shifting
	even := (uint32(p) & 0x00ff00ff * a >> 8) & 0x00ff00ff
	odd := (uint32(p) >> 8 & 0x00ff00ff * a) & 0xff00ff00
	return pixel(even | odd)
}

// over returns p drawn over what is below.
func (p pixel) over(below pixel) pixel { return p + below.scaled(255-p.alpha()) }

// fill draws a colour over the rectangle, which must be within the surface.
func (s *surface) fill(r image.Rectangle, p pixel) {
	if r.Empty() || p.alpha() == 0 {
		return
	}
	if p.alpha() < 255 {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			row := s.row(y, r.Min.X, r.Max.X)
			for x := range row {
				row[x] = p.over(row[x])
			}
		}
		return
	}
	first := s.row(r.Min.Y, r.Min.X, r.Max.X)
	first[0] = p
	for done := 1; done < len(first); done *= 2 {
		copy(first[done:], first[:done])
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(s.row(y, r.Min.X, r.Max.X), first)
	}
}

// stencil draws a colour through a mask whose upper left corner is at the point.
func (s *surface) stencil(mask *image.Alpha, at image.Point, clip image.Rectangle, p pixel) {
	r := clip.Intersect(mask.Rect.Add(at))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := s.row(y, r.Min.X, r.Max.X)
		cover := mask.Pix[(y-at.Y)*mask.Stride+r.Min.X-at.X:][:len(row)]
		for x, a := range cover {
			switch {
			case a == 0:
			case a == 255 && p.alpha() == 255:
				row[x] = p
			default:
				row[x] = p.scaled(uint32(a)).over(row[x])
			}
		}
	}
}

// draw draws a picture whose upper left corner is at the point, times alpha of 255.
func (s *surface) draw(picture *surface, at image.Point, clip image.Rectangle, alpha uint32) {
	r := clip.Intersect(picture.bounds().Add(at))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := s.row(y, r.Min.X, r.Max.X)
		from := picture.row(y-at.Y, r.Min.X-at.X, r.Max.X-at.X)
		for x, p := range from {
			if p = p.scaled(alpha); p.alpha() == 255 {
				row[x] = p
			} else if p.alpha() > 0 {
				row[x] = p.over(row[x])
			}
		}
	}
}

// surfaceOf converts a picture of Go.
func surfaceOf(from image.Image) *surface {
	b := from.Bounds()
	s := &surface{}
	s.resize(b.Dx(), b.Dy())
	if rgba, ok := from.(*image.RGBA); ok {
		for y := range s.height {
			row := rgba.Pix[y*rgba.Stride:]
			for x := range s.width {
				s.pix[y*s.width+x] = pixel(row[4*x+3])<<24 | pixel(row[4*x])<<16 | pixel(row[4*x+1])<<8 | pixel(row[4*x+2])
			}
		}
		return s
	}
	for y := range s.height {
		for x := range s.width {
			s.pix[y*s.width+x] = pixelOf(from.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return s
}

// toRGBA copies a part of the surface, which becomes a picture that starts at 0, 0.
func (s *surface) toRGBA(r image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: r.Size()})
	for y := range r.Dy() {
		row := out.Pix[y*out.Stride:]
		for x, p := range s.row(r.Min.Y+y, r.Min.X, r.Max.X) {
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = uint8(p>>16), uint8(p>>8), uint8(p), 255
		}
	}
	return out
}
