package due

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Records gives the records to look through.
type Records interface {
	// Each calls f for each record of a kind that is not in the recycle bin, in the order in which they were
	// created. An error of f ends it and is returned.
	Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error
}

// Item is one thing that is due.
type Item struct {
	Rule  string         // key of its rule; fixed: "term"
	Title string         // what sort of thing it is: 届满换届
	Text  string         // who or what, and why, in a sentence
	Date  value.Date     // the last day for it; zero if there is none
	Days  int            // from the day asked for to Date; below 0 it is overdue
	About catalog.Record // the record to open
	Org   string         // id of the community, "" if there is none
	// Others are the ids of further records behind it, of the kind of About.
	Others []string
}

// Overdue reports whether the day for it is over.
func (i Item) Overdue() bool { return !i.Date.IsZero() && i.Days < 0 }

// longDays is how many days after its day something overdue is an old matter: a quarter, the longest period of the duties
// that recur.
const longDays = 90

// LongOverdue reports whether the day for it has been over so long that what is overdue since is more urgent.
func (i Item) LongOverdue() bool { return i.Overdue() && i.Days < -longDays }

// Rule describes a rule.
type Rule struct {
	Key   string // fixed
	Title string
}

// rule is one sort of reminder.
type rule struct {
	Rule
	find func(*scene) error
}

func rules() []rule {
	return []rule{
		{Rule{"term", "届满换届"}, termsEnding},
		{Rule{"probation", "预备期满转正"}, probationOver},
		{Rule{"fifty", "光荣在党50年"}, fiftyYears},
		{Rule{"dues", "党费拖欠"}, duesInArrears},
		{Rule{"meeting", "三会一课缺开"}, meetingsMissed},
		{Rule{"floating", "流动党员超过六个月"}, awayTooLong},
		{Rule{"transfer", "组织关系转接未办结"}, transfersOpen},
		{Rule{"candidate", "发展党员程序"}, stepsDue},
		{Rule{"plan", "工作计划到期"}, tasksDue},
		{Rule{"issue", "问题整改到期"}, issuesDue},
		{Rule{"agreement", "共建协议到期"}, agreementsEnding},
	}
}

// Rules returns the rules in the order of the list.
func Rules() []Rule {
	var out []Rule
	for _, r := range rules() {
		out = append(out, r.Rule)
	}
	return out
}

// CodeAsOf is the code of the refusal of a list without a day.
const CodeAsOf = "due-asof"

// List returns what is due on the day asof, the most urgent first: what is overdue, the latest first, then what comes,
// the soonest first, then what has no day, and last what has been overdue for long (Item.LongOverdue), the latest first.
// Ages and terms count to the last day of asof.
func List(ctx context.Context, records Records, asof value.Date) ([]Item, error) {
	if asof.IsZero() {
		return nil, catalog.Refuse(CodeAsOf, "没有给出日期,请写成 2003-09-30")
	}
	s := &scene{ctx: ctx, records: records, asof: asof.Last()}
	for _, r := range rules() {
		s.rule = r.Rule
		if err := r.find(s); err != nil {
			return nil, fmt.Errorf("look for what is due (%s): %w", r.Key, err)
		}
	}
	slices.SortStableFunc(s.items, byUrgency)
	return s.items, nil
}

func byUrgency(a, b Item) int {
	byDays := cmp.Compare(a.Days, b.Days)
	if a.Overdue() {
		byDays = -byDays
	}
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), byDays, cmp.Compare(a.Rule, b.Rule))
}

// rank is the part of the list to which an item belongs, the first being the most urgent.
func (i Item) rank() int {
	switch {
	case i.LongOverdue():
		return 3
	case i.Date.IsZero():
		return 2
	case i.Overdue():
		return 0
	}
	return 1
}

// scene is one look through the records.
type scene struct {
	ctx     context.Context
	records Records
	asof    value.Date // a full date
	rule    Rule
	items   []Item
}

// each calls f for each record of a kind.
func (s *scene) each(k *catalog.Kind, f func(catalog.Record)) error {
	return s.records.Each(s.ctx, k, func(r catalog.Record) error {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		f(r)
		return nil
	})
}

// daysTo returns the days from asof to the last day that d can mean.
func (s *scene) daysTo(d value.Date) int {
	return int(d.Last().Time().Sub(s.asof.Time()).Hours() / 24)
}

// within reports whether d is over, or will be within so many days.
func (s *scene) within(d value.Date, days int) bool { return !d.IsZero() && s.daysTo(d) <= days }

// add notes something that is due for a record.
func (s *scene) add(about catalog.Record, date value.Date, format string, args ...any) {
	item := Item{Rule: s.rule.Key, Title: s.rule.Title, Text: fmt.Sprintf(format, args...), Date: date, About: about}
	if !date.IsZero() {
		item.Days = s.daysTo(date)
	}
	if item.Org = about.Get("org").Canonical(); about.Kind == ledger.Org {
		item.Org = about.ID
	}
	s.items = append(s.items, item)
}
