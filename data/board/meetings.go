package board

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// MeetingsQuery says which year of meetings is wanted.
type MeetingsQuery struct {
	Year int
	AsOf value.Date
	Org  string // "" is all branches
	Type string // code of ledger.MeetingType; "" is all that branches must hold

	known value.Date // from when the office knows of meetings
}

// period is a month, a quarter or a year in which a branch must hold a meeting.
type period struct {
	first, last value.Date
	months      int
	held        []catalog.Record
	planned     []catalog.Record
}

// Meetings returns the year of meetings: a row for each branch and type of meeting that it must hold, a column for each
// month. A period counts as on time if a meeting was held in it; the rate is that of the periods that are over or held.
func Meetings(ctx context.Context, records Records, q MeetingsQuery) (*Sheet, error) {
	orgs, err := communities(ctx, records, q.Org)
	if err != nil {
		return nil, fmt.Errorf("read the branches: %w", err)
	}
	meetings, err := all(ctx, records, ledger.Meeting, func(r catalog.Record) bool {
		q.known = ledger.MeetingsFrom(q.known, r)
		return within(r, q.Org)
	})
	if err != nil {
		return nil, fmt.Errorf("read the meetings: %w", err)
	}
	byDuty, meets := map[string][]catalog.Record{}, map[string]bool{}
	for _, m := range meetings {
		key := m.Get("org").Canonical() + " " + m.Get("type").Canonical()
		byDuty[key] = append(byDuty[key], m)
		meets[m.Get("org").Canonical()] = true
	}
	known := len(orgs)
	orgs = slices.DeleteFunc(orgs, func(o catalog.Record) bool { return !ledger.HasBranch(o) && !meets[o.ID] })
	s := &Sheet{Title: fmt.Sprintf("%d年三会一课开展情况表", q.Year), Frozen: 2, Notes: []string{"注:数字为召开次数;「缺」为期内没有召开;「计划」为已排定未召开;完成率=按时开展的期数÷应开展的期数(未到期的不计)。"},
		Columns: []Column{{Heading: []string{"党支部"}, Width: 24, Align: catalog.AlignLeft}, {Heading: []string{"会议类型"}, Width: 38, Align: catalog.AlignLeft}}}
	for m := 1; m <= 12; m++ {
		s.Columns = append(s.Columns, Column{Heading: []string{"召开次数", fmt.Sprintf("%d月", m)}, Width: 12})
	}
	s.Columns = append(s.Columns, Column{Heading: []string{"按时开展", "期数"}, Width: 16}, Column{Heading: []string{"按时开展", "应开展"}, Width: 16}, Column{Heading: []string{"完成率"}, Width: 16})
	if without := known - len(orgs); without > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("没有党支部的社区 %d 个,没有列入。", without))
	}
	missing, done, due := 0, 0, 0
	for _, org := range orgs {
		orgDone, orgDue, first := 0, 0, len(s.Rows)
		for _, duty := range ledger.MeetingDuties() {
			if q.Type != "" && duty.Type != q.Type {
				continue
			}
			row, held, owed := dutyRow(org, duty, byDuty[org.ID+" "+duty.Type], q)
			s.Rows = append(s.Rows, row)
			orgDone, orgDue = orgDone+held, orgDue+owed
		}
		if q.Type == "" {
			s.Rows = append(s.Rows, rateRow(org, orgDone, orgDue))
		}
		for i := first + 1; i < len(s.Rows); i++ {
			s.Rows[i].With = true
		}
		done, due, missing = done+orgDone, due+orgDue, missing+orgDue-orgDone
	}
	s.Summary = fmt.Sprintf("%d 个支部,应开展 %d 期,按时开展 %d 期,缺 %d 期,完成率 %s", len(orgs), due, done, missing, percent(done, due))
	return s, nil
}

// percent is a share in whole per cent, rounded down: 99.5 % is not everything.
func percent(part, whole int) string {
	if whole == 0 {
		return "—"
	}
	return fmt.Sprintf("%d%%", part*100/whole)
}

func rateRow(org catalog.Record, done, due int) Row {
	cells := make([]Cell, 17)
	cells[0], cells[1] = Cell{Text: branchName(org)}, Cell{Text: "合计"}
	cells[14], cells[15], cells[16] = Cell{Text: fmt.Sprint(done)}, Cell{Text: fmt.Sprint(due)}, rateCell(done, due)
	return Row{Cells: cells, Total: true}
}

func rateCell(done, due int) Cell {
	c := Cell{Text: percent(done, due)}
	if done < due {
		c.State, c.Note = Doubt, fmt.Sprintf("应开展 %d 期,缺 %d 期", due, due-done)
	}
	return c
}

// branchName names a community's branch as lists do: 北门社区.
func branchName(org catalog.Record) string { return org.Label() }

// dutyRow is one branch and one type of meeting.
func dutyRow(org catalog.Record, duty ledger.MeetingDuty, meetings []catalog.Record, q MeetingsQuery) (row Row, done, due int) {
	title := ledger.MeetingType.Format(value.Text(duty.Type))
	row.Cells = make([]Cell, 17)
	row.Cells[0], row.Cells[1] = Cell{Text: branchName(org)}, Cell{Text: title + every(duty.Months)}
	for m := 1; m <= 12; m += duty.Months {
		p := period{first: value.Date{Year: q.Year, Month: m, Day: 1}, last: value.Date{Year: q.Year, Month: m + duty.Months - 1}.Last(), months: duty.Months}
		p.take(meetings)
		cell, held, owed := p.cell(org, duty, title, q)
		row.Cells[1+m] = cell
		if duty.Months > 1 {
			row.Spans = append(row.Spans, Span{1 + m, m + duty.Months, p.apart(cell)})
		}
		done, due = done+held, due+owed
	}
	row.Cells[14], row.Cells[15], row.Cells[16] = Cell{Text: fmt.Sprint(done)}, Cell{Text: fmt.Sprint(due)}, rateCell(done, due)
	return row, done, due
}

func every(months int) string {
	switch months {
	case 1:
		return "(每月)"
	case 3:
		return "(每季)"
	}
	return "(每年)"
}

// take sorts the meetings of the period. One of which the year alone is known is in every part of it, as for reminders.
func (p *period) take(meetings []catalog.Record) {
	in := func(d value.Date) bool {
		return !d.IsZero() && d.Last().Compare(p.first) >= 0 && d.First().Compare(p.last) <= 0
	}
	for _, m := range meetings {
		switch {
		case in(m.Date("date")):
			p.held = append(p.held, m)
		case m.Get("date").IsEmpty() && in(m.Date("plan_date")):
			p.planned = append(p.planned, m)
		}
	}
}

// since returns the day from which a branch owes meetings of which the office can know, and why from then; zero if neither
// is known.
func (q *MeetingsQuery) since(org catalog.Record) (value.Date, string) {
	founded := org.Date("founded")
	if q.known.Compare(founded.Last()) > 0 {
		return q.known, "三会一课台账从 " + value.Date{Year: q.known.Year, Month: q.known.Month}.Chinese() + " 记起"
	}
	return founded.Last(), "支部 " + founded.Chinese() + " 成立"
}

// cell says what became of the period. A branch owes nothing for the one in which it was founded or the ledger begins, nor
// before.
func (p *period) cell(org catalog.Record, duty ledger.MeetingDuty, title string, q MeetingsQuery) (c Cell, done, due int) {
	name, asof := p.name(), q.AsOf.Last()
	draft := catalog.NewRecord(ledger.Meeting, "").With("org", value.Text(org.ID)).With("type", value.Text(duty.Type))
	day := "date"
	if p.first.Compare(asof) > 0 {
		day = "plan_date"
	}
	if p.months == 1 {
		draft = draft.With(day, value.Date{Year: p.first.Year, Month: p.first.Month}.Value())
	}
	since, why := q.since(org)
	switch {
	case len(p.held) > 0:
		return Cell{Text: fmt.Sprint(len(p.held)), Kind: ledger.Meeting, IDs: ids(p.held), Note: heldWords(p.held)}, 1, 1
	case since.Compare(p.last) > 0:
		return Cell{Text: "—", State: Muted, Note: why}, 0, 0
	case len(p.planned) > 0 && p.last.Compare(asof) > 0:
		return Cell{Text: "计划", State: Ahead, Kind: ledger.Meeting, IDs: ids(p.planned), Note: "计划 " + p.planned[0].Date("plan_date").Chinese() + " 召开"}, 0, 0
	case since.Compare(p.first) > 0:
		return Cell{Text: "·", State: Muted, Draft: draft, Note: why + ",当期不计"}, 0, 0
	case p.last.Compare(asof) > 0:
		return Cell{Text: "·", State: Muted, Draft: draft, Note: name + "还没有到期,回车登记" + title}, 0, 0
	}
	return Cell{Text: "缺", State: Missing, Draft: draft, Note: org.Label() + name + "没有召开" + title + ",回车补登"}, 0, 1
}

// apart says by month what a cell says of the whole period: each meeting in its month; what is missing, or not due yet,
// in the last one.
func (p *period) apart(c Cell) []string {
	out := make([]string, p.months)
	if len(p.held) == 0 {
		out[p.months-1] = c.Text
		return out
	}
	counts := make([]int, p.months)
	for _, m := range p.held {
		month := m.Date("date").Month - p.first.Month
		if month < 0 || month >= p.months {
			month = p.months - 1 // the year alone is known
		}
		counts[month]++
	}
	for i, n := range counts {
		if n > 0 {
			out[i] = fmt.Sprint(n)
		}
	}
	return out
}

func (p *period) name() string {
	switch p.months {
	case 1:
		return fmt.Sprintf("%d年%d月", p.first.Year, p.first.Month)
	case 12:
		return fmt.Sprintf("%d年", p.first.Year)
	}
	return fmt.Sprintf("%d年第%d季度", p.first.Year, (p.first.Month-1)/p.months+1)
}

func heldWords(meetings []catalog.Record) string {
	var days []string
	for _, m := range meetings {
		days = append(days, m.Date("date").Chinese())
	}
	return strings.Join(days, "、") + " 召开"
}
