// Likeness holds a picture of the Windows program's window against one of the Linux program's: the same text must stand
// at the same places. It needs no eyes and no recognition of characters, so it can fail a build.
//
//	likeness LINUX.png WINDOWS.png
package main

import (
	"errors"
	"fmt"
	"image"
	_ "image/png" // the format of both pictures
	"os"
	"path/filepath"
)

const (
	// contrast is the least difference of brightness, of 255, that makes an edge of a stroke or a line.
	contrast = 40
	// leastLikeness is the share of edges that must be common to both pictures. Both programs draw with the same fonts and
	// the same code, so that most of a healthy window is alike to the point; a caret or today's date may differ.
	leastLikeness = 0.85
	// leastShapes is the number of different columns of strokes that tell Chinese text from rows of empty boxes: a box has
	// two or three shapes however often it is repeated, ten words of Chinese have over a hundred.
	leastShapes = 100
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: likeness LINUX.png WINDOWS.png")
		os.Exit(2)
	}
	report, err := compare(os.Args[1], os.Args[2])
	fmt.Println(report)
	if err != nil {
		fmt.Fprintln(os.Stderr, "likeness:", err)
		os.Exit(1)
	}
}

// compare says what was measured, and fails when the pictures don't show the same Chinese text.
func compare(linux, windows string) (report string, err error) {
	a, err := edgesOfFile(linux)
	if err != nil {
		return "", err
	}
	b, err := edgesOfFile(windows)
	if err != nil {
		return "", err
	}
	if a.width != b.width || a.height != b.height {
		return "", fmt.Errorf("the pictures have different sizes: %d×%d and %d×%d", a.width, a.height, b.width, b.height)
	}
	like, shapesA, shapesB := likeness(a, b), a.shapes(), b.shapes()
	report = fmt.Sprintf("%.1f %% of the edges are common; %d and %d shapes of strokes", 100*like, shapesA, shapesB)
	if min(shapesA, shapesB) < leastShapes {
		err = errors.Join(err, fmt.Errorf("fewer than %d shapes of strokes: Chinese is not drawn", leastShapes))
	}
	if like < leastLikeness {
		err = errors.Join(err, fmt.Errorf("under %.0f %% of the edges are common", 100*leastLikeness))
	}
	return report, err
}

func edgesOfFile(name string) (edges, error) {
	file, err := os.Open(filepath.Clean(name))
	if err != nil {
		return edges{}, err
	}
	defer file.Close()
	picture, _, err := image.Decode(file)
	if err != nil {
		return edges{}, fmt.Errorf("read the picture %s: %w", name, err)
	}
	return edgesOf(picture), nil
}

// edges are the points of a picture that differ much from the point at their right.
type edges struct {
	width, height int
	at            []bool // row by row
}

func edgesOf(picture image.Image) edges {
	bounds := picture.Bounds()
	e := edges{width: bounds.Dx(), height: bounds.Dy(), at: make([]bool, bounds.Dx()*bounds.Dy())}
	for y := range e.height {
		before := brightness(picture, bounds.Min.X, bounds.Min.Y+y)
		for x := 1; x < e.width; x++ {
			here := brightness(picture, bounds.Min.X+x, bounds.Min.Y+y)
			e.at[y*e.width+x-1] = max(here, before)-min(here, before) >= contrast
			before = here
		}
	}
	return e
}

// brightness is from 0 to 255.
func brightness(picture image.Image, x, y int) uint32 {
	r, g, b, _ := picture.At(x, y).RGBA()
	return (299*r + 587*g + 114*b) / 1000 >> 8
}

// likeness is the share of the edges of either picture that both have: 1 for the same picture, 0 when nothing is common
// or nothing is drawn.
func likeness(a, b edges) float64 {
	both, either := 0, 0
	for i := range a.at {
		if a.at[i] && b.at[i] {
			both++
		}
		if a.at[i] || b.at[i] {
			either++
		}
	}
	if either == 0 {
		return 0
	}
	return float64(both) / float64(either)
}

// shapes counts the different columns of edges, 16 points high, in all of the picture. 16 points is about the height of a
// line of text; the same character at the same height gives the same columns, so only different characters add to it.
func (e edges) shapes() int {
	const high = 16
	seen := map[uint16]bool{}
	for x := range e.width {
		top := -1 // the first row of the stroke that is being read
		var column uint16
		for y := range e.height {
			on := e.at[y*e.width+x]
			if top < 0 && on {
				top, column = y, 0
			}
			if top < 0 {
				continue
			}
			if on {
				column |= 1 << (y - top)
			}
			if y-top == high-1 {
				seen[column] = true
				top = -1
			}
		}
	}
	return len(seen)
}
