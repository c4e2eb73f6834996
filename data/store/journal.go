package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"taizhang/data/catalog"
)

// OpInfo is the head of an operation in the journal.
type OpInfo struct {
	ID       string
	Label    string
	Actor    string
	At       time.Time // UTC, to the millisecond
	Undoes   string    // id of the operation that it takes back; "" for an act of its own
	UndoneBy string    // id of the operation that took it back; "" if it holds
	Created  int       // records that were added or came back
	Updated  int
	Deleted  int
	Kinds    []string

	n, undoes int64
}

func joinKinds(kinds []string) string { return strings.Join(kinds, ",") }

func scanOp(rows *sql.Rows) (OpInfo, error) {
	var o OpInfo
	var at int64
	var undoes, undoneBy sql.NullInt64
	var kinds string
	err := rows.Scan(&o.n, &o.ID, &o.Label, &o.Actor, &at, &undoes, &undoneBy, &o.Created, &o.Updated, &o.Deleted, &kinds, &o.Undoes, &o.UndoneBy)
	o.At, o.undoes = time.UnixMilli(at).UTC(), undoes.Int64
	if kinds != "" {
		o.Kinds = strings.Split(kinds, ",")
	}
	return o, err
}

// operation returns the operation that a query finds. There is none: a catalog.Refusal of code no_operation.
func (s *Store) operation(ctx context.Context, q querier, query string, which any) (OpInfo, error) {
	list, err := s.operations(ctx, q, query, which)
	if err != nil {
		return OpInfo{}, err
	}
	if len(list) == 0 {
		return OpInfo{}, catalog.Refuse("no_operation", "没有找到这次操作")
	}
	return list[0], nil
}

func (s *Store) operations(ctx context.Context, q querier, query string, args ...any) ([]OpInfo, error) {
	var out []OpInfo
	err := each(ctx, q, query, append([]any{s.township()}, args...), func(rows *sql.Rows) error {
		o, err := scanOp(rows)
		out = append(out, o)
		return err
	})
	return out, s.eng.refusal(s.dsn, err)
}

// change is one row of the journal: what an operation did to a record.
type change struct {
	op, seq                 int64
	kind, record            string
	stateBefore, stateAfter state
	before, after           image
}

func scanChange(rows *sql.Rows) (change, error) {
	var c change
	var from, to int64
	var before, after string
	if err := rows.Scan(&c.op, &c.seq, &c.kind, &c.record, &from, &to, &before, &after); err != nil {
		return c, err
	}
	c.stateBefore, c.stateAfter = state(from), state(to)
	var err error
	if c.before, err = decodeImage(before); err != nil {
		return c, err
	}
	c.after, err = decodeImage(after)
	return c, err
}
