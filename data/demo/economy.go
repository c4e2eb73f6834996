package demo

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// economyRecords returns what each community's collective earned and spent in the two years of the report; 2003 is
// counted to its last day. What is spent never exceeds what is earned.
func (t *town) economyRecords() []catalog.Record {
	d := newDice("economy")
	next := newDice("economy ids").ids(entered())
	var out []catalog.Record
	for _, year := range []int{2002, 2003} {
		for home, c := range communities() {
			if c.founded.Year > year {
				continue
			}
			months := 12 - c.founded.Month + 1
			if year == 2003 {
				months = AsOf().Month
			}
			sources := map[string]int64{
				"rent":    int64(d.between(0, 3)*d.between(120, 400)*months) * 100,
				"subsidy": int64(1200*months) * 100,
				"other":   int64(d.between(20, 90)*months)*100 + int64(d.between(0, 9)*10),
			}
			if d.chance(40) {
				sources["business"] = int64(d.between(80, 260)*months) * 100
			}
			if d.chance(30) {
				sources["donation"] = int64(d.between(5, 40)) * 100_00
			}
			fields := map[string]value.Value{
				"date":    value.Date{Year: year}.Value(),
				"org":     value.Text(t.orgIDs[home]),
				"purpose": value.Text("办公水电、居民小组长补贴、环境卫生、慰问"),
			}
			income := int64(0)
			for key, fen := range sources {
				income += fen
				if fen > 0 {
					fields[key] = value.Int(fen)
				}
			}
			fields["income"] = value.Int(income)
			fields["spending"] = value.Int(income * int64(d.between(72, 97)) / 100 / 10 * 10)
			out = append(out, t.record("economy", next(), fields))
		}
	}
	return out
}
