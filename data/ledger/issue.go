package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Issue is something that is lacking, with what is done about it.
var Issue = catalog.New(catalog.Kind{
	Key: "issue", Title: "问题", Unit: "个", Name: "what",
	Aliases: []string{"问题台账", "问题清单", "存在问题", "整改台账", "整改清单", "问题整改", "困难问题", "民情诉求", "群众诉求", "居民诉求", "诉求台账", "民情台账", "民情收集"},
	Groups:  []string{groupBasic, groupDoing, groupOther},
	Fields: []catalog.Field{
		{Key: "what", Title: "存在问题", Type: catalog.Text{Lines: 2}, Required: true, Width: 60, Group: groupBasic, Search: true,
			Aliases: []string{"问题", "问题描述", "主要问题", "具体问题", "问题内容", "存在的问题", "问题表现", "问题事项", "反映问题", "反映的问题", "反映内容", "反映事项", "诉求", "诉求内容", "诉求事项", "民情诉求", "群众诉求", "居民诉求", "具体诉求"}},
		{Key: "category", Title: "问题类别", Type: IssueCategory, Width: 22, Group: groupBasic, Search: true, Aliases: []string{"类别", "问题类型", "问题分类", "诉求类别", "诉求类型", "诉求分类"}},
		orgField,
		{Key: "found", Title: "发现时间", Type: catalog.Date{}, Width: 24, Group: groupBasic, Aliases: []string{"发现日期", "提出时间", "登记时间", "登记日期", "提出日期", "反映时间", "反映日期", "收集时间", "收集日期", "受理时间", "受理日期"}},
		{Key: "measure", Title: "解决措施", Type: catalog.Text{Lines: 3}, Width: 60, Group: groupDoing, Search: true, Aliases: []string{"措施", "整改措施", "解决办法", "对策", "工作措施", "整改办法", "整改举措", "解决对策", "办理措施", "处理措施"}},
		{Key: "responsible", Title: "责任人", Type: catalog.Text{}, Width: 24, Group: groupDoing, Search: true, Aliases: []string{"责任单位", "负责人", "牵头单位", "责任领导", "整改责任人", "牵头领导", "承办单位", "承办人", "办理人", "包办人", "办理单位"}},
		{Key: "due", Title: "解决时限", Type: catalog.Date{}, Deadline: true, Width: 24, Group: groupDoing, Aliases: []string{"时限", "完成时限", "整改时限", "期限", "整改期限", "解决期限", "办理时限", "办结时限", "办理期限"}},
		{Key: "state", Title: "解决情况", Type: IssueState, Width: 18, Group: groupDoing, Aliases: []string{"状态", "整改状态", "进展", "是否解决", "是否销号", "整改进展", "办理情况", "整改情况", "完成情况"}},
		{Key: "solved", Title: "解决时间", Type: catalog.Date{}, Width: 24, Group: groupDoing, Aliases: []string{"解决日期", "整改完成时间", "销号时间", "完成时间", "办结时间", "办结日期"}},
		{Key: "result", Title: "处理结果", Type: catalog.Text{Lines: 2}, Width: 50, Group: groupDoing, Aliases: []string{"结果", "整改结果", "整改成效", "落实情况", "办理结果", "答复情况", "反馈情况", "处理情况"}},
		{Key: "overdue", Title: "是否超期", Type: catalog.Bool{}, Width: 14, Group: groupDoing, Derive: issueOverdue, Aliases: []string{"超期"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"what", "org"}, Sure: true}, {Fields: []string{"what", "found"}, Sure: true}},
	Rules:    []catalog.Rule{solvedAfterFound, solvedIsSolved, dueAfterFound},
	Views: []catalog.View{{
		Name: "清单", Title: "%s存在问题清单", Default: true, Sort: []string{"state", "due"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "category"}, {Field: "org"}, {Field: "what"}, {Field: "found"}, {Field: "measure"}, {Field: "responsible"},
			{Field: "due"}, {Field: "state"}, {Field: "result"}, {Field: "note"},
		},
	}},
})

const groupDoing = "办理"

// IssueCategory lists what offices of communities lack.
var IssueCategory = catalog.NewChoice(
	catalog.Choice{Code: "办公设施", Title: "办公设施", Aliases: []string{"办公场所", "办公用房", "办公条件", "基础设施", "设施"}},
	catalog.Choice{Code: "集体经济", Title: "集体经济", Aliases: []string{"社区集体经济", "经济", "经费", "集体收入"}},
	catalog.Choice{Code: "干部收入", Title: "干部收入", Aliases: []string{"干部报酬", "干部待遇", "报酬", "待遇"}},
	catalog.Choice{Code: "人口管理", Title: "人口管理", Aliases: []string{"流动人口管理", "流动人口", "人户分离"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"办公", "办公设施"}, {"场所", "办公设施"}, {"设施", "办公设施"}, {"报酬", "干部收入"}, {"待遇", "干部收入"}, {"收入", "干部收入"},
		{"经济", "集体经济"}, {"人口", "人口管理"}})
})

// IssueState lists how far an issue is.
var IssueState = catalog.NewChoice(
	catalog.Choice{Code: "未解决", Title: "未解决", Aliases: []string{"否", "未整改", "未办理", "未处理", "未销号"}},
	catalog.Choice{Code: "处理中", Title: "处理中", Aliases: []string{"办理中", "整改中", "正在解决", "正在处理", "解决中", "部分解决", "正在整改"}},
	catalog.Choice{Code: IssueSolved, Title: IssueSolved, Aliases: []string{"是", "解决", "已整改", "已办结", "办结", "已销号", "销号", "整改完成", "已处理", "已完成", "完成"}},
)

// IssueSolved is the state of issues that are no longer lacking.
const IssueSolved = "已解决"

// issueOverdue says whether an issue should have been solved before the day asof.
func issueOverdue(r catalog.Record, asof value.Date) value.Value {
	return overdue(r.Date("due"), asof, r.Get("state").Canonical() == IssueSolved)
}

// overdue says whether the last day of due is over; it is empty without a day, or for what has none.
func overdue(due, asof value.Date, done bool) value.Value {
	switch {
	case due.IsZero() || asof.IsZero():
		return value.Value{}
	case !done && due.Last().Compare(asof.First()) < 0:
		return value.Int(1)
	}
	return value.Int(0)
}

func solvedAfterFound(r catalog.Record, _ value.Date) []catalog.Problem {
	return inOrder(r, "found", "solved", "solved_early")
}

func dueAfterFound(r catalog.Record, _ value.Date) []catalog.Problem {
	return inOrder(r, "found", "due", "due_early")
}

// inOrder doubts a second date that is before the first.
func inOrder(r catalog.Record, first, second, code string) []catalog.Problem {
	a, b := r.Date(first), r.Date(second)
	if a.IsZero() || b.IsZero() || b.Last().Compare(a.First()) >= 0 {
		return nil
	}
	return []catalog.Problem{doubt(code, second, "%s %s 在%s %s 之前", r.Kind.Field(second).Title, b.Chinese(), r.Kind.Field(first).Title, a.Chinese())}
}

// solvedIsSolved finds issues that have the day on which they were solved, and are called open.
func solvedIsSolved(r catalog.Record, _ value.Date) []catalog.Problem {
	state := r.Get("state")
	if r.Date("solved").IsZero() || state.Canonical() == IssueSolved || state.IsUnread() {
		return nil
	}
	p := doubt("solved_state", "state", "已填解决时间,解决情况却不是「%s」", IssueSolved)
	p.Suggestion = value.Text(IssueSolved)
	return []catalog.Problem{p}
}
