package tally

import (
	"slices"
	"sync"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// Measure is a number of one of the tallies that somebody may ask for by itself: 党员, 慰问金. It counts what the tally
// counts, so that a form and the tally say the same.
type Measure struct {
	Key   string // fixed: what was decided for a form is remembered by it
	Title string // 党员, 慰问金
	Kind  *catalog.Kind
	Topic string // measures of one topic differ in what they count: 走访慰问 in visits, in people, in money
	Of    Quantity
	// Tally is the name of the tally to which the number belongs.
	Tally string

	sum  string                    // key of the field to sum; "" counts the records
	only func(catalog.Record) bool // which of the tally's records
	line int                       // of table 1 of the party statistics
}

// Quantity is what a measure counts.
type Quantity uint8

// The quantities.
const (
	Number     Quantity = iota // 个, 件, 处
	People                     // 人
	Times                      // 次
	Attendance                 // 人次
	Sum                        // 元
)

// Measures returns all measures, for each topic first what is usually meant by it.
func Measures() []Measure { return slices.Clone(measures().list) }

// measureList is all measures, made once: forms of numbers look them up word by word.
type measureList struct {
	list  []Measure
	byKey map[string]Measure
}

var measures = sync.OnceValue(func() measureList {
	out := measureList{slices.Concat(partyMeasures(), orgMeasures(), workMeasures(), changeMeasures()), map[string]Measure{}}
	for _, m := range out.list {
		out.byKey[m.Key] = m
	}
	return out
})

// MeasureOf returns the measure with a key.
func MeasureOf(key string) (m Measure, ok bool) {
	m, ok = measures().byKey[key]
	return m, ok
}

// IsChange reports whether the measure is a line of table 1 of the party statistics, which needs a period.
func (m Measure) IsChange() bool { return m.line > 0 }

// IsLog reports whether From and To limit what the measure counts.
func (m Measure) IsLog() bool {
	d, err := find(m.Tally)
	return err == nil && d.date != ""
}

// partyMeasures are those of the party's people: rosters, the columns of table T6, development and transfers.
func partyMeasures() []Measure {
	out := []Measure{
		{Key: "members", Title: "党员", Kind: ledger.Member, Topic: "member", Of: People, Tally: "member-composition"},
		{Key: "cadres", Title: "社区干部", Kind: ledger.Cadre, Topic: "cadre", Of: People, Tally: "cadre-composition"},
	}
	titles := map[string]string{"branch_committee": "支部委员", "secretaries": "支部书记", "residents_committee": "居委会委员", "directors": "居委会主任"}
	for _, c := range communityColumns() {
		if title := titles[c.key]; title != "" {
			out = append(out, Measure{Key: c.key, Title: title, Kind: c.kind, Topic: c.key, Of: People, Tally: "community-party", only: c.has})
		}
	}
	for _, p := range posts() {
		if !p.column {
			out = append(out, Measure{Key: p.key, Title: p.title, Kind: ledger.Cadre, Topic: p.key, Of: People, Tally: "cadre-work", only: p.has})
		}
	}
	return append(out,
		Measure{Key: "candidates", Title: "发展党员对象", Kind: ledger.Candidate, Topic: "candidate", Of: People, Tally: "candidates"},
		Measure{Key: "transfers", Title: "组织关系转接", Kind: ledger.Transfer, Topic: "transfer", Of: Attendance, Tally: "transfers"},
		Measure{Key: "dues_paid", Title: "实交党费", Kind: ledger.Dues, Topic: "dues", Of: Sum, Tally: "dues", sum: "paid"},
		Measure{Key: "dues_due", Title: "应交党费", Kind: ledger.Dues, Topic: "dues_due", Of: Sum, Tally: "dues", sum: "due"},
		Measure{Key: "dues_owed", Title: "欠交党费", Kind: ledger.Dues, Topic: "dues_owed", Of: Sum, Tally: "dues", sum: "owed"},
		Measure{Key: "meetings", Title: "三会一课", Kind: ledger.Meeting, Topic: "meeting", Of: Times, Tally: "meetings"},
		Measure{Key: "meeting_attendance", Title: "到会人次", Kind: ledger.Meeting, Topic: "meeting", Of: Attendance, Tally: "meetings", sum: "attended"},
		Measure{Key: "rules", Title: "制度", Kind: ledger.Rule, Topic: "rule", Of: Number, Tally: "rules"},
	)
}

// orgMeasures are those of the communities themselves.
func orgMeasures() []Measure {
	hasBranch := func(r catalog.Record) bool { return !r.Get("branch").IsEmpty() }
	return []Measure{
		{Key: "communities", Title: "社区", Kind: ledger.Org, Topic: "org", Of: Number, Tally: "communities"},
		{Key: "branches", Title: "党支部", Kind: ledger.Org, Topic: "branch", Of: Number, Tally: "communities", only: hasBranch},
		{Key: "households", Title: "户数", Kind: ledger.Org, Topic: "households", Of: Number, Tally: "communities", sum: "households"},
		{Key: "population", Title: "人口", Kind: ledger.Org, Topic: "population", Of: People, Tally: "communities", sum: "population"},
		{Key: "partners", Title: "驻区单位", Kind: ledger.Partner, Topic: "partner", Of: Number, Tally: "partners"},
		{Key: "venues", Title: "场所设施", Kind: ledger.Venue, Topic: "venue", Of: Number, Tally: "venues", sum: "number"},
		{Key: "venue_cost", Title: "场所投入资金", Kind: ledger.Venue, Topic: "venue", Of: Sum, Tally: "venues", sum: "cost"},
	}
}

// workMeasures are those of the logs of work.
func workMeasures() []Measure {
	return []Measure{
		{Key: "visits", Title: "走访慰问人次", Kind: ledger.Visit, Topic: "visit", Of: Attendance, Tally: "visits", sum: "count"},
		{Key: "visit_times", Title: "走访慰问次数", Kind: ledger.Visit, Topic: "visit", Of: Times, Tally: "visits"},
		{Key: "visit_money", Title: "慰问金", Kind: ledger.Visit, Topic: "visit", Of: Sum, Tally: "visit-money", sum: "money"},
		{Key: "services", Title: "服务人次", Kind: ledger.Service, Topic: "service", Of: Attendance, Tally: "services", sum: "count"},
		{Key: "service_times", Title: "服务次数", Kind: ledger.Service, Topic: "service", Of: Times, Tally: "services"},
		{Key: "activities", Title: "活动次数", Kind: ledger.Activity, Topic: "activity", Of: Times, Tally: "activities"},
		{Key: "activity_attendance", Title: "参加活动人次", Kind: ledger.Activity, Topic: "activity", Of: Attendance, Tally: "activities", sum: "count"},
		{Key: "sessions", Title: "培训次数", Kind: ledger.Course, Topic: "course", Of: Times, Tally: "education"},
		{Key: "session_attendance", Title: "参训人次", Kind: ledger.Course, Topic: "course", Of: Attendance, Tally: "education", sum: "count"},
		{Key: "publicity_times", Title: "宣传次数", Kind: ledger.Publicity, Topic: "publicity", Of: Times, Tally: "publicity"},
		{Key: "publicity", Title: "宣传数量", Kind: ledger.Publicity, Topic: "publicity", Of: Number, Tally: "publicity", sum: "count"},
		{Key: "safety", Title: "综治工作", Kind: ledger.Safety, Topic: "safety", Of: Number, Tally: "safety"},
		{Key: "patrols", Title: "巡逻次数", Kind: ledger.Safety, Topic: "patrol", Of: Times, Tally: "safety", sum: "times"},
		{Key: "linked_households", Title: "联系户数", Kind: ledger.Safety, Topic: "linked_households", Of: Number, Tally: "safety", sum: "households"},
		{Key: "health", Title: "卫生健康工作", Kind: ledger.Health, Topic: "health", Of: Times, Tally: "health"},
		{Key: "health_attendance", Title: "卫生健康参加人次", Kind: ledger.Health, Topic: "health", Of: Attendance, Tally: "health", sum: "count"},
		{Key: "issues", Title: "社区问题", Kind: ledger.Issue, Topic: "issue", Of: Number, Tally: "issues"},
		{Key: "plans", Title: "工作计划", Kind: ledger.Plan, Topic: "plan", Of: Number, Tally: "plans"},
		{Key: "income", Title: "集体经济收入", Kind: ledger.Economy, Topic: "economy", Of: Sum, Tally: "economy", sum: "income"},
		{Key: "spending", Title: "集体经济支出", Kind: ledger.Economy, Topic: "spending", Of: Sum, Tally: "economy", sum: "spending"},
		{Key: "balance", Title: "集体经济结余", Kind: ledger.Economy, Topic: "balance", Of: Sum, Tally: "economy", sum: "balance"},
	}
}

// changeMeasures are the lines of table 1 of the party statistics.
func changeMeasures() []Measure {
	var out []Measure
	for _, l := range changeLines {
		key := "change_" + l.key()
		out = append(out, Measure{Key: key, Title: l.title, Kind: ledger.Member, Topic: key, Of: People, Tally: "member-change", line: l.number})
	}
	return out
}
