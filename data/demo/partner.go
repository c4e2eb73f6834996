package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// partner is a unit of the town that works with the communities.
type partner struct {
	name, short string
	nature      string
	superior    string
	seat        string
	head        string
	contact     string
	staff       int
	members     int
	area        int
	movedIn     int // year
	address     string
	resources   string
	agreement   string
}

// partners returns the eight units that took part in 法律进社区 in 北门, in the order of the report.
func partners() []partner {
	return []partner{
		{"容城县人民法院", "法院", "机关", "市中级人民法院", "副主任", "温启明", "区静雯", 86, 58, 4200, 1986, "北门街40号", "会议室", "提供会议室;每季度一次法律咨询;指导居民调解"},
		{"容城县国家税务局", "国税局", "机关", "市国家税务局", "委员", "许伟业", "江秀兰", 64, 41, 3100, 1994, "北门街72号", "会议室", "提供会议室;税法宣传进社区"},
		{"容城派出所", "派出所", "机关", "县公安局", "副主任", "翟立军", "余海燕", 38, 27, 1450, 1983, "北门街11号", "社区民警", "派驻社区民警;指导治安联防队;安全防范宣传"},
		{"容城县司法局", "司法局", "机关", "县人民政府", "委员", "傅树森", "邱月英", 27, 19, 980, 1985, "北门街56号", "法律工作者", "法律讲座;法律援助;调解员培训"},
		{"容城县人民检察院", "检察院", "机关", "市人民检察院", "委员", "廖文斌", "仇慧芳", 52, 39, 2600, 1987, "北门街63号", "宣讲人员", "青少年法制教育;预防职务犯罪宣传"},
		{"容城县工商行政管理局", "工商局", "机关", "市工商行政管理局", "委员", "赖忠良", "单小梅", 71, 44, 2850, 1991, "北门街88号", "宣传人员", "消费维权咨询;市场秩序共建"},
		{"容城县地方税务局", "地税局", "机关", "市地方税务局", "委员", "岑国新", "徐丽清", 58, 36, 2400, 1994, "北门街95号", "宣传人员", "税费政策咨询;结对帮扶困难户"},
		{"容城县高级中学", "县高级中学", "学校", "县教育局", "委员", "沈志源", "范秋燕", 182, 93, 15600, 1958, "北门街120号", "运动场所、教室", "课余开放运动场;周末提供教室办市民学校"},
	}
}

// partnerHome is the community in which all partners of the demonstration office stand.
const partnerHome = 0

// partnerPhone is the first number of the partners' phones: those of the communities end below it.
const partnerPhone = 21

func partnerIDs() []string {
	next := newDice("partner").ids(entered())
	ids := make([]string, len(partners()))
	for i := range ids {
		ids[i] = next()
	}
	return ids
}

func (t *town) partnerRecords() []catalog.Record {
	ids := partnerIDs()
	var out []catalog.Record
	for i, p := range partners() {
		out = append(out, t.record("partner", ids[i], map[string]value.Value{
			"name":         value.Text(p.name),
			"org":          value.Text(t.orgIDs[partnerHome]),
			"nature":       value.Text(p.nature),
			"superior":     value.Text(p.superior),
			"staff":        value.Int(int64(p.staff)),
			"members":      value.Int(int64(p.members)),
			"area":         value.Int(int64(p.area) * 100),
			"moved_in":     value.Date{Year: p.movedIn}.Value(),
			"head":         value.Text(p.head),
			"contact":      value.Text(p.contact),
			"phone":        value.Text(landline(partnerPhone + i)),
			"postcode":     value.Text("537599"),
			"address":      value.Text(p.address),
			"seat":         value.Text(p.seat),
			"resources":    value.Text(p.resources),
			"agreed":       value.Date{Year: 2002, Month: 12, Day: 6 + i}.Value(),
			"agreed_until": value.Date{Year: 2005, Month: 12, Day: 5 + i}.Value(),
			"agreement":    value.Text(strings.ReplaceAll(p.agreement, ";", "\n")),
		}))
	}
	return out
}

// linkTo returns a list of references to the records with the given ids.
func linkTo(ids ...string) value.Value {
	links := make([]catalog.Link, len(ids))
	for i, id := range ids {
		links[i] = catalog.Link{ID: id}
	}
	return catalog.LinksValue(links)
}

// branch returns the members of a community's branch on the roster.
func (t *town) branch(home int) []catalog.Record {
	var out []catalog.Record
	for _, m := range t.roster() {
		if m.Get("org").Canonical() == t.orgIDs[home] {
			out = append(out, m)
		}
	}
	return out
}

// onRoster returns the record of a cadre on the members' roster; ok is false for those who are in no party.
func (t *town) onRoster(c cadre) (m catalog.Record, ok bool) {
	if !c.isMember() {
		return m, false
	}
	for _, m := range t.branch(c.community) {
		if m.Get("name").Canonical() == c.name {
			return m, true
		}
	}
	return m, false
}

// isHere reports whether a member can come to a meeting on a day: admitted by then, and not away.
func isHere(m catalog.Record, day value.Date) bool {
	return m.Date("joined").Last().Compare(day) <= 0 && m.Get("floating").Canonical() != "1"
}

// isFull reports whether a member was a full one on a day.
func isFull(m catalog.Record, day value.Date) bool {
	confirmed := m.Date("confirmed")
	return m.Get("political_status").Canonical() == ledger.FullMember && !confirmed.IsZero() && confirmed.Last().Compare(day) <= 0
}
