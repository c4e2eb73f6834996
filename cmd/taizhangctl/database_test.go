package main

import "testing"

// TestPasswordsAreNotShown: messages and scripts see where a database is, never how to get into it.
func TestPasswordsAreNotShown(t *testing.T) {
	for in, want := range map[string]string{
		"/home/某人/台账.db":                              "/home/某人/台账.db",
		"postgres://clerk:secret@server/taizhang":     "postgres://clerk:xxxxx@server/taizhang",
		"postgres://clerk@server/t?password=secret":   "postgres://clerk@server/t?password=xxxxx",
		"postgres://clerk@server/t?sslmode=require":   "postgres://clerk@server/t?sslmode=require",
		"postgres://clerk:sec ret%zz@server/taizhang": "postgres://…",
	} {
		if got := (&call{db: in}).shown(); got != want {
			t.Errorf("%s is shown as %s", in, got)
		}
	}
}
