package form

import (
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// mostPixels is more than any picture has that is kept: asking for it gives the picture itself.
const mostPixels = 1 << 14

// viewer shows the pictures of a field one by one over the whole window. The arrow keys go on and back, Enter changes
// between all of a picture and its full size, in which the arrows move it, Esc closes it.
type viewer struct {
	widget.BaseWidget
	canvas fyne.Canvas
	strip  *strip
	list   []catalog.Picture
	at     int
	full   bool // in full size, scrolled
	asked  int  // counts the pictures asked for: a late answer is dropped
	image  image.Image

	picture *canvas.Image // all of it
	large   *canvas.Image // in full size, within scroll
	scroll  *container.Scroll
	name    *look.Text
	message *look.Text
	back    *look.PushButton
	next    *look.PushButton
	size    *look.PushButton
	bar     fyne.CanvasObject
}

var (
	_ fyne.Focusable  = (*viewer)(nil)
	_ fyne.Scrollable = (*viewer)(nil)
)

// openViewer shows the at-th picture of a list.
func openViewer(c fyne.Canvas, s *strip, list []catalog.Picture, at int) *viewer {
	v := &viewer{canvas: c, strip: s, list: list, at: max(at, 0), picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		large: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}, name: look.NewCutText("", look.Body), message: look.NewText("", look.Muted)}
	v.message.Align = fyne.TextAlignCenter
	v.scroll = container.NewScroll(v.large)
	do := func(f func()) func() {
		return func() {
			f()
			if v.Visible() {
				v.canvas.Focus(v) // a pressed button has taken the keyboard
			}
		}
	}
	v.back = look.Button("上一张", theme.NavigateBackIcon(), do(func() { v.step(-1) }))
	v.next = look.Button("下一张", theme.NavigateNextIcon(), do(func() { v.step(+1) }))
	v.size = look.Button("原大", theme.ZoomInIcon(), do(v.resize))
	v.bar = look.Surface(look.OnRaised, look.Inset(look.Dock(nil, nil, nil, look.Row(8, v.back, v.next, v.size,
		look.Button("另存为…", theme.DocumentSaveIcon(), do(v.save)), look.Button("移除", theme.DeleteIcon(), do(v.remove)),
		look.Button("关闭", theme.CancelIcon(), v.close)), v.name), 6, 16, 6, 16))
	v.ExtendBaseWidget(v)
	v.Resize(c.Size())
	c.Overlays().Add(v)
	c.Focus(v)
	v.show()
	return v
}

// show asks for the picture that is to be seen.
func (v *viewer) show() {
	p := v.list[v.at]
	v.name.SetText(fmt.Sprintf("%d / %d　%s", v.at+1, len(v.list), p.Name))
	enable(v.back, v.at > 0)
	enable(v.next, v.at < len(v.list)-1)
	v.asked++
	asked := v.asked
	v.image, v.full = nil, false
	v.message.SetText("读取中…")
	v.strip.row.form.Album.Show(p, mostPixels, mostPixels, func(img image.Image, message string) {
		if asked != v.asked {
			return
		}
		v.image = img
		v.message.SetText(message)
		v.Refresh()
	})
	v.Refresh()
}

func enable(b *look.PushButton, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (v *viewer) step(by int) {
	if to := v.at + by; to >= 0 && to < len(v.list) {
		v.at = to
		v.show()
	}
}

// resize changes between the whole picture and its full size.
func (v *viewer) resize() {
	v.full = !v.full && v.image != nil && !v.fits()
	v.scroll.Offset = fyne.Position{}
	v.Refresh()
}

// own is the size of the picture on the screen, a pixel for a pixel.
func (v *viewer) own() fyne.Size {
	b, scale := v.image.Bounds(), v.canvas.Scale()
	return fyne.NewSize(float32(b.Dx())/scale, float32(b.Dy())/scale)
}

// fits reports whether all of the picture is seen in its full size.
func (v *viewer) fits() bool {
	own, room := v.own(), v.scroll.Size()
	return own.Width <= room.Width && own.Height <= room.Height
}

func (v *viewer) save() { v.strip.row.form.Album.Save(v.list[v.at]) }

// remove takes the picture out of the record, and shows the next one.
func (v *viewer) remove() {
	v.strip.row.form.Album.Remove(v.strip.row.field, v.list[v.at])
	v.list = append(v.list[:v.at:v.at], v.list[v.at+1:]...)
	if len(v.list) == 0 {
		v.close()
		return
	}
	v.at = min(v.at, len(v.list)-1)
	v.show()
}

// close takes the viewer away and gives the keyboard back to the picture in the form.
func (v *viewer) close() {
	v.asked++
	v.Hide()
	v.canvas.Overlays().Remove(v)
	v.strip.focusOn(v.at)
}

// FocusGained implements fyne.Focusable.
func (v *viewer) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (v *viewer) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (v *viewer) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (v *viewer) TypedKey(k *fyne.KeyEvent) {
	if v.full && v.move(k.Name) {
		return
	}
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyPageUp:
		v.step(-1)
	case fyne.KeyRight, fyne.KeyPageDown:
		v.step(+1)
	case fyne.KeyHome:
		v.step(-v.at)
	case fyne.KeyEnd:
		v.step(len(v.list) - 1 - v.at)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		v.resize()
	case fyne.KeyDelete:
		v.remove()
	case fyne.KeyEscape:
		v.close()
	default:
		look.PassKey(v, k)
	}
}

// move scrolls a picture in full size by a part of the window, if the key is an arrow.
func (v *viewer) move(key fyne.KeyName) bool {
	size := v.scroll.Size()
	dx, dy := size.Width/4, size.Height/4
	switch key {
	case fyne.KeyLeft:
		dx, dy = -dx, 0
	case fyne.KeyRight:
		dy = 0
	case fyne.KeyUp:
		dx, dy = 0, -dy
	case fyne.KeyDown:
		dx = 0
	default:
		return false
	}
	v.scroll.ScrollToOffset(v.scroll.Offset.AddXY(dx, dy))
	return true
}

// Scrolled implements fyne.Scrollable: the wheel goes on and back. In full size the picture itself takes it.
func (v *viewer) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case e.Scrolled.DY < 0:
		v.step(+1)
	case e.Scrolled.DY > 0:
		v.step(-1)
	}
}

// Tapped implements fyne.Tappable: what lies under the viewer is not pressed.
func (v *viewer) Tapped(*fyne.PointEvent) { v.canvas.Focus(v) }

// CreateRenderer implements fyne.Widget.
func (v *viewer) CreateRenderer() fyne.WidgetRenderer {
	return &viewerRenderer{v, canvas.NewRectangle(color.NRGBA{24, 24, 26, 252})}
}

type viewerRenderer struct {
	*viewer
	ground *canvas.Rectangle
}

// Layout implements fyne.WidgetRenderer.
func (r *viewerRenderer) Layout(size fyne.Size) {
	th := look.Current()
	bar := r.bar.MinSize().Height
	r.ground.Resize(size)
	r.bar.Move(fyne.NewPos(0, size.Height-bar))
	r.bar.Resize(fyne.NewSize(size.Width, bar))
	edge := th.Px(12)
	room := fyne.NewSize(size.Width-2*edge, size.Height-bar-2*edge)
	r.scroll.Move(fyne.NewPos(edge, edge))
	r.scroll.Resize(room)
	r.picture.Move(fyne.NewPos(edge, edge))
	r.picture.Resize(room)
	h := r.message.MinSize().Height
	r.message.Move(fyne.NewPos(0, (size.Height-bar-h)/2))
	r.message.Resize(fyne.NewSize(size.Width, h))
	if r.image == nil {
		return
	}
	own := r.own()
	r.large.SetMinSize(own)
	if r.fits() { // never larger than it is
		r.picture.Move(fyne.NewPos((size.Width-own.Width)/2, edge+(room.Height-own.Height)/2))
		r.picture.Resize(own)
	}
}

// MinSize implements fyne.WidgetRenderer.
func (r *viewerRenderer) MinSize() fyne.Size { return r.bar.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (r *viewerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.message, r.picture, r.scroll, r.bar}
}

// Refresh implements fyne.WidgetRenderer.
func (r *viewerRenderer) Refresh() {
	r.picture.Image, r.large.Image = r.image, r.image
	r.picture.Hidden, r.message.Hidden = r.image == nil || r.full, r.image != nil
	if r.full {
		r.scroll.Show()
	} else {
		r.scroll.Hide()
	}
	r.size.Text, r.size.Icon = "原大", theme.ZoomInIcon()
	if r.full {
		r.size.Text, r.size.Icon = "整张", theme.ZoomFitIcon()
	}
	r.size.Refresh()
	r.Layout(r.Size())
	enable(r.size, r.image != nil && !r.fits())
	r.picture.Refresh()
	r.scroll.Refresh()
	canvas.Refresh(r.viewer)
}

// Destroy implements fyne.WidgetRenderer.
func (r *viewerRenderer) Destroy() {}
