package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// visitCategory says what the visits of one category are like. The totals add up to 287.
type visitCategory struct {
	title string
	total int // attendances (人次) in the report's year
	goods []string
	money []int // yuan for each person; 0: goods alone
}

func visitCategories() []visitCategory {
	return []visitCategory{
		{"老年人", 96, strings.Fields("棉被 大米、食用油 月饼、水果 毛毯、奶粉"), []int{0, 50, 100, 100}},
		{"少年儿童", 54, strings.Fields("书包、文具 图书 书包、作业本 文具、糖果"), []int{0, 0, 50, 100}},
		{"残疾人", 38, strings.Fields("轮椅、大米 大米、食用油 棉衣 拐杖、棉被"), []int{50, 100, 200}},
		{"经济困难户", 67, strings.Fields("大米、食用油 棉被、大米 食用油、面条"), []int{100, 100, 200, 300}},
		{"优抚对象", 32, strings.Fields("慰问信、水果 大米、食用油 毛巾被"), []int{100, 200, 200}},
	}
}

// occasion is a holiday on which communities visit.
type occasion struct {
	first, last value.Date
	categories  []string
	often       int // per cent of the communities
}

// newYear is the occasion on which every community visits.
const newYear = 100

func occasions() []occasion {
	day := func(y, m, d int) value.Date { return value.Date{Year: y, Month: m, Day: d} }
	return []occasion{
		{day(2002, 10, 11), day(2002, 10, 14), strings.Fields("老年人"), 90},        // 重阳节
		{day(2002, 11, 18), day(2002, 12, 6), strings.Fields("经济困难户"), 40},       // 送寒衣
		{day(2003, 1, 13), day(2003, 1, 29), strings.Fields("经济困难户"), newYear},   // 春节
		{day(2003, 1, 13), day(2003, 1, 29), strings.Fields("老年人 优抚对象 残疾人"), 62}, // 春节
		{day(2003, 3, 3), day(2003, 3, 7), strings.Fields("老年人 残疾人"), 45},        // 学雷锋日
		{day(2003, 4, 8), day(2003, 4, 24), strings.Fields("经济困难户"), 20},
		{day(2003, 5, 16), day(2003, 5, 19), strings.Fields("残疾人"), 65},  // 助残日
		{day(2003, 5, 29), day(2003, 6, 1), strings.Fields("少年儿童"), 90},  // 儿童节
		{day(2003, 6, 26), day(2003, 7, 1), strings.Fields("经济困难户"), 60}, // 党的生日
		{day(2003, 7, 29), day(2003, 8, 1), strings.Fields("优抚对象"), 90},  // 建军节
		{day(2003, 8, 20), day(2003, 8, 30), strings.Fields("少年儿童"), 55}, // 助学
		{day(2003, 9, 8), day(2003, 9, 10), strings.Fields("老年人"), 85},   // 中秋节
	}
}

func (t *town) visitRecords() []catalog.Record {
	d := newDice("visit")
	byCategory := map[string][]*entry{}
	for _, o := range occasions() {
		for home, c := range communities() {
			if c.founded.Compare(o.first) > 0 {
				continue
			}
			for _, category := range o.categories {
				if d.chance(o.often) {
					byCategory[category] = append(byCategory[category], &entry{
						date: d.day(o.first, o.last), community: home, what: category, weight: float64(d.between(10, 60)),
						fields: map[string]value.Value{"visitor": value.Text(t.visitor(d, home))},
					})
				}
			}
		}
	}
	var all []*entry
	for _, c := range visitCategories() {
		entries := byCategory[c.title]
		share(entries, c.total, 1)
		for _, e := range entries {
			d.present(e, c)
		}
		all = append(all, entries...)
	}
	return t.logRecords("visit", "category", all)
}

// present fills in goods and money. Whoever is visited alone signs.
func (d dice) present(e *entry, c visitCategory) {
	e.fields["goods"] = value.Text(d.pick(c.goods))
	if yuan := c.money[d.IntN(len(c.money))]; yuan > 0 {
		e.fields["money"] = value.Int(int64(yuan * 100 * e.count))
	}
	if e.count == 1 {
		e.fields["recipient"] = value.Text(d.givenName(d.between(1928, 1965), d.chance(50)))
	}
}

// visitor returns who went: the leading officer who keeps contact with the community, or its secretary.
func (t *town) visitor(d dice, home int) string {
	if d.chance(35) {
		return communities()[home].leader
	}
	return t.holder(home, func(c cadre) bool { return c.partyPost == secretary })
}
