package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Toned returns content on the soft colour of a tone.
func Toned(t Tone, content fyne.CanvasObject) fyne.CanvasObject {
	f := &tonedFill{tone: t, rect: canvas.NewRectangle(color.Transparent)}
	f.ExtendBaseWidget(f)
	return container.NewStack(f, content)
}

// tonedFill is a rectangle in a tone's soft colour that follows the theme.
type tonedFill struct {
	widget.BaseWidget
	tone Tone
	rect *canvas.Rectangle
}

// CreateRenderer implements fyne.Widget.
func (f *tonedFill) CreateRenderer() fyne.WidgetRenderer {
	f.paint()
	return &tonedRenderer{f}
}

func (f *tonedFill) paint() { f.rect.FillColor = Current().Palette.Tone(f.tone).Soft }

type tonedRenderer struct{ *tonedFill }

func (r *tonedRenderer) Layout(s fyne.Size)           { r.rect.Resize(s) }
func (r *tonedRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *tonedRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *tonedRenderer) Destroy()                     {}
func (r *tonedRenderer) Refresh() {
	r.paint()
	r.rect.Refresh()
}
