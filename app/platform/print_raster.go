package platform

import (
	"context"
	"image"
	"math"

	"taizhang/data/paper"
)

// paperSize is a size of paper that printers know by name.
type paperSize struct {
	name          string
	number        int16   // DMPAPER_… of wingdi.h
	width, height float64 // millimetres, upright
}

var paperSizes = []paperSize{{"A4", 9, 210, 297}, {"A3", 8, 297, 420}, {"A5", 11, 148, 210}, {"A2", 66, 420, 594}}

// paperOf returns the paper of a page, whichever way it lies.
func paperOf(p *paper.Page) (paperSize, bool) {
	w, h := min(p.Width, p.Height), max(p.Width, p.Height)
	for _, size := range paperSizes {
		if math.Abs(size.width-w) < 1 && math.Abs(size.height-h) < 1 {
			return size, true
		}
	}
	return paperSize{}, false
}

// Resolutions at which pages are drawn for a printer, in dots per inch: text wants sharp edges, pictures want colours.
const (
	textDPI    = 600
	pictureDPI = 300
)

// bandRows is how many rows of dots are drawn at a time: 10 MB of a page of A4 at 600 dpi instead of 140.
const bandRows = 512

// band is a strip of a page as a device-independent bitmap of Windows, its first row on top.
type band struct {
	bits          int // for each dot: 1, where 0 is black, or 24
	dpi           float64
	top           int // row of the page
	width, height int
	pix           []byte // rows filled up to four bytes
}

// isPlain reports whether black and white are enough for a page.
func isPlain(p *paper.Page) bool {
	for _, op := range p.Ops {
		var ink paper.Ink
		switch op := op.(type) {
		case paper.Text:
			ink = op.Ink
		case paper.Line:
			ink = op.Ink
		case paper.Rect:
			ink = op.Ink
		case paper.Fill:
			ink = op.Ink
		default:
			return false
		}
		if ink != (paper.Ink{}) && ink != (paper.Ink{R: 255, G: 255, B: 255}) {
			return false
		}
	}
	return true
}

// pageDPI is the resolution at which a page is drawn for a device.
func pageDPI(plain bool, device float64) float64 {
	if plain {
		return min(textDPI, device)
	}
	return min(pictureDPI, device)
}

// pageDots is the size of a page in dots.
func pageDots(p *paper.Page, dpi float64) (width, height int) {
	return int(math.Round(p.Width * dpi / 25.4)), int(math.Round(p.Height * dpi / 25.4))
}

// bandsOf is how many bands a page is sent in.
func bandsOf(p *paper.Page, device float64) int {
	_, height := pageDots(p, pageDPI(isPlain(p), device))
	return (height + bandRows - 1) / bandRows
}

// eachBand draws a page band by band for a device of so many dots per inch. Bands share their memory: f must not keep
// them.
func eachBand(ctx context.Context, doc *paper.Document, page int, device float64, f func(band) error) error {
	p := doc.Pages[page]
	plain := isPlain(p)
	dpi := pageDPI(plain, device)
	width, height := pageDots(p, dpi)
	canvas := image.NewRGBA(image.Rect(0, 0, width, min(bandRows, height)))
	b := band{bits: 24, dpi: dpi, width: width}
	if plain {
		b.bits = 1
	}
	stride := (width*b.bits + 31) / 32 * 4
	pix := make([]byte, stride*canvas.Rect.Dy())
	for b.top = 0; b.top < height; b.top += bandRows {
		if err := ctx.Err(); err != nil {
			return err
		}
		b.height = min(bandRows, height-b.top)
		part := &image.RGBA{Pix: canvas.Pix, Stride: canvas.Stride, Rect: image.Rect(0, b.top, width, b.top+b.height)}
		doc.Draw(part, page, dpi)
		b.pix = pix[:stride*b.height]
		for y := range b.height {
			row, dots := b.pix[y*stride:(y+1)*stride], part.Pix[y*part.Stride:y*part.Stride+4*width]
			if plain {
				packBits(row, dots)
			} else {
				packColours(row, dots)
			}
		}
		if err := f(b); err != nil {
			return err
		}
	}
	return nil
}

// inkBelow is the brightness below which a dot is printed. It is above the middle: the thinnest lines, which the raster
// draws in grey, must not vanish.
const inkBelow = 160

// packBits writes a row of RGBA as bits, 1 for white.
func packBits(row, dots []byte) {
	clear(row)
	for x := 0; x*4 < len(dots); x++ {
		if dots[4*x] >= inkBelow {
			row[x>>3] |= 0x80 >> (x & 7)
		}
	}
}

// packColours writes a row of RGBA as blue, green, red.
func packColours(row, dots []byte) {
	for x := 0; x*4 < len(dots); x++ {
		row[3*x], row[3*x+1], row[3*x+2] = dots[4*x+2], dots[4*x+1], dots[4*x]
	}
}
