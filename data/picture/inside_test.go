package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// TestFourInks: a JPEG of a printer's office keeps the note by which its inks are known, and is printed in three colours.
func TestFourInks(t *testing.T) {
	data, err := os.ReadFile("testdata/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	kept := mustTake(t, "a.jpg", data)
	if got := corners(mustOpen(t, kept)); got != "RGBW" || !bytes.Contains(kept.Blob.Data, []byte("Adobe")) {
		t.Errorf("kept: %s", got)
	}
	printed, size, err := JPEG(kept.Blob.Data, 1000, 1000)
	if err != nil || size != image.Pt(64, 48) {
		t.Fatalf("printed: %v, %v", size, err)
	}
	img, err := Open(printed)
	if err != nil {
		t.Fatal(err)
	}
	if _, inks := img.(*image.CMYK); inks || corners(img) != "RGBW" {
		t.Errorf("printed: %T %s", img, corners(img))
	}
}

// TestWhatIsTooLargeForItsPixels: a JPEG of needless quality is written anew, and a PNG of noise becomes a JPEG.
func TestWhatIsTooLargeForItsPixels(t *testing.T) {
	noise := image.NewGray(image.Rect(0, 0, 1600, 1400))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(random.Uint32())
	}
	var b bytes.Buffer
	if err := png.Encode(&b, noise); err != nil {
		t.Fatal(err)
	}
	if kept := mustTake(t, "a.png", b.Bytes()); kept.Name != "a.jpg" || len(kept.Blob.Data) > b.Len() {
		t.Errorf("%d bytes of noise are %s of %d", b.Len(), kept.Name, len(kept.Blob.Data))
	}
	b.Reset()
	if err := jpeg.Encode(&b, noise.SubImage(image.Rect(0, 0, 500, 500)), &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	if kept := mustTake(t, "a.jpg", b.Bytes()); len(kept.Blob.Data) >= b.Len()*3/4 {
		t.Errorf("%d bytes of needless quality are %d", b.Len(), len(kept.Blob.Data))
	}
}

// TestSmallCopiesAreNoPages: of the directories of a scan those count that are no smaller copy of another one.
func TestSmallCopiesAreNoPages(t *testing.T) {
	data := []byte("II*\x00\x08\x00\x00\x00")
	for i, kind := range []uint32{0, 1, 2} { // a picture, its small copy, a page
		data = binary.LittleEndian.AppendUint16(data, 1)
		data = binary.LittleEndian.AppendUint16(data, tagSubfile)
		data = binary.LittleEndian.AppendUint16(data, 4)
		data = binary.LittleEndian.AppendUint32(data, 1)
		data = binary.LittleEndian.AppendUint32(data, kind)
		next := uint32(len(data) + 4)
		if i == 2 {
			next = 0
		}
		data = binary.LittleEndian.AppendUint32(data, next)
	}
	if got := tiffPages(data); !slices.Equal(got, []uint32{8, 8 + 2*18}) {
		t.Errorf("the pages are %v", got)
	}
}

// TestPartsBehindTheEnd: a part of a JPEG that says to be longer than the file is none.
func TestPartsBehindTheEnd(t *testing.T) {
	for length, want := range map[byte]int{4: 1, 5: 0, 6: 0, 255: 0, 1: 0} {
		n := 0
		for range segments([]byte{0xFF, 0xD8, 0xFF, app0, 0, length, 'a', 'b'}) {
			n++
		}
		if n != want {
			t.Errorf("a part of %d bytes in a file that has 4: %d parts", length, n)
		}
	}
}

// FuzzTake shows that no bytes make Take panic, that what it keeps can be read again within the size that it promises, and
// that notes are gone.
// TestMemory: what decoding would need is told from the head, of which nothing is decoded.
func TestMemory(t *testing.T) {
	progressive := asJPEG(t, flag(160, 80))
	progressive[bytes.Index(progressive, []byte{0xFF, 0xC0})+1] = markProgressive
	full := bytes.Clone(progressive)
	head := bytes.Index(full, []byte{0xFF, markProgressive})
	full[head+11] = 0x11 // the brightness is kept as coarse as the colours, so each has a coefficient for a pixel
	grey := asJPEG(t, image.NewGray(image.Rect(0, 0, 160, 80)))
	grey[bytes.Index(grey, []byte{0xFF, 0xC0})+1] = markProgressive
	deep := func(img image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	opaque := image.NewRGBA64(image.Rect(0, 0, 160, 80))
	for i := range opaque.Pix {
		opaque.Pix[i] = 0xFF
	}
	for name, c := range map[string]struct {
		format format
		data   []byte
		pixel  int64
	}{
		"baseline":              {jpg, asJPEG(t, flag(160, 80)), 4},
		"progressive 4:2:0":     {jpg, progressive, 4 + 6},
		"progressive 4:4:4":     {jpg, full, 4 + 12},
		"progressive grey":      {jpg, grey, 4 + 4},
		"png":                   {pngFile, deep(flag(160, 80)), 4},
		"png of 16 bits":        {pngFile, deep(image.NewNRGBA64(image.Rect(0, 0, 160, 80))), 8},
		"opaque png of 16 bits": {pngFile, deep(opaque), 8},
	} {
		m, err := measure(c.format, c.data)
		if err != nil || m.memory() != c.pixel*160*80 {
			t.Errorf("%s: %d bytes, want %d a pixel: %v", name, m.memory(), c.pixel, err)
		}
	}
}
