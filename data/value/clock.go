package value

import (
	"fmt"
	"strings"
)

// ParseClock reads a time of day and returns it in minutes after midnight: 9:30, 09：30, 9点半, 15时, 下午3:00. Seconds
// are dropped; 24:00 is the end of a day.
func ParseClock(s string) (minutes int, ok bool) {
	s = Tight(Clean(s))
	afternoon := false
	for _, word := range []string{"上午", "早上", "中午", "下午", "晚上", "AM", "PM"} {
		if rest, cut := strings.CutPrefix(s, word); cut {
			s, afternoon = rest, word == "下午" || word == "晚上" || word == "PM"
			break
		}
	}
	hour, rest, ok := leadingNumber(s)
	if !ok {
		return 0, false
	}
	minute, ok := minutesOf(rest)
	if afternoon && hour < 12 {
		hour += 12
	}
	minutes = hour*60 + minute
	return minutes, ok && minutes <= 24*60
}

// minutesOf reads what stands behind the hour.
func minutesOf(s string) (int, bool) {
	s, sign := cutClockMark(s)
	switch {
	case !sign:
		return 0, false
	case s == "" || s == "整":
		return 0, true
	case s == "半":
		return 30, true
	case s == "一刻":
		return 15, true
	}
	minute, rest, ok := leadingNumber(s)
	if !ok || minute > 59 {
		return 0, false
	}
	if rest == "" || rest == "分" {
		return minute, true
	}
	second, rest, ok := leadingNumber(strings.TrimPrefix(rest, ":"))
	return minute, ok && second <= 59 && strings.TrimSuffix(rest, "秒") == ""
}

func cutClockMark(s string) (rest string, ok bool) {
	for _, mark := range []string{":", "：", "点", "时"} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			return rest, rest != "" || mark == "点" || mark == "时"
		}
	}
	return s, false
}

// leadingNumber cuts one or two digits from the start of s.
func leadingNumber(s string) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && i < 3 && isDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i == 1 || i == 2
}

// FormatClock writes minutes after midnight: 09:30.
func FormatClock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }
