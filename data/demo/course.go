package demo

import (
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// courseTotal is the number of attendances of the report's 28 sessions.
const courseTotal = 4500

// courseList gives the sessions: day, place of the community in the office's order, school, subject, teacher, hours,
// audience, usual attendance.
const courseList = `
2002-10-25 0 社区党校         党的十六大前夕形势教育         黎振邦 3   党员                     70
2002-11-20 0 社区党校         十六大精神学习辅导             黎振邦 3.5 党员、居民代表           160
2002-11-22 1 社区党校         十六大精神学习辅导             卢慧娟 3.5 党员、居民代表           130
2002-11-28 2 社区文明市民学校 公民道德建设实施纲要二十字     何雪莹 2   居民                     190
2002-12-04 3 社区文明市民学校 宪法与公民的权利义务           傅树森 2   居民、居民代表           150
2002-12-10 5 社区党校         新党章辅导                     秦文海 3.5 党员                     90
2002-12-14 4 社区家长学校     怎样做合格的家长               范秋燕 2   居民                     180
2002-12-20 6 社区党校         新党章辅导                     秦文海 3.5 党员                     95
2003-01-09 0 社区文明市民学校 法律进社区系列讲座第一讲       傅树森 2.5 居民、居民代表           260
2003-01-16 7 社区党校         新党章辅导                     岑立新 3.5 党员                     80
2003-02-21 8 社区党校         社区居民小组长业务培训         岑立新 6   居民小组长               60
2003-02-26 9 社区党校         全面建设小康社会学习           黎振邦 3.5 党员、居民代表           75
2003-03-05 2 社区文明市民学校 学雷锋与志愿服务               何雪莹 1.5 居民                     230
2003-03-08 1 社区家长学校     母亲素质与家庭教育             潘晓莉 2   居民                     210
2003-03-14 3 社区党校         党员先锋作用与社区服务         岑立新 3   党员                     85
2003-03-21 5 社区文明市民学校 消费者权益保护                 赖忠良 2   居民                     170
2003-04-03 6 社区文明市民学校 传染病防治常识                 镇卫生院 1.5 居民                   200
2003-04-10 4 社区党校         发展党员工作业务培训           秦文海 6   党员                     55
2003-06-12 8 社区文明市民学校 健康生活方式                   镇卫生院 2 居民                     180
2003-06-20 0 社区党校         三个代表重要思想学习           黎振邦 3.5 党员、居民代表           200
2003-06-27 2 社区党校         三个代表重要思想学习           秦文海 3.5 党员、居民代表           170
2003-07-05 7 社区家长学校     暑期安全与未成年人保护         翟立军 2   居民                     190
2003-07-11 9 社区文明市民学校 破除迷信崇尚科学               蒋春霖 2   居民                     130
2003-07-18 3 社区家长学校     青少年心理健康                 范秋燕 2   居民                     160
2003-08-15 5 社区党校         社区党支部班子成员业务培训     岑立新 6   党员                     50
2003-08-29 6 社区家长学校     新学年家庭教育                 范秋燕 2   居民                     220
2003-09-12 4 社区文明市民学校 移风易俗与文明礼仪             蒋春霖 2   居民                     210
2003-09-19 1 社区党校         学习贯彻三个代表重要思想       卢慧娟 3.5 党员、居民代表、居民小组长 180
`

// schoolRoom is where each school sits.
func schoolRoom(school, home string) string {
	if school == "社区党校" {
		return home + "社区学习活动室"
	}
	return home + "社区文娱活动室"
}

func (t *town) courseRecords() []catalog.Record {
	var entries []*entry
	for line := range strings.SplitSeq(strings.TrimSpace(courseList), "\n") {
		f := strings.Fields(line)
		home, _ := strconv.Atoi(f[1])
		size, _ := strconv.Atoi(f[7])
		day := parseDay(f[0])
		name := communities()[home].name
		entries = append(entries, &entry{
			date: day, community: home, what: f[3], weight: float64(size),
			fields: map[string]value.Value{
				"end":       day.Value(),
				"year":      value.Int(int64(day.Year)),
				"school":    value.Text(f[2]),
				"teacher":   value.Text(f[4]),
				"hours":     code(catalog.Decimal{}, f[5]),
				"audience":  value.Text(f[6]),
				"organiser": value.Text(name + "社区党支部"),
				"form":      code(ledger.Course.Field("form").Type, "集中授课"),
				"place":     value.Text(schoolRoom(f[2], name)),
			},
		})
	}
	share(entries, courseTotal, 20)
	return t.logRecords("course", "subject", entries)
}
