package demo_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// office makes the demonstration office once for all tests.
var office = sync.OnceValue(func() []catalog.Operation { return demo.Operations(ledger.All()) })

// records returns the records of one kind of the demonstration office.
func records(t testing.TB, kind string) []catalog.Record {
	t.Helper()
	for _, op := range office() {
		if op.Changes[0].After.Kind.Key != kind {
			continue
		}
		var out []catalog.Record
		for _, c := range op.Changes {
			out = append(out, c.After)
		}
		return out
	}
	t.Fatalf("no operation creates %s", kind)
	return nil
}

func count[K comparable](list []catalog.Record, by func(catalog.Record) K) map[K]int {
	out := map[K]int{}
	for _, r := range list {
		out[by(r)]++
	}
	return out
}

func text(key string) func(catalog.Record) string {
	return func(r catalog.Record) string { return r.Get(key).Canonical() }
}

func band(r catalog.Record) string {
	switch age := r.Date("birth").YearsUntil(demo.AsOf()); {
	case age <= 30:
		return "≤30"
	case age <= 45:
		return "31–45"
	case age <= 60:
		return "46–60"
	}
	return ">60"
}

func TestOrgs(t *testing.T) {
	list := records(t, "org")
	var names []string
	first := value.Date{Year: 2002, Month: 10, Day: 1}
	for _, r := range list {
		names = append(names, r.Get("name").Canonical())
		if got := len(strings.Split(r.Get("committees").Canonical(), "、")); got != 7 {
			t.Errorf("%s has %d committees", r.Label(), got)
		}
		if d := r.Date("founded"); d.Compare(first) < 0 || d.Compare(demo.AsOf()) > 0 {
			t.Errorf("%s was founded on %s", r.Label(), d)
		}
		for _, f := range []string{"branch", "leader", "address", "phone", "households", "population", "elected"} {
			if r.Get(f).IsEmpty() {
				t.Errorf("%s has no %s", r.Label(), f)
			}
		}
	}
	want := strings.Fields("北门社区 西上社区 新北社区 新南社区 南大社区 城东社区 城南社区 城西社区 城北社区 福船岭社区")
	if !slices.Equal(names, want) {
		t.Errorf("communities: %v", names)
	}
}

func TestCadres(t *testing.T) {
	list := records(t, "cadre")
	if len(list) != 30 {
		t.Fatalf("%d cadres", len(list))
	}
	if got := count(list, text("sex"))[ledger.Female]; got != 21 {
		t.Errorf("%d women", got)
	}
	if got, want := count(list, band), map[string]int{"≤30": 4, "31–45": 19, "46–60": 7}; !reflect.DeepEqual(got, want) {
		t.Errorf("ages: %v", got)
	}
	chosen := count(list, text("chosen_by"))
	if len(chosen) != 3 {
		t.Errorf("chosen by %v", chosen)
	}
}

// TestPostHolders compares what an org says of its leading group with the cadres.
func TestPostHolders(t *testing.T) {
	cadres := records(t, "cadre")
	for _, org := range records(t, "org") {
		var secretaries, directors []string
		charges := ""
		for _, c := range cadres {
			if c.Get("org").Canonical() != org.ID {
				continue
			}
			charges += "、" + c.Get("in_charge_of").Canonical()
			if c.Get("party_post").Canonical() == "书记" {
				secretaries = append(secretaries, c.Label())
			}
			if c.Get("committee_post").Canonical() == "主任" {
				directors = append(directors, c.Label())
			}
			if since := c.Date("post_since"); since.Last().Compare(org.Date("founded")) < 0 {
				t.Errorf("%s holds a post since %s, before the branch was founded", c.Label(), since)
			}
		}
		if !slices.Equal(secretaries, []string{org.Get("secretary").Canonical()}) {
			t.Errorf("%s: secretaries %v, the org says %v", org.Label(), secretaries, org.Get("secretary"))
		}
		if !slices.Equal(directors, []string{org.Get("director").Canonical()}) {
			t.Errorf("%s: directors %v, the org says %v", org.Label(), directors, org.Get("director"))
		}
		for _, c := range demo.Committees() {
			if strings.Count(charges, c) != 1 {
				t.Errorf("%s: %s is in the charge of %d cadres", org.Label(), c, strings.Count(charges, c))
			}
		}
	}
}

func TestMembers(t *testing.T) {
	list := records(t, "member")
	if len(list) != 600 {
		t.Fatalf("%d members", len(list))
	}
	classes, orgs := count(list, text("class")), count(list, text("org"))
	if len(classes) != 6 || classes[""] > 0 {
		t.Errorf("classes: %v", classes)
	}
	if len(orgs) != 10 || orgs[""] > 0 {
		t.Errorf("communities: %v", orgs)
	}
	without := count(list, text("id_number"))[""]
	if without < 5 || without > 60 {
		t.Errorf("%d members without an ID number", without)
	}
	names := count(list, text("name"))
	if len(names) < 540 {
		t.Errorf("only %d different names", len(names))
	}
	inOrg := count(list, func(r catalog.Record) string { return r.Get("name").Canonical() + r.Get("org").Canonical() })
	if len(inOrg) != len(list) {
		t.Error("two members of one community have the same name")
	}
	for _, odd := range []string{"𬭎", "𫖯", "㐂", "〇", "·", "𠮷"} {
		if !slices.ContainsFunc(list, func(r catalog.Record) bool { return strings.Contains(r.Label(), odd) }) {
			t.Errorf("no name has %s", odd)
		}
	}
	if n := count(list, text("political_status"))[ledger.ProbationaryMember]; n < 5 {
		t.Errorf("%d members on probation", n)
	}
}

// TestCadresAreMembers finds each cadre who is in the party on the roster of the same community.
func TestCadresAreMembers(t *testing.T) {
	at := map[string]string{}
	for _, m := range records(t, "member") {
		at[m.Label()+m.Get("id_number").Canonical()] = m.Get("org").Canonical()
	}
	for _, c := range records(t, "cadre") {
		org, found := at[c.Label()+c.Get("id_number").Canonical()]
		inParty := !c.Get("joined").IsEmpty()
		if found != inParty || inParty && org != c.Get("org").Canonical() {
			t.Errorf("%s: on the roster %v, in the party %v", c.Label(), found, inParty)
		}
	}
}

func TestLogs(t *testing.T) {
	for _, want := range []struct {
		kind, what         string
		total, cells       int
		wantOrgs, wantDays int // communities, months
	}{
		{"service", "item", 12500, 9, 10, 12},
		{"visit", "category", 287, 5, 10, 9},
	} {
		list := records(t, want.kind)
		sum, money, goods := 0, 0, 0
		same := map[string]bool{}
		for _, r := range list {
			n, ok := r.Get("count").Int()
			if !ok || n < 1 {
				t.Errorf("%s %s counts %v", want.kind, r.Label(), r.Get("count"))
			}
			sum += int(n)
			if f, ok := r.Get("money").Int(); ok && f > 0 {
				money++
			}
			if !r.Get("goods").IsEmpty() {
				goods++
			}
			d := r.Date("date")
			if d.First().Compare(value.Date{Year: 2002, Month: 10, Day: 1}) < 0 || d.Last().Compare(demo.AsOf()) > 0 {
				t.Errorf("%s is dated %s", r.Label(), d)
			}
			key := d.String() + r.Get("org").Canonical() + r.Get(want.what).Canonical()
			if same[key] {
				t.Errorf("%s %s stands twice", want.kind, r.Label())
			}
			same[key] = true
		}
		if sum != want.total {
			t.Errorf("%s: %d 人次, want %d", want.kind, sum, want.total)
		}
		months := count(list, func(r catalog.Record) string { return r.Date("date").String()[:7] })
		if got := len(count(list, text(want.what))); got != want.cells {
			t.Errorf("%s: %d different %s", want.kind, got, want.what)
		}
		if orgs := count(list, text("org")); len(orgs) != want.wantOrgs {
			t.Errorf("%s: communities %v", want.kind, orgs)
		}
		if len(months) < want.wantDays {
			t.Errorf("%s: months %v", want.kind, months)
		}
		if want.kind == "visit" && (money == 0 || goods == 0) {
			t.Errorf("visits: %d with money, %d with goods", money, goods)
		}
	}
}

// ofTheTown are the kinds of which some records belong to all communities.
var ofTheTown = map[string]bool{"rule": true, "issue": true, "plan": true}

// TestReferences resolves every reference against what earlier operations created.
func TestReferences(t *testing.T) {
	there := map[string]map[string]bool{}
	ids := map[string]bool{}
	for _, op := range demo.Operations(ledger.All()) {
		for _, c := range op.Changes {
			r := c.After
			for i, f := range r.Kind.Fields {
				if f.Key == "org" && r.At(i).IsEmpty() && !ofTheTown[r.Kind.Key] {
					t.Errorf("%s %s is in no community", r.Kind.Key, r.Label())
				}
				for _, l := range catalog.LinksOf(f.Type, r.At(i)) {
					if l.ID != "" && !there[catalog.Refers(f.Type)][l.ID] { // words name people who stand in no ledger
						t.Errorf("%s %s: %s points to nothing: %v", r.Kind.Key, r.Label(), f.Key, l)
					}
				}
			}
			if there[r.Kind.Key] == nil {
				there[r.Kind.Key] = map[string]bool{}
			}
			there[r.Kind.Key][r.ID] = true
			if ids[r.ID] {
				t.Errorf("id %s stands twice", r.ID)
			}
			ids[r.ID] = true
		}
	}
}

// reminders are the problems that the office has on purpose: overviews have something to remind of.
var reminders = map[string]bool{"transfer_overdue": true}

// TestNoProblems runs every rule of the ledgers, and reads every value again as if it came from a workbook.
func TestNoProblems(t *testing.T) {
	for _, op := range demo.Operations(ledger.All()) {
		for _, c := range op.Changes {
			for _, p := range catalog.Check(c.After, demo.AsOf()) {
				if reminders[p.Code] {
					continue
				}
				t.Errorf("%s %s: %s %s", c.After.Kind.Key, c.After.Label(), p.Field, p.Text)
			}
			for i, f := range c.After.Kind.Fields {
				v := c.After.At(i)
				if catalog.Refers(f.Type) != "" || v.IsEmpty() {
					continue
				}
				got, p := f.Type.Parse(catalog.TextCell(f.Type.Format(v)))
				got = catalog.Over(f.Type, v, got)
				if got != v || p != nil {
					t.Errorf("%s %s: %s %q reads back as %q, %v", c.After.Kind.Key, c.After.Label(), f.Key, v.Canonical(), got.Canonical(), p)
				}
			}
		}
	}
}

func TestIDNumbers(t *testing.T) {
	people := append(records(t, "cadre"), records(t, "member")...)
	owner := map[string]string{}
	for _, r := range people {
		id := r.Get("id_number").Canonical()
		if id == "" {
			continue
		}
		if !strings.HasPrefix(id, "450999") || value.CheckID(id) != value.IDSound {
			t.Errorf("%s: ID number %s", r.Label(), id)
		}
		if o := owner[id]; o != "" && o != r.Label() {
			t.Errorf("%s and %s have one ID number", o, r.Label())
		}
		owner[id] = r.Label()
	}
}

func TestDeterministic(t *testing.T) {
	a, b := demo.Operations(ledger.All()), demo.Operations(ledger.All())
	if !reflect.DeepEqual(a, b) {
		t.Error("two runs differ")
	}
	uuid7 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	last := ""
	for _, c := range a[2].Changes {
		if id := c.After.ID; !uuid7.MatchString(id) || id <= last {
			t.Fatalf("id %s after %s", id, last)
		}
		last = c.After.ID
	}
	if !uuid7.MatchString(a[0].ID) || a[0].At.IsZero() {
		t.Errorf("operation %s at %v", a[0].ID, a[0].At)
	}
}

// TestSubset makes a database that knows fewer kinds: the records are the same ones.
func TestSubset(t *testing.T) {
	few := demo.Operations([]*catalog.Kind{ledger.Org, ledger.Visit})
	if len(few) != 2 {
		t.Fatalf("%d operations", len(few))
	}
	for i, r := range records(t, "visit") {
		if !r.Equal(few[1].Changes[i].After) {
			t.Errorf("the visit %s differs when the office has fewer ledgers", r.Label())
		}
	}
}

func TestBigRoster(t *testing.T) {
	const n = 20_000
	orgs := map[string]bool{}
	for _, r := range records(t, "org") {
		orgs[r.ID] = true
	}
	ids, numbers := map[string]bool{}, map[string]bool{}
	for r := range demo.Members(7, n) {
		ids[r.ID] = true
		numbers[r.Get("id_number").Canonical()] = true
		if !orgs[r.Get("org").Canonical()] {
			t.Fatalf("%s: community %v", r.Label(), r.Get("org"))
		}
		if p := catalog.Check(r, demo.AsOf()); len(p) > 0 {
			t.Fatalf("%s: %v", r.Label(), p)
		}
	}
	if len(ids) != n || len(numbers) != n || numbers[""] {
		t.Errorf("%d ids, %d ID numbers", len(ids), len(numbers))
	}
	first := func(seed uint64) (out []catalog.Record) {
		for r := range demo.Members(seed, 50) {
			out = append(out, r)
		}
		return out
	}
	if !reflect.DeepEqual(first(7), first(7)) || reflect.DeepEqual(first(7), first(8)) {
		t.Error("the seed does not decide the roster")
	}
}

func BenchmarkMembers100k(b *testing.B) {
	for b.Loop() {
		for r := range demo.Members(1, 100_000) {
			_ = r
		}
	}
}
