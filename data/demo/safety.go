package demo

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// liaisons are the town's officers who link it with each community's party work, by the order of communities.
func liaisons() []string {
	return strings.Fields("莫国强 廖秀芳 农建新 欧阳敏 徐文聪 江丽娟 许志锋 赖春燕 蓝永斌 朱晓婷")
}

// officers are the policemen posted in the communities' police rooms.
func officers() []string {
	return strings.Fields("翟立军 范海强 傅俊杰 余建明 岑志勇 彭永坚 沈伟忠 仇文武 区国良 邱振雄")
}

// roomPhone is the first number of the police rooms' phones.
const roomPhone = 41

// staff returns the records of the cadres, whom other ledgers name too.
func (t *town) staff() []catalog.Record {
	if t.employed == nil {
		t.employed = t.cadreRecords()
	}
	return t.employed
}

// staffOf returns the cadres of a community, its secretary first.
func (t *town) staffOf(home int) []catalog.Record {
	return t.staff()[home*cadresEach : (home+1)*cadresEach]
}

func (t *town) safetyRecords() []catalog.Record {
	d := newDice("safety")
	next := newDice("safety ids").ids(entered())
	var out []catalog.Record
	add := func(home int, kind string, fields map[string]value.Value) {
		fields["type"], fields["org"] = value.Text(kind), value.Text(t.orgIDs[home])
		out = append(out, t.record("safety", next(), fields))
	}
	for home, c := range communities() {
		team := c.name + "社区治安联防队"
		opened := c.founded.AddMonths(1)
		add(home, ledger.PoliceRoom, map[string]value.Value{
			"date": opened.Value(), "subject": value.Text(c.name + "社区警务室"), "place": value.Text(houseNumber(c.street, c.number)),
			"officer": value.Text(officers()[home]), "phone": value.Text(landline(roomPhone + home)),
		})
		watch := t.watchOf(d, home)
		add(home, ledger.Watch, map[string]value.Value{
			"date": opened.Value(), "subject": value.Text("负责" + c.street + "一带治安巡逻"), "team": value.Text(team), "members": catalog.LinksValue(watch),
			"officer": value.Text(officers()[home]),
		})
		for _, fields := range t.patrols(d, home, team, watch) {
			add(home, ledger.Patrol, fields)
		}
		for _, fields := range t.chains(d, home) {
			add(home, ledger.Chain, fields)
		}
		lecture := d.day(value.Date{Year: 2003, Month: 1, Day: 10}, value.Date{Year: 2003, Month: 3, Day: 31})
		if home%2 == 1 {
			lecture = d.day(value.Date{Year: 2003, Month: 6, Day: 10}, value.Date{Year: 2003, Month: 9, Day: 20})
		}
		add(home, "普法", map[string]value.Value{
			"date": lecture.Value(), "subject": value.Text(d.pick(strings.Fields("治安管理处罚条例讲座 禁毒法制教育 预防青少年犯罪讲座 交通法规宣传"))),
			"place": value.Text("社区学习活动室"), "officer": value.Text(officers()[home]), "count": value.Int(int64(d.between(40, 120))),
		})
	}
	return out
}

// watchOf returns the members of a community's watch: a cadre who isn't the secretary, and residents.
func (t *town) watchOf(d dice, home int) []catalog.Link {
	watch := []catalog.Link{{ID: t.staffOf(home)[1].ID}}
	for range d.between(4, 6) {
		watch = append(watch, catalog.Link{Words: d.givenName(d.between(1955, 1978), false)})
	}
	return watch
}

// patrols returns the rounds of a watch: two a month since it was set up.
func (t *town) patrols(d dice, home int, team string, watch []catalog.Link) []map[string]value.Value {
	c := communities()[home]
	var out []map[string]value.Value
	for month := c.founded.AddMonths(1); ; month = month.AddMonths(1) {
		month.Day = 0
		if month.First().Compare(AsOf()) > 0 {
			return out
		}
		for _, half := range [2][2]int{{1, 14}, {15, 28}} {
			day := value.Date{Year: month.Year, Month: month.Month, Day: d.between(half[0], half[1])}
			if day.Compare(c.founded.AddMonths(1)) < 0 {
				continue
			}
			first := d.IntN(len(watch))
			round := []catalog.Link{watch[first], watch[(first+1)%len(watch)], watch[(first+2)%len(watch)]}
			out = append(out, map[string]value.Value{
				"date": day.Value(), "team": value.Text(team), "members": catalog.LinksValue(round), "times": value.Int(1), "count": value.Int(int64(len(round))),
				"shift": value.Text(d.pick(strings.Fields("20:00—23:00 21:00—24:00 13:00—15:00"))), "place": value.Text(c.street + d.pick(strings.Fields("全线 中段 沿线街巷"))),
				"result": value.Text(d.pick(strings.Fields("平安无事 平安无事 平安无事 提醒住户关好门窗 制止噪声扰民 调解邻里口角"))),
			})
		}
	}
}

// householdsEach is about how many households one link of the chain of responsibility covers.
const householdsEach = 180

// chains returns the chain of responsibility of a community: its groups together cover all of its households.
func (t *town) chains(d dice, home int) []map[string]value.Value {
	c := communities()[home]
	var answerable []catalog.Record
	for _, m := range t.branch(home) {
		if isHere(m, AsOf()) && isFull(m, AsOf()) && m.Get("class").Canonical() == resident {
			answerable = append(answerable, m)
		}
	}
	n := min(c.households/householdsEach, len(answerable))
	staff := t.staffOf(home)
	out := make([]map[string]value.Value, n)
	for i := range out {
		out[i] = map[string]value.Value{
			"date":         c.founded.AddMonths(2).Value(),
			"liaison":      value.Text(liaisons()[home]),
			"cadre":        value.Text(staff[i%len(staff)].ID),
			"residents":    value.Text(fmt.Sprintf("第%d居民小组", i+1)),
			"group_leader": value.Text(d.givenName(d.between(1945, 1968), d.chance(50))),
			"member":       value.Text(answerable[i].ID),
			"households":   value.Int(int64((c.households*(i+1))/n - c.households*i/n)),
		}
	}
	return out
}
