package intake

import (
	"slices"

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

// Merge returns the stored record with what a row of a workbook says: fields that the row leaves empty stay, a
// date never loses its precision, and what could not be read never takes the place of what could. gaps lists the
// fields that only fill empty and unread ones; nil for none.
func Merge(stored, row catalog.Record, gaps func(field int) bool) catalog.Record {
	var values []value.Value
	for i := range stored.Kind.Fields {
		old, v := stored.At(i), row.At(i)
		if v.IsEmpty() || v == old {
			continue
		}
		v = mergeValue(old, v, gaps != nil && gaps(i))
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

func mergeValue(old, v value.Value, gap bool) value.Value {
	switch {
	case old.IsEmpty(), old.IsUnread() && !v.IsUnread():
		return v
	case gap, v.IsUnread() && !old.IsUnread():
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
func isSame(stored, row catalog.Record, gaps func(field int) bool) bool {
	for i := range stored.Kind.Fields {
		v := row.At(i)
		if v.IsEmpty() {
			continue
		}
		if old := stored.At(i); v != old && mergeValue(old, v, gaps != nil && gaps(i)) != old {
			return false
		}
	}
	return true
}

// always is the gaps of a second row of one person: it may only add.
func always(int) bool { return true }

// gapsOf returns the fields of a table that only fill empty ones: those that follow from others.
func (p *parsed) gaps() func(int) bool {
	if len(p.weak) == 0 {
		return nil
	}
	return func(field int) bool { return slices.Contains(p.weak, field) }
}
