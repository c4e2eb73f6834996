package intake

import (
	"slices"
	"strings"

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
		v = mergeField(stored.Kind.Fields[i].Type, old, v, policyAt(how, i))
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

// mergeField is mergeValue for a field whose type may keep more than a sheet can say, such as pictures.
func mergeField(t catalog.Type, old, v value.Value, how Policy) value.Value {
	if !v.IsEmpty() || how == exactly {
		v = catalog.Over(t, old, v)
	}
	return mergeValue(old, v, how)
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
		if mergeField(stored.Kind.Fields[i].Type, old, v, policyAt(how, i)) != old {
			return false
		}
	}
	return true
}

// onlyFill is the policy of a second row of one person: it may only add.
func onlyFill(int) Policy { return FillEmpty }

// joined returns a record with what another row about the same person adds to it: what the record leaves empty, and
// the parts of fields that may name several things which it does not have yet, such as a second post.
func joined(rec, row catalog.Record, how func(field int) Policy) catalog.Record {
	out := Merge(rec, row, how)
	for i := range rec.Kind.Fields {
		f := &rec.Kind.Fields[i]
		if f.Several && policyAt(how, i) == FillEmpty && !out.At(i).IsUnread() && !row.At(i).IsUnread() {
			out = out.With(f.Key, joinedText(out.At(i), row.At(i)))
		}
	}
	return out
}

// joinedText returns a list with the parts of another one that it doesn't have.
func joinedText(list, more value.Value) value.Value {
	parts := splitList(list.Canonical())
	n := len(parts)
	for _, part := range splitList(more.Canonical()) {
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == n {
		return list
	}
	return value.Text(strings.Join(parts, catalog.ListComma))
}

// isBetween reports whether a list has all parts of one, and none that are not in another.
func isBetween(list, least, most value.Value) bool {
	parts, all := splitList(list.Canonical()), splitList(most.Canonical())
	for _, part := range splitList(least.Canonical()) {
		if !slices.Contains(parts, part) {
			return false
		}
	}
	return !list.IsUnread() && !slices.ContainsFunc(parts, func(part string) bool { return !slices.Contains(all, part) })
}

func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、,，;；", r) })
}
