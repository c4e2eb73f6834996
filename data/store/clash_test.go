package store

import (
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestClashes: a booking, stored or only written, is held against the others of its venue, never against itself.
func TestClashes(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		book := func(id, venue, day, start, end string) catalog.Record {
			return catalog.NewRecord(ledger.Activity, id).With("title", value.Text(id)).With("venue", value.Text(venue)).
				With("date", value.Text(day)).With("start", value.Text(start)).With("end", value.Text(end))
		}
		room := func(id string) catalog.Change {
			return catalog.Create(catalog.NewRecord(ledger.Venue, id).With("name", value.Text(id)))
		}
		a, b, c := book("a", "v", "2003-10-04", "09:00", "11:00"), book("b", "v", "2003-10-04", "10:00", "12:00"), book("c", "w", "2003-10-04", "09:00", "11:00")
		if _, err := s.Apply(ctx, catalog.Operation{Changes: []catalog.Change{room("v"), room("w"), catalog.Create(a), catalog.Create(b), catalog.Create(c)}}); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			records []catalog.Record
			want    map[string]int
		}{
			{nil, nil},
			{[]catalog.Record{{}, catalog.NewRecord(ledger.Cadre, "x"), catalog.NewRecord(ledger.Activity, "y")}, nil},
			{[]catalog.Record{a, b, c}, map[string]int{"a": 1, "b": 1}},
			{[]catalog.Record{book("", "v", "2003-10-04", "10:30", "10:45")}, map[string]int{"": 2}},
			{[]catalog.Record{book("", "v", "2003-10-04", "12:00", "13:00")}, nil},
			{[]catalog.Record{book("a", "w", "2003-10-04", "10:00", "13:00")}, map[string]int{"a": 1}},
		} {
			got, err := s.Clashes(ctx, test.records...)
			if err != nil || len(got) != len(test.want) {
				t.Errorf("%v: %v, %v", test.records, got, err)
			}
			for id, n := range test.want {
				if len(got[id]) != n || got[id][0].Field != "venue" {
					t.Errorf("%q clashes %+v, want %d", id, got[id], n)
				}
			}
		}
	})
}
