//go:build !linux

package store

import "testing"

func startPostgres() (stop func()) { return func() {} }

func postgresDSN(t testing.TB) string {
	t.Skip("the tests start PostgreSQL on Linux alone")
	return ""
}
