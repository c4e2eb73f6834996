package due

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// How many days ahead something is told, by how long it takes to prepare.
const (
	termAhead      = 180
	probationAhead = 30
	stepAhead      = 30
	transferAhead  = 10
	taskAhead      = 30
	agreementAhead = 60
)

// termsEnding finds branches and committees whose term is over, or will be within half a year.
func termsEnding(s *scene) error {
	return s.each(ledger.Org, func(r catalog.Record) {
		ends, _ := r.On(ledger.Org.Field("term_ends"), s.asof).Date()
		if s.within(ends, termAhead) {
			s.add(r, ends, "%s本届任期 %s 届满,应组织换届选举", r.Label(), ends.Chinese())
		}
	})
}

// probationOver finds probationary members, by the ledger of candidates and by that of members; who stands in both
// is told once.
func probationOver(s *scene) error {
	seen := map[string]bool{}
	err := s.each(ledger.Candidate, func(r catalog.Record) {
		if ledger.CandidateProgress(r).Stage != ledger.StageProbation {
			return
		}
		for _, key := range personKeys(r, r.Get("member").Canonical()) {
			seen[key] = true
		}
		s.probation(r, ledger.ProbationEnds(r))
	})
	if err != nil {
		return err
	}
	return s.each(ledger.Member, func(r catalog.Record) {
		if r.Get("political_status").Canonical() != ledger.ProbationaryMember || !r.Date("confirmed").IsZero() || !ledger.InParty(r) {
			return
		}
		for _, key := range personKeys(r, r.ID) {
			if seen[key] {
				return
			}
		}
		s.probation(r, ledger.ProbationEnds(r))
	})
}

func (s *scene) probation(r catalog.Record, ends value.Date) {
	if s.within(ends, probationAhead) {
		s.add(r, ends, "预备党员%s %s 预备期满,应讨论转正", r.Label(), ends.Chinese())
	}
}

// personKeys returns what tells a person from others: the record among the members, the ID number, else the name in
// the community.
func personKeys(r catalog.Record, member string) []string {
	var keys []string
	if member != "" {
		keys = append(keys, "member "+member)
	}
	if id := r.Get("id_number").Canonical(); id != "" {
		return append(keys, "id "+id)
	}
	return append(keys, "name "+r.Get("name").Canonical()+" "+r.Get("org").Canonical())
}

// fifty is the number of years after which a member is honoured, on the party's day (光荣在党50年纪念章, 2021: 7月1日).
const fifty = 50

// fiftyYears finds who reaches fifty years in the party on 1 July of the year.
func fiftyYears(s *scene) error {
	day := value.Date{Year: s.asof.Year, Month: 7, Day: 1}
	age := ledger.Member.Field("party_age")
	years := func(r catalog.Record, on value.Date) int64 {
		n, _ := r.On(age, on).Int()
		return n
	}
	return s.each(ledger.Member, func(r catalog.Record) {
		if ledger.InParty(r) && years(r, day) >= fifty && years(r, day.AddYears(-1)) < fifty {
			s.add(r, day, "%s到 %s 党龄满 %d 年,应申领纪念章", r.Label(), day.Chinese(), fifty)
		}
	})
}

// awayMonths is how long a member may be away before the membership has to follow (中国共产党支部工作条例: 外出六个月以上).
const awayMonths = 6

// awayTooLong finds members who have been away, or here, for over six months without a transfer.
func awayTooLong(s *scene) error {
	moved := map[string]value.Date{}
	err := s.each(ledger.Transfer, func(r catalog.Record) {
		if member := r.Get("member").Canonical(); member != "" && !ledger.TransferIsOpen(r) {
			if d := latest(r.Date("date"), r.Date("received"), r.Date("receipt")); d.Compare(moved[member]) > 0 {
				moved[member] = d
			}
		}
	})
	if err != nil {
		return err
	}
	return s.each(ledger.Member, func(r catalog.Record) {
		since := r.Date("left_since")
		if since.IsZero() || !ledger.InParty(r) || moved[r.ID].Compare(since.First()) >= 0 || r.Date("settled").Compare(since.First()) >= 0 {
			return
		}
		if until := since.Last().AddMonths(awayMonths); s.within(until, 0) {
			s.add(r, until, "%s从 %s 起流动%s,已超过 %d 个月,组织关系还没有转接", r.Label(), since.Chinese(), bracket(r.Get("destination").Canonical()), awayMonths)
		}
	})
}

func bracket(words string) string {
	if words == "" {
		return ""
	}
	return "(" + words + ")"
}

func latest(dates ...value.Date) value.Date {
	var out value.Date
	for _, d := range dates {
		if d.Compare(out) > 0 {
			out = d
		}
	}
	return out
}

// transfersOpen finds transfers that are not settled. They are told from the start: without the day on which the
// letter ends, nobody can know when they become late.
func transfersOpen(s *scene) error {
	return s.each(ledger.Transfer, func(r catalog.Record) {
		if !ledger.TransferIsOpen(r) || r.Date("date").First().Compare(s.asof) > 0 {
			return
		}
		due, _ := r.On(ledger.Transfer.Field("due"), s.asof).Date()
		if !due.IsZero() && !s.within(due, transferAhead) {
			return
		}
		what := "组织关系" + ledger.TransferDirection.Format(r.Get("direction"))
		if due.IsZero() {
			s.add(r, due, "%s的%s还没有办结", r.Label(), what)
			return
		}
		s.add(r, due, "%s的%s还没有办结,介绍信有效期到 %s", r.Label(), what, due.Chinese())
	})
}

// stepsDue finds candidates for whom a step has a last day. The end of probation has a rule of its own.
func stepsDue(s *scene) error {
	return s.each(ledger.Candidate, func(r catalog.Record) {
		for _, w := range ledger.CandidateProgress(r).Clocks {
			if w.Latest != ledger.ProbationEnds(r) && s.within(w.Latest, stepAhead) {
				s.add(r, w.Latest, "%s:%s,最迟 %s(%s)", r.Label(), w.Step.Title, w.Latest.Chinese(), w.Why)
			}
		}
	})
}

// tasksDue finds tasks of the plan that should be finished.
func tasksDue(s *scene) error { return s.unfinished(ledger.Plan, ledger.PlanDone, "任务") }

// issuesDue finds issues that should be solved.
func issuesDue(s *scene) error { return s.unfinished(ledger.Issue, ledger.IssueSolved, "问题") }

func (s *scene) unfinished(k *catalog.Kind, done, what string) error {
	return s.each(k, func(r catalog.Record) {
		state := r.Get("state").Canonical()
		if due := r.Date("due"); state != done && s.within(due, taskAhead) {
			s.add(r, due, "%s「%s」期限 %s,现在%s", what, strings.TrimSpace(r.Label()), due.Chinese(), orUnknown(k.Field("state").Type.Format(r.Get("state"))))
		}
	})
}

func orUnknown(state string) string {
	if state == "" {
		return "没有填写进展"
	}
	return state
}

// agreementsEnding finds partner units whose agreement ends.
func agreementsEnding(s *scene) error {
	return s.each(ledger.Partner, func(r catalog.Record) {
		if until := r.Date("agreed_until"); s.within(until, agreementAhead) {
			s.add(r, until, "与%s的共建协议 %s 到期", r.Label(), until.Chinese())
		}
	})
}
