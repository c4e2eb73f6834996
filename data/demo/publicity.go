package demo

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// What the report counts: 12 exhibitions, more than 20 wall papers, more than 30,000 leaflets.
const (
	exhibitions  = 12
	wallPapers   = 26
	leafletTotal = 31600
	bannerTotal  = 186
)

// topics are what a form of publicity was about, month by month from 2002-10 on, the months of SARS among them.
var topics = map[string][]string{
	ledger.Exhibition: strings.Fields("崇尚科学反对邪教图片展 航天与生活科普展 农村实用技术图片展 安全用电科普展 预防艾滋病图片展 禁毒图片展 预防非典科普展 预防非典科普展 环境保护图片展 食品安全科普展 计划生育优生优育展 防灾减灾科普展"),
	ledger.WallPaper:  strings.Fields("喜迎党的十六大 学习十六大精神专栏 公民道德建设专栏 迎新春文明社区专栏 法律进社区专栏 学雷锋树新风专栏 众志成城抗击非典 科学防治非典知识 党旗在社区飘扬 纪念建党八十二周年 科普知识专栏 公民道德宣传日专栏"),
	ledger.Leaflet:    strings.Fields("十六大精神学习资料 新党章学习资料 公民道德二十字宣传单 春节安全防火明白卡 法律援助宣传册 居民公约 预防非典宣传资料 预防非典明白卡 禁毒宣传单 计划生育政策问答 消费维权手册 社区服务指南"),
	"横幅标语":            strings.Fields("热烈庆祝党的十六大召开 认真学习贯彻十六大精神 爱国守法明礼诚信 欢度春节 法律进社区 学习雷锋 群防群控抗击非典 讲卫生防非典 安全生产 庆祝建党八十二周年 征兵光荣 公民道德宣传日"),
}

func (t *town) publicityRecords() []catalog.Record {
	var leaflets, banners, all []*entry
	d := newDice("publicity")
	for n := range exhibitions {
		all = append(all, t.show(d, ledger.Exhibition, n, n))
	}
	for n := range wallPapers {
		paper := t.show(d, ledger.WallPaper, n*3+1, n)
		paper.what += fmt.Sprintf("第%d期", n/loggedMonths+1)
		all = append(all, paper)
	}
	for month := range loggedMonths {
		for home := range communities() {
			if t.foundedBy(home, firstMonth().AddMonths(month)) && d.chance(55) {
				leaflets = append(leaflets, t.show(d, ledger.Leaflet, home, month))
			}
			if t.foundedBy(home, firstMonth().AddMonths(month)) && d.chance(35) {
				banners = append(banners, t.show(d, "横幅标语", home, month))
			}
		}
	}
	share(leaflets, leafletTotal, 60)
	share(banners, bannerTotal, 1)
	for home, c := range communities() {
		all = append(all, &entry{
			date: c.founded.AddMonths(1), community: home, what: "社区居务党务公开", count: 1,
			fields: map[string]value.Value{"form": value.Text("宣传栏"), "organiser": value.Text(c.name + "社区居委会"), "place": value.Text("社区办公楼")},
		})
	}
	return t.logRecords("publicity", "subject", append(append(all, leaflets...), banners...))
}

// foundedBy reports whether a community's branch was there on the first day of a month.
func (t *town) foundedBy(home int, month value.Date) bool {
	return communities()[home].founded.Compare(month.First()) <= 0
}

// show returns an entry of one form in a month from the first on; home is where it should be. Who was not founded yet
// leaves it to the first community.
func (t *town) show(d dice, form string, home, month int) *entry {
	at := firstMonth().AddMonths(month % loggedMonths)
	home %= len(communities())
	if !t.foundedBy(home, at) {
		home = 0
	}
	c := communities()[home]
	first := at.First()
	if first.Compare(c.founded) < 0 {
		first = c.founded
	}
	organisers := map[string]string{ledger.Exhibition: "县科协", ledger.WallPaper: c.name + "社区党支部", ledger.Leaflet: c.name + "社区居委会"}
	places := map[string]string{ledger.Exhibition: "社区广场", ledger.WallPaper: "社区宣传栏", ledger.Leaflet: "社区服务站"}
	organiser, place := organisers[form], places[form]
	if organiser == "" {
		organiser, place = c.name+"社区居委会", c.street
	}
	return &entry{
		date: d.day(first, at.Last()), community: home, what: topics[form][month%loggedMonths], weight: float64(c.households) * float64(d.between(5, 12)), count: 1,
		fields: map[string]value.Value{"form": value.Text(form), "organiser": value.Text(organiser), "place": value.Text(place)},
	}
}
