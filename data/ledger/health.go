package ledger

import "taizhang/data/catalog"

// Health is one entry in the log of a community's work for health, family planning and social security.
var Health = catalog.New(catalog.Kind{
	Key: "health", Title: "卫生健康", Unit: "次",
	Describe: logLabel("subject"),
	Aliases:  []string{"卫生健康登记", "卫生健康台账", "卫生工作登记", "疾病预防登记", "计划生育登记", "卫生健康", "社区卫生", "计划生育", "疾病预防", "医疗保健"},
	Groups:   []string{groupBasic, groupOther},
	Fields: []catalog.Field{
		dateField("开展时间", "日期", "时间", "工作时间", "开展日期", "会议时间", "检查时间"),
		orgField,
		{Key: "type", Title: "工作类别", Type: HealthType, Required: true, Width: 22, Group: groupBasic, Search: true, Aliases: []string{"类别", "类型", "项目", "工作项目", "卫生类别"}},
		{Key: "subject", Title: "工作内容", Type: catalog.Text{}, Width: 50, Group: groupBasic, Search: true, Aliases: []string{"内容", "主题", "主要内容", "活动内容", "会议名称"}},
		{Key: "place", Title: "地点", Type: catalog.Text{}, Width: 30, Group: groupBasic, Aliases: []string{"开展地点", "会议地点", "活动地点"}},
		countField("参加人次", "人次", "参加人数", "受益人次", "服务人次", "人数", "到会人数"),
		{Key: "organiser", Title: "组织单位", Type: catalog.Text{}, Width: 34, Group: groupBasic, Search: true, Aliases: []string{"实施单位", "主办单位", "主持人", "责任单位", "责任人"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"date", "org", "type", "subject"}, Sure: true}, {Fields: []string{"date", "org", "type"}}},
	Rules:    []catalog.Rule{happened, countPositive},
	Views: []catalog.View{{
		Name: "登记表", Title: "%s社区卫生健康工作登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "type"}, {Field: "subject"}, {Field: "place"},
			{Field: "count", Sum: true}, {Field: "organiser"}, {Field: "note"},
		},
	}},
})

// HealthType lists the parts of the work.
var HealthType = catalog.NewChoice(
	catalog.Choice{Code: Mobilisation, Title: Mobilisation, Aliases: []string{"动员会", "动员会议", "动员部署会"}},
	catalog.Choice{Code: "疾病预防", Title: "疾病预防", Aliases: []string{"防疫", "预防接种", "传染病预防", "疾病防控", "预防保健"}},
	catalog.Choice{Code: "医疗保健", Title: "医疗保健", Aliases: []string{"医疗", "保健", "健康检查", "体检", "健康教育"}},
	catalog.Choice{Code: "计划生育", Title: "计划生育", Aliases: []string{"计生", "计生服务", "人口与计生", "生殖健康"}},
	catalog.Choice{Code: "社会保障", Title: "社会保障", Aliases: []string{"社保", "低保", "最低生活保障", "医保"}},
	catalog.Choice{Code: "环境卫生", Title: "环境卫生", Aliases: []string{"爱国卫生", "卫生检查", "卫生整治", "清洁卫生", "大扫除"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"动员", Mobilisation}, {"防疫", "疾病预防"}, {"接种", "疾病预防"}, {"传染", "疾病预防"}, {"非典", "疾病预防"}, {"计生", "计划生育"}, {"生育", "计划生育"},
		{"保障", "社会保障"}, {"保险", "社会保障"}, {"体检", "医疗保健"}, {"医", "医疗保健"}, {"卫生", "环境卫生"}, {"消毒", "疾病预防"}})
})

// Mobilisation is the type of the meetings that the report counts: those against SARS in spring 2003.
const Mobilisation = "动员大会"
