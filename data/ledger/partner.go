package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Partner is a unit in the town that works with its communities (驻区单位) and lends them rooms and people.
var Partner = catalog.New(catalog.Kind{
	Key: "partner", Title: "驻区单位", Unit: "个", Name: "name",
	Aliases: []string{"驻区单位", "共建单位", "驻社区单位", "共驻共建单位", "辖区单位", "联络委员会成员单位"},
	Groups:  []string{groupBasic, groupContact, "共建", groupOther},
	Fields: []catalog.Field{
		{Key: "name", Title: "单位名称", Type: catalog.Text{}, Required: true, Width: 44, Group: groupBasic, Search: true,
			Aliases: []string{"共建单位名称", "驻区单位名称", "共建单位", "驻区单位", "名称", "单位", "成员单位", "单位全称"}},
		{Key: "org", Title: "社区", Type: toOrg, Width: 22, Group: groupBasic, Aliases: []string{"所在社区", "所属社区", "社区名称", "驻在社区", "共建社区", "村(社区)", "村社区"}},
		{Key: "nature", Title: "单位性质", Type: partnerNature, Width: 20, Group: groupBasic, Search: true, Aliases: []string{"性质", "单位类别", "单位类型", "单位属性"}},
		{Key: "code", Title: "组织机构代码", Type: catalog.Text{}, Width: 34, Group: groupBasic, Search: true, Aliases: []string{"统一社会信用代码", "机构代码", "信用代码"}},
		{Key: "superior", Title: "主管单位", Type: catalog.Text{}, Width: 30, Group: groupBasic, Aliases: []string{"上级单位", "隶属单位", "主管部门"}},
		{Key: "staff", Title: "职工人数", Type: catalog.Int{Unit: "人"}, Width: 16, Group: groupBasic, Aliases: []string{"人数", "在职职工人数", "职工数"}},
		{Key: "members", Title: "党员人数", Type: catalog.Int{Unit: "人"}, Width: 16, Group: groupBasic, Aliases: []string{"党员数", "在职党员数"}},
		{Key: "area", Title: "办公场所面积(㎡)", Type: catalog.Decimal{Unit: "㎡"}, Width: 22, Group: groupBasic, Aliases: []string{"办公场所面积", "办公面积", "面积(㎡)", "面积"}},
		{Key: "moved_in", Title: "进驻时间", Type: catalog.Date{}, Width: 22, Group: groupBasic, Aliases: []string{"进驻日期", "入驻时间", "成立时间", "驻区时间"}},
		{Key: "head", Title: "法人代表", Type: catalog.PersonName{}, Width: 20, Group: groupContact, Search: true, Aliases: []string{"法定代表人", "负责人", "单位负责人", "法人", "单位领导"}},
		{Key: "contact", Title: "联系人", Type: catalog.PersonName{}, Width: 20, Group: groupContact, Search: true, Aliases: []string{"联络员", "联络人", "党建联络员", "单位联系人"}},
		{Key: "phone", Title: "联系电话", Type: catalog.Phone{}, Width: 28, Group: groupContact, Search: true, Aliases: []string{"电话", "单位电话", "联系方式", "办公电话", "手机"}},
		{Key: "postcode", Title: "邮编", Type: catalog.Text{}, Width: 16, Group: groupContact, Aliases: []string{"邮政编码"}},
		{Key: "address", Title: "地址", Type: catalog.Text{}, Width: 40, Group: groupContact, Search: true, Aliases: []string{"单位地址", "办公地址", "详细地址"}},
		{Key: "seat", Title: "联络委员会职务", Type: PartnerSeat, Width: 22, Group: "共建", Aliases: []string{"联络委员会任职", "委员会职务", "职务"}},
		{Key: "resources", Title: "提供资源", Type: catalog.Text{}, Width: 50, Group: "共建", Search: true, Aliases: []string{"共享资源", "可提供资源", "可共享资源", "资源", "开放场所", "共建资源", "资源共享项目", "共享场地", "可利用资源"}},
		{Key: "agreed", Title: "协议签订日期", Type: catalog.Date{}, Until: "agreed_until", Width: 24, Group: "共建", Aliases: []string{"签订日期", "签订时间", "共建协议日期", "签约时间", "共建时间", "协议日期", "签订协议时间", "签订共建协议时间", "协议起止时间", "协议期", "协议有效期"}},
		{Key: "agreed_until", Title: "协议到期日期", Type: catalog.Date{}, Width: 24, Group: "共建", Aliases: []string{"到期日期", "协议到期", "协议期限", "协议截止日期"}},
		{Key: "agreement", Title: "共建内容", Type: catalog.Text{Lines: 4}, Width: 60, Group: "共建", Aliases: []string{"共建项目", "协议内容", "共建事项", "共建服务内容"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"code"}, Sure: true}, {Fields: []string{"name"}, Sure: true}},
	Rules:    []catalog.Rule{notBelowZero("staff", "members", "area"), notInFuture("moved_in"), datesFollow("agreement_order", "agreed", "agreed_until"), membersAmongStaff},
	Views: []catalog.View{
		{
			Name: "一览表", Title: "%s驻区单位一览表", Default: true, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "org"}, {Field: "nature"}, {Field: "head"}, {Field: "contact"}, {Field: "phone"},
				{Field: "staff", Sum: true}, {Field: "seat"}, {Field: "resources"}, {Field: "agreed"}, {Field: "note"},
			},
		},
		{
			Name: "登记表", Title: "%s共建单位登记表", Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "name", Heading: "共建单位名称"}, {Field: "code"}, {Field: "nature"}, {Field: "head"}, {Field: "phone"}, {Field: "postcode"},
				{Field: "staff", Sum: true}, {Field: "area", Sum: true}, {Field: "moved_in"}, {Field: "superior"}, {Field: "address"}, {Field: "note"},
			},
		},
		{
			Name: "联络委员会名单", Title: "%s社区党建工作联络委员会成员单位名单", Sort: []string{"seat"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "seat"}, {Field: "name"}, {Field: "org"}, {Field: "head"}, {Field: "contact"}, {Field: "phone"}, {Field: "note"},
			},
		},
	},
})

// toPartner is the reference to a unit that works with the communities.
var toPartner = catalog.Ref{Kind: "partner"}

// partnerNature is what sort of unit it is.
var partnerNature = catalog.NewChoice(
	catalog.Choice{Code: "机关", Title: "机关", Aliases: []string{"行政机关", "党政机关", "国家机关", "行政", "行政单位", "司法机关", "机关单位"}},
	catalog.Choice{Code: "事业单位", Title: "事业单位", Aliases: []string{"事业", "全额事业单位", "差额事业单位"}},
	catalog.Choice{Code: "国有企业", Title: "国有企业", Aliases: []string{"国企", "国有", "央企", "集体企业", "国有独资"}},
	catalog.Choice{Code: "非公企业", Title: "非公企业", Aliases: []string{"私营企业", "民营企业", "民企", "个体", "非公有制企业", "企业"}},
	catalog.Choice{Code: "学校", Title: "学校", Aliases: []string{"中小学", "幼儿园"}},
	catalog.Choice{Code: "医院", Title: "医院", Aliases: []string{"医疗机构", "卫生院"}},
	catalog.Choice{Code: "部队", Title: "部队", Aliases: []string{"军队", "驻军", "武警"}},
	catalog.Choice{Code: "社会组织", Title: "社会组织", Aliases: []string{"社会团体", "社团", "民办非企业单位", "人民团体", "群众团体"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{
		{"机关", "机关"}, {"事业", "事业单位"}, {"国有", "国有企业"}, {"国企", "国有企业"}, {"私营", "非公企业"}, {"民营", "非公企业"}, {"个体", "非公企业"},
		{"学校", "学校"}, {"医院", "医院"}, {"部队", "部队"}, {"团体", "社会组织"},
	})
})

// PartnerSeat is the unit's place on the 社区党建工作联络委员会.
var PartnerSeat = catalog.NewChoice(
	catalog.Choice{Code: "主任", Title: "主任", Aliases: []string{"主任委员", "主任单位"}},
	catalog.Choice{Code: "副主任", Title: "副主任", Aliases: []string{"副主任委员", "副主任单位"}},
	catalog.Choice{Code: "委员", Title: "委员", Aliases: []string{"委员单位", "成员", "成员单位"}},
)

// membersAmongStaff checks that a unit has no more party members than people.
func membersAmongStaff(r catalog.Record, _ value.Date) []catalog.Problem {
	staff, ok := r.Get("staff").Int()
	members, known := r.Get("members").Int()
	if !ok || !known || members <= staff {
		return nil
	}
	return []catalog.Problem{doubt("members_more", "members", "党员人数 %d 多于职工人数 %d", members, staff)}
}
