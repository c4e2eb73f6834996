package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Economy is what a community's collective earned and spent in a year, or in a month.
var Economy = catalog.New(catalog.Kind{
	Key: "economy", Title: "集体经济", Unit: "笔",
	Describe: economyLabel,
	Aliases:  []string{"集体经济收支", "集体经济台账", "社区集体经济", "集体经济", "收支情况", "收支统计", "经济收入"},
	Groups:   []string{groupBasic, "收入", "支出", groupOther},
	Fields: []catalog.Field{
		{Key: "date", Title: "年度", Type: catalog.Date{}, Required: true, Width: 22, Group: groupBasic, Aliases: []string{"年份", "年月", "月份", "期间", "时间", "日期"}, Hint: "2003年,或 2003年6月"},
		orgField,
		{Key: "rent", Title: "租赁收入", Type: catalog.Money{}, Width: 24, Group: "收入", Aliases: []string{"资产租赁收入", "出租收入", "租金收入", "租金", "门面出租", "门面租金", "房屋出租", "出租", "收入/租赁收入", "收入/租金", "租赁收入(元)"}},
		{Key: "business", Title: "经营收入", Type: catalog.Money{}, Width: 24, Group: "收入", Aliases: []string{"经营性收入", "服务收入", "收入/经营收入", "企业上交收入", "经营收入(元)"}},
		{Key: "subsidy", Title: "上级补助", Type: catalog.Money{}, Width: 24, Group: "收入", Aliases: []string{"补助收入", "财政补助", "上级拨款", "拨款", "补助", "收入/上级补助", "收入/补助", "上级补助(元)"}},
		{Key: "donation", Title: "捐赠收入", Type: catalog.Money{}, Width: 24, Group: "收入", Aliases: []string{"捐赠", "捐助", "赞助", "捐助收入", "单位赞助", "收入/捐赠", "收入/捐助", "捐赠收入(元)"}},
		{Key: "other", Title: "其他收入", Type: catalog.Money{}, Width: 24, Group: "收入", Aliases: []string{"其它收入", "收入/其他", "收入/其它", "其他收入(元)"}},
		{Key: "income", Title: "收入合计", Type: catalog.Money{}, Width: 26, Group: "收入", Aliases: []string{"总收入", "收入", "集体收入", "全年收入", "收入总额", "收入/合计", "收入/小计", "收入合计(元)", "集体经济收入"}},
		{Key: "spending", Title: "支出合计", Type: catalog.Money{}, Width: 26, Group: "支出", Aliases: []string{"总支出", "支出", "全年支出", "支出总额", "支出/合计", "支出合计(元)"}},
		{Key: "purpose", Title: "支出用途", Type: catalog.Text{Lines: 2}, Width: 50, Group: "支出", Search: true, Aliases: []string{"用途", "支出内容", "支出项目"}},
		{Key: "balance", Title: "结余", Type: catalog.Money{}, Width: 24, Group: "支出", Derive: balance, Aliases: []string{"收支结余", "余额", "盈亏", "结余(元)"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"date", "org"}, Sure: true}},
	Rules:    []catalog.Rule{happened, incomeAddsUp, amountsPositive},
	Views: []catalog.View{{
		Name: "收支表", Title: "%s社区集体经济收支一览表", Default: true, Sort: []string{"date", "org"}, Columns: []catalog.ViewColumn{
			{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "org"}, {Field: "rent", Heading: "收入(元)/租赁收入", Sum: true},
			{Field: "business", Heading: "收入(元)/经营收入", Sum: true}, {Field: "subsidy", Heading: "收入(元)/上级补助", Sum: true},
			{Field: "donation", Heading: "收入(元)/捐赠收入", Sum: true}, {Field: "other", Heading: "收入(元)/其他收入", Sum: true},
			{Field: "income", Heading: "收入(元)/收入合计", Sum: true}, {Field: "spending", Heading: "支出合计(元)", Sum: true},
			{Field: "balance", Heading: "结余(元)", Sum: true}, {Field: "purpose"}, {Field: "note"},
		},
	}},
})

func economyLabel(r catalog.Record) string { return r.Date("date").Chinese() + "收支" }

// incomeSources are the fields that income is made of.
func incomeSources() []string { return []string{"rent", "business", "subsidy", "donation", "other"} }

// sourcesTotal returns what the sources add up to, in fen; ok is false if none is given.
func sourcesTotal(r catalog.Record) (fen int64, ok bool) {
	for _, key := range incomeSources() {
		if n, filled := r.Get(key).Int(); filled {
			fen, ok = fen+n, true
		}
	}
	return fen, ok
}

// balance is income less spending. An income that isn't given is the sum of its sources.
func balance(r catalog.Record, _ value.Date) value.Value {
	income, earned := r.Get("income").Int()
	if !earned {
		income, earned = sourcesTotal(r)
	}
	spending, spent := r.Get("spending").Int()
	if !earned && !spent {
		return value.Value{}
	}
	return value.Int(income - spending)
}

// incomeAddsUp compares the income with the sum of its sources.
func incomeAddsUp(r catalog.Record, _ value.Date) []catalog.Problem {
	total, ok := sourcesTotal(r)
	income, given := r.Get("income").Int()
	if !ok || r.Get("income").IsUnread() || given && income == total {
		return nil
	}
	p := doubt("income_sum", "income", "收入合计与各项收入之和 %s 元不符", value.FormatMoney(total))
	if !given {
		p.Text = "没有填写收入合计,各项收入之和是 " + value.FormatMoney(total) + " 元"
	}
	p.Suggestion = value.Int(total)
	return []catalog.Problem{p}
}

// amountsPositive checks that no amount is below nothing.
func amountsPositive(r catalog.Record, _ value.Date) []catalog.Problem {
	var out []catalog.Problem
	for _, key := range append(incomeSources(), "income", "spending") {
		if n, ok := r.Get(key).Int(); ok && n < 0 {
			out = append(out, doubt("money_negative", key, "%s %s 元小于 0", r.Kind.Field(key).Title, value.FormatMoney(n)))
		}
	}
	return out
}
