package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Publicity is one entry in the log of what a community shows, posts and hands out.
var Publicity = catalog.New(catalog.Kind{
	Key: "publicity", Title: "宣传", Unit: "次",
	Describe: logLabel("subject"),
	Aliases:  []string{"宣传活动登记", "宣传登记", "宣传台账", "宣传情况统计", "宣传工作", "科普宣传", "宣传"},
	Groups:   []string{groupBasic, groupOther},
	Fields: []catalog.Field{
		dateField("宣传时间", "宣传日期", "展出时间", "刊出时间", "发放时间", "日期", "时间"),
		orgField,
		{Key: "form", Title: "宣传形式", Type: PublicityForm, Required: true, Width: 24, Group: groupBasic, Search: true, Aliases: []string{"形式", "宣传方式", "宣传类型", "宣传种类", "宣传载体", "方式"}},
		{Key: "subject", Title: "宣传内容", Type: catalog.Text{}, Width: 50, Group: groupBasic, Search: true, Aliases: []string{"宣传主题", "内容", "主题", "主要内容", "标题"}},
		{Key: "count", Title: "宣传数量", Type: catalog.Int{}, Width: 18, Group: groupBasic, Aliases: []string{"数量", "份数", "期数", "条数", "场次", "发放数量", "印发数量", "张数"}},
		{Key: "measure", Title: "计量单位", Type: catalog.Text{}, Width: 14, Group: groupBasic, Derive: publicityMeasure, Aliases: []string{"计数单位"}},
		{Key: "organiser", Title: "主办单位", Type: catalog.Text{}, Width: 34, Group: groupBasic, Search: true, Aliases: []string{"组织单位", "制作单位", "发放单位", "责任单位"}},
		{Key: "place", Title: "宣传地点", Type: catalog.Text{}, Width: 30, Group: groupBasic, Aliases: []string{"地点", "张贴地点", "展出地点", "发放地点"}},
		picturesField("宣传照片"),
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"date", "org", "form", "subject"}, Sure: true}, {Fields: []string{"date", "org", "form"}}},
	Rules:    []catalog.Rule{happened, amountPositive},
	Views: []catalog.View{{
		Name: "登记表", Title: "%s宣传活动登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "form"}, {Field: "subject"}, {Field: "count"}, {Field: "measure"},
			{Field: "organiser"}, {Field: "place"}, {Field: "note"},
		},
	}},
})

// PublicityForm lists the forms of publicity.
var PublicityForm = catalog.NewChoice(
	catalog.Choice{Code: Exhibition, Title: Exhibition, Aliases: []string{"展览", "科普展", "图片展", "科普图片展", "科普图片展览", "展板", "图片展览"}},
	catalog.Choice{Code: WallPaper, Title: WallPaper, Aliases: []string{"墙报", "专栏", "板报", "黑板报", "墙报(专栏)", "墙报、专栏", "宣传专栏"}},
	catalog.Choice{Code: Leaflet, Title: Leaflet, Aliases: []string{"资料", "传单", "宣传单", "宣传册", "宣传品", "宣传手册", "明白卡", "公开信", "印发资料", "发放资料"}},
	catalog.Choice{Code: "横幅标语", Title: "横幅标语", Aliases: []string{"横幅", "标语", "条幅", "悬挂横幅", "横幅、标语", "张贴标语", "宣传标语"}},
	catalog.Choice{Code: "宣传栏", Title: "宣传栏", Aliases: []string{"橱窗", "宣传橱窗", "公开栏", "宣传牌", "固定宣传栏"}},
	catalog.Choice{Code: "广播", Title: "广播", Aliases: []string{"广播宣传", "宣传车", "流动广播"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Folding(foldBrackets).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"展", Exhibition}, {"墙报", WallPaper}, {"板报", WallPaper}, {"专栏", WallPaper}, {"资料", Leaflet}, {"传单", Leaflet}, {"手册", Leaflet},
		{"横幅", "横幅标语"}, {"标语", "横幅标语"}, {"橱窗", "宣传栏"}, {"栏", "宣传栏"}, {"广播", "广播"}})
})

// The forms that tallies name.
const (
	Exhibition = "科普展览"
	WallPaper  = "墙报专栏"
	Leaflet    = "宣传资料"
)

// publicityMeasure is the measure word of the count, which depends on the form.
func publicityMeasure(r catalog.Record, _ value.Date) value.Value {
	switch r.Get("form").Canonical() {
	case "":
		return value.Value{}
	case Exhibition:
		return value.Text("场")
	case WallPaper:
		return value.Text("期")
	case Leaflet:
		return value.Text("份")
	case "横幅标语":
		return value.Text("条")
	case "宣传栏":
		return value.Text("个")
	}
	return value.Text("次")
}
