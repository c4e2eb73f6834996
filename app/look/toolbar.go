package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// toolbarGap stands between the parts of a toolbar, in pixels at 100 %.
const toolbarGap = 8

// Toolbar returns a strip of actions: some at the left, some at the right. The lists may hold nil. Where there is no
// room for all, as with large text, texts that may be cut are, what is Flexible is narrower, and the last buttons at the right go into a menu; the
// primary one never does.
func Toolbar(left, right []fyne.CanvasObject) fyne.CanvasObject {
	t := &toolbar{left: present(left), right: present(right)}
	t.more = QuietButton("更多 ▾", nil, t.showMore)
	t.more.Hide()
	t.box = container.New(t, append(append(append([]fyne.CanvasObject(nil), t.left...), t.right...), t.more)...)
	return t.box
}

// toolbar is the layout of a strip of actions.
type toolbar struct {
	left, right []fyne.CanvasObject
	more        *PushButton
	box         *fyne.Container
	away        []*PushButton // in the menu, from the left to the right
}

// Layout implements fyne.Layout.
func (t *toolbar) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t.fit(size.Width)
	gap := Current().Px(toolbarGap)
	x, spare := float32(0), size.Width-t.taken(gap)
	for _, o := range t.left {
		least := o.MinSize().Width
		more := max(min(wish(o)-least, spare), 0)
		spare -= more
		t.put(o, x, least+more, size.Height)
		x += least + more + gap
	}
	x = max(size.Width-width(t.right, gap)-width([]fyne.CanvasObject{t.more}, gap), x)
	if t.more.Visible() {
		x = max(x-gap, 0)
	}
	for _, o := range t.right {
		if o.Visible() {
			x = t.place(o, x, size.Height) + gap
		}
	}
	t.place(t.more, x, size.Height)
}

// wish is the width that a part at the left takes if there is room.
func wish(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case *Text:
		if o.Cut {
			return o.Full()
		}
	case *fyne.Container:
		if f, ok := o.Layout.(flexibleWidth); ok {
			return Current().Px(f.wish)
		}
	}
	return o.MinSize().Width
}

func (t *toolbar) place(o fyne.CanvasObject, x, height float32) float32 {
	w := o.MinSize().Width
	t.put(o, x, w, height)
	return x + w
}

func (t *toolbar) put(o fyne.CanvasObject, x, w, height float32) {
	h := o.MinSize().Height
	put(o, x, (height-h)/2, w, h)
}

// taken is the least width of all that is shown.
func (t *toolbar) taken(gap float32) float32 {
	w := width(t.left, gap) + gap + width(t.right, gap)
	if t.more.Visible() {
		w += gap + t.more.MinSize().Width
	}
	return w
}

// fit moves as many buttons into the menu as must go.
func (t *toolbar) fit(room float32) {
	for _, b := range t.away {
		b.stand = nil
		b.Show()
	}
	t.away = nil
	t.more.Hide()
	gap := Current().Px(toolbarGap)
	for i := len(t.right) - 1; i >= 0; i-- {
		if t.taken(gap) <= room {
			return
		}
		if b, ok := t.right[i].(*PushButton); ok && b.Text != "" && b.Importance != widget.HighImportance {
			b.Hide()
			b.stand = t.more
			t.away = append([]*PushButton{b}, t.away...)
			t.more.Show()
		}
	}
}

// width is what the visible objects take side by side.
func width(objects []fyne.CanvasObject, gap float32) float32 {
	var w float32
	for _, o := range objects {
		if o.Visible() {
			if w > 0 {
				w += gap
			}
			w += o.MinSize().Width
		}
	}
	return w
}

func (t *toolbar) showMore() {
	var items []*fyne.MenuItem
	for _, b := range t.away {
		items = append(items, fyne.NewMenuItem(b.Text, b.OnTapped))
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), fyne.CurrentApp().Driver().CanvasForObject(t.more), t.more.MenuPlace())
}

// MinSize implements fyne.Layout: the height alone matters; what doesn't fit goes into the menu.
func (t *toolbar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(0, h)
}
