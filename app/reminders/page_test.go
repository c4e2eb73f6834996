package reminders

import (
	"fmt"
	"slices"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/due"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

func day(s string) value.Date {
	d, ok := value.Text(s).Date()
	if !ok {
		panic(s)
	}
	return d
}

// things are what is due on 2003-09-30: overdue, today, in a month, in a month and a day, without a day.
func things() []due.Item {
	var out []due.Item
	for i, n := range []int{-3, 0, 30, 31} {
		out = append(out, due.Item{Rule: "probation", Title: "预备期满转正", Text: fmt.Sprint(n), Days: n, Date: day("2003-09-27"), Org: []string{"b", "a"}[i%2],
			About: catalog.NewRecord(ledger.Member, fmt.Sprint("m", n))})
	}
	old := out[0]
	old.Days, old.Date, old.Text, old.Rule, old.Title, old.Org = -91, day("2003-07-01"), "-91", "floating", "流动党员超过六个月", "b"
	return append(out, due.Item{Rule: "term", Title: "届满换届", Text: "无", About: catalog.NewRecord(ledger.Org, "a")}, old)
}

func words(lines []line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.head+l.item.Text)
	}
	return out
}

func TestLines(t *testing.T) {
	orgs, names := map[string]string{"a": "北门社区", "b": "西上社区"}, []string{"北门社区", "西上社区"}
	for _, c := range []struct {
		filter filter
		want   []string
	}{
		{filter{order: byDay, state: anyState}, []string{"三个月内过期(1 件)", "-3", "一个月内到期(2 件)", "0", "30", "以后到期或没有期限(2 件)", "31", "无", "过期三个月以上(1 件)", "-91"}},
		{filter{order: byDay, state: overdue}, []string{"三个月内过期(1 件)", "-3", "过期三个月以上(1 件)", "-91"}},
		{filter{order: byDay, state: soon}, []string{"一个月内到期(2 件)", "0", "30"}},
		{filter{order: byDay, state: later}, []string{"以后到期或没有期限(2 件)", "31", "无"}},
		{filter{order: byDay, state: soon, org: "a"}, []string{"一个月内到期(1 件)", "0"}},
		{filter{order: byDay, state: anyState, rule: "届满换届"}, []string{"以后到期或没有期限(1 件)", "无"}},
		{filter{order: byRule, state: anyState}, []string{"届满换届(1 件)", "无", "预备期满转正(4 件)", "-3", "0", "30", "31", "流动党员超过六个月(1 件)", "-91"}},
		{filter{order: byOrg, state: anyState}, []string{"北门社区(2 件)", "0", "31", "西上社区(3 件)", "-3", "30", "-91", "不属于社区(1 件)", "无"}},
		{filter{order: byOrg, state: overdue, org: "a"}, nil},
	} {
		if got := words(c.filter.lines(things(), orgs, names)); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.filter, got, c.want)
		}
	}
}

func TestRemaining(t *testing.T) {
	var got []string
	for _, i := range things() {
		got = append(got, remaining(i))
	}
	if want := []string{"过期 3 天", "今天", "还有 30 天", "还有 31 天", "没有期限", "过期 91 天"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTableNumbersWhatIsDueAndNotTheHeadings(t *testing.T) {
	lines := filter{order: byRule, state: anyState}.lines(things(), nil, nil)
	got := table("容城镇", "", day("2003-09-30"), lines, nil)
	if len(got.Rows) != 9 || !got.Rows[0].Group || got.Rows[1].Cells[0] != "1" || got.Rows[6].Cells[0] != "5" || got.Rows[1].ID != "a" {
		t.Errorf("%+v", got.Rows)
	}
	for _, r := range got.Rows {
		if !r.Group && len(r.Cells) != len(got.Columns) {
			t.Errorf("%d cells under %d headings", len(r.Cells), len(got.Columns))
		}
	}
}
