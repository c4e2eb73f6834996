package demo

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// gathering is a type of meeting and when branches hold it.
type gathering struct {
	kind    string
	months  []int // of the year; nil: every month
	days    [2]int
	place   string
	leaders bool     // of the committee, not of all members
	share   [2]int   // per cent of those who should come
	topics  []string // taken in turn
	decides string   // what is resolved; "" if nothing is
}

// gatherings are the meetings of members that branches hold by rule (三会一课).
func gatherings() []gathering {
	return []gathering{
		{ledger.MeetingCommittee, nil, [2]int{2, 7}, "社区办公室", true, [2]int{67, 100},
			strings.Fields("研究本月支部工作安排 研究发展党员工作 分析党员思想状况 研究社区服务站工作 研究困难群众帮扶 研究制度上墙和公开"), "按会议确定的分工抓好落实,下月例会通报"},
		{ledger.MeetingGroup, nil, [2]int{8, 13}, "社区学习活动室", false, [2]int{82, 96},
			strings.Fields("学习党章 交流思想和联系户情况 讨论本月志愿服务 学习上级文件 讨论积极分子培养"), ""},
		{ledger.MeetingPartyDay, nil, [2]int{14, 19}, "社区广场", false, [2]int{80, 95},
			strings.Fields("清洁家园 走访联系户 政策宣讲 便民服务 重温入党誓词 帮扶困难家庭"), ""},
		{ledger.MeetingBranch, []int{3, 6, 9, 12}, [2]int{21, 27}, "社区学习活动室", false, [2]int{84, 97},
			strings.Fields("听取支委会工作报告 讨论接收预备党员 讨论社区服务计划 通报党费收缴情况"), "到会党员一致同意支委会的报告和安排"},
		{ledger.MeetingLecture, []int{3, 6, 8, 11}, [2]int{20, 26}, "社区学习活动室", false, [2]int{80, 94},
			strings.Fields("党的十六大精神 党员的权利和义务 怎样做好群众工作 社区党建知识"), ""},
		{"民主生活会", []int{1}, [2]int{15, 24}, "社区办公室", true, [2]int{100, 100}, strings.Fields("开展批评和自我批评"), "按查找的问题制定整改措施"},
		{ledger.MeetingLife, []int{7, 12}, [2]int{20, 25}, "社区学习活动室", false, [2]int{82, 95}, strings.Fields("对照党员标准查找不足"), ""},
		{ledger.MeetingReview, []int{7, 12}, [2]int{26, 30}, "社区学习活动室", false, [2]int{85, 97}, strings.Fields("评议党员"), "评议结果报镇党委"},
	}
}

// missed says which meetings were not held: the community, the type and the month. Overviews have something to find.
func missed() map[string]bool {
	return map[string]bool{
		"城西 支委会 2003-05": true, "城西 支委会 2003-08": true, "城西 党小组会 2003-05": true,
		"福船岭 支部党员大会 2003-06": true, "福船岭 支委会 2003-06": true, "福船岭 主题党日 2003-04": true,
	}
}

func (t *town) meetingRecords() []catalog.Record {
	m := minutes{town: t, dice: newDice("meeting")}
	for home, c := range communities() {
		m.sit(home)
		m.founding(home)
		for i := range loggedMonths {
			month := firstMonth().AddMonths(i)
			if c.founded.Compare(month.Last()) > 0 {
				continue
			}
			for _, g := range gatherings() {
				if len(g.months) > 0 && !slices.Contains(g.months, month.Month) || missed()[fmt.Sprint(c.name, " ", g.kind, " ", month)] {
					continue
				}
				m.hold(g, month, i)
			}
			m.residents(month)
			m.liaison(month)
		}
	}
	return m.records()
}

// minutes are the meetings of the office while they are written.
type minutes struct {
	*town
	dice
	home      int
	members   []catalog.Record // of the branch
	committee []catalog.Record // its 支委会, the secretary first
	all       []map[string]value.Value
}

// committeeSeats is how many members a branch's committee has.
const committeeSeats = 3

// sit seats the committee of a community's branch: the cadres with a post in it, and a member of long standing.
func (m *minutes) sit(home int) {
	m.home, m.members, m.committee = home, m.branch(home), nil
	for _, c := range m.cadres {
		if r, ok := m.onRoster(c); ok && c.community == home && c.partyPost != "" {
			m.committee = append(m.committee, r)
		}
	}
	for _, r := range m.members {
		if len(m.committee) == committeeSeats {
			break
		}
		if r.Get("class").Canonical() == "离退休党员" && isFull(r, communities()[home].founded) {
			m.committee = append(m.committee, r)
		}
	}
}

// onDay returns a day of a month between two days, not before the branch was founded.
func (m *minutes) onDay(month value.Date, days [2]int) value.Date {
	founded := communities()[m.home].founded
	first := value.Date{Year: month.Year, Month: month.Month, Day: days[0]}
	last := value.Date{Year: month.Year, Month: month.Month, Day: days[1]}
	if first.Compare(founded) <= 0 {
		first = after(founded, 1)
		last = month.Last()
		if max := after(founded, 8); max.Compare(last) < 0 {
			last = max
		}
	}
	return m.day(first, last)
}

func (m *minutes) hold(g gathering, month value.Date, turn int) {
	day := m.onDay(month, g.days)
	topic := g.topics[turn%len(g.topics)]
	people := m.committee
	if !g.leaders {
		people = m.eligible(day)
	}
	attended := max(min(len(people), 2), len(people)*m.between(g.share[0], g.share[1])/100)
	f := m.entry(g.kind, day, topic)
	m.attendance(f, people, attended)
	f["place"] = value.Text(g.place)
	f["content"] = value.Text(fmt.Sprintf("%s。会议由%s主持,围绕「%s」学习讨论,明确了责任人和时间。", communities()[m.home].name+"社区党支部召开"+g.kind, f["chair"].Canonical(), topic))
	f["resolutions"] = value.Text(g.decides)
	m.all = append(m.all, f)
}

// eligible returns those who can come on a day, the committee first.
func (m *minutes) eligible(day value.Date) []catalog.Record {
	out := slices.Clone(m.committee)
	for _, r := range m.members {
		if isHere(r, day) && !slices.ContainsFunc(out, func(o catalog.Record) bool { return o.ID == r.ID }) {
			out = append(out, r)
		}
	}
	return out
}

// entry returns what every meeting of the branch has.
func (m *minutes) entry(kind string, day value.Date, topic string) map[string]value.Value {
	recorder := m.committee[1]
	f := map[string]value.Value{
		"org":       value.Text(m.orgIDs[m.home]),
		"type":      value.Text(kind),
		"title":     value.Text(communities()[m.home].name + "社区" + kind),
		"date":      day.Value(),
		"plan_date": day.Value(),
		"chair":     m.committee[0].Get("name"),
		"recorder":  recorder.Get("name"),
		"topic":     value.Text(topic),
	}
	if planned := after(day, -m.between(1, 3)); m.chance(15) && planned.Month == day.Month {
		f["plan_date"] = planned.Value()
	}
	return f
}

// attendance names those who came: the first two, who chair and write, and others by lot in their order on the roster.
func (m *minutes) attendance(f map[string]value.Value, people []catalog.Record, attended int) {
	absent := map[int]bool{}
	for _, i := range m.Perm(max(len(people)-2, 0))[:len(people)-attended] {
		absent[i+2] = true
	}
	var ids []string
	for i, r := range people {
		if !absent[i] {
			ids = append(ids, r.ID)
		}
	}
	leave := len(people) - attended
	if leave > 2 && m.chance(30) {
		leave--
	}
	f["should_attend"], f["attended"], f["on_leave"] = value.Int(int64(len(people))), value.Int(int64(attended)), value.Int(int64(leave))
	f["attendees"] = linkTo(ids...)
}

// founding is the meeting by which a branch came into being.
func (m *minutes) founding(home int) {
	c := communities()[home]
	people := m.eligible(c.founded)
	f := m.entry("换届选举大会", c.founded, "社区党支部成立暨选举第一届支部委员会")
	f["title"] = value.Text(c.name + "社区党支部成立大会")
	f["plan_date"] = c.founded.Value()
	f["place"] = value.Text("社区办公楼")
	f["present"] = value.Text(c.leader)
	f["agenda"] = value.Text("宣布批复\n通过选举办法\n投票选举\n新当选书记讲话")
	f["content"] = value.Text("宣读镇党委关于成立" + c.name + "社区党支部的批复,通过选举办法,以无记名投票选举支部委员会。")
	f["resolutions"] = value.Text("选举产生第一届支部委员会," + m.committee[0].Label() + "当选书记")
	m.attendance(f, people, len(people)*m.between(86, 96)/100)
	m.all = append(m.all, f)
}

// residents is the residents' assembly, which the director of the residents' committee chairs.
func (m *minutes) residents(month value.Date) {
	if month.Month != 1 && month.Month != 7 {
		return
	}
	c := communities()[m.home]
	should := c.households / 35
	f := m.entry("居民代表大会", m.onDay(month, [2]int{9, 25}), map[int]string{1: "听取居委会工作报告", 7: "讨论社区公益事业和财务公开"}[month.Month])
	f["chair"] = value.Text(m.holder(m.home, func(c cadre) bool { return c.committeePost == director }))
	f["recorder"] = value.Text(m.holder(m.home, func(c cadre) bool { return c.committeePost == "委员" }))
	f["place"] = value.Text("社区学习活动室")
	attended := should * m.between(78, 95) / 100
	f["should_attend"], f["attended"], f["on_leave"] = value.Int(int64(should)), value.Int(int64(attended)), value.Int(int64((should-attended)/2))
	f["content"] = value.Text("居委会报告工作和收支情况,代表发言并提出意见,居委会当场答复。")
	f["resolutions"] = value.Text("会议同意居委会的报告,收集的意见由居委会逐件办理并公布")
	m.all = append(m.all, f)
}

// liaison is the meeting of the units on the 社区党建工作联络委员会, which stand in one community.
func (m *minutes) liaison(month value.Date) {
	if m.home != partnerHome || month.Month != 12 && month.Month != 4 && month.Month != 8 {
		return
	}
	units := partners()
	var came []string
	for i, p := range units {
		if i == 0 || m.chance(85) {
			came = append(came, p.short+p.contact)
		}
	}
	f := m.entry("联络委员会会议", m.onDay(month, [2]int{10, 24}), map[int]string{12: "签订共建协议,商定资源共享", 4: "通报共建活动,商定上半年安排", 8: "通报场地开放情况,商定下半年活动"}[month.Month])
	f["place"] = value.Text("法院二楼会议室")
	f["should_attend"], f["attended"], f["on_leave"] = value.Int(int64(len(units)+committeeSeats)), value.Int(int64(len(came)+committeeSeats)), value.Int(int64(len(units)-len(came)))
	f["attendees"] = linkTo(m.committee[0].ID, m.committee[1].ID, m.committee[2].ID)
	f["present"] = value.Text(strings.Join(came, "、"))
	f["content"] = value.Text("各成员单位通报共建项目进展,商定场所开放时间和联合活动。")
	f["resolutions"] = value.Text("按商定的时间开放运动场所、教室和会议室,联合活动由社区党支部牵头")
	m.all = append(m.all, f)
}

// records returns the meetings in the order of their days.
func (m *minutes) records() []catalog.Record {
	slices.SortStableFunc(m.all, func(a, b map[string]value.Value) int {
		return strings.Compare(a["date"].Canonical(), b["date"].Canonical())
	})
	next := m.ids(entered())
	var out []catalog.Record
	for _, f := range m.all {
		out = append(out, m.record("meeting", next(), f))
	}
	return out
}
