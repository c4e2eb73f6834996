package store

import (
	"context"
	"fmt"
	"strings"

	"taizhang/data/catalog"
)

// UndoOptions say how an operation is taken back.
type UndoOptions struct {
	Actor string // who takes it back
	Keep  bool   // leave what somebody changed later, and take back the rest
}

// Undo takes back an operation, however old: "" is the newest that can be taken back. Taking back is an operation
// of its own in the journal; taking that one back does the first again.
//
// What somebody changed later is not overwritten: the error is a *Conflict that lists it and nothing has changed,
// unless opt.Keep is set. There is nothing to take back, or the operation was taken back already: a catalog.Refusal
// of code nothing_to_undo, no_operation or undone.
func (s *Store) Undo(ctx context.Context, id string, opt UndoOptions) (Done, error) {
	query, which := sqlOpByID, []any{id}
	if id == "" {
		query, which = sqlUndoable, nil
	}
	return s.takeBack(ctx, query, which, "没有可以撤销的操作", opt)
}

// Redo does again what was taken back last, if nothing else has been done since.
func (s *Store) Redo(ctx context.Context, opt UndoOptions) (Done, error) {
	return s.takeBack(ctx, sqlRedoable, nil, "没有可以重做的操作", opt)
}

func (s *Store) takeBack(ctx context.Context, query string, which []any, nothing string, opt UndoOptions) (Done, error) {
	var target OpInfo
	prepare := func(tx *session) (act, error) {
		list, err := s.operations(ctx, tx, query, which...)
		switch {
		case err != nil:
			return act{}, err
		case len(list) == 0 && which == nil:
			return act{}, catalog.Refuse("nothing_to_undo", "%s", nothing)
		case len(list) == 0:
			return act{}, catalog.Refuse("no_operation", "没有找到这次操作")
		case list[0].UndoneBy != "":
			return act{}, catalog.Refuse("undone", "「%s」已经撤销过了", list[0].Label)
		}
		target = list[0]
		return act{label: undoLabel(target), actor: opt.Actor, undoes: target.n}, nil
	}
	return s.perform(ctx, prepare, func(w *writer) error {
		if err := w.revert(target, opt.Keep); err != nil {
			return err
		}
		return w.markUndone(target)
	})
}

const (
	undoPrefix = "撤销:"
	redoPrefix = "重做:"
)

// undoLabel names the taking back of o. Taking back an undoing is doing again.
func undoLabel(o OpInfo) string {
	if act, ok := strings.CutPrefix(o.Label, undoPrefix); ok && o.Undoes != "" {
		return redoPrefix + act
	}
	if act, ok := strings.CutPrefix(o.Label, redoPrefix); ok && o.Undoes != "" {
		return undoPrefix + act
	}
	return undoPrefix + o.Label
}

// markUndone notes that w's operation takes back target. If target itself took something back, that holds again,
// and so on down the chain.
func (w *writer) markUndone(target OpInfo) error {
	by := any(w.op)
	for {
		if err := w.tx.exec(sqlMarkOp, by, w.s.township(), target.n); err != nil {
			return fmt.Errorf("mark the operation as undone: %w", err)
		}
		if target.undoes == 0 {
			return nil
		}
		next, err := w.s.operation(w.tx.run, w.tx, sqlOpByN, target.undoes)
		if err != nil {
			return err
		}
		if by == nil {
			by = target.n
		} else {
			by = nil
		}
		target = next
	}
}

// Undoable returns the operation that Undo("") would take back; ok is false if there is none.
func (s *Store) Undoable(ctx context.Context) (o OpInfo, ok bool, err error) {
	return s.first(ctx, sqlUndoable)
}

// Redoable returns the undoing that Redo would take back; ok is false if there is none. Its Label names the act.
func (s *Store) Redoable(ctx context.Context) (o OpInfo, ok bool, err error) {
	return s.first(ctx, sqlRedoable)
}

func (s *Store) first(ctx context.Context, query string) (OpInfo, bool, error) {
	list, err := s.operations(ctx, s.read, query)
	if err != nil || len(list) == 0 {
		return OpInfo{}, false, err
	}
	return list[0], true, nil
}
