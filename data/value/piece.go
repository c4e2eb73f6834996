package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The rules of Chinese line breaking (禁则): noStart never begins a line, noEnd never ends one.
const (
	noStart = "，。、；：？！…—～·％‰℃°）》〉」』】〕〗｝］”’,.;:?!)]}%›»ー々"
	noEnd   = "（《〈「『【〔〖｛［“‘([{‹«￥¥$№"
)

// joiners hold letters and digits on both sides of them together: 2003-09-30, A/B, name@host.
const joiners = "-./:@_+,'#&"

// PieceLength returns the length in bytes of the first piece of text that should not be broken: opening marks, a
// character, word or number, and the marks and spaces that follow it.
func PieceLength(text string) int {
	i := 0
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(noEnd, r) {
			break
		}
		i += n
	}
	i += WordLength(text[i:])
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(noStart, r) && !unicode.IsSpace(r) && !JoinsPrevious(r) {
			break
		}
		i += n
	}
	return i
}

// WordLength returns the length of the first word, number or single character of text.
func WordLength(text string) int {
	i := 0
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if inWord(r) {
			i += n
			continue
		}
		if i > 0 && strings.ContainsRune(joiners, r) {
			next, _ := utf8.DecodeRuneInString(text[i+n:])
			if inWord(next) {
				i += n
				continue
			}
		}
		if i == 0 {
			return n
		}
		break
	}
	return i
}

// inWord reports whether r is a letter or digit of a script that is written in words.
func inWord(r rune) bool {
	return r < 0x2000 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// JoinsPrevious reports whether r belongs to the character before it: an accent, a selector of a variant, a joiner.
func JoinsPrevious(r rune) bool {
	return unicode.In(r, unicode.M, unicode.Variation_Selector, unicode.Cf)
}

// Together reports whether two characters side by side stand or fall together when a line is stretched or broken:
// those of a word or number, what joins them, and a character with its accent.
func Together(a, b rune) bool {
	return inWord(a) && inWord(b) || JoinsPrevious(b) || strings.ContainsRune(joiners, a) || strings.ContainsRune(joiners, b)
}
