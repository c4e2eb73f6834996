package gl

import (
	"errors"
	"fmt"

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

// Blank tells whether all pixels of the frame that was just painted, and not yet presented, have the same colour: some
// drivers take every call and paint nothing. Its context must be current.
func Blank(from Painter, c fyne.Canvas) bool {
	p := from.(*painter)
	width, height := c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Components()))
	if width <= 0 || height <= 0 {
		return true
	}
	pixels := make([]uint8, width*height*4)
	p.ctx.ReadPixels(0, 0, width, height, colorFormatRGBA, unsignedByte, pixels)
	for i := 4; i < len(pixels); i += 4 {
		if pixels[i] != pixels[0] || pixels[i+1] != pixels[1] || pixels[i+2] != pixels[2] {
			return false
		}
	}
	return true
}
