package chart

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"taizhang/app/look"
	"taizhang/app/trial/loop"
)

var (
	ink  = color.NRGBA{R: 0x1a, G: 0x55, B: 0x96, A: 0xff}
	text = color.NRGBA{A: 0xff}
)

func sample(shape Shape, numbers ...float64) drawing {
	d := drawing{shape: shape, width: 400, height: 24 * len(numbers), textSize: 13, gap: 6, mark: 2, bar: ink, text: text, muted: text, line: color.NRGBA{R: 0xc8, G: 0xc8, B: 0xc8, A: 0xff}}
	if shape == Line {
		d.height = 172
	}
	for i, n := range numbers {
		d.items = append(d.items, Item{Label: fmt.Sprintf("社区%d", i), Number: n, Text: fmt.Sprint(n)})
	}
	return d
}

func drawn(t testing.TB, d drawing) *plot {
	t.Helper()
	p, err := d.draw()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// inked counts the pixels in the colour of bars.
func inked(p *plot, within image.Rectangle) int {
	n := 0
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			if color.NRGBAModel.Convert(p.picture.At(x, y)) == ink {
				n++
			}
		}
	}
	return n
}

// TestBarsStandWhereClicksAreTakenForThem holds the library to what the package reckons with: each bar stands in its own
// part of the height, the first at the top, and is as long as its number is large.
func TestBarsStandWhereClicksAreTakenForThem(t *testing.T) {
	for _, numbers := range [][]float64{{10, 5, 0}, {3}, {0, 0}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {120000.5, 3}} {
		d := sample(Bars, numbers...)
		p := drawn(t, d)
		most := 0
		for i, n := range numbers {
			from, to := int(p.edges[i]), int(p.edges[i+1])
			ink := inked(p, image.Rect(0, from, d.width, to))
			if most = max(most, ink); (n > most0(numbers)/20) != (ink > 0) {
				t.Errorf("%v: number %d has %d pixels of a bar in its part", numbers, i, ink)
			}
			if i > 0 && n > 2*numbers[i-1] && ink <= inked(p, image.Rect(0, int(p.edges[i-1]), d.width, from)) {
				t.Errorf("%v: the bar of number %d is not longer than that before it", numbers, i)
			}
			if got := p.at(float64(from+to) / 2); got != i {
				t.Errorf("%v: the middle of part %d is taken for %d", numbers, i, got)
			}
		}
	}
}

func most0(numbers []float64) float64 {
	var most float64
	for _, n := range numbers {
		most = max(most, n)
	}
	return most
}

// TestPointsOfALineStandInTheMiddleOfTheirParts does the same for lines: a month that stands out has its dot in its part.
func TestPointsOfALineStandInTheMiddleOfTheirParts(t *testing.T) {
	for _, n := range []int{1, 2, 12, 40} {
		for high := range n {
			numbers := make([]float64, n)
			numbers[high] = 100
			d := sample(Line, numbers...)
			p := drawn(t, d)
			middle := int(p.edges[high]+p.edges[high+1]) / 2
			if dots := inked(p, image.Rect(middle-4, 18, middle+5, 60)); dots == 0 {
				t.Errorf("%d numbers: no dot of number %d around %d", n, high, middle)
			}
			if got := p.at(float64(middle)); got != high {
				t.Errorf("%d numbers: the dot of number %d is taken for %d", n, high, got)
			}
		}
	}
}

func TestLongWordsAreCutAndNegativeNumbersDrawn(t *testing.T) {
	d := sample(Bars, 5, -3)
	d.items[0].Label = strings.Repeat("很长的名称", 30)
	p := drawn(t, d)
	if inked(p, image.Rect(0, 0, d.width, d.height)) == 0 {
		t.Error("no room is left for the bars")
	}
}

func newChart(t *testing.T, opened *[]int) *Chart {
	t.Helper()
	loop.New(t).Settings().SetTheme(look.New(look.Options{}))
	var items []Item
	for i := range 3 {
		items = append(items, Item{Label: fmt.Sprint(i), Number: float64(i), Text: fmt.Sprint(i), Note: fmt.Sprint("第", i), Open: func() { *opened = append(*opened, i) }})
	}
	items[0].Open = nil
	c := New(Bars, items, func(err error) { t.Error(err) })
	c.Resize(fyne.NewSize(300, 90))
	d, ok := c.want()
	if !ok {
		t.Fatal("a chart with a size wants no drawing")
	}
	c.plot, c.drawn, c.asked = drawn(t, d), d, d // what it draws by itself stays in the loop's queue
	return c
}

func TestAClickAndTheKeysOpenTheNumber(t *testing.T) {
	var opened []int
	c := newChart(t, &opened)
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 75)})
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 10)}) // nothing is behind it
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 95)}) // outside
	c.FocusGained()
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd, fyne.KeySpace, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnter} {
		c.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if got := fmt.Sprint(opened); got != "[2 1 2]" {
		t.Errorf("opened %s", got)
	}
	c.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 45)}})
	if c.at != 1 || c.Cursor() != desktop.PointerCursor {
		t.Errorf("the pointer is over number 1, not %d", c.at)
	}
	c.FocusLost()
	if c.at != -1 {
		t.Error("the number is still marked without the keyboard")
	}
}

func TestKeysThatAChartHasNoUseForReachTheWindow(t *testing.T) {
	var opened []int
	c := newChart(t, &opened)
	w := test.NewTempWindow(t, c)
	var passed fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { passed = e.Name })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if passed != fyne.KeyF1 {
		t.Errorf("F1 did not reach the window: %q", passed)
	}
}

func BenchmarkBars(b *testing.B)   { benchmark(b, Bars) }
func BenchmarkMonths(b *testing.B) { benchmark(b, Line) }

func benchmark(b *testing.B, shape Shape) {
	d := sample(shape, 3, 5, 8, 2, 9, 4, 7, 6, 1, 12, 3, 4)
	drawn(b, d)
	for b.Loop() {
		drawn(b, d)
	}
}
