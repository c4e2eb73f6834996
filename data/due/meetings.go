package due

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// lookBack is for how many months meetings are looked for.
const lookBack = 12

// meetingsMissed finds the meetings that each branch had to hold in the last twelve whole months and didn't. An office
// that keeps no ledger of meetings isn't told of them, nor of those before its ledger begins; and a community without a
// branch owes none.
func meetingsMissed(s *scene) error {
	held := map[string][]value.Date{} // by community and type
	meets := map[string]bool{}        // communities that hold meetings
	var known value.Date              // from when the office knows of them
	err := s.each(ledger.Meeting, func(r catalog.Record) {
		if d := r.Date("date"); !d.IsZero() {
			key := r.Get("org").Canonical() + " " + r.Get("type").Canonical()
			held[key] = append(held[key], d)
			meets[r.Get("org").Canonical()] = true
			known = ledger.MeetingsFrom(known, r)
		}
	})
	if err != nil || len(held) == 0 {
		return err
	}
	return s.each(ledger.Org, func(r catalog.Record) {
		if !ledger.HasBranch(r) && !meets[r.ID] {
			return
		}
		for _, duty := range ledger.MeetingDuties() {
			s.missed(r, duty, known, held[r.ID+" "+duty.Type])
		}
	})
}

// missed notes the periods without a meeting of one type, as one item. The branch must be there when a period begins, and
// what is known of its meetings too.
func (s *scene) missed(org catalog.Record, duty ledger.MeetingDuty, known value.Date, held []value.Date) {
	begins := func(p period) bool {
		return known.Compare(p.first) <= 0 && org.Date("founded").Last().Compare(p.first) <= 0
	}
	var gaps []period
	for _, p := range periods(s.asof, duty.Months) {
		if begins(p) && !p.holds(held) {
			gaps = append(gaps, p)
		}
	}
	if len(gaps) == 0 {
		return
	}
	s.add(org, gaps[len(gaps)-1].last, "%s%s没有召开%s", org.Label(), inWords(gaps), ledger.MeetingType.Format(value.Text(duty.Type)))
}

// inWords lists periods, three and more that follow each other by the first and the last: 2003年2月、5月至9月.
func inWords(gaps []period) string {
	year := 0 // the one named last
	name := func(p period) string {
		word := p.String()
		if p.first.Year == year {
			word = strings.TrimPrefix(word, fmt.Sprintf("%d年", year))
		}
		year = p.first.Year
		return word
	}
	var words []string
	for i := 0; i < len(gaps); {
		n := 1
		for i+n < len(gaps) && gaps[i+n].first == gaps[i+n-1].last.AddDays(1) {
			n++
		}
		if n < 3 {
			n = 1
		}
		word := name(gaps[i])
		if n > 1 {
			word += "至" + name(gaps[i+n-1])
		}
		words = append(words, word)
		i += n
	}
	return strings.Join(words, "、")
}

// period is a month, a quarter or a year of the calendar.
type period struct{ first, last value.Date }

// periods returns the periods of so many months that were over at asof and began within lookBack months; of years the
// last one alone.
func periods(asof value.Date, months int) []period {
	this := value.Date{Year: asof.Year, Month: (asof.Month-1)/months*months + 1}
	if this.AddMonths(months-1).Last() == asof {
		this = this.AddMonths(months)
	}
	var out []period
	for n := lookBack / months; n > 0; n-- {
		first := this.AddMonths(-n * months)
		out = append(out, period{first.First(), first.AddMonths(months - 1).Last()})
	}
	return out
}

// holds reports whether one of the meetings was within the period. One of which the year alone is known is within
// every part of it.
func (p period) holds(meetings []value.Date) bool {
	for _, d := range meetings {
		if d.Last().Compare(p.first) >= 0 && d.First().Compare(p.last) <= 0 {
			return true
		}
	}
	return false
}

// String returns the period in words: 2003年4月, 2003年第2季度, 2002年.
func (p period) String() string {
	switch months := p.last.Month - p.first.Month + 1; months {
	case 1:
		return value.Date{Year: p.first.Year, Month: p.first.Month}.Chinese()
	case 12:
		return fmt.Sprintf("%d年", p.first.Year)
	default:
		return fmt.Sprintf("%d年第%d季度", p.first.Year, (p.first.Month-1)/months+1)
	}
}
