package demo_test

import (
	"fmt"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// sums adds up the count of records by a field.
func sums(list []catalog.Record, by, of string) (total int64, each map[string]int64) {
	each = map[string]int64{}
	for _, r := range list {
		n, _ := r.Get(of).Int()
		total += n
		each[r.Get(by).Canonical()] += n
	}
	return total, each
}

// inYear finds records that are dated outside of the report's year, or before their community was founded.
func inYear(t *testing.T, list []catalog.Record) {
	t.Helper()
	founded := map[string]value.Date{}
	for _, o := range records(t, "org") {
		founded[o.ID] = o.Date("founded")
	}
	for _, r := range list {
		d := r.Date("date")
		if d.Last().Compare(value.Date{Year: 2002, Month: 10, Day: 1}) < 0 || d.First().Compare(demo.AsOf()) > 0 {
			t.Errorf("%s %s is dated %s", r.Kind.Key, r.Label(), d)
		}
		if from := founded[r.Get("org").Canonical()]; d.Last().Compare(from) < 0 {
			t.Errorf("%s %s is older than its community", r.Kind.Key, r.Label())
		}
	}
}

func TestCourses(t *testing.T) {
	list := records(t, "course")
	inYear(t, list)
	total, schools := sums(list, "school", "count")
	if len(list) != 28 || total != 4500 || len(schools) != 3 {
		t.Errorf("%d sessions, %d attendances, schools %v", len(list), total, schools)
	}
	for _, r := range list {
		if h, ok := r.Get("hours").Int(); !ok || h < 100 || h > 800 || !ledger.IsSession(r) || r.Get("teacher").IsEmpty() || r.Get("audience").IsEmpty() {
			t.Errorf("%s: %v hours, teacher %v", r.Label(), r.Get("hours"), r.Get("teacher"))
		}
	}
	if orgs := count(list, text("org")); len(orgs) != 10 {
		t.Errorf("communities with a session: %v", orgs)
	}
}

func TestPublicity(t *testing.T) {
	list := records(t, "publicity")
	inYear(t, list)
	entries := count(list, text("form"))
	_, each := sums(list, "form", "count")
	if entries[ledger.Exhibition] != 12 || each[ledger.Exhibition] != 12 {
		t.Errorf("%d entries of exhibitions, %d exhibitions", entries[ledger.Exhibition], each[ledger.Exhibition])
	}
	if n := each[ledger.WallPaper]; n <= 20 || n >= 30 || n != int64(entries[ledger.WallPaper]) {
		t.Errorf("%d wall papers", n)
	}
	if n := each[ledger.Leaflet]; n <= 30_000 || n >= 40_000 {
		t.Errorf("%d leaflets", n)
	}
	once := count(list, func(r catalog.Record) string { return r.Get("org").Canonical() + r.Get("form").Canonical() + r.Label() })
	if len(once) != len(list) {
		t.Errorf("%d different entries of %d", len(once), len(list))
	}
	if each["宣传栏"] != 10 {
		t.Errorf("%d notice boards", each["宣传栏"])
	}
}

func TestSafety(t *testing.T) {
	list := records(t, "safety")
	inYear(t, list)
	types := map[string][]catalog.Record{}
	for _, r := range list {
		types[r.Get("type").Canonical()] = append(types[r.Get("type").Canonical()], r)
	}
	for _, one := range []string{ledger.PoliceRoom, ledger.Watch} {
		if orgs := count(types[one], text("org")); len(orgs) != 10 || len(types[one]) != 10 {
			t.Errorf("%s: %v", one, orgs)
		}
	}
	for _, r := range types[ledger.PoliceRoom] {
		if r.Get("officer").IsEmpty() || r.Get("phone").IsEmpty() || r.Get("place").IsEmpty() {
			t.Errorf("%s is not whole", r.Label())
		}
	}
	if n := len(types[ledger.Patrol]); n < 150 || len(count(types[ledger.Patrol], text("org"))) != 10 {
		t.Errorf("%d patrols", n)
	}
	watch := map[string]string{}
	for _, r := range types[ledger.Watch] {
		watch[r.Get("team").Canonical()] = r.Get("members").Canonical()
	}
	for _, r := range types[ledger.Patrol] {
		for name := range strings.SplitSeq(r.Get("members").Canonical(), "\n") {
			if !strings.Contains(watch[r.Get("team").Canonical()]+"\n", name+"\n") {
				t.Errorf("%s: %s is not of the watch", r.Label(), name)
			}
		}
	}
	// The chain of responsibility covers each community's households exactly, by people of the community.
	home := map[string]string{}
	for _, r := range append(records(t, "cadre"), records(t, "member")...) {
		home[r.ID] = r.Get("org").Canonical()
	}
	_, covered := sums(types[ledger.Chain], "org", "households")
	for _, o := range records(t, "org") {
		if n, _ := o.Get("households").Int(); covered[o.ID] != n {
			t.Errorf("%s: the chain covers %d of %d households", o.Label(), covered[o.ID], n)
		}
	}
	answerable := map[string]bool{}
	for _, r := range types[ledger.Chain] {
		member := r.Get("member").Canonical()
		if org := r.Get("org").Canonical(); home[r.Get("cadre").Canonical()] != org || home[member] != org || answerable[member] {
			t.Errorf("%s: whoever answers for it is of another community, or answers twice", r.Label())
		}
		answerable[member] = true
	}
}

func TestHealth(t *testing.T) {
	list := records(t, "health")
	inYear(t, list)
	var meetings []catalog.Record
	for _, r := range list {
		if r.Get("type").Canonical() == ledger.Mobilisation {
			meetings = append(meetings, r)
		}
	}
	if orgs := count(meetings, text("org")); len(meetings) != 10 || len(orgs) != 10 {
		t.Errorf("%d meetings in %d communities", len(meetings), len(orgs))
	}
	for _, r := range meetings {
		if d := r.Date("date"); d.Year != 2003 || d.Month != 4 {
			t.Errorf("%s is dated %s", r.Label(), d)
		}
	}
	if types := count(list, text("type")); len(types) != 6 {
		t.Errorf("types: %v", types)
	}
}

func TestIssuesAndPlans(t *testing.T) {
	issues := records(t, "issue")
	want := map[string]int{"办公设施": 1, "集体经济": 1, "干部收入": 1, "人口管理": 1}
	if got := count(issues, text("category")); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("issues: %v", got)
	}
	for _, r := range issues {
		if r.Get("state").Canonical() == ledger.IssueSolved || r.Get("due").IsEmpty() || r.Get("measure").IsEmpty() || r.Get("responsible").IsEmpty() {
			t.Errorf("%s is not an open issue with its measure", r.Label())
		}
	}
	plans := records(t, "plan")
	town := 0
	for _, r := range plans {
		if r.Get("parent").IsEmpty() {
			town++
		}
		if r.Get("due").IsEmpty() || r.Get("progress").IsEmpty() || r.Get("state").IsEmpty() || r.Get("responsible").IsEmpty() {
			t.Errorf("%s has no date, progress or state", r.Label())
		}
	}
	if categories := count(plans, text("category")); len(categories) != 8 || town != 8 {
		t.Errorf("%d tasks of the town: %v", town, categories)
	}
}

func TestEconomy(t *testing.T) {
	list := records(t, "economy")
	years := count(list, func(r catalog.Record) string { return r.Date("date").String() })
	if years["2002"] != 9 || years["2003"] != 10 || len(years) != 2 {
		t.Errorf("years: %v", years)
	}
	balance := ledger.Economy.Field("balance")
	for _, r := range list {
		if n, ok := r.On(balance, demo.AsOf()).Int(); !ok || n < 0 {
			t.Errorf("%s of %v: balance %d fen", r.Label(), r.Get("org"), n)
		}
	}
}

// TestNoBlankSpots holds the report's figure: every member is managed, in the way of the class, by a branch there is.
func TestNoBlankSpots(t *testing.T) {
	want := map[string]string{"在职单位党员": "双重管理", "常住居民党员": "属地管理", "离退休党员": "属地管理", "流动党员": "动态管理", "退伍军人党员": "动态管理", "毕业待分配学生党员": "动态管理"}
	for _, m := range records(t, "member") {
		class := m.Get("class").Canonical()
		if !ledger.Managed(m) || m.Get("management").Canonical() != want[class] {
			t.Errorf("%s (%s) is managed as %q", m.Label(), class, m.Get("management").Canonical())
		}
		unit, role, reported := m.Get("work_unit"), m.Get("community_role"), m.Get("reported")
		if atWork := class == "在职单位党员"; atWork && (unit.IsEmpty() || role.IsEmpty() || reported.IsEmpty()) || !atWork && !reported.IsEmpty() {
			t.Errorf("%s (%s): unit %v, role %v, reported %v", m.Label(), class, unit, role, reported)
		}
		if class == "流动党员" && m.Get("flow").IsEmpty() || class == "离退休党员" && m.Get("former_unit").IsEmpty() {
			t.Errorf("%s (%s): flow %v, former unit %v", m.Label(), class, m.Get("flow"), m.Get("former_unit"))
		}
	}
}

// TestCommittees finds each of the seven committees in the charge of one cadre of each community, by reading what the
// roster says of their work.
func TestCommittees(t *testing.T) {
	at := map[string]map[string]int{}
	for _, c := range records(t, "cadre") {
		org := c.Get("org").Canonical()
		if at[org] == nil {
			at[org] = map[string]int{}
		}
		for _, committee := range ledger.CommitteesIn(c.Get("in_charge_of").Canonical()) {
			at[org][committee]++
		}
	}
	if len(at) != 10 {
		t.Fatalf("%d communities", len(at))
	}
	for org, committees := range at {
		if len(committees) != 7 {
			t.Errorf("%s: %v", org, committees)
		}
		for name, n := range committees {
			if n != 1 {
				t.Errorf("%s: %s is in the charge of %d", org, name, n)
			}
		}
	}
}
