package sheet

import (
	"math"
	"unicode/utf16"
	"unicode/utf8"
)

// The records of BIFF, the format of Excel until 2003, that matter for content. [MS-XLS] describes version 8; the
// numbers of versions 2 to 5 are those of OpenOffice's documentation of the format.
const (
	recDimension2  = 0x0000
	recBlank2      = 0x0001
	recInteger2    = 0x0002
	recNumber2     = 0x0003
	recLabel2      = 0x0004
	recBoolErr2    = 0x0005
	recFormula     = 0x0006 // of versions 2 and from 5
	recString2     = 0x0007
	recRow2        = 0x0008
	recEOF         = 0x000A
	recFormat2     = 0x001E // of versions 2 and 3
	recDate1904    = 0x0022
	recColWidth2   = 0x0024
	recFilePass    = 0x002F
	recFont        = 0x0031 // since version 5
	recContinue    = 0x003C
	recCodePage    = 0x0042
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recSheetHeader = 0x008F // of version 4
	recMulRK       = 0x00BD
	recRString     = 0x00D6
	recXF5         = 0x00E0
	recInterface   = 0x00E1
	recMergeCells  = 0x00E5
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recFormula3    = 0x0206
	recString      = 0x0207
	recRow         = 0x0208
	recXF3         = 0x0243
	recRK          = 0x027E
	recFormula4    = 0x0406
	recFormat      = 0x041E
	recXF4         = 0x0443
	recBOF         = 0x0809
)

// What a substream holds, as its first record says.
const (
	subGlobals   = 0x0005
	subSheet     = 0x0010
	subWorkspace = 0x0100 // of version 4
)

// records walks over the records of a stream.
type records struct {
	b   []byte
	pos int
}

// next returns the next record; ok is false at the end. A record that the stream cuts short is the last.
func (r *records) next() (id int, data []byte, ok bool) {
	if r.pos+4 > len(r.b) {
		return 0, nil, false
	}
	id, n := u16(r.b[r.pos:]), u16(r.b[r.pos+2:])
	start := r.pos + 4
	end := min(start+n, len(r.b))
	r.pos = start + n
	return id, r.b[start:end], true
}

// continued returns the next record if it continues the last one.
func (r *records) continued() (data []byte, ok bool) {
	if r.pos+4 > len(r.b) || u16(r.b[r.pos:]) != recContinue {
		return nil, false
	}
	_, data, ok = r.next()
	return data, ok
}

// bofVersion returns the version of BIFF and the kind of substream that a first record announces; version is 0 if
// it is no first record.
func bofVersion(id int, data []byte) (version, kind int) {
	if len(data) < 4 {
		return 0, 0
	}
	kind = u16(data[2:])
	switch id {
	case 0x0009:
		return 2, kind
	case 0x0209:
		return 3, kind
	case 0x0409:
		return 4, kind
	case recBOF:
		switch data[1] {
		case 0, 2, 3, 4, 5: // Excel writes 5 alone; others are met in files that it opens all the same
			return 5, kind
		}
		return 8, kind
	}
	return 0, 0
}

// rkNumber decodes the short form of a number: 30 bits of an integer or of a double, perhaps a hundredth of it.
func rkNumber(v uint32) float64 {
	var f float64
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

func float64At(b []byte) float64 {
	return math.Float64frombits(uint64(u32(b)) | uint64(u32(b[4:]))<<32)
}

var biffErrors = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}

// appendWide appends UTF-16 as UTF-8. Half a pair at the end becomes U+FFFD.
func appendWide(dst, b []byte) []byte {
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(b[i]) | rune(b[i+1])<<8
		if utf16.IsSurrogate(r) && i+3 < len(b) {
			if pair := utf16.DecodeRune(r, rune(b[i+2])|rune(b[i+3])<<8); pair != utf8.RuneError {
				r = pair
				i += 2
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// appendNarrow appends UTF-16 whose upper bytes, all zero, have been left out.
func appendNarrow(dst, b []byte) []byte {
	for _, c := range b {
		if c < utf8.RuneSelf {
			dst = append(dst, c)
		} else {
			dst = utf8.AppendRune(dst, rune(c))
		}
	}
	return dst
}

// Flags of a text of version 8.
const (
	textWide     = 1
	textPhonetic = 4
	textRich     = 8
)

// appendText8 appends a text of version 8: n characters that follow a byte of flags.
func appendText8(dst, b []byte, n int) []byte {
	if len(b) == 0 {
		return dst
	}
	flags := b[0]
	skip := 1
	if flags&textRich != 0 {
		skip += 2
	}
	if flags&textPhonetic != 0 {
		skip += 4
	}
	b = b[min(skip, len(b)):]
	if flags&textWide != 0 {
		return appendWide(dst, b[:min(2*n, len(b))])
	}
	return appendNarrow(dst, b[:min(n, len(b))])
}

// segments reads on over a record and those that continue it.
type segments struct {
	records *records
	b       []byte // what is left of the current record
	wide    []byte // buffer
}

// more goes to the next record if the current one is used up; it is false at the end.
func (s *segments) more() bool {
	for len(s.b) == 0 {
		data, ok := s.records.continued()
		if !ok {
			return false
		}
		s.b = data
	}
	return true
}

// number reads a number of n bytes.
func (s *segments) number(n int) (v int, ok bool) {
	for i := range n {
		if !s.more() {
			return 0, false
		}
		v |= int(s.b[0]) << (8 * i)
		s.b = s.b[1:]
	}
	return v, true
}

// skip passes over n bytes.
func (s *segments) skip(n int) {
	for n > 0 && s.more() {
		part := min(n, len(s.b))
		s.b = s.b[part:]
		n -= part
	}
}

// text appends n characters. Each record that continues a text starts with its flags anew.
func (s *segments) text(dst []byte, n int, flags byte) []byte {
	width := 1 + int(flags&textWide)
	if len(s.b) >= n*width { // nearly always
		part := s.b[:n*width]
		s.b = s.b[n*width:]
		if width == 2 {
			return appendWide(dst, part)
		}
		return appendNarrow(dst, part)
	}
	s.wide = s.wide[:0] // first put together, for a pair of units may be torn apart
	for n > 0 {
		if len(s.b) < width {
			s.b = nil
			if !s.more() {
				break
			}
			width = 1 + int(s.b[0]&textWide)
			s.b = s.b[1:]
			continue
		}
		part := min(n, len(s.b)/width)
		for i := range part {
			unit := [2]byte{s.b[i*width], 0}
			if width == 2 {
				unit[1] = s.b[i*width+1]
			}
			s.wide = append(s.wide, unit[0], unit[1])
		}
		s.b, n = s.b[part*width:], n-part
	}
	return appendWide(dst, s.wide)
}

// richText reads a text of the table of shared strings with all that belongs to it.
func (s *segments) richText(dst []byte) (text []byte, ok bool) {
	n, ok := s.number(2)
	if !ok {
		return dst, false
	}
	flags, ok := s.number(1)
	if !ok {
		return dst, false
	}
	runs, phonetic := 0, 0
	if flags&textRich != 0 {
		runs, _ = s.number(2)
	}
	if flags&textPhonetic != 0 {
		phonetic, _ = s.number(4)
	}
	dst = s.text(dst, n, byte(flags))
	s.skip(4*runs + phonetic)
	return dst, true
}
