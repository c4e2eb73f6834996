package intake

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// FieldChange is what becomes of one field of a stored record.
type FieldChange struct {
	Field    *catalog.Field
	Old, New value.Value
}

// Changes returns the fields that differ between two states of a record.
func Changes(before, after catalog.Record) []FieldChange {
	var out []FieldChange
	for _, i := range catalog.Differences(before, after) {
		f := &after.Kind.Fields[i]
		if f.Stored() {
			out = append(out, FieldChange{f, before.At(i), after.At(i)})
		}
	}
	return out
}

// Policy says what a column does to the records that are stored already. New records take all of it.
type Policy uint8

// The policies.
const (
	TakeAll   Policy = iota // what the workbook says takes the place of what is stored
	FillEmpty               // it only fills what is empty or could not be read
	Never                   // stored records keep what they have, be it nothing
	exactly                 // what a clerk has chosen for one field of one row, even to make it empty or less precise
)

// String returns the words for the policy.
func (p Policy) String() string {
	return [...]string{"按表格更新", "只填空白", "不更新", "采用表格的"}[p]
}

// Merge returns the stored record with what a row of a workbook says: fields that the row leaves empty stay, a
// date never loses its precision, and what could not be read never takes the place of what could. how gives the
// policy of each field; nil is TakeAll for all.
func Merge(stored, row catalog.Record, how func(field int) Policy) catalog.Record {
	var values []value.Value
	for i := range stored.Kind.Fields {
		old, v := stored.At(i), row.At(i)
		if v == old || v.IsEmpty() && how == nil {
			continue
		}
		v = mergeValue(old, v, policyAt(how, i))
		if v == old {
			continue
		}
		if values == nil {
			values = make([]value.Value, len(stored.Kind.Fields))
			for j := range values {
				values[j] = stored.At(j)
			}
		}
		values[i] = v
	}
	if values == nil {
		return stored
	}
	return catalog.RecordOf(stored.Kind, stored.ID, values)
}

func policyAt(how func(int) Policy, field int) Policy {
	if how == nil {
		return TakeAll
	}
	return how(field)
}

func mergeValue(old, v value.Value, how Policy) value.Value {
	switch {
	case how == exactly:
		return v
	case how == Never, v.IsEmpty():
		return old
	case old.IsEmpty(), old.IsUnread() && !v.IsUnread():
		return v
	case how == FillEmpty, v.IsUnread() && !old.IsUnread():
		return old
	}
	if a, ok := old.Date(); ok {
		if b, ok := v.Date(); ok && a.Covers(b) && b.Precision() <= a.Precision() {
			return old
		}
	}
	return v
}

// isSame reports whether a row says nothing that the stored record doesn't say.
func isSame(stored, row catalog.Record, how func(field int) Policy) bool {
	for i := range stored.Kind.Fields {
		old, v := stored.At(i), row.At(i)
		if v == old || v.IsEmpty() && how == nil {
			continue
		}
		if mergeValue(old, v, policyAt(how, i)) != old {
			return false
		}
	}
	return true
}

// onlyFill is the policy of a second row of one person: it may only add.
func onlyFill(int) Policy { return FillEmpty }
