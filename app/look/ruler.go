package look

import (
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/data/value"
)

// Ruler measures single lines of text cheaply: it keeps the advance of each character and adds them up, which is
// exact for the faces of this program, where no pair of characters is kerned in the scripts that clerks write.
// It is used by the UI goroutine alone.
type Ruler struct {
	size  float32
	style fyne.TextStyle
	ascii [128]float32
	other map[rune]glyph
	rare  bool // some of other are drawn in another face than the theme's
}

// glyph is how a character is drawn.
type glyph struct {
	advance float32
	face    fyne.Resource // nil: the theme's own
}

// NewRuler returns a ruler for text of that size and style in the current theme.
func NewRuler(size float32, style fyne.TextStyle) *Ruler {
	return &Ruler{size: size, style: style, other: map[rune]glyph{}}
}

// Size returns the size of text that the ruler is for.
func (r *Ruler) Size() float32 { return r.size }

// Width returns the width of s in pixels.
func (r *Ruler) Width(s string) float32 {
	var w float32
	for _, c := range s {
		w += r.advance(c)
	}
	return w
}

// Fit returns s if it is no wider than width, else its beginning with an ellipsis. Line breaks become spaces.
func (r *Ruler) Fit(s string, width float32) string {
	if strings.ContainsAny(s, "\r\n\t") {
		s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
	}
	dots := r.advance('…')
	var w float32
	cut := 0 // where s is cut if it turns out too wide
	for i, c := range s {
		if w+dots <= width {
			cut = i
		}
		w += r.advance(c)
		if w > width {
			if width < dots {
				return ""
			}
			return s[:cut] + "…"
		}
	}
	return s
}

// Wrap breaks the lines of s that are wider than width, by the rules of Chinese typesetting: never before a mark that
// may not begin a line, and within a word, a number or a date only where it is wider than the line itself.
func (r *Ruler) Wrap(s string, width float32) string {
	var out strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		r.wrapLine(&out, line, width)
	}
	return out.String()
}

func (r *Ruler) wrapLine(out *strings.Builder, line string, width float32) {
	used := float32(0)
	for line != "" {
		n := value.PieceLength(line)
		piece := line[:n]
		line = line[n:]
		solid := r.Width(strings.TrimRight(piece, " ")) // spaces may hang over the end
		if used > 0 && used+solid > width {
			out.WriteByte('\n')
			used = 0
		}
		if solid <= width {
			out.WriteString(piece)
			used += r.Width(piece)
			continue
		}
		for _, c := range piece { // wider than a line
			if used > 0 && used+r.advance(c) > width {
				out.WriteByte('\n')
				used = 0
			}
			out.WriteRune(c)
			used += r.advance(c)
		}
	}
}

func (r *Ruler) advance(c rune) float32 {
	if c >= 0 && c < 128 {
		if r.ascii[c] == 0 {
			r.ascii[c] = r.measure(c)
		}
		return r.ascii[c]
	}
	return r.glyph(c).advance
}

func (r *Ruler) glyph(c rune) glyph {
	g, ok := r.other[c]
	if !ok && c >= 128 {
		if g.face = rare.fontFor(c); g.face == nil {
			g.advance = r.measure(c)
		} else {
			size, _ := fyne.CurrentApp().Driver().RenderedTextSize(string(c), r.size, r.style, g.face)
			g.advance, r.rare = size.Width, true
		}
		r.other[c] = g
	}
	return g
}

// measure puts the character between two others, because a space alone has no width in some renderers.
func (r *Ruler) measure(c rune) float32 {
	both := fyne.MeasureText("口"+string(c)+"口", r.size, r.style).Width
	return both - fyne.MeasureText("口口", r.size, r.style).Width
}
