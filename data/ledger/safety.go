package ledger

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Safety is an entry of a community's work for public order (综治): its police room, its watch, a round of the watch,
// one link of the chain of responsibility, a lecture on the law. Which fields are filled depends on the type.
var Safety = catalog.New(catalog.Kind{
	Key: "safety", Title: "综治", Unit: "项",
	Describe: safetyLabel,
	Aliases:  []string{"社会治安综合治理", "综治工作台账", "综治台账", "治安巡逻", "治安联防", "责任捆绑", "巡逻登记", "巡逻记录", "巡逻台账", "巡逻值班表", "治安巡查", "综治工作", "警务室登记", "综治"},
	Groups:   []string{groupBasic, groupPatrol, groupChain, groupOther},
	Fields: []catalog.Field{
		{Key: "type", Title: "综治类别", Type: SafetyType, Required: true, Width: 22, Group: groupBasic, Search: true, Aliases: []string{"类别", "工作类别", "综治项目", "项目", "类型"}},
		{Key: "date", Title: "日期", Type: catalog.Date{}, Width: 26, Group: groupBasic, Hint: "2003-05-12",
			Aliases: []string{"时间", "巡逻日期", "巡逻时间", "设立时间", "设立日期", "成立时间", "签订时间", "签订日期", "值班日期"}},
		orgField,
		{Key: "subject", Title: "综治内容", Type: catalog.Text{}, Width: 40, Group: groupBasic, Search: true, Aliases: []string{"内容", "工作内容", "主题", "普法内容"}},
		{Key: "place", Title: "地点", Type: catalog.Text{}, Width: 30, Group: groupBasic, Aliases: []string{"位置", "警务室地址", "巡逻路段", "路段", "地段", "巡逻地段", "巡逻范围", "巡逻路线", "巡逻区域", "责任区域"}},
		countField("人次", "参加人次", "参加人数", "出动人次", "受教育人次", "人数"),
		{Key: "officer", Title: "驻室民警", Type: catalog.Text{}, Width: 22, Group: groupPatrol, Search: true, Aliases: []string{"民警", "责任民警", "社区民警", "片警", "驻区民警", "包片民警"}},
		{Key: "phone", Title: "警务室电话", Type: catalog.Phone{}, Width: 28, Group: groupPatrol, Search: true, Aliases: []string{"值班电话", "联系电话", "电话", "报警电话"}},
		{Key: "team", Title: "治安联防队", Type: catalog.Text{}, Width: 32, Group: groupPatrol, Search: true, Aliases: []string{"联防队", "联防队名称", "巡逻队", "巡逻队伍", "队伍名称"}},
		{Key: "leader", Title: "带队人", Type: catalog.PersonName{}, Width: 18, Group: groupPatrol, Search: true, Aliases: []string{"带队", "带队领导", "带队干部", "带班", "带班领导", "带班人", "领队", "队长", "值班领导", "值班干部"}},
		{Key: "members", Title: "联防队员", Type: toCadres, Width: 44, Group: groupPatrol, Search: true, Aliases: []string{"队员", "成员", "巡逻人员", "值班人员", "队员名单", "参加人员", "巡逻队员", "参与人员", "参加巡逻人员"}},
		{Key: "shift", Title: "巡逻时段", Type: catalog.Text{}, Width: 24, Group: groupPatrol, Aliases: []string{"时段", "班次", "值班时间", "起止时间", "时间", "巡逻时间"}, Hint: "20:00—23:00"},
		{Key: "times", Title: "巡逻次数", Type: catalog.Int{Unit: "次"}, Width: 16, Group: groupPatrol, Aliases: []string{"次数"}},
		{Key: "result", Title: "发现情况及处理", Type: catalog.Text{Lines: 2}, Width: 44, Group: groupPatrol, Aliases: []string{"巡逻情况", "处理情况", "发现问题", "情况记录", "情况", "巡逻记录", "异常情况", "发现情况", "巡查情况"}},
		{Key: "liaison", Title: "镇党建联络员", Type: catalog.PersonName{}, Width: 22, Group: groupChain, Search: true, Aliases: []string{"党建联络员", "联络员"}},
		{Key: "cadre", Title: "社区干部", Type: catalog.Ref{Kind: "cadre", Loose: true}, Width: 18, Group: groupChain, Aliases: []string{"责任社区干部", "责任干部", "包片干部"}},
		{Key: "residents", Title: "居民小组", Type: catalog.Text{}, Width: 22, Group: groupChain, Aliases: []string{"小组", "居民小组名称", "所在居民小组"}},
		{Key: "group_leader", Title: "居民小组长", Type: catalog.PersonName{}, Width: 20, Group: groupChain, Search: true, Aliases: []string{"小组长", "居民组长"}},
		{Key: "member", Title: "责任党员", Type: catalog.Ref{Kind: "member", Loose: true}, Width: 18, Group: groupChain, Aliases: []string{"党员", "党员姓名", "联户党员", "包户党员"}},
		{Key: "households", Title: "联系户数", Type: catalog.Int{Unit: "户"}, Width: 16, Group: groupChain, Aliases: []string{"户数", "责任户数", "包户数", "联户数", "覆盖户数"}},
		noteField,
	},
	Identity: []catalog.Identity{
		{Fields: []string{"type", "org", "date", "team", "shift"}, Sure: true},
		{Fields: []string{"type", "org", "group_leader", "member"}, Sure: true},
		{Fields: []string{"type", "org", "officer"}, Sure: true},
		{Fields: []string{"type", "org", "date", "subject"}},
		{Fields: []string{"type", "org", "team"}},
		{Fields: []string{"type", "org", "group_leader"}},
	},
	Rules: []catalog.Rule{happened, countPositive, chainIsWhole, householdsPositive},
	Views: []catalog.View{
		{
			Name: "一览表", Title: "%s社会治安综合治理一览表", Default: true, Sort: []string{"type", "org", "date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "type"}, {Field: "org"}, {Field: "date"}, {Field: "subject"}, {Field: "place"}, {Field: "officer"},
				{Field: "team"}, {Field: "members"}, {Field: "count", Sum: true}, {Field: "note"},
			},
		},
		{
			Name: "警务室一览表", Title: "%s社区警务室一览表", Only: catalog.Holding("type", PoliceRoom), Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "place", Heading: "警务室地址"}, {Field: "officer"}, {Field: "phone"},
				{Field: "date", Heading: "设立时间"}, {Field: "note"},
			},
		},
		{
			Name: "巡逻登记表", Title: "%s治安巡逻登记表", Only: catalog.Holding("type", Patrol), Sort: []string{"date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "date", Heading: "巡逻日期"}, {Field: "shift"}, {Field: "org"}, {Field: "team"}, {Field: "leader"}, {Field: "members", Heading: "巡逻人员"},
				{Field: "place", Heading: "巡逻路段"}, {Field: "times", Sum: true}, {Field: "count", Heading: "出动人次", Sum: true}, {Field: "result"}, {Field: "note"},
			},
		},
		{
			Name: "责任捆绑表", Title: "%s社会治安责任捆绑一览表", Only: catalog.Holding("type", Chain), Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "liaison"}, {Field: "cadre"}, {Field: "residents"}, {Field: "group_leader"},
				{Field: "member"}, {Field: "households", Sum: true}, {Field: "note"},
			},
		},
	},
})

const (
	groupPatrol = "警务与巡逻"
	groupChain  = "责任捆绑"
)

// toCadres is a list of a community's cadres, and of people who are none.
var toCadres = catalog.Refs{Ref: catalog.Ref{Kind: "cadre"}}

// SafetyType lists what the ledger of public order holds.
var SafetyType = catalog.NewChoice(
	catalog.Choice{Code: PoliceRoom, Title: PoliceRoom, Aliases: []string{"社区警务室", "警务站"}},
	catalog.Choice{Code: Watch, Title: Watch, Aliases: []string{"联防队", "巡逻队", "治安巡逻队", "治保会", "治安联防"}},
	catalog.Choice{Code: Patrol, Title: Patrol, Aliases: []string{"治安巡逻", "夜间巡逻", "值班巡逻", "巡逻值班", "夜巡", "巡防", "义务巡逻", "治安巡查", "治安值班"}},
	catalog.Choice{Code: Chain, Title: Chain, Aliases: []string{"责任链", "综治责任捆绑", "责任捆绑制"}},
	catalog.Choice{Code: "普法", Title: "普法", Aliases: []string{"普法宣传", "法制宣传", "法律讲座", "普法讲座", "法制讲座"}},
	catalog.Choice{Code: "矛盾调解", Title: "矛盾调解", Aliases: []string{"调解", "纠纷调解", "民事调解", "矛盾纠纷调解"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"警务", PoliceRoom}, {"联防", Watch}, {"巡逻队", Watch}, {"巡逻", Patrol}, {"捆绑", Chain}, {"法", "普法"}, {"调解", "矛盾调解"}})
})

// The types that tallies, the roster of patrols and the chart of responsibility name.
const (
	PoliceRoom = "警务室"
	Watch      = "治安联防队"
	Patrol     = "巡逻"
	Chain      = "责任捆绑"
)

func safetyLabel(r catalog.Record) string {
	words := []string{SafetyType.Format(r.Get("type"))}
	for _, key := range []string{"subject", "team", "residents", "officer"} {
		if s := r.Get(key).Canonical(); s != "" {
			words = append(words, s)
			break
		}
	}
	if d := r.Date("date"); !d.IsZero() {
		words = append([]string{d.Chinese()}, words...)
	}
	return strings.Join(words, " ")
}

// chainIsWhole finds links of the chain of responsibility that name nobody: 镇党建联络员 → 社区干部 → 居民小组长 → 党员.
func chainIsWhole(r catalog.Record, _ value.Date) []catalog.Problem {
	if r.Get("type").Canonical() != Chain {
		return nil
	}
	var out []catalog.Problem
	for _, key := range []string{"liaison", "cadre", "group_leader", "member"} {
		if r.Get(key).IsEmpty() {
			out = append(out, doubt("chain_gap", key, "责任捆绑缺少%s,责任链在这里断开", r.Kind.Field(key).Title))
		}
	}
	return out
}

// householdsPositive checks that a number of households is not below nothing.
func householdsPositive(r catalog.Record, _ value.Date) []catalog.Problem {
	if n, ok := r.Get("households").Int(); ok && n < 0 {
		return []catalog.Problem{doubt("households_negative", "households", "户数 %d 小于 0", n)}
	}
	return nil
}
