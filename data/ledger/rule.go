package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Rule is a document by which branches work (制度), in one of its versions.
var Rule = catalog.New(catalog.Kind{
	Key: "rule", Title: "制度", Unit: "项", Name: "title",
	Describe: ruleLabel,
	Aliases:  []string{"制度一览", "规章制度", "制度汇编", "制度上墙", "制度建设", "制度台账", "制度"},
	Groups:   []string{groupBasic, "正文", "上墙公开", groupOther},
	Fields: []catalog.Field{
		{Key: "title", Title: "制度名称", Type: catalog.Text{}, Required: true, Width: 60, Group: groupBasic, Search: true, Aliases: []string{"名称", "文件名称", "制度", "标题"}},
		branchField("社区名称", "所在社区", "适用社区", "适用范围"),
		{Key: "version", Title: "版本", Type: catalog.Text{}, Width: 20, Group: groupBasic, Aliases: []string{"版次", "版本号"}, Hint: "2002年10月版"},
		{Key: "issued_by", Title: "制定单位", Type: catalog.Text{}, Width: 30, Group: groupBasic, Search: true, Aliases: []string{"发布单位", "制定机关", "印发单位"}},
		{Key: "adopted", Title: "通过日期", Type: catalog.Date{}, Width: 24, Group: groupBasic, Aliases: []string{"通过时间", "制定日期", "制定时间", "印发日期", "印发时间", "施行日期", "建立时间"}},
		{Key: "state", Title: "状态", Type: RuleState, Width: 18, Group: groupBasic, Aliases: []string{"是否有效", "执行情况", "制度状态"}},
		{Key: "supersedes", Title: "代替", Type: catalog.Ref{Kind: "rule"}, Width: 50, Group: groupBasic, Aliases: []string{"代替制度", "所代替的制度", "前一版本"}},
		{Key: "text", Title: "正文", Type: catalog.Text{Lines: 24}, Width: 120, Group: "正文", Search: true, Aliases: []string{"制度内容", "内容", "制度正文", "条文"}},
		{Key: "posted_at", Title: "张贴地点", Type: catalog.Text{Lines: 3}, Width: 50, Group: "上墙公开", Search: true, Aliases: []string{"上墙地点", "公布地点", "张贴位置", "公开地点"}},
		{Key: "posted", Title: "上墙日期", Type: catalog.Date{}, Width: 24, Group: "上墙公开", Aliases: []string{"上墙时间", "张贴日期", "张贴时间", "公布日期", "公布时间"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"title", "version"}, Sure: true}, {Fields: []string{"title"}}},
	Rules:    []catalog.Rule{notInFuture("posted"), datesFollow("posted_early", "adopted", "posted"), ruleNotItself},
	Views: []catalog.View{
		{
			Name: "一览表", Title: "%s制度一览表", Default: true, Sort: []string{"adopted"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "title"}, {Field: "version"}, {Field: "issued_by"}, {Field: "adopted"}, {Field: "state"},
				{Field: "posted_at"}, {Field: "posted"}, {Field: "note"},
			},
		},
		{
			Name: "制度汇编", Title: "%s制度汇编", Sort: []string{"adopted"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "title"}, {Field: "adopted"}, {Field: "text"},
			},
		},
	},
})

// RuleInForce is the state of a rule by which branches work today.
const RuleInForce = "现行"

// RuleState says whether a rule is in force.
var RuleState = catalog.NewChoice(
	catalog.Choice{Code: "草案", Title: "草案", Aliases: []string{"征求意见稿", "讨论稿", "起草中", "送审稿"}},
	catalog.Choice{Code: RuleInForce, Title: "现行", Aliases: []string{"有效", "现行有效", "执行中", "正在执行", "施行", "是"}},
	catalog.Choice{Code: "已修订", Title: "已修订", Aliases: []string{"已被代替", "修订", "已更新"}},
	catalog.Choice{Code: "已废止", Title: "已废止", Aliases: []string{"废止", "失效", "作废", "否"}},
)

// ruleLabel names a rule with its version: two versions have one title.
func ruleLabel(r catalog.Record) string {
	title := r.Get("title").Canonical()
	if v := r.Get("version").Canonical(); v != "" {
		return title + "(" + v + ")"
	}
	return title
}

// ruleNotItself checks that a rule doesn't take its own place.
func ruleNotItself(r catalog.Record, _ value.Date) []catalog.Problem {
	if r.ID == "" || r.Get("supersedes") != value.Text(r.ID) {
		return nil
	}
	return []catalog.Problem{doubt("supersedes_itself", "supersedes", "制度不能代替它自己")}
}
