package store

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Each record has a text (_search) in which the search box looks. It is a row of forms, each behind the mark of its
// sort, so that a form is found from the places alone at which people start to type:
//
//	|北门街    words as they stand, in lower case, without punctuation; found anywhere in them
//	'xiaohong  readings from each syllable on, and their initials ('xh); found from the start
//	#)$…#      ID and phone numbers, in other characters than digits; found from either end, with five digits anywhere
//
// What searchText writes and needles looks for belong together; searchVersion changes with them.
const searchVersion = "1"

const (
	markText   = "|"
	markSound  = "'"
	markNumber = "#"
)

const (
	soundRunes    = 12 // longer texts are found by their words alone
	soundSpan     = 6  // syllables that a form of readings goes on
	soundReadings = 3  // readings of one character that count
	soundForms    = 8  // forms from one place; the likeliest first
	anywhere      = 5  // digits that are found in the middle of a number
	longestWord   = 32 // characters of a searched word that count
	mostWords     = 8
)

// numberCode stands for the digits and X in numbers: none of them is a wildcard of LIKE or part of a text.
const numberCode = "!$&()*+,-.\""

// searchText returns the text in which the search box looks for r.
func searchText(t *table, r catalog.Record) string {
	b, _ := t.sounds.spare.Get().(*forms)
	if b == nil {
		b = &forms{sounds: t.sounds}
	}
	defer t.sounds.spare.Put(b)
	b.text = b.text[:0]
	for _, i := range t.search {
		v := r.At(i)
		if v.IsEmpty() {
			continue
		}
		typ := t.kind.Fields[i].Type
		switch typ.(type) {
		case catalog.IDNumber, catalog.Phone:
			if n := b.numbers(typ.Format(v)); n > 0 {
				continue
			}
		}
		b.words(typ.Format(v))
	}
	return string(b.text)
}

// forms collects the forms of one record.
type forms struct {
	text   []byte
	sounds *sounds
	heard  []sound // of the words at hand
}

func (b *forms) add(mark, form string) {
	if form == "" {
		return
	}
	b.text = append(b.text, mark...)
	b.text = append(b.text, form...)
}

// numbers adds every number of 4 digits or more in s and returns how many there were.
func (b *forms) numbers(s string) int {
	n := 0
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return !isNumberRune(r) && r != '-' }) {
		if digits := strings.ReplaceAll(part, "-", ""); len(digits) >= 4 {
			b.add(markNumber, encodeNumber(digits)+markNumber)
			n++
		}
	}
	return n
}

// words adds s itself and the readings of it.
func (b *forms) words(s string) {
	plain := plainWord(s)
	b.add(markText, plain)
	if utf8.RuneCountInString(plain) > soundRunes {
		for _, run := range latinRuns(plain) {
			b.add(markSound, run)
		}
		return
	}
	b.heard = b.sounds.ofAll(b.heard[:0], plain)
	for i := range b.heard {
		run := b.heard[i:min(i+soundSpan, len(b.heard))]
		b.readings(run, func(s *sound) []string { return s.whole })
		b.readings(run, func(s *sound) []string { return s.initials })
	}
}

// readings adds the ways to read a run of characters, each of which has the readings that list returns.
func (b *forms) readings(run []sound, list func(*sound) []string) {
	start := len(b.text)
	b.text = append(b.text, markSound...)
	for i := range run {
		readings := list(&run[i])
		if len(readings) != 1 {
			b.text = b.text[:start]
			b.manyReadings(run, list)
			return
		}
		b.text = append(b.text, readings[0]...)
	}
	if len(b.text) == start+len(markSound) {
		b.text = b.text[:start]
	}
}

// manyReadings is readings where a character is read in several ways, or in none.
func (b *forms) manyReadings(run []sound, list func(*sound) []string) {
	var first, second [soundForms]string
	heads, next := first[:1], second[:0]
	for i := range run {
		for _, reading := range list(&run[i]) {
			for _, head := range heads {
				if len(next) < soundForms {
					next = append(next, head+reading)
				}
			}
		}
		heads, next = next, heads[:0]
	}
	for _, form := range heads {
		b.add(markSound, form)
	}
}

// sound is how a character is read.
type sound struct{ whole, initials []string }

// sounds remembers how characters are read: looking that up takes much longer than everything else that is done for
// the search text of a record.
type sounds struct {
	mu            sync.RWMutex
	first, inside map[rune]sound // as a family name, and elsewhere
	spare         sync.Pool      // of *forms, whose memory is used again
}

func newSounds() *sounds { return &sounds{first: map[rune]sound{}, inside: map[rune]sound{}} }

// ofAll appends the sounds of the characters of a word to dst.
func (s *sounds) ofAll(dst []sound, word string) []sound {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for i, r := range word {
		known := s.inside
		if i == 0 {
			known = s.first
		}
		have, ok := known[r]
		if !ok {
			s.mu.RUnlock()
			have = s.learn(r, i == 0)
			s.mu.RLock()
		}
		dst = append(dst, have)
	}
	return dst
}

// learn looks up how a character is read.
func (s *sounds) learn(r rune, first bool) sound {
	known := s.inside
	if first {
		known = s.first
	}
	readings := value.Syllables("一" + string(r))[1]
	if first {
		readings = value.Syllables(string(r))[0]
	}
	have := newSound(readings)
	s.mu.Lock()
	defer s.mu.Unlock()
	known[r] = have
	return have
}

func newSound(readings []string) sound {
	var s sound
	for _, reading := range readings[:min(len(readings), soundReadings)] {
		s.whole = append(s.whole, reading)
		_, size := utf8.DecodeRuneInString(reading)
		if initial := reading[:size]; !slices.Contains(s.initials, initial) {
			s.initials = append(s.initials, initial)
		}
		if i := strings.IndexByte(reading, 'v'); i > 0 {
			s.whole = append(s.whole, reading[:i]+"yu"+reading[i+1:]) // lü is lv on a keyboard, lyu in a passport
		}
	}
	return s
}

// plainWord returns s in lower case without blanks and punctuation.
func plainWord(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), unicode.Is(unicode.Co, r):
			return unicode.ToLower(r)
		}
		return -1
	}, value.Clean(s))
}

// latinRuns returns the Latin words in s.
func latinRuns(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}

func isNumberRune(r rune) bool { return r >= '0' && r <= '9' || r == 'X' || r == 'x' }

func encodeNumber(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return rune(numberCode[r-'0'])
		}
		return rune(numberCode[10])
	}, s)
}

// needles returns what to look for in a search text: of each list one must be in it. No needle holds a wildcard of
// LIKE.
func needles(find string) [][]string {
	var out [][]string
	for _, word := range strings.Fields(value.Clean(find)) {
		if list := wordNeedles(word); len(list) > 0 && len(out) < mostWords {
			out = append(out, list)
		}
	}
	return out
}

func wordNeedles(word string) []string {
	plain := plainWord(word)
	if runes := []rune(plain); len(runes) > longestWord {
		plain = string(runes[:longestWord])
	}
	switch {
	case plain == "":
		return nil
	case strings.Trim(plain, "abcdefghijklmnopqrstuvwxyz") == "":
		return []string{markSound + plain}
	case isNumber(plain):
		code := encodeNumber(plain)
		if len(plain) >= anywhere {
			return []string{plain, code}
		}
		return []string{plain, markNumber + code, code + markNumber}
	}
	return []string{plain}
}

// isNumber reports whether s is digits, or digits and a final x as in an ID number.
func isNumber(s string) bool {
	digits := strings.TrimSuffix(s, "x")
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// found reports whether text, which searchText returned, has a needle of each list.
func found(text string, lists [][]string) bool {
	for _, list := range lists {
		hit := false
		for _, needle := range list {
			hit = hit || strings.Contains(text, needle)
		}
		if !hit {
			return false
		}
	}
	return true
}
