package demo

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// letterDays is how long letters of introduction count.
const letterDays = 90

// Of the members who live here and whose membership is not with their branch yet, some are on the way.
const (
	openPerBranch = 2 // at most
	lateLetters   = 2 // of them so late that the letter no longer counts
	leavers       = 14
	openLeavers   = 3
)

// transferRecords returns a transfer for each member whose membership was settled in a branch, and those under way.
func (t *town) transferRecords() []catalog.Record {
	d := newDice("transfer")
	var all []map[string]value.Value
	open := make([]int, len(communities()))
	late := 0
	for _, m := range t.roster() {
		home := slices.Index(t.orgIDs, m.Get("org").Canonical())
		switch settled := m.Date("settled"); {
		case !settled.IsZero():
			all = append(all, t.arrival(d, m, home, settled))
		case open[home] < openPerBranch && (m.Get("class").Canonical() == resident || m.Get("class").Canonical() == "离退休党员") && d.chance(40):
			sent := d.day(value.Date{Year: 2003, Month: 8, Day: 4}, value.Date{Year: 2003, Month: 9, Day: 26})
			if late < lateLetters {
				sent = d.day(value.Date{Year: 2003, Month: 5, Day: 12}, value.Date{Year: 2003, Month: 6, Day: 20})
				late++
			}
			open[home]++
			all = append(all, t.incoming(d, m, home, sent))
		}
	}
	for i := range leavers {
		all = append(all, t.departure(d, i))
	}
	return t.lettered(d, all)
}

// letterFields returns what every transfer of a member has.
func (t *town) letterFields(direction string, home int, sent value.Date) map[string]value.Value {
	return map[string]value.Value{
		"direction":  value.Text(direction),
		"org":        value.Text(t.orgIDs[home]),
		"date":       sent.Value(),
		"sent":       sent.Value(),
		"valid_days": value.Int(letterDays),
		"paid_until": value.Date{Year: sent.Year, Month: sent.Month}.Value(),
	}
}

// incoming returns the transfer of a member on the roster, still open.
func (t *town) incoming(d dice, m catalog.Record, home int, sent value.Date) map[string]value.Value {
	f := t.letterFields(ledger.TransferIn, home, sent)
	for _, key := range []string{"name", "sex", "birth", "id_number", "phone"} {
		f[key] = m.Get(key)
	}
	f["political_status"] = value.Text(ledger.FullMember)
	if !isFull(m, sent) {
		f["political_status"] = value.Text(ledger.ProbationaryMember)
	}
	f["member"] = value.Text(m.ID)
	f["from"] = value.Text(formerBranch(d, m))
	f["to"] = value.Text(communities()[home].name + "社区党支部")
	f["reason"] = value.Text(d.pick(strings.Fields("属地管理 属地管理 迁居")))
	f["state"] = value.Text(ledger.TransferRunning)
	return f
}

// arrival returns a transfer that is settled.
func (t *town) arrival(d dice, m catalog.Record, home int, settled value.Date) map[string]value.Value {
	f := t.incoming(d, m, home, after(settled, -d.between(2, 40)))
	f["date"] = settled.Value()
	f["received"] = settled.Value()
	f["receipt"] = after(settled, d.between(1, 25)).Value()
	f["state"] = value.Text(ledger.TransferSettled)
	return f
}

// formerBranch is where somebody's membership was before.
func formerBranch(d dice, m catalog.Record) string {
	unit := m.Get("work_unit").Canonical()
	switch {
	case m.Get("class").Canonical() == "退伍军人党员":
		return m.Get("served_in").Canonical() + "党委"
	case strings.HasPrefix(unit, "县"), strings.HasPrefix(unit, "镇"):
		return unit + "党支部"
	}
	return d.pick(strings.Fields("县糖厂党总支 县缫丝厂党支部 县供销社党总支 县粮食局党支部 镇建筑队党支部"))
}

// departure returns the transfer of somebody who has left the town, and the roster with it.
func (t *town) departure(d dice, i int) map[string]value.Value {
	home := i % len(communities())
	p := newPeople(d).born(1948, 1976, d.chance(40))
	open := i < openLeavers
	first, last := communities()[home].founded, value.Date{Year: 2003, Month: 7, Day: 20}
	if open {
		first, last = value.Date{Year: 2003, Month: 8, Day: 25}, value.Date{Year: 2003, Month: 9, Day: 26}
	}
	sent := d.day(first, last)
	f := t.letterFields(ledger.TransferOut, home, sent)
	f["name"], f["sex"], f["birth"], f["id_number"] = value.Text(p.name), p.sex(), p.birth.Value(), value.Text(p.idNumber)
	f["political_status"] = value.Text(ledger.FullMember)
	f["from"] = value.Text(communities()[home].name + "社区党支部")
	f["to"] = value.Text(d.pick(strings.Fields("南宁市兴宁区某街道党工委 玉林市某社区党支部 柳州市某厂党委 桂林市某社区党支部 梧州市某学校党总支")))
	f["reason"] = value.Text(d.pick(strings.Fields("工作调动 迁居 迁居 随子女居住")))
	switch {
	case open:
		f["state"] = value.Text(ledger.TransferRunning)
	case i == openLeavers:
		f["state"], f["note"] = value.Text("退回"), value.Text("接收单位名称有误,退回重开")
	default:
		f["received"] = after(sent, d.between(5, 30)).Value()
		f["receipt"] = after(sent, d.between(31, 60)).Value()
		f["state"] = value.Text(ledger.TransferSettled)
	}
	return f
}

// lettered numbers the letters of each year in the order of their days, and returns all as records in the order in
// which they were dealt with.
func (t *town) lettered(d dice, all []map[string]value.Value) []catalog.Record {
	byDay := func(key string) func(a, b map[string]value.Value) int {
		return func(a, b map[string]value.Value) int { return strings.Compare(a[key].Canonical(), b[key].Canonical()) }
	}
	slices.SortStableFunc(all, byDay("sent"))
	numbers := map[string]int{}
	for _, f := range all {
		year := f["sent"].Canonical()[:4]
		office := "容组转"
		if f["direction"].Canonical() == ledger.TransferOut {
			office = "容镇组转"
		}
		numbers[office+year]++
		f["letter"] = value.Text(fmt.Sprintf("%s〔%s〕%03d号", office, year, numbers[office+year]))
	}
	slices.SortStableFunc(all, byDay("date"))
	next := d.ids(entered())
	var out []catalog.Record
	for _, f := range all {
		out = append(out, t.record("transfer", next(), f))
	}
	return out
}

// after returns the day n days after another; before it, if n is negative.
func after(d value.Date, n int) value.Date { return d.AddDays(n) }
