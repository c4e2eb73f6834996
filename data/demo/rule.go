package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// document is a rule by which branches work. The texts are the program's own.
type document struct {
	title    string
	adopted  value.Date
	posted   value.Date
	postedAt string
	articles []string
}

// documents returns the seven rules of the report.
func documents() []document {
	day := func(y, m, d int) value.Date { return value.Date{Year: y, Month: m, Day: d} }
	return []document{
		{"社区党支部职责", day(2002, 10, 28), day(2003, 1, 20), "社区办公室、党员学习活动室、社区宣传栏", []string{
			"宣传和执行党的路线方针政策,执行上级党组织和支部党员大会的决议。",
			"讨论决定社区建设、管理和服务中的重要问题,支持居民委员会依法履行职责。",
			"加强支部自身建设,落实组织生活,做好党员的教育、管理、监督和服务。",
			"对在职、常住、离退休、流动、退伍和待分配学生党员实行分类管理,不留空白点。",
			"做好入党积极分子的培养和发展党员工作,按规定收缴、使用党费。",
			"密切联系群众,了解和反映居民意见,帮助解决实际困难。",
			"组织协调驻区单位共驻共建,做到资源共享、事务共商。",
		}},
		{"社区党支部书记职责", day(2002, 10, 28), day(2003, 1, 20), "社区办公室、党员学习活动室", []string{
			"主持支部全面工作,召集支部委员会和支部党员大会,拟定议题,检查决议的执行。",
			"抓好支部委员会自身建设,带头学习,团结班子成员分工负责。",
			"每月了解一次党员思想和工作情况,有针对性地做好教育工作。",
			"每季度向党员大会报告一次工作,接受党员监督。",
			"联系驻区单位和居民小组,协调解决社区重要事项。",
			"按时向镇党委报告工作,反映情况如实、及时。",
		}},
		{`社区党支部"三会一课"制度`, day(2002, 11, 8), day(2003, 1, 20), "党员学习活动室、社区宣传栏", []string{
			"支部党员大会每季度召开一次,听取工作报告,讨论决定支部重要事项。",
			"支部委员会每月召开一次,研究党员教育、发展党员和社区重点工作。",
			"党小组会每月召开一次,组织学习,交流思想,检查任务完成情况。",
			"党课每季度安排一次,由支部委员、上级领导或优秀党员讲授。",
			"会前通知到人,会上专人记录,请假须向支部书记说明,缺席的党员会后补课。",
			"会议时间、议题、到会人数和决议记入台账,年底归档备查。",
		}},
		{"社区党支部议事规则", day(2002, 11, 8), day(2003, 1, 20), "社区办公室、社区宣传栏", []string{
			"支部议事坚持集体领导、民主集中、个别酝酿、会议决定。",
			"议题由书记汇总,一般提前三天告知委员,临时动议不作决定。",
			"到会委员超过半数方可开会,表决以超过应到会人数半数为通过。",
			"涉及居民切身利益的事项,先听取居民代表和驻区单位意见。",
			"会议决定由分工委员负责落实,书记督促检查,结果向党员通报。",
			"与议题有直接利害关系的委员应当回避。",
		}},
		{"社区党支部民主生活会制度", day(2002, 11, 20), day(2003, 2, 12), "党员学习活动室", []string{
			"支部班子民主生活会每年至少召开一次,会期和主题提前报镇党委。",
			"会前征求党员、居民和驻区单位意见,开展谈心,写好发言提纲。",
			"会上认真开展批评和自我批评,查找问题,分析原因。",
			"会后制定整改措施,明确责任人和时限,并在党员中通报。",
			"会议记录和整改情况在十五日内报镇党委。",
		}},
		{"社区党支部联系群众制度", day(2002, 11, 20), day(2003, 2, 12), "社区办公室、社区服务站、社区宣传栏", []string{
			"支部委员每人联系若干居民小组,党员每人联系若干户居民。",
			"每月走访联系户不少于一次,遇有困难、突发情况及时上门。",
			"设立意见簿和接待日,群众意见登记在册,限期答复。",
			"对老年人、残疾人、困难家庭和优抚对象重点关心,落实帮扶。",
			"办理结果向当事人反馈,共性问题在宣传栏公布。",
		}},
		{"社区党建工作联络委员会职责", day(2002, 12, 5), day(2003, 2, 12), "社区办公室、法院二楼会议室、社区宣传栏", []string{
			"联络委员会由社区党支部和驻区单位党组织代表组成,社区党支部书记牵头。",
			"每半年至少召开一次会议,通报情况,商定共建项目和活动计划。",
			"推动驻区单位开放运动场所、教室、会议室等资源,方便居民使用。",
			"协调在职党员参加社区活动,反馈八小时以外的表现。",
			"共同开展法律、文化、治安、服务进社区活动。",
			"成员单位指定一名联络员,负责日常联系和事项落实。",
		}},
	}
}

func (t *town) ruleRecords() []catalog.Record {
	next := newDice("rule").ids(entered())
	var out []catalog.Record
	for _, doc := range documents() {
		out = append(out, t.record("rule", next(), map[string]value.Value{
			"title":     value.Text(doc.title),
			"version":   value.Text("2002年版"),
			"issued_by": value.Text("中共容城镇委员会"),
			"adopted":   doc.adopted.Value(),
			"state":     value.Text(ledger.RuleInForce),
			"text":      value.Text(numbered(doc.articles)),
			"posted_at": value.Text(doc.postedAt),
			"posted":    doc.posted.Value(),
		}))
	}
	return out
}

// numbered writes articles one a line: 一、… 二、…
func numbered(articles []string) string {
	numbers := []rune("一二三四五六七八九十")
	var lines []string
	for i, a := range articles {
		lines = append(lines, string(numbers[i])+"、"+a)
	}
	return strings.Join(lines, "\n")
}
