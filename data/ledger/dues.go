package ledger

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Dues is what one member has to pay, and has paid, for one month (党费).
var Dues = catalog.New(catalog.Kind{
	Key: "dues", Title: "党费", Unit: "笔",
	Describe: func(r catalog.Record) string {
		return strings.TrimSpace(r.Date("month").Chinese() + " " + r.Get("name").Canonical())
	},
	Aliases: []string{"党费收缴登记表", "党费交纳登记表", "党费收缴", "党费交纳", "党费缴纳", "党费台账", "党费"},
	Groups:  []string{groupBasic, groupDues, groupOther},
	Fields: []catalog.Field{
		branchField("所在党组织", "社区名称", "所在社区"),
		{Key: "name", Title: "姓名", Type: catalog.PersonName{}, Required: true, Width: 20, Group: groupBasic, Search: true, Aliases: []string{"党员姓名", "交纳人", "缴费人"}},
		{Key: "id_number", Title: "身份证号码", Type: catalog.IDNumber{}, Sensitive: true, Width: 40, Group: groupBasic, Search: true,
			Aliases: []string{"身份证号", "公民身份号码", "公民身份证号", "公民身份证号码", "身份证件号码", "证件号码", "身份证"}},
		{Key: "member", Title: "党员", Type: catalog.Ref{Kind: "member", By: []string{"id_number", "name", "org"}}, Width: 20, Group: groupBasic},
		{Key: "class", Title: "交费类别", Type: PayerClass, Width: 20, Group: groupDues, Aliases: []string{"缴费类别", "党费类别", "人员类别", "党员类别", "党员类型", "类别"}},
		{Key: "month", Title: "月份", Type: catalog.Date{Months: true}, Required: true, Width: 22, Group: groupDues, Hint: "2003-05",
			Aliases: []string{"缴费月份", "交纳月份", "交费月份", "所属月份", "党费月份", "年月", "费款所属期"}},
		{Key: "base", Title: "核算基数", Type: catalog.Money{}, Width: 20, Group: groupDues, Hint: "每月税后收入,如 3200",
			Aliases: []string{"核算基数(元)", "交纳基数", "缴纳基数", "缴费基数", "计算基数", "党费基数", "月收入", "基数"}},
		{Key: "due", Title: "应交金额", Type: catalog.Money{Cents: true}, Width: 18, Group: groupDues, Default: duesByTier,
			Aliases: []string{"应交金额(元)", "应缴金额", "应交", "应缴", "应交党费", "应缴党费", "月应交", "月应缴", "每月应交", "每月应缴", "月交纳标准", "缴费标准", "应缴纳金额", "应交纳金额", "应缴纳党费"}},
		{Key: "paid", Title: "实交金额", Type: catalog.Money{Cents: true}, Width: 18, Group: groupDues,
			Aliases: []string{"实交金额(元)", "实缴金额", "实交", "实缴", "实交党费", "实缴党费", "已交金额", "已缴金额", "缴费金额", "交纳金额", "缴纳金额", "交费金额", "实际缴纳", "实收金额", "缴费额", "实缴纳金额", "实收"}},
		{Key: "owed", Title: "欠交金额", Type: catalog.Money{Cents: true}, Width: 18, Group: groupDues, Derive: duesOwed, Aliases: []string{"欠缴金额", "欠交", "欠缴"}},
		{Key: "paid_on", Title: "交纳日期", Type: catalog.Date{}, Width: 24, Group: groupDues, Aliases: []string{"缴纳日期", "缴费日期", "交费日期", "交纳时间", "缴费时间", "收缴日期", "收款日期"}},
		noteField,
	},
	Identity: []catalog.Identity{{Fields: []string{"id_number", "month"}, Sure: true}, {Fields: []string{"name", "org", "month"}, Sure: true}},
	Rules:    []catalog.Rule{notBelowZero("base", "due", "paid"), duesAsTiers, notInFuture("paid_on")},
	Spread:   &catalog.Spread{By: "month", Value: "paid", Of: []string{"org", "name", "id_number"}, Each: "due"},
	Views: []catalog.View{
		{
			Name: "月报表", Title: "%s党费收缴登记表", Default: true, Sort: []string{"month", "org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "month"}, {Field: "name"}, {Field: "id_number"}, {Field: "org", Heading: "所属党支部"}, {Field: "class"},
				{Field: "base", Heading: "核算基数(元)"}, {Field: "due", Heading: "应交金额(元)", Sum: true}, {Field: "paid", Heading: "实交金额(元)", Sum: true},
				{Field: "paid_on"}, {Field: "note"},
			},
		},
		{
			Name: "年度表", Title: "%s党费收缴情况表", Wide: true, Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "org", Heading: "所在党支部"}, {Field: "base", Heading: "核算基数(元)"},
				{Field: "due", Heading: "缴费金额(元)"}, {Field: "paid", Width: 14},
			},
		},
	},
})

const groupDues = "党费"

// PayerClass lists the sorts of members whose dues are counted differently (中国共产党党费收缴、使用和管理的规定).
var PayerClass = catalog.NewChoice(
	catalog.Choice{Code: PayerWorking, Title: "在职", Aliases: []string{"在职职工", "在职党员", "职工", "在岗"}},
	catalog.Choice{Code: PayerRetired, Title: "离退休", Aliases: []string{"离休", "退休", "离退休党员", "离退休干部", "退休职工"}},
	catalog.Choice{Code: PayerFarmer, Title: "农民", Aliases: []string{"农民党员", "务农"}},
	catalog.Choice{Code: PayerStudent, Title: "学生", Aliases: []string{"学生党员", "在校学生", "毕业待分配学生"}},
	catalog.Choice{Code: PayerLaidOff, Title: "下岗失业", Aliases: []string{"下岗", "失业", "下岗职工", "下岗失业人员"}},
	catalog.Choice{Code: PayerRelief, Title: "低保", Aliases: []string{"低保户", "最低生活保障", "领取最低生活保障金", "抚恤救济"}},
	catalog.Choice{Code: PayerExempt, Title: "免交", Aliases: []string{"免缴", "批准免交"}},
)

// The codes of PayerClass.
const (
	PayerWorking = "在职"
	PayerRetired = "离退休"
	PayerFarmer  = "农民"
	PayerStudent = "学生"
	PayerLaidOff = "下岗失业"
	PayerRelief  = "低保"
	PayerExempt  = "免交"
)

// duesTier is one step of the tiers: the rate on the whole base, up to and including most.
type duesTier struct {
	most int64 // fen a month; the last tier has no bound
	rate int64 // in thousandths
}

// The tiers (DOMAIN.md §4). A base is the income of a month after tax.
var (
	workingTiers = []duesTier{{3000_00, 5}, {5000_00, 10}, {10000_00, 15}, {0, 20}}
	retiredTiers = []duesTier{{5000_00, 5}, {0, 10}}
)

// The fixed dues, in fen a month.
const (
	leastDues       = 20  // of students, the laid-off, and those on relief; the least of farmers
	mostFarmersDues = 100 // the most of farmers
	duesTolerance   = 5   // offices round to 0.1 yuan
)

// tierDues returns the dues on a base, both in fen, halves rounded up.
func tierDues(tiers []duesTier, base int64) int64 {
	last := tiers[len(tiers)-1]
	for _, t := range tiers[:len(tiers)-1] {
		if base <= t.most {
			last = t
			break
		}
	}
	return (base*last.rate + 500) / 1000
}

// DuesOf returns what a member of a class owes for a month on a base, in fen: the least and the most that is right. ok
// is false if class and base don't tell. An unknown class is taken for one that pays on a base.
func DuesOf(class string, base value.Value) (least, most int64, ok bool) {
	switch class {
	case PayerFarmer:
		return leastDues, mostFarmersDues, true
	case PayerStudent, PayerLaidOff, PayerRelief:
		return leastDues, leastDues, true
	case PayerExempt:
		return 0, 0, true
	}
	fen, ok := base.Int()
	if !ok || fen < 0 {
		return 0, 0, false
	}
	working, retired := tierDues(workingTiers, fen), tierDues(retiredTiers, fen)
	switch class {
	case PayerWorking:
		return working, working, true
	case PayerRetired:
		return retired, retired, true
	}
	return retired, working, true
}

// duesByTier is what is to be paid where class and base tell it exactly.
func duesByTier(r catalog.Record) value.Value {
	class := r.Get("class").Canonical()
	least, most, ok := DuesOf(class, r.Get("base"))
	if !ok || class == "" || least != most {
		return value.Value{}
	}
	return value.Int(least)
}

// duesAsTiers doubts dues that are not those of the tiers. Without a class those of working and of retired members are
// both right.
func duesAsTiers(r catalog.Record, _ value.Date) []catalog.Problem {
	class := r.Get("class").Canonical()
	due, given := r.Get("due").Int()
	least, most, ok := DuesOf(class, r.Get("base"))
	if !given || !ok {
		return nil
	}
	fits := due >= least-duesTolerance && due <= most+duesTolerance
	if class == "" {
		fits = near(due, least) || near(due, most)
	}
	if fits {
		return nil
	}
	right := value.FormatMoney(least)
	if least != most {
		word := " 至 "
		if class == "" {
			word = "(离退休)或 "
		}
		right += word + value.FormatMoney(most)
	}
	p := doubt("dues_tier", "due", "应交 %s 元,按规定应为 %s 元", value.FormatMoney(due), right)
	if least == most {
		p.Suggestion = value.Int(least)
	}
	return []catalog.Problem{p}
}

func near(a, b int64) bool { return a >= b-duesTolerance && a <= b+duesTolerance }

// duesOwed is what is missing of what is due, once the month is over.
func duesOwed(r catalog.Record, asof value.Date) value.Value {
	due, ok := r.Get("due").Int()
	month := r.Date("month")
	if !ok || month.IsZero() || asof.IsZero() || month.Last().Compare(asof.Last()) > 0 {
		return value.Value{}
	}
	paid, _ := r.Get("paid").Int()
	if owed := due - paid; owed > 0 {
		return value.Int(owed)
	}
	return value.Value{}
}
