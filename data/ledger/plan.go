package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Plan is a task of a year's plan, of the town or of one community; a task may be a part of another one.
var Plan = catalog.New(catalog.Kind{
	Key: "plan", Title: "工作计划", Unit: "项", Name: "title",
	Aliases: []string{"年度工作计划", "工作计划表", "工作计划", "任务分解表", "任务清单", "工作任务", "工作安排", "年度计划"},
	Groups:  []string{groupBasic, groupDoing, groupOther},
	Fields: []catalog.Field{
		{Key: "title", Title: "任务名称", Type: catalog.Text{}, Required: true, Width: 56, Group: groupBasic, Search: true,
			Aliases: []string{"任务", "工作任务", "计划名称", "工作项目", "工作目标", "目标任务", "重点工作", "工作事项", "工作计划"}},
		{Key: "year", Title: "年度", Type: catalog.Int{Unit: "年"}, Width: 14, Group: groupBasic, Aliases: []string{"计划年度", "年份"}, Hint: "2004"},
		{Key: "category", Title: "任务类别", Type: PlanCategory, Width: 24, Group: groupBasic, Search: true, Aliases: []string{"类别", "工作类别", "任务类型", "类型"}},
		orgField,
		{Key: "parent", Title: "上级任务", Type: catalog.Ref{Kind: "plan"}, Width: 40, Group: groupBasic, Aliases: []string{"所属计划", "所属任务", "上级计划", "分解自"}},
		{Key: "content", Title: "任务内容", Type: catalog.Text{Lines: 3}, Width: 60, Group: groupBasic, Search: true, Aliases: []string{"工作内容", "具体内容", "具体措施", "内容", "工作措施", "工作要求"}},
		{Key: "responsible", Title: "责任人", Type: catalog.Text{}, Width: 26, Group: groupDoing, Search: true, Aliases: []string{"责任单位", "负责人", "牵头单位", "责任领导", "承办人", "责任部门"}},
		{Key: "start", Title: "开始时间", Type: catalog.Date{}, Until: "due", Width: 24, Group: groupDoing, Aliases: []string{"开始日期", "启动时间", "开始", "起止时间", "起止日期", "实施时间"}},
		{Key: "due", Title: "完成时限", Type: catalog.Date{}, Deadline: true, Width: 24, Group: groupDoing, Aliases: []string{"时限", "计划完成时间", "完成期限", "期限", "截止日期", "截止时间"}},
		{Key: "progress", Title: "完成进度", Type: catalog.Percent{}, Width: 16, Group: groupDoing, Aliases: []string{"进度", "完成率", "进度(%)", "完成比例", "完成进度(%)"}, Hint: "60%"},
		{Key: "state", Title: "完成状态", Type: PlanState, Width: 16, Group: groupDoing, Aliases: []string{"状态", "进展", "任务状态", "完成情况"}},
		{Key: "finished", Title: "完成时间", Type: catalog.Date{}, Width: 24, Group: groupDoing, Aliases: []string{"实际完成时间", "完成日期", "办结时间"}},
		{Key: "overdue", Title: "是否超期", Type: catalog.Bool{}, Width: 14, Group: groupDoing, Derive: planOverdue, Aliases: []string{"超期"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"year", "title", "org"}, Sure: true}, {Fields: []string{"year", "title"}}},
	Rules:    []catalog.Rule{dueAfterStart, finishedAfterStart, progressInRange, progressFitsState},
	Views: []catalog.View{{
		Name: "任务表", Title: "%s工作计划任务表", Default: true, Sort: []string{"year", "due"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "year"}, {Field: "category"}, {Field: "title"}, {Field: "content"}, {Field: "org"}, {Field: "responsible"},
			{Field: "start"}, {Field: "due"}, {Field: "progress"}, {Field: "state"}, {Field: "note"},
		},
	}},
})

// PlanCategory lists what the plans of the office are about.
var PlanCategory = catalog.NewChoice(
	catalog.Choice{Code: "党员培训", Title: "党员培训", Aliases: []string{"培训", "教育培训", "党员教育"}},
	catalog.Choice{Code: "发展党员", Title: "发展党员", Aliases: []string{"党员发展", "发展新党员"}},
	catalog.Choice{Code: "制度上墙", Title: "制度上墙", Aliases: []string{"制度建设", "制度", "建章立制"}},
	catalog.Choice{Code: "集体经济", Title: "集体经济", Aliases: []string{"社区集体经济", "发展集体经济", "经济"}},
	catalog.Choice{Code: "办公楼", Title: "办公楼", Aliases: []string{"办公用房", "办公场所", "办公楼建设", "阵地建设"}},
	catalog.Choice{Code: "电话", Title: "电话", Aliases: []string{"通电话", "办公电话", "安装电话"}},
	catalog.Choice{Code: "学习活动室", Title: "学习活动室", Aliases: []string{"党员活动室", "活动室", "学习室", "图书室"}},
	catalog.Choice{Code: "服务网络", Title: "服务网络", Aliases: []string{"社区服务", "服务站", "社区服务网络"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它", "年度计划"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"培训", "党员培训"}, {"发展党员", "发展党员"}, {"制度", "制度上墙"}, {"经济", "集体经济"}, {"办公", "办公楼"}, {"电话", "电话"},
		{"活动室", "学习活动室"}, {"服务", "服务网络"}})
})

// PlanState lists how far a task is.
var PlanState = catalog.NewChoice(
	catalog.Choice{Code: "未开始", Title: "未开始", Aliases: []string{"未启动", "待开展", "未开展"}},
	catalog.Choice{Code: "进行中", Title: "进行中", Aliases: []string{"正在进行", "推进中", "实施中", "未完成", "正在推进", "开展中"}},
	catalog.Choice{Code: PlanDone, Title: PlanDone, Aliases: []string{"完成", "已办结", "已落实", "全部完成"}},
	catalog.Choice{Code: "推迟", Title: "推迟", Aliases: []string{"延期", "暂缓", "推后"}},
)

// PlanDone is the state of tasks that are over.
const PlanDone = "已完成"

// planOverdue says whether a task should have been finished before the day asof.
func planOverdue(r catalog.Record, asof value.Date) value.Value {
	return overdue(r.Date("due"), asof, r.Get("state").Canonical() == PlanDone)
}

func dueAfterStart(r catalog.Record, _ value.Date) []catalog.Problem {
	return inOrder(r, "start", "due", "due_early")
}

func finishedAfterStart(r catalog.Record, _ value.Date) []catalog.Problem {
	return inOrder(r, "start", "finished", "finished_early")
}

func progressInRange(r catalog.Record, _ value.Date) []catalog.Problem {
	if n, ok := r.Get("progress").Int(); ok && (n < 0 || n > 100) {
		return []catalog.Problem{doubt("progress_range", "progress", "完成进度 %d%% 不在 0%% 到 100%% 之间", n)}
	}
	return nil
}

// progressFitsState checks that what is finished is so in both fields, and what has not begun in both.
func progressFitsState(r catalog.Record, _ value.Date) []catalog.Problem {
	n, ok := r.Get("progress").Int()
	state := r.Get("state").Canonical()
	switch {
	case !ok:
		return nil
	case state == PlanDone && 0 <= n && n < 100:
		return []catalog.Problem{doubt("progress_state", "progress", "状态是「%s」,完成进度却是 %d%%", PlanDone, n)}
	case state == "未开始" && 0 < n && n <= 100:
		return []catalog.Problem{doubt("progress_state", "progress", "状态是「未开始」,完成进度却是 %d%%", n)}
	}
	return nil
}
