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

// longestDate is the most bytes that a text may have to be taken for a date: 二〇〇三年十二月三十一日星期三上午十时三十分.
const longestDate = 96

// ParseDate reads a date in the forms that offices write: 2005-12-20, 2005.12.20, 2005/12/20, 20051220, 2003.01,
// 200301, 2003年1月5日, 二〇〇三年一月, 68.5. It keeps the precision that was given. A time of day and a day of the
// week are ignored. A period (2002.10-2003.09, 2003年5-6月), a day without a year (10月1日) and a bound (2003年前)
// are no dates.
func ParseDate(text string) (DateReading, bool) {
	if len(text) > longestDate {
		return DateReading{}, false
	}
	s := strings.TrimLeft(Clean(text), "'’‘`")   // typed to keep a date a text, or for a year of two digits: '78-3
	if !isASCII(s) || strings.Contains(s, ":") { // most dates have neither words nor times
		s = cutTime(chineseDigits(cutWeekday(s)))
	}
	s = trimDate(s)
	g, n := dateGroups(s)
	switch n {
	case 1:
		if g[0].mark == markYear {
			return groupedDate(g[:1])
		}
		if g[0].mark == markNone {
			return compactDate(g[0].digits)
		}
	case 2, 3:
		if n == 3 && len(g[2].digits) == 4 {
			return yearLast(g)
		}
		if inDateOrder(g[:n]) {
			r, ok := groupedDate(g[:n])
			r.Guessed = r.Guessed || n == 3 && mixedSigns(g)
			return r, ok
		}
	}
	return DateReading{}, false
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// dateMark is what stands behind a group of digits.
type dateMark rune

const (
	markNone  dateMark = 0
	markYear  dateMark = '年'
	markMonth dateMark = '月'
	markDay   dateMark = '日'
)

// dateSigns separate the parts of a date; longSigns also separate the ends of a period.
const (
	dateSigns = ".-/、·,，。 —–"
	longSigns = "-—–"
)

func (m dateMark) isSign() bool { return m != markNone && strings.ContainsRune(dateSigns, rune(m)) }
func (m dateMark) isLong() bool { return m != markNone && strings.ContainsRune(longSigns, rune(m)) }

type dateGroup struct {
	digits string
	mark   dateMark
}

// dateGroups cuts s into groups of digits with the marks behind them. n is 0 if s does not begin with a digit, has
// more than three groups or holds anything that dates do not.
func dateGroups(s string) (g [3]dateGroup, n int) {
	for s != "" {
		end := 0
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			end++
		}
		if end == 0 || n == len(g) {
			return g, 0
		}
		g[n].digits = s[:end]
		s = s[end:]
		next := strings.IndexAny(s, "0123456789")
		if next < 0 {
			next = len(s)
		}
		mark, ok := dateMarkOf(s[:next])
		if !ok {
			return g, 0
		}
		g[n].mark = mark
		s = s[next:]
		n++
	}
	return g, n
}

// dateMarkOf reads what stands between two groups of digits: one mark, perhaps typed twice, perhaps among blanks.
func dateMarkOf(s string) (dateMark, bool) {
	if s == "" {
		return markNone, true
	}
	tight := strings.Trim(s, " ")
	switch tight {
	case "":
		return ' ', true
	case "年":
		return markYear, true
	case "月", "月份":
		return markMonth, true
	case "日", "号":
		return markDay, true
	}
	r, w := utf8.DecodeRuneInString(tight)
	if !strings.ContainsRune(dateSigns, r) || strings.Trim(tight[w:], string(r)+" ") != "" {
		return 0, false
	}
	return dateMark(r), true
}

// inDateOrder reports whether two or three groups stand as year, month, day, by what is behind them: 10月1日 does
// not, nor do the periods 2003年5-6月 and 2003.9-10.
func inDateOrder(g []dateGroup) bool {
	first, second := g[0].mark, g[1].mark
	if first != markYear && !first.isSign() {
		return false
	}
	if len(g[0].digits) != 4 && strings.ContainsRune(" ,，、", rune(first)) {
		return false // 12,10 and 68 5 are numbers or lists
	}
	if len(g) == 2 {
		return second == markNone || second == markMonth
	}
	third := g[2].mark
	switch {
	case third != markNone && third != markDay:
		return false
	case second == markMonth:
		return true
	case !second.isSign() || second.isLong() && !first.isLong():
		return false
	}
	return first != markYear || third == markDay
}

// yearLast reads 05/03/1970, as programs of other countries write it: the 3rd of May or, as likely, the 5th of March.
func yearLast(g [3]dateGroup) (DateReading, bool) {
	sign := g[0].mark
	if !strings.ContainsRune("./-", rune(sign)) || g[1].mark != sign || g[2].mark != markNone || len(g[0].digits) > 2 || len(g[1].digits) > 2 {
		return DateReading{}, false
	}
	a, _ := strconv.Atoi(g[0].digits)
	b, _ := strconv.Atoi(g[1].digits)
	year, _ := strconv.Atoi(g[2].digits)
	if a == 0 || b == 0 {
		return DateReading{}, false
	}
	monthFirst, ok1 := NewDate(year, a, b)
	dayFirst, ok2 := NewDate(year, b, a)
	switch {
	case ok1 && ok2 && a != b:
		return DateReading{Date: monthFirst, Other: dayFirst}, true
	case ok1:
		return DateReading{Date: monthFirst}, true
	}
	return DateReading{Date: dayFirst}, ok2
}

// mixedSigns finds 2003-9.10, which may be a slip.
func mixedSigns(g [3]dateGroup) bool {
	return g[0].mark.isSign() && g[1].mark.isSign() && g[0].mark != g[1].mark
}

func groupedDate(g []dateGroup) (DateReading, bool) {
	var n [3]int
	for i, p := range g {
		if len(p.digits) > 4 || i > 0 && len(p.digits) > 2 {
			return DateReading{}, false
		}
		n[i], _ = strconv.Atoi(p.digits)
		if i > 0 && n[i] == 0 {
			return DateReading{}, false
		}
	}
	year, guessed, ok := fullYear(g[0].digits, n[0])
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
		if at(4, 6) == 0 && at(6, 8) != 0 {
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
	if err != nil || !(f >= 1 && f < 1e9) {
		return DateReading{}, false
	}
	whole := math.Trunc(f)
	if f != whole {
		return decimalDate(f, format)
	}
	digits := strconv.FormatInt(int64(whole), 10)
	if len(digits) == 5 {
		d, ok := DateFromSerial(whole)
		return DateReading{Date: d, Guessed: true}, ok
	}
	return compactDate(digits)
}

// decimalDate reads 1978.05 and the doubtful 1978.1. A number format with two decimals settles the doubt: the
// author saw 1978.10.
func decimalDate(f float64, format string) (DateReading, bool) {
	year := int(f)
	hundredths := int(math.Round((f - float64(year)) * 100))
	if math.Abs(f-float64(year)-float64(hundredths)/100) > 1e-6 || hundredths == 0 {
		return DateReading{}, false
	}
	two, ok := NewDate(year, hundredths, 0)
	if hundredths%10 != 0 || strings.HasPrefix(format, "0.00") {
		return DateReading{Date: two}, ok
	}
	one, okOne := NewDate(year, hundredths/10, 0)
	switch {
	case !okOne:
		return DateReading{}, false
	case !ok: // 1978.5 can't mean the month 50
		return DateReading{Date: one}, true
	}
	return DateReading{Date: one, Other: two}, true
}

// trimDate drops what offices write behind a date and what changes nothing: 1968年5月生, 2003.1., 2003年1月起.
func trimDate(s string) string {
	for {
		t := strings.TrimRight(s, ".-/、,，。 ")
		for _, word := range [...]string{"出生", "生", "起", "止", "入党", "转正"} {
			t = strings.TrimSuffix(t, word)
		}
		if t == s {
			return s
		}
		s = t
	}
}

// cutWeekday drops 星期一 and 周一, in brackets or not.
func cutWeekday(s string) string {
	for _, word := range [...]string{"星期", "礼拜", "周"} {
		i := strings.Index(s, word)
		if i <= 0 {
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i+len(word):])
		if !strings.ContainsRune("一二三四五六日天", r) {
			continue
		}
		head := strings.TrimRight(s[:i], "(（ ")
		return head + " " + strings.TrimLeft(s[i+len(word)+w:], ")） ")
	}
	return s
}

// dayParts stand before the time of day, or in its place.
var dayParts = [...]string{"上午", "下午", "中午", "晚上", "早上", "凌晨", "晚", "早"}

// cutTime drops a time of day: 00:00:00, T00:00:00Z, 上午9时30分.
func cutTime(s string) string {
	i := strings.IndexAny(s, ":：时点")
	if i < 0 && !strings.ContainsAny(s, "午晚早晨") {
		return s
	}
	head := s
	if i >= 0 {
		head = strings.TrimRight(s[:i], "0123456789")
		if head == s[:i] {
			return s // no hour
		}
	}
	head = strings.TrimRight(head, " ")
	for _, part := range dayParts {
		head = strings.TrimRight(strings.TrimSuffix(head, part), " ")
	}
	if i >= 0 && len(head) > 0 && s[len(head)] >= '0' && s[len(head)] <= '9' && !strings.HasSuffix(head, "T") &&
		!strings.HasSuffix(head, "日") && !strings.HasSuffix(head, "号") {
		return s // 2003.5:30 is no time behind a date
	}
	return strings.TrimSuffix(head, "T")
}

const chineseNumerals = "〇一二三四五六七八九"

// oneNumeral brings the ways to write Chinese numerals to one: 二OO三, 二○○三 and 二零零三 are 二〇〇三.
var oneNumeral = strings.NewReplacer("○", "〇", "◯", "〇", "零", "〇", "O", "〇", "o", "〇", "廿", "二十", "卅", "三十")

// chineseDigits turns 二〇〇三年十二月 into 2003年12月 and 元月 into 1月; texts without such words are returned as
// they are.
func chineseDigits(s string) string {
	s = strings.Replace(s, "元月", "1月", 1)
	if !strings.ContainsAny(s, chineseNumerals+"零十廿卅") {
		return s
	}
	s = oneNumeral.Replace(s)
	var b strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); {
		end := i
		for end < len(runes) && isNumeral(runes[end]) {
			end++
		}
		if end == i {
			b.WriteRune(runes[i])
			i++
			continue
		}
		writeNumerals(&b, runes[i:end])
		i = end
	}
	return b.String()
}

func isNumeral(r rune) bool { return r == '十' || strings.ContainsRune(chineseNumerals, r) }

// writeNumerals writes a run of numerals in digits: 二〇〇三, 十, 十二, 二十, 三十一.
func writeNumerals(b *strings.Builder, run []rune) {
	for i, r := range run {
		if r != '十' {
			b.WriteByte('0' + byte(numeralValue(r)))
			continue
		}
		if i == 0 {
			b.WriteByte('1')
		}
		if i == len(run)-1 {
			b.WriteByte('0')
		}
	}
}

func numeralValue(r rune) int {
	return utf8.RuneCountInString(chineseNumerals[:strings.IndexRune(chineseNumerals, r)])
}
