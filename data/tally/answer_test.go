package tally_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/trial"
)

// askOne answers one question.
func askOne(t testing.TB, o trial.Office, measure, filters string, orgs []string) tally.Answer {
	t.Helper()
	m, ok := tally.MeasureOf(measure)
	if !ok {
		t.Fatalf("there is no measure %s", measure)
	}
	q := tally.Question{Measure: m, Orgs: orgs}
	for _, key := range strings.Fields(filters) {
		f, ok := tally.ParseFilter(key)
		if !ok {
			t.Fatalf("%s is no filter", key)
		}
		q.Filters = append(q.Filters, f)
	}
	out, err := tally.Ask(t.Context(), o, demo.AsOf(), []tally.Question{q})
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

// TestAnswersAreThoseOfTheTallies: a number that is asked for by itself is that of the tally, with the same records.
func TestAnswersAreThoseOfTheTallies(t *testing.T) {
	o := trial.Demonstration()
	for _, c := range []struct{ measure, filters, tally, group, cell string }{
		{"members", "", "member-composition", "total", "合计"},
		{"members", "sex=2", "member-composition", "sex", "女"},
		{"members", "age=0..30", "member-composition", "age", "≤30"},
		{"members", "age=31..45", "member-composition", "age", "31–45"},
		{"members", "age=61..", "member-composition", "age", ">60"},
		{"members", "class=流动党员", "member-composition", "class", "流动党员"},
		{"cadres", "", "cadre-composition", "total", "合计"},
		{"branch_committee", "post=residents_committee", "community-party", "branch_and_residents", "总计"},
		{"secretaries", "post=directors", "community-party", "secretary_directors", "总计"},
		{"secretaries", "sex=2", "community-party", "secretaries", "女"},
		{"residents_committee", "age=36..45", "community-party", "residents_committee", "36–45岁"},
		{"directors", "education=10,20,30", "community-party", "directors", "大专及以上"},
		{"members", "education=44,47,60", "community-party", "members", "高中、中技"},
		{"secretaries", "", "cadre-work", "post", "支部书记"},
		{"deputy_secretaries", "", "cadre-work", "post", "支部副书记"},
		{"branch_members", "", "cadre-work", "post", "支部委员(不含书记、副书记)"},
		{"directors", "", "cadre-work", "post", "居委会主任"},
		{"deputy_directors", "", "cadre-work", "post", "居委会副主任"},
		{"committee_members", "", "cadre-work", "post", "居委会委员(不含主任、副主任)"},
		{"secretaries", "post=directors", "cadre-work", "post", "书记主任一肩挑"},
		{"branch_committee", "post=residents_committee", "cadre-work", "post", "支部和居委会交叉任职"},
		{"linked_households", "", "safety", "households", "合计"},
		{"visits", "", "visits", "total", "合计"},
		{"visits", "category=老年人", "visits", "category", "老年人"},
		{"visit_money", "", "visit-money", "total", "合计"},
		{"services", "date=2003-05..2003-05", "services", "month", "2003-05"},
		{"sessions", "", "education", "sessions", "合计"},
		{"session_attendance", "school=社区党校", "education", "school_attendance", "社区党校"},
		{"households", "", "communities", "households", "合计"},
		{"candidates", "stage=入党积极分子", "candidates", "stage", "入党积极分子"},
		{"change_16", "", "member-change", "change", "16 本期末实有党员数"},
		{"change_1", "", "member-change", "change", "1 上年底党员数"},
		{"change_17", "", "member-change", "change", "17 差数(实有减应有)"},
	} {
		got := askOne(t, o, c.measure, c.filters, nil)
		want := run(t, o, c.tally, tally.Params{}).Group(c.group).Cell(c.cell)
		if got.Count != want.Count || !slices.Equal(sorted(got.Records), sorted(want.Records)) {
			t.Errorf("%s %s: %d of %d records, the tally %s says %d of %d", c.measure, c.filters, got.Count, len(got.Records), c.tally, want.Count, len(want.Records))
		}
	}
}

func sorted(ids []string) []string {
	out := slices.Clone(ids)
	slices.Sort(out)
	return out
}

// TestPostsAreTold: a post is that of the words in which it is kept, whatever stands beside it; who has left holds none.
func TestPostsAreTold(t *testing.T) {
	for _, c := range []struct{ party, committee, resigned, want string }{
		{"党支部书记", "居委会主任", "", "secretaries directors"},
		{"书记", "主任", "1", ""},
		{"副书记", "副主任", "", "deputy_secretaries deputy_directors"},
		{"副书记、纪检委员", "妇女委员", "", "deputy_secretaries committee_members"},
		{"组织委员", "", "", "branch_members"},
		{"", "社工", "", ""},
	} {
		r := trial.Record(ledger.Cadre, "c1", "party_post", c.party, "committee_post", c.committee, "resigned", c.resigned)
		var held []string
		for _, key := range []string{"secretaries", "deputy_secretaries", "branch_members", "directors", "deputy_directors", "committee_members"} {
			if askOne(t, trial.Office{r}, key, "", nil).Count > 0 {
				held = append(held, key)
			}
		}
		if got := strings.Join(held, " "); got != c.want {
			t.Errorf("%s, %s %s: %s, want %s", c.party, c.committee, c.resigned, got, c.want)
		}
	}
}

// TestAnswersOfCommunities: the numbers of the communities add up to the total, and each is that of its own tally.
func TestAnswersOfCommunities(t *testing.T) {
	o := trial.Demonstration()
	for _, m := range tally.Measures() {
		all := askOne(t, o, m.Key, "", nil)
		var sum int64
		var ids []string
		for _, r := range o {
			if r.Kind == ledger.Org {
				sum += askOne(t, o, m.Key, "", []string{r.ID}).Count
				ids = append(ids, r.ID)
			}
		}
		none := askOne(t, o, m.Key, "", []string{""}).Count
		both := askOne(t, o, m.Key, "", append(ids, ""))
		if !m.IsChange() && sum+none != all.Count || both.Count != all.Count {
			t.Errorf("%s: the communities have %d, %d belong to none, all have %d or %d", m.Key, sum, none, all.Count, both.Count)
		}
		if m.Title == "" || m.Kind == nil {
			t.Errorf("%+v is incomplete", m)
		}
	}
}

// TestAnswersWithGaps: who doesn't say what is asked is in no number, and is named.
func TestAnswersWithGaps(t *testing.T) {
	o := trial.Office{
		trial.Record(ledger.Member, "m1", "sex", "2", "birth", "1968-05"), trial.Record(ledger.Member, "m2", "birth", "?某年", "sex", "1"), trial.Record(ledger.Member, "m3", "state", "死亡", "sex", "2"),
		trial.Record(ledger.Member, "m4", "org", "o1", "ethnicity", "08"),
		trial.Record(ledger.Visit, "v1", "count", "3", "money", "10000"), trial.Record(ledger.Visit, "v2"),
	}
	for _, c := range []struct{ measure, filters, records, unknown, lacks string }{
		{"members", "", "m1 m2 m4", "", ""},
		{"members", "sex=2", "m1", "m4", "sex"},
		{"members", "sex=1 age=..40", "", "m2 m4", "age sex"},
		{"members", "ethnicity!=01", "m4", "m1 m2", "ethnicity"},
		{"change_16", "", "m1 m2 m4", "", ""},
		{"change_16", "sex=2", "m1", "m4", "sex"},
		{"change_1", "sex=1 age=..40", "", "m2 m4", "age sex"},
		{"change_10", "sex=2", "", "", ""},
		{"visits", "", "v1", "v2", "count"},
		{"visit_money", "", "v1", "", ""}, // who was given things lacks no money
	} {
		got := askOne(t, o, c.measure, c.filters, nil)
		slices.Sort(got.Lacks)
		if strings.Join(got.Records, " ") != c.records || strings.Join(got.Unknown, " ") != c.unknown || strings.Join(got.Lacks, " ") != c.lacks {
			t.Errorf("%s %s: %v, unknown %v for lack of %v", c.measure, c.filters, got.Records, got.Unknown, got.Lacks)
		}
	}
	o = append(o, trial.Record(ledger.Visit, "year", "date", "2003", "count", "1"), trial.Record(ledger.Visit, "may", "date", "2003-05-31", "count", "1"))
	for span, records := range map[string]string{"2003-05..2003-05": "year may", "2003-06..": "year", "..2003-04": "year", "2004-01..": ""} { // a year may be any of its months
		if got := askOne(t, o, "visits", "date="+span, nil); strings.Join(got.Records, " ") != records {
			t.Errorf("visits of %s are %v", span, got.Records)
		}
	}
	if got := askOne(t, append(o, trial.Record(ledger.Org, "o1", "name", "北门社区"), trial.Record(ledger.Org, "o2", "name", "西上社区")), "communities", "", []string{"o1"}); got.Count != 1 {
		t.Errorf("one community is %v", got.Records)
	}
	if got := askOne(t, o, "members", "", []string{""}); strings.Join(got.Records, " ") != "m1 m2" {
		t.Errorf("of no community are %v", got.Records)
	}
}

func TestFilters(t *testing.T) {
	for key, want := range map[string]string{
		"sex=2": "性别女", "ethnicity!=01": "民族不是汉族", "age=0..35": "年龄35岁及以下", "age=60..": "年龄60岁及以上", "age=36..45": "年龄36—45岁", "age=40..40": "年龄40岁",
		"post=directors": "兼任居委会主任", "education=10,20": "文化程度研究生、大学本科",
	} {
		f, ok := tally.ParseFilter(key)
		if !ok || f.String() != key || f.Title(ledger.Cadre) != want || !f.Applies(ledger.Cadre) || f.Applies(ledger.Rule) {
			t.Errorf("%s: %v, %q", key, ok, f.Title(ledger.Cadre))
		}
	}
	for key, want := range map[string]string{"sex=2": "女", "age=0..35": "35岁及以下", "education=10,20": "研究生、大学本科", "education=10,20,30": "研究生至大学专科", "ethnicity!=01": "民族不是汉族", "post=directors": "兼任居委会主任"} {
		if f, _ := tally.ParseFilter(key); f.Brief(ledger.Cadre) != want {
			t.Errorf("%s is briefly %q", key, f.Brief(ledger.Cadre))
		}
	}
	if m, ok := tally.MeasureOf("nonsense"); ok {
		t.Errorf("nonsense is measured as %v", m)
	}
	for _, key := range []string{"", "sex", "=1", "!=1", "age=", "age=..", "age!=0..35", "post=1..2", "post!=directors"} {
		if f, ok := tally.ParseFilter(key); ok {
			t.Errorf("%q was taken for %v", key, f)
		}
	}
}

func TestAskFails(t *testing.T) {
	m, _ := tally.MeasureOf("members")
	line, _ := tally.MeasureOf("change_1")
	for _, m := range []tally.Measure{m, line} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := tally.Ask(ctx, trial.Demonstration(), demo.AsOf(), []tally.Question{{Measure: m}}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", m.Key, err)
		}
	}
	if _, err := tally.Ask(t.Context(), trial.Office{}, demo.AsOf(), []tally.Question{{Measure: m, From: trial.Day("2004-01-01")}}); !isRefusal(err, tally.CodePeriod) {
		t.Errorf("a period upside down: %v", err)
	}
	if got, err := tally.Ask(t.Context(), trial.Office{}, demo.AsOf(), nil); err != nil || len(got) != 0 {
		t.Errorf("no question: %v, %v", got, err)
	}
}

// BenchmarkAsk100k answers the cells of the community table of the party statistics for ten communities.
func BenchmarkAsk100k(b *testing.B) {
	o := trial.Demonstration()[:10]
	for r := range demo.Members(1, 100_000) {
		o = append(o, r)
	}
	m, _ := tally.MeasureOf("members")
	var questions []tally.Question
	for _, org := range o[:10] {
		for _, key := range []string{"sex=2", "age=0..35", "age=36..45", "age=46..54", "age=55..59", "age=60..", "education=10,20,30", "education=40,41", "education=44,47,60", "education=70,80,90"} {
			f, _ := tally.ParseFilter(key)
			questions = append(questions, tally.Question{Measure: m, Filters: []tally.Filter{f}, Orgs: []string{org.ID}})
		}
	}
	for b.Loop() {
		if _, err := tally.Ask(b.Context(), o, demo.AsOf(), questions); err != nil {
			b.Fatal(err)
		}
	}
}
