package main

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// page draws marks of 14 points a side on white, ten lines of them: `different` of them are unlike each other.
func page(t *testing.T, different int, change func(*image.Gray)) string {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 400, 300))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	for line := range 10 {
		for place := range 20 {
			seed := uint64((line*20 + place) % different)
			dice := rand.New(rand.NewPCG(seed, 1))
			for range 60 {
				picture.SetGray(10+place*19+dice.IntN(14), 10+line*28+dice.IntN(14), color.Gray{})
			}
		}
	}
	if change != nil {
		change(picture)
	}
	name := filepath.Join(t.TempDir(), "page.png")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
	return name
}

func blank(p *image.Gray) { draw.Draw(p, p.Bounds(), image.White, image.Point{}, draw.Src) }

func half(p *image.Gray) {
	draw.Draw(p, image.Rect(0, 150, 400, 300), image.White, image.Point{}, draw.Src)
}

func caret(p *image.Gray) {
	draw.Draw(p, image.Rect(5, 10, 7, 24), image.Black, image.Point{}, draw.Src)
}

func TestCompare(t *testing.T) {
	for _, tc := range []struct {
		name   string
		other  string
		refuse string // part of the error, "" for none
	}{
		{"the same", page(t, 90, nil), ""},
		{"a caret more", page(t, 90, caret), ""},
		{"nothing drawn", page(t, 90, blank), "Chinese is not drawn"},
		{"one box for every character", page(t, 1, nil), "Chinese is not drawn"},
		{"other characters", page(t, 80, nil), "edges are common"},
		{"half of it missing", page(t, 90, half), "edges are common"},
	} {
		report, err := compare(page(t, 90, nil), tc.other)
		if tc.refuse == "" && err != nil {
			t.Errorf("%s: %s: %v", tc.name, report, err)
		}
		if tc.refuse != "" && (err == nil || !strings.Contains(err.Error(), tc.refuse)) {
			t.Errorf("%s: %s: got %v, want %q", tc.name, report, err, tc.refuse)
		}
	}
}

func TestCompareNeedsPicturesOfOneSize(t *testing.T) {
	small := page(t, 90, nil)
	file, err := os.Create(filepath.Join(t.TempDir(), "other.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, image.NewGray(image.Rect(0, 0, 10, 10))); err != nil {
		t.Fatal(err)
	}
	if _, err := compare(small, file.Name()); err == nil || !strings.Contains(err.Error(), "sizes") {
		t.Errorf("got %v, want a word on the sizes", err)
	}
	if _, err := compare(small, filepath.Join(t.TempDir(), "none.png")); err == nil {
		t.Error("a picture that is not there is taken")
	}
}
