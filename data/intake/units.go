package intake

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// moneyWords are the units of sums beside the yuan.
var moneyWords = map[int64]string{10_000: "万元", 1_000: "千元", 100: "百元"}

// moneyUnit returns by how much the sums of a column are to be multiplied: as its heading says, else the line above
// the table. 0 is for yuan, and where nothing is said.
func (t *Table) moneyUnit(c TableColumn) int64 {
	heading := path(c.Heading)
	for times, word := range moneyWords {
		if strings.Contains(heading, word) {
			return times
		}
	}
	if strings.Contains(heading, "元") {
		return 0
	}
	for times, word := range moneyWords {
		if strings.Contains(t.layout.measure, word) {
			return times
		}
	}
	return 0
}

// parse reads a cell of the column, a sum in the unit of its heading unless the cell says its own.
func (c *columnParser) parse(cell catalog.Cell) (value.Value, *catalog.Problem) {
	v, p := c.f.Type.Parse(cell)
	if c.times <= 1 || strings.ContainsAny(cell.Text, "万千百元") {
		return v, p
	}
	fen, ok := v.Int()
	const most = 1 << 50
	if !ok || fen > most/c.times || fen < -most/c.times {
		return v, p
	}
	return value.Int(fen * c.times), p
}

// measured are the units that a heading names in brackets or at its end, with the units that fields are kept in.
var measured = map[string]string{"㎡": "㎡", "m2": "㎡", "m²": "㎡", "平方米": "㎡", "平方": "㎡", "平米": "㎡", "元": "元", "万元": "元", "千元": "元", "户": "户", "人": "人", "人次": "人次",
	"次": "次", "岁": "岁", "名": "人"}

// contradicts reports whether the unit that a heading gives in brackets can't be that of a field: 办公场所(㎡) is no
// address.
func contradicts(remark string, f *catalog.Field) bool {
	unit, ok := measured[remark]
	if !ok {
		return false
	}
	switch t := f.Type.(type) {
	case catalog.Money:
		return unit != "元"
	case catalog.Decimal:
		return t.Unit != "" && measured[t.Unit] != unit
	case catalog.Int:
		return t.Unit != "" && measured[t.Unit] != "" && measured[t.Unit] != unit && !(unit == "人" && t.Unit == "人次") && !(unit == "次" && t.Unit == "人次")
	}
	return true
}
