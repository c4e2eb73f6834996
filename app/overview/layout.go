package overview

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
)

// board lays out the page below the figures: at the left the charts, at the right the lists, or all below each other
// where there is no room beside.
type board struct{ height float32 } // of the last layout

// The measures of the board, in pixels at 100 %.
const (
	sideWidth  = 316
	boardGap   = 24
	chartLeast = 330
)

// Layout implements fyne.Layout. The last object is the side.
func (b *board) Layout(o []fyne.CanvasObject, size fyne.Size) {
	th := look.Current()
	gap, side := th.Px(boardGap), th.Px(sideWidth)
	charts, room := o[:len(o)-1], size.Width-side-gap
	if room < th.Px(chartLeast) {
		room, side = size.Width, 0
	}
	n := max(1, int((room+gap)/(th.Px(chartLeast)+gap)))
	n = min(n, len(charts))
	w := (room - gap*float32(n-1)) / float32(n)
	tops := make([]float32, n)
	for i, c := range charts {
		at := i % n
		h := c.MinSize().Height
		c.Move(fyne.NewPos(float32(at)*(w+gap), tops[at]))
		c.Resize(fyne.NewSize(w, h))
		tops[at] += h + gap
	}
	b.height = 0
	for _, t := range tops {
		b.height = max(b.height, t)
	}
	last := o[len(o)-1]
	h := last.MinSize().Height
	if side == 0 {
		last.Move(fyne.NewPos(0, b.height))
		last.Resize(fyne.NewSize(size.Width, h))
		b.height += h
		return
	}
	last.Move(fyne.NewPos(size.Width-side, 0))
	last.Resize(fyne.NewSize(side, h))
	b.height = max(b.height, h)
}

// MinSize implements fyne.Layout. Its height is that of the last layout: a scroll asks for it after resizing.
func (b *board) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := b.height
	if h == 0 {
		for _, c := range o {
			h = max(h, c.MinSize().Height)
		}
	}
	return fyne.NewSize(look.Current().Px(chartLeast), h)
}

// strip lays out cards side by side in equal widths, in as many lines as they need.
type strip struct{ width float32 } // of the last layout

// The measures of cards, in pixels at 100 %.
const (
	cardWidth = 168
	cardGap   = 8
)

func (s *strip) perLine(n int, width float32) int {
	th := look.Current()
	fit := max(1, int((width+th.Px(cardGap))/(th.Px(cardWidth)+th.Px(cardGap))))
	lines := (n + fit - 1) / fit
	return (n + lines - 1) / lines
}

// Layout implements fyne.Layout.
func (s *strip) Layout(o []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	gap, n := look.Current().Px(cardGap), s.perLine(len(o), size.Width)
	w := (size.Width - gap*float32(n-1)) / float32(n)
	for i, c := range o {
		h := c.MinSize().Height
		c.Move(fyne.NewPos(float32(i%n)*(w+gap), float32(i/n)*(h+gap)))
		c.Resize(fyne.NewSize(w, h))
	}
}

// MinSize implements fyne.Layout.
func (s *strip) MinSize(o []fyne.CanvasObject) fyne.Size {
	th := look.Current()
	n := 1
	if s.width > 0 {
		n = s.perLine(len(o), s.width)
	}
	lines := float32((len(o) + n - 1) / n)
	return fyne.NewSize(th.Px(cardWidth), lines*(o[0].MinSize().Height+th.Px(cardGap))-th.Px(cardGap))
}
