package store

import (
	"context"

	"taizhang/data/catalog"
)

// Lookup returns those of the records of a kind that are there, the ones in the recycle bin included, by their ids:
// what a list needs to name the records that others refer to.
func (s *Store) Lookup(ctx context.Context, kind string, ids []string) (map[string]catalog.Record, error) {
	t, err := s.tableOf(catalog.Find(s.kinds, kind))
	if err != nil {
		return nil, err
	}
	found := make(map[string]catalog.Record, len(ids))
	err = s.snapshot(ctx, func(db querier) error {
		return rowsByID(ctx, db, t, s.township(), ids, func(r row) { found[r.ID] = r.Record })
	})
	return found, err
}
