package store

import (
	"context"
	"database/sql"
	"time"

	"taizhang/data/catalog"
)

// Contents says what is in a database.
type Contents struct {
	Office     Office
	Schema     int64          // number of the newest step of the schema that it has had
	Operations int            // 0: nothing was ever written
	Last       time.Time      // of the newest operation; zero if there is none
	Records    map[string]int // live records by kind
}

// Contents says what is in the database now.
func (s *Store) Contents(ctx context.Context) (c Contents, err error) {
	err = s.snapshot(ctx, func(db querier) error {
		c, err = contents(ctx, s.eng, db, s.kinds)
		return err
	})
	return c, err
}

// Inspect verifies a copy that Backup has written, and says what is in it. It may be older than this program; one of a
// newer program is refused with a catalog.Refusal of code newer_database, others as RestoreBackup refuses them.
func Inspect(ctx context.Context, file string, kinds []*catalog.Kind) (Contents, error) {
	if err := verifyGiven(ctx, file); err != nil {
		return Contents{}, err
	}
	db, err := sql.Open("sqlite3", fileURL(file, "mode=ro&_query_only=1"))
	if err != nil {
		return Contents{}, err
	}
	defer db.Close()
	c, err := contents(ctx, sqlite{}, db, kinds)
	if err != nil {
		return c, sqlite{}.refusal(file, err)
	}
	newest, err := NewestSchema()
	if err == nil && c.Schema > newest {
		err = newerDatabase(c.Schema, newest)
	}
	return c, err
}

// NewestSchema returns the number of the newest step of the schema that this program knows.
func NewestSchema() (int64, error) {
	steps, err := readMigrations(ownMigrations())
	if err != nil {
		return 0, err
	}
	return steps[len(steps)-1].number, nil
}

func contents(ctx context.Context, eng engine, db querier, kinds []*catalog.Kind) (Contents, error) {
	c := Contents{Records: map[string]int{}}
	var err error
	if c.Schema, err = number(ctx, db, "SELECT coalesce(max(number), 0) FROM migration"); err != nil {
		return c, err
	}
	err = each(ctx, db, "SELECT township, name FROM office ORDER BY township DESC", nil, func(rows *sql.Rows) error {
		return rows.Scan(&c.Office.Code, &c.Office.Name)
	})
	if err != nil {
		return c, err
	}
	operations, err := number(ctx, db, "SELECT count(*) FROM operation")
	if err != nil {
		return c, err
	}
	if c.Operations = int(operations); operations > 0 {
		last, err := number(ctx, db, "SELECT max(at) FROM operation")
		if err != nil {
			return c, err
		}
		c.Last = time.UnixMilli(last)
	}
	for _, k := range kinds {
		columns, err := eng.columns(ctx, db, k.Key)
		if err != nil {
			return c, err
		}
		if len(columns) == 0 {
			continue // a ledger that an older database doesn't have yet
		}
		live, err := number(ctx, db, "SELECT count(*) FROM "+quote(k.Key)+" WHERE "+quote(colState)+" = 0")
		if err != nil {
			return c, err
		}
		c.Records[k.Key] = int(live)
	}
	return c, nil
}
