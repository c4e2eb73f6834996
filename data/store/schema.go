package store

import (
	"context"
	"fmt"
)

// Schema returns the number of the newest step of the schema that the database has had.
func (s *Store) Schema(ctx context.Context) (int64, error) {
	steps, err := appliedMigrations(ctx, s.eng, s.read)
	if err != nil || len(steps) == 0 {
		return 0, fmt.Errorf("read the applied migrations: %w", err)
	}
	return steps[len(steps)-1], nil
}
