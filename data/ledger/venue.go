package ledger

import "taizhang/data/catalog"

// Venue is a room or a place of a community, or one that a unit lends it (场所设施).
var Venue = catalog.New(catalog.Kind{
	Key: "venue", Title: "场所设施", Unit: "处", Name: "name",
	Describe: venueLabel,
	Aliases:  []string{"场所设施", "基础设施", "活动场所", "活动阵地", "阵地建设", "设施一览", "场地", "场所", "设施"},
	Groups:   []string{groupBasic, "建设", "使用", groupOther},
	Fields: []catalog.Field{
		{Key: "name", Title: "场所名称", Type: catalog.Text{}, Width: 40, Group: groupBasic, Search: true, Aliases: []string{"名称", "设施名称", "场地名称", "房间名称"}},
		branchField("社区名称", "所在社区", "单位", "单位名称"),
		{Key: "type", Title: "场所类型", Type: VenueType, Required: true, Width: 24, Group: groupBasic, Search: true, Aliases: []string{"类型", "设施类型", "类别", "场地类型", "用途", "功能"}},
		{Key: "number", Title: "数量", Type: catalog.Int{Unit: "处"}, Width: 14, Group: groupBasic, Aliases: []string{"间数", "个数", "数量(间)", "数量(处)", "处数"}},
		{Key: "area", Title: "建筑面积(㎡)", Type: catalog.Decimal{Unit: "㎡"}, Width: 22, Group: groupBasic, Aliases: []string{"建筑面积", "面积", "面积(㎡)", "占地面积", "使用面积"}},
		{Key: "address", Title: "位置", Type: catalog.Text{}, Width: 36, Group: groupBasic, Search: true, Aliases: []string{"地址", "地点", "所在位置"}},
		{Key: "partner", Title: "提供单位", Type: toPartner, Width: 36, Group: groupBasic, Aliases: []string{"出借单位", "产权单位", "所属单位", "共建单位"}},
		{Key: "built", Title: "投入使用年份", Type: catalog.Date{}, Width: 22, Group: "建设", Aliases: []string{"投入使用时间", "投入使用日期", "启用时间", "建成时间", "建成年份", "使用年份", "建成使用时间"}},
		{Key: "cost", Title: "投入资金", Type: catalog.Money{}, Width: 22, Group: "建设", Aliases: []string{"投入资金(元)", "资金", "投资金额", "建设资金", "投资"}},
		{Key: "funds", Title: "资金来源", Type: VenueFunds, Width: 18, Group: "建设", Aliases: []string{"经费来源", "来源", "经费渠道"}},
		{Key: "hours", Title: "开放时间", Type: catalog.Text{}, Width: 46, Group: "使用", Aliases: []string{"服务时间", "开放时段"}, Hint: "周一至周五 8:00-12:00"},
		{Key: "bookable", Title: "可否预约", Type: catalog.Bool{}, Width: 14, Group: "使用", Aliases: []string{"是否可预约", "可预约", "是否开放", "是否共享"}},
		{Key: "capacity", Title: "容纳人数", Type: catalog.Int{Unit: "人"}, Width: 16, Group: "使用", Aliases: []string{"可容纳人数", "座位数"}},
		{Key: "keeper", Title: "管理人", Type: catalog.PersonName{}, Width: 18, Group: "使用", Search: true, Aliases: []string{"管理员", "负责人", "联系人"}},
		{Key: "phone", Title: "联系电话", Type: catalog.Phone{}, Width: 28, Group: "使用", Aliases: []string{"电话", "预约电话"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"name", "org"}, Sure: true}, {Fields: []string{"org", "type", "area", "built"}}},
	Rules:    []catalog.Rule{notBelowZero("number", "area", "cost", "capacity"), notInFuture("built")},
	Views: []catalog.View{
		{
			Name: "一览表", Title: "%s社区场所设施一览表", Default: true, Sort: []string{"org", "type"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "type"}, {Field: "name"}, {Field: "number", Sum: true}, {Field: "area", Sum: true},
				{Field: "built"}, {Field: "cost", Heading: "投入资金(元)", Sum: true}, {Field: "funds"}, {Field: "hours"}, {Field: "partner"}, {Field: "note"},
			},
		},
		{
			Name: "可预约场地", Title: "%s可预约场地一览表", Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "type"}, {Field: "org"}, {Field: "partner"}, {Field: "address"}, {Field: "area"},
				{Field: "capacity"}, {Field: "hours"}, {Field: "bookable"}, {Field: "keeper"}, {Field: "phone"},
			},
		},
	},
})

// toVenue is the reference to a room or a place.
var toVenue = catalog.Ref{Kind: "venue"}

// VenueSquare is the type of squares and open spaces.
const VenueSquare = "广场空地"

// VenueType lists the rooms and places that communities use.
var VenueType = catalog.NewChoice(
	catalog.Choice{Code: "办公用房", Title: "办公用房", Aliases: []string{"办公室", "办公楼", "办公场所", "办公房"}},
	catalog.Choice{Code: "警务室", Title: "警务室", Aliases: []string{"社区警务室"}},
	catalog.Choice{Code: "学习活动室", Title: "学习活动室", Aliases: []string{"党员活动室", "学习室", "活动室", "党员学习活动室"}},
	catalog.Choice{Code: "文娱活动室", Title: "文娱活动室", Aliases: []string{"文体活动室", "娱乐室", "文化活动室", "老年活动室", "棋牌室"}},
	catalog.Choice{Code: "图书室", Title: "图书室", Aliases: []string{"阅览室", "图书阅览室", "图书馆"}},
	catalog.Choice{Code: VenueSquare, Title: "广场空地", Aliases: []string{"广场", "空地", "文化广场", "活动广场"}},
	catalog.Choice{Code: "卫生室", Title: "卫生室", Aliases: []string{"社区卫生室", "医务室", "卫生站"}},
	catalog.Choice{Code: "服务站", Title: "服务站", Aliases: []string{"社区服务站", "便民服务站", "服务中心"}},
	catalog.Choice{Code: "运动场所", Title: "运动场所", Aliases: []string{"运动场", "球场", "篮球场", "体育场", "操场"}},
	catalog.Choice{Code: "教室", Title: "教室", Aliases: []string{"培训教室", "多媒体教室"}},
	catalog.Choice{Code: "会议室", Title: "会议室", Aliases: []string{"礼堂", "会议厅", "报告厅"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{
		{"警务", "警务室"}, {"图书", "图书室"}, {"阅览", "图书室"}, {"卫生", "卫生室"}, {"服务站", "服务站"}, {"办公", "办公用房"}, {"会议", "会议室"}, {"教室", "教室"},
		{"广场", VenueSquare}, {"空地", VenueSquare}, {"球场", "运动场所"}, {"运动", "运动场所"}, {"文娱", "文娱活动室"}, {"文体", "文娱活动室"}, {"棋牌", "文娱活动室"},
		{"活动室", "学习活动室"},
	})
})

// VenueFunds is who paid for a venue.
var VenueFunds = catalog.NewChoice(
	catalog.Choice{Code: "财政", Title: "财政", Aliases: []string{"财政拨款", "财政资金", "上级拨款", "政府拨款"}},
	catalog.Choice{Code: "自筹", Title: "自筹", Aliases: []string{"自筹资金", "社区自筹", "集体自筹"}},
	catalog.Choice{Code: "捐助", Title: "捐助", Aliases: []string{"捐赠", "社会捐助", "捐款", "单位捐助"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"财政", "财政"}, {"拨款", "财政"}, {"自筹", "自筹"}, {"捐", "捐助"}})
})

// venueLabel names a venue; one without a name by its type.
func venueLabel(r catalog.Record) string {
	if name := r.Get("name").Canonical(); name != "" {
		return name
	}
	return VenueType.Format(r.Get("type"))
}
