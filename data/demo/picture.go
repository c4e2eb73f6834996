package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// The pictures of the demonstration office are drawn: simple scenes of nobody, a few kilobytes each.

// photos returns the value of a field of pictures, and keeps what they show for the operation of a kind.
func (t *town) photos(kind, beside string, scenes ...scene) value.Value {
	var list []catalog.Picture
	for _, s := range scenes {
		blob, err := s.blob()
		if err != nil {
			continue // no encoder refuses a picture of this size; the office is whole without it
		}
		t.blobs[kind] = append(t.blobs[kind], blob)
		list = append(list, catalog.Picture{Hash: blob.Hash, Name: s.name})
	}
	return catalog.PicturesValue(list, beside)
}

// scene is a picture that is drawn.
type scene struct {
	name string
	draw func(*easel)
}

func (s scene) blob() (catalog.Blob, error) {
	e := &easel{img: image.NewRGBA(image.Rect(0, 0, sceneWidth, sceneHeight))}
	s.draw(e)
	var b bytes.Buffer
	coder := png.Encoder{CompressionLevel: png.BestSpeed}
	err := coder.Encode(&b, e.img)
	return catalog.NewBlob("image/png", b.Bytes()), err
}

const (
	sceneWidth  = 480
	sceneHeight = 320
)

// easel draws on a picture of 480 × 320.
type easel struct{ img *image.RGBA }

var (
	sky    = color.RGBA{205, 226, 240, 255}
	ground = color.RGBA{196, 190, 178, 255}
	wall   = color.RGBA{228, 216, 196, 255}
	roof   = color.RGBA{120, 98, 88, 255}
	glass  = color.RGBA{150, 178, 196, 255}
	red    = color.RGBA{178, 32, 32, 255}
	white  = color.RGBA{250, 250, 248, 255}
	wood   = color.RGBA{150, 108, 70, 255}
	skin   = color.RGBA{230, 190, 160, 255}
	hair   = color.RGBA{50, 42, 40, 255}
	paper  = color.RGBA{248, 246, 238, 255}
	ink    = color.RGBA{70, 76, 90, 255}
	leaf   = color.RGBA{104, 142, 92, 255}
)

// coats are the colours of people's clothes, taken in turn.
var coats = []color.RGBA{{70, 96, 138, 255}, {120, 70, 84, 255}, {84, 116, 96, 255}, {150, 124, 74, 255}, {96, 92, 110, 255}, {60, 76, 92, 255}}

func (e *easel) rect(x, y, w, h float64, c color.RGBA) {
	at := func(v float64) int { return int(math.Round(v)) }
	draw.Draw(e.img, image.Rect(at(x), at(y), at(x+w), at(y+h)), image.NewUniform(c), image.Point{}, draw.Src)
}

// oval fills an ellipse around a point; its edge is soft.
func (e *easel) oval(x, y, rx, ry float64, c color.RGBA) {
	for py := int(y - ry); py <= int(y+ry); py++ {
		dy := (float64(py) + 0.5 - y) / ry
		if dy*dy > 1 {
			continue
		}
		half := rx * math.Sqrt(1-dy*dy)
		for px := int(x - half); px <= int(x+half); px++ {
			left, right := math.Max(float64(px), x-half), math.Min(float64(px)+1, x+half)
			e.blend(px, py, c, math.Max(0, right-left))
		}
	}
}

// blend lays a colour over a part of a pixel.
func (e *easel) blend(x, y int, c color.RGBA, part float64) {
	if !image.Pt(x, y).In(e.img.Rect) {
		return
	}
	pixel := e.img.Pix[e.img.PixOffset(x, y):][:3]
	for i, v := range []uint8{c.R, c.G, c.B} {
		pixel[i] = uint8(float64(pixel[i])*(1-part) + float64(v)*part)
	}
}

// street draws the sky, a row of houses and the square before them.
func (e *easel) street() {
	e.rect(0, 0, sceneWidth, 210, sky)
	for i, h := range []float64{92, 120, 84, 108, 96} {
		x := float64(i) * 98
		e.rect(x, 196-h, 94, h, wall)
		e.rect(x-3, 190-h, 100, 10, roof)
		for k := range 3 {
			e.rect(x+12+26*float64(k), 212-h, 16, 22, glass)
		}
	}
	for i := range 4 {
		x := 40 + 128*float64(i)
		e.rect(x-2, 160, 5, 44, wood)
		e.oval(x, 150, 20, 24, leaf)
	}
	e.rect(0, 196, sceneWidth, 124, ground)
}

// banner hangs a red cloth with n signs.
func (e *easel) banner(x, y, w, h float64, n int) {
	e.rect(x, y, w, h, red)
	step := w / float64(n+1)
	for i := range n {
		cx := x + step*(float64(i)+1)
		s := h * 0.28
		e.rect(cx-s, y+h/2-s, 2*s, 2.4, white)
		e.rect(cx-1.2, y+h/2-s, 2.4, 2*s, white)
		e.rect(cx-s*0.8, y+h/2+s*0.3, 1.6*s, 2.4, white)
	}
}

// person stands somebody at a place; size is the height. From behind no face is seen.
func (e *easel) person(x, foot, size float64, n int, behind bool) {
	c := coats[n%len(coats)]
	e.rect(x-size*0.10, foot-size*0.45, size*0.09, size*0.45, ink)
	e.rect(x+size*0.01, foot-size*0.45, size*0.09, size*0.45, ink)
	e.oval(x, foot-size*0.62, size*0.15, size*0.22, c)
	e.rect(x-size*0.15, foot-size*0.64, size*0.30, size*0.24, c)
	e.oval(x, foot-size*0.90, size*0.085, size*0.10, hair)
	if !behind {
		e.oval(x, foot-size*0.885, size*0.072, size*0.08, skin)
	}
}

// table puts a table with a cloth and papers before people.
func (e *easel) table(x, y, w float64) {
	e.rect(x, y, w, 8, white)
	e.rect(x, y+8, w, 30, red)
	for i := range 3 {
		e.rect(x+8+float64(i)*w/3, y-3, w/5, 5, paper)
	}
}

// consulting shows units at their tables, asked by residents.
func consulting(e *easel) {
	e.street()
	e.banner(60, 92, 360, 30, 11)
	for i := range 4 {
		x := 62 + 100*float64(i)
		e.person(x+20, 246, 84, i, false)
		e.person(x+50, 246, 84, i+3, false)
		e.table(x-10, 222, 84)
	}
	for i := range 6 {
		e.person(50+76*float64(i), 312, 92, i+2, true)
	}
}

// exhibition shows boards with pictures on the square, and people before them.
func exhibition(e *easel) {
	e.street()
	for i := range 4 {
		x := 22 + 114*float64(i)
		e.rect(x+6, 140, 5, 110, wood)
		e.rect(x+83, 140, 5, 110, wood)
		e.rect(x, 124, 94, 84, paper)
		e.rect(x, 124, 94, 14, red)
		for k := range 2 {
			e.rect(x+8+42*float64(k), 146, 36, 26, []color.RGBA{glass, leaf, wall, sky}[(i+k)%4])
			for l := range 4 {
				e.rect(x+8+42*float64(k), 178+6*float64(l), 36-6*float64(l%2), 2.4, ink)
			}
		}
	}
	for i := range 5 {
		e.person(60+92*float64(i), 306, 100, i, true)
	}
}

// leaflets shows people of a unit who hand out papers.
func leaflets(e *easel) {
	e.street()
	e.banner(120, 60, 240, 26, 7)
	for i := range 3 {
		x := 96 + 140*float64(i)
		e.person(x, 306, 132, i+1, false)
		e.person(x+56, 306, 128, i+4, true)
		e.rect(x+20, 214, 22, 16, paper)
		e.rect(x+23, 218, 16, 2, ink)
		e.rect(x+23, 223, 12, 2, ink)
	}
}

// signatures shows the list that those present have signed, as a scanner sees it.
func signatures(e *easel) {
	e.rect(0, 0, sceneWidth, sceneHeight, white)
	e.rect(150, 18, 180, 9, ink)
	const left, top, width, rows = 40, 48, 400, 9
	for i := range rows + 1 {
		e.rect(left, top+28*float64(i), width, 1.5, ink)
	}
	for i := range 5 {
		e.rect(left+width/4*float64(i), top, 1.5, 28*rows, ink)
	}
	for row := range rows {
		for col := range 4 {
			x, y := left+100*float64(col)+18, top+28*float64(row)+14
			for k := range 44 {
				swing := math.Sin(float64(k)*0.55+float64(row*3+col*5)) * (3 + float64((k*7+row)%4))
				e.rect(x+1.4*float64(k), y+swing, 1.6, 2, []color.RGBA{ink, {38, 52, 120, 255}}[min(row, 1)])
			}
		}
	}
}
