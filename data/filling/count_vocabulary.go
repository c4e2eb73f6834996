package filling

import (
	"strings"

	"taizhang/data/tally"
)

// measureWords are the wordings of measures.
var measureWords = map[string]string{
	"members":             "党员 中共党员 共产党员 在册党员 实有党员 现有党员 党员总数 社区党员 乡镇社区党员 城市社区党员 党员队伍",
	"cadres":              "社区干部 干部 两委干部 两委成员 两委委员 两委班子成员 两委班子 社区两委 两委 社区工作者 班子成员 社区两委成员 社区两委干部 社区工作人员",
	"branch_committee":    "支部委员 社区支部委员 党支部委员 支委 支委成员 支部委员会成员 支部班子成员 支委会成员 社区党支部委员",
	"secretaries":         "支部书记 党支部书记 社区党支部书记 社区支部书记 党组织书记 社区书记 书记",
	"residents_committee": "居委会委员 居委会成员 社区居委会成员 社区居委会委员 居民委员会委员 居民委员会成员 居委委员",
	"directors":           "居委会主任 社区居委会主任 居民委员会主任 社区主任 主任",
	"deputy_secretaries":  "支部副书记 党支部副书记 社区党支部副书记 社区支部副书记 党组织副书记 社区副书记 副书记",
	"deputy_directors":    "居委会副主任 社区居委会副主任 居民委员会副主任 社区副主任 副主任",
	"linked_households":   "联系户数 联系户 责任户数 联户数 包户数 联系居民户数 党员联系户数 党员联户数",
	"communities":         "社区数 社区个数 社区总数 社区居委会 居委会 居委会数 社区居民委员会 居民委员会",
	"branches":            "党支部 支部 党组织 社区党支部 社区党组织 基层党组织 基层党支部",
	"households":          "户数 居民户数 总户数 居民户 家庭户数",
	"population":          "人口 总人口 人口数 人口总数 居民人数 居民总数 常住人口 居民人口 辖区人口",
	"partners":            "驻区单位 共建单位 驻社区单位 辖区单位 成员单位",
	"visit_money":         "慰问金 慰问款 慰问金额 慰问资金 发放慰问金",
	"dues_paid":           "实交党费 实缴党费 已交党费 已缴党费 实收党费 党费 交纳党费 缴纳党费 收缴党费 党费收缴",
	"dues_due":            "应交党费 应缴党费 应收党费",
	"dues_owed":           "欠交党费 欠缴党费",
	"meeting_attendance":  "到会",
	"venue_cost":          "投入资金 投资 建设资金",
	"patrols":             "巡逻次数 治安巡逻次数 开展巡逻次数 巡逻",
	"income":              "集体收入 集体经济收入 总收入 收入合计 收入 集体经济总收入",
	"spending":            "集体支出 集体经济支出 总支出 支出合计 支出",
	"balance":             "结余 收支结余",
	"change_1":            "上年底党员 上年末党员 上年底实有党员 上期末党员 期初党员 上年党员 上年底党员总数",
	"change_2":            "增加 本年增加 增加合计 党员增加 增加党员 本期增加",
	"change_3":            "发展党员 新发展党员 本年发展党员 发展新党员 吸收党员",
	"change_5":            "恢复党籍",
	"change_7":            "转入组织关系 组织关系转入 转入党员 党员转入",
	"change_9":            "减少 本年减少 减少合计 党员减少 减少党员 本期减少",
	"change_10":           "出党",
	"change_11":           "停止党籍",
	"change_12":           "死亡 去世 死亡党员",
	"change_13":           "转出组织关系 组织关系转出 转出党员 党员转出",
	"change_15":           "本期末应有党员 应有党员 期末应有党员 年末应有党员",
	"change_16":           "本期末实有党员 期末实有党员 年末实有党员 本年底党员 本年末党员 本期末党员 期末党员 年底实有党员",
	"change_17":           "差数",
}

// notKept are words for what no ledger keeps, although it sounds near to what one does.
var notKept = map[string]string{
	"志愿者": "志愿者没有台账(只有志愿服务的活动)", "注册志愿者": "志愿者没有台账(只有志愿服务的活动)", "志愿者队伍": "志愿者没有台账(只有志愿服务的活动)", "志愿服务队": "志愿服务队没有台账(只有志愿服务的活动)",
	"志愿服务队伍": "志愿服务队没有台账(只有志愿服务的活动)",
}

// ordinaryWords are for members of a committee who neither lead it nor are deputies.
const ordinaryWords = "委员 其他委员 一般委员 普通委员"

// topicWords are the wordings of topics of which the unit says what is counted.
var topicWords = map[string]string{
	"visit":     "走访慰问 慰问 走访 慰问对象 走访慰问对象",
	"service":   "社区服务 服务 便民服务 服务居民 服务群众 为民服务 服务项目",
	"activity":  "活动 共建活动 共驻共建活动 开展活动 共驻共建",
	"course":    "教育培训 培训 党员教育培训 参训 培训班 举办培训 培训班类型 党员培训",
	"publicity": "宣传 宣传活动 科普宣传 宣传形式 宣传工作",
	"meeting":   "三会一课 会议 组织生活 召开会议 支部会议",
	"rule":      "制度 规章制度 建立制度",
	"venue":     "场所设施 活动场所 场所 设施 阵地 活动阵地 场地",
	"issue":     "社区问题 存在问题 问题 民情诉求 诉求 群众诉求 居民诉求 反映问题",
	"plan":      "工作计划 工作任务 任务 计划",
	"safety":    "综治 综治工作 社会治安综合治理",
	"health":    "卫生健康 卫生工作 卫生健康工作",
	"transfer":  "组织关系转接 转接组织关系 组织关系 转接",
	"candidate": "发展党员对象 培养对象",
}

// filterWords are the wordings of those of whom numbers are wanted.
var filterWords = map[string]string{
	"sex=1":                    "男 男性",
	"sex=2":                    "女 女性 妇女",
	"ethnicity!=01":            "少数民族",
	"political_status=01":      "正式",
	"political_status=02":      "预备",
	"political_status=03":      "共青团员 团员",
	"political_status=13":      "群众 非党员 非中共党员",
	"post=residents_committee": "兼任居委会委员 兼任居委会成员 兼居委会委员 兼任居民委员会委员",
	"post=directors":           "兼任居委会主任 兼居委会主任 兼任居民委员会主任",
	"class=流动党员":               "流动",
	"lost=1":                   "失联",
	"stage=入党申请人":              "入党申请人 申请人 申请入党",
	"stage=入党积极分子":             "入党积极分子 积极分子",
	"stage=发展对象":               "发展对象",
}

// unitWords are the wordings of units.
var unitWords = map[string]units{
	"数": {}, "数量": {}, "总数": {}, "个数": {}, "个": {}, "件数": {}, "件": {}, "处": {}, "处数": {}, "项": {}, "项数": {}, "总量": {}, "份": {}, "条": {}, "家": {}, "家数": {}, "起": {}, "起数": {}, "间": {}, "间数": {}, "单位数": {},
	"人数": {of: tally.People}, "人": {of: tally.People}, "名": {of: tally.People}, "总人数": {of: tally.People},
	"次数": {of: tally.Times}, "次": {of: tally.Times}, "场次": {of: tally.Times}, "场": {of: tally.Times}, "期数": {of: tally.Times}, "期": {of: tally.Times}, "场数": {of: tally.Times},
	"人次": {of: tally.Attendance}, "人次数": {of: tally.Attendance}, "参加人数": {of: tally.Attendance}, "受教育人数": {of: tally.Attendance},
	"金额": {of: tally.Sum}, "元": {of: tally.Sum, scale: 1}, "万元": {of: tally.Sum, scale: 10000}, "千元": {of: tally.Sum, scale: 1000}, "款": {of: tally.Sum}, "资金": {of: tally.Sum},
}

// idleWords change nothing of what is counted.
var idleWords = strings.Fields("社区 情况 结构 分布 构成 年龄 年龄结构 年龄段 岁 周岁 学历 文化 文化程度 学历结构 教育程度 性别 民族 政治面貌 类别 人员类别 党员类别 分类 类型 指标 项目 名称 内容 单位 的 有 共 建有 共有 " +
	"本 现有 实有 全体 全部 登记 统计 开展 举办 召开 组织 累计 参加 参与 受益 接受 覆盖 发放 办理 人员 群众性 及 和 与 或 等 均 已 培养 矛盾纠纷 纠纷 工作 基本 具体 主要 队伍 建设 数据 层次 状况 身份 对象 在册 按 分 各 类 型 学历层次 党龄 含 其它情况 本年 本期 本年度 年度 全年 期末 年末 年底 ")

var totalWords = strings.Fields("合计 总计 小计 共计 累计合计 总 合 计 全镇合计 全镇 全乡 全部合计 社区合计")

// choiceFields are the fields of which values stand in headings: 老年人 under 走访慰问.
var choiceFields = map[string][]string{
	"member": {"class", "management", "flow"}, "cadre": {"chosen_by"}, "meeting": {"type"}, "activity": {"type"}, "course": {"school", "form"}, "publicity": {"form"}, "venue": {"type"},
	"service": {"item"}, "visit": {"category"}, "health": {"type"}, "safety": {"type"}, "issue": {"category", "state"}, "plan": {"category", "state"}, "partner": {"nature"},
	"transfer": {"direction", "state"}, "rule": {"state"},
}
