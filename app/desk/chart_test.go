package desk

import (
	"fmt"
	"slices"
	"testing"

	"taizhang/data/tally"
)

// TestChartLabelsNameEachMonthAndYear: each month is named as a month, and the first and each January say the year.
func TestChartLabelsNameEachMonthAndYear(t *testing.T) {
	g := &tally.Group{Timeline: true}
	var got []string
	for i, key := range []string{"2002-11", "2002-12", "2003-01", "2003-02"} {
		label, year := chartLabel(g, key, i == 0)
		got = append(got, fmt.Sprint(label, year))
	}
	if want := []string{"11月2002年", "12月", "1月2003年", "2月"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, key := range []string{"女", "2003"} {
		if label, year := chartLabel(g, key, true); label != key || year != "" {
			t.Errorf("%s is called %s %s", key, label, year)
		}
	}
}
