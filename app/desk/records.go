package desk

import (
	"context"

	"taizhang/data/catalog"
	"taizhang/data/store"
)

// Records are the live records of a store, as tallies and the import ask for them.
type Records struct{ store *store.Store }

// Records returns the office's live records.
func (d *Desk) Records() Records { return Records{d.Store} }

// Each calls f for each record of a kind, in the order in which they were created.
func (r Records) Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error {
	return r.store.Each(ctx, store.Query{Kind: kind}, f)
}
