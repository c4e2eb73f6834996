package paper

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/signintech/gopdf"
)

// Info is what a PDF says about itself.
type Info struct {
	Title, Author string
	Created       time.Time // zero: not said, so that the same document always gives the same bytes
}

// faceNames are the names of the faces within a PDF; the six letters say that each is a part of its font.
var faceNames = [faceCount]string{
	Song: "TZSONG+TaizhangSerif-Regular", Hei: "TZHEIR+TaizhangSans-Regular", HeiBold: "TZHEIB+TaizhangSans-Bold",
	Title: "TZBIAO+TaizhangSerif-Black", Rare: "TZRARE+TaizhangRare-Regular",
}

// WritePDF writes doc with the parts of the fonts that it uses. Its text can be searched and copied, characters
// beyond U+FFFF too. The same document and info give the same bytes.
func WritePDF(w io.Writer, doc *Document, info Info) error {
	pdf := &gopdf.GoPdf{}
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	if err := addFonts(pdf, doc); err != nil {
		return err
	}
	out := pdfWriter{pdf: pdf}
	for i, p := range doc.Pages {
		if err := out.page(p); err != nil {
			return fmt.Errorf("draw page %d of the PDF: %w", i+1, err)
		}
	}
	var raw bytes.Buffer
	if _, err := pdf.WriteTo(&raw); err != nil {
		return fmt.Errorf("compile the PDF: %w", err)
	}
	finished, err := finishPDF(raw.Bytes(), info)
	if err != nil {
		return fmt.Errorf("finish the PDF: %w", err)
	}
	if _, err := w.Write(finished); err != nil {
		return fmt.Errorf("write the PDF: %w", err)
	}
	return nil
}

// addFonts adds the faces that doc uses.
func addFonts(pdf *gopdf.GoPdf, doc *Document) error {
	var used [faceCount]bool
	for _, p := range doc.Pages {
		for _, op := range p.Ops {
			if t, ok := op.(Text); ok {
				used[t.Face] = true
			}
		}
	}
	for face, name := range faceNames {
		if !used[face] {
			continue
		}
		if err := pdf.AddTTFFontData(name, outlines[face]().raw); err != nil {
			return fmt.Errorf("add font %s to the PDF: %w", name, err)
		}
	}
	return nil
}

// pdfWriter draws pages; it remembers what is set, so that it sets only what changes.
type pdfWriter struct {
	pdf    *gopdf.GoPdf
	face   Face
	size   float64
	text   Ink
	stroke Ink
	weight float64
}

func (o *pdfWriter) page(p *Page) error {
	o.pdf.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: p.Width / mmPerPoint, H: p.Height / mmPerPoint}})
	o.face, o.size, o.weight = noFace, 0, -1
	o.setStroke(Ink{})
	o.pdf.SetTextColor(0, 0, 0)
	o.text = Ink{}
	for _, op := range p.Ops {
		if err := o.op(op); err != nil {
			return err
		}
	}
	return nil
}

func (o *pdfWriter) op(op Op) error {
	const k = 1 / mmPerPoint
	switch op := op.(type) {
	case Text:
		return o.write(op)
	case Line:
		o.setLine(op.Weight, op.Ink)
		o.pdf.Line(op.X1*k, op.Y1*k, op.X2*k, op.Y2*k)
	case Rect:
		o.setLine(op.Weight, op.Ink)
		o.pdf.RectFromUpperLeftWithStyle(op.X*k, op.Y*k, op.W*k, op.H*k, "D")
	case Fill:
		o.pdf.SetFillColor(op.Ink.R, op.Ink.G, op.Ink.B) // always: text changes the colour of fillings too
		o.pdf.RectFromUpperLeftWithStyle(op.X*k, op.Y*k, op.W*k, op.H*k, "F")
	case Picture:
		return o.pdf.ImageFrom(op.Image, op.X*k, op.Y*k, &gopdf.Rect{W: op.W * k, H: op.H * k})
	}
	return nil
}

func (o *pdfWriter) write(t Text) error {
	if t.Face != o.face || t.Size != o.size {
		if err := o.pdf.SetFont(faceNames[t.Face], "", t.Size); err != nil {
			return fmt.Errorf("set font %s: %w", faceNames[t.Face], err)
		}
		o.face, o.size = t.Face, t.Size
	}
	if t.Ink != o.text {
		o.pdf.SetTextColor(t.Ink.R, t.Ink.G, t.Ink.B)
		o.text = t.Ink
	}
	o.pdf.SetXY(t.X/mmPerPoint, t.Y/mmPerPoint)
	return o.pdf.Text(t.Text)
}

func (o *pdfWriter) setLine(weight float64, ink Ink) {
	if weight != o.weight {
		o.pdf.SetLineWidth(weight)
		o.weight = weight
	}
	if ink != o.stroke {
		o.setStroke(ink)
	}
}

func (o *pdfWriter) setStroke(ink Ink) {
	o.pdf.SetStrokeColor(ink.R, ink.G, ink.B)
	o.stroke = ink
}
