package picture

import (
	"encoding/binary"
	"errors"
	"slices"
)

// The orientation of a picture as cameras note it (Exif 2.3, tag 0x0112): 1 is upright; 2 to 8 are turned, mirrored or both.
const (
	upright         = 1
	mostOrientation = 8

	tagSubfile     = 0x00FE
	tagOrientation = 0x0112
)

// orientation returns how a picture has to be turned. Notes that can't be read are none.
func orientation(f format, data []byte) int {
	switch f {
	case jpg:
		for s := range segments(data) {
			if body, ok := cut(s.body, "Exif\x00\x00"); s.marker == app1 && ok {
				return directoryOf(body).orientation()
			}
		}
	case tif:
		return directoryOf(data).orientation()
	}
	return upright
}

func cut(data []byte, prefix string) ([]byte, bool) {
	if len(data) < len(prefix) || string(data[:len(prefix)]) != prefix {
		return nil, false
	}
	return data[len(prefix):], true
}

// directory is an image file directory of a TIFF file, which notes in a JPEG are too.
type directory struct {
	data  []byte
	order binary.ByteOrder
	at    uint32
}

// directoryOf returns the first directory of a TIFF file; one of no entries if it is none.
func directoryOf(data []byte) directory {
	if len(data) < 8 {
		return directory{}
	}
	d := directory{data: data}
	switch string(data[:4]) {
	case "II*\x00":
		d.order = binary.LittleEndian
	case "MM\x00*":
		d.order = binary.BigEndian
	default:
		return directory{}
	}
	d.at = d.order.Uint32(data[4:])
	return d
}

// entries returns the bytes of the entries, 12 each, and of the place of the next directory behind them.
func (d directory) entries() (entries, next []byte) {
	if d.order == nil || uint64(d.at)+2 > uint64(len(d.data)) {
		return nil, nil
	}
	rest := d.data[d.at:]
	n := int(d.order.Uint16(rest))
	rest = rest[2:]
	if len(rest) < 12*n {
		n = len(rest) / 12
	}
	return rest[:12*n], rest[12*n:]
}

// short returns the small number under a tag; ok is false if there is none.
func (d directory) short(tag uint16) (n int, ok bool) {
	const typeShort, typeLong = 3, 4
	entries, _ := d.entries()
	for e := range slices.Chunk(entries, 12) {
		if d.order.Uint16(e) != tag {
			continue
		}
		switch d.order.Uint16(e[2:]) {
		case typeShort:
			return int(d.order.Uint16(e[8:])), true
		case typeLong:
			return int(d.order.Uint32(e[8:]) & 0xFFFF), true
		}
	}
	return 0, false
}

func (d directory) orientation() int {
	if o, ok := d.short(tagOrientation); ok && o >= upright && o <= mostOrientation {
		return o
	}
	return upright
}

// next returns the directory behind d; ok is false if it is the last one.
func (d directory) next() (directory, bool) {
	_, place := d.entries()
	if len(place) < 4 {
		return d, false
	}
	at := d.order.Uint32(place)
	if at == 0 {
		return d, false
	}
	d.at = at
	return d, true
}

// tiffPages returns the places of the directories that are pages, not small copies of one. A file whose directories go in
// a circle ends where it comes back.
func tiffPages(data []byte) []uint32 {
	var pages, seen []uint32
	for d, ok := directoryOf(data), true; ok && len(pages) <= mostPages && len(seen) < 4*mostPages; d, ok = d.next() {
		if d.order == nil || slices.Contains(seen, d.at) {
			break
		}
		seen = append(seen, d.at)
		if kind, ok := d.short(tagSubfile); !ok || kind&1 == 0 {
			pages = append(pages, d.at)
		}
	}
	return pages
}

// tiffFrom returns a TIFF file whose first page is another one.
func tiffFrom(data []byte, first uint32) []byte {
	d := directoryOf(data)
	if d.order == nil || d.at == first {
		return data
	}
	data = slices.Clone(data)
	d.order.PutUint32(data[4:], first)
	return data
}

// Markers of a JPEG file (ITU-T T.81, table B.1).
const (
	markRestart0    = 0xD0
	markRestart7    = 0xD7
	markEnd         = 0xD9
	markScan        = 0xDA
	markProgressive = 0xC2
	app0            = 0xE0
	app1            = 0xE1
	app14           = 0xEE
	app15           = 0xEF
	markComment     = 0xFE
)

// segment is one part of a JPEG file between two markers.
type segment struct {
	marker byte
	whole  []byte // with its marker, and of a scan all coded data behind it
	body   []byte
}

// segments goes through the parts of a JPEG file behind its first marker, up to and with its end. It stops where the file
// can't be understood.
func segments(data []byte) func(yield func(segment) bool) {
	return func(yield func(segment) bool) {
		rest := data[min(2, len(data)):]
		for {
			for len(rest) > 2 && rest[0] == 0xFF && rest[1] == 0xFF {
				rest = rest[1:] // bytes that fill
			}
			if len(rest) < 2 || rest[0] != 0xFF {
				return
			}
			s := segment{marker: rest[1], whole: rest[:2]}
			if s.marker == markEnd {
				yield(s)
				return
			}
			if len(rest) < 4 {
				return
			}
			n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
			if n < 4 || n > len(rest) {
				return
			}
			s.body = rest[4:n]
			if s.marker == markScan {
				n += coded(rest[n:])
			}
			s.whole, rest = rest[:n], rest[n:]
			if !yield(s) {
				return
			}
		}
	}
}

// coded returns the length of the coded data of a scan, up to the next marker.
func coded(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if data[i] != 0xFF {
			continue
		}
		if m := data[i+1]; m != 0 && m != 0xFF && (m < markRestart0 || m > markRestart7) {
			return i
		}
	}
	return len(data)
}

// coefficients returns how many coefficients a progressive JPEG has for each pixel: one for each colour, fewer for colours
// that are kept coarser. 0 for other files, which are decoded block by block.
func coefficients(data []byte) float64 {
	const head, each = 6, 3 // bytes before the colours of a frame, and of each
	for s := range segments(data) {
		switch s.marker {
		case markProgressive:
			if len(s.body) < head {
				return 0
			}
			finest, sum := 1, 0
			for c := range slices.Chunk(s.body[head:], each) {
				if len(c) == each {
					here := int(c[1]>>4) * int(c[1]&15)
					finest, sum = max(finest, here), sum+here
				}
			}
			return float64(sum) / float64(finest)
		case markScan:
			return 0
		}
	}
	return 0
}

// withoutNotes returns a JPEG file without what describes it: where and by whom it was taken, previews of it, films and
// other files behind its end. What says how its colours are meant (JFIF, Adobe) stays. Files that aren't plain are not
// touched.
func withoutNotes(data []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(data)), data[:2]...)
	for s := range segments(data) {
		switch {
		case s.marker == app0 || s.marker == app14:
			out = append(out, s.whole...)
		case s.marker >= app0 && s.marker <= app15, s.marker == markComment:
		case s.marker == markEnd:
			return append(out, s.whole...), nil
		default:
			out = append(out, s.whole...)
		}
	}
	return nil, errors.New("a JPEG file without an end")
}
