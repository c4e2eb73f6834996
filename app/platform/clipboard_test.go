package platform

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"golang.org/x/image/bmp"
)

// dibOf returns the bitmap of a picture as a screen copy has it on the clipboard.
func dibOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := bmp.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()[bmpHeader:]
}

// withMasks returns a bitmap of 32 bits with the masks behind its header, as PrintScreen makes it.
func withMasks(w, h int, c [4]byte, masks [3]uint32) []byte {
	d := binary.LittleEndian.AppendUint32(nil, dibHeader)
	d = binary.LittleEndian.AppendUint32(d, uint32(w))
	d = binary.LittleEndian.AppendUint32(d, uint32(h))
	d = binary.LittleEndian.AppendUint16(d, 1)
	d = binary.LittleEndian.AppendUint16(d, 32)
	d = binary.LittleEndian.AppendUint32(d, packMasks)
	d = append(d, make([]byte, dibHeader-len(d))...)
	for _, m := range masks {
		d = binary.LittleEndian.AppendUint32(d, m)
	}
	return append(d, bytes.Repeat(c[:], w*h)...)
}

func TestBitmapOfTheClipboard(t *testing.T) {
	red := color.RGBA{200, 10, 20, 255}
	full := image.NewRGBA(image.Rect(0, 0, 5, 3))
	grey := image.NewGray(image.Rect(0, 0, 5, 3))
	for i := range 15 {
		full.SetRGBA(i%5, i/5, red)
		grey.SetGray(i%5, i/5, color.Gray{77})
	}
	usual := [3]uint32{0xFF0000, 0xFF00, 0xFF}
	for name, c := range map[string]struct {
		dib  []byte
		want color.RGBA
	}{
		"24 bits": {dibOf(t, full), red},
		"palette": {dibOf(t, grey), color.RGBA{77, 77, 77, 255}},
		"screen":  {withMasks(5, 3, [4]byte{20, 10, 200, 0}, usual), red},
	} {
		img, err := bmp.Decode(bytes.NewReader(bmpOf(c.dib)))
		if err != nil || img.Bounds().Dx() != 5 || img.Bounds().Dy() != 3 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r, g, b, a := img.At(2, 1).RGBA(); (color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}) != c.want {
			t.Errorf("%s: %d %d %d %d, want %v", name, r>>8, g>>8, b>>8, a>>8, c.want)
		}
	}
	for name, dib := range map[string][]byte{"nothing": nil, "half": make([]byte, 30), "odd masks": withMasks(1, 1, [4]byte{}, [3]uint32{1, 2, 3}),
		"head alone": append(binary.LittleEndian.AppendUint32(nil, 400), make([]byte, 40)...)} {
		if bmpOf(dib) != nil {
			t.Errorf("%s passes for a bitmap", name)
		}
	}
}

// FuzzBitmapOfTheClipboard: no program can make us fall by what it copies.
func FuzzBitmapOfTheClipboard(f *testing.F) {
	f.Add(withMasks(1, 1, [4]byte{}, [3]uint32{0xFF0000, 0xFF00, 0xFF}))
	f.Fuzz(func(t *testing.T, dib []byte) {
		if file := bmpOf(dib); file != nil && string(file[:2]) != "BM" {
			t.Error("the file is no bitmap")
		}
	})
}
