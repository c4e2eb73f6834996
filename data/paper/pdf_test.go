package paper

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"taizhang/assets"
	"taizhang/data/catalog"
)

func pdfOf(t *testing.T, d *Document, info Info) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WritePDF(&out, d, info); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// run gives a PDF to one of poppler's programs and returns what it prints.
func run(t *testing.T, pdf []byte, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed", program)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	command := exec.Command(program, args...)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("%s: %v\n%s", program, err, &complaints)
	}
	return string(out)
}

func TestPDFTextCanBeSearched(t *testing.T) {
	d, _ := LayoutTable(rare(), Sheet{})
	text := run(t, pdfOf(t, d, Info{}), "pdftotext", "-layout", "FILE", "-")
	for _, want := range []string{"𬭎城镇㐂门社区𠮷祥街党员花名册", "王𬭎", "李𫖯", "𠮷田", "㐂子", "刘𪚥", "孙𮯠", "张𫍽", "郑〇", "冯·诺", "葛城", "韩昇", "第1页 共1页"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text of the PDF lacks %s:\n%s", want, text)
		}
	}
}

// A table of more than a hundred characters beyond U+FFFF fills several blocks of the table of characters.
func TestPDFTextOfManyRareCharacters(t *testing.T) {
	var all strings.Builder
	table := catalog.Table{Columns: columns("100 l 字")}
	for r := rune(0x20000); r < 0x20000+2000; r += 7 {
		all.WriteRune(r)
		table.Rows = append(table.Rows, catalog.TableRow{Cells: []string{string(r)}})
	}
	d, _ := LayoutTable(table, Sheet{})
	text := run(t, pdfOf(t, d, Info{}), "pdftotext", "FILE", "-")
	for _, r := range all.String() {
		if !strings.ContainsRune(text, r) {
			t.Fatalf("the text lacks %c (%U)", r, r)
		}
	}
}

func TestPDFHasThePagesAndTheInformation(t *testing.T) {
	d, _ := LayoutTable(wide(), Sheet{})
	created := time.Date(2003, 9, 30, 8, 0, 0, 0, time.UTC)
	info := run(t, pdfOf(t, d, Info{Title: "党费登记表𬭎", Author: "容城镇", Created: created}), "pdfinfo", "FILE")
	for _, want := range []string{"党费登记表𬭎", "容城镇", "2003", fmt.Sprintf("%d\n", len(d.Pages)), "A3"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
}

func TestPDFIsDeterministic(t *testing.T) {
	write := func() []byte {
		d, _ := LayoutTable(grouped(), Sheet{})
		return pdfOf(t, d, Info{Title: "统计表", Author: "容城镇"})
	}
	if !bytes.Equal(write(), write()) {
		t.Error("the same table gave two different PDFs")
	}
}

func TestEmptyDocument(t *testing.T) {
	var out bytes.Buffer
	if err := WritePDF(&out, NewDocument(), Info{}); err == nil && !bytes.HasPrefix(out.Bytes(), []byte("%PDF-")) {
		t.Error("neither an error nor a PDF")
	}
}

// drawing has every operation on it, in colour.
func drawing() *Document {
	d := NewDocument()
	p := d.AddPage(100, 60)
	p.Fill(10, 10, 30, 20, Ink{R: 0xA6, G: 0x1B, B: 0x1B})
	p.Text(12, 22, Style{Face: HeiBold, Size: 14, Ink: Ink{R: 255, G: 255, B: 255}}, "北门 312")
	p.Fill(45, 10, 10, 20, Ink{G: 128})
	p.Rect(45, 10, 10, 20, 1, Ink{})
	p.Line(10, 40, 90, 40, 0.5, Ink{B: 200})
	p.Line(10, 50, 90, 42, 2, Ink{R: 200})
	picture := image.NewRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		picture.SetRGBA(i%4, i/4, color.RGBA{uint8(i * 16), 80, 200, 255})
	}
	p.Picture(60, 10, 20, 20, picture)
	return d
}

func TestPDFAndRasterShowTheSame(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm is not installed")
	}
	long, _ := LayoutTable(long(), Sheet{})
	rare, _ := LayoutTable(rare(), Sheet{})
	for name, d := range map[string]*Document{"drawing": drawing(), "long": long, "rare": rare} {
		const dpi = 100
		page := run(t, pdfOf(t, d, Info{}), "pdftoppm", "-r", fmt.Sprint(dpi), "-f", "1", "-l", "1", "FILE")
		theirs, ours := parsePPM(t, page), d.Raster(0, dpi)
		if dx, dy := theirs.Rect.Dx()-ours.Rect.Dx(), theirs.Rect.Dy()-ours.Rect.Dy(); dx*dx > 1 || dy*dy > 1 {
			t.Fatalf("%s: %v against %v", name, theirs.Rect, ours.Rect)
		}
		if worst, at := compare(theirs, ours); worst > 40 {
			t.Errorf("%s: the pictures differ by %d of 255 around %v", name, worst, at)
		}
	}
}

func parsePPM(t *testing.T, raw string) *image.RGBA {
	t.Helper()
	var w, h, depth int
	if _, err := fmt.Sscanf(raw, "P6\n%d %d\n%d", &w, &h, &depth); err != nil {
		t.Fatal(err)
	}
	pixels := raw[len(raw)-3*w*h:]
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		out.Pix[4*i], out.Pix[4*i+1], out.Pix[4*i+2], out.Pix[4*i+3] = pixels[3*i], pixels[3*i+1], pixels[3*i+2], 255
	}
	return out
}

// compare returns the greatest difference of the mean colours of squares of 16 pixels: what stands somewhere else or
// is missing shows in it, how edges are smoothed does not.
func compare(a, b *image.RGBA) (worst int, at image.Point) {
	const side = 16
	box := a.Rect.Intersect(b.Rect)
	for y := 0; y+side <= box.Dy(); y += side {
		for x := 0; x+side <= box.Dx(); x += side {
			for channel := range 3 {
				var sum int
				for i := range side * side {
					offset := 4*(x+i%side) + channel
					sum += int(a.Pix[(y+i/side)*a.Stride+offset]) - int(b.Pix[(y+i/side)*b.Stride+offset])
				}
				if mean := max(sum, -sum) / (side * side); mean > worst {
					worst, at = mean, image.Pt(x, y)
				}
			}
		}
	}
	return worst, at
}

// failingWriter fails after so many bytes.
type failingWriter struct{ left int }

var errFull = errors.New("no room on the disk")

func (w *failingWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return 0, errFull
	}
	w.left -= len(p)
	return len(p), nil
}

func TestFailureOfTheWriterIsReported(t *testing.T) {
	d, _ := LayoutTable(cadres(51), Sheet{})
	whole := len(pdfOf(t, d, Info{}))
	for _, room := range []int{0, 20, 3000, whole / 2, whole - 1} {
		if err := WritePDF(&failingWriter{room}, d, Info{}); !errors.Is(err, errFull) {
			t.Errorf("room for %d of %d bytes: %v", room, whole, err)
		}
	}
}

func TestSubsetIsAFontOfItsOwn(t *testing.T) {
	raw := assets.SerifRegular()
	f, err := openFont(raw)
	if err != nil {
		t.Fatal(err)
	}
	d := NewDocument()
	var wanted []int
	for _, r := range "容城镇𬭎é½" {
		wanted = append(wanted, int(d.glyph(Song, r).index))
	}
	part, err := f.subset(wanted)
	if err != nil {
		t.Fatal(err)
	}
	if len(part) > len(raw)/10 {
		t.Errorf("six characters take %d of %d bytes", len(part), len(raw))
	}
	g, err := openFont(part)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range wanted {
		a, _ := f.outline(n)
		b, err := g.outline(n)
		if err != nil || len(a) == 0 || !bytes.HasPrefix(b, a) || f.advance(n) != g.advance(n) {
			t.Errorf("glyph %d differs: %v", n, err)
		}
	}
	if blank, err := g.outline(wanted[0] + 1); err != nil || len(blank) != 0 {
		t.Errorf("an unwanted glyph takes %d bytes, %v", len(blank), err)
	}
}

// Fonts may come from a user's machine one day: damaged ones are errors, never panics.
func FuzzSubset(f *testing.F) {
	source, err := openFont(assets.SansRegular())
	if err != nil {
		f.Fatal(err)
	}
	small, err := source.subset([]int{1, 2, 3})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small, uint16(2))
	f.Add(small[:100], uint16(0))
	f.Add([]byte{0, 1, 0, 0, 0xFF, 0xFF}, uint16(9))
	f.Fuzz(func(t *testing.T, raw []byte, glyph uint16) {
		font, err := openFont(raw)
		if err != nil {
			return
		}
		part, err := font.subset([]int{int(glyph)})
		if err != nil {
			return
		}
		if _, err := openFont(part); err != nil {
			t.Fatalf("the subset of a font that could be read can't: %v", err)
		}
	})
}

func FuzzPDFText(f *testing.F) {
	f.Add("王𬭎 <>()\\ 李\x00四")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 300 || !utf8.ValidString(text) {
			return
		}
		d := NewDocument()
		d.AddPage(210, 297).Text(10, 20, Style{Face: Song, Size: 12}, text)
		if err := WritePDF(new(bytes.Buffer), d, Info{Title: text}); err != nil {
			t.Fatal(err)
		}
	})
}
