package filling

import (
	"regexp"
	"strconv"
	"strings"

	"taizhang/data/value"
)

// What a form says above its table of days, with the signs of foldHeading.
var (
	dayAbove   = regexp.MustCompile(`((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日`)
	daysAbove  = regexp.MustCompile(`((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})日)?起?[-—–~～至到]+(?:((?:19|20)\d{2})年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?`)
	spanAbove  = regexp.MustCompile(`((?:19|20)\d{2})年?(\d{1,2})[-—–~～至到](\d{1,2})月`)
	monthAbove = regexp.MustCompile(`((?:19|20)\d{2})年(\d{1,2})月`)
	partAbove  = regexp.MustCompile(`((?:19|20)\d{2})年度?(?:第)?(?:([一二三四1-4])季度|([上下])半年)`)
	fullAbove  = regexp.MustCompile(`((?:19|20)\d{2})年`)
	madeOn     = regexp.MustCompile(`(填报|填表|制表|上报|报送)(日期|时间)`)
	dotted     = regexp.MustCompile(`(?:19|20)\d{2}(?:\.\d{1,2}\.\d{1,2}|/\d{1,2}/\d{1,2}|-\d{1,2}-\d{1,2}|[./]\d{1,2})[月日]?`)
)

// spelt writes the dates of a line in characters: 2003.6.30 is 2003年6月30日.
func spelt(line string) string {
	return dotted.ReplaceAllStringFunc(line, func(s string) string {
		parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("./-月日", r) })
		s = parts[0] + "年" + parts[1] + "月"
		if len(parts) > 2 {
			s += parts[2] + "日"
		}
		return s
	})
}

// readPeriod takes the day on which ages are counted, and the period of logs, from a line above the table. The day on
// which the form was made is neither.
func (b *Blank) readPeriod(line string) {
	line = spelt(line)
	if at := madeOn.FindStringIndex(line); at != nil {
		line = line[:at[0]]
	}
	c := b.counts
	switch {
	case daysAbove.MatchString(line):
		c.setDays(daysAbove.FindStringSubmatch(line))
	case dayAbove.MatchString(line):
		m := dayAbove.FindStringSubmatch(line)
		if d, ok := value.NewDate(number(m[1]), number(m[2]), number(m[3])); ok {
			b.Date = d
		}
	case spanAbove.MatchString(line):
		m := spanAbove.FindStringSubmatch(line)
		c.setMonths(number(m[1]), [2]int{number(m[2]), number(m[3])})
	case partAbove.MatchString(line):
		m := partAbove.FindStringSubmatch(line)
		c.setMonths(number(m[1]), quarter(m[2], m[3]))
	case monthAbove.MatchString(line):
		m := monthAbove.FindStringSubmatch(line)
		c.setMonths(number(m[1]), [2]int{number(m[2]), number(m[2])})
	case fullAbove.MatchString(line):
		c.setMonths(number(fullAbove.FindStringSubmatch(line)[1]), [2]int{1, 12})
	}
}

// number returns the number of some digits, 0 for none.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// setDays takes the period of daysAbove: what its end doesn't say is that of its beginning. One whose end can't be read, as
// 至今, is none.
func (c *counts) setDays(m []string) {
	if m[5] == "" && m[6] == "" {
		return
	}
	year, month := number(m[1]), number(m[2])
	from, ok := value.NewDate(year, month, number(m[3]))
	if m[4] != "" {
		year = number(m[4])
	}
	if m[5] != "" {
		month = number(m[5])
	}
	to, okTo := value.NewDate(year, month, number(m[6]))
	if ok && okTo && month > 0 && from.Month > 0 {
		c.setPeriod(from, to)
	}
}

func (c *counts) setMonths(year int, months [2]int) {
	if months[0] >= 1 && months[1] <= 12 {
		c.setPeriod(value.Date{Year: year, Month: months[0]}, value.Date{Year: year, Month: months[1]})
	}
}

// setPeriod takes the first period that the form says.
func (c *counts) setPeriod(from, to value.Date) {
	if c.from.IsZero() && from.First().Compare(to.Last()) <= 0 {
		c.from, c.to = from, to
	}
}

// year is the one of which months in headings are.
func (c *counts) year() int {
	if !c.from.IsZero() {
		return c.from.Year
	}
	return c.blank.asof(&Column{}).Year
}
