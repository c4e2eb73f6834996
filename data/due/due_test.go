package due_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/due"
	"taizhang/data/ledger"
	"taizhang/data/value"

	"taizhang/data/trial"
)

// found lists what is due as "rule record date".
func found(t *testing.T, asof string, records ...catalog.Record) []string {
	t.Helper()
	items, err := due.List(context.Background(), trial.Office(records), trial.Day(asof))
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, i := range items {
		if i.Text == "" || i.Title == "" {
			t.Errorf("%s of %s says nothing", i.Rule, i.About.ID)
		}
		out = append(out, fmt.Sprintf("%s %s %s", i.Rule, i.About.ID, i.Date))
	}
	return out
}

func TestRulesOfPeople(t *testing.T) {
	for _, c := range []struct {
		name, asof string
		records    []catalog.Record
		want       []string
	}{
		{"a term ends after five years", "2007-05-01", []catalog.Record{trial.Record(ledger.Org, "o", "name", "北门社区", "elected", "2002-10-18")}, []string{"term o 2007-10-18"}},
		{"half a year ahead, not earlier", "2007-03-31", []catalog.Record{trial.Record(ledger.Org, "o", "name", "北门社区", "elected", "2002-10-18")}, nil},
		{"probation by the roster", "2003-09-30", []catalog.Record{trial.Record(ledger.Member, "m", "name", "张三", "political_status", "02", "joined", "2002-10-20")},
			[]string{"probation m 2003-10-20"}},
		{"who was confirmed is not told", "2003-09-30",
			[]catalog.Record{trial.Record(ledger.Member, "m", "name", "张三", "political_status", "02", "joined", "2002-10-20", "confirmed", "2003-09-01")}, nil},
		{"in both ledgers, told once, with what it was prolonged by", "2003-09-30", []catalog.Record{
			trial.Record(ledger.Candidate, "c", "name", "张三", "joined", "2002-04-10", "approved", "2002-05-20", "prolonged", "6", "member", "m"),
			trial.Record(ledger.Member, "m", "name", "张三", "political_status", "02", "joined", "2002-04-10"),
		}, []string{"probation c 2003-10-10"}},
		{"fifty years by 1 July of the year", "2021-05-01", []catalog.Record{
			trial.Record(ledger.Member, "m", "name", "老张", "joined", "1971-06-30"),
			trial.Record(ledger.Member, "later", "name", "老李", "joined", "1971-07-02"),
			trial.Record(ledger.Member, "before", "name", "老王", "joined", "1970-03-02"),
			trial.Record(ledger.Member, "out", "name", "老赵", "joined", "1971-06-30", "state", "出党"),
		}, []string{"fifty m 2021-07-01"}},
		{"away over six months", "2003-09-30", []catalog.Record{
			trial.Record(ledger.Member, "m", "name", "张三", "left_since", "2003-03-29"),
			trial.Record(ledger.Member, "new", "name", "李四", "left_since", "2003-04"),
			trial.Record(ledger.Member, "tomorrow", "name", "李五", "left_since", "2003-04-01"),
			trial.Record(ledger.Member, "moved", "name", "王五", "left_since", "2003-01-05"),
			trial.Record(ledger.Transfer, "t", "name", "王五", "member", "moved", "direction", ledger.TransferOut, "date", "2003-02-01", "state", ledger.TransferSettled),
		}, []string{"floating m 2003-09-29"}},
		{"open transfers: the letter ends, or nobody knows when", "2003-09-30", []catalog.Record{
			trial.Record(ledger.Transfer, "late", "name", "张三", "direction", ledger.TransferIn, "sent", "2003-07-01", "valid_days", "60", "state", ledger.TransferRunning),
			trial.Record(ledger.Transfer, "endless", "name", "李四", "direction", ledger.TransferIn, "date", "2003-07-01"),
			trial.Record(ledger.Transfer, "time", "name", "王五", "direction", ledger.TransferIn, "sent", "2003-09-20", "valid_days", "60"),
			trial.Record(ledger.Transfer, "done", "name", "赵六", "direction", ledger.TransferIn, "sent", "2003-07-01", "valid_days", "60", "state", ledger.TransferSettled),
		}, []string{"transfer late 2003-08-30", "transfer endless "}},
		{"a talk within a month of the application", "2003-09-30", []catalog.Record{trial.Record(ledger.Candidate, "c", "name", "张三", "applied", "2003-09-10")},
			[]string{"candidate c 2003-10-10"}},
		{"tasks and issues", "2003-09-30", []catalog.Record{
			trial.Record(ledger.Plan, "p", "title", "制度上墙", "due", "2003-08"),
			trial.Record(ledger.Plan, "done", "title", "电话", "due", "2003-08", "state", ledger.PlanDone),
			trial.Record(ledger.Issue, "i", "what", "没有办公楼", "due", "2003-10-15", "state", "处理中"),
			trial.Record(ledger.Issue, "far", "what", "收入低", "due", "2004-10-15"),
		}, []string{"plan p 2003-08", "issue i 2003-10-15"}},
		{"an agreement ends", "2003-09-30", []catalog.Record{trial.Record(ledger.Partner, "u", "name", "县法院", "agreed_until", "2003-11-10")}, []string{"agreement u 2003-11-10"}},
	} {
		if got := found(t, c.asof, c.records...); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMeetingsMissed(t *testing.T) {
	records := []catalog.Record{trial.Record(ledger.Org, "o", "name", "北门社区", "founded", "2003-05-20")}
	for i, m := range []string{"2003-06-03", "2003-08-31", "2003-09"} {
		records = append(records, trial.Record(ledger.Meeting, fmt.Sprint("c", i), "org", "o", "type", ledger.MeetingCommittee, "date", m))
	}
	records = append(records,
		trial.Record(ledger.Meeting, "b", "org", "o", "type", ledger.MeetingBranch, "date", "2003-07-01"),
		trial.Record(ledger.Meeting, "planned", "org", "o", "type", ledger.MeetingCommittee, "plan_date", "2003-07-10"))
	for _, month := range []string{"06", "07", "08", "09"} {
		records = append(records,
			trial.Record(ledger.Meeting, "g"+month, "org", "o", "type", ledger.MeetingGroup, "date", "2003-"+month+"-05"),
			trial.Record(ledger.Meeting, "d"+month, "org", "o", "type", ledger.MeetingPartyDay, "date", "2003-"+month+"-05"))
	}
	items, err := due.List(context.Background(), trial.Office(records), trial.Day("2003-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	if len(items) != 1 {
		t.Fatalf("got %d items, want the committee's July alone: the quarter and the year of the founding are no duty", len(items))
	}
	if want := "北门社区2003年7月没有召开支委会"; items[0].Text != want || items[0].Org != "o" || !items[0].Overdue() {
		t.Errorf("got %q of %q, want %q", items[0].Text, items[0].Org, want)
	}
	if got := found(t, "2003-09-30", records[0]); len(got) != 0 {
		t.Errorf("an office without a ledger of meetings is told %q", got)
	}
}

// TestMeetingsBeforeTheLedger: of an old branch whose office has begun to write in July nothing is known before, and of the
// quarter and the year in the middle of which it began neither; all communities are known from the same month.
func TestMeetingsBeforeTheLedger(t *testing.T) {
	items, err := due.List(context.Background(), trial.Office([]catalog.Record{
		trial.Record(ledger.Org, "o", "name", "北门社区", "founded", "1996-05"),
		trial.Record(ledger.Org, "p", "name", "西上社区", "branch", "西上社区党支部"),
		trial.Record(ledger.Meeting, "m2", "org", "o", "type", ledger.MeetingPartyDay, "date", "2003-09-02"),
		trial.Record(ledger.Meeting, "m1", "org", "o", "type", "动员大会", "date", "2003-08-20"),
		trial.Record(ledger.Meeting, "planned", "org", "p", "type", ledger.MeetingCommittee, "plan_date", "2002-01-10"),
	}), trial.Day("2003-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range items {
		got = append(got, i.Text)
	}
	for _, want := range []string{"北门社区2003年8月至12月没有召开支委会", "西上社区2003年8月至12月没有召开支委会", "北门社区2003年8月、10月至12月没有召开主题党日", "西上社区2003年第4季度没有召开支部党员大会"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	for _, text := range got {
		if strings.Contains(text, "2002年") || strings.Contains(text, "2003年没有") || strings.Contains(text, "第3季度") {
			t.Errorf("told of what nobody knows: %q", text)
		}
	}
}

// TestManyMeetingsMissed: a new office has held few so far, and a list of all months would hide what was missed.
func TestManyMeetingsMissed(t *testing.T) {
	items, err := due.List(context.Background(), trial.Office([]catalog.Record{
		trial.Record(ledger.Org, "o", "name", "北门社区", "founded", "2000"),
		trial.Record(ledger.Org, "bare", "name", "新园社区"), // no branch, no duties
		trial.Record(ledger.Meeting, "m1", "org", "o", "type", ledger.MeetingCommittee, "date", "2002-11-04"),
		trial.Record(ledger.Meeting, "m2", "org", "o", "type", ledger.MeetingCommittee, "date", "2003-05-04"),
		trial.Record(ledger.Meeting, "m3", "org", "o", "type", ledger.MeetingCommittee, "date", "2003-08-04"),
	}), trial.Day("2003-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range items {
		got = append(got, i.Text)
		if i.Org == "bare" {
			t.Errorf("a community without a branch is told: %s", i.Text)
		}
	}
	for _, want := range []string{"北门社区2002年12月至2003年4月、6月、7月、9月没有召开支委会", "北门社区2003年第1季度至第3季度没有召开支部党员大会"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestDuesInArrears(t *testing.T) {
	month := func(id, name string, m int, paid string) catalog.Record {
		return trial.Record(ledger.Dues, fmt.Sprint(id, m), "org", "o", "name", name, "month", fmt.Sprintf("2003-%02d", m), "due", "200", "paid", paid)
	}
	var records []catalog.Record
	for m := 1; m <= 9; m++ {
		records = append(records, month("paid", "张三", m, "200"))
		switch {
		case m == 1:
			records = append(records, month("gone", "李四", m, "200"), month("short", "王五", m, "200"))
		case m > 4:
			records = append(records, month("short", "王五", m, "100"))
		default:
			records = append(records, month("short", "王五", m, "200"))
		}
	}
	items, err := due.List(context.Background(), trial.Office(records), trial.Day("2003-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, i := range items {
		got = append(got, fmt.Sprintf("%s %d", i.Text, len(i.Others)))
	}
	want := []string{
		"李四有 8 个月的党费没有交清,最近一个月是 2003年9月 0",
		"王五有 5 个月的党费没有交清,最近一个月是 2003年9月 5",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestUrgentFirst: what can still be made good comes first, what was missed long ago last.
func TestUrgentFirst(t *testing.T) {
	task := func(id, until string) catalog.Record {
		return trial.Record(ledger.Plan, id, "title", id, "due", until, "state", "进行中")
	}
	items, err := due.List(context.Background(), trial.Office{task("old", "2001-09-30"), task("older", "2000-09-30"), task("soon", "2003-10-02"),
		task("lately", "2003-09-01"), task("yesterday", "2003-09-29"), task("today", "2003-09-30"), task("quarter", "2003-07-02"), task("past", "2003-07-01")}, trial.Day("2003-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range items {
		got = append(got, i.About.ID)
	}
	if want := []string{"yesterday", "lately", "quarter", "today", "soon", "past", "old", "older"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestListNeedsADay(t *testing.T) {
	if _, err := due.List(context.Background(), trial.Office{}, value.Date{}); err == nil {
		t.Error("a list without a day was made")
	}
}

func TestEveryRuleHasItsOwnKey(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range due.Rules() {
		if r.Key == "" || r.Title == "" || seen[r.Key] {
			t.Errorf("rule %q (%s) has no key of its own", r.Key, r.Title)
		}
		seen[r.Key] = true
	}
}
