package gl

import (
	"errors"
	"fmt"
	"image"

	"fyne.io/fyne/v2"
)

// Check tells whether a painter is fit for use after Init. Its context must be current.
func Check(from Painter) error {
	p := from.(*painter)
	if p.maxTextureSize <= 0 {
		return errors.New("the functions of OpenGL can't be found")
	}
	if code := p.ctx.GetError(); code != 0 {
		return fmt.Errorf("error %#x after the start", code)
	}
	return nil
}

// Painted returns the frame that was just painted and is not yet presented; nil if there is nothing in it. Its context
// must be current.
func Painted(from Painter, c fyne.Canvas) image.Image {
	p := from.(*painter)
	width, height := c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Components()))
	if width <= 0 || height <= 0 {
		return nil
	}
	picture := &captureImage{pix: make([]uint8, width*height*4), width: width, height: height}
	p.ctx.ReadPixels(0, 0, width, height, colorFormatRGBA, unsignedByte, picture.pix)
	return picture
}

// Blank tells whether all pixels of the frame that was just painted, and not yet presented, have the same colour: some
// drivers take every call and paint nothing. Its context must be current.
func Blank(from Painter, c fyne.Canvas) bool {
	picture, ok := Painted(from, c).(*captureImage)
	if !ok {
		return true
	}
	pixels := picture.pix
	for i := 4; i < len(pixels); i += 4 {
		if pixels[i] != pixels[0] || pixels[i+1] != pixels[1] || pixels[i+2] != pixels[2] {
			return false
		}
	}
	return true
}
