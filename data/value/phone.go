package value

import "strings"

// ParsePhone returns a phone number, or several separated by "、": mobile numbers as 11 digits, land lines as
// 0771-1234567, extensions behind another dash, numbers of other countries from + on. ok is false if s holds anything that is no number of 5 to 13 digits.
func ParsePhone(s string) (string, bool) {
	if isMobile(s) { // nearly all are
		return s, true
	}
	s = onePhoneSign.Replace(strings.TrimLeft(Clean(s), "'’‘`"))
	if !isASCII(s) {
		s = withoutPhoneWords(s)
	}
	if s == "" {
		return "", false
	}
	var out []string
	for group := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("、;/", r) }) {
		fields := strings.FieldsFunc(group, func(r rune) bool { return r == ',' || r == ' ' }) // which may tear a number, too
		for len(fields) > 0 {
			number, used := firstPhone(fields)
			if used == 0 {
				return "", false
			}
			out = append(out, number)
			fields = fields[used:]
		}
	}
	return strings.Join(out, "、"), len(out) > 0
}

// onePhoneSign brings the signs in phone numbers to few: ( is dropped, ) ends an area code as a dash does.
var onePhoneSign = strings.NewReplacer("—", "-", "–", "-", "‐", "-", "‑", "-", "−", "-", "―", "-", "－", "-", "（", "(", "）", ")",
	"，", ",", "；", ";", "转分机", "-", "转", "-", "分机", "-", "#", "-")

// mostPhoneParts are the blanks within one number: +86 138 0000 0000.
const mostPhoneParts = 4

// firstPhone reads the number at the head of fields, which blanks may have torn apart. A whole number in few fields
// is preferred to one in more, except that what looks whole may be the head of a longer one: 0771 1234567.
func firstPhone(fields []string) (number string, used int) {
	joined := ""
	for i, f := range fields[:min(len(fields), mostPhoneParts)] {
		if i > 0 && !strings.HasSuffix(joined, "-") && !strings.HasPrefix(f, "-") && !strings.HasPrefix(f, ")") {
			joined += " "
		}
		joined += f
		if n, sure := phoneShape(joined); sure {
			return n, i + 1
		} else if n != "" && used == 0 {
			number, used = n, i+1
		}
	}
	return number, used
}

// phoneShape reads one number, whose parts blanks may separate; "" if it is none. sure says that it is whole: a
// mobile number of 11 digits, or a land line with its area code.
func phoneShape(s string) (number string, sure bool) {
	if strings.Trim(s, "0123456789-+() ") != "" || strings.LastIndexByte(s, '+') > 0 {
		return "", false
	}
	d := digitsOf(s)
	abroad := strings.HasPrefix(s, "+")
	home := abroad && strings.HasPrefix(d, "86") || strings.HasPrefix(s, "0086")
	if abroad && !home {
		if len(d) < 7 || len(d) > 13 {
			return "", false
		}
		return "+" + d, false
	}
	if home || strings.HasPrefix(d, "861") && len(d) == 13 {
		s = s[strings.IndexByte(s, '6')+1:]
		s = strings.TrimLeft(s, "-() ")
		d = digitsOf(s)
	}
	if isMobile(d) {
		return d, true
	}
	if home && d != "" && d[0] != '0' {
		d, s = "0"+d, "0"+s
	}
	if len(d) > 0 && d[0] == '0' {
		return landLine(d, s)
	}
	if head, ext, ok := cutExtension(s); ok {
		return head + "-" + ext, false
	}
	if len(d) < 5 || len(d) > 13 || strings.Contains(strings.TrimSpace(s), " ") && len(d) != 7 && len(d) != 8 {
		return "", false
	}
	return d, false
}

// isMobile finds numbers of mobile telephones (电信网编号计划).
func isMobile(s string) bool { return len(s) == 11 && s[0] == '1' && digitsOf(s) == s }

// landLine reads a number that begins with an area code: 010 and 02x have three digits, all others four
// (电信网编号计划). Its local part has seven or eight; an extension of up to five stands behind a dash.
func landLine(d, s string) (number string, sure bool) {
	area := 4
	switch {
	case len(d) < 2 || d[1] == '0':
		return "", false
	case d[1] == '1' || d[1] == '2':
		area = 3
	}
	ext := ""
	if i := strings.LastIndexByte(s, '-'); i > 0 {
		if tail := digitsOf(s[i:]); len(tail) <= 5 && len(d)-len(tail) >= area+7 {
			d, ext = d[:len(d)-len(tail)], tail
		}
	}
	if local := len(d) - area; local != 7 && local != 8 {
		return "", false
	}
	number = d[:area] + "-" + d[area:]
	if ext != "" {
		number += "-" + ext
	}
	return number, true
}

// cutExtension reads 1234567-801: a local number and an extension.
func cutExtension(s string) (head, ext string, ok bool) {
	head, ext, ok = strings.Cut(s, "-")
	if !ok || digitsOf(head) != head || digitsOf(ext) != ext {
		return "", "", false
	}
	return head, ext, (len(head) == 7 || len(head) == 8) && len(ext) >= 1 && len(ext) <= 5
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// phoneWords say which of a person's own telephones a number is of; the longer ones come before those that they contain.
var phoneWords = [...]string{"联系电话", "手机号码", "手机号", "手机", "移动电话", "家庭电话", "住宅电话", "办公电话", "固定电话", "办公室", "宅电", "座机", "固话", "电话", "住宅", "办公", "本人", "宅", "家", "办"}

// withoutPhoneWords drops these words, with the signs around them: 手机:13800000001, 13800000001(手机), 宅2880001.
func withoutPhoneWords(s string) string {
	for _, w := range phoneWords {
		for i := strings.Index(s, w); i >= 0; i = strings.Index(s, w) {
			head, tail := s[:i], s[i+len(w):]
			if strings.HasSuffix(head, "(") && strings.HasPrefix(tail, ")") {
				head, tail = head[:len(head)-1], tail[1:]
			}
			tail = strings.TrimPrefix(strings.TrimPrefix(tail, ":"), "：")
			s = strings.TrimSpace(head) + " " + strings.TrimSpace(tail)
		}
	}
	return strings.TrimSpace(s)
}
