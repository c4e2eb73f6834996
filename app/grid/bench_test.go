package grid

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

// sizes are numbers of rows at which a frame must cost the same.
var sizes = []int{1_000, 100_000}

func each(b *testing.B, run func(b *testing.B, g *bench)) {
	for _, rows := range sizes {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			g := newBench(b, rows)
			g.OnSelect = nil
			g.window.Resize(fyne.NewSize(1366, 768))
			b.ReportAllocs()
			b.ResetTimer()
			run(b, g)
		})
	}
}

// BenchmarkScrollRow scrolls by one row: all that happens on the UI goroutine but the painter's own work.
func BenchmarkScrollRow(b *testing.B) {
	each(b, func(b *testing.B, g *bench) {
		for i := range b.N {
			g.SetTopRow(i % 900)
		}
	})
}

// BenchmarkScrollPage turns pages.
func BenchmarkScrollPage(b *testing.B) {
	each(b, func(b *testing.B, g *bench) {
		for i := range b.N {
			g.SetTopRow(i * g.pageRows() % (g.src.rows - 100))
		}
	})
}

// BenchmarkFrame scrolls by one row and paints the window with the software painter.
func BenchmarkFrame(b *testing.B) {
	each(b, func(b *testing.B, g *bench) {
		for i := range b.N {
			g.SetTopRow(i % 900)
			g.window.Canvas().Capture()
		}
	})
}
