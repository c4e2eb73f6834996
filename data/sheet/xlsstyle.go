package sheet

// xlsStyle is what matters of a style of an old workbook.
type xlsStyle struct {
	format int    // number of its number format
	font   int    // number of its font
	filled uint32 // metaFilled or 0
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
		st.filled = metaFilled
	}
	return st
}

// The colours that are no ground, in the palette that nearly all workbooks have.
const (
	xlsWhite = 9
	xlsPaper = 65 // the window's ground
)

// fontLook reads whether a font is bold, its weight 700 and not 400, and whether it strikes through.
func fontLook(data []byte) (look uint32) {
	if u16(data[6:]) >= 600 {
		look |= metaBold
	}
	if data[2]&0x08 != 0 {
		look |= metaStruck
	}
	return look
}

// look returns metaBold and metaFilled as the style xf has them.
func (k *xlsBook) look(xf int) uint32 {
	if xf >= len(k.xfs) || k.version < 5 {
		return 0
	}
	st := k.xfs[xf]
	font := st.font
	if font > 4 { // there is no font of number 4
		font--
	}
	if font >= len(k.fonts) {
		return st.filled
	}
	return st.filled | k.fonts[font]
}
