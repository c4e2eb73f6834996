package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
)

// session is a transaction that writes. Its statements can't be interrupted one by one: a cancelled transaction
// ends between two of them and is rolled back, so that it never depends on how a driver takes an interruption.
type session struct {
	ctx  context.Context // of the caller, to see whether it was cancelled
	run  context.Context // never cancelled
	conn *sql.Conn
	eng  engine
}

func (tx *session) exec(query string, args ...any) error {
	_, err := tx.conn.ExecContext(tx.run, query, args...)
	return err
}

func (tx *session) affected(query string, args ...any) (int64, error) {
	res, err := tx.conn.ExecContext(tx.run, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (tx *session) QueryContext(_ context.Context, query string, args ...any) (*sql.Rows, error) {
	return tx.conn.QueryContext(tx.run, query, args...)
}

// bulk inserts rows into the columns of a table the fastest way that the engine has.
func (tx *session) bulk(in insertion, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	if err := tx.ctx.Err(); err != nil {
		return err
	}
	return tx.conn.Raw(func(c any) error { return tx.eng.insert(tx.run, c, in, rows) })
}

// transact runs f in a transaction that is committed if f returns nil and ctx is not cancelled.
func (s *Store) transact(ctx context.Context, f func(*session) error) (err error) {
	if err := s.refuseWriting(); err != nil {
		return err
	}
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return s.eng.refusal(s.dsn, err)
	}
	defer conn.Close()
	tx := &session{ctx: ctx, run: context.WithoutCancel(ctx), conn: conn, eng: s.eng}
	if err := tx.exec(s.eng.beginWrite()); err != nil {
		return s.eng.refusal(s.dsn, err)
	}
	committed := false
	defer func() {
		if !committed {
			tx.rollback()
		}
	}()
	if err := f(tx); err != nil {
		return s.eng.refusal(s.dsn, err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := tx.exec("COMMIT"); err != nil {
		return s.eng.refusal(s.dsn, fmt.Errorf("commit: %w", err))
	}
	committed = true
	return nil
}

// rollback ends the transaction without a trace. A connection that can't do even that is thrown away.
func (tx *session) rollback() {
	if err := tx.exec("ROLLBACK"); err != nil {
		_ = tx.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// querier is what runs a query: a pool, a snapshot or a session.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// snapshot runs f on one unchanging state of the database.
func (s *Store) snapshot(ctx context.Context, f func(querier) error) error {
	tx, err := s.read.BeginTx(ctx, s.eng.readOptions())
	if err != nil {
		return s.eng.refusal(s.dsn, err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written: ending it is all
	if err := f(tx); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return s.eng.refusal(s.dsn, err)
	}
	return nil
}

// each calls f for every row of a query.
func each(ctx context.Context, q querier, query string, args []any, f func(*sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// column returns the first column of a query.
func column[T any](ctx context.Context, q querier, query string, args ...any) ([]T, error) {
	var out []T
	err := each(ctx, q, query, args, func(rows *sql.Rows) error {
		var v T
		if err := rows.Scan(&v); err != nil {
			return err
		}
		out = append(out, v)
		return nil
	})
	return out, err
}

// number returns the only number of a query, 0 if it has no row.
func number(ctx context.Context, q querier, query string, args ...any) (int64, error) {
	list, err := column[int64](ctx, q, query, args...)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0], nil
}

// eachChunk calls f for parts of ids, as long as the transaction is wanted.
func eachChunk(tx *session, ids []string, f func([]string) error) error {
	for part := range slices.Chunk(ids, chunkSize) {
		if err := tx.ctx.Err(); err != nil {
			return err
		}
		if err := f(part); err != nil {
			return err
		}
	}
	return nil
}
