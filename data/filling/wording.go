package filling

import (
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// foldSigns brings brackets, colons and separators of headings to one form.
var foldSigns = strings.NewReplacer("（", "(", "）", ")", "【", "(", "】", ")", "[", "(", "]", ")", "〔", "(", "〕", ")", "：", ":", "，", ",", "。", ".", "＊", "*", "＿", "_", "　", " ")

// hints are what a heading says of how its column is to be filled in.
type hints struct {
	plain   []string // the heading without these hints
	dates   dateStyle
	codes   map[string]string // word → code: 男 → 1
	coded   bool              // the codes of the national standard are wanted
	mark    string            // √
	cross   string            // the mark for no, if the heading shows one
	scale   int64             // how many yuan one unit is; 0 if the heading doesn't say
	years   bool              // an age in brackets stands behind the date
	words   []string          // from which to choose: 正式党员/预备党员
	starred bool              // it must be filled in
	asof    value.Date        // the day on which an age is counted
	whether bool              // yes or no is asked
}

var (
	inBrackets = regexp.MustCompile(`\(([^()]*)\)`)
	looseHint  = regexp.MustCompile(`(?i)[,;:]?(格式|例如|例|如|样式)[:为]?\s*["“']?([0-9yYmMdD年月日./-]{6,})["”']?.*$`)
	codePairs  = regexp.MustCompile(`(\d{1,2})[.、:=\-–—]?([\p{Han}]{1,8})`)
	pairsCode  = regexp.MustCompile(`([\p{Han}]{1,8}?)[填为:=\-–—]?(\d{1,2})`)
	codeWord   = regexp.MustCompile(`(代码|编码|代号)$`)
)

// readHints takes a heading apart.
func readHints(heading []string) hints {
	var h hints
	for _, level := range heading {
		s := foldSigns.Replace(value.Tight(level))
		h.starred = h.starred || strings.HasPrefix(s, "*") || strings.HasSuffix(s, "*") || strings.Contains(s, "必填")
		for _, m := range inBrackets.FindAllStringSubmatch(s, -1) {
			h.remark(m[1])
		}
		s = inBrackets.ReplaceAllString(s, "")
		if m := looseHint.FindStringSubmatch(s); m != nil {
			h.remark(m[0])
			s = looseHint.ReplaceAllString(s, "")
		}
		s = strings.Trim(s, "*:,;.")
		if w := codeWord.ReplaceAllString(s, ""); w != s && w != "" && w != "组织机构" {
			s, h.coded = w, true
		}
		h.plain = append(h.plain, s)
	}
	if n := len(heading); n > 0 && h.dates.isZero() {
		h.dates = usualDates(h.plain[n-1])
	}
	return h
}

// remark reads what stands in brackets.
func (h *hints) remark(s string) {
	if style, ok := dateStyleOf(s); ok {
		h.dates = style
	}
	for _, mark := range []string{"√", "✓", "✔", "☑"} {
		if strings.Contains(s, mark) {
			h.mark = mark
		}
	}
	for _, cross := range []string{"×", "✗", "✕"} {
		if strings.Contains(s, cross) {
			h.cross = cross
		}
	}
	switch {
	case strings.HasPrefix(s, "万元"):
		h.scale = 10000
	case strings.HasPrefix(s, "千元"):
		h.scale = 1000
	case s == "元" || s == "人民币元":
		h.scale = 1
	case s == "岁" || s == "周岁":
		h.years = true
	case s == "代码" || s == "编码":
		h.coded = true
	}
	if r, ok := value.ParseDate(strings.Trim(s, "截至止到日期:")); ok && r.Date.Precision() == value.FullDate && strings.ContainsAny(s, "截止") {
		h.asof = r.Date
	}
	h.pairs(s)
	if words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/、,或|", r) }); len(words) >= 2 {
		h.words = words
	}
}

// choices returns the words of the heading if all of them are values of the field.
func (h *hints) choices(f *catalog.Field) []string {
	if f == nil {
		return nil
	}
	if _, ok := f.Type.(*catalog.ChoiceOf); !ok {
		return nil
	}
	for _, w := range h.words {
		if _, ok := parseWord(f.Type, w); !ok {
			return nil
		}
	}
	return h.words
}

// pairs reads codes that the heading lists: 1男2女, 是填1否填0.
func (h *hints) pairs(s string) {
	codes := map[string]string{}
	for _, m := range codePairs.FindAllStringSubmatch(s, -1) {
		codes[m[2]] = m[1]
	}
	if len(codes) < 2 || s != "" && (s[0] < '0' || s[0] > '9') {
		codes = map[string]string{}
		for _, m := range pairsCode.FindAllStringSubmatch(s, -1) {
			codes[strings.TrimRight(m[1], "填为")] = m[2]
		}
	}
	if len(codes) >= 2 && h.dates.isZero() {
		h.codes = codes
	}
}

// dateStyle is a wording of dates. The zero dateStyle is the one of the forms of organisation departments.
type dateStyle struct {
	sep     string // between the parts: "." "-" "/" "" or "年"
	day     bool   // the day is wanted
	month   bool   // the month is wanted; false with a set style: the year alone
	noZero  bool   // 1965.5 instead of 1965.05
	settled bool   // the heading, an example or a format has said so
}

func (d dateStyle) isZero() bool { return !d.settled }

var (
	shownDate  = regexp.MustCompile(`(\d{4}|[yY]{4})\s*([./\-年])\s*(\d{1,2}|[mM]{1,2})(?:\s*([./\-月])\s*(\d{1,2}|[dD]{1,2})?)?`)
	packedDate = regexp.MustCompile(`(?:^|[^\d])((?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?|[yY]{4}[mM]{2}(?:[dD]{2})?)(?:$|[^\d])`)
)

// dateStyleOf reads the wording of an example such as 1965.10, YYYY-MM-DD, 19651001 or 1965年10月.
func dateStyleOf(s string) (d dateStyle, ok bool) {
	if m := shownDate.FindStringSubmatch(s); m != nil {
		month := m[3]
		return dateStyle{sep: m[2], month: true, day: m[5] != "", settled: true, noZero: len(month) == 1}, true
	}
	if m := packedDate.FindStringSubmatch(s); m != nil {
		return dateStyle{month: true, day: len(m[1]) == 8, settled: true}, true
	}
	switch {
	case strings.Contains(s, "年月日"):
		return dateStyle{sep: ".", month: true, day: true, settled: true}, true
	case strings.Contains(s, "年月"), strings.Contains(s, "年/月"):
		return dateStyle{sep: ".", month: true, settled: true}, true
	case strings.HasPrefix(s, "8位") || strings.HasPrefix(s, "八位"):
		return dateStyle{month: true, day: true, settled: true}, true
	case strings.HasPrefix(s, "6位") || strings.HasPrefix(s, "六位"):
		return dateStyle{month: true, settled: true}, true
	}
	return dateStyle{}, false
}

// usualDates is what a heading without an example means: 出生年月 wants no day, 年月日 and 日期 want one if it is known.
func usualDates(heading string) dateStyle {
	if strings.HasSuffix(heading, "年月") {
		return dateStyle{sep: ".", month: true}
	}
	return dateStyle{sep: ".", month: true, day: true}
}

// write writes a date. lacking says what the form wants and the date doesn't have.
func (d dateStyle) write(v value.Date) (s, lacking string) {
	want := v
	switch {
	case !d.day:
		want.Day = 0
	case d.settled && v.Precision() < value.FullDate:
		lacking = "只知道" + v.Chinese() + ",不知道哪一天"
	}
	if d.month && v.Month == 0 {
		lacking = "只知道" + v.Chinese() + ",不知道月份"
	}
	switch d.sep {
	case "年":
		return want.Chinese(), lacking
	case "":
		return strings.ReplaceAll(want.String(), "-", ""), lacking
	}
	s = strings.ReplaceAll(want.String(), "-", d.sep)
	if d.noZero {
		s = strings.ReplaceAll(s, d.sep+"0", d.sep)
	}
	return s, lacking
}

// words names the wording for the report.
func (d dateStyle) words() string {
	s, _ := d.write(value.Date{Year: 1968, Month: 5, Day: 12})
	return s
}

// parseWord reads a word of a form by the type of a field: 01汉族 and 1-男 too.
func parseWord(t catalog.Type, word string) (value.Value, bool) {
	for _, w := range []string{word, strings.TrimLeft(value.Tight(word), "0123456789.、-—–:： ")} {
		if v, p := t.Parse(catalog.TextCell(w)); w != "" && p == nil && v.Canonical() != "" {
			return v, true
		}
	}
	return value.Value{}, false
}
