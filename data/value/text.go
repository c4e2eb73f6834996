package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns s as a clerk meant it: full-width letters, digits and signs as half-width ones, invisible
// characters (zero-width, byte order marks, controls) dropped, runs of blanks as one, none at the ends.
// Chinese punctuation is kept.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		r = halfWidth(r)
		switch {
		case r == utf8.RuneError, isInvisible(r):
			continue
		case unicode.IsSpace(r):
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
			if r == utf8.RuneError || isInvisible(r) || unicode.IsSpace(r) || halfWidth(r) != r {
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

// halfWidth maps full-width ASCII (U+FF01–FF5E) to ASCII where it stands for a letter, a digit or a sign of
// numbers; Chinese punctuation such as ，（） stays.
func halfWidth(r rune) rune {
	switch {
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return r - 0xFEE0
	case r == '．', r == '－', r == '／', r == '＋', r == '％', r == '＝', r == '＊':
		return r - 0xFEE0
	}
	return r
}

func isInvisible(r rune) bool {
	switch {
	case r == '\u00ad', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u2064', r == '\ufeff':
		return true
	case r >= '\ue000' && r <= '\uf8ff': // private use: nothing to show; kept, because a font of the office may
		return false
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
	if strings.ContainsAny(s, "•・‧∙.．") {
		s = strings.Map(func(r rune) rune {
			switch r {
			case '•', '・', '‧', '∙':
				return '·'
			}
			return r
		}, s)
	}
	if !strings.Contains(s, " ") {
		return s
	}
	var b strings.Builder
	words := strings.Split(s, " ")
	for i, w := range words {
		if i > 0 && isLatinEnd(words[i-1]) && isLatinStart(w) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
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
	for i, r := range s {
		switch {
		case unicode.Is(unicode.Han, r), r == '〇':
		case r == '·' && i > 0:
		default:
			return isLatinName(s)
		}
	}
	return true
}

func isLatinName(s string) bool {
	if s == "" || len(s) > 60 {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Latin, r) && r != ' ' && r != '.' && r != '-' && r != '\'' {
			return false
		}
	}
	return true
}
