package sheet

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// stringTable is the part with the shared strings, as far as it has been read.
type stringTable struct {
	part  string
	file  io.Closer
	s     *scanner
	text  []byte
	inT   bool // in the element t
	inRPh bool // in rPh, a reading that is no part of the text
}

// openStrings opens the table of shared strings and reads it whole, unless only the head of a sheet is wanted: that
// mostly needs the first few of them.
func (x *xlsxBook) openStrings(part string) error {
	r, ok, err := x.zip.open(part)
	if err != nil || !ok {
		return err
	}
	x.closeStrings()
	x.strings, x.table = x.strings[:0], &stringTable{part: part, file: r, s: newScanner(r)}
	if x.zip.src.opt.head {
		return nil
	}
	return x.readStrings(math.MaxInt)
}

// closeStrings ends the reading of shared strings.
func (x *xlsxBook) closeStrings() {
	if x.table != nil {
		_ = x.table.file.Close() // was only read
		x.table = nil
	}
}

// readStrings reads on until there are n shared strings, or all.
func (x *xlsxBook) readStrings(n int) error {
	t := x.table
	for t != nil && len(x.strings) < n {
		if !t.s.next() {
			err := t.s.err
			x.closeStrings()
			return x.spare(wrapPart(t.part, err))
		}
		if t.tag() {
			if x.shared.full() || len(x.strings) >= x.zip.src.opt.MaxCells {
				return wrapPart(t.part, errTooBig)
			}
			x.strings = append(x.strings, x.shared.add(x.cutShared(t.text)))
		}
	}
	return nil
}

func wrapPart(part string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("read %s: %w", part, err)
}

// tag handles a tag and the text before it; whole reports that a string has ended.
func (t *stringTable) tag() (whole bool) {
	s := t.s
	if t.inT && len(t.text) <= maxToken {
		t.text = s.appendContent(t.text)
	}
	if s.tag == nil {
		return false
	}
	switch string(s.name) {
	case "t":
		t.inT = s.opens() && !t.inRPh
	case "rPh":
		t.inRPh = s.opens()
	case "si":
		if !s.closing {
			t.text = t.text[:0]
		}
		return !s.opens()
	}
	return false
}

// cutShared decodes the escapes of a shared string and shortens it to what a cell may hold.
func (x *xlsxBook) cutShared(text []byte) []byte {
	text = unescapeX(text)
	short := cutText(text)
	if len(short) < len(text) {
		x.quota.warn("「%s」中有一格文字超过 %d 个字,只读了前面的部分", x.zip.src.name, maxTextChars)
	}
	return short
}

// unescapeX decodes the escapes _xHHHH_ by which OOXML writes characters that XML forbids. Ends of lines become \n.
func unescapeX(b []byte) []byte {
	if !bytes.Contains(b, []byte("_x")) {
		return oneLineEnd(b)
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		unit, ok := escapeX(b[i:])
		if !ok {
			out = append(out, b[i])
			i++
			continue
		}
		i += 7
		if utf16.IsSurrogate(unit) {
			low, ok := escapeX(b[min(i, len(b)):])
			if r := utf16.DecodeRune(unit, low); ok && r != utf8.RuneError {
				unit = r
				i += 7
			}
		}
		out = utf8.AppendRune(out, unit)
	}
	return oneLineEnd(out)
}

func oneLineEnd(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
}

// escapeX reads an escape _xHHHH_ at the start of b.
func escapeX(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}
