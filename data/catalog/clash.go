package catalog

// Clash says which records of a kind contradict each other, such as two bookings of one room at one time. A Rule sees one
// record, a Clash sees two. What it finds doesn't keep a record from being stored: a clerk is shown it wherever the
// record is written, read in or looked at.
type Clash struct {
	// Field is the key of a field: only records in which it is filled alike may clash.
	Field string
	// Find returns what is wrong with a record because of another one, nil if nothing is.
	Find func(r, other Record) *Problem
}

// Clashes returns what is wrong with a record because of others of its kind. One with the record's own id is the record
// itself, and no other.
func Clashes(r Record, others []Record) []Problem {
	if r.Kind == nil || r.Kind.Clash == nil {
		return nil
	}
	held := r.Get(r.Kind.Clash.Field)
	if held.Canonical() == "" {
		return nil
	}
	var out []Problem
	for _, o := range others {
		if r.ID != "" && o.ID == r.ID || o.Get(r.Kind.Clash.Field) != held {
			continue
		}
		if p := r.Kind.Clash.Find(r, o); p != nil {
			out = append(out, *p)
		}
	}
	return out
}
