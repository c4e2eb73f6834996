package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// healthWork says what one part of the communities' work for health is like.
type healthWork struct {
	kind     string
	often    int // per cent of the months of a community
	size     [2]int
	by       string
	subjects []string
}

func healthWorks() []healthWork {
	return []healthWork{
		{"疾病预防", 28, [2]int{40, 160}, "镇卫生院", strings.Fields("儿童预防接种 传染病防治宣传 老鼠蟑螂统一消杀")},
		{"医疗保健", 18, [2]int{25, 80}, "镇卫生院", strings.Fields("老年人健康检查 妇女病普查 慢性病随访")},
		{"计划生育", 30, [2]int{30, 110}, "镇计生办", strings.Fields("育龄妇女服务 优生优育知识讲座 避孕药具发放")},
		{"社会保障", 20, [2]int{10, 45}, "镇民政办", strings.Fields("低保对象年度核查 养老金资格认证 下岗职工登记")},
		{"环境卫生", 34, [2]int{20, 90}, "社区居委会", strings.Fields("周末清洁日 门前三包检查 清理卫生死角")},
	}
}

// healthRecords returns the log of health. Every branch held its meeting against SARS in April 2003; in April and May
// all communities prevented.
func (t *town) healthRecords() []catalog.Record {
	d := newDice("health")
	var entries []*entry
	for home, c := range communities() {
		entries = append(entries, &entry{
			date: value.Date{Year: 2003, Month: 4, Day: 15 + home%7}, community: home, what: "防治非典型肺炎动员大会", count: c.members + d.between(20, 60),
			fields: map[string]value.Value{"type": value.Text(ledger.Mobilisation), "place": value.Text("社区广场"), "organiser": value.Text(c.name + "社区党支部")},
		}, &entry{
			date: value.Date{Year: 2003, Month: 4, Day: 23 + home%7}, community: home, what: "非典防控公共场所消毒和返乡人员登记", count: d.between(60, 140),
			fields: map[string]value.Value{"type": value.Text("疾病预防"), "place": value.Text(c.street), "organiser": value.Text("镇卫生院")},
		})
		for i := range loggedMonths {
			month := firstMonth().AddMonths(i)
			if !t.foundedBy(home, month) || month.Compare(value.Date{Year: 2003, Month: 4}) == 0 {
				continue
			}
			for _, w := range healthWorks() {
				if d.chance(w.often) {
					entries = append(entries, &entry{
						date: d.day(month.First(), month.Last()), community: home, what: d.pick(w.subjects), count: d.between(w.size[0], w.size[1]),
						fields: map[string]value.Value{"type": value.Text(w.kind), "place": value.Text("社区服务站"), "organiser": value.Text(w.by)},
					})
				}
			}
		}
	}
	return t.logRecords("health", "subject", entries)
}
