package demo

import (
	"cmp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// entry is one entry of a log before its count is settled.
type entry struct {
	date      value.Date
	community int
	what      string
	weight    float64 // of the count, before all are brought to the total
	count     int
	fields    map[string]value.Value
}

// share settles the counts of entries so that they sum to total, in proportion to their weights, none below least.
func share(entries []*entry, total, least int) {
	sum := 0.0
	for _, e := range entries {
		sum += e.weight
	}
	rest := total
	for _, e := range entries {
		e.count = max(least, int(e.weight*float64(total)/sum))
		rest -= e.count
	}
	byWeight := slices.Clone(entries)
	slices.SortStableFunc(byWeight, func(a, b *entry) int { return cmp.Compare(b.weight, a.weight) })
	step := 1
	if rest < 0 {
		step = -1
	}
	for i := 0; rest != 0; i = (i + 1) % len(byWeight) {
		if e := byWeight[i]; e.count+step >= least {
			e.count += step
			rest -= step
		}
	}
}

// logRecords returns the entries as records of a kind, in the order of their days.
func (t *town) logRecords(kind, whatField string, entries []*entry) []catalog.Record {
	slices.SortStableFunc(entries, func(a, b *entry) int { return a.date.Compare(b.date) })
	next := newDice(kind + " ids").ids(entered())
	var out []catalog.Record
	for _, e := range entries {
		fields := e.fields
		fields["date"] = e.date.Value()
		fields["org"] = value.Text(t.orgIDs[e.community])
		fields["count"] = value.Int(int64(e.count))
		fields[whatField] = value.Text(e.what)
		out = append(out, t.record(kind, next(), fields))
	}
	return out
}

// serviceTotal is the number of attendances (人次) from 2002-10 to 2003-09 in the report.
const serviceTotal = 12500

// serviceItem says what one item of the service stations' log is like.
type serviceItem struct {
	title     string
	often     int    // in per cent of the months of a community
	size      [2]int // usual attendance, before all are brought to the total
	providers []string
	audience  []string
	contents  []string
}

func serviceItems() []serviceItem {
	return []serviceItem{
		{"义诊", 46, [2]int{30, 90}, strings.Fields("县人民医院 镇卫生院 县中医院"), strings.Fields("老年人 社区居民 社区居民"), strings.Fields("测血压、量体温 内科、五官科检查 送医送药")},
		{"医疗咨询", 52, [2]int{15, 60}, strings.Fields("镇卫生院 县疾控中心 社区卫生服务站"), strings.Fields("社区居民 育龄妇女 老年人"), strings.Fields("常见病预防咨询 合理用药咨询 传染病防治咨询")},
		{"家电维修", 38, [2]int{8, 35}, strings.Fields("东门家电维修部 社区志愿服务队"), strings.Fields("社区居民 老年人"), strings.Fields("电视机、电风扇维修 电饭锅、收音机维修")},
		{"理发", 48, [2]int{10, 40}, strings.Fields("社区志愿服务队 巾帼志愿服务队"), strings.Fields("老年人 老年人 残疾人 社区居民"), strings.Fields("义务理发 上门理发")},
		{"裁缝", 26, [2]int{5, 25}, strings.Fields("巾帼志愿服务队 社区服务站"), strings.Fields("社区居民 老年人"), strings.Fields("缝补衣物 更换拉链")},
		{"法律咨询", 44, [2]int{10, 45}, strings.Fields("镇司法所 县法律援助中心 县人民法院"), strings.Fields("社区居民 外来务工人员"), strings.Fields("婚姻、继承咨询 邻里纠纷咨询 劳动合同咨询")},
		{"科技咨询", 24, [2]int{8, 40}, strings.Fields("县科协 县农业局"), strings.Fields("社区居民 下岗职工"), strings.Fields("种养技术咨询 科普知识咨询")},
		{"家政服务", 42, [2]int{4, 22}, strings.Fields("社区服务站 巾帼志愿服务队"), strings.Fields("老年人 双职工家庭 社区居民"), strings.Fields("清洁、搬运 看护老人 疏通管道")},
		{"社会保障", 40, [2]int{10, 38}, strings.Fields("镇劳动保障所 镇民政办"), strings.Fields("下岗职工 低保家庭 退休人员"), strings.Fields("办理求职登记 低保申请咨询 养老金资格认证")},
	}
}

// season is how lively the log of a month is, in per cent, from 2002-10 on: 学雷锋日 in March, few gatherings in the
// spring of SARS.
func season() [loggedMonths]int { return [12]int{62, 74, 92, 84, 76, 132, 76, 72, 98, 108, 112, 124} }

// loggedMonths is how many months the logs have from firstMonth on.
const loggedMonths = 12

// firstMonth is the first month of the logs.
func firstMonth() value.Date { return value.Date{Year: 2002, Month: 10} }

func (t *town) serviceRecords() []catalog.Record {
	d := newDice("service")
	var entries []*entry
	for i, lively := range season() {
		month := firstMonth().AddMonths(i)
		for home, c := range communities() {
			if c.founded.Compare(month.Last()) > 0 {
				continue
			}
			for _, item := range serviceItems() {
				if d.chance(min(item.often*lively/100, 95)) {
					entries = append(entries, d.service(item, month, home, lively))
				}
			}
		}
	}
	share(entries, serviceTotal, 2)
	return t.logRecords("service", "item", entries)
}

func (d dice) service(item serviceItem, month value.Date, home, lively int) *entry {
	c := communities()[home]
	first := month.First()
	if first.Compare(c.founded) < 0 {
		first = c.founded
	}
	date := d.day(first, month.Last())
	switch {
	case month.Month == 3 && d.chance(50):
		date = value.Date{Year: month.Year, Month: 3, Day: 5}
	case d.chance(2): // some entries give the month only
		date.Day = 0
	}
	size := float64(d.between(item.size[0], item.size[1]))
	if item.title == "医疗咨询" && (month.Month == 4 || month.Month == 5) {
		size *= 2 // SARS
	}
	return &entry{
		date: date, community: home, what: item.title,
		weight: size * float64(lively) / 100 * float64(c.population) / 4400,
		fields: map[string]value.Value{
			"audience": value.Text(d.pick(item.audience)),
			"provider": value.Text(d.pick(item.providers)),
			"place":    value.Text(d.pick(strings.Fields("社区服务站 社区服务站 社区广场 社区办公楼"))),
			"content":  value.Text(d.pick(item.contents)),
		},
	}
}
