package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Meeting is a meeting of a branch or a residents' committee: 三会一课 and its kin.
var Meeting = catalog.New(catalog.Kind{
	Key: "meeting", Title: "三会一课", Unit: "次",
	Describe: logLabel("type"),
	Aliases:  []string{"三会一课", "会议记录", "会议登记", "会议台账", "组织生活", "支部会议", "会议"},
	Groups:   []string{groupBasic, "到会", "议题与决议", groupOther},
	Fields: []catalog.Field{
		branchField("社区名称", "所在社区", "单位", "单位名称", "召开单位"),
		{Key: "type", Title: "会议类型", Type: MeetingType, Required: true, Width: 26, Group: groupBasic, Search: true, Aliases: []string{"类型", "会议类别", "会议种类", "组织生活类型", "会议形式"}},
		{Key: "title", Title: "会议名称", Type: catalog.Text{}, Width: 36, Group: groupBasic, Search: true, Aliases: []string{"名称"}},
		{Key: "plan_date", Title: "计划会议时间", Type: catalog.Date{}, Width: 24, Group: groupBasic, Aliases: []string{"计划时间", "计划召开时间", "计划日期"}},
		{Key: "date", Title: "会议时间", Type: catalog.Date{}, Width: 26, Group: groupBasic, Hint: "2003-05-12",
			Aliases: []string{"实际会议时间", "召开时间", "会议日期", "召开日期", "实际时间", "实际召开时间", "开会时间", "日期", "时间"}},
		{Key: "place", Title: "会议地点", Type: catalog.Text{}, Width: 34, Group: groupBasic, Aliases: []string{"地点", "召开地点"}},
		{Key: "chair", Title: "主持人", Type: catalog.PersonName{}, Width: 18, Group: groupBasic, Search: true, Aliases: []string{"会议主持人", "主持", "主持者"}},
		{Key: "recorder", Title: "记录人", Type: catalog.PersonName{}, Width: 18, Group: groupBasic, Search: true, Aliases: []string{"会议记录人", "记录", "记录员", "记录者"}},
		headsField("should_attend", "应到人数", "应到", "应参加人数", "应到会人数", "应到党员数", "应参会人数"),
		headsField("attended", "实到人数", "实到", "参加人数", "到会人数", "实际参加人数", "出席人数", "出席", "实到党员数", "实参会人数", "参会人数", "参会党员数"),
		headsField("on_leave", "请假人数", "请假", "缺席人数", "缺席", "未到人数"),
		{Key: "rate", Title: "出席率", Type: catalog.Percent{}, Width: 16, Group: "到会", Derive: attendanceRate, Aliases: []string{"到会率", "参会率"}},
		{Key: "attendees", Title: "到会人员", Type: catalog.Refs{Ref: toMember}, Width: 50, Group: "到会", Search: true, Aliases: []string{"参会人员", "参加人员", "出席人员", "到会党员"}},
		{Key: "present", Title: "列席人员", Type: catalog.Text{}, Width: 30, Group: "到会", Aliases: []string{"列席", "列席领导"}},
		{Key: "topic", Title: "会议议题", Type: catalog.Text{}, Width: 56, Group: "议题与决议", Search: true, Aliases: []string{"议题", "会议主题", "主题", "会议议程"}},
		{Key: "agenda", Title: "议程", Type: catalog.Text{Lines: 4}, Width: 40, Group: "议题与决议", Aliases: []string{"会议程序"}},
		{Key: "content", Title: "会议内容", Type: catalog.Text{Lines: 12}, Width: 60, Group: "议题与决议", Aliases: []string{"内容", "会议记录", "主要内容", "会议纪要", "会议情况"}},
		{Key: "resolutions", Title: "会议决议", Type: catalog.Text{Lines: 6}, Width: 50, Group: "议题与决议", Aliases: []string{"决议", "会议决定", "决定事项", "形成决议", "决议事项", "决定"}},
		picturesField("会议照片", "签到表扫描件"),
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"date", "org", "type", "topic"}, Sure: true}, {Fields: []string{"date", "org", "type"}}},
	Rules: []catalog.Rule{meetingIsDated, notInFuture("date"), notBelowZero("should_attend", "attended", "on_leave"), attendanceAddsUp, attendeesCounted,
		quorumReached},
	Views: []catalog.View{
		{
			Name: "登记表", Title: "%s三会一课登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "type"}, {Field: "topic"}, {Field: "place"}, {Field: "chair"}, {Field: "recorder"},
				{Field: "should_attend", Sum: true}, {Field: "attended", Sum: true}, {Field: "on_leave", Sum: true}, {Field: "rate"}, {Field: "note"},
			},
		},
		{
			Name: "会议记录", Title: "%s会议记录", Sort: []string{"date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org", Heading: "所在党支部"}, {Field: "type"}, {Field: "chair"}, {Field: "recorder"}, {Field: "title"},
				{Field: "plan_date"}, {Field: "date", Heading: "实际会议时间"}, {Field: "place"}, {Field: "should_attend"}, {Field: "attended"}, {Field: "on_leave"},
				{Field: "present"}, {Field: "topic"}, {Field: "content"}, {Field: "resolutions"},
			},
		},
	},
})

// headsField is a number of people at a meeting.
func headsField(key, title string, aliases ...string) catalog.Field {
	return catalog.Field{Key: key, Title: title, Type: catalog.Int{Unit: "人"}, Width: 14, Group: "到会", Aliases: aliases}
}

// The types of meeting that rules and tallies name.
const (
	MeetingBranch    = "支部党员大会"
	MeetingCommittee = "支委会"
	MeetingGroup     = "党小组会"
	MeetingLecture   = "党课"
	MeetingPartyDay  = "主题党日"
	MeetingLife      = "组织生活会"
	MeetingReview    = "民主评议"
	meetingResidents = "居民代表大会"
	meetingElection  = "换届选举大会"
)

// MeetingType lists the meetings that branches and residents' committees hold.
var MeetingType = catalog.NewChoice(
	catalog.Choice{Code: MeetingBranch, Title: "支部党员大会", Aliases: []string{"党员大会", "支部大会", "党员会议", "全体党员大会", "党员会"}},
	catalog.Choice{Code: MeetingCommittee, Title: "支委会", Aliases: []string{"支部委员会", "支部委员会会议", "支委会议", "支部委员会议", "支委会会议"}},
	catalog.Choice{Code: MeetingGroup, Title: "党小组会", Aliases: []string{"党小组会议", "小组会"}},
	catalog.Choice{Code: MeetingLecture, Title: "党课", Aliases: []string{"上党课", "支部党课"}},
	catalog.Choice{Code: MeetingPartyDay, Title: "主题党日", Aliases: []string{"主题党日活动", "党日活动", "支部主题党日"}},
	catalog.Choice{Code: "民主生活会", Title: "民主生活会", Aliases: []string{"班子民主生活会", "领导班子民主生活会"}},
	catalog.Choice{Code: MeetingLife, Title: "组织生活会", Aliases: []string{"支部组织生活会", "专题组织生活会"}},
	catalog.Choice{Code: MeetingReview, Title: "民主评议", Aliases: []string{"民主评议党员", "党员民主评议", "评议党员"}},
	catalog.Choice{Code: meetingResidents, Title: "居民代表大会", Aliases: []string{"居民代表会议", "居民会议", "居民大会"}},
	catalog.Choice{Code: "动员大会", Title: "动员大会", Aliases: []string{"动员会", "动员部署会"}},
	catalog.Choice{Code: "联络委员会会议", Title: "联络委员会会议", Aliases: []string{"联络委员会例会", "党建联席会议", "联席会议", "党建工作联络委员会会议"}},
	catalog.Choice{Code: meetingElection, Title: "换届选举大会", Aliases: []string{"换届选举", "选举大会", "换届大会", "选举会议"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它", "其他会议"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{
		{"选举", meetingElection}, {"换届", meetingElection}, {"动员", "动员大会"}, {"联络委员", "联络委员会会议"}, {"联席", "联络委员会会议"}, {"居民代表", meetingResidents},
		{"民主生活", "民主生活会"}, {"组织生活", MeetingLife}, {"评议", MeetingReview}, {"党日", MeetingPartyDay}, {"党课", MeetingLecture}, {"小组", MeetingGroup},
		{"支委", MeetingCommittee}, {"支部委员", MeetingCommittee}, {"党员大会", MeetingBranch}, {"支部大会", MeetingBranch},
	})
})

// MeetingDuty says how often a branch must hold a type of meeting.
type MeetingDuty struct {
	Type   string // code of MeetingType
	Months int    // once in so many months of the calendar: 1, 3 for a quarter, 12 for a year
}

// MeetingDuties returns what every branch must hold (中国共产党支部工作条例(试行), 2018, 第十一条 to 第十六条).
func MeetingDuties() []MeetingDuty {
	return []MeetingDuty{{MeetingBranch, 3}, {MeetingCommittee, 1}, {MeetingGroup, 1}, {MeetingPartyDay, 1}, {MeetingLife, 12}, {MeetingReview, 12}}
}

// MeetingsFrom returns the first day from which an office knows which meetings were held: that of the month of the first
// meeting that its ledger has. What was held before stands in no ledger, and nothing of it is missing. It is called with each
// meeting and what it has returned for those before, zero at first.
func MeetingsFrom(known value.Date, meeting catalog.Record) value.Date {
	held := meeting.Date("date").First()
	if held.IsZero() || !known.IsZero() && known.Compare(held) <= 0 {
		return known
	}
	held.Day = 1
	return held
}

// attendanceRate is who came of those who should, in whole per cent, rounded down: 99.5 % is not everybody.
func attendanceRate(r catalog.Record, _ value.Date) value.Value {
	should, ok := r.Get("should_attend").Int()
	attended, known := r.Get("attended").Int()
	if !ok || !known || should <= 0 || attended < 0 || attended > should {
		return value.Value{}
	}
	return value.Int(attended * 100 / should)
}

// meetingIsDated checks that a meeting was held or is planned on some day.
func meetingIsDated(r catalog.Record, _ value.Date) []catalog.Problem {
	if !r.Get("date").IsEmpty() || !r.Get("plan_date").IsEmpty() || r.Get("type").IsEmpty() {
		return nil
	}
	return []catalog.Problem{doubt("meeting_undated", "date", "没有会议时间,也没有计划会议时间")}
}

// attendanceAddsUp checks who came and who was on leave against those who should come.
func attendanceAddsUp(r catalog.Record, _ value.Date) []catalog.Problem {
	should, ok := r.Get("should_attend").Int()
	attended, known := r.Get("attended").Int()
	leave, _ := r.Get("on_leave").Int()
	switch {
	case !ok || !known:
		return nil
	case attended > should:
		return []catalog.Problem{doubt("attended_more", "attended", "实到 %d 人多于应到 %d 人", attended, should)}
	case attended+leave > should:
		return []catalog.Problem{doubt("attendance_sum", "on_leave", "实到 %d 人加请假 %d 人多于应到 %d 人", attended, leave, should)}
	}
	return nil
}

// attendeesCounted checks that no more people are named than came.
func attendeesCounted(r catalog.Record, _ value.Date) []catalog.Problem {
	attended, ok := r.Get("attended").Int()
	named := len(catalog.Refs{}.Links(r.Get("attendees")))
	if !ok || named == 0 || r.Get("attendees").IsUnread() || int64(named) <= attended {
		return nil
	}
	return []catalog.Problem{doubt("attendees_more", "attended", "到会人员列出 %d 人,多于实到 %d 人", named, attended)}
}

// quorumReached checks that more than half came where something was resolved or somebody elected.
func quorumReached(r catalog.Record, _ value.Date) []catalog.Problem {
	should, ok := r.Get("should_attend").Int()
	attended, known := r.Get("attended").Int()
	if !ok || !known || attended < 0 || attended*2 > should {
		return nil
	}
	switch r.Get("type").Canonical() {
	case MeetingBranch, MeetingCommittee, meetingResidents:
		if r.Get("resolutions").IsEmpty() {
			return nil
		}
	case meetingElection:
	default:
		return nil
	}
	return []catalog.Problem{doubt("quorum", "attended", "实到 %d 人不过应到 %d 人的半数,不能表决", attended, should)}
}
