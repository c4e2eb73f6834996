package value

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// DateReading is what a text or a number was taken to mean.
type DateReading struct {
	Date Date
	// Other is a second meaning that is as likely (1978.1 typed as a number is January or, having lost its zero,
	// October); zero if there is none.
	Other Date
	// Guessed says that Date was guessed from incomplete signs: a year of two digits, a bare serial number.
	Guessed bool
}

// ParseDate reads a date in the forms that offices write: 2005-12-20, 2005.12.20, 2005/12/20, 20051220, 2003.01,
// 200301, 2003年1月5日, 二〇〇三年一月, 68.5. It keeps the precision that was given. A time of day is ignored.
func ParseDate(text string) (DateReading, bool) {
	s := cutTime(Clean(text))
	if s == "" || len(s) > 40 {
		return DateReading{}, false
	}
	s = chineseDigits(s)
	s = strings.TrimRight(s, "生起止前后.-/、年月日号 ")
	if strings.HasSuffix(s, "月份") {
		s = strings.TrimSuffix(s, "月份")
	}
	parts, ok := digitGroups(s)
	if !ok {
		return DateReading{}, false
	}
	if len(parts) == 1 {
		return compactDate(parts[0])
	}
	if len(parts) > 3 {
		return DateReading{}, false
	}
	return groupedDate(parts)
}

func groupedDate(parts []string) (DateReading, bool) {
	var n [3]int
	for i, p := range parts {
		if len(p) > 4 || i > 0 && len(p) > 2 {
			return DateReading{}, false
		}
		n[i], _ = strconv.Atoi(p)
	}
	if len(parts) == 2 && n[1] == 0 || len(parts) == 3 && (n[1] == 0 || n[2] == 0) {
		return DateReading{}, false
	}
	year, guessed, ok := fullYear(parts[0], n[0])
	if !ok {
		return DateReading{}, false
	}
	d, ok := NewDate(year, n[1], n[2])
	return DateReading{Date: d, Guessed: guessed}, ok
}

// compactDate reads digits without separators: 2003, 200301, 20030105, 680512.
func compactDate(s string) (DateReading, bool) {
	at := func(i, j int) int { n, _ := strconv.Atoi(s[i:j]); return n }
	switch len(s) {
	case 4:
		d, ok := NewDate(at(0, 4), 0, 0)
		return DateReading{Date: d}, ok
	case 6:
		if m := at(4, 6); m >= 1 && m <= 12 {
			if d, ok := NewDate(at(0, 4), m, 0); ok {
				return DateReading{Date: d}, true
			}
		}
		year, _, _ := fullYear(s[:2], at(0, 2))
		if at(2, 4) == 0 || at(4, 6) == 0 {
			return DateReading{}, false
		}
		d, ok := NewDate(year, at(2, 4), at(4, 6))
		return DateReading{Date: d, Guessed: true}, ok
	case 8:
		if at(4, 6) == 0 && at(6, 8) == 0 {
			d, ok := NewDate(at(0, 4), 0, 0)
			return DateReading{Date: d}, ok
		}
		if at(4, 6) == 0 {
			return DateReading{}, false
		}
		d, ok := NewDate(at(0, 4), at(4, 6), at(6, 8))
		return DateReading{Date: d}, ok
	}
	return DateReading{}, false
}

// twoDigitPivot: years of two digits up to it belong to this century. People's birth years reach back to the
// 1930s, plans reach forward a few years.
const twoDigitPivot = 29

func fullYear(digits string, n int) (year int, guessed, ok bool) {
	switch len(digits) {
	case 4:
		return n, false, true
	case 2:
		if n <= twoDigitPivot {
			return 2000 + n, true, true
		}
		return 1900 + n, true, true
	}
	return 0, false, false
}

// ParseDateNumber reads a date that was typed as a plain number, not formatted as a date: 1968, 200301, 20051220,
// 1978.1, or a serial number. format is the cell's number format code.
func ParseDateNumber(text, format string) (DateReading, bool) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return DateReading{}, false
	}
	whole := math.Trunc(f)
	if f != whole {
		return decimalDate(f, format)
	}
	digits := strconv.FormatInt(int64(math.Min(whole, 1e15)), 10)
	switch len(digits) {
	case 4, 6, 8:
		if r, ok := compactDate(digits); ok && !r.Guessed {
			return r, true
		}
	}
	if len(digits) == 5 {
		d, ok := DateFromSerial(whole)
		return DateReading{Date: d, Guessed: true}, ok
	}
	return DateReading{}, false
}

// decimalDate reads 1978.05 and the doubtful 1978.1. A number format with two decimals settles the doubt: the
// author saw 1978.10.
func decimalDate(f float64, format string) (DateReading, bool) {
	year := int(f)
	hundredths := int(math.Round((f - float64(year)) * 100))
	if math.Abs(f-float64(year)-float64(hundredths)/100) > 1e-6 {
		return DateReading{}, false
	}
	two, ok := NewDate(year, hundredths, 0)
	if hundredths%10 != 0 {
		return DateReading{Date: two}, ok && hundredths > 0
	}
	if strings.HasPrefix(format, "0.00") {
		return DateReading{Date: two}, ok
	}
	one, okOne := NewDate(year, hundredths/10, 0)
	switch {
	case !okOne || hundredths == 0:
		return DateReading{}, false
	case !ok: // 1978.5 can't mean the month 50
		return DateReading{Date: one}, true
	}
	return DateReading{Date: one, Other: two}, true
}

// cutTime drops a time of day such as " 00:00:00" or "T00:00:00Z".
func cutTime(s string) string {
	if i := strings.IndexByte(s, ':'); i > 0 {
		if j := strings.LastIndexAny(s[:i], " T日"); j > 0 {
			if s[j] == ' ' || s[j] == 'T' {
				return strings.TrimSpace(s[:j])
			}
			_, w := utf8.DecodeRuneInString(s[j:])
			return s[:j+w]
		}
	}
	return s
}

const chineseNumerals = "〇一二三四五六七八九"

// chineseDigits turns 二〇〇三年十二月 into 2003年12月; texts without such digits are returned as they are.
func chineseDigits(s string) string {
	if !strings.ContainsAny(s, "〇○零一二三四五六七八九十元") {
		return s
	}
	var b strings.Builder
	for _, group := range splitKeep(s) {
		b.WriteString(numeralGroup(group))
	}
	return b.String()
}

// splitKeep cuts s into runs of Chinese numerals and runs of anything else.
func splitKeep(s string) []string {
	var out []string
	start, in := 0, false
	for i, r := range s {
		is := strings.ContainsRune(chineseNumerals+"○零十", r)
		if i > 0 && is != in {
			out = append(out, s[start:i])
			start = i
		}
		in = is
	}
	return append(out, s[start:])
}

func numeralGroup(s string) string {
	if !strings.ContainsAny(s, chineseNumerals+"○零十") {
		return s
	}
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if r != '十' {
			b.WriteString(strconv.Itoa(digitOf(r)))
			continue
		}
		first, last := i == 0, i == len(runes)-1
		switch {
		case first && last:
			b.WriteString("10")
		case first:
			b.WriteString("1")
		case last:
			b.WriteString("0")
		}
	}
	return b.String()
}

func digitOf(r rune) int {
	if r == '○' || r == '零' {
		return 0
	}
	for i, c := range []rune(chineseNumerals) {
		if c == r {
			return i
		}
	}
	return 0
}

// digitGroups cuts s at the separators that dates use. ok is false if s holds anything else.
func digitGroups(s string) (groups []string, ok bool) {
	start := -1
	for i, r := range s {
		if r >= '0' && r <= '9' {
			if start < 0 {
				start = i
			}
			continue
		}
		if !strings.ContainsRune(".-/年月日、 —－·,", r) {
			return nil, false
		}
		if start >= 0 {
			groups = append(groups, s[start:i])
			start = -1
		}
	}
	if start >= 0 {
		groups = append(groups, s[start:])
	}
	return groups, len(groups) > 0
}
