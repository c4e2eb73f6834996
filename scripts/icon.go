//go:build ignore

// Icon makes assets/icon/icon.png and icon.ico from the two drawings beside them: icon.svg, and small.svg for the
// sizes at which its lines would blur. Run it from the top of the repository: go run scripts/icon.go
package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"log"
	"os"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

func main() {
	log.SetFlags(0)
	if err := run("assets/icon/"); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	large, err := draw(dir+"icon.svg", 512)
	if err != nil {
		return err
	}
	if err := os.WriteFile(dir+"icon.png", large, 0o644); err != nil {
		return err
	}
	sizes := []int{16, 24, 32, 48, 64, 128, 256}
	var pictures [][]byte
	for _, size := range sizes {
		drawing := "icon.svg"
		if size <= 48 {
			drawing = "small.svg"
		}
		picture, err := draw(dir+drawing, size)
		if err != nil {
			return err
		}
		pictures = append(pictures, picture)
	}
	return os.WriteFile(dir+"icon.ico", pack(sizes, pictures), 0o644)
}

// draw returns the drawing as a PNG of size × size pixels.
func draw(path string, size int) ([]byte, error) {
	drawing, err := oksvg.ReadIcon(path, oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	drawing.SetTarget(0, 0, float64(size), float64(size))
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	drawing.Draw(rasterx.NewDasher(size, size, rasterx.NewScannerGV(size, size, picture, picture.Bounds())), 1)
	var out bytes.Buffer
	err = png.Encode(&out, picture)
	return out.Bytes(), err
}

// pack writes an ICO file whose pictures are PNGs, which Windows reads since Vista.
func pack(sizes []int, pictures [][]byte) []byte {
	out := []byte{0, 0, 1, 0}
	out = binary.LittleEndian.AppendUint16(out, uint16(len(sizes)))
	offset := 6 + 16*len(sizes)
	for i, size := range sizes {
		out = append(out, byte(size), byte(size), 0, 0) // 256 is written as 0
		out = binary.LittleEndian.AppendUint16(out, 1)
		out = binary.LittleEndian.AppendUint16(out, 32)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(pictures[i])))
		out = binary.LittleEndian.AppendUint32(out, uint32(offset))
		offset += len(pictures[i])
	}
	return append(out, bytes.Join(pictures, nil)...)
}
