package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Candidate is a person on the way into the party (发展党员): from the application to the end of probation, by the 25
// steps of Steps.
var Candidate = catalog.New(catalog.Kind{
	Key: "candidate", Title: "发展党员", Unit: "人", Name: "name",
	Aliases: []string{"发展党员台账", "发展党员", "入党积极分子", "发展对象", "入党申请人", "积极分子", "预备党员名册"},
	Telling: []string{"stage", "applied", "activist", "activist_training_from", "activist_training_to", "contacts", "prospect", "prospect_training_from", "prospect_training_to",
		"introducers", "vetted", "planned", "form_issued", "form_number", "confirmation_applied"},
	Groups: []string{groupBasic, groupStage, sectionApply, sectionActivist, sectionProspect, sectionAdmission, sectionProbation, groupWork, groupContact, groupOther},
	Fields: withAliases(personFields(candidateFields()...), map[string][]string{
		"org": {"联系党支部", "培养党支部", "申请党支部"},
	}),
	Identity: personIdentity,
	Rules: personRules(joinedOfAge, confirmedAfterProbation, stepsInOrder, stepsHaveBeen, observedAYear, probationProlonged,
		datesFollow("training_order", "activist_training_from", "activist_training_to"), datesFollow("training_order", "prospect_training_from", "prospect_training_to")),
	Views: []catalog.View{
		{
			Name: "台账", Title: "%s发展党员台账", Default: true, Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "name"}, {Field: "org", Heading: "联系党支部"}, {Field: "applied"}, {Field: "activist"},
				{Field: "activist_training_from", Heading: "积极分子培训/起"}, {Field: "activist_training_to", Heading: "积极分子培训/止"}, {Field: "activist_score", Heading: "积极分子培训/结业成绩"},
				{Field: "prospect"}, {Field: "prospect_training_from", Heading: "发展对象培训/起"}, {Field: "prospect_training_to", Heading: "发展对象培训/止"},
				{Field: "prospect_score", Heading: "发展对象培训/结业成绩"}, {Field: "planned"}, {Field: "form_issued"}, {Field: "form_number"}, {Field: "joined"}, {Field: "confirmed"},
				{Field: "stage"}, {Field: "note"},
			},
		},
		{
			Name: "花名册", Title: "%s发展党员花名册", Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "sex"}, {Field: "ethnicity"}, {Field: "birth"}, {Field: "education"},
				{Field: "work_unit"}, {Field: "applied"}, {Field: "activist"}, {Field: "prospect"}, {Field: "joined"}, {Field: "confirmed"}, {Field: "contacts"}, {Field: "stage"}, {Field: "note"},
			},
		},
		{
			Name: "进度表", Title: "%s发展党员工作进度表", Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "stage"}, {Field: "step"}, {Field: "next_step"}, {Field: "next_from"}, {Field: "next_by"}, {Field: "note"},
			},
		},
	},
})

const groupStage = "进展"

// candidateFields returns the fields of a candidate beside those of every person.
func candidateFields() []catalog.Field {
	day := func(key, title, group string, aliases ...string) catalog.Field {
		return catalog.Field{Key: key, Title: title, Type: catalog.Date{}, Width: 24, Group: group, Aliases: aliases}
	}
	people := func(key, title, group string, aliases ...string) catalog.Field {
		return catalog.Field{Key: key, Title: title, Type: catalog.Refs{Ref: toMember}, Width: 28, Group: group, Search: true, Aliases: aliases}
	}
	text := func(key, title string, width float32, group string, aliases ...string) catalog.Field {
		return catalog.Field{Key: key, Title: title, Type: catalog.Text{}, Width: width, Group: group, Aliases: aliases}
	}
	derived := func(key, title string, typ catalog.Type, width float32, derive func(Progress) value.Value, aliases ...string) catalog.Field {
		return catalog.Field{Key: key, Title: title, Type: typ, Width: width, Group: groupStage, Aliases: aliases,
			Derive: func(r catalog.Record, _ value.Date) value.Value { return derive(CandidateProgress(r)) }}
	}
	return []catalog.Field{
		derived("stage", "当前发展阶段", catalog.Text{}, 24, func(p Progress) value.Value { return value.Text(p.Stage) }, "发展阶段", "当前阶段", "所处阶段"),
		derived("step", "已完成步骤", catalog.Text{}, 36, func(p Progress) value.Value { return value.Text(p.Done.String()) }, "当前步骤"),
		derived("next_step", "下一步", catalog.Text{}, 36, func(p Progress) value.Value { return value.Text(p.Next.Step.String()) }, "下一步骤", "下步工作"),
		derived("next_from", "最早可办日期", catalog.Date{}, 24, func(p Progress) value.Value { return p.Next.Earliest.Value() }),
		derived("next_by", "最迟办理日期", catalog.Date{}, 24, func(p Progress) value.Value { return p.Next.Latest.Value() }),

		day("applied", "提交书面申请书时间", sectionApply, "提交申请时间", "申请入党时间", "递交入党申请书时间", "提交入党申请书时间", "申请时间", "递交申请书时间", "提交申请书时间", "申请入党日期"),
		day("talked", "派人谈话时间", sectionApply, "谈话时间"),

		day("activist", "确定为入党积极分子时间", sectionActivist, "确定积极分子时间", "确定为积极分子时间", "列为积极分子时间", "确定入党积极分子时间", "积极分子时间", "积极分子确定时间"),
		day("activist_filed", "积极分子备案时间", sectionActivist, "积极分子上级备案时间"),
		day("contacts_named", "指定培养联系人时间", sectionActivist, "确定培养联系人时间"),
		people("contacts", "培养联系人", sectionActivist, "培养人", "联系人", "入党联系人"),
		until("activist_training_to", day("activist_training_from", "积极分子培训开始", sectionActivist, "积极分子培训/起", "积极分子培训起", "积极分子培训开始时间",
			"积极分子培训/开始", "积极分子培训起止时间", "积极分子培训时间", "积极分子集中培训时间")),
		day("activist_training_to", "积极分子培训结束", sectionActivist, "积极分子培训/止", "积极分子培训止", "积极分子培训结束时间", "积极分子培训/结束"),
		text("activist_score", "积极分子培训成绩", 18, sectionActivist, "积极分子培训/结业成绩", "积极分子培训结业成绩", "结业成绩"),
		day("observed", "培养教育考察时间", sectionActivist, "考察时间", "培养考察时间"),

		day("prospect", "确定为发展对象时间", sectionProspect, "确定发展对象时间", "列为发展对象时间", "发展对象时间", "发展对象确定时间"),
		day("prospect_filed", "发展对象备案时间", sectionProspect, "发展对象上级备案时间"),
		day("introducers_named", "确定入党介绍人时间", sectionProspect, "确定介绍人时间"),
		people("introducers", "入党介绍人", sectionProspect, "介绍人", "入党介绍人姓名"),
		day("vetted", "政治审查时间", sectionProspect, "政审时间"),
		until("prospect_training_to", day("prospect_training_from", "发展对象培训开始", sectionProspect, "发展对象培训/起", "发展对象培训起", "发展对象培训开始时间",
			"发展对象培训/开始", "发展对象培训起止时间", "发展对象培训时间", "发展对象集中培训时间")),
		day("prospect_training_to", "发展对象培训结束", sectionProspect, "发展对象培训/止", "发展对象培训止", "发展对象培训结束时间", "发展对象培训/结束", "集中培训时间"),
		text("prospect_score", "发展对象培训成绩", 18, sectionProspect, "发展对象培训/结业成绩", "发展对象培训结业成绩", "结业成绩"),
		day("planned", "列入发展计划时间", sectionProspect, "列入计划时间"),

		day("examined", "支委会审查时间", sectionAdmission, "支部委员会审查时间"),
		day("preapproved", "上级预审时间", sectionAdmission, "预审时间", "党委预审时间"),
		day("form_issued", "领取志愿书时间", sectionAdmission, "领取入党志愿书时间", "志愿书领取时间"),
		text("form_number", "志愿书编号", 26, sectionAdmission, "入党志愿书编号", "志愿书号"),
		day("form_filled", "填写志愿书时间", sectionAdmission, "填写入党志愿书时间"),
		day("joined", "入党时间", sectionAdmission, "入党日期", "加入党组织日期", "加入中共时间", "接收预备党员时间", "接收为预备党员时间", "确定为预备党员时间", "支部大会通过时间", "支部大会接收时间"),
		day("interviewed", "上级谈话时间", sectionAdmission, "上级派人谈话时间", "党委谈话时间"),
		day("approved", "上级审批时间", sectionAdmission, "党委审批时间", "审批预备党员时间"),
		day("approval_filed", "再上一级备案时间", sectionAdmission, "组织部门备案时间", "审批备案时间"),

		day("assigned", "编入支部时间", sectionProbation, "编入党支部时间", "编入支部小组时间"),
		day("sworn", "入党宣誓时间", sectionProbation, "宣誓时间"),
		day("probation_observed", "继续教育考察时间", sectionProbation, "预备期考察时间", "预备党员考察时间"),
		{Key: "prolonged", Title: "延长预备期(月)", Type: catalog.Int{Unit: "个月"}, Width: 18, Group: sectionProbation, Aliases: []string{"延长预备期", "预备期延长", "延长月数"}},
		day("confirmation_applied", "转正申请时间", sectionProbation, "提交转正申请时间", "提出转正申请时间"),
		day("confirmation_voted", "转正支部大会时间", sectionProbation, "讨论转正时间", "支部大会讨论转正时间"),
		day("confirmation_approved", "转正审批时间", sectionProbation, "上级审批转正时间", "党委审批转正时间"),
		day("confirmed", "转正时间", sectionProbation, "转正日期", "转为正式党员日期", "转为正式党员时间", "转正年月"),
		day("archived", "材料归档时间", sectionProbation, "归档时间"),

		text("work_unit", "工作单位", 36, groupWork, "工作单位及职务", "单位及职务", "工作/学习单位"),
		{Key: "member", Title: "党员记录", Type: toMember, Width: 18, Group: groupOther, Aliases: []string{"对应党员"}},
	}
}

// withAliases returns fields in which some have further headings.
func withAliases(fields []catalog.Field, more map[string][]string) []catalog.Field {
	for i := range fields {
		fields[i].Aliases = append(fields[i].Aliases, more[fields[i].Key]...)
	}
	return fields
}

// stepsInOrder checks that no step was taken before one that comes earlier.
func stepsInOrder(r catalog.Record, _ value.Date) []catalog.Problem {
	var out []catalog.Problem
	var last Step
	for _, s := range Steps() {
		date := r.Date(s.Field)
		if date.IsZero() {
			continue
		}
		before := r.Date(last.Field)
		if !before.IsZero() && date.Last().Compare(before.First()) < 0 {
			out = append(out, doubt("step_order", s.Field, "第 %d 步「%s」(%s)早于第 %d 步「%s」(%s)", s.Number, s.Title, date.Chinese(), last.Number, last.Title, before.Chinese()))
		}
		last = s
	}
	return out
}

// stepsHaveBeen checks that no step is dated after today.
func stepsHaveBeen(r catalog.Record, asof value.Date) []catalog.Problem {
	keys := []string{"confirmed"}
	for _, s := range Steps() {
		keys = append(keys, s.Field)
	}
	return notInFuture(keys...)(r, asof)
}

// observedAYear checks that an activist was observed for a year at least before becoming 发展对象.
func observedAYear(r catalog.Record, _ value.Date) []catalog.Problem {
	activist, prospect := r.Date("activist"), r.Date("prospect")
	if activist.IsZero() || prospect.IsZero() || activist.FullYears(1, prospect) || !activist.FullYears(0, prospect) {
		return nil // the wrong order is told by stepsInOrder
	}
	return []catalog.Problem{doubt("observation", "prospect", "确定为积极分子(%s)至确定为发展对象(%s)不满一年", activist.Chinese(), prospect.Chinese())}
}

// probationProlonged checks by how much a probation was prolonged (党章 第七条: 不能少于半年,也不能超过一年), and that
// nobody was confirmed before its end.
func probationProlonged(r catalog.Record, _ value.Date) []catalog.Problem {
	months, ok := r.Get("prolonged").Int()
	if !ok || months == 0 {
		return nil
	}
	if months < prolongedLeast || months > prolongedMost {
		return []catalog.Problem{doubt("prolonged", "prolonged", "预备期延长 %d 个月,应为 %d 至 %d 个月", months, prolongedLeast, prolongedMost)}
	}
	confirmed, ends := r.Date("confirmed"), ProbationEnds(r)
	if confirmed.IsZero() || ends.IsZero() || confirmed.Last().Compare(ends.First()) >= 0 {
		return nil
	}
	return []catalog.Problem{doubt("probation_prolonged", "confirmed", "转正时间 %s 早于延长后的预备期满 %s", confirmed.Chinese(), ends.Chinese())}
}
