package ledger

import (
	"slices"
	"testing"

	"taizhang/data/value"
)

// TestSeasonsFollowTheLunarCalendar: the same day of the year belongs to another holiday, or to none, as the moon has it.
func TestSeasonsFollowTheLunarCalendar(t *testing.T) {
	for day, want := range map[string]string{
		"2002-12-14": "", "2002-12-15": "2003年元旦春节", "2003-02-15": "2003年元旦春节", "2003-02-16": "", // 元宵节 on 15 February
		"2004-02-05": "2004年元旦春节", "2004-02-06": "", // and on 5 February
		"2015-03-05": "2015年元旦春节", "2015-03-06": "",
		"2003-06-01": "2003年六一儿童节", "2003-06-02": "2003年端午节", "2003-06-06": "2003年端午节", // 端午节 on 4 June
		"2012-06-02": "2012年六一儿童节", "2012-06-13": "2012年端午节", "2012-06-25": "2012年七一", // and on 23 June
		"2003-09-11": "2003年中秋国庆", "2003-10-01": "2003年中秋国庆", "2003-10-02": "2003年重阳节", "2003-10-31": "2003年重阳节",
		"2025-10-07": "2025年中秋国庆", "2025-10-29": "2025年重阳节", "2025-11-05": "2025年重阳节", // 中秋节 on 6 October, 重阳节 on the 29th
		"2003-11-20": "",
	} {
		d, ok := value.Text(day).Date()
		if !ok {
			t.Fatal(day)
		}
		got := ""
		for _, p := range PeriodsOf([]value.Date{d}) {
			got += p.Name
		}
		if got != want {
			t.Errorf("%s belongs to %q, want %q", day, got, want)
		}
	}
}

// TestNoDayIsOfTwoSeasons goes through all years: nobody signs twice for one visit, and no holiday is outside its season.
func TestNoDayIsOfTwoSeasons(t *testing.T) {
	var before Period
	for year := 1901; year <= 2099; year++ {
		all := Periods(year)
		if len(all) != len(Seasons()) {
			t.Fatalf("%d has %d seasons", year, len(all))
		}
		for _, p := range all {
			if p.From.Compare(before.To) <= 0 || p.To.Compare(p.From) < 0 {
				t.Errorf("%s from %v to %v, %s until %v", p.Name, p.From, p.To, before.Name, before.To)
			}
			before = p
		}
		for _, lunar := range []struct {
			year, month, day int
			season           int
		}{{year - 1, 12, 8, 0}, {year - 1, 12, 23, 0}, {year, 1, 0, 0}, {year, 1, 1, 0}, {year, 1, 15, 0}} {
			if d, ok := value.LunarDate(lunar.year, lunar.month, lunar.day); ok && !all[lunar.season].Holds(d) {
				t.Errorf("%v, %v lies outside of %s", lunar, d, all[lunar.season].Name)
			}
		}
		holds := func(month, day int) string {
			d, _ := value.LunarDate(year, month, day)
			i := slices.IndexFunc(all, func(p Period) bool { return p.Holds(d) })
			if i < 0 {
				return ""
			}
			return all[i].Name[len("2003年"):]
		}
		if moon, double := holds(8, 15), holds(9, 9); moon != "中秋国庆" || double != "重阳节" && year != 2033 { // 重阳节 of 2033 is 1 October
			t.Errorf("%d: 中秋节 is of %q, 重阳节 of %q", year, moon, double)
		}
		if dragon := holds(5, 5); dragon != "端午节" && dragon != "六一儿童节" {
			t.Errorf("%d: 端午节 is of %q", year, dragon)
		}
	}
}

// TestPeriodsOfManyDays: the latest first, those of no known day passed over.
func TestPeriodsOfManyDays(t *testing.T) {
	days := []value.Date{{Year: 2003}, {}, on(2003, 1, 20), on(2002, 12, 20), {Year: 2003, Month: 10}}
	var names []string
	for _, p := range PeriodsOf(days) {
		names = append(names, p.Name)
	}
	if want := []string{"2003年重阳节", "2003年中秋国庆", "2003年元旦春节"}; !slices.Equal(names, want) {
		t.Errorf("periods are %q, want %q", names, want)
	}
}
