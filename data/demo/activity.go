package demo

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// event is a sort of activity and when communities hold it.
type event struct {
	kind, title string
	months      []int // of the year
	often       int   // per cent of the communities in each of these months
	size        [2]int
	where       string // type of venue
	units       []int  // places in partners of the units that may take part
	content     string
}

func events() []event {
	return []event{
		{"共驻共建", "单位社区联谊座谈", []int{12, 6}, 45, [2]int{20, 45}, "学习活动室", []int{0, 1, 3, 5}, "交流共建项目,认领居民需求"},
		{"服务共建", "便民服务进社区", []int{3, 9}, 60, [2]int{60, 150}, ledger.VenueSquare, []int{1, 5, 6, 7}, "家电维修、理发、消费维权咨询"},
		{"治安共建", "安全防范宣传巡逻", []int{1, 8}, 45, [2]int{25, 60}, ledger.VenueSquare, []int{2}, "防火防盗宣传,联防队与民警共同巡逻"},
		{"文化共建", "文艺晚会", []int{1, 9}, 40, [2]int{150, 320}, ledger.VenueSquare, []int{7, 0, 1}, "居民和驻区单位同台演出"},
		{"法律进社区", "法律知识讲座", []int{11, 7}, 30, [2]int{40, 90}, "学习活动室", []int{0, 3, 4}, "婚姻继承、邻里纠纷以案说法"},
		{"志愿服务", "学雷锋志愿服务", []int{3}, 90, [2]int{35, 90}, ledger.VenueSquare, []int{7}, "清扫街道、看望老人、修理家电"},
		{"文体活动", "居民健身操展演", []int{10, 8}, 40, [2]int{60, 140}, ledger.VenueSquare, nil, "健身操、太极拳展演"},
		{"读书", "读书月活动", []int{12, 7}, 35, [2]int{25, 60}, "学习活动室", []int{7}, "赠书、朗读、少年儿童暑期阅读"},
		{"棋牌球类比赛", "象棋扑克比赛", []int{2, 10}, 35, [2]int{30, 70}, "学习活动室", nil, "象棋、扑克分组比赛"},
		{"公民道德宣传", "公民道德宣传日", []int{9}, 80, [2]int{70, 180}, ledger.VenueSquare, []int{4, 6}, "宣传公民基本道德规范,发放倡议书"},
	}
}

// lawDay is the largest joint activity of the report: all eight units in 北门 in January 2003.
func lawDay() value.Date { return value.Date{Year: 2003, Month: 1, Day: 18} }

func (t *town) activityRecords() []catalog.Record {
	a := almanac{town: t, dice: newDice("activity"), taken: map[string]bool{}}
	a.largest()
	for _, e := range events() {
		for i := range loggedMonths {
			month := firstMonth().AddMonths(i)
			if !slices.Contains(e.months, month.Month) {
				continue
			}
			for home, c := range communities() {
				if c.founded.Compare(month.First()) < 0 && a.chance(e.often) {
					a.hold(e, month, home)
				}
			}
		}
	}
	a.planned()
	return a.records()
}

// almanac is the list of activities while it is made. No venue is taken twice on one day.
type almanac struct {
	*town
	dice
	taken map[string]bool // venue and day
	all   []map[string]value.Value
}

func (a *almanac) largest() {
	square := a.venueNamed("北门广场")
	a.taken[square.id+lawDay().String()] = true
	a.all = append(a.all, map[string]value.Value{
		"org": value.Text(a.orgIDs[partnerHome]), "title": value.Text("法律进社区大型宣传咨询活动"), "type": value.Text("法律进社区"), "state": value.Text(ledger.ActivityHeld),
		"content": value.Text("法院、国税、派出所、司法局等八个单位设咨询台,发放资料,现场解答\n少年法制图片展,税法和消费维权宣传"),
		"date":    lawDay().Value(), "start": value.Text("08:30"), "end": value.Text("11:30"), "venue": value.Text(square.id), "place": value.Text(square.name),
		"organiser": value.Text("北门社区党支部、社区党建工作联络委员会"), "leader": value.Text(a.head(partnerHome)), "partners": linkTo(partnerIDs()...),
		"count": value.Int(680), "pictures": a.photos("activity", "另有2003年相册第1册",
			scene{"咨询台.png", consulting}, scene{"图片展.png", exhibition}, scene{"发放资料.png", leaflets}, scene{"各单位签到表.png", signatures}),
	})
}

func (a *almanac) head(home int) string {
	return a.holder(home, func(c cadre) bool { return c.partyPost == secretary })
}

// free returns a venue of the type in a community that nobody has taken on the day.
func (a *almanac) free(kind string, home int, day value.Date) (venue, bool) {
	for _, v := range a.venues {
		if v.kind == kind && v.community == home && v.bookable && !a.taken[v.id+day.String()] {
			a.taken[v.id+day.String()] = true
			return v, true
		}
	}
	return venue{}, false
}

func (a *almanac) hold(e event, month value.Date, home int) {
	c := communities()[home]
	day := a.day(value.Date{Year: month.Year, Month: month.Month, Day: 4}, value.Date{Year: month.Year, Month: month.Month, Day: 28})
	f := map[string]value.Value{
		"org": value.Text(a.orgIDs[home]), "title": value.Text(c.name + "社区" + e.title), "type": value.Text(e.kind), "state": value.Text(ledger.ActivityHeld),
		"content": value.Text(e.content), "date": day.Value(), "organiser": value.Text(c.name + "社区居民委员会"), "leader": value.Text(a.head(home)),
		"count": value.Int(int64(a.between(e.size[0], e.size[1]) * c.population / 4400)),
	}
	a.when(f, e)
	if v, ok := a.free(e.where, home, day); ok {
		f["venue"], f["place"] = value.Text(v.id), value.Text(v.name)
	}
	f["partners"] = a.some(e.units)
	a.all = append(a.all, f)
}

// when fills in the hours: evenings for shows, mornings and afternoons for the rest.
func (a *almanac) when(f map[string]value.Value, e event) {
	hour := a.pick(strings.Fields("08:30-11:00 09:00-11:30 15:00-17:00"))
	if e.kind == "文化共建" {
		hour = "19:30-21:30"
	}
	start, end, _ := strings.Cut(hour, "-")
	f["start"], f["end"] = value.Text(start), value.Text(end)
}

// mostUnits is how many units take part in an ordinary joint activity; in the largest all do.
const mostUnits = 3

// some returns some of the units, at least one if there are any.
func (a *almanac) some(units []int) value.Value {
	if len(units) == 0 {
		return value.Value{}
	}
	order := a.Perm(len(units))[:a.between(1, min(len(units), mostUnits))]
	slices.Sort(order)
	var ids []string
	for _, i := range order {
		ids = append(ids, partnerIDs()[units[i]])
	}
	return linkTo(ids...)
}

// planned are bookings for the weeks after the report, one of them called off.
func (a *almanac) planned() {
	for _, p := range []struct {
		home       int
		kind       string
		title      string
		venue      string
		day        int
		start, end string
		state      string
		unit       int
	}{
		{0, "棋牌球类比赛", "国庆篮球赛", "县高级中学运动场", 4, "15:00", "17:30", ledger.ActivityPlanned, 7},
		{2, "文体活动", "新北社区趣味运动会", "县高级中学运动场", 11, "08:30", "11:30", ledger.ActivityPlanned, 7},
		{0, "法律进社区", "调解员培训班", "法院二楼会议室", 11, "09:00", "11:00", ledger.ActivityPlanned, 0},
		{1, "读书", "市民学校读书讲座", "县高级中学阶梯教室", 12, "09:00", "11:00", ledger.ActivityPlanned, 7},
		{4, "文化共建", "南大街重阳文艺晚会", "南大街广场", 4, "19:30", "21:30", ledger.ActivityPlanned, 1},
		{5, "文体活动", "城东社区健身操展演", "东门广场", 18, "08:30", "10:30", ledger.ActivityCancelled, 7},
	} {
		v := a.venueNamed(p.venue)
		a.all = append(a.all, map[string]value.Value{
			"org": value.Text(a.orgIDs[p.home]), "title": value.Text(p.title), "type": value.Text(p.kind), "state": value.Text(p.state),
			"date": value.Date{Year: 2003, Month: 10, Day: p.day}.Value(), "start": value.Text(p.start), "end": value.Text(p.end), "venue": value.Text(v.id), "place": value.Text(v.name),
			"organiser": value.Text(communities()[p.home].name + "社区居民委员会"), "leader": value.Text(a.head(p.home)), "partners": linkTo(partnerIDs()[p.unit]),
		})
	}
}

// records returns the activities in the order of their days.
func (a *almanac) records() []catalog.Record {
	slices.SortStableFunc(a.all, func(x, y map[string]value.Value) int {
		return strings.Compare(x["date"].Canonical(), y["date"].Canonical())
	})
	next := a.ids(entered())
	var out []catalog.Record
	for _, f := range a.all {
		out = append(out, a.record("activity", next(), f))
	}
	return out
}
