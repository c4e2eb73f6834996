package catalog

import "taizhang/data/value"

// Record is one record: a person, a meeting, a visit. Records are values: With returns a changed copy.
type Record struct {
	Kind   *Kind
	ID     string
	values []value.Value // by the order of Kind.Fields; may be shorter, the rest is empty
}

// NewRecord returns an empty record.
func NewRecord(k *Kind, id string) Record { return Record{Kind: k, ID: id} }

// RecordOf returns the record with the given values in the order of k.Fields. It keeps the slice.
func RecordOf(k *Kind, id string, values []value.Value) Record { return Record{k, id, values} }

// IsZero reports whether r is no record at all.
func (r Record) IsZero() bool { return r.Kind == nil }

// At returns the value of the i-th field of the kind.
func (r Record) At(i int) value.Value {
	if i < 0 || i >= len(r.values) {
		return value.Value{}
	}
	return r.values[i]
}

// Get returns the stored value of a field, empty for a field that the kind doesn't have.
func (r Record) Get(key string) value.Value {
	if r.Kind == nil {
		return value.Value{}
	}
	return r.At(r.Kind.Index(key))
}

// On returns the value of a field on the day asof: computed, if the field is a derived one.
func (r Record) On(f *Field, asof value.Date) value.Value {
	if f.Derive != nil {
		return f.Derive(r, asof)
	}
	return r.Get(f.Key)
}

// With returns a copy of r in which the field has value v. A field that the kind doesn't have changes nothing.
func (r Record) With(key string, v value.Value) Record {
	if r.Kind == nil {
		return r
	}
	i := r.Kind.Index(key)
	if i < 0 || r.At(i) == v {
		return r
	}
	values := make([]value.Value, len(r.Kind.Fields))
	copy(values, r.values)
	values[i] = v
	r.values = values
	return r
}

// Date returns the date in a field; zero if there is none.
func (r Record) Date(key string) value.Date {
	d, _ := r.Get(key).Date()
	return d
}

// Complete returns r with those empty fields filled that follow from others by Field.Default.
func Complete(r Record) Record {
	if r.Kind == nil {
		return r
	}
	for i := range r.Kind.Fields {
		if f := &r.Kind.Fields[i]; f.Default != nil && r.At(i).IsEmpty() {
			r = r.With(f.Key, f.Default(r))
		}
	}
	return r
}

// Equal reports whether both records have the same values.
func (r Record) Equal(o Record) bool {
	return r.Kind == o.Kind && r.ID == o.ID && len(Differences(r, o)) == 0
}

// Differences returns the places in Kind.Fields at which two records of one kind differ. From a zero Record the other
// differs in every field that is filled.
func Differences(a, b Record) []int {
	k := a.Kind
	if k == nil {
		k = b.Kind
	}
	if k == nil {
		return nil
	}
	var out []int
	for i := range k.Fields {
		if a.At(i) != b.At(i) {
			out = append(out, i)
		}
	}
	return out
}

// Label returns the words by which people know the record.
func (r Record) Label() string {
	switch {
	case r.Kind == nil:
		return ""
	case r.Kind.Describe != nil:
		return r.Kind.Describe(r)
	case r.Kind.Name != "":
		return r.Get(r.Kind.Name).Canonical()
	}
	return r.Kind.Title
}
