package ledger

import "taizhang/data/catalog"

// Visit is one entry in the log of visits of condolence (走访慰问).
var Visit = catalog.New(catalog.Kind{
	Key: "visit", Title: "走访慰问", Unit: "次",
	Describe: logLabel("category"),
	Aliases:  []string{"走访慰问登记", "慰问登记", "慰问台账", "走访慰问", "慰问名册", "慰问发放", "慰问金发放", "慰问品发放", "慰问金签领", "慰问品签领", "慰问"},
	Groups:   []string{groupBasic, groupRecipient, groupOther},
	Fields: []catalog.Field{
		dateField("慰问时间", "走访时间", "慰问日期", "走访日期", "日期", "时间"),
		orgField,
		{Key: "category", Title: "慰问对象类别", Type: visitCategory, Required: true, Width: 26, Group: groupBasic, Search: true,
			Aliases: []string{"类别", "对象类别", "困难类型", "慰问类别", "慰问对象", "人员类别"}},
		{Key: "goods", Title: "慰问品", Type: catalog.Text{}, Width: 30, Group: groupBasic, Search: true, Aliases: []string{"物品", "慰问物资", "慰问物品", "实物", "物资"}},
		{Key: "money", Title: "慰问金", Type: catalog.Money{}, Width: 20, Group: groupBasic, Aliases: []string{"慰问金(元)", "金额", "金额(元)", "慰问金额", "慰问款", "现金", "慰问金数额"}},
		countField("人次", "慰问人次", "人数", "慰问人数", "户数", "人次数"),
		{Key: "visitor", Title: "走访人", Type: catalog.Text{}, Width: 24, Group: groupBasic, Search: true, Aliases: []string{"慰问人", "带队领导", "走访领导", "走访干部"}},
		{Key: "recipient", Title: "签收人", Type: catalog.PersonName{}, Width: 20, Group: groupRecipient, Search: true, Aliases: []string{"姓名", "领取人", "慰问对象姓名", "受助人", "户主姓名", "受慰问人", "被慰问人", "户主", "受益人"}},
		{Key: "sex", Title: "性别", Type: Sex, Width: 10, Group: groupRecipient},
		{Key: "age", Title: "年龄", Type: catalog.Int{Unit: "岁"}, Width: 10, Group: groupRecipient, Aliases: []string{"周岁", "年龄(岁)"}},
		{Key: "family", Title: "家庭人口", Type: catalog.Int{Unit: "人"}, Width: 14, Group: groupRecipient, Aliases: []string{"家庭人口数", "家庭人数"}},
		{Key: "reason", Title: "困难原因", Type: catalog.Text{}, Width: 30, Group: groupRecipient, Aliases: []string{"致困原因", "困难情况", "致贫原因", "困难主要原因"}},
		{Key: "address", Title: "住址", Type: catalog.Text{}, Sensitive: true, Width: 36, Group: groupRecipient, Aliases: []string{"家庭住址", "地址", "现住址", "家庭地址", "居住地址"}},
		{Key: "signed", Title: "签收", Type: catalog.Text{}, Width: 24, Group: groupRecipient, Aliases: []string{"签领", "签收情况", "签收栏", "领取人签名", "签名", "领取人签字", "本人签字", "签字"}},
		picturesField("慰问照片", "走访照片"),
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"date", "org", "category", "recipient"}, Sure: true}, {Fields: []string{"date", "org", "category"}}},
	Rules:    []catalog.Rule{happened, countPositive},
	Views: []catalog.View{{
		Name: "登记表", Title: "%s走访慰问登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "category"}, {Field: "goods"}, {Field: "money", Heading: "慰问金(元)", Sum: true},
			{Field: "count", Sum: true}, {Field: "visitor"}, {Field: "recipient"}, {Field: "note"},
		},
	}, {
		Name: "慰问签领表", Title: "%s慰问金慰问品签领表", Only: catalog.Holding("recipient"), Sort: []string{"date", "org"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "recipient", Heading: "姓名"}, {Field: "sex"}, {Field: "age"}, {Field: "family"},
			{Field: "category", Heading: "困难类型"}, {Field: "reason"}, {Field: "address"}, {Field: "money", Heading: "慰问金(元)", Sum: true}, {Field: "goods"},
			{Field: "date"}, {Field: "signed", Width: 28}, {Field: "note"},
		},
	}},
})

// groupRecipient is filled in only where somebody signs for what is brought.
const groupRecipient = "领取人"

// visitCategory lists whom offices visit.
var visitCategory = catalog.NewChoice(
	catalog.Choice{Code: "老年人", Title: "老年人", Aliases: []string{"老人", "孤寡老人", "高龄老人"}},
	catalog.Choice{Code: "少年儿童", Title: "少年儿童", Aliases: []string{"儿童", "留守儿童", "孤儿", "青少年"}},
	catalog.Choice{Code: "残疾人", Title: "残疾人", Aliases: []string{"残疾", "残疾人员", "残疾户"}},
	catalog.Choice{Code: "经济困难户", Title: "经济困难户", Aliases: []string{"困难户", "低保户", "低保", "特困户", "五保户", "贫困户", "困难群众", "困难家庭", "困难党员", "困难职工"}},
	catalog.Choice{Code: "优抚对象", Title: "优抚对象", Aliases: []string{"优抚", "军烈属", "烈属", "军属", "退伍军人", "复员军人", "伤残军人"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
).Guessing(guessVisit)

func guessVisit(word string) (string, bool) {
	return firstContained(word, [][2]string{
		{"军", "优抚对象"}, {"优抚", "优抚对象"}, {"烈属", "优抚对象"}, {"老人", "老年人"}, {"老年", "老年人"}, {"岁以上", "老年人"}, {"儿童", "少年儿童"},
		{"残疾", "残疾人"}, {"困难", "经济困难户"}, {"低保", "经济困难户"},
	})
}
