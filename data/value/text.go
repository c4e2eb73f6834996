package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean returns s as a clerk meant it: full-width letters, digits and signs as half-width ones, characters that
// only look like others (the radicals ⽂ that come out of PDF files) as the usual ones, invisible characters
// (zero-width, byte order marks, controls) dropped, runs of blanks as one, none at the ends. Chinese punctuation is
// kept, and so is U+FFFD, the trace of a damaged text, which also stands for bytes that are no UTF-8.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		r = usual(r)
		if isInvisible(r) {
			continue
		}
		if unicode.IsSpace(r) {
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}

// isClean finds the texts that Clean leaves alone without building a new one: almost all.
func isClean(s string) bool {
	prevBlank := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, w := utf8.DecodeRuneInString(s[i:])
			if w == 1 || isInvisible(r) || unicode.IsSpace(r) || usual(r) != r {
				return false
			}
			i += w - 1
			prevBlank = false
			continue
		}
		if c < ' ' || c == 0x7f || c == ' ' && prevBlank {
			return false
		}
		prevBlank = c == ' '
	}
	return s == "" || !prevBlank
}

// usual maps full-width ASCII (U+FF01–FF5E) to ASCII where it stands for a letter, a digit or a sign of numbers
// (Chinese punctuation such as ，（） stays), and radicals and compatibility ideographs to the characters that they
// are the same as (Unicode, NFKC).
func usual(r rune) rune {
	switch {
	case r < 0x2E80:
		return r
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return r - 0xFEE0
	case r == '．', r == '－', r == '／', r == '＋', r == '％', r == '＝', r == '＊':
		return r - 0xFEE0
	case r <= 0x2FDF, r >= 0xF900 && r <= 0xFAFF, r >= 0x2F800 && r <= 0x2FA1F:
		same, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
		return same
	}
	return r
}

// isInvisible finds characters that nobody sees. Those for private use are kept: a font of the office may show them.
func isInvisible(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' ' && !unicode.IsSpace(r)
	case r >= 0x4e00 && r <= 0x9fff:
		return false
	case r == '\u00ad', r == '\u061c', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0', // soft hyphen, fillers
		r >= '\u180b' && r <= '\u180f', r >= '\ufe00' && r <= '\ufe0f', r >= '\U000e0000' && r <= '\U000e01ef', // variants
		r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f', // direction
		r == '\ufeff', r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r)
}

// Tight returns Clean(s) without any blanks: for headings and codes, in which offices put blanks to align.
func Tight(s string) string {
	s = Clean(s)
	if !strings.Contains(s, " ") {
		return s
	}
	return strings.ReplaceAll(s, " ", "")
}

// Name returns a person's name without the blanks that align it (张　三), with one form of the dot in names of
// minorities (·). Blanks between Latin words are kept.
func Name(s string) string {
	s = Clean(s)
	if strings.Contains(s, " ") {
		s = joinWords(strings.Split(s, " "))
	}
	if strings.ContainsAny(s, nameDots) {
		s = oneDot(s)
	}
	return s
}

// joinWords puts words together, with a blank between Latin ones.
func joinWords(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && isLatinEnd(words[i-1]) && isLatinStart(w) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// nameDots are what people type for the dot in 买买提·吐尔逊; the full stop counts between Chinese characters alone.
const nameDots = "•・･‧∙⋅●。."

func oneDot(s string) string {
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case !strings.ContainsRune(nameDots, r):
		case r != '.' && r != '。' && r != '●', i > 0 && i < len(runes)-1 && isHan(runes[i-1]) && isHan(runes[i+1]):
			runes[i] = '·'
		}
	}
	return string(runes)
}

// isHan reports whether r is a Chinese character, those included that are newer than the tables of package unicode.
func isHan(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x20000 && r <= 0x3FFFD
}

func isLatinStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Latin, r)
}

func isLatinEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.Is(unicode.Latin, r) || r == '.'
}

// LooksLikeName reports whether s can be a person's name: 2 to 15 characters, all Chinese, a dot inside allowed,
// or Latin words.
func LooksLikeName(s string) bool {
	s = Name(s)
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 15 {
		return isLatinName(s)
	}
	dot := true // none at the head, none behind another
	for _, r := range s {
		switch {
		case isHan(r):
			dot = false
		case r == '·' && !dot:
			dot = true
		default:
			return isLatinName(s)
		}
	}
	return !dot
}

func isLatinName(s string) bool {
	if s == "" || len(s) > 60 {
		return false
	}
	letters := 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			letters++
		case r != ' ' && r != '.' && r != '-' && r != '\'' && r != '·':
			return false
		}
	}
	return letters > 1
}
