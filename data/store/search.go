package store

import "context"

func (s *Store) refreshSearch(context.Context) error { return nil }

func (s *Store) copyBeforeMigration(context.Context, int64) error { return nil }
