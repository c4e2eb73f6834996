package roster

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// sumOfMonths stands for the column that adds the months up.
const sumOfMonths = 13

// monthWidth is the width in millimetres of a month's column for which nobody has named one.
const monthWidth = 14

// spread puts one record in the place of those of one row of a wide view: the first of them, which shows what they
// share; what the months hold is kept beside it. A field that differs among them shows the newest of its values.
func (b *builder) spread() {
	s := b.req.Kind.Spread
	b.wide = map[string][12]value.Value{}
	place := map[string]int{}
	var rows []catalog.Record
	newest := map[string]value.Date{}
	twins := b.twins()
	for _, r := range b.req.Records {
		month := r.Date(s.By)
		key := b.rowKey(r)
		if len(twins[key]) > 1 {
			key += "\x00" + r.Get(s.Of[len(s.Of)-1]).Encode()
		}
		i, ok := place[key]
		if !ok {
			i = len(rows)
			place[key] = i
			rows = append(rows, r)
		}
		id := rows[i].ID
		if month.Compare(newest[id]) > 0 {
			rows[i] = catalog.RecordOf(r.Kind, id, valuesOf(r))
			newest[id] = month
		}
		if month.Month == 0 {
			continue
		}
		months := b.wide[id]
		months[month.Month-1] = added(months[month.Month-1], r.Get(s.Value))
		b.wide[id] = months
	}
	b.req.Records = rows
}

// rowKey names the row of a record by the year and what Spread.Of names but for the last of it.
func (b *builder) rowKey(r catalog.Record) string {
	s := b.req.Kind.Spread
	key := fmt.Sprint(r.Date(s.By).Year)
	for _, of := range s.Of[:len(s.Of)-1] {
		key += "\x00" + r.Get(of).Encode()
	}
	return key
}

// twins returns the filled values of the last of Spread.Of under each rowKey: several are several people of one name.
func (b *builder) twins() map[string]map[value.Value]bool {
	s := b.req.Kind.Spread
	out := map[string]map[value.Value]bool{}
	for _, r := range b.req.Records {
		key, last := b.rowKey(r), r.Get(s.Of[len(s.Of)-1])
		if out[key] == nil {
			out[key] = map[value.Value]bool{}
		}
		if !last.IsEmpty() {
			out[key][last] = true
		}
	}
	return out
}

func valuesOf(r catalog.Record) []value.Value {
	values := make([]value.Value, len(r.Kind.Fields))
	for i := range values {
		values[i] = r.At(i)
	}
	return values
}

// added is the sum of two amounts, either of which may be empty.
func added(a, b value.Value) value.Value {
	x, okX := a.Int()
	y, okY := b.Int()
	switch {
	case !okX:
		return b
	case !okY:
		return a
	}
	return value.Int(x + y)
}

// inMonth returns what a row holds in a month, or in all of them.
func (b *builder) inMonth(r catalog.Record, c column) value.Value {
	months := b.wide[r.ID]
	if c.month != sumOfMonths {
		return months[c.month-1]
	}
	var sum value.Value
	for _, v := range months {
		if _, ok := v.Int(); ok {
			sum = added(sum, v)
		}
	}
	return sum
}

// months returns the columns 1月 … 12月 and 合计 that stand in the place of a column.
func (b *builder) months(c column) []column {
	var out []column
	for m := 1; m <= sumOfMonths; m++ {
		one := c
		one.month, one.sum, one.numeric, one.width = m, true, true, monthWidth
		one.heading = []string{fmt.Sprintf("%d月", m)}
		if m == sumOfMonths {
			one.heading, one.width = []string{"合计"}, monthWidth+2
		}
		out = append(out, one)
	}
	if years := b.years(); len(years) > 1 {
		year := column{field: b.req.Kind.Field(b.req.Kind.Spread.By), heading: []string{yearHeading}, width: monthWidth}
		return append([]column{year}, out...)
	}
	return out
}

// yearHeading is the heading of the column that tells the rows of several years apart.
const yearHeading = "年度"

// years returns the years of the rows, in the order in which they first stand there.
func (b *builder) years() []int {
	var out []int
	seen := map[int]bool{}
	for _, r := range b.req.Records {
		if y := r.Date(b.req.Kind.Spread.By).Year; y != 0 && !seen[y] {
			seen[y] = true
			out = append(out, y)
		}
	}
	return out
}

// yearly puts the year before the words of a title, if the rows are of one: 容城镇北门社区2003年度党费收缴情况表.
func (b *builder) yearly(title string, org catalog.Record, records []catalog.Record) string {
	years := b.years()
	if len(years) != 1 || len(records) == 0 {
		return title
	}
	year := fmt.Sprintf("%d年度", years[0])
	_, words, ok := strings.Cut(b.view.Title, "%s")
	if !ok || org.IsZero() && b.req.Office == "" {
		return year + title
	}
	return strings.TrimSuffix(title, words) + year + words
}

// unit is the measure word of the table's rows.
func (b *builder) unit() string {
	if b.wide != nil {
		return "人"
	}
	return b.req.Kind.Unit
}
