package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"taizhang/data/catalog"
)

// Options are how a database is opened. The zero value opens an existing one.
type Options struct {
	Create    bool             // make the database if it is not there
	Office    Office           // of a database that is made; a code of "" is defaultTownship
	Now       func() time.Time // the clock; nil is time.Now
	ReadOnly  bool             // open an existing SQLite database to be read, as one that can't be written: see Store.ReadOnly
	BackupDir string           // where copies go that the program makes by itself; "" is a folder beside the database

	migrations fs.FS // numbered SQL files; nil is the program's own
	spare      bool  // the database is a copy itself: none is made before it is migrated
}

// Office says whose records a database holds.
type Office struct {
	Code string // of the township, up to 9 digits (GB/T 10114); part of every key
	Name string // 容城镇
}

const defaultTownship = "000000000"

// Store is an open database. Its methods may be called from several goroutines.
type Store struct {
	dsn     string
	eng     engine
	kinds   []*catalog.Kind
	tables  map[string]*table
	options Options
	code    atomic.Pointer[string] // of the office, part of every key; Replace changes it

	write   *sql.DB
	read    *sql.DB
	writing chan struct{} // holds one token while a transaction writes

	source   source // of the pages of a SQLite database
	readOnly bool

	mu       sync.Mutex
	watchers map[int]func(Done)
	nextID   int
	keys     sortKeys
}

// Open opens the database at dsn: the path of a file (SQLite) or a URL that begins with postgres://.
// Older databases are migrated, after a verified copy was made. One that can't be written is opened to be read: see
// Store.ReadOnly. What can't be opened is refused with a
// catalog.Refusal of code no_database, not_database, foreign_database, newer_database, damaged, locked, network or
// no_access.
func Open(ctx context.Context, dsn string, kinds []*catalog.Kind, opt Options) (*Store, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.migrations == nil {
		opt.migrations = ownMigrations()
	}
	s := &Store{dsn: dsn, kinds: kinds, options: opt, eng: engineOf(dsn), writing: make(chan struct{}, 1), watchers: map[int]func(Done){}}
	var err error
	if s.tables, err = newTables(kinds); err != nil {
		return nil, err
	}
	if err := s.eng.admit(dsn, opt.Create); err != nil {
		return nil, err
	}
	if s.isReadOnly() {
		err = s.openToRead(ctx)
	} else if err = s.openToWrite(ctx); s.isBarred(err) && s.openToRead(ctx) == nil {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// openToWrite opens the database, and brings it up to date.
func (s *Store) openToWrite(ctx context.Context) (err error) {
	s.source = source{path: s.dsn, parameters: sqliteCommon}
	if s.write, s.read, err = s.eng.open(ctx, s.dsn); err != nil {
		return s.eng.refusal(s.dsn, err)
	}
	if err := s.begin(ctx); err != nil {
		return errors.Join(s.eng.refusal(s.dsn, err), s.closePools())
	}
	return nil
}

// begin brings an opened database to the state that this program works with.
func (s *Store) begin(ctx context.Context) error {
	if err := s.eng.verify(ctx, s.write); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if err := s.findOffice(ctx); err != nil {
		return err
	}
	return s.refreshSearch(ctx)
}

// Exists reports whether there is something at dsn that Open would open without Create. The answer for a
// PostgreSQL server that can't be reached is false.
func Exists(ctx context.Context, dsn string) bool {
	eng := engineOf(dsn)
	if eng.admit(dsn, false) != nil {
		return false
	}
	if _, file := eng.(sqlite); file && cannotWrite(dsn) {
		return isOurs(dsn)
	}
	write, read, err := eng.open(ctx, dsn)
	if err != nil {
		return false
	}
	defer write.Close()
	defer read.Close()
	done, err := appliedMigrations(ctx, eng, read)
	return err == nil && len(done) > 0
}

// Close lets go of the database. It waits for a transaction that is under way.
func (s *Store) Close() error {
	s.writing <- struct{}{}
	defer func() { <-s.writing }()
	if !s.readOnly {
		s.eng.settle(context.Background(), s.write)
	}
	return errors.Join(s.closePools(), s.source.remove())
}

func (s *Store) closePools() error {
	if s.read == s.write {
		return s.write.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// township is the code of the office, "" before it is known.
func (s *Store) township() string {
	if code := s.code.Load(); code != nil {
		return *code
	}
	return ""
}

func (s *Store) setTownship(code string) { s.code.Store(&code) }

// DSN returns where the database is, as it was given to Open.
func (s *Store) DSN() string { return s.dsn }

// Kinds returns the kinds of record that the database holds.
func (s *Store) Kinds() []*catalog.Kind { return slices.Clone(s.kinds) }

// Office returns whose records these are.
func (s *Store) Office(ctx context.Context) (Office, error) {
	o := Office{Code: s.township()}
	err := s.read.QueryRowContext(ctx, sqlOfficeName, s.township()).Scan(&o.Name)
	return o, wrap(err, "read the office")
}

// RenameOffice changes the office's name, as it stands on printed tables.
func (s *Store) RenameOffice(ctx context.Context, name string) error {
	if strings.TrimSpace(name) == "" {
		return catalog.Refuse("office_name", "单位名称是空的:请填写单位的全称,它印在每张表上")
	}
	return s.transact(ctx, func(tx *session) error { return tx.exec(sqlRenameOffice, name, s.township()) })
}

// findOffice learns the township that is a part of every key, and gives a new database its office.
func (s *Store) findOffice(ctx context.Context) error {
	rows, err := column[string](ctx, s.write, sqlTownships)
	if err != nil {
		return fmt.Errorf("read the offices: %w", err)
	}
	want := s.options.Office
	switch {
	case len(rows) == 1:
		s.setTownship(rows[0])
		return nil
	case len(rows) > 1:
		if slices.Contains(rows, want.Code) {
			s.setTownship(want.Code)
			return nil
		}
		return catalog.Refuse("which_office", "这个数据库里有 %d 个单位的台账,请说明要打开哪一个", len(rows))
	}
	if want.Code == "" {
		want.Code = defaultTownship
	}
	if len(want.Code) > 9 || strings.Trim(want.Code, "0123456789") != "" {
		return catalog.Refuse("office_code", "单位代码「%s」不对:应为不超过 9 位的数字", want.Code)
	}
	// Another program, started at the same moment, may have added its office since: then that one is opened.
	return s.transact(ctx, func(tx *session) error {
		since, err := column[string](tx.run, tx, sqlTownships)
		if err != nil {
			return err
		}
		if len(since) > 0 {
			s.setTownship(since[0])
			return nil
		}
		s.setTownship(want.Code)
		return tx.exec(sqlAddOffice, want.Code, want.Name, 0)
	})
}

// Watch calls f after every operation that this Store has applied, in the goroutine that applied it and after its
// transaction has ended. f must not block. stop ends the calls.
func (s *Store) Watch(f func(Done)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.nextID
	s.nextID++
	s.watchers[id] = f
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, id)
	}
}

func (s *Store) announce(d Done) {
	s.mu.Lock()
	ids := make([]int, 0, len(s.watchers))
	for id := range s.watchers {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	calls := make([]func(Done), len(ids))
	for i, id := range ids {
		calls[i] = s.watchers[id]
	}
	s.mu.Unlock()
	for _, call := range calls {
		call(d)
	}
}

// wrap says what was being done when err happened; nil stays nil.
func wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
