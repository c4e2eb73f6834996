package intake

import (
	"fmt"
	"regexp"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Lists to sign for goods have a column for each of them, with its measure in the heading and how many in the cells: 大米(袋),
// 食用油(桶). All of them fill one field: 大米2袋、食用油1桶.

// goodsKey is the field of what was given.
const goodsKey = "goods"

// goods is what a column counts.
type goods struct{ what, measure string }

// goodsHeading is a thing with the measure in which it is given.
var goodsHeading = regexp.MustCompile(`^(\p{Han}{1,8})\((袋|桶|床|件|箱|斤|公斤|千克|盒|瓶|份|提|条|套|包|个|罐|壶|张|双|把|块|只)\)$`)

// findGoods ties the columns that count goods to their field, unless another column fills it.
func (t *Table) findGoods(v *vocabulary, mappings []Mapping) map[int]goods {
	field := v.kind.Index(goodsKey)
	if field < 0 {
		return nil
	}
	out := map[int]goods{}
	for i, c := range t.samples {
		if _, byClerk := t.manual[i]; byClerk || len(c.Heading) == 0 || len(c.Sample) == 0 || mappings[i].Mapped() && mappings[i].Basis <= ByBare {
			if mappings[i].Field == field {
				return nil
			}
			continue
		}
		m := goodsHeading.FindStringSubmatch(fold(c.Heading[len(c.Heading)-1]))
		if m != nil && count(c.Sample, isAmount) == len(c.Sample) {
			out[i] = goods{m[1], m[2]}
		}
	}
	for i, g := range out {
		mappings[i] = Mapping{i, field, ByTick, scorePath, fmt.Sprintf("「%s」里写成「%s…%s」", v.kind.Fields[field].Title, g.what, g.measure)}
	}
	return out
}

// isAmount finds whole numbers and what stands for none.
func isAmount(c catalog.Cell) bool {
	_, number := value.ParseInt(value.Clean(text(c)))
	yes, mark := ticked(c)
	return number || mark && !yes
}

// give adds what a cell counts to the goods of the record.
func (g goods) give(c *columnParser, cell catalog.Cell, values []value.Value) *catalog.Problem {
	n, ok := value.ParseInt(value.Clean(text(cell)))
	if !ok || n == 0 {
		return nil
	}
	said := value.Text(fmt.Sprintf("%s%d%s", g.what, n, g.measure))
	if values[c.field].IsEmpty() {
		values[c.field] = said
	} else {
		values[c.field] = value.Text(values[c.field].Canonical() + catalog.ListComma + said.Canonical())
	}
	return nil
}
