package cpu

import (
	"image"

	"fyne.io/fyne/v2"
)

// maxRegions bounds the work for a frame in which many small things change.
const maxRegions = 12

// damage is where two frames differ: some rectangles, which together hold every pixel that may have changed.
type damage []image.Rectangle

// add puts a rectangle into the damage. Rectangles are joined where that costs little more than painting them apart.
func (d *damage) add(r image.Rectangle) {
	if r.Empty() {
		return
	}
	for i := 0; i < len(*d); {
		other := (*d)[i]
		joined := other.Union(r)
		if area(joined) > (area(other)+area(r))*5/4 {
			i++
			continue
		}
		r = joined // may now reach others that were passed
		(*d)[i] = (*d)[len(*d)-1]
		*d = (*d)[:len(*d)-1]
		i = 0
	}
	if *d = append(*d, r); len(*d) > maxRegions {
		d.join()
	}
}

// join makes one of the two rectangles for which that adds the least.
func (d *damage) join() {
	list := *d
	first, second, least := 0, 1, int(^uint(0)>>1)
	for i := range list {
		for j := range i {
			if more := area(list[i].Union(list[j])) - area(list[i]) - area(list[j]); more < least {
				first, second, least = j, i, more
			}
		}
	}
	joined := list[first].Union(list[second])
	list[second] = list[len(list)-1]
	*d = list[:len(list)-1]
	(*d)[first] = (*d)[len(*d)-1]
	*d = (*d)[:len(*d)-1]
	d.add(joined)
}

// cuts tells if a rectangle is damaged in such a way that it would not be painted in one.
func (d damage) cuts(r image.Rectangle) bool {
	touched := 0
	for _, other := range d {
		if other.Overlaps(r) {
			touched++
			if !r.In(other) {
				return true
			}
		}
	}
	return touched > 1
}

// absorb adds a rectangle that must be painted in one, with all that overlaps it.
func (d *damage) absorb(r image.Rectangle) {
	for i := 0; i < len(*d); {
		if !(*d)[i].Overlaps(r) {
			i++
			continue
		}
		r = r.Union((*d)[i])
		(*d)[i] = (*d)[len(*d)-1]
		*d = (*d)[:len(*d)-1]
		i = 0
	}
	*d = append(*d, r)
}

func area(r image.Rectangle) int { return r.Dx() * r.Dy() }

// between adds where two frames differ. An item counts as the same if object, look and place are; whatever was
// painted below or above it has not changed places with it, because items are only taken as the same in order.
// found is for its own use and is emptied.
func (d *damage) between(before, now []item, found map[fyne.CanvasObject]int) {
	for len(before) > 0 && len(now) > 0 && before[0].same(&now[0]) {
		before, now = before[1:], now[1:]
	}
	for len(before) > 0 && len(now) > 0 && before[len(before)-1].same(&now[len(now)-1]) {
		before, now = before[:len(before)-1], now[:len(now)-1]
	}
	clear(found)
	for i := range before {
		found[before[i].object] = i
	}
	next := 0 // the first item of before that was not met yet
	for i := range now {
		at, ok := found[now[i].object]
		if !ok || at < next || !before[at].same(&now[i]) {
			d.add(now[i].bounds)
			continue
		}
		for ; next < at; next++ {
			d.add(before[next].bounds)
		}
		next = at + 1
	}
	for ; next < len(before); next++ {
		d.add(before[next].bounds)
	}
	clear(found) // holds no object longer than it must
}
