package desk

import (
	"context"
	"time"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

// Records are the live records of a store, as tallies and the import ask for them.
type Records struct{ store *store.Store }

// Records returns the office's live records.
func (d *Desk) Records() Records { return Records{d.Store} }

// At calls f for each record of a kind as it was at a moment.
func (r Records) At(ctx context.Context, kind *catalog.Kind, at time.Time, f func(catalog.Record) error) error {
	return r.store.Each(ctx, store.Query{Kind: kind, AsOf: at}, f)
}

// Each calls f for each record of a kind, in the order in which they were created.
func (r Records) Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error {
	return r.store.Each(ctx, store.Query{Kind: kind}, f)
}

// Lookup returns those of the records of a kind that are there, by their ids.
func (r Records) Lookup(ctx context.Context, kind string, ids []string) (map[string]catalog.Record, error) {
	return r.store.Lookup(ctx, kind, ids)
}

// EachAsOf calls f for each record of a kind as it stood at the end of a day.
func (r Records) EachAsOf(ctx context.Context, kind *catalog.Kind, day value.Date, f func(catalog.Record) error) error {
	return r.At(ctx, kind, store.EndOfDay(day), f)
}

// Tone is the tone in which a problem is shown.
func Tone(s catalog.Severity) look.Tone {
	switch s {
	case catalog.Broken:
		return look.Broken
	case catalog.Doubt:
		return look.Doubt
	}
	return look.Plain
}
