package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strconv"
	"strings"

	"taizhang/data/catalog"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

func ownMigrations() fs.FS {
	sub, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return migrationFiles // a path that go:embed has checked
	}
	return sub
}

// migration is one numbered step of the schema.
type migration struct {
	number     int64
	name       string
	statements []string
}

// migrations reads the steps in order. Each file is called NNNN_name.sql; a statement ends with ; at the end of a
// line.
func readMigrations(from fs.FS) ([]migration, error) {
	names, err := fs.Glob(from, "*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	out := make([]migration, 0, len(names))
	for _, name := range names {
		digits, rest, ok := strings.Cut(strings.TrimSuffix(name, ".sql"), "_")
		number, err := strconv.ParseInt(digits, 10, 64)
		if !ok || err != nil || len(out) > 0 && number <= out[len(out)-1].number {
			return nil, fmt.Errorf("migration %s: the name must be a new number, _ and a word", name)
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		out = append(out, migration{number, rest, splitSQL(string(text))})
	}
	return out, nil
}

// splitSQL returns the statements of a file without comment lines.
func splitSQL(text string) []string {
	var out []string
	var b strings.Builder
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || strings.HasPrefix(trimmed, "--") {
			continue
		}
		b.WriteString(line)
		if strings.HasSuffix(trimmed, ";") {
			out = append(out, strings.TrimSuffix(strings.TrimSpace(b.String()), ";"))
			b.Reset()
		}
	}
	if rest := strings.TrimSpace(b.String()); rest != "" {
		out = append(out, rest)
	}
	return out
}

// appliedMigrations returns the numbers of the steps that the database has had; none for a database without tables
// of ours.
func appliedMigrations(ctx context.Context, eng engine, db *sql.DB) ([]int64, error) {
	cols, err := eng.columns(ctx, db, "migration")
	if err != nil || len(cols) == 0 {
		return nil, err
	}
	return column[int64](ctx, db, sqlMigrations)
}

// migrate brings the schema up to date. Each step and its record are one transaction. A database that holds
// records is copied first, and the copy verified.
func (s *Store) migrate(ctx context.Context) error {
	steps, err := readMigrations(s.options.migrations)
	if err != nil {
		return err
	}
	done, err := appliedMigrations(ctx, s.eng, s.write)
	if err != nil {
		return fmt.Errorf("read the applied migrations: %w", err)
	}
	if len(done) == 0 && !s.options.Create {
		return catalog.Refuse("no_database", "这里还没有台账数据库;请先新建")
	}
	last, newest := int64(0), steps[len(steps)-1].number
	if len(done) > 0 {
		last = done[len(done)-1]
	}
	if last > newest {
		return newerDatabase(last, newest)
	}
	if last == newest {
		return nil
	}
	if err := s.copyBeforeMigration(ctx, last); err != nil {
		return err
	}
	return s.runMigrations(ctx, slices.DeleteFunc(steps, func(m migration) bool { return m.number <= last }))
}

func newerDatabase(last, newest int64) error {
	return catalog.Refuse("newer_database", "这个数据库由更新版本的程序建立,本程序不能打开;请先升级程序").
		Because(fmt.Errorf("database has migration %d, program has %d", last, newest))
}

// runMigrations applies steps to a database, which may be empty.
func (s *Store) runMigrations(ctx context.Context, steps []migration) error {
	if err := s.transact(ctx, func(tx *session) error { return tx.exec(sqlMigrationTable) }); err != nil {
		return fmt.Errorf("make the table of migrations: %w", err)
	}
	for _, m := range steps {
		if err := s.transact(ctx, func(tx *session) error { return s.applyMigration(tx, m) }); err != nil {
			return fmt.Errorf("migration %d %s: %w", m.number, m.name, err)
		}
	}
	return nil
}

// applyMigration does nothing if another program, started at the same moment, has applied the step by now.
func (s *Store) applyMigration(tx *session, m migration) error {
	added, err := tx.affected(sqlAddMigration, m.number, m.name, s.options.Now().UnixMilli())
	if err != nil || added == 0 {
		return err
	}
	for _, statement := range m.statements {
		if err := tx.exec(s.eng.ddl(statement)); err != nil {
			return fmt.Errorf("%.60q: %w", statement, err)
		}
	}
	return nil
}
