package demo

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// firstDues is the first month of the ledger of dues: a branch collects for a whole year.
func firstDues() value.Date { return value.Date{Year: 2003, Month: 1} }

// payer is what a member pays dues by.
type payer struct {
	class string
	base  int // yuan a month after tax; 0 where dues don't depend on it
	stops int // months after which nothing is paid any more; 0 for never
}

// duesRecords are the dues of all members in the year of the report, month by month. A few are in arrears.
func (t *town) duesRecords() []catalog.Record {
	d := newDice("dues")
	next := d.ids(entered())
	members := t.roster()
	payers := make([]payer, len(members))
	for i, m := range members {
		payers[i] = d.payer(m)
	}
	var out []catalog.Record
	for month := firstDues(); month.Compare(AsOf()) <= 0; month = month.AddMonths(1) {
		for i, m := range members {
			if settled := m.Date("settled"); m.Date("joined").Compare(month) < 0 && settled.Compare(month) <= 0 {
				out = append(out, t.monthOfDues(d, next(), m, payers[i], month))
			}
		}
	}
	return out
}

// payer settles what a member pays by.
func (d dice) payer(member catalog.Record) payer {
	p := payer{class: ledger.PayerWorking, base: d.between(52, 150) * 10}
	job := member.Get("job").Canonical()
	switch class := member.Get("class").Canonical(); {
	case class == "离退休党员":
		p = payer{class: ledger.PayerRetired, base: d.between(38, 120) * 10}
	case class == "毕业待分配学生党员":
		p = payer{class: ledger.PayerStudent}
	case strings.Contains(job, "农民"):
		p = payer{class: ledger.PayerFarmer}
	case strings.Contains(job, "待业"), strings.Contains(job, "居民"):
		p = payer{class: ledger.PayerLaidOff}
	}
	if d.IntN(150) == 0 {
		p.stops = d.between(1, 6)
	}
	return p
}

// farmersDues is what branches take from farmers, in fen a month.
const farmersDues = 50

func (t *town) monthOfDues(d dice, id string, member catalog.Record, p payer, month value.Date) catalog.Record {
	fields := map[string]value.Value{
		"name": member.Get("name"), "org": member.Get("org"), "id_number": member.Get("id_number"), "member": value.Text(member.ID),
		"class": value.Text(p.class), "month": month.Value(),
	}
	if p.base > 0 {
		fields["base"] = value.Int(int64(p.base) * 100)
	}
	if p.class == ledger.PayerFarmer {
		fields["due"] = value.Int(farmersDues)
	}
	r := catalog.Complete(t.record("dues", id, fields))
	if p.stops > 0 && month.Month > p.stops {
		return r
	}
	return r.With("paid", r.Get("due")).With("paid_on", d.day(value.Date{Year: month.Year, Month: month.Month, Day: 3}, value.Date{Year: month.Year, Month: month.Month, Day: 26}).Value())
}
