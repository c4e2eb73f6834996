package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"sync"

	charts "github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"

	"taizhang/assets"
)

// drawing is what the library is asked to draw. All measures are pixels of the screen.
type drawing struct {
	shape         Shape
	items         []Item
	width, height int
	textSize      float64 // of an em
	gap           int     // between words, bars and numbers
	mark          float64 // width of the line
	bar           color.NRGBA
	text, muted   color.NRGBA
	line          color.NRGBA
}

// plot is a drawn chart: where the numbers' parts of it begin and end, across for a line, down for bars.
type plot struct {
	picture image.Image
	edges   []float64 // one more than there are numbers
}

// at returns the number whose part holds a place, -1 for none.
func (p *plot) at(place float64) int {
	for i := 1; i < len(p.edges); i++ {
		if place >= p.edges[i-1] && place < p.edges[i] {
			return i - 1
		}
	}
	return -1
}

// face is the window's face as the library reads it; parsed at the first chart.
var face = sync.OnceValues(func() (*truetype.Font, error) {
	f, err := truetype.Parse(assets.SansRegular())
	if err != nil {
		return nil, fmt.Errorf("parse the face of charts: %w", err)
	}
	return f, nil
})

// dotsPerInch is what the library takes the screen to have when it turns points into pixels.
const dotsPerInch = 96

const (
	mostWords = 0.42 // of the width, that words at the left of bars may take
	barSize   = 0.62 // of the height that a bar has
)

// draw draws the chart.
func (d drawing) draw() (*plot, error) {
	font, err := face()
	if err != nil {
		return nil, err
	}
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: d.width, Height: d.height, Font: font})
	style := charts.FontStyle{FontSize: d.textSize * 72 / dotsPerInch, FontColor: shade(d.text), Font: font}
	out := &plot{}
	if d.shape == Line {
		err = d.drawLine(p, style, out)
	} else {
		err = d.drawBars(p, style, out)
	}
	if err != nil {
		return nil, fmt.Errorf("draw a chart: %w", err)
	}
	data, err := p.Bytes()
	if err != nil {
		return nil, fmt.Errorf("paint a chart: %w", err)
	}
	if out.picture, err = png.Decode(bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("read a painted chart: %w", err)
	}
	return out, nil
}

// drawBars draws a bar for each number, the first at the top: the library begins at the foot.
func (d drawing) drawBars(p *charts.Painter, style charts.FontStyle, out *plot) error {
	words, values, numbers := d.words(p, style, int(float64(d.width)*mostWords)), d.values(), 0
	for _, i := range d.items {
		numbers = max(numbers, p.MeasureText(i.Text, 0, style).Width())
	}
	slices.Reverse(words)
	slices.Reverse(values)
	opt := charts.NewBarChartOptionWithData([][]float64{values})
	opt.Horizontal, opt.Theme, opt.BarSize = true, d.theme(), barSize
	opt.Padding = charts.NewBox(d.gap, 0, numbers+3*d.gap, 0)
	opt.CategoryAxis = charts.CategoryAxisOption{Labels: words, LabelFontStyle: style, LabelCount: len(words)}
	opt.ValueAxis = []charts.ValueAxisOption{d.valueAxis()}
	opt.Legend.Show = charts.Ptr(false)
	opt.SeriesList[0].Label = d.numbersOnBars(style)
	out.edges = even(float64(d.height), len(d.items))
	return p.BarChart(opt)
}

// numbersOnBars writes each number as its item says. The library calls once for each bar, from the foot to the top,
// and doesn't say for which.
func (d drawing) numbersOnBars(style charts.FontStyle) charts.SeriesLabel {
	next := len(d.items)
	return charts.SeriesLabel{Show: charts.Ptr(true), FontStyle: style, Distance: d.gap, LabelFormatter: func(int, string, float64) (string, *charts.LabelStyle) {
		if next--; next < 0 {
			return "", nil
		}
		return d.items[next].Text, nil
	}}
}

// drawLine draws a line from number to number, each in the middle of its part of the width.
func (d drawing) drawLine(p *charts.Painter, style charts.FontStyle, out *plot) error {
	high := p.MeasureText("0", 0, style).Height()
	part := d.width / (2 * len(d.items))
	opt := charts.NewLineChartOptionWithData([][]float64{d.values()})
	opt.Theme, opt.LineStrokeWidth = d.theme(), d.mark
	opt.Padding = charts.NewBox(part, high+3*d.gap, part, (high+d.gap)*d.lines()+2*d.gap)
	opt.Symbol = charts.Symbol{Shape: charts.SymbolDot, Size: d.mark * 1.5}
	opt.XAxis = charts.XAxisOption{Show: charts.Ptr(false), BoundaryGap: charts.Ptr(false), Labels: make([]string, len(d.items))}
	axis := d.valueAxis()
	opt.YAxis = []charts.YAxisOption{axis}
	opt.Legend.Show = charts.Ptr(false)
	if err := p.LineChart(opt); err != nil {
		return err
	}
	out.edges = even(float64(d.width), len(d.items))
	top, foot := float64(opt.Padding.Top), float64(d.height-opt.Padding.Bottom)
	p.LineStroke([]charts.Point{{X: 0, Y: int(foot) + d.gap}, {X: d.width, Y: int(foot) + d.gap}}, shade(d.line), 1)
	small := style
	small.FontColor = shade(d.muted)
	labels := int(foot) + high + 2*d.gap
	every := d.every(p, style)
	for i, item := range d.items {
		if (len(d.items)-1-i)%every != 0 { // where there is no room for all, the last has its words and some before it
			continue
		}
		middle := (out.edges[i] + out.edges[i+1]) / 2
		y := int(foot - (foot-top)*(item.Number-*axis.Min)/(*axis.Max-*axis.Min))
		at := y - d.gap - int(d.mark)
		if under := y + high + d.gap + int(d.mark); d.isValley(i) && under < int(foot) {
			at = under // above it the number would stand on the line
		}
		d.centre(p, item.Text, middle, at, style)
		d.centre(p, item.Label, middle, labels, small)
	}
	d.years(p, out.edges, labels+high+d.gap, small)
	return nil
}

// lines is how many lines of words stand under a line.
func (d drawing) lines() int {
	if slices.ContainsFunc(d.items, func(i Item) bool { return i.Below != "" }) {
		return 2
	}
	return 1
}

// isValley reports whether the line comes down to a number and goes up again.
func (d drawing) isValley(i int) bool {
	return i > 0 && i < len(d.items)-1 && d.items[i].Number < d.items[i-1].Number && d.items[i].Number < d.items[i+1].Number
}

// years writes the second line of words, but for those that the next ones leave no room for.
func (d drawing) years(p *charts.Painter, edges []float64, y int, style charts.FontStyle) {
	next := float64(2 * d.width)
	for i := len(d.items) - 1; i >= 0; i-- {
		text := d.items[i].Below
		if text == "" {
			continue
		}
		wide, middle := float64(p.MeasureText(text, 0, style).Width()), (edges[i]+edges[i+1])/2
		if middle+wide+float64(d.gap) <= next {
			d.centre(p, text, middle, y, style)
			next = middle
		}
	}
}

// every tells of how many numbers one has room for its words.
func (d drawing) every(p *charts.Painter, style charts.FontStyle) int {
	wide := 1
	for _, i := range d.items {
		wide = max(wide, p.MeasureText(i.Text, 0, style).Width(), p.MeasureText(i.Label, 0, style).Width())
	}
	return ((wide+d.gap/2)*len(d.items)-1)/d.width + 1
}

// centre writes text with its foot at y, in the middle around x as far as the picture reaches.
func (d drawing) centre(p *charts.Painter, text string, x float64, y int, style charts.FontStyle) {
	w := p.MeasureText(text, 0, style).Width()
	p.Text(text, min(max(int(x)-w/2, 0), d.width-w), y, 0, style)
}

// valueAxis says that no axis of values is drawn, and that the numbers take all the room between them.
func (d drawing) valueAxis() charts.ValueAxisOption {
	least, most := 0.0, 0.0
	for _, i := range d.items {
		least, most = min(least, i.Number), max(most, i.Number)
	}
	if least == most {
		most = 1
	}
	return charts.ValueAxisOption{Show: charts.Ptr(false), SplitLineShow: charts.Ptr(false), PreferNiceIntervals: charts.Ptr(false), Min: &least, Max: &most}
}

func (d drawing) values() []float64 {
	out := make([]float64, len(d.items))
	for i, item := range d.items {
		out[i] = item.Number
	}
	return out
}

// words returns the items' words, cut to a width.
func (d drawing) words(p *charts.Painter, style charts.FontStyle, width int) []string {
	out := make([]string, len(d.items))
	for i, item := range d.items {
		text := []rune(strings.Join(strings.Fields(item.Label), " "))
		out[i] = string(text)
		for n := len(text) - 1; n > 0 && p.MeasureText(out[i], 0, style).Width() > width; n-- {
			out[i] = string(text[:n]) + "…"
		}
	}
	return out
}

// theme has the window's colours on nothing: the ground is the window's own.
func (d drawing) theme() charts.ColorPalette {
	return charts.MakeTheme(charts.ThemeOption{
		AxisStrokeColor: shade(d.line), AxisSplitLineColor: shade(d.line), BackgroundColor: charts.ColorTransparent,
		TextColor: shade(d.text), SeriesColors: []charts.Color{shade(d.bar)},
	})
}

func shade(c color.NRGBA) charts.Color { return charts.Color{R: c.R, G: c.G, B: c.B, A: c.A} }

// even returns the edges of n equal parts.
func even(whole float64, n int) []float64 {
	out := make([]float64, n+1)
	for i := range out {
		out[i] = whole * float64(i) / float64(n)
	}
	return out
}
