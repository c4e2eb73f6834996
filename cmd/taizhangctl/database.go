package main

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strings"

	"taizhang/cmd/internal/account"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// database returns the database that the call means.
func (c *call) database() string {
	if c.db != "" {
		return c.db
	}
	if c.usual == "" {
		var elsewhere error
		if c.usual, elsewhere = store.DefaultPath(); elsewhere != nil {
			c.say("%s", catalog.Message(elsewhere))
		}
	}
	return c.usual
}

// with opens the database, which must be there, and calls f.
func (c *call) with(ctx context.Context, f func(*store.Store) error) error {
	return c.withOptions(ctx, store.Options{}, f)
}

func (c *call) withOptions(ctx context.Context, opt store.Options, f func(*store.Store) error) (err error) {
	st, err := store.Open(ctx, c.database(), ledger.All(), opt)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return f(st)
}

// records gives the records of a store to those who read whole kinds.
type records struct{ st *store.Store }

// Each calls f for each live record of a kind.
func (r records) Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error {
	return r.st.Each(ctx, store.Query{Kind: kind}, f)
}

// EachAsOf calls f for each record of a kind as it stood at the end of a day.
func (r records) EachAsOf(ctx context.Context, kind *catalog.Kind, day value.Date, f func(catalog.Record) error) error {
	return r.st.Each(ctx, store.Query{Kind: kind, AsOf: store.EndOfDay(day)}, f)
}

// actor is who the journal says has done it: the user of the computer.
func actor() string { return cmp.Or(account.Name(), "命令行") }

// kindOf returns the kind that a word names: by key or by title.
func kindOf(word string) (*catalog.Kind, error) {
	var known []string
	for _, k := range ledger.All() {
		if word == k.Key || word == k.Title {
			return k, nil
		}
		known = append(known, k.Key+"("+k.Title+")")
	}
	return nil, misuse("没有「%s」这种台账,可以用:%s", word, strings.Join(known, "、"))
}

// shown returns the database as messages name it: of an address the password is left out.
func (c *call) shown() string {
	path := c.database()
	if !store.IsPostgres(path) {
		return path
	}
	u, err := url.Parse(path)
	if err != nil {
		return "postgres://…"
	}
	if q := u.Query(); q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}
