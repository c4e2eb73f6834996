package value

import "strings"

// ParsePhone returns a phone number, or several separated by "、", without blanks and dashes inside mobile numbers.
// Land lines keep the dash between area code and number. ok is false if s holds no number of 5 to 13 digits.
func ParsePhone(s string) (string, bool) {
	s = Clean(s)
	if s == "" {
		return "", false
	}
	fields := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、,，;；/ ", r) })
	var out []string
	for _, f := range joinShort(fields) {
		n, ok := onePhone(f)
		if !ok {
			return "", false
		}
		out = append(out, n)
	}
	return strings.Join(out, "、"), len(out) > 0
}

// joinShort puts 138 0000 0000 together again: groups too short to be a number belong to the next one.
func joinShort(fields []string) []string {
	var out []string
	open := ""
	for _, f := range fields {
		open += f
		if len(digitsOf(open)) >= 7 {
			out = append(out, open)
			open = ""
		}
	}
	if open != "" {
		out = append(out, open)
	}
	return out
}

func onePhone(s string) (string, bool) {
	if strings.Trim(s, "0123456789-+()（）") != "" {
		return "", false
	}
	d := digitsOf(s)
	if strings.HasPrefix(s, "+86") || strings.HasPrefix(d, "861") && len(d) == 13 {
		d = strings.TrimPrefix(d, "86")
	}
	switch {
	case len(d) == 11 && d[0] == '1':
		return d, true
	case len(d) < 5 || len(d) > 13:
		return "", false
	}
	if i := strings.IndexAny(s, "-)）"); i >= 3 && len(digitsOf(s[:i])) <= 4 && d[0] == '0' {
		area := digitsOf(s[:i])
		return area + "-" + d[len(area):], true
	}
	return d, true
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
