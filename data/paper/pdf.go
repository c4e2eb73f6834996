package paper

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"strconv"
	"strings"
	"time"
)

// Info is what a PDF says about itself.
type Info struct {
	Title, Author string
	Created       time.Time // zero: not said, so that the same document always gives the same bytes
}

// WritePDF writes doc with the parts of the fonts that it uses. Its text can be searched and copied, characters
// beyond U+FFFF too. Pages are written as they are made, so memory doesn't grow with the document, and a w that fails,
// because its work was cancelled for instance, ends it soon. The same document and info give the same bytes.
func WritePDF(w io.Writer, doc *Document, info Info) error {
	f := newPDFFile(w)
	p := pdfWriter{file: f, tree: f.reserve(), resources: f.reserve()}
	for face := range p.used {
		p.used[face] = map[int]rune{}
	}
	for i, page := range doc.Pages {
		if err := p.page(doc, page); err != nil {
			return fmt.Errorf("write page %d of the PDF: %w", i+1, err)
		}
	}
	if err := p.finish(info); err != nil {
		return fmt.Errorf("finish the PDF: %w", err)
	}
	return nil
}

// pdfWriter turns pages into objects of a PDF.
type pdfWriter struct {
	file            *pdfFile
	tree, resources int // objects
	pages, pictures []int
	used            [faceCount]map[int]rune // glyphs that the pages use, and the character that each stands for

	content []byte // of the page being written, and what is set on it:
	face    Face
	size    float64
	ink     Ink // of fillings and text
	stroke  Ink
	weight  float64
	height  float64 // of the page, points
}

func (p *pdfWriter) page(doc *Document, page *Page) error {
	p.content = p.content[:0]
	p.face, p.size, p.ink, p.stroke, p.weight = noFace, 0, Ink{}, Ink{}, 1 // what a page begins with
	p.height = page.Height / mmPerPoint
	if err := p.ops(doc, page); err != nil {
		return err
	}
	content := p.file.stream(p.file.reserve(), "", p.content)
	number := p.file.reserve()
	p.file.object(number, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R>>",
		p.tree, decimal(page.Width/mmPerPoint), decimal(p.height), p.resources, content))
	p.pages = append(p.pages, number)
	return p.file.err
}

func (p *pdfWriter) ops(doc *Document, page *Page) error {
	doc.mu.Lock()
	defer doc.mu.Unlock()
	for _, op := range page.Ops {
		if err := p.op(doc, op); err != nil {
			return err
		}
	}
	return nil
}

func (p *pdfWriter) op(doc *Document, op Op) error {
	switch op := op.(type) {
	case Text:
		p.text(doc, op)
	case Line:
		p.setLine(op.Weight, op.Ink)
		p.numbers(p.x(op.X1), p.y(op.Y1)).word("m")
		p.numbers(p.x(op.X2), p.y(op.Y2)).word("l S")
	case Rect:
		p.setLine(op.Weight, op.Ink)
		p.numbers(p.x(op.X), p.y(op.Y+op.H), p.x(op.W), p.x(op.H)).word("re S")
	case Fill:
		p.setInk(op.Ink)
		p.numbers(p.x(op.X), p.y(op.Y+op.H), p.x(op.W), p.x(op.H)).word("re f")
	case Picture:
		p.pictures = append(p.pictures, p.picture(op.Image))
		p.word("q").numbers(p.x(op.W), 0, 0, p.x(op.H), p.x(op.X), p.y(op.Y+op.H)).word("cm")
		p.word(fmt.Sprintf("/I%d Do Q", len(p.pictures)))
	case Photo:
		p.pictures = append(p.pictures, p.photo(op))
		p.word("q").numbers(p.x(op.W), 0, 0, p.x(op.H), p.x(op.X), p.y(op.Y+op.H)).word("cm")
		p.word(fmt.Sprintf("/I%d Do Q", len(p.pictures)))
	default:
		return fmt.Errorf("operation %T is not known", op)
	}
	return nil
}

func (p *pdfWriter) text(doc *Document, t Text) {
	p.setInk(t.Ink)
	p.word("BT")
	if t.Face != p.face || t.Size != p.size {
		p.content = append(p.content, "/F"...)
		p.content = strconv.AppendInt(p.content, int64(t.Face), 10)
		p.content = append(p.content, ' ')
		p.numbers(t.Size).word("Tf")
		p.face, p.size = t.Face, t.Size
	}
	if t.Turned {
		p.numbers(-1, 0, 0, -1, p.x(t.X), p.y(t.Y)).word("Tm")
	} else {
		p.numbers(p.x(t.X), p.y(t.Y)).word("Td")
	}
	p.content = append(p.content, '<')
	for _, r := range t.Text {
		g := int(doc.glyph(t.Face, r).index)
		if _, ok := p.used[t.Face][g]; !ok {
			p.used[t.Face][g] = r
		}
		const digits = "0123456789ABCDEF"
		p.content = append(p.content, digits[g>>12&15], digits[g>>8&15], digits[g>>4&15], digits[g&15])
	}
	p.word("> Tj ET")
}

func (p *pdfWriter) setInk(ink Ink) {
	if ink != p.ink {
		p.numbers(float64(ink.R)/255, float64(ink.G)/255, float64(ink.B)/255).word("rg")
		p.ink = ink
	}
}

func (p *pdfWriter) setLine(weight float64, ink Ink) {
	if weight != p.weight {
		p.numbers(weight).word("w")
		p.weight = weight
	}
	if ink != p.stroke {
		p.numbers(float64(ink.R)/255, float64(ink.G)/255, float64(ink.B)/255).word("RG")
		p.stroke = ink
	}
}

// x and y turn millimetres from the upper left corner into points from the lower left one.
func (p *pdfWriter) x(mm float64) float64 { return mm / mmPerPoint }
func (p *pdfWriter) y(mm float64) float64 { return p.height - mm/mmPerPoint }

func (p *pdfWriter) numbers(numbers ...float64) *pdfWriter {
	for _, n := range numbers {
		p.content = append(appendDecimal(p.content, n), ' ')
	}
	return p
}

func (p *pdfWriter) word(word string) *pdfWriter {
	p.content = append(append(p.content, word...), '\n')
	return p
}

// appendDecimal appends a number to the thousandth, without needless zeros.
func appendDecimal(to []byte, n float64) []byte {
	to = strconv.AppendFloat(to, n, 'f', 3, 64)
	for to[len(to)-1] == '0' {
		to = to[:len(to)-1]
	}
	if to[len(to)-1] == '.' {
		to = to[:len(to)-1]
	}
	return to
}

func decimal(n float64) string { return string(appendDecimal(nil, n)) }

// photo writes a JPEG as it is and returns its object.
func (p *pdfWriter) photo(photo Photo) int {
	space := "/DeviceRGB"
	if photo.Grey {
		space = "/DeviceGray"
	}
	return p.file.raw(p.file.reserve(), fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s/Filter/DCTDecode",
		photo.Wide, photo.High, space), photo.JPEG)
}

// picture writes an image and returns its object.
func (p *pdfWriter) picture(source image.Image) int {
	box := source.Bounds()
	colours := make([]byte, 0, 3*box.Dx()*box.Dy())
	alphas := make([]byte, 0, box.Dx()*box.Dy())
	opaque := true
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			c := color.NRGBAModel.Convert(source.At(x, y)).(color.NRGBA)
			colours = append(colours, c.R, c.G, c.B)
			alphas = append(alphas, c.A)
			opaque = opaque && c.A == 255
		}
	}
	size := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", box.Dx(), box.Dy())
	mask := ""
	if !opaque {
		mask = fmt.Sprintf("/SMask %d 0 R", p.file.stream(p.file.reserve(), size+"/ColorSpace/DeviceGray", alphas))
	}
	return p.file.stream(p.file.reserve(), size+"/ColorSpace/DeviceRGB"+mask, colours)
}

// finish writes what the pages refer to and the end of the file.
func (p *pdfWriter) finish(info Info) error {
	var fonts, pictures, kids strings.Builder
	for face, used := range p.used {
		if len(used) == 0 {
			continue
		}
		number, err := p.file.font(Face(face), used)
		if err != nil {
			return fmt.Errorf("write font %s: %w", faceNames[face], err)
		}
		fmt.Fprintf(&fonts, "/F%d %d 0 R", face, number)
	}
	for i, number := range p.pictures {
		fmt.Fprintf(&pictures, "/I%d %d 0 R", i+1, number)
	}
	for _, number := range p.pages {
		fmt.Fprintf(&kids, "%d 0 R ", number)
	}
	p.file.object(p.resources, fmt.Sprintf("<</Font<<%s>>/XObject<<%s>>>>", &fonts, &pictures))
	p.file.object(p.tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(p.pages), &kids))
	root := p.file.reserve()
	p.file.object(root, fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>>>", p.tree))
	about := p.file.reserve()
	p.file.object(about, infoDictionary(info))
	return p.file.close(root, about)
}

func infoDictionary(info Info) string {
	var b strings.Builder
	b.WriteString("<<")
	for _, entry := range [][2]string{{"Title", info.Title}, {"Author", info.Author}, {"Producer", "taizhang"}} {
		if entry[1] != "" {
			fmt.Fprintf(&b, "/%s<FEFF%s>", entry[0], hexUTF16(entry[1]))
		}
	}
	if !info.Created.IsZero() {
		fmt.Fprintf(&b, "/CreationDate(D:%s)", info.Created.UTC().Format("20060102150405Z"))
	}
	b.WriteString(">>")
	return b.String()
}
