package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

var asof = value.Date{Year: 2003, Month: 9, Day: 30}

// record makes a record of pairs "key=value"; a value that begins with ? is unread.
func record(k *catalog.Kind, pairs string) catalog.Record {
	r := catalog.NewRecord(k, "r1")
	for _, pair := range strings.Fields(pairs) {
		key, s, _ := strings.Cut(pair, "=")
		if k.Field(key) == nil {
			panic(k.Key + " has no field " + key)
		}
		v := value.Text(s)
		if strings.HasPrefix(s, "?") {
			v = value.Unread(s[1:])
		}
		r = r.With(key, v)
	}
	return r
}

// problems returns what the rules of the kind find, as "field code suggestion".
func problems(r catalog.Record, asof value.Date) []string {
	var out []string
	for _, rule := range r.Kind.Rules {
		for _, p := range rule(r, asof) {
			if p.Text == "" || p.Severity != catalog.Doubt || strings.Contains(p.Text, "%!") {
				out = append(out, "bad problem: "+p.Text)
			}
			out = append(out, strings.TrimSpace(p.Field+" "+p.Code+" "+p.Suggestion.Canonical()))
		}
	}
	return out
}

// The numbers are of people who don't exist: 450999 is no area.
const (
	man   = "id_number=450999196805120010"
	woman = "id_number=450999196805120029"
)

func TestRules(t *testing.T) {
	tests := []struct {
		name  string
		kind  *catalog.Kind
		pairs string
		want  string // problems, separated by commas
	}{
		{"nothing is known", ledger.Member, "", ""},

		{"birth as in the ID number", ledger.Cadre, "birth=1968-05-12 " + man, ""},
		{"birth month as in the ID number", ledger.Cadre, "birth=1968-05 " + man, ""},
		{"birth year as in the ID number", ledger.Cadre, "birth=1968 " + man, ""},
		{"another day", ledger.Cadre, "birth=1968-05-13 " + man, "birth id_birth 1968-05-12"},
		{"another month", ledger.Cadre, "birth=1968-06 " + man, "birth id_birth 1968-05"},
		{"another year", ledger.Cadre, "birth=1969 " + man, "birth id_birth 1968"},
		{"birth against an ID number that can't be read", ledger.Cadre, "birth=1969 id_number=?4.50999E+17", ""},
		{"birth against an impossible one", ledger.Cadre, "birth=1969 id_number=450999196802300017", ""},

		{"sex as in the ID number", ledger.Cadre, "sex=1 " + man, ""},
		{"a woman", ledger.Cadre, "sex=2 " + woman, ""},
		{"a man's number", ledger.Cadre, "sex=2 " + man, "sex id_sex 1"},
		{"a woman's number", ledger.Cadre, "sex=1 " + woman, "sex id_sex 2"},
		{"sex unknown", ledger.Cadre, "sex=0 " + man, ""},
		{"no sex", ledger.Cadre, man, ""},

		{"born today", ledger.Member, "birth=2003-09-30", ""},
		{"born tomorrow", ledger.Member, "birth=2003-10-01", "birth birth_future"},
		{"born this month", ledger.Member, "birth=2003-09", ""},
		{"born next month", ledger.Member, "birth=2003-10", "birth birth_future"},
		{"110 years old", ledger.Member, "birth=1892-10-01", ""},
		{"on the 111th birthday", ledger.Member, "birth=1892-09-30", "birth birth_old"},
		{"ID number of the future", ledger.Member, "id_number=450999203805120018", "id_number birth_future"},
		{"ID number of long ago", ledger.Member, "id_number=450999188805120018", "id_number birth_old"},

		{"admitted on the 18th birthday", ledger.Member, "birth=1968-05-12 joined=1986-05-12", ""},
		{"admitted a day too early", ledger.Member, "birth=1968-05-12 joined=1986-05-11", "joined joined_age"},
		{"admitted in the month of the 18th birthday", ledger.Member, "birth=1968-05-12 joined=1986-05", ""},
		{"admitted in the month before", ledger.Member, "birth=1968-05-12 joined=1986-04", "joined joined_age"},
		{"admitted in the year", ledger.Member, "birth=1968-05 joined=1986", ""},
		{"admitted at 18 who was born on 29 February", ledger.Member, "birth=1968-02-29 joined=1986-02-28", ""},
		{"admitted before 28 February", ledger.Member, "birth=1968-02-29 joined=1986-02-27", "joined joined_age"},
		{"a cadre admitted too early", ledger.Cadre, "birth=1968-05-12 joined=1986-05-11", "joined joined_age"},

		{"confirmed after a year", ledger.Member, "joined=1992-05-12 confirmed=1993-05-12", ""},
		{"confirmed a day too early", ledger.Member, "joined=1992-05-12 confirmed=1993-05-11", "confirmed probation"},
		{"admitted on 29 February", ledger.Member, "joined=1992-02-29 confirmed=1993-02-28", ""},
		{"confirmed on 27 February", ledger.Member, "joined=1992-02-29 confirmed=1993-02-27", "confirmed probation"},
		{"confirmed in the same month a year later", ledger.Member, "joined=1992-05 confirmed=1993-05", ""},
		{"confirmed in the month before", ledger.Member, "joined=1992-05 confirmed=1993-04", "confirmed probation"},
		{"confirmed at once on the first day without probation", ledger.Member, "joined=1969-04-01 confirmed=1969-04-01", ""},
		{"confirmed at once the day before", ledger.Member, "joined=1969-03-31 confirmed=1969-03-31", "confirmed probation"},
		{"confirmed at once on the last day without probation", ledger.Member, "joined=1977-08-11 confirmed=1977-08-11", ""},
		{"confirmed at once the day after", ledger.Member, "joined=1977-08-12 confirmed=1977-08-12", "confirmed probation"},
		{"confirmed at once in a month that was partly without", ledger.Member, "joined=1977-08 confirmed=1977-08", ""},
		{"confirmed at once in a year that was partly without", ledger.Member, "joined=1969 confirmed=1969", ""},
		{"confirmed at once in the month after", ledger.Member, "joined=1977-09 confirmed=1977-09", "confirmed probation"},
		{"confirmed before admission", ledger.Member, "joined=1993-05-12 confirmed=1992-05-12", "confirmed confirmed_early"},
		{"confirmed before admission in 1970", ledger.Member, "joined=1970-05-12 confirmed=1970-05-11", "confirmed confirmed_early"},

		{"confirmed and still on probation", ledger.Member, "joined=2002-05 confirmed=2003-05 political_status=02", "political_status probation_over 01"},
		{"confirmed today", ledger.Member, "joined=2002-09-30 confirmed=2003-09-30 political_status=02", "political_status probation_over 01"},
		{"to be confirmed tomorrow", ledger.Member, "joined=2002-10-01 confirmed=2003-10-01 political_status=02", ""},
		{"on probation", ledger.Member, "joined=2003-05 political_status=02", ""},

		{"worked at 14", ledger.Cadre, "birth=1968-05-12 worked_since=1982-05-12", ""},
		{"worked at 13", ledger.Cadre, "birth=1968-05-12 worked_since=1982-05-11", "worked_since worked_age"},

		{"a post in a community", ledger.Cadre, "party_post=书记 org=o1", ""},
		{"a post in the party nowhere", ledger.Cadre, "party_post=书记", "org post_without_org"},
		{"a post in the committee nowhere", ledger.Cadre, "committee_post=主任", "org post_without_org"},
		{"a post in a community that can't be found", ledger.Cadre, "committee_post=主任 org=?东门", ""},
		{"no post and no community", ledger.Cadre, "name=张三", ""},

		{"a secretary who is a member", ledger.Cadre, "party_post=书记 org=o1 political_status=01", ""},
		{"a secretary on probation", ledger.Cadre, "party_post=委员 org=o1 political_status=02", ""},
		{"a secretary of no known status", ledger.Cadre, "party_post=书记 org=o1", ""},
		{"a secretary whose status can't be read", ledger.Cadre, "party_post=书记 org=o1 political_status=?正常", ""},
		{"a secretary who is none", ledger.Cadre, "party_post=书记 org=o1 political_status=13", "political_status party_post_status"},
		{"a director who is none", ledger.Cadre, "committee_post=主任 org=o1 political_status=13", ""},

		{"a service today", ledger.Service, "date=2003-09-30 count=0", ""},
		{"a service this month", ledger.Service, "date=2003-09 count=5", ""},
		{"a service tomorrow", ledger.Service, "date=2003-10-01", "date date_future"},
		{"a visit next year", ledger.Visit, "date=2004", "date date_future"},
		{"fewer than nobody", ledger.Visit, "date=2003-09 count=-1", "count count_negative"},
	}
	for _, test := range tests {
		got := strings.Join(problems(record(test.kind, test.pairs), asof), ",")
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestRulesWithoutToday shows that rules that need the day are silent without it.
func TestRulesWithoutToday(t *testing.T) {
	for _, r := range []catalog.Record{
		record(ledger.Member, "birth=2050 joined=2002-05 confirmed=2003-05 political_status=02"),
		record(ledger.Service, "date=2050 count=1"),
	} {
		got := slices.DeleteFunc(problems(r, value.Date{}), func(p string) bool { return strings.HasPrefix(p, "joined joined_age") })
		if len(got) > 0 {
			t.Errorf("%s: %v", r.Kind.Key, got)
		}
	}
}

func TestDerived(t *testing.T) {
	tests := []struct {
		name, field string
		kind        *catalog.Kind
		pairs       string
		want        string
	}{
		{"age on the birthday", "age", ledger.Cadre, "birth=1968-09-30", "35"},
		{"age the day before", "age", ledger.Cadre, "birth=1968-10-01", "34"},
		{"age by month", "age", ledger.Cadre, "birth=1968-09", "35"},
		{"age by year", "age", ledger.Cadre, "birth=1968", "35"},
		{"age in the future", "age", ledger.Cadre, "birth=2003-10", ""},
		{"age of whom nothing is known", "age", ledger.Cadre, "", ""},
		{"age without a birth that can be read", "age", ledger.Cadre, "birth=?去年", ""},

		{"from confirmation", "party_age", ledger.Member, "joined=1992-09-30 confirmed=1993-09-30", "10"},
		{"the day before", "party_age", ledger.Member, "joined=1992-09-30 confirmed=1993-10-01", "9"},
		{"prolonged probation", "party_age", ledger.Member, "joined=1992-09 confirmed=1994-09", "9"},
		{"without the date of confirmation", "party_age", ledger.Member, "joined=1992-09 political_status=01", "10"},
		{"a year has not passed", "party_age", ledger.Member, "joined=2003-05 political_status=01", ""},
		{"on probation", "party_age", ledger.Member, "joined=1992-09 political_status=02", ""},
		{"nothing known", "party_age", ledger.Member, "political_status=01", ""},
		{"confirmation alone", "party_age", ledger.Member, "confirmed=1993-09", "10"},
		{"first day without probation", "party_age", ledger.Member, "joined=1969-04-01 confirmed=1970-04-01", "34"},
		{"the day before it", "party_age", ledger.Member, "joined=1969-03-31 confirmed=1970-03-31", "33"},
		{"last day without probation", "party_age", ledger.Member, "joined=1977-08-11 confirmed=1978-08-11", "26"},
		{"the day after it", "party_age", ledger.Member, "joined=1977-08-12 confirmed=1978-08-12", "25"},
		{"a year partly without, confirmed later", "party_age", ledger.Member, "joined=1977 confirmed=1978-09", "25"},
		{"a year partly without, no confirmation", "party_age", ledger.Member, "joined=1977", "26"},
		{"a month within", "party_age", ledger.Member, "joined=1976-05 confirmed=1977-05", "27"},

		{"five years from the election", "term_ends", ledger.Org, "founded=2002-10 elected=2003-05-12", "2008-05-12"},
		{"from the foundation", "term_ends", ledger.Org, "founded=2002-10", "2007-10"},
		{"three years", "term_ends", ledger.Org, "elected=2003-05 term_years=3", "2006-05"},
		{"a term that can't be", "term_ends", ledger.Org, "elected=2003-05 term_years=50", "2008-05"},
		{"elected on 29 February", "term_ends", ledger.Org, "elected=2000-02-29", "2005-02-28"},
		{"never elected", "term_ends", ledger.Org, "term_years=5", ""},
	}
	for _, test := range tests {
		r := record(test.kind, test.pairs)
		if got := r.On(test.kind.Field(test.field), asof).Canonical(); got != test.want {
			t.Errorf("%s %s: %q, want %q", test.field, test.name, got, test.want)
		}
	}
}
