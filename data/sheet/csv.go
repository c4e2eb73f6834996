package sheet

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"taizhang/data/catalog"
)

// readCSV reads text with delimiters, in UTF-8, UTF-16, UTF-32 or a code page. All its cells are texts.
func readCSV(ctx context.Context, src *source) (*Book, error) {
	raw, err := src.top().bytes(ctx)
	if err != nil {
		return nil, err
	}
	text, ok := decodeText(raw)
	if !ok {
		return nil, refuseFormat(formatUnknown, src.name)
	}
	book := &Book{Format: "csv"}
	q := &quota{cells: src.opt.MaxCells, warnings: &book.Warnings}
	b := newBuilder(src.stem(), q)
	p := newCSVParser(text)
	for row := 0; p.more(); row++ {
		if row%1024 == 0 {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			src.report(int64(len(text)-len(p.rest)), int64(len(text)))
		}
		if row >= src.opt.MaxRows {
			if row >= maxRows {
				return nil, errTooBig
			}
			b.s.Truncated = true
			break
		}
		b.startRow(row, false)
		for col, last := 0, false; !last; col++ {
			var field []byte
			field, last = p.field()
			if err := b.add(col, catalog.CellText, 0, plainText(field), false); err != nil {
				return nil, err
			}
		}
		if err := b.endRow(); err != nil {
			return nil, err
		}
	}
	book.Sheets = []*Sheet{b.finish()}
	return book, nil
}

// plainText returns the text that a field stands for: that in ="…", by which programs keep Excel from taking an ID
// number for a number, and that behind the apostrophe by which WriteCSV keeps a text from being run as a formula.
func plainText(field []byte) []byte {
	if len(field) < 2 {
		return field
	}
	if field[0] == '\'' && strings.IndexByte(formulaStarts, field[1]) >= 0 {
		return field[1:]
	}
	inside, isFormula := bytes.CutPrefix(field, []byte(`="`))
	inside, isWhole := bytes.CutSuffix(inside, []byte(`"`))
	if !isFormula || !isWhole || bytes.IndexByte(inside, '"') >= 0 {
		return field
	}
	return inside
}

// decodeText turns a text file into UTF-8; ok is false if it is in no encoding that is known here. Zero bytes, which
// no text has and some programs leave, are dropped.
func decodeText(raw []byte) (text []byte, ok bool) {
	if order, isUTF32 := utf32Order(raw); isUTF32 {
		t, err := utf32.UTF32(order, utf32.UseBOM).NewDecoder().Bytes(raw)
		return t, err == nil
	}
	if order, isUTF16 := utf16Order(raw); isUTF16 {
		t, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(raw)
		return t, err == nil
	}
	raw = bytes.ReplaceAll(raw, []byte{0}, nil)
	if t, ok := bytes.CutPrefix(raw, []byte("\xEF\xBB\xBF")); ok {
		return bytes.ToValidUTF8(t, []byte("\uFFFD")), true
	}
	if isUTF8(raw) {
		return bytes.ToValidUTF8(raw, []byte("\uFFFD")), true
	}
	for _, page := range guessPages(raw) {
		t, err := codePages[page].NewDecoder().Bytes(raw)
		if err == nil && bytes.Count(t, []byte("\uFFFD")) <= len(t)/100 {
			return t, true
		}
	}
	return nil, false
}

// isUTF8 reports whether text is UTF-8, perhaps with a few bytes damaged: Chinese text in another encoding has hardly
// any sequence that is right.
func isUTF8(text []byte) bool {
	right, wrong := 0, 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			wrong++
		} else {
			right++
		}
		i += size
	}
	return wrong == 0 || right > 20*wrong
}

// utf32Order tells UTF-32 by its mark.
func utf32Order(b []byte) (order utf32.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE, 0, 0}):
		return utf32.LittleEndian, true
	case bytes.HasPrefix(b, []byte{0, 0, 0xFE, 0xFF}):
		return utf32.BigEndian, true
	}
	return utf32.LittleEndian, false
}

// utf16Order tells UTF-16 by its mark or, without one, by the zero bytes of its delimiters and digits, which are
// many more than those of characters such as 一 (U+4E00), and without which it has hardly a comma.
func utf16Order(b []byte) (order unicode.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return unicode.BigEndian, true
	}
	var zeros, narrow [2]int // by their place in a pair; narrow are delimiters beside no zero
	head := b[:min(len(b), 8192)]
	for i, c := range head {
		switch c {
		case 0:
			zeros[i&1]++
		case ',', '\t', '\n', '\r', ';':
			if beside := i ^ 1; beside >= len(head) || head[beside] != 0 {
				narrow[i&1]++
			}
		}
	}
	switch {
	case zeros[1] > 4*zeros[0] && zeros[1] >= len(head)/64 && zeros[1] > narrow[0]:
		return unicode.LittleEndian, true
	case zeros[0] > 4*zeros[1] && zeros[0] >= len(head)/64 && zeros[0] > narrow[1]:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// looksLikeText reports whether the first bytes of a file may be text in an encoding that is known here.
func looksLikeText(head []byte) bool {
	if decoded, wide := decodeHead(head); wide {
		return !bytes.ContainsAny(decoded, "\x00\x01\x02\x03\x04\x05\x06\x07\x08")
	}
	control, zeros := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			zeros++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A:
			control++
		}
	}
	return control <= len(head)/200 && zeros <= len(head)/40
}

// decodeHead is decodeText for the first bytes of a file, which may end within a character, if its characters are of
// two or four bytes.
func decodeHead(head []byte) (text []byte, wide bool) {
	if order, ok := utf32Order(head); ok {
		t, _ := utf32.UTF32(order, utf32.UseBOM).NewDecoder().Bytes(head[:len(head)&^3])
		return t, true
	}
	if order, ok := utf16Order(head); ok {
		t, _ := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(head)
		return t, true
	}
	return head, false
}

const maxStray = 1000 // quotes without an end, after which quotes are taken as text

// csvParser splits text into fields. It is lenient: a quote that nothing closes within the length of a cell is
// text, and so is a quote inside a field.
type csvParser struct {
	rest      []byte
	delimiter byte
	unquoted  []byte // buffer for fields with doubled quotes
	stray     int

	// Quotes around a field without a line break or a tab are text, as in what spreadsheets copy.
	bareQuotes bool
}

func newCSVParser(text []byte) *csvParser {
	text = bytes.TrimRight(text, "\x1A\x00") // the end mark of DOS
	if line, rest, ok := bytes.Cut(text, []byte("\n")); ok {
		line = bytes.TrimRight(line, "\r")
		if len(line) == 5 && strings.EqualFold(string(line[:4]), "sep=") { // a hint for Excel
			return &csvParser{rest: rest, delimiter: line[4]}
		}
	}
	return &csvParser{rest: text, delimiter: sniffDelimiter(text)}
}

// sniffDelimiter returns the character that splits the first rows most evenly.
func sniffDelimiter(text []byte) byte {
	best, bestScore := byte(','), 0
	for _, d := range []byte{',', '\t', ';', '|'} {
		if score := delimiterScore(text[:min(len(text), 1<<16)], d); score > bestScore {
			best, bestScore = d, score
		}
	}
	return best
}

// delimiterScore adds up, over the first rows, how many rows have the most frequent number of fields.
func delimiterScore(text []byte, delimiter byte) int {
	p := &csvParser{rest: text, delimiter: delimiter}
	rowsOf := map[int]int{}
	for row := 0; row < 100 && p.more(); row++ {
		n := 1
		for _, last := p.field(); !last; _, last = p.field() {
			n++
		}
		rowsOf[n]++
	}
	score := 0
	for fields, rows := range rowsOf {
		if fields > 1 {
			score = max(score, rows*rows*16+fields)
		}
	}
	return score
}

func (p *csvParser) more() bool { return len(p.rest) > 0 }

// field returns the next field, valid until the next call, and whether it is the last of its row.
func (p *csvParser) field() (field []byte, last bool) {
	if len(p.rest) > 0 && p.rest[0] == '"' && p.stray < maxStray {
		if field, n, ok := p.quoted(); ok && !(p.bareQuotes && !bytes.ContainsAny(field, "\n\t")) {
			p.rest = p.rest[n:]
			return field, p.endField()
		}
		p.stray++
	}
	n := 0
	for n < len(p.rest) && !p.ends(n) {
		n++
	}
	field, p.rest = p.rest[:n], p.rest[n:]
	return field, p.endField()
}

// quoted reads a field in quotes and returns its length with them; ok is false if nothing closes it.
func (p *csvParser) quoted() (field []byte, n int, ok bool) {
	b := p.rest[:min(len(p.rest), maxTextBytes)]
	p.unquoted = p.unquoted[:0]
	for i := 1; ; {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			return nil, 0, false
		}
		p.unquoted = append(p.unquoted, b[i:i+j]...)
		i += j + 1
		switch {
		case p.ends(i):
			return bytes.ReplaceAll(p.unquoted, []byte("\r\n"), []byte("\n")), i, true
		case i == len(b):
			return nil, 0, false
		case b[i] == '"':
			i++
		}
		p.unquoted = append(p.unquoted, '"')
	}
}

// ends reports whether a field may end before the byte i of the rest.
func (p *csvParser) ends(i int) bool {
	return i == len(p.rest) || p.rest[i] == p.delimiter || p.rest[i] == '\n' || p.rest[i] == '\r'
}

// endField passes over what follows a field: a delimiter or the end of the row.
func (p *csvParser) endField() (last bool) {
	switch {
	case len(p.rest) == 0:
		return true
	case p.rest[0] == p.delimiter:
		p.rest = p.rest[1:]
		return false
	}
	if bytes.HasPrefix(p.rest, []byte("\r\n")) {
		p.rest = p.rest[2:]
	} else {
		p.rest = p.rest[1:]
	}
	return true
}
