package store

import (
	"context"
	"time"

	"taizhang/data/value"
)

// EndOfDay returns the last moment of a day, of all that a date may mean the last one, by the clock of this computer.
func EndOfDay(d value.Date) time.Time {
	d = d.Last()
	return time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, 0, time.Local).Add(-time.Millisecond)
}

// Moment returns the moment to which the records in the database belong: that of the last operation, so that clocks of
// several desks don't matter; now if there was none.
func (s *Store) Moment(ctx context.Context) (time.Time, error) {
	ops, err := s.Operations(ctx, 1, "")
	if err != nil || len(ops) == 0 {
		return time.Now(), err
	}
	return ops[0].At, nil
}
