package tally_test

import (
	"context"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/value"

	"taizhang/data/trial"
)

// TestFiguresOfTheReport holds the figures of the county's report (DOMAIN.md §1) that follow from logs.
func TestFiguresOfTheReport(t *testing.T) {
	o := trial.Demonstration()
	params := tally.Params{From: trial.Day("2002-10-01")}
	for _, c := range []struct{ tally, group, cell, want string }{
		{"education", "sessions", tally.Total, "28"},
		{"education", "attendance", tally.Total, "4500"},
		{"publicity", "form", ledger.Exhibition, "12"},
		{"visits", "total", tally.Total, "287"},
		{"services", "total", tally.Total, "12500"},
		{"health", "type", ledger.Mobilisation, "10"},
		{"rules", "total", tally.Total, "7"},
		{"communities", "total", tally.Total, "10"},
		{"coverage", "unmanaged", tally.Total, "0"},
		{"coverage", "no_branch", tally.Total, "0"},
		{"safety", "type", ledger.PoliceRoom, "10"},
	} {
		if got := run(t, o, c.tally, params).Group(c.group).Cell(c.cell).Text(); got != c.want {
			t.Errorf("%s %s %s is %s, want %s", c.tally, c.group, c.cell, got, c.want)
		}
	}
	for _, c := range []struct {
		tally, group, cell string
		least              int64
	}{{"publicity", "form", ledger.WallPaper, 20}, {"publicity", "form", ledger.Leaflet, 30000}, {"venues", "type", ledger.VenueSquare, 20}} {
		if got := run(t, o, c.tally, params).Group(c.group).Cell(c.cell); got.Count < c.least || len(got.Records) == 0 {
			t.Errorf("%s %s is %d, want at least %d", c.tally, c.cell, got.Count, c.least)
		}
	}
}

// TestEveryNumberHasItsRecords looks for numbers of counted records without the records behind them.
func TestEveryNumberHasItsRecords(t *testing.T) {
	o := trial.Demonstration()
	there := map[string]*catalog.Kind{}
	for _, r := range o {
		there[r.ID] = r.Kind
	}
	for _, info := range tally.List() {
		for _, g := range run(t, o, info.Name, tally.Params{From: trial.Day("2002-10-01")}).Groups {
			for _, c := range g.Cells {
				if g.Of == "" && c.Count != int64(len(c.Records)) {
					t.Errorf("%s %s %s: %d of %d records", info.Name, g.Key, c.Key, len(c.Records), c.Count)
				}
				for _, id := range c.Records {
					if there[id] != g.Kind {
						t.Fatalf("%s %s %s: record %s is no %s", info.Name, g.Key, c.Key, id, g.Kind.Key)
					}
				}
			}
		}
	}
}

func TestCoverage(t *testing.T) {
	o := trial.Office{
		trial.Record(ledger.Org, "bare", "name", "新村社区"),
		trial.Record(ledger.Org, "small", "name", "北门社区", "branch", "北门社区党支部"),
		trial.Record(ledger.Org, "large", "name", "西上社区", "branch", "西上社区党支部"),
		trial.Record(ledger.Member, "lost", "name", "张三"),
		trial.Record(ledger.Member, "blank", "name", "李四", "org", "small", "management", ledger.NotManaged),
		trial.Record(ledger.Member, "out", "name", "王五", "state", "出党"),
		trial.Record(ledger.Member, "young", "name", "赵六", "org", "small", "political_status", ledger.ProbationaryMember),
	}
	for range 51 {
		o = append(o, trial.Record(ledger.Member, "x", "org", "large"))
	}
	res := run(t, o, "coverage", tally.Params{})
	for group, want := range map[string]string{"unmanaged": "lost blank", "no_branch": "bare", "over_50": "large", "under_3": "small"} {
		if got := strings.Join(res.Group(group).Cells[0].Records, " "); got != want {
			t.Errorf("%s: %q, want %q", group, got, want)
		}
	}
}

func TestCommunityParty(t *testing.T) {
	o := trial.Office{
		trial.Record(ledger.Member, "m1", "sex", "2", "birth", "1968-10-01", "education", "30"),
		trial.Record(ledger.Member, "m2", "sex", "1", "birth", "1968-09-30", "education", "47"),
		trial.Record(ledger.Member, "gone", "state", "停止党籍"),
		trial.Record(ledger.Cadre, "both", "party_post", "党支部书记", "committee_post", "主任", "sex", "2"),
		trial.Record(ledger.Cadre, "deputy", "party_post", "副书记", "committee_post", "副主任"),
		trial.Record(ledger.Cadre, "resigned", "party_post", "委员", "resigned", "1"),
	}
	res := run(t, o, "community-party", tally.Params{})
	for _, c := range []struct {
		group, line string
		want        string
	}{
		{"members", "总计", "m1 m2"}, {"members", "35岁及以下", "m1 m2"}, {"members", "36–45岁", ""}, {"members", "大专及以上", "m1"}, {"members", "高中、中技", "m2"},
		{"members", "女", "m1"}, {"branch_committee", "总计", "both deputy"}, {"secretaries", "总计", "both"}, {"secretary_directors", "女", "both"}, {"directors", "总计", "both"},
	} {
		if got := strings.Join(res.Group(c.group).Cell(c.line).Records, " "); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.group, c.line, got, c.want)
		}
	}
	if table := res.Table("容城镇", ""); len(table.Columns) != len(res.Groups)+1 || len(table.Rows) != len(res.Groups[0].Cells) {
		t.Errorf("the printed table is %d × %d", len(table.Rows), len(table.Columns))
	}
}

// remembering is an office that knows its roster of a past day.
type remembering struct {
	trial.Office
	past trial.Office
}

func (r remembering) EachAsOf(ctx context.Context, k *catalog.Kind, _ value.Date, f func(catalog.Record) error) error {
	return r.past.Each(ctx, k, f)
}

func TestMemberChange(t *testing.T) {
	was := trial.Office{trial.Record(ledger.Member, "stays"), trial.Record(ledger.Member, "moves"), trial.Record(ledger.Member, "vanishes"), trial.Record(ledger.Member, "dies"), trial.Record(ledger.Member, "leaves")}
	now := trial.Office{
		trial.Record(ledger.Member, "stays"), trial.Record(ledger.Member, "dies", "state", ledger.MemberDied), trial.Record(ledger.Member, "new", "joined", "2003-05-01"),
		trial.Record(ledger.Member, "comes"), trial.Record(ledger.Member, "appears"), trial.Record(ledger.Member, "leaves", "state", ledger.MemberMoved),
		trial.Record(ledger.Transfer, "t1", "member", "moves", "direction", ledger.TransferOut, "date", "2003-04-01", "state", ledger.TransferSettled),
		trial.Record(ledger.Transfer, "t2", "member", "comes", "direction", ledger.TransferIn, "date", "2003-06-01", "state", ledger.TransferSettled),
	}
	lines := func(records tally.Records) map[string]string {
		res, err := tally.Run(t.Context(), records, "member-change", tally.Params{AsOf: trial.Day("2003-09-30")})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, c := range res.Groups[0].Cells {
			number, _, _ := strings.Cut(c.Key, " ")
			out[number] = c.Text() + " " + strings.Join(c.Records, ",")
		}
		out["notes"] = strings.Join(res.Notes, "")
		return out
	}
	got := lines(remembering{now, was})
	for number, want := range map[string]string{
		"1": "5 stays,moves,vanishes,dies,leaves", "2": "2 new,comes", "3": "1 new", "7": "1 comes", "9": "3 dies,moves,leaves", "12": "1 dies", "13": "2 moves,leaves",
		"15": "4 stays,vanishes,new,comes", "16": "4 stays,new,comes,appears", "17": "0 appears,vanishes", "notes": "",
	} {
		if got[number] != want {
			t.Errorf("line %s: %q, want %q", number, got[number], want)
		}
	}
	if got := lines(now); got["notes"] == "" || got["1"] != "2 appears,stays" || got["17"] != "0 " {
		t.Errorf("without a past roster: %q", got)
	}
}
