package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// red is a JPEG of one colour.
func red(t testing.TB, w, h int) Photo {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{200, 0, 0, 255}), image.Point{}, draw.Src)
	return photoOf(t, img)
}

func photoOf(t testing.TB, img image.Image) Photo {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 85}); err != nil {
		t.Fatal(err)
	}
	photo, err := NewPhoto(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return photo
}

func trialAlbum(t testing.TB, n int) Album {
	a := Album{Title: "容城镇活动图片", Left: "填报单位：容城镇北门社区", Right: "填报日期：2003年9月30日"}
	for i := range n {
		photo := AlbumPhoto{Caption: "2003年1月18日　法律进社区大型宣传咨询活动　北门广场", Under: fmt.Sprintf("咨询台%d", i+1)}
		switch i % 3 {
		case 0:
			photo.Photo = red(t, 192, 144)
		case 1:
			photo.Photo = photoOf(t, image.NewGray(image.Rect(0, 0, 90, 160)))
		}
		a.Photos = append(a.Photos, photo)
	}
	return a
}

func TestAlbumPages(t *testing.T) {
	for _, c := range []struct{ photos, perPage, pages int }{{0, 2, 0}, {1, 2, 1}, {2, 2, 1}, {3, 2, 2}, {4, 4, 1}, {5, 4, 2}, {3, 1, 3}, {7, 6, 2}} {
		doc := LayoutAlbum(trialAlbum(t, c.photos), c.perPage)
		if len(doc.Pages) != c.pages {
			t.Errorf("%d photographs, %d to a page: %d pages, want %d", c.photos, c.perPage, len(doc.Pages), c.pages)
		}
		for _, p := range doc.Pages {
			for _, op := range p.Ops {
				photo, ok := op.(Photo)
				if !ok {
					continue
				}
				if ratio := photo.W / photo.H * float64(photo.High) / float64(photo.Wide); ratio < 0.99 || ratio > 1.01 {
					t.Errorf("a photograph is stretched by %.2f", ratio)
				}
				if photo.X < 15 || photo.Y < 30 || photo.X+photo.W > 195 || photo.Y+photo.H > 280 {
					t.Errorf("%d to a page: a photograph stands at %.0f %.0f, %.0f × %.0f", c.perPage, photo.X, photo.Y, photo.W, photo.H)
				}
			}
		}
	}
}

func TestNoPhotos(t *testing.T) {
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("no JPEG")} {
		if _, err := NewPhoto(data); err == nil {
			t.Errorf("%s passes for a photograph", name)
		}
	}
	doc := LayoutAlbum(Album{Photos: []AlbumPhoto{{Photo: Photo{Wide: 10, High: 10, JPEG: []byte("torn")}}, {}}}, 2)
	if got := doc.Raster(0, 40); got.Rect.Dx() == 0 {
		t.Error("nothing is drawn")
	}
}

// TestPhotosAreDrawn: in the preview and, in bands, for a printer.
func TestPhotosAreDrawn(t *testing.T) {
	doc := LayoutAlbum(trialAlbum(t, 1), 2)
	whole := doc.Raster(0, 60)
	middle := whole.RGBAAt(whole.Rect.Dx()/2, whole.Rect.Dy()/3)
	if middle.R < 180 || middle.G > 30 || middle.B > 30 {
		t.Errorf("the middle of a red photograph is %v", middle)
	}
	banded := image.NewRGBA(whole.Rect)
	for top := 0; top < whole.Rect.Dy(); top += 64 {
		part := banded.SubImage(image.Rect(0, top, whole.Rect.Dx(), min(top+64, whole.Rect.Dy()))).(*image.RGBA)
		doc.Draw(part, 0, 60)
	}
	differ := 0
	for i := range whole.Pix {
		if whole.Pix[i] != banded.Pix[i] {
			differ++
		}
	}
	if differ > 0 {
		t.Errorf("drawn in bands %d bytes differ", differ)
	}
}

// TestPDFHoldsThePhotosThemselves: another program takes the same bytes out again.
func TestPDFHoldsThePhotosThemselves(t *testing.T) {
	if _, err := exec.LookPath("pdfimages"); err != nil {
		t.Skip("pdfimages is not installed (Debian: poppler-utils)")
	}
	dir := t.TempDir()
	album := trialAlbum(t, 5)
	var b bytes.Buffer
	if err := WritePDF(&b, LayoutAlbum(album, 4), Info{}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdfimages", "-all", file, filepath.Join(dir, "i")).CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "" {
		t.Fatalf("%v: %s", err, out)
	}
	found, err := filepath.Glob(filepath.Join(dir, "i-*.jpg"))
	if err != nil || len(found) != 4 {
		t.Fatalf("%d photographs in the PDF: %v", len(found), err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil || !bytes.Equal(data, album.Photos[0].Photo.JPEG) {
		t.Errorf("the first is %d bytes, want %d: %v", len(data), len(album.Photos[0].Photo.JPEG), err)
	}
}

// TestPhotosTakeTheMemoryOfTheirFiles: a hundred are drawn one after the other, and the decoded ones are let go.
func TestPhotosTakeTheMemoryOfTheirFiles(t *testing.T) {
	album, one := Album{}, red(t, 800, 600)
	for range 100 {
		photo := one
		photo.JPEG = bytes.Clone(one.JPEG)
		album.Photos = append(album.Photos, AlbumPhoto{Photo: photo})
	}
	doc := LayoutAlbum(album, 4)
	used := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := used()
	for i := range doc.Pages {
		doc.Raster(i, 30)
	}
	if after := used(); after > before+12<<20 { // four of them are 3 MB; all would be 72
		t.Errorf("%d MB more are held after drawing", (after-before)>>20)
	}
	runtime.KeepAlive(doc)
}
