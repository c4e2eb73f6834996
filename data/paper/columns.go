package paper

import (
	"math"
	"strings"
	"unicode/utf8"

	"taizhang/data/catalog"
)

// padding is the room left of and right of the text in a cell, in millimetres, at textSize.
const padding = 0.9

// Bounds of what the texts of a column may ask for, in millimetres at textSize.
const (
	narrowest = 8
	widest    = 60
	// stretchFor is how far a column grows beyond its wanted width for the longest of its texts.
	stretchFor = 1.6
)

// handwriting is how much of its wanted width a column keeps that is empty, to be filled in by hand.
const handwriting = 0.75

// wishes returns the width at textSize that each column should have, the wanted one or more where texts are longer,
// and the width that it needs, if it had to make room for others.
func (d *Document) wishes(table catalog.Table) (wish, need []float64) {
	style := Style{Face: Song, Size: textSize}
	wish, need = make([]float64, len(table.Columns)), make([]float64, len(table.Columns))
	for _, row := range table.Rows {
		if row.Group {
			continue
		}
		for i := range min(len(row.Cells), len(need)) {
			if need[i] < widest {
				need[i] = math.Max(need[i], d.longestLine(style, row.Cells[i]))
			}
		}
	}
	for i, c := range table.Columns {
		blank := need[i] == 0
		need[i] = math.Max(need[i], d.headingNeed(c)) + 2*padding
		wanted := float64(c.Width)
		if wanted <= 0 || math.IsNaN(wanted) || math.IsInf(wanted, 0) {
			need[i] = math.Min(math.Max(need[i], narrowest), widest)
			wish[i] = need[i]
			continue
		}
		wish[i] = math.Max(wanted, math.Min(need[i], wanted*stretchFor))
		if blank {
			need[i] = math.Max(need[i], handwriting*wanted)
		}
		need[i] = math.Min(need[i], wish[i])
	}
	return wish, need
}

func (d *Document) longestLine(style Style, text string) float64 {
	var longest float64
	for line := range strings.Lines(text) {
		longest = math.Max(longest, d.Width(style, line))
	}
	return longest
}

// headingNeed returns the width that the last part of a heading needs to stand in two lines.
func (d *Document) headingNeed(c catalog.Column) float64 {
	if len(c.Heading) == 0 {
		return 0
	}
	text := c.Heading[len(c.Heading)-1]
	style := Style{Face: Hei, Size: textSize}
	if utf8.RuneCountInString(text) <= 2 {
		return d.Width(style, text)
	}
	return math.Ceil(d.Width(style, text)/style.em()/2) * style.em()
}

// compromise returns widths between what columns need and what they wish that together fill room, or the needs or the
// wishes if those don't come so near.
func compromise(wish, need []float64, room float64) []float64 {
	least, most := sum(need), sum(wish)
	if most <= room || most <= least {
		return wish
	}
	share := math.Max(0, (room-least)/(most-least))
	out := make([]float64, len(wish))
	for i := range out {
		out[i] = need[i] + share*(wish[i]-need[i])
	}
	return out
}

// divide returns widths for the columns that fill room exactly, in proportion to wishes but none below least.
func divide(wishes []float64, room, least float64) []float64 {
	out := make([]float64, len(wishes))
	if len(out) == 0 {
		return out
	}
	if least*float64(len(out)) >= room {
		for i := range out {
			out[i] = room / float64(len(out))
		}
		return out
	}
	fixed := make([]bool, len(out))
	for {
		free, asked := room, 0.0
		for i, w := range wishes {
			if fixed[i] {
				free -= least
			} else {
				asked += w
			}
		}
		again := false
		for i, w := range wishes {
			if fixed[i] {
				out[i] = least
				continue
			}
			out[i] = w * free / asked
			if out[i] < least {
				fixed[i], again = true, true
			}
		}
		if !again {
			return out
		}
	}
}
