package intake

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// SetPolicy says what a column, given by its place in Columns, does to the records that are stored already: 「从不覆盖
// 联系电话」 is FillEmpty for that column.
func (t *Table) SetPolicy(column int, p Policy) error {
	if column < 0 || column >= len(t.Columns) || !t.Columns[column].Mapped() || p > Never {
		return errors.New("intake: no such column, or no such policy")
	}
	if delete(t.policy, column); p != TakeAll {
		t.policy[column] = p
	}
	return nil
}

// Policy returns what a column does to the records that are stored already.
func (t *Table) Policy(column int) Policy { return t.policy[column] }

// Keep has the fields with the given keys only fill what is empty in stored records, in whatever column of whatever
// table they stand.
func (r *Reading) Keep(fields ...string) {
	for _, f := range r.Files {
		for _, t := range f.Tables {
			for i, c := range t.Columns {
				if c.Mapped() && slices.Contains(fields, t.Kind.Fields[c.Field].Key) {
					_ = t.SetPolicy(i, FillEmpty) // the column is there and mapped
				}
			}
		}
	}
}

// setHow puts the policies of the columns under the fields that they fill.
func (t *Table) setHow() {
	t.how = nil
	set := func(field int, p Policy) {
		if t.how == nil {
			t.how = make([]Policy, len(t.Kind.Fields))
		}
		t.how[field] = p
	}
	for _, field := range t.parsed.weak {
		set(field, FillEmpty)
	}
	for column, p := range t.policy {
		if c := t.Columns[column]; c.Mapped() {
			set(c.Field, p)
		}
	}
}

// policy returns the policies of the fields of a row, nil if all are TakeAll.
func (r *Row) policy() func(int) Policy {
	if r.chosen == nil && r.back == nil && r.Table.how == nil && r.blanks == 0 {
		return nil
	}
	return func(field int) Policy {
		if p, ok := r.chosen[field]; ok {
			return p
		}
		if p := r.Table.policyOf(field); p != TakeAll {
			return p
		}
		if n := slices.Index(r.Table.parsed.blanks, field); n >= 0 && r.blanks&(1<<n) != 0 {
			return FillEmpty
		}
		if r.back != nil {
			return r.back.policies[field]
		}
		return TakeAll
	}
}

// policyOf returns the policy of the column that fills a field.
func (t *Table) policyOf(field int) Policy {
	if t.how == nil {
		return TakeAll
	}
	return t.how[field]
}

// Choose settles one field of a row that is a stored record: with take it becomes what the workbook says, otherwise
// it stays what it is. It counts in the next Plan.
func (p *Plan) Choose(row *Row, field string, take bool) error {
	i := row.Table.Kind.Index(field)
	if row.before == nil || i < 0 {
		return fmt.Errorf("intake: row %d is no stored record, or there is no field %q", row.Row+1, field)
	}
	p.reading.choose(row.key(), i, take)
	return nil
}

func (r *Reading) choose(key rowKey, field int, take bool) {
	choices := maps.Clone(r.settled.choices[key]) // rows of present plans hold the old one
	if choices == nil {
		choices = map[int]Policy{}
	}
	if choices[field] = Never; take {
		choices[field] = exactly
	}
	put(r, r.settled.choices, key, choices)
}

// Offer is a field of a stored record of which a row of a workbook says something else.
type Offer struct {
	Field    *catalog.Field
	Old, New value.Value
	Taken    bool // what would be stored is New
}

// Offers returns the fields of which the row says something else than the stored record, taken or not; nil for a row
// that is none.
func (r *Row) Offers() []Offer {
	if r.before == nil {
		return nil
	}
	var out []Offer
	rec, after := r.record(), r.After()
	for i := range r.Table.Kind.Fields {
		f := &r.Table.Kind.Fields[i]
		old, v := r.before.At(i), rec.At(i)
		if v.IsEmpty() && r.chosen[i] != exactly || v == old || !f.Stored() {
			continue
		}
		out = append(out, Offer{f, old, v, after.At(i) == v})
	}
	return out
}
