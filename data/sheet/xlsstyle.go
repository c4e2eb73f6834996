package sheet

// xlsStyle is what matters of a style of an old workbook.
type xlsStyle struct {
	format int    // number of its number format
	font   int    // number of its font
	filled uint32 // metaFilled or 0
	ground int    // number of the colour of its ground, if it is filled
	tint   uint32 // flags of its tint
}

// xlsFontLook is what matters of a font: metaBold and metaStruck, and the number of its colour.
type xlsFontLook struct {
	look uint32
	ink  int
}

// xf5 reads a style of version 5 or later, at least its first four bytes.
func (k *xlsBook) xf5(data []byte) xlsStyle {
	st := xlsStyle{font: u16(data), format: u16(data[2:])}
	pattern, colour := 0, 0
	switch {
	case k.version == 8 && len(data) >= 20:
		pattern, colour = int(data[17]>>2), u16(data[18:])&0x7F
	case k.version < 8 && len(data) >= 12:
		pattern, colour = int(data[10]&0x3F), u16(data[8:])&0x7F
	}
	if pattern == 1 && colour != xlsWhite && colour != xlsPaper && colour != 1 {
		st.filled, st.ground = metaFilled, colour
	}
	return st
}

// The colours that are no ground, in the palette that nearly all workbooks have.
const (
	xlsWhite = 9
	xlsPaper = 65 // the window's ground
)

// fontLook reads whether a font is bold, its weight 700 and not 400, whether it strikes through, and its colour.
func fontLook(data []byte) (f xlsFontLook) {
	if u16(data[6:]) >= 600 {
		f.look |= metaBold
	}
	if data[2]&0x08 != 0 {
		f.look |= metaStruck
	}
	f.ink = u16(data[4:])
	return f
}

// look returns metaBold and metaFilled as the style xf has them, and its tint.
func (k *xlsBook) look(xf int) uint32 {
	if xf >= len(k.xfs) || k.version < 5 {
		return 0
	}
	st := k.xfs[xf]
	if f := k.font5(st.font); f != nil {
		return st.filled | st.tint | f.look
	}
	return st.filled | st.tint
}

// font5 returns the font of a number, nil if there is none.
func (k *xlsBook) font5(font int) *xlsFontLook {
	if font > 4 { // there is no font of number 4
		font--
	}
	if font >= len(k.fonts) {
		return nil
	}
	return &k.fonts[font]
}

// tintStyles gives the styles their tints when the palette is known.
func (k *xlsBook) tintStyles() {
	for i := range k.xfs {
		st := &k.xfs[i]
		var t tint
		if st.filled != 0 {
			t.ground = k.colour(st.ground).asGround()
		}
		if f := k.font5(st.font); f != nil {
			t.ink = k.colour(f.ink).asInk()
		}
		st.tint = k.tints.flag(t)
	}
}

// colour returns a colour of the workbook, 0 for those of the window.
func (k *xlsBook) colour(i int) Colour {
	if own := i - firstOwnColor; own >= 0 && own < len(k.palette) {
		return k.palette[own]
	}
	return indexedColour(i)
}

// paletteOf reads the colours that a workbook has chosen for itself.
func paletteOf(b []byte) []Colour {
	var out []Colour
	if len(b) < 2 {
		return nil
	}
	for n, c := u16(b), b[2:]; n > 0 && len(c) >= 4; n, c = n-1, c[4:] {
		out = append(out, ownColour|Colour(c[0])<<16|Colour(c[1])<<8|Colour(c[2]))
	}
	return out
}
