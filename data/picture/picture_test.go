package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"taizhang/data/catalog"
)

var ctx = context.Background()

// flag returns a picture whose corners can be told apart: red, green, blue and white from the upper left one on, clockwise.
func flag(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 0, 0, 255}
			switch {
			case x >= w/2 && y < h/2:
				c = color.RGBA{0, 160, 0, 255}
			case x >= w/2:
				c = color.RGBA{0, 0, 255, 255}
			case y >= h/2:
				c = color.RGBA{255, 255, 255, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// corners names the colours of the corners, clockwise from the upper left.
func corners(img image.Image) string {
	b := img.Bounds()
	dx, dy := b.Dx()/4, b.Dy()/4
	var out strings.Builder
	for _, p := range []image.Point{{b.Min.X + dx, b.Min.Y + dy}, {b.Max.X - dx, b.Min.Y + dy}, {b.Max.X - dx, b.Max.Y - dy}, {b.Min.X + dx, b.Max.Y - dy}} {
		r, g, b, _ := img.At(p.X, p.Y).RGBA()
		switch {
		case r > 0x9000 && g > 0x9000 && b > 0x9000:
			out.WriteByte('W')
		case r > g && r > b:
			out.WriteByte('R')
		case g > b:
			out.WriteByte('G')
		default:
			out.WriteByte('B')
		}
	}
	return out.String()
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// secret stands in the notes of test pictures, as a place would.
const secret = "N22.8170 E108.3665"

// withNotes puts an Exif segment with an orientation and a place behind the first marker of a JPEG.
func withNotes(data []byte, orientation int, order binary.AppendByteOrder) []byte {
	head := "II*\x00"
	if order == binary.AppendByteOrder(binary.BigEndian) {
		head = "MM\x00*"
	}
	body := append([]byte("Exif\x00\x00"), head...)
	body = order.AppendUint32(body, 8)
	body = order.AppendUint16(body, 1)
	body = order.AppendUint16(body, tagOrientation)
	body = order.AppendUint16(body, 3)
	body = order.AppendUint32(body, 1)
	body = order.AppendUint16(body, uint16(orientation))
	body = order.AppendUint16(body, 0)
	body = order.AppendUint32(body, 0)
	body = append(body, secret...)
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xFF, app1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	out = append(out, body...)
	out = append(out, 0xFF, markComment, 0, byte(2+len(secret)))
	out = append(out, secret...)
	return append(append(out, data[2:]...), "a film "+secret...)
}

func mustTake(t testing.TB, name string, data []byte) Kept {
	t.Helper()
	list, err := Take(ctx, name, data)
	if err != nil || len(list) != 1 {
		t.Fatalf("%s gives %d pictures: %v", name, len(list), err)
	}
	return list[0]
}

func mustOpen(t testing.TB, k Kept) image.Image {
	t.Helper()
	img, err := Open(k.Blob.Data)
	if err != nil {
		t.Fatalf("%s: %v", k.Name, err)
	}
	if !k.Blob.Sound() {
		t.Errorf("%s: the hash is that of other bytes", k.Name)
	}
	return img
}

// TestUpright: the eight ways in which a camera may have been held, and what it notes in each. The expected corners are those
// that the Exif standard draws.
func TestUpright(t *testing.T) {
	for orientation, want := range map[int]string{1: "RGBW", 2: "GRWB", 3: "BWRG", 4: "WBGR", 5: "RWBG", 6: "WRGB", 7: "BGRW", 8: "GBWR", 0: "RGBW", 9: "RGBW"} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			for _, width := range []int{200, 1960} { // kept as it is unless it is turned; scaled
				data := withNotes(asJPEG(t, flag(width, 80)), orientation, order)
				kept := mustTake(t, "照片.JPG", data)
				img := mustOpen(t, kept)
				if got := corners(img); got != want {
					t.Errorf("orientation %d, %v: corners %s, want %s", orientation, order, got, want)
				}
				if wide := img.Bounds().Dx() > img.Bounds().Dy(); wide == (orientation >= 5 && orientation <= 8) {
					t.Errorf("orientation %d gives %v", orientation, img.Bounds())
				}
				if bytes.Contains(kept.Blob.Data, []byte(secret)) {
					t.Errorf("orientation %d, width %d: the place is kept", orientation, width)
				}
				if kept.Name != "照片.JPG" {
					t.Errorf("the name becomes %q", kept.Name)
				}
			}
		}
	}
}

// TestAModestJPEGStaysAsItIs: its coded data are the same bytes.
func TestAModestJPEGStaysAsItIs(t *testing.T) {
	plain := asJPEG(t, flag(800, 600))
	kept := mustTake(t, "a.jpeg", withNotes(plain, 1, binary.BigEndian))
	if !bytes.Equal(kept.Blob.Data, plain) {
		t.Errorf("%d bytes became %d", len(plain), len(kept.Blob.Data))
	}
}

func TestFormats(t *testing.T) {
	img := flag(640, 480)
	encoded := map[string]func(*bytes.Buffer) error{
		"a.jpg":  func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) },
		"a.png":  func(b *bytes.Buffer) error { return png.Encode(b, img) },
		"a.gif":  func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) },
		"a.bmp":  func(b *bytes.Buffer) error { return bmp.Encode(b, img) },
		"a.tiff": func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) },
	}
	for name, encode := range encoded {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		kept := mustTake(t, "现场.dat", b.Bytes())
		got := mustOpen(t, kept)
		if corners(got) != "RGBW" || got.Bounds().Dx() != 640 || got.Bounds().Dy() != 480 {
			t.Errorf("%s: %s, %v", name, corners(got), got.Bounds())
		}
		want := "现场.png" // four areas of one colour are smallest so
		if name == "a.jpg" {
			want = "现场.jpg"
		}
		if kept.Name != want {
			t.Errorf("%s is called %s, want %s", name, kept.Name, want)
		}
	}
	webp, err := os.ReadFile("testdata/flag.webp")
	if err != nil {
		t.Fatal(err)
	}
	if got := mustOpen(t, mustTake(t, "a.webp", webp)); corners(got) != "RGBW" {
		t.Errorf("webp: %s, %v", corners(got), got.Bounds())
	}
}

func TestSizes(t *testing.T) {
	for _, c := range []struct {
		w, h         int
		encode       func(*bytes.Buffer, image.Image) error
		wantW, wantH int
	}{
		{4000, 300, func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }, 1920, 144},
		{60, 3840, func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }, 30, 1920},
		{5000, 1, func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }, 1920, 1},
		{248, 3508, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) }, 181, 2560},
		{20, 10, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) }, 20, 10},
	} {
		var b bytes.Buffer
		if err := c.encode(&b, flag(c.w, c.h)); err != nil {
			t.Fatal(err)
		}
		if got := mustOpen(t, mustTake(t, "a", b.Bytes())).Bounds().Size(); got != image.Pt(c.wantW, c.wantH) {
			t.Errorf("%d × %d becomes %v, want %d × %d", c.w, c.h, got, c.wantW, c.wantH)
		}
	}
}

// TestShrinkingIsTheMean: one colour stays exactly that colour, and half black half white is grey.
func TestShrinkingIsTheMean(t *testing.T) {
	for _, size := range [][2]int{{97, 13}, {100, 99}, {64, 32}, {1000, 1}} {
		img := image.NewRGBA(image.Rect(0, 0, size[0], size[0]))
		for i := range img.Pix {
			img.Pix[i] = []uint8{255, 1, 128, 255}[i%4]
		}
		small := Fit(img, size[1], size[1])
		for i, v := range small.Pix {
			if want := []uint8{255, 1, 128, 255}[i%4]; v != want {
				t.Fatalf("%v: byte %d is %d, want %d", size, i, v, want)
			}
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, 30, 30))
	for y := range 30 {
		for x := range 30 {
			img.SetRGBA(x, y, color.RGBA{255 * uint8((x+y)%2), 255 * uint8((x+y)%2), 255 * uint8((x+y)%2), 255})
		}
	}
	for i, v := range Fit(img, 15, 15).Pix {
		if i%4 < 3 && v != 127 && v != 128 {
			t.Fatalf("a board of black and white becomes %d", v)
		}
	}
}

// TestWhatIsTransparentIsWhite: logos and stamps.
func TestWhatIsTransparentIsWhite(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 40, 40))
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if r, g, bl, a := mustOpen(t, mustTake(t, "章.png", b.Bytes())).At(20, 20).RGBA(); r+g+bl+a != 4*0xFFFF {
		t.Errorf("transparent is %x %x %x %x", r, g, bl, a)
	}
}

// joined joins TIFF files of one page each into one of several.
func joinedTIFF(t *testing.T, pages ...image.Image) []byte {
	t.Helper()
	var out []byte
	var last int // where the place of the next directory stands
	for i, page := range pages {
		var b bytes.Buffer
		if err := tiff.Encode(&b, page, nil); err != nil {
			t.Fatal(err)
		}
		data := b.Bytes()
		base := uint32(len(out))
		if i == 0 {
			base = 0
		}
		d := directoryOf(data)
		entries, _ := d.entries()
		for e := 0; e < len(entries); e += 12 { // what holds places moves with the file
			tag, typ, n := d.order.Uint16(entries[e:]), d.order.Uint16(entries[e+2:]), d.order.Uint32(entries[e+4:])
			size := map[uint16]uint32{3: 2, 4: 4, 5: 8}[typ] * n
			if tag == 273 || size > 4 { // StripOffsets
				d.order.PutUint32(entries[e+8:], d.order.Uint32(entries[e+8:])+base)
			}
		}
		at := base + d.at
		if i > 0 {
			binary.LittleEndian.PutUint32(out[last:], at)
		}
		last = int(at) + 2 + len(entries)
		out = append(out, data...)
	}
	return out
}

func TestPagesOfAScan(t *testing.T) {
	data := joinedTIFF(t, flag(300, 200), flag(200, 300), flag(100, 100))
	list, err := Take(ctx, "签到表.tif", data)
	if err != nil || len(list) != 3 {
		t.Fatalf("%d pages: %v", len(list), err)
	}
	for i, want := range []image.Point{{300, 200}, {200, 300}, {100, 100}} {
		if got := mustOpen(t, list[i]); got.Bounds().Size() != want || corners(got) != "RGBW" {
			t.Errorf("page %d: %v %s", i+1, got.Bounds(), corners(got))
		}
		if name := fmt.Sprintf("签到表 第%d页.png", i+1); list[i].Name != name {
			t.Errorf("page %d is called %s", i+1, list[i].Name)
		}
	}
}

func TestRefusals(t *testing.T) {
	whole := asJPEG(t, flag(300, 200))
	bomb := append([]byte{}, whole...)
	for s := range segments(whole) {
		if s.marker == 0xC0 { // its head says 60,000 × 60,000
			i := bytes.Index(bomb, s.whole)
			copy(bomb[i+5:], "\xea\x60\xea\x60")
		}
	}
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"空.jpg":    {nil, CodeFormat},
		"表.jpg":    {[]byte("PK\x03\x04 a workbook"), CodeFormat},
		"苹果.jpg":   {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), CodeHEIC},
		"半张.jpg":   {whole[:len(whole)/2], CodeDamaged},
		"半头.jpg":   {whole[:20], CodeDamaged},
		"炸弹.jpg":   {bomb, CodeLarge},
		"太大.jpg":   {append(whole, make([]byte, MostBytes)...), CodeLarge},
		"无页.tif":   {[]byte("II*\x00\x00\x00\x00\x00"), CodeDamaged},
		"半个.png":   {[]byte("\x89PNG\r\n\x1a\n\x00\x00"), CodeDamaged},
		"假的.webp":  {[]byte("RIFF\x00\x00\x00\x00WEBP"), CodeDamaged},
		"位图头.bmp":  {[]byte("BM and nothing more"), CodeDamaged},
		"动图头.gif":  {[]byte("GIF89a"), CodeDamaged},
		"循环页面.tif": {[]byte("II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00"), CodeDamaged},
	} {
		list, err := Take(ctx, name, c.data)
		if !errors.Is(err, catalog.Refuse(c.code, "")) || len(list) > 0 {
			t.Errorf("%s: %d pictures, %v; want %s", name, len(list), err, c.code)
			continue
		}
		if text := catalog.Message(err); !strings.Contains(text, strings.TrimSuffix(name, filepath.Ext(name))) {
			t.Errorf("%s: the clerk reads %q", name, text)
		}
	}
	if _, err := TakeFile(ctx, filepath.Join(t.TempDir(), "没有.jpg")); !errors.Is(err, catalog.Refuse(CodeAccess, "")) {
		t.Errorf("a file that is not there: %v", err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Take(cancelled, "a.jpg", whole); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestForPrint(t *testing.T) {
	small := mustTake(t, "a.jpg", asJPEG(t, flag(600, 400))).Blob.Data
	if out, size, err := JPEG(small, 1000, 1000); err != nil || !bytes.Equal(out, small) || size != image.Pt(600, 400) {
		t.Errorf("a small JPEG is made anew: %v %v", size, err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, flag(1600, 1200)); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{b.Bytes(), asJPEG(t, flag(1600, 1200))} {
		out, size, err := JPEG(data, 800, 1000)
		if err != nil || size != image.Pt(800, 600) || formatOf(out) != jpg {
			t.Errorf("%v %v", size, err)
		}
	}
	if _, _, err := JPEG([]byte("x"), 1, 1); err == nil {
		t.Error("what is no picture is printed")
	}
}

func TestIsPicture(t *testing.T) {
	for path, want := range map[string]bool{"/a/IMG.JPG": true, "b.heic": true, "c.xlsx": false, "d": false, "e.tif": true} {
		if IsPicture(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}

func FuzzTake(f *testing.F) {
	small := asJPEG(f, flag(16, 8))
	f.Add(small)
	f.Add(withNotes(small, 6, binary.LittleEndian))
	f.Add(withNotes(small, 3, binary.BigEndian))
	for _, encode := range []func(*bytes.Buffer) error{
		func(b *bytes.Buffer) error { return png.Encode(b, flag(8, 8)) },
		func(b *bytes.Buffer) error { return gif.Encode(b, flag(8, 8), nil) },
		func(b *bytes.Buffer) error { return bmp.Encode(b, flag(8, 8)) },
		func(b *bytes.Buffer) error { return tiff.Encode(b, flag(8, 8), nil) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	webp, err := os.ReadFile("testdata/flag.webp")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(webp)
	f.Fuzz(func(t *testing.T, data []byte) {
		fo := formatOf(data)
		if o := orientation(fo, data); o < upright || o > mostOrientation {
			t.Fatalf("orientation %d", o)
		}
		if m, err := measure(fo, data); err == nil && m.memory() > 4<<20 {
			return // the rule is tested elsewhere; here it would only take time
		}
		list, err := Take(ctx, "图.dat", data)
		if err != nil {
			var refusal *catalog.Refusal
			if !errors.As(err, &refusal) {
				t.Fatalf("no refusal: %v", err)
			}
			return
		}
		for _, k := range list {
			img, err := Open(k.Blob.Data)
			if err != nil {
				t.Fatalf("kept and can't be read: %v", err)
			}
			if b := img.Bounds(); max(b.Dx(), b.Dy()) > scanEdge {
				t.Fatalf("kept at %v", b)
			}
			for s := range segments(k.Blob.Data) {
				if formatOf(k.Blob.Data) == jpg && s.marker == app1 {
					t.Fatal("notes are kept")
				}
			}
		}
	})
}

// photo is a picture with as much in it as a photograph has.
func photo(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	seed := uint32(1)
	for y := range h {
		for x := range w {
			seed = seed*1664525 + 1013904223
			n := seed >> 28
			img.SetRGBA(x, y, color.RGBA{uint8(x*255/w) ^ uint8(n), uint8(y*255/h) + uint8(n), uint8((x + y) * 255 / (w + h)), 255})
		}
	}
	return img
}

// BenchmarkTake12MP takes a photograph of a telephone; BenchmarkDecode12MP is what it can't be faster than.
func BenchmarkTake12MP(b *testing.B) {
	data := withNotes(asJPEG(b, photo(4000, 3000)), 6, binary.BigEndian)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		mustTake(b, "a.jpg", data)
	}
}

func BenchmarkDecode12MP(b *testing.B) {
	data := asJPEG(b, photo(4000, 3000))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkThumbnail(b *testing.B) {
	img := mustOpen(b, mustTake(b, "a.jpg", asJPEG(b, photo(4000, 3000))))
	b.ReportAllocs()
	for b.Loop() {
		Fit(img, 184, 138)
	}
}
