package catalog

import (
	"fmt"

	"taizhang/data/value"
)

// Months are what a row of a wide sheet holds, January first.
type Months [12]value.Value

// Sum adds up what the months hold; it is empty if they hold nothing.
func (m Months) Sum() value.Value {
	var sum value.Value
	for _, v := range m {
		if _, ok := v.Int(); ok {
			sum = added(sum, v)
		}
	}
	return sum
}

// Across puts one record in the place of those of one row of a wide sheet of a kind with Spread: the first of them, which
// shows what they share; what the months hold is returned by its ID. A field that differs among them shows the newest
// of its values.
func (k *Kind) Across(records []Record) (rows []Record, months map[string]Months) {
	s := k.Spread
	months = map[string]Months{}
	place := map[string]int{}
	newest := map[string]value.Date{}
	twins := k.twins(records)
	for _, r := range records {
		month := r.Date(s.By)
		key := k.rowKey(r)
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
			rows[i] = RecordOf(k, id, valuesOf(r))
			newest[id] = month
		}
		if month.Month == 0 {
			continue
		}
		held := months[id]
		held[month.Month-1] = added(held[month.Month-1], r.Get(s.Value))
		months[id] = held
	}
	return rows, months
}

// rowKey names the row of a record by the year and what Spread.Of names but for the last of it.
func (k *Kind) rowKey(r Record) string {
	key := fmt.Sprint(r.Date(k.Spread.By).Year)
	for _, of := range k.Spread.Of[:len(k.Spread.Of)-1] {
		key += "\x00" + r.Get(of).Encode()
	}
	return key
}

// twins returns the filled values of the last of Spread.Of under each rowKey: several are several people of one name.
func (k *Kind) twins(records []Record) map[string]map[value.Value]bool {
	out := map[string]map[value.Value]bool{}
	for _, r := range records {
		key, last := k.rowKey(r), r.Get(k.Spread.Of[len(k.Spread.Of)-1])
		if out[key] == nil {
			out[key] = map[value.Value]bool{}
		}
		if !last.IsEmpty() {
			out[key][last] = true
		}
	}
	return out
}

func valuesOf(r Record) []value.Value {
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
