package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// community is one of the town's communities.
type community struct {
	name       string
	founded    value.Date // of its branch; its residents' committee was elected on the same day
	leader     string     // the leading officer who keeps contact with it
	street     string
	number     int
	households int
	population int
	members    int // on its roster
}

// communities returns the ten communities in the office's order. Their members add up to 600.
func communities() []community {
	day := func(y, m, d int) value.Date { return value.Date{Year: y, Month: m, Day: d} }
	return []community{
		{"北门", day(2002, 10, 10), "黎振邦(镇党委书记)", "北门街", 16, 1862, 6147, 78},
		{"西上", day(2002, 10, 16), "卢慧娟(镇长)", "西上街", 52, 1437, 4690, 64},
		{"新北", day(2002, 10, 22), "秦文海(镇党委副书记)", "新北路", 8, 1658, 5383, 71},
		{"新南", day(2002, 10, 29), "岑立新(镇党委组织委员)", "新南路", 31, 1204, 3876, 55},
		{"南大", day(2002, 11, 6), "秦文海(镇党委副书记)", "南大街", 105, 1519, 4952, 66},
		{"城东", day(2002, 11, 14), "蒋春霖(镇党委宣传委员)", "东门路", 27, 1326, 4308, 58},
		{"城南", day(2002, 11, 21), "卢慧娟(镇长)", "南环路", 66, 1390, 4571, 61},
		{"城西", day(2002, 12, 3), "岑立新(镇党委组织委员)", "西门口", 3, 1083, 3522, 49},
		{"城北", day(2002, 12, 11), "蒋春霖(镇党委宣传委员)", "北环路", 44, 1175, 3817, 53},
		{"福船岭", day(2003, 1, 8), "黎振邦(镇党委书记)", "福船岭路", 19, 968, 3105, 45},
	}
}

// Committees returns the seven committees under each residents' committee.
func Committees() []string {
	return []string{"社会保障", "社区服务", "治安调解", "文体科教", "环境卫生", "人口与计生", "妇女儿童"}
}

func orgIDs() []string {
	next := newDice("org").ids(entered())
	ids := make([]string, len(communities()))
	for i := range ids {
		ids[i] = next()
	}
	return ids
}

// firstTerm is the term of a branch or a committee that was just founded.
const firstTerm = "第一届"

func (t *town) orgRecords() []catalog.Record {
	var out []catalog.Record
	for i, c := range communities() {
		voters := c.population * 71 / 100
		registered := voters * (96 + i%4) / 100
		voted := registered * (91 + i*3%8) / 100
		out = append(out, t.record("org", t.orgIDs[i], map[string]value.Value{
			"name":              value.Text(c.name + "社区"),
			"branch":            value.Text(c.name + "社区党支部"),
			"founded":           c.founded.Value(),
			"term":              value.Text(firstTerm),
			"elected":           c.founded.Value(),
			"term_years":        value.Int(5),
			"secretary":         value.Text(t.holder(i, func(c cadre) bool { return c.partyPost == secretary })),
			"director":          value.Text(t.holder(i, func(c cadre) bool { return c.committeePost == director })),
			"leader":            value.Text(c.leader),
			"liaison":           value.Text(liaisons()[i]),
			"departments":       value.Text(departments()[i]),
			"branch_members":    value.Int(t.inOffice(i, func(c cadre) bool { return c.partyPost != "" })),
			"committee_members": value.Int(t.inOffice(i, func(c cadre) bool { return c.committeePost != "" })),
			"voters":            value.Int(int64(voters)),
			"registered":        value.Int(int64(registered)),
			"voted":             value.Int(int64(voted)),
			"candidates":        value.Text(t.candidates(i)),
			"committees":        value.Text(strings.Join(Committees(), "、")),
			"address":           value.Text(houseNumber(c.street, c.number)),
			"phone":             value.Text(landline(i + 1)),
			"households":        value.Int(int64(c.households)),
			"population":        value.Int(int64(c.population)),
		}))
	}
	return out
}

// departments are those that help each community, by the order of communities.
func departments() []string {
	return strings.Fields("县委组织部、县民政局 县民政局、县财政局 县总工会、县劳动局 团县委、县教育局 县妇联、县卫生局 县委宣传部、县文化局 县委组织部、县科协 县总工会、县建设局 团县委、县体育局 县妇联、县计生局")
}

// inOffice counts the cadres of a community who hold a post.
func (t *town) inOffice(home int, holds func(cadre) bool) int64 {
	n := int64(0)
	for _, c := range t.cadres {
		if c.community == home && holds(c) {
			n++
		}
	}
	return n
}

// candidates names those who stood for the residents' committee: its members, and one more who wasn't elected.
func (t *town) candidates(home int) string {
	var names []string
	for _, c := range t.cadres {
		if c.community == home {
			names = append(names, c.name)
		}
	}
	d := newDice("candidates " + communities()[home].name)
	return strings.Join(append(names, d.givenName(d.between(1955, 1975), d.chance(50))), "、")
}

// holder returns the name of the cadre of the i-th community who holds a post.
func (t *town) holder(i int, holds func(cadre) bool) string {
	for _, c := range t.cadres {
		if c.community == i && holds(c) {
			return c.name
		}
	}
	return ""
}
