package ledger

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Activity is something that a community does for and with its people and units. One that is planned in a venue books
// the venue.
var Activity = catalog.New(catalog.Kind{
	Key: "activity", Title: "活动", Unit: "次", Name: "title",
	Describe: activityLabel,
	Aliases:  []string{"共建活动", "活动登记", "活动台账", "活动开展情况", "文体活动", "志愿服务活动", "共驻共建活动", "场地预约", "活动"},
	Groups:   []string{groupBasic, "时间地点", "参加", groupOther},
	Fields: []catalog.Field{
		branchField("社区名称", "所在社区", "承办社区", "主办社区", "举办社区", "开展社区"),
		{Key: "title", Title: "活动名称", Type: catalog.Text{}, Width: 40, Group: groupBasic, Search: true, Aliases: []string{"名称", "活动主题", "主题", "活动项目", "活动题目"}},
		{Key: "type", Title: "活动类型", Type: ActivityType, Width: 24, Group: groupBasic, Search: true, Aliases: []string{"类型", "活动类别", "类别", "活动形式"}},
		{Key: "state", Title: "状态", Type: ActivityState, Width: 14, Group: groupBasic, Aliases: []string{"活动状态", "开展情况"}},
		{Key: "content", Title: "活动内容", Type: catalog.Text{Lines: 6}, Width: 50, Group: groupBasic, Search: true, Aliases: []string{"内容", "主要内容", "活动简介", "活动情况"}},
		{Key: "date", Title: "活动日期", Type: catalog.Date{}, Required: true, Until: "end_date", Width: 26, Group: "时间地点", Hint: "2003-05-12",
			Aliases: []string{"活动时间", "开始日期", "开始时间", "活动时间/起", "活动时间/开始", "日期", "时间", "预约日期", "起止时间", "起止日期", "活动起止时间"}},
		{Key: "end_date", Title: "结束日期", Type: catalog.Date{}, Width: 26, Group: "时间地点", Aliases: []string{"结束时间", "活动时间/止", "活动时间/结束", "截止日期"}},
		{Key: "start", Title: "开始时刻", Type: catalog.Clock{}, Width: 16, Group: "时间地点", Aliases: []string{"开始时间"}, Hint: "9:30"},
		{Key: "end", Title: "结束时刻", Type: catalog.Clock{}, Width: 16, Group: "时间地点", Aliases: []string{"结束时间"}, Hint: "11:00"},
		{Key: "venue", Title: "场地", Type: toVenue, Width: 30, Group: "时间地点", Aliases: []string{"活动场地", "使用场地", "预约场地"}},
		{Key: "place", Title: "地点", Type: catalog.Text{}, Width: 30, Group: "时间地点", Search: true, Aliases: []string{"活动地点"}},
		{Key: "organiser", Title: "主办单位", Type: catalog.Text{}, Width: 34, Group: "参加", Search: true, Aliases: []string{"组织单位", "举办单位", "牵头单位", "主办", "承办单位", "组织方"}},
		{Key: "leader", Title: "组织者", Type: catalog.Text{}, Width: 20, Group: "参加", Search: true, Aliases: []string{"负责人", "组织人", "活动负责人"}},
		{Key: "partners", Title: "参加单位", Type: catalog.Refs{Ref: toPartner}, Width: 50, Group: "参加", Search: true, Aliases: []string{"参与单位", "共建单位", "协办单位", "联办单位", "驻区单位"}},
		{Key: "count", Title: "参加人数", Type: catalog.Int{Unit: "人次"}, Width: 18, Group: "参加", Aliases: []string{"参加人次", "人数", "人次", "参与人数", "参与人次", "参加人员数", "参与人员数"}},
		picturesField("活动照片", "活动图片"),
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"date", "org", "title"}, Sure: true}, {Fields: []string{"date", "place", "content"}, Sure: true}, {Fields: []string{"date", "org", "type"}}},
	Rules:    []catalog.Rule{countPositive, datesFollow("activity_order", "date", "end_date"), activityTimes, activityHappened},
	Clash:    &catalog.Clash{Field: "venue", Find: bookedTwice},
	Views: []catalog.View{
		{
			Name: "登记表", Title: "%s社区活动登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "title"}, {Field: "type"}, {Field: "place"}, {Field: "organiser"},
				{Field: "partners"}, {Field: "count", Sum: true}, {Field: "state"}, {Field: "note"},
			},
		},
		{
			Name: "场地预约表", Title: "%s场地预约表", Sort: []string{"date", "start"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "venue"}, {Field: "date"}, {Field: "start"}, {Field: "end"}, {Field: "org"}, {Field: "title"},
				{Field: "leader"}, {Field: "count"}, {Field: "state"}, {Field: "note"},
			},
		},
	},
})

// The states of an activity that rules and tallies name. One without a state has been held once its day is past.
const (
	ActivityPlanned   = "计划"
	ActivityHeld      = "已办"
	ActivityCancelled = "取消"
)

// ActivityState is whether an activity is planned, held or called off.
var ActivityState = catalog.NewChoice(
	catalog.Choice{Code: ActivityPlanned, Title: "计划", Aliases: []string{"已计划", "计划中", "预约", "已预约", "待办", "未开展"}},
	catalog.Choice{Code: ActivityHeld, Title: "已办", Aliases: []string{"已开展", "已举办", "已完成", "完成", "已结束"}},
	catalog.Choice{Code: ActivityCancelled, Title: "取消", Aliases: []string{"已取消", "停办", "撤销"}},
)

// ActivityType lists what communities do.
var ActivityType = catalog.NewChoice(
	catalog.Choice{Code: "共驻共建", Title: "共驻共建", Aliases: []string{"共建活动", "共建"}},
	catalog.Choice{Code: "服务共建", Title: "服务共建"},
	catalog.Choice{Code: "治安共建", Title: "治安共建", Aliases: []string{"治安联防"}},
	catalog.Choice{Code: "文化共建", Title: "文化共建"},
	catalog.Choice{Code: "法律进社区", Title: "法律进社区", Aliases: []string{"普法", "普法宣传", "送法进社区", "法律宣传"}},
	catalog.Choice{Code: "志愿服务", Title: "志愿服务", Aliases: []string{"志愿者活动", "志愿活动", "志愿者服务"}},
	catalog.Choice{Code: "文体活动", Title: "文体活动", Aliases: []string{"文艺活动", "体育活动", "文娱活动", "文艺演出", "文化活动"}},
	catalog.Choice{Code: "读书", Title: "读书", Aliases: []string{"读书活动", "阅读", "读书会"}},
	catalog.Choice{Code: "棋牌球类比赛", Title: "棋牌球类比赛", Aliases: []string{"棋牌比赛", "球类比赛", "棋类比赛", "比赛", "体育比赛"}},
	catalog.Choice{Code: "公民道德宣传", Title: "公民道德宣传", Aliases: []string{"道德宣传", "公民道德"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{
		{"法律", "法律进社区"}, {"普法", "法律进社区"}, {"治安", "治安共建"}, {"志愿", "志愿服务"}, {"义务", "志愿服务"}, {"道德", "公民道德宣传"}, {"读书", "读书"},
		{"棋", "棋牌球类比赛"}, {"球", "棋牌球类比赛"}, {"文艺", "文体活动"}, {"晚会", "文体活动"}, {"体育", "文体活动"}, {"共建", "共驻共建"},
	})
})

// Booking is the time for which an activity needs a venue: on each day from First to Last, the minutes after midnight
// from From up to To.
type Booking struct {
	Venue       string // id
	First, Last value.Date
	From, To    int
}

// wholeDay is the end of a day in minutes after midnight.
const wholeDay = 24 * 60

// BookingOf returns the booking that an activity makes; ok is false if it needs no venue, is called off, or no day is
// known. Without a time it takes the whole day; without an end, the rest of it.
func BookingOf(r catalog.Record) (b Booking, ok bool) {
	venue, date := r.Get("venue"), r.Date("date")
	if venue.IsEmpty() || venue.IsUnread() || date.Precision() != value.FullDate || r.Get("state").Canonical() == ActivityCancelled {
		return Booking{}, false
	}
	b = Booking{Venue: venue.Canonical(), First: date, Last: date, To: wholeDay}
	if end := r.Date("end_date"); end.Precision() == value.FullDate && end.Compare(date) > 0 {
		b.Last = end
	}
	if from, ok := value.ParseClock(r.Get("start").Canonical()); ok {
		b.From = from
	}
	if to, ok := value.ParseClock(r.Get("end").Canonical()); ok && to > b.From {
		b.To = to
	}
	return b, true
}

// Overlaps reports whether two bookings want one venue at one time. One may begin when the other ends.
func (b Booking) Overlaps(o Booking) bool {
	return b.Venue == o.Venue && b.Venue != "" && b.First.Compare(o.Last) <= 0 && o.First.Compare(b.Last) <= 0 && b.From < o.To && o.From < b.To
}

// BookingsOverlap reports whether two activities, which are not the same record, book one venue at overlapping times.
func BookingsOverlap(a, b catalog.Record) bool {
	return len(catalog.Clashes(a, []catalog.Record{b})) > 0
}

// bookedTwice finds the venue of an activity to be booked for another one at that time.
func bookedTwice(r, other catalog.Record) *catalog.Problem {
	b, ok := BookingOf(r)
	o, both := BookingOf(other)
	if !ok || !both || !b.Overlaps(o) {
		return nil
	}
	p := doubt("venue_taken", "venue", "场地这时已有「%s」(%s),时间冲突", activityLabel(other), o.hours())
	return &p
}

// hours says from when to when a booking is.
func (b Booking) hours() string {
	if b.From == 0 && b.To == wholeDay {
		return "全天"
	}
	return value.FormatClock(b.From) + "–" + value.FormatClock(b.To)
}

// activityLabel names an activity by its day and its title; one without a title by what it was.
func activityLabel(r catalog.Record) string {
	what := ""
	for _, key := range []string{"title", "type", "content"} {
		if what == "" {
			what, _, _ = strings.Cut(r.Kind.Field(key).Type.Format(r.Get(key)), "\n")
		}
	}
	return strings.TrimSpace(r.Date("date").Chinese() + " " + what)
}

// activityTimes checks that an activity of one day ends after it begins.
func activityTimes(r catalog.Record, _ value.Date) []catalog.Problem {
	from, ok := value.ParseClock(r.Get("start").Canonical())
	to, known := value.ParseClock(r.Get("end").Canonical())
	if !ok || !known || to > from {
		return nil
	}
	return []catalog.Problem{doubt("activity_times", "end", "结束时刻 %s 不晚于开始时刻 %s", value.FormatClock(to), value.FormatClock(from))}
}

// activityHappened checks the day of an activity against its state.
func activityHappened(r catalog.Record, asof value.Date) []catalog.Problem {
	if asof.IsZero() || r.Date("date").IsZero() {
		return nil
	}
	switch r.Get("state").Canonical() {
	case ActivityHeld:
		return happened(r, asof)
	case ActivityPlanned:
		last := r.Date("date")
		if end := r.Date("end_date"); !end.IsZero() {
			last = end
		}
		if last.Last().Compare(asof.First()) < 0 {
			return []catalog.Problem{doubt("planned_past", "state", "计划的日期 %s 已过,请改为已办或取消", last.Chinese())}
		}
	}
	return nil
}
