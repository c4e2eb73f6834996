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

// numberFormat is a number format taken apart once, for it shows many cells.
type numberFormat struct {
	code    string // "" for General
	tokens  []formatToken
	date    bool // numbers show as dates or times
	elapsed bool // hours over 24
	clock   bool // it shows the time of a day, and no day
}

func parseFormat(code string) numberFormat {
	if code == "" || strings.EqualFold(code, "General") {
		return numberFormat{}
	}
	lower := strings.ToLower(code)
	f := numberFormat{code: code, tokens: formatTokens(code)}
	if strings.HasPrefix(lower, "[$-f800]") { // the system's long date
		f.tokens = formatTokens(`yyyy"年"m"月"d"日"`)
	}
	f.date = showsDate(f.tokens)
	f.clock = f.date && !showsDay(f.tokens)
	f.elapsed = f.date && (strings.Contains(lower, "[h") || strings.Contains(lower, "[m") || strings.Contains(lower, "[s"))
	return f
}

// style is what matters of the style of a cell.
type style struct {
	format  uint16 // index in the formats of the sheet
	date    bool
	elapsed bool   // a length of time, which no system of dates moves
	clock   bool   // a time; one of no day is moved as little
	look    uint32 // metaBold, metaFilled
}

// formatList keeps each number format of a workbook once. The first is General.
type formatList struct {
	list  []numberFormat
	known map[string]style
}

func newFormatList() formatList {
	return formatList{list: []numberFormat{{}}, known: map[string]style{}}
}

// style returns the style of cells with the number format code.
func (l *formatList) style(code string) style {
	if st, ok := l.known[code]; ok {
		return st
	}
	var st style
	if f := parseFormat(code); f.code != "" && len(l.list) < 1<<16 {
		l.list = append(l.list, f)
		st = style{format: uint16(len(l.list) - 1), date: f.date, elapsed: f.elapsed, clock: f.clock}
	}
	if len(l.known) < 1<<16 {
		l.known[code] = st
	}
	return st
}

// formatToken is a piece of a number format: a run of one placeholder letter, or literal text.
type formatToken struct {
	text    string
	literal bool
}

// showsDay reports whether a date's format shows more of it than the time.
func showsDay(tokens []formatToken) bool {
	time := false
	for _, t := range tokens {
		if t.literal || t.text == "" {
			continue
		}
		switch t.text[0] | 0x20 {
		case 'y', 'd', 'e', 'g', 'b':
			return true
		case 'h', 's':
			time = true
		}
	}
	return !time // of months alone
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

// showsDate reports whether a number with a format of these tokens shows as a date or a time.
func showsDate(tokens []formatToken) bool {
	date := false
	for _, t := range tokens {
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
func shown(kind catalog.CellType, text string, format *numberFormat) string {
	if format.code == "" {
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
func shownNumber(n float64, format *numberFormat) string {
	whole, fraction, percent, comma, point := 0, 0, false, false, false
	var before, after strings.Builder
	digits := false
	for _, t := range format.tokens {
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
	if !digits || n < 0 && strings.Contains(format.code, ";") {
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
func shownDate(serial float64, format *numberFormat) string {
	t, ok := serialTime(serial)
	if !ok || format.elapsed {
		return ""
	}
	var buf [40]byte
	out := buf[:0]
	for i, token := range format.tokens {
		if token.literal {
			out = append(out, token.text...)
			continue
		}
		var n int
		width := len(token.text)
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
			if isMinutes(format.tokens, i) {
				n = t.Minute()
			}
		case 'd':
			n = t.Day()
		case 'h':
			n = t.Hour()
		case 's':
			n = t.Second()
		case '.':
			out = append(out, '.')
			continue
		default:
			return ""
		}
		if width > 2 && token.text[0] != 'y' && token.text[0] != 'e' {
			return "" // names of months and days
		}
		out = appendPadded(out, n, min(width, 4))
	}
	return string(out)
}

// appendPadded appends n, with zeros in front up to width, which is at most 4.
func appendPadded(out []byte, n, width int) []byte {
	for limit := []int{0, 10, 100, 1000}[width-1]; n < limit && limit >= 10; limit /= 10 {
		out = append(out, '0')
	}
	return strconv.AppendInt(out, int64(n), 10)
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
