package paper

import (
	"bytes"
	"io"
	"testing"
)

func BenchmarkLayout5000x12(b *testing.B) {
	table := cadres(5000)
	table.Columns = table.Columns[:12]
	b.ReportAllocs()
	for b.Loop() {
		LayoutTable(table, Sheet{})
	}
}

func BenchmarkPDF5000x12(b *testing.B) {
	table := cadres(5000)
	table.Columns = table.Columns[:12]
	b.ReportAllocs()
	for b.Loop() {
		d, _ := LayoutTable(table, Sheet{})
		if err := WritePDF(io.Discard, d, Info{Title: table.Title}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPDFOfOnePage(b *testing.B) {
	for b.Loop() {
		d, _ := LayoutTable(cadres(12), Sheet{})
		if err := WritePDF(new(bytes.Buffer), d, Info{}); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkRaster(b *testing.B, dpi float64) {
	d, _ := LayoutTable(cadres(40), Sheet{})
	d.Raster(1, dpi)
	for b.Loop() {
		d.Raster(1, dpi)
	}
}

func BenchmarkRaster96(b *testing.B)  { benchmarkRaster(b, 96) }
func BenchmarkRaster300(b *testing.B) { benchmarkRaster(b, 300) }

// BenchmarkFirstRaster96 is the time from a new document to its first page on the screen.
func BenchmarkFirstRaster96(b *testing.B) {
	for b.Loop() {
		d, _ := LayoutTable(cadres(40), Sheet{})
		d.Raster(0, 96)
	}
}
