package paper

import (
	"bytes"
	"image"
	"strings"
	"sync"
	"testing"
	"unicode"
)

// ink returns how much of the picture of one character, drawn in face, isn't white.
func ink(face Face, text string) int {
	d := NewDocument()
	d.AddPage(14, 14).Text(2, 11, Style{Face: face, Size: 28}, text)
	picture := d.Raster(0, 72)
	var n int
	for i := 0; i < len(picture.Pix); i += 4 {
		n += 255 - int(picture.Pix[i])
	}
	return n / 255
}

func TestNoCharacterOfANameIsBlank(t *testing.T) {
	names := strings.Join(rareNames, "") + "𬬭𬭛𬭳䴖䴙〆々ㄅëàÿΩжあ한👍\U000F0000㊣①"
	for face := range Rare {
		for _, r := range names {
			if _, ok := drawn(r); !ok {
				continue
			}
			if n := ink(face, string(r)); n < 4 {
				t.Errorf("face %d: %c (%U) is blank", face, r, r)
			}
		}
	}
	for _, r := range "\u200b\ufe00\U000E0100\ufeff\r\n" {
		if n := ink(Song, string(r)); n != 0 {
			t.Errorf("%U draws something", r)
		}
	}
}

// Every character of the blocks that names are taken from has a glyph, not only a box with its code.
func TestBlocksOfNamesAreCovered(t *testing.T) {
	d := NewDocument()
	for _, block := range []struct {
		name      string
		low, high rune
		mayLack   int // characters that no font of the sources holds
	}{
		{"URO", 0x4E00, 0x9FFF, 0}, {"Extension A", 0x3400, 0x4DBF, 0}, {"B", 0x20000, 0x2A6DF, 10}, {"C", 0x2A700, 0x2B73F, 15},
		{"D", 0x2B740, 0x2B81F, 2}, {"E", 0x2B820, 0x2CEAF, 20}, {"F", 0x2CEB0, 0x2EBEF, 20},
	} {
		lacking := 0
		for r := block.low; r <= block.high; r++ {
			if face, _ := d.pick(Song, r); face == noFace && unicode.Is(unicode.Han, r) {
				lacking++
			}
		}
		if lacking > block.mayLack {
			t.Errorf("%s lacks %d characters", block.name, lacking)
		}
	}
}

func TestColoursAreKept(t *testing.T) {
	picture := drawing().Raster(0, 254) // ten pixels to the millimetre
	for name, want := range map[string]struct {
		x, y  int
		ink   Ink
		every bool
	}{
		"filling":         {110, 280, Ink{0xA6, 0x1B, 0x1B}, true},
		"second filling":  {500, 200, Ink{G: 128}, true},
		"line":            {300, 400, Ink{B: 200}, true},
		"slanted line":    {500, 460, Ink{R: 200}, true},
		"outline":         {450, 200, Ink{}, true},
		"white ground":    {950, 550, Ink{255, 255, 255}, true},
		"picture, at end": {790, 290, Ink{240, 80, 200}, true},
	} {
		c := picture.RGBAAt(want.x, want.y)
		if got := (Ink{c.R, c.G, c.B}); got != want.ink {
			t.Errorf("%s: %v, want %v", name, got, want.ink)
		}
	}
	white := 0
	for y := 150; y < 240; y++ {
		for x := 110; x < 390; x++ {
			if c := picture.RGBAAt(x, y); c.R == 255 && c.G == 255 && c.B == 255 {
				white++
			}
		}
	}
	if white < 500 {
		t.Errorf("white text on the filling has %d white pixels", white)
	}
}

func TestBandsJoinToThePage(t *testing.T) {
	d, _ := LayoutTable(cadres(20), Sheet{})
	whole := d.Raster(0, 96)
	for top := 0; top < whole.Rect.Dy(); top += 100 {
		band := image.NewRGBA(image.Rect(0, top, whole.Rect.Dx(), min(top+100, whole.Rect.Dy())))
		d.Draw(band, 0, 96)
		from := whole.PixOffset(0, top)
		if !bytes.Equal(band.Pix, whole.Pix[from:from+len(band.Pix)]) {
			t.Fatalf("the band at %d differs from the page", top)
		}
	}
}

func TestManyDrawAtOnce(t *testing.T) {
	d, _ := LayoutTable(rare(), Sheet{})
	want := d.Raster(0, 50)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if !bytes.Equal(d.Raster(0, 50).Pix, want.Pix) {
				t.Error("two pictures of a page differ")
			}
		})
	}
	wait.Wait()
}
