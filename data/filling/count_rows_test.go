package filling_test

import (
	"strings"
	"testing"

	"taizhang/data/filling"
	"taizhang/data/ledger"
)

// threeOrgs is an office of three communities and two members, of the first two.
func threeOrgs(t *testing.T) office {
	return append(someOffice(t, 2), record(t, ledger.Org, "o3", map[string]string{"name": "城东社区"}))
}

// TestTotalAboveTheCommunities: rows that are added below a total leave it where it is.
func TestTotalAboveTheCommunities(t *testing.T) {
	f := formOf(t, map[string]string{"A1": "党建工作统计表", "A2": "社区", "A3": "合计"}, "A2", "B2", "党员数", "其中:女", "干部数")
	done := fill(t, f, read(t, f, "x.xlsx", threeOrgs(t), options()), filling.Job{})
	for i, want := range []string{"合计 2", "北门社区 1", "西上社区 1", "城东社区 0"} {
		if got := strings.Join(row(done.book.Sheets[0], 3+i)[:2], " "); got != want {
			t.Errorf("row %d is %s, want %s", 3+i, got, want)
		}
	}
}

// TestPrintedTotalBelowTheCommunities: a number that the form has below added rows stays, and is told if it is another.
func TestPrintedTotalBelowTheCommunities(t *testing.T) {
	f := formOf(t, map[string]string{"A1": "党建工作统计表", "A2": "社区", "A5": "合计", "B5": "999"}, "A2", "B2", "党员数", "其中:女", "干部数")
	done := fill(t, f, read(t, f, "x.xlsx", threeOrgs(t), options()), filling.Job{})
	r := done.results[0]
	if got := strings.Join(row(done.book.Sheets[0], 6)[:2], " "); r.AddedRows != 1 || got != "合计 999" {
		t.Errorf("%d rows are added, the total is %s", r.AddedRows, got)
	}
	if len(r.Missing) != 1 || r.Missing[0].Cell != "B6" || !strings.Contains(r.Missing[0].Problem, "「999」") {
		t.Errorf("told is %+v", r.Missing)
	}
}

// TestWhoIsOutsideAllCommunities is told where a total is meant to be of all of them, and nowhere else.
func TestWhoIsOutsideAllCommunities(t *testing.T) {
	for n, o := range map[int]office{1: someOffice(t, 2), 0: threeOrgs(t)} {
		o = append(o, record(t, ledger.Member, "m9", map[string]string{"name": "黄九"}))
		f := headingForm(t, "党建工作统计表", "党员数", "其中:女", "干部数")
		told := 0
		for _, note := range fill(t, f, read(t, f, "x.xlsx", o, options()), filling.Job{}).results[0].Notes {
			if strings.Contains(note, "没有填社区") {
				told++
			}
		}
		if told != n {
			t.Errorf("a total of two communities: told %d times, want %d", told, n)
		}
	}
}

// TestAgesOfAPastPeriod: a form of a past year has the ages of its last day.
func TestAgesOfAPastPeriod(t *testing.T) {
	o := append(someOffice(t, 0), record(t, ledger.Member, "m1", map[string]string{"name": "黄九", "org": "o1", "birth": "1967-06-30"}))
	for title, want := range map[string]string{"2002年统计表": "1", "2003年统计表": "0", "统计表": "0"} {
		f := headingForm(t, title, "党员数", "35岁及以下", "干部数")
		done := fill(t, f, read(t, f, "x.xlsx", o, options()), filling.Job{})
		if got := done.book.Sheets[0].Cell(2, 2).Text; got != want {
			t.Errorf("%s: %s at most 35 years old, want %s", title, got, want)
		}
	}
}

// TestCommunitiesInHalves: of two tables side by side the left one is filled to its end first.
func TestCommunitiesInHalves(t *testing.T) {
	o := append(someOffice(t, 2), record(t, ledger.Org, "o3", map[string]string{"name": "城东社区"}), record(t, ledger.Org, "o4", map[string]string{"name": "城西社区"}))
	f := formOf(t, map[string]string{"A1": "党建工作统计表", "A2": "社区"}, "A2", "B2", "党员数", "干部数", "社区", "党员数", "干部数")
	done := fill(t, f, read(t, f, "x.xlsx", o, options()), filling.Job{})
	for i, want := range []string{"北门社区 1 1 城西社区 0 0", "西上社区 1 1", "城东社区 0 0"} {
		if got := strings.TrimSpace(strings.Join(row(done.book.Sheets[0], 3+i), " ")); got != want {
			t.Errorf("row %d is %q, want %q", 3+i, got, want)
		}
	}
}
