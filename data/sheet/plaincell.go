package sheet

// plainCell reads a cell of the form in which programs write nearly all of them, such as
//
//	<c r="B2" s="1" t="s"><v>12</v></c>    or    <c r="B2" s="1"/>
//
// if one is next: at once, in half the time that its tags take one by one. For anything else it is false, and nothing
// has happened; what it reads, reading tag by tag reads alike.
func (p *sheetReader) plainCell() (bool, error) {
	if !p.inData {
		return false, nil
	}
	c := cursor{b: p.s.buf[p.s.pos:p.s.end]}
	if !c.take(`<c r="`) {
		return false, nil
	}
	row, col, ok := parseCellName(c.run(isNamePart))
	if !ok || row != p.row || !c.take(`"`) {
		return false, nil
	}
	style, kind := 0, byte('n')
	for c.take(` `) {
		switch {
		case c.take(`s="`):
			style, ok = parseIndex(c.run(isNumberPart))
			ok = ok && c.take(`"`)
		case c.take(`t="s"`):
			kind = 's'
		case c.take(`t="n"`):
			kind = 'n'
		default:
			ok = false
		}
		if !ok {
			return false, nil
		}
	}
	var text []byte
	if !c.take(`/>`) {
		if !c.take(`><v>`) {
			return false, nil
		}
		text = c.run(isNumberPart)
		if !c.take(`</v></c>`) {
			return false, nil
		}
	}
	p.nextCell()
	p.col, p.style, p.kind = col, style, kind
	p.text = append(p.text, text...)
	p.s.pos += c.at
	return true, p.endCell()
}

// cursor walks over bytes.
type cursor struct {
	b  []byte
	at int
}

// take passes over text if it is next.
func (c *cursor) take(text string) bool {
	if len(c.b)-c.at < len(text) || string(c.b[c.at:c.at+len(text)]) != text {
		return false
	}
	c.at += len(text)
	return true
}

// run passes over all next bytes that are of a sort, and returns them.
func (c *cursor) run(is func(byte) bool) []byte {
	start := c.at
	for c.at < len(c.b) && is(c.b[c.at]) {
		c.at++
	}
	return c.b[start:c.at]
}

func isNamePart(b byte) bool { return b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' }

func isNumberPart(b byte) bool {
	return b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b == 'E' || b == 'e'
}
