package store

import (
	"context"
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Clashes returns what is wrong with records of one kind because of others that are stored, by their ids; that of a
// record that is not stored yet is "". See catalog.Clash.
func (s *Store) Clashes(ctx context.Context, records ...catalog.Record) (map[string][]catalog.Problem, error) {
	seen := map[value.Value]bool{}
	var kind *catalog.Kind
	var held []value.Value
	for _, r := range records {
		if r.Kind == nil || r.Kind.Clash == nil {
			continue
		}
		if v := r.Get(r.Kind.Clash.Field); v.Canonical() != "" && !seen[v] {
			seen[v], kind, held = true, r.Kind, append(held, v)
		}
	}
	if len(held) == 0 {
		return nil, nil
	}
	others := map[value.Value][]catalog.Record{}
	err := s.Each(ctx, Query{Kind: kind, Where: []Condition{{Field: kind.Clash.Field, Op: Equal, Values: held}}}, func(r catalog.Record) error {
		v := r.Get(kind.Clash.Field)
		others[v] = append(others[v], r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the records that may clash: %w", err)
	}
	out := map[string][]catalog.Problem{}
	for _, r := range records {
		if problems := catalog.Clashes(r, others[r.Get(kind.Clash.Field)]); len(problems) > 0 {
			out[r.ID] = problems
		}
	}
	return out, nil
}
