package assets

import (
	"bytes"
	"image/png"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func parse(t *testing.T, raw []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(raw)
	if err != nil {
		t.Fatalf("parsing the font: %v", err)
	}
	return f
}

// missing returns the runes of text that f has no glyph for, or an empty one.
func missing(t *testing.T, f *sfnt.Font, text string) string {
	t.Helper()
	var out []rune
	var buffer sfnt.Buffer
	for _, r := range text {
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil {
			t.Fatalf("looking up %q: %v", r, err)
		}
		if glyph == 0 {
			out = append(out, r)
			continue
		}
		segments, err := f.LoadGlyph(&buffer, glyph, fixed.I(32), nil)
		if err != nil {
			t.Fatalf("loading the glyph of %q: %v", r, err)
		}
		if len(segments) == 0 && r != ' ' && r != '\u3000' {
			out = append(out, r)
		}
	}
	return string(out)
}

func gb2312() string {
	var out []byte
	for high := byte(0xA1); high <= 0xF7; high++ {
		for low := byte(0xA1); low <= 0xFE; low++ {
			r, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{high, low})
			if rs := []rune(string(r)); err == nil && len(rs) == 1 && rs[0] != '\uFFFD' && high >= 0xB0 {
				out = append(out, r...)
			}
		}
	}
	return string(out)
}

const (
	windowSigns = "✕▲▼⚠✓↶↷▾▴▸◂‹›·•√□■○●☐☑☾🔍←→↑↓─│┌┐└┘├┤┬┴┼░▒▓①②③④⑤⑥⑦⑧⑨⑩⑳〇…—“”‘’《》【】㎡℃‰%"
	names       = "𬭎𬬭𫖯𫍽𬱖堃喆昇玥珺垚犇骉淼翀旸旻祎怡"
)

func TestWindowFacesHaveWhatTheWindowShows(t *testing.T) {
	faces := map[string][]byte{"sans regular": SansRegular(), "sans bold": SansBold()}
	for name, raw := range faces {
		if lost := missing(t, parse(t, raw), windowSigns+names+gb2312()); lost != "" {
			t.Errorf("%s lacks %s", name, lost)
		}
	}
}

func TestPaperFacesReachFromCommonToRare(t *testing.T) {
	if lost := missing(t, parse(t, SerifBlack()), names+gb2312()); lost != "" {
		t.Errorf("serif black lacks %s", lost)
	}
	var bmp []rune
	for r := rune(0x3400); r <= 0x9FFF; r++ {
		if r <= 0x4DBF || r >= 0x4E00 {
			bmp = append(bmp, r)
		}
	}
	if lost := missing(t, parse(t, SerifRegular()), string(bmp)+names); lost != "" {
		t.Errorf("serif regular lacks %s", lost)
	}
	if lost := missing(t, parse(t, Rare()), "𠮷𡈽𠀋𪚥𫝀𮯠"); lost != "" {
		t.Errorf("rare lacks %s", lost)
	}
}

// Digits of one width keep ID numbers and sums in columns.
func TestDigitsAreOfOneWidth(t *testing.T) {
	for name, raw := range map[string][]byte{"sans": SansRegular(), "bold": SansBold(), "serif": SerifRegular()} {
		f := parse(t, raw)
		var buffer sfnt.Buffer
		widths := map[fixed.Int26_6]bool{}
		for _, r := range "0123456789" {
			glyph, err := f.GlyphIndex(&buffer, r)
			if err != nil {
				t.Fatal(err)
			}
			width, err := f.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			widths[width] = true
		}
		if len(widths) != 1 {
			t.Errorf("%s: digits have %d widths", name, len(widths))
		}
	}
}

func TestFontsAreUnpackedOnce(t *testing.T) {
	if a, b := SansRegular(), SansRegular(); &a[0] != &b[0] {
		t.Error("the second call unpacked the font again")
	}
}

func TestIconIsAPicture(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(Icon()))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 512 || size.Y != 512 {
		t.Errorf("the icon measures %v", size)
	}
}

func BenchmarkUnpackSansRegular(b *testing.B) {
	for b.Loop() {
		unpack("sans-regular", sansRegular)
	}
}

func BenchmarkUnpackRare(b *testing.B) {
	for b.Loop() {
		unpack("rare", rare)
	}
}
