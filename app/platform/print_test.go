package platform

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"reflect"
	"testing"

	"taizhang/data/paper"
)

func TestParsePages(t *testing.T) {
	for text, want := range map[string][]int{
		"": nil, " ": nil, "全部": nil, "1": {0}, "1-3,5": {0, 1, 2, 4}, "3,1": {2, 0}, "2-2": {1}, "4-": {3, 4}, "-2": {0, 1},
		"1\uff0c3\u30015": {0, 2, 4}, "\uff11\uff0d\uff13": {0, 1, 2}, "第2至3页": {1, 2}, "1,1-2": {0, 1}, "1,": {0},
	} {
		if got, err := ParsePages(text, 5); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"0", "6", "1-6", "3-2", "a", "1-2-3", "-", ",", "1.5", "99999999999999999999"} {
		if got, err := ParsePages(text, 5); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

// sample is a document with a page of text and a page of colours.
func sample() *paper.Document {
	doc := paper.NewDocument()
	p := doc.AddPage(210, 297)
	p.Text(30, 40, paper.Style{Face: paper.Hei, Size: 40}, "干部花名册")
	p.Line(20, 60, 190, 60, 0.05, paper.Ink{})
	p.Rect(20, 80, 170, 100, 1, paper.Ink{})
	p = doc.AddPage(297, 210)
	p.Fill(10, 10, 50, 50, paper.Ink{R: 200, G: 20, B: 20})
	p.Text(100, 40, paper.Style{Face: paper.Hei, Size: 40}, "统计图")
	return doc
}

// TestBandsMakeThePage: put together, the bands are the page as the preview draws it.
func TestBandsMakeThePage(t *testing.T) {
	doc := sample()
	for page, dpi := range map[int]float64{0: 600, 1: 300} {
		want := doc.Raster(page, dpi)
		rows, bands := 0, 0
		err := eachBand(context.Background(), doc, page, 1200, func(b band) error {
			bands++
			if b.dpi != dpi || b.top != rows || b.width != want.Rect.Dx() {
				t.Fatalf("page %d: a band at %v dpi from row %d, %d wide", page, b.dpi, b.top, b.width)
			}
			rows += b.height
			stride := (b.width*b.bits + 31) / 32 * 4
			for y := range b.height {
				row := b.pix[y*stride : (y+1)*stride]
				for x := range b.width {
					if got := dot(row, x, b.bits); got != meant(want, x, b.top+y, b.bits) {
						t.Fatalf("page %d: the dot %d, %d is %v", page, x, b.top+y, got)
					}
				}
			}
			return nil
		})
		if err != nil || rows != want.Rect.Dy() || bands != bandsOf(doc.Pages[page], 1200) {
			t.Errorf("page %d: %d rows of %d in %d bands, %v", page, rows, want.Rect.Dy(), bands, err)
		}
	}
}

func dot(row []byte, x, bits int) [3]byte {
	if bits == 1 {
		v := byte(255)
		if row[x/8]&(0x80>>(x%8)) == 0 {
			v = 0
		}
		return [3]byte{v, v, v}
	}
	return [3]byte{row[3*x+2], row[3*x+1], row[3*x]}
}

func meant(page *image.RGBA, x, y, bits int) [3]byte {
	c := page.RGBAAt(x, y)
	if bits == 1 {
		v := byte(255)
		if c.R < inkBelow {
			v = 0
		}
		return [3]byte{v, v, v}
	}
	return [3]byte{c.R, c.G, c.B}
}

// TestThinLinesArePrinted: a line that the preview shows in grey is black on paper.
func TestThinLinesArePrinted(t *testing.T) {
	row := 60.0 * 600 / 25.4
	black := 0
	err := eachBand(context.Background(), sample(), 0, 600, func(b band) error {
		stride := (b.width + 31) / 32 * 4
		for y := int(row) - 2; y <= int(row)+2; y++ {
			if y >= b.top && y < b.top+b.height && dot(b.pix[(y-b.top)*stride:], b.width/2, 1) == [3]byte{} {
				black++
			}
		}
		return nil
	})
	if err != nil || black != 1 {
		t.Errorf("the line of 0.05 points is %d dots thick, %v", black, err)
	}
}

func TestBandsEndWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	bands := 0
	err := eachBand(ctx, sample(), 0, 600, func(band) error { bands++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || bands != 1 {
		t.Errorf("%d bands after cancelling, %v", bands, err)
	}
}

func TestPagesThatAreNotThere(t *testing.T) {
	if _, err := Print(context.Background(), sample(), "x", PrintOptions{Printer: "p", Pages: []int{2}}, nil); err == nil {
		t.Error("page 3 of 2 was printed")
	}
	if _, err := Print(context.Background(), paper.NewDocument(), "x", PrintOptions{Printer: "p"}, nil); err == nil {
		t.Error("a document without pages was printed")
	}
}

// printerVariable names a printer that the tests may print on; without one, nothing is printed.
const printerVariable = "TAIZHANG_TEST_PRINTER"

// TestPrinting sends pages to a queue; whoever runs it compares what comes out.
func TestPrinting(t *testing.T) {
	name := os.Getenv(printerVariable)
	if name == "" {
		t.Skip("no printer to print on: " + printerVariable)
	}
	list, err := Printers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Log("printers:", list)
	last := 0
	said, err := Print(context.Background(), sample(), "试印 花名册", PrintOptions{Printer: name, Copies: 2, Pages: []int{1, 0}}, func(done, total int) {
		if done != last+1 || done > total {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(said, last)
	if _, err := Print(context.Background(), sample(), "x", PrintOptions{Printer: "没有这台"}, nil); err == nil {
		t.Error("printed on a printer that is not there")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Print(ctx, sample(), "取消了的", PrintOptions{Printer: name}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a print that was cancelled: %v", err)
	}
}

func BenchmarkBands(b *testing.B) {
	doc := sample()
	var sink bytes.Buffer
	for b.Loop() {
		sink.Reset()
		if err := eachBand(context.Background(), doc, 0, 600, func(band band) error { sink.Write(band.pix[:1]); return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
