package paper

import (
	"encoding/binary"
	"errors"
	"slices"
)

var errBadFont = errors.New("the TrueType font is damaged")

// table is one table of a TrueType font.
type table struct {
	tag  string
	data []byte
}

// fontTables returns the tables of a TrueType font by their tags.
func fontTables(raw []byte) (map[string][]byte, error) {
	if len(raw) < 12 {
		return nil, errBadFont
	}
	count := int(binary.BigEndian.Uint16(raw[4:]))
	if len(raw) < 12+16*count {
		return nil, errBadFont
	}
	tables := make(map[string][]byte, count)
	for i := range count {
		record := raw[12+16*i:]
		offset, length := int(binary.BigEndian.Uint32(record[8:])), int(binary.BigEndian.Uint32(record[12:]))
		if offset > len(raw) || length > len(raw)-offset {
			return nil, errBadFont
		}
		tables[string(record[:4])] = raw[offset : offset+length]
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0} {
		if data, ok := tables[tag]; !ok || len(data) < least {
			return nil, errBadFont
		}
	}
	return tables, nil
}

// fontFile reads the outlines and advances of a TrueType font.
type fontFile struct {
	tables  map[string][]byte
	upem    int
	glyphs  int
	metrics int // number of advances; later glyphs have the last one
	long    bool
}

func openFont(raw []byte) (*fontFile, error) {
	tables, err := fontTables(raw)
	if err != nil {
		return nil, err
	}
	f := &fontFile{
		tables:  tables,
		upem:    int(binary.BigEndian.Uint16(tables["head"][18:])),
		glyphs:  int(binary.BigEndian.Uint16(tables["maxp"][4:])),
		metrics: int(binary.BigEndian.Uint16(tables["hhea"][34:])),
		long:    tables["head"][51] == 1,
	}
	entry := 2
	if f.long {
		entry = 4
	}
	if f.upem == 0 || f.metrics == 0 || len(tables["hmtx"]) < 4*f.metrics || len(tables["loca"]) < entry*(f.glyphs+1) {
		return nil, errBadFont
	}
	return f, nil
}

// outline returns the description of a glyph; it is empty for a blank.
func (f *fontFile) outline(g int) ([]byte, error) {
	if g >= f.glyphs {
		return nil, errBadFont
	}
	var from, to int
	loca := f.tables["loca"]
	if f.long {
		from, to = int(binary.BigEndian.Uint32(loca[4*g:])), int(binary.BigEndian.Uint32(loca[4*g+4:]))
	} else {
		from, to = 2*int(binary.BigEndian.Uint16(loca[2*g:])), 2*int(binary.BigEndian.Uint16(loca[2*g+2:]))
	}
	if from > to || to > len(f.tables["glyf"]) {
		return nil, errBadFont
	}
	return f.tables["glyf"][from:to], nil
}

// advance returns the width of a glyph in units of the font.
func (f *fontFile) advance(g int) int {
	return int(binary.BigEndian.Uint16(f.tables["hmtx"][4*min(g, f.metrics-1):]))
}

// bearing returns the left side bearing of a glyph as it is stored.
func (f *fontFile) bearing(g int) []byte {
	hmtx := f.tables["hmtx"]
	if g < f.metrics {
		return hmtx[4*g+2 : 4*g+4]
	}
	if at := 4*f.metrics + 2*(g-f.metrics); at+2 <= len(hmtx) {
		return hmtx[at : at+2]
	}
	return []byte{0, 0}
}

// parts returns the glyphs that an outline is put together from.
func parts(outline []byte) ([]int, error) {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return nil, nil
	}
	const words, scale, more, twoScales, matrix = 1, 8, 0x20, 0x40, 0x80
	var out []int
	for at := 10; ; {
		if at+4 > len(outline) {
			return nil, errBadFont
		}
		flags := binary.BigEndian.Uint16(outline[at:])
		out = append(out, int(binary.BigEndian.Uint16(outline[at+2:])))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return out, nil
		}
	}
}

// subset returns a font with the outlines of the wanted glyphs, of those that they are put together from, and of the
// sign for missing characters, all under their old numbers.
func (f *fontFile) subset(wanted []int) ([]byte, error) {
	outlines := map[int][]byte{}
	for queue := append([]int{0}, wanted...); len(queue) > 0; queue = queue[1:] {
		g := queue[0]
		if _, ok := outlines[g]; ok {
			continue
		}
		outline, err := f.outline(g)
		if err != nil {
			return nil, err
		}
		more, err := parts(outline)
		if err != nil {
			return nil, err
		}
		outlines[g] = outline
		queue = append(queue, more...)
	}
	last := 0
	for g := range outlines {
		last = max(last, g)
	}
	var glyf, loca, hmtx []byte
	for g := range last + 1 {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		outline, ok := outlines[g]
		if !ok {
			hmtx = append(hmtx, 0, 0, 0, 0)
			continue
		}
		glyf = append(glyf, outline...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.advance(g)))
		hmtx = append(hmtx, f.bearing(g)...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	clear(head[8:12])                                     // checksum of the whole, which PDF readers don't look at
	binary.BigEndian.PutUint16(head[50:], 1)              // long offsets
	binary.BigEndian.PutUint16(hhea[34:], uint16(last+1)) // advances
	binary.BigEndian.PutUint16(maxp[4:], uint16(last+1))  // glyphs
	tables := []table{{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}}
	for _, tag := range []string{"cvt ", "fpgm", "prep"} {
		if data, ok := f.tables[tag]; ok {
			tables = append(tables, table{tag, data})
		}
	}
	return joinFont(tables), nil
}

// joinFont writes a TrueType font.
func joinFont(tables []table) []byte {
	slices.SortFunc(tables, func(a, b table) int { return slices.Compare([]byte(a.tag), []byte(b.tag)) })
	power := 1
	for power*2 <= len(tables) {
		power *= 2
	}
	exponent := 0
	for 1<<exponent < power {
		exponent++
	}
	out := []byte{0, 1, 0, 0}
	for _, n := range []int{len(tables), 16 * power, exponent, 16 * (len(tables) - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	offset := len(out) + 16*len(tables)
	var body []byte
	for _, t := range tables {
		padded := slices.Clone(t.data)
		for len(padded)%4 != 0 {
			padded = append(padded, 0)
		}
		var checksum uint32
		for i := 0; i < len(padded); i += 4 {
			checksum += binary.BigEndian.Uint32(padded[i:])
		}
		out = append(out, t.tag...)
		for _, n := range []uint32{checksum, uint32(offset + len(body)), uint32(len(t.data))} {
			out = binary.BigEndian.AppendUint32(out, n)
		}
		body = append(body, padded...)
	}
	return append(out, body...)
}
