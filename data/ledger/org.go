package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Org is a community with its party branch and its residents' committee (一社区一支部).
var Org = catalog.New(catalog.Kind{
	Key: "org", Title: "党组织", Unit: "个", Name: "name",
	Aliases: []string{"党组织基本情况", "社区基本情况", "党支部基本情况", "党组织一览", "社区一览", "党组织台账", "党组织"},
	Groups:  []string{groupBasic, "班子", groupElection, "场所与人口", groupOther},
	Fields: []catalog.Field{
		{Key: "name", Title: "社区名称", Type: catalog.Text{}, Required: true, Width: 24, Group: groupBasic, Search: true,
			Aliases: []string{"社区", "名称", "组织名称", "所在社区"}, Hint: "北门社区"},
		{Key: "branch", Title: "党支部名称", Type: catalog.Text{}, Width: 36, Group: groupBasic, Search: true, Aliases: []string{"党组织名称", "支部名称", "党支部"}},
		{Key: "founded", Title: "成立日期", Type: catalog.Date{}, Width: 24, Group: groupBasic, Aliases: []string{"成立时间", "建立时间", "组建时间", "成立年月", "支部成立时间", "党支部成立时间"}},
		{Key: "term", Title: "届次", Type: catalog.Text{}, Width: 16, Group: groupBasic, Aliases: []string{"现任届次", "本届届次"}},
		{Key: "elected", Title: "本届选举日期", Type: catalog.Date{}, Width: 24, Group: groupBasic, Aliases: []string{"换届日期", "换届时间", "选举日期", "选举时间", "选举年份"}},
		{Key: "term_years", Title: "任期年限", Type: catalog.Int{Unit: "年"}, Width: 16, Group: groupBasic, Aliases: []string{"任期", "任期(年)"}},
		{Key: "term_ends", Title: "届满日期", Type: catalog.Date{}, Width: 24, Group: groupBasic, Derive: termEnds, Aliases: []string{"届满时间", "到届时间", "任期届满"}},
		{Key: "secretary", Title: "党支部书记", Type: catalog.PersonName{}, Width: 20, Group: "班子", Search: true, Aliases: []string{"书记", "支部书记", "书记姓名"}},
		{Key: "director", Title: "居委会主任", Type: catalog.PersonName{}, Width: 20, Group: "班子", Search: true, Aliases: []string{"主任", "主任姓名"}},
		{Key: "leader", Title: "联系领导", Type: catalog.Text{}, Width: 20, Group: "班子", Search: true, Aliases: []string{"挂点领导", "包社区领导", "镇联系领导", "挂钩领导", "包片领导"}},
		{Key: "liaison", Title: "党建联络员", Type: catalog.PersonName{}, Width: 20, Group: "班子", Search: true, Aliases: []string{"镇党建联络员", "联络员"}},
		{Key: "departments", Title: "帮联部门", Type: catalog.Text{}, Width: 36, Group: "班子", Search: true, Aliases: []string{"帮联单位", "帮扶单位", "帮扶部门", "挂点单位", "联系部门", "包联单位"}},
		{Key: "branch_members", Title: "支部委员人数", Type: catalog.Int{Unit: "人"}, Width: 18, Group: "班子", Aliases: []string{"支委人数", "支部委员数", "支委会人数"}},
		{Key: "committee_members", Title: "居委会委员人数", Type: catalog.Int{Unit: "人"}, Width: 20, Group: "班子", Aliases: []string{"居委会成员人数", "居委委员数", "居委会人数", "委员人数", "居委会委员数"}},
		{Key: "committees", Title: "下属委员会", Type: catalog.Text{}, Width: 40, Group: "班子", Aliases: []string{"下设委员会", "居委会下属委员会", "工作委员会"}},
		{Key: "voters", Title: "选民总数", Type: catalog.Int{Unit: "人"}, Width: 18, Group: groupElection, Aliases: []string{"选民数", "选民人数", "应登记选民"}},
		{Key: "registered", Title: "登记选民", Type: catalog.Int{Unit: "人"}, Width: 18, Group: groupElection, Aliases: []string{"登记选民数", "登记选民人数", "已登记选民"}},
		{Key: "voted", Title: "参选人数", Type: catalog.Int{Unit: "人"}, Width: 18, Group: groupElection, Aliases: []string{"参加选举人数", "参加投票人数", "投票人数", "参选选民"}},
		{Key: "turnout", Title: "参选率", Type: catalog.Percent{}, Width: 14, Group: groupElection, Derive: turnout, Aliases: []string{"参选率(%)", "投票率"}},
		{Key: "candidates", Title: "候选人", Type: catalog.Text{Lines: 2}, Width: 40, Group: groupElection, Search: true, Aliases: []string{"候选人名单", "正式候选人"}},
		{Key: "address", Title: "办公场所", Type: catalog.Text{}, Width: 40, Group: "场所与人口", Aliases: []string{"办公地址", "地址", "办公地点"}},
		{Key: "area", Title: "办公面积", Type: catalog.Decimal{Unit: "㎡"}, Width: 18, Group: "场所与人口",
			Aliases: []string{"办公面积(㎡)", "办公场所(㎡)", "办公场所面积", "办公用房面积", "办公用房(㎡)", "办公场所建筑面积", "面积(㎡)"}},
		{Key: "phone", Title: "办公电话", Type: catalog.Phone{}, Width: 26, Group: "场所与人口", Search: true, Aliases: []string{"联系电话", "电话", "值班电话"}},
		{Key: "households", Title: "户数", Type: catalog.Int{Unit: "户"}, Width: 16, Group: "场所与人口", Aliases: []string{"总户数", "居民户数"}},
		{Key: "population", Title: "人口", Type: catalog.Int{Unit: "人"}, Width: 16, Group: "场所与人口", Aliases: []string{"总人口", "人口数", "居民人数", "常住人口"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"name"}, Sure: true}},
	Rules:    []catalog.Rule{electionAddsUp},
	Views: []catalog.View{{
		Name: "一览表", Title: "%s社区党组织一览表", Default: true, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "branch"}, {Field: "founded"}, {Field: "term"}, {Field: "elected"},
			{Field: "secretary"}, {Field: "director"}, {Field: "leader"}, {Field: "address"}, {Field: "phone"}, {Field: "households", Sum: true},
			{Field: "population", Sum: true}, {Field: "note"},
		},
	}, {
		Name: "换届选举表", Title: "%s社区换届选举情况表", Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "elected", Heading: "选举日期"}, {Field: "term"}, {Field: "voters", Sum: true},
			{Field: "registered", Sum: true}, {Field: "voted", Sum: true}, {Field: "turnout"}, {Field: "candidates"}, {Field: "branch_members", Sum: true},
			{Field: "committee_members", Sum: true}, {Field: "secretary"}, {Field: "director"}, {Field: "term_ends"}, {Field: "note"},
		},
	}, {
		Name: "联系帮联表", Title: "%s社区联系领导和帮联部门一览表", Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "leader"}, {Field: "liaison"}, {Field: "departments", Width: 60}, {Field: "secretary"},
			{Field: "phone"}, {Field: "committees", Width: 70}, {Field: "note"},
		},
	}},
})

// HasBranch reports whether a community has a branch of the party: it is named, or was founded, or has a secretary.
func HasBranch(org catalog.Record) bool {
	for _, key := range []string{"branch", "founded", "secretary"} {
		if !org.Get(key).IsEmpty() {
			return true
		}
	}
	return false
}

const groupElection = "换届选举"

// turnout is the share of the registered voters who voted, in whole per cent.
func turnout(r catalog.Record, _ value.Date) value.Value {
	registered, ok := r.Get("registered").Int()
	voted, given := r.Get("voted").Int()
	if !ok || !given || registered <= 0 || voted < 0 {
		return value.Value{}
	}
	return value.Int((200*voted + registered) / (2 * registered))
}

// electionAddsUp checks that nobody registers who is no voter, and nobody votes who isn't registered.
func electionAddsUp(r catalog.Record, _ value.Date) []catalog.Problem {
	var out []catalog.Problem
	for _, pair := range [][2]string{{"voters", "registered"}, {"registered", "voted"}} {
		all, ok := r.Get(pair[0]).Int()
		part, given := r.Get(pair[1]).Int()
		if ok && given && part > all {
			out = append(out, doubt("election_sum", pair[1], "%s %d 人多于%s %d 人", r.Kind.Field(pair[1]).Title, part, r.Kind.Field(pair[0]).Title, all))
		}
	}
	return out
}

// usualTerm is the term of branches and committees of communities, in years.
const usualTerm = 5

// termEnds is the day on which the present term is over.
func termEnds(r catalog.Record, _ value.Date) value.Value {
	elected := r.Date("elected")
	if elected.IsZero() {
		elected = r.Date("founded")
	}
	if elected.IsZero() {
		return value.Value{}
	}
	years, ok := r.Get("term_years").Int()
	if !ok || years <= 0 || years > 10 {
		years = usualTerm
	}
	return elected.AddYears(int(years)).Value()
}
