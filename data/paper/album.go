package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"slices"
)

// Photo is a JPEG stretched over a rectangle. Its bytes are what a PDF embeds; they are only decoded while it is drawn,
// so that a document of a hundred photographs takes the memory of their files.
type Photo struct {
	X, Y, W, H float64
	JPEG       []byte
	Wide, High int  // pixels
	Grey       bool // without colours
}

func (Photo) op() {}

// NewPhoto reads the head of a JPEG, in grey or in the usual colours.
func NewPhoto(data []byte) (Photo, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Photo{}, fmt.Errorf("read the head of a photograph: %w", err)
	}
	if c.ColorModel == color.CMYKModel || c.Width <= 0 || c.Height <= 0 {
		return Photo{}, fmt.Errorf("a photograph of %d × %d in colours that papers don't have", c.Width, c.Height)
	}
	return Photo{JPEG: data, Wide: c.Width, High: c.Height, Grey: c.ColorModel == color.GrayModel}, nil
}

// mostPhotos is how many decoded photographs a document keeps: those of a page, which is drawn in bands.
const mostPhotos = 4

// decodedPhoto is a photograph that was drawn lately.
type decodedPhoto struct {
	data  *byte // where its JPEG is
	image image.Image
}

// decoded returns the pixels of a photograph; nil if they can't be read. doc.mu is held.
func (d *Document) decoded(p Photo) image.Image {
	if len(p.JPEG) == 0 {
		return nil
	}
	for _, old := range d.photos {
		if old.data == &p.JPEG[0] {
			return old.image
		}
	}
	img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
	if err != nil {
		return nil
	}
	if len(d.photos) >= mostPhotos {
		d.photos = d.photos[1:]
	}
	d.photos = append(d.photos, decodedPhoto{&p.JPEG[0], img})
	return img
}

// Album is the wording of pages of photographs.
type Album struct {
	Title, Left, Right string // as on a roster
	Photos             []AlbumPhoto
}

// AlbumPhoto is a photograph with what stands under it.
type AlbumPhoto struct {
	Photo   Photo  // the zero Photo is one that is missing: an empty box stands for it
	Caption string // of the event: 2003年1月18日　法律进社区大型宣传咨询活动
	Under   string // of the photograph: 咨询台
}

// The measures of albums, in millimetres.
const (
	albumTitle   = 20 // points, at most
	albumHead    = 20 // height of title and line of the unit
	albumCaption = 13 // height of what stands under a photograph
	albumGap     = 6
	albumText    = 11 // points
	albumSmall   = 10
)

// albumGrid returns in how many columns and rows so many photographs stand on a page.
func albumGrid(perPage int) (columns, rows int) {
	switch {
	case perPage <= 1:
		return 1, 1
	case perPage == 2:
		return 1, 2
	case perPage <= 4:
		return 2, 2
	}
	return 2, 3
}

// AlbumRoom returns the room of a photograph, in millimetres, where 1, 2, 4 or 6 of them stand on a page.
func AlbumRoom(perPage int) (w, h float64) {
	columns, rows := albumGrid(perPage)
	a := newArea(A4, Portrait, Margins{})
	w = (a.innerWidth() - albumGap*float64(columns-1)) / float64(columns)
	h = (a.innerHeight()-albumHead-albumGap*float64(rows-1))/float64(rows) - albumCaption
	return w, h
}

// LayoutAlbum puts photographs on A4 pages, upright, 1, 2, 4 or 6 to a page, each as large as its place allows with its
// caption under it. Rows stand as close as the photographs let them.
func LayoutAlbum(album Album, perPage int) *Document {
	doc := NewDocument()
	a := newArea(A4, Portrait, Margins{})
	columns, rows := albumGrid(perPage)
	w, h := AlbumRoom(perPage)
	for page := range slices.Chunk(album.Photos, columns*rows) {
		p := doc.AddPage(a.width, a.height)
		p.albumHead(a, album)
		y := a.margins.Top + albumHead
		for row := range slices.Chunk(page, columns) {
			high := 0.0 // as the highest of the row: the others stand on the same line
			for _, photo := range row {
				_, fitted := photo.fitted(w, h)
				high = math.Max(high, fitted)
			}
			for i, photo := range row {
				p.albumPhoto(photo, a.margins.Left+float64(i)*(w+albumGap), y, w, high)
			}
			y += high + albumCaption + albumGap
		}
	}
	a.number(doc.Pages)
	return doc
}

// fitted returns the size of a photograph in a room; a missing one is as large as a photograph usually is.
func (p AlbumPhoto) fitted(w, h float64) (float64, float64) {
	wide, high := float64(p.Photo.Wide), float64(p.Photo.High)
	if wide <= 0 || high <= 0 {
		wide, high = 4, 3
	}
	scale := math.Min(w/wide, h/high)
	return wide * scale, high * scale
}

// albumHead draws the title and the line of the unit, on every page: pages of photographs are filed one by one.
func (p *Page) albumHead(a area, album Album) {
	left, width := a.margins.Left, a.innerWidth()
	p.drawBlock(p.doc.fit(Style{Face: Title, Size: albumTitle}, 12, album.Title, width, 11), left, a.margins.Top, width, 11, Middle)
	small := Style{Face: Song, Size: textSize}
	p.drawBlock(p.doc.fit(small, leastSize, album.Left, width*0.6, 6), left, a.margins.Top+12, width, 6, Left)
	p.drawBlock(p.doc.fit(small, leastSize, album.Right, width*0.4, 6), left, a.margins.Top+12, width, 6, Right)
}

// albumPhoto draws a photograph in the middle of its place, and what stands under it.
func (p *Page) albumPhoto(photo AlbumPhoto, x, y, w, h float64) {
	under, op := y+h, photo.Photo
	op.W, op.H = photo.fitted(w, h)
	op.X, op.Y = x+(w-op.W)/2, y+h-op.H
	if op.JPEG == nil {
		p.TextIn(op.X, op.Y, op.W, op.H, Middle, Style{Face: Song, Size: albumText, Ink: Ink{120, 120, 120}}, "（图片缺失）")
	} else {
		p.Ops = append(p.Ops, op)
	}
	p.Rect(op.X, op.Y, op.W, op.H, thin, Ink{150, 150, 150})
	p.drawBlock(p.doc.fit(Style{Face: Song, Size: albumText}, leastSize, photo.Caption, w, 6), x, under+1, w, 6, Middle)
	p.drawBlock(p.doc.fit(Style{Face: Song, Size: albumSmall, Ink: Ink{80, 80, 80}}, leastSize, photo.Under, w, 5.5), x, under+7, w, 5.5, Middle)
}

// Append puts the pages of another document behind those of d.
func (d *Document) Append(other *Document) { d.Pages = append(d.Pages, other.Pages...) }
