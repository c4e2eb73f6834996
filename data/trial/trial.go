// Package trial keeps the records of an office in memory, for the tests of what reads records wherever they are kept.
package trial

import (
	"context"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Office is the records of an office.
type Office []catalog.Record

// Demonstration returns the records of the demonstration office.
func Demonstration() Office {
	var o Office
	for _, op := range demo.Operations(ledger.All()) {
		for _, c := range op.Changes {
			o = append(o, c.After)
		}
	}
	return o
}

// Each calls f for every record of a kind, as the store does.
func (o Office) Each(_ context.Context, kind *catalog.Kind, f func(catalog.Record) error) error {
	for _, r := range o.Of(kind) {
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}

// Lookup returns the records of a kind with these ids, as the store does.
func (o Office) Lookup(_ context.Context, kind string, ids []string) (map[string]catalog.Record, error) {
	found := map[string]catalog.Record{}
	for _, r := range o {
		if r.Kind.Key == kind && slices.Contains(ids, r.ID) {
			found[r.ID] = r
		}
	}
	return found, nil
}

// Of returns the ledger of a kind.
func (o Office) Of(kind *catalog.Kind) []catalog.Record { return o.but(kind, false) }

// Without returns the office without the ledger of a kind.
func (o Office) Without(kind *catalog.Kind) Office { return o.but(kind, true) }

// but returns a copy without the records that are of the kind, or without those that are not.
func (o Office) but(kind *catalog.Kind, of bool) Office {
	return slices.DeleteFunc(slices.Clone(o), func(r catalog.Record) bool { return (r.Kind == kind) == of })
}

// Record makes a record from its canonical values: key, value, key, value … A value after "?" is one that could not be
// read. It panics if the kind has no such field: the test is wrong.
func Record(k *catalog.Kind, id string, pairs ...string) catalog.Record {
	r := catalog.NewRecord(k, id)
	for i := 0; i < len(pairs); i += 2 {
		if k.Field(pairs[i]) == nil {
			panic("no field " + pairs[i])
		}
		v := value.Text(pairs[i+1])
		if raw, unread := strings.CutPrefix(pairs[i+1], "?"); unread {
			v = value.Unread(raw)
		}
		r = r.With(pairs[i], v)
	}
	return r
}

// Day returns a date from its canonical text, which may be of a month or a year; "" gives none. It panics if the text is
// wrong.
func Day(s string) value.Date {
	d, ok := value.Text(s).Date()
	if !ok && s != "" {
		panic("no date " + s)
	}
	return d
}
