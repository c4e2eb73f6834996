package report

import (
	"context"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// cache reads each ledger once: a report counts most of them several times.
type cache struct {
	source Records
	lists  map[*catalog.Kind][]catalog.Record
}

func newCache(source Records) *cache {
	return &cache{source: source, lists: map[*catalog.Kind][]catalog.Record{}}
}

// list returns the records of a kind.
func (c *cache) list(ctx context.Context, k *catalog.Kind) ([]catalog.Record, error) {
	if list, ok := c.lists[k]; ok {
		return list, nil
	}
	list := []catalog.Record{}
	err := c.source.Each(ctx, k, func(r catalog.Record) error {
		list = append(list, r)
		return ctx.Err()
	})
	if err == nil {
		c.lists[k] = list
	}
	return list, err
}

// Each implements Records.
func (c *cache) Each(ctx context.Context, k *catalog.Kind, f func(catalog.Record) error) error {
	list, err := c.list(ctx, k)
	if err != nil {
		return err
	}
	for _, r := range list {
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}

// rosters are the kinds that count as they stand; the others are logs, whose entries have a day.
func rosters() []*catalog.Kind {
	return []*catalog.Kind{ledger.Org, ledger.Cadre, ledger.Member, ledger.Rule, ledger.Partner, ledger.Venue, ledger.Issue, ledger.Plan}
}

// thenRecords gives rosters as they stood at the end of a past day, and logs as they are.
type thenRecords struct {
	past tally.Past
	day  value.Date
	logs *cache
}

// Each implements Records.
func (t thenRecords) Each(ctx context.Context, k *catalog.Kind, f func(catalog.Record) error) error {
	if isRoster(k) {
		return t.past.EachAsOf(ctx, k, t.day, f)
	}
	return t.logs.Each(ctx, k, f)
}

func isRoster(k *catalog.Kind) bool {
	for _, r := range rosters() {
		if r == k {
			return true
		}
	}
	return false
}
