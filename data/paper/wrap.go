package paper

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/data/value"
)

// Wrap breaks text into lines no wider than width. It breaks at line breaks of the text, keeps Latin words and
// numbers whole where a line can hold them, lets no closing mark begin a line and no opening mark end one where
// that is possible, and lets spaces hang over the end. A line holds at least one character, however narrow.
// The lines joined are the text without its line breaks; there is always at least one line.
func (d *Document) Wrap(style Style, text string, width float64) []string {
	var lines []string
	for {
		paragraph, rest, more := cutLine(text)
		lines = d.wrapParagraph(lines, style, paragraph, width)
		if !more {
			return lines
		}
		text = rest
	}
}

// cutLine splits text at its first line break: CR LF, CR or LF.
func cutLine(text string) (line, rest string, more bool) {
	i := strings.IndexAny(text, "\r\n")
	if i < 0 {
		return text, "", false
	}
	if strings.HasPrefix(text[i:], "\r\n") {
		return text[:i], text[i+2:], true
	}
	return text[:i], text[i+1:], true
}

// slack takes up rounding, so that a text measured to fit still does.
const slack = 1e-6

func (d *Document) wrapParagraph(lines []string, style Style, text string, width float64) []string {
	room := width/style.em() + slack
	start, end := 0, 0 // of the line
	var used float64   // by text[start:end]
	for end < len(text) {
		n := value.PieceLength(text[end:])
		unit := text[end : end+n]
		full, solid := d.unitWidth(style.Face, unit)
		switch {
		case used+solid <= room:
			used += full
			end += n
		case start < end:
			lines = append(lines, text[start:end])
			start, used = end, 0
		default: // wider than a whole line: it must be broken inside
			end += d.head(style.Face, unit, room)
			lines = append(lines, text[start:end])
			start = end
		}
	}
	if start < end || text == "" {
		lines = append(lines, text[start:end])
	}
	return lines
}

// head returns the length of what of unit fits in room, at least one character.
func (d *Document) head(face Face, unit string, room float64) int {
	var used float64
	for i, r := range unit {
		used += d.advance(face, r)
		if used > room && i > 0 {
			return i
		}
	}
	return len(unit)
}

// unitWidth returns the width of unit in em, with and without the spaces at its end.
func (d *Document) unitWidth(face Face, unit string) (full, solid float64) {
	for _, r := range unit {
		full += d.advance(face, r)
		if !unicode.IsSpace(r) {
			solid = full
		}
	}
	return full, solid
}

// lineHeight is the distance of lines in sizes of the text.
const lineHeight = 1.2

// block is a text broken into lines at the size that fits its box.
type block struct {
	style Style
	lines []string
}

// height returns the height of the block.
func (b block) height() float64 { return float64(len(b.lines)) * lineHeight * b.style.em() }

// easier is by how much a text is set smaller, at most, that makes its box grow anyway: it need not be tiny too.
const easier = 1

// fit breaks text into lines at the largest size, from style's down to floor by half points, at which they stand in
// a box of width × height. If none does, the block is higher than the box and its text hardly smaller than style's.
func (d *Document) fit(style Style, floor float64, text string, width, height float64) block {
	if text == "" {
		return block{style: style}
	}
	if !strings.ContainsAny(text, "\r\n") {
		// Most texts fit as they are, or could fit on one line: that needs one measurement, not one for each size.
		natural := d.Width(style, text)
		if natural <= width+slack && style.em()*lineHeight <= height+slack {
			return block{style: style, lines: []string{text}}
		}
	}
	for size := style.Size; ; size = math.Max(floor, size-0.5) {
		b := d.wrapped(style.at(size), text, width)
		if b.height() <= height+slack {
			return b
		}
		if size <= floor {
			return d.wrapped(style.at(math.Max(floor, style.Size-easier)), text, width)
		}
	}
}

func (d *Document) wrapped(style Style, text string, width float64) block {
	return block{style: style, lines: d.Wrap(style, text, width)}
}

// balance breaks text into as many lines as width asks for, but of about equal length, as headings should be.
func (d *Document) balance(style Style, text string, width float64) []string {
	lines := d.Wrap(style, text, width)
	if len(lines) < 2 {
		return lines
	}
	for step := style.em() / 2; width > step; width -= step {
		narrower := d.Wrap(style, text, width-step)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// upright gives the forms that brackets and dashes take between characters that stand one under the other.
var upright = strings.NewReplacer("（", "︵", "(", "︵", "）", "︶", ")", "︶", "《", "︽", "》", "︾", "〈", "︿", "〉", "﹀",
	"「", "﹁", "」", "﹂", "『", "﹃", "』", "﹄", "【", "︻", "】", "︼", "〔", "︹", "〕", "︺", "—", "︱", "－", "︱")

// stack puts the characters of text one under the other, as narrow headings have them. A number or a Latin word
// that width can hold stays whole.
func (d *Document) stack(style Style, text string, width float64) []string {
	var lines []string
	room := width/style.em() + slack
	text = strings.Join(strings.Fields(text), "")
	for len(text) > 0 {
		n := value.WordLength(text)
		if whole, _ := d.unitWidth(style.Face, text[:n]); whole > room {
			n = d.head(style.Face, text[:n], room)
		}
		for n < len(text) {
			r, k := utf8.DecodeRuneInString(text[n:])
			if !value.JoinsPrevious(r) {
				break
			}
			n += k
		}
		lines = append(lines, upright.Replace(text[:n]))
		text = text[n:]
	}
	return lines
}

// drawBlock draws a block in the box whose upper left corner is x, y, at mid-height.
func (p *Page) drawBlock(b block, x, y, w, h float64, place Place) {
	pitch := lineHeight * b.style.em()
	top := y + (h-b.height())/2
	for i, line := range b.lines {
		p.TextIn(x, top+float64(i)*pitch, w, pitch, place, b.style, strings.TrimRight(line, " \t\u3000"))
	}
}
