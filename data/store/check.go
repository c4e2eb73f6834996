package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"taizhang/data/catalog"
)

// CheckReport is what Check found.
type CheckReport struct {
	Faults     []string       // in Chinese, one line each; none if the database is sound
	Records    map[string]int // live records by kind
	Operations int
	Engine     string // "sqlite" or "postgres"
	Pictures   Holding
}

// Sound reports whether nothing is wrong.
func (r CheckReport) Sound() bool { return len(r.Faults) == 0 }

// Check examines the whole database: the engine's own check of its file, references, the journal against the
// records, the search texts, and the pictures. On PostgreSQL the pages are the server's business (its administrator checks them
// with pg_amcheck); everything else is checked alike.
func (s *Store) Check(ctx context.Context) (CheckReport, error) {
	report := CheckReport{Records: map[string]int{}, Engine: s.eng.name()}
	faults, err := s.eng.integrity(ctx, s.read)
	if err != nil {
		return report, s.eng.refusal(s.dsn, err)
	}
	report.Faults = faults
	err = s.snapshot(ctx, func(db querier) error {
		c := checker{s, ctx, db, &report}
		if err := c.journal(); err != nil {
			return err
		}
		for _, k := range s.kinds {
			if err := c.kind(s.tables[k.Key]); err != nil {
				return fmt.Errorf("check %s: %w", k.Key, err)
			}
		}
		return c.pictures()
	})
	return report, err
}

// checker examines one state of a database.
type checker struct {
	s      *Store
	ctx    context.Context
	db     querier
	report *CheckReport
}

// fault notes a fault if a query counts anything. The text has a place for the number.
func (c checker) fault(text, query string, args ...any) error {
	n, err := number(c.ctx, c.db, query, append([]any{c.s.township()}, args...)...)
	if n > 0 {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf(text, n))
	}
	return err
}

func (c checker) journal() error {
	n, err := number(c.ctx, c.db, sqlOperationCount, c.s.township())
	if err != nil {
		return err
	}
	last, err := number(c.ctx, c.db, sqlLastOp, c.s.township())
	if err != nil {
		return err
	}
	c.report.Operations = int(n)
	if n != last {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf("操作日志应有 %d 条,实有 %d 条", last, n))
	}
	return c.fault("操作日志有 %d 处改动不属于任何操作", sqlOrphanChanges)
}

func (c checker) kind(t *table) error {
	name := quote(t.kind.Key)
	live, err := number(c.ctx, c.db, "SELECT count(*)"+t.liveSQL, c.s.township())
	if err != nil {
		return err
	}
	c.report.Records[t.kind.Key] = int(live)
	title := t.kind.Title
	checks := [][2]string{
		{title + ":%d 条记录在操作日志里找不到来历",
			"SELECT count(*) FROM " + name + " r WHERE r.township = $1 AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.township = r.township AND o.n = r._created)"},
		{title + ":%d 条记录的最后改动与操作日志不符",
			"SELECT count(*) FROM " + name + " r WHERE r.township = $1 AND r._updated <> coalesce((SELECT max(c.op) FROM change c" +
				" WHERE c.township = r.township AND c.kind = '" + t.kind.Key + "' AND c.record = r.id), r._created)"},
		{title + ":%d 条记录的状态(在用、回收站)与操作日志不符",
			"SELECT count(*) FROM " + name + " r WHERE r.township = $1 AND r._state <> coalesce((SELECT c.state_after FROM change c" +
				" WHERE c.township = r.township AND c.kind = '" + t.kind.Key + "' AND c.record = r.id ORDER BY c.op + 0 DESC, c.seq DESC LIMIT 1), 0)"},
	}
	for _, r := range t.refs {
		f := t.kind.Fields[r.field]
		checks = append(checks, [2]string{title + ":%d 条记录的" + f.Title + "指向已删除或不存在的记录",
			"SELECT count(*) FROM " + name + " r WHERE r.township = $1 AND r._state = 0 AND r." + quote(f.Key) + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " +
				quote(r.target) + " x WHERE x.township = r.township AND x.id = r." + quote(f.Key) + " AND x._state = 0)"})
	}
	for _, check := range checks {
		if err := c.fault(check[0], check[1]); err != nil {
			return err
		}
	}
	if err := c.lists(t); err != nil {
		return err
	}
	return c.search(t)
}

// lists finds live records in whose lists stand records that are not live.
func (c checker) lists(t *table) error {
	for _, r := range t.lists {
		alive, err := column[string](c.ctx, c.db, "SELECT id"+c.s.tables[r.target].liveSQL, c.s.township())
		if err != nil {
			return err
		}
		known := make(map[string]bool, len(alive))
		for _, id := range alive {
			known[id] = true
		}
		dead := 0
		err = eachLinked(c.ctx, c.db, c.s.township(), link{t, r}, "", func(_ string, ids []string) {
			if slices.ContainsFunc(ids, func(id string) bool { return !known[id] }) {
				dead++
			}
		})
		if err != nil {
			return err
		}
		if dead > 0 {
			c.report.Faults = append(c.report.Faults, fmt.Sprintf("%s:%d 条记录的%s指向已删除或不存在的记录", t.kind.Title, dead, t.kind.Fields[r.field].Title))
		}
	}
	return nil
}

// search compares every search text with the one that the record should have.
func (c checker) search(t *table) error {
	wrong := 0
	var text string
	scan := t.scanner()
	scan.dest = append(scan.dest, &text)
	err := each(c.ctx, c.db, t.rowWith(colSearch), []any{c.s.township()}, func(rows *sql.Rows) error {
		r, err := scan.scan(rows)
		if err == nil && searchText(t, r.Record) != text {
			wrong++
		}
		return err
	})
	if wrong > 0 {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf("%s:%d 条记录的搜索信息不对", t.kind.Title, wrong))
	}
	return err
}

// faultRefusal is the refusal of a database or copy that has faults.
func faultRefusal(path string, faults []string) error {
	return catalog.Refuse("damaged", "「%s」已损坏:%s", path, faults[0])
}
