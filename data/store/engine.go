package store

import (
	"context"
	"database/sql"
	"strings"
)

// engine is what differs between SQLite and PostgreSQL. Everything else is one SQL text for both.
type engine interface {
	name() string
	// admit looks at dsn before it is opened: whether there is a database, and one that can be worked with.
	admit(dsn string, create bool) error
	open(ctx context.Context, dsn string) (write, read *sql.DB, err error)
	// verify checks that an opened database is sound and ours, or empty.
	verify(ctx context.Context, db *sql.DB) error
	// ddl returns a statement of a migration as the engine takes it.
	ddl(statement string) string
	// binary returns the expression compared byte by byte, whatever the language of the database.
	binary(expression string) string
	beginWrite() string
	readOptions() *sql.TxOptions
	// insert adds rows on a driver's connection inside the open transaction.
	insert(ctx context.Context, conn any, in insertion, rows [][]any) error
	columns(ctx context.Context, q querier, table string) (map[string]string, error)
	// integrity returns what the engine itself finds wrong with the database.
	integrity(ctx context.Context, db *sql.DB) ([]string, error)
	// renewStatistics is called after large imports, so that the engine plans its queries for what is there now.
	renewStatistics(ctx context.Context, db *sql.DB)
	// settle is called at the end.
	settle(ctx context.Context, db *sql.DB)
	// refusal translates an error of the engine that a clerk can do something about; others are returned as they are.
	refusal(dsn string, err error) error
}

func engineOf(dsn string) engine {
	if IsPostgres(dsn) {
		return postgres{}
	}
	return sqlite{}
}

// IsPostgres reports whether dsn names a PostgreSQL database, not a file.
func IsPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// insertion is an INSERT of whole rows.
type insertion struct {
	table   string
	columns []string
}

// sql returns the INSERT of one row.
func (in insertion) sql() string {
	quoted := make([]string, len(in.columns))
	for i, c := range in.columns {
		quoted[i] = quote(c)
	}
	return "INSERT INTO " + quote(in.table) + " (" + strings.Join(quoted, ", ") + ") VALUES (" + places(1, len(in.columns)) + ")"
}
