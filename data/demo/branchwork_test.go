package demo_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// byID returns the records of a kind by their ids.
func byID(t testing.TB, kind string) map[string]catalog.Record {
	t.Helper()
	out := map[string]catalog.Record{}
	for _, r := range records(t, kind) {
		out[r.ID] = r
	}
	return out
}

// TestPartners holds the eight units of the report, and the largest joint activity, in which all of them took part.
func TestPartners(t *testing.T) {
	partners := byID(t, "partner")
	if len(partners) != 8 {
		t.Errorf("%d partner units", len(partners))
	}
	lent := ""
	for _, p := range partners {
		lent += p.Get("resources").Canonical()
		if p.Get("seat").IsEmpty() || p.Get("agreed").IsEmpty() {
			t.Errorf("%s has no seat or no agreement", p.Label())
		}
	}
	for _, what := range []string{"运动场所", "教室", "会议室"} {
		if !strings.Contains(lent, what) {
			t.Errorf("no unit lends %s", what)
		}
	}
	orgs := byID(t, "org")
	most := map[int]int{}
	for _, a := range records(t, "activity") {
		n := len(catalog.Refs{}.Links(a.Get("partners")))
		most[n]++
		if n == 8 && (a.Get("type").Canonical() != "法律进社区" || a.Date("date").String()[:7] != "2003-01" || orgs[a.Get("org").Canonical()].Label() != "北门社区") {
			t.Errorf("all units took part in %s", a.Label())
		}
		if n > 3 && n < 8 {
			t.Errorf("%d units took part in %s", n, a.Label())
		}
	}
	if most[8] != 1 {
		t.Errorf("activities by their number of units: %v", most)
	}
}

// TestActivities finds all types, and no venue that is booked twice.
func TestActivities(t *testing.T) {
	list := records(t, "activity")
	types := count(list, text("type"))
	for _, c := range ledger.ActivityType.Choices() {
		if c.Code != "其他" && types[c.Code] == 0 {
			t.Errorf("no activity is %s", c.Title)
		}
	}
	if states := count(list, text("state")); states[ledger.ActivityPlanned] < 3 || states[ledger.ActivityCancelled] == 0 {
		t.Errorf("states: %v", states)
	}
	venues := byID(t, "venue")
	for i, a := range list {
		if v, ok := venues[a.Get("venue").Canonical()]; ok && v.Date("built").First().Compare(a.Date("date")) > 0 {
			t.Errorf("%s was held in %s, which was not there yet", a.Label(), v.Label())
		}
		for _, b := range list[:i] {
			if ledger.BookingsOverlap(a, b) {
				t.Errorf("%s and %s are in one place at one time", a.Label(), b.Label())
			}
		}
	}
}

func TestVenues(t *testing.T) {
	list := records(t, "venue")
	types := count(list, text("type"))
	if types[ledger.VenueSquare] != 23 {
		t.Errorf("%d squares and open spaces", types[ledger.VenueSquare])
	}
	for _, kind := range []string{"办公用房", "警务室", "服务站"} {
		if types[kind] != 10 {
			t.Errorf("%d %s for ten communities", types[kind], kind)
		}
	}
	for _, c := range ledger.VenueType.Choices() {
		if c.Code != "其他" && types[c.Code] == 0 {
			t.Errorf("no venue is %s", c.Title)
		}
	}
	for _, v := range list {
		if n, _ := v.Get("number").Int(); n != 1 {
			t.Errorf("%s counts %d", v.Label(), n)
		}
	}
}

func TestDocuments(t *testing.T) {
	var titles []string
	for _, r := range records(t, "rule") {
		titles = append(titles, r.Get("title").Canonical())
		if articles := strings.Count(r.Get("text").Canonical(), "\n") + 1; articles < 5 {
			t.Errorf("%s has %d articles", r.Label(), articles)
		}
		if r.Get("state").Canonical() != ledger.RuleInForce || r.Get("posted_at").IsEmpty() {
			t.Errorf("%s is not in force, or hangs nowhere", r.Label())
		}
	}
	want := strings.Fields(`社区党支部职责 社区党支部书记职责 社区党支部"三会一课"制度 社区党支部议事规则 社区党支部民主生活会制度 社区党支部联系群众制度 社区党建工作联络委员会职责`)
	if !slices.Equal(titles, want) {
		t.Errorf("rules: %v", titles)
	}
}

// TestMeetings compares who was at the meetings with the rosters of the branches.
func TestMeetings(t *testing.T) {
	members, orgs := byID(t, "member"), byID(t, "org")
	for _, m := range records(t, "meeting") {
		org := orgs[m.Get("org").Canonical()]
		day := m.Date("date")
		if day.Compare(org.Date("founded")) < 0 || day.Compare(demo.AsOf()) > 0 {
			t.Errorf("%s %s was before the branch was founded, or after the report", org.Label(), m.Label())
		}
		kind := m.Get("type").Canonical()
		if chair := m.Get("chair").Canonical(); kind != "居民代表大会" && chair != org.Get("secretary").Canonical() {
			t.Errorf("%s %s was chaired by %s", org.Label(), m.Label(), chair)
		}
		names := catalog.Refs{}.Links(m.Get("attendees"))
		if n, _ := m.Get("attended").Int(); kind != "居民代表大会" && kind != "联络委员会会议" && int(n) != len(names) {
			t.Errorf("%s %s: %d came, %d are named", org.Label(), m.Label(), n, len(names))
		}
		for _, l := range names {
			if who := members[l.ID]; who.Get("org").Canonical() != org.ID || who.Date("joined").Last().Compare(day) > 0 {
				t.Errorf("%s %s: %s was there", org.Label(), m.Label(), who.Label())
			}
		}
	}
}

// TestMeetingsMissed finds the gaps in the calendar of what branches must hold: in two branches, and nowhere else.
func TestMeetingsMissed(t *testing.T) {
	held := map[string]bool{}
	for _, m := range records(t, "meeting") {
		held[m.Get("org").Canonical()+m.Get("type").Canonical()+m.Date("date").String()[:7]] = true
	}
	var gaps []string
	for _, org := range records(t, "org") {
		for _, duty := range ledger.MeetingDuties() {
			if duty.Months > 3 {
				continue
			}
			for month := (value.Date{Year: 2002, Month: 10}); month.Compare(demo.AsOf()) < 0; month = month.AddMonths(duty.Months) {
				found, whole := false, true
				for i := range duty.Months {
					m := month.AddMonths(i)
					found = found || held[org.ID+duty.Type+m.String()]
					whole = whole && m.Last().Compare(org.Date("founded")) >= 0
				}
				if !found && whole {
					gaps = append(gaps, fmt.Sprint(org.Label(), duty.Type, month))
				}
			}
		}
	}
	want := "城西社区支委会2003-05 城西社区支委会2003-08 城西社区党小组会2003-05 福船岭社区支部党员大会2003-04 福船岭社区支委会2003-06 福船岭社区主题党日2003-04"
	if got := strings.Join(gaps, " "); got != want {
		t.Errorf("gaps: %s\nwant  %s", got, want)
	}
}

// TestTransfers compares the transfers with the roster: everybody whose membership is settled came by one.
func TestTransfers(t *testing.T) {
	list := records(t, "transfer")
	of := map[string]catalog.Record{}
	letters := map[string]bool{}
	open, overdue := 0, 0
	for _, r := range list {
		if m := r.Get("member").Canonical(); m != "" {
			of[m] = r
		}
		if letters[r.Get("letter").Canonical()] {
			t.Errorf("%s was written twice", r.Get("letter").Canonical())
		}
		letters[r.Get("letter").Canonical()] = true
		if ledger.TransferIsOpen(r) {
			open++
		}
		for _, p := range catalog.Check(r, demo.AsOf()) {
			if p.Code == "transfer_overdue" {
				overdue++
			}
		}
	}
	for _, m := range records(t, "member") {
		r, found := of[m.ID]
		if settled := m.Get("settled"); !settled.IsEmpty() && (!found || r.Get("received") != settled || r.Get("org") != m.Get("org")) {
			t.Errorf("%s is settled since %s, the transfer says %s", m.Label(), settled.Canonical(), r.Get("received").Canonical())
		} else if settled.IsEmpty() && found && !ledger.TransferIsOpen(r) {
			t.Errorf("the transfer of %s is over, and the membership not settled", m.Label())
		}
	}
	states, ways := count(list, text("state")), count(list, text("direction"))
	if open < 10 || overdue != 2 || states["退回"] != 1 || ways[ledger.TransferOut] != 14 {
		t.Errorf("%d open, %d too late, states %v, directions %v", open, overdue, states, ways)
	}
}

// TestCandidates finds somebody in every stage and at nearly every step, and each member on probation.
func TestCandidates(t *testing.T) {
	stages, steps := map[string]int{}, map[int]int{}
	linked := map[string]bool{}
	for _, r := range records(t, "candidate") {
		p := ledger.CandidateProgress(r)
		stages[p.Stage]++
		steps[p.Done.Number]++
		linked[r.Get("member").Canonical()] = true
		if len(p.Skipped) > 0 {
			t.Errorf("%s has skipped %v", r.Label(), p.Skipped)
		}
		if age := r.Date("birth").YearsUntil(r.Date("applied")); age < 18 {
			t.Errorf("%s applied at %d", r.Label(), age)
		}
	}
	for _, s := range []string{ledger.StageApplicant, ledger.StageActivist, ledger.StageProspect, ledger.StageProbation, ledger.StageMember} {
		if stages[s] < 5 {
			t.Errorf("stages: %v", stages)
		}
	}
	if len(steps) < 15 {
		t.Errorf("steps: %v", steps)
	}
	for _, m := range records(t, "member") {
		if m.Get("political_status").Canonical() == ledger.ProbationaryMember && !linked[m.ID] {
			t.Errorf("%s is on probation, and no candidate", m.Label())
		}
	}
}
