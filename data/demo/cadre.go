package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// cadre is a member of a community's leading group.
type cadre struct {
	person
	community     int
	education     string
	status        string
	joined        value.Date // zero for those who are in no party
	partyPost     string
	committeePost string
	chosenBy      string
	inChargeOf    string
	phone         int
}

// The posts that the communities' records name their holders by.
const (
	secretary = "书记"
	director  = "主任"
)

// cadreList gives three cadres for each community, in its order: name, sex, birth, ethnic group, education, political
// status, admission, post in the branch, post in the committee, how chosen. Of the 30 people 21 are women; on
// 2003-09-30 four are 30 or younger, 19 are 31 to 45, seven are 46 to 60.
const cadreList = `
李玉兰 女 1961-04-17 汉族 大学专科 中共党员     1987-07-01 书记     主任   选举
覃业成 男 1966-11-05 壮族 中专     中共党员     1993-06-28 副书记   副主任 居民推荐
梁秋燕 女 1976-03-22 汉族 大学本科 中共党员     1999-12-10 组织委员 委员   公开招聘
黄桂芬 女 1955-08-09 汉族 普通高中 中共党员     1983-07-01 书记     主任   选举
陆海萍 女 1968-02-14 壮族 大学专科 中共党员     1996-05-20 组织委员 副主任 公开招聘
陈继文 男 1963-07-30 汉族 普通高中 中共党员     1986-11-15 宣传委员 委员   居民推荐
韦凤鸣 女 1964-12-03 壮族 大学专科 中共党员     1992-07-01 书记     副主任 公开招聘
蒙志坚 男 1954-05-18 汉族 普通高中 中共党员     1979-03-12 副书记   主任   选举
苏丽华 女 1971-09-26 汉族 中专     群众         -          -        委员   居民推荐
吴美珍 女 1959-06-03 汉族 中专     中共党员     1985-06-30 书记     主任   选举
莫小红 女 1970-10-19 汉族 大学专科 中共党员     1997-07-01 组织委员 副主任 公开招聘
甘永强 男 1957-03-11 汉族 初中     中共党员     1980-10-08 宣传委员 委员   居民推荐
庞振声 男 1958-01-25 汉族 大学专科 中共党员     1984-04-02 书记     主任   选举
罗春梅 女 1965-03-08 汉族 普通高中 中共党员     1994-03-08 副书记   副主任 居民推荐
何雪莹 女 1979-07-19 汉族 大学本科 共青团员     -          -        委员   公开招聘
杨爱莲 女 1960-10-21 瑶族 中专     中共党员     1988-07-01 书记     主任   选举
邓玉清 女 1956-12-02 汉族 普通高中 中共党员     1982-09-17 组织委员 副主任 居民推荐
封立军 男 1967-05-29 汉族 大学专科 中共党员     1990-12-24 宣传委员 委员   公开招聘
周惠琼 女 1963-09-15 汉族 大学专科 中共党员     1991-07-01 书记     主任   公开招聘
卢月娥 女 1953-02-10 汉族 初中     中共党员     1978-06-26 副书记   副主任 选举
潘晓莉 女 1973-11-28 汉族 大学专科 群众         -          -        委员   公开招聘
谢文彬 男 1962-08-12 汉族 大学专科 中共党员     1989-05-05 书记     主任   选举
农彩云 女 1967-01-07 壮族 中专     中共党员     1995-10-16 组织委员 副主任 居民推荐
钟少琴 女 1969-06-24 汉族 普通高中 群众         -          -        委员   居民推荐
林素芳 女 1956-04-06 汉族 普通高中 中共党员     1984-07-01 书记     主任   选举
唐𬭎   男 1968-10-31 汉族 大学专科 中共党员     1994-08-22 副书记   副主任 公开招聘
宁静怡 女 1972-05-20 汉族 中专     群众         -          -        委员   居民推荐
曾月英 女 1964-02-27 汉族 中专     中共党员     1993-07-01 书记     主任   选举
冯国栋 男 1957-07-08 汉族 普通高中 中共党员     1981-01-19 副书记   副主任 居民推荐
刘思敏 女 1978-12-16 汉族 大学专科 中共预备党员 2003-06-26 -        委员   公开招聘
`

// cadresEach is the number of cadres of a community.
const cadresEach = 3

// charges returns the work that each cadre of a community is in charge of: the seven committees, shared out.
func charges(community int) [cadresEach]string {
	all := Committees()
	parts := [cadresEach][]string{{"全面工作"}, nil, nil}
	for i, c := range all {
		who := (i + community) % cadresEach
		parts[who] = append(parts[who], c)
	}
	var out [cadresEach]string
	for i, p := range parts {
		out[i] = strings.Join(p, "、")
	}
	return out
}

func makeCadres() []cadre {
	p := newPeople(newDice("cadre people"))
	var out []cadre
	for i, line := range strings.Split(strings.TrimSpace(cadreList), "\n") {
		f := strings.Fields(line)
		for j := range f {
			f[j] = strings.TrimPrefix(f[j], "-")
		}
		c := cadre{
			person:        person{name: f[0], female: f[1] == "女", birth: parseDay(f[2]), ethnicity: f[3]},
			community:     i / cadresEach,
			education:     f[4],
			status:        f[5],
			joined:        parseDay(f[6]),
			partyPost:     f[7],
			committeePost: f[8],
			chosenBy:      f[9],
			inChargeOf:    charges(i / cadresEach)[i%cadresEach],
			phone:         i + 1,
		}
		c.idNumber = p.idNumber(c.birth, c.female)
		out = append(out, c)
	}
	return out
}

func parseDay(s string) value.Date {
	d, _ := value.Text(s).Date()
	return d
}

// isMember reports whether the cadre is a full or a probationary party member.
func (c cadre) isMember() bool { return !c.joined.IsZero() }

func (t *town) cadreRecords() []catalog.Record {
	d := newDice("cadre")
	next := d.ids(entered())
	var out []catalog.Record
	for _, c := range t.cadres {
		home := communities()[c.community]
		since := home.founded
		if c.partyPost == "" { // the young and the recommended came some months later
			since = value.Date{Year: 2003, Month: d.between(2, 5)}
		}
		out = append(out, recordOf(ledger.Cadre, next(), map[string]value.Value{
			"name":             value.Text(c.name),
			"sex":              c.sex(),
			"ethnicity":        code(ledger.Ethnicity, c.ethnicity),
			"birth":            d.asKnown(c.birth).Value(),
			"id_number":        value.Text(c.idNumber),
			"education":        code(ledger.Education, c.education),
			"political_status": code(ledger.PoliticalStatus, c.status),
			"org":              value.Text(t.orgIDs[c.community]),
			"native_place":     value.Text("容城"),
			"party_post":       value.Text(c.partyPost),
			"committee_post":   value.Text(c.committeePost),
			"post_since":       since.Value(),
			"term":             value.Text(firstTerm),
			"in_charge_of":     value.Text(c.inChargeOf),
			"chosen_by":        value.Text(c.chosenBy),
			"cross_post":       yes(c.partyPost != ""),
			"reelected":        yes(false),
			"pay":              value.Int(c.pay()),
			"position":         value.Text("社区专职干部"),
			"retired":          yes(false),
			"resigned":         yes(false),
			"first_education":  code(ledger.Education, c.education),
			"joined":           c.joined.Value(),
			"worked_since":     startOfWork(d, c.birth).Value(),
			"phone":            value.Text(mobile(c.phone)),
			"address":          value.Text(houseNumber(home.street, d.between(1, 180))),
		}))
	}
	return out
}

// pay returns the monthly pay in fen, by post.
func (c cadre) pay() int64 {
	switch {
	case c.partyPost == secretary:
		return 480_00
	case c.committeePost == director, c.committeePost == "副主任":
		return 430_00
	}
	return 380_00
}

// startOfWork returns the month in which someone of that age usually starts to work.
func startOfWork(d dice, birth value.Date) value.Date {
	start := birth.AddYears(d.between(18, 22))
	return value.Date{Year: start.Year, Month: d.between(7, 12)}
}

func yes(b bool) value.Value {
	if b {
		return value.Int(1)
	}
	return value.Int(0)
}
