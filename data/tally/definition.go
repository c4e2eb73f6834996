package tally

import (
	"context"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// definition describes a tally.
type definition struct {
	name   string // as the command line knows it; fixed
	title  string
	kind   *catalog.Kind
	date   string                    // key of the field by which From and To limit a log; "" for a roster
	only   func(catalog.Record) bool // which records are counted; nil for all
	groups []group
	// special, if not nil, counts in a way of its own and takes the place of groups. bands and matrix describe it.
	special       func(ctx context.Context, records Records, p Params) (*Result, error)
	bands, matrix bool
}

// group describes one way in which a tally's records are counted.
type group struct {
	key   string // fixed
	title string
	by    grouping
	sum   string // key of the field to sum; "" counts the records
	unit  string // measure word of the numbers; "" is that of the field, or of the records
}

// orgField is the key of the field that ties a record to its community, in every kind.
const orgField = "org"

// definitions returns all tallies, in the order in which people look for them.
func definitions() []definition {
	return slices.Concat(rosters(), partyTables(), partyWork(), communityWork())
}

// The groups that most tallies have.
var (
	total    = group{key: "total", title: "合计", by: inTotal{}}
	bySex    = group{key: "sex", title: "性别", by: byChoice{field: "sex", always: []string{ledger.Male, ledger.Female}}}
	byAges   = group{key: "age", title: "年龄", by: byAge{}}
	byOrg    = group{key: "org", title: "社区", by: byReference{field: orgField}}
	byMonths = group{key: "month", title: "月份", by: byMonth{field: "date"}}
)

// summing returns groups that sum a field.
func summing(field string, groups ...group) []group {
	for i := range groups {
		groups[i].sum = field
	}
	return groups
}

// choices groups by a field with a fixed list of values, those in which there are records.
func choices(field, title string) group {
	return group{key: field, title: title, by: byChoice{field: field}}
}

// also returns g under a key and title of its own, summing a field: a second number beside the count.
func also(g group, key, title, sum string) group {
	g.key, g.title, g.sum = key, title, sum
	return g
}

// rosters are the tallies of people and communities.
func rosters() []definition {
	education, status := choices("education", "文化程度"), choices("political_status", "政治面貌")
	return []definition{
		{
			name: "cadre-composition", title: "社区干部构成统计表", kind: ledger.Cadre,
			groups: []group{total, bySex, byAges, education, status, byOrg},
		},
		{
			name: "cadre-work", title: "社区干部选任和分工统计表", kind: ledger.Cadre,
			groups: []group{total, choices("chosen_by", "选任方式"), {key: "committee", title: "所管委员会", by: byWords{of: committees, order: committeeTitles()}},
				{key: "post", title: "担任职务", by: byWords{of: postsOf, order: postOrder()}}},
		},
		{
			name: "member-composition", title: "党员构成统计表", kind: ledger.Member, only: ledger.InParty,
			groups: []group{total, bySex, byAges, {key: "class", title: "人员类别", by: byChoice{field: "class", all: true}}, education, byOrg},
		},
		{
			name: "member-management", title: "党员分类管理统计表", kind: ledger.Member, only: ledger.InParty,
			groups: []group{total, choices("management", "管理方式"), choices("political_status", "党员身份"), choices("flow", "流动情况")},
		},
		{
			name: "communities", title: "社区基本情况统计表", kind: ledger.Org,
			groups: []group{total, also(total, "households", "户数", "households"), also(total, "population", "人口", "population"),
				{key: "by_households", title: "各社区户数", by: bySelf{}, sum: "households"}, {key: "by_population", title: "各社区人口", by: bySelf{}, sum: "population"}},
		},
	}
}

// partyTables are the tables of the yearly party statistics and what they are checked against.
func partyTables() []definition {
	return []definition{
		{name: "member-change", title: "党员数量变化情况统计表", kind: ledger.Member, date: "date", special: memberChange},
		{name: "community-party", title: "社区党组织和党员情况统计表", kind: ledger.Member, special: communityParty, matrix: true},
		{name: "coverage", title: "党组织和党员管理覆盖情况统计表", kind: ledger.Member, special: coverage},
	}
}

// partyWork are the tallies of what branches do.
func partyWork() []definition {
	return []definition{
		{name: "transfers", title: "组织关系转接统计表", kind: ledger.Transfer, date: "date",
			groups: []group{total, choices("direction", "转接方向"), choices("state", "办理状态"), byOrg, byMonths}},
		{name: "candidates", title: "发展党员统计表", kind: ledger.Candidate,
			groups: []group{total, {key: "stage", title: "发展阶段", by: byWords{of: stage, order: stages()}}, bySex, byAges, choices("education", "文化程度"), byOrg}},
		{name: "dues", title: "党费收缴统计表", kind: ledger.Dues, date: "month",
			groups: []group{also(total, "due", "应交", "due"), also(total, "total", "实交", "paid"), also(total, "owed", "欠交", "owed"), also(byOrg, "org", "各支部实交", "paid"),
				also(byOrg, "org_owed", "各支部欠交", "owed"), {key: "month", title: "各月实交", by: byMonth{field: "month"}, sum: "paid"}}},
		{name: "meetings", title: "三会一课统计表", kind: ledger.Meeting, date: "date", only: isHeld,
			groups: []group{total, choices("type", "会议类型"), also(total, "attendance", "到会人次", "attended"), byOrg, byMonths}},
		{name: "rules", title: "制度统计表", kind: ledger.Rule, groups: []group{total, choices("state", "状态"), byOrg}},
		{name: "partners", title: "驻区单位统计表", kind: ledger.Partner,
			groups: []group{total, choices("nature", "单位性质"), choices("seat", "联络委员会职务"), byOrg, also(total, "staff", "职工人数", "staff")}},
		{name: "activities", title: "共建活动统计表", kind: ledger.Activity, date: "date", only: wasHeld,
			groups: []group{total, choices("type", "活动类型"), also(total, "attendance", "参加人次", "count"), byOrg, byMonths,
				{key: "partner", title: "参加单位", by: byReference{field: "partners"}}}},
	}
}

// communityWork are the tallies of what communities do for their people.
func communityWork() []definition {
	school := group{key: "school", title: "学校", by: byChoice{field: "school", all: true}}
	return []definition{
		{name: "education", title: "教育培训统计表", kind: ledger.Course, date: "date", only: ledger.IsSession,
			groups: []group{also(total, "sessions", "培训次数", ""), also(total, "attendance", "参训人次", "count"), school, also(school, "school_attendance", "各学校参训人次", "count"),
				byOrg, byMonths}},
		{name: "publicity", title: "宣传工作统计表", kind: ledger.Publicity, date: "date",
			groups: []group{total, {key: "form", title: "宣传形式(数量)", by: byChoice{field: "form", all: true}, sum: "count", unit: noUnit},
				also(choices("form", ""), "times", "宣传形式(次数)", ""), byOrg, byMonths}},
		{name: "safety", title: "社区综治统计表", kind: ledger.Safety, date: "date",
			groups: []group{total, choices("type", "综治类别"), also(total, "patrols", "巡逻次数", "times"), also(total, "households", "联系户数", "households"), byOrg}},
		{name: "venues", title: "场所设施统计表", kind: ledger.Venue,
			groups: []group{also(total, "total", "合计", "number"), also(choices("type", ""), "type", "场所类型", "number"), also(byOrg, "org", "社区", "number"),
				also(total, "cost", "投入资金", "cost")}},
		{name: "services", title: "社区服务统计表", kind: ledger.Service, date: "date",
			groups: summing("count", total, choices("item", "服务项目"), byOrg, byMonths)},
		{name: "visits", title: "走访慰问统计表", kind: ledger.Visit, date: "date",
			groups: summing("count", total, choices("category", "慰问对象类别"), byOrg, byMonths)},
		{name: "visit-money", title: "慰问金统计表", kind: ledger.Visit, date: "date",
			groups: summing("money", total, choices("category", "慰问对象类别"), byOrg, byMonths)},
		{name: "health", title: "卫生健康工作统计表", kind: ledger.Health, date: "date",
			groups: []group{total, choices("type", "工作类别"), also(total, "attendance", "参加人次", "count"), byOrg, byMonths}},
		{name: "issues", title: "社区问题统计表", kind: ledger.Issue, groups: []group{total, choices("category", "问题类别"), {key: "state", title: "解决情况", by: byChoice{field: "state", all: true}}, byOrg}},
		{name: "plans", title: "工作计划统计表", kind: ledger.Plan, groups: []group{total, choices("category", "任务类别"), {key: "state", title: "完成状态", by: byChoice{field: "state", all: true}}, byOrg}},
		{name: "economy", title: "社区集体经济统计表", kind: ledger.Economy, date: "date",
			groups: []group{also(total, "total", "收入", "income"), also(total, "spending", "支出", "spending"), also(total, "balance", "结余", "balance"),
				also(byOrg, "org", "各社区收入", "income"), also(byOrg, "org_spending", "各社区支出", "spending")}},
	}
}

// noUnit is the unit of numbers that have none in common: exhibitions and leaflets.
const noUnit = "-"

// isHeld reports whether a meeting has been held, not only planned.
func isHeld(r catalog.Record) bool { return !r.Get("date").IsEmpty() }

// wasHeld reports whether an activity has been held. One without a state has.
func wasHeld(r catalog.Record) bool {
	state := r.Get("state").Canonical()
	return state != ledger.ActivityPlanned && state != ledger.ActivityCancelled
}

func stage(r catalog.Record) []string { return []string{ledger.CandidateProgress(r).Stage} }

func stages() []string {
	return []string{ledger.StageApplicant, ledger.StageActivist, ledger.StageProspect, ledger.StageProbation, ledger.StageMember}
}

func committees(r catalog.Record) []string {
	return ledger.CommitteesIn(r.Get("in_charge_of").Canonical())
}

func committeeTitles() []string {
	var out []string
	for _, c := range ledger.Committee.Choices() {
		out = append(out, c.Title)
	}
	return out
}
