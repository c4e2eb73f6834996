package ledger

import (
	"fmt"

	"taizhang/data/value"
)

// Season is a time of the year in which offices visit people and bring gifts. Holidays of the lunar calendar lie
// somewhere within theirs, so no calendar is asked.
type Season struct {
	Name                 string
	fromMonth, fromDay   int
	untilMonth, untilDay int // before the first month: of the year after
}

// Seasons returns the seasons in the order of a year that begins with the visits of New Year and the Spring Festival.
func Seasons() []Season {
	return []Season{
		{"元旦春节", 12, 15, 3, 5},
		{"六一儿童节", 5, 20, 6, 10},
		{"七一", 6, 15, 7, 10},
		{"八一", 7, 20, 8, 10},
		{"中秋国庆", 9, 1, 10, 7},
		{"重阳节", 10, 8, 11, 20},
	}
}

// Period is a season in one year.
type Period struct {
	Name     string // 2003年元旦春节
	From, To value.Date
}

// In returns the season that is named after a year: 2003年元旦春节 begins in December 2002.
func (s Season) In(year int) Period {
	p := Period{Name: fmt.Sprintf("%d年%s", year, s.Name)}
	p.From, p.To = value.Date{Year: year, Month: s.fromMonth, Day: s.fromDay}, value.Date{Year: year, Month: s.untilMonth, Day: s.untilDay}
	if s.untilMonth < s.fromMonth {
		p.From.Year--
	}
	return p
}

// Holds reports whether a day lies in the period; of a month or a year whose day isn't known, whether it can.
func (p Period) Holds(d value.Date) bool {
	return !d.IsZero() && d.Last().Compare(p.From) >= 0 && d.First().Compare(p.To) <= 0
}

// PeriodsOf returns the periods in which some of the days lie, the latest first. Days known only by their year are
// passed over.
func PeriodsOf(days []value.Date) []Period {
	var out []Period
	first, last := 0, -1
	for _, d := range days {
		if d.Precision() == value.YearOnly || d.IsZero() {
			continue
		}
		if last < first {
			first, last = d.Year, d.Year+1
		}
		first, last = min(first, d.Year), max(last, d.Year+1)
	}
	seasons := Seasons()
	for year := last; year >= first; year-- {
		for i := len(seasons) - 1; i >= 0; i-- {
			p := seasons[i].In(year)
			for _, d := range days {
				if d.Precision() != value.YearOnly && p.Holds(d) {
					out = append(out, p)
					break
				}
			}
		}
	}
	return out
}
