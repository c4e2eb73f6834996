package form

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// thumb is a small picture. A tap or Enter enlarges it, Delete removes it, the menu saves it as a file.
type thumb struct {
	widget.BaseWidget
	strip   *strip
	picture catalog.Picture
	image   image.Image // nil while it is looked for
	message string      // why it can't be shown
	focused bool
	hovered bool
}

var (
	_ fyne.Focusable         = (*thumb)(nil)
	_ fyne.Shortcutable      = (*thumb)(nil)
	_ fyne.Tappable          = (*thumb)(nil)
	_ fyne.SecondaryTappable = (*thumb)(nil)
	_ desktop.Hoverable      = (*thumb)(nil)
	_ desktop.Cursorable     = (*thumb)(nil)
)

func newThumb(s *strip, p catalog.Picture) *thumb {
	t := &thumb{strip: s, picture: p}
	t.ExtendBaseWidget(t)
	if album := t.album(); album != nil {
		scale := thumbFine * look.Current().Px(1)
		album.Show(p, int(thumbWidth*scale), int(thumbHeight*scale), func(img image.Image, message string) {
			t.image, t.message = img, message
			t.Refresh()
		})
	}
	return t
}

func (t *thumb) album() Album { return t.strip.row.form.Album }

// enlarge shows the picture as large as the window.
func (t *thumb) enlarge() {
	t.strip.row.form.Commit()
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil || t.album() == nil {
		return
	}
	var list []catalog.Picture
	for _, other := range t.strip.thumbs {
		list = append(list, other.picture)
	}
	openViewer(c, t.strip, list, slices.Index(t.strip.thumbs, t))
}

func (t *thumb) remove() {
	if album := t.album(); album != nil {
		album.Remove(t.strip.row.field, t.picture)
	}
}

// menu offers what can be done with the picture.
func (t *thumb) menu(at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil || t.album() == nil {
		return
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		fyne.NewMenuItem("放大查看", t.enlarge),
		fyne.NewMenuItem("另存为…", func() { t.album().Save(t.picture) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("移除", t.remove),
	), c, at)
}

// Tapped implements fyne.Tappable.
func (t *thumb) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	t.enlarge()
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *thumb) TappedSecondary(e *fyne.PointEvent) { t.menu(e.AbsolutePosition) }

// FocusGained implements fyne.Focusable.
func (t *thumb) FocusGained() {
	t.focused = true
	t.strip.row.form.reveal(t.strip.row)
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *thumb) FocusLost() {
	t.focused = false
	t.Refresh()
}

// TypedRune implements fyne.Focusable.
func (t *thumb) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *thumb) TypedKey(k *fyne.KeyEvent) {
	i := slices.Index(t.strip.thumbs, t)
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.enlarge()
	case fyne.KeyDelete:
		t.remove()
	case fyne.KeyLeft:
		t.strip.focusOn(i - 1)
	case fyne.KeyRight:
		t.strip.focusOn(i + 1)
	case fyne.KeyUp:
		t.strip.row.form.focus(t.strip.row)
	case fyne.KeyDown:
		t.strip.row.form.step(t.strip.row, +1)
	case desktop.KeyMenu:
		t.menu(fyne.CurrentApp().Driver().AbsolutePositionForObject(t).AddXY(0, t.Size().Height))
	default:
		if f := t.strip.row.form; f.OnKey == nil || !f.OnKey(k) {
			look.PassKey(t, k)
		}
	}
}

// TypedShortcut implements fyne.Shortcutable: more pictures can be pasted.
func (t *thumb) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutPaste); ok && t.album() != nil {
		t.album().Paste(t.strip.row.field, func() {})
		return
	}
	look.PassShortcut(t, s)
}

// MouseIn implements desktop.Hoverable.
func (t *thumb) MouseIn(*desktop.MouseEvent) {
	t.hovered = true
	t.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (t *thumb) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *thumb) MouseOut() {
	t.hovered = false
	t.Refresh()
}

// Cursor implements desktop.Cursorable.
func (t *thumb) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	r := &thumbRenderer{thumb: t, ground: canvas.NewRectangle(nil), picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		frame: canvas.NewRectangle(nil), words: look.NewCutText("", look.Caption)}
	r.words.Align = fyne.TextAlignCenter
	r.apply()
	return r
}

type thumbRenderer struct {
	thumb   *thumb
	ground  *canvas.Rectangle
	picture *canvas.Image
	frame   *canvas.Rectangle
	words   *look.Text
}

func (r *thumbRenderer) apply() {
	palette := &look.Current().Palette
	r.ground.FillColor = palette.Panel
	r.picture.Image = r.thumb.image
	r.picture.Hidden = r.thumb.image == nil
	switch {
	case r.thumb.message != "":
		r.words.SetText(look.Broken.Mark() + " 打不开")
	case r.thumb.image == nil:
		r.words.SetText("读取中…")
	default:
		r.words.SetText("")
	}
	r.words.Hidden = r.thumb.image != nil
	r.frame.StrokeWidth, r.frame.StrokeColor = 1, palette.Line
	switch {
	case r.thumb.focused:
		r.frame.StrokeWidth, r.frame.StrokeColor = 2, palette.Accent
	case r.thumb.hovered:
		r.frame.StrokeColor = palette.Muted
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *thumbRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.frame.Resize(size)
	r.picture.Move(fyne.NewPos(1, 1))
	r.picture.Resize(fyne.NewSize(size.Width-2, size.Height-2))
	h := r.words.MinSize().Height
	r.words.Move(fyne.NewPos(2, (size.Height-h)/2))
	r.words.Resize(fyne.NewSize(size.Width-4, h))
}

// MinSize implements fyne.WidgetRenderer.
func (r *thumbRenderer) MinSize() fyne.Size {
	th := look.Current()
	return fyne.NewSize(th.Px(thumbWidth), th.Px(thumbHeight))
}

// Objects implements fyne.WidgetRenderer.
func (r *thumbRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.picture, r.words, r.frame}
}

// Refresh implements fyne.WidgetRenderer.
func (r *thumbRenderer) Refresh() {
	r.apply()
	r.ground.Refresh()
	r.picture.Refresh()
	r.words.Refresh()
	r.frame.Refresh()
}

// Destroy implements fyne.WidgetRenderer.
func (r *thumbRenderer) Destroy() {}
