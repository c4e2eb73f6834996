package store

import (
	"context"
	"time"
)

// Moment returns the moment to which the records in the database belong: that of the last operation, so that clocks of
// several desks don't matter; now if there was none.
func (s *Store) Moment(ctx context.Context) (time.Time, error) {
	ops, err := s.Operations(ctx, 1, "")
	if err != nil || len(ops) == 0 {
		return time.Now(), err
	}
	return ops[0].At, nil
}
