package tally

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Past is a Records that also knows the records as they stood at the end of a past day.
type Past interface {
	EachAsOf(ctx context.Context, kind *catalog.Kind, day value.Date, f func(catalog.Record) error) error
}

// change counts table 1 of the yearly party statistics (党内统计 表1) by the numbers of its lines.
type change map[int][]string

// The lines of the table. Those without a source of their own follow from others.
var changeLines = []changeLine{
	{1, "上年底党员数"}, {2, "增加合计"}, {3, "发展党员"}, {5, "恢复党籍"}, {7, "转入组织关系"}, {9, "减少合计"}, {10, "出党"}, {11, "停止党籍"},
	{12, "死亡"}, {13, "转出组织关系"}, {15, "本期末应有党员数"}, {16, "本期末实有党员数"}, {17, "差数(实有减应有)"},
}

type changeLine struct {
	number int
	title  string
}

// lineKey returns the key of the cell of a line: its number and its title.
func lineKey(number int) string {
	for _, l := range changeLines {
		if l.number == number {
			return fmt.Sprintf("%d %s", l.number, l.title)
		}
	}
	return ""
}

// key names the line for what is remembered of it.
func (l changeLine) key() string { return strconv.Itoa(l.number) }

// memberChange counts who joined and who left between From and the last day. Without From the year of the last day is
// counted.
//
// Where the journal goes back to the day before From, line 1 is the roster of that day, and who stands in one of the
// two rosters alone is put into a line by the ledgers; whoever no ledger explains is the difference of line 17. Where
// it doesn't, line 1 is counted back from the present roster, and the note says so.
func memberChange(ctx context.Context, records Records, p Params) (*Result, error) {
	m, err := movements(ctx, records, p)
	if err != nil {
		return nil, err
	}
	lines, note := m.lines(nil)
	res := &Result{Groups: []Group{lines.group()}}
	if note != "" {
		res.Notes = []string{note}
	}
	return res, nil
}

// movement is what is known of who joined and who left in a period.
type movement struct {
	before     value.Date // the day before the period
	start, now roster
	why        reasons
}

// movements gathers who joined and who left in the period of p.
func movements(ctx context.Context, records Records, p Params) (movement, error) {
	end := p.last()
	from := p.From
	if from.IsZero() {
		from = value.Date{Year: end.Year, Month: 1, Day: 1}
	}
	m := movement{before: from.AddDays(-1)}
	var err error
	if m.now, err = membersOn(ctx, records, p, value.Date{}); err != nil {
		return m, err
	}
	if m.why, err = causes(ctx, records, from.First(), end); err != nil {
		return m, err
	}
	m.start, err = membersOn(ctx, records, p, m.before)
	return m, err
}

// lines counts those of the members that has lets through; nil lets through all. note says what a reader has to know.
func (m movement) lines(has func(catalog.Record) bool) (lines change, note string) {
	start, now := m.start.only(has), m.now.only(has)
	lines = change{}
	for _, r := range now.list {
		lines[16] = append(lines[16], r.ID)
	}
	if len(start.list) > 0 {
		lines.compare(start, now, m.why)
		return lines, ""
	}
	lines.countBack(now, m.why)
	return lines, fmt.Sprintf("台账中没有 %s 的党员名册，第1行按现有名册和增减倒推，第17行不作核对", m.before.Chinese())
}

// roster is the members of a day.
type roster struct {
	list []catalog.Record
	has  map[string]bool
	all  map[string]catalog.Record // also those who are out of the party
}

// only returns those members that has lets through.
func (r roster) only(has func(catalog.Record) bool) roster {
	if has == nil {
		return r
	}
	out := roster{has: map[string]bool{}, all: map[string]catalog.Record{}}
	for id, m := range r.all {
		if has(m) {
			out.all[id] = m
		}
	}
	for _, m := range r.list {
		if has(m) {
			out.has[m.ID] = true
			out.list = append(out.list, m)
		}
	}
	return out
}

// membersOn returns the members on a past day, or now for the zero day. It is empty for a past that isn't known.
func membersOn(ctx context.Context, records Records, p Params, day value.Date) (roster, error) {
	out := roster{has: map[string]bool{}, all: map[string]catalog.Record{}}
	note := func(r catalog.Record) error {
		if p.of(r) {
			out.all[r.ID] = r
			if ledger.InParty(r) {
				out.has[r.ID] = true
				out.list = append(out.list, r)
			}
		}
		return ctx.Err()
	}
	if day.IsZero() {
		return out, records.Each(ctx, ledger.Member, note)
	}
	past, ok := records.(Past)
	if !ok {
		return out, nil
	}
	return out, past.EachAsOf(ctx, ledger.Member, day, note)
}

// reasons are the lines into which the ledgers put members who joined or left in the period.
type reasons struct{ joined, left map[string]int }

// causes reads the ledgers: members by their own dates and state, transfers that were settled.
func causes(ctx context.Context, records Records, from, to value.Date) (reasons, error) {
	why := reasons{joined: map[string]int{}, left: map[string]int{}}
	within := func(d value.Date) bool {
		return !d.IsZero() && d.Last().Compare(from) >= 0 && d.First().Compare(to) <= 0
	}
	err := records.Each(ctx, ledger.Member, func(r catalog.Record) error {
		switch state := r.Get("state").Canonical(); {
		case state == "出党":
			why.left[r.ID] = 10
		case state == "停止党籍":
			why.left[r.ID] = 11
		case state == ledger.MemberDied:
			why.left[r.ID] = 12
		case state == ledger.MemberMoved:
			why.left[r.ID] = 13
		case state == "恢复党籍":
			why.joined[r.ID] = 5
		}
		if within(r.Date("joined")) {
			why.joined[r.ID] = 3
		}
		return ctx.Err()
	})
	if err != nil {
		return why, err
	}
	return why, records.Each(ctx, ledger.Transfer, func(r catalog.Record) error {
		member := r.Get("member").Canonical()
		if member == "" || ledger.TransferIsOpen(r) || !within(r.Date("date")) && !within(r.Date("received")) {
			return ctx.Err()
		}
		switch r.Get("direction").Canonical() {
		case ledger.TransferIn:
			why.joined[member] = 7
		case ledger.TransferOut:
			why.left[member] = 13
		}
		return ctx.Err()
	})
}

// compare puts who stands in one roster alone into a line. Nobody explains the others: they stay in the difference.
func (c change) compare(start, now roster, why reasons) {
	for _, r := range start.list {
		c[1] = append(c[1], r.ID)
		if !now.has[r.ID] && why.left[r.ID] != 0 {
			c[why.left[r.ID]] = append(c[why.left[r.ID]], r.ID)
		}
	}
	for _, r := range now.list {
		if !start.has[r.ID] && why.joined[r.ID] != 0 {
			c[why.joined[r.ID]] = append(c[why.joined[r.ID]], r.ID)
		}
	}
}

// countBack takes who joined in the period from the present roster. Of who left, the roster says no day: nobody is put
// back.
func (c change) countBack(now roster, why reasons) {
	for _, id := range slices.Sorted(maps.Keys(now.all)) {
		switch r := now.all[id]; {
		case ledger.InParty(r) && why.joined[id] != 0:
			c[why.joined[id]] = append(c[why.joined[id]], id)
		case ledger.InParty(r):
			c[1] = append(c[1], id)
		}
	}
}

// expected returns who should be there: those of the start and those who joined, without those who left.
func (c change) expected() []string {
	return without(slices.Concat(c[1], c[2]), c[9])
}

// without returns the ids of list that are not in out, each once.
func without(list, out []string) []string {
	gone := map[string]bool{}
	for _, id := range out {
		gone[id] = true
	}
	var rest []string
	for _, id := range list {
		if !gone[id] {
			rest = append(rest, id)
			gone[id] = true
		}
	}
	return rest
}

// group returns the lines with those that follow from others: 2=3+5+7, 9=10+11+12+13, 15=1+2−9, 17=16−15.
func (c change) group() Group {
	for _, line := range []int{3, 5, 7} {
		c[2] = append(c[2], c[line]...)
	}
	for _, line := range []int{10, 11, 12, 13} {
		c[9] = append(c[9], c[line]...)
	}
	should := len(c[1]) + len(c[2]) - len(c[9])
	g := Group{Key: "change", Title: "党员数量变化", Unit: ledger.Member.Unit, Kind: ledger.Member}
	for _, l := range changeLines {
		cell := Cell{Key: lineKey(l.number), Count: int64(len(c[l.number])), Records: c[l.number]}
		switch l.number {
		case 15:
			cell.Count, cell.Records = int64(should), c.expected()
		case 17:
			cell.Count, cell.Records = int64(len(c[16])-should), without(c[16], c.expected())
			cell.Records = append(cell.Records, without(c.expected(), c[16])...)
		}
		g.Cells = append(g.Cells, cell)
	}
	return g
}

// cell returns one of the lines.
func (c change) cell(line int) Cell {
	cells := c.group().Cells
	return cells[slices.IndexFunc(cells, func(of Cell) bool { return of.Key == lineKey(line) })]
}
