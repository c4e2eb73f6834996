package form

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Album is what a form asks of whoever keeps pictures. It is called on the UI goroutine.
type Album interface {
	// Show calls then with a picture of at most w × h pixels, on the UI goroutine, at once or later; message says why it
	// can't be shown, "" if it can.
	Show(p catalog.Picture, w, h int, then func(img image.Image, message string))
	// Add asks the clerk for pictures and adds them to a field of the record that the form shows.
	Add(f *catalog.Field)
	// Paste adds the pictures on the clipboard; if there are none it calls otherwise.
	Paste(f *catalog.Field, otherwise func())
	// Remove takes a picture out of the record that the form shows.
	Remove(f *catalog.Field, p catalog.Picture)
	// Save asks where to, and saves a picture as a file.
	Save(p catalog.Picture)
}

// The measures of thumbnails, in pixels at 100 %.
const (
	thumbWidth  = 90
	thumbHeight = 68
	thumbGap    = 6
	// thumbFine is how many pixels they have for each of these: for screens with small ones.
	thumbFine = 2
)

// strip shows the pictures of a field one beside the other, and what adds more behind them.
type strip struct {
	widget.BaseWidget
	row    *row
	thumbs []*thumb
	add    *look.PushButton
	hint   *look.Text // where there are none yet
}

func newStrip(r *row) *strip {
	s := &strip{row: r, hint: look.NewText("也可以拖进窗口,或按 Ctrl+V 粘贴", look.Caption)}
	s.add = look.Button("添加图片…", theme.ContentAddIcon(), func() {
		r.form.Commit()
		if r.form.Album != nil {
			r.form.Album.Add(r.field)
		}
	})
	s.ExtendBaseWidget(s)
	return s
}

// isPictures reports whether a field holds pictures.
func isPictures(f *catalog.Field) bool {
	_, ok := f.Type.(catalog.Pictures)
	return ok
}

// show shows the pictures of a value. Those that are shown already stay as they are.
func (s *strip) show(v value.Value) {
	had := map[string]*thumb{}
	for _, t := range s.thumbs {
		had[t.picture.Hash] = t
	}
	focused := -1
	for i, t := range s.thumbs {
		if t.focused {
			focused = i
		}
	}
	var thumbs []*thumb
	for _, p := range (catalog.Pictures{}).List(v) {
		t, ok := had[p.Hash]
		if !ok || t.image == nil && t.message == "" { // nobody may be looking for it any more
			t = newThumb(s, p)
			thumbs = append(thumbs, t)
			continue
		}
		t.picture = p
		delete(had, p.Hash)
		thumbs = append(thumbs, t)
	}
	s.thumbs = thumbs
	s.Refresh()
	for _, t := range had { // one that had the keyboard is gone: its neighbour has it
		if t.focused && focused >= 0 {
			t.focused = false
			s.focusOn(focused)
		}
	}
}

// focusOn gives the keyboard to the i-th picture, or to the nearest that there is.
func (s *strip) focusOn(i int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.row)
	if c == nil {
		return
	}
	if len(s.thumbs) == 0 {
		c.Focus(s.add)
		return
	}
	c.Focus(s.thumbs[min(max(i, 0), len(s.thumbs)-1)])
}

// columns returns how many stand beside each other in a width.
func (s *strip) columns(width float32) int {
	th := look.Current()
	return max(1, int((width+th.Px(thumbGap))/(th.Px(thumbWidth)+th.Px(thumbGap))))
}

// heightIn returns the height that the strip needs in a width.
func (s *strip) heightIn(width float32) float32 {
	th := look.Current()
	rows := (len(s.thumbs) + s.columns(width) - 1) / s.columns(width)
	h := float32(rows)*(th.Px(thumbHeight)+th.Px(thumbGap)) + s.add.MinSize().Height
	if rows == 0 {
		h += s.hint.MinSize().Height
	}
	return h
}

// CreateRenderer implements fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer { return &stripRenderer{s} }

type stripRenderer struct{ *strip }

// Layout implements fyne.WidgetRenderer.
func (r *stripRenderer) Layout(size fyne.Size) {
	th := look.Current()
	columns := r.columns(size.Width)
	w, h, gap := th.Px(thumbWidth), th.Px(thumbHeight), th.Px(thumbGap)
	y := float32(0)
	for i, t := range r.thumbs {
		y = float32(i/columns) * (h + gap)
		t.Move(fyne.NewPos(float32(i%columns)*(w+gap), y))
		t.Resize(fyne.NewSize(w, h))
	}
	if len(r.thumbs) > 0 {
		y += h + gap
	}
	r.add.Move(fyne.NewPos(0, y))
	r.add.Resize(r.add.MinSize())
	r.hint.Hidden = len(r.thumbs) > 0
	r.hint.Move(fyne.NewPos(0, y+r.add.MinSize().Height))
	r.hint.Resize(fyne.NewSize(size.Width, r.hint.MinSize().Height))
}

// MinSize implements fyne.WidgetRenderer.
func (r *stripRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.add.MinSize().Width, r.heightIn(r.Size().Width))
}

// Objects implements fyne.WidgetRenderer.
func (r *stripRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(r.thumbs)+2)
	for _, t := range r.thumbs {
		objects = append(objects, t)
	}
	return append(objects, r.add, r.hint)
}

// Refresh implements fyne.WidgetRenderer.
func (r *stripRenderer) Refresh() {
	r.Layout(r.Size())
	for _, t := range r.thumbs {
		t.Refresh()
	}
	r.add.Refresh()
	r.hint.Refresh()
}

// Destroy implements fyne.WidgetRenderer.
func (r *stripRenderer) Destroy() {}
