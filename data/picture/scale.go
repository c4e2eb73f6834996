package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"

	"golang.org/x/image/draw"
)

// The longest edge of what is kept, in pixels. A photograph of 1920 is a page wide at 230 dots per inch; a scan of an A4
// page at 2560 has 219 dots per inch, at which the smallest print of a form can be read.
const (
	photoEdge = 1920
	scanEdge  = 2560
)

func (f format) edge() int {
	if f.isLossless() {
		return scanEdge
	}
	return photoEdge
}

// quality is that of a JPEG that is kept.
const quality = 85

// scaled returns a picture on white whose longer edge is at most edge.
func scaled(img image.Image, edge int) *image.RGBA {
	b := img.Bounds()
	w, h := within(b.Dx(), b.Dy(), edge, edge)
	return drawn(img, w, h)
}

// Fit returns a picture of at most w × h pixels; it is never made larger.
func Fit(img image.Image, w, h int) *image.RGBA {
	b := img.Bounds()
	w, h = within(b.Dx(), b.Dy(), w, h)
	return drawn(img, w, h)
}

// within returns the size of a picture of w × h that fits in most of the room.
func within(w, h, roomW, roomH int) (int, int) {
	scale := math.Min(1, math.Min(float64(roomW)/float64(w), float64(roomH)/float64(h)))
	return max(1, int(math.Round(float64(w)*scale))), max(1, int(math.Round(float64(h)*scale)))
}

// drawn returns a picture on white in another size that is not larger: each pixel is the mean of those that it covers.
// The kernels of x/image/draw would take twice the time and, of 12 megapixels, 180 MB of memory.
func drawn(img image.Image, w, h int) *image.RGBA {
	b := img.Bounds()
	across, down := shares(b.Dx(), w), shares(b.Dy(), h)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), min(stripRows, b.Dy())))
	row, sum := make([]uint32, channels*(w+1)), make([]uint32, channels*(w+1))
	for top := 0; top < b.Dy(); top += stripRows {
		draw.Draw(strip, strip.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(strip, strip.Rect, img, b.Min.Add(image.Pt(0, top)), draw.Over)
		for y := top; y < min(top+stripRows, b.Dy()); y++ {
			narrow(row, strip.Pix[(y-top)*strip.Stride:], across)
			s := down[y]
			for i, v := range row {
				sum[i] += v >> 8 * s.here
			}
			if s.last {
				settle(out.Pix[s.at*out.Stride:][:4*w], sum)
				for i, v := range row {
					sum[i] = v >> 8 * s.next
				}
			}
		}
	}
	return out
}

const (
	channels  = 3
	stripRows = 16
	whole     = 1 << 16 // the weight of all that one pixel of the smaller picture covers
)

// share says how a line of pixels of a picture goes into those of a smaller one: here into the one at, the rest into the
// next one. last is the last line of the one at.
type share struct {
	at         int
	here, next uint32
	last       bool
}

// shares returns the share of each of from lines in to lines; to is not larger.
func shares(from, to int) []share {
	out := make([]share, from)
	for i := range out {
		begin, end := int64(i)*int64(to)*whole/int64(from), int64(i+1)*int64(to)*whole/int64(from)
		at := begin / whole
		edge := (at + 1) * whole
		s := share{at: int(at), here: uint32(min(end, edge) - begin), last: end >= edge}
		if end > edge {
			s.next = uint32(end - edge)
		}
		out[i] = s
	}
	return out
}

// narrow adds up a line of pixels in the pixels of a smaller picture, each the sum of its weighted parts.
func narrow(row []uint32, line []uint8, across []share) {
	clear(row)
	for x, s := range across {
		pixel, to := line[4*x:4*x+channels:4*x+channels], row[channels*s.at:][:2*channels:2*channels]
		for c, v := range pixel {
			to[c] += uint32(v) * s.here
			to[c+channels] += uint32(v) * s.next
		}
	}
}

// settle writes the sums of a line of the smaller picture.
func settle(line []uint8, sum []uint32) {
	for x := range len(line) / 4 {
		for c, v := range sum[channels*x : channels*x+channels] {
			line[4*x+c] = uint8(min(255, (v>>16+0x80)>>8))
		}
		line[4*x+3] = 255
	}
}

// turned returns a picture as its orientation says that it is meant.
func turned(img *image.RGBA, orientation int) *image.RGBA {
	if orientation == upright {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	swapped := orientation > 4
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if swapped {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(tx, ty):][:4], img.Pix[img.PixOffset(x, y):][:4])
		}
	}
	return out
}

// pngShare is how much larger than a JPEG a PNG may be to be taken for it: writing stays sharp in it.
const pngShare = 1.5

// mostPNG bounds what is kept as PNG whatever the share.
const mostPNG = 2 << 20

// encode writes a picture as it is kept: what has no colours without them, scans and screens as PNG unless that is much
// larger.
func encode(img *image.RGBA, lossless bool) (media string, data []byte, err error) {
	var plain image.Image = img
	if grey, ok := monochrome(img); ok {
		plain = grey
	}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, plain, &jpeg.Options{Quality: quality}); err != nil {
		return "", nil, err
	}
	if lossless {
		var lines bytes.Buffer
		coder := png.Encoder{CompressionLevel: png.DefaultCompression}
		if err := coder.Encode(&lines, plain); err != nil {
			return "", nil, err
		}
		if lines.Len() <= mostPNG && float64(lines.Len()) <= pngShare*float64(jpg.Len()) {
			return mediaPNG, lines.Bytes(), nil
		}
	}
	return mediaJPEG, jpg.Bytes(), nil
}

// monochrome returns a picture in grey if it has no colours.
func monochrome(img *image.RGBA) (*image.Gray, bool) {
	grey := image.NewGray(img.Rect)
	for y := range img.Rect.Dy() {
		row, to := img.Pix[y*img.Stride:], grey.Pix[y*grey.Stride:]
		for x := range img.Rect.Dx() {
			r, g, b := row[4*x], row[4*x+1], row[4*x+2]
			if r != g || g != b {
				return nil, false
			}
			to[x] = r
		}
	}
	return grey, true
}

// JPEG returns a picture that is kept as a JPEG of at most w × h pixels, and its size: what papers embed. One that is a
// JPEG of a fitting size already is returned as it is.
func JPEG(data []byte, w, h int) (out []byte, size image.Point, err error) {
	f := formatOf(data)
	m, err := measure(f, data)
	if err != nil {
		return nil, image.Point{}, err
	}
	if f == jpg && m.Width <= w && m.Height <= h && m.ColorModel != color.CMYKModel {
		return data, image.Pt(m.Width, m.Height), nil
	}
	img, err := Open(data)
	if err != nil {
		return nil, image.Point{}, err
	}
	fitted := Fit(img, w, h)
	var plain image.Image = fitted
	if grey, ok := monochrome(fitted); ok {
		plain = grey
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, plain, &jpeg.Options{Quality: quality}); err != nil {
		return nil, image.Point{}, fmt.Errorf("write the picture for print: %w", err)
	}
	return b.Bytes(), fitted.Rect.Size(), nil
}
