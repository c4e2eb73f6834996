package desk

import (
	"context"
	"errors"
	"strings"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// steps are the operations that Ctrl+Z and Ctrl+Y would take back and bring back; a zero one is none.
type steps struct {
	undo, redo store.OpInfo
}

// refreshUndo shows what can be undone.
func (d *Desk) refreshUndo() {
	Ask(&d.asked, func(ctx context.Context) (s steps, err error) {
		if s.undo, _, err = d.Store.Undoable(ctx); err != nil {
			return s, err
		}
		s.redo, _, err = d.Store.Redoable(ctx)
		return s, err
	}, func(s steps, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		if d.Store.ReadOnly() {
			s = steps{}
		}
		d.top.showSteps(s)
	})
}

func (t *topBar) showSteps(s steps) {
	t.undoes = s.undo.Label
	t.undo.Disable()
	if s.undo.ID != "" {
		t.undo.Enable()
	}
	t.redo.Hide()
	if s.redo.ID != "" {
		t.redo.Show()
	}
	t.box.Refresh()
}

func short(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// Undo takes the newest operation back.
func (d *Desk) Undo() { d.UndoOperation("") }

// UndoOperation takes back the operation with that id, "" for the newest. Where later changes stand in its way the
// clerk chooses.
func (d *Desk) UndoOperation(id string) { d.undo(id, store.UndoOptions{}) }

func (d *Desk) undo(id string, options store.UndoOptions) {
	options.Actor = d.Actor()
	var done store.Done
	d.Run("撤销", func(ctx context.Context, _ Progress) error {
		var err error
		done, err = d.Store.Undo(ctx, id, options)
		return err
	}, func(err error) {
		var conflict *store.Conflict
		switch {
		case errors.As(err, &conflict):
			d.Warn(catalog.Message(err), look.Step{Label: "保留这些,撤销其余", Do: func() { d.undo(id, store.UndoOptions{Keep: true}) }})
		case err != nil:
			d.Fail(err)
		default:
			d.Say("已"+strings.Replace(done.Op.Label, "撤销:", "撤销 ", 1), look.Step{Label: "重做", Do: d.Redo})
		}
	})
}

// Redo brings back what was undone last.
func (d *Desk) Redo() {
	var done store.Done
	d.Run("重做", func(ctx context.Context, _ Progress) error {
		var err error
		done, err = d.Store.Redo(ctx, store.UndoOptions{Actor: d.Actor()})
		return err
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		if done.Op.ID != "" {
			d.Say("已" + strings.Replace(done.Op.Label, "重做:", "重做 ", 1))
		}
	})
}
