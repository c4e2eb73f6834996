package ledger

import (
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// toOrg is the reference that ties a record to its community. Offices write the community, its branch and its
// 居委会 alike.
var toOrg = catalog.Ref{Kind: "org", Trim: []string{"支部委员会", "居民委员会", "村民委员会", "委员会", "党支部", "支部", "党总支", "居委会", "村委会", "社区", "村"}, Lead: []string{"中共"}}

// The groups of the form that people's kinds share.
const (
	groupBasic   = "基本情况"
	groupPost    = "任职"
	groupParty   = "党籍"
	groupContact = "联系"
	groupWork    = "工作与学习"
	groupOther   = "其他"
)

// personFields returns the fields that every person has, followed by more, in the order in which the form shows
// their groups.
func personFields(more ...catalog.Field) []catalog.Field {
	fields := []catalog.Field{
		{Key: "name", Title: "姓名", Type: catalog.PersonName{}, Required: true, Width: 18, Group: groupBasic, Search: true,
			Aliases: []string{"名字", "党员姓名", "干部姓名", "人员姓名"}},
		{Key: "sex", Title: "性别", Type: Sex, Width: 10, Group: groupBasic, Aliases: []string{"男/女"}},
		{Key: "ethnicity", Title: "民族", Type: Ethnicity, Width: 12, Group: groupBasic, Aliases: []string{"族别", "民族成分", "民族成份"}},
		{Key: "birth", Title: "出生年月", Type: catalog.Date{}, Width: 22, Group: groupBasic, Hint: "1968年5月",
			Aliases: []string{"出生日期", "出生时间", "生日", "出生年月日", "出生"}},
		{Key: "age", Title: "年龄", Type: catalog.Int{Unit: "岁"}, Width: 10, Group: groupBasic, Derive: age,
			Aliases: []string{"周岁", "年龄(岁)", "实足年龄"}},
		{Key: "id_number", Title: "身份证号码", Type: catalog.IDNumber{}, Sensitive: true, Width: 40, Group: groupBasic, Search: true,
			Aliases: []string{"身份证号", "公民身份号码", "公民身份证号", "公民身份证号码", "身份证件号码", "证件号码", "身份证", "居民身份证号码", "证号", "身份号码", "证件号"}},
		{Key: "education", Title: "文化程度", Type: Education, Width: 18, Group: groupBasic,
			Aliases: []string{"学历", "文化", "最高学历", "文化程度(学历)", "学历层次", "受教育程度", "全日制学历", "教育程度", "学历学位"}},
		{Key: "political_status", Title: "政治面貌", Type: PoliticalStatus, Width: 18, Group: groupBasic,
			Aliases: []string{"政治面目", "党籍状态", "党员类型", "人员类别", "党员类别", "正式/预备", "党派", "政治身份"}},
		{Key: "org", Title: "社区", Type: toOrg, Width: 20, Group: groupBasic,
			Aliases: []string{"所在社区", "所属社区", "社区名称", "所在党支部", "所属党支部", "所在支部", "所属支部", "组织关系所在支部", "党支部", "支部", "单位",
				"编入党支部", "支部名称", "党组织", "所在党组织", "村(社区)", "村社区", "村/社区", "所在单位", "单位名称", "社区居委会", "所属居委会", "所在居委会", "任职社区", "居委会名称"}},
		{Key: "native_place", Title: "籍贯", Type: catalog.Text{}, Width: 20, Group: groupBasic, Aliases: []string{"原籍", "出生地"}},
	}
	fields = append(fields, more...)
	return append(fields,
		catalog.Field{Key: "phone", Title: "联系电话", Type: catalog.Phone{}, Sensitive: true, Width: 28, Group: groupContact, Search: true,
			Aliases: []string{"手机", "手机号", "手机号码", "电话", "联系方式", "电话号码", "移动电话", "本人电话", "流动党员联系电话", "联系号码"}},
		catalog.Field{Key: "address", Title: "家庭住址", Type: catalog.Text{}, Sensitive: true, Width: 40, Group: groupContact,
			Aliases: []string{"住址", "现居住地", "家庭地址", "居住地址", "详细住址", "现住址", "通讯地址", "户籍地址", "户口所在地", "常住地址", "户籍所在地", "户籍地"}},
		noteField,
	)
}

var noteField = catalog.Field{Key: "note", Title: "备注", Type: catalog.Text{}, Width: 20, Group: groupOther, Aliases: []string{"说明", "附注"}}

// personIdentity is how two rows are known to be one person.
var personIdentity = []catalog.Identity{
	{Fields: []string{"id_number"}, Sure: true},
	{Fields: []string{"name", "birth"}, Sure: true},
	{Fields: []string{"name", "org"}},
}

// personRules returns the rules that hold for every person, followed by more.
func personRules(more ...catalog.Rule) []catalog.Rule {
	return slices.Concat([]catalog.Rule{birthMatchesID, sexMatchesID, bornBefore}, more)
}

// age is the full years (周岁) on the day asof.
func age(r catalog.Record, asof value.Date) value.Value { return yearsSince(r.Date("birth"), asof) }

func yearsSince(d, asof value.Date) value.Value {
	if d.IsZero() || asof.IsZero() {
		return value.Value{}
	}
	if n := d.YearsUntil(asof); n >= 0 {
		return value.Int(int64(n))
	}
	return value.Value{}
}

// partyAge is 党龄: from the admission as a full member; for those admitted between 1969-04-01 and 1977-08-11,
// when there was no probation, from admission. Who is no longer on probation and has no date of confirmation counts
// from a year after admission.
func partyAge(r catalog.Record, asof value.Date) value.Value {
	joined, confirmed := r.Date("joined"), r.Date("confirmed")
	switch {
	case withoutProbation(joined) && (confirmed.IsZero() || mustBeWithoutProbation(joined)):
		return yearsSince(joined, asof)
	case confirmed.IsZero() && r.Get("political_status").Canonical() != ProbationaryMember:
		confirmed = joined.AddYears(1)
	}
	return yearsSince(confirmed, asof)
}

// The years in which the party admitted members without probation (constitutions of 1969 and 1973).
var (
	noProbationFrom = value.Date{Year: 1969, Month: 4, Day: 1}
	noProbationTo   = value.Date{Year: 1977, Month: 8, Day: 11}
)

// withoutProbation reports whether an admission can have been in those years: 1977 can.
func withoutProbation(joined value.Date) bool {
	return !joined.IsZero() && joined.Last().Compare(noProbationFrom) >= 0 && joined.First().Compare(noProbationTo) <= 0
}

// mustBeWithoutProbation reports whether an admission was in those years, whatever is unknown of it: 1977 need not.
func mustBeWithoutProbation(joined value.Date) bool {
	return !joined.IsZero() && joined.First().Compare(noProbationFrom) >= 0 && joined.Last().Compare(noProbationTo) <= 0
}
