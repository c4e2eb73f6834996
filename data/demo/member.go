package demo

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// memberClass says what the members of a class are like.
type memberClass struct {
	title     string
	count     int    // in the demonstration office
	men       [2]int // years of birth
	women     [2]int
	female    int      // per cent
	education []string // a title that stands there twice comes twice as often
	joined    [2]int   // age at admission
	work      []string // unit/job
}

// resident is the class to which the cadres belong.
const resident = "常住居民党员"

// memberClasses returns the six classes of the demonstration office: 600 members.
func memberClasses() []memberClass {
	return []memberClass{
		{
			title: "在职单位党员", count: 168, men: [2]int{1945, 1979}, women: [2]int{1950, 1979}, female: 36, joined: [2]int{21, 40},
			education: strings.Fields("研究生 大学本科 大学本科 大学本科 大学本科 大学本科 大学专科 大学专科 大学专科 大学专科 大学专科 大学专科 大学专科 中专 中专 中专 中专 普通高中 普通高中"),
			work:      strings.Fields("镇中心小学/教师 镇中心小学/教师 镇初级中学/教师 镇初级中学/教师 县高级中学/教师 县高级中学/教务员 镇卫生院/医生 镇卫生院/护士 县人民医院/医生 县人民医院/护士 镇财政所/会计 镇司法所/司法助理员 县国税局/科员 县地税局/科员 县人民法院/法官 县人民法院/书记员 县供电公司/工程师 县供电公司/职工 县自来水公司/职工 镇派出所/民警 县邮政局/职工 县农业局/农艺师 县粮食局/副科长 县档案馆/科员"),
		},
		{
			title: resident, count: 124, men: [2]int{1938, 1981}, women: [2]int{1942, 1981}, female: 38, joined: [2]int{20, 42},
			education: strings.Fields("大学专科 大学专科 中专 中专 中专 职高 技工 普通高中 普通高中 普通高中 普通高中 普通高中 初中 初中 初中 初中 小学"),
			work:      strings.Fields("个体经营/个体户 个体经营/个体户 个体经营/店员 务农/农民 务农/农民 待业/居民 东门市场/管理员 镇缫丝厂/工人 镇建筑队/工人"),
		},
		{
			title: "离退休党员", count: 187, men: [2]int{1921, 1943}, women: [2]int{1924, 1949}, female: 29, joined: [2]int{19, 44},
			education: strings.Fields("大学本科 大学专科 大学专科 中专 中专 中专 普通高中 普通高中 普通高中 初中 初中 初中 初中 初中 小学 小学 小学 其他"),
			work:      strings.Fields("县糖厂/退休职工 县糖厂/退休职工 县缫丝厂/退休职工 县供销社/退休职工 县粮食局/退休职工 镇中心小学/退休教师 镇初级中学/退休教师 县高级中学/退休教师 县人民医院/退休医生 镇政府/退休干部 县交通局/退休干部 县农业局/离休干部"),
		},
		{
			title: "流动党员", count: 52, men: [2]int{1955, 1981}, women: [2]int{1960, 1981}, female: 31, joined: [2]int{20, 32},
			education: strings.Fields("大学专科 中专 中专 职高 技工 普通高中 普通高中 普通高中 初中 初中 初中"),
			work:      strings.Fields("外出务工/务工 外出务工/务工 建筑工地/务工 东门市场/经商 私营企业/职工 个体运输/司机"),
		},
		{
			title: "退伍军人党员", count: 41, men: [2]int{1952, 1981}, women: [2]int{1958, 1980}, female: 5, joined: [2]int{19, 22},
			education: strings.Fields("大学专科 中专 技工 普通高中 普通高中 普通高中 普通高中 初中 初中 初中"),
			work:      strings.Fields("待安置/待业 个体经营/个体户 镇联防队/队员 县汽车运输公司/驾驶员 东门市场/保安"),
		},
		{
			title: "毕业待分配学生党员", count: 28, men: [2]int{1979, 1981}, women: [2]int{1979, 1981}, female: 54, joined: [2]int{20, 22},
			education: strings.Fields("大学本科 大学本科 大学本科 大学专科 大学专科 中专"),
			work:      strings.Fields("待分配/学生"),
		},
	}
}

// roster makes members of the party.
type roster struct {
	*people
	kind     *catalog.Kind
	next     func() string
	orgs     []string
	homes    []community
	patchy   bool // some know no ID number or phone, as in life
	phone    int
	side     dice            // of what was added later: whom the other dice make stay as they are
	inBranch map[string]bool // if not nil: names by community, of which none comes twice
}

func newRoster(d dice, k *catalog.Kind, orgs []string, at time.Time) *roster {
	return &roster{people: newPeople(d), kind: k, next: d.ids(at), orgs: orgs, homes: communities(), phone: 1000, side: newDice("member management")}
}

func (t *town) memberRecords() []catalog.Record {
	r := newRoster(newDice("member"), ledger.Member, t.orgIDs, entered())
	r.patchy, r.inBranch = true, map[string]bool{}
	for _, c := range t.cadres {
		r.taken[c.idNumber] = true
		r.inBranch[nameIn(c.name, c.community)] = true
	}
	classes := shuffledClasses(r.dice)
	rare := rareNames()
	var out []catalog.Record
	for home, c := range r.homes {
		known := t.membersAmong(home)
		if home < len(rare) {
			known = append(known, cadre{person: rare[home], community: home})
		}
		for _, class := range classes[:c.members] {
			if class.title == resident && len(known) > 0 {
				out = append(out, r.known(known[0], class))
				known = known[1:]
				continue
			}
			out = append(out, r.member(class, home))
		}
		classes = classes[c.members:]
	}
	return out
}

// shuffledClasses returns a class for each of the 600 members, so that every community has its own mixture.
func shuffledClasses(d dice) []memberClass {
	var all []memberClass
	for _, class := range memberClasses() {
		for range class.count {
			all = append(all, class)
		}
	}
	d.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// membersAmong returns the cadres of a community who are party members.
func (t *town) membersAmong(home int) []cadre {
	var out []cadre
	for _, c := range t.cadres {
		if c.community == home && c.isMember() {
			out = append(out, c)
		}
	}
	return out
}

// Members returns n members of the ten communities of the demonstration office, in the proportions of its roster,
// for benchmarks: the same ones for the same seed. All have an ID number, no two the same.
func Members(seed uint64, n int) iter.Seq[catalog.Record] {
	return func(yield func(catalog.Record) bool) {
		d := seededDice(seed, "members")
		r := newRoster(d, ledger.Member, orgIDs(), entered().Add(time.Hour))
		classes := shuffledClasses(d)
		var homes []int
		for i, c := range r.homes {
			for range c.members {
				homes = append(homes, i)
			}
		}
		for range n {
			if !yield(r.member(classes[r.IntN(len(classes))], homes[r.IntN(len(homes))])) {
				return
			}
		}
	}
}

func nameIn(name string, home int) string { return fmt.Sprint(name, " ", home) }

// member returns a new member of a class.
func (r *roster) member(class memberClass, home int) catalog.Record {
	female := r.chance(class.female)
	years := class.men
	if female {
		years = class.women
	}
	p := r.born(years[0], years[1], female)
	if r.inBranch != nil {
		for r.inBranch[nameIn(p.name, home)] {
			p.name = r.givenName(p.birth.Year, female)
		}
		r.inBranch[nameIn(p.name, home)] = true
	}
	return r.record(p, class, home, r.pick(class.education), r.admission(p, class), r.nextPhone())
}

// known returns the record of somebody whose name is given: a cadre, as whom the branch keeps its own people, or one
// of the rare names.
func (r *roster) known(c cadre, class memberClass) catalog.Record {
	if !c.isMember() {
		c.idNumber = r.idNumber(c.birth, c.female)
		return r.record(c.person, class, c.community, r.pick(class.education), r.admission(c.person, class), r.nextPhone())
	}
	unit := r.homes[c.community].name + "社区居民委员会"
	rec := r.record(c.person, class, c.community, c.education, c.joined, c.phone)
	return rec.With("work_unit", value.Text(unit)).With("job", value.Text("社区干部")).With("id_number", value.Text(c.idNumber))
}

func (r *roster) nextPhone() int {
	r.phone++
	return r.phone
}

// lastAdmission is the last day on which the office admitted members before the report.
func lastAdmission() value.Date { return value.Date{Year: 2003, Month: 6, Day: 30} }

// admission returns the day of admission. Many branches admit on the party's day, 1 July.
func (r *roster) admission(p person, class memberClass) value.Date {
	first, last := p.birth.AddYears(class.joined[0]), p.birth.AddYears(class.joined[1])
	if last.Compare(lastAdmission()) > 0 {
		last = lastAdmission()
	}
	day := r.day(first, last)
	if r.chance(12) && day.Month > 6 {
		day.Month, day.Day = 7, 1
	}
	if day.Month == 2 {
		day.Day = min(day.Day, 28) // every anniversary exists
	}
	return day
}

// confirmation returns the day of admission as a full member: a year after joined, or the same day in the years
// without probation. It is zero for those who are still on probation. Of 1969 and 1977, in which probation ended and
// began again, the year after is right in any case.
func confirmation(joined value.Date) value.Date {
	if joined.Year >= 1970 && joined.Year <= 1976 {
		return joined
	}
	if day := joined.AddYears(1); day.Compare(AsOf()) <= 0 {
		return day
	}
	return value.Date{}
}

func (r *roster) record(p person, class memberClass, home int, education string, joined value.Date, phone int) catalog.Record {
	joined = r.asKnown(joined)
	confirmed := confirmation(joined)
	status := value.Text(ledger.FullMember)
	if confirmed.IsZero() {
		status = value.Text(ledger.ProbationaryMember)
	}
	unit, job, _ := strings.Cut(r.pick(class.work), "/")
	fields := map[string]value.Value{
		"name":             value.Text(p.name),
		"sex":              p.sex(),
		"ethnicity":        code(ledger.Ethnicity, p.ethnicity),
		"birth":            r.asKnown(p.birth).Value(),
		"id_number":        value.Text(p.idNumber),
		"education":        code(ledger.Education, education),
		"political_status": status,
		"org":              value.Text(r.orgs[home]),
		"native_place":     value.Text(r.pick(nativePlaces)),
		"class":            value.Text(class.title),
		"joined":           joined.Value(),
		"confirmed":        confirmed.Value(),
		"state":            value.Text("正常"),
		"lost":             yes(false),
		"floating":         yes(false),
		"work_unit":        value.Text(unit),
		"job":              value.Text(job),
		"police_station":   value.Text("容城派出所"),
		"phone":            value.Text(mobile(phone)),
		"address":          value.Text(houseNumber(r.homes[home].street, r.between(1, 240))),
	}
	r.manage(fields, class, home)
	if r.patchy && r.chance(4) {
		fields["id_number"] = value.Value{}
	}
	if r.patchy && r.chance(7) {
		fields["phone"] = value.Value{}
	}
	return recordOf(r.kind, r.next(), fields)
}

var nativePlaces = strings.Fields("容城 容城 容城 容城 容城 南宁 桂林 柳州 梧州 玉林 贵港 广东高州 湖南衡阳")

// manage fills in what a class is managed by: the transfer of those who live here, the absence of those who move,
// the service of those who came from the army.
func (r *roster) manage(fields map[string]value.Value, class memberClass, home int) {
	settled := func() value.Value {
		return r.day(r.homes[home].founded, value.Date{Year: 2003, Month: 8, Day: 29}).Value()
	}
	fields["management"] = value.Text(managementOf(class.title))
	switch class.title {
	case "在职单位党员":
		fields["community_role"] = value.Text(r.side.pick(communityRoles))
		fields["reported"] = r.side.day(r.homes[home].founded.AddMonths(1), value.Date{Year: 2003, Month: 8, Day: 29}).Value()
	case resident, "离退休党员":
		if r.chance(82) {
			fields["settled"] = settled()
		}
		if class.title != resident {
			fields["former_unit"] = fields["work_unit"]
		}
	case "流动党员":
		away := r.day(value.Date{Year: 2000, Month: 2, Day: 1}, value.Date{Year: 2003, Month: 3, Day: 1})
		away.Day = 0
		fields["floating"] = yes(true)
		fields["left_since"] = away.Value()
		destination := r.pick(destinations)
		fields["destination"] = value.Text(destination)
		fields["flow"] = value.Text(flowOf(destination))
		if destination == cameIn {
			fields["home_branch"] = value.Text(r.side.pick(strings.Fields("湖南衡阳某村党支部 广东高州某村党支部 四川达州某镇党支部")))
		}
		if r.chance(8) {
			fields["lost"] = yes(true)
			fields["lost_since"] = value.Text("2003-06")
		}
	case "退伍军人党员":
		joined, _ := fields["joined"].Date()
		discharged := value.Date{Year: min(joined.Year+r.between(1, 3), 2002), Month: 12}
		fields["discharged"] = discharged.Value()
		fields["served_in"] = value.Text(r.pick(armies))
		fields["settled"] = settled()
	}
}

// managementOf is how the office manages a class: every class is managed, no member is a 空白点.
func managementOf(class string) string {
	switch class {
	case "在职单位党员":
		return "双重管理"
	case resident, "离退休党员":
		return "属地管理"
	}
	return "动态管理"
}

// cameIn is the destination of those who came from another province.
const cameIn = "外地流入"

func flowOf(destination string) string {
	switch {
	case destination == cameIn:
		return "流入省外"
	case strings.HasPrefix(destination, "区内"):
		return "流出省内"
	}
	return "流出省外"
}

var (
	communityRoles = strings.Fields("治安巡逻员 普法宣传员 科普宣传员 卫生监督员 文体活动组织员 民事调解员 计生宣传员 帮困联系人 公民道德宣传员")
	destinations   = strings.Fields("广东东莞 广东深圳 广东佛山 广东中山 浙江温州 福建厦门 区内南宁 区内北海 外地流入")
	armies         = strings.Fields("陆军某部 陆军某部 海军某部 空军某部 武警某部")
)
