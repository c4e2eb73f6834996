package value

import (
	"math"
	"strconv"
	"strings"
)

// ParseInt reads a whole number as offices write it: 1,200 · 30人 · 12500人次 · 3.0. The unit behind it is dropped.
func ParseInt(s string) (int64, bool) {
	f, ok := parseNumber(s)
	if !ok || f != math.Trunc(f) || math.Abs(f) > 1e15 {
		return 0, false
	}
	return int64(f), true
}

// ParseMoney reads an amount in yuan and returns it in fen: 1,200.50 · ¥300 · 300元 · 1.2万元.
func ParseMoney(s string) (fen int64, ok bool) {
	f, ok := parseNumber(s)
	if !ok || math.Abs(f) > 1e13 {
		return 0, false
	}
	return int64(math.Round(f * 100)), true
}

func parseNumber(s string) (float64, bool) {
	s = Tight(s)
	s = strings.TrimLeft(s, "¥￥约计共")
	scale := 1.0
	end := len(s)
	for i, r := range s {
		if (r < '0' || r > '9') && !strings.ContainsRune(".,-+eE，", r) {
			end = i
			break
		}
	}
	unit := s[end:]
	if strings.HasPrefix(unit, "万") {
		scale = 1e4
	}
	if len([]rune(unit)) > 4 || strings.ContainsAny(unit, "0123456789") {
		return 0, false
	}
	digits := strings.NewReplacer(",", "", "，", "").Replace(s[:end])
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, false
	}
	return f * scale, true
}

// FormatMoney writes fen as yuan without needless zeros: 300, 12.5, 0.05.
func FormatMoney(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	s := sign + strconv.FormatInt(fen/100, 10)
	if c := fen % 100; c != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(100+c, 10)[1:], "0")
	}
	return s
}
