package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"taizhang/data/catalog"
)

// postgres keeps a database on a server, for several clerks at once.
type postgres struct{}

func (postgres) name() string { return "postgres" }

func (postgres) admit(dsn string, _ bool) error {
	if _, err := pgx.ParseConfig(dsn); err != nil {
		return catalog.Refuse("dsn", "服务器数据库的地址写法不对,应为 postgres://用户:密码@服务器/数据库").Because(errors.New("parse the address"))
	}
	return nil
}

func (postgres) open(ctx context.Context, dsn string) (write, read *sql.DB, err error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(readers + 1)
	db.SetMaxIdleConns(readers + 1)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, nil, err
	}
	return db, db, nil
}

// verify refuses a schema that holds tables but none of ours.
func (e postgres) verify(ctx context.Context, db *sql.DB) error {
	tables, err := number(ctx, db, "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()")
	if err != nil || tables == 0 {
		return err
	}
	done, err := appliedMigrations(ctx, e, db)
	if err == nil && len(done) == 0 {
		return catalog.Refuse("foreign_database", "这个数据库里已有别的程序的数据,不是台账数据库;请另建一个空的")
	}
	return err
}

// ddl leaves out what SQLite alone has, and calls bytes what PostgreSQL calls them.
func (postgres) ddl(statement string) string {
	return strings.NewReplacer(" WITHOUT ROWID", "", " BLOB ", " BYTEA ").Replace(statement)
}

func (postgres) binary(expression string) string { return expression + ` COLLATE "C"` }

func (postgres) beginWrite() string { return "BEGIN" }

func (postgres) readOptions() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

func (postgres) insert(ctx context.Context, conn any, in insertion, rows [][]any) error {
	c, ok := conn.(*stdlib.Conn)
	if !ok {
		return fmt.Errorf("connection is a %T", conn)
	}
	_, err := c.Conn().CopyFrom(ctx, pgx.Identifier{in.table}, in.columns, pgx.CopyFromRows(rows))
	return err
}

func (postgres) columns(ctx context.Context, q querier, table string) (map[string]string, error) {
	out := map[string]string{}
	err := each(ctx, q, "SELECT column_name, upper(data_type) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1",
		[]any{table}, func(rows *sql.Rows) error {
			var name, typ string
			if err := rows.Scan(&name, &typ); err != nil {
				return err
			}
			out[name] = typ
			return nil
		})
	return out, err
}

// integrity is left to the server, which checks its pages and keys as it reads and writes them; the journal's own
// consistency is checked for both engines alike.
func (postgres) integrity(context.Context, *sql.DB) ([]string, error) { return nil, nil }

func (postgres) renewStatistics(ctx context.Context, db *sql.DB) {
	// The server does it by itself some time later: nothing is lost if it can't be done now.
	_, _ = db.ExecContext(ctx, "ANALYZE")
}

// settle leaves the server's database as it is: others work on it.
func (postgres) settle(context.Context, *sql.DB) {}

func (postgres) refusal(_ string, err error) error {
	var r *catalog.Refusal
	if errors.As(err, &r) {
		return err
	}
	var dial *pgconn.ConnectError
	var netErr *net.OpError
	var e *pgconn.PgError
	switch {
	case errors.As(err, &e) && (e.Code == "28P01" || e.Code == "28000"):
		return catalog.Refuse("no_access", "服务器数据库拒绝了这个用户名或密码").Because(err)
	case errors.As(err, &e) && e.Code == "3D000":
		return catalog.Refuse("no_database", "服务器上没有这个数据库;请先请管理员建立").Because(err)
	case errors.As(err, &e) && e.Code == "42501":
		return catalog.Refuse("no_access", "这个用户没有写入服务器数据库的权限").Because(err)
	case errors.As(err, &e) && (e.Code == "55P03" || e.Code == "40P01"):
		return catalog.Refuse("locked", "数据库正被另一个程序写入,没有改动任何记录;请稍候再试").Because(err)
	case errors.As(err, &e) && e.Code == "23505":
		return exists(err)
	case errors.As(err, &dial), errors.As(err, &netErr):
		return catalog.Refuse("no_server", "连不上服务器数据库;请检查网络和地址").Because(err)
	}
	return err
}
