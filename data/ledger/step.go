package ledger

import (
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Step is one of the 25 steps by which a branch admits a member (发展党员).
type Step struct {
	Number  int    // from 1
	Title   string // 确定发展对象
	Field   string // key of the candidate's field that holds its day
	Section string // the part of the process: 发展对象的确定和考察
}

// The sections of the process.
const (
	sectionApply     = "申请入党"
	sectionActivist  = "入党积极分子的确定和培养"
	sectionProspect  = "发展对象的确定和考察"
	sectionAdmission = "预备党员的接收"
	sectionProbation = "预备党员的教育考察和转正"
)

// The numbers of the steps that begin a stage or have a clock.
const (
	stepTalk         = 2
	stepActivist     = 3
	stepObserve      = 6
	stepProspect     = 7
	stepAdmission    = 15
	stepApproval     = 17
	stepConfirmApply = 22
	stepConfirmVote  = 23
	stepConfirmed    = 24
)

// Steps returns the 25 steps in their order.
func Steps() []Step {
	list := []Step{
		{Title: "提交入党申请", Field: "applied", Section: sectionApply},
		{Title: "派人谈话", Field: "talked", Section: sectionApply},
		{Title: "推荐和确定入党积极分子", Field: "activist", Section: sectionActivist},
		{Title: "积极分子报上级备案", Field: "activist_filed", Section: sectionActivist},
		{Title: "指定培养联系人", Field: "contacts_named", Section: sectionActivist},
		{Title: "培养教育考察", Field: "observed", Section: sectionActivist},
		{Title: "确定发展对象", Field: "prospect", Section: sectionProspect},
		{Title: "发展对象报上级备案", Field: "prospect_filed", Section: sectionProspect},
		{Title: "确定入党介绍人", Field: "introducers_named", Section: sectionProspect},
		{Title: "政治审查", Field: "vetted", Section: sectionProspect},
		{Title: "集中培训", Field: "prospect_training_to", Section: sectionProspect},
		{Title: "支委会审查", Field: "examined", Section: sectionAdmission},
		{Title: "上级党委预审", Field: "preapproved", Section: sectionAdmission},
		{Title: "填写入党志愿书", Field: "form_filled", Section: sectionAdmission},
		{Title: "支部大会讨论接收", Field: "joined", Section: sectionAdmission},
		{Title: "上级党委派人谈话", Field: "interviewed", Section: sectionAdmission},
		{Title: "上级党委审批", Field: "approved", Section: sectionAdmission},
		{Title: "再上一级组织部门备案", Field: "approval_filed", Section: sectionAdmission},
		{Title: "编入党支部和党小组", Field: "assigned", Section: sectionProbation},
		{Title: "入党宣誓", Field: "sworn", Section: sectionProbation},
		{Title: "继续教育考察", Field: "probation_observed", Section: sectionProbation},
		{Title: "提出转正申请", Field: "confirmation_applied", Section: sectionProbation},
		{Title: "支部大会讨论转正", Field: "confirmation_voted", Section: sectionProbation},
		{Title: "上级党委审批转正", Field: "confirmation_approved", Section: sectionProbation},
		{Title: "材料归档", Field: "archived", Section: sectionProbation},
	}
	for i := range list {
		list[i].Number = i + 1
	}
	return list
}

// String returns the step as lists name it: 7 确定发展对象.
func (s Step) String() string {
	if s.Number == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", s.Number, s.Title)
}

// Done returns the day on which a candidate took the step, zero if not yet.
func (s Step) Done(r catalog.Record) value.Date {
	if d := r.Date(s.Field); !d.IsZero() || s.Number != stepConfirmVote {
		return d
	}
	return r.Date("confirmed") // sheets that keep few dates keep this one
}

// Window is when a step may be taken. A zero date is no bound.
type Window struct {
	Step             Step
	Earliest, Latest value.Date
	Why              string // in Chinese: 培养考察须满一年
}

// Progress is how far a candidate has come.
type Progress struct {
	Stage   string   // 入党申请人, 入党积极分子, 发展对象, 预备党员, 正式党员; "" if nothing has been done
	Done    Step     // the furthest step that was taken; zero if none
	Next    Window   // the step after it; its Step is zero if all is done
	Clocks  []Window // all steps from Next on that have a bound already, in order
	Skipped []Step   // steps before Done without a date
}

// The stages of a candidate, by what a branch calls the person.
const (
	StageApplicant = "入党申请人"
	StageActivist  = "入党积极分子"
	StageProspect  = "发展对象"
	StageProbation = "预备党员"
	StageMember    = "正式党员"
)

// CandidateProgress returns how far a candidate has come, and what is next and when.
func CandidateProgress(r catalog.Record) Progress {
	var p Progress
	steps := Steps()
	for _, s := range steps {
		if !s.Done(r).IsZero() {
			p.Done = s
		}
	}
	for _, s := range steps[:p.Done.Number] {
		if s.Done(r).IsZero() {
			p.Skipped = append(p.Skipped, s)
		}
	}
	p.Stage = stageAt(p.Done.Number, !r.Date("confirmed").IsZero())
	for _, s := range steps[p.Done.Number:] {
		w := window(r, s)
		if p.Next.Step.Number == 0 {
			p.Next = w
		}
		if w.Why != "" {
			p.Clocks = append(p.Clocks, w)
		}
	}
	return p
}

func stageAt(done int, confirmed bool) string {
	switch {
	case done >= stepConfirmed, confirmed:
		return StageMember
	case done >= stepAdmission:
		return StageProbation
	case done >= stepProspect:
		return StageProspect
	case done >= stepActivist:
		return StageActivist
	case done > 0:
		return StageApplicant
	}
	return ""
}

// The clocks of the process in months (中国共产党章程 第七条; 中国共产党发展党员工作细则, 2014). The longest and the
// shortest prolongation of probation are in prolonged.
const (
	talkMonths        = 1  // after an application a talk is held within a month
	observationMonths = 6  // an activist is looked at every half year
	activistMonths    = 12 // at least so long before somebody becomes 发展对象
	approvalMonths    = 3  // in which the superior decides
	probationMonths   = 12
	prolongedLeast    = 6
	prolongedMost     = 12
)

// window returns when a step may be taken, by what is known of the candidate.
func window(r catalog.Record, s Step) Window {
	w := Window{Step: s}
	within := func(since value.Date, months int, why string) {
		if !since.IsZero() {
			w.Latest, w.Why = since.Last().AddMonths(months), why
		}
	}
	after := func(since value.Date, months int, why string) {
		if !since.IsZero() {
			w.Earliest, w.Why = since.First().AddMonths(months), why
		}
	}
	switch s.Number {
	case stepTalk:
		within(r.Date("applied"), talkMonths, "收到申请后一个月内派人谈话")
	case stepObserve:
		within(r.Date("activist"), observationMonths, "积极分子每半年考察一次")
	case stepProspect:
		after(r.Date("activist"), activistMonths, "积极分子培养考察须满一年")
	case stepAdmission:
		after(r.Date("birth"), joinAge*12, "入党须年满十八周岁")
	case stepApproval:
		within(r.Date("joined"), approvalMonths, "接收预备党员的决议三个月内审批")
	case stepConfirmApply:
		within(ProbationEnds(r), 0, "预备期满前提出转正申请")
	case stepConfirmVote:
		after(ProbationEnds(r), 0, "预备期满后及时讨论转正")
	case stepConfirmed:
		within(r.Date("confirmation_voted"), approvalMonths, "转正决议三个月内审批")
	}
	return w
}

// ProbationEnds returns the day on which a candidate's probation is over: a year after the branch's vote, and what it
// was prolonged by. It is zero for those who are not admitted.
func ProbationEnds(r catalog.Record) value.Date {
	joined := r.Date("joined")
	more, ok := r.Get("prolonged").Int()
	if !ok || more < 0 || more > prolongedMost {
		more = 0
	}
	if joined.Precision() == value.YearOnly {
		return joined.AddYears((probationMonths + int(more) + 11) / 12)
	}
	return joined.AddMonths(probationMonths + int(more))
}
