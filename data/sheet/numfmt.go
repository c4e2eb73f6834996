package sheet

import (
	"strconv"
	"strings"
	"time"

	"taizhang/data/catalog"
)

// builtinFormats are the number formats that a workbook names by number only: those of ECMA-376 part 1, 18.8.30,
// with the Chinese ones where the standard leaves them to the language of the program.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
	21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`,
	33: `h"时"mm"分"ss"秒"`, 34: `h"时"mm"分"`, 35: `h"时"mm"分"ss"秒"`, 36: `yyyy"年"m"月"`,
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `h"时"mm"分"`, 56: `h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

// formatToken is a piece of a number format: a run of one placeholder letter, or literal text.
type formatToken struct {
	text    string
	literal bool
}

// formatTokens takes the first section of a number format apart. Colours, conditions and languages are left out;
// elapsed times such as [h] are the letter h.
func formatTokens(code string) []formatToken {
	var tokens []formatToken
	add := func(text string, literal bool) {
		if n := len(tokens); n > 0 && (literal && tokens[n-1].literal || !literal && tokens[n-1].text[0] == text[0] && !tokens[n-1].literal) {
			tokens[n-1].text += text
			return
		}
		tokens = append(tokens, formatToken{text, literal})
	}
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		switch {
		case c == ';':
			return tokens
		case c == '"':
			end := i + 1
			for end < len(runes) && runes[end] != '"' {
				end++
			}
			if end > i+1 {
				add(string(runes[i+1:end]), true)
			}
			i = end
		case c == '\\' || c == '!':
			if i++; i < len(runes) {
				add(string(runes[i]), true)
			}
		case c == '_' || c == '*': // space as wide as a character, and filling
			i++
		case c == '[':
			end := i + 1
			for end < len(runes) && runes[end] != ']' {
				end++
			}
			inside := strings.ToLower(string(runes[i+1 : min(end, len(runes))]))
			if inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "") {
				add(inside, false)
			}
			i = end
		case c < 0x80 && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'), strings.ContainsRune("0#?.,%@", c):
			add(strings.ToLower(string(c)), false)
		default:
			add(string(c), true)
		}
	}
	return tokens
}

// isDateFormat reports whether a number with this format shows as a date or a time.
func isDateFormat(code string) bool {
	if strings.EqualFold(code, "General") {
		return false
	}
	date := false
	for _, t := range formatTokens(code) {
		if t.literal {
			continue
		}
		switch t.text[0] {
		case 'y', 'm', 'd', 'h', 's':
			date = true
		case '0', '#', '?':
			if !date { // digits stand in a date only behind seconds: ss.000
				return false
			}
		}
	}
	return date
}

// shown returns what the author of a number saw, "" where it is the number itself or the format is beyond what
// sheets of offices use.
func shown(kind catalog.CellType, text, format string) string {
	if format == "" {
		return ""
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return ""
	}
	var s string
	if kind == catalog.CellDate {
		s = shownDate(n, format)
	} else {
		s = shownNumber(n, format)
	}
	if s == text {
		return ""
	}
	return s
}

// shownNumber understands formats of fixed places with or without separators of thousands: 0, 0000, 0.00, #,##0.00.
func shownNumber(n float64, format string) string {
	whole, fraction, percent, comma, point := 0, 0, false, false, false
	var before, after strings.Builder
	digits := false
	for _, t := range formatTokens(format) {
		switch {
		case t.literal && !digits:
			before.WriteString(t.text)
		case t.literal:
			after.WriteString(t.text)
		case t.text[0] == '0' && point:
			fraction += len(t.text)
		case t.text[0] == '0' || t.text[0] == '#' && !point:
			digits = true
			if t.text[0] == '0' {
				whole += len(t.text)
			}
		case t.text == ".":
			point, digits = true, true
		case t.text == "," && digits && !point:
			comma = true
		case t.text == "%":
			percent = true
			after.WriteString("%")
		default:
			return ""
		}
	}
	if !digits || strings.ContainsRune(format, ';') && n < 0 {
		return ""
	}
	if percent {
		n *= 100
	}
	s := strconv.FormatFloat(n, 'f', fraction, 64)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	integer, rest, _ := strings.Cut(s, ".")
	if rest != "" {
		rest = "." + rest
	}
	for len(integer) < whole && whole < 40 {
		integer = "0" + integer
	}
	if comma {
		for i := len(integer) - 3; i > 0; i -= 3 {
			integer = integer[:i] + "," + integer[i:]
		}
	}
	return sign + before.String() + integer + rest + after.String()
}

// serialTime returns the time that a serial of the 1900 system stands for; ok is false outside the years 1900 to
// 9999. Serial 60, the 29 February 1900 that never was, gives the 28th.
func serialTime(serial float64) (time.Time, bool) {
	if !(serial >= 0 && serial < 2958466) {
		return time.Time{}, false
	}
	days := int(serial)
	seconds := int((serial-float64(days))*86400 + 0.5)
	if days < 60 {
		days++
	}
	return time.Date(1899, 12, 30+days, 0, 0, seconds, 0, time.UTC), true
}

// shownDate understands years, months, days, hours, minutes and seconds in figures.
func shownDate(serial float64, format string) string {
	t, ok := serialTime(serial)
	if !ok {
		return ""
	}
	if strings.HasPrefix(strings.ToLower(format), "[$-f800]") { // the system's long date
		format = `yyyy"年"m"月"d"日"`
	}
	tokens := formatTokens(format)
	var out strings.Builder
	for i, token := range tokens {
		if token.literal {
			out.WriteString(token.text)
			continue
		}
		n, width := 0, len(token.text)
		switch token.text[0] {
		case 'y':
			n = t.Year()
			if width <= 2 {
				n, width = n%100, 2
			}
		case 'e': // the year, in Chinese formats
			n, width = t.Year(), 4
		case 'm':
			n = int(t.Month())
			if isMinutes(tokens, i) {
				n = t.Minute()
			}
		case 'd':
			n = t.Day()
		case 'h':
			n = t.Hour()
		case 's':
			n = t.Second()
		case '.':
			out.WriteByte('.')
			continue
		default:
			return ""
		}
		if width > 2 && token.text[0] != 'y' && token.text[0] != 'e' || strings.Contains(format, "[h") || strings.Contains(format, "[m") || strings.Contains(format, "[s") {
			return "" // names of months and days; elapsed time
		}
		digits := strconv.Itoa(n)
		for len(digits) < min(width, 4) {
			digits = "0" + digits
		}
		out.WriteString(digits)
	}
	return out.String()
}

// isMinutes reports whether the m at i stands beside hours or seconds.
func isMinutes(tokens []formatToken, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if !tokens[j].literal {
			if tokens[j].text[0] == 'h' {
				return true
			}
			break
		}
	}
	for j := i + 1; j < len(tokens); j++ {
		if !tokens[j].literal {
			return tokens[j].text[0] == 's'
		}
	}
	return false
}
