package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Transfer is the transfer of a member's party membership (组织关系) into a community's branch or out of it.
var Transfer = catalog.New(catalog.Kind{
	Key: "transfer", Title: "组织关系转接", Unit: "人次", Name: "name",
	Describe: func(r catalog.Record) string {
		return r.Get("name").Canonical() + TransferDirection.Format(r.Get("direction"))
	},
	Aliases: []string{"组织关系转接", "组织关系转移", "组织关系介绍信", "介绍信登记", "党员转接", "转入转出", "转接台账", "转接登记", "组织关系"},
	Groups:  []string{groupBasic, "介绍信", "办理", groupOther},
	Fields: []catalog.Field{
		{Key: "direction", Title: "转接方向", Type: TransferDirection, Required: true, Default: directionByEnds, Width: 14, Group: groupBasic, Aliases: []string{"转入/转出", "转接类型", "转接类别", "转接方式", "类型(转入/转出)", "转入或转出", "方向"}},
		{Key: "date", Title: "办理日期", Type: catalog.Date{}, Width: 26, Group: groupBasic, Aliases: []string{"转接日期", "转接时间", "办理时间", "登记日期", "日期"}},
		{Key: "name", Title: "姓名", Type: catalog.PersonName{}, Required: true, Width: 18, Group: groupBasic, Search: true, Aliases: []string{"党员姓名", "名字"}},
		{Key: "sex", Title: "性别", Type: Sex, Width: 10, Group: groupBasic},
		{Key: "birth", Title: "出生年月", Type: catalog.Date{}, Width: 22, Group: groupBasic, Aliases: []string{"出生日期"}},
		{Key: "id_number", Title: "身份证号码", Type: catalog.IDNumber{}, Sensitive: true, Width: 40, Group: groupBasic, Search: true,
			Aliases: []string{"身份证号", "公民身份号码", "公民身份证号", "公民身份证号码", "身份证件号码", "证件号码"}},
		{Key: "political_status", Title: "政治面貌", Type: PoliticalStatus, Width: 18, Group: groupBasic, Aliases: []string{"正式/预备", "党员类型"}},
		{Key: "phone", Title: "联系电话", Type: catalog.Phone{}, Sensitive: true, Width: 28, Group: groupBasic, Search: true,
			Aliases: []string{"手机", "手机号", "手机号码", "电话", "本人电话"}},
		{Key: "member", Title: "党员记录", Type: toMember, Width: 18, Group: groupBasic, Aliases: []string{"对应党员"}},
		branchField("所在社区", "社区名称"),
		{Key: "from", Title: "转出党组织", Type: catalog.Text{}, Width: 40, Group: groupBasic, Search: true,
			Aliases: []string{"原所在党组织", "原所在党支部", "原党组织", "从何处转来", "转自", "转出单位", "原单位", "开出单位", "来自", "转出支部", "原组织关系所在党组织", "由何处转来", "转出党支部"}},
		{Key: "to", Title: "转入党组织", Type: catalog.Text{}, Width: 40, Group: groupBasic, Search: true,
			Aliases: []string{"接收党组织", "接收党支部", "转往党组织", "转往何处", "转往单位", "转往支部", "转往", "转入单位", "接收单位", "去向", "转去单位", "转入支部", "转往何地", "转入党支部"}},
		{Key: "reason", Title: "转接原因", Type: catalog.Text{}, Width: 24, Group: groupBasic, Aliases: []string{"原因", "事由", "转接事由"}},
		{Key: "letter", Title: "介绍信编号", Type: catalog.Text{}, Width: 26, Group: "介绍信", Search: true, Aliases: []string{"介绍信", "介绍信号", "介绍信号码", "字号"}},
		{Key: "sent", Title: "介绍信开出日期", Type: catalog.Date{}, Width: 24, Group: "介绍信", Aliases: []string{"开出日期", "开具日期", "开具时间", "介绍信日期", "转出日期", "转出时间"}},
		{Key: "valid_days", Title: "有效期(天)", Type: catalog.Int{Unit: "天"}, Width: 16, Group: "介绍信", Aliases: []string{"有效期", "有效天数", "介绍信有效期"}},
		{Key: "due", Title: "有效期至", Type: catalog.Date{}, Width: 24, Group: "介绍信", Derive: transferDue, Aliases: []string{"有效期截止", "有效截止日期"}},
		{Key: "paid_until", Title: "党费交至", Type: catalog.Date{}, Width: 20, Group: "介绍信", Aliases: []string{"党费交纳至", "党费缴至", "党费已交至"}},
		{Key: "received", Title: "接收日期", Type: catalog.Date{}, Width: 24, Group: "办理", Aliases: []string{"接收时间", "转入日期", "转入时间", "报到日期", "报到时间", "落实日期", "落实时间", "组织关系落实时间"}},
		{Key: "receipt", Title: "回执日期", Type: catalog.Date{}, Width: 24, Group: "办理", Aliases: []string{"回执时间", "回执联日期", "收到回执日期", "回执"}},
		{Key: "state", Title: "办理状态", Type: transferState, Width: 18, Group: "办理", Aliases: []string{"状态", "转接状态", "办理情况", "落实情况", "办理结果", "是否落实"}},
		noteField,
	},
	Identity: []catalog.Identity{
		{Fields: []string{"letter", "direction"}, Sure: true},
		{Fields: []string{"id_number", "direction", "date"}, Sure: true},
		{Fields: []string{"name", "direction", "date"}},
		{Fields: []string{"name", "direction", "org"}},
	},
	Rules: []catalog.Rule{birthMatchesID, sexMatchesID, bornBefore, notInFuture("date", "sent", "received", "receipt"), datesFollow("transfer_order", "sent", "received", "receipt"),
		notBelowZero("valid_days"), transferSettled, transferOverdue},
	Views: []catalog.View{
		{
			Name: "登记表", Title: "%s党员组织关系转接登记表", Default: true, Sort: []string{"date"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "date"}, {Field: "direction"}, {Field: "org"}, {Field: "name"}, {Field: "sex"}, {Field: "from"}, {Field: "to"},
				{Field: "letter"}, {Field: "due"}, {Field: "received"}, {Field: "receipt"}, {Field: "state"}, {Field: "note"},
			},
		},
		{
			Name: "介绍信存根", Title: "%s党员组织关系介绍信存根", Sort: []string{"sent"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "letter"}, {Field: "name"}, {Field: "sex"}, {Field: "birth"}, {Field: "id_number"}, {Field: "political_status"},
				{Field: "from"}, {Field: "to"}, {Field: "paid_until"}, {Field: "sent"}, {Field: "valid_days"}, {Field: "phone"}, {Field: "receipt"},
			},
		},
	},
})

// toMember is the reference to a record of the members' roster.
var toMember = catalog.Ref{Kind: "member", Loose: true}

// branchField is the community whose branch a thing concerns; branches are written for communities.
func branchField(more ...string) catalog.Field {
	return catalog.Field{Key: "org", Title: "社区", Type: toOrg, Width: 22, Group: groupBasic,
		Aliases: append([]string{"所在党支部", "所属党支部", "所在支部", "所属支部", "党支部", "党支部名称", "支部名称", "所属社区", "村(社区)", "村社区"}, more...)}
}

// directionByEnds tells the direction of a transfer of which one end alone is given: 转往何处.
func directionByEnds(r catalog.Record) value.Value {
	from, to := r.Get("from").Canonical(), r.Get("to").Canonical()
	switch {
	case from == "" && to != "":
		return value.Text(TransferOut)
	case from != "" && to == "":
		return value.Text(TransferIn)
	}
	return value.Value{}
}

// The directions and states of a transfer that rules and tallies name.
const (
	TransferIn      = "转入"
	TransferOut     = "转出"
	TransferRunning = "办理中"
	TransferSettled = "已落实"
)

// TransferDirection says whether a member comes or goes.
var TransferDirection = catalog.NewChoice(
	catalog.Choice{Code: TransferIn, Title: "转入", Aliases: []string{"转进", "接收", "迁入", "入"}},
	catalog.Choice{Code: TransferOut, Title: "转出", Aliases: []string{"转往", "迁出", "出"}},
).Guessing(func(word string) (string, bool) {
	return firstContained(word, [][2]string{{"转入", TransferIn}, {"转出", TransferOut}})
})

// transferState is how far a transfer has come.
var transferState = catalog.NewChoice(
	catalog.Choice{Code: TransferRunning, Title: "办理中", Aliases: []string{"在途", "转接中", "未落实", "待落实", "待接收", "已开出", "未办结", "正在办理"}},
	catalog.Choice{Code: TransferSettled, Title: "已落实", Aliases: []string{"已接收", "已办结", "办结", "已转入", "已转出", "完成", "已完成", "落实"}},
	catalog.Choice{Code: "退回", Title: "退回", Aliases: []string{"已退回", "退件", "被退回"}},
	catalog.Choice{Code: "撤销", Title: "撤销", Aliases: []string{"已撤销", "作废", "取消"}},
)

// TransferIsOpen reports whether a transfer is neither settled nor given up. One without a state is open until the
// receipt is there.
func TransferIsOpen(r catalog.Record) bool {
	state := r.Get("state")
	return state.Canonical() == TransferRunning || state.IsEmpty() && r.Get("receipt").IsEmpty()
}

// transferDue is the last day on which the letter of introduction counts. It is known only if its days are.
func transferDue(r catalog.Record, _ value.Date) value.Value {
	sent := r.Date("sent")
	if sent.IsZero() {
		sent = r.Date("date")
	}
	days, ok := r.Get("valid_days").Int()
	if !ok || days <= 0 || days > 366 {
		return value.Value{}
	}
	return addDays(sent, int(days)).Value()
}

// transferSettled finds transfers of which the receipt is there, and which are still called open.
func transferSettled(r catalog.Record, _ value.Date) []catalog.Problem {
	receipt := r.Date("receipt")
	if receipt.IsZero() || r.Get("state").Canonical() != TransferRunning {
		return nil
	}
	p := doubt("transfer_settled", "state", "已于 %s 收到回执,状态仍是办理中", receipt.Chinese())
	p.Suggestion = value.Text(TransferSettled)
	return []catalog.Problem{p}
}

// transferOverdue finds open transfers whose letter no longer counts.
func transferOverdue(r catalog.Record, asof value.Date) []catalog.Problem {
	due, ok := transferDue(r, asof).Date()
	if !ok || asof.IsZero() || !TransferIsOpen(r) || asof.First().Compare(due) <= 0 {
		return nil
	}
	return []catalog.Problem{doubt("transfer_overdue", "state", "介绍信有效期至 %s,尚未落实", due.Chinese())}
}
