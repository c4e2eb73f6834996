package paper

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// The PDF library writes characters beyond U+FFFF wrongly into the tables by which readers turn glyphs back into text
// (20BB7 where UTF-16, D842DFB7, belongs), puts more entries into a block of them than readers need accept, and writes
// titles in the same way. finishPDF writes these tables anew, adds the information, and with that a new index of
// objects, since they move.

// unicodeTable begins each table of characters.
const unicodeTable = "/CIDInit /ProcSet findresource begin"

var errNotOurs = errors.New("the library wrote an index of objects that is not understood")

// finishPDF returns a PDF with its tables of characters mended and info added.
func finishPDF(raw []byte, info Info) ([]byte, error) {
	objects, header, err := splitPDF(raw)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(len(raw) + 4096)
	out.Write(header)
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = out.Len()
		if at := bytes.Index(object[:min(len(object), 200)], []byte("stream\n"+unicodeTable)); at >= 0 {
			table, err := mendUnicode(object)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&out, "%d 0 obj\n<<\n/Length %d\n>>\nstream\n%s\nendstream\nendobj\n\n", i+1, len(table), table)
			continue
		}
		out.Write(object)
	}
	offsets = append(offsets, out.Len())
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n\n", len(offsets), infoObject(info))
	writeIndex(&out, offsets)
	return out.Bytes(), nil
}

// splitPDF returns the objects of a PDF, the first being object 1, and what stands before them, by its index.
func splitPDF(raw []byte) (objects [][]byte, header []byte, err error) {
	index, err := indexOffset(raw)
	if err != nil {
		return nil, nil, err
	}
	lines := strings.Split(string(raw[index:]), "\n")
	if len(lines) < 3 || lines[0] != "xref" {
		return nil, nil, errNotOurs
	}
	var count int
	if _, err := fmt.Sscanf(lines[1], "0 %d", &count); err != nil || count < 2 || len(lines) < count+2 {
		return nil, nil, errNotOurs
	}
	offsets := make([]int, 0, count)
	for _, line := range lines[3 : count+2] {
		digits, _, _ := strings.Cut(line, " ")
		offset, err := strconv.Atoi(digits)
		if err != nil || offset > index {
			return nil, nil, errNotOurs
		}
		offsets = append(offsets, offset)
	}
	if !slices.IsSorted(offsets) {
		return nil, nil, errNotOurs
	}
	for i, offset := range offsets {
		end := index
		if i+1 < len(offsets) {
			end = offsets[i+1]
		}
		objects = append(objects, raw[offset:end])
	}
	return objects, raw[:offsets[0]], nil
}

// indexOffset returns where the index of objects begins.
func indexOffset(raw []byte) (int, error) {
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		return 0, errNotOurs
	}
	digits, _, _ := strings.Cut(string(raw[at+len("startxref\n"):]), "\n")
	offset, err := strconv.Atoi(digits)
	if err != nil || offset < 0 || offset > len(raw) {
		return 0, errNotOurs
	}
	return offset, nil
}

// mendUnicode returns the table of characters of an object in the form that the standard asks for: two-byte glyphs,
// UTF-16 texts, at most a hundred to a block. Where several characters share a glyph the first one stands for it.
func mendUnicode(object []byte) (string, error) {
	glyphs := map[int]rune{}
	for line := range strings.Lines(string(object)) {
		var first, last int
		var r rune
		if n, _ := fmt.Sscanf(line, "<%x><%x><%x>", &first, &last, &r); n != 3 {
			continue
		}
		if first != last || first > 0xFFFF {
			return "", errNotOurs
		}
		if _, ok := glyphs[first]; !ok {
			glyphs[first] = r
		}
	}
	order := make([]int, 0, len(glyphs))
	for g := range glyphs {
		order = append(order, g)
	}
	slices.Sort(order)

	var b strings.Builder
	b.WriteString(unicodeTable + "\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(order, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, g := range block {
			fmt.Fprintf(&b, "<%04X> <%s>\n", g, hexUTF16(string(glyphs[g])))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String(), nil
}

// hexUTF16 returns text in UTF-16, big end first, in hexadecimal.
func hexUTF16(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

func infoObject(info Info) string {
	var b strings.Builder
	b.WriteString("<<\n")
	for _, entry := range [][2]string{{"Title", info.Title}, {"Author", info.Author}, {"Producer", "taizhang"}} {
		if entry[1] != "" {
			fmt.Fprintf(&b, "/%s <FEFF%s>\n", entry[0], hexUTF16(entry[1]))
		}
	}
	if !info.Created.IsZero() {
		fmt.Fprintf(&b, "/CreationDate (D:%s)\n", info.Created.UTC().Format("20060102150405Z"))
	}
	b.WriteString(">>")
	return b.String()
}

// writeIndex ends a PDF; the last of the objects is the information.
func writeIndex(out *bytes.Buffer, offsets []int) {
	index := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(out, "trailer\n<<\n/Size %d\n/Root 1 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, len(offsets), index)
}
