package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

func TestFixedFieldsOfWork(t *testing.T) {
	for kind, fields := range map[string]string{
		"course":    "date org school subject teacher hours audience count",
		"publicity": "date org form subject count",
		"safety":    "org note", "health": "org note", "issue": "org note", "plan": "org note", "economy": "org note",
	} {
		for _, key := range strings.Fields(fields) {
			if ledger.Kind(kind).Field(key) == nil {
				t.Errorf("%s has no field %s", kind, key)
			}
		}
	}
}

// TestHeadingsOfWork holds the columns of DOMAIN.md §2 for the ledgers of work, and the second layouts of the rosters.
func TestHeadingsOfWork(t *testing.T) {
	for kind, headings := range map[string]string{
		"course":  "姓名 时任单位及职务 参训人员身份 年度 主办方 培训班类型 培训班名称 培训形式 开始 结束 学时 地点 成绩 备注",
		"cadre":   "第一学历 最高学历 任职情况 岗位 岗级 是否退休 是否辞职 辞职日期",
		"member":  "是否自主择业 组织关系落实时间",
		"org":     "选举年份 届次 选民总数 登记选民",
		"service": "服务类型 名称 服务内容 主管单位 服务方式 负责人 是否全天服务 服务地点 服务人员数",
		"visit":   "姓名 性别 年龄 家庭人口 困难类型 困难原因 住址 慰问金(元) 慰问品 慰问时间 签收",
	} {
		owner := map[string]string{}
		for _, heading := range strings.Fields(headings) {
			i := slices.IndexFunc(ledger.Kind(kind).Fields, func(f catalog.Field) bool { return f.Title == heading || slices.Contains(f.Aliases, heading) })
			if i < 0 {
				t.Errorf("%s doesn't know the heading %s", kind, heading)
				continue
			}
			key := ledger.Kind(kind).Fields[i].Key
			if owner[key] != "" && key != "education" {
				t.Errorf("%s: %s and %s stand in one sheet and are one field", kind, owner[key], heading)
			}
			owner[key] = heading
		}
	}
}

func TestRulesOfWork(t *testing.T) {
	for _, test := range []struct {
		name  string
		kind  *catalog.Kind
		pairs string
		want  string
	}{
		{"nothing is known", ledger.Course, "", ""},
		{"a session of one day", ledger.Course, "date=2003-09-30 end=2003-09-30 year=2003", ""},
		{"a session that ends the day before", ledger.Course, "date=2003-09-30 end=2003-09-29", "end end_early"},
		{"a session that ends in its month", ledger.Course, "date=2003-09-20 end=2003-09", ""},
		{"a session of tomorrow", ledger.Course, "date=2003-10-01", "date date_future"},
		{"a session of another year", ledger.Course, "date=2003-09 year=2002", "year year_mismatch 2003"},
		{"a session of no known day", ledger.Course, "year=2002", ""},
		{"fewer than nobody", ledger.Course, "count=-1", "count count_negative"},

		{"leaflets", ledger.Publicity, "date=2003-09-30 form=宣传资料 count=0", ""},
		{"fewer leaflets than none", ledger.Publicity, "count=-1", "count count_negative"},

		{"a police room", ledger.Safety, "type=警务室 officer=张三", ""},
		{"a whole chain", ledger.Safety, "type=责任捆绑 liaison=张三 cadre=c1 group_leader=李四 member=m1 households=0", ""},
		{"a chain without a member", ledger.Safety, "type=责任捆绑 liaison=张三 cadre=c1 group_leader=李四", "member chain_gap"},
		{"a member who can't be found is named", ledger.Safety, "type=责任捆绑 liaison=张三 cadre=c1 group_leader=李四 member=?王五", ""},
		{"an empty chain", ledger.Safety, "type=责任捆绑", "liaison chain_gap,cadre chain_gap,group_leader chain_gap,member chain_gap"},
		{"fewer households than none", ledger.Safety, "households=-1", "households households_negative"},
		{"a patrol of tomorrow", ledger.Safety, "type=巡逻 date=2003-10-01", "date date_future"},

		{"a meeting today", ledger.Health, "date=2003-09-30 type=动员大会", ""},
		{"a meeting next month", ledger.Health, "date=2003-10", "date date_future"},

		{"an open issue", ledger.Issue, "what=没有电话 state=未解决 found=2003-03-20 due=2003-03-20", ""},
		{"due before it was found", ledger.Issue, "found=2003-03-20 due=2003-03-19", "due due_early"},
		{"due in the month it was found", ledger.Issue, "found=2003-03-20 due=2003-03", ""},
		{"solved before it was found", ledger.Issue, "found=2003-03-20 solved=2003-03-19 state=已解决", "solved solved_early"},
		{"solved and open", ledger.Issue, "solved=2003-03-19 state=处理中", "state solved_state 已解决"},
		{"solved without a state", ledger.Issue, "solved=2003-03-19", "state solved_state 已解决"},
		{"solved with a state that can't be read", ledger.Issue, "solved=2003-03-19 state=?差不多", ""},

		{"a task", ledger.Plan, "start=2003-09-01 due=2004-06-30 progress=0 state=未开始", ""},
		{"a task due before its start", ledger.Plan, "start=2003-09-01 due=2003-08-31", "due due_early"},
		{"a task finished before its start", ledger.Plan, "start=2003-09-01 finished=2003-08", "finished finished_early"},
		{"all of it", ledger.Plan, "progress=100 state=已完成", ""},
		{"more than all of it", ledger.Plan, "progress=101 state=已完成", "progress progress_range"},
		{"less than nothing", ledger.Plan, "progress=-1", "progress progress_range"},
		{"finished at 99", ledger.Plan, "progress=99 state=已完成", "progress progress_state"},
		{"begun that has not begun", ledger.Plan, "progress=1 state=未开始", "progress progress_state"},
		{"put off half way", ledger.Plan, "progress=50 state=推迟", ""},

		{"what adds up", ledger.Economy, "date=2003 rent=100 subsidy=250 income=350 spending=200", ""},
		{"what doesn't", ledger.Economy, "date=2003 rent=100 subsidy=250 income=351", "income income_sum 350"},
		{"no total", ledger.Economy, "date=2003 rent=100 subsidy=250", "income income_sum 350"},
		{"a total that can't be read", ledger.Economy, "date=2003 rent=100 income=?许多", ""},
		{"a total without sources", ledger.Economy, "date=2003 income=350", ""},
		{"earned less than nothing", ledger.Economy, "rent=-1 income=-1", "rent money_negative,income money_negative"},
		{"spent less than nothing", ledger.Economy, "spending=-5", "spending money_negative"},
		{"the present year", ledger.Economy, "date=2003", ""},
		{"the next year", ledger.Economy, "date=2004", "date date_future"},

		{"an election", ledger.Org, "voters=100 registered=100 voted=100", ""},
		{"more registered than voters", ledger.Org, "voters=100 registered=101 voted=90", "registered election_sum"},
		{"more votes than registered", ledger.Org, "voters=200 registered=100 voted=101", "voted election_sum"},
		{"nobody registered", ledger.Org, "voters=200 voted=101", ""},

		{"a day of resignation", ledger.Cadre, "resigned_on=2003-05", ""},
		{"who resigned", ledger.Cadre, "resigned_on=2003-05 resigned=1", ""},
		{"who resigned and did not", ledger.Cadre, "resigned_on=2003-05 resigned=0", "resigned resigned 1"},
	} {
		if got := strings.Join(problems(record(test.kind, test.pairs), asof), ","); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDerivedOfWork(t *testing.T) {
	for _, test := range []struct {
		name, field string
		kind        *catalog.Kind
		pairs       string
		want        string
	}{
		{"an exhibition", "measure", ledger.Publicity, "form=科普展览", "场"},
		{"a wall paper", "measure", ledger.Publicity, "form=墙报专栏", "期"},
		{"leaflets", "measure", ledger.Publicity, "form=宣传资料", "份"},
		{"a form that can't be read", "measure", ledger.Publicity, "form=?气球", ""},
		{"another form", "measure", ledger.Publicity, "form=其他", "次"},

		{"due today", "overdue", ledger.Issue, "due=2003-09-30", "0"},
		{"due yesterday", "overdue", ledger.Issue, "due=2003-09-29", "1"},
		{"due this month", "overdue", ledger.Issue, "due=2003-09", "0"},
		{"due last month", "overdue", ledger.Issue, "due=2003-08 state=处理中", "1"},
		{"solved late", "overdue", ledger.Issue, "due=2003-08 state=已解决", "0"},
		{"due some day", "overdue", ledger.Issue, "state=未解决", ""},
		{"a task due yesterday", "overdue", ledger.Plan, "due=2003-09-29 progress=90", "1"},
		{"a task done", "overdue", ledger.Plan, "due=2003-09-29 state=已完成", "0"},
		{"a task put off", "overdue", ledger.Plan, "due=2003-09-29 state=推迟", "1"},

		{"what is left", "balance", ledger.Economy, "rent=100 income=350 spending=200", "150"},
		{"what is left of the sources", "balance", ledger.Economy, "rent=100 other=50 spending=200", "-50"},
		{"nothing earned", "balance", ledger.Economy, "spending=200", "-200"},
		{"nothing known", "balance", ledger.Economy, "date=2003", ""},

		{"all voted", "turnout", ledger.Org, "registered=3 voted=3", "100"},
		{"two of three", "turnout", ledger.Org, "registered=3 voted=2", "67"},
		{"nobody registered", "turnout", ledger.Org, "registered=0 voted=0", ""},

		{"committees", "committees", ledger.Cadre, "in_charge_of=全面工作、治保、计划生育", "治安调解、人口与计生"},
		{"a women's officer", "committees", ledger.Cadre, "in_charge_of=妇联工作", "妇女儿童"},
		{"no committee", "committees", ledger.Cadre, "in_charge_of=全面工作", ""},

		{"a member of a branch", "managed", ledger.Member, "org=o1", "1"},
		{"a member of none", "managed", ledger.Member, "name=张三", "0"},
		{"a member of a branch that can't be found", "managed", ledger.Member, "org=?东门", "0"},
		{"a member whom the branch doesn't manage", "managed", ledger.Member, "org=o1 management=未纳入管理", "0"},
		{"who left the party", "managed", ledger.Member, "state=出党", ""},
		{"who is no member for now", "managed", ledger.Member, "org=o1 state=停止党籍", ""},
		{"who is one again", "managed", ledger.Member, "org=o1 state=恢复党籍", "1"},
	} {
		r := record(test.kind, test.pairs)
		if got := r.On(test.kind.Field(test.field), asof).Canonical(); got != test.want {
			t.Errorf("%s %s: %q, want %q", test.field, test.name, got, test.want)
		}
	}
}

// TestWordingsOfWork: a question mark stands before what is a guess; "-" is what can't be read.
func TestWordingsOfWork(t *testing.T) {
	for _, test := range []struct {
		field string
		want  map[string]string
	}{
		{"course.school", map[string]string{"党校": "社区党校", "市民学校": "社区文明市民学校", "家长学校": "社区家长学校", "北门社区党校": "?社区党校", "北门家长学校": "?社区家长学校", "夜校": "-"}},
		{"course.form", map[string]string{"专题讲座": "集中授课", "网络学习": "电化教育", "远程视频": "?电化教育", "自学": "-"}},
		{"publicity.form", map[string]string{"墙报（专栏）": "墙报专栏", "黑板报": "墙报专栏", "传单": "宣传资料", "科技图片展": "?科普展览", "悬挂横幅": "横幅标语", "文艺演出": "-"}},
		{"safety.type", map[string]string{"联防队": "治安联防队", "夜间巡逻": "巡逻", "北门警务室": "?警务室", "治安巡逻队": "治安联防队", "法制教育": "?普法", "消防": "-"}},
		{"health.type", map[string]string{"动员会": "动员大会", "计生": "计划生育", "预防非典": "?疾病预防", "非典防控动员大会": "?动员大会", "健康体检": "?医疗保健", "舞会": "-"}},
		{"issue.state", map[string]string{"是": "已解决", "否": "未解决", "整改中": "处理中", "再说": "-"}},
		{"plan.state", map[string]string{"正在进行": "进行中", "延期": "推迟", "完成": "已完成", "未启动": "未开始"}},
		{"plan.category", map[string]string{"办公用房": "办公楼", "党员活动室": "学习活动室", "新建办公楼三栋": "?办公楼", "发展党员5名": "?发展党员"}},
		{"member.management", map[string]string{"双管": "双重管理", "动态": "动态管理", "无人管理": "未纳入管理"}},
		{"member.flow", map[string]string{"流出（省外）": "流出省外", "流入省内": "流入省内", "出国": "-"}},
	} {
		typ := choices()[test.field]
		for word, want := range test.want {
			v, p := typ.Parse(catalog.TextCell(word))
			got := v.Canonical()
			switch {
			case v.IsUnread():
				got = "-"
			case p != nil:
				got = "?" + got
			}
			if got != want {
				t.Errorf("%s: %s is read as %q, want %q", test.field, word, got, want)
			}
		}
	}
}

func TestLabelsOfWork(t *testing.T) {
	for want, r := range map[string]catalog.Record{
		"2003年5月12日 公民道德":    record(ledger.Course, "date=2003-05-12 subject=公民道德"),
		"张三 2003年5月 公民道德":    record(ledger.Course, "date=2003-05 subject=公民道德 name=张三"),
		"警务室 北门警务室":          record(ledger.Safety, "type=警务室 subject=北门警务室"),
		"2003年5月1日 巡逻 北门联防队": record(ledger.Safety, "type=巡逻 date=2003-05-01 team=北门联防队"),
		"2003年收支":            record(ledger.Economy, "date=2003"),
		"没有电话":               record(ledger.Issue, "what=没有电话"),
	} {
		if got := r.Label(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestSheetsOfPersons: a course's record with a name is one person's attendance.
func TestSheetsOfPersons(t *testing.T) {
	if !ledger.IsSession(record(ledger.Course, "subject=公民道德")) || ledger.IsSession(record(ledger.Course, "subject=公民道德 name=张三")) {
		t.Error("sessions and persons are confused")
	}
	if got := ledger.CommitteesIn("社会保障、社区服务、治安调解、文体科教、环境卫生、人口与计生、妇女儿童"); len(got) != 7 {
		t.Errorf("committees: %v", got)
	}
	if v := ledger.Economy.Field("balance").Derive(record(ledger.Economy, "income=10050 spending=25"), value.Date{}); ledger.Economy.Field("balance").Type.Format(v) != "100.25" {
		t.Errorf("balance: %v", v)
	}
}
