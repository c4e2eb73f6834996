package paper

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
)

// pdfFile writes the objects of a PDF (ISO 32000-1) one after the other. The first error stays and is returned by
// close; until then the other methods do nothing more.
type pdfFile struct {
	w       io.Writer
	written int64
	offsets []int64 // of object i+1; 0: not yet written
	packer  *zlib.Writer
	packed  bytes.Buffer
	err     error
}

func newPDFFile(w io.Writer) *pdfFile {
	f := &pdfFile{w: w}
	f.packer = zlib.NewWriter(&f.packed)
	f.print("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") // the bytes tell programs that the file isn't text
	return f
}

func (f *pdfFile) print(text string) {
	if f.err != nil {
		return
	}
	n, err := io.WriteString(f.w, text)
	f.written += int64(n)
	f.err = err
}

// reserve returns the number of a new object, which is to be written later.
func (f *pdfFile) reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

// object writes an object.
func (f *pdfFile) object(number int, body string) {
	f.offsets[number-1] = f.written
	f.print(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", number, body))
}

// stream writes data, packed, as an object with these entries in its dictionary, and returns the number.
func (f *pdfFile) stream(number int, entries string, data []byte) int {
	f.packed.Reset()
	f.packer.Reset(&f.packed)
	if _, err := f.packer.Write(data); err != nil && f.err == nil {
		f.err = err
	}
	if err := f.packer.Close(); err != nil && f.err == nil {
		f.err = err
	}
	f.object(number, fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", entries, f.packed.Len(), f.packed.Bytes()))
	return number
}

// raw writes data, which need no packing, as an object with these entries in its dictionary, and returns the number.
func (f *pdfFile) raw(number int, entries string, data []byte) int {
	f.offsets[number-1] = f.written
	f.print(fmt.Sprintf("%d 0 obj\n<<%s/Length %d>>\nstream\n", number, entries, len(data)))
	if f.err == nil {
		n, err := f.w.Write(data)
		f.written, f.err = f.written+int64(n), err
	}
	f.print("\nendstream\nendobj\n")
	return number
}

// close writes the index of objects and returns the first error.
func (f *pdfFile) close(root, info int) error {
	index := f.written
	var b strings.Builder
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, offset := range f.offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, root, info, index)
	f.print(b.String())
	return f.err
}

// faceNames are the names of the faces within a PDF; the six letters say that each is a part of its font.
var faceNames = [faceCount]string{
	Song: "TZSONG+TaizhangSerif-Regular", Hei: "TZHEIR+TaizhangSans-Regular", HeiBold: "TZHEIB+TaizhangSans-Bold",
	Title: "TZBIAO+TaizhangSerif-Black", Rare: "TZRARE+TaizhangRare-Regular",
}

// font writes the used glyphs of a face and returns the object of the font.
func (f *pdfFile) font(face Face, used map[int]rune) (int, error) {
	source, err := openFont(outlines[face]().raw)
	if err != nil {
		return 0, err
	}
	glyphs := slices.Sorted(maps.Keys(used))
	program, err := source.subset(glyphs)
	if err != nil {
		return 0, err
	}
	var widths strings.Builder
	for _, g := range glyphs {
		if w := float64(source.advance(g)) * 1000 / float64(source.upem); w != 1000 {
			fmt.Fprintf(&widths, "%d[%s]", g, decimal(w))
		}
	}
	file := f.stream(f.reserve(), fmt.Sprintf("/Length1 %d", len(program)), program)
	unicode := f.stream(f.reserve(), "", []byte(toUnicode(glyphs, used)))
	descriptor, descendant, number := f.reserve(), f.reserve(), f.reserve()
	f.object(descriptor, source.descriptor(faceNames[face], file))
	f.object(descendant, fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W[%s]>>", faceNames[face], descriptor, &widths))
	f.object(number, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		faceNames[face], descendant, unicode))
	return number, nil
}

// descriptor returns the description of the font whose program is the object file.
func (f *fontFile) descriptor(name string, file int) string {
	em := func(table string, at int) string {
		return decimal(float64(int16(binary.BigEndian.Uint16(f.tables[table][at:]))) * 1000 / float64(f.upem))
	}
	return fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s %s %s %s]/ItalicAngle 0/Ascent %s/Descent %s/CapHeight 730/StemV 80/FontFile2 %d 0 R>>",
		name, em("head", 36), em("head", 38), em("head", 40), em("head", 42), em("hhea", 4), em("hhea", 6), file)
}

// toUnicode returns the table by which readers turn glyphs back into text, at most a hundred to a block.
func toUnicode(glyphs []int, characters map[int]rune) string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(glyphs, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, g := range block {
			fmt.Fprintf(&b, "<%04X> <%s>\n", g, hexUTF16(string(characters[g])))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.String()
}

// hexUTF16 returns text in UTF-16, big end first, in hexadecimal.
func hexUTF16(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}
