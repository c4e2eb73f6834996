package ledger

import (
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Course is a session of a community's school. A sheet of those who attended gives one record for each person: such
// records have a name, those of sessions have none (see IsSession).
var Course = catalog.New(catalog.Kind{
	Key: "course", Title: "教育培训", Unit: "次",
	Describe: courseLabel,
	Aliases: []string{"教育培训登记", "教育培训台账", "培训登记表", "培训情况统计", "社区党校", "文明市民学校", "家长学校", "党员教育培训", "参训人员名册", "教育培训", "培训班",
		"培训"},
	Groups: []string{groupBasic, "学员", groupOther},
	Fields: []catalog.Field{
		until("end", dateField("培训时间", "开始时间", "开始", "培训日期", "开班时间", "开始日期", "上课时间", "授课时间", "日期", "时间", "培训起", "培训时间/起", "培训时间/开始", "起止时间", "起止日期", "培训起止时间", "培训起止日期")),
		{Key: "end", Title: "结束时间", Type: catalog.Date{}, Width: 26, Group: groupBasic, Aliases: []string{"结束", "结束日期", "结业时间", "培训止", "培训时间/止", "培训时间/结束"}},
		{Key: "year", Title: "年度", Type: catalog.Int{Unit: "年"}, Width: 14, Group: groupBasic, Aliases: []string{"培训年度", "年份"}, Hint: "2003"},
		orgField,
		{Key: "school", Title: "培训班类型", Type: CourseSchool, Width: 30, Group: groupBasic, Search: true, Aliases: []string{"学校", "学校名称", "培训类型", "培训阵地", "学校类别", "培训学校", "办学类型"}},
		{Key: "subject", Title: "培训班名称", Type: catalog.Text{}, Required: true, Width: 44, Group: groupBasic, Search: true,
			Aliases: []string{"培训内容", "课程", "课程名称", "课题", "培训主题", "授课内容", "授课题目", "主题", "内容", "培训课程", "培训题目"}},
		{Key: "teacher", Title: "授课人", Type: catalog.Text{}, Width: 22, Group: groupBasic, Search: true, Aliases: []string{"主讲人", "教师", "讲师", "授课教师", "任课教师", "主讲", "辅导员", "主讲老师", "授课老师", "讲课人", "老师", "讲课老师"}},
		{Key: "hours", Title: "学时", Type: catalog.Decimal{Unit: "学时"}, Width: 14, Group: groupBasic, Aliases: []string{"学时数", "课时", "培训学时", "学时(小时)", "课时数", "培训时长", "时长"}},
		{Key: "audience", Title: "培训对象", Type: catalog.Text{}, Width: 34, Group: groupBasic, Search: true, Hint: "党员、居民代表",
			Aliases: []string{"参训人员身份", "参训对象", "参加对象", "受训对象", "对象", "学员身份"}},
		countField("参加人次", "人次", "参加人数", "培训人数", "培训人次", "参训人数", "参训人次", "受教育人次", "听课人数", "人数"),
		{Key: "organiser", Title: "主办方", Type: catalog.Text{}, Width: 34, Group: groupBasic, Search: true, Aliases: []string{"主办单位", "举办单位", "培训单位", "承办单位"}},
		{Key: "form", Title: "培训形式", Type: courseForm, Width: 20, Group: groupBasic, Aliases: []string{"培训方式", "授课方式", "授课形式", "形式"}},
		{Key: "place", Title: "地点", Type: catalog.Text{}, Width: 30, Group: groupBasic, Aliases: []string{"培训地点", "上课地点", "授课地点"}},
		{Key: "name", Title: "姓名", Type: catalog.PersonName{}, Width: 18, Group: "学员", Search: true, Aliases: []string{"学员姓名", "参训人员", "参训人员姓名", "学员"}},
		{Key: "post", Title: "时任单位及职务", Type: catalog.Text{}, Width: 36, Group: "学员", Aliases: []string{"单位及职务", "职务", "时任职务", "单位职务"}},
		{Key: "score", Title: "成绩", Type: catalog.Text{}, Width: 14, Group: "学员", Aliases: []string{"结业成绩", "考核成绩", "考试成绩", "考核结果"}},
		noteField,
	},
	Identity: []catalog.Identity{
		{Fields: []string{"date", "subject", "name"}, Sure: true},
		{Fields: []string{"date", "org", "school", "subject", "teacher"}, Sure: true},
		{Fields: []string{"date", "org", "subject"}},
	},
	Rules: []catalog.Rule{happened, endsAfterStart, courseYear, countPositive},
	Views: []catalog.View{
		{
			Name: "登记表", Title: "%s社区教育培训登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "school"}, {Field: "subject"}, {Field: "teacher"},
				{Field: "hours", Sum: true}, {Field: "audience"}, {Field: "count", Sum: true}, {Field: "place"}, {Field: "note"},
			},
		},
		{
			Name: "参训人员名册", Title: "%s教育培训参训人员名册", Only: catalog.Holding("name"), Sort: []string{"date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "post"}, {Field: "audience", Heading: "参训人员身份"}, {Field: "year"},
				{Field: "organiser"}, {Field: "school"}, {Field: "subject"}, {Field: "form"}, {Field: "date", Heading: "开始"}, {Field: "end", Heading: "结束"},
				{Field: "hours", Sum: true}, {Field: "place"}, {Field: "score"}, {Field: "note"},
			},
		},
	},
})

// IsSession reports whether a record of Course is a session, and not one person's attendance of one.
func IsSession(course catalog.Record) bool { return course.Get("name").IsEmpty() }

func courseLabel(r catalog.Record) string {
	label := logLabel("subject")(r)
	if name := r.Get("name").Canonical(); name != "" {
		label = name + " " + label
	}
	return label
}

// CourseSchool lists the schools of a community.
var CourseSchool = catalog.NewChoice(
	catalog.Choice{Code: "社区党校", Title: "社区党校", Aliases: []string{"党校", "党校培训", "社区党校培训班", "党员培训班", "党员教育培训"}},
	catalog.Choice{Code: "社区文明市民学校", Title: "社区文明市民学校", Aliases: []string{"文明市民学校", "市民学校", "居民学校", "社区市民学校"}},
	catalog.Choice{Code: "社区家长学校", Title: "社区家长学校", Aliases: []string{"家长学校", "家长课堂"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"家长", "社区家长学校"}, {"市民", "社区文明市民学校"}, {"居民", "社区文明市民学校"}, {"党", "社区党校"}})
})

var courseForm = catalog.NewChoice(
	catalog.Choice{Code: "集中授课", Title: "集中授课", Aliases: []string{"授课", "集中培训", "课堂讲授", "讲座", "专题讲座", "集中学习"}},
	catalog.Choice{Code: "座谈讨论", Title: "座谈讨论", Aliases: []string{"座谈", "讨论", "座谈会", "研讨"}},
	catalog.Choice{Code: "现场教学", Title: "现场教学", Aliases: []string{"参观学习", "参观", "实地参观", "现场观摩"}},
	catalog.Choice{Code: "电化教育", Title: "电化教育", Aliases: []string{"电教", "观看录像", "电教片", "播放录像", "远程教育", "网络培训", "网络学习"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"网", "电化教育"}, {"远程", "电化教育"}, {"录像", "电化教育"}, {"座谈", "座谈讨论"}, {"参观", "现场教学"}, {"现场", "现场教学"}, {"授课", "集中授课"}, {"讲", "集中授课"}})
})

// endsAfterStart checks that nothing ends before it began.
func endsAfterStart(r catalog.Record, _ value.Date) []catalog.Problem {
	start, end := r.Date("date"), r.Date("end")
	if start.IsZero() || end.IsZero() || end.Last().Compare(start.First()) >= 0 {
		return nil
	}
	return []catalog.Problem{doubt("end_early", "end", "结束时间 %s 在开始时间 %s 之前", end.Chinese(), start.Chinese())}
}

// courseYear checks the year against the day.
func courseYear(r catalog.Record, _ value.Date) []catalog.Problem {
	date := r.Date("date")
	year, ok := r.Get("year").Int()
	if !ok || date.IsZero() || year == int64(date.Year) {
		return nil
	}
	p := doubt("year_mismatch", "year", "年度 %d 与培训时间 %s 不符", year, date.Chinese())
	p.Suggestion = value.Text(fmt.Sprint(date.Year))
	return []catalog.Problem{p}
}
