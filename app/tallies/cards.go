package tallies

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
)

// cards lays out charts in columns, each in the one that is shortest so far.
type cards struct {
	height float32 // of the last layout
}

// The measures of the columns, in pixels at 100 %.
const (
	cardWidth = 420
	cardGap   = 28
)

// Layout implements fyne.Layout.
func (c *cards) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Current().Px(cardGap)
	n := c.columns(size.Width)
	w := (size.Width - gap*float32(n-1)) / float32(n)
	tops := make([]float32, n)
	for _, o := range objects {
		at := 0
		for i := range tops {
			if tops[i] < tops[at] {
				at = i
			}
		}
		h := o.MinSize().Height
		o.Move(fyne.NewPos(float32(at)*(w+gap), tops[at]))
		o.Resize(fyne.NewSize(w, h))
		tops[at] += h + gap
	}
	c.height = 0
	for _, t := range tops {
		c.height = max(c.height, t)
	}
}

func (c *cards) columns(width float32) int {
	return max(1, int(width/look.Current().Px(cardWidth)))
}

// MinSize implements fyne.Layout. Its height is that of the last layout: a scroll asks for it after resizing.
func (c *cards) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := c.height
	if h == 0 {
		for _, o := range objects {
			h = max(h, o.MinSize().Height)
		}
	}
	return fyne.NewSize(look.Current().Px(320), h)
}
