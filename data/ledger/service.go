package ledger

import "taizhang/data/catalog"

// Service is one entry in the log of a community's service station.
var Service = catalog.New(catalog.Kind{
	Key: "service", Title: "服务", Unit: "次",
	Describe: logLabel("item"),
	Aliases:  []string{"服务活动登记", "社区服务登记", "服务台账", "服务情况统计", "便民服务", "社区服务", "服务"},
	Groups:   []string{groupBasic, groupStation, groupOther},
	Fields: []catalog.Field{
		dateField("服务时间", "服务日期", "日期", "时间"),
		orgField,
		{Key: "item", Title: "服务项目", Type: serviceItem, Required: true, Width: 26, Group: groupBasic, Search: true, Aliases: []string{"项目", "服务类型", "服务种类"}},
		{Key: "title", Title: "服务名称", Type: catalog.Text{}, Width: 30, Group: groupBasic, Search: true, Aliases: []string{"名称", "活动名称"}},
		{Key: "audience", Title: "服务对象", Type: catalog.Text{}, Width: 26, Group: groupBasic, Search: true, Aliases: []string{"对象", "受益对象", "受益群众", "服务人群"}},
		{Key: "provider", Title: "服务单位", Type: catalog.Text{}, Width: 30, Group: groupBasic, Search: true, Aliases: []string{"服务者", "服务人员", "提供单位", "主管单位", "主管部门", "实施单位", "服务队伍", "服务人"}},
		countField("服务人次", "人次", "服务人数", "人数", "受益人次", "数量", "人次数"),
		{Key: "place", Title: "服务地点", Type: catalog.Text{}, Width: 28, Group: groupBasic, Aliases: []string{"地点"}},
		{Key: "content", Title: "服务内容", Type: catalog.Text{}, Width: 40, Group: groupBasic, Aliases: []string{"内容", "主要内容"}},
		{Key: "mode", Title: "服务方式", Type: catalog.Text{}, Width: 20, Group: groupStation, Aliases: []string{"服务形式", "收费方式"}, Hint: "无偿、低偿、有偿"},
		{Key: "head", Title: "负责人", Type: catalog.PersonName{}, Width: 18, Group: groupStation, Search: true, Aliases: []string{"服务负责人", "联系人"}},
		{Key: "all_day", Title: "是否全天服务", Type: catalog.Bool{}, Width: 14, Group: groupStation, Aliases: []string{"全天服务", "是否全天"}},
		{Key: "staff", Title: "服务人员数", Type: catalog.Int{Unit: "人"}, Width: 16, Group: groupStation, Aliases: []string{"服务人员人数", "工作人员数", "参加服务人员数"}},
		picturesField("服务照片"),
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"date", "org", "item", "audience", "provider"}, Sure: true}, {Fields: []string{"date", "org", "item"}}},
	Rules:    []catalog.Rule{happened, countPositive},
	Views: []catalog.View{{
		Name: "登记表", Title: "%s社区服务登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "item"}, {Field: "audience"}, {Field: "provider"},
			{Field: "count", Sum: true}, {Field: "content"}, {Field: "note"},
		},
	}, {
		Name: "服务项目表", Title: "%s社区服务项目一览表", Sort: []string{"org", "item"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "item", Heading: "服务类型"}, {Field: "title", Heading: "名称"}, {Field: "content"},
			{Field: "provider", Heading: "主管单位"}, {Field: "mode"}, {Field: "head"}, {Field: "all_day"}, {Field: "place"}, {Field: "staff", Sum: true}, {Field: "note"},
		},
	}},
})

const groupStation = "服务站"

// serviceItem lists what service stations do; anything else is kept in the clerk's words.
var serviceItem = catalog.NewChoice(catalog.Words("义诊", "医疗咨询", "家电维修", "理发", "裁缝", "法律咨询", "科技咨询", "家政服务", "社会保障", "卫生医疗",
	"警务服务", "其他")...).Guessing(guessService)

func guessService(word string) (string, bool) {
	return firstContained(word, [][2]string{
		{"义诊", "义诊"}, {"体检", "义诊"}, {"医疗", "医疗咨询"}, {"健康", "医疗咨询"}, {"家电", "家电维修"}, {"维修", "家电维修"}, {"理发", "理发"},
		{"缝", "裁缝"}, {"法律", "法律咨询"}, {"科技", "科技咨询"}, {"家政", "家政服务"}, {"保障", "社会保障"}, {"社保", "社会保障"}, {"低保", "社会保障"},
		{"警务", "警务服务"}, {"卫生", "卫生医疗"},
	})
}
