package cpu

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/internal"
	"fyne.io/fyne/v2/internal/painter"
	"fyne.io/fyne/v2/test"
)

// scene is what a frame shows: objects at absolute positions, some of them clipped.
type scene struct {
	objects []fyne.CanvasObject
	clips   map[fyne.CanvasObject]*internal.ClipItem
}

func (s *scene) show(p *Painter, width, height int) []image.Rectangle {
	p.SetFrameBufferScale(1)
	p.SetOutputSize(width, height)
	p.Clear()
	for _, o := range s.objects {
		p.Paint(o, o.Position(), fyne.NewSize(float32(width), float32(height)), s.clips[o])
	}
	return p.Finish()
}

func newCanvas(t testing.TB, scale float32) fyne.Canvas {
	t.Helper()
	test.NewTempApp(t)
	c := test.NewCanvas()
	c.(interface{ SetScale(float32) }).SetScale(scale)
	return c
}

func samePixels(a, b *Painter) (image.Point, bool) {
	for i := range a.frame.pix {
		if a.frame.pix[i] != b.frame.pix[i] {
			return image.Pt(i%a.frame.width, i/a.frame.width), false
		}
	}
	return image.Point{}, true
}

// TestPartsMakeTheWhole changes random things for many frames: what was painted in parts must be what a painter paints
// that sees the frame for the first time.
func TestPartsMakeTheWhole(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 2} {
		c := newCanvas(t, scale)
		random := rand.New(rand.NewPCG(1, uint64(scale*100)))
		s := &scene{clips: map[fyne.CanvasObject]*internal.ClipItem{}}
		for range 40 {
			s.objects = append(s.objects, randomObject(random))
		}
		p := NewPainter(c)
		width, height := 200, 150
		for frame := range 300 {
			for range random.IntN(4) {
				s.change(random, p)
			}
			if frame%50 == 49 {
				width, height = 150+random.IntN(100), 100+random.IntN(100)
			}
			s.show(p, width, height)
			fresh := NewPainter(c)
			fresh.pictures = p.pictures // rasters are noise, each time another
			s.show(fresh, width, height)
			if at, ok := samePixels(p, fresh); !ok {
				for _, i := range p.items {
					if at.In(i.bounds) {
						t.Logf("%T %v %+v", i.object, i.bounds, i.object)
					}
				}
				t.Fatalf("scale %v, frame %d differs at %v: %x, want %x; painted were %v", scale, frame, at,
					p.frame.pix[at.Y*width+at.X], fresh.frame.pix[at.Y*width+at.X], p.damaged)
			}
		}
	}
}

func randomColor(r *rand.Rand) color.Color {
	return color.NRGBA{R: uint8(r.Uint32()), G: uint8(r.Uint32()), B: uint8(r.Uint32()), A: [...]uint8{0, 90, 255, 255}[r.IntN(4)]}
}

func randomObject(r *rand.Rand) fyne.CanvasObject {
	var o fyne.CanvasObject
	switch r.IntN(14) {
	case 0, 1:
		o = canvas.NewText([]string{"北门社区", "x", "张三 1968", ""}[r.IntN(4)], randomColor(r))
	case 2:
		o = &canvas.Rectangle{FillColor: randomColor(r), CornerRadius: float32(r.IntN(20)), StrokeColor: randomColor(r), StrokeWidth: float32(r.IntN(4))}
	case 3:
		o = &canvas.Rectangle{FillColor: randomColor(r), CornerRadius: float32(r.IntN(2) * 6), Shadow: canvas.Shadow{Color: color.Black, BlurRadius: 8, Spread: float32(r.IntN(5) - 2), Offset: fyne.NewPos(2, 3), Variant: canvas.ShadowVariant(r.IntN(2))}}
	case 4:
		o = &canvas.Circle{FillColor: randomColor(r), StrokeColor: randomColor(r), StrokeWidth: float32(r.IntN(4))}
	case 5:
		o = &canvas.Line{StrokeColor: randomColor(r), StrokeWidth: float32(r.IntN(5))}
	case 6:
		o = canvas.NewLinearGradient(randomColor(r), randomColor(r), float64(r.IntN(4)*45))
	case 7:
		o = canvas.NewRasterWithPixels(func(x, y, _, _ int) color.Color { return color.NRGBA{uint8(x * 9), uint8(y * 9), 0, 200} })
	case 8:
		o = canvas.NewImageFromImage(checkered(20+r.IntN(30), 30))
		o.(*canvas.Image).FillMode = canvas.ImageFill(r.IntN(4))
		o.(*canvas.Image).CornerRadius = float32(r.IntN(2) * 5)
	case 9:
		o = &canvas.Blur{Radius: float32(1 + r.IntN(4))}
	case 10:
		o = &canvas.Arc{FillColor: randomColor(r), EndAngle: float32(r.IntN(360)), CutoutRatio: 0.5}
	case 11:
		o = &canvas.RegularPolygon{FillColor: randomColor(r), Sides: uint(3 + r.IntN(4))}
	case 12:
		o = &canvas.Ellipse{FillColor: randomColor(r), Shadow: canvas.Shadow{Color: color.Black, BlurRadius: float32(r.IntN(5))}}
	default:
		o = canvas.NewRectangle(randomColor(r))
	}
	place(r, o)
	return o
}

func place(r *rand.Rand, o fyne.CanvasObject) {
	o.Move(fyne.NewPos(float32(r.IntN(220)-30), float32(r.IntN(160)-20)+0.3*float32(r.IntN(3))))
	o.Resize(fyne.NewSize(float32(r.IntN(90)-5), float32(r.IntN(60)-5)))
}

func checkered(width, height int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = uint8(i * 37)
	}
	return m
}

func (s *scene) change(r *rand.Rand, p *Painter) {
	i := r.IntN(len(s.objects))
	o := s.objects[i]
	switch r.IntN(8) {
	case 0:
		place(r, o)
	case 1:
		s.objects[i] = randomObject(r)
	case 2:
		j := r.IntN(len(s.objects))
		s.objects[i], s.objects[j] = s.objects[j], s.objects[i]
	case 3:
		if o.Visible() {
			o.Hide()
		} else {
			o.Show()
		}
	case 4:
		p.Free(o)
	case 5:
		clips := &internal.ClipStack{}
		s.clips[o] = clips.Push(fyne.NewPos(float32(r.IntN(100)), float32(r.IntN(80))), fyne.NewSize(float32(r.IntN(120)), float32(r.IntN(90))))
	case 6:
		switch o := o.(type) {
		case *canvas.Text:
			o.Text += "员"
		case *canvas.Rectangle:
			o.FillColor = randomColor(r)
		}
	case 7:
		s.objects = append(s.objects[:i], append([]fyne.CanvasObject{randomObject(r)}, s.objects[i:]...)...)
	}
}

// TestTypingPaintsACell: one text of many changes, and no more than its place is painted.
func TestTypingPaintsACell(t *testing.T) {
	c := newCanvas(t, 1)
	s := &scene{}
	for row := range 20 {
		for col := range 10 {
			cell := canvas.NewText("张三", color.Black)
			cell.Move(fyne.NewPos(float32(col*100), float32(row*30)))
			cell.Resize(fyne.NewSize(100, 30))
			s.objects = append(s.objects, cell)
		}
	}
	p := NewPainter(c)
	s.show(p, 1000, 600)
	if same := s.show(p, 1000, 600); len(same) > 0 {
		t.Errorf("a frame like the one before paints %v", same)
	}
	s.objects[57].(*canvas.Text).Text = "张三丰"
	damaged := s.show(p, 1000, 600)
	cell := image.Rect(700, 150, 800, 180)
	if len(damaged) != 1 || !damaged[0].In(cell) || damaged[0].Empty() {
		t.Errorf("painted %v, want something within %v", damaged, cell)
	}
}

// TestTextIsStock: text from masks of glyphs is, to the pixel, what Fyne draws as a picture.
func TestTextIsStock(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		c := newCanvas(t, scale)
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}} {
			text := canvas.NewText("Roster 450999, fly & go.", color.NRGBA{R: 166, G: 27, B: 27, A: 255})
			text.TextStyle = style
			text.Resize(text.MinSize())
			p := NewPainter(c)
			p.SetFrameBufferScale(1)
			p.ground = 0
			(&scene{objects: []fyne.CanvasObject{text}}).show(p, 400, 60)
			want := &surface{}
			want.resize(400, 60)
			want.fill(want.bounds(), p.ground)
			picture := image.NewRGBA(image.Rect(0, 0, 400, 60))
			painter.DrawString(picture, text.Text, text.Color, painter.CachedFontFace(style, nil, text).Fonts, text.TextSize, scale, style)
			want.draw(surfaceOf(picture), image.Point{}, want.bounds(), 255)
			if far := farthest(p.frame.pix, want.pix); far > 4 {
				t.Errorf("scale %v, style %+v: a channel differs by %d", scale, style, far)
			}
		}
	}
}

// farthest is the greatest difference of any channel.
func farthest(a, b []pixel) int {
	far := 0
	for i := range a {
		for shift := 0; shift < 32; shift += 8 {
			x, y := int(a[i]>>shift&255), int(b[i]>>shift&255)
			far = max(far, x-y, y-x)
		}
	}
	return far
}

// TestShapes looks at single pixels of what the shaders would paint.
func TestShapes(t *testing.T) {
	c := newCanvas(t, 1)
	red, blue := color.NRGBA{R: 255, A: 255}, color.NRGBA{B: 255, A: 255}
	whole := canvas.NewRectangle(color.White)
	whole.Resize(fyne.NewSize(100, 100))
	at := func(o fyne.CanvasObject, x, y int) pixel {
		o.Move(fyne.NewPos(10, 10))
		p := NewPainter(c)
		(&scene{objects: []fyne.CanvasObject{whole, o}}).show(p, 100, 100)
		return p.frame.pix[y*100+x] &^ 0xff000000
	}
	sized := func(o fyne.CanvasObject, width, height float32) fyne.CanvasObject {
		o.Resize(fyne.NewSize(width, height))
		return o
	}
	const ground = 0xffffff
	for _, test := range []struct {
		name string
		o    fyne.CanvasObject
		x, y int
		want pixel
	}{
		{"fill", sized(canvas.NewRectangle(red), 50, 50), 10, 10, 0xff0000},
		{"outside", sized(canvas.NewRectangle(red), 50, 50), 60, 10, ground},
		{"stroke", sized(&canvas.Rectangle{FillColor: red, StrokeColor: blue, StrokeWidth: 2}, 50, 50), 11, 30, 0xff},
		{"within the stroke", sized(&canvas.Rectangle{FillColor: red, StrokeColor: blue, StrokeWidth: 2}, 50, 50), 12, 30, 0xff0000},
		{"round corner", sized(&canvas.Rectangle{FillColor: red, CornerRadius: 20}, 50, 50), 11, 11, ground},
		{"middle of a round one", sized(&canvas.Rectangle{FillColor: red, CornerRadius: 20}, 50, 50), 35, 35, 0xff0000},
		{"circle", sized(canvas.NewCircle(red), 50, 50), 35, 12, 0xff0000},
		{"corner of a circle", sized(canvas.NewCircle(red), 50, 50), 13, 13, ground},
		{"line", sized(&canvas.Line{StrokeColor: red, StrokeWidth: 1}, 50, 0), 20, 9, 0xff0000},
		{"below a line", sized(&canvas.Line{StrokeColor: red, StrokeWidth: 1}, 50, 0), 20, 10, ground},
		{"aspect", sized(&canvas.Rectangle{FillColor: red, Aspect: 1}, 80, 20), 12, 20, ground},
		{"negative", sized(canvas.NewRectangle(red), -5, 20), 10, 10, ground},
		{"gradient", sized(canvas.NewHorizontalGradient(red, blue), 50, 50), 10, 20, 0xfc0002},
	} {
		if got := at(test.o, test.x, test.y); farthest([]pixel{got}, []pixel{test.want}) > 4 {
			t.Errorf("%s: %06x at %d,%d, want %06x", test.name, got, test.x, test.y, test.want)
		}
	}
}

// TestRecentForgets: a cache never holds more than twice what it must keep, and keeps what is in use.
func TestRecentForgets(t *testing.T) {
	r := newRecent[int, int](10)
	for i := range 1000 {
		r.put(i, i)
		if _, ok := r.get(0); !ok && i > 0 {
			t.Fatal("forgot a key that is asked for all the time")
		}
		if len(r.now)+len(r.old) > 20 {
			t.Fatalf("holds %d", len(r.now)+len(r.old))
		}
	}
	if _, ok := r.get(500); ok {
		t.Error("never forgets")
	}
}

// TestPicturesAreForgotten: a raster that is not shown any more does not keep its pixels.
func TestPicturesAreForgotten(t *testing.T) {
	c := newCanvas(t, 1)
	raster := canvas.NewRasterWithPixels(func(int, int, int, int) color.Color { return color.Black })
	raster.Resize(fyne.NewSize(50, 50))
	p := NewPainter(c)
	(&scene{objects: []fyne.CanvasObject{raster}}).show(p, 100, 100)
	if len(p.pictures.kept) != 1 {
		t.Fatal("not kept")
	}
	for range keptFrames + 2 {
		(&scene{}).show(p, 100, 100)
	}
	if len(p.pictures.kept) != 0 {
		t.Error("still kept")
	}
}

// TestForgetDrawsPicturesAnew: what a picture was drawn from may have changed while it was not shown.
func TestForgetDrawsPicturesAnew(t *testing.T) {
	c := newCanvas(t, 1)
	ink := color.NRGBA{R: 255, A: 255}
	raster := canvas.NewRasterWithPixels(func(int, int, int, int) color.Color { return ink })
	raster.Resize(fyne.NewSize(50, 50))
	p := NewPainter(c)
	shown, hidden := &scene{objects: []fyne.CanvasObject{raster}}, &scene{}
	for _, s := range []*scene{shown, hidden} {
		s.show(p, 100, 100)
	}
	ink = color.NRGBA{B: 255, A: 255}
	p.Forget()
	shown.show(p, 100, 100)
	if got := p.frame.pix[10*100+10] &^ 0xff000000; got != 0xff {
		t.Errorf("%06x is still the old picture", got)
	}
}

// grid is a page of a grid: ground, hairlines and texts.
func grid(rows, columns int) *scene {
	s := &scene{}
	add := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
		s.objects = append(s.objects, o)
	}
	add(canvas.NewRectangle(color.White), 0, 0, 1366, 768)
	for row := range rows {
		y := float32(row * 30)
		add(canvas.NewRectangle(color.Gray{Y: 220}), 0, y+29, 1366, 1)
		for col := range columns {
			add(canvas.NewText("Member", color.Black), float32(col*100+8), y, 84, 30)
		}
	}
	return s
}

func BenchmarkWholeFrame(b *testing.B) {
	p, s := NewPainter(newCanvas(b, 1)), grid(25, 13)
	for range b.N {
		p.Expose()
		s.show(p, 1366, 768)
	}
}

func BenchmarkOneCell(b *testing.B) {
	p, s := NewPainter(newCanvas(b, 1)), grid(25, 13)
	cell := s.objects[100].(*canvas.Text)
	texts := [...]string{"Member", "Members"}
	i := 0
	for range b.N {
		cell.Text = texts[i%2]
		i++
		s.show(p, 1366, 768)
	}
}
