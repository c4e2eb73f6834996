package ledger

import (
	"cmp"
	"fmt"
	"slices"

	"taizhang/data/value"
)

// Season is a time of the year in which offices visit people and bring gifts, around one holiday or two.
type Season struct {
	Name string
	// days gives the holidays of a year, the first and the last, and the days around them in which visits belong
	// to the season; ok is false in years whose lunar calendar isn't known.
	days func(year int) (days seasonDays, ok bool)
}

// seasonDays are those of one year: the holidays, and from when to when visits are made for them. Those of neighbours may
// overlap; Periods parts them.
type seasonDays struct {
	from, first, last, to value.Date
}

// Seasons returns the seasons in the order of a year that begins with the visits of New Year and the Spring Festival.
// Those of the lunar calendar follow it: 腊八, 小年 and 除夕 lie within 元旦春节 whatever the year, which ends with 元宵节.
// 重阳节 goes on through October, the month of respect for the old (敬老月).
func Seasons() []Season {
	return []Season{
		{"元旦春节", func(year int) (seasonDays, bool) {
			spring, ok := value.LunarDate(year, 1, 1)
			return seasonDays{on(year-1, 12, 15), on(year, 1, 1), spring, spring.AddDays(14)}, ok
		}},
		{"六一儿童节", fixed(5, 20, 6, 1, 6, 10)},
		{"端午节", func(year int) (seasonDays, bool) {
			day, ok := value.LunarDate(year, 5, 5)
			return seasonDays{day.AddDays(-10), day, day, day.AddDays(2)}, ok
		}},
		{"七一", fixed(6, 15, 7, 1, 7, 10)},
		{"八一", fixed(7, 20, 8, 1, 8, 10)},
		{"中秋国庆", func(year int) (seasonDays, bool) {
			moon, ok := value.LunarDate(year, 8, 15)
			nation := on(year, 10, 1)
			return seasonDays{earlier(moon.AddDays(-14), on(year, 9, 15)), earlier(moon, nation), later(moon, nation), later(moon.AddDays(2), on(year, 10, 7))}, ok
		}},
		{"重阳节", func(year int) (seasonDays, bool) {
			day, ok := value.LunarDate(year, 9, 9)
			return seasonDays{day.AddDays(-7), day, day, later(day.AddDays(7), on(year, 10, 31))}, ok
		}},
	}
}

// fixed are the days of a season around a holiday of the solar calendar.
func fixed(fromMonth, fromDay, month, day, toMonth, toDay int) func(int) (seasonDays, bool) {
	return func(year int) (seasonDays, bool) {
		holiday := on(year, month, day)
		return seasonDays{on(year, fromMonth, fromDay), holiday, holiday, on(year, toMonth, toDay)}, true
	}
}

func on(year, month, day int) value.Date { return value.Date{Year: year, Month: month, Day: day} }

func earlier(a, b value.Date) value.Date {
	if b.Compare(a) < 0 {
		return b
	}
	return a
}

func later(a, b value.Date) value.Date {
	if b.Compare(a) > 0 {
		return b
	}
	return a
}

// Period is a season in one year.
type Period struct {
	Name     string // 2003年元旦春节
	From, To value.Date
}

// Periods returns the seasons that are named after a year, the earliest first: 2003年元旦春节 begins in December 2002. Each
// day lies in one of them at most: where two holidays are close, what lies between them belongs to the second.
func Periods(year int) []Period {
	type named struct {
		name string
		seasonDays
	}
	var all []named
	for _, s := range Seasons() {
		if w, ok := s.days(year); ok {
			all = append(all, named{fmt.Sprintf("%d年%s", year, s.Name), w})
		}
	}
	slices.SortStableFunc(all, func(a, b named) int {
		return cmp.Or(a.last.Compare(b.last), a.first.Compare(b.first))
	})
	var out []Period
	for i := range all {
		w := &all[i]
		if i+1 < len(all) {
			if next := &all[i+1]; next.from.Compare(w.to) <= 0 {
				end := later(w.last, next.from.AddDays(-1))
				w.from, next.to = earlier(w.from, next.from), later(w.to, next.to)
				w.to, next.from = end, end.AddDays(1)
			}
		}
		out = append(out, Period{Name: w.name, From: w.from, To: w.to})
	}
	return out
}

// Holds reports whether a day lies in the period; of a month or a year whose day isn't known, whether it can.
func (p Period) Holds(d value.Date) bool {
	return !d.IsZero() && d.Last().Compare(p.From) >= 0 && d.First().Compare(p.To) <= 0
}

// PeriodsOf returns the periods in which some of the days lie, the latest first. Days known only by their year are
// passed over.
func PeriodsOf(days []value.Date) []Period {
	years := map[int]bool{}
	for _, d := range days {
		if d.Precision() > value.YearOnly {
			years[d.Year], years[d.Year+1] = true, true // December is of the next year's New Year
		}
	}
	var out []Period
	for year := range years {
		for _, p := range Periods(year) {
			if slices.ContainsFunc(days, func(d value.Date) bool { return d.Precision() > value.YearOnly && p.Holds(d) }) {
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b Period) int { return b.From.Compare(a.From) })
	return out
}
