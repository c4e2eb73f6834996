package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"taizhang/data/catalog"
)

// Done says what an operation has changed.
type Done struct {
	Op                        OpInfo
	Created, Updated, Deleted int
	Kinds                     []string // keys of the kinds whose records changed
	IDs                       []string // of the changed records in the order of the changes, the first maxDoneIDs
}

// maxDoneIDs bounds Done.IDs: what changed more is better read anew.
const maxDoneIDs = 1000

// chunkSize is how many changes are looked up and written together.
const chunkSize = 2000

// optimizeFrom is the number of new records from which the statistics are renewed.
const optimizeFrom = 1000

// Apply makes the changes of op in one transaction, writes them to the journal and returns what was done. It is the
// only way to change records.
//
// New records without an id get one. Of an update only the fields that differ between Before and After are stored,
// and only if the stored record still has Before's values there; otherwise nothing is changed and the error is a
// *Conflict. References must point to live records, and a record that others refer to is not deleted: a
// catalog.Refusal of code dead_reference or referred. Pictures that a record names newly must be among op.Blobs or
// stored already, else: missing_picture. Of op.Blobs only those are stored that are named. An operation that changes nothing leaves no trace; its Done
// has an empty Op. If ctx is cancelled, nothing has happened.
func (s *Store) Apply(ctx context.Context, op catalog.Operation) (Done, error) {
	return s.ApplyReporting(ctx, op, nil)
}

// ApplyReporting is Apply that tells report, if it is not nil, how many of all changes are written. What follows the
// last of them, making the whole last, takes little time beside them.
func (s *Store) ApplyReporting(ctx context.Context, op catalog.Operation, report func(done, all int)) (Done, error) {
	head := func(*session) (act, error) { return act{id: op.ID, label: op.Label, actor: op.Actor, at: op.At}, nil }
	album, err := newAlbum(op.Blobs)
	if err != nil {
		return Done{}, err
	}
	return s.perform(ctx, head, func(w *writer) error {
		w.album = album
		ready, handBack, stop := w.prepareAll(op.Changes)
		defer stop()
		done := 0
		for c := range ready {
			if err := w.changeAll(c); err != nil {
				return err
			}
			handBack(c)
			if done += len(c.changes); report != nil {
				report(done, len(op.Changes))
			}
		}
		return w.tx.ctx.Err()
	})
}

// act is the head of an operation.
type act struct {
	id, label, actor string
	at               time.Time
	undoes           any // number of the operation that is taken back; nil for none
}

// perform runs f as one operation of the journal. head is called inside the transaction, where nobody else writes.
func (s *Store) perform(ctx context.Context, head func(*session) (act, error), f func(*writer) error) (Done, error) {
	var w *writer
	err := s.transact(ctx, func(tx *session) error {
		n, err := number(ctx, tx, sqlNextOp, s.township())
		if err != nil {
			return fmt.Errorf("take the next number: %w", err)
		}
		a, err := head(tx)
		if err != nil {
			return err
		}
		if err := s.open(tx, n, a); err != nil {
			return err
		}
		w = newWriter(s, tx, n)
		if err := f(w); err != nil {
			return err
		}
		if err := w.finish(); err != nil {
			return err
		}
		if w.isEmpty() && a.undoes == nil {
			return errNothing
		}
		return tx.exec(sqlCountOp, w.done.Created, w.done.Updated, w.done.Deleted, joinKinds(w.done.Kinds), s.township(), n)
	})
	if err == errNothing {
		return Done{}, nil
	}
	if err != nil {
		return Done{}, err
	}
	if w.done.Created >= optimizeFrom {
		s.eng.renewStatistics(context.WithoutCancel(ctx), s.write)
	}
	if w.done.Op, err = s.operation(context.WithoutCancel(ctx), s.read, sqlOpByN, w.op); err != nil {
		return Done{}, fmt.Errorf("read the operation that was stored: %w", err)
	}
	s.announce(w.done)
	return w.done, nil
}

// open writes the head of operation n.
func (s *Store) open(tx *session, n int64, a act) error {
	if a.at.IsZero() {
		a.at = s.options.Now()
	}
	if a.id == "" {
		id, err := uuid.NewV7()
		if err != nil {
			return fmt.Errorf("make an id: %w", err)
		}
		a.id = id.String()
	}
	return wrap(tx.exec(sqlAddOp, s.township(), n, a.id, a.label, a.actor, a.at.UnixMilli(), a.undoes), "write the operation")
}

// errNothing rolls back an operation that turned out to change nothing.
var errNothing = errors.New("nothing to change")

// changeAll makes the changes of one chunk: new records first, the others in their order.
func (w *writer) changeAll(c chunk) error {
	if err := w.tx.ctx.Err(); err != nil {
		return err
	}
	if c.err != nil {
		return c.err
	}
	if err := w.create(c); err != nil {
		return err
	}
	if err := w.load(c.wanted); err != nil {
		return err
	}
	for _, change := range c.changes {
		if err := w.change(change); err != nil {
			return err
		}
	}
	return w.flush()
}

// change makes one change of a record that is there already.
func (w *writer) change(c catalog.Change) error {
	if c.Before.IsZero() {
		return nil
	}
	r := c.Record()
	cur, ok := w.rows[key{r.Kind.Key, r.ID}]
	if !ok || cur.state == withdrawn {
		return catalog.Refuse("no_record", "要修改的%s「%s」不存在,可能已被撤销;请刷新后再试", r.Kind.Title, r.Label())
	}
	if cur.state == inBin {
		if c.After.IsZero() {
			return nil
		}
		return catalog.Refuse("in_bin", "要修改的%s「%s」已被删除;请先从回收站恢复", r.Kind.Title, cur.Label())
	}
	if c.After.IsZero() {
		return w.setState(cur, inBin)
	}
	t := w.s.tables[r.Kind.Key]
	before, after := t.cleaned(c.Before), t.cleaned(c.After)
	next := cur.Record
	for _, i := range t.fields {
		f := &t.kind.Fields[i]
		was, want, is := before.At(i), after.At(i), cur.At(i)
		switch {
		case was == want || is == want:
		case is != was:
			w.clash(cur, f, was, is)
		default:
			next = next.With(f.Key, want)
		}
	}
	if err := w.wantPictures(t, cur.Record, next); err != nil {
		return err
	}
	return w.update(cur, next)
}
