package look

import "fyne.io/fyne/v2"

// The layouts ask for the theme each time, so that a change of scale needs no new objects.

// line lays objects out side by side at their least width, centred vertically.
type line struct{ gap float32 }

func (l line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, gap := float32(0), Current().Px(l.gap)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		min := o.MinSize()
		o.Resize(min)
		o.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
		x += min.Width + gap
	}
}

func (l line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return sum(objects, Current().Px(l.gap), func(total, o fyne.Size, gap float32) fyne.Size {
		return fyne.NewSize(total.Width+gap+o.Width, max(total.Height, o.Height))
	})
}

// stack lays objects out from top to bottom at their least height, all as wide as the space.
type stack struct{ gap float32 }

func (s stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y, gap := float32(0), Current().Px(s.gap)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		if wrapped := o.MinSize().Height; wrapped != h { // the height of a paragraph follows from its width
			h = wrapped
			o.Resize(fyne.NewSize(size.Width, h))
		}
		o.Move(fyne.NewPos(0, y))
		y += h + gap
	}
}

func (s stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return sum(objects, Current().Px(s.gap), func(total, o fyne.Size, gap float32) fyne.Size {
		return fyne.NewSize(max(total.Width, o.Width), total.Height+gap+o.Height)
	})
}

// sum adds up the least sizes of the visible objects; add gets the gap before every object but the first.
func sum(objects []fyne.CanvasObject, gap float32, add func(total, o fyne.Size, gap float32) fyne.Size) fyne.Size {
	var total fyne.Size
	before := float32(0)
	for _, o := range objects {
		if o.Visible() {
			total = add(total, o.MinSize(), before)
			before = gap
		}
	}
	return total
}

// inset puts space around its objects.
type inset struct{ top, right, bottom, left float32 }

func (i inset) scaled() inset {
	t := Current()
	return inset{t.Px(i.top), t.Px(i.right), t.Px(i.bottom), t.Px(i.left)}
}

func (i inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s := i.scaled()
	for _, o := range objects {
		o.Move(fyne.NewPos(s.left, s.top))
		o.Resize(fyne.NewSize(size.Width-s.left-s.right, size.Height-s.top-s.bottom))
	}
}

func (i inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := i.scaled()
	var out fyne.Size
	for _, o := range objects {
		out = out.Max(o.MinSize())
	}
	return out.AddWidthHeight(s.left+s.right, s.top+s.bottom)
}

// fixedWidth gives its objects a width in pixels at 100 %.
type fixedWidth struct{ width float32 }

func (f fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.Position{})
	}
}

func (f fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(Current().Px(f.width), height)
}

// flexibleWidth gives its objects what width they get, and says what they would take.
type flexibleWidth struct {
	fixedWidth         // the least
	wish       float32 // in pixels at 100 %
}

// dock puts objects at the edges of its last one, top and bottom over the whole width.
type dock struct{ top, bottom, left, right fyne.CanvasObject }

func (d *dock) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, y, w, h := float32(0), float32(0), size.Width, size.Height
	if min, ok := shown(d.top); ok {
		put(d.top, 0, 0, w, min.Height)
		y, h = min.Height, h-min.Height
	}
	if min, ok := shown(d.bottom); ok {
		h -= min.Height
		put(d.bottom, 0, y+h, w, min.Height)
	}
	if min, ok := shown(d.left); ok {
		put(d.left, 0, y, min.Width, h)
		x, w = min.Width, w-min.Width
	}
	if min, ok := shown(d.right); ok {
		w -= min.Width
		put(d.right, x+w, y, min.Width, h)
	}
	put(objects[len(objects)-1], x, y, w, h)
}

func (d *dock) MinSize(objects []fyne.CanvasObject) fyne.Size {
	out, _ := shown(objects[len(objects)-1])
	for _, o := range []fyne.CanvasObject{d.left, d.right} {
		min, _ := shown(o)
		out = fyne.NewSize(out.Width+min.Width, max(out.Height, min.Height))
	}
	for _, o := range []fyne.CanvasObject{d.top, d.bottom} {
		min, _ := shown(o)
		out = fyne.NewSize(max(out.Width, min.Width), out.Height+min.Height)
	}
	return out
}

// shown returns the least size of an object, and whether there is one to be seen.
func shown(o fyne.CanvasObject) (min fyne.Size, ok bool) {
	if o == nil || !o.Visible() {
		return fyne.Size{}, false
	}
	return o.MinSize(), true
}

func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}
