package value

import (
	"math"
	"strconv"
	"strings"
)

// ParseInt reads a whole number as offices write it: 1,200 · 30人 · 12500人次 · 1.2万 · 3.0. The unit behind it is
// dropped.
func ParseInt(s string) (int64, bool) {
	f, ok := parseNumber(s)
	if !ok {
		f, ok = inWords(s)
	}
	n := math.Round(f)
	if !ok || math.Abs(f-n) > 1e-9*math.Max(1, math.Abs(f)) || math.Abs(f) > 1e15 {
		return 0, false
	}
	return int64(n), true
}

// countWords may stand behind a number in words: 一间, 三百余人.
var countWords = [...]string{"人次", "余", "多", "个", "间", "处", "块", "套", "台", "人", "名", "户", "次", "场", "期", "份", "条", "张", "幅", "本", "座", "所", "栋", "届", "岁", "天"}

// inWords reads a number in Chinese numerals with nothing but a word of measure behind it: 一间, 十二名, 三百余人.
func inWords(s string) (float64, bool) {
	s = oneNumeral.Replace(strings.TrimLeft(Tight(s), "约共计"))
	bare := s
	for _, w := range countWords {
		bare = strings.TrimSuffix(bare, w)
	}
	bare = strings.TrimRight(bare, "余多")
	if bare == s { // words alone may mean anything
		return 0, false
	}
	if s = bare; s == "" || len(s) > 24 {
		return 0, false
	}
	total, digit, any := 0.0, -1.0, false
	for _, r := range s {
		scale := map[rune]float64{'十': 10, '百': 100, '千': 1000, '万': 1e4}[r]
		switch {
		case r == '两':
			digit, any = 2, true
		case strings.ContainsRune(chineseNumerals, r):
			if digit > 0 {
				return 0, false // 二〇〇三 is a year
			}
			digit, any = float64(numeralValue(r)), true
		case r == '万' && any:
			total, digit = (total+max(digit, 0))*scale, -1
		case r == '十' && digit < 0 && total == 0:
			total, any = 10, true
		case scale > 0 && digit > 0:
			total, digit = total+digit*scale, -1
		default:
			return 0, false
		}
	}
	return total + max(digit, 0), any
}

// ParseMoney reads an amount in yuan and returns it in fen, rounded: 1,200.50 · ¥300 · 300元 · 1.2万元.
func ParseMoney(s string) (fen int64, ok bool) {
	f, ok := parseNumber(s)
	if !ok || math.Abs(f) > 1e13 {
		return 0, false
	}
	return int64(math.Round(f * 100)), true
}

// numberScales are the words for powers of ten that may begin a unit: 1.2万元, 3千人次.
var numberScales = []struct {
	word  string
	scale float64
}{{"万", 1e4}, {"亿", 1e8}, {"千", 1e3}, {"百", 1e2}}

// denials are characters of words behind a number that take it back: 80(未交), 50(欠).
const denials = "未没欠免"

// longestUnit is the most characters of a unit: 元(人民币).
const longestUnit = 6

func parseNumber(s string) (float64, bool) {
	s = strings.TrimPrefix(strings.TrimLeft(Tight(joinThousands(Clean(s))), "约共计"), "人民币")
	s = strings.TrimLeft(s, "¥￥")
	end := len(s)
	for i, r := range s {
		if (r < '0' || r > '9') && !strings.ContainsRune(".,-+，", r) && (r != 'e' && r != 'E' || i == 0) {
			end = i
			break
		}
	}
	scale, ok := unitScale(s[end:])
	if !ok {
		return 0, false
	}
	digits, ok := withoutThousands(s[:end])
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, false
	}
	return f * scale, true
}

// unitScale reads what stands behind a number: Chinese words, perhaps in brackets, perhaps 万 first.
func unitScale(unit string) (scale float64, ok bool) {
	if strings.ContainsAny(unit, denials) {
		return 0, false
	}
	unit = strings.TrimLeft(unit, "(（")
	n := 0
	for _, r := range unit {
		if !isHan(r) && !strings.ContainsRune("()（）/㎡", r) || isNumeral(r) {
			return 0, false
		}
		n++
	}
	if n > longestUnit {
		return 0, false
	}
	for _, x := range numberScales {
		if strings.HasPrefix(unit, x.word) {
			return x.scale, !startsWithScale(unit[len(x.word):])
		}
	}
	return 1, true
}

func startsWithScale(s string) bool {
	for _, x := range numberScales {
		if strings.HasPrefix(s, x.word) {
			return true
		}
	}
	return false
}

// joinThousands turns the blanks of 12 500 into commas: of 3 5 nobody knows what it means.
func joinThousands(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	b := []byte(s)
	for i := 1; i < len(b)-1; i++ {
		if b[i] == ' ' && isDigit(b[i-1]) && isDigit(b[i+1]) {
			b[i] = ','
		}
	}
	return string(b)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// withoutThousands drops the commas of 1,234,567; ok is false if they stand elsewhere than before three digits.
func withoutThousands(s string) (digits string, ok bool) {
	if !strings.ContainsAny(s, ",，") {
		return s, true
	}
	s = strings.ReplaceAll(s, "，", ",")
	whole, fraction, _ := strings.Cut(s, ".")
	if strings.Contains(fraction, ",") {
		return "", false
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if i == 0 && strings.Trim(g, "+-") == "" || i == 0 && len(strings.TrimLeft(g, "+-")) > 3 || i > 0 && len(g) != 3 {
			return "", false
		}
	}
	return strings.ReplaceAll(s, ",", ""), true
}

// FormatCents writes fen as yuan with both decimals: 300.00, 12.50.
func FormatCents(fen int64) string {
	s := FormatMoney(fen)
	_, cents, _ := strings.Cut(s, ".")
	if cents == "" {
		s += "."
	}
	return s + "00"[len(cents):]
}

// FormatMoney writes fen as yuan without needless zeros: 300, 12.5, 0.05.
func FormatMoney(fen int64) string {
	sign, n := "", uint64(fen)
	if fen < 0 {
		sign, n = "-", -n
	}
	s := sign + strconv.FormatUint(n/100, 10)
	if c := n % 100; c != 0 {
		s += "." + strings.TrimRight(strconv.FormatUint(100+c, 10)[1:], "0")
	}
	return s
}
