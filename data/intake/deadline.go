package intake

import (
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Where something is to be done by a day, offices write a bound instead of the day: 2024年6月30日前, 12月底, 第三季度, 全年.
// It is kept with the precision that it has: by the end of June is June.

// boundWords stand behind the date of a bound, the longer ones first.
var boundWords = []string{"之前", "以前", "为止", "底前", "末前", "前", "底", "末", "内"}

// spans are the parts of a year that stand for their last month.
var spans = regexp.MustCompile(`^(?:(\d{4})年)?(?:第?([一二三四1-4])季度?|(上半年)|下半年|全年|年)$`)

// deadline reads a bound, in the year of its row or table where it names none; ok is false for anything else.
func deadline(said string, year int) (d value.Date, ok bool) {
	s := value.Tight(said)
	for _, w := range boundWords {
		if cut, found := strings.CutSuffix(s, w); found {
			s = cut
			break
		}
	}
	if m := spans.FindStringSubmatch(s); m != nil {
		return endOfSpan(m, year)
	}
	if s == value.Tight(said) {
		return value.Date{}, false
	}
	if r, ok := value.ParseDate(s); ok && !r.Guessed && r.Other.IsZero() {
		if r.Date.Month == 0 {
			r.Date.Month = 12
		}
		return r.Date, true
	}
	return inYear(catalog.TextCell(s), year)
}

// endOfSpan returns the last month of a quarter, a half or a whole year.
func endOfSpan(m []string, year int) (value.Date, bool) {
	if n, ok := value.ParseInt(m[1]); ok {
		year = int(n)
	}
	month := 12
	switch {
	case m[2] != "":
		month = 3 * (1 + strings.Index("一二三四", m[2])/len("一"))
		if i := strings.Index("1234", m[2]); i >= 0 {
			month = 3 * (1 + i)
		}
	case m[3] != "":
		month = 6
	}
	if year == 0 {
		return value.Date{}, false
	}
	return value.NewDate(year, month, 0)
}

// byDeadline settles a date that sets a bound.
func (rd *reader) byDeadline(r int, values []value.Value, m mark) bool {
	if m.field < 0 || !rd.kind.Fields[m.field].Deadline {
		return false
	}
	d, ok := deadline(text(rd.t.grid.over(r, int(m.col))), rd.yearOf(values))
	if !ok {
		return false
	}
	values[m.field] = d.Value()
	rd.tells(told{toldDeadline, int(m.field)})
	return true
}
