package due

import (
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// arrearsMonths is the number of unpaid months at which a member is told of: after six in a row without reason the
// membership is given up (中国共产党章程 第九条).
const arrearsMonths = 5

// payer is one member's dues of the months looked at.
type payer struct {
	about  catalog.Record // the last record
	months map[value.Date]bool
	unpaid []string // ids of records that are not paid in full
	first  value.Date
}

// duesInArrears finds who owes for five of the last twelve months or more. A month for which the branch collected from
// others, and of which there is no record of a member who paid before, is owed too: lists leave out who didn't come.
func duesInArrears(s *scene) error {
	from := value.Date{Year: s.asof.Year, Month: s.asof.Month}.AddMonths(1 - lookBack)
	payers := map[string]*payer{}
	var order []string
	collected := map[string][]value.Date{} // months by community
	owed := ledger.Dues.Field("owed")
	err := s.each(ledger.Dues, func(r catalog.Record) {
		month := r.Date("month")
		if month.Precision() == value.YearOnly || month.Compare(from) < 0 || month.First().Compare(s.asof) > 0 {
			return
		}
		month.Day = 0
		key := personKeys(r, r.Get("member").Canonical())[0]
		p := payers[key]
		if p == nil {
			p = &payer{months: map[value.Date]bool{}, first: month}
			payers[key] = p
			order = append(order, key)
		}
		p.about = r
		if month.Compare(p.first) < 0 {
			p.first = month
		}
		amount, _ := r.On(owed, s.asof).Int()
		p.months[month] = p.months[month] || amount <= 0
		if amount > 0 {
			p.unpaid = append(p.unpaid, r.ID)
		} else if org := r.Get("org").Canonical(); !slices.Contains(collected[org], month) {
			collected[org] = append(collected[org], month)
		}
	})
	for _, key := range order {
		s.arrears(payers[key], collected[payers[key].about.Get("org").Canonical()])
	}
	return err
}

func (s *scene) arrears(p *payer, collected []value.Date) {
	var owing []value.Date
	for month, paid := range p.months {
		if !paid {
			owing = append(owing, month)
		}
	}
	for _, month := range collected {
		if _, there := p.months[month]; !there && month.Compare(p.first) > 0 {
			owing = append(owing, month)
		}
	}
	if len(owing) < arrearsMonths {
		return
	}
	last := slices.MaxFunc(owing, value.Date.Compare)
	s.add(p.about, last.Last(), "%s有 %d 个月的党费没有交清,最近一个月是 %s", p.about.Get("name").Canonical(), len(owing), last.Chinese())
	s.items[len(s.items)-1].Others = p.unpaid
}
