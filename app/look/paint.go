package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Ground names the colour of a surface.
type Ground uint8

// The grounds.
const (
	OnGround   Ground = iota // data
	OnPanel                  // navigation, status
	OnRaised                 // side panel, cards
	OnSelected               // what is selected
	OnHairline               // a line of one pixel between two panels
)

func (g Ground) color(p *Palette) color.NRGBA {
	return [...]color.NRGBA{p.Ground, p.Panel, p.Raised, p.Selected, p.Line}[g]
}

// fill is a rectangle in a colour of the palette that follows the theme.
type fill struct {
	widget.BaseWidget
	ground Ground
	min    fyne.Size
	rect   *canvas.Rectangle
}

func newFill(g Ground, min fyne.Size) *fill {
	f := &fill{ground: g, min: min, rect: canvas.NewRectangle(color.Transparent)}
	f.ExtendBaseWidget(f)
	return f
}

func (f *fill) CreateRenderer() fyne.WidgetRenderer {
	f.paint()
	return &fillRenderer{f, []fyne.CanvasObject{f.rect}}
}

func (f *fill) paint() { f.rect.FillColor = f.ground.color(&Current().Palette) }

type fillRenderer struct {
	*fill
	objects []fyne.CanvasObject
}

func (r *fillRenderer) Layout(s fyne.Size)           { r.rect.Resize(s) }
func (r *fillRenderer) MinSize() fyne.Size           { return r.min }
func (r *fillRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *fillRenderer) Destroy()                     {}
func (r *fillRenderer) Refresh() {
	r.paint()
	r.rect.Refresh()
}

// Hairline returns a line of one pixel that separates what is above it from what is below it, or what is left of
// it from what is right of it: it takes the length that its container gives it.
func Hairline() fyne.CanvasObject { return newFill(OnHairline, fyne.NewSize(1, 1)) }

// Surface returns content on a ground.
func Surface(g Ground, content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newFill(g, fyne.Size{}), content)
}

// Inset returns content with space around it, in pixels at 100 %: multiples of 4.
func Inset(content fyne.CanvasObject, top, right, bottom, left float32) fyne.CanvasObject {
	return container.New(inset{top, right, bottom, left}, content)
}

// Row returns the objects side by side, gap pixels (at 100 %) apart and centred on one line.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap: gap}, objects...)
}

// Dock returns content with objects at its edges, without any space between them; each of the edges may be nil.
func Dock(top, bottom, left, right, content fyne.CanvasObject) *fyne.Container {
	edges := present([]fyne.CanvasObject{top, bottom, left, right})
	return container.New(&dock{top, bottom, left, right}, append(edges, content)...)
}

// Column returns the objects one below the other, gap pixels (at 100 %) apart, each as wide as the column.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stack{gap}, objects...)
}

// Wide returns content in a fixed width, in pixels at 100 %.
func Wide(width float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(fixedWidth{width}, content)
}

// Flexible returns content that a toolbar makes as wide as width if there is room, and not narrower than least; both are
// in pixels at 100 %.
func Flexible(width, least float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(flexibleWidth{fixedWidth{least}, width}, content)
}

func present(list []fyne.CanvasObject) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(list))
	for _, o := range list {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}
