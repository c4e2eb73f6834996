package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Member is a party member who is managed by a community's branch, or known to it.
var Member = catalog.New(catalog.Kind{
	Key: "member", Title: "党员", Unit: "人", Name: "name",
	Aliases: []string{"党员花名册", "党员信息采集表", "党员名册", "流动党员", "党员基本信息", "党员信息", "党员"},
	Telling: []string{"class", "joined", "confirmed", "party_age", "management", "managed", "state", "settled", "lost", "lost_since", "floating", "left_since", "destination", "flow", "community_role", "reported", "served_in", "discharged"},
	Groups:  []string{groupBasic, groupParty, groupWork, groupContact, groupOther},
	Fields: personFields(
		catalog.Field{Key: "class", Title: "人员类别", Type: MemberClass, Width: 28, Group: groupParty, Aliases: []string{"党员类别", "类别", "党员分类", "管理类别"}},
		catalog.Field{Key: "joined", Title: "入党时间", Type: catalog.Date{}, Width: 24, Group: groupParty,
			Aliases: []string{"入党日期", "加入党组织日期", "加入中共时间", "入党年月", "加入党组织时间", "加入中国共产党时间", "加入中国共产党日期", "加入中共日期", "何时入党", "接收为预备党员时间", "成为预备党员时间", "接收预备党员时间"}},
		catalog.Field{Key: "confirmed", Title: "转正时间", Type: catalog.Date{}, Width: 24, Group: groupParty,
			Aliases: []string{"转正日期", "转为正式党员日期", "转正年月", "转为正式党员时间"}},
		catalog.Field{Key: "party_age", Title: "党龄", Type: catalog.Int{Unit: "年"}, Width: 12, Group: groupParty, Derive: partyAge, Aliases: []string{"党龄(年)"}},
		catalog.Field{Key: "management", Title: "管理方式", Type: Management, Width: 20, Group: groupParty, Aliases: []string{"管理形式", "管理类型"}},
		catalog.Field{Key: "managed", Title: "是否有组织管理", Type: catalog.Bool{}, Width: 16, Group: groupParty, Derive: managed, Aliases: []string{"是否纳入管理"}},
		catalog.Field{Key: "state", Title: "党籍状态", Type: memberState, Width: 18, Group: groupParty, Aliases: []string{"党籍情况", "党籍"}},
		catalog.Field{Key: "settled", Title: "组织关系落实时间", Type: catalog.Date{}, Width: 24, Group: groupParty,
			Aliases: []string{"组织关系转入时间", "转入时间", "转入日期", "组织关系落实日期", "组织关系接转时间", "接转时间", "组织关系转接时间"}},
		catalog.Field{Key: "home_branch", Title: "原所在党组织", Type: catalog.Text{}, Width: 36, Group: groupParty, Search: true,
			Aliases: []string{"原所在党支部", "原组织关系所在支部", "原组织关系所在党支部", "原所在支部", "原党支部", "流出地党组织", "流入前党组织", "组织关系所在地", "组织关系所在单位"}},
		catalog.Field{Key: "lost", Title: "是否失联", Type: catalog.Bool{}, Width: 14, Group: groupParty, Aliases: []string{"是否为失联党员", "失联", "是否失联党员"}},
		catalog.Field{Key: "lost_since", Title: "失去联系日期", Type: catalog.Date{}, Width: 22, Group: groupParty, Aliases: []string{"失联日期", "失联时间"}},
		catalog.Field{Key: "floating", Title: "是否流动", Type: catalog.Bool{}, Width: 14, Group: groupParty, Aliases: []string{"是否为流动党员", "是否流动党员", "是否属于流动党员"}},
		catalog.Field{Key: "left_since", Title: "外出时间", Type: catalog.Date{}, Width: 22, Group: groupParty, Aliases: []string{"外出日期", "流出时间", "流入时间", "流动时间", "离开日期"}},
		catalog.Field{Key: "destination", Title: "外出流向", Type: catalog.Text{}, Width: 26, Group: groupParty, Aliases: []string{"外出地点", "流向", "流动去向", "流向地", "外出务工地点", "流动地点", "流入地", "流出地", "流动去向单位", "流向单位", "现流动地址", "外出务工地"}},
		catalog.Field{Key: "flow", Title: "流动方向", Type: MemberFlow, Width: 18, Group: groupParty, Aliases: []string{"流动类型", "流动类别", "流入流出"}},
		catalog.Field{Key: "work_unit", Title: "工作单位", Type: catalog.Text{}, Width: 36, Group: groupWork, Search: true,
			Aliases: []string{"工作/学习单位", "单位及职务", "工作单位及职务", "所在工作单位", "学习单位", "8小时内管理单位", "8小时内单位", "在职单位", "就业单位", "工作单位及岗位", "现工作单位"}},
		catalog.Field{Key: "job", Title: "工作岗位", Type: catalog.Text{}, Width: 24, Group: groupWork, Aliases: []string{"岗位", "职业", "职务", "从事职业"}},
		catalog.Field{Key: "former_unit", Title: "原工作单位", Type: catalog.Text{}, Width: 36, Group: groupWork, Search: true, Aliases: []string{"退休前单位", "离退休前单位", "原单位", "退休单位", "离退休单位"}},
		catalog.Field{Key: "community_role", Title: "8小时外社区岗位", Type: catalog.Text{}, Width: 28, Group: groupWork, Search: true,
			Aliases: []string{"8小时外", "社区岗位", "社区服务岗位", "认领岗位", "社区任职", "八小时外岗位", "8小时外岗位", "8小时外服务项目"}},
		catalog.Field{Key: "reported", Title: "到社区报到日期", Type: catalog.Date{}, Width: 24, Group: groupWork, Aliases: []string{"双报到日期", "双报到时间", "报到日期", "报到时间", "到社区报到时间"}},
		catalog.Field{Key: "served_in", Title: "原服役部队", Type: catalog.Text{}, Width: 26, Group: groupWork, Aliases: []string{"服役部队"}},
		catalog.Field{Key: "discharged", Title: "退役时间", Type: catalog.Date{}, Width: 22, Group: groupWork, Aliases: []string{"退伍时间", "退役日期"}},
		catalog.Field{Key: "self_employed", Title: "是否自主择业", Type: catalog.Bool{}, Width: 14, Group: groupWork, Aliases: []string{"自主择业"}},
		catalog.Field{Key: "police_station", Title: "户籍所在派出所", Type: catalog.Text{}, Width: 26, Group: groupContact, Aliases: []string{"户籍派出所", "所属派出所"}},
	),
	Identity: personIdentity,
	Rules:    personRules(joinedOfAge, confirmedAfterProbation, probationNotConfirmed),
	Views: []catalog.View{
		{
			Name: "花名册", Title: "%s党员花名册", Default: true, Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "sex"}, {Field: "ethnicity"}, {Field: "birth"},
				{Field: "id_number"}, {Field: "education"}, {Field: "class"}, {Field: "joined"}, {Field: "confirmed"}, {Field: "work_unit"},
				{Field: "phone"}, {Field: "note"},
			},
		},
		{
			Name: "信息采集表", Title: "%s党员信息采集表", Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "sex"}, {Field: "ethnicity"}, {Field: "id_number"}, {Field: "birth", Heading: "出生日期"},
				{Field: "education", Heading: "学历"}, {Field: "class"}, {Field: "org", Heading: "所在党支部"}, {Field: "joined", Heading: "加入党组织日期"},
				{Field: "confirmed", Heading: "转为正式党员日期"}, {Field: "job"}, {Field: "phone"}, {Field: "address"}, {Field: "state"}, {Field: "lost"},
				{Field: "lost_since"}, {Field: "floating"}, {Field: "destination"},
			},
		},
		{
			Name: "在职党员双重管理表", Title: "%s在职单位党员双重管理一览表", Only: catalog.Holding("class", "在职单位党员"), Sort: []string{"org", "work_unit"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "sex"}, {Field: "work_unit", Heading: "8小时内/工作单位"},
				{Field: "job", Heading: "8小时内/工作岗位"}, {Field: "community_role", Heading: "8小时外/社区岗位"}, {Field: "reported", Heading: "8小时外/到社区报到日期"},
				{Field: "phone"}, {Field: "address"}, {Field: "note"},
			},
		},
		{
			Name: "流动党员花名册", Title: "%s流动党员花名册", Only: catalog.Holding("class", "流动党员"), Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "sex"}, {Field: "birth"}, {Field: "education"}, {Field: "flow"},
				{Field: "left_since"}, {Field: "destination", Heading: "外出地点"}, {Field: "phone", Heading: "流动党员联系电话"}, {Field: "home_branch"},
				{Field: "note"},
			},
		},
		{
			Name: "分类管理表", Title: "%s党员分类管理一览表", Sort: []string{"class", "org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "class"}, {Field: "management"}, {Field: "org", Heading: "管理党支部"}, {Field: "name"}, {Field: "sex"}, {Field: "work_unit"},
				{Field: "former_unit"}, {Field: "settled"}, {Field: "left_since"}, {Field: "phone"}, {Field: "note"},
			},
		},
	},
})

// MemberClass is the class by which a community manages its members.
var MemberClass = catalog.NewChoice(
	catalog.Choice{Code: "在职单位党员", Title: "在职单位党员", Aliases: []string{"在职", "在职党员", "单位党员", "在职单位", "单位在职党员", "机关在职党员"}},
	catalog.Choice{Code: "常住居民党员", Title: "常住居民党员", Aliases: []string{"居民", "居民党员", "常住居民", "常住党员", "常住", "社区居民党员"}},
	catalog.Choice{Code: "离退休党员", Title: "离退休党员", Aliases: []string{"离退休", "退休", "退休党员", "离休", "离休党员", "离退休人员", "退休人员", "离退休干部", "离退休干部党员"}},
	catalog.Choice{Code: "流动党员", Title: "流动党员", Aliases: []string{"流动", "流入党员", "流出党员", "外出流动党员"}},
	catalog.Choice{Code: "退伍军人党员", Title: "退伍军人党员", Aliases: []string{"退伍", "退伍军人", "复退军人", "退役军人", "退役军人党员", "复员军人", "复员军人党员", "转业军人", "复转军人", "退伍党员"}},
	catalog.Choice{Code: "毕业待分配学生党员", Title: "毕业待分配学生党员", Aliases: []string{"待分配", "毕业生", "毕业待分配", "待业学生", "毕业待分配学生", "学生", "学生党员",
		"毕业生党员", "待分配学生党员", "待业毕业生", "大中专毕业生"}},
).Guessing(guessClass)

func guessClass(word string) (string, bool) {
	return firstContained(word, [][2]string{
		{"流动", "流动党员"}, {"退伍", "退伍军人党员"}, {"退役", "退伍军人党员"}, {"复员", "退伍军人党员"}, {"退休", "离退休党员"}, {"离休", "离退休党员"},
		{"毕业", "毕业待分配学生党员"}, {"待分配", "毕业待分配学生党员"}, {"在职", "在职单位党员"}, {"居民", "常住居民党员"}, {"常住", "常住居民党员"},
	})
}

// memberState is 党籍状态 in the sense of 正常/停止. In other sheets the same heading means 正式/预备, which is
// political_status: the values in the column decide.
var memberState = catalog.NewChoice(
	catalog.Choice{Code: "正常", Title: "正常", Aliases: []string{"正常党籍", "党籍正常"}},
	catalog.Choice{Code: "停止党籍", Title: "停止党籍", Aliases: []string{"停止", "停止党籍处理", "停籍"}},
	catalog.Choice{Code: "出党", Title: "出党", Aliases: []string{"除名", "开除", "开除党籍", "退党", "劝退", "自行脱党"}},
	catalog.Choice{Code: "恢复党籍", Title: "恢复党籍", Aliases: []string{"恢复"}},
	catalog.Choice{Code: MemberMoved, Title: MemberMoved, Aliases: []string{"已转出", "组织关系转出", "转走", "已转走"}},
	catalog.Choice{Code: MemberDied, Title: MemberDied, Aliases: []string{"去世", "已故", "病故", "已去世", "已死亡"}},
)

// The states of members who died, or whose membership another place has taken over; both stay in the ledger.
const (
	MemberDied  = "死亡"
	MemberMoved = "转出"
)

// Management lists how a branch manages its members, by class: those at work by the employer for eight hours and by
// the community outside of them, residents and the retired by the transfer of their membership, all others as they
// come and go.
var Management = catalog.NewChoice(
	catalog.Choice{Code: "双重管理", Title: "双重管理", Aliases: []string{"双管", "单位和社区双重管理", "双重"}},
	catalog.Choice{Code: "属地管理", Title: "属地管理", Aliases: []string{"组织关系管理", "直接管理", "社区管理", "直管", "支部管理"}},
	catalog.Choice{Code: "动态管理", Title: "动态管理", Aliases: []string{"动态", "流动管理", "跟踪管理"}},
	catalog.Choice{Code: NotManaged, Title: NotManaged, Aliases: []string{"未管理", "无人管理", "未落实", "脱管", "空白", "空白点"}},
)

// NotManaged is the management of a member whom nobody manages: a 空白点.
const NotManaged = "未纳入管理"

// MemberFlow says whether a member on the move has left or come, and how far.
var MemberFlow = catalog.NewChoice(
	catalog.Choice{Code: "流出省外", Title: "流出省外", Aliases: []string{"流出(省外)", "省外流出", "外出省外", "跨省流出"}},
	catalog.Choice{Code: "流出省内", Title: "流出省内", Aliases: []string{"流出(省内)", "省内流出", "外出省内", "流出区内"}},
	catalog.Choice{Code: "流入省外", Title: "流入省外", Aliases: []string{"流入(省外)", "省外流入", "外省流入", "跨省流入"}},
	catalog.Choice{Code: "流入省内", Title: "流入省内", Aliases: []string{"流入(省内)", "省内流入", "流入区内"}},
).Folding(foldBrackets)

// InParty reports whether a member is one of ours still: neither dead, moved away, out of the party nor stripped of
// membership.
func InParty(member catalog.Record) bool {
	switch member.Get("state").Canonical() {
	case "停止党籍", "出党", MemberDied, MemberMoved:
		return false
	}
	return true
}

// Managed reports whether some branch manages a member: one that is known, and that doesn't say it does not.
func Managed(member catalog.Record) bool {
	return member.Get("org").Canonical() != "" && member.Get("management").Canonical() != NotManaged
}

// managed is Managed as a field; it is empty for those who left the party.
func managed(r catalog.Record, _ value.Date) value.Value {
	switch {
	case !InParty(r):
		return value.Value{}
	case Managed(r):
		return value.Int(1)
	}
	return value.Int(0)
}
