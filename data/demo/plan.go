package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// issueRecords returns the four issues that the report names, of the town as a whole.
func (t *town) issueRecords() []catalog.Record {
	next := newDice("issue").ids(entered())
	var out []catalog.Record
	for _, i := range []struct{ category, what, measure, responsible, found, due, state string }{
		{"办公设施", "部分社区办公用房面积小,没有电话和学习活动室", "镇财政安排一点、驻区单位支持一点、社区自筹一点,逐个社区改善办公条件", "卢慧娟", "2003-03-20", "2004-06-30", "处理中"},
		{"集体经济", "社区集体经济薄弱,多数社区没有稳定收入", "盘活旧粮仓等闲置资产,兴办便民服务和市场摊位,增加租赁收入", "秦文海", "2003-03-20", "2004-12-31", "未解决"},
		{"干部收入", "社区干部月报酬偏低,工作积极性受影响", "向县申请提高补助标准,集体经济收入按比例用于干部报酬", "黎振邦", "2003-06-18", "2004-03-31", "处理中"},
		{"人口管理", "人户分离和外来人口较多,底数更新不及时", "警务室与居民小组长按月核对,流动党员同步登记", "蒋春霖", "2003-08-12", "2004-06-30", "处理中"},
	} {
		out = append(out, t.record("issue", next(), map[string]value.Value{
			"what":        value.Text(i.what),
			"category":    value.Text(i.category),
			"measure":     value.Text(i.measure),
			"responsible": value.Text(i.responsible),
			"found":       value.Text(i.found),
			"due":         value.Text(i.due),
			"state":       value.Text(i.state),
		}))
	}
	return out
}

// task is a task of the plan; those of a community are parts of the town's.
type task struct {
	category, title, content, responsible, start, due string
	progress                                          int64
	done                                              string // per community, in per cent; "" if the town does it alone
}

// tasks are those that the report promises for the year to come, begun in autumn 2003.
func tasks() []task {
	return []task{
		{"党员培训", "社区党员轮训一遍", "以社区党校为阵地,每名党员全年不少于32学时", "秦文海", "2003-09-01", "2004-08-31", 20, ""},
		{"发展党员", "发展社区新党员10名", "注意在青年、妇女和居民小组长中培养入党积极分子", "岑立新", "2003-09-01", "2004-07-01", 30, ""},
		{"制度上墙", "七项制度全部上墙公开", "统一印制,张贴在办公室和宣传栏,接受居民监督", "岑立新", "2003-07-01", "2003-12-31", 80, "100 100 100 100 80 80 80 60 60 40"},
		{"集体经济", "每个社区有一项稳定的集体收入", "盘活资产,发展便民服务,年收入不低于一万元", "卢慧娟", "2003-09-01", "2004-12-31", 15, ""},
		{"办公楼", "新建、改建社区办公楼", "三个社区改建,两个社区新建", "卢慧娟", "2003-10-15", "2004-12-31", 0, ""},
		{"电话", "社区办公室和警务室通电话", "与电信部门协商优惠安装", "蒋春霖", "2003-08-01", "2003-12-31", 70, ""},
		{"学习活动室", "每个社区建成党员学习活动室", "配齐桌椅、书报、电教设备", "秦文海", "2003-09-01", "2004-06-30", 40, "80 60 60 40 40 40 40 20 20 0"},
		{"服务网络", "完善社区服务网络", "服务站、居民小组、志愿者三级网络覆盖所有居民小组", "蒋春霖", "2003-09-01", "2004-09-30", 25, ""},
	}
}

// planYear is the year of the plan.
const planYear = 2004

func (t *town) planRecords() []catalog.Record {
	next := newDice("plan").ids(entered())
	var out []catalog.Record
	add := func(k task, title, org, parent string, progress int64, responsible string) string {
		id := next()
		out = append(out, t.record("plan", id, map[string]value.Value{
			"title":       value.Text(title),
			"year":        value.Int(planYear),
			"category":    value.Text(k.category),
			"org":         value.Text(org),
			"parent":      value.Text(parent),
			"content":     value.Text(k.content),
			"responsible": value.Text(responsible),
			"start":       value.Text(k.start),
			"due":         value.Text(k.due),
			"progress":    value.Int(progress),
			"state":       value.Text(stateOf(progress)),
			"finished":    finishedOn(progress),
		}))
		return id
	}
	for _, k := range tasks() {
		parent := add(k, k.title, "", "", k.progress, k.responsible)
		for home, done := range strings.Fields(k.done) {
			progress, _ := code(catalog.Percent{}, done+"%").Int()
			c := communities()[home]
			add(k, c.name+"社区"+k.category, t.orgIDs[home], parent, progress, t.holder(home, func(c cadre) bool { return c.partyPost == secretary }))
		}
	}
	return out
}

func stateOf(progress int64) string {
	switch progress {
	case 0:
		return "未开始"
	case 100:
		return "已完成"
	}
	return "进行中"
}

// finishedOn is the day on which what is done was done.
func finishedOn(progress int64) value.Value {
	if progress < 100 {
		return value.Value{}
	}
	return value.Text("2003-09-15")
}
